//! The steps of the relationship, as a pack tells them: what each was called, when it was taken, and which record tells
//! of it. How they are drawn is for those who draw them.

use serde::{Deserialize, Serialize};

use crate::data::cite::Cites;
use crate::data::date::PartialDate;
use crate::data::text::Text;

/// A step of the relationship: a name that it was given, and the day on which.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LadderStep<'a> {
    /// What the relationship was called from then on: 40 columns at most.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// The same in 12 columns at most, for narrow screens.
    pub short: Text<'a>,
    /// When the step was taken.
    pub when: PartialDate,
    /// Id of the record that tells of it.
    pub record: Text<'a>,
    /// Ids of records, agreements mostly, that filled the step and raised no name of their own.
    #[serde(default)]
    pub papers: Vec<Text<'a>>,
    /// Where it is said.
    pub cites: Vec<Cites<'a>>,
}

impl LadderStep<'_> {
    /// The most columns that a name takes.
    pub const WIDEST: usize = 40;
    /// The most columns that a short name takes.
    pub const WIDEST_SHORT: usize = 12;
}
