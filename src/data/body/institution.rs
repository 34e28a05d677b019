//! What an institution has of its own: whose it is, what it is for, and its meetings.

use serde::{Deserialize, Serialize};

use crate::data::cite::Cites;
use crate::data::date::PartialDate;
use crate::data::particular::{Entry, Particular, Value};
use crate::data::text::Text;

words! {
    /// What sort of body an institution is.
    InstitutionForm {
        /// A standing dialogue or series of meetings.
        Dialogue = "Dialogue",
        /// A committee.
        Committee = "Committee",
        /// A working group.
        WorkingGroup = "Working group",
        /// A body both sides run together.
        JointBody = "Joint body",
        /// A forum.
        Forum = "Forum",
        /// A public agency.
        Agency = "Agency",
        /// A ministry or department.
        Ministry = "Ministry",
        /// A university or institute.
        University = "University",
        /// A laboratory or research centre.
        Laboratory = "Laboratory",
        /// A company.
        Company = "Company",
        /// An association, society or think tank.
        Association = "Association",
        /// A chamber of commerce or industry.
        Chamber = "Chamber of commerce",
        /// A bank or fund.
        Bank = "Bank",
        /// A foundation.
        Foundation = "Foundation",
        /// A museum, library or archive.
        Museum = "Museum",
        /// An embassy or consulate.
        Mission = "Embassy or consulate",
        /// A parliamentary league.
        League = "League",
        /// A grouping with further countries.
        Multilateral = "Multilateral",
    }
}

/// A body that meets, works or teaches.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Institution<'a> {
    /// What sort of body.
    pub form: InstitutionForm,
    /// Whose it is.
    #[serde(borrow)]
    pub side: Text<'a>,
    /// At what level it meets.
    #[serde(default)]
    pub level: Option<Text<'a>>,
    /// When it was set up.
    #[serde(default)]
    pub established: Option<PartialDate>,
    /// Who leads it.
    #[serde(default)]
    pub chairs: Vec<Text<'a>>,
    /// What it is for, in a sentence.
    #[serde(default)]
    pub mandate: Option<Text<'a>>,
    /// Its meetings that are told of, oldest first.
    #[serde(default)]
    pub meetings: Vec<Meeting<'a>>,
}

/// One meeting of an institution.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting<'a> {
    /// Its ordinal, from 1, where told.
    #[serde(default)]
    pub number: Option<u16>,
    /// When.
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// Where.
    #[serde(borrow, default)]
    pub place: Option<Text<'a>>,
    /// Who led it or what it did.
    #[serde(default)]
    pub note: Option<Text<'a>>,
    /// Where it is said.
    #[serde(rename(serialize = "cites"))]
    pub cite: Cites<'a>,
}

impl Institution<'_> {
    /// What it has of its own.
    pub(super) fn particulars(&self) -> Vec<Particular<'_>> {
        let meetings = self.meetings.iter().map(Meeting::entry);
        vec![
            Particular::new("form", "Form", Value::Sort(self.form.name())).found_as("Form"),
            Particular::new("side", "Side", Value::Side(&self.side)),
            Particular::new("level", "Level", Value::Text(self.level.as_ref())).found_as("Level"),
            Particular::new("established", "Established", Value::Date(self.established)),
            Particular::new("chairs", "Led by", Value::Names(&self.chairs)).found_as("Chair"),
            Particular::new("mandate", "Purpose", Value::Text(self.mandate.as_ref())).found_as("Mandate"),
            Particular::new("meetings", "Meetings", Value::Entries("meeting", meetings.collect())).found_as("Meeting"),
        ]
    }
}

impl Meeting<'_> {
    fn entry(&self) -> Entry<'_> {
        Entry {
            number: self.number,
            name: None,
            date: self.date,
            place: self.place.as_ref(),
            note: self.note.as_ref(),
            cites: &self.cite,
        }
    }
}
