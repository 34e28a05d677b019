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

use super::index::{Field, Index, Name, Span};
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

/// A word of the query: what was typed, and what may stand in for it.
#[derive(Debug)]
pub(super) struct Asked {
    /// Any of these will do.
    pub(super) probes: Vec<Probe>,
    /// Whether an item may do without: true of words that only join others.
    pub(super) optional: bool,
}

/// One way to find a word of the query.
#[derive(Debug)]
pub(super) struct Probe {
    /// What was typed, or a word of the vocabulary near it.
    pub(super) needle: Needle,
    /// In hundredths: a correction is worth less than what was typed.
    worth: u32,
    /// The most that the letter-by-letter score can add, in names that begin otherwise and in names
    /// that begin with the word's first letter.
    most_fine: [u32; 2],
}

impl Probe {
    pub(super) fn new(word: &str, mode: Mode, worth: u32) -> Self {
        // Only plain words are scored letter by letter.
        let share = |starts| if mode == Mode::Fuzzy { fine_share(word, upper_bound(word, starts)) } else { 0 };
        Self { needle: Needle::new(word, mode), worth, most_fine: [share(false), share(true)] }
    }
}

/// A letter-by-letter score as a share of the highest there is for a word.
fn fine_share(word: &str, score: i64) -> u32 {
    let most = upper_bound(word, true);
    u32::try_from(score.clamp(0, most) * i64::from(FINE) / most).unwrap_or(0)
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
        Field::Alias => 94,
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
const FINE: u32 = 60;
/// How much more it counts where the letters are all there is to go by.
const FINE_SCATTERED: u32 = 3;

/// For a name that is exactly the words of the query: more than any number of words read can give.
const EXACT: u32 = 1_000_000;
/// More if the name is the title.
const EXACT_TITLE: u32 = 50;
/// More if the name is the id, which its author chose as the shortest name of the thing itself.
const EXACT_ID: u32 = 120;
/// For words that make up most of a name, at most.
const COVERAGE: u32 = 600;

/// Longer names and queries are covered as if they were this long.
const MAX_COVERED: usize = 1000;

/// What fits of words that only join others are divided by.
const OPTIONAL: u32 = 5;

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
    /// The best fit anywhere, which need not be that of the points: it decides whether texts are
    /// read, and must not depend on how exactly names are scored.
    pub(super) fit: Option<Fit>,
    pub(super) place: Place,
}

impl Best {
    fn improve(&mut self, points: u32, fit: Fit, place: Place) {
        if self.fit.is_none() || points > self.points {
            (self.points, self.place) = (points, place);
        }
        self.fit = self.fit.max(Some(fit));
    }
}

/// Where each probe next stands in the two arenas: items come in the order of the arenas, so one walk
/// through each answers for all items which of them hold a word as written.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    names: usize,
    texts: usize,
}

impl Ahead {
    /// Where in this name a probe first stands as written.
    #[inline]
    fn meets_name(&mut self, needle: &Needle, names: &str, name: &Name) -> Option<usize> {
        if self.names < name.start() {
            self.names = needle.next_in_names(names.as_bytes(), name.start()).unwrap_or(usize::MAX);
        }
        (self.names < name.end()).then(|| self.names.saturating_sub(name.start()))
    }

    /// Where in these texts a probe first stands.
    #[inline]
    fn meets_text(&mut self, needle: &Needle, texts: &str, span: Span) -> Option<usize> {
        if self.texts < span.start {
            self.texts = needle.next_in_texts(texts.as_bytes(), span.start).unwrap_or(usize::MAX);
        }
        (self.texts < span.end).then(|| self.texts.saturating_sub(span.start))
    }
}

/// What a judge keeps between items.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The best place of every word in the last item.
    pub(super) best: Vec<Best>,
    /// For every probe of every word.
    ahead: Vec<Vec<Ahead>>,
    /// Whether many items are judged in order, so that walking ahead pays.
    many: bool,
}

/// Scores the words of a query in one item after another.
pub(super) struct Judge<'q> {
    pub(super) index: &'q Index<'q>,
    pub(super) words: &'q [Asked],
    /// Letters of all words together.
    pub(super) letters: usize,
    pub(super) scorer: &'q Scorer,
}

