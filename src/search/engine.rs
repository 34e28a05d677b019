//! The engine: strings and nothing else. How texts are folded, how one word fits one text, and which of many are best.

pub(crate) mod char_mask;
pub mod fold;
pub(crate) mod fuzzy;
pub(crate) mod sound;
pub(crate) mod spelling;
pub(crate) mod stretch;
pub(crate) mod subsequence;
pub(crate) mod term;
pub(crate) mod topk;
