//! `maitri due`: what is asked today, by sector, what waits, and what today's cards do for the exam.

use std::io::Write;

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;

use super::explore::options::Explore;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::{KEPT_NOWHERE, Permission};
use crate::cli::study_options::ReportOptions;
use crate::cli::text_output::phrases::{ahead, in_words, per_cent};
use crate::data::Dataset;
use crate::study::Collection;
use crate::study::scheduler::{Today, days};
use crate::text::{about_minutes, counted, pad, width};

/// What to tell.
#[derive(Debug, Args)]
pub(crate) struct Due {
    #[command(flatten)]
    options: ReportOptions,
}

/// What is due, as JSON tells it.
#[derive(Serialize)]
struct Report<'t> {
    day: String,
    exam: Option<String>,
    days_to_exam: Option<i32>,
    due: usize,
    new: usize,
    /// How many of the new ones a mock exam or a mark brought.
    brought: usize,
    reviews: usize,
    minutes: f32,
    sectors: Vec<Sector<'t>>,
    waiting: Waiting,
    recall_on_exam_day: Option<Recall>,
}

#[derive(Serialize)]
struct Sector<'t> {
    sector: &'t str,
    due: usize,
}

#[derive(Serialize)]
struct Waiting {
    new: usize,
    reviews: usize,
    siblings: usize,
}

#[derive(Serialize)]
struct Recall {
    now: f32,
    after_today: f32,
}

impl Permission for Due {
    fn refusal(&self) -> Option<&'static str> {
        Some(KEPT_NOWHERE)
    }
}

impl OfDataset for Due {
    /// Writes what is due.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let (collection, day) = self.options.look(&explore.study, dataset, io);
        let report = report(&collection, dataset, day);
        if self.options.json {
            serde_json::to_writer(&mut io.output, &report)?;
            writeln!(io.output)?;
            return Ok(());
        }
        write(&report, (day, collection.plan.exam), &mut io.output)
    }
}

/// What stands before the number of new cards that came of something else than their turn.
const BROUGHT: &str = "from mock exams and marks";

fn report<'t>(collection: &'t Collection, dataset: &'t Dataset<'_>, day: Date) -> Report<'t> {
    let today = collection.today(day);
    let outlook = collection.outlook(day, &today);
    Report {
        day: day.to_string(),
        exam: collection.plan.exam.map(|exam| exam.to_string()),
        days_to_exam: collection.plan.exam.map(|exam| days(day, exam)),
        due: today.cards.len(),
        new: today.new,
        brought: today.brought,
        reviews: today.cards.len() - today.new,
        minutes: today.minutes,
        sectors: sectors(collection, dataset, &today),
        waiting: Waiting { new: today.waiting.new, reviews: today.waiting.reviews, siblings: today.waiting.siblings },
        recall_on_exam_day: outlook.map(|outlook| Recall { now: outlook.now, after_today: outlook.after }),
    }
}

/// The cards of the day by sector, the most first.
fn sectors<'t>(collection: &'t Collection, dataset: &'t Dataset<'_>, today: &Today) -> Vec<Sector<'t>> {
    let mut sectors: Vec<Sector<'_>> = Vec::new();
    for name in today.cards.iter().filter_map(|id| collection.card(id)).map(|card| card.sector(dataset)) {
        match sectors.iter_mut().find(|sector| sector.sector == name) {
            Some(sector) => sector.due += 1,
            None => sectors.push(Sector { sector: name, due: 1 }),
        }
    }
    sectors.sort_by(|a, b| b.due.cmp(&a.due).then_with(|| a.sector.cmp(b.sector)));
    sectors
}

fn write(report: &Report<'_>, (day, exam): (Date, Option<Date>), out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "{}", heading(day, exam))?;
    if report.due == 0 {
        writeln!(out, "Nothing is due.")?;
    } else {
        writeln!(
            out,
            "{} due, {} new{} and {} seen before: about {}",
            counted(report.due, "card"),
            report.new,
            if report.brought > 0 { format!(" ({BROUGHT} {})", report.brought) } else { String::new() },
            report.reviews,
            about_minutes(report.minutes)
        )?;
        let widest = report.sectors.iter().map(|sector| width(sector.sector)).max().unwrap_or(0);
        for sector in &report.sectors {
            writeln!(out, "  {}  {}", pad(sector.sector, widest), sector.due)?;
        }
    }
    let Waiting { new, reviews, siblings } = report.waiting;
    let waiting = new + reviews + siblings;
    if waiting > 0 {
        let mut why = Vec::new();
        let mut count_of = |number: usize, what: &str| {
            if number > 0 {
                why.push(format!("{number} {what}"));
            }
        };
        count_of(reviews, "due but beyond the day's limit");
        count_of(new, "new");
        count_of(siblings, "about a record that is asked today");
        writeln!(out, "{waiting} more waiting: {}", why.join(", "))?;
    }
    if let Some(recall) = &report.recall_on_exam_day {
        let (now, after) = (per_cent(recall.now), per_cent(recall.after_today));
        let todays = if report.due == 0 { String::new() } else { format!(", {after} after today's cards") };
        writeln!(out, "Expected recall of the whole deck on exam day: {now} now{todays}")?;
    } else if exam.is_none() {
        writeln!(out, "With --exam YYYY-MM-DD the cards aim at the day of your exam.")?;
    }
    Ok(())
}

/// The day, and how far off the exam is.
pub(super) fn heading(day: Date, exam: Option<Date>) -> String {
    let today = in_words(day);
    match exam.map(|exam| (exam, days(day, exam))) {
        Some((exam, left)) if left > 0 => format!("{today}. Exam on {}, {}", in_words(exam), ahead(left)),
        Some((_, 0)) => format!("{today}. The exam is today: good luck"),
        Some((exam, _)) => format!("{today}. The exam was on {}; another day is set with --exam", in_words(exam)),
        None => today,
    }
}
