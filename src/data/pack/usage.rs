//! How the pack's texts speak of two particular countries: languages, money, offices, and words with
//! a meaning of their own. What is common English is no matter of a pack: the program knows it.

use serde::{Deserialize, Serialize};

use crate::data::text::Text;

/// A language of names in a script of its own.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Language<'a> {
    /// Its tag after BCP 47, as in `nb` or `zh-Hant`.
    #[serde(borrow)]
    pub code: Text<'a>,
    /// Its name in English.
    pub name: Text<'a>,
    /// Ways to write its sounds in Latin letters, each with another way to write the same:
    /// `[("sy", "sh"), ("oh", "o")]`. By them a search finds a name that is spelt otherwise.
    #[serde(default)]
    pub spellings: Vec<(Text<'a>, Text<'a>)>,
}

/// Whether a text has the form of a language's tag after BCP 47: letters for the language, then parts
/// of letters and digits, none longer than eight.
#[must_use]
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Money, as sums are written in it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Currency<'a> {
    /// Its code after ISO 4217, which may stand before a number. Signs such as `€`, `£` and `R$` need no currency here.
    #[serde(borrow)]
    pub code: Text<'a>,
    /// What else may stand before a number: signs and short forms.
    #[serde(default)]
    pub before: Vec<Text<'a>>,
    /// What may stand after one.
    #[serde(default)]
    pub after: Vec<Text<'a>>,
}

/// Offices, as a question about a person must tell them apart.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Offices<'a> {
    /// Words that tell a rank, rank by rank; the first that a part names counts, and people of no rank
    /// are of one.
    #[serde(borrow)]
    pub ranks: Vec<Vec<Text<'a>>>,
    /// How offices begin that one person holds at a time.
    pub single: Vec<Text<'a>>,
    /// Words of offices that several hold at a time.
    pub shared: Vec<Text<'a>>,
}

/// Words that the pack's texts use in a way of their own.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Usage<'a> {
    /// Large numbers besides million, billion and trillion.
    #[serde(borrow)]
    pub magnitudes: Vec<Text<'a>>,
    /// Measures that may stand after a number, besides those in use all over the world.
    pub units: Vec<Text<'a>>,
    /// Small words of names that join others, as `de` or `von`: a search may leave them out. English is known.
    pub joining: Vec<Text<'a>>,
    /// Words after which a number is part of a name and no value.
    pub numbered: Vec<Text<'a>>,
    /// Names of things, so that a sentence puts “the” before them.
    pub things: Vec<Text<'a>>,
    /// Places so wide that another place may lie in them: further countries.
    pub wide_places: Vec<Text<'a>>,
    /// Phrases in lower case by which a statement speaks of a source and not of the thing.
    pub of_sources: Vec<Text<'a>>,
    /// Phrases in lower case by which a text says that what it tells rests on weak sources, besides what plain
    /// English has for it (“unconfirmed”, “according to”) and those that speak of a source.
    pub hedges: Vec<Text<'a>>,
}

/// Money that sources of all countries count in, by its code; a pack need not list it.
pub const WORLD_CURRENCIES: [&str; 3] = ["USD", "EUR", "GBP"];

/// How plain English says that something rests on weak sources.
pub const HEDGES: [&str; 4] = ["unconfirmed", "according to", "reports", "said to"];

impl<'a> Usage<'a> {
    /// All its lists, each with its name.
    #[must_use]
    pub fn lists(&self) -> [(&'static str, &[Text<'a>]); 8] {
        [
            ("magnitudes", &self.magnitudes),
            ("units", &self.units),
            ("joining", &self.joining),
            ("numbered", &self.numbered),
            ("things", &self.things),
            ("wide_places", &self.wide_places),
            ("of_sources", &self.of_sources),
            ("hedges", &self.hedges),
        ]
    }

    /// The phrases by which a text says that it rests on weak sources.
    pub fn hedges(&self) -> impl Iterator<Item = &str> {
        HEDGES.into_iter().chain(self.hedges.iter().chain(&self.of_sources).map(Text::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::is_language_tag;

    #[test]
    fn tags_of_languages_are_told_from_other_words() {
        for tag in ["ja", "nb", "zh-Hant", "es-419", "sl-rozaj-biske"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for text in ["", "j", "ja-", "ja_JP", "-ja", "日本", "ja JP", "languages-", "123"] {
            assert!(!is_language_tag(text), "{text}");
        }
    }
}
