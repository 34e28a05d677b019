//! A thing's names in the countries' own scripts, each with its language and how it is read.
//!
//! In the file: `{"ja": "奈良"}`, or `{"ja": ["奈良", "東大寺"]}` where one language has several; readings
//! likewise. Which languages there are is for the pack to say, and whether a tag is one for [`super::check`].

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
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

/// A name, and how it is read.
#[derive(Debug)]
pub struct ReadName<'r> {
    /// The name.
    pub native: &'r NativeName<'r>,
    /// Its readings; none that is the name itself.
    pub readings: Vec<&'r str>,
}

impl<'r> ReadName<'r> {
    /// `東京`, or `東京 (とうきょう)`; in the brackets also what else is to be said of the name.
    #[must_use]
    pub fn with(&self, more: Option<&str>) -> Cow<'r, str> {
        let said: Vec<&str> = self.readings.iter().copied().chain(more).collect();
        if said.is_empty() {
            return Cow::Borrowed(&self.native.name);
        }
        Cow::Owned(format!("{} ({})", self.native.name, said.join(", ")))
    }
}

/// Names with their readings, and the readings that are of none.
#[derive(Debug)]
pub struct ReadNames<'r> {
    /// The names, in their order.
    pub names: Vec<ReadName<'r>>,
    /// Readings of a language without a name, and those beyond the names where it has several.
    pub of_nothing: Vec<&'r NativeName<'r>>,
}

