//! Options for a card: its answer among others of the same kind, near in time and certainly wrong.
//!
//! The same wrong values make the false statements of [`crate::study::exam`]. Where it is not certain that
//! a value is wrong (people hold several offices, visits recur) none is offered, and a card for
//! which too few are left has no options.

mod rules;
mod short_forms;

use super::card::{Card, Face, Topic, Value};
use crate::data::body::Body;
use crate::data::date::{Order, PartialDate};
use crate::data::series::{DataPoint, Series};
use crate::data::{Dataset, ItemId};
use crate::study::cards::dispute::surroundings;
use crate::study::cards::{Deck, amount, year_of};
use crate::study::rng::Rng;
use crate::study::wording::quantities::{Kind as SpanKind, Span, spans};
use crate::study::wording::{self, Lexicon};
use rules::{date_of, is_wrong, office_year, precision, purpose, recurs, whose};

/// How many options a question has.
pub const OPTIONS: usize = 4;
/// How many of the nearest wrong values the rng choose among.
const NEAR: usize = 6;
/// Figures nearer to each other than this part of their size are not told apart by a guess.
const APART: f64 = 0.05;

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
    let mut wrong = wrong(deck, dataset, card, &mut rng);
    wrong.truncate(OPTIONS - 1);
    if wrong.len() < OPTIONS - 1 || stands_out(&Lexicon::of(dataset), card, &wrong) {
        return None;
    }
    let mut shown: Vec<String> = wrong.iter().map(|wrong| wrong.text.clone()).collect();
    let right = rng.below(OPTIONS);
    shown.insert(right, short_answer(card));
    Some(AnswerOptions { shown, right, wrong })
}

/// Whether the right answer shares more words with the question than any wrong one does, and so could
/// be told without knowing it.
fn stands_out(lexicon: &Lexicon<'_>, card: &Card, wrong: &[Wrong]) -> bool {
    if !matches!(card.value, Value::Words) || matches!(card.topic, Topic::Fact | Topic::Stands) {
        return false;
    }
    let question = wording::folded(&card.question(0));
    let right = lexicon.shared(&question, &wording::folded(&card.answer()));
    right > 0 && wrong.iter().all(|wrong| lexicon.shared(&question, &wording::folded(&wrong.text)) < right)
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
pub fn wrong(deck: &Deck, dataset: &Dataset<'_>, card: &Card, rng: &mut Rng) -> Vec<Wrong> {
    let lexicon = &Lexicon::of(dataset);
    let mut found = match card.topic {
        Topic::Figure => figures(dataset, lexicon, card),
        Topic::Service => services(card),
        Topic::Fact => facts(deck, dataset, lexicon, card),
        Topic::Stands => short_forms::wrong(deck, card),
        Topic::Signed => years(dataset, card),
        // The letters of a short form tell which it is.
        Topic::StandsBack | Topic::Pairs | Topic::First | Topic::Order => Vec::new(),
        Topic::When if recurs(dataset, card) => Vec::new(),
        _ => values(deck, dataset, lexicon, card),
    };
    let answer = short_answer(card);
    found.retain(|(_, wrong)| wrong.text != answer);
    found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.text.cmp(&b.1.text)));
    found.dedup_by(|a, b| a.1.text == b.1.text);
    let mut seen: Vec<String> = Vec::new();
    found.retain(|(_, wrong)| !seen.contains(&wrong.text) && (seen.len() < NEAR, seen.push(wrong.text.clone())).0);
    let mut found: Vec<Wrong> = found.into_iter().map(|(_, wrong)| wrong).collect();
    rng.shuffle(&mut found);
    found
}

/// How far a wrong value is from the right one; the nearest is the best.
type Far = i64;

