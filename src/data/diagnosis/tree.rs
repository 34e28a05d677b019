//! What a text that is nearly RON says, as a tree: every part with its place. [`super::grow`] makes it, [`super::read`]
//! reads records from it.

use std::borrow::Cow;

use super::token::Bracket;

/// A part of a text.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    /// What it is.
    pub(super) shape: Shape<'a>,
}

/// What a part is.
#[derive(Debug)]
pub(super) enum Shape<'a> {
    /// A text in quotation marks.
    Text(Cow<'a, str>),
    /// A number, as it is written.
    Number(Cow<'a, str>),
    /// A name.
    Word(&'a str),
    /// Something without quotation marks that is none of these: a date, a sum, a sentence.
    Bare(&'a str),
    /// A pair of brackets.
    Group(Group<'a>),
    /// Nothing, where something should stand; or something that is told of already.
    Missing,
}

/// A pair of brackets and what stands in it.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The name before it.
    pub(super) name: Option<&'a str>,
    /// Of which sort it is.
    pub(super) bracket: Bracket,
    /// What stands in it, in order.
    pub(super) entries: Vec<Entry<'a>>,
}

/// One of the things in a pair of brackets.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// Its name, where it has one.
    pub(super) key: Option<Key<'a>>,
    /// What it is.
    pub(super) value: Node<'a>,
}

/// The name of an entry.
#[derive(Debug)]
pub(super) struct Key<'a> {
    /// Its first byte.
    pub(super) start: usize,
    /// The name.
    pub(super) name: Cow<'a, str>,
    /// Whether it stands in quotation marks.
    pub(super) is_quoted: bool,
}

impl Group<'_> {
    /// Whether its entries have names.
    pub(super) fn has_keys(&self) -> bool {
        self.entries.iter().any(|entry| entry.key.is_some())
    }
}

impl<'a> Node<'a> {
    /// Which part of the text it is: no two have the same place.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.start, self.end)
    }

    /// The brackets, if it is a pair of them.
    pub(super) fn group(&self) -> Option<&Group<'a>> {
        match &self.shape {
            Shape::Group(group) => Some(group),
            _ => None,
        }
    }

    /// The text of the entry of this name, if it has one that is a text.
    pub(super) fn named(&self, name: &str) -> Option<&str> {
        let of_name = |entry: &&Entry<'a>| entry.key.as_ref().is_some_and(|key| key.name == name);
        match &self.group()?.entries.iter().find(of_name)?.value.shape {
            Shape::Text(text) => Some(text),
            Shape::Bare(text) | Shape::Word(text) => Some(text),
            _ => None,
        }
    }
}
