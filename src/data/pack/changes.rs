//! What changed from one edition of a pack to the next, as its editors tell it.
//!
//! What of it is new to a reader is for whoever knows which edition that reader saw last.

use serde::{Deserialize, Serialize};

use crate::data::date::PartialDate;
use crate::data::text::Text;

/// A change worth telling a reader of earlier editions.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Change<'a> {
    /// The edition that brought it.
    pub edition: PartialDate,
    /// What changed, in a sentence or two.
    #[serde(borrow)]
    pub text: Text<'a>,
    /// Ids of the records it is about: where to look first.
    #[serde(default)]
    pub records: Vec<Text<'a>>,
}

impl Change<'_> {
    /// Whether it came with a later edition than this one.
    #[must_use]
    pub fn is_later_than(&self, seen: PartialDate) -> bool {
        self.edition.earliest() > seen.earliest()
    }
}

/// The changes of editions later than this one.
pub fn since<'p, 'a>(changes: &'p [Change<'a>], seen: PartialDate) -> impl Iterator<Item = &'p Change<'a>> {
    changes.iter().filter(move |change| change.is_later_than(seen))
}
