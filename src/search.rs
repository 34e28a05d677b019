//! Search: from what a person types, half remembered or misspelt, to the records meant, best first.
//!
//! ```text
//! Dataset ──fold──▸ Index ─┐
//!                          ├─ SearchSession::update ─▸ Results: the best hits, all that fit, what was corrected
//! text ──parse──▸ Query ───┘                     Index::marks, Index::excerpt: where a hit matched
//! ```
//!
//! In reading order: [`fold`] brings spellings together, [`query`] and [`filter`] read the language,
//! [`sections`] says what of an item is searched, [`builder`] folds the dataset once, [`index`] holds it;
//! [`letters`], [`spread`] and [`word`] say how one word fits one text; [`known`] tells
//! misspelt words from others, [`vocabulary`] and [`sound`] what they may mean; [`plan`] makes a query ready,
//! [`judge`] and [`points`] say what an item is worth, [`top`] keeps the best; [`run`] does all that a slice at
//! a time, and [`session`] saves what a growing query can save; [`marks`] tells what to show of a hit.
//! `fuzzy-matcher` is called in [`skim`] alone.
//!
//! A run spares most items a full look in one of two ways that find the same. Where items are few, it walks
//! through them: [`ahead`] passes over what cannot fit, and [`quick`] looks at titles. Where they are many, it
//! looks words up: [`block`] and [`postings`] hold the items by their words, and [`lookup`] finds them.
//! Nothing here draws, reads a key or keeps a clock.

mod builder;
pub mod engine;
mod excerpt;
pub mod facets;
mod filter;
pub mod help;
mod index;
pub mod large;
mod lazy_index;
mod occurrence_cursor;
mod plan;
mod points;
pub(crate) mod prefix_match;
pub mod query;
mod results;
mod run;
mod scorer;
mod sections;
pub mod session;
mod term_status;
mod title_prefilter;

pub use builder::Builder;
pub use excerpt::Excerpt;
pub use help::{SYNTAX, Syntax};
pub use index::Index;
pub use lazy_index::{LazyIndex, SharedIndex};
pub use query::Query;
pub use results::{Correction, FoundIn, Hit, Results, Within};
pub use session::SearchSession;
