//! A card said as a statement, true or with a wrong value in the place of the right one.

mod narrative;

pub(in crate::study) use narrative::has_verb;

use crate::data::body::{Body, InstitutionForm};
use crate::data::date::MONTHS;
use crate::data::{Dataset, Kind};
use crate::study::cards::card::{Card, Face, Topic, Value};
use crate::study::cards::edition_name;
use crate::study::wording::{self, Lexicon};

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
        Topic::Signed => format!("{} {be} signed {}.", wording::capital(&wording::the(name)), at(value)),
        Topic::InForce => format!("{} entered into force {}.", wording::capital(&wording::the(name)), at(value)),
        // A company has a name of its own.
        Topic::Founded if is_company(dataset, card) => format!("{name} {be} established {}.", at(value)),
        Topic::Founded => format!("{} {be} established {}.", wording::capital(&wording::the(name)), at(value)),
        Topic::When => format!("{} {}.", narrative::told(dataset, dataset.record(card.owner)?)?, at(value)),
        Topic::Place => format!("{} {}.", narrative::held(dataset, dataset.record(card.owner)?)?, in_place(value)),
        Topic::Purpose => format!("The purpose of {} is {}.", wording::the(name), to_do(value)?),
        Topic::Mandate => format!("The task of {} is {}.", wording::the(name), to_do(value)?),
        Topic::Service => {
            let services = value.replacen("The", "the", 1);
            format!("{} brings together {services} of its partners.", wording::capital(&wording::the(name)))
        }
        Topic::Venue => {
            let edition = edition_name(dataset.record(card.owner)?, card.edition(dataset)?);
            format!("{} was held {}.", wording::capital(&edition), in_place(value))
        }
        Topic::Parties => {
            format!("{} {be} concluded by {}.", wording::capital(&wording::the(name)), by_side(dataset, value)?)
        }
        Topic::Countries => format!("The countries of {} are {value}.", wording::the(name)),
        Topic::Lead => {
            let be = if wording::is_plural(name) { "are" } else { "is" };
            format!("{} {be} led by {}.", wording::capital(&wording::the(name)), the_body(value))
        }
        Topic::Partners => format!("The partners in {} are {value}.", wording::the(name)),
        Topic::Part => part(name, value)?,
        Topic::Figure => figure(dataset, card, value)?,
        Topic::Fact => fact(dataset, card, value)?,
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

fn is_company(dataset: &Dataset<'_>, card: &Card) -> bool {
    let body = dataset.record(card.owner).map(|record| &record.body);
    matches!(body, Some(Body::Institution(body)) if body.form == InstitutionForm::Company)
}

/// An aim that begins with a verb, as it goes on in a sentence.
fn to_do(value: &str) -> Option<String> {
    let rest = wording::unstopped(value).strip_prefix("To ").filter(|rest| !rest.contains([';', ':']))?;
    Some(format!("to {rest}"))
}

/// `the Ministry of Fisheries on the Norwegian side and …`, from `Norway: Ministry of Fisheries; …`.
fn by_side(dataset: &Dataset<'_>, value: &str) -> Option<String> {
    let countries = &dataset.pack.countries;
    let sides = value.split("; ").map(|side| {
        let (name, bodies) = side.split_once(": ")?;
        let country = countries.iter().find(|country| country.name == name)?;
        Some(format!("{} on the {} side", the_body(bodies), country.adjective))
    });
    Some(sides.collect::<Option<Vec<_>>>()?.join(" and "))
}

/// `the Ministry of Fisheries`, but `CONAF`: a short form needs no article.
pub(in crate::study) fn the_body(name: &str) -> String {
    if name.contains(" of ") { wording::the(name) } else { name.to_owned() }
}

/// A person's office with the time or occasion behind it: `Minister of Fisheries (May 2024)`, `Prime Minister (visit of
/// 2010)`; none that is more than one thing.
fn part(name: &str, value: &str) -> Option<String> {
    let (office, when) = value.strip_suffix(')')?.split_once(" (")?;
    // “Emperor Naruhito” says what he is.
    let says_so = wording::words(office).any(|word| wording::words(name).any(|own| own == word));
    if says_so || office.contains([',', ';']) || when.contains([',', ';', '(']) || office.starts_with("Former") {
        return None;
    }
    let dated = |text: &str| {
        wording::words(text).all(|word| word.bytes().all(|byte| byte.is_ascii_digit()) || MONTHS.contains(&word))
    };
    if let Some(since) = when.strip_prefix("since ").filter(|since| dated(since)) {
        return Some(format!("{name} has been {office} since {since}."));
    }
    if dated(when) {
        return Some(format!("{name} was {office} in {when}."));
    }
    // The visit, the summit, the meetings in which the person had that part.
    let (event, time) = when.split_once(" of ")?;
    let event = event.rsplit(' ').next().filter(|word| word.chars().all(char::is_lowercase))?;
    dated(&time.replace(" and ", " ").replace(" to ", " "))
        .then(|| format!("{name} was {office} at the {event} of {time}."))
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

fn figure(dataset: &Dataset<'_>, card: &Card, value: &str) -> Option<String> {
    let title = wording::unstopped(&dataset.series_of(card.owner)?.title);
    let period = card.point(dataset)?.period;
    Some(format!("{title}: the figure for {period} is {value}."))
}

/// The sentence of a fact with a subject of its own.
fn fact(dataset: &Dataset<'_>, card: &Card, value: &str) -> Option<String> {
    let item = dataset.get(card.owner)?;
    let Face::Cloze { before, after, .. } = &card.face else { return None };
    // What a theme says needs its argument around it.
    if item.kind() == Kind::Theme {
        return None;
    }
    // Only the sentence with the value; what leads up to it may be left out if it stands alone.
    let start = before.rfind(". ").map_or(0, |at| at + 2);
    let before = before.get(start..)?;
    let sentence = format!("{before}{value}{}", after.split_once(". ").map_or(after.as_str(), |(rest, _)| rest));
    // Another number might not agree with a wrong one.
    let others = sentence.replacen(value, "", 1);
    if others.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let sentence = wording::unstopped(&sentence);
    (has_verb(sentence) && narrative::stands_alone(sentence)).then_some(())?;
    Some(format!("{}.", narrative::with_subject(&Lexicon::of(dataset), item, sentence)?))
}
