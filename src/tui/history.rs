//! Where one has been: the places to go back to, and those to go forward to again. Only remembers; going there
//! is the application's matter.

use crate::data::ItemId;
use crate::data::period::Period;
use crate::tui::detail_pane::ReadingPlace;
use crate::tui::list_detail::Focus;
use crate::view::tab::Tab;

/// Where one is: a tab, and where on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// The tab.
    pub tab: Tab,
    /// Whether the overview shows instead of it.
    pub is_overview: bool,
    /// Where on it.
    pub spot: Spot,
    /// What lay over it that one comes back to.
    pub over: Option<Over>,
}

impl Location {
    /// Whether the other is the same place, however far one has read there and whatever lay over it.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        let of = |it: &Self| (it.tab, it.is_overview, it.spot.item, it.spot.focus, it.spot.on_map);
        of(self) == of(other)
    }
}

/// What may lie over a tab and be come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The lineage of an item, and what is selected in it.
    Lineage(ItemId, ItemId),
    /// Two items side by side.
    SideBySide(ItemId, ItemId),
}

/// Where one is on a tab: the item selected, and whether one is reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The item selected.
    pub item: Option<ItemId>,
    /// Where the keys go.
    pub focus: Focus,
    /// How far one has read, and at which link one is.
    pub place: ReadingPlace,
    /// Whether its list shows as a map.
    pub on_map: bool,
    /// The figure one stands at, where it lists figures.
    pub figure: Option<Figure>,
}

/// Where among figures one stands, and how one looks at them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The period, if one was chosen.
    pub period: Option<Period>,
    /// That which is compared with.
    pub since: Option<Period>,
    /// Whether the keys go into the chart.
    pub is_in_chart: bool,
    /// Whether the figures are a table.
    pub is_table: bool,
    /// Whether what has parts shows its figures instead.
    pub is_without_parts: bool,
}

/// Places remembered; the oldest are forgotten.
const MOST: usize = 500;

/// The places one came from, the latest last, and those one came back from.
#[derive(Debug, Default)]
pub struct History {
    back: Vec<Location>,
    forward: Vec<Location>,
}

impl History {
    /// Remembers the place one leaves for a new one, to come back to it.
    pub fn leave(&mut self, here: Location) {
        self.back.push(here);
        if self.back.len() > MOST {
            self.back.remove(0);
        }
        self.forward.clear();
    }

    /// The place before this one, which can then be gone forward to; `None` if there is none.
    pub fn back(&mut self, here: Location) -> Option<Location> {
        let there = self.back.pop()?;
        self.forward.push(here);
        Some(there)
    }

    /// The place one came back from to this one.
    pub fn forward(&mut self, here: Location) -> Option<Location> {
        let there = self.forward.pop()?;
        // What lay over this place is laid over it again, and closed by going back: there is nothing between.
        if there.over.is_none() || here.over.is_some() || !there.is_beside(&here) {
            self.back.push(here);
        }
        Some(there)
    }

    /// Remembers what lay over this place and is closed by going back, to come forward to it again.
    pub fn uncover(&mut self, here: Location) {
        if here.over.is_some() {
            self.forward.push(here);
        }
    }

    /// Forgets the latest place if it is this one: one has come back to it by another way.
    pub fn arrive(&mut self, here: &Location) {
        self.back.pop_if(|latest| latest.over.is_none() && latest.is_beside(here));
    }

    /// Whether there is a place to go back to, and one to go forward to.
    #[must_use]
    pub fn ways(&self) -> (bool, bool) {
        (!self.back.is_empty(), !self.forward.is_empty())
    }

    /// Forgets the places to go back to.
    pub fn forget(&mut self) {
        self.back.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(number: usize) -> Location {
        let item = Some(ItemId::from_index(number));
        Location { tab: Tab::Timeline, is_overview: false, spot: Spot { item, ..Spot::default() }, over: None }
    }

    #[test]
    fn forward_leads_where_back_came_from() {
        let mut history = History::default();
        assert_eq!(history.back(place(0)), None);
        history.leave(place(0));
        history.leave(place(1));
        assert_eq!(history.back(place(2)), Some(place(1)));
        assert_eq!(history.forward(place(1)), Some(place(2)));
        assert_eq!(history.forward(place(2)), None);
        assert_eq!(history.back(place(2)), Some(place(1)));
        history.leave(place(7));
        assert_eq!(history.forward(place(8)), None, "a new way has been taken");
    }

    #[test]
    fn what_is_closed_is_come_forward_to_with_nothing_between() {
        let mut history = History::default();
        let item = ItemId::from_index(2);
        let over = Location { over: Some(Over::SideBySide(item, item)), ..place(1) };
        history.leave(place(0));
        history.uncover(over);
        assert_eq!(history.forward(place(1)), Some(over));
        history.uncover(over);
        assert_eq!(history.back(place(1)), Some(place(0)));
        history.leave(place(1));
        history.arrive(&place(2));
        assert!(history.ways().0, "it is another place");
        history.arrive(&place(1));
        assert!(!history.ways().0);
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let mut history = History::default();
        (0..MOST + 3).for_each(|number| history.leave(place(number)));
        let mut places = 0;
        while history.back(place(0)).is_some() {
            places += 1;
        }
        assert_eq!(places, MOST);
    }
}
