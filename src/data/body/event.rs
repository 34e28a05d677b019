//! What an event has of its own.

use serde::{Deserialize, Serialize};

use crate::data::particular::{Particular, Value};
use crate::data::text::Text;

words! {
    /// What sort of happening an event is.
    EventKind {
        /// Heads of government at an annual or leaders' summit.
        Summit = "Summit",
        /// A visit by a head of state, of government or a minister.
        Visit = "Visit",
        /// A meeting of officials or ministers.
        Meeting = "Meeting",
        /// A delegation of parliamentarians, officers or business people.
        Delegation = "Delegation",
        /// A conference, seminar or week.
        Conference = "Conference",
        /// The start of something.
        Launch = "Launch",
        /// A speech.
        Speech = "Speech",
        /// An award, unveiling or commemoration.
        Ceremony = "Ceremony",
        /// A turning point of the relationship.
        Milestone = "Milestone",
        /// A war, a battle or a truce.
        Conflict = "Conflict",
        /// A rupture, a dispute or a suspension between governments.
        Crisis = "Crisis",
        /// A disaster, and help in it.
        Disaster = "Disaster",
        /// A match or games.
        Sport = "Sport",
        /// History before diplomatic relations, or their background.
        History = "History",
    }
}

/// Something that happened.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Event<'a> {
    /// What sort of happening.
    #[serde(rename(serialize = "event_kind"))]
    pub kind: EventKind,
    /// Where.
    #[serde(borrow, default)]
    pub place: Option<Text<'a>>,
}

impl Event<'_> {
    /// What it has of its own.
    pub(super) fn particulars(&self) -> Vec<Particular<'_>> {
        vec![
            Particular::new("kind", "Kind", Value::Sort(self.kind.name())).found_as("Kind"),
            Particular::new("place", "Place", Value::Text(self.place.as_ref())).found_as("Place"),
        ]
    }
}
