//! A document laid out for a width: lines of roles and text, and which line holds which link.
//!
//! Knows roles, not colours: the pane paints them, `maitri show` drops them.

use super::{Block, Document, Link, OwnNote};
use crate::data::cite::PILCROW;
use crate::data::{Dataset, ItemId};
use crate::text::{clip, pad, width, wrap};

/// Holds a source's number to the word before it.
pub const NO_BREAK: &str = "\u{a0}";

/// What a piece of a line is, for the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRole {
    /// Running text.
    Text,
    /// The title.
    Title,
    /// What matters less.
    Dim,
    /// A heading.
    Heading,
    /// A label.
    Label,
    /// The number of a source, or a source.
    Source,
    /// A link.
    Link,
    /// A point in dispute.
    Dispute,
    /// What the reader wrote.
    Own,
}

/// A line: pieces of text by role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentLine {
    /// The pieces, left to right.
    pub pieces: Vec<(TextRole, String)>,
    /// The link this line belongs to, if any.
    pub link: Option<usize>,
    /// Whether it is a way to more of the document.
    pub opens_more: bool,
}

impl DocumentLine {
    /// A line of one piece.
    pub(crate) fn new(role: TextRole, text: impl Into<String>) -> Self {
        Self { pieces: vec![(role, text.into())], link: None, opens_more: false }
    }

