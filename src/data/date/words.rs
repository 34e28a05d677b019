//! Dates as people and other programs write them in words: `1 August 2011`, `Aug 2011`, `March–April 2020`, `c. 1950`,
//! `6th century`. Whatever a date is shown as reads back as that date. Numbers set apart by slashes are read only where
//! there is no doubt which is the day: see [`NumericOrder`].

use jiff::civil::Date;

use super::{DateError, MONTHS, PartialDate, Point};

/// Which number comes first in a date such as `03/04/2011`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumericOrder {
    /// The day, as most of the world writes.
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

/// Why words are no date.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum WordsError {
    /// Nothing that is known for a date.
    #[error("“{0}” is no date; write 2011, August 2011, 1 August 2011, 2011-08-01, 1–3 August 2011 or c. 2011")]
    Words(String),
    /// A date in numbers that may mean two days.
    #[error("“{0}” may mean two days; write 2011-08-01 or 1 August 2011, or say which number comes first")]
    Doubtful(String),
    /// A date that is none of the calendar, or runs backwards.
    #[error(transparent)]
    Date(#[from] DateError),
}

/// Reads a date in words, or in the notation of a pack's file.
///
/// # Errors
/// A sentence that quotes it.
pub fn date(text: &str, order: Option<NumericOrder>) -> Result<PartialDate, WordsError> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Ok(date);
    }
    if let Some(head) = text.get(..SINCE.len()).filter(|head| head.eq_ignore_ascii_case(SINCE)) {
        let rest = text.get(head.len()..).unwrap_or_default().trim_start();
        return match span_of(rest, text, order)? {
            (start, None) => Ok(PartialDate { start, end: None, approximate: false, is_open: true }),
            (_, Some(_)) => Err(WordsError::Words(text.to_owned())),
        };
    }
    let (span, approximate) = about(text);
    let (start, end) = span_of(span, text, order)?;
    if end.is_some_and(|end| end.last() < start.last() || end.first() < start.first()) {
        return Err(DateError::Backwards(text.to_owned()).into());
    }
    Ok(PartialDate { start, end, approximate, is_open: false })
}

/// What stands before the beginning of what is not over.
const SINCE: &str = "since ";

/// The rest after a word for “about”.
fn about(text: &str) -> (&str, bool) {
    const WORDS: [&str; 7] = ["about ", "around ", "circa ", "ca. ", "ca ", "c. ", "c."];
    let rest = WORDS.iter().find_map(|word| {
        let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
        text.get(head.len()..)
    });
    rest.map_or((text, false), |rest| (rest.trim_start(), true))
}

/// Both ends of a span, or the one point.
fn span_of(span: &str, whole: &str, order: Option<NumericOrder>) -> Result<(Point, Option<Point>), WordsError> {
    let wrong = || WordsError::Words(whole.to_owned());
    if let Some(day) = numeric(span, whole, order)? {
        return Ok((Point::Day(day), None));
    }
    for dash in ["–", "—", " - ", " to ", " until "] {
        let Some((from, to)) = span.split_once(dash) else { continue };
        let (from, to) = (Words::of(from), Words::of(to));
        let end = from.year_until(&to).map_or_else(|| to.point(whole), |end| Ok(Some(end)))?.ok_or_else(wrong)?;
        let start = from.point_before(end, whole)?.ok_or_else(wrong)?;
        return if start.is_in_calendar() && end.is_in_calendar() { Ok((start, Some(end))) } else { Err(wrong()) };
    }
    let point = Words::of(span).point(whole)?.filter(|point| point.is_in_calendar());
    Ok((point.ok_or_else(wrong)?, None))
}

