//! Building the index: what of each item of a dataset is a name, a date or a text, and what the item is worth
//! before anything is asked.
//!
//! How it is folded and kept is for [`crate::search::engine::corpus`], what the index then answers for [`super`].

use std::fmt::Write as _;

use super::Index;
use crate::data::date::{PartialDate, Point};
use crate::data::kinds::Nature;
use crate::data::record::{Record, Weight};
use crate::data::text::Text;
use crate::data::{Dataset, Item, ItemId};
use crate::search::charts::ChartNames;
use crate::search::engine::corpus::CorpusBuilder;
use crate::search::engine::large::{Blocks, LOOKED_AT, WordLookup};
use crate::search::engine::text_sort::NameSort;
use crate::search::sections::{self, Sort};

/// An index that grows item by item, so that a huge dataset is indexed while keys are answered.
#[derive(Debug)]
pub struct Builder<'d> {
    dataset: &'d Dataset<'d>,
    /// The next item to be folded.
    next: usize,
    charts: ChartNames<'d>,
    corpus: CorpusBuilder,
    /// The items by their words so far, if words are to be looked up.
    large: Option<Blocks>,
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
        let (charts, corpus) = (ChartNames::of(dataset), CorpusBuilder::new(dataset.len(), true));
        Self { dataset, next: 0, charts, corpus, large: None }
    }

    /// As [`Builder::new`], for a search that looks words up, however few items there are.
    #[must_use]
    pub fn by_words(dataset: &'d Dataset<'d>) -> Self {
        let (charts, corpus) = (ChartNames::of(dataset), CorpusBuilder::new(dataset.len(), false));
        Self { dataset, next: 0, charts, corpus, large: Some(Blocks::default()) }
    }

    /// Folds so many more items; whether that was all.
    pub fn advance(&mut self, items: usize) -> bool {
        let end = self.next.saturating_add(items).min(self.dataset.len());
        for id in self.next..end {
            let id = ItemId::from_index(id);
            // Most will not be read: what is unpacked to be folded is given up again.
            let apart = self.dataset.record(id).and_then(Record::apart);
            if let Some(item) = apart.as_ref().map(Item::Record).or_else(|| self.dataset.get(id)) {
                self.add(item, id);
            }
            if self.large.is_some() {
                // While the item is at hand: whoever asks all for their sources finds them read.
                _ = self.dataset.cited(id);
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
    pub fn finish(self) -> Index<'d> {
        let large = self.large.map(|mut large| {
            let vocabulary = large.finish();
            (large, vocabulary)
        });
        Index::new(self.dataset, self.charts, self.corpus.finish(), large)
    }

    fn add(&mut self, item: Item<'_, '_>, id: ItemId) {
        add_item(&mut self.corpus, (item, self.charts.by(id)), &[]);
        if let Some(large) = &mut self.large {
            large.add(self.corpus.last());
        }
    }
}

/// Adds what is searched of an item, with the name of the chart it stands for, if it does; and notes on it as texts beside its
/// own.
pub(crate) fn add_item(corpus: &mut CorpusBuilder, (item, chart): (Item<'_, '_>, Option<&str>), notes: &[String]) {
    corpus.begin();
    add_names(corpus, item, chart);
    for note in notes {
        corpus.add_text(None, note);
    }
    sections::for_each(item, &mut |section| match section.sort {
        Sort::Fact => corpus.add_text(Some(section.label), section.text),
        Sort::Field => corpus.add_text(None, section.text),
        Sort::Summary => corpus.add_summary(section.text),
    });
    corpus.end(prior(item));
}

/// Adds an item of which nothing is searched.
pub(crate) fn add_nothing(corpus: &mut CorpusBuilder) {
    corpus.begin();
    corpus.end(0);
}

fn add_names(corpus: &mut CorpusBuilder, item: Item<'_, '_>, chart: Option<&str>) {
    corpus.add_name(NameSort::Title, item.title());
    for alias in item.aka().iter().map(Text::as_str).chain(chart) {
        corpus.add_name(NameSort::Alias, alias);
    }
    if let Item::Record(record) = item {
        for native in record.native.iter().chain(&record.read_as) {
            corpus.add_name(NameSort::Alias, &native.name);
            if let Some(joined) = joined(&native.name) {
                corpus.add_name(NameSort::Alias, &joined);
            }
        }
        sections::for_each_meaning(record, &mut |_, meaning| corpus.add_name(NameSort::Expansion, meaning));
    }
    corpus.add_name(NameSort::Id, item.id());
    for (sort, dates) in [(NameSort::Date, own_dates(item)), (NameSort::DateWithin, dates_within(item))] {
        if !dates.is_empty() {
            corpus.add_name(sort, &dates);
        }
    }
}

/// A name without the dots and double hyphens between its parts, as many type one: `インディラ・ガンディー` as
/// `インディラガンディー`; nothing of a name that has none.
fn joined(name: &str) -> Option<String> {
    let is_between = |c| matches!(c, '・' | '･' | '゠' | '＝');
    name.contains(is_between).then(|| name.replace(is_between, ""))
}

/// What an item is worth before anything is asked: its weight, and that a term explains a name but is not the
/// thing named.
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
    let nature = match item.kind().nature() {
        Nature::Word => 0,
        Nature::Argument => 40,
        Nature::Occurrence => 60,
        Nature::Thing => 100,
    };
    weight + nature
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
