//! What a period is called where there is room, and where there is little. What the marks of an axis are called is the
//! [`Period`]'s own.

use crate::data::date::MONTHS;
use crate::data::period::Period;

/// A period in full, or with its months and the years of those in short: `Apr 24–Jan 25`.
pub(super) fn named(period: Period, brief: bool) -> String {
    match period {
        Period::Date(_) if brief => in_short(&period.to_string()),
        _ if brief => period.axis_label(),
        _ => period.to_string(),
    }
}

pub(super) fn in_short(date: &str) -> String {
    let mut told = date.replace(" – ", "–");
    for month in MONTHS {
        if told.contains(month) {
            told = told.replace(month, month.get(..3).unwrap_or(month));
        }
    }
    // A year by itself is told whole.
    if !told.contains('–') {
        return told;
    }
    let parts = told.split('–').map(|part| match part.rsplit_once(' ') {
        Some((rest, year)) if year.len() == 4 => format!("{rest} {}", year.get(2..).unwrap_or(year)),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("–")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_told_in_short() {
        assert_eq!(in_short("April 2024 – January 2025"), "Apr 24–Jan 25");
        assert_eq!(in_short("April–December 2013"), "Apr–Dec 13");
        assert_eq!(in_short("April 2026"), "Apr 2026");
        assert_eq!(in_short("2024"), "2024");
    }
}
