//! Looking the words of a query up in a block: which items may hold them all, and what each is worth at
//! most, without a look at any item.
//!
//! For every word of the query each item has a mark: the most points it may get for the word, and where the
//! word stands. Marks come from [`super::postings`]; only what those cannot tell, initials and letters
//! scattered over several words, is left to be weighed item by item.

use super::block::{BLOCK, Block, Sort};
use super::index::Field;
use super::judge::{Asked, Judge, Pass, Probe};
use super::points::{OPTIONAL, coverage, name_points, name_share, text_points};
use super::postings::Sought;
use super::quick::Quick;
use super::spread::Places;
use super::word::{Fit, Mode, Needle};
use crate::dataset::ItemId;

/// A mark: flags and points.
type Mark = u16;
/// Only a look at the item tells whether the word fits it, or how well.
const UNSURE: Mark = 1 << 15;
/// A word of the title is, or begins with, the word.
const TITLED: Mark = 1 << 14;
/// A word of another name is, or begins with, the word.
const NAMED: Mark = 1 << 13;
/// A date is, or begins with, the word.
const DATED: Mark = 1 << 12;
/// The points are the rest, and no fit is worth more than 1,060.
const POINTS: Mark = DATED - 1;

/// What is looked for, and what was found in the last block.
#[derive(Debug)]
pub(super) struct Lookup {
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
    optional: bool,
}

/// The outcome of a look at one mark.
enum Fits {
    /// For so many points at most.
    For(u32),
    No,
    Unknown,
}

/// What is looked for to find a probe.
#[derive(Debug)]
struct Wanted {
    /// The probe, or each of its words if it has several.
    pieces: Vec<Sought>,
    /// Whether the items that have the pieces have to be weighed.
    is_weighed: bool,
}

impl Lookup {
    pub(super) fn new(words: &[Asked]) -> Self {
        let word = |asked: &Asked| Word {
            probes: asked.probes.iter().map(|probe| Wanted::new(&probe.needle)).collect(),
            marks: Vec::new(),
            longest: 0,
            optional: asked.optional,
        };
        Self { words: words.iter().map(word).collect(), found: Vec::with_capacity(BLOCK) }
    }

    /// Finds the items of a block that may hold every word, among `only` these if there is a list, and in
    /// the order of the dataset. The block begins with the item `first`.
    pub(super) fn find(&mut self, judge: &Judge<'_>, block: &Block, first: usize, only: Option<&[ItemId]>) {
        for (word, asked) in self.words.iter_mut().zip(judge.words) {
            word.mark(judge, asked, block);
        }
        self.found.clear();
        match only {
            Some(ids) => self.found.extend(ids.iter().filter_map(|id| u16::try_from(id.index() - first).ok())),
            None => self.found.extend((0..=u16::MAX).take(block.len())),
        }
        for word in self.words.iter().filter(|word| !word.optional) {
            // Without a branch that depends on the marks: it would be guessed wrongly all the time.
            let mut kept = 0;
            for at in 0..self.found.len() {
                let item = self.found.get(at).copied().unwrap_or(0);
                if let Some(slot) = self.found.get_mut(kept) {
                    *slot = item;
                }
                kept += usize::from(word.mark_of(item) != 0);
            }
            self.found.truncate(kept);
        }
    }

    /// The items found, by their numbers in the block.
    pub(super) fn found(&self) -> &[u16] {
        &self.found
    }

    /// What can be told of an item found without weighing it.
    #[inline]
    pub(super) fn look(&self, judge: &Judge<'_>, number: u16, id: ItemId) -> Quick {
        let brief = judge.index.brief(id.index());
        let (mut sum, mut covered, mut named) = (u32::from(brief.prior), 0, false);
        for (word, asked) in self.words.iter().zip(judge.words) {
            let mark = word.mark_of(number);
            let points = match word.look(mark, asked, judge, id) {
                Fits::For(points) => points,
                Fits::No if word.optional => continue,
                Fits::No => return Quick::Miss,
                Fits::Unknown => return Quick::Unsure,
            };
            sum += if word.optional { points / OPTIONAL } else { points };
            if mark & (TITLED | NAMED) != 0 {
                covered += word.longest;
                named |= mark & NAMED != 0;
            }
        }
        if covered > 0 {
            // Which other name it is, is not known: the shortest is covered best.
            let (length, field) = if named { (brief.shortest, Field::Id) } else { (brief.title, Field::Title) };
            let spaces = judge.words.len() - 1;
            sum += coverage(covered + spaces, usize::from(length), judge.letters + spaces, field);
        }
        Quick::Bound(sum)
    }
}

