//! When a value is certainly wrong for a card: by dates that can't touch, words that can't mean the
//! same, and places that can't lie in one another. In doubt it is not.

use std::cell::LazyCell;

use crate::data::Dataset;
use crate::data::body::{Body, EventKind};
use crate::data::date::{MONTHS, Order, PartialDate};
use crate::data::text::Text;
use crate::study::cards::card::{Card, Topic, Value};
use crate::study::cards::occasion;
use crate::study::wording::{self, Lexicon};

/// Texts that share this much of their telling words might both be right.
const ALIKE: f64 = 0.25;
/// People, and occasions, that lie farther apart than this many years are not taken for one another.
const GENERATION: i64 = 8;

/// Whether another card's answer is certainly wrong for this one.
///
/// What is said round the card is asked for only where it matters.
pub(super) fn is_wrong<F: FnOnce() -> Option<String>>(
    (dataset, lexicon): (&Dataset<'_>, &Lexicon<'_>),
    card: &Card,
    other: &Card,
    known: &LazyCell<Option<String>, F>,
) -> bool {
    match (card.topic, &card.value, &other.value) {
        (
            Topic::When | Topic::Signed | Topic::InForce | Topic::Founded | Topic::Launched,
            Value::Date(right),
            Value::Date(wrong),
        ) => {
            right.compare(wrong) != Order::Unknown
                && precision(*right) == precision(*wrong)
                && i64::from((right.year() - wrong.year()).abs()) <= super::YEARS
        }
        // Of one without a dated office any later one would be an idle question.
        (Topic::Part, ..) => {
            are_of_one_time(dataset, lexicon, card, other)
                && card.answer().ends_with(')')
                && is_sole_office(lexicon, &other.answer())
                && (apart(lexicon, &card.answer(), &other.answer())
                    || are_successors(lexicon, &card.answer(), &other.answer()))
        }
        (Topic::Place, ..) => {
            known.as_ref().is_some_and(|known| is_elsewhere(lexicon, known, &card.answer(), &other.answer()))
        }
        (Topic::Occasion, ..) => are_apart(dataset, card, other),
        _ => apart(lexicon, &card.answer(), &other.answer()),
    }
}

/// Whether what a card is about may well have happened at other times too.
pub(super) fn recurs(dataset: &Dataset<'_>, card: &Card) -> bool {
    let Some(record) = dataset.record(card.owner) else { return false };
    let visit =
        matches!(&record.body, Body::Event(event) if matches!(event.kind, EventKind::Visit | EventKind::Delegation));
    let stem = wording::stem(&record.title);
    visit && !stem.contains(" for ") && (stem.contains(" visit") || stem.contains(" leads ") || stem.contains(" at "))
}

fn apart(lexicon: &Lexicon<'_>, right: &str, wrong: &str) -> bool {
    lexicon.overlap(right, wrong) < ALIKE
}

/// An office that one person holds at a time, with the month in which this one held it: nobody else
/// can have had it then.
fn is_sole_office(lexicon: &Lexicon<'_>, role: &str) -> bool {
    const SHARED: &[&str] = &["Former", "Member", "Parliamentarian", "Joint", "Special", "Deputy", "delegation"];
    let own = &lexicon.pack().offices.shared;
    let sole = !wording::words(role).any(|word| SHARED.contains(&word) || own.iter().any(|shared| shared == word));
    sole && role.ends_with(')') && wording::words(role).any(|word| MONTHS.contains(&word))
}

/// Whether two offices are one that a single person holds at a time, at different times: of two
/// people neither held it when the other did.
fn are_successors(lexicon: &Lexicon<'_>, one: &str, other: &str) -> bool {
    let (Some((office, when)), Some((same, later))) = (one.split_once(" ("), other.split_once(" (")) else {
        return false;
    };
    let years = |text| wording::words(text).filter(|word| wording::is_year(word));
    // A stretch of years may hold years it does not name.
    let plain = |text: &str| !text.contains(['–', ';']) && !text.contains(" to ") && !text.contains(" from ");
    let sole = lexicon.pack().offices.single.iter().any(|start| office.starts_with(start.as_str()));
    sole && office == same
        && plain(when)
        && plain(later)
        && years(when).next().is_some()
        && years(later).next().is_some()
        && years(when).all(|year| years(later).all(|other| other != year))
}

/// Whether two people are of one country and rank and their parts not far apart in time: others are
/// told apart without knowing anything.
fn are_of_one_time(dataset: &Dataset<'_>, lexicon: &Lexicon<'_>, card: &Card, other: &Card) -> bool {
    let side = |card: &Card| {
        let Body::Person(person) = &dataset.record(card.owner)?.body else { return None };
        Some((person.side.clone(), rank(lexicon, &person.role)))
    };
    let near = match (office_year(dataset, card), office_year(dataset, other)) {
        (Some(one), Some(other)) => i64::from((one - other).abs()) <= GENERATION,
        (one, other) => one == other,
    };
    side(card) == side(other) && near
}

