//! What a match is worth, and the best of many.
//!
//! An item's score is the sum over the words of the query of the best place each word fits, plus
//! how much of one name the words make up together, plus the item's own weight. So an exact name
//! beats everything, whole words beat prefixes beat scattered letters, names beat facts beat
//! summaries, and weight decides between equals. Within a sort of fit, names are told apart by
//! `fuzzy-matcher` (see [`super::skim`]).
//!
//! Scoring by that crate is what costs. Every hit therefore first gets an upper bound, and only
//! those whose bound reaches the worst of the best found so far are scored in full: the order is
//! the same as if all had been.

use super::index::{Field, Index, Name};
use super::skim::{Scorer, upper_bound};
use super::word::{Fit, Mode, Needle};
use crate::dataset::ItemId;

/// Where a word of the query was found, best first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the title.
    #[default]
    Title,
    /// In another name, an acronym, an expansion or the id.
    Name,
    /// In a date.
    Date,
    /// In a fact, a party, a person or a place.
    Fact,
    /// In the summary.
    Summary,
}

/// A word of the query with what may stand in for it.
#[derive(Debug)]
pub(super) struct Probe {
    /// What was typed, or a word of the vocabulary near it.
    pub(super) needle: Needle,
    /// In hundredths: a correction is worth less than what was typed.
    pub(super) worth: u32,
}

/// Points for a fit in a title.
fn name_points(fit: Fit) -> u32 {
    match fit {
        Fit::Word => 1000,
        Fit::Prefix => 750,
        Fit::Initials => 650,
        Fit::Inside => 380,
        Fit::Scattered => 180,
    }
}

/// What a fit in this sort of name is worth, in hundredths of one in a title.
fn name_share(field: Field) -> u32 {
    match field {
        Field::Title => 100,
        Field::Alias => 97,
        Field::Expansion => 90,
        Field::Id => 80,
        Field::Date => 85,
    }
}

/// Points for a fit in a longer text.
fn text_points(fit: Fit, summary: bool) -> u32 {
    let points = match fit {
        Fit::Word => 420,
        Fit::Prefix => 320,
        _ => 150,
    };
    if summary { points - 40 } else { points }
}

/// The most that the letter-by-letter score can add to a fit in a name.
fn fine_most(fit: Fit) -> u32 {
    if fit == Fit::Scattered { 200 } else { 60 }
}

/// For a name that is exactly the words of the query.
const EXACT: u32 = 2500;
/// For words that make up most of a name, at most.
const COVERAGE: u32 = 600;

/// Items fitting a query so far, as keys that sort best last.
pub(super) type Keys = Vec<u64>;

/// Whether scores are bounds, which are quick, or exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    /// No exact score is higher.
    Bound,
    /// As shown.
    Exact,
}

/// The best place of one word in one item.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Best {
    points: u32,
    pub(super) fit: Option<Fit>,
    pub(super) place: Place,
}

impl Best {
    fn improve(&mut self, points: u32, fit: Fit, place: Place) {
        if self.fit.is_none() || points > self.points {
            *self = Self { points, fit: Some(fit), place };
        }
    }
}

/// The score of the words of a query in one item, and the worst place any of them needed; `None`
/// if a word is nowhere.
pub(super) struct Judge<'q> {
    pub(super) words: &'q [Vec<Probe>],
    /// Letters of all words together.
    pub(super) letters: usize,
    pub(super) scorer: &'q Scorer,
}

impl Judge<'_> {
    /// Finds the best place of every word; `best` is filled with one entry a word.
    pub(super) fn judge(&self, index: &Index<'_>, id: ItemId, pass: Pass, best: &mut Vec<Best>) -> Option<u32> {
        best.clear();
        best.resize(self.words.len(), Best::default());
        let mut bonus = 0;
        for name in index.names_of(id) {
            let covered = self.judge_name(&name, pass, best);
            if covered > 0 && name.field != Field::Date {
                bonus = bonus.max(self.coverage(covered, name.text.len()) * name_share(name.field) / 100);
            }
        }
        if best.iter().any(|best| best.fit.is_none_or(|fit| fit < Fit::Prefix)) {
            self.judge_text(index, id, best);
        }
        let mut sum = bonus + index.prior(id);
        for best in best.iter() {
            best.fit?;
            sum += best.points;
        }
        Some(sum)
    }

    /// Answers how many letters of the name are words of the query.
    #[inline]
    fn judge_name(&self, name: &Name<'_>, pass: Pass, best: &mut [Best]) -> usize {
        let mut covered = 0;
        for (probes, best) in self.words.iter().zip(best) {
            let mut longest = 0;
            for probe in probes.iter().filter(|probe| probe.needle.may_fit(name.bag, name.heads)) {
                let Some(fit) = probe.needle.in_name(name.text.as_bytes(), name.heads) else { continue };
                if name.field == Field::Date && fit < Fit::Prefix {
                    continue;
                }
                let points = name_points(fit) * name_share(name.field) / 100 + self.fine(name, probe, fit, pass);
                best.improve(points * probe.worth / 100, fit, place_of(name.field));
                if fit >= Fit::Prefix {
                    longest = longest.max(probe.needle.text().len());
                }
            }
            covered += longest;
        }
        covered
    }

    fn judge_text(&self, index: &Index<'_>, id: ItemId, best: &mut [Best]) {
        let (text, summary) = index.text_of(id);
        for (probes, best) in self.words.iter().zip(best) {
            if best.fit.is_some_and(|fit| fit >= Fit::Prefix) {
                continue;
            }
            for probe in probes {
                if let Some((fit, at)) = probe.needle.in_text(text.as_bytes()) {
                    let in_summary = at >= summary;
                    let place = if in_summary { Place::Summary } else { Place::Fact };
                    best.improve(text_points(fit, in_summary) * probe.worth / 100, fit, place);
                }
            }
        }
    }

    /// Letters found against letters of the name and of the query.
    fn coverage(&self, covered: usize, name: usize) -> u32 {
        // The spaces between the words of the query count as found.
        let covered = covered + self.words.len() - 1;
        let whole = self.letters + self.words.len() - 1;
        if covered >= name && covered >= whole {
            return EXACT;
        }
        let square = covered.min(name) * covered.min(whole) * COVERAGE as usize;
        u32::try_from(square / (name * whole).max(1)).unwrap_or(0)
    }

    fn fine(&self, name: &Name<'_>, probe: &Probe, fit: Fit, pass: Pass) -> u32 {
        let word = probe.needle.text();
        if probe.needle.mode() != Mode::Fuzzy {
            return 0;
        }
        let most = upper_bound(word.len(), true);
        let score = match pass {
            Pass::Bound => upper_bound(word.len(), name.text.as_bytes().first() == word.as_bytes().first()),
            Pass::Exact => self.scorer.score(name.text, word).unwrap_or(0).clamp(0, most),
        };
        u32::try_from(score * i64::from(fine_most(fit)) / most).unwrap_or(0)
    }
}

