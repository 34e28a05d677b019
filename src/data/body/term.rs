//! What a term has of its own: its meanings.

use serde::{Deserialize, Serialize};

use crate::data::claim::Claim;
use crate::data::particular::{Particular, Value};

/// An acronym or special word.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Term<'a> {
    /// Each of its meanings, with where it is used so.
    #[serde(borrow)]
    pub expansions: Vec<Claim<'a>>,
}

impl Term<'_> {
    /// What it has of its own.
    pub(super) fn particulars(&self) -> Vec<Particular<'_>> {
        let meanings = self.expansions.iter().map(|meaning| (&meaning.statement, &meaning.cites));
        vec![Particular::new("expansions", "Meaning", Value::Meanings(meanings.collect())).found_as("Stands for")]
    }
}
