//! A search as it is typed: every key narrows what the last one found, every backspace goes back.
//!
//! A session keeps a stack of what each longer text found. A text that only adds to the one before
//! is searched for among that one's hits; anything else afresh. Both give the same: what a word
//! fits depends on the word alone, never on the way it was typed. Nothing here draws.

use super::index::Index;
use super::query::{Clause, Query, Term, Test};
use super::rank::{Best, Judge, Keys, Pass, Place, Probe, item_of, key, score_of, top};
use super::skim::Scorer;
use super::vocabulary;
use super::word::{Fit, MIN_INSIDE, Mode, Needle};
use crate::dataset::ItemId;

/// How many hits are put in order unless more are asked for.
pub const FIRST_HITS: usize = 100;
/// What a stand-in for a misspelt word is worth, in hundredths of the word.
const CORRECTED: u32 = 70;
/// Steps kept to go back to.
const MAX_STEPS: usize = 128;
/// From this length on a word that stands only within others is no misspelling.
const KNOWN_INSIDE: usize = 5;

/// What is searched.
#[derive(Clone, Copy)]
pub struct Within<'w> {
    /// These items, in the order of the dataset; or everything.
    pub list: Option<&'w [ItemId]>,
    /// Whether an item is marked, for `is:marked`.
    pub marked: &'w dyn Fn(ItemId) -> bool,
}

impl Within<'_> {
    /// Everything, with nothing marked.
    pub const ALL: Self = Self { list: None, marked: &|_| false };
}

impl std::fmt::Debug for Within<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Within").field("list", &self.list).finish_non_exhaustive()
    }
}

/// An item found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The item.
    pub id: ItemId,
    /// How good it is, for this query only.
    pub score: u32,
    /// The furthest place that had to be looked at to find every word.
    pub place: Place,
}

/// A word that the dataset does not know, and those shown instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The word, folded.
    pub typed: String,
    /// What stands in for it.
    pub shown: Vec<String>,
}

impl std::fmt::Display for Correction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no {}; showing {}", self.typed, self.shown.join(", "))
    }
}

/// What a query found.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The best, in order.
    pub top: Vec<Hit>,
    /// Everything that fits, in the order of the dataset.
    pub matching: Vec<ItemId>,
    /// Words that stood in for misspelt ones.
    pub corrections: Vec<Correction>,
    /// The query as understood.
    pub query: Query,
}

impl Results {
    /// How many fit.
    #[must_use]
    pub fn total(&self) -> usize {
        self.matching.len()
    }

    /// What to tell the reader in one line: what the query lacks, or what was corrected.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        let corrections = || self.corrections.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        match self.query.notice() {
            Some(notice) => Some(notice.to_owned()),
            None => Some(corrections()).filter(|text| !text.is_empty()),
        }
    }
}

/// One text and what it found.
#[derive(Debug, Default)]
struct Step {
    text: String,
    bounds: Keys,
    results: Results,
}

/// A search being typed.
#[derive(Debug, Default)]
pub struct Session {
    steps: Vec<Step>,
    scorer: Scorer,
    /// The list the steps were searched in.
    list: Option<Vec<ItemId>>,
    empty: Results,
}

impl Session {
    /// A search in which nothing has been typed.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Searches for what stands in the prompt now.
    pub fn update(&mut self, index: &Index<'_>, text: &str, within: Within<'_>) -> &Results {
        self.update_top(index, text, within, FIRST_HITS)
    }

    /// As [`Session::update`], with so many hits in order.
    pub fn update_top(&mut self, index: &Index<'_>, text: &str, within: Within<'_>, most: usize) -> &Results {
        if self.list.as_deref() != within.list {
            self.steps.clear();
            self.list = within.list.map(<[ItemId]>::to_vec);
        }
        while self.steps.last().is_some_and(|step| !text.starts_with(&step.text) || step.results.query.asks_marked()) {
            self.steps.pop();
        }
        if self.steps.last().is_none_or(|step| step.text != text) {
            let step = self.search(index, text, within, most);
            if self.steps.len() == MAX_STEPS {
                self.steps.remove(0);
            }
            self.steps.push(step);
        }
        self.results()
    }

    /// What was found last.
    #[must_use]
    pub fn results(&self) -> &Results {
        self.steps.last().map_or(&self.empty, |step| &step.results)
    }

