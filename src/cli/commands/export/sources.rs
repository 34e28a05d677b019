//! The sources that items cite, whole: what they are called, who published them and when, how good they are, where they
//! are to be read and what is quoted of them. With each item in JSON; by themselves for `export --sources`.

use std::io::Write;

use serde::{Serialize, Serializer};

use crate::cli::errors::Failure;
use crate::cli::text_output::cells::Cells;
use crate::data::cite::{self, Cite, Cites, PILCROW};
use crate::data::date::PartialDate;
use crate::data::pack::grade::Grade;
use crate::data::{Dataset, Item, ItemId, Pack};

/// The columns of a table of sources: the date in EDTF, the paragraphs that are cited, and those of them that are quoted,
/// set apart by bars.
const COLUMNS: [&str; 8] = ["id", "publisher", "title", "date", "grade", "address", "cited", "passages"];

/// A source as it is exported.
#[derive(Serialize)]
pub(super) struct SourceFields<'d> {
    id: &'d str,
    publisher: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<Grade>,
    title: &'d str,
    /// As a reader says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<PartialDate>,
    /// The date's notation, which sorts as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'d str>,
    /// What is quoted of it where it is cited here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    passages: Vec<PassageFields<'d>>,
    #[serde(skip)]
    cited: String,
}

/// A passage, by the number that cites call it by.
#[derive(Serialize)]
struct PassageFields<'d> {
    paragraph: u16,
    text: &'d str,
}

impl<'d> SourceFields<'d> {
    fn of(pack: &'d Pack<'d>, cite: &Cite<'_>) -> Option<Self> {
        let source = pack.source(cite.source)?;
        let numbers = cite.paragraphs.iter().flat_map(|&(from, to)| from..=to.min(source.citable()));
        let quoted =
            numbers.filter_map(|paragraph| Some(PassageFields { paragraph, text: source.passage(paragraph)? }));
        Some(Self {
            id: &source.id,
            publisher: &source.publisher,
            grade: source.grade,
            title: &source.title,
            date: source.date,
            order: source.date.map(|date| date.notation()),
            address: source.address.as_deref(),
            passages: quoted.collect(),
            cited: cite.paragraph_text(),
        })
    }

    /// Its cells, in the order of [`COLUMNS`].
    fn row(&self) -> [String; 8] {
        let quoted = self.passages.iter().map(|passage| format!("{PILCROW}{} “{}”", passage.paragraph, passage.text));
        [
            self.id.to_owned(),
            self.publisher.to_owned(),
            self.title.to_owned(),
            self.order.clone().unwrap_or_default(),
            self.grade.map_or_else(String::new, |grade| grade.letter().to_owned()),
            self.address.unwrap_or_default().to_owned(),
            self.cited.clone(),
            quoted.collect::<Vec<_>>().join(" | "),
        ]
    }
}

/// Each source that these items cite, once, in the order a reader meets them; of a figure also who published another.
pub(super) fn of<'d>(dataset: &'d Dataset<'d>, items: impl IntoIterator<Item = ItemId>) -> Vec<SourceFields<'d>> {
    let items = items.into_iter().filter_map(|id| dataset.get(id));
    let cites = items.flat_map(|item| {
        let points = if let Item::Series(series) = item { series.points.as_slice() } else { &[] };
        let others = points.iter().flat_map(|point| &point.also).map(|also| &also.cite);
        item.each_cite().chain(others.flat_map(Cites::iter).flatten()).collect::<Vec<_>>()
    });
    cite::by_source(cites).iter().filter_map(|cite| SourceFields::of(&dataset.pack, cite)).collect()
}

/// Writes sources, one a line of JSON.
pub(super) fn lines(sources: &[SourceFields<'_>], out: &mut dyn Write) -> Result<(), Failure> {
    for source in sources {
        serde_json::to_writer(&mut *out, source)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes sources as one array, indented.
pub(super) fn array(sources: &[SourceFields<'_>], out: &mut dyn Write) -> Result<(), Failure> {
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    serializer.collect_seq(sources)?;
    writeln!(out)?;
    Ok(())
}

/// Writes sources as a table, one a row.
pub(super) fn csv(sources: &[SourceFields<'_>], cells: Cells, out: &mut dyn Write) -> Result<(), Failure> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    for source in sources {
        table.write_record(source.row().iter().map(|cell| cells.cell(cell).into_owned()))?;
    }
    Ok(table.flush()?)
}
