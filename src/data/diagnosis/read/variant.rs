//! A word of a list with the brackets after it, handed to serde: `InForce`, `Person(…)`. The brackets themselves are
//! for [`super::access`].

use std::borrow::Cow;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, VariantAccess, Visitor};

use super::super::fault::{Fault, unknown};
use super::super::quotes::cut;
use super::super::stand_in::StandIn;
use super::super::tree::{Group, Node, Shape};
use super::NodeReader;

/// One of a list of words, and the brackets after it.
pub(super) struct Variant<'n, 'a> {
    reader: NodeReader<'n, 'a>,
    name: &'a str,
    content: Option<&'n Node<'a>>,
}

impl<'n, 'a> Variant<'n, 'a> {
    /// The word that stands here, or is meant by what does; nothing where none is, which is told. Where no variants are
    /// known, any word is one: which there are is for the pack to say.
    pub(super) fn new(reader: NodeReader<'n, 'a>, variants: &'static [&'static str]) -> Option<Self> {
        let node = reader.node;
        let is_quoted = matches!(node.shape, Shape::Text(_));
        let (written, content): (&str, _) = match &node.shape {
            Shape::Word(word) | Shape::Bare(word) => (word, None),
            Shape::Group(Group { name: Some(name), .. }) => (name, Some(node)),
            Shape::Text(text) => (text, None),
            Shape::Number(_) | Shape::Group(_) | Shape::Missing => {
                let known = variants.join(", ");
                reader.wanted(&if known.is_empty() { "one word".to_owned() } else { format!("one of these: {known}") });
                return None;
            }
        };
        let is_word = written.chars().all(|c| c.is_alphanumeric() || c == '_');
        let known: Option<&'a str> = variants.iter().copied().find(|known| *known == written);
        let any: Option<&'a str> = match &node.shape {
            Shape::Word(word) => Some(word),
            Shape::Group(Group { name, .. }) => *name,
            Shape::Text(Cow::Borrowed(text)) if is_word => Some(text),
            _ => None,
        };
        if let Some(name) = known.or(any.filter(|_| variants.is_empty())) {
            if is_quoted {
                reader.say(format!("“{name}” is one of a list of words, and stands without quotation marks: {name}"));
            }
            return Some(Self { reader, name, content });
        }
        if variants.is_empty() {
            reader.say(format!("“{}” is no word of a list; these are one word each, as in InForce", cut(written)));
            return None;
        }
        let squeezed = |name: &str| -> String {
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let same: Vec<_> = variants.iter().copied().filter(|known| squeezed(known) == squeezed(written)).collect();
        if let [name] = same.as_slice() {
            reader.say(format!("“{}” is written {name} here", cut(written)));
            return Some(Self { reader, name, content });
        }
        reader.say(unknown("value", &cut(written), variants, &[]));
        None
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        seed.deserialize(BorrowedStrDeserializer::new(self.name)).map(|value| (value, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        if self.content.is_some() {
            self.reader.say(format!("no brackets stand after {}", self.name));
        }
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        if let Some(node) = self.content {
            return seed.deserialize(NodeReader { node, is_content: true, ..self.reader });
        }
        self.reader.say(format!("brackets with its fields stand after {0}: {0}( … )", self.name));
        seed.deserialize(StandIn(0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Fault> {
        NodeReader { is_content: true, ..self.reader }.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        NodeReader { is_content: true, ..self.reader }.deserialize_struct("", fields, visitor)
    }
}
