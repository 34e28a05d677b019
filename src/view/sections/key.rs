//! What decides where an item stands in a list, whatever tab that is on: each makes it of what it goes by.

use std::cmp::Reverse;

use crate::data::record::Weight;

/// What decides where an item stands: the first of these in which two differ. What is the same in all stands in the
/// order of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The number of what stands over it, or of what it is called by.
    pub(super) place: usize,
    pub(super) weight: Option<Weight>,
    pub(super) text: Box<str>,
    /// Whether it is undated, and when it was, the newest first.
    pub(super) time: (bool, Reverse<u64>),
    pub(super) title: Box<str>,
}
