//! Options for a card: its answer among others of the same kind, near in time and certainly wrong.
//!
//! The same wrong values make the false statements of [`crate::study::exam`]. Where it is not certain that
//! a value is wrong (people hold several offices, visits recur) none is offered, and a card for
//! which too few are left has no options.

mod facts;
mod figures;
mod rules;
mod sample;
mod venues;
pub(crate) mod years;

use std::cell::LazyCell;
use std::collections::HashSet;

use super::card::{Card, Topic, Value};
use crate::data::body::Body;
use crate::data::date::PartialDate;
use crate::data::{Dataset, ItemId};
use crate::study::cards::Deck;
use crate::study::cards::dispute::surroundings;
use crate::study::rng::Rng;
use crate::study::wording::{self, Lexicon};
use rules::{date_of, is_wrong, office_year, recurs};

/// Wrong values are looked for among so many other cards at most.
const DONORS: usize = 1000;
/// How many options a question has.
pub const OPTIONS: usize = 4;
/// How many of the nearest wrong values the rng choose among.
const NEAR: usize = 6;

/// A date farther off than this many years is no mistake anybody makes.
const YEARS: i64 = 15;

/// A wrong value for a card, and where in the dataset it is the right one.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// As it is shown.
    pub text: String,
    /// The record or series it is taken from.
    pub from: ItemId,
    /// What is right there.
    pub why: String,
}

/// A question's options in the order shown.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerOptions {
    /// What is shown.
    pub shown: Vec<String>,
    /// Which one is right.
    pub right: usize,
    /// Where each wrong one comes from, in the order shown, the right one left out.
    pub wrong: Vec<Wrong>,
}

/// The options of a card, if enough values are certainly wrong.
#[must_use]
pub fn options(deck: &Deck, dataset: &Dataset<'_>, card: &Card, seed: u64) -> Option<AnswerOptions> {
    let mut rng = Rng::named(seed, card.id.as_str());
    let lexicon = &Lexicon::of(dataset);
    let mut wrong = if card.is_drill() {
        wrong(deck, (dataset, lexicon), card, &mut rng)
    } else {
        written(deck, (dataset, lexicon), card, &mut rng)
    };
    wrong.truncate(OPTIONS - 1);
    if wrong.len() < OPTIONS - 1 || stands_out(lexicon, card, &wrong) {
        return None;
    }
    let mut shown: Vec<String> = wrong.iter().map(|wrong| wrong.text.clone()).collect();
    let right = rng.below(OPTIONS);
    shown.insert(right, short_answer(card));
    Some(AnswerOptions { shown, right, wrong })
}

/// Whether the right answer can be told from the wrong ones without knowing it: it shares more words with the question
/// than any of them does, or it alone has a number or a bracket.
pub(crate) fn stands_out(lexicon: &Lexicon<'_>, card: &Card, wrong: &[Wrong]) -> bool {
    if !matches!(card.value, Value::Words) || matches!(card.topic, Topic::Fact | Topic::Stands) {
        return false;
    }
    let answer = card.answer();
    let is_alone = |has: &dyn Fn(&str) -> bool| has(&answer) && !wrong.iter().any(|wrong| has(&wrong.text));
    if is_alone(&|text| text.contains(|c: char| c.is_ascii_digit())) || is_alone(&|text| text.contains('(')) {
        return true;
    }
    let question = wording::folded(&card.question(0));
    let shared = |text: &str| lexicon.shared(&question, &wording::folded(text));
    let right = shared(&answer);
    right > 0 && wrong.iter().all(|wrong| shared(&wrong.text) < right)
}

/// The answer as it stands among options: a year alone for “in which year”.
#[must_use]
pub fn short_answer(card: &Card) -> String {
    match (&card.value, card.topic) {
        (Value::Date(year), Topic::Signed) => year.to_string(),
        _ => card.answer(),
    }
}

/// Values of the same kind that are certainly wrong for this card, the nearest in time first but for
/// the rng, each once. None for cards that can't have any.
#[must_use]
pub(crate) fn wrong(
    deck: &Deck,
    (dataset, lexicon): (&Dataset<'_>, &Lexicon<'_>),
    card: &Card,
    rng: &mut Rng,
) -> Vec<Wrong> {
    let found = match card.topic {
        Topic::Figure => figures::wrong(dataset, lexicon, card),
        Topic::Service => services(card),
        Topic::Fact => facts::wrong(deck, dataset, lexicon, card),
        Topic::Signed => years::wrong(dataset, card),
        Topic::Venue => venues::wrong(dataset, lexicon, card),
        // The letters of a short form tell what it stands for, and a name what the thing is for.
        Topic::Stands | Topic::Purpose | Topic::Mandate | Topic::Pairs | Topic::First => Vec::new(),
        Topic::When if recurs(dataset, card) => Vec::new(),
        _ => values(deck, dataset, lexicon, card),
    };
    nearest(found, &short_answer(card), rng)
}

/// Wrong years for a written card that asks for a year: those of other written cards, the nearest first but for the
/// rng. Of other answers it is not known what sort they are of, so such a card has none.
fn written(deck: &Deck, (dataset, lexicon): (&Dataset<'_>, &Lexicon<'_>), card: &Card, rng: &mut Rng) -> Vec<Wrong> {
    let answer = short_answer(card);
    let Some(right) = year_alone(&answer) else { return Vec::new() };
    let Some(known) = surroundings(dataset, card.owner) else { return Vec::new() };
    let known = wording::years_named(&known);
    let others = values(deck, dataset, lexicon, card);
    let years: Vec<(Far, Wrong)> = others
        .into_iter()
        .filter_map(|(_, wrong)| {
            let year = year_alone(&wrong.text).filter(|year| !known.contains(year))?;
            Some((i64::from((year - right).abs()), wrong))
        })
        .collect();
    nearest(years, &answer, rng)
}

