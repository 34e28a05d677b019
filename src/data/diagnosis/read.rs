//! Reads a record from its tree: what RON would read, with every slip told in its place, and with what a person may
//! have meant taken for that.
//!
//! A value that its type refuses (a date that is none) ends a reading, for serde knows no other way. Then it is told, a
//! [stand-in](super::stand_in) is put in its place, and the record is read again; so all that is wrong with it is told.

mod access;
mod numbers;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use serde::de::{DeserializeSeed, Visitor};
use serde::{Deserialize, Deserializer};

use super::examples;
use super::fault::{Fault, FaultKind};
use super::quotes::cut;
use super::slip::{Habit, Slip, Slips};
use super::stand_in::StandIn;
use super::token::Bracket;
use super::tree::{Group, Node, Shape};
use access::{Elements, Entries, Fields, Variant};

/// Values of one record that are told of before it is given up.
const MOST_REFUSED: usize = 50;

/// Reads one thing; nothing where something in it is wrong, which is told.
pub(super) fn read<'a, T: Deserialize<'a>>(node: &Node<'a>, slips: &RefCell<Slips>, name: &str) -> Option<T> {
    let before = slips.borrow().len();
    let reading = Reading { slips, stand_ins: RefCell::default(), absent: RefCell::default() };
    let root = Trail { parent: None, step: Step::Name(name) };
    for _ in 0..MOST_REFUSED {
        match T::deserialize(Reader { node, trail: &root, reading: &reading, is_content: false }) {
            Ok(value) => {
                reading.tell_absent();
                return slips.borrow().is_clean_since(before).then_some(value);
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

/// What is known of a record while it is read again and again.
struct Reading<'s> {
    slips: &'s RefCell<Slips>,
    /// The parts for which something stands in.
    stand_ins: RefCell<HashMap<(usize, usize), u8>>,
    /// The parts that lack fields, with what they are part of.
    absent: RefCell<Vec<Absent>>,
}

/// A part that lacks fields.
struct Absent {
    place: (usize, usize),
    path: String,
    at: usize,
    fields: Vec<&'static str>,
    /// Those that a field of another name was meant to be, which is told of that one.
    misspelt: Vec<&'static str>,
}

impl Reading<'_> {
    /// Tells a slip of a sort, with what it is a part of.
    fn habit(&self, habit: Habit, at: usize, path: impl FnOnce() -> String, message: impl FnOnce() -> String) {
        let mut slips = self.slips.borrow_mut();
        let before = slips.len();
        slips.say_habit(habit, at, message);
        if !slips.is_clean_since(before) {
            slips.name_since(before, &path());
        }
    }

    /// Tells a fault and puts a stand-in in the place of what was refused; whether there was still something to be
    /// replaced.
    fn put_in_place(&self, fault: &Fault) -> bool {
        let mut is_told = false;
        if let FaultKind::Missing(field) = fault.kind
            && let Some(place) = fault.within.first()
            && let Some(known) = self.absent.borrow_mut().iter_mut().find(|known| known.place == *place)
        {
            if !known.fields.contains(&field) {
                known.fields.push(field);
                return true;
            }
            is_told = true;
        }
        let mut stand_ins = self.stand_ins.borrow_mut();
        for (depth, place) in fault.within.iter().enumerate() {
            let tries = stand_ins.get(place).copied();
            if tries.is_some_and(|tries| tries + 1 >= StandIn::TRIES) {
                continue;
            }
            if depth == 0 && tries.is_none() && !is_told {
                let (message, path) = (fault.to_string(), fault.path.clone());
                self.slips.borrow_mut().push(Slip { at: place.0, path, message, other: None, more: 0 });
            }
            stand_ins.insert(*place, tries.map_or(0, |tries| tries + 1));
            return true;
        }
        false
    }

    /// Tells of each part which fields it lacks, all together.
    fn tell_absent(&self) {
        for Absent { path, at, fields, misspelt, .. } in self.absent.borrow().iter() {
            let fields: Vec<&str> = fields.iter().copied().filter(|field| !misspelt.contains(field)).collect();
            if fields.is_empty() {
                continue;
            }
            let message = examples::missing(&fields);
            self.slips.borrow_mut().push(Slip { at: *at, path: Some(path.clone()), message, other: None, more: 0 });
        }
    }
}

/// The way from a record to a part of it.
struct Trail<'t> {
    parent: Option<&'t Trail<'t>>,
    step: Step<'t>,
}

enum Step<'t> {
    Name(&'t str),
    Number(usize),
}

impl Trail<'_> {
    /// `cepa.facts[1]`
    fn path(&self) -> String {
        let before = self.parent.map_or_else(String::new, Trail::path);
        match self.step {
            Step::Name(name) if before.is_empty() => name.to_owned(),
            Step::Name(name) => format!("{before}.{name}"),
            Step::Number(number) => format!("{before}[{number}]"),
        }
    }

    /// The field it is in.
    fn field(&self) -> &str {
        match self.step {
            Step::Name(name) => name,
            Step::Number(_) => self.parent.map_or("", Trail::field),
        }
    }
}

/// Reads one part.
#[derive(Clone, Copy)]
struct Reader<'n, 'a> {
    node: &'n Node<'a>,
    trail: &'n Trail<'n>,
    reading: &'n Reading<'n>,
    /// Whether it is what stands after a value's name, as in `Person(…)`.
    is_content: bool,
}

impl<'n, 'a> Reader<'n, 'a> {
    fn say(&self, message: impl Into<String>) {
        self.say_at(self.node.start, message);
    }

    fn say_at(&self, at: usize, message: impl Into<String>) {
        let path = Some(self.trail.path());
        self.reading.slips.borrow_mut().push(Slip { at, path, message: message.into(), other: None, more: 0 });
    }

    fn habit(&self, habit: Habit, message: impl FnOnce() -> String) {
        self.reading.habit(habit, self.node.start, || self.trail.path(), message);
    }

    /// What stands in for this part, if something must.
    fn stand_in(&self) -> Option<StandIn> {
        if matches!(self.node.shape, Shape::Missing) {
            let tries = self.reading.stand_ins.borrow().get(&self.node.place()).copied();
            return Some(StandIn(tries.unwrap_or(0)));
        }
        self.reading.stand_ins.borrow().get(&self.node.place()).map(|tries| StandIn(*tries))
    }

    /// Reads it as a value of some type, which may refuse what stands there.
    fn read<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value, Fault> {
        self.placed(seed.deserialize(self))
    }

    fn placed<T>(&self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| fault.met_in(self.node.place(), || self.trail.path()))
    }

    /// Tells that something else should stand here, and says what.
    fn wanted(&self, what: &str) {
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
    fn text(&self) -> Option<&'n str> {
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

    /// A pair of brackets as a list, whatever sort they are of.
    fn list(&self) -> Option<&'n Group<'a>> {
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

/// What other notations write for nothing.
fn is_null(word: &str) -> bool {
    matches!(word, "null" | "nil" | "NULL" | "Null" | "undefined" | "None" | "none" | "NA")
}

impl<'de> Deserializer<'de> for Reader<'_, 'de> {
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
