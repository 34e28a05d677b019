//! The index: names, dates and texts of a whole dataset, folded once into two contiguous arenas.
//!
//! Built right after the first frame. It borrows the dataset and holds nothing that can change;
//! what a query does with it is in [`super::rank`] and [`super::session`].

use std::fmt::Write as _;
use std::sync::OnceLock;

use super::fold::fold_into;
use super::sections::{self, Sort};
use super::vocabulary::Vocabulary;
use super::word::bags;
use crate::dataset::body::Body;
use crate::dataset::date::{PartialDate, Point};
use crate::dataset::record::Weight;
use crate::dataset::{Dataset, Item, ItemId, Kind};

/// Sorts of name, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// The title.
    Title,
    /// Another name, spelling or acronym, or the name in a country's script.
    Alias,
    /// What an acronym stands for.
    Expansion,
    /// The id in the files.
    Id,
    /// A date in numbers and words.
    Date,
}

/// One folded name and its letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'i> {
    pub(super) text: &'i str,
    pub(super) field: Field,
    pub(super) bag: u64,
    pub(super) heads: u64,
}

/// Where a name stands in the arena, and the letters that refuse most words before it is read.
#[derive(Clone, Copy, Debug)]
struct Entry {
    bag: u64,
    heads: u64,
    start: u32,
    /// In bytes; names longer than this are cut.
    length: u16,
    field: Field,
}

/// Where an item's names and texts begin; they end where those of the next begin.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    name: u32,
    text: u32,
    summary: u32,
    prior: u16,
}

/// A dataset made ready to be searched.
#[derive(Debug)]
pub struct Index<'d> {
    dataset: &'d Dataset<'d>,
    names: String,
    entries: Vec<Entry>,
    texts: String,
    rows: Vec<Row>,
    vocabulary: OnceLock<Vocabulary>,
}

impl<'d> Index<'d> {
    /// Folds every name and text of a dataset.
    #[must_use]
    pub fn build(dataset: &'d Dataset<'d>) -> Self {
        let mut index = Self {
            dataset,
            names: String::with_capacity(dataset.len() * 96),
            entries: Vec::with_capacity(dataset.len() * 4),
            texts: String::with_capacity(dataset.len() * 1024),
            rows: Vec::with_capacity(dataset.len() + 1),
            vocabulary: OnceLock::new(),
        };
        let records = dataset.records.iter().map(Item::Record);
        for item in records.chain(dataset.series.iter().map(Item::Series)) {
            index.add(item);
        }
        index.rows.push(Row { name: offset(index.entries.len()), text: offset(index.texts.len()), ..Row::default() });
        index
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
    pub(super) fn names_of(&self, id: ItemId) -> impl Iterator<Item = Name<'_>> {
        let range = match self.rows.get(id.index()..) {
            Some([row, next, ..]) => row.name as usize..next.name as usize,
            _ => 0..0,
        };
        self.entries.get(range).unwrap_or_default().iter().map(|entry| self.name(entry))
    }

