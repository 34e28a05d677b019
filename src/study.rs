//! Study: cards and mock papers made from the dataset, a schedule that aims at an exam day, and a
//! log of every answer.
//!
//! In reading order: [`card`] says what a card is and [`deck`] makes them, [`choice`] adds options
//! to one, [`memory`] is the seam to the FSRS model, [`schedule`] decides what is asked today,
//! [`log`] keeps the answers, [`desk`] joins deck, log and schedule, [`mock`] writes exam papers, [`anki`] hands cards to another program.
//!
//! Everything here is pure: the day, the seed and the dataset are arguments. Only [`log`] touches a
//! disk, and only in a directory it is given. What a screen shows of it is not decided here.

pub mod anki;
pub mod card;
pub mod choice;
pub mod deck;
pub mod desk;
pub mod dice;
pub mod log;
pub mod memory;
pub mod mock;
pub mod schedule;
pub mod spans;
pub mod statement;
pub mod words;

pub use card::{Card, CardId, Face, Topic};
pub use deck::Deck;
pub use desk::Desk;
