//! What is found without a word or two, where nothing holds all words of a query.
//!
//! A step above the search itself, in which another word never finds more. It looks for each word by itself, once,
//! counts which words the items that have most of them lack, a record's name last ([`ways`]), and ranks what each way
//! to leave some out finds: so what it costs grows with the words, not with the ways. Whoever looks may stop between slices, as in a run;
//! what is found does not depend on how it was cut. Nothing is left out unseen: whoever shows what is found so says
//! [`Results::without`].

mod ways;

use std::sync::Arc;

use self::ways::{Lacks, Way, Ways, is_lacked};
use super::index::Index;
use super::plan::{Plan, is_optional};
use super::predicate::Predicate;
use super::query::{Clause, Query, words_of};
use super::results::{Hit, Results};
use super::run::Run;
use super::term_status::{TermStatuses, is_name};
use crate::data::ItemId;
use crate::search::engine::fuzzy::Matcher;

/// Of more words none is left out: such a query is a text that was pasted.
const MOST_WORDS: usize = 12;

/// Hits are about as good if one is worth no more than this above the other: less than a whole word is above the beginning
/// of one.
const ABOUT_AS_WELL: u32 = 200;

/// What holds one word and meets the conditions of a query, by the query of that word: kept while a query is typed.
pub(crate) type Holding = (Query, Arc<[ItemId]>);

/// A look for words that may be left out.
#[derive(Debug)]
pub(crate) struct LeavingOut {
    /// What an item can't do without, each once.
    words: Vec<Clause>,
    /// What holds them, as far as that was looked for.
    holding: Vec<Holding>,
    /// How many hits are put in order.
    most: usize,
    stage: Stage,
}

/// How far a look is.
#[derive(Debug)]
enum Stage {
    /// Each word is looked for: the look for the next, and its query.
    Words(Option<Box<(Query, Run)>>),
    /// What each item lacks is counted.
    Lacking(Ways),
    /// What each way finds is ranked.
    Ranking(Ranking),
}

/// What several ways to leave words out find, one after the other.
#[derive(Debug)]
struct Ranking {
    /// What is still to be ranked.
    ways: Vec<Way>,
    /// The one that is, and how far that is.
    run: Option<Box<(Way, Run)>>,
    /// The best so far.
    best: Option<Ranked>,
}

/// A way to leave words out, and the best hits of what is found by it, in order.
#[derive(Debug)]
struct Ranked {
    way: Way,
    top: Vec<Hit>,
}

impl Ranked {
    /// Of several ways, which come by how much they find, that is meant by which the best hit is best, for it fits well
    /// what is left of the query; but of two that fit about as well that by which more is found, for one record that
    /// happens to have a word is no sign of what is looked for.
    fn is_meant_sooner_than(&self, one_that_finds_more: &Self) -> bool {
        let score = |ranked: &Self| ranked.top.first().map_or(0, |hit| hit.score);
        score(self) > score(one_that_finds_more) + ABOUT_AS_WELL
    }
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
    /// A look for what may be left out of a query that found nothing, unless nothing may, that puts the best `most` of
    /// what is found then in order.
    pub(crate) fn of(results: &Results, statuses: &TermStatuses, most: usize) -> Option<Self> {
        let (query, nothing) = (&results.query, results.matching.is_empty() && results.undated.is_empty());
        let mut words: Vec<Clause> = Vec::new();
        for clause in &query.clauses {
            let is_required = words_of(clause).is_some_and(|typed| !is_optional(&typed, statuses));
            if is_required && !words.contains(clause) {
                words.push(clause.clone());
            }
        }
        let may_be = nothing && !query.is_wrong() && (2..=MOST_WORDS).contains(&words.len());
        may_be.then(|| Self { words, holding: Vec::new(), most, stage: Stage::Words(None) })
    }

    /// Looks at so many more items; whether that was all. `before` is what earlier looks found of words.
    pub(crate) fn advance(&mut self, search: Search<'_>, results: &Results, before: &[Holding], items: usize) -> bool {
        match std::mem::replace(&mut self.stage, Stage::Words(None)) {
            Stage::Words(run) => {
                self.stage = match self.look_for_words(search, results, before, (run, items)) {
                    Some(run) => Stage::Words(Some(run)),
                    None if self.holding.len() < self.words.len() => Stage::Words(None),
                    None => Stage::Lacking(Ways::of(self.names(search.index))),
                };
                false
            }
            Stage::Lacking(mut ways) => {
                let holding: Vec<&[ItemId]> = self.holding.iter().map(|(_, ids)| &**ids).collect();
                let is_done = ways.count(&holding, search.index.len(), items);
                self.stage = if is_done {
                    Stage::Ranking(Ranking { ways: ways.into_most_found(), run: None, best: None })
                } else {
                    Stage::Lacking(ways)
                };
                false
            }
            Stage::Ranking(mut ranking) => {
                let is_done = self.rank(search, results, &mut ranking, items);
                self.stage = Stage::Ranking(ranking);
                is_done
            }
        }
    }