/// What a part is, roughly: the number of its rank in the pack, or one more than all for a part of none.
fn rank(lexicon: &Lexicon<'_>, role: &str) -> usize {
    let ranks = &lexicon.pack().offices.ranks;
    let is_of = |rank: &Vec<Text<'_>>| rank.iter().any(|word| role.contains(word.as_str()));
    ranks.iter().position(is_of).unwrap_or(ranks.len())
}

/// The year of a person's part: the first named in it, or else that of the first event the person
/// leads to.
pub(super) fn office_year(dataset: &Dataset<'_>, card: &Card) -> Option<i16> {
    /// Who has a part in more than this has it at all times.
    const MOST: usize = 500;
    let Some(Body::Person(person)) = dataset.record(card.owner).map(|record| &record.body) else { return None };
    if let Some(year) = wording::words(&person.role).find(|word| wording::is_year(word)) {
        return year.parse().ok();
    }
    let events = dataset.neighbours(card.owner).take(MOST).filter_map(|id| dataset.record(id));
    events
        .filter(|record| matches!(record.body, Body::Event(_)))
        .filter_map(|record| record.when)
        .map(|when| when.year())
        .min()
}

/// Whether two places are surely not one within the other, and the wrong one is not `known` of the record (folded).
pub(super) fn is_elsewhere(lexicon: &Lexicon<'_>, known: &str, right: &str, wrong: &str) -> bool {
    let first = wording::folded(wrong.split(',').next().unwrap_or(wrong));
    is_one_spot(lexicon, right)
        && is_one_spot(lexicon, wrong)
        && lexicon.likeness(right, wrong) == 0.0
        && !wording::has_run(known, &first)
}

/// Whether a place is a spot: neither a country nor a stretch of sea or land, in which other places may lie.
fn is_one_spot(lexicon: &Lexicon<'_>, place: &str) -> bool {
    const STRETCHES: &[&str] =
        &["off", "near", "between", "sea", "bay", "ocean", "gulf", "strait", "coast", "waters", "west", "east", "and"];
    let pack = lexicon.pack();
    !pack.countries.iter().any(|country| country.name == place)
        && !pack.usage.wide_places.iter().any(|wide| wide == place)
        && !wording::words(place).any(|word| STRETCHES.contains(&word.to_lowercase().as_str()))
}

/// Whether two agreements were signed at events of which one was surely over before the other.
fn are_apart(dataset: &Dataset<'_>, card: &Card, other: &Card) -> bool {
    let event = |card: &Card| {
        let record = dataset.record(occasion(dataset, card.owner)?)?;
        let Body::Event(event) = &record.body else { return None };
        // Leaders sign on summits and visits; nobody looks for that at a meeting of agencies.
        Some((record.when?, matches!(event.kind, EventKind::Summit | EventKind::Visit)))
    };
    match (event(card), event(other)) {
        (Some((right, high)), Some((wrong, other_high))) => {
            high == other_high
                && right.compare(&wrong) != Order::Unknown
                && i64::from((right.year() - wrong.year()).abs()) <= GENERATION
        }
        _ => false,
    }
}

/// The date a question about a date goes back to.
pub(super) fn date_of(dataset: &Dataset<'_>, card: &Card) -> Option<PartialDate> {
    let record = dataset.record(card.owner)?;
    match &record.body {
        Body::Agreement(agreement) => agreement.signed,
        Body::Institution(body) => body.established,
        Body::Initiative(initiative) => initiative.launched,
        Body::Event(_)
        | Body::Project(_)
        | Body::Exercise(_)
        | Body::Person(_)
        | Body::Theme(_)
        | Body::Place(_)
        | Body::Term(_) => record.when,
    }
}

/// How precise a date is, so that options look alike.
pub(super) fn precision(date: PartialDate) -> &'static str {
    crate::study::cards::asked(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Pack;

    fn pack(offices: &str) -> Pack<'static> {
        let text =
            format!("(title: \"T\", edition: \"2026\", sectors: [], sources: [], countries: [], offices: ({offices}))");
        crate::data::load::options().from_str(text.leak()).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn ranks_and_offices_are_the_packs() {
        let pack = pack(r#"ranks: [["King", "Queen"], ["Minister"]], single: ["King of "], shared: ["Under"]"#);
        let lexicon = Lexicon::of_pack(&pack);
        assert_eq!(["Queen of X", "Prime Minister", "Diver"].map(|role| rank(&lexicon, role)), [0, 1, 2]);
        assert!(are_successors(&lexicon, "King of X (1991)", "King of X (2005)"));
        assert!(!are_successors(&lexicon, "Mayor of X (1991)", "Mayor of X (2005)"));
        assert!(is_sole_office(&lexicon, "Secretary (May 2005)"));
        assert!(!is_sole_office(&lexicon, "Under Secretary (May 2005)"));
    }

    #[test]
    fn without_offices_all_people_are_of_one_rank() {
        let pack = pack("");
        let lexicon = Lexicon::of_pack(&pack);
        assert_eq!(rank(&lexicon, "King of X"), rank(&lexicon, "Diver"));
        assert!(!are_successors(&lexicon, "King of X (1991)", "King of X (2005)"));
        assert!(!is_sole_office(&lexicon, "Deputy Secretary (May 2005)"));
    }
}
