//! How one studies, as the command line tells it: the options the explorer and the commands of study
//! share, and the desk they open. What is studied is decided in [`crate::study`].

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::config::heeded;
use super::today::day;
use crate::dataset::Dataset;
use crate::dataset::date::PartialDate;
use crate::directories;
use crate::now::Now;
use crate::study::Desk;
use crate::study::desk::day_of;
use crate::study::schedule::Plan;

/// How one studies; what is left out is taken from elsewhere.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Study")]
pub struct Study {
    /// The day of the exam, as in 2027-05-30: no card waits past it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    exam: Option<Date>,

    /// At most so many new cards a day; 15 if left out
    #[arg(long, value_name = "N")]
    new_a_day: Option<usize>,

    /// At most so many cards seen before a day; 120 if left out
    #[arg(long, value_name = "N")]
    reviews_a_day: Option<usize>,

    /// At most so many minutes a day; no limit if left out
    #[arg(long, value_name = "N")]
    minutes_a_day: Option<u32>,

    /// Grade answers as again or good, or as again, hard, good or easy
    #[arg(long, value_enum, value_name = "HOW-MANY")]
    grades: Option<Grades>,

    /// Keep the review log in this directory instead of the usual one
    #[arg(long, value_name = "DIR")]
    state_dir: Option<PathBuf>,
}

/// How many grades there are to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Grades {
    /// Again or good
    #[value(name = "2", alias = "two")]
    Two,
    /// Again, hard, good or easy
    #[value(name = "4", alias = "four")]
    Four,
}

impl Study {
    /// These options, and where they say nothing, the others: those before a command's name are for
    /// the command too.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            exam: self.exam.or(other.exam),
            new_a_day: self.new_a_day.or(other.new_a_day),
            reviews_a_day: self.reviews_a_day.or(other.reviews_a_day),
            minutes_a_day: self.minutes_a_day.or(other.minutes_a_day),
            grades: self.grades.or(other.grades),
            state_dir: self.state_dir.or(other.state_dir),
        }
    }

    /// The plan these options make of another.
    #[must_use]
    pub fn plan(&self, default: Plan) -> Plan {
        let mut plan = default;
        plan.exam = self.exam.or(plan.exam);
        plan.limits.new = self.new_a_day.unwrap_or(plan.limits.new);
        plan.limits.reviews = self.reviews_a_day.unwrap_or(plan.limits.reviews);
        plan.limits.minutes = self.minutes_a_day.or(plan.limits.minutes);
        plan.four_grades = self.grades.map_or(plan.four_grades, |grades| grades == Grades::Four);
        plan
    }

    /// Whether it is said where the review log is kept.
    pub(super) fn names_a_directory(&self) -> bool {
        self.state_dir.is_some()
    }

    /// Where the review log is kept; nothing if the system tells no home directory.
    #[must_use]
    pub fn directory(&self) -> Option<PathBuf> {
        self.state_dir.clone().or_else(directories::state)
    }

    /// The desk, to be looked at.
    pub(super) fn look(&self, dataset: &Dataset<'_>) -> Desk {
        let desk = Desk::look(dataset, self.directory().as_deref(), self.plan(heeded().0.plan));
        tell(&desk);
        desk
    }

    /// The desk, to answer at.
    pub(super) fn sit_down(&self, dataset: &Dataset<'_>) -> Desk {
        let directory = self.directory();
        if directory.is_none() {
            super::say("this system tells no home directory, so answers are not kept; say where with --state-dir");
        }
        let desk = Desk::open(dataset, directory.as_deref(), self.plan(heeded().0.plan));
        tell(&desk);
        desk
    }
}

/// What `due` and `stats` are to tell.
#[derive(Debug, Args)]
pub(super) struct Telling {
    /// As one line of JSON
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) day: Day,
    #[command(flatten)]
    pub(super) study: Study,
}

/// Which day it is for study.
#[derive(Debug, Args)]
pub(super) struct Day {
    /// As it will be on another day than today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<Date>,
}

impl Day {
    pub(super) fn date(&self, now: Now) -> Date {
        self.date.unwrap_or_else(|| day_of(now.wall))
    }
}

/// What the log has to say goes beside what was asked for.
fn tell(desk: &Desk) {
    for notice in desk.notices() {
        super::say(notice);
    }
}

/// `22 November 2026`.
pub(super) fn in_words(day: Date) -> String {
    PartialDate::day(day).to_string()
}

/// `1 card`, `2 cards`.
pub(super) fn count(number: usize, thing: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{s}")
}

/// `in 1 day`, `in 12 days`.
pub(super) fn ahead(days: i32) -> String {
    let s = if days == 1 { "" } else { "s" };
    format!("in {days} day{s}")
}

/// `34.2%`.
pub(super) fn per_cent(share: f32) -> String {
    format!("{:.1}%", share * 100.0)
}
