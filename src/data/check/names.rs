//! Ids and titles: no two alike.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher as _;

use hashbrown::DefaultHashBuilder;
use hashbrown::hash_table::{Entry, HashTable};

use super::ids::no_id;
use super::{Report, THE_OTHER, is_kebab};
use crate::data::{Dataset, Item, ItemId};

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
        // Where each id was numbered as another's, none stands twice; what has no former ids needs no set of them.
        let is_set_needed =
            !self.dataset.has_no_id_twice() || self.dataset.records.iter().any(|record| !record.was.is_empty());
        let mut ids: HashSet<&str> = HashSet::new();
        let mut titles = Titles::new(self.dataset);
        for (id, item) in self.dataset.items() {
            if is_set_needed && let Some(first) = ids.replace(item.id()) {
                self.say_beside(item.id(), "id", item.id(), "another record has this id", (first, THE_OTHER));
            }
            if !is_kebab(item.id()) {
                self.say(item.id(), "id", item.id(), no_id(item.id()));
            }
            if let Some(other) = titles.put(id).and_then(|other| self.dataset.get(other)) {
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

/// Titles, in small letters or large, each with the last item that has it. They stay where they are: a huge pack would
/// take long to copy them all.
struct Titles<'t, 'a> {
    dataset: &'t Dataset<'a>,
    hasher: DefaultHashBuilder,
    /// Parts of the hashes of titles in small letters, each with its item: of a huge pack whole ones take much room.
    items: HashTable<(u32, ItemId)>,
    /// The title that is looked for, and one that it is held against.
    small: [String; 2],
}

impl<'t, 'a> Titles<'t, 'a> {
    fn new(dataset: &'t Dataset<'a>) -> Self {
        let items = HashTable::with_capacity(dataset.len());
        Self { dataset, hasher: DefaultHashBuilder::default(), items, small: Default::default() }
    }

    /// Puts an item's title there, and gives the item that had it last.
    fn put(&mut self, item: ItemId) -> Option<ItemId> {
        let title = |item: ItemId| self.dataset.get(item).map_or("", |item| item.title());
        let [wanted, other] = &mut self.small;
        make_small(wanted, title(item));
        let part = part_of(self.hasher.hash_one(wanted.as_str()));
        let is_same = |(known, of): &(u32, ItemId)| {
            *known == part && {
                make_small(other, title(*of));
                other == wanted
            }
        };
        match self.items.entry(spread(part), is_same, |(part, _)| spread(*part)) {
            Entry::Occupied(mut known) => Some(std::mem::replace(known.get_mut(), (part, item)).1),
            Entry::Vacant(room) => {
                room.insert((part, item));
                None
            }
        }
    }
}

/// The part of a hash that is kept.
fn part_of(hash: u64) -> u32 {
    u32::try_from(hash >> u32::BITS).unwrap_or_default()
}

/// A hash of such a part: a table looks at both ends of it.
fn spread(part: u32) -> u64 {
    u64::from(part) << u32::BITS | u64::from(part)
}

/// Makes a text the small letters of another.
fn make_small(small: &mut String, text: &str) {
    small.clear();
    if text.is_ascii() {
        small.push_str(text);
        small.make_ascii_lowercase();
    } else {
        small.push_str(&text.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use crate::data::files::{File, Files};
    use crate::data::load;

    #[test]
    fn each_title_and_id_is_held_against_the_one_before_that_is_like_it() {
        let head = "(title: \"T\", edition: \"2025\", countries: [(code: \"no\", name: \"Norway\", adjective: \
                    \"Norwegian\"), (code: \"cl\", name: \"Chile\", adjective: \"Chilean\")], sectors: [\"Sea\"], \
                    sources: [(id: \"s\", title: \"S\", publisher: \"P\", paragraphs: 9)])";
        let record = |(id, title): (&str, &str)| {
            format!(
                "(id: \"{id}\", title: \"{title}\", sectors: [\"Sea\"], weight: Detail, summary: \"S.\", \
                 cites: [\"s ¶1\"], body: Event(kind: Milestone))"
            )
        };
        let told = |records: &[(&str, &str)]| {
            let records: Vec<String> = records.iter().copied().map(record).collect();
            let file = |(name, text): (&str, String)| File { name: name.to_owned(), text: text.into() };
            let list = [("pack.ron", head.to_owned()), ("events.ron", records.join(",\n"))];
            let list = list.map(|(name, text)| (name, if name == "events.ron" { format!("[{text}]") } else { text }));
            let files = Files { list: list.map(file).into() };
            let problems = load::load(&files).map(|_| ()).unwrap_err();
            let line = |problem: &crate::data::problem::Problem| {
                (problem.place.as_ref().unwrap().line, problem.other.as_ref().unwrap().place.line)
            };
            problems.iter().map(|problem| (problem.path.clone(), line(problem))).collect::<Vec<_>>()
        };
        let path = |id: &str| format!("{id}.title");
        assert_eq!(
            told(&[("a", "Fish"), ("b", "FISH"), ("c", "fisk"), ("d", "fish"), ("e", "ØLΣ"), ("f", "ølς")]),
            [(path("b"), (2, 1)), (path("d"), (4, 2)), (path("f"), (6, 5))]
        );
        assert_eq!(
            told(&[("a", "A"), ("b", "B"), ("a", "C"), ("a", "D")]),
            [("a.id".to_owned(), (3, 1)), ("a.id".to_owned(), (4, 3))]
        );
    }
}
