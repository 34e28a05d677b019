//! Questions in the form of the main examination: which come, how long one has, what was in an answer.
//!
//! In reading order: [`coming`] says which questions are asked and in what order, [`clock`] how much time is spent on
//! one, [`answer`] what the text of an answer is, and [`kept`] what is kept of it: which points of the outline were in.
//! Where that is kept is not known here, and what an outline tells is for [`crate::data::mains`].

pub mod answer;
pub mod clock;
pub mod coming;
pub mod kept;
