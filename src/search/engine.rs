//! The engine: strings and nothing else. How one word fits one text, what that is worth, and which of many items are
//! best. Both are folded first, which [`crate::text::fold`] does.
//!
//! Items are numbers here: what they are, and what of them is searched, is for [`crate::search::index`]; no file of
//! this folder reaches for anything outside it but [`crate::text`]. In reading order:
//!
//! 1. Letters: [`char_mask`] notes the letters of a text in one number, [`stretch`] finds which of many parts a byte is
//!    in.
//! 2. One word against one text: [`fit`] names how well it may fit, [`term`] finds that, [`subsequence`] does so for
//!    initials and scattered letters. [`fuzzy`] is the one seam round `fuzzy-matcher`, which scores letter by letter.
//! 3. Misspelt words: [`vocabulary`] has the words there are, counted with a [`word_table`]; [`spelling`] tells which of
//!    them one may mean that is none: [`near`] has those that are near, [`slip`] tells a slip of the hand, [`sound`]
//!    knows spellings of one name, [`short_form`] what has letters left out, [`plural`] what is more than one,
//!    [`english`] and [`acronym`] which words are no slips, by a [`word_list`].
//! 4. Items: [`corpus`] holds their folded names and texts, [`text_sort`] tells the sorts of these apart.
//! 5. Worth: [`score`] has the numbers, [`probe`] the words of a query made ready, [`scorer`] says what one item is
//!    worth for them, [`together`] how many stand in one of its texts, [`opening`] whether one begins with them, and [`topk`] keeps the best. Most items are
//!    spared a full look: [`occurrence_cursor`] passes over those that do not have a word, and [`title_prefilter`]
//!    looks at titles.
//! 6. [`large`], for huge packs alone, looks words up.

pub(crate) mod acronym;
pub(crate) mod char_mask;
pub(crate) mod corpus;
mod english;
pub(crate) mod fit;
pub(crate) mod fuzzy;
pub(crate) mod large;
mod near;
pub(crate) mod occurrence_cursor;
pub(crate) mod opening;
pub(crate) mod plural;
pub(crate) mod probe;
pub(crate) mod score;
pub(crate) mod scorer;
pub(crate) mod short_form;
mod slip;
pub(super) mod sound;
mod spelling;
mod stretch;
pub(crate) mod subsequence;
pub(crate) mod term;
pub(crate) mod text_sort;
mod title_prefilter;
mod together;
pub(crate) mod topk;
pub(crate) mod vocabulary;
mod word_list;
mod word_table;
