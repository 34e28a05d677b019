//! What a theme has of its own.

use serde::{Deserialize, Serialize};

use crate::data::particular::{Particular, Value};
use crate::data::word::Word;

/// An argument about the relationship.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Theme<'a> {
    /// What it argues: a word of the pack’s stances, as in `Significance`, `Challenge`, `WayForward`.
    #[serde(borrow)]
    pub stance: Word<'a>,
}

impl Theme<'_> {
    /// What it has of its own.
    pub(super) fn particulars(&self) -> Vec<Particular<'_>> {
        vec![Particular::new("stance", "Stance", Value::Sort(self.stance.name())).found_as("Stance")]
    }
}
