//! Chronology: which of two came first. Made only where the precision of the dates makes the order certain.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Maker;
use super::agreements::signing;
use super::dispute::{DisputedPoint, disputed};
use super::stage::Stage;
use crate::data::body::Body;
use crate::data::date::{Order, PartialDate};
use crate::data::record::{Record, Weight};
use crate::data::{Dataset, ItemId, Kind};
use crate::study::cards::card::{Card, Evidence, Face, Topic, Value};
use crate::study::wording;

/// What makes the cards of chronology: of events, then of agreements.
pub(crate) const STAGES: [Stage; 7] = [
    Stage::of(Kind::Event, note_event),
    Stage::dated(order),
    Stage::dated(|maker, at| sequence(maker, at, "Which came first?")),
    Stage::once(|maker, _| maker.made.dated = AllDated::default()),
    Stage::of(Kind::Agreement, note_agreement),
    Stage::dated(order),
    Stage::dated(|maker, at| sequence(maker, at, "Which was signed first?")),
];

/// A thing with a certain date.
#[derive(Debug)]
struct Dated {
    id: ItemId,
    date: PartialDate,
    counted: bool,
    weight: Weight,
}

/// Things with certain dates, and in which order they follow one another: a million are put into it one by one.
#[derive(Debug, Default)]
pub(crate) struct AllDated {
    all: Vec<Dated>,
    /// Where those stand that have no place yet, the earliest on top.
    waiting: BinaryHeap<Reverse<(u64, usize)>>,
    /// Where those stand that have one, in order.
    in_time: Vec<usize>,
}

impl AllDated {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    fn note(&mut self, dated: Dated) {
        self.waiting.push(Reverse((dated.date.list_number(), self.all.len())));
        self.all.push(dated);
    }

    /// What has this place in the order of time.
    fn at(&self, place: usize) -> Option<&Dated> {
        self.all.get(*self.in_time.get(place)?)
    }

    /// Where what comes later than something at this place may begin. What is filed under a day within its own date
    /// does not follow it: of a year there may be hundreds.
    fn after(&self, place: usize, one: &Dated) -> usize {
        let is_before =
            |at: &usize| self.all.get(*at).is_some_and(|other| other.date.list_place().0 <= one.date.latest());
        self.in_time.partition_point(is_before).max(place + 1)
    }
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
    let name = wording::stem(&record.title);
    let is_within_a_year = |date: &PartialDate| date.end().is_none() || date.latest().year() == date.year();
    let Some(date) = date.filter(is_within_a_year) else { return };
    let told = super::gives_away(maker.lexicon, name, &date.to_string(), &Value::Date(date))
        || wording::words(name).any(wording::is_year);
    if !told {
        let counted = wording::has_ordinal(name);
        maker.made.dated.note(Dated { id, counted, date, weight: record.weight });
    }
}

/// Gives one more of what was noted its place in time.
fn order(maker: &mut Maker<'_, '_>, _: usize) {
    let dated = &mut maker.made.dated;
    dated.in_time.extend(dated.waiting.pop().map(|Reverse((_, at))| at));
}

fn sequence(maker: &mut Maker<'_, '_>, at: usize, question: &str) {
    /// How far is looked for a later one: many things of one day or year stand side by side.
    const FAR: usize = 1000;
    let dated = &maker.made.dated;
    let Some(one) = dated.at(at) else { return };
    let later = (dated.after(at, one)..=at.saturating_add(FAR)).map_while(|place| dated.at(place));
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
            items: dated.iter().map(|one| (name(dataset, one), one.date.to_string())).collect(),
        },
    }
}

/// What it is called, without its date.
fn name(dataset: &Dataset<'_>, dated: &Dated) -> String {
    dataset.record(dated.id).map_or_else(String::new, |record| wording::stem(&record.title).to_owned())
}
