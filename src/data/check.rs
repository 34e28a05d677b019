//! What a pack must satisfy beyond being readable.
//!
//! [`soundness`] is what the program itself relies on: a pack that fails it is not opened.
//! [`quality`] is what a reader relies on: `maitri check` reports it besides. Every problem is
//! reported, not only the first, each at its own place in the file.

use std::collections::HashSet;

pub(super) use disputes::shared_disputes;
use report::Report;

use super::cite::Cites;
use super::files::Files;
use super::link::Link;
use super::problem::{OtherPlace, Problem};
use super::text::Text;
use super::unread::{self, Unread};
use super::{Dataset, Item};

/// What stands at the other of two places that contradict each other.
const THE_OTHER: &str = "the other is here";

const NOTHING_CITED: &str = "nothing is cited here; every statement names its source";

mod alike;
mod cards;
mod charts;
pub mod copies;
mod disputes;
mod empty;
mod eras;
mod exams;
mod figures;
mod grades;
mod ids;
mod links;
mod lists;
mod mains;
mod money;
mod names;
mod pack;
pub mod quality;
mod questions;
mod quotations;
mod records;
mod references;
mod repeats;
mod report;
mod showing;
mod side_by_side;
mod texts;
mod twins;
mod words;

/// Everything wrong with a pack that its readers' program could trip over.
#[must_use]
pub fn soundness(dataset: &Dataset<'_>, files: &Files) -> Vec<Problem> {
    soundness_beside(dataset, files, &unread::NOTHING)
}

/// The same of a pack of which something did not parse, and is told elsewhere.
pub(super) fn soundness_beside(dataset: &Dataset<'_>, files: &Files, unread: &Unread) -> Vec<Problem> {
    let mut report = Report { unread, ..Report::new(dataset, files) };
    if !unread.is_head {
        report.pack();
        report.exams();
        report.eras();
        report.usage();
        report.lists();
        report.charts();
        report.changes();
        report.breakdowns();
        report.fiscal_years();
        report.ladder();
        report.tours();
        report.summits();
    }
    report.items();
    report.bank();
    report.cards();
    report.mains();
    let mut problems = report.problems;
    sort(&mut problems);
    problems
}

/// Of a pack that was sound, everything wrong with what was changed of it.
#[must_use]
pub(super) fn soundness_of(dataset: &Dataset<'_>, files: &Files, only: &Only<'_>, unread: &Unread) -> Vec<Problem> {
    let mut report = Report { only: Some(only), unread, ..Report::new(dataset, files) };
    if !unread.is_head {
        report.sources();
        report.lists();
        report.charts();
        report.breakdowns();
        report.exams();
        report.eras();
        report.fiscal_years();
        report.tours();
    }
    report.titles();
    let is_of = |id: &str| only.items.contains(id);
    dataset.records.iter().filter(|record| is_of(&record.id)).for_each(|record| report.record(record));
    dataset.series.iter().filter(|series| is_of(&series.id)).for_each(|series| report.series(series));
    // Where none was changed, they may stay packed.
    if !only.questions.is_empty() {
        report.bank();
    }
    if !only.cards.is_empty() {
        report.cards();
    }
    if !only.mains.is_empty() {
        report.mains();
    }
    let mut problems = report.problems;
    sort(&mut problems);
    problems
}

/// What is wrong with cites that stand beside a thing of this id, and not in it.
#[must_use]
pub(super) fn cites_of(
    dataset: &Dataset<'_>,
    files: &Files,
    id: &str,
    cites: &Cites<'_>,
    unread: &Unread,
) -> Vec<Problem> {
    let mut report = Report { unread, ..Report::new(dataset, files) };
    report.cites(id, "cite", cites, cites.as_text());
    report.problems
}

/// What is wrong with a text that stands beside a thing of this id, in a field of this name, and not in it.
#[must_use]
pub(super) fn text_of(dataset: &Dataset<'_>, files: &Files, (id, part): (&str, &str), text: &Text<'_>) -> Vec<Problem> {
    let mut report = Report::new(dataset, files);
    report.text(id, part, text);
    report.problems
}

/// What is judged of a pack: these things, by their ids.
#[derive(Debug, Default)]
pub struct Only<'o> {
    /// Records and series.
    pub items: HashSet<&'o str>,
    /// Written questions.
    pub questions: HashSet<&'o str>,
    /// Written cards.
    pub cards: HashSet<&'o str>,
    /// Questions of the main examination.
    pub mains: HashSet<&'o str>,
    /// Sources.
    pub sources: HashSet<&'o str>,
    /// Tours, by their names.
    pub tours: HashSet<&'o str>,
}

/// Puts problems in the order of files and lines, errors before advice, and tells once what several records share.
pub fn sort(problems: &mut Vec<Problem>) {
    let place = |problem: &Problem| problem.place.as_ref().map_or((0, 0), |place| (place.line, place.column));
    problems.sort_by(|a, b| {
        a.severity.cmp(&b.severity).then_with(|| a.file.cmp(&b.file)).then_with(|| place(a).cmp(&place(b)))
    });
    problems.dedup_by(|next, before| {
        next.file == before.file
            && next.message == before.message
            && next.place.is_some()
            && place(next) == place(before)
    });
}

/// The problem of a link that leads nowhere.
#[must_use]
pub fn dangling(dataset: &Dataset<'_>, files: &Files, item: Item<'_, '_>, index: usize) -> Problem {
    let mut report = Report::new(dataset, files);
    let Some(link) = item.raw_links().get(index) else {
        return report.problem(item.id(), "", item.id(), String::new());
    };
    let message = report.no_such_record(&link.to);
    report.problem(item.id(), &format_args!("links[{index}]"), links::place(link, item), message)
}

/// Where a link stands, as another place that matters.
#[must_use]
pub(super) fn link_place(
    dataset: &Dataset<'_>,
    files: &Files,
    item: Item<'_, '_>,
    link: &Link<'_>,
) -> Option<OtherPlace> {
    let mut report = Report::new(dataset, files);
    let Problem { file, place, .. } = report.problem(item.id(), "", links::place(link, item), String::new());
    Some(OtherPlace { file, place: place?, says: "the link is here".to_owned() })
}

pub(super) fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}
