//! Dates no more precise than their source, in the notation of EDTF (ISO 8601-2).
//!
//! | Notation | Meaning | Shown |
//! |---|---|---|
//! | `2014-09-01` | a day | 1 September 2014 |
//! | `2014-09` | a month | September 2014 |
//! | `2014` | a year | 2014 |
//! | `196X` | a decade | 1960s |
//! | `05XX` | a century | 6th century |
//! | `2022-03-19/2022-03-20` | from, to | 19–20 March 2022 |
//! | `2019~` | about | about 2019 |
//! | `1954/..` | from then on, and not over | since 1954 |
//!
//! Years are those of the common era, 0000 to 9999. Fiscal years are in [`super::period`].
//! No clock is read here.

mod meant;
mod notation;
mod point;
mod shown;
pub mod words;

use std::cmp::Ordering;

use jiff::civil::Date;

pub use point::Point;
pub use shown::{MONTHS, ordinal};

/// A date as precise as its source: one point, or from one point to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    start: Point,
    end: Option<Point>,
    approximate: bool,
    is_open: bool,
}

/// What is known of the order of two dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Certainly before.
    Before,
    /// Certainly after.
    After,
    /// They touch or overlap: the sources do not tell.
    Unknown,
}

/// Why a text is no date.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum DateError {
    /// No form of the table above.
    #[error("“{0}” is no date; write {meant}", meant = meant::to_write(.0))]
    Form(String),
    /// Right in form, but no such day or month exists.
    #[error("“{0}” is no day of the calendar{why}", why = meant::why_no_day(.0))]
    NoSuchDay(String),
    /// The end of an interval lies before its beginning.
    #[error("“{0}” ends before it begins")]
    Backwards(String),
}

