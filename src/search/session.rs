//! A search as it is typed: every key narrows what the last one found, every backspace goes back.
//!
//! A session keeps a stack of what each longer text found. A text that only adds to the one before
//! is searched for among that one's hits; anything else afresh. Both give the same: what a word
//! fits depends on the word alone, never on the way it was typed. Nothing here draws.

use super::index::Index;
use super::query::{Clause, Query, Term, Test};
use super::rank::{Asked, Judge, Keys, Notes, Pass, Place, Probe, item_of, key, score_of, top};
use super::skim::Scorer;
use super::vocabulary;
use super::word::{Fit, MIN_SCATTERED, Mode, Needle};
use crate::dataset::ItemId;

/// How many hits are put in order unless more are asked for.
pub const FIRST_HITS: usize = 100;
/// What a stand-in for a misspelt word is worth, in hundredths of the word.
const CORRECTED: u32 = 70;
/// Steps kept to go back to.
const MAX_STEPS: usize = 128;
/// Below this part of the dataset it pays to look into each item on its own.
const FEW: usize = 8;
/// From this length on a word that stands only within others is no misspelling.
const KNOWN_INSIDE: usize = 5;

/// Words that join others and may be missing: who remembers a title seldom remembers these.
const JOINING: [&str; 25] = [
    "the", "a", "an", "of", "and", "or", "in", "on", "at", "to", "for", "from", "by", "with", "between", "is", "was",
    "were", "did", "when", "who", "what", "which", "where", "how",
];

/// What is searched.
#[derive(Clone, Copy)]
pub struct Within<'w> {
    /// These items, in any order; or everything.
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
    /// The list the steps were searched in, as given and in the order of the dataset.
    list: Option<Vec<ItemId>>,
    sorted: Vec<ItemId>,
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
            self.sorted = self.list.clone().unwrap_or_default();
            self.sorted.sort_unstable();
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
            step.results.top = plan.order(index, &self.scorer, &mut step.bounds, most);
        }
        self.results()
    }

    fn search(&self, index: &Index<'_>, text: &str, within: Within<'_>, most: usize) -> Step {
        let query = Query::parse(text, &index.dataset().pack);
        let base = self.steps.iter().rev().find(|step| narrows(&query, &step.results));
        let known = self.steps.last().map_or(&[][..], |step| &step.results.corrections);
        let mut corrections: Vec<Correction> = known
            .iter()
            .filter(|correction| query.words().any(|(word, mode)| mode == Mode::Fuzzy && word == correction.typed))
            .cloned()
            .collect();
        let run = |corrections: &[Correction], base: Option<&[ItemId]>| {
            let list = self.list.is_some().then_some(self.sorted.as_slice());
            Plan::new(&query, corrections).run(index, &self.scorer, base.or(list), within)
        };
        let mut found = run(&corrections, base.map(|step| step.results.matching.as_slice()));
        let unknown = unknown(index, &query, &corrections, &found);
        if !unknown.is_empty() {
            corrections.extend(unknown);
            found = run(&corrections, None);
        }
        let Found { mut bounds, matching, .. } = found;
        let top = Plan::new(&query, &corrections).order(index, &self.scorer, &mut bounds, most);
        Step { text: text.to_owned(), bounds, results: Results { top, matching, corrections, query } }
    }
}

/// Whether everything a new query finds was found by an earlier one.
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
    // Short words are matched more strictly than longer ones.
    old.len() >= MIN_SCATTERED
        && new.starts_with(&old)
        && new.len() < super::skim::MAX_PATTERN
        && corrections.iter().all(|correction| correction.typed != old)
}

/// A query made ready to run.
struct Plan<'q> {
    words: Vec<Asked>,
    letters: usize,
    checks: Vec<Vec<Check<'q>>>,
}

/// What a run found.
struct Found {
    bounds: Keys,
    matching: Vec<ItemId>,
    /// For each word of the plan, the best fit that any item showed.
    fits: Vec<Option<Fit>>,
    /// Whether every item was asked.
    everywhere: bool,
}

/// A test that decides but is worth nothing.
enum Check<'q> {
    Filter(&'q super::filter::Filter, bool),
    Word(Box<Needle>, bool),
}

impl<'q> Plan<'q> {
    fn new(query: &'q Query, corrections: &[Correction]) -> Self {
        let (mut words, mut checks, mut letters) = (Vec::new(), Vec::new(), 0);
        for clause in &query.clauses {
            match clause_words(clause) {
                Some(typed) => {
                    letters += typed.iter().map(|(word, _)| word.len()).max().unwrap_or(0);
                    let optional = typed.iter().all(|(word, mode)| *mode == Mode::Fuzzy && JOINING.contains(word));
                    words.push(Asked { probes: probes(&typed, corrections), optional });
                }
                None => checks.push(clause.iter().map(check).collect()),
            }
        }
        Self { words, letters, checks }
    }

