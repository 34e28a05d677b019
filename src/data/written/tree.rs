//! A value taken apart as serde tells it, in the shape in which a pack's file writes it.
//!
//! Types of the dataset tell themselves in two ways: for other programs, and short, as they are compiled. The short way
//! is the one a file has, but for a few names, which are set right here.

use std::fmt;

use serde::Serialize;

use crate::data::word;
use serde::ser::{
    Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, SerializeTupleStruct, Serializer,
};

/// A part of a pack's file.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A number, a truth, or the name of a value: without quotation marks.
    Word(String),
    /// A text: in quotation marks.
    Text(String),
    /// `[…]`
    List(Vec<Node>),
    /// `(…)` without names.
    Tuple(Vec<Node>),
    /// `(…)` with names.
    Fields(Vec<(String, Node)>),
    /// `{…}`
    Map(Vec<(Node, Node)>),
    /// `Name(…)`
    Named(String, Box<Node>),
    /// What is left out.
    Nothing,
}

impl Node {
    /// Named fields, without those that say nothing.
    pub fn fields<'f>(all: impl IntoIterator<Item = (&'f str, Self)>) -> Self {
        let named = all.into_iter().map(|(name, value)| (name.to_owned(), value));
        Self::Fields(named.filter(|(name, value)| !value.says_nothing(name)).collect())
    }

    /// A field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        let Self::Fields(fields) = self else { return None };
        fields.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// What it says, if it is a text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The text it begins with, if it begins with one.
    #[must_use]
    pub fn first_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::List(parts) | Self::Tuple(parts) => parts.first()?.first_text(),
            Self::Fields(fields) => fields.first()?.1.first_text(),
            Self::Named(_, inner) => inner.first_text(),
            Self::Word(_) | Self::Map(_) | Self::Nothing => None,
        }
    }

    /// Whether a field of this name may as well be left out.
    fn says_nothing(&self, name: &str) -> bool {
        match self {
            Self::Nothing => true,
            Self::List(list) => list.is_empty() && !is_required(name),
            Self::Map(map) => map.is_empty(),
            Self::Text(text) => text.is_empty() && name == "support",
            Self::Word(_) | Self::Tuple(_) | Self::Fields(_) | Self::Named(..) => false,
        }
    }
}

/// Whether a list of this name may not be left out, however empty.
#[must_use]
pub fn is_required(name: &str) -> bool {
    REQUIRED.contains(&name)
}

/// Lists that a file may not leave out, however empty.
const REQUIRED: [&str; 5] = ["sectors", "cites", "points", "expansions", "claims"];
/// Structures that a file writes without names.
const UNNAMED: [&str; 3] = ["Fact", "Claim", "Party"];
/// Fields by another name for other programs, and what a file calls them.
const RENAMED: [(&str, &str, &str); 5] = [
    ("Event", "event_kind", "kind"),
    ("Meeting", "cites", "cite"),
    ("Edition", "cites", "cite"),
    ("DataPoint", "cites", "cite"),
    ("OtherValue", "cites", "cite"),
];

/// Why a value cannot be told as a tree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this cannot be written as a pack’s file has it: {0}")]
pub struct Unwritten(String);

impl Error for Unwritten {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// A value as a tree.
///
/// # Errors
/// What no file of a pack holds, such as bytes.
pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Node, Unwritten> {
    value.serialize(Tree)
}

/// Makes trees of values.
#[derive(Clone, Copy, Debug)]
pub struct Tree;

/// Gathers the parts of one value.
#[derive(Debug)]
pub struct Parts {
    name: &'static str,
    values: Vec<Node>,
    fields: Vec<(&'static str, Node)>,
    pairs: Vec<(Node, Node)>,
    key: Option<Node>,
}

impl Parts {
    fn of(name: &'static str) -> Self {
        Self { name, values: Vec::new(), fields: Vec::new(), pairs: Vec::new(), key: None }
    }
}

macro_rules! words {
    ($($method:ident($type:ty)),+) => {
        $(fn $method(self, value: $type) -> Result<Node, Unwritten> { Ok(Node::Word(value.to_string())) })+
    };
}

impl Serializer for Tree {
    type Ok = Node;
    type Error = Unwritten;
    type SerializeSeq = Parts;
    type SerializeTuple = Parts;
    type SerializeTupleStruct = Parts;
    type SerializeTupleVariant = Impossible<Node, Unwritten>;
    type SerializeMap = Parts;
    type SerializeStruct = Parts;
    type SerializeStructVariant = Impossible<Node, Unwritten>;

