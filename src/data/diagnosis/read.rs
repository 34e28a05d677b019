//! Reads a record from its tree: what RON would read, with every slip told in its place, and with what a person may
//! have meant taken for that.
//!
//! A value that its type refuses (a date that is none) ends a reading, for serde knows no other way. Then it is told, a
//! [stand-in](super::stand_in) is put in its place, and the record is read again; so all that is wrong with it is told.

mod access;
mod numbers;
mod reading;
mod said;
mod trail;
mod variant;

use std::borrow::Cow;
use std::cell::RefCell;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};

use super::examples;
use super::fault::Fault;
use super::quotes::cut;
use super::slip::{Habit, Slips};
use super::stand_in::StandIn;
use super::token::Bracket;
use super::tree::{Node, Shape};
use access::{Elements, Entries, Fields};
use reading::Reading;
use trail::{Step, Trail};
use variant::Variant;

/// Values of one record that are told of before it is given up.
const MOST_REFUSED: usize = 50;

/// Reads one thing; nothing where something in it is wrong, which is told. Fields of the names `beside` are none of its
/// own, and may be meant by those that it does not know.
pub(super) fn read<'a, T: Deserialize<'a>>(
    node: &Node<'a>,
    slips: &RefCell<Slips>,
    name: &str,
    beside: &'static [&'static str],
) -> Option<T> {
    let before = slips.borrow().len();
    read_as_far(node, slips, name, beside).filter(|_| slips.borrow().is_clean_since(before))
}

/// The same, but with what is wrong stood in for, where the rest can be read.
pub(super) fn read_as_far<'a, T: Deserialize<'a>>(
    node: &Node<'a>,
    slips: &RefCell<Slips>,
    name: &str,
    beside: &'static [&'static str],
) -> Option<T> {
    let reading = Reading { slips, beside, stand_ins: RefCell::default(), absent: RefCell::default() };
    let root = Trail { parent: None, step: Step::Name(name) };
    for _ in 0..MOST_REFUSED {
        match T::deserialize(NodeReader { node, trail: &root, reading: &reading, is_content: false }) {
            Ok(value) => {
                reading.tell_absent();
                return Some(value);
            }
            Err(fault) => {
                if !reading.put_in_place(&fault) {
                    break;
                }
            }
        }
    }
    reading.tell_absent();
    None
}

/// Reads one part.
#[derive(Clone, Copy)]
struct NodeReader<'n, 'a> {
    node: &'n Node<'a>,
    trail: &'n Trail<'n>,
    reading: &'n Reading<'n>,
    /// Whether it is what stands after a value's name, as in `Person(…)`.
    is_content: bool,
}

/// What other notations write for nothing.
fn is_null(word: &str) -> bool {
    matches!(word, "null" | "nil" | "NULL" | "Null" | "undefined" | "None" | "none" | "NA")
}

