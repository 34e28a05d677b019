//! Reading and writing dates in the notation of EDTF, and what they are in data. How a reader says them is in
//! [`super`].

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{DateError, PartialDate, Point};

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let (body, approximate) = match text.strip_suffix('~') {
            Some(body) => (body, true),
            None => (text, false),
        };
        if let Some(start) = text.strip_suffix("/..") {
            return Ok(Self { start: point(start, text)?, end: None, approximate: false, is_open: true });
        }
        let (start, end) = match body.split_once('/') {
            Some((start, end)) => (point(start, text)?, Some(point(end, text)?)),
            None => (point(body, text)?, None),
        };
        if end.is_some_and(|end| end.last() < start.last() || end.first() < start.first()) {
            return Err(DateError::Backwards(text.to_owned()));
        }
        Ok(Self { start, end, approximate, is_open: false })
    }
}

fn point(text: &str, whole: &str) -> Result<Point, DateError> {
    let form = || DateError::Form(whole.to_owned());
    let no_such_day = || DateError::NoSuchDay(whole.to_owned());
    let number = |digits: &str| -> Result<i16, DateError> {
        if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().map_err(|_| form()) } else { Err(form()) }
    };
    let mut parts = text.split('-');
    let year = parts.next().unwrap_or_default();
    let (month, day) = (parts.next(), parts.next());
    if year.len() != 4 || parts.next().is_some() || [month, day].iter().flatten().any(|part| part.len() != 2) {
        return Err(form());
    }
    match (month, day) {
        (None, _) => match (year.strip_suffix("XX"), year.strip_suffix('X')) {
            (Some(hundreds), _) => number(hundreds).map(Point::Century),
            (None, Some(tens)) => number(tens).map(Point::Decade),
            (None, None) => number(year).map(Point::Year),
        },
        (Some(month), day) => {
            let (year, month) = (number(year)?, i8::try_from(number(month)?).map_err(|_| form())?);
            let day_number = day.map_or(Ok(1), number)?;
            let date = i8::try_from(day_number).ok().and_then(|day| Date::new(year, month, day).ok());
            match (date, day) {
                (None, _) => Err(no_such_day()),
                (Some(date), Some(_)) => Ok(Point::Day(date)),
                (Some(_), None) => Ok(Point::Month(year, month)),
            }
        }
    }
}

impl PartialDate {
    /// The date as a pack's file writes it.
    #[must_use]
    pub fn notation(&self) -> String {
        let one = |point: Point| match point {
            Point::Century(hundreds) => format!("{hundreds:02}XX"),
            Point::Decade(tens) => format!("{tens:03}X"),
            Point::Year(year) => format!("{year:04}"),
            Point::Month(year, month) => format!("{year:04}-{month:02}"),
            Point::Day(day) => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
        };
        let end = self.end.map_or_else(String::new, |end| format!("/{}", one(end)));
        let rest = match (self.approximate, self.is_open) {
            (true, _) => "~",
            (false, true) => "/..",
            (false, false) => "",
        };
        format!("{}{end}{rest}", one(self.start))
    }
}

/// Exported as a reader says it; who must sort uses the notation, which records export beside it.
/// The compiled dataset, which nobody reads and which has a date in each record, holds its numbers.
impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            let Self { start, end, approximate, is_open } = *self;
            (numbers(start), end.map(numbers), approximate, is_open).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = crate::data::text::Text::deserialize(deserializer)?;
            return text.parse().map_err(serde::de::Error::custom);
        }
        let (start, end, approximate, is_open): (Numbers, Option<Numbers>, bool, bool) =
            Deserialize::deserialize(deserializer)?;
        let unknown = || <D::Error as serde::de::Error>::custom("no such date");
        let known = |numbers| known_by(numbers).ok_or_else(unknown);
        Ok(Self { start: known(start)?, end: end.map(known).transpose()?, approximate, is_open })
    }
}

/// A point in numbers: how precise it is, its year, decade or century, and its month and day, as far as it has them.
type Numbers = (u8, i16, i8, i8);

fn numbers(point: Point) -> Numbers {
    match point {
        Point::Century(century) => (0, century, 0, 0),
        Point::Decade(decade) => (1, decade, 0, 0),
        Point::Year(year) => (2, year, 0, 0),
        Point::Month(year, month) => (3, year, month, 0),
        Point::Day(day) => (4, day.year(), day.month(), day.day()),
    }
}

fn known_by(numbers: Numbers) -> Option<Point> {
    Some(match numbers {
        (0, century, ..) => Point::Century(century),
        (1, decade, ..) => Point::Decade(decade),
        (2, year, ..) => Point::Year(year),
        (3, year, month, _) => Point::Month(year, month),
        (4, year, month, day) => Point::Day(Date::new(year, month, day).ok()?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_compiled_and_read_again() {
        for told in
            ["05XX", "196X", "2011", "2011-08", "2011-08-01", "2019~", "2022-03-19/2022-03-20", "195X/1961", "1954/.."]
        {
            let date: PartialDate = told.parse().unwrap();
            let bytes = postcard::to_allocvec(&date).unwrap();
            assert_eq!(postcard::from_bytes::<PartialDate>(&bytes).unwrap(), date, "{told}");
        }
        let no_day = postcard::to_allocvec(&((4_u8, 2011_i16, 2_i8, 30_i8), None::<Numbers>, false, false)).unwrap();
        assert!(postcard::from_bytes::<PartialDate>(&no_day).is_err());
    }
}
