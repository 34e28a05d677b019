//! A thing's names in the countries' own scripts, each with its language.
//!
//! In the file: `{"ja": "奈良"}`, or `{"ja": ["奈良", "東大寺"]}` where one language has several. Which
//! languages there are is for the pack to say, and whether a tag is one for [`super::check`].

use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};

use super::text::Text;

/// A name in a country's own script.
#[derive(Clone, Debug, Deserialize)]
pub struct NativeName<'a> {
    /// The tag of its language, as in `pack.ron`.
    #[serde(borrow)]
    pub language: Text<'a>,
    /// The name.
    pub name: Text<'a>,
}

/// For other programs as `{"ja": "奈良"}`; compiled as its two fields.
impl Serialize for NativeName<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry(self.language.as_str(), &self.name)?;
            map.end()
        } else {
            (&self.language, &self.name).serialize(serializer)
        }
    }
}

/// Reads the names from the map that a pack's file has.
pub(super) fn by_language<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<NativeName<'a>>, D::Error> {
    deserializer.deserialize_map(MapOfNames)
}

struct MapOfNames;

impl<'de> Visitor<'de> for MapOfNames {
    type Value = Vec<NativeName<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names by language, as in {\"fr\": \"Genève\"}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut all: Vec<NativeName<'de>> = Vec::new();
        while let Some(language) = map.next_key::<Text<'de>>()? {
            if all.iter().any(|name| name.language == language) {
                let message = format!("“{language}” stands here twice; write several names as [\"…\", \"…\"]");
                return Err(A::Error::custom(message));
            }
            let OneOrMore(names) = map.next_value()?;
            all.extend(names.into_iter().map(|name| NativeName { language: language.clone(), name }));
        }
        Ok(all)
    }
}

/// A text, or a list of them.
struct OneOrMore<'a>(Vec<Text<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for OneOrMore<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;

        impl<'de> Visitor<'de> for Names {
            type Value = OneOrMore<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in double quotes, or a list of them")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(OneOrMore(vec![Text::from(text)]))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(OneOrMore(vec![Text::owned(text)]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element()? {
                    names.push(name);
                }
                Ok(OneOrMore(names))
            }
        }

        deserializer.deserialize_any(Names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Field<'a>(#[serde(borrow, deserialize_with = "by_language")] Vec<NativeName<'a>>);

    fn read(text: &str) -> Result<Vec<NativeName<'_>>, String> {
        let field: Result<Field<'_>, _> = crate::data::load::options().from_str(text);
        field.map(|field| field.0).map_err(|error| error.code.to_string())
    }

    #[test]
    fn names_are_read_by_language_in_their_order() {
        let names = read(r#"{"nb": "fisk", "se": ["guolli", "gu\"olli"]}"#).unwrap();
        let shown: Vec<_> = names.iter().map(|name| (name.language.as_str(), name.name.as_str())).collect();
        assert_eq!(shown, [("nb", "fisk"), ("se", "guolli"), ("se", "gu\"olli")]);
        assert_eq!(serde_json::to_string(&names).unwrap(), r#"[{"nb":"fisk"},{"se":"guolli"},{"se":"gu\"olli"}]"#);
        let bytes = postcard::to_allocvec(&names).unwrap();
        let again: Vec<NativeName<'_>> = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(format!("{again:?}"), format!("{names:?}"));
    }

    #[test]
    fn a_language_stands_once_and_names_are_texts() {
        assert!(read(r#"{"nb": "fisk", "nb": "laks"}"#).unwrap_err().contains("stands here twice"));
        assert!(read(r#"{"nb": 5}"#).is_err() && read(r#"["fisk"]"#).is_err());
    }
}
