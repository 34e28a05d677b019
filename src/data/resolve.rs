//! What the files of a pack hold, put together: every link, shared dispute and former id leads where it should, and
//! those that lead nowhere are told. How files are read is in [`super::load`].

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::dispute::Conflict;
use super::files::Files;
use super::link::{LinkEnd, Relation};
use super::origin::Layers;
use super::pack::Pack;
use super::problem::{MOST, Problem};
use super::record::Record;
use super::series::Series;
use super::text::Text;
use super::unread::Unread;
use super::{Adjacency, Cards, Dataset, Item, ItemId, Mains, Questions, check};

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
        by_id: OnceLock::new(),
        of_kinds: OnceLock::new(),
        in_order_of_time: OnceLock::new(),
        cited: OnceLock::new(),
    };
    let mut problems = check::shared_disputes(&dataset, files, unread, &disputes, &unknown);
    dataset.former = former_ids(&dataset);
    let mut ends: Vec<(ItemId, LinkEnd)> = Vec::new();
    for (id, item) in dataset.items() {
        for (index, link) in item.raw_links().iter().enumerate() {
            match dataset.find(&link.to) {
                Some(target) if target == id => {}
                Some(target) => {
                    let index = u16::try_from(index).unwrap_or(u16::MAX);
                    let there = LinkEnd { to: target, relation: link.relation, is_backward: false, index };
                    let here = LinkEnd { to: id, is_backward: true, ..there };
                    ends.extend([(id, there), (target, here)]);
                }
                None if withdrawn.contains(link.to.as_str()) => {}
                None if unread.may_hold(&link.to) => {}
                None if problems.len() < MOST => problems.push(check::dangling(&dataset, files, item, index)),
                None => {}
            }
        }
    }
    dataset.links = Adjacency::gathered(dataset.len(), &ends, tidy);
    (dataset, problems)
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
        content.conflicts.retain_mut(|conflict| {
            let Some(name) = conflict.missing().cloned() else { return true };
            match shared.get(name.as_str()) {
                Some(dispute) => *conflict = (*dispute).clone(),
                None => unknown.push((id.clone(), name)),
            }
            conflict.missing().is_none()
        });
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
