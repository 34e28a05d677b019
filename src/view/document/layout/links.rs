//! Ways to other records: each on a line of its own, and how many there are of which kind in one line near the top.

use super::noted::unmarked;
use super::{DocumentLine, LABEL_WIDTH, LineTarget, NO_BREAK, TextRole, WIDE};
use crate::text::{clip, pad, width, wrap};
use crate::view::document::{Link, Way};

/// Below this width what follows the first line of links is not indented.
const NARROW: usize = 24;
/// What stands between two relations in the line that counts them.
const BETWEEN: &str = " · ";

/// `Links  3 came from · 2 led to · 4 attended by`: each of them leads to the first of its kind.
pub(super) fn ways(ways: &[Way], columns: usize, lines: &mut Vec<DocumentLine>) {
    let label = "Links  ";
    let indent = if columns >= NARROW { width(label) } else { 0 };
    let mut line = DocumentLine::new(TextRole::Label, clip(label, columns));
    let mut used = width(&line.text());
    for (number, way) in ways.iter().enumerate() {
        let relation = way.relation.to_lowercase();
        let named = way.names.as_ref().map(|names| format!("{relation} {names}"));
        let named = named.filter(|named| width(named) + indent <= columns);
        let told = named.unwrap_or_else(|| format!("{} {relation}", way.count));
        let between = if number == 0 { "" } else { BETWEEN };
        if number > 0 && used + width(between) + width(&told) > columns {
            lines.push(std::mem::replace(&mut line, DocumentLine::new(TextRole::Dim, " ".repeat(indent))));
            used = indent;
        } else {
            line.pieces.push((TextRole::Dim, between.to_owned()));
            used += width(between);
        }
        let told = clip(&told, columns.saturating_sub(used)).into_owned();
        line.jumps.push((used..used + width(&told), way.first));
        used += width(&told);
        line.pieces.push((TextRole::Link, told));
    }
    lines.push(line);
}

/// A way to another record, the relation beside the first of several in a wide pane, else above it. A date that would take
/// a line of its own is left out: the record itself tells it. The numbers of sources stand nowhere else, so they stay.
pub(super) fn linked(link: &Link<'_>, columns: usize, lines: &mut Vec<DocumentLine>) {
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
    let label = clip(&label, columns).into_owned();
    let indent = width(&label);
    let room = columns.saturating_sub(indent);
    let target = Some(LineTarget::Link(link.index));
    for (row, part) in wrap(link.title, room).into_iter().enumerate() {
        let before = if row == 0 { label.clone() } else { " ".repeat(indent) };
        let pieces = vec![(TextRole::Dim, before), (TextRole::Link, part.to_owned())];
        lines.push(DocumentLine { pieces, target, ..DocumentLine::default() });
    }
    let date = link.when.as_ref().map_or_else(String::new, |when| format!("  {when}"));
    let notes = unmarked(&link.notes);
    let notes = notes.as_str();
    let Some(last) = lines.last_mut() else { return };
    let taken = width(&last.text());
    if taken + width(&date) + width(notes) <= columns {
        last.pieces.push((TextRole::Dim, date));
        last.pieces.push((TextRole::Source, notes.to_owned()));
        return;
    }
    if taken + width(notes) <= columns {
        last.pieces.push((TextRole::Source, notes.to_owned()));
        return;
    }
    let below = notes.trim_start_matches(NO_BREAK);
    let below = wrap(below, room).into_iter().map(|part| format!("{}{part}", " ".repeat(indent)));
    lines
        .extend(below.map(|text| DocumentLine { target, ..DocumentLine::new(TextRole::Source, clip(&text, columns)) }));
}
