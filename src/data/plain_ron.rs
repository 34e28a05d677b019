//! The plain part of RON, read quickly: what nearly every file of a pack is written in, with names, brackets, texts,
//! numbers and comments to the end of a line. Whatever else stands in a file, right or wrong, is [`Unusual`], and the
//! whole file is then read by the crate `ron`, which knows all of it and says what is wrong; so this reads nothing that
//! `ron` does not, and nothing otherwise. Why there is this besides: of a pack of hundreds of megabytes `ron` alone
//! took most of the time.

mod reader;

use std::fmt::{self, Display};

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use self::reader::Reader;

/// Something that is not plain, or is wrong; which, nobody is told.
#[derive(Debug)]
pub(super) struct Unusual;

impl Display for Unusual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is not plain RON")
    }
}

impl std::error::Error for Unusual {}

impl de::Error for Unusual {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

/// Reads a whole text into what a seed makes of it.
pub(super) fn read<'de, S: DeserializeSeed<'de>>(text: &'de str, seed: S) -> Result<S::Value, Unusual> {
    let mut reader = Reader::new(text);
    reader.skip()?;
    let value = seed.deserialize(Value { reader: &mut reader, is_unwrapped: false })?;
    reader.skip()?;
    if reader.peek().is_some() { Err(Unusual) } else { Ok(value) }
}

/// The next value.
struct Value<'r, 'de> {
    reader: &'r mut Reader<'de>,
    /// Whether it stands right within the brackets of a name, and has none of its own: only fields may stand so.
    is_unwrapped: bool,
}

impl<'r, 'de> Value<'r, 'de> {
    /// Where it is read, unless it should have brackets of its own.
    fn whole(self) -> Result<&'r mut Reader<'de>, Unusual> {
        if self.is_unwrapped { Err(Unusual) } else { Ok(self.reader) }
    }
}

/// Reads what stands between two brackets.
fn between<'de, T>(
    reader: &mut Reader<'de>,
    [open, end]: [u8; 2],
    read: impl FnOnce(&mut Parts<'_, 'de>) -> Result<T, Unusual>,
) -> Result<T, Unusual> {
    reader.open(open)?;
    let value = read(&mut Parts { reader, end, may_go_on: true })?;
    reader.close(end)?;
    Ok(value)
}

/// What stands between brackets, with commas between and perhaps one after the last.
struct Parts<'r, 'de> {
    reader: &'r mut Reader<'de>,
    end: u8,
    /// Whether nothing came yet, or a comma.
    may_go_on: bool,
}

impl Parts<'_, '_> {
    /// Whether there is another.
    fn has_next(&mut self) -> Result<bool, Unusual> {
        match self.reader.peek() {
            Some(sign) if sign == self.end => Ok(false),
            Some(_) if self.may_go_on => Ok(true),
            _ => Err(Unusual),
        }
    }

    /// Takes what may stand after one.
    fn pass_on(&mut self) -> Result<(), Unusual> {
        self.reader.skip()?;
        self.may_go_on = self.reader.peek() == Some(b',');
        if self.may_go_on { self.reader.take(b',') } else { Ok(()) }
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $type:ty;)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
            let number: $type = self.whole()?.number()?.parse().map_err(|_| Unusual)?;
            visitor.$visit(number)
        })+
    };
}

impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = Unusual;

    numbers! {
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
        deserialize_f64 visit_f64 f64;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        if self.is_unwrapped {
            return Err(Unusual);
        }
        match self.reader.peek() {
            Some(b'"') => self.deserialize_str(visitor),
            Some(b'[') => self.deserialize_seq(visitor),
            Some(b'{') => self.deserialize_map(visitor),
            Some(b'(') => {
                let before = self.reader.at;
                self.reader.take(b'(')?;
                let is_tuple = match self.reader.peek() {
                    Some(b'"' | b'(' | b'[') => true,
                    // A name and a colon, or something else.
                    Some(_) => {
                        self.reader.word()?;
                        self.reader.skip()?;
                        self.reader.take(b':')?;
                        false
                    }
                    None => return Err(Unusual),
                };
                self.reader.at = before;
                if is_tuple { self.deserialize_tuple(0, visitor) } else { self.deserialize_struct("", &[], visitor) }
            }
            _ => Err(Unusual),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        match self.whole()?.word()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Unusual),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        match self.whole()?.quoted()? {
            Ok(text) => visitor.visit_borrowed_str(text),
            Err(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        let reader = self.whole()?;
        // What is there is written as it is; whoever writes `Some` and `None` is read by another.
        match reader.rest().get(..4) {
            Some(b"Some" | b"None") => Err(Unusual),
            _ => visitor.visit_some(Value { reader, is_unwrapped: false }),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        between(self.whole()?, *b"[]", |parts| visitor.visit_seq(parts))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unusual> {
        between(self.whole()?, *b"()", |parts| visitor.visit_seq(parts))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        between(self.whole()?, *b"{}", |parts| visitor.visit_map(parts))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unusual> {
        if self.is_unwrapped {
            return visitor.visit_map(&mut Parts { reader: self.reader, end: b')', may_go_on: true });
        }
        between(self.reader, *b"()", |parts| visitor.visit_map(parts))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unusual> {
        visitor.visit_enum(Variant { reader: self.whole()? })
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        visitor.visit_borrowed_str(self.whole()?.word()?)
    }

    // No pack has these.
    fn deserialize_unit<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unusual> {
        Err(Unusual)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, _: V) -> Result<V::Value, Unusual> {
        Err(Unusual)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, _: V) -> Result<V::Value, Unusual> {
        Err(Unusual)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, _: V) -> Result<V::Value, Unusual> {
        Err(Unusual)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unusual> {
        Err(Unusual)
    }

    fn deserialize_char<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unusual> {
        Err(Unusual)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unusual> {
        Err(Unusual)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unusual> {
        Err(Unusual)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unusual> {
        Err(Unusual)
    }
}

impl<'de> SeqAccess<'de> for &mut Parts<'_, 'de> {
    type Error = Unusual;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unusual> {
        if !self.has_next()? {
            return Ok(None);
        }
        let value = seed.deserialize(Value { reader: self.reader, is_unwrapped: false })?;
        self.pass_on()?;
        Ok(Some(value))
    }
}

impl<'de> MapAccess<'de> for &mut Parts<'_, 'de> {
    type Error = Unusual;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unusual> {
        if !self.has_next()? {
            return Ok(None);
        }
        let key = seed.deserialize(Value { reader: self.reader, is_unwrapped: false })?;
        self.reader.skip()?;
        self.reader.take(b':')?;
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unusual> {
        let value = seed.deserialize(Value { reader: self.reader, is_unwrapped: false })?;
        self.pass_on()?;
        Ok(value)
    }
}

/// One of several things, by its name.
struct Variant<'r, 'de> {
    reader: &'r mut Reader<'de>,
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Unusual;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Unusual> {
        let name = seed.deserialize(Value { reader: self.reader, is_unwrapped: false })?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Unusual;

    fn unit_variant(self) -> Result<(), Unusual> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Unusual> {
        self.reader.skip()?;
        self.reader.open(b'(')?;
        let value = seed.deserialize(Value { reader: self.reader, is_unwrapped: true })?;
        self.reader.close(b')')?;
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Unusual> {
        Err(Unusual)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Unusual> {
        Err(Unusual)
    }
}

#[cfg(test)]
mod tests;
