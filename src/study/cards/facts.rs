//! Cloze cards: a fact of a record with one amount hidden. A date in a sentence is seldom what it is about: a fact that
//! has one makes no card.

use std::sync::LazyLock;

use hashbrown::HashMap;
use memchr::memmem::Finder;

use super::Maker;
use super::dispute::contested;
use super::stage::Stage;
use crate::data::body::Body;
use crate::data::record::{Fact, Record};
use crate::study::cards::card::{Evidence, Face, Topic, Value};
use crate::study::wording::lists::Lists;
use crate::study::wording::quantities::{Kind, Span, spans};
use crate::study::wording::statement::has_verb;
use crate::study::wording::vocabulary::Vocabulary;
use crate::study::wording::{self, Lexicon};

/// What makes the cards of facts.
pub(crate) const STAGE: Stage = Stage::records(make);

/// A record whose facts are gone through.
struct Subject<'s> {
    lexicon: &'s Lexicon<'s>,
    record: &'s Record<'s>,
    /// Its name without a date, as written and folded.
    stem: &'s str,
    folded: String,
    /// What its conflicts and those near it say.
    contested: String,
}

/// Makes a cloze of every fact of a record that has a value to hide.
fn make(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((id, record)) = maker.record(number) else { return };
    // Every value has a digit, and most records have none in their facts.
    let digits = |fact: &Fact<'_>| fact.statement.bytes().any(|byte| byte.is_ascii_digit());
    if !record.facts.iter().any(digits) {
        return;
    }
    let stem = wording::stem(&record.title);
    let lexicon = maker.lexicon;
    let contested = contested(maker.dataset, id, |id| maker.made.has_conflicts(id));
    let subject = Subject { lexicon, record, stem, folded: wording::folded(stem), contested };
    for (index, fact) in record.facts.iter().enumerate() {
        let Some(face) = cloze(&subject, fact) else { continue };
        if maker.made.told.is_repeated(lexicon, &face) {
            continue;
        }
        let before = record.facts.iter().take(index).filter(|other| other.label == fact.label).count();
        let part = if before == 0 { fact.label.to_string() } else { format!("{} {}", fact.label, before + 1) };
        let card = maker.id(id, Topic::Fact, &part);
        maker.push(card, id, Topic::Fact, Evidence::Fact(index), Value::Words, face);
    }
}

/// What was told of each value so far, by the telling words of the sentences.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Sentences are held against each other by the numbers of their words.
    words: Vocabulary,
    /// In which sentence each word stood last.
    stood_in: Vec<u32>,
    sentences: u32,
    /// Sentences by their values.
    of_values: HashMap<String, Sentences>,
}

/// Sentences as the numbers of their words.
#[derive(Debug, Default)]
struct Sentences {
    words: Lists,
    shadows: Vec<Shadow>,
}

/// The words of a sentence as some of 128 bits, each of which many words have: how many words two sentences share at the
/// most shows without a look at any of them.
#[derive(Clone, Copy, Debug, Default)]
struct Shadow {
    bits: u128,
    /// How many of the words have the bit of another.
    hidden: u32,
}

impl Shadow {
    fn of(words: &[u32]) -> Self {
        let bits: u128 = words.iter().fold(0, |bits, word| bits | bit_of(*word));
        Self { bits, hidden: u32::try_from(words.len()).unwrap_or(u32::MAX).saturating_sub(bits.count_ones()) }
    }

    /// How many of its words may stand in another sentence.
    fn may_share(self, other: Self) -> usize {
        match (self.bits & other.bits).count_ones() {
            0 => 0,
            shared => (shared + self.hidden) as usize,
        }
    }
}