    fn is_human_readable(&self) -> bool {
        false
    }

    words!(
        serialize_bool(bool),
        serialize_i8(i8),
        serialize_i16(i16),
        serialize_i32(i32),
        serialize_i64(i64),
        serialize_u8(u8),
        serialize_u16(u16),
        serialize_u32(u32),
        serialize_u64(u64),
        serialize_f32(f32),
        serialize_f64(f64)
    );

    fn serialize_char(self, value: char) -> Result<Node, Unwritten> {
        Ok(Node::Text(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Result<Node, Unwritten> {
        Ok(Node::Text(value.to_owned()))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Node, Unwritten> {
        Err(Unwritten::custom("bytes"))
    }

    fn serialize_none(self) -> Result<Node, Unwritten> {
        Ok(Node::Nothing)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Node, Unwritten> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Node, Unwritten> {
        Ok(Node::Nothing)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Node, Unwritten> {
        Ok(Node::Nothing)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Node, Unwritten> {
        Ok(Node::Word(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Node, Unwritten> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Node, Unwritten> {
        Ok(Node::Named(variant.to_owned(), Box::new(value.serialize(self)?)))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts, Unwritten> {
        Ok(Parts::of(""))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts, Unwritten> {
        Ok(Parts::of(""))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Parts, Unwritten> {
        Ok(Parts::of(name))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritten> {
        Err(Unwritten::custom(variant))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts, Unwritten> {
        Ok(Parts::of(""))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Parts, Unwritten> {
        Ok(Parts::of(name))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritten> {
        Err(Unwritten::custom(variant))
    }
}

impl SerializeSeq for Parts {
    type Ok = Node;
    type Error = Unwritten;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritten> {
        self.values.push(of(value)?);
        Ok(())
    }

    fn end(self) -> Result<Node, Unwritten> {
        Ok(Node::List(self.values))
    }
}

impl SerializeTuple for Parts {
    type Ok = Node;
    type Error = Unwritten;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritten> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Node, Unwritten> {
        Ok(Node::Tuple(self.values))
    }
}

impl SerializeTupleStruct for Parts {
    type Ok = Node;
    type Error = Unwritten;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritten> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Node, Unwritten> {
        // A word of a list stands bare; its name is the list's.
        match self.values.first() {
            Some(Node::Text(word)) if self.name == word::NAME => Ok(Node::Word(word.clone())),
            _ => SerializeTuple::end(self),
        }
    }
}

impl SerializeMap for Parts {
    type Ok = Node;
    type Error = Unwritten;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritten> {
        self.key = Some(of(key)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritten> {
        let key = self.key.take().ok_or_else(|| Unwritten::custom("a value without a key"))?;
        self.pairs.push((key, of(value)?));
        Ok(())
    }

    fn end(self) -> Result<Node, Unwritten> {
        Ok(Node::Map(self.pairs))
    }
}

impl SerializeStruct for Parts {
    type Ok = Node;
    type Error = Unwritten;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unwritten> {
        self.fields.push((key, of(value)?));
        Ok(())
    }

    fn end(self) -> Result<Node, Unwritten> {
        let Self { name, fields, .. } = self;
        if UNNAMED.contains(&name) {
            return Ok(Node::Tuple(fields.into_iter().map(|(_, value)| value).collect()));
        }
        let in_file = |key: &'static str| {
            let renamed = RENAMED.iter().find(|(of, told, _)| *of == name && *told == key);
            renamed.map_or(key, |(.., written)| *written)
        };
        Ok(Node::fields(fields.into_iter().map(|(key, value)| (in_file(key), value))))
    }
}
