//! The fewest things that might have been done with marks, of which the same lists follow. Where all that was done goes
//! is the store's matter.

use std::collections::BTreeSet;

use super::entry::{Change, MarkEntry};
use super::lists::{FIRST, Lists};

/// What makes the lists of each pack as they are; nothing if not the same lists followed of it.
#[must_use]
pub fn compacted(entries: &[MarkEntry]) -> Option<Vec<MarkEntry>> {
    let packs: BTreeSet<&str> = entries.iter().map(|entry| entry.pack.as_str()).collect();
    let mut all = Vec::new();
    for pack in packs {
        let lists = Lists::replay(entries, pack);
        let made: Vec<MarkEntry> =
            making(&lists).into_iter().map(|change| MarkEntry { pack: pack.to_owned(), change }).collect();
        if Lists::replay(&made, pack) != lists {
            return None;
        }
        all.extend(made);
    }
    Some(all)
}

fn making(lists: &Lists) -> Vec<Change> {
    let mut changes = Vec::new();
    match lists.get(FIRST) {
        // It is called otherwise by now, but not so that one would tell it from the other.
        Some(first) if first.name != FIRST => {
            changes.push(Change::Rename { list: FIRST.to_owned(), to: first.name.clone() });
        }
        _ => {}
    }
    for list in lists.all() {
        let name = || list.name.clone();
        changes.push(Change::Create { list: name() });
        for mark in &list.marks {
            changes.push(Change::Mark { list: name(), of: mark.of.clone() });
            if !mark.note.is_empty() {
                changes.push(Change::Note { list: name(), of: mark.of.clone(), text: mark.note.clone() });
            }
        }
    }
    if lists.get(FIRST).is_none() {
        changes.push(Change::Delete { list: FIRST.to_owned() });
    }
    // The one that is there from the beginning stands first until each was put last.
    changes.extend(lists.all().iter().map(|list| Change::Order { list: list.name.clone(), before: None }));
    changes.push(Change::Choose { list: lists.current().to_owned() });
    changes
}
