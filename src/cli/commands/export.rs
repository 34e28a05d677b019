//! `maitri export`: records and series for other programs, or for a page to read.
//!
//! The same line of JSON serves `maitri show --json`.

mod anki;
mod csv;
pub(crate) mod json;
mod markdown;

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{points, show};
use crate::cli::Failure;
use crate::data::{Dataset, ItemId};
use crate::search::{Index, Predicate, SearchSession};

/// What to export and how.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Only these records or series, in this order
    #[arg(long, value_name = "ID,ID,…", value_delimiter = ',', conflicts_with = "query")]
    ids: Vec<String>,
    /// Only what this search finds, in the order of the dataset
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,
    /// Only series; in CSV one row for each figure
    #[arg(long)]
    series: bool,
    /// Directory for the two files of --format anki
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl Export {
    /// Whether it writes into a directory, and not to standard output.
    pub(crate) fn writes_files(&self) -> bool {
        self.output.is_some()
    }
}

/// How `export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line, every field
    Jsonl,
    /// One JSON array, every field, to be read by people too
    Json,
    /// One record a row; with --series one figure a row
    Csv,
    /// Markdown, the sources as footnotes
    Md,
    /// The cards of study as notes to be imported into Anki, in two files under --output
    Anki,
}

/// Writes what is asked for.
pub(crate) fn run<'d>(dataset: &'d Dataset<'d>, export: &Export, out: &mut dyn Write) -> Result<(), Failure> {
    let mut ids = chosen(dataset, export)?;
    if export.series {
        ids.retain(|id| dataset.series_of(*id).is_some());
    }
    if ids.is_empty() {
        crate::cli::say("there is nothing to export; try other words, or leave out --series");
    }
    if export.format != Format::Anki && export.output.is_some() {
        let sentence =
            "--output is for --format anki; the other formats go to standard output, as in `maitri export > file`";
        return Err(Failure::Refused(sentence.to_owned()));
    }
    let items = || ids.iter().filter_map(|id| dataset.get(*id));
    match export.format {
        Format::Jsonl => items().try_for_each(|item| json::line(item, out)),
        Format::Json => json::array(items(), out),
        Format::Md => markdown::write(dataset, &ids, out),
        Format::Anki => anki::write(dataset, &ids, export.output.as_deref(), out),
        Format::Csv if export.series => {
            let series = ids.iter().filter_map(|id| dataset.series_of(*id));
            points::csv(series.flat_map(|series| series.points.iter().map(move |point| (series, point))), true, out)
        }
        Format::Csv => {
            let records: Vec<_> = ids.iter().filter_map(|id| dataset.record(*id)).collect();
            // Who asked for series by name, or by what they are called, must hear that they are not there.
            let left_out = ids.len() - records.len();
            if left_out > 0 && !(export.ids.is_empty() && export.query.is_none()) {
                crate::cli::say(&format!("{left_out} series left out of the records; --series writes their figures"));
            }
            csv::write(&records, out)
        }
    }
}

fn chosen<'d>(dataset: &'d Dataset<'d>, export: &Export) -> Result<Vec<ItemId>, Failure> {
    if let Some(query) = &export.query {
        let index = Index::build(dataset);
        let mut session = SearchSession::new();
        let results = session.update(&index, query, Predicate::ALL);
        if let Some(notice) = results.notice() {
            crate::cli::say(&notice);
        }
        return Ok(results.matching.clone());
    }
    if export.ids.is_empty() {
        return Ok(dataset.ids().collect());
    }
    let mut ids = Vec::new();
    for id in export.ids.iter().map(|id| id.trim()).filter(|id| !id.is_empty()) {
        let id = show::find(dataset, id)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}
