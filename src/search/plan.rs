//! A query made ready to run: its words as probes, everything else as conditions.

use super::index::Index;
use super::openings::openings;
use super::predicate::Predicate;
use super::predicate::conditions::Conditions;
use super::query::{Query, words_of};
use super::results::Correction;
use super::synonyms::{mode_of, mode_of_short};
use super::term_status::TermStatuses;
use crate::search::engine::probe::{Probe, QueryWord, QueryWords};
use crate::search::engine::term::Mode;

/// What a stand-in for a misspelt word is worth, in hundredths of the word.
const CORRECTED: u32 = 70;
/// What one is worth for a word that was found as well: less than initials, however short the name.
const BESIDE: u32 = 40;

/// A query made ready.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The words that count.
    pub(crate) words: QueryWords,
    /// What decides, but is worth something only where no word is asked for.
    pub(crate) conditions: Conditions,
    /// Whether all that is looked at met them before.
    pub(crate) are_met: bool,
}

impl Plan {
    pub(crate) fn new(index: &Index<'_>, query: &Query, corrections: &[Correction], statuses: &TermStatuses) -> Self {
        let mut plan = Self::default();
        plan.words.openings = openings(index, query, corrections, statuses);
        for clause in &query.clauses {
            match words_of(clause) {
                Some(typed) => {
                    plan.words.letters += typed.iter().map(|(word, _)| word.len()).max().unwrap_or(0);
                    let optional = is_optional(&typed, statuses);
                    plan.words.required += usize::from(!optional);
                    plan.words.list.push(QueryWord { probes: probes(&typed, corrections, statuses), optional });
                }
                None => plan.conditions.add(clause),
            }
        }
        plan
    }

    /// What is asked of each item besides its words.
    pub(crate) fn asked_of_each<'p>(&'p self, predicate: Predicate<'p>, index: &'p Index<'_>) -> Predicate<'p> {
        let anywhere = predicate.anywhere();
        if self.are_met { anywhere } else { anywhere.meeting(&self.conditions, index.corpus()) }
    }

    /// Whether a condition is asked of each item: to find it, or, where no words do, to order it.
    pub(crate) fn asks_each(&self) -> bool {
        let to_order = self.words.list.is_empty() && self.conditions.ask_time();
        to_order || !self.are_met && !self.conditions.is_empty()
    }

    /// The plan for items that met all conditions before.
    pub(crate) fn of_what_meets_all(self) -> Self {
        Self { are_met: true, ..self }
    }
}

/// Whether an item may do without these words, which only join others.
pub(crate) fn is_optional(typed: &[(&str, Mode)], statuses: &TermStatuses) -> bool {
    typed.iter().all(|(word, mode)| *mode == Mode::Fuzzy && statuses.is_joining(word))
}

fn probes(typed: &[(&str, Mode)], corrections: &[Correction], statuses: &TermStatuses) -> Vec<Probe> {
    let mut probes = Vec::new();
    for &(word, mode) in typed {
        let is_plain = mode == Mode::Fuzzy;
        for (text, mode, worth) in forms(word, mode, statuses.mode(word), corrections) {
            let mut probe = Probe::new(text, mode, worth);
            probe.absent = is_plain && text == word && statuses.is_absent(word);
            probes.push(probe);
        }
    }
    probes
}

/// What a typed word is looked for as, and what each is worth in hundredths: itself, if it is a plain word as its status
/// has it, and what stands in for it.
pub(crate) fn forms<'q>(
    word: &'q str,
    mode: Mode,
    of_status: Mode,
    corrections: &'q [Correction],
) -> impl Iterator<Item = (&'q str, Mode, u32)> {
    let is_plain = mode == Mode::Fuzzy;
    let corrections = corrections.iter().filter(move |correction| is_plain && correction.typed == word);
    let of_short = || corrections.clone().next().and_then(|_| mode_of_short(word));
    let typed = (word, if is_plain { of_short().unwrap_or(of_status) } else { mode }, 100);
    let stand_ins = corrections.flat_map(move |correction| {
        let worth = if correction.found { BESIDE } else { CORRECTED };
        correction.shown.iter().map(move |shown| (shown.as_str(), mode_of(word, shown), worth))
    });
    std::iter::once(typed).chain(stand_ins)
}
