//! A card said as a statement, true or with a wrong value in the place of the right one.

mod narrative;

pub(in crate::study) use narrative::has_verb;

use crate::data::{Dataset, Kind};
use crate::study::cards::card::{Card, Face, Topic};
use crate::study::wording::{self, Lexicon};

/// A statement longer than this is no exam's: letters.
const LONGEST: usize = 230;

/// The statement a card makes with this value as its answer; none for a card that does not make one.
#[must_use]
pub fn statement(dataset: &Dataset<'_>, card: &Card, value: &str) -> Option<String> {
    let item = dataset.get(card.owner)?;
    let name = wording::stem(item.title());
    let be = if wording::is_plural(name) { "were" } else { "was" };
    let text = match card.topic {
        Topic::Signed => format!("{} {be} signed in {value}.", wording::capital(&wording::the(name))),
        Topic::InForce => format!("{} entered into force {}.", wording::capital(&wording::the(name)), at(value)),
        Topic::Founded => format!("{} {be} established {}.", wording::capital(&wording::the(name)), at(value)),
        Topic::When => format!("{} {}.", narrative::told(dataset, dataset.record(card.owner)?)?, at(value)),
        Topic::Stands => format!("{name} stands for “{value}”."),
        Topic::Service => {
            let services = value.replacen("The", "the", 1);
            format!("{} brings together {services} of its partners.", wording::capital(&wording::the(name)))
        }
        Topic::Venue => format!("{} was held {}.", card.edition(dataset)?.name, place(value)),
        Topic::Parties => format!("The parties to {} are: {value}.", wording::the(name)),
        Topic::Figure => figure(dataset, card, value)?,
        Topic::Fact => fact(dataset, card, value)?,
        _ => return None,
    };
    (text.chars().count() <= LONGEST).then_some(text)
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

fn place(value: &str) -> String {
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
    let sentence =
        format!("{}{value}{}", before.get(start..)?, after.split_once(". ").map_or(after.as_str(), |(rest, _)| rest));
    let sentence = wording::unstopped(&sentence);
    has_verb(sentence).then_some(())?;
    Some(format!("{}.", narrative::with_subject(&Lexicon::of(dataset), item, sentence)?))
}
