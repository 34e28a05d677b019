//! What is told of one part while it is read: that something else should stand there, and what.

use serde::de::DeserializeSeed;

use super::super::examples;
use super::super::fault::Fault;
use super::super::quotes::cut;
use super::super::slip::{Habit, Slip};
use super::super::stand_in::StandIn;
use super::super::token::Bracket;
use super::super::tree::{Group, Shape};
use super::{NodeReader, is_null};

impl<'n, 'a> NodeReader<'n, 'a> {
    pub(super) fn say(&self, message: impl Into<String>) {
        self.say_at(self.node.start, message);
    }

    pub(super) fn say_at(&self, at: usize, message: impl Into<String>) {
        let path = Some(self.trail.path());
        self.reading.slips.borrow_mut().push(Slip { at, path, message: message.into(), other: None, more: 0 });
    }

    pub(super) fn habit(&self, habit: Habit, message: impl FnOnce() -> String) {
        self.reading.habit(habit, self.node.start, || self.trail.path(), message);
    }

    /// What stands in for this part, if something must.
    pub(super) fn stand_in(&self) -> Option<StandIn> {
        if matches!(self.node.shape, Shape::Missing) {
            let tries = self.reading.stand_ins.borrow().get(&self.node.place()).copied();
            return Some(StandIn(tries.unwrap_or(0)));
        }
        self.reading.stand_ins.borrow().get(&self.node.place()).map(|tries| StandIn(*tries))
    }

    /// Reads it as a value of some type, which may refuse what stands there.
    pub(super) fn read<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value, Fault> {
        self.placed(seed.deserialize(self))
    }

    pub(super) fn placed<T>(&self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| fault.met_in(self.node.place(), || self.trail.path()))
    }

    /// Tells that something else should stand here, and says what.
    pub(super) fn wanted(&self, what: &str) {
        let message = match &self.node.shape {
            Shape::Word(word) if is_null(word) => {
                return self.habit(Habit::Null, || format!("there is no {word}; leave the field out, or write {what}"));
            }
            Shape::Text(text) => format!("here stands the text \"{}\"; write {what}", cut(text)),
            Shape::Number(number) => format!("here stands the number {}; write {what}", cut(number)),
            Shape::Word(word) | Shape::Bare(word) => format!("here stands “{}”; write {what}", cut(word)),
            Shape::Group(group) => {
                let (open, close) = (group.bracket.opening(), group.bracket.closing());
                format!("here stand brackets, {open} … {close}; write {what}")
            }
            Shape::Missing => return,
        };
        self.say(message);
    }

    /// The text that stands here, or was meant by what does.
    pub(super) fn text(&self) -> Option<&'n str> {
        match &self.node.shape {
            Shape::Text(text) => return Some(text),
            Shape::Number(number) => {
                self.say(format!("a text is wanted here; write it in quotation marks: \"{number}\""));
            }
            Shape::Word(word) if is_null(word) => self.wanted("a text in quotation marks"),
            Shape::Word(word) | Shape::Bare(word) => {
                let what = if word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(['-', '/', '~']) {
                    "a date"
                } else {
                    "a text"
                };
                self.say(format!("{what} stands in quotation marks: \"{}\"", cut(word)));
                return None;
            }
            Shape::Group(_) | Shape::Missing => self.wanted("one text in quotation marks"),
        }
        None
    }

    /// How one of a list is written, where one stands in the place of the list: `("label", "statement", "source ¶1")`.
    pub(super) fn one_of_a_list(&self) -> Option<&'static str> {
        let shown = examples::of(self.trail.field()).filter(|shown| shown.starts_with('('))?;
        let group = self.node.group().filter(|group| group.bracket == Bracket::Round && !group.has_keys())?;
        let is_one = !group.entries.is_empty() && group.entries.iter().all(|entry| entry.value.group().is_none());
        is_one.then_some(shown)
    }

    /// A pair of brackets as a list, whatever sort they are of.
    pub(super) fn list(&self) -> Option<&'n Group<'a>> {
        let group = self.node.group()?;
        match group.bracket {
            Bracket::Square => {}
            Bracket::Round | Bracket::Curly if group.has_keys() => {
                let inner =
                    examples::of(self.trail.field()).map_or("…".to_owned(), |example| format!("{example}, …"));
                self.say(format!("a list is wanted here, in square brackets: [{inner}]"));
            }
            Bracket::Round | Bracket::Curly => self.say("a list stands in square brackets: [ … ]"),
        }
        Some(group)
    }
}
