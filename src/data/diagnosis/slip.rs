//! Slips: what is wrong in the text of one file, each at a byte of it, as they are found. How many are told is bounded
//! here: of those that are alike only the first, with their number.

use std::collections::{HashMap, HashSet};

use crate::data::problem::MOST;

/// Slips of one sort that are told one by one; of more, only their number.
const ALIKE: usize = 3;

/// Something wrong at a byte of a file.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    /// The byte it is told at.
    pub(super) at: usize,
    /// Which part of what, where that is known.
    pub(super) path: Option<String>,
    /// What is wrong and what to write instead.
    pub(super) message: String,
    /// Another byte that matters, and what stands there.
    pub(super) other: Option<(usize, &'static str)>,
    /// How many more of its sort there are.
    pub(super) more: usize,
}

/// Sorts of slips that come in crowds: whoever pastes from a word processor has a thousand curly quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Habit {
    /// Quotation marks that are not straight double ones.
    Quotes,
    /// Comments of another notation.
    Comment,
    /// Something else than a colon after a field's name.
    Equals,
    /// Something else than a comma.
    Semicolon,
    /// Names of fields in quotation marks.
    QuotedName,
    /// White space that is none here.
    Space,
    /// Signs of another script's keyboard.
    Wide,
    /// Curly brackets for round ones.
    Curly,
    /// `null` and its like.
    Null,
    /// `True` and its like.
    Truth,
    /// Missing colons.
    Colon,
}

/// A byte of a text and the sign that was meant by it: the text is as long as it was, so every place in it stays.
pub(super) type Mend = (usize, char);

/// The slips of a file.
#[derive(Debug, Default)]
pub(super) struct Slips {
    list: Vec<Slip>,
    habits: HashMap<Habit, Vec<usize>>,
    /// What mends a slip, by its number: the byte that is written otherwise.
    mends: HashMap<usize, Mend>,
    /// Where a habit was met: a record is read more than once.
    met: HashSet<(Habit, usize)>,
}

impl Slips {
    /// Whether enough is told of one file.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= MOST
    }

    /// How many there are so far.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none at or after a byte.
    pub(super) fn is_clean_since(&self, count: usize) -> bool {
        self.list.len() == count
    }

    /// Tells one.
    pub(super) fn say(&mut self, at: usize, message: impl Into<String>) {
        self.push(Slip { at, path: None, message: message.into(), other: None, more: 0 });
    }

    /// Tells one of which it is plain what was meant, and how to mend it.
    pub(super) fn say_mended(&mut self, at: usize, message: impl Into<String>, mend: Option<Mend>) {
        let before = self.list.len();
        self.say(at, message);
        if let Some(mend) = mend
            && self.list.len() > before
        {
            self.mends.insert(before, mend);
        }
    }

    /// What mends all that were told since there were so many; nothing where one of them cannot be mended.
    pub(super) fn mends_since(&self, count: usize) -> Option<Vec<Mend>> {
        (count..self.list.len()).map(|number| self.mends.get(&number).copied()).collect()
    }

    /// Tells one with another place.
    pub(super) fn say_beside(&mut self, at: usize, message: impl Into<String>, other: (usize, &'static str)) {
        self.push(Slip { at, path: None, message: message.into(), other: Some(other), more: 0 });
    }

    /// Tells one of a sort, if it is among the first of that sort; else counts it.
    pub(super) fn say_habit(&mut self, habit: Habit, at: usize, message: impl FnOnce() -> String) {
        if !self.met.insert((habit, at)) {
            return;
        }
        let told = self.habits.entry(habit).or_default();
        if let [.., last] = told.as_slice()
            && told.len() >= ALIKE
        {
            let last = *last;
            if let Some(slip) = self.list.get_mut(last) {
                slip.more += 1;
            }
            return;
        }
        if self.list.len() < MOST {
            told.push(self.list.len());
        }
        self.push(Slip { at, path: None, message: message(), other: None, more: 0 });
    }

    /// Tells one, once.
    pub(super) fn push(&mut self, slip: Slip) {
        let is_told = |known: &Slip| known.at == slip.at && known.message == slip.message;
        if !self.is_full() && !self.list.iter().rev().take(MOST).any(is_told) {
            self.list.push(slip);
        }
    }

    /// Names the part for those told since there were so many and that name none.
    pub(super) fn name_since(&mut self, count: usize, path: &str) {
        for slip in self.list.iter_mut().skip(count).filter(|slip| slip.path.is_none()) {
            slip.path = Some(path.to_owned());
        }
    }

    /// All of them, in the order of the file.
    pub(super) fn into_sorted(self) -> Vec<Slip> {
        let mut list = self.list;
        list.sort_by_key(|slip| slip.at);
        list
    }
}
