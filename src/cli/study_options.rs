//! How one studies, as the command line tells it: the options the explorer and the commands of study
//! share, and the collection they open. What is studied is decided in [`crate::study`].

use std::path::PathBuf;

use clap::builder::RangedI64ValueParser;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::io::Io;
use super::kept_notes::kept;
use super::permission::STATE_DIR;
use super::settings;
use super::values::day;
use crate::clock::Clock;
use crate::data::pack::id::FIRST;
use crate::data::{Dataset, Pack};
use crate::store::answers::AnswerDirectory;
use crate::store::paths;
use crate::store::shelf::Directory;
use crate::study::Collection;
use crate::study::cards::own;
use crate::study::scheduler::Plan;
use crate::study::shelf::ReviewShelf;

/// How one studies; what is left out is taken from elsewhere.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Study")]
pub(crate) struct StudyOptions {
    /// The day of the exam, as in 2027-05-30: no card waits past it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    exam: Option<Date>,

    /// At most so many new cards a day, those that a mock exam brought among them; 15 if left out
    #[arg(long, visible_alias = "new", value_name = "N")]
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

    /// Type answers before they show, to see what differs
    #[arg(long)]
    typed: bool,

    /// The share of cards, in per cent from 70 to 97, that you want to know when they come back; 90 if left out
    #[arg(long, value_name = "PER-CENT", value_parser = within(Plan::RETENTIONS))]
    retention: Option<u8>,

    /// The hour from 0 to 12 at which a day of study begins; 4 if left out
    #[arg(long, value_name = "HOUR", value_parser = within(Plan::DAY_BEGINS))]
    day_begins: Option<u8>,

    /// Study as on this day: what is due then, and answers that are kept under it and count for it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<Date>,

    /// Ask drills made of the records’ dates, places and names besides the written cards
    #[arg(long)]
    drills: bool,

    /// Keep the review log, papers, answers and notes in this directory instead of the usual ones
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

/// Reads a whole number within a range.
fn within(range: std::ops::RangeInclusive<u8>) -> RangedI64ValueParser<u8> {
    RangedI64ValueParser::from(i64::from(*range.start())..=i64::from(*range.end()))
}

impl StudyOptions {
    /// These options, and where they say nothing, the others: those before a command's name are for
    /// the command too.
    pub(crate) fn or(&self, other: &Self) -> Self {
        Self {
            exam: self.exam.or(other.exam),
            new_a_day: self.new_a_day.or(other.new_a_day),
            reviews_a_day: self.reviews_a_day.or(other.reviews_a_day),
            minutes_a_day: self.minutes_a_day.or(other.minutes_a_day),
            grades: self.grades.or(other.grades),
            retention: self.retention.or(other.retention),
            day_begins: self.day_begins.or(other.day_begins),
            date: self.date.or(other.date),
            drills: self.drills || other.drills,
            typed: self.typed || other.typed,
            state_dir: self.state_dir.as_ref().or(other.state_dir.as_ref()).cloned(),
        }
    }

    /// The plan these options make of another.
    pub(crate) fn plan(&self, default: Plan) -> Plan {
        let mut plan = default;
        plan.exam = self.exam.or(plan.exam);
        plan.limits.new = self.new_a_day.unwrap_or(plan.limits.new);
        plan.limits.reviews = self.reviews_a_day.unwrap_or(plan.limits.reviews);
        plan.limits.minutes = self.minutes_a_day.or(plan.limits.minutes);
        plan.four_grades = self.grades.map_or(plan.four_grades, |grades| grades == Grades::Four);
        plan.retention = self.retention.unwrap_or(plan.retention);
        plan.day_begins = self.day_begins.unwrap_or(plan.day_begins);
        plan.drills |= self.drills;
        plan.typed |= self.typed;
        plan
    }

