//! Cards of events: when one was, what was then, and where.

use std::collections::HashMap;

use super::dispute::{Point, disputed};
use super::{Calendar, Maker, asked, on};
use crate::dataset::body::{Body, Event, EventKind};
use crate::dataset::date::PartialDate;
use crate::dataset::record::Record;
use crate::dataset::ItemId;
use crate::study::card::{Evidence, Topic, Value};
use crate::study::words;

/// Makes the cards of all events.
pub(super) fn make(maker: &mut Maker<'_, '_>) {
    let mentions = mentions(maker);
    let calendar = calendar(maker);
    for (id, record) in maker.records() {
        let Body::Event(event) = &record.body else { continue };
        if !maker.is_named(id) || !is_single(record, event, &mentions) {
            continue;
        }
        let stem = words::stem(&record.title);
        if let Some(when) = record.when.filter(|_| !disputed(record, Point::Date)) {
            let (question, answer) = (format!("{stem}: {}?", asked(when)), when.to_string());
            maker.recall(id, (Topic::When, ""), (Evidence::Head, Value::Date(when)), question, answer);
            back(maker, &calendar, (id, event, when), stem);
        }
        if let Some(place) = event.place.as_deref().filter(|place| is_telling(maker, record, place)) {
            let question = format!("{stem}: where was it held?");
            maker.recall(id, (Topic::Place, ""), (Evidence::Head, Value::Words), question, place.to_owned());
        }
    }
}

/// From the date to the event, if no other event, signing or meeting may have been then.
fn back(maker: &mut Maker<'_, '_>, calendar: &Calendar, (id, event, when): (ItemId, &Event<'_>, PartialDate), stem: &str) {
    let linked = maker.dataset.links(id).iter().chain(maker.dataset.back_links(id));
    let same: Vec<ItemId> = linked
        .copied()
        .filter(|&other| maker.dataset.record(other).is_some_and(|record| matches!(record.body, Body::Institution(_))))
        .chain([id])
        .collect();
    if stem == "" || words::words(stem).any(|word| word == when.year().to_string()) || !calendar.is_alone(when, |other| same.contains(&other)) {
        return;
    }
    let question = format!("{} {}?", what(event.kind), on(when));
    maker.recall(id, (Topic::WhenBack, ""), (Evidence::Head, Value::Words), question, stem.to_owned());
}

fn what(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Summit => "Which summit was held",
        EventKind::Visit => "Which visit was paid",
        EventKind::Meeting => "Which meeting was held",
        EventKind::Delegation => "Which delegation travelled",
        EventKind::Conference => "Which conference, workshop or celebration was held",
        EventKind::Launch => "What was launched",
        EventKind::Speech => "Which speech was given",
        EventKind::Ceremony => "Which honour, unveiling or ceremony is dated",
        EventKind::Milestone => "Which milestone of the relationship is dated",
        EventKind::History => "Which event of the shared history is dated",
    }
}

/// Whether the event can't be taken for another of its row: meetings and summits must be counted,
/// and whoever visits must be named in no other event.
fn is_single(record: &Record<'_>, event: &Event<'_>, mentions: &HashMap<String, u32>) -> bool {
    let stem = words::stem(&record.title);
    let counted = words::has_ordinal(stem);
    let alone = |visitor: &str| {
        let name = visitor.rsplit(' ').next().unwrap_or(visitor).to_lowercase();
        mentions.get(&name).is_none_or(|&times| times < 2)
    };
    match event.kind {
        EventKind::Summit | EventKind::Meeting => counted,
        EventKind::Visit | EventKind::Delegation => {
            let visitor = [" visits ", " at the ", " leads ", " attends "].iter().find_map(|verb| stem.split_once(verb));
            counted || visitor.is_none_or(|(visitor, _)| alone(visitor))
        }
        _ => true,
    }
}

/// In how many events each word stands.
fn mentions(maker: &Maker<'_, '_>) -> HashMap<String, u32> {
    let mut mentions = HashMap::new();
    for (_, record) in maker.records() {
        if matches!(record.body, Body::Event(_)) {
            let text = format!("{} {}", record.title, record.summary);
            let mut seen: Vec<String> = words::words(&text).map(str::to_lowercase).collect();
            seen.sort_unstable();
            seen.dedup();
            for word in seen {
                *mentions.entry(word).or_insert(0) += 1;
            }
        }
    }
    mentions
}

/// Everything dated that might be an answer to “what was then?”.
fn calendar(maker: &Maker<'_, '_>) -> Calendar {
    let mut dates = Vec::new();
    for (id, record) in maker.records() {
        match &record.body {
            Body::Event(_) => dates.extend(record.when.map(|when| (when, id))),
            Body::Agreement(agreement) => {
                dates.extend(agreement.signed.or(record.when).map(|when| (when, id)));
                dates.extend(agreement.in_force.map(|when| (when, id)));
            }
            Body::Institution(institution) => {
                dates.extend(institution.meetings.iter().filter_map(|meeting| meeting.date).map(|when| (when, id)));
                dates.extend(institution.established.map(|when| (when, id)));
            }
            _ => {}
        }
    }
    Calendar::new(dates)
}

/// Whether a place is worth asking: no country, and not in the title.
fn is_telling(maker: &Maker<'_, '_>, record: &Record<'_>, place: &str) -> bool {
    let country = maker.dataset.pack.countries.iter().any(|country| country.name == place);
    !country && !words::says(&record.title, place) && !disputed(record, Point::Place)
}
