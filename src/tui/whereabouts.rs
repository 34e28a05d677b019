//! Where a reader is, in words that outlast a run: ids and names as they stand in the files, never numbers of a
//! dataset, so that another edition finds its way by them. What is no more is passed over.
//!
//! Only what can be said is here. Screens say it of themselves and go on from it ([`Listing`]); where it is kept is not
//! known to this room, which is handed a [`Memory`].
//!
//! [`Listing`]: crate::tui::screens::listing::Listing

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::{Deserialize, Serialize};

use crate::view::tab::Tab;

/// Where one is on every tab.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Whereabouts {
    /// The name of the tab one is on.
    pub tab: String,
    /// Where one is in the list of a tab, by the tab's name.
    pub lists: BTreeMap<String, ListWhereabouts>,
    /// What was chosen last in Study.
    #[serde(skip_serializing_if = "is_default")]
    pub study: StudyChoices,
    /// What was done last in the palette, the latest first.
    #[serde(skip_serializing_if = "is_default")]
    pub done: Vec<String>,
}

/// Where one is in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct ListWhereabouts {
    /// The id of the item selected.
    #[serde(skip_serializing_if = "is_default")]
    pub item: String,
    /// Whether its record is read.
    #[serde(skip_serializing_if = "is_default")]
    pub reading: bool,
    /// The filter.
    #[serde(skip_serializing_if = "is_default")]
    pub filter: String,
    /// The facets chosen, each in a word.
    #[serde(skip_serializing_if = "is_default")]
    pub facets: Vec<String>,
    /// By how many steps the line between list and record is moved.
    #[serde(skip_serializing_if = "is_default")]
    pub split: i16,
    /// How one looks at the list.
    #[serde(skip_serializing_if = "is_default")]
    pub view: ListView,
}

impl ListWhereabouts {
    /// Whether the list is as it opens but for what is selected in it.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self { item: self.item.clone(), ..Self::default() }
    }
}

/// How the order by titles is called in a [`ListView`].
pub const BY_TITLE: &str = "title";

/// How one looks at a list, as far as that can be changed there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of another screen")]
pub struct ListView {
    /// By what it is ordered.
    #[serde(skip_serializing_if = "is_default")]
    pub sort: String,
    /// How many years a heading stands for, or from how far one looks at the map.
    #[serde(skip_serializing_if = "is_default")]
    pub zoom: String,
    /// Whether each sector has a ruler of its own.
    #[serde(skip_serializing_if = "is_default")]
    pub lanes: bool,
    /// Whether figures are a table.
    #[serde(skip_serializing_if = "is_default")]
    pub table: bool,
    /// Whether the chart shows where there is room for one pane only.
    #[serde(skip_serializing_if = "is_default")]
    pub chart: bool,
    /// Whether a chart that has parts shows its figures instead.
    #[serde(skip_serializing_if = "is_default")]
    pub figures: bool,
    /// The period one stands at.
    #[serde(skip_serializing_if = "is_default")]
    pub period: String,
    /// The period that is compared with.
    #[serde(skip_serializing_if = "is_default")]
    pub since: String,
    /// The ids of the series that are drawn though they are not at first, or the other way round.
    #[serde(skip_serializing_if = "is_default")]
    pub toggled: Vec<String>,
    /// Whether the places are on a map.
    #[serde(skip_serializing_if = "is_default")]
    pub map: bool,
    /// Whether the map joins places by arcs.
    #[serde(skip_serializing_if = "is_default")]
    pub arcs: bool,
}

/// What was chosen last in Study.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct StudyChoices {
    /// Whether one crams.
    #[serde(skip_serializing_if = "is_default")]
    pub cram: bool,
    /// The id of the item drilled last.
    #[serde(skip_serializing_if = "is_default")]
    pub drilled: String,
    /// The paper asked for last.
    #[serde(skip_serializing_if = "is_default")]
    pub paper: Option<PaperChoice>,
}

/// A paper as it was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct PaperChoice {
    /// The name of the exam it is like.
    #[serde(skip_serializing_if = "is_default")]
    pub exam: String,
    /// How many questions.
    pub questions: u32,
    /// How many minutes, where that is not what the pace gives.
    #[serde(skip_serializing_if = "is_default")]
    pub minutes: Option<u32>,
    /// What a right answer brings.
    pub right: String,
    /// What a wrong one takes off.
    pub wrong: String,
    /// How difficult.
    pub level: String,
    /// Whether only of what an exam asks.
    #[serde(skip_serializing_if = "is_default")]
    pub core: bool,
    /// The topics, where not all.
    #[serde(skip_serializing_if = "is_default")]
    pub topics: Vec<String>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Whereabouts {
    /// The tab one is on, if there is one of that name.
    #[must_use]
    pub fn tab(&self) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.name() == self.tab)
    }
}

/// Which of the moments it is at which places are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Something was done that is worth it.
    Meanwhile,
    /// The program is left.
    Leaving,
}

/// What keeps where one is from one run to the next.
pub trait Memory: Debug + Send + Sync {
    /// Keeps this, in place of what was kept, and joins these queries to those that are kept. What hinders it is no
    /// reason to hold anybody up.
    fn keep(&self, whereabouts: &Whereabouts, queries: &[String], moment: Moment);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_as_it_opens_is_not_written() {
        let list = ListWhereabouts { item: "cepa".to_owned(), ..ListWhereabouts::default() };
        assert!(list.is_plain() && !ListWhereabouts { reading: true, ..list.clone() }.is_plain());
        let here = Whereabouts {
            tab: Tab::Trade.name().to_owned(),
            lists: [(Tab::Trade.name().to_owned(), list)].into(),
            ..Whereabouts::default()
        };
        let text = serde_json::to_string(&here).unwrap();
        assert_eq!(text, r#"{"tab":"Trade","lists":{"Trade":{"item":"cepa"}}}"#);
        assert_eq!(serde_json::from_str::<Whereabouts>(&text).unwrap(), here);
        assert_eq!(here.tab(), Some(Tab::Trade));
    }

    #[test]
    fn what_a_later_program_adds_is_passed_over() {
        let here: Whereabouts =
            serde_json::from_str(r#"{"tab":"Oracle","moon":1,"lists":{"Timeline":{"mood":"good"}}}"#).unwrap();
        assert_eq!((here.tab(), here.lists.len()), (None, 1));
    }
}
