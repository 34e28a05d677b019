//! What is found without a word or two, where nothing holds all words of a query.
//!
//! A step above the search itself, in which another word never finds more. It looks for each word by itself, once, and
//! counts which words the items that have most of them lack: so what it costs grows with the words, not with the
//! ways to leave some out. Nothing is left out unseen: whoever shows what is found so says [`Results::without`].

use std::cmp::Reverse;
use std::sync::Arc;

use hashbrown::HashMap;

use super::index::Index;
use super::plan::{Plan, is_optional};
use super::predicate::Predicate;
use super::query::{Clause, Query, words_of};
use super::results::Results;
use super::run::{Run, in_order};
use super::term_status::TermStatuses;
use crate::data::ItemId;
use crate::search::engine::fuzzy::Matcher;

/// Of more words none is left out: such a query is a text that was pasted.
const MOST_WORDS: usize = 12;

/// What holds one word and meets the conditions of a query, by the query of that word: kept while a query is typed.
pub(crate) type Holding = (Query, Arc<[ItemId]>);

/// A look for words that may be left out.
#[derive(Debug)]
pub(crate) struct LeavingOut {
    /// What an item can't do without, each once.
    words: Vec<Clause>,
    /// What holds them, as far as that was looked for.
    holding: Vec<Holding>,
    /// The look for the next of them, and its query.
    run: Option<Box<(Query, Run)>>,
}

/// What a search has at hand.
#[derive(Clone, Copy)]
pub(crate) struct Search<'s> {
    pub(crate) index: &'s Index<'s>,
    pub(crate) matcher: &'s Matcher,
    pub(crate) statuses: &'s TermStatuses,
    /// The list searched in, in the order of the dataset.
    pub(crate) list: Option<&'s [ItemId]>,
    pub(crate) predicate: Predicate<'s>,
}

impl LeavingOut {
    /// A look for what may be left out of a query that found nothing, unless nothing may.
    pub(crate) fn of(results: &Results, statuses: &TermStatuses) -> Option<Self> {
        let (query, nothing) = (&results.query, results.matching.is_empty() && results.undated.is_empty());
        let mut words: Vec<Clause> = Vec::new();
        for clause in &query.clauses {
            let is_required = words_of(clause).is_some_and(|typed| !is_optional(&typed, statuses));
            if is_required && !words.contains(clause) {
                words.push(clause.clone());
            }
        }
        let may_be = nothing && !query.is_wrong() && (2..=MOST_WORDS).contains(&words.len());
        may_be.then(|| Self { words, holding: Vec::new(), run: None })
    }

    /// Looks at so many more items for one of the words; whether all words were looked for. `before` is what earlier looks
    /// found.
    pub(crate) fn advance(&mut self, search: Search<'_>, results: &Results, before: &[Holding], items: usize) -> bool {
        let Some(word) = self.words.get(self.holding.len()) else { return true };
        let Search { index, matcher, statuses, list, predicate } = search;
        let mut looked_for = self.run.take().unwrap_or_else(|| {
            let query = results.query.of(|clause| clause == word || words_of(clause).is_none());
            let all = list.map_or(index.len(), <[ItemId]>::len);
            let run = Run::new(Plan::new(&query, &results.corrections, statuses), index, all, 0);
            Box::new((query, run))
        });
        if let Some(known) = before.iter().find(|(query, _)| query.clauses == looked_for.0.clauses) {
            self.holding.push(known.clone());
        } else if looked_for.1.advance(index, matcher, list, predicate, items) {
            let (query, run) = *looked_for;
            let found = run.finish(index, matcher, predicate.own().notes());
            self.holding.push((query, found.matching.into()));
        } else {
            self.run = Some(looked_for);
        }
        self.holding.len() == self.words.len()
    }

    /// What is found without a word, the best `most` of it in order; where that is nothing, without two. Of several ways the one
    /// by which the best hit is best: what fits what is left well is what was meant. Answers as well what holds each word.
    pub(crate) fn finish(self, search: Search<'_>, results: &Results, most: usize) -> (Option<Results>, Vec<Holding>) {
        let Self { words, holding, .. } = self;
        let Search { index, matcher, statuses, predicate, .. } = search;
        let left_out = |lacks: Lacks| -> Vec<&Clause> {
            words.iter().enumerate().filter(|(number, _)| lacks >> number & 1 == 1).map(|(_, word)| word).collect()
        };
        let without = |lacks: Lacks| {
            let out = left_out(lacks);
            results.query.of(|clause| !out.contains(&clause))
        };
        let best = |query: &Query, matching: &[ItemId], most: usize| {
            in_order(Plan::new(query, &results.corrections, statuses), index, matcher, matching, predicate.own(), most)
        };
        let worth = |(lacks, matching): &(Lacks, Vec<ItemId>)| {
            let score = best(&without(*lacks), matching, 1).first().map_or(0, |hit| hit.score);
            (score, matching.len(), Reverse(*lacks))
        };
        let Some((lacks, matching)) = lacking(index, &holding).into_iter().max_by_key(worth) else {
            return (None, holding);
        };
        let query = without(lacks);
        let is_asked = |typed: &str| query.words().any(|(word, _)| word == typed);
        let found = Results {
            top: best(&query, &matching, most),
            corrections: results.corrections.iter().filter(|one| is_asked(&one.typed)).cloned().collect(),
            loose: results.loose.iter().filter(|one| is_asked(one)).cloned().collect(),
            left_out: left_out(lacks).into_iter().map(|clause| results.query.clause_as_typed(clause)).collect(),
            matching,
            query,
            ..Results::default()
        };
        (Some(found), holding)
    }
}

/// Words that an item lacks, as bits.
type Lacks = u16;

/// The items that lack one word of a query, each with that; where none does, those that lack two. Of many ways to leave
/// words out, those by which most is found.
fn lacking(index: &Index<'_>, holding: &[Holding]) -> Vec<(Lacks, Vec<ItemId>)> {
    /// So many words may be left out.
    const MOST: u32 = 2;
    /// So many ways are compared: each is a search of what it finds.
    const WAYS: usize = 6;
    let all: Lacks = (0..holding.len()).fold(0, |all, number| all | 1 << number);
    let mut lacks = vec![all; index.len()];
    for (number, (_, ids)) in holding.iter().enumerate() {
        for id in ids.iter() {
            if let Some(lacks) = lacks.get_mut(id.index()) {
                *lacks &= !(1 << number);
            }
        }
    }
    // Some word must be left.
    let may_be = |lacks: Lacks| (1..=MOST).contains(&lacks.count_ones()) && lacks != all;
    let fewest = lacks.iter().filter(|lacks| may_be(**lacks)).map(|lacks| lacks.count_ones()).min();
    let mut ways: HashMap<Lacks, Vec<ItemId>> = HashMap::new();
    for (number, lacks) in lacks.into_iter().enumerate() {
        if may_be(lacks) && Some(lacks.count_ones()) == fewest {
            ways.entry(lacks).or_default().push(ItemId::from_index(number));
        }
    }
    let mut ways: Vec<_> = ways.into_iter().collect();
    ways.sort_unstable_by_key(|(lacks, found)| (Reverse(found.len()), *lacks));
    ways.truncate(WAYS);
    ways
}