impl Told {
    /// Whether another record told the same before: the same value in much the same words. What is told here is kept.
    fn is_repeated(&mut self, lexicon: &Lexicon<'_>, face: &Face) -> bool {
        /// So many sentences about one value are held against the next.
        const MOST: usize = 64;
        let Face::Cloze { heading, before, hidden, after } = face else { return false };
        let sentence = self.read(lexicon, &format!("{heading} {before} {after}"));
        let others = self.of_values.entry(wording::folded(hidden)).or_default();
        let shadow = Shadow::of(&sentence);
        // Most words of other sentences do not stand in this one, which mostly shows without going to where it is
        // noted.
        let stands = |word: &&u32| {
            shadow.bits & bit_of(**word) != 0 && self.stood_in.get(**word as usize) == Some(&self.sentences)
        };
        let repeated = others.shadows.iter().zip(others.words.iter()).any(|(known, other)| {
            is_same(known.may_share(shadow), other.len(), sentence.len())
                && is_same(other.iter().filter(stands).count(), other.len(), sentence.len())
        });
        if others.shadows.len() < MOST {
            others.words.push(&sentence);
            others.shadows.push(shadow);
        }
        repeated
    }

    /// The numbers of the telling words of the next sentence.
    fn read(&mut self, lexicon: &Lexicon<'_>, text: &str) -> Vec<u32> {
        self.sentences += 1;
        let mut sentence = Vec::new();
        lexicon.each_telling(text, |word| {
            let number = self.words.number(word);
            if self.stood_in.len() <= number as usize {
                self.stood_in.push(0);
            }
            if let Some(stood_in) = self.stood_in.get_mut(number as usize) {
                *stood_in = self.sentences;
            }
            sentence.push(number);
        });
        sentence
    }
}

/// The bit of a word.
fn bit_of(word: u32) -> u128 {
    1 << (word % 128)
}

/// Whether two sentences of so many telling words, which share so many, say the same of one value.
#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn is_same(shared: usize, one: usize, other: usize) -> bool {
    const SAME: f64 = 0.6;
    let least = one.min(other);
    least == 0 || shared as f64 / least as f64 >= SAME
}

/// The first value of the fact that can be hidden: exact, undisputed, and told nowhere else on the card.
fn cloze(subject: &Subject<'_>, fact: &Fact<'_>) -> Option<Face> {
    let spans = spans(subject.lexicon, &fact.statement);
    // Most facts have nothing to hide, so that is asked first.
    let dated = spans.iter().any(|span| matches!(span.kind, Kind::Date(_)));
    if spans.is_empty() || dated || speaks_of_sources(subject.lexicon, &fact.statement) {
        return None;
    }
    // What is noted of a place or a body without a verb is mostly told in full elsewhere.
    if matches!(subject.record.body, Body::Place(_) | Body::Institution(_)) && !has_verb(&fact.statement) {
        return None;
    }
    let label = wording::folded(&fact.label);
    spans.into_iter().find_map(|span| {
        let [before, hidden, after] = parts(&fact.statement, &span)?;
        let (before, after) = sentence(before, after);
        if is_aside(before, after) || is_told_by_a_list(after, &span.kind) {
            return None;
        }
        let value = wording::folded(hidden);
        let mut rest = wording::folded(before);
        wording::fold_onto(&mut rest, after);
        let told = |text: &str| tells(text, &value);
        if told(&rest) || told(&subject.folded) || wording::has_run(&subject.contested, &value) {
            return None;
        }
        // A sentence that is all value leaves nothing to go by.
        if subject.lexicon.weight_of(&rest) < 2 {
            return None;
        }
        // The label helps, unless it tells something or nothing.
        let numbered = label.bytes().any(|byte| byte.is_ascii_digit());
        let plain = numbered || told(&label) || wording::has_run(&subject.folded, &label);
        let heading = if plain { subject.stem.to_owned() } else { format!("{} · {}", subject.stem, fact.label) };
        let cloze =
            Face::Cloze { heading, before: before.to_owned(), hidden: hidden.to_owned(), after: after.to_owned() };
        Some(cloze)
    })
}

