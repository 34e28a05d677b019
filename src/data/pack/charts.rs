//! Which series are told together, and how: charts, each of series that measure one matter, and parts of one whole.
//!
//! What is drawn of a chart, and where, `view::figures` says; here stands only what a pack may say of it.

use serde::{Deserialize, Serialize};

use crate::data::text::Text;
use crate::data::word::Word;

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

/// Series that are told together. Each series stands in one chart at most; one that stands in none is a chart by
/// itself.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ChartOf<'a> {
    /// What tells it from other charts: lower-case letters, digits and hyphens. In a layer, the id of a chart that is
    /// there adds to that.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// What it shows. No other begins with the same thirty letters.
    pub title: Text<'a>,
    /// The same in a sentence.
    #[serde(default)]
    pub about: Option<Text<'a>>,
    /// Where it is listed: a word of the pack’s groups; that of its first series, if left out.
    #[serde(default)]
    pub group: Option<Word<'a>>,
    /// Its series: the id of each, its name in the chart, in eighteen columns, and what it is there.
    pub members: Vec<(Text<'a>, Text<'a>, MemberRole)>,
    /// Ids of the series that show before a reader chooses; those that are Main, if none is named.
    #[serde(default)]
    pub visible: Vec<Text<'a>>,
    /// Ids of series of another unit that have an axis of their own below.
    #[serde(default)]
    pub second: Vec<Text<'a>>,
    /// Ids of series that no line may join, such as sums of single occasions: told as figures.
    #[serde(default)]
    pub figures: Vec<Text<'a>>,
    /// The space between two series, filled where there is one.
    #[serde(default)]
    pub fill: Option<Fill<'a>>,
    /// Ids of dated records that explain a turn, marked on the time axis.
    #[serde(default)]
    pub events: Vec<Text<'a>>,
    /// Ids of disputes about what it shows.
    #[serde(default)]
    pub disputes: Vec<Text<'a>>,
    /// How it is drawn.
    #[serde(default)]
    pub shape: ChartShape,
    /// Title of the breakdown whose parts it can show as bars.
    #[serde(default)]
    pub breakdown: Option<Text<'a>>,
}

/// The space between two series of one unit: the deficit between exports and imports, say.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fill<'a> {
    /// Id of the series the other is taken from.
    #[serde(borrow)]
    pub of: Text<'a>,
    /// Id of the series that is taken off.
    pub less: Text<'a>,
    /// What the difference is called where it is below zero: `deficit`.
    pub below: Text<'a>,
    /// What it is called where it is above: `surplus`.
    pub above: Text<'a>,
}

/// What a series is in its chart.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub enum MemberRole {
    /// What the chart is about.
    Main,
    /// Another series of the same matter, shown when asked for.
    Member,
    /// The same matter by another count, year or list, laid over when asked for.
    Basis,
    /// Figures of parts of years, which are told and never drawn.
    PartYear,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub enum ChartShape {
    /// Over time.
    #[default]
    Lines,
    /// A row a series and a column a period.
    Rows,
}

impl<'a> ChartOf<'a> {
    /// Whether a series of this id stands in it.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.members.iter().any(|(member, ..)| member == id)
    }

    /// Everything in it that is shown to a reader.
    pub fn texts(&self) -> impl Iterator<Item = &Text<'a>> {
        let fill = self.fill.iter().flat_map(|fill| [&fill.below, &fill.above]);
        [&self.title].into_iter().chain(&self.about).chain(self.members.iter().map(|(_, name, _)| name)).chain(fill)
    }

    /// Adds what a layer’s chart of the same id has besides.
    pub(in crate::data) fn extend(&mut self, other: &Self) {
        let new = |member: &&(Text<'a>, Text<'a>, MemberRole)| !self.has(&member.0);
        let members: Vec<_> = other.members.iter().filter(new).cloned().collect();
        self.members.extend(members);
        for (own, others) in [
            (&mut self.visible, &other.visible),
            (&mut self.second, &other.second),
            (&mut self.figures, &other.figures),
            (&mut self.events, &other.events),
            (&mut self.disputes, &other.disputes),
        ] {
            let new: Vec<_> = others.iter().filter(|id| !own.contains(id)).cloned().collect();
            own.extend(new);
        }
        self.fill = self.fill.take().or_else(|| other.fill.clone());
    }

    /// Drops what names a record, a series or a dispute that is gone; tells whether any series is left.
    pub(in crate::data) fn keep(&mut self, stays: impl Fn(&Text<'a>) -> bool) -> bool {
        self.members.retain(|(id, ..)| stays(id));
        for ids in [&mut self.visible, &mut self.second, &mut self.figures, &mut self.events, &mut self.disputes] {
            ids.retain(&stays);
        }
        self.fill = self.fill.take().filter(|fill| stays(&fill.of) && stays(&fill.less));
        !self.members.is_empty()
    }
}
