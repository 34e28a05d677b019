//! What an exercise has of its own: who trains, and its editions.

use serde::{Deserialize, Serialize};

use crate::data::cite::Cites;
use crate::data::date::PartialDate;
use crate::data::particular::{Entry, Particular, Value};
use crate::data::text::Text;

words! {
    /// Which service trains.
    Service {
        /// Armies.
        Army = "Army",
        /// Navies.
        Navy = "Navy",
        /// Air forces.
        Air = "Air force",
        /// Coast guards.
        CoastGuard = "Coast guard",
        /// Several services.
        Joint = "Joint services",
    }
}

/// A military exercise.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise<'a> {
    /// Which service trains.
    pub service: Service,
    /// The countries that take part.
    #[serde(borrow, default)]
    pub partners: Vec<Text<'a>>,
    /// Its editions that are told of, oldest first.
    #[serde(default)]
    pub editions: Vec<Edition<'a>>,
}

/// One edition of an exercise.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Edition<'a> {
    /// Its name.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// When.
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// Where.
    #[serde(default)]
    pub place: Option<Text<'a>>,
    /// What is told of it.
    #[serde(default)]
    pub note: Option<Text<'a>>,
    /// Where it is said.
    #[serde(rename(serialize = "cites"))]
    pub cite: Cites<'a>,
}

impl Exercise<'_> {
    /// What it has of its own.
    pub(super) fn particulars(&self) -> Vec<Particular<'_>> {
        let editions = self.editions.iter().map(Edition::entry);
        vec![
            Particular::new("service", "Service", Value::Branch(self.service.name())).found_as("Service"),
            Particular::new("partners", "Partners", Value::Names(&self.partners)).found_as("Partner"),
            Particular::new("editions", "Editions", Value::Entries("edition", editions.collect())).found_as("Edition"),
        ]
    }
}

impl Edition<'_> {
    fn entry(&self) -> Entry<'_> {
        Entry {
            number: None,
            name: Some(&self.name),
            date: self.date,
            place: self.place.as_ref(),
            note: self.note.as_ref(),
            cites: &self.cite,
        }
    }
}
