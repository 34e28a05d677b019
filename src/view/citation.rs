//! How sources are named: in a line that cites a record, in the notes under what is told, and in tables.

pub mod style;

use std::fmt::Write as _;

use crate::data::cite::{self, Cite, Cites};
use crate::data::pack::Source;
use crate::data::{Dataset, ItemId, Pack};

/// `CEPA (1 August 2011). Embassy of India, Tokyo, May 2024 (grade A): Bilateral Brief, ¶14; …`
#[must_use]
pub fn citation<'d>(dataset: &'d Dataset<'d>, id: ItemId) -> String {
    let Some(item) = dataset.get(id) else { return String::new() };
    let when = item.when().map_or_else(String::new, |when| format!(" ({when})"));
    let cited = cite::by_source(item.each_cite());
    let sources: Vec<String> = cited.iter().map(|cite| graded_line(dataset, cite)).collect();
    format!("{}{when}. {}.", item.title(), sources.join("; "))
}

/// A line for each source cited here, without the passages that a record quotes.
#[must_use]
pub fn sources<'d>(dataset: &'d Dataset<'d>, cites: &[&Cites<'d>]) -> Vec<String> {
    let cites = cites.iter().flat_map(|cites| cites.iter()).flatten();
    cites.map(|cite| source_name(dataset, &cite, true)).collect()
}

/// `Embassy of India, Tokyo; JICA`: who published what is cited here, each once.
pub(crate) fn publishers<'d>(pack: &Pack<'_>, cites: impl IntoIterator<Item = &'d Cites<'d>>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for source in cited_sources(pack, cites) {
        if !names.contains(&source.publisher.as_str()) {
            names.push(&source.publisher);
        }
    }
    names.join("; ")
}

/// `A; C`: the grades of what is cited here, each once and the best first.
pub(crate) fn grades<'d>(pack: &Pack<'_>, cites: impl IntoIterator<Item = &'d Cites<'d>>) -> String {
    let mut grades: Vec<_> = cited_sources(pack, cites).filter_map(|source| source.grade).collect();
    grades.sort_unstable();
    grades.dedup();
    grades.into_iter().map(crate::data::pack::grade::Grade::letter).collect::<Vec<_>>().join("; ")
}

/// Where what is cited here is to be read, each address once.
pub(crate) fn addresses<'d>(pack: &Pack<'_>, cites: impl IntoIterator<Item = &'d Cites<'d>>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for address in cited_sources(pack, cites).filter_map(|source| source.address.as_deref()) {
        if !all.contains(&address) {
            all.push(address);
        }
    }
    all.join("; ")
}

fn cited_sources<'p, 'a, 'd>(
    pack: &'p Pack<'a>,
    cites: impl IntoIterator<Item = &'d Cites<'d>>,
) -> impl Iterator<Item = &'p Source<'a>> {
    let each = cites.into_iter().flat_map(Cites::iter).flatten();
    cite::by_source(each).into_iter().filter_map(|cite| pack.source(cite.source)).collect::<Vec<_>>().into_iter()
}

/// `Embassy of India, Tokyo, May 2024 (grade A): Bilateral Brief, ¶14`, or for a page its name alone.
pub(crate) fn graded_name(dataset: &Dataset<'_>, cite: &Cite<'_>) -> String {
    source_name(dataset, cite, true)
}

/// `Embassy of India, Tokyo, May 2024: Bilateral Brief, ¶14`, or for a page its name alone.
pub(crate) fn source_name(dataset: &Dataset<'_>, cite: &Cite<'_>, graded: bool) -> String {
    dataset.pack.source_name(cite, graded)
}

/// The source's name with its grade, and for a page the passage relied on and its address.
fn graded_line(dataset: &Dataset<'_>, cite: &Cite<'_>) -> String {
    let mut line = source_name(dataset, cite, true);
    for passage in passages(dataset, cite, false) {
        let _ = write!(line, " {passage}");
    }
    let page = dataset.pack.source(cite.source).filter(|source| source.paragraphs.is_none());
    if let Some(address) = page.and_then(|source| source.address.as_ref()) {
        let _ = write!(line, " ({address})");
    }
    line
}

/// What is quoted of a page here, each passage with its number if that is asked for; of a document nothing is.
pub(crate) fn passages(dataset: &Dataset<'_>, cite: &Cite<'_>, numbered: bool) -> Vec<String> {
    let Some(source) = dataset.pack.source(cite.source).filter(|source| source.paragraphs.is_none()) else {
        return Vec::new();
    };
    let numbers = cite.paragraphs.iter().flat_map(|&(from, to)| from..=to);
    let quoted = numbers.filter_map(|number| Some((number, source.passage(number)?)));
    quoted
        .map(
            |(number, passage)| {
                if numbered { format!("{}{number} “{passage}”", cite::PILCROW) } else { format!("“{passage}”") }
            },
        )
        .collect()
}
