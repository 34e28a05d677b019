//! `maitri export`: records and series for other programs, or for a page to read.
//!
//! The same line of JSON serves `maitri show --json`.

mod anki;
pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod markdown;
mod sources;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::sources::SourceFields;
use super::explore::options::Explore;
use super::notes;
use super::points;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::find;
use crate::cli::found::{found, unless_none};
use crate::cli::io::Io;
use crate::cli::marking::{ListOption, MARKS_ARE_NOT_HERE};
use crate::cli::own::KeptOwn;
use crate::cli::permission::Permission;
use crate::cli::text_output::cells::Cells;
use crate::data::{Dataset, ItemId};
use crate::search::{Index, Predicate, SearchSession};
use crate::study::notes::NoteBook;

/// What to export and how.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct Export {
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Only these records or series, in this order
    #[arg(long, value_name = "ID,ID,…", value_delimiter = ',', conflicts_with_all = ["query", "list"])]
    ids: Vec<String>,
    /// Only what this search finds, in the order of the dataset
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true, conflicts_with = "list")]
    query: Option<String>,
    #[command(flatten)]
    list: ListOption,
    /// Only series; in CSV one row for each figure
    #[arg(long)]
    series: bool,
    /// Instead the sources that these cite, each once: title, publisher, date, grade, address, what is quoted of it
    #[arg(long)]
    sources: bool,
    /// Without your notes
    #[arg(long)]
    no_notes: bool,
    /// In CSV put ' before cells that a spreadsheet would run as a formula: those that begin with =, +, - or @ and are
    /// no numbers
    #[arg(long)]
    safe_cells: bool,
    /// Directory for the two files of --format anki
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl Permission for Export {
    fn refusal(&self) -> Option<&'static str> {
        let names_a_list = self.list.list.as_ref().map(|_| MARKS_ARE_NOT_HERE);
        self.output.as_ref().map(|_| "--output names files of this machine").or(names_a_list)
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

impl OfDataset for Export {
    /// Writes what is asked for.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let book = if self.no_notes { NoteBook::default() } else { notes::book(dataset, explore, io) };
        let mut ids = match self.list.items(&explore.study, dataset, io)? {
            Some(ids) => ids,
            None => self.chosen(explore, dataset, io)?,
        };
        if self.series {
            ids.retain(|id| dataset.series_of(*id).is_some());
        }
        unless_none(ids.is_empty(), || self.nothing(dataset))?;
        if self.format != Format::Anki && self.output.is_some() {
            let sentence = "--output is for --format anki; the other formats go to standard output, as in `maitri \
                            export > file`";
            return Err(Failure::Refused(sentence.to_owned()));
        }
        if self.format != Format::Csv && self.safe_cells {
            return Err(Failure::Refused("--safe-cells is for --format csv; no other format has cells".to_owned()));
        }
        let cells = if self.safe_cells { Cells::Safe } else { Cells::Plain };
        if self.sources {
            return self.write_sources(&sources::of(dataset, ids), cells, io);
        }
        let items = || ids.iter().map(|id| (*id, book.at(dataset, *id)));
        match self.format {
            Format::Jsonl => items().try_for_each(|(id, notes)| json::line(dataset, id, notes, &mut io.output)),
            Format::Json => json::array(dataset, items(), &mut io.output),
            Format::Md => markdown::write((dataset, &book), &ids, &mut io.output),
            Format::Anki => anki::write((dataset, &book), &ids, self.output.as_deref(), &mut io.output),
            Format::Csv if self.series => {
                let series = ids.iter().filter_map(|id| dataset.series_of(*id));
                let points = series.flat_map(|series| series.points.iter().map(move |point| (series, point)));
                points::csv(dataset, points, true, cells, &mut io.output)
            }
            Format::Csv => {
                let records: Vec<_> = ids.iter().copied().filter(|id| dataset.record(*id).is_some()).collect();
                // Who asked for series by name, or by what they are called, must hear that they are not there.
                let left_out = ids.len() - records.len();
                if left_out > 0 && !(self.ids.is_empty() && self.query.is_none() && self.list.list.is_none()) {
                    io.warn(&format!("{left_out} series left out of the records; --series writes their figures"));
                }
                csv::write(dataset, &records, cells, &mut io.output)
            }
        }
    }
}

impl Export {
    /// Writes what is cited, in the formats that have a line or a row for each.
    fn write_sources(&self, all: &[SourceFields<'_>], cells: Cells, io: &mut Io<'_>) -> Result<(), Failure> {
        match self.format {
            Format::Jsonl => sources::lines(all, &mut io.output),
            Format::Json => sources::array(all, &mut io.output),
            Format::Csv => sources::csv(all, cells, &mut io.output),
            Format::Md | Format::Anki => {
                let sentence =
                    "--sources is for --format csv, json and jsonl; md and anki tell them with what they cite";
                Err(Failure::Refused(sentence.to_owned()))
            }
        }
    }

    /// Why nothing is left to be written.
    fn nothing(&self, dataset: &Dataset<'_>) -> String {
        if dataset.is_empty() {
            "this pack holds nothing to export yet"
        } else if self.series {
            "none of that is a series; leave out --series"
        } else if self.list.list.is_some() {
            "nothing is in this list"
        } else {
            "--ids names nothing; write ids as in --ids cepa,tokyo, or leave it out for everything"
        }
        .to_owned()
    }

    fn chosen<'d>(&self, explore: &Explore, dataset: &'d Dataset<'d>, io: &mut Io<'_>) -> Result<Vec<ItemId>, Failure> {
        if let Some(query) = &self.query {
            let own = KeptOwn::asked(query, explore, dataset, io);
            let index = Index::build(dataset);
            let mut session = SearchSession::new();
            let results = found(session.update(&index, query, Predicate::ALL.of(&own)), query)?;
            let notice = results.notice_beside(results.undated.len());
            if !notice.is_empty() {
                io.warn(&notice);
            }
            return Ok(results.matching.clone());
        }
        if self.ids.is_empty() {
            return Ok(dataset.ids().collect());
        }
        let mut ids = Vec::new();
        for id in self.ids.iter().map(|id| id.trim()).filter(|id| !id.is_empty()) {
            let id = find::item(dataset, id)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }
}
