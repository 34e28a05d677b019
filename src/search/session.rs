//! A search as it is typed: every key narrows what the last one found, every backspace goes back.
//!
//! A session keeps a stack of what each longer text found. A text that only adds to the one before
//! is searched for among that one's hits; anything else afresh. Both give the same: what a word
//! fits depends on the word, the dataset and the reader's notes alone (of one sign, on whether there are other words as
//! well), never on the way it was typed. Where nothing is found, [`super::leaving_out`] may go on from there. Nothing here draws.

use std::sync::Arc;

use super::index::Index;
use super::leaving_out::{Holding, LeavingOut, Search};
use super::own::{Own, told};
use super::plan::Plan;
use super::predicate::Predicate;
use super::predicate::facets::Chosen;
use super::query::{Clause, Query, Term, Test};
use super::results::{Correction, Results};
use super::run::{Run, in_order};
use crate::data::ItemId;
use crate::search::engine::fit::MIN_INSIDE;
use crate::search::engine::fuzzy::{MAX_PATTERN, Matcher};
use crate::search::engine::short_form::leaves_vowels_out;
use crate::search::engine::term::Mode;
use crate::search::term_status::TermStatuses;

/// How many hits are put in order unless more are asked for.
pub const FIRST_HITS: usize = 100;
/// Hits kept in all steps to go back to, and steps.
const MAX_KEPT: usize = 4_000_000;
const MAX_STEPS: usize = 128;

/// One text and what it found.
#[derive(Clone, Debug, Default)]
struct Step {
    text: String,
    statuses: TermStatuses,
    results: Results,
    /// What is found without a word or two, where all together found nothing.
    without: Option<Box<Results>>,
}

impl Step {
    fn shown(&self) -> &Results {
        self.without.as_deref().unwrap_or(&self.results)
    }

    /// How many hits it keeps.
    fn kept(&self) -> usize {
        self.results.matching.len() + self.without.as_ref().map_or(0, |results| results.matching.len())
    }
}

/// A step being made.
#[derive(Debug)]
struct Work {
    step: Step,
    run: Run,
    /// The number of the step among whose hits is searched.
    base: Option<usize>,
    /// How many hits are put in order.
    most: usize,
}

/// A step that found nothing, and the look for words to leave out.
#[derive(Debug)]
struct Leaving {
    step: Step,
    look: LeavingOut,
}

/// A search being typed.
#[derive(Debug, Default)]
pub struct SearchSession {
    /// Shared with its copies: a hit may be any of millions.
    steps: Vec<Arc<Step>>,
    work: Option<Box<Work>>,
    /// Whether words are left out where nothing holds all of them.
    leaves_out: bool,
    leaving: Option<Box<Leaving>>,
    /// What holds each word of the query for which that was last asked.
    holding: Vec<Holding>,
    matcher: Matcher,
    /// The list the steps were searched in, as given and in the order of the dataset.
    list: Option<Vec<ItemId>>,
    sorted: Vec<ItemId>,
    /// The facets chosen meanwhile, if any.
    chosen: Option<Chosen>,
    /// The version of what was the reader's own meanwhile: something may be marked or noted since.
    version: u64,
    empty: Results,
}

/// A copy tells what was found; what is not looked through yet it does not go on with.
impl Clone for SearchSession {
    fn clone(&self) -> Self {
        let Self { steps, list, sorted, chosen, version, leaves_out, .. } = self;
        let (steps, list, sorted, chosen) = (steps.clone(), list.clone(), sorted.clone(), chosen.clone());
        Self { steps, list, sorted, chosen, version: *version, leaves_out: *leaves_out, ..Self::default() }
    }
}

impl SearchSession {
    /// A search in which nothing has been typed.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, that shows what is found without a word or two where nothing holds all of them.
    #[must_use]
    pub fn leaving_out() -> Self {
        Self { leaves_out: true, ..Self::default() }
    }

    /// Searches for what stands in the prompt now.
    pub fn update(&mut self, index: &Index<'_>, text: &str, predicate: Predicate<'_>) -> &Results {
        self.update_top(index, text, predicate, FIRST_HITS)
    }

