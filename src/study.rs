//! Study: cards and mock papers made from the dataset, a schedule that aims at an exam day, and a
//! log of every answer.
//!
//! In reading order: [`cards`] makes the deck and says what a card is, with options to choose from where they are
//! asked for; [`review`] is an answer, [`shelf`] what keeps answers and papers; [`scheduler`] decides what is asked
//! today, with the FSRS model behind one seam; [`collection`] joins deck, answers and schedule; [`typed`] holds what
//! was typed against an answer; [`exam`] sets mock papers, [`mains`] asks for answers in the reader's own words;
//! [`marks`] are items kept in lists; [`sheet`] picks what is worth a page to revise from; [`room`] puts questions to
//! many at once. [`wording`] is how sentences are made and compared, [`rng`] is seeded chance.
//!
//! Everything here is pure: the day, the seed and the dataset are arguments, and what keeps answers is handed in. What
//! a screen shows of it is not decided here.

pub mod cards;
pub mod collection;
pub mod exam;
pub mod mains;
pub mod marks;
pub mod notes;
mod numbers;
pub mod review;
pub mod rng;
pub mod room;
pub mod scheduler;
pub mod sheet;
pub mod shelf;
pub mod typed;
pub mod wording;

pub use cards::Deck;
pub use cards::card::{Card, CardId, Face, Topic};
pub use collection::Collection;
