//! Chronology: which of two came first. Made only where the precision of the dates makes the order certain.

use super::Maker;
use super::agreements::signing;
use super::dispute::{DisputedPoint, disputed};
use super::stage::Stage;
use crate::data::body::Body;
use crate::data::date::{Order, PartialDate};
use crate::data::record::{Record, Weight};
use crate::data::{Dataset, ItemId};
use crate::study::cards::card::{Card, Evidence, Face, Topic, Value};
use crate::study::wording;

/// What makes the cards of chronology: of events, then of agreements.
pub(crate) const STAGES: [Stage; 7] = [
    Stage::records(note_event),
    Stage::once(sort),
    Stage::dated(|maker, at| sequence(maker, at, "Which came first?")),
    Stage::once(|maker, _| maker.made.dated.clear()),
    Stage::records(note_agreement),
    Stage::once(sort),
    Stage::dated(|maker, at| sequence(maker, at, "Which was signed first?")),
];

/// A thing with a certain date.
#[derive(Debug)]
pub(crate) struct Dated {
    id: ItemId,
    name: String,
    date: PartialDate,
    counted: bool,
    weight: Weight,
}

fn note_event(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((id, record)) = maker.record(number) else { return };
    if super::events::is_single_event(maker, record) && !disputed(record, DisputedPoint::Date) {
        note(maker, id, record, record.when);
    }
}

fn note_agreement(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((id, record)) = maker.record(number) else { return };
    if let Body::Agreement(agreement) = &record.body {
        note(maker, id, record, signing(&maker.dataset.pack, record, agreement));
    }
}

/// Notes a record with its date, if an exam might ask it; one whose name tells its year is left out.
fn note(maker: &mut Maker<'_, '_>, id: ItemId, record: &Record<'_>, date: Option<PartialDate>) {
    if record.weight == Weight::Detail || !maker.is_named(id) {
        return;
    }
    let name = wording::stem(&record.title).to_owned();
    let is_within_a_year = |date: &PartialDate| date.end().is_none() || date.latest().year() == date.year();
    let Some(date) = date.filter(is_within_a_year) else { return };
    let told = super::gives_away(maker.lexicon, &name, &date.to_string(), &Value::Date(date))
        || wording::words(&name).any(wording::is_year);
    if !told {
        let counted = wording::has_ordinal(&name);
        maker.made.dated.push(Dated { id, counted, name, date, weight: record.weight });
    }
}

/// Brings what was noted into the order of time.
fn sort(maker: &mut Maker<'_, '_>, _: usize) {
    maker.made.dated.sort_by_cached_key(|dated| dated.date.list_place());
}

fn sequence(maker: &mut Maker<'_, '_>, at: usize, question: &str) {
    /// How far is looked for a later one: many things of one day or year stand side by side.
    const FAR: usize = 1000;
    let dated = &maker.made.dated;
    let Some(one) = dated.get(at) else { return };
    // What is filed under a day within its own date does not follow it: of a year there may be hundreds.
    let first = dated.partition_point(|other| other.date.list_place().0 <= one.date.latest()).max(at + 1);
    let end = at.saturating_add(FAR).min(dated.len().saturating_sub(1));
    let later = dated.get(first..=end).unwrap_or_default().iter();
    // Far enough to be told apart, near enough to be worth asking: the next but two.
    if let Some(other) = later.filter(|other| follows(one, other)).take(3).last() {
        let card = card(maker.dataset, question, [one, other]);
        maker.made.deck.add(card);
    }
}

/// Whether a thing certainly came after another, and its name does not count on from the other’s.
fn follows(earlier: &Dated, later: &Dated) -> bool {
    earlier.date.compare(&later.date) == Order::Before && !(earlier.counted && later.counted)
}

fn card(dataset: &Dataset<'_>, question: &str, dated: [&Dated; 2]) -> Card {
    let [first, second] = dated;
    let ids: Vec<&str> = dated.iter().filter_map(|one| dataset.get(one.id)).map(|item| item.id()).collect();
    Card {
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
    }
}
