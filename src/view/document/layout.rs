//! A document laid out for a width: lines of roles and text, and which line holds which link.
//!
//! Knows roles, not colours: the pane paints them, `maitri show` drops them.

mod links;
mod noted;
mod sources;
mod whole;

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Block, Document};
use crate::text::{clip, counted, pad, width, wrap};

pub(crate) use noted::{next_note, note, noted, plain};
pub use whole::{PAGE, whole, whole_in, whole_of, whole_with};

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
    /// What this line leads to, if to anything.
    pub target: Option<LineTarget>,
    /// The columns of it that lead to a link further down, by the index of that.
    pub jumps: Vec<(Range<usize>, usize)>,
}

/// What a line of a document leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineTarget {
    /// To the link of this index.
    Link(usize),
    /// To more of the document, from this of the places where something is left out.
    More(usize),
    /// It is the heading of the section of this number, which folds.
    Section(usize),
    /// It is the source of this number, which is told in short or whole.
    Source(usize),
}

impl DocumentLine {
    /// A line of one piece.
    pub(crate) fn new(role: TextRole, text: impl Into<String>) -> Self {
        Self { pieces: vec![(role, text.into())], ..Self::default() }
    }

    /// The line without its roles.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// Columns of a label beside its text; narrower panes put the label above.
const LABEL_WIDTH: usize = 15;
/// From this width on labels stand beside their text.
const WIDE: usize = 44;

/// How a document is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'m> {
    /// Columns a line has at most.
    pub columns: usize,
    /// What stands before disputed points.
    pub sign: &'m str,
    /// How much is told of it.
    pub told: Told<'m>,
    /// The number of the first section.
    pub first_section: usize,
}

/// How much of a document is told.
#[derive(Clone, Copy, Debug)]
pub enum Told<'m> {
    /// Everything: to be taken away, or searched in.
    Whole,
    /// As one reads it: how many links of which kind near the top, sections folded, each source in a line.
    Reading {
        /// The headings whose sections are folded.
        folded: &'m BTreeSet<String>,
        /// The numbers of the sources that are told whole.
        whole: &'m BTreeSet<usize>,
    },
}

/// Lays a document out in lines, everything in it.
#[must_use]
pub fn lines(document: &Document<'_>, columns: usize, sign: &str) -> Vec<DocumentLine> {
    lay_out(&document.blocks, Manner { columns, sign, told: Told::Whole, first_section: 0 })
}

/// Lays blocks out in lines in this manner.
#[must_use]
pub fn lay_out<'b, 'd: 'b>(blocks: impl IntoIterator<Item = &'b Block<'d>>, manner: Manner<'_>) -> Vec<DocumentLine> {
    let mut lines: Vec<DocumentLine> = Vec::new();
    let mut before = None;
    // The line of a folded section's heading, and how many lines that hides.
    let mut fold: Option<(usize, usize)> = None;
    let mut section = manner.first_section;
    for block in blocks {
        if matches!((block, manner.told), (Block::Ways(_), Told::Whole)) {
            continue;
        }
        if matches!(block, Block::Heading(..)) {
            close(fold.take(), manner.columns, &mut lines);
        }
        let mut told = Vec::new();
        lay_out_block(block, manner, &mut told);
        let blank = before.is_some_and(|before| blank_between(before, block));
        before = Some(block);
        if let Some((_, hidden)) = &mut fold {
            *hidden += told.len() + usize::from(blank);
            continue;
        }
        if blank {
            lines.push(DocumentLine::default());
        }
        if let (Block::Heading(_, text), Told::Reading { folded, .. }) = (block, manner.told) {
            if folded.contains(text.as_ref()) {
                fold = Some((lines.len(), 0));
            }
            for line in &mut told {
                line.target = Some(LineTarget::Section(section));
            }
            section += 1;
        }
        lines.append(&mut told);
    }
    close(fold, manner.columns, &mut lines);
    // Every tab keeps its own for as long as it shows the same.
    lines.shrink_to_fit();
    lines
}

/// Says at a folded section's heading how much of it does not show.
fn close(fold: Option<(usize, usize)>, columns: usize, lines: &mut [DocumentLine]) {
    let Some((line, hidden)) = fold.and_then(|(line, hidden)| Some((lines.get_mut(line)?, hidden))) else { return };
    let room = columns.saturating_sub(width(&line.text()));
    let told = format!("  {} folded", counted(hidden, "line"));
    line.pieces.push((TextRole::Dim, clip(&told, room).into_owned()));
}

/// Whether a blank line stands between two blocks: sections and paragraphs are set apart, rows of
/// one list are not.
fn blank_between(before: &Block<'_>, block: &Block<'_>) -> bool {
    match (before, block) {
        (Block::Heading(..), _) | (Block::Disputed(_), Block::Ways(_)) => false,
        (Block::Note(_) | Block::Disputed(_) | Block::Ways(_), _)
        | (_, Block::Heading(..) | Block::Paragraph(_) | Block::Note(_))
        | (Block::Paragraph(_), Block::Labelled(..))
        | (Block::Labelled(..), Block::Dispute(_)) => true,
        _ => false,
    }
}