/// The values of other cards that ask the same.
fn values(deck: &Deck, dataset: &Dataset<'_>, lexicon: &Lexicon<'_>, card: &Card) -> Vec<(Far, Wrong)> {
    // The way back takes its names from the cards of the way there: there are more of them.
    let pool = match card.topic {
        Topic::WhenBack => Topic::When,
        Topic::SignedBack => Topic::Signed,
        Topic::FoundedBack => Topic::Founded,
        Topic::PurposeBack => Topic::Purpose,
        Topic::PartiesBack => Topic::Parties,
        Topic::PartBack => Topic::Part,
        topic => topic,
    };
    let back = pool != card.topic || matches!(card.topic, Topic::MandateBack);
    let near = neighbours(dataset, card.owner);
    let others = deck
        .cards()
        .iter()
        .filter(|other| other.topic == pool && other.owner != card.owner && !near.contains(&other.owner));
    let others = others.filter(|other| is_wrong(dataset, lexicon, card, other));
    others
        .filter_map(|other| {
            let name = dataset.get(other.owner)?.title();
            let text = match card.topic {
                Topic::PurposeBack | Topic::PartiesBack | Topic::FoundedBack | Topic::MandateBack => name.to_owned(),
                _ if back => wording::stem(name).to_owned(),
                _ => short_answer(other),
            };
            let why = match card.topic {
                Topic::MandateBack => format!("{text}: {}", purpose(dataset, other)),
                _ if back => format!("{text}: {}", other.answer()),
                _ => format!(
                    "“{}” belongs to: {}",
                    wording::unstopped(&text),
                    whose(dataset, other, wording::stem(name))
                ),
            };
            Some((far(dataset, card, other), Wrong { text, from: other.owner, why }))
        })
        .collect()
}

/// The years of other records, of whatever kind: there are more of them near an early document than
/// there are documents.
fn years(dataset: &Dataset<'_>, card: &Card) -> Vec<(Far, Wrong)> {
    let Value::Date(right) = &card.value else { return Vec::new() };
    let near = neighbours(dataset, card.owner);
    let others = dataset.records.iter().enumerate().map(|(index, record)| (ItemId::from_index(index), record));
    others
        .filter(|(id, _)| *id != card.owner && !near.contains(id))
        .filter_map(|(from, record)| {
            let year = year_of(record.when?)?;
            let apart = i64::from((year.year() - right.year()).abs());
            let why = format!("“{year}” belongs to: {}", wording::stem(&record.title));
            (1..=YEARS).contains(&apart).then(|| (apart, Wrong { text: year.to_string(), from, why }))
        })
        .collect()
}

/// Other figures of the same series, far enough to be told apart.
fn figures(dataset: &Dataset<'_>, lexicon: &Lexicon<'_>, card: &Card) -> Vec<(Far, Wrong)> {
    let (Some(series), Value::Number(right)) = (dataset.series_of(card.owner), &card.value) else { return Vec::new() };
    let of = |series: &Series<'_>, point: &DataPoint<'_>| {
        let text = amount(lexicon, point.value, &series.unit);
        let why = format!("{text}: the figure for {}", point.period);
        Wrong { text, from: card.owner, why }
    };
    let index =
        series.points.iter().position(|point| amount(lexicon, point.value, &series.unit) == card.answer()).unwrap_or(0);
    let apart = |value: f64| (value - right).abs() > APART * right.abs() && (value < 0.0) == (*right < 0.0);
    let points = series.points.iter().enumerate().filter(|(_, point)| apart(point.value));
    points.map(|(other, point)| (i64::try_from(other.abs_diff(index)).unwrap_or(i64::MAX), of(series, point))).collect()
}

fn services(card: &Card) -> Vec<(Far, Wrong)> {
    ["The armies", "The navies", "The air forces", "The coast guards"]
        .into_iter()
        .map(|text| (0, Wrong { text: text.to_owned(), from: card.owner, why: String::new() }))
        .collect()
}

