//! How figures stand to each other: the difference of two, and how a series changed from one period to another.

use crate::data::period::Period;
use crate::data::series::{DataPoint, Series, format_value};

/// How a series changed from an earlier period to a later one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The later less the earlier, in the unit of the series, with no more decimals than they have.
    pub difference: f64,
    /// In per cent of the earlier; only where both are above zero.
    pub percent: Option<f64>,
    /// In per cent a year, compounded, where two years or more lie between.
    pub yearly: Option<f64>,
}

/// Fewer years than these need no growth by the year: the change itself says it.
const YEARS: f64 = 1.5;
/// The most decimals a figure has.
const DECIMALS: i32 = 9;

/// A period as a point of time, in years: that at which it begins.
#[must_use]
pub fn time_of(period: &Period) -> f64 {
    let day = period.earliest();
    f64::from(day.year()) + f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year())
}

impl Change {
    /// The change of a series between two of its figures, in the order of time.
    #[must_use]
    pub fn between(one: &DataPoint<'_>, other: &DataPoint<'_>) -> Self {
        let in_order = one.period.list_order(&other.period).is_le();
        let (from, to) = if in_order { (one, other) } else { (other, one) };
        let difference = difference(to.value, from.value);
        let grows = from.value > 0.0 && to.value > 0.0;
        let ratio = to.value / from.value;
        let years = time_of(&to.period) - time_of(&from.period);
        Self {
            difference,
            percent: grows.then_some((ratio - 1.0) * 100.0),
            yearly: (grows && years >= YEARS).then(|| (ratio.powf(years.recip()) - 1.0) * 100.0),
        }
    }

    /// The change from the figure of the year before, where there is one.
    #[must_use]
    pub fn on_the_year_before(series: &Series<'_>, point: &DataPoint<'_>) -> Option<Self> {
        let is_before = |other: &&DataPoint<'_>| {
            (time_of(&point.period) - time_of(&other.period) - 1.0).abs() < 0.01
                && std::mem::discriminant(&other.period) == std::mem::discriminant(&point.period)
        };
        series.points.iter().find(is_before).map(|before| Self::between(before, point))
    }

    /// `-0.09`, `+1.4`.
    #[must_use]
    pub fn difference_in_words(&self) -> String {
        signed(self.difference)
    }

    /// `-1.4 %`; nothing where that says nothing.
    #[must_use]
    pub fn percent_in_words(&self) -> Option<String> {
        self.percent.map(|percent| format!("{} %", in_tenths(percent)))
    }

    /// `-0.1 % a year`.
    #[must_use]
    pub fn yearly_in_words(&self) -> Option<String> {
        self.yearly.map(|percent| format!("{} % a year", in_tenths(percent)))
    }
}

/// A change in per cent to a tenth, with its sign; what is nothing then has none.
fn in_tenths(percent: f64) -> String {
    let told = format!("{percent:+.1}");
    if told.trim_start_matches(['+', '-']) == "0.0" { "0.0".to_owned() } else { told }
}

/// One value less another, with no more decimals than either has.
#[must_use]
pub fn difference(of: f64, less: f64) -> f64 {
    let decimals = |value: f64| format_value(value).split_once('.').map_or(0, |(_, digits)| digits.len());
    let most = i32::try_from(decimals(of).max(decimals(less))).unwrap_or(DECIMALS).min(DECIMALS);
    let scale = 10_f64.powi(most);
    ((of - less) * scale).round() / scale
}

/// A difference with its sign: `-0.09`, `+1.4`; what is nothing has none.
#[must_use]
pub fn signed(value: f64) -> String {
    if value > 0.0 { format!("+{}", format_value(value)) } else { format_value(value) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::cite::Cites;
    use crate::data::series::Status;

    fn point(period: &str, value: f64) -> DataPoint<'static> {
        let period = period.parse().unwrap();
        DataPoint { period, value, status: Status::Reported, cite: Cites::default(), also: Vec::new(), note: None }
    }

    #[test]
    fn a_change_is_told_in_the_order_of_time() {
        let (early, late) = (point("2011", 6.33), point("2024", 6.24));
        let change = Change::between(&late, &early);
        assert_eq!(change, Change::between(&early, &late));
        assert_eq!(change.difference_in_words(), "-0.09");
        assert_eq!(change.percent_in_words().as_deref(), Some("-1.4 %"));
        assert_eq!(change.yearly_in_words().as_deref(), Some("-0.1 % a year"));
        let doubled = Change::between(&point("2010", 100.0), &point("2020", 200.0));
        assert_eq!(doubled.yearly_in_words().as_deref(), Some("+7.2 % a year"));
    }

    #[test]
    fn what_is_nothing_in_tenths_has_no_sign() {
        let fall = Change::between(&point("2010", 1000.0), &point("2020", 999.9));
        assert_eq!(fall.percent_in_words().as_deref(), Some("0.0 %"));
        assert_eq!(fall.yearly_in_words().as_deref(), Some("0.0 % a year"));
        let rise = Change::between(&point("2010", 1000.0), &point("2020", 1000.1));
        assert_eq!(rise.percent_in_words().as_deref(), Some("0.0 %"));
        let seen = Change::between(&point("2019", 1000.0), &point("2020", 999.4));
        assert_eq!(seen.percent_in_words().as_deref(), Some("-0.1 %"));
    }

    #[test]
    fn what_is_not_above_zero_has_a_difference_alone() {
        for (from, to, told) in [(-3.2, -14.4, "-11.2"), (0.0, 5.0, "+5"), (5.0, 0.0, "-5"), (-2.0, 2.5, "+4.5")] {
            let change = Change::between(&point("2010", from), &point("2020", to));
            assert_eq!((change.percent, change.yearly), (None, None), "{from} {to}");
            assert_eq!(change.difference_in_words(), told);
        }
        assert_eq!(Change::between(&point("2019", 4.0), &point("2020", 5.0)).yearly, None, "one year says it already");
    }

    #[test]
    fn differences_have_no_more_digits_than_what_they_are_of() {
        assert_eq!(difference(6.04, 21.437).to_string(), "-15.397");
        assert_eq!(difference(0.3, 0.1).to_string(), "0.2");
    }
}
