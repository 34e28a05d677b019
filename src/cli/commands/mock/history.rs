//! `maitri mock --history`: the papers that were sat, and how it went from paper to paper, as text or JSON.

use std::io::Write;

use serde::Serialize;

use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::study_options::StudyOptions;
use crate::data::Dataset;
use crate::study::exam::attempt::{Attempt, attempts};
use crate::study::exam::history::{Course, Trend, not_yet_right, topics, trend, whole_cells};
use crate::study::exam::kept::PaperEntry;
use crate::study::exam::report::{Tally, in_minutes};
use crate::study::shelf::{Log, NotKept, Shelf};
use crate::text::{agreeing, pad, pad_start, width};

/// Cells of a bar.
const BAR: usize = 10;

/// Everything, as JSON tells it.
#[derive(Serialize)]
struct History {
    papers: Vec<Sat>,
    trend: Vec<Group>,
    /// Questions that were wrong or left open when they were last asked.
    not_yet_right: usize,
}

/// A paper that was handed in.
#[derive(Serialize)]
struct Sat {
    begun: String,
    questions: usize,
    right: u32,
    wrong: u32,
    open: u32,
    marks: String,
    minutes: u64,
    seconds: u64,
    /// How long it took in words, as the report of the paper has it.
    #[serde(skip)]
    took: String,
    topics: String,
    again: bool,
}

/// How it went with some questions.
#[derive(Serialize)]
struct Group {
    by: &'static str,
    name: String,
    right: u32,
    wrong: u32,
    open: u32,
    /// Right of what was answered in each paper, the oldest first.
    papers: Vec<Option<f64>>,
}

/// Writes what was sat.
pub(super) fn write(dataset: &Dataset<'_>, study: &StudyOptions, json: bool, io: &mut Io<'_>) -> Result<(), Failure> {
    let sat = sat(dataset, study, io)?;
    let history = History {
        papers: sat.iter().map(Sat::of).collect(),
        trend: groups(&trend(&sat), json),
        not_yet_right: not_yet_right(dataset, &sat).len(),
    };
    if json {
        serde_json::to_writer(&mut io.output, &history)?;
        writeln!(io.output)?;
        return Ok(());
    }
    tell(&history, &mut io.output)
}

/// The papers that were handed in, the oldest first.
fn sat(dataset: &Dataset<'_>, study: &StudyOptions, io: &mut Io<'_>) -> Result<Vec<Attempt>, Failure> {
    let Some(shelf) = study.shelf(&dataset.pack, io) else {
        let sentence = "this system tells no home directory, so no papers are kept; say where with --state-dir";
        return Err(Failure::Refused(sentence.to_owned()));
    };
    let log: Box<dyn Log<PaperEntry>> =
        Shelf::<PaperEntry>::look(&shelf).map_err(|NotKept(why)| Failure::Refused(why))?;
    for notice in log.notices() {
        io.warn(&notice);
    }
    Ok(attempts(log.entries()).into_iter().filter(|attempt| attempt.is_over).collect())
}

impl Sat {
    fn of(attempt: &Attempt) -> Self {
        let report = attempt.report();
        let Tally { right, wrong, none, .. } = report.whole;
        Self {
            begun: attempt.begun.moment_in_full(),
            questions: attempt.answers.len(),
            right,
            wrong,
            open: none,
            marks: report.in_short(&attempt.begun.scheme),
            minutes: attempt.spent.as_secs().div_ceil(60).max(1),
            seconds: attempt.spent.as_secs(),
            took: in_minutes(attempt.spent),
            topics: topics(attempt),
            again: attempt.begun.again.is_some(),
        }
    }
}

/// How it went by each grouping: topics by name, for whoever takes them by their place, or the weakest first.
fn groups(trend: &Trend, by_name: bool) -> Vec<Group> {
    let group = |by, name: String, course: &Course| {
        let Tally { right, wrong, none, .. } = course.whole;
        Group { by, name, right, wrong, open: none, papers: course.steps().collect() }
    };
    let whole = [group("all", "All questions".to_owned(), &trend.whole)];
    let mut sectors = trend.weakest_first();
    if by_name {
        sectors.sort_unstable_by_key(|(name, _)| *name);
    }
    let sectors = sectors.into_iter().map(|(name, course)| group("topic", name.to_owned(), course));
    let forms = trend.forms.iter().map(|(form, course)| group("form", form.name().to_owned(), course));
    let sure = trend.confidence.iter().map(|(sure, course)| group("confidence", sure.name().to_owned(), course));
    whole.into_iter().chain(sectors).chain(forms).chain(sure).collect()
}

fn tell(history: &History, out: &mut dyn Write) -> Result<(), Failure> {
    if history.papers.is_empty() {
        return Ok(writeln!(out, "No paper was handed in yet; `maitri mock` begins one.")?);
    }
    for sat in &history.papers {
        let again = if sat.again { "again: " } else { "" };
        let size = format!("{} in {}", sat.questions, sat.took);
        writeln!(out, "{}  {} {}  {again}{}", sat.begun, pad(&size, 19), pad(&sat.marks, 20), sat.topics)?;
    }
    if history.not_yet_right > 0 {
        let s = agreeing(history.not_yet_right, "question was", "questions were");
        writeln!(out, "{} {s} not right when last asked.", history.not_yet_right)?;
    }
    writeln!(out, "\nRight of what was answered: in all papers, then in each from the oldest on")?;
    let widest = history.trend.iter().map(|group| width(&group.name)).max().unwrap_or(0);
    let mut before = "";
    for group in &history.trend {
        if group.by != before && !before.is_empty() {
            writeln!(out, "\nBy {}", group.by)?;
        }
        before = group.by;
        let given = group.right + group.wrong;
        let share = Tally { right: group.right, wrong: group.wrong, ..Tally::default() }.accuracy();
        let each: Vec<String> = group.papers.iter().map(|share| per_cent(*share)).collect();
        let (name, of) = (pad(&group.name, widest), format!("{}/{given}", group.right));
        let share = (bar(share), pad_start(&per_cent(share), 5), pad_start(&of, 8));
        writeln!(out, "  {name} {} {}{}  {}", share.0, share.1, share.2, each.join(" "))?;
    }
    Ok(())
}

fn per_cent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.0}%", share * 100.0))
}

fn bar(share: Option<f64>) -> String {
    let full = whole_cells(share.unwrap_or_default(), BAR);
    format!("{}{}", "#".repeat(full), ".".repeat(BAR - full))
}
