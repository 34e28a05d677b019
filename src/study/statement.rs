//! A card said as a statement, true or with a wrong value in the place of the right one.

use super::card::{Card, Face, Topic};
use super::words;
use crate::dataset::{Dataset, Item, Kind};

/// The statement a card makes with this value as its answer; none for a card that does not make one.
#[must_use]
pub fn statement(dataset: &Dataset<'_>, card: &Card, value: &str) -> Option<String> {
    let item = dataset.get(card.owner)?;
    let name = words::stem(item.title());
    let be = if words::is_plural(name) { "were" } else { "was" };
    let text = match card.topic {
        Topic::Signed => format!("{} {be} signed in {value}.", words::capital(&words::the(name))),
        Topic::InForce => format!("{} entered into force {}.", words::capital(&words::the(name)), at(value)),
        Topic::Founded => format!("{} {be} established {}.", words::capital(&words::the(name)), at(value)),
        Topic::When => format!("{name}: this was {}.", at(value)),
        Topic::Stands => format!("{name} stands for “{value}”."),
        Topic::Service => {
            format!("{} is an exercise of {}.", words::capital(&words::the(name)), value.replacen("The", "the", 1))
        }
        Topic::Venue => format!("{} was held {}.", edition(&card.question(0)), place(value)),
        Topic::Parties => format!("The parties to {} are: {value}.", words::the(name)),
        Topic::Figure => figure(item, card, value)?,
        // What a theme says needs its argument around it.
        Topic::Fact if item.kind() != Kind::Theme => fact(card, value)?,
        _ => return None,
    };
    Some(text)
}

/// `on 1 August 2011`, `in 2006`: a day begins with a number that is not a year.
fn at(value: &str) -> String {
    let first = value.split(' ').next().unwrap_or(value);
    let day = first.len() < 4 || first.contains('–');
    if day && value.contains(' ') && first.starts_with(|c: char| c.is_ascii_digit()) {
        format!("on {value}")
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

/// The name of an edition, out of its question.
pub(crate) fn edition(question: &str) -> &str {
    question.strip_prefix("Where was ").and_then(|rest| rest.strip_suffix(" held?")).unwrap_or(question)
}

fn figure(item: Item<'_, '_>, card: &Card, value: &str) -> Option<String> {
    let Face::Recall { question, .. } = &card.face else { return None };
    let period = question.strip_prefix(words::unstopped(item.title()))?.strip_prefix(", ")?.split(" — ").next()?;
    Some(format!("{}, {period}: {value}.", words::unstopped(item.title())))
}

fn fact(card: &Card, value: &str) -> Option<String> {
    let Face::Cloze { heading, before, after, .. } = &card.face else { return None };
    let name = heading.split(" · ").next().unwrap_or(heading);
    // Keywords without a verb are no statement.
    let whole = format!(" {before}{value}{after}");
    let verbs = [
        " was ", " were ", " is ", " are ", " has ", " had ", " have ", " came ", " took ", " signed ", " agreed ",
        " began ", " led ",
    ];
    if !verbs.iter().any(|verb| whole.contains(verb)) {
        return None;
    }
    Some(format!("{name}: {before}{value}{after}"))
}
