//! How a sheet opens: what its subject is, at a glance and in a paragraph, and the points that belong to it: the facts
//! of records, the agreements and programmes of a topic.

use std::borrow::Cow;
use std::iter;

use super::bearing::bearing;
use super::figures::{Figures, of_fact};
use super::gathering::Size;
use super::subjects::Subjects;
use super::{Part, Statement, cited};
use crate::data::body::Body;
use crate::data::cite::Cite;
use crate::data::native::{ReadName, read_names};
use crate::data::record::Record;
use crate::data::series::Series;
use crate::data::{ItemId, Kind};
use crate::study::wording::first_sentence;
use crate::text;

/// Facts told of each record, where there is one, and where there are several.
const FACTS: (usize, usize) = (5, 2);
/// Agreements told of a topic before whatever else is done.
const AGREEMENTS: usize = 3;
/// Agreements and whatever else is done, together.
const POINTS: usize = 6;

/// What the subject is at a glance.
pub(super) fn glance(subjects: &Subjects<'_>) -> String {
    let dataset = subjects.dataset;
    if subjects.sector.is_some() {
        let Size { records, core } = subjects.size;
        let records = text::counted(records, "record");
        return format!("{} · topic · {records}, {core} of them Core", dataset.pack.title);
    }
    let records = subjects.records().map(|(_, record)| of_record(record));
    let series = subjects.series().map(|series| format!("{} · {}", Kind::Series.name(), series.unit));
    let told = match records.chain(series).collect::<Vec<_>>().as_slice() {
        [only] => only.clone(),
        several => format!("{} · {}", dataset.pack.title, text::counted(several.len(), "record")),
    };
    iter::once(told).chain(hands(subjects)).collect::<Vec<_>>().join(" · ")
}

/// Which layers had a hand in what it is about: `amended by News of December`.
fn hands(subjects: &Subjects<'_>) -> Vec<String> {
    let dataset = subjects.dataset;
    let series = subjects.series().filter_map(|series| dataset.find(&series.id));
    let items = subjects.records().map(|(id, _)| id).chain(series);
    let mut hands: Vec<String> = Vec::new();
    for step in items.flat_map(|id| dataset.layers.of_item(id)) {
        let Some(layer) = dataset.pack.layers.get(step.layer) else { continue };
        let hand = format!("{} {}", step.deed.words().to_lowercase(), layer.title);
        if !hands.contains(&hand) {
            hands.push(hand);
        }
    }
    hands
}

/// `1 August 2011 · Agreement · Economy · Core`
fn of_record(record: &Record<'_>) -> String {
    let sort = record.body.particulars().into_iter().find_map(|particular| particular.value.word());
    let when = record.when.map(|when| Cow::Owned(when.to_string()));
    let sectors = record.sectors.iter().map(|sector| Cow::Borrowed(sector.as_str()));
    let parts = when.into_iter().chain([Cow::Borrowed(sort.unwrap_or(record.kind.name()))]);
    parts.chain(sectors).chain([Cow::Borrowed(record.weight.name())]).collect::<Vec<_>>().join(" · ")
}

/// The names in other scripts, where the sheet is about one record.
pub(super) fn native<'d>(subjects: &Subjects<'d>) -> Vec<ReadName<'d>> {
    if !subjects.is_one() {
        return Vec::new();
    }
    subjects.records().flat_map(|(_, record)| read_names(&record.native, &record.read_as).names).collect()
}

/// What it is: the summary of each record, the basis of each series; of a topic why it matters.
pub(super) fn opening<'d>(subjects: &Subjects<'d>) -> Vec<Statement<'d>> {
    if subjects.sector.is_some() {
        return of_topic(subjects).into_iter().collect();
    }
    let is_one = subjects.is_one();
    let label = |title: &'d str| if is_one { "" } else { title };
    let records = subjects.records().map(|(id, record)| {
        Statement::new(label(&record.title), record.summary.as_str(), behind(subjects, id, record))
    });
    let series = subjects.series().map(|series| Statement::new(label(&series.title), counted(series), last(series)));
    records.chain(series).collect()
}