/// Values of other facts, of the same kind; only for a fact that happened once and is told exactly.
fn facts(deck: &Deck, dataset: &Dataset<'_>, lexicon: &Lexicon<'_>, card: &Card) -> Vec<(Far, Wrong)> {
    let Face::Cloze { before, hidden, after, .. } = &card.face else { return Vec::new() };
    let whole = format!("{before}{hidden}{after}");
    let Some(span) = gap(dataset, lexicon, card) else { return Vec::new() };
    if span.loose || !is_once(&whole, &span.kind) {
        return Vec::new();
    }
    let known = surroundings(dataset, card.owner);
    let others = deck.cards().iter().filter(|other| other.topic == Topic::Fact && other.owner != card.owner);
    others
        .filter_map(|other| {
            let Face::Cloze { hidden: wrong, .. } = &other.face else { return None };
            let kind = gap(dataset, lexicon, other)?.kind;
            let far = match (&span.kind, &kind) {
                (SpanKind::Date(right), SpanKind::Date(wrong)) => {
                    let sure = right.compare(wrong) != Order::Unknown && precision(*right) == precision(*wrong);
                    sure.then(|| days_apart(*right, *wrong)).filter(|_| !known.contains(&wrong.year().to_string()))
                }
                (SpanKind::Amount { before, after }, SpanKind::Amount { before: b, after: a })
                    if before == b && after == a =>
                {
                    amounts_apart(hidden, wrong)
                }
                _ => None,
            };
            let free = !known.contains(&format!(" {} ", wording::folded(number(wrong))));
            let why = format!("“{wrong}” belongs to: {}", dataset.get(other.owner).map_or("", |item| item.title()));
            far.filter(|_| free).map(|far| (far, Wrong { text: wrong.clone(), from: other.owner, why }))
        })
        .collect()
}

/// The value that a gap hides, where it stands in its fact.
fn gap(dataset: &Dataset<'_>, lexicon: &Lexicon<'_>, card: &Card) -> Option<Span> {
    let Face::Cloze { before, hidden, .. } = &card.face else { return None };
    let statement = card.fact(dataset)?.statement.as_str();
    let stands = |span: &Span| {
        statement.get(span.range.clone()) == Some(hidden)
            && statement.get(..span.range.start).is_some_and(|head| head.ends_with(before.as_str()))
    };
    spans(lexicon, statement).into_iter().find(stands)
}

/// Whether a dated statement tells of something that happened only once. A count or a sum need not:
/// it is compared with what its own record says.
fn is_once(statement: &str, kind: &SpanKind) -> bool {
    const ONCE: &[&str] = &[
        "signed",
        "concluded",
        "established",
        "founded",
        "launched",
        "inaugurated",
        "announced",
        "unveiled",
        "adopted",
        "set up",
        "entered into force",
        "renewed",
        "formed",
        "came into",
        "opened",
    ];
    const AGAIN: &[&str] =
        &["visit", "attend", "met ", "talks", "also", "latest", "last", "next", "again", "page", "as of"];
    let lower = statement.to_lowercase();
    let once = ONCE.iter().any(|word| lower.contains(word)) || wording::has_ordinal(statement);
    matches!(kind, SpanKind::Amount { .. }) || (once && !AGAIN.iter().any(|word| lower.contains(word)))
}

/// How far two amounts are apart, if far enough and not out of all proportion.
fn amounts_apart(right: &str, wrong: &str) -> Option<Far> {
    let value = |text: &str| number(text).replace(',', "").parse::<f64>().ok().filter(|value| *value > 0.0);
    let ratio = (value(wrong)? / value(right)?).ln().abs();
    #[expect(clippy::cast_possible_truncation, reason = "a ratio of at most four, in thousandths")]
    (0.2..1.6).contains(&ratio).then_some((ratio * 1000.0) as i64)
}

/// The digits of an amount.
fn number(text: &str) -> &str {
    text.split(' ').find(|word| word.bytes().any(|byte| byte.is_ascii_digit())).unwrap_or(text)
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

fn days_apart(a: PartialDate, b: PartialDate) -> Far {
    (a.earliest() - b.earliest()).get_days().abs().into()
}

fn length_apart(a: &str, b: &str) -> Far {
    let first = |text: &str| text.chars().next();
    i64::try_from(a.chars().count().abs_diff(b.chars().count())).unwrap_or(i64::MAX)
        + if first(a) == first(b) { 0 } else { 40 }
}
