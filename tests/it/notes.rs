//! Notes: written in the explorer and on the command line, kept whatever happens, told with what they are on.

#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a test fails by panicking, its helpers too")]

mod cards;
mod commands;
mod crash;
mod drafts;
mod editor;
mod pictures;
mod target;
