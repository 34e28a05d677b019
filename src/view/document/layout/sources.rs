//! A source at the end of a document: in short, or with what is quoted of it and where it is to be read.

use super::{DocumentLine, LineTarget, TextRole};
use crate::text::{clip, width, wrap};
use crate::view::document::SourceNote;

/// `[1] A  Embassy of India, Tokyo, May 2024: Bilateral Brief, ¶14`, and whole all that is quoted of it.
///
/// Who asks for it by itself is told its address too, whatever is cited of it.
pub(super) fn source(
    source: &SourceNote,
    (is_whole, is_asked): (bool, bool),
    columns: usize,
    lines: &mut Vec<DocumentLine>,
) {
    let grade = source.grade.map_or_else(String::new, |grade| format!("{}  ", grade.letter()));
    let label = format!("[{}] {grade}", source.number);
    let indent = width(&label);
    let text = match (is_whole, &source.address) {
        (true, Some(address)) if is_asked && !source.is_page => format!("{} ({address})", source.whole()),
        (true, _) => source.whole(),
        (false, _) => source.name.clone(),
    };
    for (row, part) in wrap(&text, columns.saturating_sub(indent)).into_iter().enumerate() {
        let head = if row == 0 { label.clone() } else { " ".repeat(indent) };
        let line = DocumentLine::new(TextRole::Source, clip(&format!("{head}{part}"), columns));
        lines.push(DocumentLine { target: Some(LineTarget::Source(source.number)), ..line });
    }
}