    /// The line without its roles.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// Columns of a label beside its text; narrower panes put the label above.
const LABEL_WIDTH: usize = 15;
/// Columns of a link's title that always show.
const TITLE: usize = 12;
/// From this width on labels stand beside their text.
const WIDE: usize = 44;

/// Lays a document out in lines of at most so many columns. `sign` stands before disputed points.
#[must_use]
pub fn lines(document: &Document<'_>, columns: usize, sign: &str) -> Vec<DocumentLine> {
    let mut lines = Vec::new();
    let mut before = None;
    for block in &document.blocks {
        if before.is_some_and(|before| blank_between(before, block)) {
            lines.push(DocumentLine::default());
        }
        lay_out(block, columns, sign, &mut lines);
        before = Some(block);
    }
    lines
}

/// Whether a blank line stands between two blocks: sections and paragraphs are set apart, rows of
/// one list are not.
fn blank_between(before: &Block<'_>, block: &Block<'_>) -> bool {
    match (before, block) {
        (Block::Heading(_), _) => false,
        (Block::Note(_), _)
        | (_, Block::Heading(_) | Block::Paragraph(_) | Block::Note(_))
        | (Block::Paragraph(_), Block::Labelled(..))
        | (Block::Labelled(..), Block::Dispute(_)) => true,
        _ => false,
    }
}

fn lay_out(block: &Block<'_>, columns: usize, sign: &str, lines: &mut Vec<DocumentLine>) {
    match block {
        Block::Title(text) => {
            lines.extend(wrap(text, columns).into_iter().map(|line| DocumentLine::new(TextRole::Title, line)));
        }
        Block::Glance(text) => {
            lines.extend(wrap(text, columns).into_iter().map(|line| DocumentLine::new(TextRole::Dim, line)));
        }
        Block::Native(text) => lines.push(DocumentLine::new(TextRole::Text, clip(text, columns))),
        Block::Heading(text) => lines.push(DocumentLine::new(TextRole::Heading, clip(text, columns))),
        Block::Paragraph(text) => lines.extend(wrap(text, columns).into_iter().map(|line| noted(line, 0))),
        Block::Labelled(label, text) => labelled(label, text, columns, lines),
        Block::Dispute(point) => {
            let text = format!("{sign} {point}");
            lines.extend(wrap(&text, columns).into_iter().map(|line| DocumentLine::new(TextRole::Dispute, line)));
        }
        Block::Link(link) => linked(link, columns, lines),
        Block::Note(note) => {
            let head = wrap(&note.head, columns).into_iter().map(|line| DocumentLine::new(TextRole::Own, line));
            lines.extend(head);
            let indent = 2.min(columns / 2);
            for line in note.text.lines().flat_map(|line| wrap(line, columns.saturating_sub(indent))) {
                lines.push(DocumentLine::new(TextRole::Text, format!("{}{line}", " ".repeat(indent))));
            }
        }
        Block::More(count, what) => {
            let indent = if columns >= WIDE { 2 + LABEL_WIDTH } else { 4 };
            let text = format!("{}{count} {what}", " ".repeat(indent));
            lines.push(DocumentLine { opens_more: true, ..DocumentLine::new(TextRole::Link, clip(&text, columns)) });
        }
        Block::Source(number, grade, text) => {
            let grade = grade.map_or_else(String::new, |grade| format!("{}  ", grade.letter()));
            let label = format!("[{number}] {grade}");
            let indent = width(&label);
            for (row, part) in wrap(text, columns.saturating_sub(indent)).into_iter().enumerate() {
                let head = if row == 0 { label.clone() } else { " ".repeat(indent) };
                lines.push(DocumentLine::new(TextRole::Source, clip(&format!("{head}{part}"), columns)));
            }
        }
    }
}

/// A way to another record on one line, the relation beside the first of several in a wide pane, else above it. A date
/// that leaves the title no room is left out: the record itself tells it. The numbers of sources stand nowhere else, so
/// they stay, if need be below.
fn linked(link: &Link<'_>, columns: usize, lines: &mut Vec<DocumentLine>) {
    let beside = columns >= WIDE;
    let label = match (beside, link.is_first) {
        (true, true) => format!("  {}", pad(link.relation, LABEL_WIDTH)),
        (true, false) => " ".repeat(2 + LABEL_WIDTH),
        (false, is_first) => {
            if is_first {
                lines.push(DocumentLine::new(TextRole::Dim, clip(&format!("  {}", link.relation), columns)));
            }
            " ".repeat(4)
        }
    };
    let label = clip(&label, columns);
    let room = columns.saturating_sub(width(&label));
    // A title of which so much shows can be told from others.
    let least = width(link.title).min(TITLE);
    let (beside, below) = if least + width(&link.notes) <= room {
        (link.notes.as_str(), "")
    } else {
        ("", link.notes.trim_start_matches(NO_BREAK))
    };
    let room = room.saturating_sub(width(beside));
    let date = link.when.as_ref().map_or_else(String::new, |when| format!("  {when}"));
    let date = if width(link.title) + width(&date) <= room { date } else { String::new() };
    let title = clip(link.title, room.saturating_sub(width(&date)));
    let indent = " ".repeat(width(&label));
    let pieces = vec![
        (TextRole::Dim, label.into_owned()),
        (TextRole::Link, title.into_owned()),
        (TextRole::Dim, date),
        (TextRole::Source, beside.to_owned()),
    ];
    lines.push(DocumentLine { pieces, link: Some(link.index), opens_more: false });
    if !below.is_empty() {
        let notes = format!("{indent}{below}");
        lines.push(DocumentLine::new(TextRole::Source, clip(&notes, columns)));
    }
}

/// A label and its text: beside it in a wide pane; else on one line if that fits, or under it.
fn labelled(label: &str, text: &str, columns: usize, lines: &mut Vec<DocumentLine>) {
    let beside = columns >= WIDE && width(label) <= LABEL_WIDTH;
    let on_one_line = width(label) + 2 + width(text) <= columns;
    let indent = match (beside, on_one_line) {
        (true, _) => LABEL_WIDTH + 1,
        (false, true) => width(label) + 2,
        (false, false) => 2.min(columns),
    };
    if !beside && !on_one_line {
        lines.push(DocumentLine::new(TextRole::Label, clip(label, columns)));
    }
    for (row, part) in wrap(text, columns.saturating_sub(indent)).into_iter().enumerate() {
        let mut line = noted(part, indent);
        if (beside || on_one_line)
            && row == 0
            && let Some(first) = line.pieces.first_mut()
        {
            *first = (TextRole::Label, pad(label, indent));
        }
        lines.push(line);
    }
}

/// A line of text after an indent, the numbers of its sources told apart from the rest.
pub(crate) fn noted(text: &str, indent: usize) -> DocumentLine {
    let mut pieces = Vec::new();
    if indent > 0 {
        pieces.push((TextRole::Text, " ".repeat(indent)));
    }
    let mut rest = text;
    while let Some((before, note, after)) = next_note(rest) {
        if !before.is_empty() {
            pieces.push((TextRole::Text, before.replace(NO_BREAK, " ")));
        }
        pieces.push((TextRole::Source, note.replace(NO_BREAK, " ")));
        rest = after;
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push((TextRole::Text, rest.replace(NO_BREAK, " ")));
    }
    DocumentLine { pieces, link: None, opens_more: false }
}

/// Splits at the next `[12]` or `[12 ¶14, ¶16–¶18]`.
pub(crate) fn next_note(text: &str) -> Option<(&str, &str, &str)> {
    for (open, _) in text.match_indices('[') {
        let inner = text.get(open + 1..)?;
        let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let after = inner.get(digits..)?;
        let paragraphs = after.strip_prefix(NO_BREAK).is_some_and(|rest| rest.starts_with(PILCROW));
        let close = if paragraphs { after.find(']') } else { after.starts_with(']').then_some(0) };
        if let Some(close) = close.filter(|_| digits > 0) {
            let end = open + digits + close + 2;
            return Some((text.get(..open)?, text.get(open..end)?, text.get(end..)?));
        }
    }
    None
}

/// Columns of a record taken away whole; the width of a page of plain text.
const PAGE: usize = 80;

/// The whole record as plain text, sources included.
#[must_use]
pub fn whole<'d>(dataset: &'d Dataset<'d>, id: ItemId) -> String {
    whole_with(dataset, id, Vec::new())
}

