//! Cards of events: when one was, and where.

use std::collections::HashMap;

use super::dispute::{DisputedPoint, disputed};
use super::stage::Stage;
use super::{Maker, asked};
use crate::data::Kind;
use crate::data::body::{Body, Event, EventKind};
use crate::data::record::Record;
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording;

/// What makes the cards of all events.
pub(crate) const STAGES: &[Stage] = &[
    Stage::of(Kind::Event, note_visitor),
    Stage::records(count_part),
    Stage::of(Kind::Event, count_mentions),
    Stage::of(Kind::Event, make),
];

fn make(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((id, record)) = maker.record(number) else { return };
    let Body::Event(event) = &record.body else { return };
    let stem = wording::stem(&record.title);
    let times = |whole: &str| maker.made.parts.get(whole).copied().unwrap_or_default();
    let part = stem.split_once(": ").is_some_and(|(whole, _)| times(whole) > 1);
    if part || !maker.is_named(id) || !is_single(record, event, &maker.made.mentions) {
        return;
    }
    let lasts = record.title.contains(" since ") || stem.contains("yearly");
    if let Some(when) = record.when.filter(|_| !lasts && !disputed(record, DisputedPoint::Date)) {
        let (question, answer) = (format!("{stem} — {}?", asked(when)), when.to_string());
        maker.recall(id, (Topic::When, ""), (Evidence::Head, Value::Date(when)), question, answer);
    }
    if let Some(place) = event.place.as_deref().filter(|place| is_telling(maker, record, place)) {
        let held = matches!(event.kind, EventKind::Summit | EventKind::Meeting | EventKind::Conference);
        let question = format!("{stem} — {}?", if held { "where was it held" } else { "where was that" });
        maker.recall(id, (Topic::Place, ""), (Evidence::Head, Value::Words), question, place.to_owned());
    }
}

/// Whether the event can't be taken for another of its row: meetings and summits must be counted,
/// and whoever visits must be named in no other event.
fn is_single(record: &Record<'_>, event: &Event<'_>, mentions: &HashMap<String, u32>) -> bool {
    let counted = wording::has_ordinal(wording::stem(&record.title));
    match event.kind {
        EventKind::Summit | EventKind::Meeting => counted,
        EventKind::Visit | EventKind::Delegation => {
            let alone = |name: &str| mentions.get(name).is_none_or(|&times| times < 2);
            counted || visitor(record, event).is_none_or(alone)
        }
        _ => true,
    }
}

/// Whether a record is an event that can't be taken for another of its row.
pub(crate) fn is_single_event(maker: &Maker<'_, '_>, record: &Record<'_>) -> bool {
    matches!(&record.body, Body::Event(event) if is_single(record, event, &maker.made.mentions))
}

/// Who visits, by the last word of the name, if the event is a visit.
fn visitor<'r>(record: &'r Record<'_>, event: &Event<'_>) -> Option<&'r str> {
    if !matches!(event.kind, EventKind::Visit | EventKind::Delegation) {
        return None;
    }
    let stem = wording::stem(&record.title);
    let who = [" visits ", " at the ", " leads ", " attends "].iter().find_map(|verb| stem.split_once(verb))?.0;
    wording::words(who).next_back()
}

/// Notes who visits in an event, to be counted.
fn note_visitor(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((_, record)) = maker.record(number) else { return };
    if let Body::Event(event) = &record.body
        && let Some(name) = visitor(record, event)
    {
        maker.made.mentions.insert(name.to_owned(), 0);
    }
}

/// Counts of what a title tells a part.
fn count_part(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((_, record)) = maker.record(number) else { return };
    // Most titles have no colon.
    if !record.title.as_bytes().contains(&b':') {
        return;
    }
    if let Some((whole, _)) = wording::stem(&record.title).split_once(": ") {
        *maker.made.parts.entry(whole.to_owned()).or_insert(0) += 1;
    }
}

/// Counts the visitors that are named in an event.
fn count_mentions(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((_, record)) = maker.record(number) else { return };
    let mut seen: Vec<&str> = Vec::new();
    let all = wording::words(&record.title).chain(wording::words(&record.summary));
    for word in all.filter(|word| word.starts_with(char::is_uppercase)) {
        if let Some(times) = maker.made.mentions.get_mut(word).filter(|_| !seen.contains(&word)) {
            *times += 1;
            seen.push(word);
        }
    }
}

/// Whether a place is worth asking: no country, and not in the title.
fn is_telling(maker: &Maker<'_, '_>, record: &Record<'_>, place: &str) -> bool {
    let country = maker.dataset.pack.countries.iter().any(|country| country.name == place);
    !country && !wording::says(&record.title, place) && !disputed(record, DisputedPoint::Place)
}