    /// The words that are a record's whole name, as bits.
    fn names(&self, index: &Index<'_>) -> Lacks {
        let is_named =
            |clause: &Clause| words_of(clause).is_some_and(|typed| typed.iter().any(|(word, _)| is_name(index, word)));
        let named = self.words.iter().enumerate().filter(|(_, clause)| is_named(clause));
        named.fold(0, |names, (number, _)| names | 1 << number)
    }

    /// Looks for the next word; gives back the look where it is not at its end.
    fn look_for_words(
        &mut self,
        search: Search<'_>,
        results: &Results,
        before: &[Holding],
        (run, items): (Option<Box<(Query, Run)>>, usize),
    ) -> Option<Box<(Query, Run)>> {
        let word = self.words.get(self.holding.len())?;
        let Search { index, matcher, statuses, list, predicate } = search;
        let mut looked_for = run.unwrap_or_else(|| {
            let query = results.query.of(|clause| clause == word || words_of(clause).is_none());
            let all = list.map_or(index.len(), <[ItemId]>::len);
            let run = Run::new(Plan::new(index, &query, &results.corrections, statuses), index, all, 0);
            Box::new((query, run))
        });
        if let Some(known) = before.iter().find(|(query, _)| query.clauses == looked_for.0.clauses) {
            self.holding.push(known.clone());
        } else if looked_for.1.advance(index, matcher, list, predicate, items) {
            let (query, run) = *looked_for;
            let found = run.finish(index, matcher, predicate.own().notes());
            self.holding.push((query, found.matching.into()));
        } else {
            return Some(looked_for);
        }
        None
    }

    /// Ranks what the next way finds; whether that was the last.
    fn rank(&self, search: Search<'_>, results: &Results, ranking: &mut Ranking, items: usize) -> bool {
        let Search { index, matcher, statuses, predicate, .. } = search;
        let run = ranking.run.take().or_else(|| {
            let way = ranking.ways.pop()?;
            let plan = Plan::new(index, &without(results, &self.words, way.0), &results.corrections, statuses);
            let run = Run::new(plan.of_what_meets_all(), index, way.1.len(), self.most);
            Some(Box::new((way, run)))
        });
        let Some(mut run) = run else { return true };
        let (own, (way, ranked)) = (predicate.own(), &mut *run);
        if !ranked.advance(index, matcher, Some(&way.1), Predicate::ALL.of(own), items) {
            ranking.run = Some(run);
            return false;
        }
        let (way, ranked) = *run;
        let ranked = Ranked { way, top: ranked.finish(index, matcher, own.notes()).top };
        if ranking.best.as_ref().is_none_or(|best| ranked.is_meant_sooner_than(best)) {
            ranking.best = Some(ranked);
        }
        ranking.ways.is_empty()
    }

    /// What is found without a word, the best of it in order; where that is nothing, without two. Answers as well what
    /// holds each word.
    pub(crate) fn finish(self, results: &Results) -> (Option<Results>, Vec<Holding>) {
        let Self { words, holding, stage, .. } = self;
        let best = match stage {
            Stage::Ranking(ranking) => ranking.best,
            Stage::Words(_) | Stage::Lacking(_) => None,
        };
        let found = best.map(|Ranked { way: (lacks, matching), top }| {
            let query = without(results, &words, lacks);
            let is_asked = |typed: &str| query.words().any(|(word, _)| word == typed);
            let left_out = left_out(&words, lacks).map(|clause| results.query.clause_as_typed(clause));
            Results {
                top,
                corrections: results.corrections.iter().filter(|one| is_asked(&one.typed)).cloned().collect(),
                modes: results.modes.iter().filter(|(one, _)| is_asked(one)).cloned().collect(),
                left_out: left_out.collect(),
                matching,
                query,
                ..Results::default()
            }
        });
        (found, holding)
    }
}

/// The words that a way leaves out.
fn left_out(words: &[Clause], lacks: Lacks) -> impl Iterator<Item = &Clause> {
    words.iter().enumerate().filter(move |(number, _)| is_lacked(lacks, *number)).map(|(_, word)| word)
}

/// The query without the words that a way leaves out.
fn without(results: &Results, words: &[Clause], lacks: Lacks) -> Query {
    results.query.of(|clause| !left_out(words, lacks).any(|out| out == clause))
}
