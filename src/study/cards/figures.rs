//! Cards of figures: one value with its unit and period.

use std::collections::HashMap;

use super::Maker;
use crate::data::period::Period;
use crate::data::series::{DataPoint, Series, Status, format_value};
use crate::data::{Dataset, ItemId};
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording::{self, Lexicon};

/// A commodity is asked if it is at least this much of all of them.
const WORTH_ASKING: f64 = 0.01;

/// Makes the cards of all firm figures of which only one value was published. Of a commodity only
/// the last is asked, and only of one that counts: nobody learns the whole customs table.
pub(crate) fn make(maker: &mut Maker<'_, '_>) {
    let records = maker.dataset.records.len();
    let all = maker.dataset;
    let sums = sums(all);
    for (number, series) in all.series.iter().enumerate() {
        let id = ItemId::from_index(records + number);
        let firm: Vec<(usize, &DataPoint<'_>)> =
            series.points.iter().enumerate().filter(|(_, point)| is_firm(series, point)).collect();
        let is_detail = all.pack.is_detail(&series.group);
        let asked = if is_detail { firm.last().map_or(&[][..], std::slice::from_ref) } else { &firm };
        for &(index, point) in asked {
            let sum = sums.get(&(series.unit.as_str(), point.period)).copied().unwrap_or_default();
            if is_detail && point.value < sum * WORTH_ASKING {
                continue;
            }
            let much = if is_counted(&series.unit) { "how many" } else { "how much, in" };
            let question = format!("{}, {} — {much} {}?", wording::unstopped(&series.title), point.period, series.unit);
            let value = (Evidence::Point(index), Value::Number(point.value));
            maker.recall(
                id,
                (Topic::Figure, &point.period.notation()),
                value,
                question,
                amount(&maker.lexicon, point.value, &series.unit),
            );
        }
    }
}

/// Whether a unit is a word for things one counts, and no sign, short form or sum.
fn is_counted(unit: &str) -> bool {
    unit.chars().count() > 3 && unit.chars().all(char::is_lowercase)
}

/// What all commodities of a unit and period add up to.
fn sums<'d>(dataset: &'d Dataset<'_>) -> HashMap<(&'d str, Period), f64> {
    let mut sums = HashMap::new();
    for series in dataset.series.iter().filter(|series| dataset.pack.is_detail(&series.group)) {
        for point in &series.points {
            *sums.entry((series.unit.as_str(), point.period)).or_insert(0.0) += point.value;
        }
    }
    sums
}

fn is_firm(series: &Series<'_>, point: &DataPoint<'_>) -> bool {
    let once = series.points.iter().filter(|other| other.period == point.period).count() == 1;
    let exact = point.note.as_deref().is_none_or(is_exact);
    once && exact && point.also.is_empty() && matches!(point.status, Status::Reported | Status::Revised)
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
