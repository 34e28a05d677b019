//! One run of a query over items, a slice at a time: whoever runs it may stop between slices and look
//! whether a key has come. What it finds does not depend on how it was cut.
//!
//! It goes one of two ways that find the same: in a small pack it looks at each item, in a large one it has the words
//! looked up by [`super::engine::large`].

use super::index::Index;
use super::plan::Plan;
use super::predicate::Predicate;
use super::results::Hit;
use crate::data::ItemId;
use crate::search::engine::fuzzy::Matcher;
use crate::search::engine::large::{Blocks, WordLookup};
use crate::search::engine::score::{self, Estimate, item_of, score_of};
use crate::search::engine::scorer::{Pass, Scorer, ScorerState};
use crate::search::engine::text_sort::FoundIn;
use crate::search::engine::topk::TopK;

/// Below this part of the dataset it pays to look into each item on its own, without cursors.
const FEW: usize = 3;
/// Below this part of the dataset it pays to do so even where words can be looked up.
const VERY_FEW: usize = 200;

/// A run and how far it is.
#[derive(Debug)]
pub(crate) struct Run {
    plan: Plan,
    /// How many items are done.
    done: usize,
    /// For bounds, which are asked for in the order of the items.
    bounds: ScorerState,
    /// If the words are looked up, and not each item at.
    lookup: Option<<Blocks as WordLookup>::Search>,
    /// For exact scores, which are asked for out of order.
    exact: ScorerState,
    matching: Vec<ItemId>,
    top: TopK<FoundIn>,
}

impl Run {
    /// A run over so many items of an index that finds the best `most` in order.
    pub(crate) fn new(plan: Plan, index: &Index<'_>, items: usize, most: usize) -> Self {
        let is_large = index.large().is_some();
        let looked_up = is_large && items >= index.len() / VERY_FEW && !plan.words.list.is_empty();
        Self {
            done: 0,
            bounds: ScorerState::new(&plan.words, !is_large && items >= index.len() / FEW),
            lookup: looked_up.then(|| Blocks::prepare(&plan.words)),
            exact: ScorerState::new(&plan.words, false),
            matching: Vec::new(),
            top: TopK::new(most),
            plan,
        }
    }

    /// Looks at `slice` more items of a list, or of the whole dataset, and where words are looked up at all that are
    /// searched in one go with those; whether that was all. The list is the same each time; what the
    /// predicate asks besides being of its list is asked of each item.
    pub(crate) fn advance(
        &mut self,
        index: &Index<'_>,
        matcher: &Matcher,
        list: Option<&[ItemId]>,
        predicate: Predicate<'_>,
        slice: usize,
    ) -> bool {
        let all = list.map_or(index.len(), <[ItemId]>::len);
        let end = self.done.saturating_add(slice).min(all);
        while self.lookup.is_some() && self.done < end {
            self.look_up(index, matcher, list, predicate);
        }
        if self.done < end {
            let ids = self.done..end;
            match list.map(|list| list.get(ids.clone()).unwrap_or_default()) {
                Some(ids) => self.look_at(index, matcher, ids.iter().copied(), predicate),
                None => self.look_at(index, matcher, ids.map(ItemId::from_index), predicate),
            }
            self.done = end;
        }
        self.done >= all
    }

    fn look_at(
        &mut self,
        index: &Index<'_>,
        matcher: &Matcher,
        ids: impl Iterator<Item = ItemId>,
        predicate: Predicate<'_>,
    ) {
        let Self { plan, bounds, exact, matching, top, .. } = self;
        let scorer = Scorer { corpus: index.corpus(), words: &plan.words, matcher };
        let predicate = predicate.anywhere().meeting(&plan.conditions, index.corpus());
        let all_pass = predicate.is_all();
        for id in ids {
            if !all_pass && !predicate.passes(index.dataset(), id) {
                continue;
            }
            if let Some(bound) = score(index, &scorer, id, Pass::Bound, bounds) {
                matching.push(id);
                top.offer(key(&scorer, bound, id.index()), |bound, _| exact_key(index, &scorer, item_of(bound), exact));
            }
        }
    }

