//! `maitri pack`: packs as files, made and handed on. What each of its commands does has a file of its own.

mod add;
mod ask;
mod checked;
mod diff;
mod export;
mod list;
mod names;
mod new;
mod schema;
mod together;

use clap::{Args, Subcommand};

use super::task::{Given, Standalone};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::Permission;

/// What to do with packs.
#[derive(Debug, Args)]
pub(crate) struct Packs {
    /// What to do
    #[command(subcommand)]
    what: What,
}

/// What to do with packs.
#[derive(Debug, Subcommand)]
enum What {
    /// Write a pack to begin with: one example of everything, commented, under the names of two countries
    New(Box<new::New>),
    /// Write the bundled pack, or the one of --data, as files to read and to change, or as one file to hand on
    Export(export::Export),
    /// List the packs that are kept, and which of them are used
    List(list::List),
    /// Use a pack that is kept
    On(list::Switch),
    /// Keep a pack without using it
    Off(list::Switch),
    /// Let packs that are kept lie in this order: where two change the same, the later holds
    Order(list::Order),
    /// Check a pack and keep it: a layer lies on its base from then on
    Add(add::Add),
    /// Take a pack away; notes, marks and answers stay
    Remove(add::Remove),
    /// Check a pack that is kept, or any other
    Check(checked::Checked),
    /// Tell what differs between two packs, thing by thing and field by field
    Diff(diff::Diff),
    /// Tell every field that may stand in a pack: its type, its meaning, an example, and what holds without it
    Schema(schema::Fields),
}

impl Permission for Packs {
    fn refusal(&self) -> Option<&'static str> {
        Some("packs are files of this machine")
    }
}

impl Standalone for Packs {
    fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        match &self.what {
            What::New(new) => new.run(given, io),
            What::Export(export) => export.run(given, io),
            What::List(list) => list.run(given, io),
            What::On(switch) => switch.run(true, io),
            What::Off(switch) => switch.run(false, io),
            What::Order(order) => order.run(io),
            What::Add(add) => add.run(given, io),
            What::Remove(remove) => remove.run(io),
            What::Check(checked) => checked.run(given, io),
            What::Diff(diff) => diff.run(given, io),
            What::Schema(fields) => fields.run(io),
        }
    }
}
