//! Years and days as a query writes them: what `year:` takes, and what is plainly an expression of years without it.

use jiff::civil::Date;

use super::{Unread, example};
use crate::data::Pack;
use crate::data::date::PartialDate;
use crate::data::period::Period;

/// Two digits up to this one may be a month, as the program itself writes it.
const LAST_MONTH: u8 = 12;

/// `2014`, `2006..2014`, `2006..`, `..2014`, `2006-2014`, and any other date in the notation of the files.
pub(super) fn years(value: &str) -> Result<(Date, Date), Unread> {
    let Some((from, to)) = ends(value) else {
        let date = day("year", value)?;
        return Ok((date.earliest(), date.latest()));
    };
    if from.is_empty() && to.is_empty() {
        return Err(Unread::Begun(format!("year: wants a year or a date at an end, as in {}", example("year"))));
    }
    let from = if from.is_empty() { Date::MIN } else { day("year", from)?.earliest() };
    let to = if to.is_empty() { Date::MAX } else { day("year", to)?.latest() };
    if from > to {
        return Err(format!("year:{value} ends before it begins").into());
    }
    Ok((from, to))
}

/// The two ends of a span, if it is one.
fn ends(value: &str) -> Option<(&str, &str)> {
    let dotted = ["...", "..", "–", "—"].iter().find_map(|dots| value.split_once(dots));
    dotted.or_else(|| value.split_once('-').filter(|(from, to)| is_year(from) && is_year(to)))
}

/// The first and last day of a fiscal year as the pack writes them: `FY2014-15`.
pub(super) fn fiscal_year(value: &str, pack: &Pack<'_>) -> Option<(Date, Date)> {
    let year = pack.fiscal_year?;
    let period: Period = value.parse().ok()?;
    let Period::Fiscal(..) = period else { return None };
    let period = period.counted_in(Some(year));
    Some((period.earliest(), period.latest()))
}

/// Whether a word is what stands before the years of a fiscal year in this pack.
pub(crate) fn is_fiscal(word: &str, pack: &Pack<'_>) -> bool {
    pack.fiscal_year.is_some_and(|year| year.label.as_str().eq_ignore_ascii_case(word))
}

/// A fiscal year of the pack as `year:` takes it, however it is written: `FY2014-15`, `2014-15`, `fy 2014-2015`.
fn as_fiscal_year(term: &str, pack: &Pack<'_>) -> Option<String> {
    let label = pack.fiscal_year?.label;
    let years = match term.get(..label.as_str().len()) {
        Some(head) if is_fiscal(head, pack) => term.get(head.len()..)?.trim_start_matches([' ', '-']),
        _ => term,
    };
    let (from, to) = years.split_once(['-', '–', '/'])?;
    let first = from.parse::<u16>().ok().filter(|_| is_year(from))?;
    let (next, is_labelled) = ((first + 1) % 100, years.len() < term.len());
    // Without the letters `2011-12` may be a month.
    let is_next = to == format!("{next:02}") && (is_labelled || next > u16::from(LAST_MONTH));
    let is_whole = to == (first + 1).to_string() && is_labelled;
    (is_next || is_whole).then(|| format!("FY{first:04}-{next:02}"))
}

/// What is plainly an expression of years and no word, as `year:` takes it: `1952-1960`, `1952-60`, `2006..`, `1990s`, and
/// `FY2014-15` where a pack has fiscal years. `2014` is a word like any other, and so are `2014-09` and `2006-12`,
/// months.
pub(crate) fn as_years(term: &str, pack: &Pack<'_>) -> Option<String> {
    if let Some(year) = as_fiscal_year(term, pack) {
        return Some(year);
    }
    let decade = |text: &str| {
        let digits = text.strip_suffix('s').map(|digits| digits.strip_suffix(['\'', '’']).unwrap_or(digits));
        digits.filter(|digits| is_year(digits) && digits.ends_with('0')).map(|digits| format!("{digits}s"))
    };
    let end = |text: &str| if is_year(text) { Some(text.to_owned()) } else { decade(text) };
    if let Some(decade) = decade(term) {
        return Some(decade);
    }
    let (from, to, may_be_month) = match ends(term) {
        Some((from, to)) => (from, to, false),
        None => term.split_once('-').map(|(from, to)| (from, to, true))?,
    };
    match (end(from), end(to)) {
        (Some(from), Some(to)) => Some(format!("{from}..{to}")),
        (Some(from), None) if to.is_empty() && term.ends_with("..") => Some(format!("{from}..")),
        (None, Some(to)) if from.is_empty() && term.starts_with("..") => Some(format!("..{to}")),
        (Some(from), None) if is_year(&from) => {
            later_in_the_century(&from, to, may_be_month).map(|to| format!("{from}..{to}"))
        }
        _ => None,
    }
}

/// The year of which the last two digits are told, if it is after the next one and they can be no month.
fn later_in_the_century(from: &str, digits: &str, may_be_month: bool) -> Option<String> {
    let (century, year) = (from.get(..2)?, from.get(2..)?.parse::<u8>().ok()?);
    let is_later = digits.len() == 2
        && digits.parse::<u8>().is_ok_and(|later| later > year + 1 && (later > LAST_MONTH || !may_be_month));
    is_later.then(|| format!("{century}{digits}"))
}

/// Whether it is four digits.
fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A day, month or year, after the field that wants one.
pub(super) fn day(field: &str, value: &str) -> Result<PartialDate, Unread> {
    date(value).ok_or_else(|| {
        let sentence = format!("{field}: wants a year or a date, as in {}", example(field));
        if is_begun(value) { Unread::Begun(sentence) } else { Unread::Wrong(sentence) }
    })
}

fn date(value: &str) -> Option<PartialDate> {
    let tidy = value.strip_suffix("0s").map_or_else(|| value.to_owned(), |decade| format!("{decade}X"));
    tidy.parse().ok()
}

/// Whether a date, or a span of which the second end is not there yet, may be half typed: `20`, `2014-`, `2014-1`,
/// `2014.`.
fn is_begun(value: &str) -> bool {
    let are_digits = |text: &str, most: usize| text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    let goes_on = |(head, tail): (&str, &str), most: usize| date(head).is_some() && are_digits(tail, most);
    are_digits(value, 3)
        || value.rsplit_once('-').is_some_and(|parts| goes_on(parts, 3))
        || value.split_once('.').is_some_and(|parts| goes_on(parts, 0))
}
