//! What stands in brackets, handed to serde one by one: the fields of a record, the elements of a list, the entries of
//! a map. Words with their fields are for [`super::variant`].

use std::borrow::Cow;
use std::collections::HashMap;
use std::slice;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::super::fault::{Fault, unknown};
use super::super::quotes::cut;
use super::super::slip::{Habit, Slip};
use super::super::stand_in::StandIn;
use super::super::token::Bracket;
use super::super::tree::{Entry, Group, Key};
use super::NodeReader;
use super::reading::Absent;
use super::trail::{Step, Trail};
use crate::data::problem::nearest;

/// The fields of a record: those it knows, each once, and then those that are missing.
pub(super) struct Fields<'n, 'a> {
    reader: NodeReader<'n, 'a>,
    known: &'static [&'static str],
    met: Vec<(&'n str, usize)>,
    entries: slice::Iter<'n, Entry<'a>>,
    all: &'n [Entry<'a>],
    absent: Vec<&'static str>,
    value: Option<&'n Entry<'a>>,
}

impl<'n, 'a> Fields<'n, 'a> {
    pub(super) fn new(reader: NodeReader<'n, 'a>, group: &'n Group<'a>, fields: &'static [&'static str]) -> Self {
        let place = reader.node.place();
        let mut all = reader.reading.absent.borrow_mut();
        let absent = all.get(&place).map(|known| known.fields.clone());
        if absent.is_none() {
            // It is told at the id, which says of what it is told.
            let id = group.entries.iter().find(|entry| entry.key.as_ref().is_some_and(|key| key.name == "id"));
            let at = id.map_or(reader.node.start, |entry| entry.value.start);
            let path = reader.trail.path();
            all.insert(place, Absent { path, at, fields: Vec::new(), misspelt: Vec::new() });
        }
        drop(all);
        let absent = absent.unwrap_or_default();
        Self {
            reader,
            known: fields,
            met: Vec::new(),
            entries: group.entries.iter(),
            all: &group.entries,
            absent,
            value: None,
        }
    }

    /// A field that is missing because its name is misspelt is not told to be missing.
    fn excuse(&self, name: &str) {
        let meant = nearest(name, self.known.iter().copied(), 1).first().copied();
        let place = self.reader.node.place();
        let mut all = self.reader.reading.absent.borrow_mut();
        let absent = all.get_mut(&place);
        let field = self.known.iter().find(|field| Some(**field) == meant);
        if let (Some(absent), Some(field)) = (absent, field) {
            absent.misspelt.push(field);
        }
    }

    /// Whether this is a field, and the first of its name; else it is told.
    fn is_known(&mut self, key: &'n Key<'a>) -> bool {
        let name = key.name.as_ref();
        unquoted(self.reader, key);
        if !self.known.contains(&name) {
            let is_outermost = self.reader.trail.parent.is_none();
            let beside = if is_outermost { self.reader.reading.beside } else { &[] };
            // It may be a field of a part: `status` of `body`.
            let has_it = |entry: &&Entry<'_>| {
                let keys =
                    entry.value.group().into_iter().flat_map(|group| &group.entries).filter_map(|one| one.key.as_ref());
                entry.value.group().is_some_and(|group| group.bracket == Bracket::Round)
                    && keys.into_iter().any(|key| key.name == name)
            };
            let part = self.all.iter().find(has_it).and_then(|entry| entry.key.as_ref());
            let message = match part {
                Some(part) => format!("“{name}” stands within “{0}”: {0}: ({name}: …)", part.name),
                None => unknown("field", name, self.known, beside),
            };
            self.reader.say_at(key.start, message);
            self.excuse(name);
            return false;
        }
        if let Some((_, first)) = self.met.iter().find(|(known, _)| *known == name) {
            self.reader.reading.slips.borrow_mut().push(Slip {
                at: key.start,
                path: Some(self.reader.trail.path()),
                message: format!("the field “{name}” stands here twice; take one out"),
                other: Some((*first, "the first is here")),
                more: 0,
            });
            return false;
        }
        self.met.push((name, key.start));
        true
    }
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        while let Some(entry) = self.entries.next() {
            if let Some(key) = &entry.key
                && self.is_known(key)
            {
                self.value = Some(entry);
                return seed.deserialize(StrDeserializer::new(&key.name)).map(Some);
            }
        }
        self.value = None;
        let Some(field) = self.absent.pop() else { return Ok(None) };
        seed.deserialize(StrDeserializer::new(field)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let Some(Entry { key: Some(key), value }) = self.value else { return seed.deserialize(StandIn(0)) };
        let trail = Trail { parent: Some(self.reader.trail), step: Step::Name(&key.name) };
        NodeReader { node: value, trail: &trail, is_content: false, ..self.reader }.read(seed)
    }
}

