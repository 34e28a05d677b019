//! What this edition brought, as its editors tell it.

use super::{Cell, CellLine, Subject, Way};
use crate::data::Dataset;

pub(super) fn cell(dataset: &Dataset<'_>) -> Option<Cell> {
    let pack = &dataset.pack;
    let newest = pack.changes.first()?.edition;
    let changes = pack.changes.iter().take_while(|change| change.edition == newest);
    let lines = changes.map(|change| {
        let record = change.records.iter().find_map(|id| dataset.find(id));
        let texts = vec![change.text.to_string(), first_sentence(&change.text)];
        CellLine { texts, ..CellLine::prose("", "", record.map_or(Way::News, Way::Item)) }
    });
    let heading = if newest == pack.edition { "New in this edition" } else { "New of late" };
    Some(Cell { about: Subject::News, heading, lines: lines.collect() })
}

/// The first sentence, or what stands before a semicolon: neither a figure nor an abbreviation in capitals ends it.
fn first_sentence(text: &str) -> String {
    let ends = text.match_indices(". ").chain(text.match_indices("; ")).map(|(at, _)| at);
    let before = ends.filter_map(|at| text.get(..at)).filter(|before| before.ends_with(char::is_lowercase));
    let first = before.min_by_key(|before| before.len()).unwrap_or(text);
    format!("{}.", first.trim_end_matches(['.', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_after_a_word_and_not_within_a_figure() {
        assert_eq!(
            first_sentence("Trade of US$ 22.8 bn in 2025 is told; so is more."),
            "Trade of US$ 22.8 bn in 2025 is told."
        );
        assert_eq!(first_sentence("Added: S. Rao, by name. More follows."), "Added: S. Rao, by name.");
        assert_eq!(first_sentence("One sentence."), "One sentence.");
    }
}
