//! Looking the words of a query up in a block: which items may hold them all, and what each is worth at
//! most, without a look at any item.
//!
//! For every word of the query each item gets a [`mark`]: the most points it may get for the word, and where
//! the word stands. Marks come from [`super::postings`], as [`term_lookup`] tells; only what those cannot tell,
//! initials and letters scattered over several words, is left to a look at each item.

mod mark;
mod scattered;
mod term_lookup;

use self::mark::Mark;
use self::term_lookup::TermLookup;
use super::block::{BLOCK, Block};
use crate::search::engine::probe::{Probe, QueryWord, QueryWords};
use crate::search::engine::score::{Estimate, OPTIONAL, together};
use crate::search::engine::scorer::{Pass, Scorer};
use crate::search::engine::term::Needle;
use crate::search::engine::text_sort::NameSort;

/// What is looked for, and what was found in the last block.
#[derive(Debug)]
pub(crate) struct Lookup {
    words: Vec<Word>,
    /// The first item of the last block.
    first: usize,
    /// The items that may hold every word, by their numbers in the block.
    found: Vec<u16>,
}

/// One word of the query.
#[derive(Debug)]
struct Word {
    probes: Vec<TermLookup>,
    /// For each item of the block.
    marks: Vec<Mark>,
    /// The most letters of a name that the word makes up in this block.
    longest: usize,
}

/// The items of a block, by their numbers in it, that hold every word of a phrase, or one word as it is to be matched.
pub(super) fn holding(phrase: &Needle, block: &Block) -> impl Iterator<Item = usize> + use<> {
    TermLookup::new(phrase).holding(phrase, block)
}

impl Lookup {
    pub(super) fn new(words: &QueryWords) -> Self {
        let word = |word: &QueryWord| Word {
            probes: word.probes.iter().map(|probe| TermLookup::new(&probe.needle)).collect(),
            marks: Vec::new(),
            longest: 0,
        };
        Self { words: words.list.iter().map(word).collect(), first: 0, found: Vec::with_capacity(BLOCK) }
    }

    /// Finds the items of a block that may hold every word, among those of a list if there is one, and
    /// in its order. The block begins with the item `first`.
    pub(super) fn find(
        &mut self,
        scorer: &Scorer<'_>,
        block: &Block,
        first: usize,
        list: Option<impl Iterator<Item = usize>>,
    ) {
        self.first = first;
        for (lookup, word) in self.words.iter_mut().zip(&scorer.words.list) {
            lookup.mark(scorer, word, block);
        }
        self.found.clear();
        match list {
            Some(items) => self.found.extend(items.filter_map(|item| u16::try_from(item - first).ok())),
            None => self.found.extend((0..=u16::MAX).take(block.len())),
        }
        let required = self.words.iter().zip(&scorer.words.list).filter(|(_, word)| !word.optional);
        for (lookup, _) in required {
            // Without a branch that depends on the marks: it would be guessed wrongly all the time.
            let mut kept = 0;
            for at in 0..self.found.len() {
                let item = self.found.get(at).copied().unwrap_or(0);
                if let Some(slot) = self.found.get_mut(kept) {
                    *slot = item;
                }
                kept += usize::from(!lookup.mark_of(item).is_nothing());
            }
            self.found.truncate(kept);
        }
    }

    /// The items found.
    #[inline]
    pub(super) fn found(&self) -> impl Iterator<Item = usize> {
        self.found.iter().map(|number| self.first + usize::from(*number))
    }

    /// What can be told of an item found without scoring it.
    #[inline]
    pub(super) fn estimate(&self, scorer: &Scorer<'_>, item: usize) -> Estimate {
        let number = u16::try_from(item - self.first).unwrap_or(u16::MAX);
        let brief = scorer.corpus.brief(item);
        let (mut sum, mut covered, mut named) = (u32::from(brief.prior), 0, false);
        for (lookup, word) in self.words.iter().zip(&scorer.words.list) {
            let mark = lookup.mark_of(number);
            if lookup.has_to_be_scored(mark) {
                return Estimate::Unsure;
            }
            let most = points(mark, word, scorer, item);
            if most == 0 && !word.optional {
                return Estimate::Miss;
            }
            sum += if word.optional { most / OPTIONAL } else { most };
            if mark.covers() {
                covered += lookup.longest;
                named |= mark.covers_other();
            }
        }
        // Which other name it is, is not told: the shortest is covered best.
        let (length, sort) = if named { (brief.shortest, NameSort::Id) } else { (brief.title, NameSort::Title) };
        // Nor is it told which text a word stands in: it may be one for all.
        let bonus = scorer.words.coverage(covered, usize::from(length), sort) + together(scorer.words.all_required());
        Estimate::Bound(sum + bonus + scorer.words.most_in_order(brief.first) + scorer.words.most_opening())
    }
}

impl Word {
    #[inline]
    fn mark_of(&self, item: u16) -> Mark {
        self.marks.get(usize::from(item)).copied().unwrap_or_default()
    }

    #[inline]
    fn has_to_be_scored(&self, mark: Mark) -> bool {
        mark.says(Mark::UNSURE) && self.probes.iter().any(|lookup| lookup.is_sieve)
    }

    fn mark(&mut self, scorer: &Scorer<'_>, word: &QueryWord, block: &Block) {
        let Self { probes, marks, longest } = self;
        marks.clear();
        marks.resize(block.len(), Mark::default());
        *longest = 0;
        for (lookup, probe) in probes.iter().zip(&word.probes) {
            if lookup.mark(scorer, probe, block, marks) {
                *longest = (*longest).max(probe.letters_covered());
            }
        }
    }
}

/// The most points an item so marked may get, none if the word does not fit it.
#[inline]
fn points(mark: Mark, word: &QueryWord, scorer: &Scorer<'_>, item: usize) -> u32 {
    let mut points = mark.points();
    if mark.says(Mark::UNSURE) {
        points = points.max(over_names(scorer, word, item));
    } else if mark.says(Mark::UNSURE_OF_TITLE) {
        let over = match scorer.corpus.title(item) {
            Some(title) => over_name(scorer, word, NameSort::Title, title, u64::MAX),
            None => over_names(scorer, word, item),
        };
        points = points.max(over);
    }
    match word.probes.as_slice() {
        // Marks suppose that the title begins with the word's first letter.
        [probe] if mark.is_of_title() => {
            let first = scorer.corpus.brief(item).first;
            points + probe.most_fine(Some(&first)) - probe.most_fine_of_all()
        }
        _ => points,
    }
}

/// The most points an item may get for a word as initials, or for its letters scattered over a name.
fn over_names(scorer: &Scorer<'_>, word: &QueryWord, item: usize) -> u32 {
    let names = scorer.corpus.names_of(item).iter().filter(|name| !name.sort.is_date());
    names.map(|name| over_name(scorer, word, name.sort, scorer.corpus.text(name), name.heads)).max().unwrap_or(0)
}

/// The same of one name, whose words begin with these letters at most.
fn over_name(scorer: &Scorer<'_>, word: &QueryWord, sort: NameSort, name: &str, heads: u64) -> u32 {
    let points = |probe: &Probe| {
        let fit = probe.needle.in_name_from(name.as_bytes(), heads, None)?;
        Some(scorer.points_in(sort, name, probe, fit, Pass::Bound))
    };
    word.probes.iter().filter_map(points).max().unwrap_or(0)
}