/// Why a topic matters, as the first of its arguments says; or else what the first of its records tells.
fn of_topic<'d>(subjects: &Subjects<'d>) -> Option<Statement<'d>> {
    let pack = &subjects.dataset.pack;
    let argues = |record: &Record<'_>| match &record.body {
        Body::Theme(theme) => pack.opens_a_topic(&theme.stance),
        Body::Event(_)
        | Body::Agreement(_)
        | Body::Institution(_)
        | Body::Project(_)
        | Body::Exercise(_)
        | Body::Person(_)
        | Body::Initiative(_)
        | Body::Place(_)
        | Body::Term(_) => false,
    };
    let (id, record) = subjects.records().find(|(_, record)| argues(record)).or_else(|| subjects.records().next())?;
    Some(Statement::new(record.title.as_str(), record.summary.as_str(), behind(subjects, id, record)))
}

/// Where the summary of a record is said: a layer that amended it says where.
fn behind<'d>(subjects: &Subjects<'d>, id: ItemId, record: &'d Record<'d>) -> Vec<Cite<'d>> {
    match subjects.dataset.layers.behind(id, "summary") {
        Some(cites) => cited([cites]),
        None => cited(&record.cites),
    }
}

/// How a series is counted, and what is to be known before comparing.
fn counted(series: &Series<'_>) -> String {
    let basis = series.basis.trim_end_matches('.');
    series.note.as_ref().map_or_else(|| format!("{basis}."), |note| format!("{basis}. {note}"))
}

fn last<'d>(series: &'d Series<'d>) -> Vec<crate::data::cite::Cite<'d>> {
    cited(series.points.last().map(|point| &point.cite))
}

/// The facts of records that are not among the figures, or what was agreed and is done on a topic.
pub(super) fn points<'d>(subjects: &Subjects<'d>, figures: &Figures<'d>) -> Part<'d> {
    if subjects.sector.is_some() {
        return Part { heading: "Agreements and programmes", statements: done(subjects) };
    }
    let most = if subjects.is_one() { FACTS.0 } else { FACTS.1 };
    let facts = subjects.records().flat_map(|(_, record)| {
        let rest = record.facts.iter().filter(|fact| !figures.tell(fact)).take(most);
        rest.map(move |fact| of_fact(subjects, record, fact))
    });
    Part { heading: "Facts", statements: facts.collect() }
}

fn done<'d>(subjects: &Subjects<'d>) -> Vec<Statement<'d>> {
    let of = |kinds: &'static [Kind]| {
        subjects.records().map(|(_, record)| record).filter(|record| kinds.contains(&record.kind))
    };
    let agreements = || of(&[Kind::Agreement]);
    let others = of(&[Kind::Initiative, Kind::Project, Kind::Exercise]);
    // Where little is done beside them, there is room for more agreements.
    let first = agreements().take(AGREEMENTS);
    first
        .chain(others)
        .chain(agreements().skip(AGREEMENTS))
        .take(POINTS)
        .map(|record| named(subjects, record))
        .collect()
}

/// A record with its year and what it is for.
fn named<'d>(subjects: &Subjects<'d>, record: &'d Record<'d>) -> Statement<'d> {
    let untold = record.when.filter(|when| !record.title.contains(&when.year().to_string()));
    let year = untold.map(|when| when.year_in_short());
    let label =
        year.map_or_else(|| Cow::Borrowed(record.title.as_str()), |year| format!("{} ({year})", record.title).into());
    let purpose = purpose(record);
    let bearing = bearing(subjects.dataset, record, &format!("{label} {purpose}"));
    Statement::borne(label, purpose, bearing)
}

/// What a record is for, or is, in a sentence.
pub(super) fn purpose<'d>(record: &'d Record<'d>) -> &'d str {
    match &record.body {
        Body::Agreement(agreement) => &agreement.objective,
        Body::Institution(institution) => {
            institution.mandate.as_ref().map_or_else(|| first_sentence(&record.summary), |mandate| mandate.as_str())
        }
        Body::Person(person) => &person.role,
        Body::Event(_)
        | Body::Project(_)
        | Body::Exercise(_)
        | Body::Initiative(_)
        | Body::Theme(_)
        | Body::Place(_)
        | Body::Term(_) => first_sentence(&record.summary),
    }
}
