//! One run of a query over items, a slice at a time: whoever runs it may stop between slices and look
//! whether a key has come. What it finds does not depend on how it was cut.
//!
//! It goes one of two ways that find the same: in a small pack it looks at each item, in a large one it has the words
//! looked up by [`super::engine::large`]. What has a note of the reader's is looked at with that, either way.

use super::index::Index;
use super::own::{NoteTexts, Own};
use super::plan::Plan;
use super::predicate::Predicate;
use super::predicate::conditions::Conditions;
use super::predicate::field::is_undated;
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
    /// What would match if it were dated.
    undated: Vec<ItemId>,
    /// Whether what has a note was looked at, where the words are looked up: it is in no order with the rest then.
    has_noted: bool,
    top: TopK<FoundIn>,
}

/// What a run found.
#[derive(Debug)]
pub(crate) struct Found {
    /// The best hits, in order.
    pub(crate) top: Vec<Hit>,
    /// All, in the order of the dataset.
    pub(crate) matching: Vec<ItemId>,
    /// What would match if it were dated, in that order.
    pub(crate) undated: Vec<ItemId>,
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
            undated: Vec::new(),
            has_noted: false,
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
        /// An item of which a condition is asked costs so many times as much as one whose words are looked up.
        const DEARER: usize = 32;
        let all = list.map_or(index.len(), <[ItemId]>::len);
        let slice = if self.plan.asks_each() { slice.div_ceil(DEARER) } else { slice };
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
        let is_done = self.done >= all;
        if is_done && self.lookup.is_some() && !self.has_noted {
            let is_listed = |id: &ItemId| list.is_none_or(|list| list.binary_search(id).is_ok());
            self.look_at(index, matcher, predicate.own().notes().ids().filter(is_listed), predicate);
            self.has_noted = true;
        }
        is_done
    }

    fn look_at(
        &mut self,
        index: &Index<'_>,
        matcher: &Matcher,
        ids: impl Iterator<Item = ItemId>,
        predicate: Predicate<'_>,
    ) {
        let Self { plan, bounds, exact, matching, undated, top, .. } = self;
        let judge = Judge::new(index, plan, matcher, predicate.own().notes());
        let predicate = plan.asked_of_each(predicate, index);
        let all_pass = predicate.is_all();
        for id in ids {
            if !all_pass && !predicate.passes(index.dataset(), id) {
                if judge.lacks_a_date(id, predicate) && judge.score(id, Pass::Bound, exact).is_some() {
                    undated.push(id);
                }
                continue;
            }
            // Only what is in the index is looked at in its order.
            let state = if judge.notes.has(id) { &mut *exact } else { &mut *bounds };
            if let Some(bound) = judge.score(id, Pass::Bound, state) {
                matching.push(id);
                top.offer(judge.key(bound, id.index()), |bound, _| judge.exact_key(item_of(bound), exact));
            }
        }
    }

    /// Looks the words up in the items that are searched in one go with the next.
    fn look_up(&mut self, index: &Index<'_>, matcher: &Matcher, list: Option<&[ItemId]>, predicate: Predicate<'_>) {
        let Self { plan, lookup: Some(lookup), bounds, exact, matching, undated, top, done, .. } = self else { return };
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
        let judge = Judge::new(index, plan, matcher, predicate.own().notes());
        let scorer = &judge.scorer;
        large.find(lookup, scorer, items, listed.map(|ids| ids.iter().map(|id| id.index())));
        let predicate = plan.asked_of_each(predicate, index);
        let all_pass = predicate.is_all();
        for item in Blocks::found(lookup) {
            let id = ItemId::from_index(item);
            if judge.notes.has(id) {
                continue;
            }
            if !all_pass && !predicate.passes(index.dataset(), id) {
                if judge.lacks_a_date(id, predicate) && scorer.score_fully(item, Pass::Bound, exact).is_some() {
                    undated.push(id);
                }
                continue;
            }
            let bound = match Blocks::estimate(lookup, scorer, item) {
                Estimate::Miss => None,
                Estimate::Bound(bound) => Some(bound),
                Estimate::Unsure => scorer.score_fully(item, Pass::Bound, bounds),
            };
            if let Some(bound) = bound {
                matching.push(id);
                let exact = |bound, least| judge.looked_up_key(item_of(bound), least, exact);
                top.offer(judge.key(bound, item), exact);
            }
        }
    }

    /// What was found.
    pub(crate) fn finish(mut self, index: &Index<'_>, matcher: &Matcher, notes: &NoteTexts) -> Found {
        let judge = Judge::new(index, &self.plan, matcher, notes);
        let best = self.top.finish(|bound, least| match &self.lookup {
            Some(_) => judge.looked_up_key(item_of(bound), least, &mut self.exact),
            None => judge.exact_key(item_of(bound), &mut self.exact),
        });
        let hit = |(key, place)| Hit { id: ItemId::from_index(item_of(key)), score: score_of(key), place };
        if self.has_noted && !notes.is_empty() {
            self.matching.sort_unstable();
            self.undated.sort_unstable();
        }
        Found { top: best.into_iter().map(hit).collect(), matching: self.matching, undated: self.undated }
    }
}

