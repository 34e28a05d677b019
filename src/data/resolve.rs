//! What the files of a pack hold, put together: every link, shared dispute and former id leads where it should, and
//! those that lead nowhere are told. How files are read is in [`super::load`].

use std::collections::{HashMap, HashSet};
use std::num::{NonZero, NonZeroU16};
use std::ops::Range;
use std::thread::{available_parallelism, scope};

use super::dispute::Conflict;
use super::files::Files;
use super::link::{LinkEnd, Relation};
use super::orders::Orders;
use super::origin::Layers;
use super::pack::Pack;
use super::problem::{MOST, Problem};
use super::record::Record;
use super::series::Series;
use super::text::Text;
use super::unread::Unread;
use super::{Adjacency, Cards, Dataset, Item, ItemId, Known, Mains, Questions, check};

/// What the files of a pack hold, before links are resolved.
pub(super) struct Parts<'a> {
    pub(super) pack: Pack<'a>,
    pub(super) records: Vec<Record<'a>>,
    pub(super) series: Vec<Series<'a>>,
    pub(super) disputes: Vec<Conflict<'a>>,
    pub(super) questions: Questions<'a>,
    pub(super) cards: Cards<'a>,
    pub(super) mains: Mains<'a>,
    /// Ids of records, series and disputes that a layer withdrew: what leads to them leads nowhere, and is dropped.
    pub(super) withdrawn: HashSet<&'a str>,
}

/// Puts the parts together, resolves every link and every shared dispute, and tells of those that lead nowhere: neither
/// to what there is nor to what may stand in what did not parse.
pub(super) fn resolve<'a>(parts: Parts<'a>, files: &'a Files, unread: &Unread) -> (Dataset<'a>, Vec<Problem>) {
    let Parts { pack, mut records, mut series, disputes, questions, cards, mains, withdrawn } = parts;
    pack.name_words(&mut records, &mut series);
    let mut unknown = put_in_place(&mut records, &disputes);
    unknown.retain(|(_, name)| !withdrawn.contains(name.as_str()));
    let mut dataset = Dataset {
        pack,
        records,
        series,
        questions,
        cards,
        mains,
        links: Adjacency::default(),
        former: Vec::new(),
        layers: Layers::default(),
        for_search: None,
        known: Known::default(),
        orders: Orders::default(),
    };
    let mut problems = check::shared_disputes(&dataset, files, unread, &disputes, &unknown);
    dataset.former = former_ids(&dataset);
    let at_once = if dataset.len() > FEW { available_parallelism().map_or(1, NonZero::get) } else { 1 };
    let (ends, dead_ends) = followed(&dataset, dataset.len().div_ceil(at_once), |items| {
        let follow = Follow { dataset: &dataset, files, unread, withdrawn: &withdrawn };
        follow.links_of(items)
    });
    let room = MOST.saturating_sub(problems.len());
    problems.extend(dead_ends.into_iter().take(room));
    dataset.links = Adjacency::gathered(dataset.len(), &ends, tidy);
    (dataset, problems)
}

/// Up to so many items have their links followed in one go: that takes less than beginning another thread is worth.
const FEW: usize = 10_000;

/// Ends of links, each with the item at which it is.
type Ends = Vec<(ItemId, LinkEnd)>;

/// What the links of all items lead to, so many of them followed by one: of a huge pack each leads somewhere else in
/// the memory, which takes its time to bring. What is told is the same however many are followed side by side.
fn followed(
    dataset: &Dataset<'_>,
    in_a_part: usize,
    follow: impl Fn(Range<usize>) -> (Ends, Vec<Problem>) + Sync,
) -> (Ends, Vec<Problem>) {
    let part = |start: usize| start..(start + in_a_part).min(dataset.len());
    let mut starts = (0..dataset.len()).step_by(in_a_part.max(1));
    let Some(first) = starts.next() else { return (Vec::new(), Vec::new()) };
    // Else each thread would wait for the one that numbers the ids first.
    dataset.by_id();
    scope(|scope| {
        let follow = &follow;
        let threads: Vec<_> = starts.map(|start| scope.spawn(move || follow(part(start)))).collect();
        let (mut ends, mut dead_ends) = follow(part(first));
        for thread in threads {
            // A panic of a thread goes on in this one.
            let more = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            ends.extend(more.0);
            dead_ends.extend(more.1);
        }
        (ends, dead_ends)
    })
}

/// What is known where links are followed.
struct Follow<'f, 'a> {
    dataset: &'f Dataset<'a>,
    files: &'f Files,
    unread: &'f Unread,
    withdrawn: &'f HashSet<&'a str>,
}

