//! What links must be to be trusted: each written once, each a relation that its two ends can have, and each claim of
//! a consequence with its source.
//!
//! That a link leads somewhere is for [`load`](crate::data::load), which resolves it.

use std::collections::HashMap;

use super::Report;
use crate::data::link::{Link, Relation};
use crate::data::{Item, ItemId};

impl Report<'_, '_> {
    /// Every link that says too much, too little, or what is said already.
    pub(super) fn links(&mut self) {
        let dataset = self.dataset;
        for (id, item) in dataset.items() {
            for (index, link) in item.raw_links().iter().enumerate() {
                let to = dataset.find(&link.to).and_then(|to| dataset.get(to));
                if let Some(to) = to {
                    self.relation(item, to, index, link);
                }
            }
            self.written_twice(id, item);
        }
    }

    fn relation(&mut self, item: Item<'_, '_>, to: Item<'_, '_>, index: usize, link: &Link<'_>) {
        let part = format!("links[{index}]");
        let relation = link.relation;
        if !relation.fits(item.kind(), to.kind()) {
            let message = format!(
                "{relation:?} does not lead from {} to {}; choose another relation, or write the link at the other end",
                item.kind().name(),
                to.kind().name()
            );
            self.say(item.id(), &part, place(link, item), message);
        }
        if relation == Relation::LedTo && link.cites.is_empty() {
            let message = format!(
                "that this led to “{}” is a claim; cite who says so: (\"{}\", \"source ¶n\")",
                link.to, link.to
            );
            self.say(item.id(), &part, place(link, item), message);
        }
    }

    /// Links of one item that say what another link, at this end or the other, says already.
    fn written_twice(&mut self, id: ItemId, item: Item<'_, '_>) {
        let dataset = self.dataset;
        let mut written: HashMap<ItemId, Relation> = HashMap::new();
        for (index, link) in item.raw_links().iter().enumerate() {
            let part = format!("links[{index}]");
            let Some(to) = dataset.find(&link.to) else { continue };
            if to == id {
                self.say(item.id(), &part, place(link, item), "a record does not link to itself; take this link out");
                continue;
            }
            let before = written.insert(to, link.relation);
            if before == Some(link.relation) {
                self.say(item.id(), &part, place(link, item), "this link stands here twice; take one of them out");
            } else if before.is_some_and(|before| before == Relation::SeeAlso || link.relation == Relation::SeeAlso) {
                let message = format!("how “{}” stands to this is told already; SeeAlso adds nothing to it", link.to);
                self.say(item.id(), &part, place(link, item), message);
            }
        }
        // What the other end writes: of two ends, the later one in the files is told.
        for end in dataset.links(id).iter().filter(|end| end.is_backward && end.to < id) {
            let (Some(&here), Some(other)) = (written.get(&end.to), dataset.get(end.to)) else { continue };
            let there = end.relation;
            if here == there || here == Relation::SeeAlso || there == Relation::SeeAlso {
                let message = if here == there && !here.is_mutual() {
                    format!(
                        "“{}” says the same of this ({here:?}), and both cannot be; take one of them out",
                        other.id()
                    )
                } else {
                    format!(
                        "“{}” writes this link at its end ({there:?}); a link is written once, so take one of them out",
                        other.id()
                    )
                };
                let at = item
                    .raw_links()
                    .iter()
                    .find(|link| link.to == other.id())
                    .map_or(item.id(), |link| place(link, item));
                self.say(item.id(), "links", at, message);
            }
        }
    }
}

/// Where a link stands in its file, or its item where the link has lost its place.
pub(super) fn place<'d>(link: &'d Link<'_>, item: Item<'d, '_>) -> &'d str {
    if link.to.is_unescaped() { item.id() } else { &link.to }
}
