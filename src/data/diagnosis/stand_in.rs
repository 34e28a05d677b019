//! What stands in for a value that could not be read, so that the rest of its record is read all the same. What is
//! read with it is thrown away; only whether the rest is right counts.

use serde::Deserializer;
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::fault::Fault;

/// A value of any type. The number says how often such a value was refused already.
#[derive(Clone, Copy, Debug)]
pub(super) struct StandIn(pub(super) u8);

impl StandIn {
    /// So many tries there are.
    pub(super) const TRIES: u8 = 2;

    /// A date, a number and a text at once; or a label.
    fn text(self) -> &'static str {
        if self.0 == 0 { "2000" } else { "FY" }
    }
}

macro_rules! numbers {
    // Two is within most ranges.
    ($($name:ident $visit:ident $number:literal),+) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.$visit($number)
        })+
    };
}

impl<'de> Deserializer<'de> for StandIn {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0 == 0 { visitor.visit_seq(Few(self, 0)) } else { visitor.visit_borrowed_str(self.text()) }
    }

    numbers!(
        deserialize_i8 visit_i8 2, deserialize_i16 visit_i16 2, deserialize_i32 visit_i32 2, deserialize_i64 visit_i64 2,
        deserialize_u8 visit_u8 2, deserialize_u16 visit_u16 2, deserialize_u32 visit_u32 2, deserialize_u64 visit_u64 2,
        deserialize_f32 visit_f32 2.0, deserialize_f64 visit_f64 2.0
    );

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_bool(false)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_none()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(Few(self, 0))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(Few(self, len))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_seq(Few(self, len))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(All(self, &[]))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(All(self, fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        // Which words there are is for the pack to say.
        if variants.is_empty() { visitor.visit_borrowed_str("FY") } else { visitor.visit_enum(First(self, variants)) }
    }

    forward_to_deserialize_any! { i128 u128 char bytes byte_buf unit_struct identifier ignored_any }
}

/// So many stand-ins.
struct Few(StandIn, usize);

impl<'de> SeqAccess<'de> for Few {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(left) = self.1.checked_sub(1) else { return Ok(None) };
        self.1 = left;
        seed.deserialize(self.0).map(Some)
    }
}

/// A stand-in for each of these fields.
struct All(StandIn, &'static [&'static str]);

impl<'de> MapAccess<'de> for All {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((field, rest)) = self.1.split_first() else { return Ok(None) };
        self.1 = rest;
        seed.deserialize(StrDeserializer::new(field)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        seed.deserialize(self.0)
    }
}

/// The first of these values.
struct First(StandIn, &'static [&'static str]);

impl<'de> EnumAccess<'de> for First {
    type Error = Fault;
    type Variant = StandIn;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, StandIn), Fault> {
        let first = self.1.first().ok_or_else(|| <Fault as de::Error>::custom("there is no value"))?;
        seed.deserialize(StrDeserializer::new(first)).map(|value| (value, self.0))
    }
}

impl<'de> VariantAccess<'de> for StandIn {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_struct("", fields, visitor)
    }
}
