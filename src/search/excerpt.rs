//! What to show of a hit: which letters of a text on the screen match, and the line that does when
//! the title is not it.
//!
//! Computed from the original text when it is about to be shown, for the few rows that are.

use std::borrow::Cow;
use std::ops::Range;

use super::index::Index;
use super::own::Own;
use super::plan::forms;
use super::results::{Hit, Results};
use super::sections::{self, Sort};
use crate::data::period::Period;
use crate::data::series::{DataPoint, format_value};
use crate::data::{Item, Record};
use crate::search::engine::char_mask::masks;
use crate::search::engine::fuzzy::Matcher;
use crate::search::engine::term::Needle;
use crate::search::engine::text_sort::FoundIn;
use crate::text::fold::{Traced, fold};

/// Longer texts are no names: scattered letters are not marked in them.
const LONGEST_NAME: usize = 160;
/// What the line of a chart's name is called.
pub const CHART: &str = "Chart";
/// What the point of a dispute is called.
pub const DISPUTE: &str = "Disputed";
/// What the line of a note is called.
const NOTE: &str = "Your note";
/// How much of a text is shown before the first mark, in bytes.
const LEAD: usize = 24;

/// A line of an item in which a query matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What the line is: `Summary`, `Also`, or a fact's own label.
    pub label: String,
    /// The line, with an ellipsis where its beginning was cut.
    pub text: String,
    /// The bytes of it that match.
    pub marks: Vec<Range<usize>>,
    /// Whether it is a line of a note of the reader's.
    pub is_own: bool,
}

/// What sources disagree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtIssue {
    /// The point as a record tells it, or a period of a series with what else was published for it.
    pub text: String,
    /// The period, of a series.
    pub period: Option<Period>,
}

impl Results {
    /// The parts of any text that match, in order, none touching the next, each of whole graphemes.
    #[must_use]
    pub fn marks(&self, shown: &str) -> Vec<Range<usize>> {
        marks(&self.needles(), shown)
    }

    /// Whether what sources disagree on is asked for: then of each hit that is told.
    #[must_use]
    pub fn asks_dispute(&self) -> bool {
        self.query.asks_dispute()
    }

    /// Where disputes are asked for, one of the hit's: that in which most of the words stand, or else the first.
    #[must_use]
    pub fn dispute(&self, index: &Index<'_>, hit: &Hit) -> Option<AtIssue> {
        if !self.asks_dispute() {
            return None;
        }
        let needles = self.needles();
        let count = |text: &str| found(&needles, text).into_iter().filter(|is_there| *is_there).count();
        match index.dataset().get(hit.id)? {
            Item::Record(record) => {
                let apart = record.apart();
                let conflicts = &apart.as_ref().unwrap_or(record).conflicts;
                let points = conflicts.iter().rev().map(|conflict| conflict.point.as_str());
                let point = points.max_by_key(|point| count(point))?;
                Some(AtIssue { text: point.to_owned(), period: None })
            }
            Item::Series(series) => {
                let disputed = series.points.iter().rev().filter(|point| !point.also.is_empty());
                let told = disputed.map(|point| AtIssue { text: other_values(point), period: Some(point.period) });
                told.max_by_key(|at_issue| count(&at_issue.text))
            }
        }
    }

    /// The line in which a hit matched, or `None` if its title is the one; where disputes are asked for, one of them.
    #[must_use]
    pub fn excerpt(&self, index: &Index<'_>, own: &dyn Own, hit: &Hit) -> Option<Excerpt> {
        if let Some(AtIssue { text, .. }) = self.dispute(index, hit) {
            let marks = self.marks(&text);
            return Some(Excerpt { label: DISPUTE.to_owned(), text, marks, is_own: false });
        }
        if hit.place == FoundIn::Title {
            return None;
        }
        let dataset = index.dataset();
        // Most hits will not be read: what is unpacked to be looked through is given up again.
        let apart = dataset.record(hit.id).and_then(Record::apart);
        let item = apart.as_ref().map(Item::Record).or_else(|| dataset.get(hit.id))?;
        self.best_line(index, own, (hit, item))
    }

