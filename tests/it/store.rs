//! The store: what is kept on the disk, whatever happens to it. What the review log is put through is in
//! [`crate::study`], where it is filled.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod compaction;
mod shared;