impl Judge<'_> {
    /// Notes for judging items in the order of the dataset; `many` if that is a good part of it.
    pub(super) fn notes(&self, many: bool) -> Notes {
        let ahead = self.words.iter().map(|word| word.probes.iter().map(|_| Ahead::default()).collect()).collect();
        Notes { best: Vec::with_capacity(self.words.len()), ahead, many }
    }

    /// The score of an item, or `None` if a word is nowhere; the best place of every word is noted.
    pub(super) fn judge(&self, id: ItemId, pass: Pass, notes: &mut Notes) -> Option<u32> {
        notes.best.clear();
        let names = self.index.names_of(id);
        if !self.may_hold(id, names, notes) {
            return None;
        }
        notes.best.resize(self.words.len(), Best::default());
        let mut bonus = 0;
        for name in names {
            let covered = self.judge_name(name, pass, notes);
            if covered > 0 && name.field != Field::Date {
                bonus = bonus.max(self.coverage(covered, name));
            }
        }
        if notes.best.iter().any(|best| best.fit.is_none_or(|fit| fit < Fit::Prefix)) {
            self.judge_text(id, notes);
        }
        let mut sum = bonus + self.index.prior(id);
        if bonus >= EXACT {
            // Where else the words stand does not matter when they are a name.
            return Some(sum);
        }
        for (word, best) in self.words.iter().zip(&notes.best) {
            match best.fit {
                Some(_) if word.optional => sum += best.points / OPTIONAL,
                Some(_) => sum += best.points,
                None if word.optional => {}
                None => return None,
            }
        }
        debug_assert!(sum < EXACT, "too many words are read");
        Some(sum)
    }

    /// A quick refusal, for a query of one word: neither the letters of the names nor the texts have it.
    #[inline]
    fn may_hold(&self, id: ItemId, names: &[Name], notes: &mut Notes) -> bool {
        let ([Asked { probes, optional: false }], [ahead], true) = (self.words, notes.ahead.as_mut_slice(), notes.many)
        else {
            return true;
        };
        probes.iter().zip(ahead).any(|(probe, ahead)| {
            names.iter().any(|name| probe.needle.may_fit(name.bag, name.heads))
                || ahead.meets_text(&probe.needle, self.index.all_texts(), self.index.text_of(id)).is_some()
        })
    }

    /// Answers how many letters of the name are words of the query.
    #[inline]
    fn judge_name(&self, name: &Name, pass: Pass, notes: &mut Notes) -> usize {
        let names = self.index.all_names();
        let mut covered = 0;
        for ((word, best), ahead) in self.words.iter().zip(&mut notes.best).zip(&mut notes.ahead) {
            let mut longest = 0;
            for (probe, ahead) in word.probes.iter().zip(ahead) {
                if !probe.needle.may_fit(name.bag, name.heads) {
                    continue;
                }
                let at_hand = !notes.many || probe.needle.is_short();
                let written = if at_hand { Some(0) } else { ahead.meets_name(&probe.needle, names, name) };
                let text = names.as_bytes().get(name.start()..name.end()).unwrap_or_default();
                let Some(fit) = probe.needle.in_name_from(text, name.heads, written) else { continue };
                if name.field == Field::Date && fit < Fit::Prefix {
                    continue;
                }
                let points = name_points(fit) * name_share(name.field) / 100 + self.fine(name, probe, fit, pass);
                best.improve(points * probe.worth / 100, fit, place_of(name.field));
                if fit >= Fit::Prefix {
                    // Letters that were not typed count less, so that no correction makes a name exact.
                    longest = longest.max(probe.needle.text().len() * probe.worth as usize / 100);
                }
            }
            covered += longest;
        }
        covered
    }

    fn judge_text(&self, id: ItemId, notes: &mut Notes) {
        let span = self.index.text_of(id);
        let texts = self.index.all_texts();
        for ((word, best), ahead) in self.words.iter().zip(&mut notes.best).zip(&mut notes.ahead) {
            if best.fit.is_some_and(|fit| fit >= Fit::Prefix) {
                continue;
            }
            for (probe, ahead) in word.probes.iter().zip(ahead) {
                let written = if notes.many { ahead.meets_text(&probe.needle, texts, span) } else { Some(0) };
                let Some(from) = written else { continue };
                if let Some((fit, at)) = probe.needle.in_text_from(span.of(texts), from) {
                    let in_summary = span.start + at >= span.summary;
                    let place = if in_summary { Place::Summary } else { Place::Fact };
                    best.improve(text_points(fit, in_summary) * probe.worth / 100, fit, place);
                }
            }
        }
    }

    /// Letters found against letters of the name and of the query.
    fn coverage(&self, covered: usize, name: &Name) -> u32 {
        let (name, field) = (name.len(), name.field);
        // The spaces between the words of the query count as found.
        let covered = covered + self.words.len() - 1;
        let whole = self.letters + self.words.len() - 1;
        if covered >= name && covered >= whole {
            return match field {
                Field::Id => EXACT + EXACT_ID,
                Field::Title => EXACT + EXACT_TITLE,
                _ => EXACT,
            };
        }
        let short = |length: usize| u32::try_from(length.min(MAX_COVERED)).unwrap_or(0);
        let (covered, name, whole) = (short(covered), short(name), short(whole));
        covered.min(name) * covered.min(whole) * COVERAGE / (name * whole).max(1)
    }

    #[inline]
    fn fine(&self, name: &Name, probe: &Probe, fit: Fit, pass: Pass) -> u32 {
        let word = probe.needle.text();
        let [otherwise, starting] = probe.most_fine;
        let share = match pass {
            _ if starting == 0 => 0,
            Pass::Bound => {
                let first = self.index.all_names().as_bytes().get(name.start());
                if first == word.as_bytes().first() { starting } else { otherwise }
            }
            Pass::Exact => fine_share(word, self.scorer.score(self.index.text(name), word).unwrap_or(0)),
        };
        if fit == Fit::Scattered { share * FINE_SCATTERED } else { share }
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
    let short = TITLE_MASK - u64::from(index.title_length(id));
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

/// The best `most` of many bounds in exact order, best first. `exact` scores one item; the bounds
/// are left in another order.
pub(super) fn top<T>(
    bounds: &mut [u64],
    most: usize,
    mut exact: impl FnMut(ItemId) -> Option<(u64, T)>,
) -> Vec<(u64, T)> {
    let mut rest = bounds;
    let mut best: Vec<(u64, T)> = Vec::with_capacity(most.min(rest.len()) + 1);
    let mut step = most.max(8).saturating_mul(2);
    while !rest.is_empty() && most > 0 {
        // The next best bounds, in order, without sorting all.
        let cut = rest.len().saturating_sub(step);
        if cut > 0 {
            rest.select_nth_unstable(cut);
        }
        step = step.saturating_mul(2);
        let Some((lower, chunk)) = rest.split_at_mut_checked(cut) else { break };
        chunk.sort_unstable_by(|a, b| b.cmp(a));
        for &bound in chunk.iter() {
            if best.len() == most && best.last().is_some_and(|(worst, _)| bound <= *worst) {
                return best;
            }
            let Some((key, note)) = exact(item_of(bound)) else { continue };
            debug_assert!(
                key <= bound,
                "the bound {} of {:?} is below its score {}",
                score_of(bound),
                item_of(key),
                score_of(key)
            );
            let at = best.partition_point(|(other, _)| *other > key);
            best.insert(at, (key, note));
            best.truncate(most);
        }
        rest = lower;
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
            let mut bounds: Vec<u64> = (0..).zip(&scores).map(bound).collect();
            let exact: Vec<u64> = (0..).zip(&scores).map(|(id, (score, _))| score << 40 | (ITEM_MASK - id)).collect();
            let found = top(&mut bounds, most, |id| exact.get(id.index()).map(|&key| (key, ())));
            let found: Vec<u64> = found.into_iter().map(|(key, ())| key).collect();
            let mut all = exact.clone();
            all.sort_unstable_by(|a, b| b.cmp(a));
            all.truncate(most);
            prop_assert_eq!(found, all);
        }
    }
}