    /// The line of a hit in which most of the words stand that its title has not.
    fn best_line<'i>(
        &self,
        index: &'i Index<'_>,
        own: &'i dyn Own,
        (hit, item): (&Hit, Item<'i, 'i>),
    ) -> Option<Excerpt> {
        let needles = self.needles();
        let title = found(&needles, item.title());
        let mut best: Option<(usize, Option<&str>, Cow<'_, str>)> = None;
        let mut look = |label: Option<&'i str>, text: Cow<'i, str>| {
            let there = found(&needles, &text);
            // What the title shows already counts only between equals.
            let new = there.iter().zip(&title).filter(|(there, title)| **there && !**title).count();
            let worth = new * 100 + there.iter().filter(|there| **there).count();
            if new > 0 && best.as_ref().is_none_or(|(sofar, ..)| worth > *sofar) {
                best = Some((worth, label, text));
            }
        };
        let notes = own.notes().of(hit.id).iter();
        notes.flat_map(|note| note.lines()).for_each(|line| look(None, Cow::Borrowed(line)));
        if let Some(chart) = index.chart_name(hit.id) {
            look(Some(CHART), Cow::Borrowed(chart));
        }
        for_each_line(item, &mut |label, text| look(Some(label), text));
        let (_, label, text) = best?;
        let (text, marks) = cut(&text, marks(&needles, &text));
        Some(Excerpt { label: label.unwrap_or(NOTE).to_owned(), text, marks, is_own: label.is_none() })
    }

    /// What the chart is called by whose name a hit was found; nothing where it was found by what it is itself.
    #[must_use]
    pub fn chart<'d>(&self, index: &Index<'d>, own: &dyn Own, hit: &Hit) -> Option<&'d str> {
        let name = index.chart_name(hit.id)?;
        self.excerpt(index, own, hit).filter(|excerpt| excerpt.label == CHART).map(|_| name)
    }

    /// The words to mark: those typed, or those shown instead.
    fn needles(&self) -> Vec<Needle> {
        let all = self.query.words().flat_map(|(word, mode)| {
            let of_status = self.modes.iter().find(|(other, _)| other == word).map_or(mode, |(_, mode)| *mode);
            forms(word, mode, of_status, &self.corrections)
        });
        all.map(|(text, mode, _)| Needle::new(text, mode)).collect()
    }
}

/// `FY2011-12: also 5.01 (before revision), 5.5 (rounded up)`
fn other_values(point: &DataPoint<'_>) -> String {
    let others = point.also.iter().map(|other| format!("{} ({})", format_value(other.value), other.note));
    format!("{}: also {}", point.period, others.collect::<Vec<_>>().join(", "))
}

/// Which of the words stand in a text.
fn found(needles: &[Needle], text: &str) -> Vec<bool> {
    let folded = format!(" {} ", fold(text));
    let name = folded.trim().as_bytes();
    let is_name = text.len() <= LONGEST_NAME;
    let heads = masks(name).1;
    needles
        .iter()
        .map(|needle| needle.in_text(folded.as_bytes()).is_some() || is_name && needle.in_name(name, heads).is_some())
        .collect()
}

fn marks(needles: &[Needle], shown: &str) -> Vec<Range<usize>> {
    let traced = Traced::new(shown);
    let bytes = traced.folded.as_bytes();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for needle in needles {
        let mut stretches = needle.stretches(bytes);
        if stretches.is_empty() && shown.len() <= LONGEST_NAME && needle.in_name(bytes, masks(bytes).1).is_some() {
            stretches = scattered(&traced.folded, needle.text());
        }
        ranges.extend(stretches.into_iter().map(|(start, end)| traced.original(start, end)));
    }
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    merge(ranges)
}

/// The letters of a scattered match, as stretches of bytes.
fn scattered(folded: &str, word: &str) -> Vec<(usize, usize)> {
    let places: Vec<(usize, char)> = folded.char_indices().collect();
    let numbers = Matcher::default().indices(folded, word);
    numbers.iter().filter_map(|&number| places.get(number)).map(|&(at, c)| (at, at + c.len_utf8())).collect()
}

fn merge(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ if range.is_empty() => {}
            _ => merged.push(range),
        }
    }
    merged
}

/// Every line of an item but its title, with what a reader calls it. What was written as the label of a fact is
/// searched with the fact, so the two are one line here; other labels only say what a line is.
fn for_each_line<'d>(item: Item<'d, 'd>, visit: &mut impl FnMut(&'d str, Cow<'d, str>)) {
    for alias in item.aka() {
        visit("Also", Cow::Borrowed(alias));
    }
    if let Item::Record(record) = item {
        for native in record.native.iter().chain(&record.read_as) {
            visit("Also", Cow::Borrowed(&native.name));
        }
        sections::for_each_meaning(record, &mut |label, text| visit(label, Cow::Borrowed(text)));
    }
    sections::for_each(item, &mut |section| match section.sort {
        Sort::Fact => {
            visit(section.label, Cow::Borrowed(section.text));
            visit("Fact", Cow::Owned(format!("{}: {}", section.label, section.text)));
        }
        Sort::Field | Sort::Summary => visit(section.label, Cow::Borrowed(section.text)),
    });
}

/// Cuts the beginning of a text so that its first mark is soon seen.
fn cut(text: &str, marks: Vec<Range<usize>>) -> (String, Vec<Range<usize>>) {
    let first = marks.first().map_or(0, |mark| mark.start);
    let near = first.saturating_sub(LEAD);
    let spaces = text.char_indices().rev().filter(|&(at, c)| at < near && c == ' ');
    let Some(from) = spaces.map(|(at, _)| at + 1).next() else { return (text.to_owned(), marks) };
    let lead = "… ";
    let shifted = marks.into_iter().map(|mark| mark.start - from + lead.len()..mark.end - from + lead.len()).collect();
    (format!("{lead}{}", text.get(from..).unwrap_or_default()), shifted)
}
