//! What of an item is searched besides its names: facts, parties, people, then the summary.
//!
//! One list for both the index and the excerpt, so that a hit in a text can always be shown.

use crate::data::Item;
use crate::data::body::{Body, Institution};
use crate::data::date::PartialDate;
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
    match body {
        Body::Event(event) => {
            add("Kind", event.kind.name());
            event.place.iter().for_each(|place| add("Place", place));
        }
        Body::Agreement(agreement) => {
            add("Form", agreement.form.name());
            agreement.parties.iter().for_each(|party| add("Signed by", &party.name));
            add("Objective", &agreement.objective);
        }
        Body::Institution(institution) => of_institution(institution, add),
        Body::Project(project) => {
            project.place.iter().for_each(|place| add("Place", place));
            project.partners.iter().for_each(|partner| add("Partner", partner));
        }
        Body::Exercise(exercise) => {
            add("Service", exercise.service.name());
            exercise.partners.iter().for_each(|partner| add("Partner", partner));
            for edition in &exercise.editions {
                add("Edition", &edition.name);
                edition.place.iter().for_each(|place| add("Edition", place));
                edition.note.iter().for_each(|note| add("Edition", note));
            }
        }
        Body::Person(person) => add("Role", &person.role),
        Body::Initiative(initiative) => {
            initiative.lead.iter().for_each(|lead| add("Led by", lead));
            initiative.partners.iter().for_each(|partner| add("Partner", partner));
        }
        Body::Theme(theme) => add("Stance", theme.stance.name()),
        Body::Place(place) => place.region.iter().for_each(|region| add("Region", region)),
        // A term's expansions are names, not texts.
        Body::Term(_) => {}
    }
}

fn of_institution<'d>(institution: &'d Institution<'d>, add: &mut impl FnMut(&'d str, &'d str)) {
    add("Form", institution.form.name());
    institution.level.iter().for_each(|level| add("Level", level));
    institution.chairs.iter().for_each(|chair| add("Chair", chair));
    institution.mandate.iter().for_each(|mandate| add("Mandate", mandate));
    for meeting in &institution.meetings {
        meeting.place.iter().for_each(|place| add("Meeting", place));
        meeting.note.iter().for_each(|note| add("Meeting", note));
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
    match &record.body {
        Body::Agreement(agreement) => {
            dates.extend([agreement.signed, agreement.in_force, agreement.expires].into_iter().flatten());
        }
        Body::Institution(institution) => dates.extend(institution.established),
        Body::Person(person) => dates.extend(person.lived),
        Body::Initiative(initiative) => dates.extend(initiative.launched),
        _ => {}
    }
    dates
}

/// The dates of meetings and editions that an item tells of.
pub(crate) fn dates_within(item: Item<'_, '_>) -> Vec<PartialDate> {
    let Item::Record(record) = item else { return Vec::new() };
    match &record.body {
        Body::Institution(institution) => institution.meetings.iter().filter_map(|meeting| meeting.date).collect(),
        Body::Exercise(exercise) => exercise.editions.iter().filter_map(|edition| edition.date).collect(),
        _ => Vec::new(),
    }
}

/// The periods of an item's figures.
pub(crate) fn periods<'d>(item: Item<'d, 'd>) -> impl Iterator<Item = Period> + 'd {
    let points = match item {
        Item::Series(series) => series.points.as_slice(),
        Item::Record(_) => &[],
    };
    points.iter().map(|point| point.period)
}
