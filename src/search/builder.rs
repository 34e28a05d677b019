//! Building the index: folding names, dates and texts of item after item into the arenas, and gathering their
//! words into blocks where items are many.
//!
//! What the index then answers is in [`super::index`].

use std::fmt::Write as _;
use std::sync::OnceLock;

use super::index::{Brief, Field, Index, IndexRow, Letters, Name};
use super::sections::{self, Sort};
use crate::data::body::Body;
use crate::data::date::{PartialDate, Point};
use crate::data::record::Weight;
use crate::data::{Dataset, Item, ItemId, Kind};
use crate::search::engine::char_mask::{bags, pairs};
use crate::search::engine::fold::{fold_into, into_string};
use crate::search::engine::spelling::{Counted, Vocabulary};
use crate::search::large::block::{Block, Gathered, TextSort};

/// So many items are searched by a look at each, which needs little made ready; the words of more are
/// looked up.
const LOOKED_AT: usize = 20_000;

/// An index that grows item by item, so that a huge dataset is indexed while keys are answered.
#[derive(Debug)]
pub struct Builder<'d> {
    dataset: &'d Dataset<'d>,
    /// The next item to be folded.
    next: usize,
    /// The blocks so far, if words are to be looked up.
    blocks: Option<Blocks>,
    names: Vec<u8>,
    entries: Vec<Name>,
    texts: Vec<u8>,
    rows: Vec<IndexRow>,
    letters: Vec<Letters>,
    other_letters: Vec<Letters>,
    pairs: Vec<u64>,
    briefs: Vec<Brief>,
}

/// Items by their words, as far as they are folded.
#[derive(Debug, Default)]
struct Blocks {
    done: Vec<Block>,
    next: Gathered,
    counted: Counted,
}

impl<'d> Builder<'d> {
    /// An index of nothing yet.
    #[must_use]
    pub fn new(dataset: &'d Dataset<'d>) -> Self {
        if dataset.len() > LOOKED_AT { Self::by_words(dataset) } else { Self::by_letters(dataset) }
    }

    /// As [`Builder::new`], for a search that looks at each item, however many there are.
    #[must_use]
    pub fn by_letters(dataset: &'d Dataset<'d>) -> Self {
        Self { blocks: None, ..Self::by_words(dataset) }
    }

    /// As [`Builder::new`], for a search that looks words up, however few items there are.
    #[must_use]
    pub fn by_words(dataset: &'d Dataset<'d>) -> Self {
        let room = dataset.len();
        Self {
            dataset,
            next: 0,
            blocks: Some(Blocks::default()),
            names: Vec::with_capacity(room * 96),
            entries: Vec::with_capacity(room * 4),
            texts: Vec::with_capacity(room * 256),
            rows: Vec::with_capacity(room + 1),
            letters: Vec::new(),
            other_letters: Vec::new(),
            pairs: Vec::new(),
            briefs: Vec::with_capacity(room + 1),
        }
    }

    /// Folds so many more items; whether that was all.
    pub fn advance(&mut self, items: usize) -> bool {
        let end = self.next.saturating_add(items).min(self.dataset.len());
        for id in self.next..end {
            if let Some(item) = self.dataset.get(ItemId::from_index(id)) {
                self.add(item);
            }
        }
        self.next = end;
        end == self.dataset.len()
    }

    /// How many items are folded.
    #[must_use]
    pub fn done(&self) -> usize {
        self.next
    }