    /// As [`SearchSession::update`], with so many hits in order.
    pub fn update_top(&mut self, index: &Index<'_>, text: &str, predicate: Predicate<'_>, most: usize) -> &Results {
        self.begin(index, text, predicate, most);
        while !self.advance(index, predicate, usize::MAX) {}
        self.results()
    }

    /// Begins to search for what stands in the prompt now, giving up whatever it was searching for.
    pub fn begin(&mut self, index: &Index<'_>, text: &str, predicate: Predicate<'_>, most: usize) {
        (self.work, self.leaving) = (None, None);
        if self.list.as_deref() != predicate.list() {
            self.forget();
            self.list = predicate.list().map(<[ItemId]>::to_vec);
            self.sorted = self.list.clone().unwrap_or_default();
            self.sorted.sort_unstable();
        }
        let version = predicate.own().version();
        if self.chosen.as_ref() != predicate.chosen() || self.version != version {
            self.forget();
            self.chosen = predicate.chosen().cloned();
            self.version = version;
        }
        while self.steps.last().is_some_and(|step| !text.starts_with(&step.text)) {
            self.steps.pop();
        }
        if self.steps.last().is_none_or(|step| step.text != text) {
            self.work = Some(Box::new(self.prepare(index, predicate.own(), text, most)));
        }
    }

    /// Looks at so many more items, or a few more; whether the search is done.
    pub fn advance(&mut self, index: &Index<'_>, predicate: Predicate<'_>, items: usize) -> bool {
        if let Some(leaving) = self.leaving.take() {
            return self.leave_out(index, predicate, leaving, items);
        }
        let Some(mut work) = self.work.take() else { return true };
        let list = match work.base {
            Some(number) => self.steps.get(number).map(|step| step.results.matching.as_slice()),
            None => self.list.is_some().then_some(self.sorted.as_slice()),
        };
        if !work.run.advance(index, &self.matcher, list, predicate, items) {
            self.work = Some(work);
            return false;
        }
        let Work { mut step, run, most, .. } = *work;
        let found = run.finish(index, &self.matcher, predicate.own().notes());
        step.results = Results { top: found.top, matching: found.matching, undated: found.undated, ..step.results };
        let look = if self.leaves_out { LeavingOut::of(&step.results, &step.statuses, most) } else { None };
        match look {
            Some(look) => self.leaving = Some(Box::new(Leaving { step, look })),
            None => self.keep(step),
        }
        self.leaving.is_none()
    }

    /// Looks a little further for words to leave out; whether that was all.
    fn leave_out(
        &mut self,
        index: &Index<'_>,
        predicate: Predicate<'_>,
        mut leaving: Box<Leaving>,
        items: usize,
    ) -> bool {
        let (matcher, list) = (&self.matcher, self.list.is_some().then_some(self.sorted.as_slice()));
        let search = Search { index, matcher, statuses: &leaving.step.statuses, list, predicate };
        if !leaving.look.advance(search, &leaving.step.results, &self.holding, items) {
            self.leaving = Some(leaving);
            return false;
        }
        let Leaving { mut step, look } = *leaving;
        let (without, holding) = look.finish(&step.results);
        step.without = without.map(Box::new);
        self.holding = holding;
        self.keep(step);
        true
    }

    fn forget(&mut self) {
        self.steps.clear();
        self.holding.clear();
    }

