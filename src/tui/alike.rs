//! Which of the titles of a list begin alike, and how far: where one of them is cut, what tells it from the others is
//! to stay. Counted once for as long as a list lists the same; how a title is cut is in [`crate::text`].

use std::borrow::Cow;
use std::collections::HashMap;

use crate::data::ItemId;
use crate::text::{clip, clip_around, prefix};
use crate::tui::list_detail::ListDetail;
use crate::view::sections::Row;

/// How far the titles of a list begin as others of it do.
#[derive(Clone, Debug, Default)]
pub(in crate::tui) struct Alike {
    /// Which change of the list, and which way of saying its titles, it was counted for.
    made_for: Option<(u64, bool)>,
    shared: HashMap<ItemId, usize>,
}

/// Up to so many titles are compared: a longer list is walked by its filter, and not read row by row.
const MOST: usize = 20_000;

impl Alike {
    /// Of these titles.
    pub(in crate::tui) fn of<'t>(titles: impl Iterator<Item = (ItemId, Cow<'t, str>)>) -> Self {
        let mut alike = Self::default();
        let mut titles: Vec<(Cow<'t, str>, ItemId)> = titles.map(|(id, title)| (title, id)).collect();
        titles.sort_unstable();
        // The one that begins most alike is the one before in a dictionary, or the one after.
        for pair in titles.windows(2) {
            let [(one, a), (other, b)] = pair else { continue };
            let same = shared(one, other);
            for id in [a, b].into_iter().filter(|_| same > 0) {
                let most = alike.shared.entry(*id).or_default();
                *most = same.max(*most);
            }
        }
        alike
    }

    /// Counts anew if the list is another, or says its titles in another way; `title` says one.
    pub(in crate::tui) fn count<'t>(
        &mut self,
        list_detail: &ListDetail,
        in_short: bool,
        title: impl Fn(ItemId) -> Option<Cow<'t, str>>,
    ) {
        let made_for = Some((list_detail.changes(), in_short));
        if self.made_for == made_for {
            return;
        }
        let items = list_detail.list.rows().iter().filter_map(Row::item);
        let titles = items.filter_map(|id| Some((*id, title(*id)?)));
        *self = if list_detail.list.items() > MOST { Self::default() } else { Self::of(titles) };
        self.made_for = made_for;
    }

    /// The title cut to so many columns, so that it can still be told from those that begin alike.
    pub(in crate::tui) fn clip<'t>(&self, id: ItemId, title: &'t str, columns: usize) -> Cow<'t, str> {
        let shared = self.shared.get(&id).copied().unwrap_or_default();
        if prefix(title, columns.saturating_sub(1)).len() > shared {
            clip(title, columns)
        } else {
            clip_around(title, columns, shared)
        }
    }
}

/// How many bytes two texts begin alike.
fn shared(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}
