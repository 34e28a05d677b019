//! Tours: what somebody who shows the pack to others shows, one stop after another. How a stop is drawn is for those
//! who draw it.

use serde::{Deserialize, Serialize};

use crate::data::cite::Cites;
use crate::data::period::Period;
use crate::data::text::Text;

/// A walk through the pack.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tour<'a> {
    /// What it is called, by which it is asked for: 28 columns at most.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// What it shows, in a sentence.
    pub about: Text<'a>,
    /// Its stops, in order.
    pub stops: Vec<TourStop<'a>>,
}

/// A stop of a tour.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TourStop<'a> {
    /// Id of what is shown: a record, a series, or a dispute of `disputes.ron`.
    #[serde(borrow)]
    pub to: Text<'a>,
    /// Where it is shown.
    pub view: StopView,
    /// In a chart the period of which the guide speaks; the newest if left out.
    #[serde(default)]
    pub period: Option<Period>,
    /// In a chart the period with which the guide compares that.
    #[serde(default)]
    pub since: Option<Period>,
    /// What the guide says there, in 180 characters at most.
    pub caption: Text<'a>,
    /// Where that is said.
    pub cites: Vec<Cites<'a>>,
}

/// Where a stop of a tour is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum StopView {
    /// On the map.
    Map,
    /// What its sources disagree on.
    Disagreement,
    /// The record itself.
    Reader,
    /// Among what happened about that time.
    Timeline,
    /// The same with a lane for each sector.
    Lanes,
    /// What came before it, and what came after.
    Lineage,
    /// The figures of a series.
    Chart,
}

impl Tour<'_> {
    /// The most columns that a name takes.
    pub const WIDEST: usize = 28;
}

impl TourStop<'_> {
    /// The most characters of a caption: three rows of a narrow terminal.
    pub const LONGEST: usize = 180;
}
