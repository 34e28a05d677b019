//! `maitri pack list`, `on`, `off` and `order`: which packs a reader keeps, which of them are used, and how they lie.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{add, together};
use crate::cli::commands::task::Given;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::kept_packs;
use crate::cli::packs::ChosenPacks;
use crate::data::layer;
use crate::data::{Dataset, load};
use crate::store::installed::{self, Installed};
use crate::store::packs;
use crate::text::{counted, sanitised};

/// How packs are listed.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Write one JSON object a line
    #[arg(long)]
    json: bool,
}

/// Which pack is switched.
#[derive(Debug, Args)]
pub(crate) struct Switch {
    /// Its name, as `maitri pack list` tells it
    name: String,
}

/// In which order packs lie.
#[derive(Debug, Args)]
pub(crate) struct Order {
    /// Their names, the lowest first; what is not named lies above these, in the order it has
    #[arg(value_name = "NAME", required = true)]
    names: Vec<String>,
}

/// What is told of a pack.
#[derive(Debug, Default, Serialize)]
struct Row {
    name: String,
    is_on: bool,
    #[serde(skip)]
    path: PathBuf,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<String>,
    /// The pack that it lies on.
    #[serde(skip_serializing_if = "Option::is_none")]
    extends: Option<String>,
    /// What it holds or changes, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    holds: Option<String>,
    /// Why it cannot be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    broken: Option<String>,
    /// How the pack is opened that it lies on, if that is not in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    waits_for: Option<String>,
    /// Why it is left out though it is sound: because of the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<String>,
    /// What it changes that others change too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflicts: Vec<String>,
}

impl List {
    /// Tells a line of each.
    pub(super) fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let all = kept_packs::all(io)?;
        let in_use = ChosenPacks::named(&given.data)?.base_id().unwrap_or_default();
        let mut rows: Vec<Row> = all.iter().map(|pack| row(pack, &in_use, given, io)).collect();
        let used = |row: &&mut Row| row.is_on && row.broken.is_none();
        let bases: BTreeSet<String> = rows.iter_mut().filter(used).filter_map(|row| row.extends.clone()).collect();
        let directory = kept_packs::directory(io)?;
        let mut conflicts: Vec<String> = Vec::new();
        for base in bases {
            let together = together::on(&base, given, io)?;
            for row in rows.iter_mut().filter(used).filter(|row| row.extends.as_deref() == Some(&base)) {
                row.left_out = together.why_left_out(&row.path);
                row.conflicts = together.contested_by(&row.path).map(|one| one.told(None)).collect();
            }
            conflicts.extend(together.contested.iter().map(|one| one.told(Some(&directory))));
        }
        if self.json {
            for row in &rows {
                serde_json::to_writer(&mut io.output, row)?;
                writeln!(io.output)?;
            }
            return Ok(());
        }
        if rows.is_empty() {
            let shown = directory.display().to_string();
            writeln!(io.output, "No pack is kept in {}; `maitri pack add DIR` puts one there.", sanitised(&shown))?;
        }
        for row in rows {
            let state = match (&row.broken, &row.left_out, &row.waits_for, row.is_on) {
                (Some(_), ..) => "broken",
                (None, Some(_), ..) => "left out",
                (None, None, _, false) => "off",
                (None, None, Some(_), true) => "waits",
                (None, None, None, true) => "on",
            };
            let title = row.title.unwrap_or_default();
            let edition = row.edition.map_or_else(String::new, |edition| format!(", {edition}"));
            let lies = row.extends.map_or_else(String::new, |base| format!("; lies on {base}"));
            let with = row.waits_for.map_or_else(String::new, |with| format!("; used with {with}"));
            let told = row.broken.or(row.left_out).or(row.holds).map_or_else(String::new, |told| format!(": {told}"));
            let line = format!("{}  {state}  {title}{edition}{lies}{told}{with}", row.name);
            writeln!(io.output, "{}", sanitised(&line))?;
        }
        for conflict in conflicts {
            writeln!(io.output, "  {}", sanitised(&conflict))?;
        }
        Ok(())
    }
}

/// What is told of a pack, once it is read as it would be to be opened.
fn row(pack: &Installed, in_use: &str, given: &Given, io: &Io<'_>) -> Row {
    let mut row = Row { name: pack.name.clone(), is_on: pack.is_on, path: pack.path.clone(), ..Row::default() };
    let files = match packs::read(&pack.path) {
        Ok(files) => files,
        Err(problems) => {
            row.broken = problems.first().map(first_line);
            return row;
        }
    };
    row.extends = layer::extends(&files);
    if let Some(misread) = layer::misread_head(&files).first() {
        row.broken = Some(first_line(misread));
        return row;
    }
    let Some(base) = &row.extends else {
        match load::load(&files) {
            Ok(dataset) => {
                head(&mut row, &dataset);
                let (records, series) = (counted(dataset.records.len(), "record"), dataset.series.len());
                row.holds =
                    Some(format!("{records} and {series} series; opens with --data {}", shell_words::quote(&row.name)));
            }
            Err(problems) => row.broken = problems.first().map(first_line),
        }
        return row;
    };
    if base != in_use {
        row.waits_for = Some(add::opened_so(base, io));
        if kept_packs::base(base, io).is_none() {
            // What it says of a pack that is not here cannot be judged.
            row.title = layer::title(&files);
            return row;
        }
    }
    let opened = ChosenPacks::with(&given.data, &pack.path, files, io).map(ChosenPacks::stack);
    match opened
        .as_ref()
        .map_err(ToString::to_string)
        .and_then(|open| open.to_check().map_err(|failure| failure.to_string()))
    {
        Ok(opened) => {
            if let Some(layer) = opened.dataset.pack.layers.last() {
                row.title = Some(layer.title.to_string());
                row.edition = Some(layer.edition.to_string());
                row.holds = Some(layer::counted(layer.counts));
            }
        }
        Err(sentence) => row.broken = Some(first_line(&sentence)),
    }
    row
}

fn head(row: &mut Row, dataset: &Dataset<'_>) {
    row.title = Some(dataset.pack.title.to_string());
    row.edition = Some(dataset.pack.edition.to_string());
}

fn first_line(told: &impl ToString) -> String {
    told.to_string().lines().find(|line| !line.trim().is_empty()).unwrap_or_default().to_owned()
}

impl Switch {
    /// Switches the pack.
    pub(super) fn run(&self, is_on: bool, io: &mut Io<'_>) -> Result<(), Failure> {
        let pack = kept_packs::named(&self.name, io)?;
        let changed = installed::set_on(&kept_packs::directory(io)?, &pack.name, is_on).map_err(Failure::Refused)?;
        let state = if is_on { "on" } else { "off" };
        let already = if changed { "" } else { " already" };
        writeln!(io.output, "“{}” is {state}{already}", pack.name)?;
        Ok(())
    }
}

impl Order {
    /// Sets the order, and tells that of all.
    pub(super) fn run(&self, io: &mut Io<'_>) -> Result<(), Failure> {
        let mut names: Vec<String> = Vec::new();
        for name in &self.names {
            let pack = kept_packs::named(name, io)?;
            if names.contains(&pack.name) {
                return Err(Failure::Refused(format!("“{}” is named twice; a pack lies in one place", pack.name)));
            }
            names.push(pack.name);
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let order = installed::set_order(&kept_packs::directory(io)?, &names).map_err(Failure::Refused)?;
        let line = format!("from the lowest: {}; where two change the same, the later holds", order.join(", "));
        writeln!(io.output, "{}", sanitised(&line))?;
        Ok(())
    }
}
