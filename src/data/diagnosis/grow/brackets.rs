//! Brackets: filled until they close, and told where they open if they never do.

use super::super::frame::{Closing, Frame, closing, names_a_thing};
use super::super::token::{Bracket, Sign, Token};
use super::super::tree::{Entry, Group, Node, Shape};
use super::Grower;
use crate::data::dialect::DEEPEST;

impl<'a> Grower<'a, '_> {
    /// What stands in brackets, of which the opening one is taken.
    pub(super) fn group(&mut self, bracket: Bracket, name: Option<&'a str>, opening: &Token<'a>) -> Node<'a> {
        let start = opening.start;
        if self.open.len() >= DEEPEST {
            self.say(start, "this is nested deeper than any record is; a bracket before it is not closed, perhaps");
            self.gave_up = true;
            return Node { start, end: opening.end, shape: Shape::Missing };
        }
        self.open.push(Frame::new(bracket, opening));
        let depth = self.open.len();
        let mut entries = Vec::new();
        let end = self.entries(bracket, &mut entries);
        self.open.truncate(depth.saturating_sub(1));
        if self.unwinding.is_some_and(|to| self.open.len() <= to) {
            self.unwinding = None;
        }
        Node { start, end, shape: Shape::Group(Group { name, bracket, entries }) }
    }

    /// Fills brackets until they close; gives the byte after them.
    pub(super) fn entries(&mut self, bracket: Bracket, entries: &mut Vec<Entry<'a>>) -> usize {
        loop {
            let token = self.scanner.peek(0).clone();
            if self.gave_up || self.unwinding.is_some() {
                return token.start;
            }
            match token.sign {
                Sign::End => {
                    self.never_closed();
                    return token.start;
                }
                Sign::Close(sort) => match self.closing(&token, sort) {
                    Closing::This => {
                        self.last_closed = Some(token.start);
                        return self.scanner.take().end;
                    }
                    Closing::WrongSort => {
                        self.is_torn = true;
                        let open = self.open.last().map_or(0, |frame| frame.start);
                        let message = format!("this closes with {}, not with {}", bracket.closing(), sort.closing());
                        self.say_beside(token.start, message, (open, "it opens here"));
                        self.last_closed = Some(token.start);
                        return self.scanner.take().end;
                    }
                    Closing::Outer => {
                        self.unclosed(&token);
                        return token.start;
                    }
                    Closing::Nothing => {
                        self.is_torn = true;
                        self.say(token.start, format!("this {} closes nothing; take it out", sort.closing()));
                        self.scanner.take();
                        if self.scanner.peek(0).sign == Sign::Comma {
                            self.scanner.take();
                        }
                    }
                },
                Sign::Comma => {
                    self.say(token.start, "a comma stands here and nothing before it; take it out");
                    self.scanner.take();
                }
                _ => {
                    if let Some(within) = self.stands_outside(&token) {
                        self.unwinding = Some(within);
                        self.unclosed(&token);
                        return token.start;
                    }
                    let end = self.entry(&token, entries);
                    if let Some(frame) = self.open.last_mut() {
                        frame.count += 1;
                    }
                    if self.unwinding.is_none() && !self.gave_up {
                        self.separator(end, false);
                    }
                }
            }
        }
    }

    pub(super) fn closing(&mut self, token: &Token<'a>, sort: Bracket) -> Closing {
        let then_key = self.scanner.peek(1).sign == Sign::Comma && self.is_key(2);
        let is_last = self.scanner.peek(1).sign == Sign::End;
        closing(&self.open, token, sort, then_key, is_last)
    }

    /// Where what stands here cannot be in the innermost brackets, because they were never closed: how many of those
    /// that are open it is in.
    pub(super) fn stands_outside(&mut self, token: &Token<'a>) -> Option<usize> {
        let is_key = self.is_key(0);
        let (this, outer) = self.open.split_last()?;
        if is_key {
            let starts_anew =
                token.is_first && this.has_id && names_a_thing(self.scanner.slice(token.start, token.end));
            if starts_anew {
                return Some(outer.len());
            }
            let keyed = outer.iter().rposition(|frame| frame.has_keys)? + 1;
            let is_listed = this.bracket == Bracket::Square || (!this.has_keys && this.count > 0);
            let opens_at_once = this.bracket == Bracket::Square && this.count == 0 && token.line == this.line;
            let is_set_out = token.is_first
                && this.bracket == Bracket::Round
                && this.line != token.line
                && !this.is_first
                && (token.indent < this.indent || (token.indent == this.indent && token.indent > 0));
            return ((is_listed && !opens_at_once) || is_set_out).then_some(keyed);
        }
        // The next of a list begins where the one that is open did.
        if token.sign != Sign::Open(Bracket::Round) || !token.is_first {
            return None;
        }
        let begins_anew = |pair: &[Frame]| match pair {
            [list, element] => {
                list.bracket == Bracket::Square
                    && element.bracket == Bracket::Round
                    && element.is_first
                    && element.line != token.line
                    && (token.indent < element.indent || (token.indent == element.indent && token.indent > 0))
            }
            _ => false,
        };
        self.open.windows(2).position(begins_anew).map(|list| list + 1)
    }

    /// Tells that the innermost brackets are not closed before this.
    pub(super) fn unclosed(&mut self, token: &Token<'a>) {
        let is_key = self.is_key(0);
        (self.is_torn, self.is_unfinished) = (true, true);
        let Some(this) = self.open.last() else { return };
        let closing = this.bracket.closing();
        let is_record = this.is_first && this.has_id;
        let message = if is_record {
            format!("the record that begins here does not end: its {closing} is missing")
        } else {
            format!("this bracket is never closed: its {closing} is missing")
        };
        self.starts_anew = is_key && is_record;
        let says = match token.sign {
            Sign::Close(_) => "this closes a bracket further out",
            Sign::Open(_) => "the next one begins here",
            _ if self.starts_anew => "the next record begins here; write ), ( before it",
            _ => "this stands outside it",
        };
        self.say_beside(this.start, message, (token.start, says));
    }

    /// Tells that brackets are open where the file ends, once.
    pub(super) fn never_closed(&mut self) {
        let Some(this) = self.open.last() else { return };
        let record = self.open.iter().rev().find(|frame| frame.has_id).map_or(this, |frame| frame);
        let (start, closing) = (this.start, this.bracket.closing());
        self.gave_up = true;
        if self.unopened == Some(start) {
            return;
        }
        let message = if this.start == record.start && this.has_id {
            format!(
                "the file ends before the record that begins here does: its {closing} is missing; the file looks truncated"
            )
        } else {
            format!("the file ends before this bracket is closed by {closing}; it looks truncated")
        };
        self.say(start, message);
    }
}
