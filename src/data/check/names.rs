//! Ids and titles: no two alike.

use std::collections::{HashMap, HashSet};

use super::ids::no_id;
use super::{Report, THE_OTHER, is_kebab};
use crate::data::Item;

impl Report<'_, '_> {
    /// Titles of what was changed, held against all others.
    pub(super) fn titles(&mut self) {
        let Some(only) = self.only else { return };
        let changed = |id: &str| only.items.contains(id);
        let mut titles: HashMap<String, Item<'_, '_>> = HashMap::with_capacity(self.dataset.len());
        let (new, old): (Vec<_>, Vec<_>) =
            self.dataset.items().map(|(_, item)| item).partition(|item| changed(item.id()));
        for item in old.into_iter().chain(new) {
            if !is_kebab(item.id()) {
                self.say(item.id(), "id", item.id(), no_id(item.id()));
            }
            if let Some(other) = titles.insert(item.title().to_lowercase(), item)
                && changed(item.id())
            {
                let message = format!("“{}” has the same title; name what tells them apart", other.id());
                self.say_beside(item.id(), "title", item.title(), message, (other.title(), THE_OTHER));
            }
        }
    }

    pub(super) fn duplicates(&mut self) {
        let mut ids: HashSet<&str> = HashSet::with_capacity(self.dataset.len());
        let mut titles: HashMap<String, Item<'_, '_>> = HashMap::with_capacity(self.dataset.len());
        for (_, item) in self.dataset.items() {
            if let Some(first) = ids.replace(item.id()) {
                self.say_beside(item.id(), "id", item.id(), "another record has this id", (first, THE_OTHER));
            }
            if !is_kebab(item.id()) {
                self.say(item.id(), "id", item.id(), no_id(item.id()));
            }
            if let Some(other) = titles.insert(item.title().to_lowercase(), item) {
                let message = format!("“{}” has the same title; name what tells them apart", other.id());
                self.say_beside(item.id(), "title", item.title(), message, (other.title(), THE_OTHER));
            }
        }
        for record in &self.dataset.records {
            for was in &record.was {
                if !is_kebab(was) {
                    self.say(&record.id, "was", was, no_id(was));
                }
                if let Some(other) = ids.replace(was) {
                    let message =
                        format!("“{was}” is the id of another record, or was; a former id leads to one place");
                    self.say_beside(&record.id, "was", was, message, (other, THE_OTHER));
                }
            }
        }
    }
}
