//! One run of a query over items, a slice at a time: whoever runs it may stop between slices and look
//! whether a key has come. What it finds does not depend on how it was cut.

use super::index::Index;
use super::plan::Plan;
use super::points::{item_of, key, score_of};
use super::results::{FoundIn, Hit, Within};
use crate::data::ItemId;
use crate::search::engine::fuzzy::Scorer;
use crate::search::engine::topk::Top;
use crate::search::large::block::BLOCK;
use crate::search::large::lookup::Lookup;
use crate::search::scorer::{Judge, Notes, Pass};
use crate::search::title_prefilter::Quick;

/// Below this part of the dataset it pays to look into each item on its own, without walking ahead.
const FEW: usize = 3;
/// Below this part of the dataset it pays to do so even where words can be looked up.
const VERY_FEW: usize = 200;

/// A run and how far it is.
#[derive(Debug)]
pub(crate) struct Run {
    plan: Plan,
    /// How many items are done.
    done: usize,
    walking: Notes,
    /// If the words are looked up, and not each item at.
    lookup: Option<Lookup>,
    /// For exact scores, which are asked for out of order.
    exact: Notes,
    matching: Vec<ItemId>,
    top: Top<FoundIn>,
}

impl Run {
    /// A run over so many items of an index that finds the best `most` in order.
    pub(crate) fn new(plan: Plan, index: &Index<'_>, items: usize, most: usize) -> Self {
        let by_words = !index.blocks().is_empty();
        let looked_up = by_words && items >= index.len() / VERY_FEW && !plan.words.is_empty();
        Self {
            done: 0,
            walking: Notes::new(&plan.words, !by_words && items >= index.len() / FEW),
            lookup: looked_up.then(|| Lookup::new(&plan.words)),
            exact: Notes::new(&plan.words, false),
            matching: Vec::new(),
            top: Top::new(most),
            plan,
        }
    }

    /// Looks at `slice` more items of a list, or of the whole dataset, and where words are looked up at those
    /// of a block to its end; whether that was all. The list is the same each time.
    pub(crate) fn advance(
        &mut self,
        index: &Index<'_>,
        scorer: &Scorer,
        list: Option<&[ItemId]>,
        within: Within<'_>,
        slice: usize,
    ) -> bool {
        let all = list.map_or(index.len(), <[ItemId]>::len);
        let end = self.done.saturating_add(slice).min(all);
        while self.lookup.is_some() && self.done < end {
            self.look_up(index, scorer, list, within);
        }
        if self.done < end {
            let ids = self.done..end;
            match list.map(|list| list.get(ids.clone()).unwrap_or_default()) {
                Some(ids) => self.look_at(index, scorer, ids.iter().copied(), within),
                None => self.look_at(index, scorer, ids.map(ItemId::from_index), within),
            }
            self.done = end;
        }
        self.done >= all
    }

    fn look_at(&mut self, index: &Index<'_>, scorer: &Scorer, ids: impl Iterator<Item = ItemId>, within: Within<'_>) {
        let Self { plan, walking, exact, matching, top, .. } = self;
        let judge = Judge { index, words: &plan.words, letters: plan.letters, scorer };
        for id in ids {
            if !plan.passes(index, id, within) {
                continue;
            }
            if let Some(bound) = score(&judge, id, Pass::Bound, walking) {
                matching.push(id);
                top.offer(key(index, bound, id), |id, _| exact_key(&judge, id, exact));
            }
        }
    }

    /// Looks the words up in the block of the next item.
    fn look_up(&mut self, index: &Index<'_>, scorer: &Scorer, list: Option<&[ItemId]>, within: Within<'_>) {
        let Self { plan, lookup: Some(lookup), walking, exact, matching, top, done } = self else { return };
        let rest = list.map(|list| list.get(*done..).unwrap_or_default());
        let next = rest.and_then(<[ItemId]>::first).map_or(*done, |id| id.index());
        let (number, first) = (next / BLOCK, next / BLOCK * BLOCK);
        let Some(block) = index.blocks().get(number) else {
            *done = usize::MAX;
            return;
        };
        let only = rest.map(|rest| {
            let end = rest.partition_point(|id| id.index() < first + BLOCK);
            rest.get(..end).unwrap_or_default()
        });
        *done += only.map_or(block.len(), <[ItemId]>::len);
        let judge = Judge { index, words: &plan.words, letters: plan.letters, scorer };
        lookup.find(&judge, block, first, only);
        for &found in lookup.found() {
            let id = ItemId::from_index(first + usize::from(found));
            if !plan.passes(index, id, within) {
                continue;
            }
            let bound = match lookup.look(&judge, found, id) {
                Quick::Miss => None,
                Quick::Bound(bound) => Some(bound),
                Quick::Unsure => judge.weigh(id, Pass::Bound, walking),
            };
            if let Some(bound) = bound {
                matching.push(id);
                top.offer(key(index, bound, id), |id, least| looked_up_key(&judge, id, least, exact));
            }
        }
    }

    /// The best hits in order, and all in the order they were looked at.
    pub(crate) fn finish(mut self, index: &Index<'_>, scorer: &Scorer) -> (Vec<Hit>, Vec<ItemId>) {
        let judge = Judge { index, words: &self.plan.words, letters: self.plan.letters, scorer };
        let best = self.top.finish(|id, least| match &self.lookup {
            Some(_) => looked_up_key(&judge, id, least, &mut self.exact),
            None => exact_key(&judge, id, &mut self.exact),
        });
        let hits = best.into_iter().map(|(key, place)| Hit { id: item_of(key), score: score_of(key), place });
        (hits.collect(), self.matching)
    }
}

fn score(judge: &Judge<'_>, id: ItemId, pass: Pass, notes: &mut Notes) -> Option<u32> {
    if judge.words.is_empty() { Some(judge.index.rank_unasked(id)) } else { judge.judge(id, pass, notes) }
}

fn exact_key(judge: &Judge<'_>, id: ItemId, notes: &mut Notes) -> Option<(u64, FoundIn)> {
    let score = score(judge, id, Pass::Exact, notes)?;
    Some((key(judge.index, score, id), notes.place()))
}

/// As [`exact_key`] for an item that was looked up, which promises more than a look at the item; nothing if
/// that tells that its key is no more than `least`.
fn looked_up_key(judge: &Judge<'_>, id: ItemId, least: u64, notes: &mut Notes) -> Option<(u64, FoundIn)> {
    let bound = judge.weigh(id, Pass::Bound, notes)?;
    if key(judge.index, bound, id) > least { exact_key(judge, id, notes) } else { None }
}