    /// Judges every item of a list, or of the dataset.
    fn run(&self, index: &Index<'_>, scorer: &Scorer, list: Option<&[ItemId]>, within: Within<'_>) -> Found {
        let judge = Judge { index, words: &self.words, letters: self.letters, scorer };
        let many = list.is_none_or(|list| list.len() >= index.len() / FEW);
        let mut notes = judge.notes(many);
        let room = list.map_or(index.len(), <[ItemId]>::len) / FEW;
        let mut found = Found {
            bounds: Vec::with_capacity(room),
            matching: Vec::with_capacity(room),
            fits: vec![None; self.words.len()],
            everywhere: list.is_none() && self.checks.is_empty(),
        };
        let mut visit = |id| {
            if !self.checks.iter().all(|clause| clause.iter().any(|check| check.holds(index, id, within))) {
                return;
            }
            let score = self.score(&judge, id, Pass::Bound, &mut notes);
            for (seen, best) in found.fits.iter_mut().zip(&notes.best) {
                *seen = (*seen).max(best.fit);
            }
            if let Some(score) = score {
                found.bounds.push(key(index, score, id));
                found.matching.push(id);
            }
        };
        match list {
            Some(list) => list.iter().copied().for_each(visit),
            None => (0..index.len()).map(ItemId::from_index).for_each(&mut visit),
        }
        found
    }

    fn score(&self, judge: &Judge<'_>, id: ItemId, pass: Pass, notes: &mut Notes) -> Option<u32> {
        if self.words.is_empty() { Some(judge.index.prior(id)) } else { judge.judge(id, pass, notes) }
    }

    fn order(&self, index: &Index<'_>, scorer: &Scorer, bounds: &mut Keys, most: usize) -> Vec<Hit> {
        let judge = Judge { index, words: &self.words, letters: self.letters, scorer };
        let mut notes = judge.notes(false);
        let found = top(bounds, most, |id| {
            let score = self.score(&judge, id, Pass::Exact, &mut notes)?;
            let place = notes.best.iter().map(|best| best.place).max().unwrap_or_default();
            Some((key(index, score, id), place))
        });
        found.into_iter().map(|(key, place)| Hit { id: item_of(key), score: score_of(key), place }).collect()
    }
}

/// Typed words that the dataset does not know, each with the nearest that it does.
fn unknown(index: &Index<'_>, query: &Query, corrected: &[Correction], found: &Found) -> Vec<Correction> {
    let mut corrections = Vec::new();
    let clauses = query.clauses.iter().filter_map(clause_words);
    for (typed, seen) in clauses.zip(&found.fits) {
        let [(word, Mode::Fuzzy)] = typed.as_slice() else { continue };
        let done = corrected.iter().chain(&corrections).any(|correction| correction.typed == *word);
        let is_word = word.len() >= vocabulary::MIN_WORD && !JOINING.contains(word);
        if done || !is_word || *seen >= Some(least_known(word)) || !found.everywhere && is_known(index, word) {
            continue;
        }
        let shown: Vec<String> = index.vocabulary().nearest(word).into_iter().map(str::to_owned).collect();
        if !shown.is_empty() {
            corrections.push(Correction { typed: (*word).to_owned(), shown });
        }
    }
    corrections
}

/// The fit that shows a word to be no misspelling.
fn least_known(word: &str) -> Fit {
    if word.len() >= KNOWN_INSIDE { Fit::Inside } else { Fit::Initials }
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
        probes.push(Probe::new(word, mode, 100));
        if mode == Mode::Fuzzy {
            let stand_ins = corrections
                .iter()
                .filter(|correction| correction.typed == word)
                .flat_map(|correction| &correction.shown);
            probes.extend(stand_ins.map(|shown| Probe::new(shown, Mode::OpenPhrase, CORRECTED)));
        }
    }
    probes
}

fn check(term: &Term) -> Check<'_> {
    match &term.test {
        Test::Filter(filter) => Check::Filter(filter, term.negated),
        Test::Word(word, mode) => Check::Word(Box::new(Needle::new(word, *mode)), term.negated),
    }
}

impl Check<'_> {
    fn holds(&self, index: &Index<'_>, id: ItemId, within: Within<'_>) -> bool {
        match self {
            Self::Filter(filter, negated) => filter.holds(index.dataset(), id, within.marked) != *negated,
            Self::Word(needle, negated) => {
                let named = index.names_of(id).iter().any(|name| {
                    needle.may_fit(name.bag, name.heads)
                        && needle.in_name(index.text(name).as_bytes(), name.heads).is_some()
                });
                (named || needle.in_text(index.text_of(id).of(index.all_texts())).is_some()) != *negated
            }
        }
    }
}

/// Whether any item shows a word to be no misspelling.
fn is_known(index: &Index<'_>, word: &str) -> bool {
    let words = [Asked { probes: probes(&[(word, Mode::Fuzzy)], &[]), optional: false }];
    let judge = Judge { index, words: &words, letters: word.len(), scorer: &Scorer::default() };
    let mut notes = judge.notes(true);
    (0..index.len()).map(ItemId::from_index).any(|id| {
        judge.judge(id, Pass::Bound, &mut notes);
        notes.best.iter().any(|best| best.fit >= Some(least_known(word)))
    })
}
