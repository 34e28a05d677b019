//! Cards of events: when one was, and where.

use std::collections::{HashMap, HashSet};

use super::dispute::{DisputedPoint, disputed};
use super::{Maker, asked};
use crate::data::ItemId;
use crate::data::body::{Body, Event, EventKind};
use crate::data::record::Record;
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording;

/// Makes the cards of all events.
pub(crate) fn make(maker: &mut Maker<'_, '_>) {
    let mentions = mentions(maker);
    let parts = parts(maker);
    for (id, record) in maker.records() {
        let Body::Event(event) = &record.body else { continue };
        let stem = wording::stem(&record.title);
        let part = stem.split_once(": ").is_some_and(|(whole, _)| parts.get(whole).is_some_and(|&times| times > 1));
        if part || !maker.is_named(id) || !is_single(record, event, &mentions) {
            continue;
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
}

/// Whether the event can't be taken for another of its row: meetings and summits must be counted,
/// and whoever visits must be named in no other event.
fn is_single(record: &Record<'_>, event: &Event<'_>, mentions: &HashMap<&str, u32>) -> bool {
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

/// Events that can't be taken for another of their row.
pub(crate) fn singles(maker: &Maker<'_, '_>) -> HashSet<ItemId> {
    let mentions = mentions(maker);
    let single =
        |record: &Record<'_>| matches!(&record.body, Body::Event(event) if is_single(record, event, &mentions));
    maker.records().filter(|(_, record)| single(record)).map(|(id, _)| id).collect()
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

/// In how many events each visitor is named.
fn mentions<'m>(maker: &Maker<'m, '_>) -> HashMap<&'m str, u32> {
    let events = || {
        maker.records().filter_map(|(_, record)| {
            let Body::Event(event) = &record.body else { return None };
            Some((record, event))
        })
    };
    let mut mentions: HashMap<&str, u32> =
        events().filter_map(|(record, event)| visitor(record, event)).map(|name| (name, 0)).collect();
    let mut seen: Vec<&str> = Vec::new();
    for (record, _) in events() {
        seen.clear();
        let all = wording::words(&record.title).chain(wording::words(&record.summary));
        for word in all.filter(|word| word.starts_with(char::is_uppercase)) {
            if let Some(times) = mentions.get_mut(word).filter(|_| !seen.contains(&word)) {
                *times += 1;
                seen.push(word);
            }
        }
    }
    mentions
}

/// How many titles begin with the same words before a colon: parts of one event.
fn parts<'m>(maker: &Maker<'m, '_>) -> HashMap<&'m str, u32> {
    let mut parts = HashMap::new();
    for (whole, _) in maker.records().filter_map(|(_, record)| wording::stem(&record.title).split_once(": ")) {
        *parts.entry(whole).or_insert(0) += 1;
    }
    parts
}

/// Whether a place is worth asking: no country, and not in the title.
fn is_telling(maker: &Maker<'_, '_>, record: &Record<'_>, place: &str) -> bool {
    let country = maker.dataset.pack.countries.iter().any(|country| country.name == place);
    !country && !wording::says(&record.title, place) && !disputed(record, DisputedPoint::Place)
}
