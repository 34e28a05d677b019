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

    /// What is found without the words that are best left out, the best `most` of it in order; nothing where
    /// two are not enough. Answers as well what holds each word.
    pub(crate) fn finish(self, search: Search<'_>, results: &Results, most: usize) -> (Option<Results>, Vec<Holding>) {
        let Self { words, holding, .. } = self;
        let (missing, ids) = lacking(search.index, &holding);
        let Some(left_out) = best_left_out(&missing, &holding) else { return (None, holding) };
        let is_left_out = |number: usize| left_out >> number & 1 == 1;
        let matching: Vec<ItemId> =
            ids.into_iter().filter(|(_, lacks)| lacks & !left_out == 0).map(|(id, _)| id).collect();
        let out: Vec<&Clause> =
            words.iter().enumerate().filter(|(number, _)| is_left_out(*number)).map(|(_, word)| word).collect();
        let query = results.query.of(|clause| !out.contains(&clause));
        let is_asked = |typed: &str| query.words().any(|(word, _)| word == typed);
        let Search { index, matcher, statuses, predicate, .. } = search;
        let corrections: Vec<_> = results.corrections.iter().filter(|one| is_asked(&one.typed)).cloned().collect();
        let plan = Plan::new(&query, &corrections, statuses);
        let found = Results {
            top: in_order(plan, index, matcher, &matching, predicate.own(), most),
            corrections,
            loose: results.loose.iter().filter(|one| is_asked(one)).cloned().collect(),
            left_out: out.into_iter().map(|clause| results.query.clause_as_typed(clause)).collect(),
            matching,
            query,
            ..Results::default()
        };
        (Some(found), holding)
    }
}

/// Words that an item lacks, as bits.
type Lacks = u16;

/// How many items lack just these one or two words, and which items those are with what they lack, in order.
fn lacking(index: &Index<'_>, holding: &[Holding]) -> (HashMap<Lacks, usize>, Vec<(ItemId, Lacks)>) {
    /// So many words may be left out.
    const MOST: u32 = 2;
    let all: Lacks = (0..holding.len()).fold(0, |all, number| all | 1 << number);
    let mut lacks = vec![all; index.len()];
    for (number, (_, ids)) in holding.iter().enumerate() {
        for id in ids.iter() {
            if let Some(lacks) = lacks.get_mut(id.index()) {
                *lacks &= !(1 << number);
            }
        }
    }
    let (mut counts, mut items) = (HashMap::new(), Vec::new());
    for (number, lacks) in lacks.into_iter().enumerate() {
        // Some word must be left.
        if (1..=MOST).contains(&lacks.count_ones()) && lacks != all {
            *counts.entry(lacks).or_default() += 1;
            items.push((ItemId::from_index(number), lacks));
        }
    }
    (counts, items)
}

/// The words that are best left out: one rather than two, then those without which most is found, then the rarest.
fn best_left_out(counts: &HashMap<Lacks, usize>, holding: &[Holding]) -> Option<Lacks> {
    let held = |lacks: Lacks| -> usize {
        let left_out = holding.iter().enumerate().filter(|(number, _)| lacks >> number & 1 == 1);
        left_out.map(|(_, (_, ids))| ids.len()).sum()
    };
    let worth =
        |(lacks, found): &(Lacks, usize)| (Reverse(lacks.count_ones()), *found, Reverse(held(*lacks)), Reverse(*lacks));
    counts.iter().map(|(lacks, found)| (*lacks, *found)).max_by_key(worth).map(|(lacks, _)| lacks)
}
