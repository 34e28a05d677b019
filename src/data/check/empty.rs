//! What is empty: texts, with what can be done about each; and Core records, for an exam asks of what is Core, so there
//! is more to tell of it than one sentence.

use super::Report;
use crate::data::particular::Value;
use crate::data::record::{Record, Weight};

/// A word with a capital and fewer letters ends no sentence: it is an initial or a title.
const LAST_WORD: usize = 3;

/// What to do about an empty text of this part: a field that a record must have cannot be left out.
pub(super) fn remedy(part: &str) -> &'static str {
    let field = part.rsplit('.').next().unwrap_or_default();
    let field = field.split('[').next().unwrap_or_default();
    match field {
        "place" | "note" | "level" | "mandate" | "region" | "lead" | "address" | "meetings" => {
            "fill it or leave the field out"
        }
        "aka" | "native" | "read_as" | "chairs" | "partners" | "was" | "passages" | "sectors" => {
            "fill it or take it out of the list"
        }
        _ => "write here what belongs here",
    }
}

impl Report<'_, '_> {
    /// A Core record of which one sentence is all that is told: no fact, no dispute, no meeting or edition, no purpose.
    pub(super) fn empty(&mut self, record: &Record<'_>) {
        if record.weight == Weight::Core
            && record.facts.is_empty()
            && record.conflicts.is_empty()
            && !tells_more(record)
            && !has_two_sentences(&record.summary)
        {
            let message = "this record is Core and says one sentence; tell what an exam asks of it, or make it Useful";
            self.say(&record.id, "summary", &record.id, message);
        }
    }
}

/// Whether the body tells something: what happened, or a sentence of its own, such as what a body is for.
fn tells_more(record: &Record<'_>) -> bool {
    record.body.particulars().iter().any(|particular| match &particular.value {
        Value::Entries(_, entries) => !entries.is_empty(),
        Value::Text(Some(text)) => text.ends_with('.'),
        _ => false,
    })
}

fn has_two_sentences(text: &str) -> bool {
    text.match_indices(['.', '!', '?', '…']).any(|(at, mark)| {
        let before = text.get(..at).unwrap_or_default();
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let after = text.get(at + mark.len()..).unwrap_or_default().trim_start_matches(['”', '’', '"', ')']);
        let is_initial = last.starts_with(char::is_uppercase) && last.chars().count() < LAST_WORD;
        let next = after.trim_start();
        !is_initial && next.len() < after.len() && !next.is_empty() && !next.starts_with(char::is_lowercase)
    })
}

#[cfg(test)]
mod tests {
    use super::has_two_sentences;

    #[test]
    fn sentences_are_told_from_initials() {
        assert!(has_two_sentences("It met in 1999. It meets no more."));
        assert!(has_two_sentences("They signed it (at Oslo.) Then they left."));
        assert!(has_two_sentences("Gulls live by it. Terns do not."));
        assert!(!has_two_sentences("It sells fish, i.e. cod."));
        assert!(!has_two_sentences("K. Olav met Dr. Ness, of U.N. fame, on a day of 1.5 degrees. "));
        assert!(!has_two_sentences("No end"));
    }
}
