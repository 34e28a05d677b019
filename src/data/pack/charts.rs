//! Which series are drawn together: lines of one chart, and parts of one whole.

use serde::{Deserialize, Serialize};

use crate::data::text::Text;

/// Parts of a whole: goods by chapter, say.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Breakdown<'a> {
    /// What is broken down, and into what.
    #[serde(borrow)]
    pub title: Text<'a>,
    /// The series of the parts: the id of each, and its name beside its bar.
    pub parts: Vec<(Text<'a>, Text<'a>)>,
    /// Id of the series of the whole, where there is one.
    #[serde(default)]
    pub total: Option<Text<'a>>,
}

impl Breakdown<'_> {
    /// Whether a series of this id is the whole or one of its parts.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.parts.iter().map(|(part, _)| part).chain(&self.total).any(|known| known == id)
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
