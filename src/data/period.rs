//! The period a figure is for: a fiscal year, a calendar year, a part of a year, or a date on which
//! something was counted.
//!
//! When a fiscal year begins is for the pack to say ([`FiscalYear`]). Until [`Period::counted_in`] has
//! told a period whose it is, it has the days of the calendar's year.

mod fiscal;

pub use fiscal::FiscalYear;

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::date::{DateError, PartialDate, Point};

/// The period of one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// The fiscal year that begins in this year and ends in the next: `FY2022-23`.
    Fiscal(i16, FiscalYear),
    /// Anything the date notation can say: `2022`, `2024-12` (as of), `2024-04/2025-01`.
    Date(PartialDate),
}

/// Why a text is no period.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum PeriodError {
    /// `FY` followed by something else than two successive years.
    #[error("“{0}” is no fiscal year; write FY2022-23")]
    Fiscal(String),
    /// Neither a fiscal year nor a date.
    #[error(transparent)]
    Date(#[from] DateError),
}

impl Period {
    /// The period, where it is a fiscal year as one of this kind.
    #[must_use]
    pub fn counted_in(self, fiscal_year: Option<FiscalYear>) -> Self {
        match (self, fiscal_year) {
            (Self::Fiscal(year, _), Some(fiscal_year)) => Self::Fiscal(year, fiscal_year),
            _ => self,
        }
    }

    /// The first day of the period.
    #[must_use]
    pub fn earliest(&self) -> Date {
        match self {
            Self::Fiscal(year, fiscal) => Point::Month(*year, fiscal.first_month).first(),
            Self::Date(date) => date.earliest(),
        }
    }

    /// The last day of the period.
    #[must_use]
    pub fn latest(&self) -> Date {
        match self {
            Self::Fiscal(year, fiscal) => {
                let (month, later) = fiscal.end();
                Point::Month(year.saturating_add(later).min(9999), month).last()
            }
            Self::Date(date) => date.latest(),
        }
    }

    /// The year a chart puts it at: that in which it begins.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.earliest().year()
    }

    /// By first day, then the shorter first.
    #[must_use]
    pub fn list_order(&self, other: &Self) -> Ordering {
        (self.earliest(), self.latest()).cmp(&(other.earliest(), other.latest()))
    }

    /// Short form for an axis: `2022-23`, `2022`, `Dec 2024`.
    #[must_use]
    pub fn axis_label(&self) -> String {
        match self {
            Self::Fiscal(year, _) => format!("{year:04}-{:02}", (year + 1).rem_euclid(100)),
            Self::Date(date) => date.to_string(),
        }
    }

    /// The period as a pack's file writes it.
    #[must_use]
    pub fn notation(&self) -> String {
        match self {
            Self::Fiscal(..) => format!("FY{}", self.axis_label()),
            Self::Date(date) => date.notation(),
        }
    }
}

/// For a reader: `FY 2022-23`, or the date.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fiscal(_, fiscal) => f.pad(&format!("{} {}", fiscal.label, self.axis_label())),
            Self::Date(date) => date.fmt(f),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let Some(years) = text.strip_prefix("FY") else {
            return Ok(Self::Date(text.parse()?));
        };
        let wrong = || PeriodError::Fiscal(text.to_owned());
        let (first, second) = years.split_once('-').ok_or_else(wrong)?;
        let is_number = |text: &str, digits| text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(first, 4) || !is_number(second, 2) {
            return Err(wrong());
        }
        let first: i16 = first.parse().map_err(|_| wrong())?;
        let second: i16 = second.parse().map_err(|_| wrong())?;
        if second != (first + 1).rem_euclid(100) {
            return Err(wrong());
        }
        Ok(Self::Fiscal(first, FiscalYear::UNKNOWN))
    }
}

/// As a date is: see [`PartialDate`].
impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_str(&self.notation())
        }
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = super::text::Text::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::fiscal::Label;
    use super::*;

    #[test]
    fn fiscal_years_run_from_the_month_the_pack_says() {
        let period: Period = "FY2022-23".parse().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((period.earliest(), period.latest()), (Date::constant(2022, 1, 1), Date::constant(2022, 12, 31)));
        let fiscal = crate::data::load::options().from_str("(first_month: 10, label: \"BY\")").unwrap();
        let other = period.counted_in(Some(fiscal));
        assert_eq!((other.earliest(), other.latest()), (Date::constant(2022, 10, 1), Date::constant(2023, 9, 30)));
        assert_eq!((other.to_string(), other.notation()), ("BY 2022-23".to_owned(), "FY2022-23".to_owned()));
        let fiscal = FiscalYear { first_month: 4, label: Label::default() };
        let period = period.counted_in(Some(fiscal)).counted_in(None);
        assert_eq!(period.earliest(), Date::constant(2022, 4, 1));
        assert_eq!(period.latest(), Date::constant(2023, 3, 31));
        assert_eq!(period.to_string(), "FY 2022-23");
        assert_eq!(period.notation(), "FY2022-23");
        assert!("FY1999-00".parse::<Period>().is_ok());
    }

    #[test]
    fn years_that_do_not_follow_are_refused() {
        for text in ["FY2022-24", "FY2022", "FY22-23", "FY2022-2023", "FY-123-24", "FY"] {
            assert!(matches!(text.parse::<Period>(), Err(PeriodError::Fiscal(_))), "{text}");
        }
        assert!(matches!("soon".parse::<Period>(), Err(PeriodError::Date(_))));
    }
}
