//! Search: from what a person types, half remembered or misspelt, to the records meant, best first.
//!
//! ```text
//! Dataset ──Builder──▸ Index { Corpus, Blocks if large } ───────────────────────┐
//!                                                                               │
//! text ──parse──▸ Query ──TermStatuses──▸ Plan { words, conditions } ──Run──▸ Results: the best hits, all that fit,
//!                                                                    │          what was corrected
//!              list, marks, facets ──▸ Predicate ────────────────────┘
//! ```
//!
//! In reading order, an hour in all:
//!
//! 1. **What is asked.** [`query`] reads the language that [`help`] shows; names in it may be shortened, as
//!    [`prefix_match`] tells. [`predicate`] says which items pass: its [`predicate::field`] reads what stands before a
//!    colon, [`predicate::facets`] are what a list is narrowed by, counted in [`predicate::facet_counts`],
//!    [`predicate::conditions`] what a query asks besides words.
//! 2. **What is searched.** [`sections`] says which texts of an item are searched, [`charts`] what charts are called,
//!    [`index`] folds a dataset once, and [`lazy_index`] shares it. What is one reader's alone, marks and notes, is not
//!    in it: [`own`] hands that in.
//! 3. **How strings meet.** [`engine`] knows folded strings and numbered items, and nothing of records: how one word
//!    fits one text, what that is worth, which are best. It opens with a reading order of its own. Whoever has no huge
//!    pack in mind may pass over [`engine::large`].
//! 4. **How a search goes.** [`term_status`] tells misspelt words from others, [`synonyms`] has what is otherwise
//!    written, [`openings`] what texts begin with, [`plan`] makes a query ready, [`run`] takes it through the items a slice at a time, [`session`] saves what
//!    a growing query can save, [`leaving_out`] goes on where nothing holds all words, and [`results`] is what comes of
//!    it.
//! 5. **What is shown of a hit.** [`excerpt`] tells where it matched.
//!
//! A run spares most items a full look in one of two ways that find the same: where items are few it looks at each,
//! but briefly at most; where they are many it looks words up. Nothing here draws, reads a key or keeps a clock.

pub(crate) mod charts;
pub mod engine;
mod excerpt;
pub mod help;
mod index;
mod joining;
mod lazy_index;
mod leaving_out;
mod openings;
pub mod own;
mod plan;
pub mod predicate;
pub(crate) mod prefix_match;
pub mod query;
mod results;
mod run;
mod sections;
pub mod session;
mod synonyms;
mod term_status;

pub use engine::text_sort::FoundIn;
pub use excerpt::{AtIssue, CHART, DISPUTE, Excerpt};
pub use help::{SYNTAX, Syntax};
pub use index::{Builder, Index};
pub use lazy_index::{LazyIndex, SharedIndex};
pub use own::Own;
pub use predicate::facet_counts::FacetCounts;
pub use predicate::{Predicate, facets};
pub use query::Query;
pub use results::{Correction, Hit, Results, undated_in_words};
pub use session::SearchSession;
