//! What of an item is searched besides its names: facts, parties, people, then the summary.
//!
//! One list for both the index and the excerpt, so that a hit in a text can always be shown.

use crate::data::Item;
use crate::data::body::Body;
use crate::data::date::PartialDate;
use crate::data::particular::{Particular, Value};
use crate::data::period::Period;
use crate::data::record::Record;
use crate::data::series::Series;

/// A labelled piece of an item's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Section<'d> {
    /// What a reader calls it.
    pub(crate) label: &'d str,
    /// The text as written.
    pub(crate) text: &'d str,
    /// Of what sort it is.
    pub(crate) sort: Sort,
}

/// Sorts of section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A fact, whose label was written for it and is searched too.
    Fact,
    /// Anything else stated on its own.
    Field,
    /// The summary, which ranks below.
    Summary,
}

/// Hands out the sections of an item, summaries last.
pub(crate) fn for_each<'d>(item: Item<'d, 'd>, visit: &mut impl FnMut(Section<'d>)) {
    match item {
        Item::Record(record) => of_record(record, visit),
        Item::Series(series) => of_series(series, visit),
    }
}

fn of_record<'d>(record: &'d Record<'d>, visit: &mut impl FnMut(Section<'d>)) {
    for fact in &record.facts {
        visit(Section { label: &fact.label, text: &fact.statement, sort: Sort::Fact });
    }
    let mut add = |label, text| visit(Section { label, text, sort: Sort::Field });
    of_body(&record.body, &mut add);
    for conflict in &record.conflicts {
        add("Sources differ", &conflict.point);
        for claim in &conflict.claims {
            add("Sources differ", &claim.statement);
        }
        add("Reading", &conflict.reading);
    }
    for sector in &record.sectors {
        add("Sector", sector);
    }
    visit(Section { label: "Summary", text: &record.summary, sort: Sort::Summary });
}

fn of_body<'d>(body: &'d Body<'d>, add: &mut impl FnMut(&'d str, &'d str)) {
    add("Kind", body.kind().id());
    for Particular { label, found, value, .. } in body.particulars() {
        // When it was is a date; what was then is the word for that: `cepa in force`.
        if let Value::Date(Some(_)) = value {
            add("Date", label);
        }
        let Some(label) = found.filter(|_| !is_names(&value)) else { continue };
        value.word().into_iter().for_each(|word| add(label, word));
        value.each_text(&mut |_, text| add(label, text));
    }
}

/// Whether it is other names of its record, which are searched as such and not as texts.
fn is_names(value: &Value<'_>) -> bool {
    matches!(value, Value::Meanings(_))
}

/// Hands out the names an item has because of its kind, with what a reader calls them.
pub(crate) fn for_each_meaning<'d>(record: &'d Record<'d>, visit: &mut impl FnMut(&'d str, &'d str)) {
    for Particular { found, value, .. } in record.body.particulars() {
        let Some(label) = found.filter(|_| is_names(&value)) else { continue };
        value.each_text(&mut |_, text| visit(label, text));
    }
}

fn of_series<'d>(series: &'d Series<'d>, visit: &mut impl FnMut(Section<'d>)) {
    let mut add = |label, text| visit(Section { label, text, sort: Sort::Field });
    add("Kind", "series figures");
    add("Group", series.group.name());
    add("Unit", &series.unit);
    add("Basis", &series.basis);
    for point in &series.points {
        point.note.iter().for_each(|note| add("Note", note));
    }
    if let Some(note) = &series.note {
        visit(Section { label: "Note", text: note, sort: Sort::Summary });
    }
}

/// Every date an item is known by: its own first, then those of its body.
pub(crate) fn dates(item: Item<'_, '_>) -> Vec<PartialDate> {
    let Item::Record(record) = item else { return Vec::new() };
    let mut dates: Vec<PartialDate> = record.when.into_iter().collect();
    for particular in record.body.particulars() {
        if let Value::Date(date) = particular.value {
            dates.extend(date);
        }
    }
    dates
}

/// The dates of meetings and editions that an item tells of.
pub(crate) fn dates_within(item: Item<'_, '_>) -> Vec<PartialDate> {
    let Item::Record(record) = item else { return Vec::new() };
    let mut dates = Vec::new();
    for particular in record.body.particulars() {
        if let Value::Entries(_, entries) = particular.value {
            dates.extend(entries.iter().filter_map(|entry| entry.date));
        }
    }
    dates
}

/// The periods of an item's figures.
pub(crate) fn periods<'d>(item: Item<'d, 'd>) -> impl Iterator<Item = Period> + 'd {
    let points = match item {
        Item::Series(series) => series.points.as_slice(),
        Item::Record(_) => &[],
    };
    points.iter().map(|point| point.period)
}
