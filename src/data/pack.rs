//! `pack.ron`: what the pack is about, its sectors, and the sources everything cites.

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::text::Text;

/// A side's code that means both countries together.
pub const BOTH: &str = "both";
/// A side's code that means neither country.
pub const OTHER: &str = "other";

/// The head of a dataset.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pack<'a> {
    /// Shown in the title line.
    #[serde(borrow)]
    pub title: Text<'a>,
    /// The day this edition was closed.
    pub edition: PartialDate,
    /// The two countries, in the order shown. A pack with another number of them does not load.
    pub countries: Vec<Country<'a>>,
    /// Every sector a record may name, in the order shown.
    pub sectors: Vec<Text<'a>>,
    /// Everything that may be cited.
    pub sources: Vec<Source<'a>>,
    /// Series that are drawn together; every other series is drawn alone.
    #[serde(default)]
    pub charts: Vec<ChartOf<'a>>,
    /// Series that are parts of one whole, drawn as bars beside each other.
    #[serde(default)]
    pub breakdowns: Vec<Breakdown<'a>>,
}

/// Parts of a whole: goods by chapter, say.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Breakdown<'a> {
    /// What is broken down, and into what.
    #[serde(borrow)]
    pub title: Text<'a>,
    /// How the id of each part begins.
    pub parts: Text<'a>,
    /// Id of the series of the whole, where there is one.
    #[serde(default)]
    pub total: Option<Text<'a>>,
}

impl Breakdown<'_> {
    /// Whether a series of this id is one of the parts.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        id.starts_with(self.parts.as_str()) && self.total.as_ref().is_none_or(|total| total != id)
    }
}

/// Series of one unit that share a chart.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ChartOf<'a> {
    /// What it shows.
    #[serde(borrow)]
    pub title: Text<'a>,
    /// The series drawn as lines, one or two: the id of each, and its name in the chart.
    pub lines: Vec<(Text<'a>, Text<'a>)>,
    /// The series drawn as bars about zero.
    #[serde(default)]
    pub bars: Option<(Text<'a>, Text<'a>)>,
    /// Ids of dated records that explain a turn, marked on the time axis.
    #[serde(default)]
    pub events: Vec<Text<'a>>,
}

impl<'a> ChartOf<'a> {
    /// All its series, each with its name in the chart.
    pub fn members(&self) -> impl Iterator<Item = &(Text<'a>, Text<'a>)> {
        self.lines.iter().chain(&self.bars)
    }
}

/// One of the two countries.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Country<'a> {
    /// What a record's `side` says for it.
    #[serde(borrow)]
    pub code: Text<'a>,
    /// Its name.
    pub name: Text<'a>,
    /// `Indian`, `Japanese`.
    pub adjective: Text<'a>,
}

/// A document or page that may be cited.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source<'a> {
    /// What a cite calls it.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// Its title.
    pub title: Text<'a>,
    /// Who published it.
    pub publisher: Text<'a>,
    /// When, as far as known.
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// Where it was read.
    #[serde(default)]
    pub address: Option<Text<'a>>,
    /// How many numbered paragraphs it has, for a document.
    #[serde(default)]
    pub paragraphs: Option<u16>,
    /// The passages relied on, numbered from 1, for a page whose paragraphs have no numbers.
    #[serde(default)]
    pub passages: Vec<Text<'a>>,
}

impl<'a> Source<'a> {
    /// How many paragraphs or passages may be cited.
    #[must_use]
    pub fn citable(&self) -> u16 {
        self.paragraphs.unwrap_or_else(|| u16::try_from(self.passages.len()).unwrap_or(u16::MAX))
    }

    /// The passage of this number, counted from 1, where the source is quoted.
    #[must_use]
    pub fn passage(&self, number: u16) -> Option<&Text<'a>> {
        usize::from(number).checked_sub(1).and_then(|index| self.passages.get(index))
    }

    /// `Embassy of India, Tokyo, May 2024`.
    #[must_use]
    pub fn byline(&self) -> String {
        match &self.date {
            Some(date) => format!("{}, {date}", self.publisher),
            None => self.publisher.to_string(),
        }
    }
}

impl<'a> Pack<'a> {
    /// The source of this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source<'a>> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The name shown for a side's code: a country, `Both`, or `Elsewhere`.
    #[must_use]
    pub fn side_name(&self, code: &str) -> &str {
        match code {
            BOTH => "Both",
            OTHER => "Elsewhere",
            _ => self
                .countries
                .iter()
                .find(|country| country.code == code)
                .map_or("Elsewhere", |country| country.name.as_str()),
        }
    }

    /// The codes a `side` may be.
    pub fn sides(&self) -> impl Iterator<Item = &str> {
        self.countries.iter().map(|country| country.code.as_str()).chain([BOTH, OTHER])
    }
}