    /// Puts more hits in order, for a reader who scrolls past them.
    pub fn extend(&mut self, index: &Index<'_>, most: usize) -> &Results {
        if let Some(step) = self.steps.last_mut()
            && step.results.top.len() < most.min(step.bounds.len())
        {
            let plan = Plan::new(&step.results.query, &step.results.corrections);
            step.results.top = plan.order(index, &self.scorer, &step.bounds, most);
        }
        self.results()
    }

    fn search(&self, index: &Index<'_>, text: &str, within: Within<'_>, most: usize) -> Step {
        let query = Query::parse(text, &index.dataset().pack);
        let base = self.steps.last().filter(|step| narrows(&query, &step.results));
        let known = self.steps.last().map_or(&[][..], |step| &step.results.corrections);
        let mut corrections: Vec<Correction> = known
            .iter()
            .filter(|correction| query.words().any(|(word, mode)| mode == Mode::Fuzzy && word == correction.typed))
            .cloned()
            .collect();
        let mut plan = Plan::new(&query, &corrections);
        let mut bounds = match base {
            Some(step) => plan.run(index, &self.scorer, step.results.matching.iter().copied(), within),
            None => plan.run_all(index, &self.scorer, within),
        };
        let unknown = plan.unknown(index, &query, &corrections);
        if !unknown.is_empty() {
            corrections.extend(unknown);
            plan = Plan::new(&query, &corrections);
            bounds = plan.run_all(index, &self.scorer, within);
        }
        let top = plan.order(index, &self.scorer, &bounds, most);
        let mut matching: Vec<ItemId> = bounds.iter().map(|&bound| item_of(bound)).collect();
        matching.sort_unstable();
        Step { text: text.to_owned(), bounds, results: Results { top, matching, corrections, query } }
    }
}

/// Whether everything a new query finds was found by the last one.
fn narrows(query: &Query, last: &Results) -> bool {
    let old = &last.query.clauses;
    let new = &query.clauses;
    if old.is_empty() || new.len() < old.len() {
        return false;
    }
    old.iter().zip(new).all(|(old, new)| old == new || implies(new, old, &last.corrections))
}

/// Whether what fits one plain word also fits another, which it begins with.
fn implies(new: &Clause, old: &Clause, corrections: &[Correction]) -> bool {
    let plain = |clause: &Clause| match clause.as_slice() {
        [Term { negated: false, test: Test::Word(word, Mode::Fuzzy) }] => Some(word.clone()),
        _ => None,
    };
    let (Some(new), Some(old)) = (plain(new), plain(old)) else { return false };
    // Short words are matched more strictly than longer ones, and digits never scatter.
    old.len() >= MIN_INSIDE
        && new.starts_with(&old)
        && new.len() < super::skim::MAX_PATTERN
        && corrections.iter().all(|correction| correction.typed != old)
}

/// A query made ready to run.
struct Plan<'q> {
    words: Vec<Vec<Probe>>,
    letters: usize,
    checks: Vec<Vec<Check<'q>>>,
    /// For each of `words`, the best fit of what was typed that any item showed.
    fits: Vec<Option<Fit>>,
}

/// A test that decides but is worth nothing.
enum Check<'q> {
    Filter(&'q super::filter::Filter, bool),
    Word(Needle, bool),
}

impl<'q> Plan<'q> {
    fn new(query: &'q Query, corrections: &[Correction]) -> Self {
        let (mut words, mut checks, mut letters) = (Vec::new(), Vec::new(), 0);
        for clause in &query.clauses {
            match clause_words(clause) {
                Some(typed) => {
                    letters += typed.iter().map(|(word, _)| word.len()).max().unwrap_or(0);
                    words.push(probes(&typed, corrections));
                }
                None => checks.push(clause.iter().map(check).collect()),
            }
        }
        let fits = vec![None; words.len()];
        Self { words, letters, checks, fits }
    }

    fn run_all(&mut self, index: &Index<'_>, scorer: &Scorer, within: Within<'_>) -> Keys {
        match within.list {
            Some(list) => self.run(index, scorer, list.iter().copied(), within),
            None => self.run(index, scorer, (0..index.len()).map(ItemId::from_index), within),
        }
    }

