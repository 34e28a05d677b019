//! Cards of military exercises: whose they are, and where an edition was held.

use std::collections::HashMap;

use super::Maker;
use super::dispute::{DisputedPoint, disputed};
use crate::data::body::{Body, Exercise, Service};
use crate::data::record::Record;
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording;

/// Makes the cards of all exercises.
pub(crate) fn make(maker: &mut Maker<'_, '_>) {
    let mut of_service: HashMap<(Service, String), u32> = HashMap::new();
    for (_, record) in maker.records() {
        if let Body::Exercise(exercise) = &record.body {
            *of_service.entry((exercise.service, partners(exercise))).or_insert(0) += 1;
        }
    }
    for (id, record) in maker.records() {
        let Body::Exercise(exercise) = &record.body else { continue };
        let service = services(exercise.service);
        // Joint exercises are of several services at once, so that each service would be right.
        if exercise.service != Service::Joint && !hints(record, exercise.service) {
            let question = format!("Which services train in {}?", wording::the(&record.title));
            maker.recall(id, (Topic::Service, ""), (Evidence::Head, Value::Words), question, format!("The {service}"));
            let alone = of_service.get(&(exercise.service, partners(exercise))).is_some_and(|&times| times == 1);
            if alone && !disputed(record, DisputedPoint::Bodies) {
                let question = format!("In which exercise do the {service} of {} train together?", partners(exercise));
                maker.recall(
                    id,
                    (Topic::ServiceBack, ""),
                    (Evidence::Head, Value::Words),
                    question,
                    record.title.to_string(),
                );
            }
        }
        if !disputed(record, DisputedPoint::Place) {
            venues(maker, id, exercise);
        }
    }
}

fn venues(maker: &mut Maker<'_, '_>, id: crate::data::ItemId, exercise: &Exercise<'_>) {
    for (index, edition) in exercise.editions.iter().enumerate() {
        let Some(place) = edition.place.as_deref() else { continue };
        let twice = exercise
            .editions
            .iter()
            .filter(|other| wording::folded(&other.name) == wording::folded(&edition.name))
            .count()
            > 1;
        if !twice {
            let question = format!("Where was {} held?", edition.name);
            let value = (Evidence::Edition(index), Value::Words);
            maker.recall(id, (Topic::Venue, &edition.name), value, question, wording::capital(place));
        }
    }
}

/// `armies`, as a sentence names those of several countries.
pub(crate) fn services(service: Service) -> &'static str {
    match service {
        Service::Army => "armies",
        Service::Navy => "navies",
        Service::Air => "air forces",
        Service::CoastGuard => "coast guards",
        Service::Joint => "services jointly",
    }
}

/// Whether the name of an exercise tells whose it is.
fn hints(record: &Record<'_>, service: Service) -> bool {
    let told: &[&str] = match service {
        Service::Army => &["army"],
        Service::Navy => &["maritime", "naval", "navy", "mine"],
        Service::Air => &["air", "aircraft", "fighter"],
        Service::CoastGuard => &["coast"],
        Service::Joint => &[],
    };
    wording::words(&record.title).any(|word| told.contains(&word.to_lowercase().as_str()))
}

fn partners(exercise: &Exercise<'_>) -> String {
    let names: Vec<&str> = exercise.partners.iter().map(crate::data::text::Text::as_str).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}