impl Word {
    #[inline]
    fn mark_of(&self, item: u16) -> Mark {
        self.marks.get(usize::from(item)).copied().unwrap_or(0)
    }

    #[inline]
    fn look(&self, mark: Mark, asked: &Asked, judge: &Judge<'_>, id: ItemId) -> Fits {
        let mut points = u32::from(mark & POINTS);
        if mark & UNSURE != 0 {
            if self.probes.iter().any(|wanted| wanted.is_weighed) {
                return Fits::Unknown;
            }
            points = points.max(spread(judge, asked, id));
        }
        if let ([probe], TITLED) = (asked.probes.as_slice(), mark & (TITLED | NAMED | DATED))
            && probe.needle.text().as_bytes().first() != Some(&judge.index.brief(id.index()).first)
        {
            let [otherwise, starting] = probe.most_fine;
            points -= starting - otherwise;
        }
        if points == 0 { Fits::No } else { Fits::For(points) }
    }

    fn mark(&mut self, judge: &Judge<'_>, asked: &Asked, block: &Block) {
        let Self { probes, marks, longest, .. } = self;
        marks.clear();
        marks.resize(block.len(), 0);
        *longest = 0;
        for (wanted, probe) in probes.iter().zip(&asked.probes) {
            if wanted.mark(judge, probe, block, marks) {
                *longest = (*longest).max(probe.covers());
            }
        }
    }
}

impl Wanted {
    fn new(needle: &Needle) -> Self {
        let begins = needle.is_short() || matches!(needle.mode(), Mode::Phrase | Mode::OpenPhrase);
        let pieces: Vec<Sought> = needle.text().split(' ').map(|piece| Sought::new(piece, begins)).collect();
        Self { is_weighed: needle.is_anchored() || pieces.len() > 1, pieces }
    }

    /// Marks what a probe finds; whether it stands in some name as a word or the beginning of one.
    fn mark(&self, judge: &Judge<'_>, probe: &Probe, block: &Block, marks: &mut [Mark]) -> bool {
        let needle = &probe.needle;
        let ([piece], false) = (self.pieces.as_slice(), self.is_weighed) else {
            self.mark_phrase(block, marks);
            return false;
        };
        let mut covers = false;
        for (sort, postings) in block.postings() {
            let Some(least) = least_fit(needle, sort) else { continue };
            postings.for_each(piece, |fit, items| {
                if fit >= least {
                    let mark = worth(probe, sort, fit);
                    covers |= mark & (TITLED | NAMED) != 0;
                    add(marks, items, mark);
                }
            });
        }
        match needle.places() {
            Some(places) if needle.is_loose() => mark_scattered(judge, probe, places, block, marks),
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
            *mark |= UNSURE;
        }
    }
}

/// How well a word has to fit in a sort of text to count at all, as [`super::judge`] has it; `None` if no fit
/// counts there.
fn least_fit(needle: &Needle, sort: Sort) -> Option<Fit> {
    match needle.mode() {
        Mode::Loose if sort.is_name() => None,
        Mode::Phrase => Some(Fit::Word),
        Mode::OpenPhrase => Some(Fit::Prefix),
        Mode::Fuzzy if needle.is_short() && !sort.is_name() => (!needle.is_lone()).then_some(Fit::Word),
        _ if sort == Sort::Date || needle.is_short() => Some(Fit::Prefix),
        _ => Some(Fit::Inside),
    }
}

