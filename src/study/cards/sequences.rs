//! Chronology: which of two came first, and four in order. Made only where the precision of the
//! dates makes the order certain.

use super::Maker;
use super::agreements::signing;
use super::dispute::{DisputedPoint, disputed};
use crate::data::body::Body;
use crate::data::date::{Order, PartialDate};
use crate::data::record::Weight;
use crate::data::{ItemId, Kind};
use crate::study::cards::card::{Card, Evidence, Face, Topic, Value};
use crate::study::wording;

/// A thing with a certain date.
struct Dated {
    id: ItemId,
    name: String,
    date: PartialDate,
    counted: bool,
    weight: Weight,
}

/// Makes the cards of chronology.
pub(crate) fn make(maker: &mut Maker<'_, '_>) {
    let singles = super::events::singles(maker);
    let events = dated(maker, |id, _| singles.contains(&id));
    sequence(maker, &events, "Which came first?", "Put these in order of time, the earliest first:");
    let agreements = dated(maker, |_, body| matches!(body, Body::Agreement(_)));
    sequence(
        maker,
        &agreements,
        "Which was signed first?",
        "Put these in the order in which they were signed, the earliest first:",
    );
}

/// The undisputed dated records of a kind that an exam might ask, in order of time; a name that
/// tells its year is left out.
fn dated(maker: &Maker<'_, '_>, wanted: impl Fn(ItemId, &Body<'_>) -> bool) -> Vec<Dated> {
    let mut dated: Vec<Dated> = Vec::new();
    for (id, record) in maker.records() {
        if !wanted(id, &record.body)
            || record.weight == Weight::Detail
            || !maker.is_named(id)
            || (record.kind == Kind::Event && disputed(record, DisputedPoint::Date))
        {
            continue;
        }
        let date = match &record.body {
            Body::Agreement(agreement) => signing(record, agreement),
            Body::Event(_)
            | Body::Institution(_)
            | Body::Project(_)
            | Body::Exercise(_)
            | Body::Person(_)
            | Body::Initiative(_)
            | Body::Theme(_)
            | Body::Place(_)
            | Body::Term(_) => record.when,
        };
        let name = wording::stem(&record.title).to_owned();
        let Some(date) = date.filter(|date| date.end().is_none() || date.latest().year() == date.year()) else {
            continue;
        };
        let told = super::gives_away(&maker.lexicon, &name, &date.to_string(), &Value::Date(date))
            || wording::words(&name).any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
        if !told {
            dated.push(Dated { id, counted: wording::has_ordinal(&name), name, date, weight: record.weight });
        }
    }
    dated.sort_by(|a, b| a.date.list_order(&b.date));
    dated
}

fn sequence(maker: &mut Maker<'_, '_>, dated: &[Dated], first: &str, order: &str) {
    for (at, one) in dated.iter().enumerate() {
        let later = dated.get(at + 1..).unwrap_or_default();
        // Far enough to be told apart, near enough to be worth asking: the next but two.
        let next: Vec<&Dated> = later.iter().filter(|other| follows(&[one], other)).take(3).collect();
        if let Some(other) = next.last() {
            push(maker, Topic::First, first, &[one, other]);
        }
        if at % 2 == 0 {
            let mut four = vec![one];
            for other in later.iter().step_by(2) {
                if four.len() < 4 && follows(&four, other) {
                    four.push(other);
                }
            }
            if four.len() == 4 {
                push(maker, Topic::Order, order, &four);
            }
        }
    }
}

/// Whether a thing certainly came after all of these, and its name does not count on from theirs.
fn follows(earlier: &[&Dated], later: &Dated) -> bool {
    earlier.iter().all(|one| one.date.compare(&later.date) == Order::Before && !(one.counted && later.counted))
}

fn push(maker: &mut Maker<'_, '_>, topic: Topic, question: &str, dated: &[&Dated]) {
    let Some((first, rest)) = dated.split_first() else { return };
    let ids: Vec<&str> = dated.iter().filter_map(|one| maker.dataset.get(one.id)).map(|item| item.id()).collect();
    let card = Card {
        id: format!("{}/{}", topic.slug(), ids.join("+")).into(),
        topic,
        owner: first.id,
        others: rest.iter().map(|one| one.id).collect(),
        weight: dated.iter().map(|one| one.weight).max().unwrap_or(Weight::Useful),
        evidence: Evidence::Head,
        value: Value::Words,
        face: Face::Sequence {
            question: question.to_owned(),
            items: dated.iter().map(|one| (one.name.clone(), one.date.to_string())).collect(),
        },
    };
    maker.cards.push(card);
}