/// The best `most` of items that a plan finds, which met its conditions before.
pub(crate) fn in_order(
    plan: Plan,
    index: &Index<'_>,
    matcher: &Matcher,
    matching: &[ItemId],
    own: &dyn Own,
    most: usize,
) -> Vec<Hit> {
    let mut run = Run::new(plan.of_what_meets_all(), index, matching.len(), most);
    run.advance(index, matcher, Some(matching), Predicate::ALL.of(own), usize::MAX);
    run.finish(index, matcher, own.notes()).top
}

/// Who tells what an item is worth: by the index, or with the notes it has.
struct Judge<'q> {
    index: &'q Index<'q>,
    notes: &'q NoteTexts,
    scorer: Scorer<'q>,
    /// For what has a note, by its place among those.
    with_notes: Option<Scorer<'q>>,
    /// What it asks for besides words.
    conditions: &'q Conditions,
    /// Whether it asks for a time.
    asks_time: bool,
}

impl<'q> Judge<'q> {
    fn new(index: &'q Index<'q>, plan: &'q Plan, matcher: &'q Matcher, notes: &'q NoteTexts) -> Self {
        let scorer = |corpus| Scorer { corpus, words: &plan.words, matcher };
        let with_notes = (!notes.is_empty()).then(|| scorer(notes.corpus(index.dataset())));
        let conditions = &plan.conditions;
        let asks_time = conditions.ask_time();
        Self { index, notes, scorer: scorer(index.corpus()), with_notes, conditions, asks_time }
    }

    /// Whether an item that does not pass would if any time were the one asked for, and nothing of it is dated.
    fn lacks_a_date(&self, id: ItemId, predicate: Predicate<'_>) -> bool {
        let dataset = self.index.dataset();
        self.asks_time && dataset.get(id).is_some_and(is_undated) && predicate.at_any_time().passes(dataset, id)
    }

    /// The scorer of an item, and the item's number there.
    fn scorer(&self, item: usize) -> (&Scorer<'q>, usize) {
        let place = || self.notes.place(ItemId::from_index(item));
        self.with_notes.as_ref().and_then(|scorer| Some((scorer, place()?))).unwrap_or((&self.scorer, item))
    }

    fn score(&self, id: ItemId, pass: Pass, state: &mut ScorerState) -> Option<u32> {
        /// More than an item may be worth unasked.
        const STEP: u32 = 4000;
        let (scorer, number) = self.scorer(id.index());
        if !scorer.words.list.is_empty() {
            return scorer.score(number, pass, state);
        }
        let closeness = match pass {
            _ if !self.asks_time => 0,
            // To read when an item was costs: that is done of those alone that may be among the best.
            Pass::Bound => self.conditions.most_closeness(),
            Pass::Exact => self.conditions.closeness(self.index.dataset(), id),
        };
        Some(self.index.rank_unasked(id) + closeness * STEP)
    }

    fn key(&self, score: u32, item: usize) -> u64 {
        let (scorer, number) = self.scorer(item);
        score::key(score, scorer.corpus.brief(number).title, item)
    }

    fn exact_key(&self, item: usize, state: &mut ScorerState) -> Option<(u64, FoundIn)> {
        let score = self.score(ItemId::from_index(item), Pass::Exact, state)?;
        Some((self.key(score, item), state.place()))
    }

    /// As [`Self::exact_key`] for an item that was looked up, which promises more than a look at the item; nothing if
    /// that tells that its key is no more than `least`.
    fn looked_up_key(&self, item: usize, least: u64, state: &mut ScorerState) -> Option<(u64, FoundIn)> {
        let (scorer, number) = self.scorer(item);
        let bound = scorer.score_fully(number, Pass::Bound, state)?;
        if self.key(bound, item) > least { self.exact_key(item, state) } else { None }
    }
}
