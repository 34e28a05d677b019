//! A source at the end of a document: in short, or with what is quoted of it and where it is to be read.

use super::{DocumentLine, LineTarget, TextRole};
use crate::text::{clip, width, wrap};
use crate::view::document::SourceNote;

/// `[1] A  Embassy of India, Tokyo, May 2024: Bilateral Brief, ¶14`, and whole all that is quoted of it.
///
/// Who asks for it by itself is told its address too, whatever is cited of it.
pub(super) fn source(
    source: &SourceNote<'_>,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::bundled;
    use crate::view::document::{Block, document};

    #[test]
    fn what_is_quoted_is_looked_up_only_when_it_is_told() {
        let dataset = bundled::dataset().unwrap();
        let documents: Vec<_> = dataset.ids().map(|id| document(&dataset, id)).collect();
        let notes = documents.iter().flat_map(|document| &document.blocks);
        let notes: Vec<_> =
            notes.filter_map(|block| if let Block::Source(note) = block { Some(note) } else { None }).collect();
        let are_read = |note: &SourceNote<'_>| {
            let quotes = note.quotes.as_ref().unwrap();
            dataset.pack.source(quotes.cite.source).is_some_and(|source| !source.passages.is_unread())
        };
        for note in &notes {
            source(note, (false, true), 80, &mut Vec::new());
            assert!(!are_read(note), "{}", note.name);
        }
        let page = notes.iter().find(|note| note.is_page).unwrap();
        source(page, (true, true), 80, &mut Vec::new());
        assert!(are_read(page) && page.quoted().len() > page.name.len());
    }
}
