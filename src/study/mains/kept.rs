//! Answers as they are kept: one entry when an answer was held against its outline, one for each point that was ticked
//! or is no more.
//!
//! Lines are written once and read for ever: a field may be added, none may change its meaning. The answer's own text
//! is the reader's and lies elsewhere ([`super::answer`]). Where entries are kept is not known here: a
//! [`Shelf`](crate::study::shelf::Shelf) is handed in.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::clock::{Now, day_in_log, in_log};
use crate::data::mains::MainsQuestion;
use crate::text::sanitised;

/// More points than any outline has, and more bytes than any text of an entry.
const MOST_POINTS: usize = 100;
const LONGEST: usize = 1000;

/// Something that happened to an answer.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MainsEntry {
    /// It was held against the outline.
    Sat(Sat),
    /// A point was found in it, or not after all.
    Ticked(Ticked),
}

/// An answer that was held against the outline.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Sat {
    /// What it is called: the moment, in milliseconds since 1970.
    pub sitting: i64,
    /// The day and time of that on the reader's clock: `2026-11-22 12:00`.
    pub on: String,
    /// The question's id.
    pub question: String,
    /// The labels of the outline's points, as they were then.
    pub points: Vec<String>,
    /// How long the answer took, in milliseconds.
    pub took: u64,
    /// How many words it has, where it was written here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<usize>,
    /// What its text is called, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// A point that was ticked, or is no more.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Ticked {
    /// Which answer.
    pub sitting: i64,
    /// The point's label.
    pub point: String,
    /// Whether it was in.
    pub is_in: bool,
}

impl MainsEntry {
    /// The entry of a line, if it is one and no larger than what this program writes. What a terminal would obey is
    /// taken out of it.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Self> {
        let fits = |text: &String| text.len() <= LONGEST;
        let clean = |text: &mut String| *text = sanitised(text).into_owned();
        let mut entry: Self = serde_json::from_str(line).ok()?;
        let is_sound = match &mut entry {
            Self::Sat(Sat { on, question, points, answer, .. }) => {
                let all = || [&*on, &*question].into_iter().chain(&*points).chain(&*answer);
                let is_sound = points.len() <= MOST_POINTS && all().all(fits);
                [on, question].into_iter().chain(points).chain(answer).for_each(clean);
                is_sound
            }
            Self::Ticked(Ticked { point, .. }) => {
                clean(point);
                fits(point)
            }
        };
        is_sound.then_some(entry)
    }
}

impl Sat {
    /// An answer that is held against its outline now.
    #[must_use]
    pub fn new(question: &MainsQuestion<'_>, took: Duration, now: Now) -> Self {
        Self {
            sitting: now.unix_ms,
            on: in_log(now.wall),
            question: question.id.to_string(),
            points: question.labels().map(str::to_owned).collect(),
            took: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            words: None,
            answer: None,
        }
    }

    /// Whether it is of the text of this name, with so many words.
    #[must_use]
    pub fn is_of(&self, answer: &str, words: usize) -> bool {
        self.answer.as_deref() == Some(answer) && self.words == Some(words)
    }

    /// The day, if that reads.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        day_in_log(&self.on)
    }
}

/// An answer and what was in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The answer.
    pub sat: Sat,
    /// The points that were in.
    pub ticked: BTreeSet<String>,
}

impl Sitting {
    /// The points of a question's outline, as it is now, that were not in.
    pub fn missed<'q>(&self, question: &'q MainsQuestion<'_>) -> impl Iterator<Item = &'q str> + use<'q, '_> {
        question.labels().filter(|label| !self.ticked.contains(*label))
    }

    /// `4 of 6`: how many points were in, of those there were then.
    #[must_use]
    pub fn in_short(&self) -> String {
        format!("{} of {}", self.ticked.len(), self.sat.points.len())
    }
}

/// All answers so far, as far as their entries tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Oldest first.
    sittings: Vec<Sitting>,
    /// Where each stands by what it is called, and the last of each question.
    by_name: HashMap<i64, usize>,
    by_question: HashMap<String, usize>,
}

impl Past {
    /// What the entries of a log come to, oldest first.
    #[must_use]
    pub fn of(entries: &[MainsEntry]) -> Self {
        let mut past = Self::default();
        for entry in entries {
            past.apply(entry);
        }
        past
    }