impl Follow<'_, '_> {
    /// Both ends of every link of these items, and the links that lead nowhere.
    fn links_of(&self, items: Range<usize>) -> (Ends, Vec<Problem>) {
        let (mut ends, mut dead_ends) = (Vec::with_capacity(items.len() * 2), Vec::new());
        for id in items.map(ItemId::from_index) {
            let Some(item) = self.dataset.get(id) else { continue };
            for (index, link) in item.raw_links().iter().enumerate() {
                match self.dataset.find(&link.to) {
                    Some(target) if target == id => {}
                    Some(target) => {
                        let number = u16::try_from(index + 1).ok().and_then(NonZeroU16::new);
                        let cited = number.filter(|_| !link.cites.is_empty());
                        let there = LinkEnd { to: target, relation: link.relation, is_backward: false, cited };
                        let here = LinkEnd { to: id, is_backward: true, ..there };
                        ends.extend([(id, there), (target, here)]);
                    }
                    None if self.withdrawn.contains(link.to.as_str()) || self.unread.may_hold(&link.to) => {}
                    None if dead_ends.len() < MOST => {
                        dead_ends.push(check::dangling(self.dataset, self.files, item, index));
                    }
                    None => {}
                }
            }
        }
        (ends, dead_ends)
    }
}

/// What became part of others, in order, each with what it became part of.
fn former_ids<'a>(dataset: &Dataset<'a>) -> Vec<(Text<'a>, ItemId)> {
    let mut former: Vec<_> = dataset
        .items()
        .filter_map(|(id, item)| if let Item::Record(record) = item { Some((id, record)) } else { None })
        .flat_map(|(id, record)| record.was.iter().map(move |was| (was.clone(), id)))
        .collect();
    former.sort_unstable();
    former
}

/// Puts each shared dispute where a record names it; hands back who names one that there is not.
fn put_in_place<'a>(records: &mut [Record<'a>], disputes: &[Conflict<'a>]) -> Vec<(Text<'a>, Text<'a>)> {
    let shared: HashMap<&str, &Conflict<'a>> =
        disputes.iter().filter_map(|dispute| Some((dispute.id.as_ref()?.as_str(), dispute))).collect();
    let mut unknown = Vec::new();
    for record in records {
        let id = record.id.clone();
        let Some(content) = record.written_mut() else { continue };
        if content.conflicts.is_empty() {
            continue;
        }
        let mut conflicts = std::mem::take(&mut content.conflicts).into_vec();
        conflicts.retain_mut(|conflict| {
            let Some(name) = conflict.missing().cloned() else { return true };
            match shared.get(name.as_str()) {
                Some(dispute) => *conflict = (*dispute).clone(),
                None => unknown.push((id.clone(), name)),
            }
            conflict.missing().is_none()
        });
        content.conflicts = conflicts.into_boxed_slice();
    }
    unknown
}

/// In the order told, each other end once in a relation; how many these are.
fn tidy(ends: &mut [LinkEnd]) -> usize {
    /// Up to so many, looking through them takes less than keeping a set.
    const FEW: usize = 16;
    ends.sort_by_key(|end| end.order());
    let mut seen: HashSet<(ItemId, (Relation, bool))> = HashSet::new();
    let is_long = ends.len() > FEW;
    let mut kept = 0;
    for at in 0..ends.len() {
        let (once, rest) = ends.split_at_mut(kept);
        let Some(end) = rest.get(at - kept).copied() else { break };
        let what = (end.to, end.order());
        let is_new =
            if is_long { seen.insert(what) } else { !once.iter().any(|known| (known.to, known.order()) == what) };
        if is_new && let Some(place) = rest.first_mut() {
            *place = end;
            kept += 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::files::File;
    use crate::data::{load, unread};

    #[test]
    fn links_are_the_same_however_many_are_followed_side_by_side() {
        let head = "(title: \"T\", edition: \"2025\", countries: [(code: \"no\", name: \"Norway\", adjective: \
                    \"Norwegian\"), (code: \"cl\", name: \"Chile\", adjective: \"Chilean\")], sectors: [\"Sea\"], \
                    sources: [(id: \"s\", title: \"S\", publisher: \"P\", paragraphs: 9)])";
        // Each fifth leads to what there is not.
        let record = |at: usize| {
            let to = if at.is_multiple_of(5) { at + 1000 } else { at * 7 % 40 };
            format!(
                "(id: \"a{at}\", title: \"A{at}\", sectors: [\"Sea\"], weight: Detail, summary: \"S.\", \
                 links: [\"a{to}\", \"a1\"], cites: [\"s ¶1\"], body: Event(kind: Milestone))"
            )
        };
        let records = format!("[{}]", (0..40).map(record).collect::<Vec<_>>().join(",\n"));
        let file = |(name, text): (&str, String)| File { name: name.to_owned(), text: text.into() };
        let files = Files { list: [("pack.ron", head.to_owned()), ("events.ron", records)].map(file).into() };
        let told = load::with_dataset(&files, |dataset| {
            let withdrawn = HashSet::new();
            let follow = Follow { dataset, files: &files, unread: &unread::NOTHING, withdrawn: &withdrawn };
            [1, 7, 40, 1000].map(|in_a_part| {
                let (ends, dead_ends) = followed(dataset, in_a_part, |items| follow.links_of(items));
                (ends, dead_ends.iter().map(ToString::to_string).collect::<Vec<_>>())
            })
        });
        assert_eq!((told[0].0.len(), told[0].1.len()), ((32 + 39) * 2, 8));
        assert!(told.iter().all(|other| *other == told[0]), "{told:?}");
    }
}