    fn run(&mut self, index: &Index<'_>, scorer: &Scorer, ids: impl Iterator<Item = ItemId>, within: Within<'_>) -> Keys {
        let judge = Judge { words: &self.words, letters: self.letters, scorer };
        let mut best: Vec<Best> = Vec::with_capacity(self.words.len());
        let mut keys = Vec::new();
        for id in ids {
            if !self.checks.iter().all(|clause| clause.iter().any(|check| check.holds(index, id, within))) {
                continue;
            }
            if self.words.is_empty() {
                keys.push(key(index, index.prior(id), id));
                continue;
            }
            if let Some(score) = judge.judge(index, id, Pass::Bound, &mut best) {
                keys.push(key(index, score, id));
            }
            for (seen, best) in self.fits.iter_mut().zip(&best) {
                *seen = (*seen).max(best.fit);
            }
        }
        keys
    }

    /// Typed words that no text holds, each with the nearest that some text does.
    fn unknown(&self, index: &Index<'_>, query: &Query, corrected: &[Correction]) -> Vec<Correction> {
        let mut found = Vec::new();
        let clauses = query.clauses.iter().filter_map(clause_words);
        for (typed, seen) in clauses.zip(&self.fits) {
            let [(word, Mode::Fuzzy)] = typed.as_slice() else { continue };
            let done = corrected.iter().chain(&found).any(|correction| correction.typed == *word);
            if done || seen.is_some_and(|fit| fit >= Fit::Prefix) || word.len() < vocabulary::MIN_WORD || is_known(index, word) {
                continue;
            }
            let shown: Vec<String> = index.vocabulary().nearest(word).into_iter().map(str::to_owned).collect();
            if !shown.is_empty() {
                found.push(Correction { typed: (*word).to_owned(), shown });
            }
        }
        found
    }

    fn order(&self, index: &Index<'_>, scorer: &Scorer, bounds: &Keys, most: usize) -> Vec<Hit> {
        let judge = Judge { words: &self.words, letters: self.letters, scorer };
        let mut best = Vec::new();
        let exact = |id: ItemId, best: &mut Vec<Best>| {
            if self.words.is_empty() { Some(index.prior(id)) } else { judge.judge(index, id, Pass::Exact, best) }
        };
        let keys = top(bounds, most, |id| exact(id, &mut best).map(|score| key(index, score, id)));
        keys.into_iter()
            .map(|key| {
                let id = item_of(key);
                exact(id, &mut best);
                let place = best.iter().map(|best| best.place).max().unwrap_or_default();
                Hit { id, score: score_of(key), place }
            })
            .collect()
    }
}

/// The words of a clause that asks for nothing but words.
fn clause_words(clause: &Clause) -> Option<Vec<(&str, Mode)>> {
    clause
        .iter()
        .map(|term| match &term.test {
            Test::Word(word, mode) if !term.negated => Some((word.as_str(), *mode)),
            _ => None,
        })
        .collect()
}

fn probes(typed: &[(&str, Mode)], corrections: &[Correction]) -> Vec<Probe> {
    let mut probes = Vec::new();
    for &(word, mode) in typed {
        probes.push(Probe { needle: Needle::new(word, mode), worth: 100 });
        if mode == Mode::Fuzzy {
            let stand_ins = corrections.iter().filter(|correction| correction.typed == word).flat_map(|correction| &correction.shown);
            probes.extend(stand_ins.map(|shown| Probe { needle: Needle::new(shown, Mode::OpenPhrase), worth: CORRECTED }));
        }
    }
    probes
}

fn check(term: &Term) -> Check<'_> {
    match &term.test {
        Test::Filter(filter) => Check::Filter(filter, term.negated),
        Test::Word(word, mode) => Check::Word(Needle::new(word, *mode), term.negated),
    }
}

impl Check<'_> {
    fn holds(&self, index: &Index<'_>, id: ItemId, within: Within<'_>) -> bool {
        match self {
            Self::Filter(filter, negated) => filter.holds(index.dataset(), id, within.marked) != *negated,
            Self::Word(needle, negated) => {
                let named = index.names_of(id).any(|name| {
                    needle.may_fit(name.bag, name.heads) && needle.in_name(name.text.as_bytes(), name.heads).is_some()
                });
                (named || needle.in_text(index.text_of(id).0.as_bytes()).is_some()) != *negated
            }
        }
    }
}

/// Whether some word of the dataset begins with this one, or, for a longer one, holds it.
fn is_known(index: &Index<'_>, word: &str) -> bool {
    let finder = memchr::memmem::Finder::new(word);
    [index.all_names(), index.all_texts()].into_iter().any(|text| {
        finder.find_iter(text.as_bytes()).any(|at| {
            let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
            word.len() >= KNOWN_INSIDE || before.is_none_or(|&byte| byte <= b' ')
        })
    })
}
