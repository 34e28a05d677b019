//! Marks: items that a reader keeps in lists, under names of one's own and in an order of one's own, each with a short
//! note if one likes.
//!
//! What was done is kept as entries of a journal ([`entry`]), and what follows from it is replayed ([`lists`]). An item
//! is known by its id in the files, so that a mark outlasts an edition; what an id leads to is for others to find out.

pub mod compaction;
pub mod entry;
pub mod lists;

pub use compaction::compacted;
pub use entry::{Change, MarkEntry};
pub use lists::{List, Lists, Mark, NameError};