/// The year that a text is, if it is one and nothing else.
fn year_alone(text: &str) -> Option<i16> {
    text.parse().ok().filter(|_| wording::is_year(text))
}

/// The nearest of some wrong values, each once, in an order of the rng's.
fn nearest(found: Vec<(Far, Wrong)>, answer: &str, rng: &mut Rng) -> Vec<Wrong> {
    let mut nearest: Vec<Wrong> = ranked(found).filter(|wrong| wrong.text != answer).take(NEAR).collect();
    rng.shuffle(&mut nearest);
    nearest
}

/// Wrong values, the nearest first and each text once.
fn ranked(mut found: Vec<(Far, Wrong)>) -> impl Iterator<Item = Wrong> {
    found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.text.cmp(&b.1.text)));
    let mut seen = HashSet::new();
    found.into_iter().map(|(_, wrong)| wrong).filter(move |wrong| seen.insert(wrong.text.clone()))
}

/// How far a wrong value is from the right one; the nearest is the best.
type Far = i64;

/// The values of other cards that ask the same; of very many, of some.
fn values(deck: &Deck, dataset: &Dataset<'_>, lexicon: &Lexicon<'_>, card: &Card) -> Vec<(Far, Wrong)> {
    let near: HashSet<ItemId> = neighbours(dataset, card.owner).into_iter().collect();
    let known = LazyCell::new(|| surroundings(dataset, card.owner));
    let numbers = deck.of_topic(card.topic);
    let others = sample::of(numbers.len(), DONORS, card.id.as_str()).filter_map(|at| deck.card(*numbers.get(at)?));
    let others = others.filter(|other| other.owner != card.owner && !near.contains(&other.owner));
    let others = others.filter(|other| is_wrong((dataset, lexicon), card, other, &known));
    others
        .filter_map(|other| {
            let name = dataset.get(other.owner)?.title();
            let text = short_answer(other);
            let told = wording::unstopped(&text);
            let the = wording::the(wording::stem(name));
            let why = match card.topic {
                Topic::Part => format!("“{told}” is {name}."),
                Topic::Occasion => format!("{} is the occasion of {the}.", wording::capital(&wording::the(&text))),
                topic if topic.asks_a_date() => format!("“{told}” is the date of {the}."),
                _ => format!("“{told}” belongs to {the}."),
            };
            Some((far(dataset, card, other), Wrong { text, from: other.owner, why }))
        })
        .collect()
}

fn services(card: &Card) -> Vec<(Far, Wrong)> {
    ["The armies", "The navies", "The air forces", "The coast guards"]
        .into_iter()
        .map(|text| (0, Wrong { text: text.to_owned(), from: card.owner, why: String::new() }))
        .collect()
}

/// The records an item leads to or is led to from: what is true of one may be true of the other.
fn neighbours(dataset: &Dataset<'_>, id: ItemId) -> Vec<ItemId> {
    dataset.neighbours(id).collect()
}

/// How near another card's record is to this one's: same kind of event or form first, then by time.
fn far(dataset: &Dataset<'_>, card: &Card, other: &Card) -> Far {
    /// As many days as a difference of sort counts for.
    const OTHER_SORT: i64 = 20_000;
    let sort = |card: &Card| match dataset.record(card.owner).map(|record| &record.body) {
        Some(Body::Event(event)) => event.kind.name(),
        Some(Body::Institution(body)) => body.form.name(),
        Some(
            Body::Agreement(_)
            | Body::Project(_)
            | Body::Exercise(_)
            | Body::Person(_)
            | Body::Initiative(_)
            | Body::Theme(_)
            | Body::Place(_)
            | Body::Term(_),
        )
        | None => "",
    };
    let strange = if sort(card) == sort(other) { 0 } else { OTHER_SORT };
    let strange = strange + if share_a_sector(dataset, card.owner, other.owner) { 0 } else { OTHER_SORT };
    if let (Some(one), Some(other)) = (office_year(dataset, card), office_year(dataset, other)) {
        return 365 * i64::from((one - other).abs());
    }
    let when = |card: &Card| match &card.value {
        Value::Date(date) => Some(*date),
        _ => date_of(dataset, card),
    };
    let time = match (when(card), when(other)) {
        (Some(a), Some(b)) => days_apart(a, b),
        // Without dates, what begins alike and is as long is nearest.
        _ => length_apart(&card.answer(), &other.answer()),
    };
    strange + time
}

/// Whether two records are of one sector.
pub(crate) fn share_a_sector(dataset: &Dataset<'_>, one: ItemId, other: ItemId) -> bool {
    let sectors = |id| dataset.record(id).map_or(&[][..], |record| &*record.sectors);
    sectors(one).iter().any(|sector| sectors(other).contains(sector))
}

fn days_apart(a: PartialDate, b: PartialDate) -> Far {
    (a.earliest() - b.earliest()).get_days().abs().into()
}

fn length_apart(a: &str, b: &str) -> Far {
    let first = |text: &str| text.chars().next();
    i64::try_from(a.chars().count().abs_diff(b.chars().count())).unwrap_or(i64::MAX)
        + if first(a) == first(b) { 0 } else { 40 }
}
