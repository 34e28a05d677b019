//! `maitri pack add` and `remove`: a pack among those a reader keeps. Only what passes the check comes there; what a
//! reader made, notes and answers, is never touched.

use std::io::{BufRead as _, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::together;
use crate::cli::commands::task::Given;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::kept_packs;
use crate::cli::packs::{ChosenPacks, Together};
use crate::data::layer;
use crate::data::pack::id::is_id;
use crate::store::{install, packs};
use crate::text::{counted, sanitised};

/// Which pack comes.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The pack: a directory, or a .maitri file
    #[arg(value_name = "FILE|DIR")]
    from: PathBuf,
    /// Put it in place of the one that has its id
    #[arg(long)]
    replace: bool,
}

/// Which pack goes.
#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// Its name, as `maitri pack list` tells it
    name: String,
    /// Without asking
    #[arg(long)]
    yes: bool,
}

impl Add {
    /// Checks the pack and puts it among the others.
    pub(super) fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let directory = kept_packs::directory(io)?;
        let files = packs::read(&self.from).map_err(Failure::Pack)?;
        let Some(id) = layer::id(&files).filter(|id| is_id(id)) else {
            let sentence = "this pack has no id that a directory could bear; give it one in pack.ron: `id: \"news\"`";
            return Err(Failure::Refused(sentence.to_owned()));
        };
        let extends = layer::extends(&files);
        // What is kept is what was judged: it is read once.
        let texts: Vec<(String, String)> =
            files.list.iter().map(|file| (file.base_name().to_owned(), file.text.to_string())).collect();
        let open = ChosenPacks::with(&given.data, &self.from, files, io)?.stack();
        let opened = open.to_check()?;
        let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let kept = install::add(&directory, &id, texts, self.replace)
            .map_err(|why| Failure::Refused(sanitised(&why.to_string()).into_owned()))?;
        let together =
            extends.as_deref().map_or_else(|| Ok(Together::default()), |base| together::on(base, given, io))?;
        let told = if let Some((layer, base)) = opened.dataset.pack.layers.last().zip(extends) {
            let is_in_use = ChosenPacks::named(&given.data)?.base_id().as_deref() == Some(base.as_str());
            let with = if is_in_use { String::new() } else { format!(", used with {}", opened_so(&base, io)) };
            let lies = if together.why_left_out(&kept.path).is_some() {
                "is kept; once nothing stands in its way, it lies"
            } else if kept.is_on {
                "from now on lies"
            } else {
                "is off; once it is on, it lies"
            };
            format!("“{}” {lies} on {base}{with}: {}", layer.title, layer::counted(layer.counts))
        } else {
            format!(
                "“{}” is kept: {}; maitri --data {} opens it",
                opened.dataset.pack.title,
                counted(opened.dataset.records.len(), "record"),
                shell_words::quote(&kept.name)
            )
        };
        writeln!(io.output, "{}: {}", kept.name, sanitised(&told))?;
        for sentence in together.told_of(&kept.path) {
            writeln!(io.errors, "{}: {}", kept.name, sanitised(&sentence))?;
        }
        Ok(())
    }
}

impl Remove {
    /// Takes the pack away, once somebody has said so.
    pub(super) fn run(&self, io: &mut Io<'_>) -> Result<(), Failure> {
        let pack = kept_packs::named(&self.name, io)?;
        let shown = pack.path.display().to_string();
        let shown = sanitised(&shown);
        if !self.yes && !confirmed(&format!("Take “{}” away, with all files in {shown}? [y/N] ", pack.name), io)? {
            writeln!(io.output, "nothing was taken away")?;
            return Ok(());
        }
        let directory = kept_packs::directory(io)?;
        install::remove(&directory, &pack).map_err(|why| {
            Failure::Refused(format!("{shown} cannot be taken away: {}", sanitised(&why.to_string())))
        })?;
        writeln!(io.output, "“{}” is gone; notes and answers are kept", pack.name)?;
        Ok(())
    }
}

/// How a pack is opened that is not in use.
pub(super) fn opened_so(base: &str, io: &Io<'_>) -> String {
    match kept_packs::base(base, io) {
        Some((pack, _)) => format!("maitri --data {}", shell_words::quote(&pack.name)),
        None => format!("the pack “{base}”, which is not kept (`maitri pack add DIR` keeps it)"),
    }
}

/// Whether somebody at the terminal says yes; where nobody is, the option has to.
fn confirmed(question: &str, io: &mut Io<'_>) -> Result<bool, Failure> {
    if !io.is_interactive() {
        return Err(Failure::Refused("there is no terminal to ask on; add --yes to take it away".to_owned()));
    }
    write!(io.output, "{question}")?;
    io.output.flush()?;
    let mut line = String::new();
    let read = io.input.read_line(&mut line);
    read.map_err(|error| Failure::Refused(format!("the answer cannot be read: {error}")))?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
}
