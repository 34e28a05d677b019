//! Cards of acronyms: what one stands for. The way back asks for letters that the name itself gives.

use super::Maker;
use super::dispute::{DisputedPoint, disputed};
use super::stage::Stage;
use crate::data::Kind;
use crate::data::body::{Body, Term};
use crate::data::record::Record;
use crate::data::text::Text;
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording;

/// What makes the cards of all acronyms that stand for one thing only.
pub(crate) const STAGES: &[Stage] = &[Stage::of(Kind::Term, count_names), Stage::of(Kind::Term, make)];

fn count_names(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((_, record)) = maker.record(number) else { return };
    for name in std::iter::once(&record.title).chain(&record.aka) {
        *maker.made.short_forms.entry(name.to_lowercase()).or_insert(0) += 1;
    }
}

fn make(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((id, record)) = maker.record(number) else { return };
    let Body::Term(term) = &record.body else { return };
    let Some(expansion) = expansion(record, term) else { return };
    let once = maker.made.short_forms.get(&record.title.to_lowercase()).is_some_and(|&times| times == 1);
    if !once || disputed(record, DisputedPoint::Name) {
        return;
    }
    let question = format!("What does {} stand for?", record.title);
    maker.recall(id, (Topic::Stands, ""), (Evidence::Expansion(0), Value::Words), question, expansion.to_owned());
}

/// The one expansion of an acronym; none for a word that is explained and not spelled out.
fn expansion<'r>(record: &'r Record<'_>, term: &'r Term<'_>) -> Option<&'r str> {
    let [only] = term.expansions.as_slice() else { return None };
    let statement = without_aside(only.statement.as_str());
    let spelled = !statement.contains(';') && stands_for(&record.title, statement);
    let repeated = record
        .aka
        .iter()
        .map(Text::as_str)
        .any(|aka| wording::folded(aka) == wording::folded(statement) && aka.len() == record.title.len());
    (spelled && !repeated && !wording::says(statement, &record.title)).then_some(statement)
}

/// A phrase without what explains it: `Indian Rare Earths Limited, the company’s former name`.
fn without_aside(phrase: &str) -> &str {
    const ASIDE: &[&str] = &["as ", "the ", "a ", "an ", "formerly ", "now ", "then ", "here "];
    match phrase.split_once(", ") {
        Some((name, rest)) if ASIDE.iter().any(|start| rest.starts_with(start)) => name,
        _ => phrase,
    }
}

/// Whether the letters of an acronym begin words of a phrase, in order, the first with the first.
/// A short form may also take letters from within a word (`ATLA`, `UNICORN`), which the first letter
/// of the next word need not wait for.
#[must_use]
fn stands_for(acronym: &str, phrase: &str) -> bool {
    let capitals = acronym.chars().filter(|c| c.is_uppercase()).count();
    if capitals < 2 || acronym.contains(' ') {
        return false;
    }
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let phrase = phrase.trim_start_matches("The ").to_lowercase();
    let first = phrase.chars().next();
    let mut rest = phrase.chars();
    first == letters.first().copied() && letters.iter().all(|letter| rest.any(|c| c == *letter))
}

#[cfg(test)]
mod tests {
    use super::stands_for;

    #[test]
    fn acronyms_are_told_from_words() {
        assert!(stands_for("CEPA", "Comprehensive Economic Partnership Agreement"));
        assert!(stands_for("AYUSH", "Ayurveda, Yoga and Naturopathy, Unani, Siddha and Homoeopathy"));
        assert!(!stands_for("AD", "Sign of the year count in the date 752 AD"));
        assert!(!stands_for("Rare earths", "Minerals used for magnets"));
        assert!(!stands_for("US-2", "Type of Japanese amphibious aircraft"));
    }
}