/// Tells of a field's name that stands in quotation marks.
fn unquoted(reader: NodeReader<'_, '_>, key: &Key<'_>) {
    if key.is_quoted {
        let message = || format!("a field’s name stands without quotation marks: {}: …", cut(&key.name));
        reader.reading.habit(Habit::QuotedName, key.start, || reader.trail.path(), message);
    }
}

/// The elements of a list.
pub(super) struct Elements<'n, 'a> {
    reader: NodeReader<'n, 'a>,
    entries: slice::Iter<'n, Entry<'a>>,
    number: usize,
    /// How many there must be, whatever there is.
    wanted: Option<usize>,
}

impl<'n, 'a> Elements<'n, 'a> {
    pub(super) fn new(reader: NodeReader<'n, 'a>, group: &'n Group<'a>) -> Self {
        Self { reader, entries: group.entries.iter(), number: 0, wanted: None }
    }

    /// So many of them, with stand-ins for those that are missing.
    pub(super) fn exactly(self, wanted: usize) -> Self {
        Self { wanted: Some(wanted), ..self }
    }
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let number = self.number;
        self.number += 1;
        if self.wanted.is_some_and(|wanted| number >= wanted) {
            return Ok(None);
        }
        let Some(Entry { value, .. }) = self.entries.next() else {
            return self.wanted.map(|_| seed.deserialize(StandIn(0))).transpose();
        };
        let trail = Trail { parent: Some(self.reader.trail), step: Step::Number(number) };
        // The parts of `("a", "b")` are one thing for a reader.
        let trail = if self.wanted.is_some() { self.reader.trail } else { &trail };
        NodeReader { node: value, trail, is_content: false, ..self.reader }.read(seed).map(Some)
    }
}

/// The entries of a map.
pub(super) struct Entries<'n, 'a> {
    reader: NodeReader<'n, 'a>,
    left: slice::Iter<'n, Entry<'a>>,
    met: HashMap<&'n str, usize>,
    value: Option<&'n Entry<'a>>,
    /// Whether its names are those of fields.
    has_fields: bool,
}

impl<'n, 'a> Entries<'n, 'a> {
    pub(super) fn new(reader: NodeReader<'n, 'a>, group: &'n Group<'a>) -> Self {
        let has_fields = group.bracket == Bracket::Round;
        Self { reader, left: group.entries.iter(), met: HashMap::new(), value: None, has_fields }
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        while let Some(entry) = self.left.next() {
            let Some(key) = &entry.key else {
                self.reader.say_at(entry.value.start, "a name and a colon are missing before this");
                continue;
            };
            let place = (key.start, key.start);
            if self.reader.reading.stand_ins.borrow().contains_key(&place) {
                continue;
            }
            if let Some(first) = self.met.get(key.name.as_ref()) {
                self.reader.reading.slips.borrow_mut().push(Slip {
                    at: key.start,
                    path: Some(self.reader.trail.path()),
                    message: format!("“{}” stands here twice; write all of it in one list: [ … ]", cut(&key.name)),
                    other: Some((*first, "the first is here")),
                    more: 0,
                });
                continue;
            }
            if self.has_fields {
                unquoted(self.reader, key);
            }
            self.met.insert(&key.name, key.start);
            self.value = Some(entry);
            let read = seed.deserialize(KeyReader(key));
            return read.map(Some).map_err(|fault| fault.met_in(place, || self.reader.trail.path()));
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let Some(Entry { key: Some(key), value }) = self.value else { return seed.deserialize(StandIn(0)) };
        let trail = Trail { parent: Some(self.reader.trail), step: Step::Name(&key.name) };
        NodeReader { node: value, trail: &trail, is_content: false, ..self.reader }.read(seed)
    }
}

/// The name of an entry.
struct KeyReader<'n, 'a>(&'n Key<'a>);

impl<'de> Deserializer<'de> for KeyReader<'_, 'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.0.name {
            Cow::Borrowed(name) => visitor.visit_borrowed_str(name),
            Cow::Owned(name) => visitor.visit_str(name),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let name = self.0.name.as_ref();
        match variants.iter().find(|known| **known == name) {
            Some(known) if !self.0.is_quoted => visitor.visit_enum(StrDeserializer::new(known)),
            Some(_) => Err(Fault::said(format!("this name stands without quotation marks: {name}: …"))),
            None => Err(Fault::said(unknown("value", name, variants, &[]))),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
