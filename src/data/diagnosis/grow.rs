//! Makes a tree of the signs of a text that is nearly RON. Brackets that are not closed are told where they open, what
//! is missing between two things is told between them, and the rest of the file is read all the same.
//!
//! Here is what makes up a file; [`brackets`] fills brackets until they close, with [`entries`], and [`values`] takes
//! what stands for itself.

mod brackets;
mod entries;
mod values;

use std::cell::RefCell;

use super::frame::{Frame, names_a_thing};
use super::scan::Scanner;
use super::slip::Slips;
use super::token::{Bracket, Sign, Token};
use super::tree::Node;

/// Grows the tree of a file.
#[expect(clippy::struct_excessive_bools, reason = "each is set at one place and asked for at another")]
pub(super) struct Grower<'a, 's> {
    scanner: Scanner<'a, 's>,
    slips: &'s RefCell<Slips>,
    open: Vec<Frame>,
    /// So many brackets stay open while those within them end unclosed, which is told already.
    unwinding: Option<usize>,
    /// Whether the rest is not worth reading.
    gave_up: bool,
    /// The bracket that closed last.
    last_closed: Option<usize>,
    /// Whether a record begins without its bracket, which is told already.
    starts_anew: bool,
    /// Where a pair of brackets begins that lacks its opening one, which is told already.
    unopened: Option<usize>,
    /// Whether what grew last was never closed, which is told already: nothing is missing after it.
    is_unfinished: bool,
    /// Whether brackets of what grows now are not closed, or too many are: what it lacks may stand elsewhere.
    is_torn: bool,
}

impl<'a, 's> Grower<'a, 's> {
    pub(super) fn new(text: &'a str, slips: &'s RefCell<Slips>) -> Self {
        let scanner = Scanner::new(text, slips);
        Self {
            scanner,
            slips,
            open: Vec::new(),
            unwinding: None,
            gave_up: false,
            last_closed: None,
            starts_anew: false,
            unopened: None,
            is_unfinished: false,
            is_torn: false,
        }
    }

    /// How many bytes were looked at that were not taken.
    #[cfg(test)]
    pub(super) fn looked(&self) -> usize {
        self.scanner.looked.get()
    }

    fn say(&self, at: usize, message: impl Into<String>) {
        self.slips.borrow_mut().say(at, message);
    }

    fn say_beside(&self, at: usize, message: impl Into<String>, other: (usize, &'static str)) {
        self.slips.borrow_mut().say_beside(at, message, other);
    }

    /// The one thing that makes up a file; nothing of an empty one.
    pub(super) fn whole(&mut self) -> Option<Node<'a>> {
        match self.scanner.peek(0).sign {
            Sign::End => {
                self.say(0, "the file is empty; it holds what the pack is about, in round brackets: ( … )");
                return None;
            }
            Sign::Open(Bracket::Square) => {
                let start = self.scanner.peek(0).start;
                self.say(start, "this file holds no list but one thing, in round brackets: ( … )");
                let list = self.scanner.take();
                self.open.push(Frame::new(Bracket::Square, &list));
            }
            _ => {}
        }
        if self.is_key(0) {
            let start = self.scanner.peek(0).start;
            self.say(start, "all this stands in round brackets: write ( before it and ) at the end of the file");
            let first = self.scanner.peek(0).clone();
            self.unopened = Some(start);
            return Some(self.group(Bracket::Round, None, &first));
        }
        let node = self.value();
        if self.open.is_empty() && !self.gave_up {
            self.nothing_follows("the closing bracket");
        }
        Some(node)
    }

    /// Whether what grew last may lack what stands elsewhere, for brackets in it are not closed.
    pub(super) fn is_torn(&self) -> bool {
        self.is_torn || self.gave_up
    }

