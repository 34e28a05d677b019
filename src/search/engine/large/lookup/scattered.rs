//! Letters scattered over a name, looked up: over one word of it, which its words tell; or over several, of
//! which the words and their initials tell where it may be.

use super::super::block::Block;
use super::mark::{Mark, add};
use crate::search::engine::fit::Fit;
use crate::search::engine::probe::Probe;
use crate::search::engine::scorer::{Pass, Scorer};
use crate::search::engine::subsequence::Subsequence;
use crate::search::engine::text_sort::{NameSort, TextSort};

/// A word of the name begins with the first letter.
const BEGUN: u8 = 1;
/// A word of the name may take the last letters.
const ENDED: u8 = 2;
/// A word of the title has all letters.
const DONE: u8 = 4;

/// Marks the items in which one word of a name has the letters scattered over it, and those in which several
/// words may have, or have them as initials.
pub(super) fn mark(scorer: &Scorer<'_>, probe: &Probe, letters: &Subsequence, block: &Block, marks: &mut [Mark]) {
    let (mask, all, first) = (probe.needle.mask(), letters.pairs(), letters.first_pairs());
    // There is one title: if a word of it has all the letters, several words give no more.
    let title = (TextSort::Title, NameSort::Title, DONE, Mark::UNSURE_OF_TITLE);
    for (sort, name, done, unsure) in [title, (TextSort::Name, NameSort::Alias, 0, Mark::UNSURE)] {
        let (mut parts, mut begun) = (vec![0; marks.len()], false);
        for postings in block.of(sort) {
            postings.for_each_beginning(letters.first(), |word, items| {
                begun = true;
                note(&mut parts, items, BEGUN);
                if letters.is_scattered_over(word.as_bytes()) {
                    let points = scorer.points_in(name, word, probe, Fit::Scattered, Pass::Exact);
                    add(marks, items, Mark::worth(points));
                    note(&mut parts, items, done);
                }
            });
        }
        if !begun {
            // No word begins with the first letter, so none need end with the last.
            continue;
        }
        for letter in letters.later() {
            for postings in block.of(sort) {
                postings.for_each_beginning(letter, |word, items| {
                    if letters.may_end_in(word.as_bytes()) {
                        note(&mut parts, items, ENDED);
                    }
                });
            }
        }
        let items = marks.iter_mut().zip(&parts).zip(block.initials().iter().zip(block.masks()));
        for ((mark, parts), (initials, held)) in items {
            let may_be = if parts & DONE != 0 {
                all & !initials == 0
            } else {
                *parts == BEGUN | ENDED && initials & first != 0 && mask & !held == 0
            };
            if may_be {
                *mark = mark.and(unsure);
            }
        }
    }
}

fn note(parts: &mut [u8], items: &[u16], part: u8) {
    for &item in items {
        if let Some(parts) = parts.get_mut(usize::from(item)) {
            *parts |= part;
        }
    }
}
