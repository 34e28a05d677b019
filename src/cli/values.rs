//! Values of options, from what was written to what it means; a sentence where it means nothing.

use std::time::Duration;

use jiff::civil::Date;

use crate::data::Kind;
use crate::term::visit;

/// How long something may last, if there is a limit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimeLimit(pub(crate) Option<Duration>);

/// Reads `10m` or `1h 30m`; `0` for no limit.
pub(crate) fn time_limit(text: &str) -> Result<TimeLimit, String> {
    visit::limit(text).map(TimeLimit)
}

/// Reads `120x40`. More than a million cells are refused: no terminal has them.
pub(crate) fn size(text: &str) -> Result<(u16, u16), String> {
    const MOST_CELLS: u32 = 1_000_000;
    let sides = text.split_once(['x', 'X', '×']);
    let sides = sides.and_then(|(columns, rows)| Some((columns.parse::<u16>().ok()?, rows.parse::<u16>().ok()?)));
    match sides {
        Some((0, _) | (_, 0)) => Err("a screen has a column and a row at least; write both, as in 80x24".to_owned()),
        Some((columns, rows)) if u32::from(columns) * u32::from(rows) <= MOST_CELLS => Ok((columns, rows)),
        Some(_) => Err("that is larger than any terminal".to_owned()),
        None => Err("write columns and rows, as in 80x24".to_owned()),
    }
}

/// Reads a count of things that are wanted.
pub(crate) fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|count| *count > 0).ok_or_else(|| "write a number from 1 on".to_owned())
}

/// Reads a kind by its id.
pub(crate) fn kind(text: &str) -> Result<Kind, String> {
    let known = || Kind::ALL.iter().map(|kind| kind.id());
    Kind::ALL
        .into_iter()
        .find(|kind| kind.id() == text)
        .ok_or_else(|| format!("the kinds are {}", known().collect::<Vec<_>>().join(", ")))
}

/// Reads a day of the calendar.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    // The calendar's own parser takes dates with a time of day as well.
    let is_date = text.len() == "2014-09-01".len();
    text.parse().ok().filter(|_| is_date).ok_or_else(|| "write a day of the calendar as in 2014-09-01".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_has_columns_and_rows() {
        assert_eq!((size("80x24"), size("1×1")), (Ok((80, 24)), Ok((1, 1))));
        for text in ["0x0", "80x0", "0x24", "1001x1000", "80", "80x", "-1x24"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
