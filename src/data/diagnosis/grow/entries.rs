//! What stands in brackets, one after the other: names, colons, values and the commas between them.

use std::borrow::Cow;

use super::super::decimal::{self, Meant};
use super::super::frame::names_a_thing;
use super::super::slip::Habit;
use super::super::token::{Bracket, Sign, Token};
use super::super::tree::{Entry, Key, Node, Shape};
use super::Grower;

impl<'a> Grower<'a, '_> {
    /// One thing in brackets; gives the byte after it.
    pub(super) fn entry(&mut self, token: &Token<'a>, entries: &mut Vec<Entry<'a>>) -> usize {
        let is_list = self.open.last().is_some_and(|frame| frame.bracket == Bracket::Square);
        if self.is_key(0) {
            if is_list {
                self.say(token.start, "a bracket is missing: write ( before this");
                let value = self.group(Bracket::Round, None, token);
                let end = value.end;
                entries.push(Entry { key: None, value });
                return end;
            }
            let key = self.key();
            self.scanner.take();
            return self.keyed(key, entries);
        }
        if !is_list && self.lacks_colon(token) {
            let key = self.key();
            let name = key.name.clone();
            self.slips
                .borrow_mut()
                .say_habit(Habit::Colon, token.end, || format!("a colon is missing after “{name}”: write {name}: …"));
            return self.keyed(key, entries);
        }
        if token.sign == Sign::Colon {
            self.say(token.start, "a field’s name is missing before this colon");
            self.scanner.take();
            return token.end;
        }
        let value = self.value();
        let end = value.end;
        let has_keys = self.open.last().is_some_and(|frame| frame.has_keys);
        if !has_keys || !self.belongs_to_last(&value, entries) {
            if has_keys && !matches!(value.shape, Shape::Missing) {
                self.say(value.start, "a field’s name is missing before this, as in title: \"…\"");
            } else {
                entries.push(Entry { key: None, value });
            }
        }
        end
    }

    pub(super) fn keyed(&mut self, key: Key<'a>, entries: &mut Vec<Entry<'a>>) -> usize {
        if let Some(frame) = self.open.last_mut() {
            frame.has_keys = true;
            frame.has_id |= names_a_thing(&key.name);
        }
        let value = self.value();
        let end = value.end;
        entries.push(Entry { key: Some(key), value });
        end
    }

    /// The name of a field, which is taken.
    pub(super) fn key(&mut self) -> Key<'a> {
        let token = self.scanner.take();
        if let Sign::Text(name) = token.sign {
            return Key { start: token.start, name, is_quoted: true };
        }
        let name = self.scanner.slice(token.start, token.end).trim_start_matches("r#");
        Key { start: token.start, name: Cow::Borrowed(name), is_quoted: false }
    }

    /// `title "…"`: a name and, on its line, what can only be its value.
    pub(super) fn lacks_colon(&mut self, token: &Token<'a>) -> bool {
        let named = self.open.last().is_some_and(|frame| frame.has_keys || (frame.count == 0 && frame.is_first));
        let name = self.scanner.slice(token.start, token.end);
        if token.sign != Sign::Word || !named || !name.starts_with(|c: char| c.is_lowercase()) {
            return false;
        }
        let next = self.scanner.peek(1).clone();
        next.line == token.line
            && matches!(
                next.sign,
                Sign::Text(_) | Sign::Number | Sign::Bare | Sign::Word | Sign::Open(Bracket::Square | Bracket::Curly)
            )
    }

    /// Whether something without a name goes on what stood before it: `4,7`, or a sentence without quotation marks.
    pub(super) fn belongs_to_last(&mut self, value: &Node<'a>, entries: &mut [Entry<'a>]) -> bool {
        let Some(Entry { value: last, .. }) = entries.last_mut() else { return false };
        let between = self.scanner.slice(last.end, value.start);
        match (&last.shape, &value.shape) {
            (Shape::Number(whole), Shape::Number(part)) if between == "," => {
                let further = self.further_thousands(value);
                let end = further.unwrap_or(value.end);
                let written = self.scanner.slice(last.start, end);
                let is_grouped = further.is_some() || part.contains('.') || whole.contains('.');
                let meant = decimal::meant(written);
                let is_doubtful = !matches!(meant, Meant::One(_));
                let (message, joined) = match meant {
                    Meant::Either(whole, fraction) => {
                        let message =
                            format!("“{written}” has a comma in it; write {whole}, or {fraction} for a fraction");
                        (message, fraction)
                    }
                    Meant::One(digits) if is_grouped => {
                        (format!("“{written}” has commas in it; write {digits}"), digits)
                    }
                    Meant::One(digits) => {
                        (format!("“{written}” has a comma for the decimal point; write {digits}"), digits)
                    }
                    Meant::Unclear => (format!("“{written}” has a comma in it; write one number"), "0".to_owned()),
                };
                let comma = last.start + written.find(',').unwrap_or_default();
                let is_plain = written.len() == joined.len() && !is_doubtful;
                let mend = is_plain.then_some((comma, '.'));
                self.slips.borrow_mut().say_mended(last.start, message, mend);
                *last = Node { start: last.start, end, shape: Shape::Number(Cow::Owned(joined)) };
                true
            }
            (Shape::Bare(_) | Shape::Word(_), Shape::Bare(_) | Shape::Word(_) | Shape::Number(_)) => {
                let written = self.scanner.slice(last.start, value.end);
                *last = Node { start: last.start, end: value.end, shape: Shape::Bare(written) };
                true
            }
            (Shape::Missing, _) => true,
            _ => false,
        }
    }

    /// Where a number ends that goes on after this part of it, `,567` for `1,234,567`; what belongs to it is taken.
    fn further_thousands(&mut self, part: &Node<'a>) -> Option<usize> {
        let mut end = None;
        let mut before = part.end;
        while self.scanner.peek(0).sign == Sign::Comma
            && self.scanner.peek(0).start == before
            && self.scanner.peek(1).sign == Sign::Number
            && self.scanner.peek(1).start == before + 1
        {
            self.scanner.take();
            before = self.scanner.take().end;
            end = Some(before);
        }
        end
    }

    /// Whether what stands next goes on a text that has ended, on its line: it is told and taken.
    fn goes_on_after_text(&mut self, end: usize, next: &Token<'a>) -> bool {
        let is_text = self.scanner.slice(end.saturating_sub(1), end) == "\"";
        let on_its_line = |between: &str| !between.contains('\n');
        let is_loose = |sign: &Sign<'_>| matches!(sign, Sign::Word | Sign::Bare | Sign::Number | Sign::Odd);
        if !is_text || !is_loose(&next.sign) || self.is_key(0) || !on_its_line(self.scanner.slice(end, next.start)) {
            return false;
        }
        self.say(
            end,
            "this text has ended, and more follows on its line; put that before its quotation mark, or take it out",
        );
        while is_loose(&self.scanner.peek(0).sign) && self.scanner.peek(0).line == next.line {
            self.scanner.take();
        }
        if self.scanner.peek(0).sign == Sign::Comma {
            self.scanner.take();
        }
        true
    }

    /// The comma after a thing that ended at a byte, if more follows.
    pub(super) fn separator(&mut self, end: usize, is_root: bool) {
        let next = self.scanner.peek(0).clone();
        let is_unfinished = std::mem::take(&mut self.is_unfinished);
        match next.sign {
            Sign::Comma => drop(self.scanner.take()),
            Sign::Close(_) | Sign::End => {}
            _ if is_unfinished => {}
            _ if !is_root && self.stands_outside(&next).is_some() => {}
            Sign::Odd | Sign::StrayQuote => {
                let written = self.scanner.slice(next.start, next.end);
                self.say(next.start, format!("“{written}” means nothing here; take it out"));
                self.scanner.take();
            }
            _ if self.goes_on_after_text(end, &next) => {}
            _ if is_root => self.say(end, "a comma is missing here, between this record and the next"),
            _ => {
                // A space before what follows is none within a comment.
                let space = next.start.saturating_sub(1);
                let is_space = space >= end && matches!(self.scanner.slice(space, next.start), " " | "\t");
                let mend = is_space.then_some((space, ','));
                self.slips.borrow_mut().say_mended(end, "a comma is missing here", mend);
            }
        }
    }
}
