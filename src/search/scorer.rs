//! What one item is worth for the words of a query.
//!
//! An item's score is the sum over the words of the best place each word fits, plus how much of one
//! name the words make up together, plus the item's own weight (see [`super::points`]). Within a
//! sort of fit, names are told apart by `fuzzy-matcher` (see [`crate::search::engine::fuzzy`]). That is what costs:
//! so every hit first gets an upper bound, and [`crate::search::engine::topk`] has only the promising ones scored
//! exactly.

use super::index::{Field, Index, Name};
use super::points::{EXACT, OPTIONAL, coverage, fine_share, points_in_name, text_points};
use super::results::FoundIn;
use crate::data::ItemId;
use crate::search::engine::fuzzy::{Scorer, upper_bound, upper_bound_scattered};
use crate::search::engine::term::{Fit, Mode, Needle};
use crate::search::occurrence_cursor::{self, Ahead};
use crate::search::title_prefilter::Quick;

/// A word of the query: what was typed, and what may stand in for it.
#[derive(Debug)]
pub(crate) struct Asked {
    /// Any of these will do.
    pub(crate) probes: Vec<Probe>,
    /// Whether an item may do without: true of words that only join others.
    pub(crate) optional: bool,
}

/// One way to find a word of the query.
#[derive(Debug)]
pub(crate) struct Probe {
    /// What was typed, or a word of the vocabulary near it.
    pub(crate) needle: Needle,
    /// In hundredths: a correction is worth less than what was typed.
    pub(crate) worth: u32,
    /// The most that the letter-by-letter score can add, in names that begin otherwise and in names
    /// that begin with the word's first letter.
    most_fine: [u32; 2],
    /// Whether it is known to stand nowhere as written.
    pub(crate) absent: bool,
}

impl Probe {
    pub(crate) fn new(word: &str, mode: Mode, worth: u32) -> Self {
        // Only plain words are scored letter by letter.
        let plain = matches!(mode, Mode::Fuzzy | Mode::Loose);
        let share = |starts| if plain { fine_share(word, upper_bound(word, starts)) } else { 0 };
        Self { needle: Needle::new(word, mode), worth, most_fine: [share(false), share(true)], absent: false }
    }

    /// The most that the letter-by-letter score can add in a name that begins with this byte.
    #[inline]
    pub(crate) fn most_fine(&self, begins: Option<&u8>) -> u32 {
        let [otherwise, starting] = self.most_fine;
        if begins == self.needle.text().as_bytes().first() { starting } else { otherwise }
    }

    /// The most that it can add in any name.
    pub(crate) fn most_fine_of_all(&self) -> u32 {
        self.most_fine(self.needle.text().as_bytes().first())
    }

    /// How many letters of a name count as found where it stands: those that were not typed count less, so
    /// that no correction makes a name exact.
    pub(crate) fn letters_covered(&self) -> usize {
        self.needle.text().len() * self.worth as usize / 100
    }
}

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

/// What a judge keeps between items.
#[derive(Debug)]
pub(crate) struct Notes {
    /// The best place of every word in the last item.
    best: Vec<Best>,
    /// For every probe of every word, if many items are judged in order: only then walking ahead pays.
    pub(crate) ahead: Option<Vec<Vec<Ahead>>>,
}

impl Notes {
    /// Notes for judging items; `many` if these are a good part of the dataset in its order.
    pub(crate) fn new(words: &[Asked], many: bool) -> Self {
        let each = |probe: &Probe| if probe.absent { Ahead::NOWHERE } else { Ahead::default() };
        let ahead = || words.iter().map(|word| word.probes.iter().map(each).collect()).collect();
        Self { best: Vec::with_capacity(words.len()), ahead: many.then(ahead) }
    }

    /// The furthest place where a word of the last item was found.
    pub(crate) fn place(&self) -> FoundIn {
        self.best.iter().map(|best| best.place).max().unwrap_or_default()
    }
}

/// Scores the words of a query in one item after another.
pub(crate) struct Judge<'q> {
    pub(crate) index: &'q Index<'q>,
    pub(crate) words: &'q [Asked],
    /// Letters of all words together.
    pub(crate) letters: usize,
    pub(crate) scorer: &'q Scorer,
}