    /// Hands over each thing in the list that makes up a file, with how many slips were told before it and whether it
    /// is [torn](Self::is_torn); whether the file was read to its end.
    pub(super) fn each(&mut self, mut take: impl FnMut(Node<'a>, usize, bool)) -> bool {
        let first = self.scanner.peek(0).clone();
        match first.sign {
            Sign::Open(Bracket::Square) => drop(self.scanner.take()),
            Sign::End => {
                self.say(0, "the file is empty; a list with nothing in it is written []");
                return false;
            }
            _ => self.say(
                first.start,
                "the file must be one list of records: write [ before the first of them and ] after the last",
            ),
        }
        let is_list = first.sign == Sign::Open(Bracket::Square);
        self.open.push(Frame::new(Bracket::Square, &first));
        let mut before: Option<usize> = None;
        while !self.gave_up && !self.slips.borrow().is_full() {
            let token = self.scanner.peek(0).clone();
            let told = self.slips.borrow().len();
            match token.sign {
                Sign::End => {
                    if is_list {
                        let at = before.unwrap_or(first.start);
                        let message =
                            "the list of the file never ends: its ] is missing here; the file looks truncated";
                        self.say_beside(at, message, (first.start, "the list begins here"));
                    }
                    return true;
                }
                Sign::Close(Bracket::Square) => {
                    if self.list_ends(&token) {
                        return !self.gave_up;
                    }
                }
                Sign::Close(bracket) => self.stray(&token, bracket),
                Sign::Comma => {
                    self.say(token.start, "a comma stands here and nothing before it; take it out");
                    self.scanner.take();
                }
                _ if self.is_bullet(&token) => {
                    let sign = self.scanner.slice(token.start, token.end);
                    self.say(token.start, format!("no “{sign}” stands before a record; take it out"));
                    self.scanner.take();
                }
                _ => {
                    self.is_torn = false;
                    let node = self.element(&token);
                    let end = node.end;
                    before = Some(end);
                    take(node, told, self.is_torn || self.gave_up);
                    if !self.gave_up {
                        self.separator(end, true);
                    }
                }
            }
        }
        false
    }

    /// Whether the list that makes up the file ends here; if more follows, this bracket is too many.
    fn list_ends(&mut self, token: &Token<'a>) -> bool {
        self.scanner.take();
        let next = self.scanner.peek(0).sign.clone();
        let more = match next {
            Sign::End => return true,
            Sign::Comma => !matches!(self.scanner.peek(1).sign, Sign::End),
            Sign::Open(Bracket::Round) => true,
            Sign::Open(Bracket::Square) => {
                let second = self.scanner.take();
                let message =
                    "a second list begins here, and a file holds one; take out the ] that ends the first and this [";
                self.say_beside(second.start, message, (token.start, "the first ends here"));
                return false;
            }
            _ => false,
        };
        if !more {
            self.nothing_follows("the ] that ends the list");
            // What follows is not read, and may be what the rest points at.
            self.gave_up = true;
            return true;
        }
        self.say(token.start, "the list ends here, and more records follow; take this bracket out");
        if next == Sign::Comma {
            self.scanner.take();
        }
        false
    }

    /// Whether a sign stands here that sets off the things of a list elsewhere.
    fn is_bullet(&mut self, token: &Token<'a>) -> bool {
        matches!(self.scanner.slice(token.start, token.end), "-" | "*" | "•" | "–")
            && matches!(self.scanner.peek(1).sign, Sign::Open(_))
    }

    fn nothing_follows(&mut self, what: &str) {
        let next = self.scanner.peek(0);
        if next.sign != Sign::End {
            let start = next.start;
            self.say(start, format!("nothing may follow {what}; take this out"));
        }
    }

    /// A closing bracket in a list that it does not close.
    fn stray(&mut self, token: &Token<'a>, bracket: Bracket) {
        self.scanner.take();
        let is_last = self.scanner.peek(0).sign == Sign::End;
        if is_last && self.open.len() == 1 && bracket != Bracket::Square {
            let message = format!("the list of the file ends with ], not with {}", bracket.closing());
            self.say(token.start, message);
            self.gave_up = true;
            return;
        }
        self.say(token.start, format!("this {} closes nothing; take it out", bracket.closing()));
        if self.scanner.peek(0).sign == Sign::Comma {
            self.scanner.take();
        }
    }

    /// One thing in the list that makes up a file.
    fn element(&mut self, token: &Token<'a>) -> Node<'a> {
        if self.is_key(0) {
            self.is_torn = true;
            if !std::mem::take(&mut self.starts_anew) {
                let is_id = names_a_thing(self.key_name());
                match self.last_closed {
                    Some(last) if !is_id => self.say_beside(
                        token.start,
                        "this stands outside any record, for the one before it has ended: a closing bracket too many?",
                        (last, "it ended here"),
                    ),
                    _ => self.say(token.start, "a record begins with a bracket: write ( before this"),
                }
            }
            self.unopened = Some(token.start);
            return self.group(Bracket::Round, None, token);
        }
        self.value()
    }

    /// The name of a field that stands here.
    fn key_name(&mut self) -> &'a str {
        let token = self.scanner.peek(0).clone();
        self.scanner.slice(token.start, token.end).trim_matches('"')
    }

    /// Whether a field's name and a colon stand here.
    fn is_key(&mut self, further: usize) -> bool {
        matches!(self.scanner.peek(further).sign, Sign::Word | Sign::Text(_))
            && self.scanner.peek(further + 1).sign == Sign::Colon
    }
}
