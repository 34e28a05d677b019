//! What an initiative has of its own.

use serde::{Deserialize, Serialize};

use crate::data::date::PartialDate;
use crate::data::particular::{Particular, Value};
use crate::data::text::Text;

/// A scheme, programme or policy.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Initiative<'a> {
    /// When it began.
    #[serde(default)]
    pub launched: Option<PartialDate>,
    /// Who runs it.
    #[serde(borrow, default)]
    pub lead: Option<Text<'a>>,
    /// Who else takes part.
    #[serde(default)]
    pub partners: Vec<Text<'a>>,
}

impl Initiative<'_> {
    /// What it has of its own.
    pub(super) fn particulars(&self) -> Vec<Particular<'_>> {
        vec![
            Particular::new("launched", "Launched", Value::Date(self.launched)),
            Particular::new("lead", "Led by", Value::Text(self.lead.as_ref())).found_as("Led by"),
            Particular::new("partners", "Partners", Value::Names(&self.partners)).found_as("Partner"),
        ]
    }
}
