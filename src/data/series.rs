//! Figures over time: one unit, one basis, a status and a cite for every point.
//!
//! A gap stays a gap and two bases are two series; what draws them is in `tui::screens::trade`.

use serde::{Deserialize, Serialize, Serializer};

use super::cite::Cites;
use super::link::{self, Link};
use super::period::{FiscalYear, Period};
use super::text::Text;
use super::word::Word;

/// A row of figures that may be compared with each other.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Series<'a> {
    /// Unique over the pack, records included.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// What is counted.
    pub title: Text<'a>,
    /// Where it is listed: a word of the pack’s groups, as in `Trade`.
    pub group: Word<'a>,
    /// Unit of every value, currency included.
    pub unit: Text<'a>,
    /// How and by whom it is counted.
    pub basis: Text<'a>,
    /// Other names it goes by.
    #[serde(default)]
    pub aka: Vec<Text<'a>>,
    /// What a reader must know before comparing.
    #[serde(default)]
    pub note: Option<Text<'a>>,
    /// How it stands to records and to other series.
    #[serde(default, deserialize_with = "link::by_relation")]
    pub links: Box<[Link<'a>]>,
    /// Oldest first.
    pub points: Vec<DataPoint<'a>>,
}

impl Series<'_> {
    /// Tells every period which fiscal year the pack counts in; the files name only its years.
    pub(super) fn count_in(&mut self, fiscal_year: Option<FiscalYear>) {
        for point in &mut self.points {
            point.period = point.period.counted_in(fiscal_year);
        }
    }
}

/// One figure.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DataPoint<'a> {
    /// What it is for.
    pub period: Period,
    /// In the unit of the series.
    #[serde(serialize_with = "plain_number")]
    pub value: f64,
    /// How firm it is.
    pub status: Status,
    /// Where it is said.
    #[serde(borrow, rename(serialize = "cites"))]
    pub cite: Cites<'a>,
    /// What else was published for the same period.
    #[serde(default)]
    pub also: Vec<OtherValue<'a>>,
    /// What a reader must know of this point.
    #[serde(default)]
    pub note: Option<Text<'a>>,
}

/// Another figure published for the same period.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OtherValue<'a> {
    /// In the unit of the series.
    #[serde(serialize_with = "plain_number")]
    pub value: f64,
    /// Why it differs.
    #[serde(borrow)]
    pub note: Text<'a>,
    /// Where it is said.
    #[serde(rename(serialize = "cites"))]
    pub cite: Cites<'a>,
}

/// How firm a figure is.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, Hash)]
pub enum Status {
    /// As a source prints it.
    Reported,
    /// As a later publication of the same source corrected it.
    Revised,
    /// Early or weakly supported.
    Provisional,
    /// By arithmetic from reported figures.
    Derived,
    /// Put together from another place because the original is lost.
    Reconstructed,
}

impl Status {
    /// The word shown for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Revised => "revised",
            Self::Provisional => "provisional",
            Self::Derived => "derived",
            Self::Reconstructed => "reconstructed",
        }
    }

    /// The letter statisticians put after such a figure; nothing after one as a source prints it.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Reported => "",
            Self::Revised => "r",
            Self::Provisional => "p",
            Self::Derived => "d",
            Self::Reconstructed => "c",
        }
    }
}

/// A whole number without a decimal point, as its source prints it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn plain_number<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    /// Whole numbers up to here are exact in an `f64`.
    const EXACT: f64 = 9.0e15;
    #[expect(clippy::cast_possible_truncation, reason = "whole and within the exact range")]
    if serializer.is_human_readable() && value.fract() == 0.0 && value.abs() < EXACT {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

/// A value with no more digits than it was stored with, thousands separated: `1,441`, `-12.55`.
#[must_use]
pub fn format_value(value: f64) -> String {
    let plain = format!("{}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = if value < 0.0 { "-".to_owned() } else { String::new() };
    let digits = whole.len();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (digits - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::format_value;

    #[test]
    fn values_keep_their_digits() {
        for (value, shown) in [
            (6.33, "6.33"),
            (-12.55, "-12.55"),
            (1441.0, "1,441"),
            (48835.0, "48,835"),
            (0.0, "0"),
            (1852.69, "1,852.69"),
        ] {
            assert_eq!(format_value(value), shown);
        }
    }
}
