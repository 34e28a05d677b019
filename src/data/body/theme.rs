//! What a theme has of its own.

use serde::{Deserialize, Serialize};

use crate::data::particular::{Particular, Value};

words! {
    /// What a theme argues.
    Stance {
        /// Why the relationship matters.
        Significance = "Significance",
        /// What hinders it.
        Challenge = "Challenge",
        /// What might be done.
        WayForward = "Way forward",
    }
}

/// An argument about the relationship.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// What it argues.
    pub stance: Stance,
}

impl Theme {
    /// What it has of its own.
    pub(super) fn particulars(&self) -> Vec<Particular<'_>> {
        vec![Particular::new("stance", "Stance", Value::Sort(self.stance.name())).found_as("Stance")]
    }
}
