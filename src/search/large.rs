//! Looking words up where items are many, in place of a walk through all of them.

pub(crate) mod block;
pub(crate) mod lookup;
pub(crate) mod postings;