/// The sentence up to the value, the value, and the rest.
fn parts<'s>(statement: &'s str, span: &Span) -> Option<[&'s str; 3]> {
    Some([statement.get(..span.range.start)?, statement.get(span.range.clone())?, statement.get(span.range.end..)?])
}

/// Only the sentence with the value, where it does not begin by pointing back at another.
fn sentence<'s>(before: &'s str, after: &'s str) -> (&'s str, &'s str) {
    const BACK: &[&str] =
        &["It", "He", "She", "They", "Its", "His", "Her", "Their", "This", "These", "Both", "That", "There"];
    let after = after.split_once(". ").map_or(after, |(rest, _)| rest);
    match before.rfind(". ").and_then(|at| before.get(at + 2..)) {
        // `St. Petersburg` and `No. 6` are no ends of a sentence.
        Some(last)
            if last.starts_with(char::is_uppercase)
                && !BACK.iter().any(|word| wording::words(last).next() == Some(word)) =>
        {
            (last, after)
        }
        _ => (before, after),
    }
}

/// What is said where a statement is about what a source says, or rests on what a weak one does.
const TOLD: [&str; 19] = [
    "the brief",
    "the note ",
    "the notes ",
    "the page",
    "the paper",
    "the source",
    "one source",
    "one note",
    "one document",
    "the document",
    "both lists",
    "both notes",
    "the list ",
    "a report",
    "a site",
    " writes ",
    " prints ",
    " says.",
    " tells.",
];

/// The same made ready to be found: every fact is asked, and to make each ready takes longer than to look.
static FINDERS: LazyLock<[Finder<'static>; TOLD.len()]> = LazyLock::new(|| TOLD.map(Finder::new));

/// Whether the statement is about what a source says, or rests on what a weak one does, and not about the thing.
fn speaks_of_sources(lexicon: &Lexicon<'_>, statement: &str) -> bool {
    let lower = statement.to_lowercase();
    FINDERS.iter().any(|told| told.find(lower.as_bytes()).is_some())
        || lexicon.pack().usage.hedges().any(|told| lower.contains(told))
}

/// Whether a count is of things that are then listed: one need only count them.
fn is_told_by_a_list(after: &str, kind: &Kind) -> bool {
    let count = matches!(kind, Kind::Amount { before, after } if before.is_empty() && after.is_empty());
    count && after.matches(", ").count() >= 2
}

/// Whether a folded text tells an amount: the whole of it, or one of its numbers.
fn tells(text: &str, value: &str) -> bool {
    let mut numbers = value.split(' ').filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    wording::has_run(text, value) || numbers.any(|number| text.split(' ').any(|word| word == number))
}

/// Whether the value is no news of its own: as of when a source speaks, one end of a range, or only
/// the date put behind somebody's office.
fn is_aside(before: &str, after: &str) -> bool {
    const SOURCES: &[&str] =
        &["note", "notes", "brief", "page", "paper", "report", "reports", "edition", "documents", "list", "press"];
    let last = wording::words(before).next_back().unwrap_or_default();
    let source =
        matches!(last, "of" | "about") && wording::words(before).rev().take(3).any(|word| SOURCES.contains(&word));
    let standing =
        wording::words(before).rev().take(2).eq(["of", "as"]) || wording::words(before).rev().take(2).eq(["of", "As"]);
    source
        || standing
        || before.rfind('(') > before.rfind(')')
        || matches!(last, "about" | "to" | "and" | "from" | "between" | "or")
        || (before.trim_end().ends_with(',') && wording::words(after).next().is_none())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_sentence_shares_more_words_than_its_shadow_tells(
            one in prop::collection::vec(0_u32..200, 0..12), other in prop::collection::vec(0_u32..200, 0..12),
        ) {
            let shared = one.iter().filter(|word| other.contains(word)).count();
            let told = Shadow::of(&one).may_share(Shadow::of(&other));
            prop_assert!(shared <= told && told <= one.len(), "{shared} of {told}");
        }
    }
}
