//! Cards of military exercises: which services train, and where an edition was held.

use super::Maker;
use super::dispute::{DisputedPoint, disputed};
use super::stage::Stage;
use crate::data::body::{Body, Edition, Exercise, Service};
use crate::data::record::Record;
use crate::data::{ItemId, Kind};
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording;

/// What makes the cards of all exercises.
pub(crate) const STAGES: &[Stage] = &[Stage::of(Kind::Exercise, make)];

fn make(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((id, record)) = maker.record(number) else { return };
    let Body::Exercise(exercise) = &record.body else { return };
    let service = services(exercise.service);
    // Joint exercises are of several services at once, so that each service would be right.
    if exercise.service != Service::Joint && !hints(record, exercise.service) {
        let question = format!("Which services train in {}?", wording::the(&record.title));
        maker.recall(id, (Topic::Service, ""), (Evidence::Head, Value::Words), question, format!("The {service}"));
    }
    if !disputed(record, DisputedPoint::Place) {
        venues(maker, id, record, exercise);
    }
}

fn venues(maker: &mut Maker<'_, '_>, id: ItemId, record: &Record<'_>, exercise: &Exercise<'_>) {
    for (index, edition) in exercise.editions.iter().enumerate() {
        let Some(place) = edition.place.as_deref() else { continue };
        let twice = exercise
            .editions
            .iter()
            .filter(|other| wording::folded(&other.name) == wording::folded(&edition.name))
            .count()
            > 1;
        if !twice {
            let question = format!("Where was {} held?", edition_name(record, edition));
            let value = (Evidence::Edition(index), Value::Words);
            maker.recall(id, (Topic::Venue, &edition.name), value, question, wording::capital(place));
        }
    }
}

/// What an edition is called: by its own name, or the exercise’s where that is nothing but a year.
pub(crate) fn edition_name(record: &Record<'_>, edition: &Edition<'_>) -> String {
    if edition.name.chars().any(char::is_alphabetic) {
        return edition.name.to_string();
    }
    format!("{} of {}", wording::the(wording::stem(&record.title)), edition.name)
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