    /// Whether nothing was ever answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sittings.is_empty()
    }

    /// One entry more. A tick of an answer that is not there, or of a point that it did not have, is passed over.
    pub fn apply(&mut self, entry: &MainsEntry) {
        match entry {
            MainsEntry::Sat(sat) => {
                let place = self.sittings.len();
                self.by_name.insert(sat.sitting, place);
                self.by_question.insert(sat.question.clone(), place);
                self.sittings.push(Sitting { sat: sat.clone(), ticked: BTreeSet::new() });
            }
            MainsEntry::Ticked(Ticked { sitting, point, is_in }) => {
                let place = self.by_name.get(sitting).copied();
                let Some(sitting) = place.and_then(|place| self.sittings.get_mut(place)) else { return };
                if *is_in && sitting.sat.points.contains(point) {
                    sitting.ticked.insert(point.clone());
                } else {
                    sitting.ticked.remove(point);
                }
            }
        }
    }

    /// All answers, oldest first.
    #[must_use]
    pub fn sittings(&self) -> &[Sitting] {
        &self.sittings
    }

    /// The last answer to a question.
    #[must_use]
    pub fn last(&self, question: &str) -> Option<&Sitting> {
        self.by_question.get(question).and_then(|place| self.sittings.get(*place))
    }

    /// The answer of this name.
    #[must_use]
    pub fn sitting(&self, name: i64) -> Option<&Sitting> {
        self.by_name.get(&name).and_then(|place| self.sittings.get(*place))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sat(sitting: i64, question: &str) -> MainsEntry {
        let points = ["One", "Two", "Three"].map(str::to_owned).to_vec();
        let (on, question) = ("2026-11-22 12:00".to_owned(), question.to_owned());
        MainsEntry::Sat(Sat { sitting, on, question, points, took: 61_000, words: Some(140), answer: None })
    }

    fn ticked(sitting: i64, point: &str, is_in: bool) -> MainsEntry {
        MainsEntry::Ticked(Ticked { sitting, point: point.to_owned(), is_in })
    }

    #[test]
    fn an_answer_is_what_its_entries_come_to() {
        let entries = [
            sat(1, "a"),
            ticked(1, "One", true),
            sat(2, "b"),
            ticked(1, "Three", true),
            ticked(2, "Two", true),
            ticked(1, "One", false),
            ticked(1, "Nine", true),
            ticked(7, "One", true),
            sat(3, "a"),
        ];
        let past = Past::of(&entries);
        let told: Vec<_> = past.sittings().iter().map(|one| (one.sat.sitting, one.in_short())).collect();
        assert_eq!(told, [(1, "1 of 3".to_owned()), (2, "1 of 3".to_owned()), (3, "0 of 3".to_owned())]);
        assert_eq!(past.last("a").map(|last| last.sat.sitting), Some(3));
        assert_eq!(past.last("c"), None);
        assert_eq!(past.sitting(1).and_then(|one| one.sat.day()), Some(jiff::civil::date(2026, 11, 22)));
    }

    #[test]
    fn entries_are_read_as_they_were_written_and_old_ones_too() {
        for entry in [sat(1, "a"), ticked(1, "One", true)] {
            let line = serde_json::to_string(&entry).unwrap();
            assert!(!line.contains('\n'));
            assert_eq!(MainsEntry::from_line(&line).unwrap(), entry, "{line}");
        }
        let old = r#"{"sat":{"sitting":5,"on":"2026-11-22 12:00","question":"a","points":["One"],"took":7}}"#;
        assert!(matches!(MainsEntry::from_line(old), Some(MainsEntry::Sat(Sat { words: None, .. }))));
    }

    #[test]
    fn hostile_lines_are_refused_or_cleaned() {
        let line = |point: &str| serde_json::to_string(&ticked(1, point, true)).unwrap();
        assert_eq!(MainsEntry::from_line(&line("a\u{1b}[2J\u{202e}")), Some(ticked(1, "a\u{fffd}[2J\u{fffd}", true)));
        assert_eq!(MainsEntry::from_line(&line(&"x".repeat(2000))), None);
        let many = Sat { points: vec![String::new(); 101], ..Sat::default_for_tests() };
        assert_eq!(MainsEntry::from_line(&serde_json::to_string(&MainsEntry::Sat(many)).unwrap()), None);
        assert!(MainsEntry::from_line("{\"sat\":{}}").is_none() && MainsEntry::from_line("").is_none());
    }

    impl Sat {
        fn default_for_tests() -> Self {
            match sat(1, "a") {
                MainsEntry::Sat(sat) => sat,
                MainsEntry::Ticked(_) => unreachable!("it is an answer"),
            }
        }
    }

    fn entry() -> impl Strategy<Value = MainsEntry> {
        let point = prop::sample::select(vec!["One", "Two", "Three", "Four"]);
        prop_oneof![
            (0..6_i64, prop::sample::select(vec!["a", "b", "c"])).prop_map(|(name, question)| sat(name, question)),
            (0..6_i64, point, any::<bool>()).prop_map(|(name, point, is_in)| ticked(name, point, is_in)),
        ]
    }

    proptest! {
        #[test]
        fn no_prefix_of_a_log_loses_anything(entries in prop::collection::vec(entry(), 0..40), end in 0..41_usize) {
            let prefix = entries.get(..end).unwrap_or(&entries);
            let past = Past::of(prefix);
            // Every answer is there, in its order, and read back from its lines it is the same.
            let sat: Vec<&Sat> = prefix.iter().filter_map(|one| match one {
                MainsEntry::Sat(sat) => Some(sat),
                MainsEntry::Ticked(_) => None,
            }).collect();
            prop_assert_eq!(past.sittings().iter().map(|one| &one.sat).collect::<Vec<_>>(), sat);
            let lines = prefix.iter().map(|one| serde_json::to_string(one).unwrap());
            let read: Vec<_> = lines.filter_map(|line| MainsEntry::from_line(&line)).collect();
            prop_assert_eq!(&Past::of(&read), &past);
            // Each point is as the last entry about it says, after the answer it is about.
            for one in past.sittings() {
                let is_last = past.sitting(one.sat.sitting) == Some(one);
                for point in &one.sat.points {
                    let begun = prefix.iter().rposition(|entry| matches!(entry, MainsEntry::Sat(sat) if *sat == one.sat));
                    let after = prefix.get(begun.unwrap_or(0)..).unwrap_or_default();
                    let said = after.iter().rev().find_map(|entry| match entry {
                        MainsEntry::Ticked(tick) if tick.sitting == one.sat.sitting && tick.point == *point => Some(tick.is_in),
                        _ => None,
                    });
                    if is_last {
                        prop_assert_eq!(one.ticked.contains(point), said.unwrap_or(false));
                    }
                }
            }
            // Going on from a prefix comes to the same as reading all.
            let mut goes_on = past.clone();
            entries.iter().skip(prefix.len()).for_each(|entry| goes_on.apply(entry));
            prop_assert_eq!(goes_on, Past::of(&entries));
        }
    }
}
