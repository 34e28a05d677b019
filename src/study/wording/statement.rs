//! A card said as a statement, true or with a wrong value in the place of the right one.

mod narrative;

pub(in crate::study) use narrative::{has_verb, in_which_year, listed};

use crate::data::body::{Body, InstitutionForm};
use crate::data::{Dataset, Kind};
use crate::study::cards::card::{Card, Topic, Value};
use crate::study::cards::{began_with_a_meeting, edition_name, signed};
use crate::study::wording;

/// A statement longer than this is no exam's: letters.
const LONGEST: usize = 230;

/// The statement a card makes with this value as its answer; none for a card that does not make one.
#[must_use]
pub fn statement(dataset: &Dataset<'_>, card: &Card, value: &str) -> Option<String> {
    let item = dataset.get(card.owner)?;
    let name = wording::stem(item.title());
    let be = if wording::is_plural(name) { "were" } else { "was" };
    if item.kind() != Kind::Event && !is_plain(name) {
        return None;
    }
    let text = match card.topic {
        Topic::Signed | Topic::Occasion => {
            let record = dataset.record(card.owner)?;
            let Body::Agreement(agreement) = &record.body else { return None };
            let done = signed(record, agreement)?;
            let when = if card.topic == Topic::Signed { at(value) } else { at_the(value) };
            format!("{} {be} {done} {when}.", wording::capital(&wording::the(name)))
        }
        Topic::InForce => format!("{} entered into force {}.", wording::capital(&wording::the(name)), at(value)),
        Topic::Launched => format!("{} {be} launched {}.", wording::capital(&wording::the(name)), at(value)),
        Topic::Founded => founded(dataset, card, name, value),
        Topic::When => format!("{} {}.", narrative::told(dataset, dataset.record(card.owner)?)?, at(value)),
        Topic::Service => {
            let services = value.replacen("The", "the", 1);
            format!("{} brings together {services} of its partners.", wording::capital(&wording::the(name)))
        }
        Topic::Venue => {
            let edition = edition_name(dataset.record(card.owner)?, card.edition(dataset)?);
            format!("{} was held {}.", wording::capital(&edition), in_place(value))
        }
        _ => return None,
    };
    (text.chars().count() <= LONGEST).then_some(text)
}

/// Whether a name can be the subject of a sentence: no place stands behind it, and it is not two things.
#[must_use]
pub(in crate::study) fn is_plain(name: &str) -> bool {
    let capital = |tail: &str| tail.split(' ').all(|word| word.starts_with(char::is_uppercase));
    !name.rsplit_once(", ").is_some_and(|(_, tail)| capital(tail)) && !name.contains(" and its ")
}

/// What is right about a card in a sentence, its date as precise as the record has it.
#[must_use]
pub(in crate::study) fn in_full(dataset: &Dataset<'_>, card: &Card) -> Option<String> {
    let value = match &card.value {
        // The year is enough for who answers; the key has the day.
        Value::Date(_) if card.topic == Topic::Signed => {
            let Body::Agreement(agreement) = &dataset.record(card.owner)?.body else { return None };
            agreement.signed?.to_string()
        }
        Value::Date(date) => date.to_string(),
        Value::Number(_) | Value::Words => card.answer(),
    };
    statement(dataset, card, &value)
}

/// `on the occasion of the annual summit in Oslo, May 2024`, from an answer that begins a line.
fn at_the(occasion: &str) -> String {
    let mut letters = occasion.chars();
    let first = letters.next().map_or_else(String::new, |first| first.to_lowercase().collect());
    format!("on the occasion of the {first}{}", letters.as_str())
}

/// When a body began: it was set up, or met for the first time.
fn founded(dataset: &Dataset<'_>, card: &Card, name: &str, value: &str) -> String {
    let Some(Body::Institution(body)) = dataset.record(card.owner).map(|record| &record.body) else {
        return format!("{name} was established {}.", at(value));
    };
    // A company has a name of its own.
    let name = if body.form == InstitutionForm::Company { name.to_owned() } else { wording::the(name) };
    let be = if wording::is_plural(&name) { "were" } else { "was" };
    let done = if began_with_a_meeting(body) { "first met".to_owned() } else { format!("{be} established") };
    format!("{} {done} {}.", wording::capital(&name), at(value))
}

/// `on 1 August 2011`, `in 2006`: a day begins with a number that is not a year.
fn at(value: &str) -> String {
    let first = value.split(' ').next().unwrap_or(value);
    let day = first.len() < 4 || first.contains('–');
    if day && value.contains(' ') && first.starts_with(|c: char| c.is_ascii_digit()) {
        format!("on {value}")
    } else if value.ends_with("0s") || value.ends_with("century") {
        format!("in the {value}")
    } else {
        format!("in {value}")
    }
}

pub(in crate::study) fn in_place(value: &str) -> String {
    match value.strip_prefix("Off ") {
        Some(rest) => format!("off {rest}"),
        None if value.contains(" base") || value.contains(" Area") => format!("at {value}"),
        None => format!("in {value}"),
    }
}