fn place_of(field: Field) -> Place {
    match field {
        Field::Title => Place::Title,
        Field::Date => Place::Date,
        Field::Alias | Field::Expansion | Field::Id => Place::Name,
    }
}

/// Score, then the shorter title, then the order of the dataset, in one number that sorts best last.
pub(super) fn key(index: &Index<'_>, score: u32, id: ItemId) -> u64 {
    let title = index.names_of(id).next().map_or(0, |name| name.text.len());
    let short = u64::try_from(TITLE_MASK as usize - title.min(TITLE_MASK as usize)).unwrap_or(0);
    u64::from(score.min(SCORE_MASK)) << (TITLE_BITS + ITEM_BITS) | short << ITEM_BITS | (ITEM_MASK - u64::from(id.0))
}

/// The item of a key.
pub(super) fn item_of(key: u64) -> ItemId {
    ItemId(u32::try_from(ITEM_MASK - (key & ITEM_MASK)).unwrap_or(u32::MAX))
}

/// The score of a key.
pub(super) fn score_of(key: u64) -> u32 {
    u32::try_from(key >> (TITLE_BITS + ITEM_BITS)).unwrap_or(u32::MAX)
}

const ITEM_BITS: u32 = 32;
const TITLE_BITS: u32 = 8;
const ITEM_MASK: u64 = (1 << ITEM_BITS) - 1;
const TITLE_MASK: u64 = (1 << TITLE_BITS) - 1;
const SCORE_MASK: u32 = (1 << (64 - ITEM_BITS - TITLE_BITS)) - 1;

/// The best `most` of many bounds in exact order, best first. `exact` scores one item.
pub(super) fn top(bounds: &[u64], most: usize, mut exact: impl FnMut(ItemId) -> Option<u64>) -> Vec<u64> {
    let mut rest: Vec<u64> = bounds.to_vec();
    let mut best: Vec<u64> = Vec::with_capacity(most + 1);
    let mut step = most.max(8) * 2;
    while !rest.is_empty() && most > 0 {
        // The next best bounds, in order, without sorting all.
        let chunk = if rest.len() > step {
            let cut = rest.len() - step;
            rest.select_nth_unstable(cut);
            rest.split_off(cut)
        } else {
            std::mem::take(&mut rest)
        };
        step *= 2;
        let mut chunk = chunk;
        chunk.sort_unstable_by(|a, b| b.cmp(a));
        for bound in chunk {
            if best.len() == most && best.last().is_some_and(|&worst| bound <= worst) {
                return best;
            }
            let Some(key) = exact(item_of(bound)) else { continue };
            debug_assert!(key <= bound, "a bound was too low");
            let at = best.partition_point(|&other| other > key);
            best.insert(at, key);
            best.truncate(most);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pruned_is_exhaustive(
            scores in proptest::collection::vec((0_u64..50, 0_u64..10), 0..200),
            most in 0_usize..20,
        ) {
            let bound = |(id, (score, slack)): (u64, &(u64, u64))| (score + slack) << 40 | (ITEM_MASK - id);
            let bounds: Vec<u64> = (0..).zip(&scores).map(bound).collect();
            let exact: Vec<u64> = (0..).zip(&scores).map(|(id, (score, _))| score << 40 | (ITEM_MASK - id)).collect();
            let found = top(&bounds, most, |id| exact.get(id.index()).copied());
            let mut all = exact.clone();
            all.sort_unstable_by(|a, b| b.cmp(a));
            all.truncate(most);
            prop_assert_eq!(found, all);
        }
    }
}
