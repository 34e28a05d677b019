//! The fields that only one kind of record has, put into words.

use std::borrow::Cow;

use super::{Block, Writer};
use crate::data::body::{Agreement, Body, Exercise, Institution, Meeting};
use crate::data::record::Record;

/// `Agreement (MoU)`, `Dialogue`, `Challenge`: what a record is, as precisely as its body tells.
pub(crate) fn kind_in_words(body: &Body<'_>) -> String {
    let kind = body.kind().name();
    match body {
        Body::Event(event) => event.kind.name().to_owned(),
        Body::Agreement(agreement) => agreement.form.name().to_owned(),
        Body::Institution(institution) => institution.form.name().to_owned(),
        Body::Exercise(exercise) => format!("{kind} ({})", exercise.service.name()),
        Body::Theme(theme) => theme.stance.name().to_owned(),
        Body::Project(_) | Body::Person(_) | Body::Initiative(_) | Body::Place(_) | Body::Term(_) => kind.to_owned(),
    }
}

/// Names in a row: `A, B and C`.
fn listed<'t>(names: impl IntoIterator<Item = &'t str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

impl<'d> Writer<'d> {
    /// Tells what only this kind of record has.
    pub(super) fn body(&mut self, record: &'d Record<'d>) {
        let pack = &self.dataset.pack;
        let side = |code: &str| -> String { pack.side_name(code).to_owned() };
        match &record.body {
            Body::Event(event) => self.some("Place", event.place.as_deref()),
            Body::Agreement(agreement) => self.agreement(agreement),
            Body::Institution(institution) => self.institution(institution),
            Body::Project(project) => {
                self.labelled("Stage", project.stage.name());
                self.some("Place", project.place.as_deref());
                self.names("Partners", project.partners.iter().map(crate::data::text::Text::as_str));
            }
            Body::Exercise(exercise) => self.exercise(exercise),
            Body::Person(person) => {
                self.labelled("Side", side(&person.side));
                self.labelled("Office", person.role.as_str());
                self.some("Lived", person.lived.map(|lived| lived.to_string()));
            }
            Body::Initiative(initiative) => {
                self.some("Launched", initiative.launched.map(|date| date.to_string()));
                self.some("Led by", initiative.lead.as_deref());
                self.names("Partners", initiative.partners.iter().map(crate::data::text::Text::as_str));
            }
            Body::Theme(_) => {}
            Body::Place(place) => {
                self.labelled("Side", side(&place.side));
                self.some("Region", place.region.as_deref());
                self.labelled("Position", position(place.lat, place.lon));
            }
            Body::Term(term) => {
                if !term.expansions.is_empty() {
                    self.heading(if term.expansions.len() > 1 { "Meanings" } else { "Meaning" });
                }
                for expansion in &term.expansions {
                    let notes = self.notes([&expansion.cites]);
                    self.blocks.push(Block::Paragraph(Cow::Owned(format!("{}{notes}", expansion.statement))));
                }
            }
        }
    }

    fn some(&mut self, label: &'static str, text: Option<impl Into<Cow<'d, str>>>) {
        if let Some(text) = text {
            self.labelled(label, text);
        }
    }

    fn names(&mut self, label: &'static str, names: impl Iterator<Item = &'d str>) {
        let text = listed(names);
        if !text.is_empty() {
            self.labelled(label, text);
        }
    }

    fn agreement(&mut self, agreement: &'d Agreement<'d>) {
        self.labelled("Objective", agreement.objective.as_str());
        self.some("Signed", agreement.signed.map(|date| date.to_string()));
        self.some("In force", agreement.in_force.map(|date| date.to_string()));
        self.some("Runs to", agreement.expires.map(|date| date.to_string()));
        self.labelled("Status", agreement.status.name());
        let dataset = self.dataset;
        for code in dataset.pack.sides() {
            let bodies = agreement.parties.iter().filter(|party| party.side == code).map(|party| party.name.as_str());
            let text = listed(bodies);
            if !text.is_empty() {
                self.labelled(dataset.pack.side_name(code), text);
            }
        }
    }

    fn institution(&mut self, institution: &'d Institution<'d>) {
        self.labelled("Side", self.dataset.pack.side_name(&institution.side));
        self.some("Level", institution.level.as_deref());
        self.some("Established", institution.established.map(|date| date.to_string()));
        self.names("Led by", institution.chairs.iter().map(crate::data::text::Text::as_str));
        self.some("Purpose", institution.mandate.as_deref());
        if !institution.meetings.is_empty() {
            self.heading("Meetings");
        }
        for meeting in &institution.meetings {
            self.meeting(meeting);
        }
    }

    fn meeting(&mut self, meeting: &'d Meeting<'d>) {
        let number = meeting.number.map_or_else(|| "–".to_owned(), |number| format!("No. {number}"));
        let date = meeting.date.map(|date| date.to_string());
        let parts: Vec<&str> =
            date.as_deref().into_iter().chain(meeting.place.as_deref()).chain(meeting.note.as_deref()).collect();
        let notes = self.notes([&meeting.cite]);
        self.labelled(number, format!("{}{notes}", parts.join("; ")));
    }

    fn exercise(&mut self, exercise: &'d Exercise<'d>) {
        self.names("Partners", exercise.partners.iter().map(crate::data::text::Text::as_str));
        if !exercise.editions.is_empty() {
            self.heading("Editions");
        }
        for edition in &exercise.editions {
            let date = edition.date.map(|date| date.to_string());
            let parts: Vec<&str> =
                date.as_deref().into_iter().chain(edition.place.as_deref()).chain(edition.note.as_deref()).collect();
            let notes = self.notes([&edition.cite]);
            self.labelled(edition.name.as_str(), format!("{}{notes}", parts.join("; ")));
        }
    }
}

/// `34.69° N, 135.80° E`
fn position(lat: f64, lon: f64) -> String {
    let (ns, ew) = (if lat < 0.0 { 'S' } else { 'N' }, if lon < 0.0 { 'W' } else { 'E' });
    format!("{:.2}° {ns}, {:.2}° {ew}", lat.abs(), lon.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_positions_read_well() {
        assert_eq!(listed(["A"]), "A");
        assert_eq!(listed(["A", "B", "C"]), "A, B and C");
        assert_eq!(listed([]), "");
        assert_eq!(position(34.69, -75.5), "34.69° N, 75.50° W");
    }
}
