//! A word from a list that a pack may make its own: how an agreement stands, what an argument is for, which group
//! figures are of.
//!
//! In the file it is written bare, as in `status: InForce`; what a reader sees is the name that the list has for it
//! ([`super::pack::lists`]). Whether the list has it is for [`super::check`].

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, VariantAccess, Visitor};
use serde::ser::SerializeTupleStruct as _;
use serde::{Deserialize, Serialize, Serializer};

use super::text::Text;

/// What a word is called where it tells itself with its name.
pub(super) const NAME: &str = "Word";

/// A word and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word as files have it.
    id: Text<'a>,
    /// The name that the pack has for it; the word itself until the pack was asked.
    name: Text<'a>,
}

impl<'a> Word<'a> {
    /// The word as files have it.
    #[must_use]
    pub fn id(&self) -> &Text<'a> {
        &self.id
    }

    /// What a reader sees.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is this word of a list.
    #[must_use]
    pub fn is(&self, id: &str) -> bool {
        self.id == id
    }

    /// Gives it the name that a list has for it, if it has one.
    pub(super) fn named(&mut self, name: Option<Text<'a>>) {
        if let Some(name) = name {
            self.name = name;
        }
    }
}

impl<'a> From<Text<'a>> for Word<'a> {
    fn from(id: Text<'a>) -> Self {
        Self { name: id.clone(), id }
    }
}

/// For other programs the word alone; compiled with its name.
impl Serialize for Word<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.id.serialize(serializer)
        } else {
            let mut word = serializer.serialize_tuple_struct(NAME, 2)?;
            word.serialize_field(&self.id)?;
            word.serialize_field(&self.name)?;
            word.end()
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Word<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            // To RON a bare word is a value of an enum; which values there are, nobody knows here.
            deserializer.deserialize_enum("", &[], BareWord).map(Self::from)
        } else {
            <(Text<'a>, Text<'a>)>::deserialize(deserializer).map(|(id, name)| Self { id, name })
        }
    }
}

struct BareWord;

impl<'de> Visitor<'de> for BareWord {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word without quotation marks, as in InForce")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, word: A) -> Result<Self::Value, A::Error> {
        let (id, rest) = word.variant_seed(self)?;
        rest.unit_variant()?;
        Ok(id)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text::from(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text::owned(text))
    }
}

impl<'de> DeserializeSeed<'de> for BareWord {
    type Value = Text<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Word<'_>, String> {
        crate::data::load::options().from_str(text).map_err(|error| error.code.to_string())
    }

    #[test]
    fn a_word_is_bare_and_has_a_name() {
        let mut word = read("InForce").unwrap();
        assert_eq!((word.is("InForce"), word.name()), (true, "InForce"));
        word.named(Some(Text::from("In force")));
        word.named(None);
        assert_eq!((word.name(), serde_json::to_string(&word).unwrap()), ("In force", "\"InForce\"".to_owned()));
        let bytes = postcard::to_allocvec(&word).unwrap();
        assert_eq!(postcard::from_bytes::<Word<'_>>(&bytes).unwrap(), word);
        for wrong in ["\"InForce\"", "5", "(InForce)", "InForce(5)"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
