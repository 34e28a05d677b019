//! One probe looked up in a block: which words of it fit, and in which items they stand.

use super::super::block::Block;
use super::super::postings::Sought;
use super::mark::{Mark, add};
use super::scattered;
use crate::search::engine::fit::Fit;
use crate::search::engine::probe::Probe;
use crate::search::engine::scorer::Scorer;
use crate::search::engine::subsequence::Subsequence;
use crate::search::engine::term::{Mode, Needle};
use crate::search::engine::text_sort::TextSort;

/// So many words of a phrase are looked up; the rest are left to the look at each item that has those.
const MOST_PIECES: usize = 6;

/// What is looked for to find a probe.
#[derive(Debug)]
pub(super) struct TermLookup {
    /// The probe, or the longest of its words if it has several: they are a sieve, no more.
    pieces: Vec<Sought>,
    /// Whether the items that have the pieces have to be scored.
    pub(super) is_sieve: bool,
}

impl TermLookup {
    pub(super) fn new(needle: &Needle) -> Self {
        let begins = needle.is_short() || matches!(needle.mode(), Mode::Phrase | Mode::OpenPhrase | Mode::Begun);
        let is_sieve = needle.is_anchored() || needle.text().contains(' ');
        let mut pieces: Vec<&str> = needle.text().split(' ').collect();
        pieces.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        pieces.dedup();
        pieces.truncate(MOST_PIECES);
        Self { pieces: pieces.into_iter().map(|piece| Sought::new(piece, begins)).collect(), is_sieve }
    }

    /// Marks what a probe finds; whether it stands in some name as a word or the beginning of one.
    pub(super) fn mark(&self, scorer: &Scorer<'_>, probe: &Probe, block: &Block, marks: &mut [Mark]) -> bool {
        let needle = &probe.needle;
        let ([piece], false) = (self.pieces.as_slice(), self.is_sieve) else {
            self.mark_phrase(block, marks);
            return false;
        };
        let mut covers = false;
        for (sort, postings) in block.postings().filter(|_| !probe.absent) {
            let Some(least) = least_fit(needle, sort) else { continue };
            postings.for_each(piece, |fit, items| {
                if fit >= least {
                    let mark = Mark::of(probe, sort, fit);
                    covers |= mark.covers();
                    add(marks, items, mark);
                }
            });
        }
        match needle.subsequence() {
            Some(letters) if needle.is_loose() => scattered::mark(scorer, probe, letters, block, marks),
            Some(letters) => mark_initials(probe, letters, block, marks),
            None => {}
        }
        covers
    }

    /// Marks the items that have every piece somewhere: whether they stand together, and where, is not
    /// told.
    fn mark_phrase(&self, block: &Block, marks: &mut [Mark]) {
        for (mark, holds) in marks.iter_mut().zip(self.hold_all(block, Fit::Scattered)) {
            if holds {
                *mark = mark.and(Mark::UNSURE);
            }
        }
    }

    /// The items of a block, by their numbers in it, that have every piece somewhere; one alone as it is to be matched.
    pub(super) fn holding(&self, needle: &Needle, block: &Block) -> impl Iterator<Item = usize> + use<> {
        let is_whole = needle.mode() == Mode::Phrase && !self.is_sieve;
        let held = self.hold_all(block, if is_whole { Fit::Word } else { Fit::Scattered });
        held.into_iter().enumerate().filter(|(_, holds)| *holds).map(|(item, _)| item)
    }

    /// Of each item of a block, whether it has every piece somewhere that fits so well.
    fn hold_all(&self, block: &Block, least: Fit) -> Vec<bool> {
        let mut held: Vec<usize> = vec![0; block.len()];
        for (before, piece) in self.pieces.iter().enumerate() {
            if !held.contains(&before) {
                break;
            }
            let mut count = |fit, items: &[u16]| {
                for &item in items.iter().filter(|_| fit >= least) {
                    if let Some(held) = held.get_mut(usize::from(item)).filter(|held| **held == before) {
                        *held += 1;
                    }
                }
            };
            block.postings().for_each(|(_, postings)| postings.for_each(piece, &mut count));
        }
        held.into_iter().map(|held| held == self.pieces.len()).collect()
    }
}

/// How well a word has to fit in a sort of text to count at all, as [`crate::search::engine::scorer`] has it; `None` if
/// no fit counts there.
fn least_fit(needle: &Needle, sort: TextSort) -> Option<Fit> {
    match needle.mode() {
        Mode::Phrase => Some(Fit::Word),
        Mode::Begun | Mode::Fuzzy if needle.is_short() && !sort.is_name_or_date() => {
            (!needle.is_lone()).then_some(Fit::Word)
        }
        Mode::OpenPhrase | Mode::Begun => Some(Fit::Prefix),
        _ if sort == TextSort::Date || needle.is_short() => Some(Fit::Prefix),
        _ => Some(Fit::Inside),
    }
}

/// Marks the items whose names may give the word as initials: what the pairs of their initials, which share
/// bits, do not exclude.
fn mark_initials(probe: &Probe, letters: &Subsequence, block: &Block, marks: &mut [Mark]) {
    let (pairs, most) = (letters.pairs(), Mark::of(probe, TextSort::Title, Fit::Initials).points());
    for (mark, initials) in marks.iter_mut().zip(block.initials()) {
        // Where the word is worth more anyway, initials change nothing.
        if pairs & !initials == 0 && mark.points() < most {
            *mark = mark.and(Mark::UNSURE);
        }
    }
}
