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
/// The compiled dataset, which nobody reads, holds the notation.
impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_str(&self.notation())
        }
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = crate::data::text::Text::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
