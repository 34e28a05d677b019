//! One probe looked up in a block: which words of it fit, and in which items they stand.

use super::super::block::{Block, Sort};
use super::super::judge::{Judge, Probe};
use super::super::postings::Sought;
use super::super::spread::Places;
use super::super::word::{Fit, Mode, Needle};
use super::mark::{Mark, add};
use super::scattered;

/// What is looked for to find a probe.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The probe, or each of its words if it has several.
    pieces: Vec<Sought>,
    /// Whether the items that have the pieces have to be weighed.
    pub(super) is_weighed: bool,
}

impl Wanted {
    pub(super) fn new(needle: &Needle) -> Self {
        let begins = needle.is_short() || matches!(needle.mode(), Mode::Phrase | Mode::OpenPhrase);
        let pieces: Vec<Sought> = needle.text().split(' ').map(|piece| Sought::new(piece, begins)).collect();
        Self { is_weighed: needle.is_anchored() || pieces.len() > 1, pieces }
    }

    /// Marks what a probe finds; whether it stands in some name as a word or the beginning of one.
    pub(super) fn mark(&self, judge: &Judge<'_>, probe: &Probe, block: &Block, marks: &mut [Mark]) -> bool {
        let needle = &probe.needle;
        let ([piece], false) = (self.pieces.as_slice(), self.is_weighed) else {
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
        match needle.places() {
            Some(places) if needle.is_loose() => scattered::mark(judge, probe, places, block, marks),
            Some(places) => mark_initials(places, block, marks),
            None => {}
        }
        covers
    }

    /// Marks the items that have every piece somewhere: whether they stand together, and where, is not
    /// known.
    fn mark_phrase(&self, block: &Block, marks: &mut [Mark]) {
        let mut held: Vec<usize> = vec![0; marks.len()];
        for (before, piece) in self.pieces.iter().enumerate() {
            let mut count = |_, items: &[u16]| {
                for &item in items {
                    if let Some(held) = held.get_mut(usize::from(item)).filter(|held| **held == before) {
                        *held += 1;
                    }
                }
            };
            block.postings().for_each(|(_, postings)| postings.for_each(piece, &mut count));
        }
        for (mark, _) in marks.iter_mut().zip(held).filter(|(_, held)| *held == self.pieces.len()) {
            *mark = mark.and(Mark::UNSURE);
        }
    }
}

/// How well a word has to fit in a sort of text to count at all, as [`super::judge`] has it; `None` if no fit
/// counts there.
fn least_fit(needle: &Needle, sort: Sort) -> Option<Fit> {
    match needle.mode() {
        Mode::Phrase => Some(Fit::Word),
        Mode::OpenPhrase => Some(Fit::Prefix),
        Mode::Fuzzy if needle.is_short() && !sort.is_name() => (!needle.is_lone()).then_some(Fit::Word),
        _ if sort == Sort::Date || needle.is_short() => Some(Fit::Prefix),
        _ => Some(Fit::Inside),
    }
}

/// Marks the items whose names may give the word as initials: what the pairs of their initials, which share
/// bits, do not exclude.
fn mark_initials(places: &Places, block: &Block, marks: &mut [Mark]) {
    let pairs = places.pairs();
    for (mark, initials) in marks.iter_mut().zip(block.initials()) {
        // A beginning of a word is worth more than initials.
        if pairs & !initials == 0 && !mark.covers() {
            *mark = mark.and(Mark::UNSURE);
        }
    }
}