    #[inline]
    fn name(&self, entry: &Entry) -> Name<'_> {
        let start = entry.start as usize;
        let text = self.names.get(start..start + usize::from(entry.length)).unwrap_or_default();
        Name { text, field: entry.field, bag: entry.bag, heads: entry.heads }
    }

    /// The folded texts of an item, and where in them the summary begins.
    #[inline]
    pub(super) fn text_of(&self, id: ItemId) -> (&str, usize) {
        match self.rows.get(id.index()..) {
            Some([row, next, ..]) => {
                let text = self.texts.get(row.text as usize..next.text as usize).unwrap_or_default();
                (text, row.summary.saturating_sub(row.text) as usize)
            }
            _ => ("", 0),
        }
    }

    /// What an item is worth before anything is asked: its weight, and that a term explains a name
    /// but is not the thing named.
    pub(super) fn prior(&self, id: ItemId) -> u32 {
        self.rows.get(id.index()).map_or(0, |row| u32::from(row.prior))
    }

    /// The words of the dataset, gathered when the first word is not found.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| Vocabulary::gather(&self.names, &self.texts))
    }

    /// All folded names, each after a line end.
    pub(super) fn all_names(&self) -> &str {
        &self.names
    }

    /// All folded texts, each after a line end.
    pub(super) fn all_texts(&self) -> &str {
        &self.texts
    }

    fn add(&mut self, item: Item<'d, 'd>) {
        let name = offset(self.entries.len());
        self.add_names(item);
        let text = offset(self.texts.len());
        let mut summary = None;
        sections::for_each(item, &mut |section| {
            if section.sort == Sort::Summary {
                summary.get_or_insert(offset(self.texts.len()));
            }
            self.texts.push('\n');
            if section.sort == Sort::Fact {
                fold_into(section.label, &mut self.texts);
                self.texts.push(' ');
            }
            fold_into(section.text, &mut self.texts);
        });
        let summary = summary.unwrap_or(offset(self.texts.len()));
        self.rows.push(Row { name, text, summary, prior: prior(item) });
    }

    fn add_names(&mut self, item: Item<'d, 'd>) {
        self.add_name(Field::Title, item.title());
        for alias in item.aka() {
            self.add_name(Field::Alias, alias);
        }
        if let Item::Record(record) = item {
            for native in &record.native {
                self.add_name(Field::Alias, native.text());
            }
            if let Body::Term(term) = &record.body {
                for expansion in &term.expansions {
                    self.add_name(Field::Expansion, &expansion.statement);
                }
            }
        }
        self.add_name(Field::Id, item.id());
        let dates = spell_dates(item);
        if !dates.is_empty() {
            self.add_name(Field::Date, &dates);
        }
    }

    fn add_name(&mut self, field: Field, name: &str) {
        self.names.push('\n');
        let start = self.names.len();
        fold_into(name, &mut self.names);
        let mut length = (self.names.len() - start).min(usize::from(u16::MAX));
        while !self.names.is_char_boundary(start + length) {
            length -= 1;
        }
        let (bag, heads) = bags(self.names.as_bytes().get(start..start + length).unwrap_or_default());
        let length = u16::try_from(length).unwrap_or(u16::MAX);
        self.entries.push(Entry { bag, heads, start: offset(start), length, field });
    }
}

/// Arenas beyond 4 GiB are not indexed further; the loader refuses such packs long before.
fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn prior(item: Item<'_, '_>) -> u16 {
    let weight = match item {
        Item::Record(record) => match record.weight {
            Weight::Core => 60,
            Weight::Useful => 30,
            Weight::Detail => 0,
        },
        Item::Series(_) => 20,
    };
    weight + if item.kind() == Kind::Term { 0 } else { 40 }
}

/// Dates as they might be typed: `2014-09-01` is `2014 09 01 1 september 2014`.
fn spell_dates(item: Item<'_, '_>) -> String {
    let mut out = String::new();
    for date in sections::dates(item) {
        spell(date, &mut out);
    }
    let years = sections::periods(item).map(|period| (period.earliest().year(), period.latest().year()));
    if let Some((from, to)) = years.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) {
        spell_years(from, to, &mut out);
    }
    out
}

fn spell(date: PartialDate, out: &mut String) {
    let (from, to) = (date.earliest().year(), date.latest().year());
    _ = write!(out, "{date} ");
    match date.start() {
        Point::Month(year, month) => _ = write!(out, "{year}-{month:02} "),
        Point::Day(day) => _ = write!(out, "{day} "),
        Point::Year(_) if !date.is_approximate() => spell_years(from, to, out),
        _ => {}
    }
}

/// Each year of a span, unless it is too long to be meant year by year.
fn spell_years(from: i16, to: i16, out: &mut String) {
    const LONGEST: i16 = 60;
    if to.saturating_sub(from) <= LONGEST {
        for year in from..=to {
            _ = write!(out, "{year} ");
        }
    }
}