/// The same with these notes of the reader's.
#[must_use]
pub fn whole_with<'d>(dataset: &'d Dataset<'d>, id: ItemId, notes: Vec<OwnNote>) -> String {
    let document = super::with_notes(super::document(dataset, id), notes);
    let lines: Vec<String> = lines(&document, PAGE, "≠").iter().map(|line| line.text().trim_end().to_owned()).collect();
    lines.join("\n")
}

/// All records of these items, one after the other.
#[must_use]
pub fn whole_of(dataset: &Dataset<'_>, items: &[ItemId]) -> String {
    items.iter().map(|id| whole(dataset, *id)).collect::<Vec<_>>().join("\n\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::pack::grade::Grade;

    fn told(blocks: Vec<Block<'_>>, columns: usize) -> Vec<String> {
        let document = Document { kind: "", blocks, links: Vec::new() };
        lines(&document, columns, "≠").iter().map(DocumentLine::text).collect()
    }

    #[test]
    fn labels_stand_beside_or_above() {
        let block = || vec![Block::Labelled("Tariffs".into(), "gone on most items [1]".into())];
        assert_eq!(told(block(), 44), ["Tariffs         gone on most items [1]"]);
        assert_eq!(told(block(), 20), ["Tariffs", "  gone on most items", "  [1]"]);
    }

    #[test]
    fn notes_are_told_apart() {
        let roles = |text: &str| noted(text, 0).pieces;
        let (text, source) =
            (|text: &str| (TextRole::Text, text.to_owned()), |text: &str| (TextRole::Source, text.to_owned()));
        assert_eq!(roles("a [b] c\u{a0}[1][12]"), [text("a [b] c "), source("[1]"), source("[12]")]);
        let several = "a\u{a0}[1\u{a0}¶14,\u{a0}¶16–¶18] [2]; b [3 ¶1]";
        assert_eq!(
            roles(several),
            [text("a "), source("[1 ¶14, ¶16–¶18]"), text(" "), source("[2]"), text("; b [3 ¶1]")]
        );
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let blocks = || {
            vec![
                Block::Title("Comprehensive Economic Partnership Agreement"),
                Block::Glance("2011 · Agreement · Economy".into()),
                Block::Native("日本・インド包括的経済連携協定".into()),
                Block::Heading("Facts".into()),
                Block::Labelled("A very long label indeed".into(), "text of some length [1]".into()),
                Block::Link(Link {
                    index: 0,
                    relation: "Disagrees with",
                    is_first: true,
                    kind: "Agreement",
                    title: "Comprehensive Economic Partnership Agreement",
                    when: Some("2011".into()),
                    notes: "\u{a0}[7]".into(),
                }),
                Block::Source(1, Some(Grade::A), "Embassy of India, Tokyo, May 2024: Brief, ¶14".into()),
                Block::Dispute("What the figure counts"),
                Block::Note(OwnNote { head: "Your note, 2026".into(), text: "日本 and maitri\n\n  long".into() }),
            ]
        };
        for columns in 0..80 {
            let lines = told(blocks(), columns);
            for line in &lines {
                assert!(width(line) <= columns, "{columns}: {line:?}");
            }
            // Who says how two records are related is told wherever a number has room.
            let of_link = lines.iter().skip_while(|line| !line.contains("Disagrees")).take(3);
            let told = of_link.filter(|line| line.contains("[7]")).count();
            assert!(columns < 24 || told == 1, "{columns}: {lines:#?}");
        }
    }
}
