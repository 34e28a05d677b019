//! The dates of a timeline: those that a date can say, and parts of a year or a month, of which it says no more than
//! that.

use crate::data::date::PartialDate;
use crate::data::date::words::{self, NumericOrder};

/// The date of an entry, and whether it says more than a date can: of `Summer 2003` the year.
pub(super) fn date(said: &str, order: Option<NumericOrder>) -> Result<(PartialDate, bool), String> {
    match words::date(said, order) {
        Ok(date) => Ok((date, false)),
        Err(error) => vague(said).map(|date| (date, true)).ok_or_else(|| error.to_string()),
    }
}

/// The date of which these words name a part that no date can say.
pub(super) fn vague(said: &str) -> Option<PartialDate> {
    const PARTS: [&str; 15] = [
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "early",
        "mid",
        "late",
        "beginning",
        "start",
        "middle",
        "end",
        "of",
        "the",
        "in",
    ];
    let mut rest = said.trim();
    let mut is_part = false;
    while let Some((word, after)) = rest.split_once([' ', '-']) {
        if !PARTS.contains(&word.to_lowercase().as_str()) {
            break;
        }
        is_part |= !matches!(word.to_lowercase().as_str(), "of" | "the" | "in");
        rest = after.trim_start();
    }
    words::date(rest, None).ok().filter(|_| is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_date_cannot_say_is_its_year() {
        let told = |said: &str| date(said, None).map(|(date, is_vague)| (date.notation(), is_vague)).ok();
        for (said, notation, is_vague) in [
            ("Summer 2003", "2003", true),
            ("the end of March 2003", "2003-03", true),
            ("mid-1850s", "185X", true),
            ("Early 1850s", "185X", true),
            ("Around 1850", "1850~", false),
            ("1850s", "185X", false),
        ] {
            assert_eq!(told(said), Some((notation.to_owned(), is_vague)), "{said}");
        }
        for said in ["Next week", "Summer", "the", "winter 2003/04"] {
            assert_eq!(told(said), None, "{said}");
        }
    }
}
