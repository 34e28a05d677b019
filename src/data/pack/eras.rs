//! The times that a pack tells apart: bands of its timeline, from the first contact to today. What each is called and
//! when it began is sourced, as everything is; a pack that tells none apart has a timeline without bands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Pack;
use crate::data::cite::Cites;
use crate::data::date::PartialDate;
use crate::data::text::Text;

/// A time of its own. In the file:
/// `(name: "Age of sail", short: "Sail", when: "1700/1849", cites: ["example-report ¶1"])`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Era<'a> {
    /// What it is called.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// A word for it where there is little room; its name, if left out.
    #[serde(default)]
    pub short: Option<Text<'a>>,
    /// From when to when: `1700/1849`, or `1952-04-28/..` of one that is not over.
    pub when: PartialDate,
    /// Where it is said that it began then, or is called so.
    pub cites: Vec<Cites<'a>>,
}

impl Era<'_> {
    /// What it is called where there is little room.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.short.as_ref().unwrap_or(&self.name)
    }

    /// The day it began, as early as it may have.
    #[must_use]
    pub fn first(&self) -> Date {
        self.when.start().first()
    }
}

/// What begins before an era and goes on into it by no more days than this is what opened it, as a visit on whose last
/// day a partnership is declared.
const LONGEST_OPENING: i32 = 31;

impl Pack<'_> {
    /// The number of the era in which something happened, counted from 0; nothing if that was before the first, or the
    /// pack tells none apart. It is the one in which it began, unless it opened the next.
    #[must_use]
    pub fn era(&self, when: &PartialDate) -> Option<usize> {
        if self.eras.is_empty() {
            return None;
        }
        let (first, last) = (when.start().first(), when.latest());
        // Most took a day, and of a huge pack all are asked.
        let took = || last.since(first).map_or(i32::MAX, |span| span.get_days());
        let decides = if first == last || took() <= LONGEST_OPENING { last } else { first };
        self.eras.iter().take_while(|era| era.first() <= decides).count().checked_sub(1)
    }

    /// The day on which the era of this number was over; nothing of the last.
    #[must_use]
    pub fn era_end(&self, number: usize) -> Option<Date> {
        self.eras.get(number + 1).map(Era::first)
    }
}

#[cfg(test)]
mod tests {
    use crate::data::date::PartialDate;

    #[test]
    fn what_opened_an_era_stands_in_it() {
        let text = r#"(title: "T", edition: "2026-01-01", countries: [], sectors: [], sources: [], eras: [
            (name: "Before", when: "18XX/1951", cites: []),
            (name: "Partners", when: "1952-04-28/2000-08-22", cites: []),
            (name: "Close partners", short: "Close", when: "2000-08-23/..", cites: []),
        ])"#;
        let pack: crate::data::pack::Pack<'_> = crate::data::load::options().from_str(text).unwrap();
        let era = |when: &str| pack.era(&when.parse::<PartialDate>().unwrap());
        assert_eq!(era("1799"), None);
        assert_eq!(era("18XX"), Some(0));
        assert_eq!(era("1947/1952"), Some(0));
        assert_eq!(era("1952-04-28"), Some(1));
        assert_eq!(era("2000-08-21/2000-08-25"), Some(2));
        assert_eq!(era("2000-08"), Some(2));
        assert_eq!(era("2000"), Some(1));
        assert_eq!(era("1999/.."), Some(1));
        assert_eq!(era("2014-09-01"), Some(2));
        let names: Vec<&str> = pack.eras.iter().map(super::Era::short_name).collect();
        assert_eq!(names, ["Before", "Partners", "Close"]);
        assert_eq!(
            (pack.era_end(1).map(|day| day.to_string()), pack.era_end(2)),
            (Some("2000-08-23".to_owned()), None)
        );
    }
}
