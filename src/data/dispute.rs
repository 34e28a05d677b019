//! A dispute: a point on which sources disagree, or on which one errs.
//!
//! What matters to one record stands in that record. What matters to several is stored once, in `disputes.ron`, and
//! each of them names it by its id: `conflicts: ["treaty-date"]`; [`super::load`] puts it in its place.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::cite::Cites;
use super::claim::Claim;
use super::text::Text;

/// A point on which sources disagree.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict<'a> {
    /// Its id, where several records share it.
    #[serde(borrow, default)]
    pub id: Option<Text<'a>>,
    /// What is at issue, in a few words.
    pub point: Text<'a>,
    /// What each source says.
    pub claims: Vec<Claim<'a>>,
    /// The best-supported reading, in a sentence.
    pub reading: Text<'a>,
    /// What the reading rests on, where that is a source and not arithmetic.
    #[serde(default)]
    pub support: Cites<'a>,
}

impl<'a> Conflict<'a> {
    /// One that is named in a record and told elsewhere.
    fn named(id: Text<'a>) -> Self {
        Self {
            id: Some(id),
            point: Text::default(),
            claims: Vec::new(),
            reading: Text::default(),
            support: Cites::default(),
        }
    }

    /// The id of a shared dispute that is named here and not yet put in its place.
    pub(super) fn missing(&self) -> Option<&Text<'a>> {
        self.id.as_ref().filter(|_| self.claims.is_empty() && self.point.is_empty())
    }
}

/// Reads the disputes of a record: each written out, or the id of a shared one.
pub(super) fn written<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Box<[Conflict<'a>]>, D::Error> {
    let list: Vec<Written<'a>> = Vec::deserialize(deserializer)?;
    Ok(list.into_iter().map(|written| written.0).collect())
}

struct Written<'a>(Conflict<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for Written<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdOrWhole;

        impl<'de> Visitor<'de> for IdOrWhole {
            type Value = Written<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a dispute, or the id of one in disputes.ron")
            }

            fn visit_borrowed_str<E: Error>(self, id: &'de str) -> Result<Self::Value, E> {
                Ok(Written(Conflict::named(Text::from(id))))
            }

            fn visit_str<E: Error>(self, id: &str) -> Result<Self::Value, E> {
                Ok(Written(Conflict::named(Text::owned(id))))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                Conflict::deserialize(MapAccessDeserializer::new(map)).map(Written)
            }
        }

        deserializer.deserialize_any(IdOrWhole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Field<'a>(#[serde(borrow, deserialize_with = "written")] Box<[Conflict<'a>]>);

    #[test]
    fn a_dispute_stands_in_its_record_or_is_named() {
        let text = r#"["treaty-date", (point: "Who came", claims: [("Two", "brief ¶1"), ("Three", "note ¶2")], reading: "Two")]"#;
        let Field(disputes) = crate::data::load::options().from_str(text).unwrap();
        let [named, whole] = &*disputes else { panic!("{disputes:?}") };
        assert_eq!(named.missing().map(Text::as_str), Some("treaty-date"));
        assert!(whole.missing().is_none() && whole.claims.len() == 2 && !whole.point.is_unescaped());
    }
}
