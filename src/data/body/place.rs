//! What a place has of its own: its position.

use serde::{Deserialize, Serialize};

use crate::data::particular::{Particular, Value};
use crate::data::text::Text;

/// A place on the map.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Place<'a> {
    /// On whose soil, or `other`.
    #[serde(borrow)]
    pub side: Text<'a>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// State, prefecture or sea.
    #[serde(default)]
    pub region: Option<Text<'a>>,
}

impl Place<'_> {
    /// What it has of its own.
    pub(super) fn particulars(&self) -> Vec<Particular<'_>> {
        vec![
            Particular::new("side", "Side", Value::Side(&self.side)),
            Particular::new("region", "Region", Value::Text(self.region.as_ref())).found_as("Region"),
            Particular::new("lat", "Position", Value::Position(self.lat, self.lon)),
        ]
    }
}