/// Says which readings are of which name. Of a language that has one name all readings are of that; of one that has
/// several they stand in the order of the names. A reading that stands among the names too, as was the way to write one
/// before there was a field for it, is no name beside its own; but where there are as many readings as names, none is
/// left out.
#[must_use]
pub fn read_names<'r>(names: &'r [NativeName<'r>], readings: &'r [NativeName<'r>]) -> ReadNames<'r> {
    /// What there is of a language.
    #[derive(Default)]
    struct OfLanguage<'r> {
        names: usize,
        readings: usize,
        /// The readings as texts.
        texts: HashSet<&'r str>,
        /// Where its names stand among those that are told.
        told: Vec<usize>,
        /// How many readings have been dealt out.
        dealt: usize,
    }
    let mut languages: HashMap<&str, OfLanguage<'r>> = HashMap::new();
    for name in names {
        languages.entry(name.language.as_str()).or_default().names += 1;
    }
    for reading in readings {
        let its = languages.entry(reading.language.as_str()).or_default();
        its.readings += 1;
        its.texts.insert(reading.name.as_str());
    }
    let mut read = ReadNames { names: Vec::new(), of_nothing: Vec::new() };
    for native in names {
        let its = languages.entry(native.language.as_str()).or_default();
        let is_name = its.told.is_empty() || its.names == its.readings || !its.texts.contains(native.name.as_str());
        if is_name {
            its.told.push(read.names.len());
            read.names.push(ReadName { native, readings: Vec::new() });
        }
    }
    for reading in readings {
        let its = languages.entry(reading.language.as_str()).or_default();
        let place = match its.told.as_slice() {
            [only] => Some(only),
            several => several.get(its.dealt),
        };
        its.dealt += 1;
        match place.and_then(|place| read.names.get_mut(*place)) {
            Some(name) if name.native.name == reading.name => {}
            Some(name) => name.readings.push(reading.name.as_str()),
            None => read.of_nothing.push(reading),
        }
    }
    read
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
pub(super) fn by_language<'de: 'a, 'a, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Box<[NativeName<'a>]>, D::Error> {
    deserializer.deserialize_map(MapOfNames)
}

struct MapOfNames;

impl<'de> Visitor<'de> for MapOfNames {
    type Value = Box<[NativeName<'de>]>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names by language, as in {\"fr\": \"Genève\"}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut all: Vec<NativeName<'de>> = Vec::new();
        let mut languages: HashSet<Text<'de>> = HashSet::new();
        while let Some(language) = map.next_key::<Text<'de>>()? {
            if !languages.insert(language.clone()) {
                let message = format!("“{language}” stands here twice; write several names as [\"…\", \"…\"]");
                return Err(A::Error::custom(message));
            }
            let OneOrMore(names) = map.next_value()?;
            all.extend(names.into_iter().map(|name| NativeName { language: language.clone(), name }));
        }
        Ok(all.into_boxed_slice())
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
    struct Field<'a>(#[serde(borrow, deserialize_with = "by_language")] Box<[NativeName<'a>]>);

    fn read(text: &str) -> Result<Box<[NativeName<'_>]>, String> {
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
        let again: Box<[NativeName<'_>]> = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(format!("{again:?}"), format!("{names:?}"));
    }

    #[test]
    fn readings_stand_in_brackets_once() {
        let told = |names: &str, readings: &str| -> Vec<String> {
            let (names, readings) = (read(names).unwrap(), read(readings).unwrap());
            read_names(&names, &readings).names.iter().map(|name| name.with(None).into_owned()).collect()
        };
        assert_eq!(told(r#"{"nb": "fisk", "se": "guolli"}"#, r#"{"se": "GU-ol-li"}"#), ["fisk", "guolli (GU-ol-li)"]);
        assert_eq!(told(r#"{"nb": "fisk"}"#, r#"{"nb": ["fisk", "fesk"]}"#), ["fisk (fesk)"]);
        assert_eq!(told(r#"{"nb": ["a", "b", "c"]}"#, r#"{"nb": ["A", "B"]}"#), ["a (A)", "b (B)", "c"]);
        // As readings were written before.
        assert_eq!(told(r#"{"nb": ["a", "A", "b", "B"]}"#, r#"{"nb": ["A", "B"]}"#), ["a (A)", "b (B)"]);
        assert_eq!(told(r#"{"nb": ["a", "A"]}"#, "{}"), ["a", "A"]);
        // The second is its own reading.
        assert_eq!(told(r#"{"nb": ["a", "b"]}"#, r#"{"nb": ["A", "b"]}"#), ["a (A)", "b"]);
        assert_eq!(told(r#"{"nb": ["a", "b"]}"#, r#"{"nb": ["b", "B"]}"#), ["a (b)", "b (B)"]);
        let names = read(r#"{"nb": "fisk"}"#).unwrap();
        assert_eq!(read_names(&names, &[]).names[0].with(Some("Norwegian")), "fisk (Norwegian)");
    }

    #[test]
    fn readings_of_no_name_are_found() {
        let found = |names: &str, readings: &str| {
            let (names, readings) = (read(names).unwrap(), read(readings).unwrap());
            let of_nothing = read_names(&names, &readings).of_nothing;
            of_nothing.iter().map(|reading| reading.name.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(found(r#"{"nb": "a"}"#, r#"{"nb": ["A", "AA"]}"#), [""; 0]);
        assert_eq!(found(r#"{"nb": "a"}"#, r#"{"se": "A", "nb": "A"}"#), ["A"]);
        assert_eq!(found(r#"{"nb": ["a", "b"]}"#, r#"{"nb": ["A", "B", "C"]}"#), ["C"]);
        // Names that are but readings have none.
        assert_eq!(found(r#"{"nb": ["a", "A", "b", "B"]}"#, r#"{"nb": ["A", "B", "C"]}"#), ["C"]);
        assert_eq!(found(r#"{"nb": ["a", "A"]}"#, r#"{"nb": ["A", "AA", "C"]}"#), [""; 0], "all are of the one name");
    }

    #[test]
    fn many_names_are_read_as_soon_as_few_are() {
        let all =
            |prefix: &str| (0..100_000).map(|number| format!("\"{prefix}{number}\"")).collect::<Vec<_>>().join(",");
        let (names, readings) = (format!("{{\"nb\": [{}]}}", all("a")), format!("{{\"nb\": [{}]}}", all("b")));
        let (names, readings) = (read(&names).unwrap(), read(&readings).unwrap());
        let told = read_names(&names, &readings).names;
        assert_eq!(told.last().unwrap().with(None), "a99999 (b99999)");
    }

    #[test]
    fn a_language_stands_once_and_names_are_texts() {
        assert!(read(r#"{"nb": "fisk", "nb": "laks"}"#).unwrap_err().contains("stands here twice"));
        assert!(read(r#"{"nb": 5}"#).is_err() && read(r#"["fisk"]"#).is_err());
    }
}