/// A day in numbers set apart by slashes or full stops.
fn numeric(text: &str, whole: &str, order: Option<NumericOrder>) -> Result<Option<Date>, WordsError> {
    let parts: Vec<&str> = text.split(['/', '.']).collect();
    let [first, second, third] = parts.as_slice() else { return Ok(None) };
    let numbers: Option<Vec<i16>> = [first, second, third].iter().map(|part| part.trim().parse().ok()).collect();
    let Some([a, b, c]) = numbers.as_deref().and_then(|numbers| <[i16; 3]>::try_from(numbers).ok()) else {
        return Ok(None);
    };
    let (year, month, day) = match order {
        _ if first.trim().len() == 4 => (a, b, c),
        _ if third.trim().len() != 4 => return Err(WordsError::Words(whole.to_owned())),
        Some(NumericOrder::DayFirst) => (c, b, a),
        Some(NumericOrder::MonthFirst) => (c, a, b),
        None if a > 12 || a == b => (c, b, a),
        None if b > 12 => (c, a, b),
        None => return Err(WordsError::Doubtful(whole.to_owned())),
    };
    calendar_day(year, month, day, whole).map(Some)
}

fn calendar_day(year: i16, month: i16, day: i16, whole: &str) -> Result<Date, WordsError> {
    let date = i8::try_from(month).ok().zip(i8::try_from(day).ok()).and_then(|(m, d)| Date::new(year, m, d).ok());
    date.ok_or_else(|| DateError::NoSuchDay(whole.to_owned()).into())
}

/// One word of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// Of so many digits.
    Number(i16, usize),
    Month(i8),
    Decade(i16),
    Ordinal(i16),
    Century,
    Other,
}

/// The words of one end of a span.
struct Words(Vec<Word>);

impl Words {
    fn of(text: &str) -> Self {
        let words = text.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty());
        Self(words.filter(|word| !matches!(*word, "the" | "of" | "in" | "on")).map(word).collect())
    }

    /// What the words say by themselves, if anything.
    fn point(&self, whole: &str) -> Result<Option<Point>, WordsError> {
        Ok(Some(match *self.0.as_slice() {
            [Word::Number(day, 1 | 2) | Word::Ordinal(day), Word::Month(month), Word::Number(year, _)]
            | [Word::Month(month), Word::Number(day, 1 | 2) | Word::Ordinal(day), Word::Number(year, 4..)] => {
                Point::Day(calendar_day(year, i16::from(month), day, whole)?)
            }
            [Word::Month(month), Word::Number(year, _)] => Point::Month(year, month),
            [Word::Number(year, _)] => Point::Year(year),
            [Word::Decade(ten)] if ten % 10 == 0 => Point::Decade(ten / 10),
            [Word::Ordinal(number @ 1..=100), Word::Century] => Point::Century(number - 1),
            _ => return Ok(None),
        }))
    }

    /// What the words say before this end of a span, from which they may have the month and the year.
    fn point_before(&self, end: Point, whole: &str) -> Result<Option<Point>, WordsError> {
        Ok(match (self.0.as_slice(), end) {
            (&[Word::Number(day, 1 | 2) | Word::Ordinal(day)], Point::Day(end)) if day <= 31 => {
                Some(Point::Day(calendar_day(end.year(), end.month().into(), day, whole)?))
            }
            (
                &[Word::Number(day, 1 | 2) | Word::Ordinal(day), Word::Month(month)]
                | &[Word::Month(month), Word::Number(day, 1 | 2) | Word::Ordinal(day)],
                Point::Day(end),
            ) => Some(Point::Day(calendar_day(end.year(), month.into(), day, whole)?)),
            (&[Word::Month(month)], Point::Month(year, _)) => Some(Point::Month(year, month)),
            (&[Word::Month(month)], Point::Day(end)) => Some(Point::Month(end.year(), month)),
            _ => self.point(whole)?,
        })
    }

    /// The end of a span of years whose century stands only at its beginning: `2022–23`.
    fn year_until(&self, end: &Self) -> Option<Point> {
        let (&[Word::Number(from, 4)], &[Word::Number(to, 2)]) = (self.0.as_slice(), end.0.as_slice()) else {
            return None;
        };
        Some(Point::Year(from - from % 100 + to))
    }
}

