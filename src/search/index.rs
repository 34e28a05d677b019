//! The index: names, dates and texts of a whole dataset, folded once into two contiguous arenas.
//!
//! Built right after the first frame. It borrows the dataset and holds nothing that can change. Besides the
//! arenas it holds what spares a search a look at most items: where they are few, the letters of each, which
//! cost nothing to gather; where they are many, blocks of them by their words. What a query does with it is
//! in [`super::run`].

use std::sync::OnceLock;

use super::builder::Builder;
use crate::data::record::Weight;
use crate::data::{Dataset, ItemId};
use crate::search::engine::spelling::Vocabulary;
use crate::search::large::block::Block;

/// Sorts of name, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    /// The title.
    Title,
    /// Another name, spelling or acronym, or the name in a country's script.
    Alias,
    /// What an acronym stands for.
    Expansion,
    /// The id in the files.
    Id,
    /// Its date in numbers and words.
    Date,
    /// The dates of what is told of it: meetings, editions, figures.
    DateWithin,
}

impl Field {
    /// Whether it is no name but dates.
    pub(crate) fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::DateWithin)
    }
}

/// Where a folded name stands in the arena, and its letters, which refuse most words before it is
/// read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    /// Its letters.
    pub(crate) bag: u64,
    /// The letters its words begin with.
    pub(crate) heads: u64,
    pub(crate) start: u32,
    pub(crate) length: u16,
    /// Of what sort it is.
    pub(crate) field: Field,
}

impl Name {
    /// Where it begins in [`Index::all_names`].
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
pub(crate) struct IndexRow {
    pub(crate) name: u32,
    pub(crate) text: u32,
    pub(crate) summary: u32,
}

/// The letters of an item's names.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Letters {
    /// All of them.
    pub(crate) bag: u64,
    /// Those that words begin with.
    pub(crate) heads: u64,
}

impl Letters {
    pub(crate) fn with(self, name: &Name) -> Self {
        Self { bag: self.bag | name.bag, heads: self.heads | name.heads }
    }
}

/// What is needed of an item to bound its score without a look at its names.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Brief {
    /// Where the names begin in their arena: a line end, then the title.
    pub(crate) at: u32,
    /// What the item is worth before anything is asked: its weight, and that a term explains a name
    /// but is not the thing named.
    pub(crate) prior: u8,
    /// Length of the folded title in bytes, or the most there is room for.
    pub(crate) title: u8,
    /// Length of its shortest name, or the most there is room for.
    pub(crate) shortest: u8,
    /// The byte the folded title begins with.
    pub(crate) first: u8,
}

/// The folded texts of an item within [`Index::all_texts`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Where the summary begins.
    pub(crate) summary: usize,
}

impl Span {
    /// The texts themselves.
    pub(crate) fn of<'i>(&self, texts: &'i str) -> &'i [u8] {
        texts.as_bytes().get(self.start..self.end).unwrap_or_default()
    }
}

/// A dataset made ready to be searched.
#[derive(Debug)]
pub struct Index<'d> {
    pub(crate) dataset: &'d Dataset<'d>,
    pub(crate) names: String,
    pub(crate) entries: Vec<Name>,
    pub(crate) texts: String,
    pub(crate) rows: Vec<IndexRow>,
    pub(crate) briefs: Vec<Brief>,
    // For each item, apart from the rest, since for most items and queries nothing else is looked at; empty
    // where there are blocks.
    pub(crate) letters: Vec<Letters>,
    /// Of all names but the title.
    pub(crate) other_letters: Vec<Letters>,
    /// The pairs of letters that words of all names begin with.
    pub(crate) pairs: Vec<u64>,
    /// The items by their words, [`crate::search::large::block::BLOCK`] of them each; empty where they are few.
    pub(crate) blocks: Vec<Block>,
    pub(crate) vocabulary: OnceLock<Vocabulary>,
}

impl<'d> Index<'d> {
    /// Folds every name and text of a dataset.
    #[must_use]
    pub fn build(dataset: &'d Dataset<'d>) -> Self {
        let mut builder = Builder::new(dataset);
        builder.advance(usize::MAX);
        builder.finish()
    }

    /// The dataset it was built from.
    #[must_use]
    pub fn dataset(&self) -> &'d Dataset<'d> {
        self.dataset
    }

    /// How many items it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The names and dates of an item, its title first.
    #[inline]
    pub(crate) fn names_of(&self, id: ItemId) -> &[Name] {
        let range = match self.rows.get(id.index()..) {
            Some([row, next, ..]) => row.name as usize..next.name as usize,
            _ => 0..0,
        };
        self.entries.get(range).unwrap_or_default()
    }

    /// The folded form of a name.
    #[inline]
    pub(crate) fn text(&self, name: &Name) -> &str {
        self.names.get(name.start()..name.end()).unwrap_or_default()
    }

    /// The folded texts of an item, and where in them the summary begins.
    #[inline]
    pub(crate) fn text_of(&self, id: ItemId) -> Span {
        match self.rows.get(id.index()..) {
            Some([row, next, ..]) => {
                Span { start: row.text as usize, end: next.text as usize, summary: row.summary as usize }
            }
            _ => Span::default(),
        }
    }

    /// The items by their words, if there are so many that words are looked up.
    pub(crate) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The letters of all names of an item. This and the next two are known only where items are few.
    #[inline]
    pub(crate) fn letters(&self, item: usize) -> Letters {
        self.letters.get(item).copied().unwrap_or_default()
    }

    /// The letters of an item's names but its title.
    #[inline]
    pub(crate) fn other_letters(&self, item: usize) -> Letters {
        self.other_letters.get(item).copied().unwrap_or_default()
    }

    /// The pairs of letters that words of any name of an item begin with.
    #[inline]
    pub(crate) fn pairs(&self, item: usize) -> u64 {
        self.pairs.get(item).copied().unwrap_or(0)
    }

    /// What is needed of an item to weigh its title alone.
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

    /// Where an item's texts begin in their arena.
    pub(crate) fn texts_at(&self, item: usize) -> usize {
        self.rows.get(item).map_or(usize::MAX, |row| row.text as usize)
    }

    /// Every name and date.
    pub(crate) fn every_name(&self) -> &[Name] {
        &self.entries
    }

    /// What an item is worth when no word was asked for: its weight, and among equals what most is linked
    /// with, since that is what a newcomer is led to anyway.
    pub(crate) fn rank_unasked(&self, id: ItemId) -> u32 {
        const MOST: usize = 999;
        let weight = match self.dataset.record(id).map(|record| record.weight) {
            Some(Weight::Core) => 2000,
            Some(Weight::Useful) | None => 1000,
            Some(Weight::Detail) => 0,
        };
        let links = self.dataset.links(id).len() + self.dataset.back_links(id).len();
        weight + u32::try_from(links.min(MOST)).unwrap_or(0)
    }

    /// The words of the dataset: gathered when the first word is not found, or while they are folded if they are
    /// looked up anyway.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| Vocabulary::gather(&self.names, &self.texts))
    }

    /// All folded names, each after a line end.
    pub(crate) fn all_names(&self) -> &str {
        &self.names
    }

    /// All folded texts, each after a line end.
    pub(crate) fn all_texts(&self) -> &str {
        &self.texts
    }
}
