//! `maitri pack diff`: what differs between two packs, or what a layer (a pack that extends another) does to its base.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use crate::cli::commands::list::Layout;
use crate::cli::commands::task::Given;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::kept_packs;
use crate::data::difference::{self, Difference, Fate, FieldDifference};
use crate::data::{bundled, layer};
use crate::store::packs;
use crate::text::{clip, counted, sanitised, wrap};

/// Which packs.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The earlier pack, a directory or a .maitri file; without B, the later one, or a layer
    #[arg(value_name = "A")]
    one: PathBuf,
    /// The later pack; if left out, A is held against the one of --data or the bundled one
    #[arg(value_name = "B")]
    other: Option<PathBuf>,
    /// Write one JSON object a line, every field whole
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    layout: Layout,
}

/// Columns of a text that are told.
const MOST: usize = 240;

impl Diff {
    /// Tells what differs.
    pub(super) fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let read = |path: &PathBuf| packs::read(&kept_packs::path_of(path, io)?).map_err(Failure::Pack);
        let one = read(&self.one)?;
        let differences = if let Some(other) = &self.other {
            difference::between(&one, &read(other)?)
        } else {
            let base = match given.data.first() {
                Some(base) => read(base)?,
                None => bundled::files(),
            };
            if layer::extends(&one).is_some() {
                difference::of_layer(&base, &one)
            } else {
                difference::between(&base, &one)
            }
        };
        if self.json {
            for difference in &differences {
                serde_json::to_writer(&mut io.output, difference)?;
                writeln!(io.output)?;
            }
            return Ok(());
        }
        let columns = self.layout.columns(io);
        let mut text = String::new();
        for difference in &differences {
            tell(difference, columns, &mut text);
        }
        let count = |change| differences.iter().filter(|difference| difference.change == change).count();
        let (added, changed, withdrawn) = (count(Fate::Added), count(Fate::Changed), count(Fate::Withdrawn));
        let summary = if differences.is_empty() {
            "nothing differs".to_owned()
        } else {
            format!("{}: {added} added, {changed} changed, {withdrawn} withdrawn", counted(differences.len(), "thing"))
        };
        writeln!(io.output, "{text}{summary}")?;
        Ok(())
    }
}

fn tell(difference: &Difference, columns: usize, text: &mut String) {
    let word = match difference.change {
        Fate::Added => "added",
        Fate::Changed => "changed",
        Fate::Withdrawn => "withdrawn",
    };
    let title = difference.title.as_ref().map_or_else(String::new, |title| format!(" “{title}”"));
    push(text, 0, &format!("{word} {} {}{title}", difference.thing, difference.id), columns);
    for FieldDifference { field, before, after } in &difference.fields {
        let told = match (before, after) {
            (Some(before), Some(after)) => format!("{field}: {} → {}", short(before), short(after)),
            (None, Some(after)) => format!("{field}: + {}", short(after)),
            (Some(before), None) => format!("{field}: − {}", short(before)),
            (None, None) => field.clone(),
        };
        push(text, 4, &told, columns);
    }
}

fn short(text: &str) -> String {
    clip(text, MOST).into_owned()
}

fn push(text: &mut String, indent: usize, line: &str, columns: usize) {
    let indent = if columns > 2 * indent { indent } else { 0 };
    let line = sanitised(line);
    for line in wrap(&line, columns - indent) {
        let _ = writeln!(text, "{}{line}", " ".repeat(indent));
    }
}
