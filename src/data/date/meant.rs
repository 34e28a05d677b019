//! What somebody meant who wrote what is no date: how it is written, and why a day is none. Reading dates in words is
//! for [`super::words`].

use jiff::civil::Date;

use super::shown::month_name;
use super::{PartialDate, words};

/// How dates are written.
const FORMS: &str = "2014, 2014-09, 2014-09-01, 196X, 05XX, 2019~, first/last, or first/.. for what is not over";

/// What to write for a text that is no date: that date, where there is no doubt of it, else how dates are written.
pub(super) fn to_write(text: &str) -> String {
    let meant = padded(text).or_else(|| words::date(text, None).ok());
    meant.map_or_else(|| FORMS.to_owned(), |date| date.notation())
}

/// `1999-5-4` and `1999/05/04` as the day they are.
fn padded(text: &str) -> Option<PartialDate> {
    let parts: Vec<&str> = text.trim().split(['-', '/', '.']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && parts.iter().all(is_number) => {
            format!("{year}-{month:0>2}-{day:0>2}").parse().ok()
        }
        [year, month] if year.len() == 4 && month.len() < 3 && parts.iter().all(is_number) => {
            format!("{year}-{month:0>2}").parse().ok()
        }
        _ => None,
    }
}

/// Why a day that is right in form is none: `: February 1999 has 28 days`.
pub(super) fn why_no_day(text: &str) -> String {
    let first = text.split(['/', '~']).find_map(|point| {
        let mut parts = point.split('-');
        let year: i16 = parts.next()?.parse().ok()?;
        let month: i8 = parts.next()?.parse().ok()?;
        let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        let whole = Date::new(year, month, 1).ok();
        match whole {
            None => Some(": months run from 01 to 12".to_owned()),
            Some(whole) if day.is_some_and(|day| !(1..=whole.days_in_month()).contains(&day)) => {
                Some(format!(": {} {year} has {} days", month_name(month), whole.days_in_month()))
            }
            Some(_) => None,
        }
    });
    first.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_told_where_there_is_no_doubt() {
        for (text, meant) in [
            ("1999-5-4", "1999-05-04"),
            ("1999/05/04", "1999-05-04"),
            ("1999.5", "1999-05"),
            ("4 May 1999", "1999-05-04"),
            ("May 1999", "1999-05"),
            ("04/05/1999", FORMS),
            ("4 May", FORMS),
            ("", FORMS),
        ] {
            assert_eq!(to_write(text), meant, "{text}");
        }
        assert_eq!(why_no_day("1999-02-31"), ": February 1999 has 28 days");
        assert_eq!(why_no_day("1999-13"), ": months run from 01 to 12");
        assert_eq!(why_no_day("1999-01-01/1999-04-31"), ": April 1999 has 30 days");
    }
}
