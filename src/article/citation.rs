//! What a reader takes away: a line that cites a record, or the whole of it as plain text.

use crate::article::layout::lines;
use crate::article::{article, source_line, source_name};
use crate::dataset::cite::{Cite, Cites};
use crate::dataset::{Dataset, ItemId};

/// Columns of a record taken away whole; the width of a page of plain text.
const COLUMNS: usize = 80;

/// `CEPA (1 August 2011). Embassy of India, Tokyo, May 2024: Bilateral Brief, ¶14; …`
#[must_use]
pub fn citation<'d>(dataset: &'d Dataset<'d>, id: ItemId) -> String {
    let Some(item) = dataset.get(id) else { return String::new() };
    let when = item.when().map_or_else(String::new, |when| format!(" ({when})"));
    let mut cited: Vec<Cite<'_>> = Vec::new();
    for cite in item.each_cite() {
        match cited.iter_mut().find(|known| known.source == cite.source) {
            Some(known) => known.paragraphs.extend(cite.paragraphs),
            None => cited.push(cite),
        }
    }
    for cite in &mut cited {
        cite.paragraphs.sort_unstable();
        cite.paragraphs.dedup();
    }
    let sources: Vec<String> = cited.iter().map(|cite| source_line(dataset, cite)).collect();
    format!("{}{when}. {}.", item.title(), sources.join("; "))
}

/// A line for each source cited here, without the passages that a record quotes.
#[must_use]
pub fn sources<'d>(dataset: &'d Dataset<'d>, cites: &[&Cites<'d>]) -> Vec<String> {
    cites.iter().flat_map(|cites| cites.iter()).flatten().map(|cite| source_name(dataset, &cite)).collect()
}

/// The whole record as plain text, sources included.
#[must_use]
pub fn whole<'d>(dataset: &'d Dataset<'d>, id: ItemId) -> String {
    let article = article(dataset, id);
    let lines: Vec<String> =
        lines(&article, COLUMNS, "≠").iter().map(|line| line.text().trim_end().to_owned()).collect();
    lines.join("\n")
}
