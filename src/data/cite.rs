//! Cites: `embassy-brief-2024 ¶14, ¶15; pwonlyias-2025 ¶119–¶121`.
//!
//! Kept as the text that stands in the file and read on demand, because the program opens long
//! before anybody looks at most of them. What the sources are is in [`super::pack`].

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use super::text::Text;

/// The sign before a paragraph number.
pub const PILCROW: char = '¶';

/// One or several cites in the form `source ¶n`, separated by semicolons.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Cites<'a>(#[serde(borrow)] Text<'a>);

/// One source and the paragraphs of it that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite<'a> {
    /// The source's id as in `pack.ron`.
    pub source: &'a str,
    /// Inclusive ranges of paragraph numbers, from 1, in the order written.
    pub paragraphs: Vec<(u16, u16)>,
}

/// Why a cite does not read.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum CiteError {
    /// No pilcrow at all.
    #[error("“{0}” names no paragraph; write “{meant}” (copy the ¶ from here)", meant = with_pilcrow(.0))]
    NoParagraph(String),
    /// A paragraph that is no number or a range that runs backwards.
    #[error("“{0}” is no paragraph number; write “¶14”, “¶14, ¶15” or “¶14–¶16”")]
    BadNumber(String),
    /// An empty source name.
    #[error("a cite must begin with the id of its source, as in “source-id ¶14”")]
    NoSource,
}

/// A cite as it was meant: `brief p. 2` and `brief [2]` are brief ¶2.
fn with_pilcrow(text: &str) -> String {
    let source = text.split([' ', '#', '§', ',', '[', '(']).next().unwrap_or_default();
    let after = text.get(source.len()..).unwrap_or_default();
    let digits: String = after.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    match (source, digits.as_str()) {
        ("", _) => "source-id ¶14".to_owned(),
        (source, "") => format!("{source} ¶14"),
        (source, digits) => format!("{source} ¶{digits}"),
    }
}

impl<'a> From<&'a str> for Cites<'a> {
    fn from(text: &'a str) -> Self {
        Self(Text::from(text))
    }
}

impl<'a> Cites<'a> {
    /// The cites as written in the file.
    #[must_use]
    pub fn as_text(&self) -> &Text<'a> {
        &self.0
    }

    /// Whether nothing is cited.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// Each cite on its own, as read or with the reason why it does not read.
    pub fn iter(&self) -> impl Iterator<Item = Result<Cite<'_>, CiteError>> {
        self.parts().map(parse)
    }

    /// The id of the source of each cite, read off without its paragraphs.
    pub fn source_ids(&self) -> impl Iterator<Item = &str> {
        self.parts().filter_map(|part| part.split(PILCROW).next()).map(str::trim)
    }

    /// The cites as separate strings, `source ¶n` each.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split(';').map(str::trim).filter(|part| !part.is_empty())
    }
}

/// Exported as a list of strings, one per source; compiled as written.
impl Serialize for Cites<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_seq(self.parts()) } else { self.0.serialize(serializer) }
    }
}

impl fmt::Display for Cite<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.source, self.paragraph_text())
    }
}

impl Cite<'_> {
    /// The paragraphs alone: `¶14, ¶16–¶18`.
    #[must_use]
    pub fn paragraph_text(&self) -> String {
        let one = |&(from, to): &(u16, u16)| {
            if from == to { format!("{PILCROW}{from}") } else { format!("{PILCROW}{from}–{PILCROW}{to}") }
        };
        self.paragraphs.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

/// Each source once, in the order first met, with all the paragraphs of it that any of the cites means.
#[must_use]
pub fn by_source<'c>(cites: impl IntoIterator<Item = Cite<'c>>) -> Vec<Cite<'c>> {
    let mut sources: Vec<Cite<'c>> = Vec::new();
    let mut numbers: HashMap<&'c str, usize> = HashMap::new();
    for cite in cites {
        let number = *numbers.entry(cite.source).or_insert(sources.len());
        match sources.get_mut(number) {
            Some(known) => known.paragraphs.extend(cite.paragraphs),
            None => sources.push(cite),
        }
    }
    for cite in &mut sources {
        cite.paragraphs.sort_unstable();
        cite.paragraphs.dedup_by(|next, before| {
            let overlap = next.0 <= before.1;
            if overlap {
                before.1 = before.1.max(next.1);
            }
            overlap
        });
    }
    sources
}

fn parse(text: &str) -> Result<Cite<'_>, CiteError> {
    let (source, numbers) = text.split_once(PILCROW).ok_or_else(|| CiteError::NoParagraph(text.to_owned()))?;
    let source = source.trim();
    if source.is_empty() {
        return Err(CiteError::NoSource);
    }
    let paragraphs = numbers.split(',').map(range).collect::<Result<_, _>>()?;
    Ok(Cite { source, paragraphs })
}

/// `14`, `¶14`, `14–16`, `¶14–¶16`, `¶14-16`.
fn range(text: &str) -> Result<(u16, u16), CiteError> {
    let bad = || CiteError::BadNumber(text.trim().to_owned());
    let number = |part: &str| part.trim().trim_start_matches(PILCROW).parse::<u16>().map_err(|_| bad());
    let (from, to) = match text.split_once(['–', '-']) {
        Some((from, to)) => (number(from)?, number(to)?),
        None => (number(text)?, number(text)?),
    };
    if from == 0 || to < from { Err(bad()) } else { Ok((from, to)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Cite<'_>, CiteError>> {
        text.split(';').map(str::trim).map(parse).collect()
    }

    #[test]
    fn several_sources_and_ranges_read() {
        let cites = read("brief ¶14, ¶15; note-2 ¶119–¶121");
        assert_eq!(cites[0], Ok(Cite { source: "brief", paragraphs: vec![(14, 14), (15, 15)] }));
        assert_eq!(cites[1].as_ref().map(ToString::to_string), Ok("note-2 ¶119–¶121".to_owned()));
    }

    #[test]
    fn a_source_is_named_once_with_all_its_paragraphs() {
        let cites = read("brief ¶14; note ¶2; brief ¶3–¶5, ¶9; brief ¶4–¶6; brief ¶14, ¶15");
        let merged = by_source(cites.into_iter().map(Result::unwrap));
        let told: Vec<_> = merged.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["brief ¶3–¶6, ¶9, ¶14, ¶15", "note ¶2"]);
    }

    #[test]
    fn what_is_no_cite_is_told() {
        assert!(matches!(read("brief")[0], Err(CiteError::NoParagraph(_))));
        assert!(matches!(read("brief ¶x")[0], Err(CiteError::BadNumber(_))));
        assert!(matches!(read("brief ¶9–¶3")[0], Err(CiteError::BadNumber(_))));
        assert!(matches!(read("brief ¶0")[0], Err(CiteError::BadNumber(_))));
        assert!(matches!(read("¶3")[0], Err(CiteError::NoSource)));
    }
}
