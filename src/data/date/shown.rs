//! Dates as a reader says them: whole, and without the year under a heading that has it. The notation of the files is
//! for [`super::notation`].

use std::fmt;

use super::{PartialDate, Point};

/// Full English month names, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl PartialDate {
    /// The date without its year, for rows under a year heading: `01 Aug`, `19–20 Mar`, `Aug`, `c. Aug`, `about`, or
    /// nothing. Of an end in another year it tells that: `–2022`, `30 Dec–02 Jan 2020`.
    #[must_use]
    pub fn within_year(&self) -> String {
        let span = self.span_within_year();
        match (self.approximate, self.is_open) {
            (true, _) if span.is_empty() => "about".to_owned(),
            (true, _) => format!("c. {span}"),
            (false, true) if span.is_empty() => "since".to_owned(),
            (false, true) => format!("{span}–"),
            (false, false) => span,
        }
    }

    /// The year in which it begins, as far as that is known: `2011`, `c. 1976`, `1960s`, `6th c.`; with a dash where it
    /// lasts into another: `2018–`.
    #[must_use]
    pub fn year_in_short(&self) -> String {
        let start = match self.start {
            Point::Century(_) => self.start.to_string().replace(" century", " c."),
            Point::Decade(_) => self.start.to_string(),
            Point::Year(_) | Point::Month(..) | Point::Day(_) => self.start.first().year().to_string(),
        };
        let lasts = self.is_open || self.end.is_some_and(|end| end.last().year() != self.start.last().year());
        let about = if self.approximate { "c. " } else { "" };
        format!("{about}{start}{}", if lasts { "–" } else { "" })
    }

    fn span_within_year(&self) -> String {
        let short = |month: i8| month_name(month).chars().take(3).collect::<String>();
        let one = |point: Point| match point {
            Point::Day(day) => format!("{:02} {}", day.day(), short(day.month())),
            Point::Month(_, month) => short(month),
            _ => String::new(),
        };
        match (self.start, self.end) {
            (Point::Day(from), Some(Point::Day(to))) if (from.year(), from.month()) == (to.year(), to.month()) => {
                format!("{:02}–{:02} {}", from.day(), to.day(), short(from.month()))
            }
            (from, Some(to)) => {
                let year = to.first().year();
                match (one(from), one(to)) {
                    (from, to) if from.is_empty() && to.is_empty() && self.start.first().year() == year => {
                        String::new()
                    }
                    (from, _) if matches!(to, Point::Century(_) | Point::Decade(_)) => format!("{from}–{to}"),
                    (from, to) if to.is_empty() => format!("{from}–{year}"),
                    (from, to) if self.start.first().year() == year => format!("{from}–{to}"),
                    (from, to) => format!("{from}–{to} {year}"),
                }
            }
            (from, _) => one(from),
        }
    }
}

pub(super) fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

/// A number in order: `1st`, `12th`, `22nd`.
#[must_use]
pub fn ordinal(number: i16) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// For a reader: `19–20 March 2022`. The notation of the file is [`PartialDate::notation`].
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.approximate { "about " } else { "" };
        let span = match (self.start, self.end) {
            (start, None) => start.to_string(),
            (Point::Day(from), Some(Point::Day(to))) if from.year() == to.year() => {
                if from.month() == to.month() {
                    format!("{}–{} {} {}", from.day(), to.day(), month_name(to.month()), to.year())
                } else {
                    format!("{} {} – {}", from.day(), month_name(from.month()), Point::Day(to))
                }
            }
            (Point::Month(from, month), Some(Point::Month(to, last))) if from == to => {
                format!("{}–{} {to}", month_name(month), month_name(last))
            }
            (Point::Year(from), Some(Point::Year(to))) => format!("{from}–{to}"),
            (start, Some(end)) => format!("{start} – {end}"),
        };
        let since = if self.is_open { "since " } else { "" };
        f.pad(&format!("{since}{about}{span}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn every_form_is_shown_as_a_reader_says_it() {
        for (notation, shown) in [
            ("2014-09-01", "1 September 2014"),
            ("2014-09", "September 2014"),
            ("2014", "2014"),
            ("196X", "1960s"),
            ("05XX", "6th century"),
            ("20XX", "21st century"),
            ("10XX", "11th century"),
            ("2022-03-19/2022-03-20", "19–20 March 2022"),
            ("2023-11-25/2023-12-02", "25 November – 2 December 2023"),
            ("2019-12-30/2020-01-02", "30 December 2019 – 2 January 2020"),
            ("2019-09/2019-10", "September–October 2019"),
            ("2018/2022", "2018–2022"),
            ("2019~", "about 2019"),
            ("1954/..", "since 1954"),
            ("2014-09-01/..", "since 1 September 2014"),
            ("0752", "752"),
        ] {
            assert_eq!(date(notation).to_string(), shown);
            assert_eq!(date(notation).notation(), notation);
        }
    }

    #[test]
    fn a_year_in_short_is_as_precise_as_its_source() {
        for (notation, year) in [
            ("2011-08-01", "2011"),
            ("2022-03-19/2022-03-20", "2022"),
            ("2019-12-30/2020-01-02", "2019–"),
            ("2018/2022", "2018–"),
            ("1954/..", "1954–"),
            ("1976~", "c. 1976"),
            ("196X", "1960s"),
            ("05XX", "6th c."),
            ("05XX/07XX", "6th c.–"),
        ] {
            assert_eq!(date(notation).year_in_short(), year);
        }
    }

    #[test]
    fn rows_under_a_year_are_short() {
        for (notation, row) in [
            ("2011-08-01", "01 Aug"),
            ("2011-08", "Aug"),
            ("2011", ""),
            ("2022-03-19/2022-03-20", "19–20 Mar"),
            ("2023-11-25/2023-12-02", "25 Nov–02 Dec"),
            ("2025-02/2025-03", "Feb–Mar"),
            ("2018/2022", "–2022"),
            ("2018-05/2022", "May–2022"),
            ("2019-12-30/2020-01-02", "30 Dec–02 Jan 2020"),
            ("1976~", "about"),
            ("1976-05~", "c. May"),
            ("1954/..", "since"),
            ("1954-05/..", "May–"),
        ] {
            assert_eq!(date(notation).within_year(), row);
        }
    }
}
