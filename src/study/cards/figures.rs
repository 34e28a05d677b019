//! Cards of figures: one value with its unit and period.

use std::collections::HashMap;

use super::Maker;
use super::stage::Stage;
use crate::data::ItemId;
use crate::data::period::Period;
use crate::data::series::{DataPoint, Series, Status, format_value};
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording::{self, Lexicon};

/// A commodity is asked if it is at least this much of all of them.
const WORTH_ASKING: f64 = 0.01;

/// Of a series of more points than this, the last figure of each year is asked: nobody learns the days.
const LONG: usize = 200;

/// Whether a unit is a word for things one counts, and no sign, short form or sum.
fn is_counted(unit: &str) -> bool {
    unit.chars().count() > 3 && unit.chars().all(char::is_lowercase)
}

/// What all commodities of a unit and period add up to.
pub(crate) type Sums = HashMap<(String, Period), f64>;

/// What makes the cards of all firm figures of which only one value was published. Of a commodity only
/// the last is asked, and only of one that counts: nobody learns the whole customs table.
pub(crate) const STAGES: &[Stage] = &[Stage::series(add_up), Stage::series(make)];

fn add_up(maker: &mut Maker<'_, '_>, number: usize) {
    let Some(series) = maker.dataset.series.get(number).filter(|series| maker.dataset.pack.is_detail(&series.group))
    else {
        return;
    };
    for point in &series.points {
        *maker.made.sums.entry((series.unit.to_string(), point.period)).or_insert(0.0) += point.value;
    }
}

fn make(maker: &mut Maker<'_, '_>, number: usize) {
    let Some(series) = maker.dataset.series.get(number) else { return };
    let id = ItemId::from_index(maker.dataset.records.len() + number);
    let is_detail = maker.dataset.pack.is_detail(&series.group);
    for (index, point) in asked(series, is_detail) {
        if is_detail {
            let sum = maker.made.sums.get(&(series.unit.to_string(), point.period)).copied().unwrap_or_default();
            if point.value < sum * WORTH_ASKING {
                continue;
            }
        }
        let much = if is_counted(&series.unit) { "how many" } else { "how much, in" };
        let question = format!("{}, {} — {much} {}?", wording::unstopped(&series.title), point.period, series.unit);
        let value = (Evidence::Point(index), Value::Number(point.value));
        let answer = amount(maker.lexicon, point.value, &series.unit);
        maker.recall(id, (Topic::Figure, &point.period.notation()), value, question, answer);
    }
}

/// The firm figures of a series that are asked, each with its number.
fn asked<'s, 'a>(series: &'s Series<'a>, is_detail: bool) -> Vec<(usize, &'s DataPoint<'a>)> {
    let mut times: HashMap<Period, usize> = HashMap::new();
    for point in &series.points {
        *times.entry(point.period).or_default() += 1;
    }
    let is_firm = |point: &DataPoint<'_>| times.get(&point.period) == Some(&1) && is_firm(point);
    let mut firm: Vec<_> = series.points.iter().enumerate().filter(|(_, point)| is_firm(point)).collect();
    if is_detail {
        firm.drain(..firm.len().saturating_sub(1));
    } else if firm.len() > LONG {
        let year = |(_, point): &(usize, &DataPoint<'_>)| point.period.latest().year();
        let is_last = |at: usize| firm.get(at + 1).map(year) != firm.get(at).map(year);
        firm = (0..firm.len()).filter(|at| is_last(*at)).filter_map(|at| firm.get(at).copied()).collect();
        firm.drain(..firm.len().saturating_sub(LONG));
    }
    firm
}

fn is_firm(point: &DataPoint<'_>) -> bool {
    let exact = point.note.as_deref().is_none_or(is_exact);
    exact && point.also.is_empty() && matches!(point.status, Status::Reported | Status::Revised)
}

/// Whether a point’s note leaves its value as it stands: neither “over” nor “about”, nor a part of the period, nor
/// one weak source.
fn is_exact(note: &str) -> bool {
    const INEXACT: &[&str] = &[
        "about",
        "above",
        "almost",
        "approximately",
        "around",
        "below",
        "differ",
        "estimate",
        "least",
        "less",
        "more",
        "nearly",
        "one",
        "only",
        "other",
        "over",
        "part",
        "partial",
        "rounded",
        "some",
        "target",
        "to",
        "up",
        "until",
        "unconfirmed",
        "weak",
    ];
    !wording::words(note).any(|word| INEXACT.contains(&word.to_lowercase().as_str()))
}

/// A value with its unit as it is said: `US$ 5.46 billion`, `1,441 companies`.
#[must_use]
pub fn amount(lexicon: &Lexicon<'_>, value: f64, unit: &str) -> String {
    let (sign, shown) = (if value < 0.0 { "−" } else { "" }, format_value(value.abs()));
    match unit.split_once(' ') {
        Some((currency, magnitude)) if lexicon.is_currency(currency) => {
            format!("{sign}{currency} {shown} {magnitude}")
        }
        None if lexicon.is_currency(unit) => format!("{sign}{unit} {shown}"),
        _ if unit == "%" || unit.starts_with("% ") => format!("{sign}{shown}{unit}"),
        _ => format!("{sign}{shown} {unit}"),
    }
}
