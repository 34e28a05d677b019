//! Numbers and days in the words that several commands use.

use jiff::civil::Date;

use crate::data::date::PartialDate;

/// `22 November 2026`.
pub(crate) fn in_words(day: Date) -> String {
    PartialDate::day(day).to_string()
}

/// `in 1 day`, `in 12 days`.
pub(crate) fn ahead(days: i32) -> String {
    let s = if days == 1 { "" } else { "s" };
    format!("in {days} day{s}")
}

/// `34.2%`.
pub(crate) fn per_cent(share: f32) -> String {
    format!("{:.1}%", share * 100.0)
}
