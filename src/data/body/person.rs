//! What a person has of their own.

use serde::{Deserialize, Serialize};

use crate::data::date::PartialDate;
use crate::data::particular::{Particular, Value};
use crate::data::text::Text;

/// A person.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Person<'a> {
    /// Whose national.
    #[serde(borrow)]
    pub side: Text<'a>,
    /// Office or calling, in a phrase.
    pub role: Text<'a>,
    /// From birth to death, where a source says; of somebody who lives, `1954/..`.
    #[serde(default)]
    pub lived: Option<PartialDate>,
}

impl Person<'_> {
    /// What it has of its own.
    pub(super) fn particulars(&self) -> Vec<Particular<'_>> {
        vec![
            Particular::new("side", "Side", Value::Side(&self.side)),
            Particular::new("role", "Office", Value::Text(Some(&self.role))).found_as("Role"),
            match self.lived {
                Some(lived) if lived.is_open() => Particular::new("lived", "Born", Value::Date(Some(lived.starting()))),
                lived => Particular::new("lived", "Lived", Value::Date(lived)),
            },
        ]
    }
}
