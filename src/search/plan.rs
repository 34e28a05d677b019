//! A query made ready to run: its words as probes, everything else as tests.

use super::filter::Filter;
use super::index::Index;
use super::query::{Clause, Query, Term, Test};
use super::results::{Correction, Within};
use crate::data::ItemId;
use crate::search::engine::term::{Mode, Needle};
use crate::search::scorer::{Asked, Probe};
use crate::search::term_status::{Known, is_joining};

/// What a stand-in for a misspelt word is worth, in hundredths of the word.
const CORRECTED: u32 = 70;
/// What one is worth for a word that was found as well: less than initials, however short the name.
const BESIDE: u32 = 40;

/// A query made ready.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The words that count.
    pub(crate) words: Vec<Asked>,
    /// Letters of all words together.
    pub(crate) letters: usize,
    /// Of each of these, something must hold.
    checks: Vec<Vec<Check>>,
}

/// A test that decides but is worth nothing.
#[derive(Debug)]
enum Check {
    Filter(Filter, bool),
    Word(Box<Needle>, bool),
}

impl Plan {
    pub(crate) fn new(query: &Query, corrections: &[Correction], known: &Known) -> Self {
        let mut plan = Self::default();
        for clause in &query.clauses {
            match clause_words(clause) {
                Some(typed) => {
                    plan.letters += typed.iter().map(|(word, _)| word.len()).max().unwrap_or(0);
                    let optional = typed.iter().all(|(word, mode)| *mode == Mode::Fuzzy && is_joining(word));
                    plan.words.push(Asked { probes: probes(&typed, corrections, known), optional });
                }
                None => plan.checks.push(clause.iter().map(Check::new).collect()),
            }
        }
        plan
    }

    /// The plan for items of which it is known that they pass all tests.
    pub(crate) fn without_checks(self) -> Self {
        Self { checks: Vec::new(), ..self }
    }

    /// Whether an item passes all tests.
    #[inline]
    pub(crate) fn passes(&self, index: &Index<'_>, id: ItemId, within: Within<'_>) -> bool {
        self.checks.iter().all(|clause| clause.iter().any(|check| check.holds(index, id, within)))
    }
}

/// The words of a clause that asks for nothing but words.
pub(crate) fn clause_words(clause: &Clause) -> Option<Vec<(&str, Mode)>> {
    clause
        .iter()
        .map(|term| match &term.test {
            Test::Word(word, mode) if !term.negated => Some((word.as_str(), *mode)),
            _ => None,
        })
        .collect()
}

fn probes(typed: &[(&str, Mode)], corrections: &[Correction], known: &Known) -> Vec<Probe> {
    let mut probes = Vec::new();
    for &(word, mode) in typed {
        let is_plain = mode == Mode::Fuzzy;
        for (text, mode, worth) in forms(word, mode, known.is_loose(word), corrections) {
            let mut probe = Probe::new(text, mode, worth);
            probe.absent = is_plain && text == word && known.is_absent(word);
            probes.push(probe);
        }
    }
    probes
}

/// What a typed word is looked for as, and what each is worth in hundredths: itself, its letters perhaps
/// scattered, and what stands in for it.
pub(crate) fn forms<'q>(
    word: &'q str,
    mode: Mode,
    is_loose: bool,
    corrections: &'q [Correction],
) -> impl Iterator<Item = (&'q str, Mode, u32)> {
    let is_plain = mode == Mode::Fuzzy;
    let typed = (word, if is_plain && is_loose { Mode::Loose } else { mode }, 100);
    let corrections = corrections.iter().filter(move |correction| is_plain && correction.typed == word);
    let stand_ins = corrections.flat_map(|correction| {
        let worth = if correction.found { BESIDE } else { CORRECTED };
        correction.shown.iter().map(move |shown| (shown.as_str(), Mode::OpenPhrase, worth))
    });
    std::iter::once(typed).chain(stand_ins)
}

impl Check {
    fn new(term: &Term) -> Self {
        match &term.test {
            Test::Filter(filter) => Self::Filter(filter.clone(), term.negated),
            Test::Word(word, mode) => Self::Word(Box::new(Needle::new(word, *mode)), term.negated),
        }
    }

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
