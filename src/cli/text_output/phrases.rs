//! Numbers and days in the words that several commands use.

use jiff::civil::Date;

use crate::data::date::PartialDate;
use crate::text::counted;

/// `22 November 2026`.
pub(crate) fn in_words(day: Date) -> String {
    PartialDate::day(day).to_string()
}

/// `in 1 day`, `in 12 days`.
pub(crate) fn ahead(days: i32) -> String {
    format!("in {}", counted(days, "day"))
}

/// `34.2%`.
pub(crate) fn per_cent(share: f32) -> String {
    format!("{:.1}%", share * 100.0)
}
