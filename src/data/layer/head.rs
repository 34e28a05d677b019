//! The head of a layer: its `pack.ron`, which names the pack it lies on.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};

use crate::data::cite::Cites;
use crate::data::date::PartialDate;
use crate::data::pack::Pack;
use crate::data::pack::charts::{Breakdown, ChartOf};
use crate::data::pack::eras::Era;
use crate::data::pack::exam::ExamScheme;
use crate::data::pack::id;
use crate::data::pack::lists::{Group, Stance, StatusName};
use crate::data::pack::preset::ExamPreset;
use crate::data::pack::tours::Tour;
use crate::data::pack::usage::{Currency, Language};
use crate::data::text::Text;

/// The pack.ron of a layer: a pack that lies on another and says only what differs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadOfLayer<'a> {
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
    #[serde(default, deserialize_with = "sources_elsewhere")]
    #[expect(dead_code, reason = "it may stand there, and is read elsewhere")]
    sources: (),
    /// Sectors besides those of the pack.
    #[serde(default)]
    sectors: Vec<Text<'a>>,
    /// Statuses of agreements besides those of the pack.
    #[serde(default)]
    statuses: Vec<StatusName<'a>>,
    /// Stances of themes besides those of the pack.
    #[serde(default)]
    stances: Vec<Stance<'a>>,
    /// Groups of series besides those of the pack.
    #[serde(default)]
    groups: Vec<Group<'a>>,
    /// Languages of native names besides those of the pack.
    #[serde(default)]
    languages: Vec<Language<'a>>,
    /// Eras besides those of the pack.
    #[serde(default)]
    eras: Vec<Era<'a>>,
    /// Currencies besides those of the pack.
    #[serde(default)]
    currencies: Vec<Currency<'a>>,
    /// Charts besides those of the pack; one with the id of one of those adds its series to that.
    #[serde(default)]
    charts: Vec<ChartOf<'a>>,
    /// Wholes and their parts besides those of the pack.
    #[serde(default)]
    breakdowns: Vec<Breakdown<'a>>,
    /// Papers that a mock may be like besides those of the pack.
    #[serde(default)]
    exams: Vec<ExamPreset<'a>>,
    /// Tours besides those of the pack, which may lead through it and through what the layer adds.
    #[serde(default)]
    tours: Vec<Tour<'a>>,
    /// How papers are marked, in place of how the pack marks them.
    #[serde(default)]
    exam: Option<ExamScheme>,
}

/// Passes over the sources, which are read one by one.
fn sources_elsewhere<'de, D: Deserializer<'de>>(reader: D) -> Result<(), D::Error> {
    IgnoredAny::deserialize(reader).map(drop)
}

/// An entry in the lists of a layer that changes what the pack has: it begins with one of the first three, and the
/// fields that change stand beside them. One that has an `id` adds a thing, as in any pack.
#[derive(Clone, Debug, Deserialize)]
#[expect(dead_code, reason = "a change is read as text; this tells what stands in one")]
struct LayerEntry<'a> {
    /// The id of a thing some of whose fields change: (…) in a field changes fields of that, {"…": …} the entries of a
    /// list that begin with this text.
    #[serde(borrow)]
    amend: Option<Text<'a>>,
    /// The id of a thing that has another in its place: all its fields follow.
    replace: Option<Text<'a>>,
    /// The id of a thing that is taken away: no field of it follows.
    withdraw: Option<Text<'a>>,
    /// What the change rests on: an amendment must say so.
    cite: Option<Cites<'a>>,
    /// Why, in a sentence: a withdrawal must say so.
    because: Option<Text<'a>>,
    /// What is added to lists of the thing.
    add: Option<NamedLists>,
    /// What is taken out of lists of the thing, by the text that an entry begins with.
    take: Option<NamedLists>,
}

/// Lists of a thing by their names, which are read as text.
#[derive(Clone, Debug, Deserialize)]
struct NamedLists {}

impl<'a> HeadOfLayer<'a> {
    /// Its id, or one made of its title.
    pub(super) fn id(&self) -> String {
        self.id.as_ref().map_or_else(|| id::made_of(&self.title), ToString::to_string)
    }

    /// Its texts, each with its field.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'static str, &Text<'a>)> {
        let sectors = self.sectors.iter().map(|sector| ("sectors", sector));
        let languages = self.languages.iter().flat_map(|one| [&one.code, &one.name]).map(|text| ("languages", text));
        let own = self.id.iter().map(|id| ("id", id)).chain([("title", &self.title)]);
        own.chain(sectors).chain(languages)
    }

    /// What its tours are called.
    pub(super) fn tours(&self) -> impl Iterator<Item = &str> {
        self.tours.iter().map(|tour| tour.name.as_str())
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
        pack.eras.extend(self.eras.iter().cloned());
        // The check tells of two that overlap.
        pack.eras.sort_by_key(Era::first);
        pack.currencies.extend(self.currencies.iter().cloned());
        for chart in &self.charts {
            match pack.charts.iter_mut().find(|below| below.id == chart.id) {
                Some(below) => below.extend(chart),
                None => pack.charts.push(chart.clone()),
            }
        }
        pack.breakdowns.extend(self.breakdowns.iter().cloned());
        pack.exams.extend(self.exams.iter().cloned());
        pack.tours.extend(self.tours.iter().cloned());
        pack.exam = self.exam.unwrap_or(pack.exam);
    }
}
