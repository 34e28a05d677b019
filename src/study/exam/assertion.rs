//! Assertion and reason. The dataset does not say what explains what, so only that is put as a
//! reason which explains by arithmetic: two dates explain an order, two figures a comparison.

use super::{Claim, Form, Note, Question, Writer};
use crate::data::date::Order;
use crate::study::cards::card::{Card, Topic, Value};
use crate::study::cards::choice::short_answer;
use crate::study::wording;
use crate::study::wording::statement::statement;

const OPTIONS: [&str; 4] = [
    "Both Statement I and Statement II are correct and Statement II is the correct explanation of Statement I",
    "Both Statement I and Statement II are correct and Statement II is not the correct explanation of Statement I",
    "Statement I is correct but Statement II is incorrect",
    "Statement I is incorrect but Statement II is correct",
];

/// Two cards whose values compare with certainty, the smaller or earlier first.
struct Pair<'p> {
    less: &'p Card,
    more: &'p Card,
}

/// A statement that one compares and a statement that gives both values.
struct Comparison {
    holds: String,
    reversed: String,
    values: String,
}

impl<'w> Writer<'w, '_> {
    /// One question of the form.
    pub(crate) fn assertion(&mut self) -> Option<Question> {
        let pair = if self.rng.below(3) == 0 { self.figures()? } else { self.documents()? };
        let comparison = self.compare(&pair);
        let (less, more) = (short_answer(pair.less), short_answer(pair.more));
        let case = self.rng.below(OPTIONS.len());
        let first = if case == 3 { &comparison.reversed } else { &comparison.holds };
        let mut cards = vec![pair.less.id.clone(), pair.more.id.clone()];
        let mut notes = vec![
            self.note(pair.less, format!("{}: {less}.", self.name(pair.less))),
            self.note(pair.more, format!("{}: {more}.", self.name(pair.more))),
        ];
        let mut claims = vec![claim(pair.less, &less, true), claim(pair.more, &more, true)];
        let second = match case {
            1 => {
                let aside = self.aside(&pair)?;
                let value = short_answer(aside);
                cards.push(aside.id.clone());
                claims.push(claim(aside, &value, true));
                notes.push(
                    self.note(aside, "Statement II is correct but has nothing to do with Statement I.".to_owned()),
                );
                statement(self.dataset, aside, &value)?
            }
            2 => {
                let wrong = self.wrong_but(pair.less, std::slice::from_ref(&more))?;
                claims = vec![claim(pair.less, &wrong.text, false), claim(pair.more, &more, true)];
                let text =
                    format!("Statement II is not correct: “{}” stands where it should say “{less}”.", wrong.text);
                notes.push(self.note(pair.less, text));
                self.values(&pair, &wrong.text, &more)
            }
            _ => comparison.values.clone(),
        };
        notes.insert(0, Note { text: verdict(case).to_owned(), item: pair.less.owner, cites: Vec::new() });
        Some(Question {
            form: Form::Assertion,
            lead: format!("Statement I: {first}\nStatement II: {second}"),
            lines: Vec::new(),
            ask: "Which one of the following is correct in respect of the above statements?".to_owned(),
            options: OPTIONS.iter().map(|&option| option.to_owned()).collect(),
            right: case,
            notes,
            explanation: None,
            written: None,
            claims,
            cards,
            sector: self.sector(pair.less),
        })
    }

    /// Two documents of which one was certainly signed first.
    fn documents(&mut self) -> Option<Pair<'w>> {
        let one = self.draw(|card| card.topic == Topic::Signed)?;
        let other = self.draw(|card| {
            card.topic == Topic::Signed && order(one, card) != Order::Unknown && years_apart(one, card) < 12
        })?;
        Some(if order(one, other) == Order::Before {
            Pair { less: one, more: other }
        } else {
            Pair { less: other, more: one }
        })
    }

    /// Two figures of one series, far enough apart.
    fn figures(&mut self) -> Option<Pair<'w>> {
        let one = self.draw(|card| card.topic == Topic::Figure)?;
        let (Value::Number(a), owner) = (&one.value, one.owner) else { return None };
        let other = self.draw(|card| {
            matches!(&card.value, Value::Number(b) if card.owner == owner && (a - b).abs() > 0.05 * a.abs() && *a > 0.0 && *b > 0.0)
        })?;
        let Value::Number(b) = &other.value else { return None };
        Some(if a < b { Pair { less: one, more: other } } else { Pair { less: other, more: one } })
    }

    fn compare(&self, pair: &Pair<'_>) -> Comparison {
        let values = self.values(pair, &short_answer(pair.less), &short_answer(pair.more));
        let (less, more) = (self.name(pair.less), self.name(pair.more));
        if pair.less.topic == Topic::Figure {
            let title = wording::unstopped(self.title(pair.less.owner));
            let say = |higher: &str, lower: &str| {
                format!("{title}: the figure for {higher} is higher than that for {lower}.")
            };
            return Comparison { holds: say(&more, &less), reversed: say(&less, &more), values };
        }
        let say = |first: &str, second: &str| {
            format!("{} was signed before {}.", wording::capital(&wording::the(first)), wording::the(second))
        };
        Comparison { holds: say(&less, &more), reversed: say(&more, &less), values }
    }

    fn values(&self, pair: &Pair<'_>, less: &str, more: &str) -> String {
        let (first, second) = (self.name(pair.less), self.name(pair.more));
        if pair.less.topic == Topic::Figure {
            format!("The figure for {first} is {less} and that for {second} is {more}.")
        } else {
            format!(
                "{} was signed in {less} and {} in {more}.",
                wording::capital(&wording::the(&first)),
                wording::the(&second)
            )
        }
    }

    /// A document's name, or the period of a figure.
    fn name(&self, card: &Card) -> String {
        let title = self.title(card.owner);
        if card.topic != Topic::Figure {
            return wording::stem(title).to_owned();
        }
        card.point(self.dataset).map_or_else(String::new, |point| point.period.to_string())
    }

    /// A correct statement that compares nothing.
    fn aside(&mut self, pair: &Pair<'_>) -> Option<&'w Card> {
        let owners = [pair.less.owner, pair.more.owner];
        let sectors = self.sectors(pair.less);
        let dataset = self.dataset;
        let fits = |card: &Card| {
            matches!(card.topic, Topic::Fact | Topic::Founded | Topic::When | Topic::Venue | Topic::Parties)
                && !owners.contains(&card.owner)
                && statement(dataset, card, &short_answer(card)).is_some()
        };
        let near = |card: &Card| {
            fits(card)
                && dataset
                    .record(card.owner)
                    .is_some_and(|record| record.sectors.iter().any(|name| sectors.contains(&name.as_str())))
        };
        self.draw(near).or_else(|| self.draw(fits))
    }
}

fn claim(card: &Card, value: &str, holds: bool) -> Claim {
    Claim { card: card.id.clone(), value: value.to_owned(), holds }
}

fn verdict(case: usize) -> &'static str {
    match case {
        0 => "Both are correct, and the values in Statement II are why Statement I holds.",
        1 => "Both are correct, but Statement II does not explain Statement I.",
        2 => "Statement I is correct; Statement II is not.",
        _ => "Statement II is correct and shows that Statement I is not.",
    }
}

fn order(one: &Card, other: &Card) -> Order {
    match (&one.value, &other.value) {
        (Value::Date(a), Value::Date(b)) => a.compare(b),
        _ => Order::Unknown,
    }
}

fn years_apart(one: &Card, other: &Card) -> i16 {
    match (&one.value, &other.value) {
        (Value::Date(a), Value::Date(b)) => (a.year() - b.year()).abs(),
        _ => i16::MAX,
    }
}