/// The mark of items in which a word fits so.
fn worth(probe: &Probe, sort: Sort, fit: Fit) -> Mark {
    let [_, fine] = probe.most_fine;
    let named = |field| name_points(fit) * name_share(field) / 100 + fine;
    let (points, flag) = match sort {
        Sort::Title => (named(Field::Title), TITLED),
        Sort::Name => (named(Field::Alias), NAMED),
        Sort::Date => (named(Field::Date), DATED),
        Sort::Fact => (text_points(fit, false), 0),
        Sort::Summary => (text_points(fit, true), 0),
    };
    let points = to_mark(points * probe.worth / 100);
    if fit >= Fit::Prefix { points | flag } else { points }
}

fn to_mark(points: u32) -> Mark {
    Mark::try_from(points).unwrap_or(POINTS).min(POINTS)
}

/// The most points an item may get for a word as initials, or for its letters scattered over a name.
fn spread(judge: &Judge<'_>, asked: &Asked, id: ItemId) -> u32 {
    let mut most = 0;
    for name in judge.index.names_of(id).iter().filter(|name| name.field != Field::Date) {
        for probe in asked.probes.iter().filter(|probe| probe.needle.may_fit(name.bag, name.heads)) {
            let fit = probe.needle.in_name_from(judge.index.text(name).as_bytes(), name.heads, None);
            most = most.max(fit.map_or(0, |fit| judge.points_in(name, probe, fit, Pass::Bound)));
        }
    }
    most
}

/// Marks items once more.
fn add(marks: &mut [Mark], items: &[u16], mark: Mark) {
    for &item in items {
        if let Some(slot) = marks.get_mut(usize::from(item)) {
            *slot = ((*slot | mark) & !POINTS) | (*slot & POINTS).max(mark & POINTS);
        }
    }
}

/// Marks the items whose names may give the word as initials: what the pairs of their initials, which share
/// bits, do not exclude.
fn mark_initials(places: &Places, block: &Block, marks: &mut [Mark]) {
    let pairs = places.pairs();
    for (mark, initials) in marks.iter_mut().zip(block.initials()) {
        // A beginning of a word is worth more than initials.
        if pairs & !initials == 0 && *mark & (TITLED | NAMED) == 0 {
            *mark |= UNSURE;
        }
    }
}

/// Marks the items in which one word of a name has the letters scattered over it, and those in which several
/// words may have, or have them as initials.
fn mark_scattered(judge: &Judge<'_>, probe: &Probe, places: &Places, block: &Block, marks: &mut [Mark]) {
    const BEGUN: u8 = 1;
    const ENDED: u8 = 2;
    const DONE: u8 = 4;
    fn note(parts: &mut [u8], items: &[u16], part: u8) {
        for &item in items {
            if let Some(parts) = parts.get_mut(usize::from(item)) {
                *parts |= part;
            }
        }
    }
    let (bag, all, first) = (probe.needle.letters(), places.pairs(), places.first_pairs());
    for (sort, postings) in block.postings() {
        let (field, done) = match sort {
            // There is one title: if a word of it has all the letters, several words give no more.
            Sort::Title => (Field::Title, DONE),
            Sort::Name => (Field::Alias, 0),
            Sort::Date | Sort::Fact | Sort::Summary => continue,
        };
        let (mut parts, mut begun) = (vec![0; marks.len()], false);
        postings.for_each_beginning(places.first(), |word, items| {
            begun = true;
            note(&mut parts, items, BEGUN);
            if places.are_scattered(word.as_bytes()) {
                add(marks, items, to_mark(judge.points_in_word(field, word, probe)));
                note(&mut parts, items, done);
            }
        });
        if !begun {
            // No word begins with the first letter, so none need end with the last.
            continue;
        }
        for letter in places.later() {
            postings.for_each_beginning(letter, |word, items| {
                if places.may_end_in(word.as_bytes()) {
                    note(&mut parts, items, ENDED);
                }
            });
        }
        let items = marks.iter_mut().zip(&parts).zip(block.initials().iter().zip(block.letters()));
        for ((mark, parts), (initials, letters)) in items {
            let may_be = if parts & DONE != 0 {
                all & !initials == 0
            } else {
                *parts == BEGUN | ENDED && initials & first != 0 && bag & !letters == 0
            };
            if may_be {
                *mark |= UNSURE;
            }
        }
    }
}
