//! The period a figure is for: a fiscal year, a calendar year, a quarter of either, another part of a year, or a date
//! on which something was counted.
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
    /// A quarter of that fiscal year, from 1 to 4: `FY2022-23-Q3`.
    FiscalQuarter(i16, u8, FiscalYear),
    /// A quarter of a calendar year, from 1 to 4: `2022-Q3`.
    Quarter(i16, u8),
    /// Anything the date notation can say: `2022`, `2024-12` (as of), `2024-04/2025-01`.
    Date(PartialDate),
}

/// Why a text is no period.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum PeriodError {
    /// `FY` followed by something else than two successive years.
    #[error("“{0}” is no fiscal year; write {meant}", meant = fiscal_meant(.0))]
    Fiscal(String),
    /// Two successive years without `FY`.
    #[error("“{0}” is no period; a fiscal year is written FY{0}")]
    BareFiscal(String),
    /// `-Q` followed by something else than a digit from 1 to 4, or after something else than a year.
    #[error("“{0}” is no quarter; write 2022-Q3, or FY2022-23-Q3 for one of a fiscal year")]
    Quarter(String),
    /// Neither a fiscal year nor a date.
    #[error(transparent)]
    Date(#[from] DateError),
}

/// The fiscal year that begins in the first year that is written, or any.
fn fiscal_meant(text: &str) -> String {
    let first = text.get(2..6).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let first = first.and_then(|year| year.parse::<u16>().ok()).unwrap_or(2022);
    format!("FY{first:04}-{:02}", (first + 1) % 100)
}

impl Period {
    /// The period, where it is a fiscal year as one of this kind.
    #[must_use]
    pub fn counted_in(self, fiscal_year: Option<FiscalYear>) -> Self {
        match (self, fiscal_year) {
            (Self::Fiscal(year, _), Some(fiscal_year)) => Self::Fiscal(year, fiscal_year),
            (Self::FiscalQuarter(year, quarter, _), Some(fiscal_year)) => {
                Self::FiscalQuarter(year, quarter, fiscal_year)
            }
            _ => self,
        }
    }

