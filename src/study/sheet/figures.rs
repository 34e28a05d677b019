//! The figures of a sheet: the newest of each series that measures its records, with unit, period, status and basis,
//! and beside one that may still change the last that is settled; where those are few, the facts in which an amount is
//! told.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::subjects::Subjects;
use super::{Part, Statement, cited};
use crate::data::cite::{Cite, by_source};
use crate::data::link::Relation;
use crate::data::record::Fact;
use crate::data::series::{DataPoint, Series, Status, format_value};
use crate::data::{ItemId, Record};
use crate::study::wording::quantities::{Kind, spans};
use crate::study::wording::{Lexicon, first_sentence};

/// Figures on a sheet.
const FIGURES: usize = 5;

/// What is told among the figures.
pub(super) struct Figures<'d> {
    series: Vec<&'d Series<'d>>,
    facts: Vec<(&'d Record<'d>, &'d Fact<'d>)>,
}

impl<'d> Figures<'d> {
    /// The series that have most to do with the subjects, and facts as far as there is room.
    pub(super) fn new(subjects: &Subjects<'d>) -> Self {
        let series = series(subjects);
        let room = FIGURES.saturating_sub(series.len());
        // Of several records two facts each have to do.
        let each = if subjects.is_one() { FIGURES } else { 2 };
        let lexicon = Lexicon::of_pack(&subjects.dataset.pack);
        let records = subjects.records().map(|(_, record)| record).filter(|record| subjects.is_at_home(record));
        let facts = records.flat_map(|record| {
            let facts = record.facts.iter().filter(|fact| tells_amount(&lexicon, &fact.statement));
            facts.take(each).map(move |fact| (record, fact))
        });
        Self { series, facts: facts.take(room).collect() }
    }

    /// Whether a fact is told here, and so nowhere else.
    pub(super) fn tell(&self, fact: &Fact<'_>) -> bool {
        self.facts.iter().any(|(_, told)| std::ptr::eq(*told, fact))
    }

    /// The part of the sheet.
    pub(super) fn part(&self, subjects: &Subjects<'d>) -> Part<'d> {
        let mut statements = match self.series.as_slice() {
            // Of a series itself its last figures, for how they are counted stands above them.
            [only] if subjects.is_one() && subjects.series().next().is_some() => lately(only),
            several => newest(several),
        };
        statements.extend(self.facts.iter().map(|(record, fact)| of_fact(subjects, record, fact)));
        Part { heading: "Figures", statements }
    }
}

/// A fact of a record, with the record's title where the sheet is about several.
pub(super) fn of_fact<'d>(subjects: &Subjects<'d>, record: &'d Record<'d>, fact: &'d Fact<'d>) -> Statement<'d> {
    Statement::new(subjects.label(record, fact.label.as_str()), fact.statement.as_str(), cited([&fact.cites]))
}

/// The last figures of a series, the newest first.
fn lately<'d>(series: &'d Series<'d>) -> Vec<Statement<'d>> {
    let mut noted = HashSet::new();
    let points = series.points.iter().rev().take(FIGURES);
    let told = points.map(|point| {
        let mut text = format!("{} {}, {}.", format_value(point.value), series.unit, stated(point));
        note(point, &mut noted, &mut text);
        Statement::new(point.period.to_string(), text, cites(point))
    });
    told.collect()
}

/// The newest figure of each series, with its basis unless that is the one before's, and without what was noted above.
fn newest<'d>(series: &[&'d Series<'d>]) -> Vec<Statement<'d>> {
    let mut before = None;
    let mut noted = HashSet::new();
    let told = series.iter().filter_map(|series| Some((series, series.points.last()?))).map(|(series, point)| {
        let mut text = figure(series, point);
        note(point, &mut noted, &mut text);
        let basis = first_sentence(&series.basis).trim_end_matches('.');
        let is_same = before.replace(basis) == Some(basis);
        let _ = if is_same { write!(text, " Same basis.") } else { write!(text, " Basis: {basis}.") };
        // What may still change stands beside what is settled.
        let settled = settled(series).filter(|_| point.status == Status::Provisional);
        if let Some(settled) = settled {
            let _ = write!(text, " Before: {}", figure(series, settled));
        }
        let points = std::iter::once(point).chain(settled);
        Statement::new(series.title.as_str(), text, by_source(points.flat_map(cites)))
    });
    told.collect()
}

