//! Brackets that are open while a tree grows, and which of them a closing one closes.
//!
//! Whoever writes a pack sets lines in by what is open. Where the brackets contradict that, one of them is missing or
//! too many, and the lines tell which.

use super::token::{Bracket, Token};

/// Whether a field of this name says of which thing the brackets are that it stands in: of a record, or, in a layer, of
/// a change of one.
pub(super) fn names_a_thing(field: &str) -> bool {
    field == "id" || CHANGES.contains(&field)
}

/// What the change of a thing begins with.
pub(super) const CHANGES: [&str; 3] = ["amend", "replace", "withdraw"];

/// An open bracket.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) bracket: Bracket,
    /// Its byte.
    pub(super) start: usize,
    /// Its line, and how far that is set in.
    pub(super) line: usize,
    pub(super) indent: usize,
    /// Whether it is the first sign of its line.
    pub(super) is_first: bool,
    /// Whether what stands in it has names.
    pub(super) has_keys: bool,
    /// Whether an `id` stands in it, or that of what it changes.
    pub(super) has_id: bool,
    /// How many things stand in it.
    pub(super) count: usize,
}

impl Frame {
    pub(super) fn new(bracket: Bracket, token: &Token<'_>) -> Self {
        let Token { start, line, indent, is_first, .. } = *token;
        Self { bracket, start, line, indent, is_first, has_keys: false, has_id: false, count: 0 }
    }
}

/// What a closing bracket does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    /// It closes the innermost open bracket.
    This,
    /// It is meant to, and is of the wrong sort.
    WrongSort,
    /// It closes an outer one: the innermost was never closed.
    Outer,
    /// It closes nothing.
    Nothing,
}

/// What a closing bracket does to those that are open, the innermost last. `then_key` says that a field's name comes
/// after the comma after it, and `is_last` that nothing comes.
pub(super) fn closing(open: &[Frame], token: &Token<'_>, bracket: Bracket, then_key: bool, is_last: bool) -> Closing {
    let Some((this, outer)) = open.split_last() else { return Closing::Nothing };
    let holder = outer.last();
    let matching = outer.iter().rev().find(|frame| frame.bracket == bracket);
    if this.bracket == bracket {
        // A record of several lines whose fields go on after this: it is not the record that ends.
        let goes_on = then_key
            && !token.is_first
            && this.line != token.line
            && this.is_first
            && this.has_keys
            && holder.is_some_and(|holder| holder.bracket == Bracket::Square);
        if goes_on {
            return Closing::Nothing;
        }
        let is_of_outer = token.is_first
            && this.line != token.line
            && this.indent > token.indent
            && outer.iter().any(|frame| frame.bracket == bracket && frame.indent == token.indent && frame.is_first);
        return if is_of_outer { Closing::Outer } else { Closing::This };
    }
    let Some(matching) = matching else {
        return if outer.is_empty() && !is_last { Closing::Nothing } else { Closing::WrongSort };
    };
    // Set in as the fields around it are, and followed by one: it is in a record and closes nothing there.
    if token.is_first && then_key && this.has_keys && this.indent < token.indent && matching.indent < this.indent {
        return Closing::Nothing;
    }
    if token.is_first {
        return if matching.indent != token.indent && this.indent == token.indent {
            Closing::WrongSort
        } else {
            Closing::Outer
        };
    }
    if this.line == token.line {
        return if matching.line == token.line { Closing::Outer } else { Closing::WrongSort };
    }
    match (then_key, this.has_keys) {
        (true, true) => Closing::Nothing,
        (true, false) => Closing::WrongSort,
        (false, _) => Closing::Outer,
    }
}
