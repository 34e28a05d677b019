//! The points a date is made of: a day, or a stretch of the calendar within which one lies. What a date says of its
//! points is for [`super::PartialDate`].

use std::fmt;

use jiff::civil::Date;

use super::shown::{month_name, ordinal};

/// A day, or a stretch of the calendar within which a day lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Point {
    /// The hundred years that begin with this hundred: 5 for `05XX`.
    Century(i16),
    /// The ten years that begin with this ten: 196 for `196X`.
    Decade(i16),
    /// A year.
    Year(i16),
    /// A year and a month from 1 to 12.
    Month(i16, i8),
    /// A day.
    Day(Date),
}

impl Point {
    /// Whether it lies in the years 0 to 9999, which are those that the notation has four digits for. Nothing else is
    /// to become part of a date.
    pub(super) fn is_in_calendar(self) -> bool {
        match self {
            Self::Century(hundreds) => (0..=99).contains(&hundreds),
            Self::Decade(tens) => (0..=999).contains(&tens),
            Self::Year(year) | Self::Month(year, _) => (0..=9999).contains(&year),
            Self::Day(day) => (0..=9999).contains(&day.year()),
        }
    }

    /// The first day of the stretch.
    #[must_use]
    pub fn first(self) -> Date {
        match self {
            Self::Century(hundreds) => Date::constant(hundreds * 100, 1, 1),
            Self::Decade(tens) => Date::constant(tens * 10, 1, 1),
            Self::Year(year) => Date::constant(year, 1, 1),
            Self::Month(year, month) => Date::constant(year, month, 1),
            Self::Day(day) => day,
        }
    }

    /// The last day of the stretch.
    #[must_use]
    pub fn last(self) -> Date {
        match self {
            Self::Century(hundreds) => Date::constant(hundreds * 100 + 99, 12, 31),
            Self::Decade(tens) => Date::constant(tens * 10 + 9, 12, 31),
            Self::Year(year) => Date::constant(year, 12, 31),
            Self::Month(..) => self.first().last_of_month(),
            Self::Day(day) => day,
        }
    }

    /// The stretch so many of its own units later, or itself at the ends of the calendar.
    pub(super) fn shifted(self, by: i16) -> Self {
        let within = |value: i16, most: i16| (value + by).clamp(0, most);
        match self {
            Self::Century(hundreds) => Self::Century(within(hundreds, 99)),
            Self::Decade(tens) => Self::Decade(within(tens, 999)),
            Self::Year(year) => Self::Year(within(year, 9999)),
            Self::Month(year, month) => {
                let months = (i32::from(year) * 12 + i32::from(month) - 1 + i32::from(by)).clamp(0, 9999 * 12 + 11);
                match (i16::try_from(months / 12), i8::try_from(months % 12)) {
                    (Ok(year), Ok(month)) => Self::Month(year, month + 1),
                    _ => self,
                }
            }
            Self::Day(day) => Self::Day(day.saturating_add(jiff::Span::new().days(by))),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(hundreds) => write!(f, "{} century", ordinal(hundreds + 1)),
            Self::Decade(tens) => write!(f, "{}s", tens * 10),
            Self::Year(year) => write!(f, "{year}"),
            Self::Month(year, month) => write!(f, "{} {year}", month_name(month)),
            Self::Day(day) => write!(f, "{} {} {}", day.day(), month_name(day.month()), day.year()),
        }
    }
}
