//! Looking the words of a query up in a block: which items may hold them all, and what each is worth at
//! most, without a look at any item.
//!
//! For every word of the query each item gets a [`mark`]: the most points it may get for the word, and where
//! the word stands. Marks come from [`super::postings`], as [`wanted`] tells; only what those cannot tell,
//! initials and letters scattered over several words, is left to a look at each item.

mod mark;
mod scattered;
mod term_lookup;

use self::mark::Mark;
use super::block::{BLOCK, Block};
use crate::data::ItemId;
use crate::search::index::Field;
use crate::search::large::lookup::term_lookup::Wanted;
use crate::search::points::OPTIONAL;
use crate::search::scorer::{Asked, Judge, Pass, Probe};
use crate::search::title_prefilter::Quick;

/// What is looked for, and what was found in the last block.
#[derive(Debug)]
pub(crate) struct Lookup {
    words: Vec<Word>,
    /// The items that may hold every word, by their numbers in the block.
    found: Vec<u16>,
}

/// One word of the query.
#[derive(Debug)]
struct Word {
    probes: Vec<Wanted>,
    /// For each item of the block.
    marks: Vec<Mark>,
    /// The most letters of a name that the word makes up in this block.
    longest: usize,
}

impl Lookup {
    pub(crate) fn new(words: &[Asked]) -> Self {
        let word = |asked: &Asked| Word {
            probes: asked.probes.iter().map(|probe| Wanted::new(&probe.needle)).collect(),
            marks: Vec::new(),
            longest: 0,
        };
        Self { words: words.iter().map(word).collect(), found: Vec::with_capacity(BLOCK) }
    }

    /// Finds the items of a block that may hold every word, among `only` these if there is a list, and in
    /// the order of the dataset. The block begins with the item `first`.
    pub(crate) fn find(&mut self, judge: &Judge<'_>, block: &Block, first: usize, only: Option<&[ItemId]>) {
        for (word, asked) in self.words.iter_mut().zip(judge.words) {
            word.mark(judge, asked, block);
        }
        self.found.clear();
        match only {
            Some(ids) => self.found.extend(ids.iter().filter_map(|id| u16::try_from(id.index() - first).ok())),
            None => self.found.extend((0..=u16::MAX).take(block.len())),
        }
        let required = self.words.iter().zip(judge.words).filter(|(_, asked)| !asked.optional);
        for (word, _) in required {
            // Without a branch that depends on the marks: it would be guessed wrongly all the time.
            let mut kept = 0;
            for at in 0..self.found.len() {
                let item = self.found.get(at).copied().unwrap_or(0);
                if let Some(slot) = self.found.get_mut(kept) {
                    *slot = item;
                }
                kept += usize::from(!word.mark_of(item).is_nothing());
            }
            self.found.truncate(kept);
        }
    }

    /// The items found, by their numbers in the block.
    pub(crate) fn found(&self) -> &[u16] {
        &self.found
    }

    /// What can be told of an item found without weighing it.
    #[inline]
    pub(crate) fn look(&self, judge: &Judge<'_>, number: u16, id: ItemId) -> Quick {
        let brief = judge.index.brief(id.index());
        let (mut sum, mut covered, mut named) = (u32::from(brief.prior), 0, false);
        for (word, asked) in self.words.iter().zip(judge.words) {
            let mark = word.mark_of(number);
            if word.has_to_be_weighed(mark) {
                return Quick::Unsure;
            }
            let most = points(mark, asked, judge, id);
            if most == 0 && !asked.optional {
                return Quick::Miss;
            }
            sum += if asked.optional { most / OPTIONAL } else { most };
            if mark.covers() {
                covered += word.longest;
                named |= mark.covers_other();
            }
        }
        // Which other name it is, is not known: the shortest is covered best.
        let (length, field) = if named { (brief.shortest, Field::Id) } else { (brief.title, Field::Title) };
        Quick::Bound(sum + judge.coverage(covered, usize::from(length), field))
    }
}

impl Word {
    #[inline]
    fn mark_of(&self, item: u16) -> Mark {
        self.marks.get(usize::from(item)).copied().unwrap_or_default()
    }

    #[inline]
    fn has_to_be_weighed(&self, mark: Mark) -> bool {
        mark.says(Mark::UNSURE) && self.probes.iter().any(|wanted| wanted.is_weighed)
    }

    fn mark(&mut self, judge: &Judge<'_>, asked: &Asked, block: &Block) {
        let Self { probes, marks, longest } = self;
        marks.clear();
        marks.resize(block.len(), Mark::default());
        *longest = 0;
        for (wanted, probe) in probes.iter().zip(&asked.probes) {
            if wanted.mark(judge, probe, block, marks) {
                *longest = (*longest).max(probe.letters_covered());
            }
        }
    }
}

/// The most points an item so marked may get, none if the word does not fit it.
#[inline]
fn points(mark: Mark, asked: &Asked, judge: &Judge<'_>, id: ItemId) -> u32 {
    let mut points = mark.points();
    if mark.says(Mark::UNSURE) {
        points = points.max(over_names(judge, asked, id));
    } else if mark.says(Mark::UNSURE_OF_TITLE) {
        let over = match judge.index.title(id.index()) {
            Some(title) => over_name(judge, asked, Field::Title, title, u64::MAX),
            None => over_names(judge, asked, id),
        };
        points = points.max(over);
    }
    match asked.probes.as_slice() {
        // Marks suppose that the title begins with the word's first letter.
        [probe] if mark.is_of_title() => {
            let first = judge.index.brief(id.index()).first;
            points + probe.most_fine(Some(&first)) - probe.most_fine_of_all()
        }
        _ => points,
    }
}

/// The most points an item may get for a word as initials, or for its letters scattered over a name.
fn over_names(judge: &Judge<'_>, asked: &Asked, id: ItemId) -> u32 {
    let names = judge.index.names_of(id).iter().filter(|name| !name.field.is_date());
    names.map(|name| over_name(judge, asked, name.field, judge.index.text(name), name.heads)).max().unwrap_or(0)
}

/// The same of one name, whose words begin with these letters at most.
fn over_name(judge: &Judge<'_>, asked: &Asked, field: Field, name: &str, heads: u64) -> u32 {
    let points = |probe: &Probe| {
        let fit = probe.needle.in_name_from(name.as_bytes(), heads, None)?;
        Some(judge.points_in(field, name, probe, fit, Pass::Bound))
    };
    asked.probes.iter().filter_map(points).max().unwrap_or(0)
}