impl PartialDate {
    /// A day known exactly.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { start: Point::Day(day), end: None, approximate: false, is_open: false }
    }

    /// A year of four digits; there is no other.
    #[must_use]
    pub fn of_year(year: i16) -> Option<Self> {
        let is_year = (0..=9999).contains(&year);
        is_year.then_some(Self { start: Point::Year(year), end: None, approximate: false, is_open: false })
    }

    /// The date on which this one begins, without its end.
    #[must_use]
    pub fn starting(&self) -> Self {
        Self { end: None, is_open: false, ..*self }
    }

    /// The first point, or the only one.
    #[must_use]
    pub fn start(&self) -> Point {
        self.start
    }

    /// The last point of an interval.
    #[must_use]
    pub fn end(&self) -> Option<Point> {
        self.end
    }

    /// Whether the source says “about”.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Whether it has begun and is not over.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// The earliest day this may mean. “About” reaches one unit of the date's own precision further.
    #[must_use]
    pub fn earliest(&self) -> Date {
        if self.approximate { self.start.shifted(-1).first() } else { self.start.first() }
    }

    /// The latest day this may mean: of what is not over, the last of the calendar.
    #[must_use]
    pub fn latest(&self) -> Date {
        if self.is_open {
            return Date::MAX;
        }
        let end = self.end.unwrap_or(self.start);
        if self.approximate { end.shifted(1).last() } else { end.last() }
    }

    /// The year it is filed under: that of its first point.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.start.first().year()
    }

    /// Before, after, or unknown because the two touch or overlap.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Order {
        if self.latest() < other.earliest() {
            Order::Before
        } else if other.latest() < self.earliest() {
            Order::After
        } else {
            Order::Unknown
        }
    }

    /// Whether every day `other` may mean is one that this may mean.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.earliest() <= other.earliest() && other.latest() <= self.latest()
    }

    /// The order of lists, in which what is filed under one heading stands together: by the day it is filed under, which
    /// is not moved by “about”; a century before its decades and these before their years; then the shorter span first.
    #[must_use]
    pub fn list_order(&self, other: &Self) -> Ordering {
        self.list_place().cmp(&other.list_place())
    }

    /// What decides about the place in such a list, for whoever has many to put in order.
    #[must_use]
    pub fn list_place(&self) -> (Date, u8, Date, bool) {
        let rank = match self.start {
            Point::Century(_) => 0,
            Point::Decade(_) => 1,
            Point::Year(_) | Point::Month(..) | Point::Day(_) => 2,
        };
        (self.start.first(), rank, self.latest(), self.approximate)
    }

    /// The same as one number, for whoever has a million to put in order.
    #[must_use]
    pub(crate) fn list_number(&self) -> u64 {
        let (first, rank, latest, approximate) = self.list_place();
        // Years of the calendar run from -9999 to 9999.
        let year = |day: Date| u64::try_from(i64::from(day.year()) + 10_000).unwrap_or_default();
        let number = |day: Date| {
            (year(day) << 9) | (u64::from(day.month().unsigned_abs()) << 5) | u64::from(day.day().unsigned_abs())
        };
        (number(first) << 27) | (u64::from(rank) << 25) | (number(latest) << 1) | u64::from(approximate)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn what_is_no_date_is_told_why() {
        for text in [
            "",
            "20",
            "201",
            "2014-9",
            "2014-09-1",
            "2014-09-01-01",
            "XXXX",
            "2X14",
            "+014",
            "２０１４",
            "2014/",
            "../2014",
            "2014/..~",
            "2014~/..",
        ] {
            assert!(matches!(text.parse::<PartialDate>(), Err(DateError::Form(_))), "{text}");
        }
        for text in ["2014-13", "2014-00", "2023-02-29", "2023-04-31"] {
            assert!(matches!(text.parse::<PartialDate>(), Err(DateError::NoSuchDay(_))), "{text}");
        }
        assert!(matches!("2022/2021".parse::<PartialDate>(), Err(DateError::Backwards(_))));
    }

    #[test]
    fn order_is_unknown_where_precision_does_not_reach() {
        assert_eq!(date("2014").compare(&date("2015-01-01")), Order::Before);
        assert_eq!(date("2014").compare(&date("2014-09-01")), Order::Unknown);
        assert_eq!(date("2014~").compare(&date("2015")), Order::Unknown);
        assert_eq!(date("2016").compare(&date("2014~")), Order::After);
        assert_eq!(date("05XX").compare(&date("0752")), Order::Before);
    }

    #[test]
    fn what_is_filed_under_one_heading_stands_together() {
        let mut dates = ["1976-02", "1975-12-31", "1976~", "1970", "197X", "19XX", "1970-05", "1976-01-01", "1900"];
        dates.sort_by(|a, b| date(a).list_order(&date(b)));
        let expected = ["19XX", "1900", "197X", "1970", "1970-05", "1975-12-31", "1976-01-01", "1976~", "1976-02"];
        assert_eq!(dates, expected);
    }

    #[test]
    fn what_is_not_over_is_before_nothing_that_comes_after_it_began() {
        assert_eq!(date("1954/..").compare(&date("1999")), Order::Unknown);
        assert_eq!(date("1954/..").compare(&date("1953")), Order::After);
        assert!(date("1954/..").contains(&date("2026-01-01")) && !date("1954/..").contains(&date("1953")));
    }

    fn any_point() -> impl Strategy<Value = Point> {
        prop_oneof![
            (0..=99_i16).prop_map(Point::Century),
            (0..=999_i16).prop_map(Point::Decade),
            (0..=9999_i16).prop_map(Point::Year),
            (0..=9999_i16, 1..=12_i8).prop_map(|(year, month)| Point::Month(year, month)),
            (0..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(y, m, d)| Point::Day(Date::constant(y, m, d))),
        ]
    }

    fn any_date() -> impl Strategy<Value = PartialDate> {
        let ends = (proptest::option::of(any_point()), any::<bool>(), any::<bool>());
        (any_point(), ends).prop_map(|(start, (end, approximate, open))| {
            let end = end.filter(|end| end.first() >= start.first() && end.last() >= start.last());
            PartialDate { start, end, approximate, is_open: open && end.is_none() && !approximate }
        })
    }

    proptest! {
        #[test]
        fn notation_and_parsing_are_inverse(date in any_date()) {
            prop_assert_eq!(date.notation().parse(), Ok(date));
        }

        #[test]
        fn what_is_shown_reads_back_as_words(date in any_date()) {
            // A year of one or two digits before a span's end looks like a day.
            prop_assume!(date.year() > 99);
            prop_assert_eq!(words::date(&date.to_string(), None), Ok(date));
        }

        #[test]
        fn a_date_never_ends_before_it_begins(date in any_date()) {
            prop_assert!(date.earliest() <= date.latest());
        }

        #[test]
        fn order_is_consistent(a in any_date(), b in any_date()) {
            match a.compare(&b) {
                Order::Before => {
                    prop_assert_eq!(b.compare(&a), Order::After);
                    prop_assert_eq!(a.list_order(&b), Ordering::Less);
                }
                Order::After => prop_assert_eq!(b.compare(&a), Order::Before),
                Order::Unknown => prop_assert_eq!(b.compare(&a), Order::Unknown),
            }
        }

        #[test]
        fn order_is_transitive(a in any_date(), b in any_date(), c in any_date()) {
            if a.compare(&b) == Order::Before && b.compare(&c) == Order::Before {
                prop_assert_eq!(a.compare(&c), Order::Before);
            }
        }

        #[test]
        fn the_order_of_numbers_is_that_of_lists(a in any_date(), b in any_date()) {
            prop_assert_eq!(a.list_number().cmp(&b.list_number()), a.list_order(&b));
        }

        #[test]
        fn what_contains_another_is_never_ordered_against_it(a in any_date(), b in any_date()) {
            prop_assert!(a.contains(&a));
            if a.contains(&b) {
                prop_assert_eq!(a.compare(&b), Order::Unknown);
            }
        }

        #[test]
        fn any_text_parses_or_is_refused(text in "\\PC{0,24}") {
            if let Ok(date) = text.parse::<PartialDate>() {
                prop_assert_eq!(date.notation(), text);
            }
        }
    }
}