fn lay_out_block(block: &Block<'_>, manner: Manner<'_>, lines: &mut Vec<DocumentLine>) {
    let Manner { columns, sign, told, .. } = manner;
    match block {
        Block::Title(text) => lines.extend(wrapped(TextRole::Title, text, columns)),
        Block::Glance(text) => lines.extend(wrapped(TextRole::Dim, text, columns)),
        Block::Native(text) => lines.extend(wrapped(TextRole::Text, text, columns)),
        Block::Disputed(on) => {
            lines.extend(wrapped(TextRole::Dispute, &format!("{sign} Sources disagree on {on}"), columns));
        }
        Block::Ways(ways) => links::ways(ways, columns, lines),
        Block::Heading(_, text) => lines.push(DocumentLine::new(TextRole::Heading, clip(text, columns))),
        Block::Paragraph(text) => lines.extend(wrap(text, columns).into_iter().map(|line| noted(line, 0))),
        Block::Labelled(label, text) => labelled(label, text, columns, lines),
        Block::Dispute(point) => lines.extend(wrapped(TextRole::Dispute, &format!("{sign} {point}"), columns)),
        Block::Link(link) => links::linked(link, columns, lines),
        Block::More(count, what) => {
            let indent = if columns >= WIDE { 2 + LABEL_WIDTH } else { 4 };
            let text = format!("{}{count} {what}", " ".repeat(indent));
            let line = DocumentLine::new(TextRole::Link, clip(&text, columns));
            lines.push(DocumentLine { target: Some(LineTarget::More(0)), ..line });
        }
        Block::Source(source) => {
            let is_whole = match told {
                Told::Whole => (true, false),
                Told::Reading { whole, .. } => (whole.contains(&source.number), true),
            };
            sources::source(source, is_whole, columns, lines);
        }
        Block::Note(note) => {
            lines.extend(wrapped(TextRole::Own, &note.head, columns));
            let indent = 2.min(columns / 2);
            for line in note.text.lines().flat_map(|line| wrap(line, columns.saturating_sub(indent))) {
                lines.push(DocumentLine::new(TextRole::Text, format!("{}{line}", " ".repeat(indent))));
            }
        }
    }
}

fn wrapped(role: TextRole, text: &str, columns: usize) -> impl Iterator<Item = DocumentLine> {
    wrap(text, columns).into_iter().map(move |line| DocumentLine::new(role, line))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::cite::Cite;
    use crate::data::pack::grade::Grade;
    use crate::view::document::{Link, OwnNote, Part, Quotes, SourceNote, Way};

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
    fn a_reading_is_told_whole() {
        let block = || vec![Block::Native("外務省 (がいむしょう)".into())];
        assert_eq!(told(block(), 21), ["外務省 (がいむしょう)"]);
        assert_eq!(told(block(), 20), ["外務省", "(がいむしょう)"]);
        assert_eq!(told(block(), 10), ["外務省", "(がいむし", "ょう)"]);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let dataset = crate::data::bundled::dataset().unwrap();
        let page = dataset.pack.sources.iter().find(|source| !source.passages.is_empty()).unwrap();
        let cite = Cite { source: &page.id, paragraphs: vec![(1, 1)] };
        let blocks = || {
            vec![
                Block::Title("Comprehensive Economic Partnership Agreement"),
                Block::Glance("2011 · Agreement · Economy".into()),
                Block::Native("日本・インド包括的経済連携協定".into()),
                Block::Ways(vec![
                    Way {
                        count: 12,
                        relation: "Attended by",
                        first: 0,
                        names: Some("Shinzo Abe and Narendra Modi".to_owned()),
                    },
                    Way { count: 1, relation: "See also", first: 12, names: None },
                ]),
                Block::Heading(Part::Text, "Facts".into()),
                Block::Labelled("A very long label indeed".into(), "text of some length [1]".into()),
                Block::Link(Link {
                    index: 0,
                    relation: "Disagrees with",
                    is_first: true,
                    kind: "Agreement",
                    title: "Comprehensive Economic Partnership Agreement",
                    when: Some("2011".into()),
                    notes: format!("\u{a0}{}", note("7")),
                }),
                Block::Source(SourceNote {
                    number: 1,
                    grade: Some(Grade::A),
                    name: "Embassy of India, Tokyo, May 2024: Brief, ¶14".into(),
                    quotes: Some(Quotes { dataset: &dataset, cite: cite.clone(), numbered: true }),
                    address: Some("https://example.org/a/long/address".into()),
                    is_page: true,
                }),
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
            let of_link = lines.iter().skip_while(|line| !line.contains("Disagrees")).take(12);
            let told = of_link.filter(|line| line.contains("[7]")).count();
            assert!(columns < 24 || told == 1, "{columns}: {lines:#?}");
        }
    }
}
