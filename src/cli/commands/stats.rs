//! `maitri stats`: how studying goes: reviews a day, what comes, what was kept, what won't stick.

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
use crate::cli::text_output::phrases::per_cent;
use crate::data::Dataset;
use crate::study::Collection;
use crate::study::collection::{FORTNIGHT, WEEKS};
use crate::study::scheduler::topics::TopicStanding;
use crate::text::counted;
use crate::text::{pad, pad_start, width};

/// What to tell.
#[derive(Debug, Args)]
pub(crate) struct Stats {
    #[command(flatten)]
    options: ReportOptions,
}

/// How studying goes, as JSON tells it.
#[derive(Serialize)]
struct Report<'t> {
    day: String,
    /// Answers on each day, oldest first, from a Monday on.
    calendar: Vec<Count>,
    /// Cards that were due on an earlier day.
    overdue: usize,
    /// Cards that fall due, by day; none of those overdue.
    forecast: Vec<Count>,
    retention: Retention,
    leeches: Vec<Leech<'t>>,
    sectors: Vec<Sector<'t>>,
}

#[derive(Serialize)]
struct Count {
    day: String,
    weekday: String,
    cards: usize,
}

/// Of the cards asked again on a later day, how many were known.
#[derive(Serialize)]
struct Retention {
    asked: usize,
    known: usize,
}

#[derive(Serialize)]
struct Leech<'t> {
    card: &'t str,
    record: &'t str,
    lapses: usize,
    question: String,
}

#[derive(Serialize)]
struct Sector<'t> {
    #[serde(rename = "sector")]
    name: &'t str,
    cards: usize,
    seen: usize,
    /// The mean predicted recall today of the cards seen.
    recall: Option<f32>,
}

impl Permission for Stats {
    fn refusal(&self) -> Option<&'static str> {
        Some(KEPT_NOWHERE)
    }
}

impl OfDataset for Stats {
    /// Writes how studying goes.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let (collection, day) = self.options.look(&explore.study, dataset, io);
        let report = report(&collection, dataset, day);
        let out = &mut io.output;
        if self.options.json {
            serde_json::to_writer(&mut *out, &report)?;
            writeln!(out)?;
            return Ok(());
        }
        calendar(&report.calendar, out)?;
        forecast(report.overdue, &report.forecast, out)?;
        retention(&report.retention, out)?;
        leeches(&report.leeches, out)?;
        sectors(&report.sectors, out)
    }
}

fn report<'t>(collection: &'t Collection, dataset: &'t Dataset<'_>, day: Date) -> Report<'t> {
    let counts = |days: Vec<(Date, usize)>| {
        days.into_iter()
            .map(|(day, cards)| Count { day: day.to_string(), weekday: day.strftime("%a").to_string(), cards })
            .collect()
    };
    let (asked, known) = collection.progress().kept();
    let leech = |card: &'t crate::study::Card| Leech {
        card: card.id.as_str(),
        record: dataset.get(card.owner).map_or("", |item| item.id()),
        lapses: collection.state(&card.id).map_or(0, |state| state.lapses.len()),
        question: card.question(0),
    };
    let coming = collection.forecast(day, FORTNIGHT);
    let topics = collection.topics(dataset, day).into_iter();
    Report {
        day: day.to_string(),
        calendar: counts(collection.calendar(day)),
        overdue: coming.overdue,
        forecast: counts(coming.days),
        retention: Retention { asked, known },
        leeches: collection.leeches(day).map(leech).collect(),
        sectors: topics
            .map(|TopicStanding { name, cards, seen, recall }| Sector { name, cards, seen, recall })
            .collect(),
    }
}

/// A line a week, from the first in which anything was answered.
fn calendar(days: &[Count], out: &mut dyn Write) -> Result<(), Failure> {
    let weeks: Vec<&[Count]> = days.chunks(7).collect();
    let total: usize = days.iter().map(|day| day.cards).sum();
    writeln!(out, "Answers in the last {WEEKS} weeks: {total}")?;
    if total == 0 {
        return Ok(writeln!(out)?);
    }
    writeln!(out, "  Week from    Mon  Tue  Wed  Thu  Fri  Sat  Sun   all")?;
    let any = |week: &&&[Count]| week.iter().all(|day| day.cards == 0);
    let idle = weeks.iter().take_while(any).count();
    for week in weeks.iter().skip(idle) {
        let Some(monday) = week.first() else { continue };
        let cells: String = week.iter().map(|day| pad_start(&day.cards.to_string(), 5)).collect();
        let sum: usize = week.iter().map(|day| day.cards).sum();
        writeln!(out, "  {}{} {}", monday.day, pad(&format!(" {cells}"), 36), pad_start(&sum.to_string(), 5))?;
    }
    Ok(writeln!(out)?)
}

fn forecast(overdue: usize, days: &[Count], out: &mut dyn Write) -> Result<(), Failure> {
    if overdue > 0 {
        writeln!(out, "Cards that are overdue: {overdue}")?;
    }
    let total: usize = days.iter().map(|day| day.cards).sum();
    writeln!(out, "Cards that fall due in the next {FORTNIGHT} days, new ones aside: {total}")?;
    if total > 0 {
        for day in days {
            writeln!(out, "  {} {}  {}", day.day, day.weekday, pad_start(&day.cards.to_string(), 4))?;
        }
    }
    Ok(writeln!(out)?)
}

fn retention(retention: &Retention, out: &mut dyn Write) -> Result<(), Failure> {
    let Retention { asked, known } = *retention;
    if asked == 0 {
        writeln!(out, "Retention: no card was asked again on a later day yet.")?;
    } else {
        #[expect(clippy::cast_precision_loss, reason = "counts of answers")]
        let share = known as f32 / asked as f32;
        writeln!(out, "Retention: {} ({known} known of {asked} asked again on a later day)", per_cent(share))?;
    }
    Ok(writeln!(out)?)
}

fn leeches(leeches: &[Leech<'_>], out: &mut dyn Write) -> Result<(), Failure> {
    if leeches.is_empty() {
        return Ok(());
    }
    writeln!(out, "Cards that won't stick: {}", leeches.len())?;
    for leech in leeches {
        let first = leech.question.lines().next().unwrap_or_default();
        writeln!(out, "  {first} ({}; `maitri show {}`)", counted(leech.lapses, "lapse"), leech.record)?;
    }
    Ok(writeln!(out)?)
}

fn sectors(sectors: &[Sector<'_>], out: &mut dyn Write) -> Result<(), Failure> {
    let widest = sectors.iter().map(|sector| width(sector.name)).max().unwrap_or(0);
    writeln!(out, "{}   seen  of   recall today", pad("By sector", widest + 2))?;
    for sector in sectors {
        let recall = sector.recall.map_or_else(|| "–".to_owned(), per_cent);
        let (seen, cards) = (pad_start(&sector.seen.to_string(), 6), pad_start(&sector.cards.to_string(), 5));
        writeln!(out, "  {} {seen}{cards}   {recall}", pad(sector.name, widest))?;
    }
    Ok(())
}