/// Adds what is noted of a figure; sentences that were noted above stand there.
fn note<'d>(point: &'d DataPoint<'d>, noted: &mut HashSet<&'d str>, text: &mut String) {
    let mut rest = point.note.as_ref().map_or("", |note| note.as_str()).trim();
    let mut is_above = false;
    while !rest.is_empty() {
        let sentence = first_sentence(rest);
        rest = rest.get(sentence.len()..).unwrap_or_default().trim_start();
        if noted.insert(sentence) {
            let _ = write!(text, " {}.", sentence.trim_end_matches('.'));
        } else {
            is_above = true;
        }
    }
    if is_above {
        text.push_str(" Noted as above.");
    }
}

/// The last figure that is not provisional.
fn settled<'d>(series: &'d Series<'d>) -> Option<&'d DataPoint<'d>> {
    series.points.iter().rev().find(|point| point.status != Status::Provisional)
}

/// The series that have the most to do with the subjects, at most as many as have room: those that measure most of
/// them, and of those alike the trade first and the newest.
fn series<'d>(subjects: &Subjects<'d>) -> Vec<&'d Series<'d>> {
    let dataset = subjects.dataset;
    let own: Vec<&Series<'_>> = subjects.series().collect();
    if !own.is_empty() {
        return own.into_iter().take(FIGURES).collect();
    }
    let mut measured: HashMap<ItemId, (usize, usize)> = HashMap::new();
    for (id, _) in subjects.records() {
        for end in dataset.links(id).iter().filter(|end| dataset.series_of(end.to).is_some()) {
            let (closely, loosely) = measured.entry(end.to).or_default();
            let count = if end.relation == Relation::MeasuredBy { closely } else { loosely };
            *count += 1;
        }
    }
    let mut ranked: Vec<(ItemId, &Series<'_>, (usize, usize))> =
        measured.into_iter().filter_map(|(id, counts)| Some((id, dataset.series_of(id)?, counts))).collect();
    let is_detail = |series: &Series<'_>| dataset.pack.is_detail(&series.group);
    let group = |series: &Series<'_>| dataset.pack.place_of_group(&series.group);
    ranked.sort_by_key(|(id, series, counts)| {
        let last = series.points.last().map(|point| point.period.latest());
        (is_detail(series), Reverse(*counts), Reverse(last), group(series), *id)
    });
    let mut chosen: Vec<&Series<'_>> = ranked.into_iter().map(|(_, series, _)| series).take(FIGURES).collect();
    // What is counted alike stands together.
    chosen.sort_by_key(|series| group(series));
    chosen
}

/// `6.24 US$ billion, FY 2024-25, reported; also 6 (rounded).`
fn figure(series: &Series<'_>, point: &DataPoint<'_>) -> String {
    format!("{} {}, {}, {}.", format_value(point.value), series.unit, point.period, stated(point))
}

/// `reported; also 6 (rounded)`: how far a figure is sure.
fn stated(point: &DataPoint<'_>) -> String {
    let mut text = point.status.name().to_owned();
    for other in &point.also {
        let _ = write!(text, "; also {} ({})", format_value(other.value), other.note.trim_end_matches('.'));
    }
    text
}

fn cites<'d>(point: &'d DataPoint<'d>) -> Vec<Cite<'d>> {
    cited([&point.cite].into_iter().chain(point.also.iter().map(|other| &other.cite)))
}

/// Whether a text tells an amount of money, a share or a measure.
fn tells_amount(lexicon: &Lexicon<'_>, text: &str) -> bool {
    spans(lexicon, text).iter().any(|span| match &span.kind {
        Kind::Amount { before, after } => !before.is_empty() || !after.is_empty(),
        Kind::Date(_) => false,
    })
}