    /// The index of what was folded.
    #[must_use]
    pub fn finish(mut self) -> Index<'d> {
        // Where the last item ends.
        self.rows.push(IndexRow { name: offset(self.entries.len()), text: offset(self.texts.len()), summary: 0 });
        self.briefs.push(Brief { at: offset(self.names.len()), ..Brief::default() });
        let (blocks, vocabulary) = match self.blocks {
            Some(blocks) => blocks.finish(),
            None => (Vec::new(), OnceLock::new()),
        };
        Index {
            dataset: self.dataset,
            names: into_string(self.names),
            entries: self.entries,
            texts: into_string(self.texts),
            rows: self.rows,
            letters: self.letters,
            other_letters: self.other_letters,
            pairs: self.pairs,
            briefs: self.briefs,
            blocks,
            vocabulary,
        }
    }

    fn add(&mut self, item: Item<'d, 'd>) {
        let (name, at) = (offset(self.entries.len()), offset(self.names.len()));
        self.add_names(item);
        let text = offset(self.texts.len());
        let mut summary = None;
        sections::for_each(item, &mut |section| {
            if section.sort == Sort::Summary {
                summary.get_or_insert(offset(self.texts.len()));
            }
            // Spaces at both ends, so that a whole word always stands between two.
            self.texts.push(b' ');
            if section.sort == Sort::Fact {
                fold_into(section.label, &mut self.texts);
                self.texts.push(b' ');
            }
            fold_into(section.text, &mut self.texts);
            self.texts.extend_from_slice(b" \n");
        });
        let summary = summary.unwrap_or(offset(self.texts.len()));
        self.rows.push(IndexRow { name, text, summary });
        let own = self.entries.get(name as usize..).unwrap_or_default();
        let brief = |length: u16| u8::try_from(length).unwrap_or(u8::MAX);
        let title = own.first().map_or(0, |title| brief(title.length));
        let lengths = own.iter().filter(|name| !name.field.is_date() && name.length > 0).map(|name| name.length);
        let shortest = lengths.min().map_or(u8::MAX, brief);
        let first = self.names.get(at as usize + 1).copied().unwrap_or(0);
        self.briefs.push(Brief { at, prior: prior(item), title, shortest, first });
        let folded = |name: &Name| self.names.get(name.start()..name.end()).unwrap_or_default();
        let Some(blocks) = &mut self.blocks else {
            let gathered = |names: &[Name]| names.iter().fold(Letters::default(), Letters::with);
            self.letters.push(gathered(own));
            self.pairs.push(own.iter().fold(0, |bag, name| bag | pairs(folded(name))));
            self.other_letters.push(gathered(own.get(1..).unwrap_or_default()));
            return;
        };
        blocks.next.begin();
        for name in own {
            blocks.next.add(TextSort::of(name.field), folded(name), name.bag);
        }
        let texts = |from: u32, to: usize| self.texts.get(from as usize..to).unwrap_or_default();
        blocks.next.add(TextSort::Fact, texts(text, summary as usize), 0);
        blocks.next.add(TextSort::Summary, texts(summary, self.texts.len()), 0);
        if blocks.next.is_full() {
            blocks.close();
        }
    }

    fn add_names(&mut self, item: Item<'d, 'd>) {
        self.add_name(Field::Title, item.title());
        for alias in item.aka() {
            self.add_name(Field::Alias, alias);
        }
        if let Item::Record(record) = item {
            for native in &record.native {
                self.add_name(Field::Alias, &native.name);
            }
            if let Body::Term(term) = &record.body {
                for expansion in &term.expansions {
                    self.add_name(Field::Expansion, &expansion.statement);
                }
            }
        }
        self.add_name(Field::Id, item.id());
        for (field, dates) in [(Field::Date, own_dates(item)), (Field::DateWithin, dates_within(item))] {
            if !dates.is_empty() {
                self.add_name(field, &dates);
            }
        }
    }

    fn add_name(&mut self, field: Field, name: &str) {
        self.names.push(b'\n');
        let start = self.names.len();
        fold_into(name, &mut self.names);
        if self.names.len() - start > usize::from(u16::MAX) {
            // A name of 64 KiB is no name; it is still shown, but found by its other names.
            self.names.truncate(start);
        }
        let folded = self.names.get(start..).unwrap_or_default();
        let (bag, heads) = bags(folded);
        let length = u16::try_from(folded.len()).unwrap_or(0);
        self.entries.push(Name { bag, heads, start: offset(start), length, field });
    }
}

impl Blocks {
    /// Makes a block of what was gathered.
    fn close(&mut self) {
        for (word, named, count) in self.next.counts() {
            self.counted.add(word, named, count);
        }
        self.done.push(self.next.finish());
    }

    fn finish(mut self) -> (Vec<Block>, OnceLock<Vocabulary>) {
        if !self.next.is_empty() {
            self.close();
        }
        (self.done, OnceLock::from(self.counted.finish()))
    }
}

/// Arenas beyond 4 GiB are not indexed further; the loader refuses such packs long before.
fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn prior(item: Item<'_, '_>) -> u8 {
    let weight = match item {
        Item::Record(record) => match record.weight {
            Weight::Core => 60,
            Weight::Useful => 30,
            Weight::Detail => 0,
        },
        Item::Series(_) => 20,
    };
    // Who types a name wants the thing before what is told of it, and that before the explanation
    // of the name; the steps exceed what an alias is worth less than a title.
    let kind = match item.kind() {
        Kind::Term => 0,
        Kind::Theme => 40,
        Kind::Event | Kind::Series => 60,
        _ => 100,
    };
    weight + kind
}

/// The dates of an item itself, as they might be typed: `2014-09-01` is `2014 09 01 1 september 2014`.
fn own_dates(item: Item<'_, '_>) -> String {
    let mut out = String::new();
    for date in sections::dates(item) {
        spell(date, &mut out);
    }
    out
}

/// The dates of its meetings and editions, and the years of its figures.
fn dates_within(item: Item<'_, '_>) -> String {
    let mut out = String::new();
    for date in sections::dates_within(item) {
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
