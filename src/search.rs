//! Search: from what a person types, half remembered or misspelt, to the records meant, best first.
//!
//! ```text
//! Dataset ──fold──▸ Index ─┐
//!                          ├─ Session::update ─▸ Results: the best hits, all that fit, what was corrected
//! text ──parse──▸ Query ───┘                     Index::marks, Index::excerpt: where a hit matched
//! ```
//!
//! In reading order: [`fold`] brings spellings together, [`query`] and [`filter`] read the language,
//! [`index`] holds the folded dataset, [`word`] says how one word fits one text, [`rank`] what that
//! is worth, [`session`] what a growing query saves, [`vocabulary`] what a misspelt word may mean,
//! [`marks`] what to show of a hit. `fuzzy-matcher` is called in [`skim`] alone. Nothing here draws,
//! reads a key or keeps a clock.

mod filter;
pub mod fold;
pub mod help;
mod index;
mod marks;
pub mod query;
mod rank;
mod sections;
pub mod session;
mod skim;
mod vocabulary;
mod word;

pub use help::{SYNTAX, Syntax};
pub use index::Index;
pub use marks::Excerpt;
pub use query::Query;
pub use rank::Place;
pub use session::{Correction, Hit, Results, Session, Within};
