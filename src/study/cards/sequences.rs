//! Chronology: which of two came first. Made only where the precision of the dates makes the order certain.

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
    sequence(maker, &events, "Which came first?");
    let agreements = dated(maker, |_, body| matches!(body, Body::Agreement(_)));
    sequence(maker, &agreements, "Which was signed first?");
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
            Body::Agreement(agreement) => signing(&maker.dataset.pack, record, agreement),
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
            || wording::words(&name).any(wording::is_year);
        if !told {
            dated.push(Dated { id, counted: wording::has_ordinal(&name), name, date, weight: record.weight });
        }
    }
    dated.sort_by(|a, b| a.date.list_order(&b.date));
    dated
}

fn sequence(maker: &mut Maker<'_, '_>, dated: &[Dated], question: &str) {
    for (at, one) in dated.iter().enumerate() {
        let later = dated.get(at + 1..).unwrap_or_default();
        // Far enough to be told apart, near enough to be worth asking: the next but two.
        if let Some(other) = later.iter().filter(|other| follows(one, other)).take(3).last() {
            push(maker, question, [one, other]);
        }
    }
}

/// Whether a thing certainly came after another, and its name does not count on from the other’s.
fn follows(earlier: &Dated, later: &Dated) -> bool {
    earlier.date.compare(&later.date) == Order::Before && !(earlier.counted && later.counted)
}

fn push(maker: &mut Maker<'_, '_>, question: &str, dated: [&Dated; 2]) {
    let [first, second] = dated;
    let ids: Vec<&str> = dated.iter().filter_map(|one| maker.dataset.get(one.id)).map(|item| item.id()).collect();
    let card = Card {
        id: format!("{}/{}", Topic::First.slug(), ids.join("+")).into(),
        topic: Topic::First,
        owner: first.id,
        others: vec![second.id],
        weight: first.weight.max(second.weight),
        evidence: Evidence::Head,
        value: Value::Words,
        face: Face::Sequence {
            question: question.to_owned(),
            items: dated.iter().map(|one| (one.name.clone(), one.date.to_string())).collect(),
        },
    };
    maker.cards.push(card);
}
