//! What each tab lists: items under headings, told from data alone, in the order asked for. The explorer draws
//! it and the command line prints it; neither decides what belongs on a tab.
//!
//! One file a tab. Which items are wanted comes as a predicate: filters and facets are nothing to this.

pub mod agreements;
pub mod institutions;
mod key;
pub mod order;
pub mod timeline;
pub mod topics;
pub mod trade;

use self::order::{Order, Ordered};
use crate::data::{Dataset, ItemId};
use crate::view::tab::Tab;

/// A line of a list in sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row<T = ItemId> {
    /// The heading of what follows.
    Heading(Box<str>),
    /// Something listed.
    Item(T),
}

impl<T> Row<T> {
    /// What is listed here, if this is no heading.
    pub fn item(&self) -> Option<&T> {
        match self {
            Self::Item(item) => Some(item),
            Self::Heading(_) => None,
        }
    }

    /// Whether this is a heading.
    pub fn is_heading(&self) -> bool {
        matches!(self, Self::Heading(_))
    }
}

/// Which items are wanted; every item that a tab might list is asked for once.
pub type Passes<'p> = &'p dyn Fn(ItemId) -> bool;

/// What a tab lists as it opens, of the items that pass.
#[must_use]
pub fn sections<'d>(dataset: &'d Dataset<'d>, tab: Tab, passes: Passes<'_>) -> Vec<Row> {
    let in_order = |order| Ordered::new(dataset, order).sections(dataset, passes);
    match tab {
        Tab::Timeline => timeline::sections(dataset, timeline::Zoom::default(), false, passes),
        Tab::Agreements => in_order(Order::Agreements(agreements::Order::default())),
        Tab::Trade => trade::sections(dataset, passes),
        Tab::Institutions => in_order(Order::Institutions { by_title: false }),
        Tab::Topics => in_order(Order::Topics { by_title: false }),
        Tab::Study => Vec::new(),
    }
}

/// The items among some rows.
pub fn items(rows: Vec<Row>) -> impl Iterator<Item = ItemId> {
    rows.into_iter().filter_map(|row| row.item().copied())
}

/// Adds a section, unless there is nothing in it.
fn add_section(rows: &mut Vec<Row>, heading: &str, items: impl Iterator<Item = ItemId>) {
    let mut items = items.map(Row::Item).peekable();
    if items.peek().is_some() {
        rows.push(Row::Heading(heading.into()));
        rows.extend(items);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever passes is listed as it is among all, and no heading stands over nothing.
    #[test]
    fn less_is_listed_in_the_same_order() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let passes = |id: ItemId| id.index().is_multiple_of(7);
        for tab in Tab::ALL {
            let all: Vec<ItemId> = items(sections(&dataset, tab, &|_| true)).collect();
            let asked = std::cell::RefCell::new(Vec::new());
            let some = sections(&dataset, tab, &|id| {
                asked.borrow_mut().push(id);
                passes(id)
            });
            let (mut asked, mut listed) = (asked.into_inner(), all.clone());
            asked.sort_unstable();
            listed.sort_unstable();
            assert_eq!(asked, listed, "{tab:?}: each is asked for once");
            let all: Vec<ItemId> = all.into_iter().filter(|id| passes(*id)).collect();
            for pair in some.windows(2) {
                assert!(pair[0].item().is_some() || pair[1].item().is_some(), "{tab:?}: two headings: {pair:?}");
            }
            assert!(some.last().is_none_or(|last| !last.is_heading()), "{tab:?}");
            assert_eq!(items(some).collect::<Vec<_>>(), all, "{tab:?}");
        }
    }
}
