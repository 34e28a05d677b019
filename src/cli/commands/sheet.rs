//! `maitri sheet`: what is worth knowing of a topic or of some records on one or two pages, to revise from and hand
//! out.

use clap::{Args, ValueEnum};

use super::explore::options::Explore;
use super::list::Layout;
use super::notes::book;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::output_file::OutputFile;
use crate::cli::permission::Permission;
use crate::data::Dataset;
use crate::study::notes::NoteBook;
use crate::study::sheet::{self, Request};
use crate::text::sanitised;
use crate::view::sheet::{html, markdown, text, with_notes};

/// Which sheet.
#[derive(Debug, Args)]
pub(crate) struct Sheet {
    /// A topic, which is a sector of the pack (the beginning of its name is enough), or ids or titles of records
    #[arg(value_name = "TOPIC|RECORD", required = true)]
    names: Vec<String>,
    /// How to write it; if left out, as the ending of the file says, and as text in a pipe
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    file: OutputFile,
    /// Leave your own notes out
    #[arg(long)]
    no_notes: bool,
    #[command(flatten)]
    layout: Layout,
}

/// How a sheet is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown, the sources as footnotes
    Md,
    /// Lines of text
    Txt,
    /// One page of HTML that stands alone and prints on A4
    Html,
}

impl Permission for Sheet {
    fn refusal(&self) -> Option<&'static str> {
        self.file.refusal()
    }
}

impl OfDataset for Sheet {
    /// Writes the sheet.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let request =
            Request::read(dataset, &self.names).map_err(|no_request| Failure::Refused(no_request.to_string()))?;
        let book = if self.no_notes { NoteBook::default() } else { book(dataset, explore, io) };
        let sheet = with_notes(dataset, sheet::Sheet::new(dataset, &request), |item| {
            book.at(dataset, item).into_iter().cloned().collect()
        });
        let text = match self.format()? {
            Format::Md => markdown::markdown(dataset, &sheet),
            Format::Txt => text::text(dataset, &sheet, self.layout.columns(io)),
            Format::Html => html::html(dataset, &sheet),
        };
        self.file.write(&text, ("sheet", &format!("The sheet “{}”", sheet.title)), io)
    }
}

impl Sheet {
    /// The format that is asked for, or that the name of the file says; text, where neither does.
    fn format(&self) -> Result<Format, Failure> {
        let Some(ending) = self.format.is_none().then(|| self.file.ending()).flatten() else {
            return Ok(self.format.unwrap_or(Format::Txt));
        };
        match ending.as_str() {
            "html" | "htm" => Ok(Format::Html),
            "md" | "markdown" => Ok(Format::Md),
            "txt" | "text" => Ok(Format::Txt),
            other => {
                let other = sanitised(other);
                let help = "name a file in .html, .md or .txt, or say which of them it is with --format";
                Err(Failure::Refused(format!("no sheet is written as .{other}; {help}")))
            }
        }
    }
}