impl<'de> Deserializer<'de> for NodeReader<'_, 'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if let Some(stand_in) = self.stand_in() {
            return self.placed(stand_in.deserialize_any(visitor));
        }
        match &self.node.shape {
            Shape::Number(written) => {
                let number = super::scan::number(written).unwrap_or_default();
                self.placed(visitor.visit_f64(number))
            }
            Shape::Word("true" | "false") => self.deserialize_bool(visitor),
            Shape::Text(_) | Shape::Word(_) | Shape::Bare(_) => self.deserialize_str(visitor),
            Shape::Group(group) if group.bracket == Bracket::Curly || group.has_keys() => {
                self.placed(visitor.visit_map(Entries::new(self, group)))
            }
            Shape::Group(group) => self.placed(visitor.visit_seq(Elements::new(self, group))),
            Shape::Missing => self.placed(visitor.visit_unit()),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = match &self.node.shape {
            Shape::Word("true") => true,
            Shape::Word("false") | Shape::Missing => false,
            Shape::Word(word) if matches!(word.to_lowercase().as_str(), "true" | "yes" | "false" | "no") => {
                let is_true = matches!(word.to_lowercase().as_str(), "true" | "yes");
                self.habit(Habit::Truth, || format!("“{word}” is written {is_true} here"));
                is_true
            }
            _ => {
                self.wanted("true or false");
                false
            }
        };
        self.placed(visitor.visit_bool(value))
    }

    numbers::integers!(
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16, deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64, deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64
    );

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let number = numbers::fraction(&self);
        self.placed(visitor.visit_f64(number))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if let Some(stand_in) = self.stand_in() {
            return self.placed(stand_in.deserialize_str(visitor));
        }
        let text = self.text();
        self.placed(match (&self.node.shape, text) {
            // A borrowed text keeps its place in the file.
            (Shape::Text(Cow::Borrowed(text)), _) => visitor.visit_borrowed_str(text),
            (_, Some(text)) => visitor.visit_str(text),
            // What was meant is read on, so that a date without its quotation marks is judged as a date.
            (Shape::Word(word) | Shape::Bare(word), None) if !is_null(word) => visitor.visit_borrowed_str(word),
            (Shape::Number(number), None) => visitor.visit_str(number),
            _ => StandIn(0).deserialize_str(visitor),
        })
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.shape {
            Shape::Word("None") | Shape::Missing => visitor.visit_none(),
            Shape::Word(word) if is_null(word) => {
                self.habit(Habit::Null, || format!("there is no {word}; leave the field out"));
                visitor.visit_none()
            }
            _ => self.placed(visitor.visit_some(self)),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.placed(visitor.visit_newtype_struct(self))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if let Some(stand_in) = self.stand_in() {
            return self.placed(stand_in.deserialize_seq(visitor));
        }
        if let Some(shown) = self.one_of_a_list() {
            self.say(format!("these are several, in square brackets: [{shown}, …]"));
            return self.placed(StandIn(0).deserialize_seq(visitor));
        }
        match self.list() {
            Some(group) if group.bracket != Bracket::Square && group.has_keys() => {
                self.placed(StandIn(0).deserialize_seq(visitor))
            }
            Some(group) => self.placed(visitor.visit_seq(Elements::new(self, group))),
            None => {
                match &self.node.shape {
                    Shape::Text(text) => {
                        self.say(format!("a list stands here, in square brackets: [\"{}\"]", cut(text)));
                    }
                    _ => self.wanted("a list in square brackets: [ … ]"),
                }
                self.placed(StandIn(0).deserialize_seq(visitor))
            }
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Fault> {
        if let Some(stand_in) = self.stand_in() {
            return self.placed(stand_in.deserialize_tuple(len, visitor));
        }
        let shown = examples::of(self.trail.field()).unwrap_or("( …, … )");
        let Some(group) = self.node.group() else {
            self.wanted(&format!("{len} parts in round brackets: {shown}"));
            return self.placed(StandIn(0).deserialize_tuple(len, visitor));
        };
        let count = group.entries.len();
        if count != len {
            self.say(format!("in these brackets stand {len} parts, and here are {count}: {shown}"));
        } else if group.has_keys() {
            self.say(format!("these parts stand without names: {shown}"));
        } else if group.bracket != Bracket::Round {
            self.say(format!("round brackets stand here: {shown}"));
        }
        self.placed(visitor.visit_seq(Elements::new(self, group).exactly(len)))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match (self.stand_in(), self.node.group()) {
            (Some(stand_in), _) => self.placed(stand_in.deserialize_map(visitor)),
            (None, Some(group)) if group.bracket == Bracket::Curly || group.has_keys() => {
                if group.bracket != Bracket::Curly {
                    self.say("curly brackets stand here: { … }");
                }
                self.placed(visitor.visit_map(Entries::new(self, group)))
            }
            (None, _) => {
                self.wanted(examples::of(self.trail.field()).unwrap_or("curly brackets: { … }"));
                self.placed(StandIn(0).deserialize_map(visitor))
            }
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if let Some(stand_in) = self.stand_in() {
            return self.placed(stand_in.deserialize_struct(name, fields, visitor));
        }
        let some: Vec<String> = fields.iter().take(2).map(|field| format!("{field}: …")).collect();
        let shown = format!("({}, …)", some.join(", "));
        let Some(group) = self.node.group() else {
            self.wanted(&format!("its parts in round brackets: {shown}"));
            return self.placed(StandIn(0).deserialize_struct(name, fields, visitor));
        };
        if group.bracket != Bracket::Round && !self.is_content {
            self.habit(Habit::Curly, || format!("round brackets stand here: {shown}"));
        }
        if let Some(other) = group.name.filter(|other| !self.is_content && *other != name) {
            self.say(format!("no name stands before these brackets; take “{other}” out"));
        }
        if !group.has_keys() && !group.entries.is_empty() {
            self.say(format!("each part has its name here: {shown}"));
            return self.placed(StandIn(0).deserialize_struct(name, fields, visitor));
        }
        self.placed(visitor.visit_map(Fields::new(self, group, fields)))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if let Some(stand_in) = self.stand_in() {
            return self.placed(stand_in.deserialize_enum(name, variants, visitor));
        }
        match Variant::new(self, variants) {
            Some(variant) => self.placed(visitor.visit_enum(variant)),
            None => self.placed(StandIn(0).deserialize_enum(name, variants, visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { i128 u128 char bytes byte_buf unit unit_struct identifier }
}