impl Judge<'_> {
    /// The score of an item, or `None` if a word is nowhere; the exact pass notes the best place of every word.
    #[inline]
    pub(crate) fn judge(&self, id: ItemId, pass: Pass, notes: &mut Notes) -> Option<u32> {
        if let Some(ahead) = &mut notes.ahead
            && !occurrence_cursor::may_hold(self.index, self.words, ahead, id.index())
        {
            return None;
        }
        let quick = pass == Pass::Bound && self.index.blocks().is_empty();
        match if quick { self.look_quickly(id, notes) } else { Quick::Unsure } {
            Quick::Miss => None,
            Quick::Bound(bound) => Some(bound),
            Quick::Unsure => self.weigh(id, pass, notes),
        }
    }

    /// As [`Judge::judge`], with a look at every name.
    pub(crate) fn weigh(&self, id: ItemId, pass: Pass, notes: &mut Notes) -> Option<u32> {
        notes.best.clear();
        notes.best.resize(self.words.len(), Best::default());
        let mut bonus = 0;
        for name in self.index.names_of(id) {
            let covered = self.weigh_name(id, name, pass, notes);
            if !name.field.is_date() {
                bonus = bonus.max(self.coverage(covered, name.len(), name.field));
            }
        }
        if !notes.best.iter().all(|best| best.is_good()) {
            self.weigh_texts(id, notes);
        }
        let mut sum = bonus + u32::from(self.index.brief(id.index()).prior);
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

    /// Answers how many letters of the name are words of the query.
    fn weigh_name(&self, id: ItemId, name: &Name, pass: Pass, notes: &mut Notes) -> usize {
        let mut covered = 0;
        for (at, (word, best)) in self.words.iter().zip(&mut notes.best).enumerate() {
            let mut longest = 0;
            for (number, probe) in word.probes.iter().enumerate() {
                if !probe.needle.may_fit(name.bag, name.heads) {
                    continue;
                }
                let ahead = notes.ahead.as_mut().and_then(|ahead| ahead.get_mut(at)?.get_mut(number));
                let Some(fit) = self.fit_in(id, name, &probe.needle, ahead) else { continue };
                if name.field.is_date() && fit < Fit::Prefix {
                    continue;
                }
                let points = self.points_in(name.field, self.index.text(name), probe, fit, pass);
                best.improve(points, fit, place_of(name.field));
                if fit >= Fit::Prefix {
                    longest = longest.max(probe.letters_covered());
                }
            }
            covered += longest;
        }
        covered
    }

    #[inline]
    fn fit_in(&self, id: ItemId, name: &Name, needle: &Needle, ahead: Option<&mut Ahead>) -> Option<Fit> {
        if let Some(fit) = needle.fit_of_bags(name.bag) {
            return Some(fit);
        }
        let written = match ahead {
            Some(ahead) if !needle.is_short() => {
                if ahead.in_names(self.index, needle, id.index()) {
                    ahead.within(name)
                } else {
                    None
                }
            }
            _ => Some(0),
        };
        if written.is_none() && !needle.may_spread(name.heads) && !needle.is_anchored() {
            return None;
        }
        needle.in_name_from(self.index.text(name).as_bytes(), name.heads, written)
    }

    fn weigh_texts(&self, id: ItemId, notes: &mut Notes) {
        let span = self.index.text_of(id);
        let texts = self.index.all_texts();
        for (at, (word, best)) in self.words.iter().zip(&mut notes.best).enumerate() {
            if best.is_good() {
                continue;
            }
            for (number, probe) in word.probes.iter().enumerate() {
                let ahead = notes.ahead.as_mut().and_then(|ahead| ahead.get_mut(at)?.get_mut(number));
                let written = match ahead {
                    Some(ahead) => ahead.in_texts(self.index, &probe.needle, id.index()),
                    None => Some(0),
                };
                let Some(from) = written else { continue };
                if let Some((fit, at)) = probe.needle.in_text_from(span.of(texts), from) {
                    let in_summary = span.start + at >= span.summary;
                    let place = if in_summary { FoundIn::Summary } else { FoundIn::Fact };
                    best.improve(text_points(fit, in_summary) * probe.worth / 100, fit, place);
                }
            }
        }
    }

    /// What it is worth that so many letters of a name of such length are words of the query.
    #[inline]
    pub(crate) fn coverage(&self, covered: usize, length: usize, field: Field) -> u32 {
        if covered == 0 {
            return 0;
        }
        // The spaces between the words of the query count as found.
        let spaces = self.words.len() - 1;
        coverage(covered + spaces, length, self.letters + spaces, field)
    }

    /// What a fit of a probe in a name is worth.
    #[inline]
    pub(crate) fn points_in(&self, field: Field, name: &str, probe: &Probe, fit: Fit, pass: Pass) -> u32 {
        let fine = match fit {
            Fit::Scattered => self.fine_scattered(name, probe, pass),
            _ => self.fine(name, probe, pass),
        };
        points_in_name(fit, field, fine, probe.worth)
    }

    #[inline]
    fn fine(&self, name: &str, probe: &Probe, pass: Pass) -> u32 {
        let word = probe.needle.text();
        match pass {
            Pass::Bound => probe.most_fine(name.as_bytes().first()),
            // Only plain words are scored letter by letter.
            Pass::Exact if probe.most_fine_of_all() == 0 => 0,
            Pass::Exact => fine_share(word, self.scorer.score(name, word).unwrap_or(0)),
        }
    }

    /// Where one word of a name has all the letters, it alone is scored: what stands around it says nothing.
    fn fine_scattered(&self, name: &str, probe: &Probe, pass: Pass) -> u32 {
        let Some(places) = probe.needle.places() else { return 0 };
        let word = probe.needle.text();
        let mut over_one = name.split(' ').filter(|one| places.are_scattered(one.as_bytes())).peekable();
        let score = if over_one.peek().is_some() {
            over_one.take(MOST_SCORED).filter_map(|one| self.scorer.score(one, word)).max()
        } else if pass == Pass::Bound {
            let starts = name.as_bytes().first() == word.as_bytes().first();
            Some(upper_bound_scattered(word, starts, places.close(name.as_bytes())))
        } else {
            self.scorer.score(name, word)
        };
        fine_share(word, score.unwrap_or(0))
    }
}

fn place_of(field: Field) -> FoundIn {
    match field {
        Field::Title => FoundIn::Title,
        Field::Date | Field::DateWithin => FoundIn::Date,
        Field::Alias | Field::Expansion | Field::Id => FoundIn::Name,
    }
}
