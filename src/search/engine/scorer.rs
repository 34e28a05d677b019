//! What one item is worth for the words of a query.
//!
//! An item's score is the sum over the words of the best place each word fits, plus how much of one
//! name the words make up together, plus how many of them stand in one text, for which all names and dates count as
//! one, plus the item's own weight (see [`super::score`]). Within a sort of fit, names are told apart by
//! `fuzzy-matcher` (see [`super::fuzzy`]). That is what costs: so every hit first gets an upper bound, and
//! [`super::topk`] has only the promising ones scored exactly.

use std::cell::LazyCell;

use super::corpus::{Corpus, Name};
use super::fit::Fit;
use super::fuzzy::{Matcher, upper_bound_scattered};
use super::occurrence_cursor::{Cursors, OccurrenceCursor, cursors, may_have_all};
use super::opening::Opened;
use super::probe::{Probe, QueryWords};
use super::score::{self, EXACT, Estimate, OPTIONAL, fine_share, in_hundredths, points_in_name, text_points};
use super::term::Needle;
use super::text_sort::{FoundIn, NameSort};
use super::title_prefilter;
use super::together::Lines;

/// Of the words of a name that have all the letters, so many are scored.
const MOST_SCORED: usize = 8;

/// Whether scores are bounds, which are quick, or exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pass {
    /// No exact score is higher.
    Bound,
    /// As shown.
    Exact,
}

/// The best place of one word in one item.
#[derive(Clone, Copy, Debug, Default)]
struct Best {
    points: u32,
    /// The best fit anywhere, which need not be that of the points: it decides whether texts are
    /// read, and must not depend on how exactly names are scored.
    fit: Option<Fit>,
    place: FoundIn,
}

impl Best {
    fn improve(&mut self, points: u32, fit: Fit, place: FoundIn) {
        if self.fit.is_none() || points > self.points {
            (self.points, self.place) = (points, place);
        }
        self.fit = self.fit.max(Some(fit));
    }

    /// Whether texts have nothing better to offer.
    fn is_good(self) -> bool {
        self.fit.is_some_and(|fit| fit >= Fit::Prefix)
    }
}

/// What a scorer keeps between items.
#[derive(Debug)]
pub(crate) struct ScorerState {
    /// The best place of every word in the last item.
    best: Vec<Best>,
    /// Which lines of its texts the words stand in.
    lines: Lines,
    /// Room for its texts.
    room: Vec<u8>,
    /// If many items are scored in order: only then cursors pay.
    cursors: Option<Cursors>,
}

impl ScorerState {
    /// For scoring items; `many` if these are a good part of the corpus in its order.
    pub(crate) fn new(words: &QueryWords, many: bool) -> Self {
        let best = Vec::with_capacity(words.list.len());
        Self { best, lines: Lines::default(), room: Vec::new(), cursors: many.then(|| cursors(&words.list)) }
    }

    /// The furthest place where a word of the last item was found.
    pub(crate) fn place(&self) -> FoundIn {
        self.best.iter().map(|best| best.place).max().unwrap_or_default()
    }
}

/// Scores the words of a query in one item after another.
pub(crate) struct Scorer<'q> {
    pub(crate) corpus: &'q Corpus,
    pub(crate) words: &'q QueryWords,
    pub(crate) matcher: &'q Matcher,
}

