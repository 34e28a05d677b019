//! What stands for itself: texts, numbers, words, and what lacks its quotation marks.

use std::borrow::Cow;

use super::super::quotes::cut;
use super::super::slip::Habit;
use super::super::token::{Bracket, Sign, Token};
use super::super::tree::{Entry, Node, Shape};
use super::Grower;

impl<'a> Grower<'a, '_> {
    /// Something that stands for itself: a text, a number, a word, a pair of brackets.
    pub(super) fn value(&mut self) -> Node<'a> {
        let token = self.scanner.peek(0).clone();
        let (start, mut end) = (token.start, token.end);
        let shape = match token.sign.clone() {
            Sign::Open(bracket) => {
                self.scanner.take();
                return self.group(bracket, None, &token);
            }
            Sign::Text(text) => {
                self.scanner.take();
                Shape::Text(text)
            }
            Sign::Word => match self.named_group(&token) {
                Some(node) => return node,
                None => self.loose(&token, &mut end),
            },
            Sign::Number | Sign::Bare | Sign::Odd | Sign::StrayQuote => self.loose(&token, &mut end),
            Sign::Comma | Sign::Colon | Sign::Close(_) | Sign::End => {
                self.say(start, "something is missing here: a text, a number, or brackets");
                end = start;
                if token.sign == Sign::Colon {
                    self.scanner.take();
                }
                Shape::Missing
            }
        };
        Node { start, end, shape }
    }

    /// A name and its brackets: `Person(…)`, `Some(…)`.
    pub(super) fn named_group(&mut self, token: &Token<'a>) -> Option<Node<'a>> {
        let Sign::Open(bracket) = self.scanner.peek(1).sign else { return None };
        let opening = self.scanner.peek(1).clone();
        let name = self.scanner.slice(token.start, token.end).trim_start_matches("r#");
        if bracket == Bracket::Square || opening.line != token.line {
            return None;
        }
        self.scanner.take();
        self.scanner.take();
        if bracket == Bracket::Curly {
            let message = || format!("round brackets stand after {name}: {name}( … )");
            self.slips.borrow_mut().say_habit(Habit::Curly, opening.start, message);
        }
        let mut node = self.group(bracket, Some(name), &opening);
        node.start = token.start;
        if name == "Some"
            && let Shape::Group(group) = &mut node.shape
            && group.entries.len() == 1
            && let Some(Entry { key: None, value }) = group.entries.pop()
        {
            return Some(value);
        }
        Some(node)
    }

    /// A word, a number, or several in a row that lack their quotation marks.
    pub(super) fn loose(&mut self, first: &Token<'a>, end: &mut usize) -> Shape<'a> {
        self.scanner.take();
        let (mut count, mut is_closed) = (1, first.sign == Sign::StrayQuote);
        let in_list = self.open.last().is_some_and(|frame| frame.bracket == Bracket::Square);
        while !is_closed {
            let next = self.scanner.peek(0).clone();
            let goes_on = match next.sign {
                Sign::Word | Sign::Bare => !self.is_key(0),
                Sign::Odd | Sign::StrayQuote => true,
                Sign::Number => !in_list || first.sign != Sign::Number,
                _ => false,
            };
            if !goes_on || next.line != first.line {
                break;
            }
            is_closed = next.sign == Sign::StrayQuote;
            self.scanner.take();
            (count, *end) = (count + 1, next.end);
        }
        let written = self.scanner.slice(first.start, *end);
        if is_closed {
            let text = written.strip_suffix('"').unwrap_or(written);
            if !text.is_empty() {
                let message = format!("the quotation mark that opens this text is missing; write \"{}\"", cut(text));
                self.say(first.start, message);
                return Shape::Text(Cow::Borrowed(text));
            }
            self.say(first.start, "this quotation mark opens and closes nothing; take it out");
            return Shape::Missing;
        }
        match first.sign {
            Sign::Word if count == 1 => Shape::Word(written.trim_start_matches("r#")),
            Sign::Number if count == 1 => Shape::Number(Cow::Borrowed(written)),
            Sign::Odd if count == 1 => {
                self.say(first.start, format!("“{written}” means nothing here; take it out"));
                Shape::Missing
            }
            _ => Shape::Bare(written),
        }
    }
}