    /// The clock one studies by: that of the run, or one that stands at noon of the day asked for and goes on from
    /// there.
    pub(crate) fn clock(&self, io: &mut Io<'_>) -> Clock {
        if let Some(date) = self.date {
            io.clock = Some(Clock::set_to(date.at(12, 0, 0, 0)));
        }
        io.clock()
    }

    /// Why a visitor may not give these, if so.
    pub(crate) fn refusal(&self) -> Option<&'static str> {
        self.state_dir.is_some().then_some(STATE_DIR)
    }

    /// Where the review log is kept; nothing if the system tells no home directory.
    pub(crate) fn directory(&self, io: &Io<'_>) -> Option<PathBuf> {
        self.state_dir.clone().or_else(|| paths::state(&*io.environment))
    }

    /// What keeps answers and papers there for the readers of a pack.
    pub(crate) fn shelf(&self, pack: &Pack<'_>, io: &Io<'_>) -> Option<Directory> {
        self.directory(io).map(|directory| Directory::new(directory, &pack.id()))
    }

    /// Where is kept what a reader writes: with the logs if it is said where these are, else among the user's data.
    pub(crate) fn data_directory(&self, io: &Io<'_>) -> Option<PathBuf> {
        self.state_dir.clone().or_else(|| paths::data(&*io.environment))
    }

    /// Where the texts of answers are kept. Those of other packs than the first, whose questions may be called the
    /// same, lie in a directory of the pack's.
    pub(crate) fn answers(&self, pack: &Pack<'_>, io: &Io<'_>) -> Option<AnswerDirectory> {
        let directory = self.data_directory(io)?.join("answers");
        Some(AnswerDirectory(if pack.id() == FIRST { directory } else { directory.join(&*pack.id()) }))
    }

    /// Which day of study it is.
    pub(crate) fn day(&self, io: &mut Io<'_>) -> Date {
        let (settings, _) = settings::or_default(io);
        self.plan(settings.plan).day_of(self.clock(io).now().wall)
    }

    /// The collection, to be looked at.
    pub(crate) fn look(&self, dataset: &Dataset<'_>, io: &mut Io<'_>) -> Collection {
        self.collection(dataset, io, |reviews, plan| Collection::look(dataset, reviews, plan))
    }

    /// The collection, to answer at.
    pub(crate) fn open(&self, dataset: &Dataset<'_>, io: &mut Io<'_>) -> Collection {
        if self.directory(io).is_none() {
            io.warn("this system tells no home directory, so answers are not kept; say where with --state-dir");
        }
        self.collection(dataset, io, |reviews, plan| Collection::open(dataset, reviews, plan))
    }

    /// The collection with what the user has set; what it has to say of the log goes beside what was asked for.
    fn collection(
        &self,
        dataset: &Dataset<'_>,
        io: &mut Io<'_>,
        open: impl FnOnce(Option<&dyn ReviewShelf>, Plan) -> Collection,
    ) -> Collection {
        let reviews = self.shelf(&dataset.pack, io);
        let (settings, _) = settings::or_default(io);
        let mut collection =
            open(reviews.as_ref().map(|reviews| reviews as &dyn ReviewShelf), self.plan(settings.plan));
        for notice in collection.notices() {
            io.warn(notice);
        }
        if let Some(directory) = self.data_directory(io) {
            collection.set_own(own::cards(dataset, &kept(dataset, &directory, io)));
        }
        collection
    }
}

/// What `due`, `stats` and `plan` are to tell.
#[derive(Debug, Args)]
pub(crate) struct ReportOptions {
    /// As one line of JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    study: StudyOptions,
}

impl ReportOptions {
    /// The collection that is reported on, and the day; these options go before the others.
    pub(crate) fn look(&self, other: &StudyOptions, dataset: &Dataset<'_>, io: &mut Io<'_>) -> (Collection, Date) {
        let study = self.study.or(other);
        let clock = study.clock(io);
        let collection = study.look(dataset, io);
        let day = collection.day(clock.now());
        (collection, day)
    }
}