    /// The first day of the period.
    #[must_use]
    pub fn earliest(&self) -> Date {
        match self {
            Self::Fiscal(year, fiscal) => Point::Month(*year, fiscal.first_month).first(),
            Self::FiscalQuarter(year, quarter, fiscal) => quarter_of(*year, fiscal.first_month, *quarter).0.first(),
            Self::Quarter(year, quarter) => quarter_of(*year, 1, *quarter).0.first(),
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
            Self::FiscalQuarter(year, quarter, fiscal) => quarter_of(*year, fiscal.first_month, *quarter).1.last(),
            Self::Quarter(year, quarter) => quarter_of(*year, 1, *quarter).1.last(),
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

    /// Whether it is a fiscal year or a part of one.
    #[must_use]
    pub fn is_fiscal(&self) -> bool {
        matches!(self, Self::Fiscal(..) | Self::FiscalQuarter(..))
    }

    /// Short form for an axis: `2022-23`, `2022-23 Q3`, `Q3 2022`, `2022`, `Dec 2024`.
    #[must_use]
    pub fn axis_label(&self) -> String {
        match self {
            Self::Fiscal(year, _) => two_years(*year),
            Self::FiscalQuarter(year, quarter, _) => format!("{} Q{quarter}", two_years(*year)),
            Self::Quarter(year, quarter) => format!("Q{quarter} {year:04}"),
            Self::Date(date) => date.to_string(),
        }
    }

    /// The period as a pack's file writes it.
    #[must_use]
    pub fn notation(&self) -> String {
        match self {
            Self::Fiscal(year, _) => format!("FY{}", two_years(*year)),
            Self::FiscalQuarter(year, quarter, _) => format!("FY{}-Q{quarter}", two_years(*year)),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Date(date) => date.notation(),
        }
    }
}

/// `2022-23`.
fn two_years(year: i16) -> String {
    format!("{year:04}-{:02}", (year + 1).rem_euclid(100))
}

/// The first and the last month of a quarter of the year that begins in this month of this year.
fn quarter_of(year: i16, first_month: i8, quarter: u8) -> (Point, Point) {
    let months = i16::from(first_month) - 1 + 3 * (i16::from(quarter) - 1);
    let month = |months: i16| {
        let month = i8::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
        Point::Month(year.saturating_add(months.div_euclid(12)).min(9999), month)
    };
    (month(months), month(months + 2))
}

/// For a reader: `FY 2022-23`, `FY 2022-23 Q3`, `Q3 2022`, or the date.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fiscal(_, fiscal) | Self::FiscalQuarter(_, _, fiscal) => {
                f.pad(&format!("{} {}", fiscal.label, self.axis_label()))
            }
            Self::Quarter(..) => f.pad(&self.axis_label()),
            Self::Date(date) => date.fmt(f),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let (body, quarter) = match text.split_once("-Q") {
            None => (text, None),
            Some((body, digit)) => {
                let quarter = digit.parse::<u8>().ok().filter(|quarter| (1..=4).contains(quarter) && digit.len() == 1);
                (body, Some(quarter.ok_or_else(|| PeriodError::Quarter(text.to_owned()))?))
            }
        };
        let Some(years) = body.strip_prefix("FY") else {
            let Some(quarter) = quarter else {
                return match text.parse() {
                    Ok(date) => Ok(Self::Date(date)),
                    Err(_) if format!("FY{text}").parse::<Self>().is_ok() => {
                        Err(PeriodError::BareFiscal(text.to_owned()))
                    }
                    Err(error) => Err(error.into()),
                };
            };
            let is_year = body.len() == 4 && body.bytes().all(|byte| byte.is_ascii_digit());
            let year = body.parse().ok().filter(|_| is_year).ok_or_else(|| PeriodError::Quarter(text.to_owned()))?;
            return Ok(Self::Quarter(year, quarter));
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
        Ok(match quarter {
            None => Self::Fiscal(first, FiscalYear::UNKNOWN),
            Some(quarter) => Self::FiscalQuarter(first, quarter, FiscalYear::UNKNOWN),
        })
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
    fn quarters_are_of_the_year_they_are_written_with() {
        let fiscal = FiscalYear { first_month: 7, label: Label::default() };
        for (text, shown, first, last) in [
            ("2024-Q1", "Q1 2024", Date::constant(2024, 1, 1), Date::constant(2024, 3, 31)),
            ("2024-Q4", "Q4 2024", Date::constant(2024, 10, 1), Date::constant(2024, 12, 31)),
            ("FY2023-24-Q1", "FY 2023-24 Q1", Date::constant(2023, 7, 1), Date::constant(2023, 9, 30)),
            ("FY2023-24-Q3", "FY 2023-24 Q3", Date::constant(2024, 1, 1), Date::constant(2024, 3, 31)),
        ] {
            let period: Period = text.parse().unwrap_or_else(|error| panic!("{error}"));
            let period = period.counted_in(Some(fiscal));
            assert_eq!((period.to_string(), period.notation()), (shown.to_owned(), text.to_owned()));
            assert_eq!((period.earliest(), period.latest()), (first, last), "{text}");
        }
        for text in ["2024-Q5", "2024-Q", "24-Q1", "2024-01-Q1", "2024-Q01", "-Q1"] {
            assert!(matches!(text.parse::<Period>(), Err(PeriodError::Quarter(_))), "{text}");
        }
    }

    #[test]
    fn years_that_do_not_follow_are_refused() {
        for text in ["FY2022-24", "FY2022", "FY22-23", "FY2022-2023", "FY-123-24", "FY"] {
            assert!(matches!(text.parse::<Period>(), Err(PeriodError::Fiscal(_))), "{text}");
        }
        assert!(matches!("soon".parse::<Period>(), Err(PeriodError::Date(_))));
    }
}
