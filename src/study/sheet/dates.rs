//! The dates of a sheet: those of its records themselves, then what happened near them; of a topic its turning points.

use std::borrow::Cow;
use std::collections::HashSet;

use super::bearing::{Bearing, bearing};
use super::subjects::Subjects;
use super::{Part, Statement, cited};
use crate::data::date::PartialDate;
use crate::data::particular::{Entry, Value};
use crate::data::{Dataset, Kind, Record};
use crate::study::wording::{capital, stem};

/// Dates on a sheet.
const DATES: usize = 5;
/// Meetings or editions among them, where a record tells of several.
const ENTRIES: usize = 2;

/// A date and what it is of.
struct Dated<'d> {
    when: PartialDate,
    text: Cow<'d, str>,
    bearing: Bearing<'d>,
}

/// The dates, oldest first.
pub(super) fn dates<'d>(subjects: &Subjects<'d>) -> Part<'d> {
    let dataset = subjects.dataset;
    let all: Box<dyn Iterator<Item = Dated<'d>> + '_> = if subjects.sector.is_some() {
        // What happened comes before what was made, for that stands under what there is on the topic.
        Box::new([true, false].into_iter().flat_map(move |happened| {
            let records = subjects.records().map(|(_, record)| record);
            records
                .filter(move |record| (record.kind == Kind::Event) == happened)
                .filter_map(move |record| of_record(dataset, record))
        }))
    } else {
        let mut dated: Vec<Dated<'d>> = Vec::new();
        for (_, record) in subjects.records() {
            dated.extend(own(dataset, record, subjects.is_one()));
        }
        // What happened near a record on a date of its own is told by that already.
        let own: HashSet<PartialDate> = dated.iter().map(|dated| dated.when).collect();
        let near = subjects.near_records().map(|(_, record)| record);
        let near = near.filter(move |record| record.when.is_some_and(|when| !own.contains(&when)));
        let near = near.filter(|record| is_dated(record.kind)).filter_map(move |record| of_record(dataset, record));
        Box::new(dated.into_iter().chain(near))
    };
    // No more are looked at than have room: a subject may have thousands.
    let mut seen = HashSet::new();
    let once = all.filter(|dated| seen.insert((dated.when, dated.text.to_string())));
    let mut dated: Vec<Dated<'d>> = once.take(DATES).collect();
    dated.sort_by(|a, b| a.when.list_order(&b.when));
    let statement = |dated: Dated<'d>| Statement::borne(dated.when.to_string(), dated.text, dated.bearing);
    Part { heading: "Dates", statements: dated.into_iter().map(statement).collect() }
}

/// Whether the date of a kind is that of something that happened or began: nobody's life, no place, word or argument.
fn is_dated(kind: Kind) -> bool {
    match kind {
        Kind::Event | Kind::Agreement | Kind::Institution | Kind::Project | Kind::Exercise | Kind::Initiative => true,
        Kind::Person | Kind::Theme | Kind::Place | Kind::Term | Kind::Series => false,
    }
}

/// A record by its date and its title.
fn of_record<'d>(dataset: &'d Dataset<'d>, record: &'d Record<'d>) -> Option<Dated<'d>> {
    let when = record.when.filter(|_| is_dated(record.kind))?;
    Some(titled(dataset, record, when))
}

fn titled<'d>(dataset: &'d Dataset<'d>, record: &'d Record<'d>, when: PartialDate) -> Dated<'d> {
    let bearing = bearing(dataset, record, &format!("{} {when}", record.title));
    Dated { when, text: stem(&record.title).into(), bearing }
}

/// The dates that a record itself has, and of its meetings or editions the first and the last.
fn own<'d>(dataset: &'d Dataset<'d>, record: &'d Record<'d>, is_alone: bool) -> Vec<Dated<'d>> {
    let mut dated: Vec<Dated<'d>> = Vec::new();
    let of_it = |what: &str| {
        if is_alone {
            Cow::Owned(what.to_owned())
        } else {
            Cow::Owned(format!("{}: {}", stem(&record.title), what.to_lowercase()))
        }
    };
    for particular in record.body.particulars() {
        match particular.value {
            Value::Date(Some(when)) => {
                let said = format!("{} {when} {}", record.title, particular.label);
                dated.push(Dated { when, text: of_it(particular.label), bearing: bearing(dataset, record, &said) });
            }
            Value::Entries(one, entries) => {
                let entries: Vec<_> = entries.into_iter().filter_map(|entry| Some((entry.date?, entry))).collect();
                let last = entries.len().saturating_sub(1).max(1);
                let ends = entries.iter().enumerate().filter(|(at, _)| *at == 0 || *at >= last);
                for (_, (when, entry)) in ends.take(ENTRIES) {
                    let bearing = Bearing { cites: cited([entry.cites]), more: 0 };
                    dated.push(Dated { when: *when, text: of_it(&told(one, entry)), bearing });
                }
            }
            Value::Date(None)
            | Value::Sort(_)
            | Value::Branch(_)
            | Value::State(_)
            | Value::Side(_)
            | Value::Parties(_)
            | Value::Text(_)
            | Value::Names(_)
            | Value::Position(..)
            | Value::Meanings(_) => {}
        }
    }
    if let Some(when) = record.when
        && !dated.iter().any(|dated| dated.when == when)
    {
        dated.insert(0, titled(dataset, record, when));
    }
    dated
}

/// `Meeting 5, Chennai: A statement was adopted.`
fn told(one: &str, entry: &Entry<'_>) -> String {
    let number = || entry.number.map_or_else(|| one.to_owned(), |number| format!("{one} {number}"));
    let name = capital(&entry.name.map_or_else(number, ToString::to_string));
    let place = entry.place.map_or_else(String::new, |place| format!(", {place}"));
    let note = entry.note.map_or_else(String::new, |note| format!(": {note}"));
    format!("{name}{place}{note}")
}