    /// Whether a search is begun and not done.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.work.is_some() || self.leaving.is_some()
    }

    /// What was found last.
    #[must_use]
    pub fn results(&self) -> &Results {
        self.steps.last().map_or(&self.empty, |step| &step.results)
    }

    /// What is shown of that: what was found, or, where that is nothing, what is without some words.
    #[must_use]
    pub fn shown(&self) -> &Results {
        self.steps.last().map_or(&self.empty, |step| step.shown())
    }

    /// Puts more of the hits shown in order, for a reader who scrolls past them.
    pub fn extend(&mut self, index: &Index<'_>, own: &dyn Own, most: usize) -> &Results {
        let matcher = &self.matcher;
        if let Some(last) = self.steps.last_mut()
            && last.shown().top.len() < most.min(last.shown().total())
        {
            let Step { statuses, results, without, .. } = Arc::make_mut(last);
            let results = without.as_deref_mut().unwrap_or(results);
            // Twice as many as there were, so that a reader who goes on and on waits seldom.
            let most = most.max(2 * results.top.len());
            let plan = Plan::new(index, &results.query, &results.corrections, statuses);
            results.top = in_order(plan, index, matcher, &results.matching, own, most);
        }
        self.shown()
    }

    fn prepare(&self, index: &Index<'_>, own: &dyn Own, text: &str, most: usize) -> Work {
        let mut query = Query::parse(text, &index.dataset().pack);
        let (looked_up, before) = match self.steps.last() {
            Some(step) => (step.statuses.clone(), step.results.corrections.as_slice()),
            None => (TermStatuses::default(), &[][..]),
        };
        let mut statuses = TermStatuses::of(index, own.notes(), &query, &looked_up);
        if let Some(parted) = query.parted(|word| statuses.is_unknown(word)) {
            query = parted;
            statuses = TermStatuses::of(index, own.notes(), &query, &statuses);
        }
        let of_own = told(index.dataset(), &query, own);
        let corrections = statuses.corrections(index, &query, before);
        let narrows = |step: &Step| {
            let old = &step.results.corrections;
            // A stand-in finds what the word did not.
            let corrected_before = corrections.iter().all(|correction| old.contains(correction));
            corrected_before && narrows(&query, &corrections, &statuses, step)
        };
        // What is undated is not among what the query found before, and is told of.
        let base = if query.asks_time() { None } else { self.steps.iter().rposition(|step| narrows(step)) };
        let items = match base.and_then(|number| self.steps.get(number)) {
            Some(step) => step.results.matching.len(),
            None => self.list.as_ref().map_or(index.len(), Vec::len),
        };
        let run = Run::new(Plan::new(index, &query, &corrections, &statuses), index, items, most);
        let modes = statuses.modes();
        let lacking = statuses.unknown_acronym(&query, &corrections);
        let unknown = statuses.unknown_word(&query, &corrections);
        let results = Results { corrections, query, of_own, lacking, unknown, modes, ..Results::default() };
        Work { step: Step { text: text.to_owned(), statuses, results, without: None }, run, base, most }
    }

    fn keep(&mut self, step: Step) {
        self.steps.push(Arc::new(step));
        let mut kept: usize = self.steps.iter().map(|step| step.kept()).sum();
        while self.steps.len() > MAX_STEPS || kept > MAX_KEPT && self.steps.len() > 1 {
            kept -= self.steps.remove(0).kept();
        }
    }
}

/// Whether everything a new query finds was found by an earlier one.
fn narrows(query: &Query, corrections: &[Correction], statuses: &TermStatuses, last: &Step) -> bool {
    let old = &last.results.query.clauses;
    let new = &query.clauses;
    if old.is_empty() || new.len() < old.len() {
        return false;
    }
    // The stand-ins of a corrected word fit what a beginning of the word did not, though the word itself may
    // stand in the query a second time.
    let corrected =
        |clause: &Clause| corrections.iter().any(|correction| plain(clause) == Some(correction.typed.as_str()));
    old.iter().zip(new).all(|(old, new)| old == new || !corrected(new) && implies(new, statuses, old, last))
}

/// Whether what fits one plain word also fits another, which it begins with.
fn implies(new: &Clause, statuses: &TermStatuses, old: &Clause, last: &Step) -> bool {
    let (Some(new), Some(old)) = (plain(new), plain(old)) else { return false };
    // Short words are matched more strictly than longer ones, written ones than loose ones, and those than short forms;
    // of a loose one that is none a letter may be left out.
    old.len() >= MIN_INSIDE
        && new.starts_with(old)
        && new.len() < MAX_PATTERN
        && !statuses.is_joining(new)
        && (!statuses.is_loose(new) || last.statuses.is_loose(old) && leaves_vowels_out(old))
        // What begins words is not looked for within others, and more letters of it may be.
        && (last.statuses.mode(old) != Mode::Begun || statuses.mode(new) == Mode::Begun)
        && last.results.corrections.iter().all(|correction| correction.typed != old)
}

fn plain(clause: &Clause) -> Option<&str> {
    match clause.as_slice() {
        [Term { negated: false, test: Test::Word(word, Mode::Fuzzy) }] => Some(word),
        _ => None,
    }
}
