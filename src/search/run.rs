//! One run of a query over items, a slice at a time: whoever runs it may stop between slices and look
//! whether a key has come. What it finds does not depend on how it was cut.

use super::index::Index;
use super::judge::{Judge, Notes, Pass};
use super::plan::Plan;
use super::points::{item_of, key, score_of};
use super::results::{Hit, Place, Within};
use super::skim::Scorer;
use super::top::Top;
use crate::dataset::ItemId;

/// Below this part of the dataset it pays to look into each item on its own.
const FEW: usize = 3;

/// A run and how far it is.
#[derive(Debug)]
pub(super) struct Run {
    plan: Plan,
    /// How many items are done.
    done: usize,
    walking: Notes,
    /// For exact scores, which are asked for out of order.
    exact: Notes,
    matching: Vec<ItemId>,
    top: Top<Place>,
}

impl Run {
    /// A run over so many items of an index that finds the best `most` in order.
    pub(super) fn new(plan: Plan, index: &Index<'_>, items: usize, most: usize) -> Self {
        let many = items >= index.len() / FEW;
        Self {
            done: 0,
            walking: Notes::new(&plan.words, many),
            exact: Notes::new(&plan.words, false),
            matching: Vec::new(),
            top: Top::new(most),
            plan,
        }
    }

    /// Looks at `slice` more items of a list, or of the whole dataset; whether that was all. The list is
    /// the same each time.
    pub(super) fn advance(
        &mut self,
        index: &Index<'_>,
        scorer: &Scorer,
        list: Option<&[ItemId]>,
        within: Within<'_>,
        slice: usize,
    ) -> bool {
        let all = list.map_or(index.len(), <[ItemId]>::len);
        let end = self.done.saturating_add(slice).min(all);
        match list {
            Some(list) => {
                let ids = list.get(self.done..end).unwrap_or_default().iter().copied();
                self.look_at(index, scorer, ids, within);
            }
            None => self.look_at(index, scorer, (self.done..end).map(ItemId::from_index), within),
        }
        self.done = end;
        end == all
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
                top.offer(key(index, bound, id), |id| exact_key(&judge, id, exact));
            }
        }
    }

    /// The best hits in order, and all in the order they were looked at.
    pub(super) fn finish(mut self, index: &Index<'_>, scorer: &Scorer) -> (Vec<Hit>, Vec<ItemId>) {
        let judge = Judge { index, words: &self.plan.words, letters: self.plan.letters, scorer };
        let best = self.top.finish(|id| exact_key(&judge, id, &mut self.exact));
        let hits = best.into_iter().map(|(key, place)| Hit { id: item_of(key), score: score_of(key), place });
        (hits.collect(), self.matching)
    }
}

fn score(judge: &Judge<'_>, id: ItemId, pass: Pass, notes: &mut Notes) -> Option<u32> {
    if judge.words.is_empty() { Some(judge.index.rank_unasked(id)) } else { judge.judge(id, pass, notes) }
}

fn exact_key(judge: &Judge<'_>, id: ItemId, notes: &mut Notes) -> Option<(u64, Place)> {
    let score = score(judge, id, Pass::Exact, notes)?;
    Some((key(judge.index, score, id), notes.place()))
}
