//! Study: cards and mock papers made from the dataset, a schedule that aims at an exam day, and a
//! log of every answer.
//!
//! In reading order: [`card`] says what a card is and [`deck`] makes them, [`choice`] adds options
//! to one, [`memory`] is the seam to the FSRS model, [`schedule`] decides what is asked today,
//! [`log`] keeps the answers, [`collection`] joins deck, log and schedule, [`mock`] writes exam papers, [`anki`] hands cards to another program.
//!
//! Everything here is pure: the day, the seed and the dataset are arguments. Only [`log`] touches a
//! disk, and only in a directory it is given. What a screen shows of it is not decided here.

pub mod cards;
pub mod collection;
pub mod exam;
pub mod review;
pub mod rng;
pub mod scheduler;
pub mod wording;

pub use cards::Deck;
pub use cards::card::{Card, CardId, Face, Topic};
pub use collection::Collection;
