//! Study: cards that have one answer, papers whose key is right, a schedule that aims at a day, a
//! log that loses nothing. What the screens make of it is tested elsewhere.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_precision_loss,
    reason = "a test fails by panicking, its helpers too"
)]

mod again;
mod bank;
mod cards;
mod checkpoint;
mod commands;
mod crash;
mod drills;
mod exam_plan;
mod export;
mod kept_papers;
mod listing;
mod log;
mod mains;
mod pack_ids;
mod papers;
mod schedule;
mod simulation;

use std::sync::OnceLock;

use maitri::data::Dataset;
use maitri::study::Deck;

/// The bundled dataset.
fn dataset() -> &'static Dataset<'static> {
    crate::harness::library().dataset()
}

/// Its drills.
fn deck() -> &'static Deck {
    static DECK: OnceLock<Deck> = OnceLock::new();
    DECK.get_or_init(|| Deck::drills(dataset()))
}
