//! How well a word may fit a text, and from which length on it may fit how.
//!
//! How a fit is found is for [`super::term`] and [`super::subsequence`], what it is worth for [`super::score`].

/// Shorter words than this, in bytes, match only whole words and, in names, beginnings of words; one letter matches
/// in names alone. One Japanese character is three bytes and so is never too short.
pub(crate) const MIN_INSIDE: usize = 3;
/// Shorter words than this match scattered only as initials.
pub(crate) const MIN_SCATTERED: usize = 4;

/// How well a word fits, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// Its letters stand there in order, word by word.
    Scattered,
    /// It stands within a word.
    Inside,
    /// It is made of the first letters of the first words.
    Begun,
    /// It is made of the first letters of all words.
    Initials,
    /// A word begins with it.
    Prefix,
    /// It is a word.
    Word,
}
