//! What of each item of a dataset is a name, a date or a text, and what the item is worth before anything is asked.
//!
//! How that is folded and kept is for [`crate::search::engine::corpus`].

use std::fmt::Write as _;

use crate::data::Item;
use crate::data::date::{PartialDate, Point};
use crate::data::kinds::Nature;
use crate::data::record::Weight;
use crate::data::text::Text;
use crate::search::engine::corpus::CorpusBuilder;
use crate::search::engine::text_sort::NameSort;
use crate::search::sections::{self, Sort};

/// Adds what is searched of an item, with the name of the chart it stands for, if it does; and notes on it as texts
/// beside its own.
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

/// The dates of an item itself, as they might be typed: `2014-09-01` is `2014 09 01 1 september 2014`. Those of figures are
/// the years they are for.
fn own_dates(item: Item<'_, '_>) -> String {
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

/// The dates of its meetings and editions.
fn dates_within(item: Item<'_, '_>) -> String {
    let mut out = String::new();
    for date in sections::dates_within(item) {
        spell(date, &mut out);
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
