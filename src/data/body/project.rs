//! What a project has of its own.

use serde::{Deserialize, Serialize};

use crate::data::particular::{Particular, Value};
use crate::data::text::Text;

words! {
    /// How far a project has come.
    ProjectStage {
        /// Talked of, not begun.
        Proposed = "Proposed",
        /// Begun.
        Underway = "Under way",
        /// Done.
        Complete = "Complete",
        /// Done in part, and in part given up or open.
        Partial = "Partly complete",
        /// Given up.
        Cancelled = "Cancelled",
        /// At a halt.
        Stalled = "Stalled",
        /// The sources do not tell.
        Unclear = "Unclear",
    }
}

/// Something built, flown or made.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Project<'a> {
    /// How far it has come.
    pub stage: ProjectStage,
    /// Where.
    #[serde(borrow, default)]
    pub place: Option<Text<'a>>,
    /// Who does it.
    #[serde(default)]
    pub partners: Vec<Text<'a>>,
}

impl Project<'_> {
    /// What it has of its own.
    pub(super) fn particulars(&self) -> Vec<Particular<'_>> {
        vec![
            Particular::new("stage", "Stage", Value::State(self.stage.name())),
            Particular::new("place", "Place", Value::Text(self.place.as_ref())).found_as("Place"),
            Particular::new("partners", "Partners", Value::Names(&self.partners)).found_as("Partner"),
        ]
    }
}
