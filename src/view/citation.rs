//! How sources are named: in a line that cites a record, and in the notes under what is told.

use std::fmt::Write as _;

use crate::data::cite::{Cite, Cites};
use crate::data::{Dataset, ItemId};

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

/// `Embassy of India, Tokyo, May 2024: Bilateral Brief, ¶14`, or for a page its name alone.
fn source_name(dataset: &Dataset<'_>, cite: &Cite<'_>) -> String {
    let Some(source) = dataset.pack.source(cite.source) else {
        return cite.to_string();
    };
    let name = format!("{}: {}", source.byline(), source.title);
    if source.paragraphs.is_some() { format!("{name}, {}", cite.paragraph_text()) } else { name }
}

/// The source's name, and for a page the passage relied on.
pub(crate) fn source_line(dataset: &Dataset<'_>, cite: &Cite<'_>) -> String {
    let mut line = source_name(dataset, cite);
    let Some(source) = dataset.pack.source(cite.source).filter(|source| source.paragraphs.is_none()) else {
        return line;
    };
    for &(from, to) in &cite.paragraphs {
        for passage in (from..=to).filter_map(|number| source.passage(number)) {
            let _ = write!(line, " “{passage}”");
        }
    }
    if let Some(address) = &source.address {
        let _ = write!(line, " ({address})");
    }
    line
}
