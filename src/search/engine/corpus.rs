//! The corpus: names, dates and texts of numbered items, folded once, each sort one after the other; the texts of what
//! is compiled into the program are kept by the numbers of their words.
//!
//! It knows neither records nor kinds: what of an item goes in, and what the item is worth before anything is asked,
//! is told by whoever fills a [`CorpusBuilder`]. Besides them it holds what spares a search a look at most
//! items where they are few: the letters of each, which cost nothing to gather.

mod builder;
mod coded;
mod noted;
mod packed;
mod texts;

use std::borrow::Cow;

pub(crate) use builder::CorpusBuilder;
pub(crate) use coded::Coded;
pub(crate) use texts::{ItemTexts, Span, Texts};

use super::text_sort::NameSort;

/// Folded names one after the other: of what is compiled into the program where they lie there.
type Arena = Cow<'static, str>;

/// Where a folded name stands in the arena, and its letters, which refuse most words before it is
/// read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    /// Its letters.
    pub(crate) mask: u64,
    /// The letters its words begin with.
    pub(crate) heads: u64,
    start: u32,
    length: u16,
    /// Of what sort it is.
    pub(crate) sort: NameSort,
}

impl Name {
    /// Where it begins in [`Corpus::all_names`].
    #[inline]
    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    /// Where it ends there.
    #[inline]
    pub(crate) fn end(&self) -> usize {
        self.start as usize + usize::from(self.length)
    }

    /// Its length in bytes.
    pub(crate) fn len(&self) -> usize {
        usize::from(self.length)
    }
}

/// Where an item's names and texts begin; they end where those of the next begin.
#[derive(Clone, Copy, Debug, Default)]
struct Beginnings {
    name: u32,
    text: u32,
    summary: u32,
}

/// The letters of several names of an item.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NameMasks {
    /// All of them.
    pub(crate) mask: u64,
    /// Those that words begin with.
    pub(crate) heads: u64,
}

impl NameMasks {
    fn with(self, name: &Name) -> Self {
        Self { mask: self.mask | name.mask, heads: self.heads | name.heads }
    }
}

/// What is needed of an item to bound its score without a look at its names.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Brief {
    /// Where the names begin in their arena: a line end, then the title.
    at: u32,
    /// What the item is worth before anything is asked.
    pub(crate) prior: u8,
    /// Length of the folded title in bytes, or the most there is room for.
    pub(crate) title: u8,
    /// Length of its shortest name, or the most there is room for.
    pub(crate) shortest: u8,
    /// The byte the folded title begins with.
    pub(crate) first: u8,
}

/// Items ready to be searched, by their numbers.
#[derive(Debug)]
pub(crate) struct Corpus {
    names: Arena,
    entries: Vec<Name>,
    texts: Texts,
    beginnings: Vec<Beginnings>,
    briefs: Vec<Brief>,
    // For each item, apart from the rest, since for most items and queries nothing else is looked at; empty
    // where words are looked up.
    masks: Vec<NameMasks>,
    /// Of all names but the title.
    other_masks: Vec<NameMasks>,
    /// The pairs of letters that words of all names begin with.
    pairs: Vec<u64>,
}

impl Corpus {
    /// How many items it knows.
    pub(crate) fn len(&self) -> usize {
        self.beginnings.len().saturating_sub(1)
    }

    /// The names and dates of an item, its title first.
    #[inline]
    pub(crate) fn names_of(&self, item: usize) -> &[Name] {
        let range = match self.beginnings.get(item..) {
            Some([own, next, ..]) => own.name as usize..next.name as usize,
            _ => 0..0,
        };
        self.entries.get(range).unwrap_or_default()
    }

    /// The folded form of a name.
    #[inline]
    pub(crate) fn text(&self, name: &Name) -> &str {
        self.names.get(name.start()..name.end()).unwrap_or_default()
    }

    /// The folded texts of an item; `room` is for those that have to be written out.
    #[inline]
    pub(crate) fn texts_of<'t>(&'t self, item: usize, room: &'t mut Vec<u8>) -> ItemTexts<'t> {
        self.texts.of(&self.span(item), room)
    }

    /// Where the texts of an item stand.
    #[inline]
    pub(crate) fn span(&self, item: usize) -> Span {
        match self.beginnings.get(item..) {
            Some([own, next, ..]) => {
                Span { start: own.text as usize, end: next.text as usize, summary: own.summary as usize }
            }
            _ => Span::default(),
        }
    }

    /// Whether the letters of each item are known, as the next three tell them: only where items are few.
    #[inline]
    pub(crate) fn has_masks(&self) -> bool {
        !self.masks.is_empty()
    }

    /// The letters of all names of an item.
    #[inline]
    pub(crate) fn masks(&self, item: usize) -> NameMasks {
        self.masks.get(item).copied().unwrap_or_default()
    }

    /// The letters of an item's names but its title.
    #[inline]
    pub(crate) fn other_masks(&self, item: usize) -> NameMasks {
        self.other_masks.get(item).copied().unwrap_or_default()
    }

    /// The pairs of letters that words of any name of an item begin with.
    #[inline]
    pub(crate) fn pairs(&self, item: usize) -> u64 {
        self.pairs.get(item).copied().unwrap_or(0)
    }

    /// What is needed of an item to bound its score by its title alone.
    #[inline]
    pub(crate) fn brief(&self, item: usize) -> Brief {
        self.briefs.get(item).copied().unwrap_or_default()
    }

    /// The folded title of an item, found with less reading than its names are; `None` if it is very long.
    #[inline]
    pub(crate) fn title(&self, item: usize) -> Option<&str> {
        let brief = self.brief(item);
        let start = brief.at as usize + 1;
        if brief.title == u8::MAX { None } else { self.names.get(start..start + usize::from(brief.title)) }
    }

    /// Where an item's names begin in their arena.
    pub(crate) fn names_at(&self, item: usize) -> usize {
        self.briefs.get(item).map_or(usize::MAX, |brief| brief.at as usize)
    }

    /// The place where an item's texts begin.
    pub(crate) fn texts_at(&self, item: usize) -> usize {
        self.beginnings.get(item).map_or(usize::MAX, |own| own.text as usize)
    }

    /// Every name and date.
    pub(crate) fn every_name(&self) -> &[Name] {
        &self.entries
    }

    /// All folded names, each after a line end.
    pub(crate) fn all_names(&self) -> &str {
        &self.names
    }

    /// All folded texts.
    pub(crate) fn texts(&self) -> &Texts {
        &self.texts
    }
}