    /// Looks the words up in the items that are searched in one go with the next.
    fn look_up(&mut self, index: &Index<'_>, matcher: &Matcher, list: Option<&[ItemId]>, predicate: Predicate<'_>) {
        let Self { plan, lookup: Some(lookup), bounds, exact, matching, top, done } = self else { return };
        let rest = list.map(|list| list.get(*done..).unwrap_or_default());
        let next = rest.and_then(<[ItemId]>::first).map_or(*done, |id| id.index());
        let Some((large, items)) = index.large().map(|large| (large, large.together_with(next))) else { return };
        let listed = rest.map(|rest| {
            let end = rest.partition_point(|id| id.index() < items.end);
            rest.get(..end).unwrap_or_default()
        });
        let taken = listed.map_or(items.len(), <[ItemId]>::len);
        if taken == 0 {
            // There is no such item.
            *done = usize::MAX;
            return;
        }
        *done += taken;
        let scorer = Scorer { corpus: index.corpus(), words: &plan.words, matcher };
        large.find(lookup, &scorer, items, listed.map(|ids| ids.iter().map(|id| id.index())));
        let predicate = predicate.anywhere().meeting(&plan.conditions, index.corpus());
        let all_pass = predicate.is_all();
        for item in Blocks::found(lookup) {
            let id = ItemId::from_index(item);
            if !all_pass && !predicate.passes(index.dataset(), id) {
                continue;
            }
            let bound = match Blocks::estimate(lookup, &scorer, item) {
                Estimate::Miss => None,
                Estimate::Bound(bound) => Some(bound),
                Estimate::Unsure => scorer.score_fully(item, Pass::Bound, bounds),
            };
            if let Some(bound) = bound {
                matching.push(id);
                let exact = |bound, least| looked_up_key(index, &scorer, item_of(bound), least, exact);
                top.offer(key(&scorer, bound, item), exact);
            }
        }
    }

    /// The best hits in order, and all in the order they were looked at.
    pub(crate) fn finish(mut self, index: &Index<'_>, matcher: &Matcher) -> (Vec<Hit>, Vec<ItemId>) {
        let scorer = Scorer { corpus: index.corpus(), words: &self.plan.words, matcher };
        let best = self.top.finish(|bound, least| match &self.lookup {
            Some(_) => looked_up_key(index, &scorer, item_of(bound), least, &mut self.exact),
            None => exact_key(index, &scorer, item_of(bound), &mut self.exact),
        });
        let hit = |(key, place)| Hit { id: ItemId::from_index(item_of(key)), score: score_of(key), place };
        (best.into_iter().map(hit).collect(), self.matching)
    }
}

fn score(index: &Index<'_>, scorer: &Scorer<'_>, id: ItemId, pass: Pass, state: &mut ScorerState) -> Option<u32> {
    if scorer.words.list.is_empty() { Some(index.rank_unasked(id)) } else { scorer.score(id.index(), pass, state) }
}

fn key(scorer: &Scorer<'_>, score: u32, item: usize) -> u64 {
    score::key(score, scorer.corpus.brief(item).title, item)
}

fn exact_key(index: &Index<'_>, scorer: &Scorer<'_>, item: usize, state: &mut ScorerState) -> Option<(u64, FoundIn)> {
    let score = score(index, scorer, ItemId::from_index(item), Pass::Exact, state)?;
    Some((key(scorer, score, item), state.place()))
}

/// As [`exact_key`] for an item that was looked up, which promises more than a look at the item; nothing if
/// that tells that its key is no more than `least`.
fn looked_up_key(
    index: &Index<'_>,
    scorer: &Scorer<'_>,
    item: usize,
    least: u64,
    state: &mut ScorerState,
) -> Option<(u64, FoundIn)> {
    let bound = scorer.score_fully(item, Pass::Bound, state)?;
    if key(scorer, bound, item) > least { exact_key(index, scorer, item, state) } else { None }
}
