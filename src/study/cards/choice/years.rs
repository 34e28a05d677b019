//! Wrong years for whatever happened once: those of like things, neither so near that only a pedant would tell them
//! apart, nor before those were there who did it, nor after what everybody remembers.

use std::ops::RangeInclusive;

use super::rules::recurs;
use super::{Far, Wrong, neighbours, ranked, sample, share_a_sector};
use crate::data::body::Body;
use crate::data::date::PartialDate;
use crate::data::link::Relation;
use crate::data::record::Record;
use crate::data::{Dataset, ItemId};
use crate::study::cards::card::{Card, Topic, Value};
use crate::study::cards::dispute::surroundings;
use crate::study::cards::year_of;
use crate::study::wording;

/// Years are taken from so many records at most.
const DONORS: usize = 4000;
/// Years nearer than this are confused by everybody.
const NEAREST: i64 = 2;
/// Years farther off are no mistake anybody makes.
const FARTHEST: i64 = 10;
/// How many years a thing of another kind, or of another sector, counts as farther off.
const STRANGE: i64 = 8;

/// The year a card asks for where years are asked; none if its date does not lie within one.
pub(crate) fn year(card: &Card) -> Option<PartialDate> {
    match &card.value {
        Value::Date(date) => year_of(*date),
        Value::Number(_) | Value::Words => None,
    }
}

/// Every wrong year for a dated card, each once, the most plausible first.
pub(crate) fn of(dataset: &Dataset<'_>, card: &Card) -> Vec<Wrong> {
    ranked(wrong(dataset, card)).collect()
}

/// The years of other records that are certainly wrong for a card and might be right for who does not know.
pub(super) fn wrong(dataset: &Dataset<'_>, card: &Card) -> Vec<(Far, Wrong)> {
    let Some(right) = year(card).map(|year| year.year()) else { return Vec::new() };
    let Some(own) = dataset.record(card.owner) else { return Vec::new() };
    if card.topic == Topic::When && recurs(dataset, card) {
        return Vec::new();
    }
    // What is told of the record and of those near it may have happened in another sense then.
    let Some(known) = surroundings(dataset, card.owner) else { return Vec::new() };
    let (known, near) = (wording::years_named(&known), neighbours(dataset, card.owner));
    let bounds = bounds(dataset, card.owner, right);
    let first = founded(dataset, &near, right).max(spoken_of(dataset, card.owner, own, right)).max(*bounds.start());
    let last = dataset.pack.edition.year().saturating_sub(1).max(right).min(*bounds.end());
    sample::of(dataset.records.len(), DONORS, card.id.as_str())
        .filter_map(|number| Some((ItemId::from_index(number), dataset.records.get(number)?)))
        .filter_map(|(from, record)| {
            let (year, apart) = plausible(record, right)?;
            let is_in_time = !is_parted(&dataset.pack.turning_points, year.year(), right)
                && (first..=last).contains(&year.year())
                && !known.contains(&year.year());
            if !is_in_time || from == card.owner || near.contains(&from) {
                return None;
            }
            let mut far = apart;
            far += if record.kind == own.kind { 0 } else { STRANGE };
            far += if share_a_sector(dataset, card.owner, from) { 0 } else { STRANGE };
            let why = format!("{year} is the year of “{}”.", wording::stem(&record.title));
            Some((far, Wrong { text: year.to_string(), from, why }))
        })
        .collect()
}

/// The year of a record, and how far it is from the right one, if it might be taken for that.
fn plausible(record: &Record<'_>, right: i16) -> Option<(PartialDate, i64)> {
    let when = record.when?;
    let apart = i64::from((when.year() - right).abs());
    if (NEAREST..=FARTHEST).contains(&apart) { Some((year_of(when)?, apart)) } else { None }
}

/// Whether the end of one of these years lies between two years.
fn is_parted(turning_points: &[i16], one: i16, other: i16) -> bool {
    turning_points.iter().any(|turn| (one <= *turn) != (other <= *turn))
}

/// The year before which nobody spoke of such things: the first of those years in which a word of the name has its
/// first record. Nobody looks for a pandemic's loan before the pandemic.
fn spoken_of(dataset: &Dataset<'_>, id: ItemId, own: &Record<'_>, right: i16) -> i16 {
    /// Shorter words are of all times, and a word of fewer other records tells nothing of its time; a name in capitals
    /// needs but one.
    const LETTERS: usize = 5;
    const RECORDS: usize = 2;
    let words = wording::words(wording::stem(&own.title))
        .filter(|word| word.chars().count() >= LETTERS && !wording::is_document(word));
    let first = |word: &str| {
        let finder = memchr::memmem::Finder::new(word);
        let others = sample::of(dataset.records.len(), DONORS, &own.id)
            .filter(|index| ItemId::from_index(*index) != id)
            .filter_map(|index| dataset.records.get(index))
            .filter(|record| finder.find(record.title.as_bytes()).is_some());
        let years: Vec<i16> = others.filter_map(|record| record.when.map(|when| when.year())).collect();
        let few = if word.chars().all(char::is_uppercase) { 1 } else { RECORDS };
        if years.len() < few { None } else { years.into_iter().chain([right]).min() }
    };
    words.filter_map(first).max().unwrap_or(i16::MIN)
}

/// The years after what led to a thing, and of a whole that it is part of.
fn bounds(dataset: &Dataset<'_>, id: ItemId, right: i16) -> RangeInclusive<i16> {
    let (mut first, mut last) = (i16::MIN, i16::MAX);
    for end in dataset.links(id) {
        let Some(when) = dataset.record(end.to).and_then(|record| record.when) else { continue };
        let is_cause = end.relation == Relation::LedTo && end.is_backward;
        let is_whole = end.relation == Relation::PartOf && !end.is_backward;
        if (is_cause || is_whole) && when.year() <= right {
            first = first.max(when.year());
        }
        let until = when.latest().year();
        if is_whole && when.end().is_some() && until >= right {
            last = last.min(until);
        }
    }
    first..=last
}

/// The year before which nothing of the kind can have been: when the last of the bodies near it was founded.
fn founded(dataset: &Dataset<'_>, near: &[ItemId], right: i16) -> i16 {
    let years = near.iter().filter_map(|id| match &dataset.record(*id)?.body {
        Body::Institution(institution) => institution.established.map(|date| date.year()),
        Body::Initiative(initiative) => initiative.launched.map(|date| date.year()),
        Body::Event(_)
        | Body::Agreement(_)
        | Body::Project(_)
        | Body::Exercise(_)
        | Body::Person(_)
        | Body::Theme(_)
        | Body::Place(_)
        | Body::Term(_) => None,
    });
    years.filter(|year| *year <= right).max().unwrap_or(i16::MIN)
}