fn word(text: &str) -> Word {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits).unwrap_or((text, ""));
    match (number.parse::<i16>(), rest) {
        (Ok(number), "") => Word::Number(number, digits),
        (Ok(number), "s" | "’s" | "'s") => Word::Decade(number),
        (Ok(number), "st" | "nd" | "rd" | "th") => Word::Ordinal(number),
        (Ok(_), _) => Word::Other,
        (Err(_), _) if text.eq_ignore_ascii_case("century") => Word::Century,
        (Err(_), _) => month(text).map_or(Word::Other, Word::Month),
    }
}

/// A month by its name or the beginning of it, of three letters at least.
fn month(text: &str) -> Option<i8> {
    let text = text.trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|name| text.len() >= 3 && name.to_lowercase().starts_with(&text))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, WordsError> {
        date(text, None).map(|date| date.notation())
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (words, notation) in [
            ("1 August 2011", "2011-08-01"),
            ("August 1, 2011", "2011-08-01"),
            ("1st Aug. 2011", "2011-08-01"),
            ("the 3rd of sept 2011", "2011-09-03"),
            ("Aug 2011", "2011-08"),
            ("2011", "2011"),
            ("2011-08", "2011-08"),
            ("1960s", "196X"),
            ("6th century", "05XX"),
            ("c. 1950", "1950~"),
            ("circa 1950", "1950~"),
            ("about March 1950", "1950-03~"),
            ("1–3 August 2011", "2011-08-01/2011-08-03"),
            ("1 - 3 August 2011", "2011-08-01/2011-08-03"),
            ("30 April – 2 May 2020", "2020-04-30/2020-05-02"),
            ("April 30 to May 2, 2020", "2020-04-30/2020-05-02"),
            ("March–April 2020", "2020-03/2020-04"),
            ("2018–2022", "2018/2022"),
            ("2018–22", "2018/2022"),
            ("31/12/2011", "2011-12-31"),
            ("12/31/2011", "2011-12-31"),
            ("2011/08/01", "2011-08-01"),
            ("31.12.2011", "2011-12-31"),
        ] {
            assert_eq!(read(words).as_deref(), Ok(notation), "{words}");
        }
    }

    #[test]
    fn what_may_mean_two_days_is_asked() {
        assert_eq!(read("03/04/2011"), Err(WordsError::Doubtful("03/04/2011".to_owned())));
        let told = |order| date("03/04/2011", Some(order)).map(|date| date.notation());
        assert_eq!(told(NumericOrder::DayFirst).as_deref(), Ok("2011-04-03"));
        assert_eq!(told(NumericOrder::MonthFirst).as_deref(), Ok("2011-03-04"));
    }

    #[test]
    fn what_is_no_date_is_told() {
        for text in ["", "soon", "Augustus 2011", "1 2 3", "32", "5th", "August", "c.", "–", "2011–"] {
            assert!(matches!(read(text), Err(WordsError::Words(_)) | Ok(_)), "{text}");
        }
        assert!(matches!(read("soon"), Err(WordsError::Words(_))) && read("August").is_err() && read("").is_err());
        assert!(matches!(read("31 June 2011"), Err(WordsError::Date(DateError::NoSuchDay(_)))));
        // Years that no calendar here has are no dates, however they are said.
        for text in [
            "20255",
            "12019",
            "March 20255",
            "20250s",
            "since 20255",
            "c. 20255",
            "2019–20255",
            "20255 to 20256",
            "March 2011 – April 12011",
            "100th century to 101st century",
        ] {
            assert!(matches!(read(text), Err(WordsError::Words(_))), "{text}");
        }
        for text in ["99999-01-01", "1 May 20255", "20255/01/02", "01.02.20255"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(matches!(read("2022–2021"), Err(WordsError::Date(DateError::Backwards(_)))));
    }
}