impl Scorer<'_> {
    /// The score of an item, or `None` if a word is nowhere; the exact pass notes the best place of every word.
    #[inline]
    pub(crate) fn score(&self, item: usize, pass: Pass, state: &mut ScorerState) -> Option<u32> {
        if let Some(cursors) = &mut state.cursors
            && !may_have_all(self.corpus, &self.words.list, cursors, item)
        {
            return None;
        }
        let estimate = if pass == Pass::Bound && self.corpus.has_masks() {
            title_prefilter::estimate(self.corpus, self.words, state.cursors.as_mut(), item)
        } else {
            Estimate::Unsure
        };
        match estimate {
            Estimate::Miss => None,
            Estimate::Bound(bound) => Some(bound),
            Estimate::Unsure => self.score_fully(item, pass, state),
        }
    }

    /// As [`Scorer::score`], with a look at every name.
    pub(crate) fn score_fully(&self, item: usize, pass: Pass, state: &mut ScorerState) -> Option<u32> {
        state.best.clear();
        state.best.resize(self.words.list.len(), Best::default());
        let mut bonus = 0;
        for name in self.corpus.names_of(item) {
            let covered = self.score_name(item, name, pass, state);
            if !name.sort.is_date() {
                bonus = bonus.max(self.words.coverage(covered, name.len(), name.sort));
            }
        }
        // All names and dates are one text.
        let named = self.words.list.iter().zip(&state.best).filter(|(word, best)| !word.optional && best.is_good());
        let mut together = in_hundredths(named.count());
        if bonus < EXACT && !state.best.iter().all(|best| best.is_good()) {
            let counts_lines = together < self.words.all_required() && self.words.required > 1;
            if let Some(lines) = self.score_texts(item, counts_lines, state) {
                together = together.max(lines);
            }
        }
        let mut sum =
            bonus + u32::from(self.corpus.brief(item).prior) + score::together(together) + self.in_order(item);
        if bonus >= EXACT {
            // Where else the words stand does not matter when they are a name.
            return Some(sum);
        }
        match self.opened(item, &mut state.room) {
            Some(Opened::Name) => sum += score::OPENING,
            // Nor where the others stand of a text that begins with them.
            Some(opened) => {
                let goes_on = if opened == Opened::GoingOn { score::GOING_ON } else { 0 };
                return Some(score::OPENING + goes_on + u32::from(self.corpus.brief(item).prior));
            }
            None => {}
        }
        for (word, best) in self.words.list.iter().zip(&state.best) {
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

    /// Where the item has the words in a row, if that is looked for.
    fn opened(&self, item: usize, room: &mut Vec<u8>) -> Option<Opened> {
        if self.words.openings.is_empty() {
            return None;
        }
        let names = self.corpus.names_of(item).iter().map(|name| self.corpus.text(name));
        self.words.opened(&names, self.corpus.texts_of(item, room).all)
    }

    /// Answers how many letters of the name are words of the query.
    fn score_name(&self, item: usize, name: &Name, pass: Pass, state: &mut ScorerState) -> usize {
        let mut covered = 0;
        for (at, (word, best)) in self.words.list.iter().zip(&mut state.best).enumerate() {
            let mut longest = 0;
            for (number, probe) in word.probes.iter().enumerate() {
                if !probe.needle.may_fit(name.mask, name.heads) {
                    continue;
                }
                let cursor = state.cursors.as_mut().and_then(|cursors| cursors.get_mut(at)?.get_mut(number));
                let Some(fit) = self.fit_in(item, name, &probe.needle, cursor) else { continue };
                if name.sort.is_date() && fit < Fit::Prefix {
                    continue;
                }
                let points = self.points_in(name.sort, self.corpus.text(name), probe, fit, pass);
                best.improve(points, fit, FoundIn::name(name.sort));
                if fit >= Fit::Prefix {
                    longest = longest.max(probe.letters_covered());
                }
            }
            covered += longest;
        }
        covered
    }

    #[inline]
    fn fit_in(&self, item: usize, name: &Name, needle: &Needle, cursor: Option<&mut OccurrenceCursor>) -> Option<Fit> {
        if let Some(fit) = needle.fit_of_mask(name.mask) {
            return Some(fit);
        }
        let written = match cursor {
            Some(cursor) if !needle.is_short() => {
                if cursor.in_names(self.corpus, needle, item) {
                    cursor.within(name)
                } else {
                    None
                }
            }
            _ => Some(0),
        };
        if written.is_none() && !needle.may_scatter(name.heads) && !needle.is_anchored() {
            return None;
        }
        needle.in_name_from(self.corpus.text(name).as_bytes(), name.heads, written)
    }

    /// What it is worth that the title begins as the query does.
    fn in_order(&self, item: usize) -> u32 {
        let Some(title) = self.corpus.names_of(item).first().filter(|_| self.words.required > 1) else { return 0 };
        let mut title = self.corpus.text(title).split(' ');
        let mut words = self.words.list.iter().filter(|word| !word.optional);
        let begins = words.next().zip(title.next()).is_some_and(|(word, one)| word.may_begin(one));
        let is_in_order = begins && words.all(|word| title.any(|one| word.may_begin(one)));
        if is_in_order { score::IN_ORDER } else { 0 }
    }

    /// Looks for words in the texts that have no good place yet; if `counts_lines`, answers how many stand in one line.
    fn score_texts(&self, item: usize, counts_lines: bool, state: &mut ScorerState) -> Option<u32> {
        let ScorerState { best, lines, room, cursors } = state;
        // Most words of most items stand in a name or nowhere, and then nothing is read.
        let texts = LazyCell::new(|| self.corpus.texts_of(item, room));
        let together = counts_lines.then(|| lines.most_words(self.words, texts.all, texts.summary));
        for (at, (word, best)) in self.words.list.iter().zip(best).enumerate() {
            if best.is_good() {
                continue;
            }
            for (number, probe) in word.probes.iter().enumerate() {
                let cursor = cursors.as_mut().and_then(|cursors| cursors.get_mut(at)?.get_mut(number));
                let found = match cursor {
                    Some(cursor) => cursor.best_in_texts(self.corpus, &probe.needle, item, || *texts),
                    None => texts.best(&probe.needle, 0),
                };
                if let Some((fit, in_summary)) = found {
                    let place = if in_summary { FoundIn::Summary } else { FoundIn::Fact };
                    best.improve(text_points(fit, in_summary) * probe.worth / 100, fit, place);
                }
            }
        }
        together
    }

    /// What a fit of a probe in a name is worth.
    #[inline]
    pub(crate) fn points_in(&self, sort: NameSort, name: &str, probe: &Probe, fit: Fit, pass: Pass) -> u32 {
        let fine = match fit {
            Fit::Scattered => self.fine_scattered(name, probe, pass),
            _ => self.fine(name, probe, fit, pass),
        };
        points_in_name(fit, sort, fine, probe.worth)
    }

    #[inline]
    fn fine(&self, name: &str, probe: &Probe, fit: Fit, pass: Pass) -> u32 {
        match (probe.sure_fine(name, fit), pass) {
            (Some(fine), _) => fine,
            (None, Pass::Bound) => probe.most_fine(name.as_bytes().first()),
            // Only plain words are scored letter by letter.
            (None, Pass::Exact) if probe.most_fine_of_all() == 0 => 0,
            (None, Pass::Exact) => {
                let word = probe.needle.text();
                fine_share(word, self.matcher.score(name, word).unwrap_or(0))
            }
        }
    }

    /// Where one word of a name has all the letters, it alone is scored: what stands around it says nothing.
    fn fine_scattered(&self, name: &str, probe: &Probe, pass: Pass) -> u32 {
        let Some(subsequence) = probe.needle.subsequence() else { return 0 };
        let word = probe.needle.text();
        let mut over_one = name.split(' ').filter(|one| subsequence.is_scattered_over(one.as_bytes())).peekable();
        let score = if over_one.peek().is_some() {
            over_one.take(MOST_SCORED).filter_map(|one| self.matcher.score(one, word)).max()
        } else if pass == Pass::Bound {
            let starts = name.as_bytes().first() == word.as_bytes().first();
            Some(upper_bound_scattered(word, starts, subsequence.close(name.as_bytes())))
        } else {
            self.matcher.score(name, word)
        };
        fine_share(word, score.unwrap_or(0))
    }
}
