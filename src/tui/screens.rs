//! The screens behind the tabs: what they share, and the one place that tells them apart.
//!
//! One file a screen. Those that list records share [`listing`].

pub mod agreements;
pub mod institutions;
pub mod listing;
pub mod study;
pub mod timeline;
pub mod topics;
pub mod trade;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::data::{Item, ItemId, Kind};
use crate::search::facets::Chosen;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::list_detail::Focus;
use crate::tui::widgets::sectioned_list::Row;

/// The tabs, in their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Tab {
    /// Everything dated, in order.
    #[default]
    Timeline,
    /// What was signed.
    Agreements,
    /// Figures over time.
    Trade,
    /// Who meets, works and teaches.
    Institutions,
    /// Everything else.
    Topics,
    /// Cards and mock exams.
    Study,
}

impl Tab {
    /// Every tab, in order.
    pub const ALL: [Self; 6] =
        [Self::Timeline, Self::Agreements, Self::Trade, Self::Institutions, Self::Topics, Self::Study];

    /// The name on the tab.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Agreements => "Agreements",
            Self::Trade => "Trade",
            Self::Institutions => "Institutions",
            Self::Topics => "Topics",
            Self::Study => "Study",
        }
    }

    /// The tab on which an item is at home.
    #[must_use]
    pub fn home(item: Item<'_, '_>) -> Self {
        match item.kind() {
            Kind::Event if item.when().is_some() => Self::Timeline,
            Kind::Agreement => Self::Agreements,
            Kind::Institution => Self::Institutions,
            Kind::Series => Self::Trade,
            Kind::Event
            | Kind::Project
            | Kind::Exercise
            | Kind::Person
            | Kind::Initiative
            | Kind::Theme
            | Kind::Place
            | Kind::Term => Self::Topics,
        }
    }

    /// The tab so many further on, round the end.
    #[must_use]
    pub fn step(self, forward: bool) -> Self {
        let count = Self::ALL.len();
        let here = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        let there = if forward { here + 1 } else { here + count - 1 } % count;
        Self::ALL.get(there).copied().unwrap_or(self)
    }
}

/// What the application asks of whatever stands behind a tab.
pub trait Screen {
    /// The scopes that hold here, the most specific first.
    fn scopes(&self) -> Vec<Scope>;

    /// Does what an action means here.
    fn update(&mut self, ctx: Context<'_>, action: Action) -> Effect;

    /// Takes a key that edits text; `None` if no text is typed or the key is none of those.
    fn edit(&mut self, _ctx: Context<'_>, _key: Key) -> Option<Effect> {
        None
    }

    /// Lists anew, after the filter, the facets, the marks or the order changed.
    fn refresh(&mut self, _ctx: Context<'_>) {}

    /// Something was marked, or lost its mark.
    fn marks_changed(&mut self, _ctx: Context<'_>) {}

    /// The item one looks at: what is marked, copied and drilled.
    fn shown(&self) -> Option<ItemId>;

    /// Where one is on this tab, to come back to it.
    fn spot(&self) -> Spot {
        Spot::default()
    }

    /// Puts the keys here.
    fn set_focus(&mut self, _focus: Focus) {}

    /// Selects an item, dropping the filter if that hides it; tells whether it is listed here at all.
    fn reveal(&mut self, _ctx: Context<'_>, _id: ItemId) -> bool {
        false
    }

    /// What stands at the right of the footer.
    fn note(&self) -> String {
        String::new()
    }

    /// What it lists, of the items that pass.
    fn outline(&self, _ctx: Context<'_>, _passes: &dyn Fn(ItemId) -> bool) -> Vec<Row> {
        Vec::new()
    }

    /// The facets chosen, if it can be narrowed by facets.
    fn chosen(&self) -> Option<&Chosen> {
        None
    }

    /// Narrows it by these facets.
    fn choose(&mut self, _ctx: Context<'_>, _chosen: Chosen) {}

    /// Notes that nothing of it shows, until it is drawn again.
    fn forget_places(&mut self) {}

    /// Does what a click on this place means.
    fn click(&mut self, _at: Position) -> Effect {
        Effect::Nothing
    }

    /// Moves what shows at this place by so many lines.
    fn wheel(&mut self, _at: Position, _by: isize) -> Effect {
        Effect::Nothing
    }

    /// Draws itself and gives the cursor's place.
    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position>;
}

/// Where one is on a tab: the item selected, and whether one is reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The item selected.
    pub item: Option<ItemId>,
    /// Where the keys go.
    pub focus: Focus,
}

/// All screens, kept while others show.
#[derive(Debug)]
pub struct Screens {
    timeline: timeline::Timeline,
    agreements: agreements::Agreements,
    trade: trade::Trade,
    institutions: institutions::Institutions,
    topics: topics::Topics,
    /// Cards and mock exams.
    pub study: study::Study,
    /// Which screens have listed what they list: each does so when it first shows.
    listed: Vec<Tab>,
}

impl Screens {
    /// Screens that have listed nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            timeline: timeline::Timeline::default(),
            agreements: agreements::Agreements::default(),
            trade: trade::Trade::default(),
            institutions: institutions::Institutions::default(),
            topics: topics::Topics::default(),
            study: study::Study::default(),
            listed: Vec::new(),
        }
    }

    /// The screen behind a tab, its list filled.
    pub fn at(&mut self, ctx: Context<'_>, tab: Tab) -> &mut dyn Screen {
        let first_time = !self.listed.contains(&tab);
        if first_time {
            self.listed.push(tab);
        }
        let screen: &mut dyn Screen = match tab {
            Tab::Timeline => &mut self.timeline,
            Tab::Agreements => &mut self.agreements,
            Tab::Trade => &mut self.trade,
            Tab::Institutions => &mut self.institutions,
            Tab::Topics => &mut self.topics,
            Tab::Study => &mut self.study,
        };
        if first_time {
            screen.refresh(ctx);
        }
        screen
    }
}

impl Default for Screens {
    fn default() -> Self {
        Self::new()
    }
}
