//! The head of a layer: its `pack.ron`, which names the pack it lies on.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::data::date::PartialDate;
use crate::data::pack::Pack;
use crate::data::pack::charts::{Breakdown, ChartOf};
use crate::data::pack::exam::ExamScheme;
use crate::data::pack::id;
use crate::data::pack::lists::{Group, Stance, StatusName};
use crate::data::pack::preset::ExamPreset;
use crate::data::pack::usage::{Currency, Language};
use crate::data::text::Text;

/// What the `pack.ron` of a layer may say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head<'a> {
    /// The id of the pack it lies on.
    #[serde(borrow)]
    pub(super) extends: Text<'a>,
    /// Its own.
    #[serde(default)]
    pub(super) id: Option<Text<'a>>,
    /// What it is called.
    pub(super) title: Text<'a>,
    /// The day its edition was closed.
    pub(super) edition: PartialDate,
    /// What may be cited besides, and what changes of that: read one by one.
    #[serde(default)]
    #[expect(dead_code, reason = "it may stand there, and is read elsewhere")]
    sources: IgnoredAny,
    /// What follows is added to the pack's own.
    #[serde(default)]
    sectors: Vec<Text<'a>>,
    #[serde(default)]
    statuses: Vec<StatusName<'a>>,
    #[serde(default)]
    stances: Vec<Stance<'a>>,
    #[serde(default)]
    groups: Vec<Group<'a>>,
    #[serde(default)]
    languages: Vec<Language<'a>>,
    #[serde(default)]
    currencies: Vec<Currency<'a>>,
    #[serde(default)]
    charts: Vec<ChartOf<'a>>,
    #[serde(default)]
    breakdowns: Vec<Breakdown<'a>>,
    #[serde(default)]
    exams: Vec<ExamPreset<'a>>,
    /// How papers are marked, in place of how the pack marks them.
    #[serde(default)]
    exam: Option<ExamScheme>,
}

impl<'a> Head<'a> {
    /// Its id, or one made of its title.
    pub(super) fn id(&self) -> String {
        self.id.as_ref().map_or_else(|| id::made_of(&self.title), ToString::to_string)
    }

    /// Adds what it has to a pack.
    pub(super) fn laid_on(&self, pack: &mut Pack<'a>) {
        let new = |sector: &&Text<'a>| !pack.sectors.contains(sector);
        let sectors: Vec<_> = self.sectors.iter().filter(new).cloned().collect();
        pack.sectors.extend(sectors);
        pack.statuses.extend(self.statuses.iter().cloned());
        pack.stances.extend(self.stances.iter().cloned());
        pack.groups.extend(self.groups.iter().cloned());
        pack.languages.extend(self.languages.iter().cloned());
        pack.currencies.extend(self.currencies.iter().cloned());
        pack.charts.extend(self.charts.iter().cloned());
        pack.breakdowns.extend(self.breakdowns.iter().cloned());
        pack.exams.extend(self.exams.iter().cloned());
        pack.exam = self.exam.unwrap_or(pack.exam);
    }
}
