//! `maitri pack add` and `remove`: a pack among those a reader keeps. Only what passes the check comes there; what a
//! reader made, notes and answers, is never touched.

use std::io::{BufRead as _, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::{kept, together};
use crate::cli::commands::task::Given;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::packs::Chosen;
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
        let directory = kept::directory(io)?;
        let files = packs::read(&self.from).map_err(Failure::Pack)?;
        let Some(id) = layer::id(&files).filter(|id| is_id(id)) else {
            let sentence = "this pack has no id that a directory could bear; give it one in pack.ron: `id: \"news\"`";
            return Err(Failure::Refused(sentence.to_owned()));
        };
        let base = layer::extends(&files).unwrap_or_default();
        // What is kept is what was judged: it is read once.
        let texts: Vec<(String, String)> =
            files.list.iter().map(|file| (file.base_name().to_owned(), file.text.to_string())).collect();
        let open = Chosen::with(&given.data, files)?.stack();
        let opened = open.to_check()?;
        let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let kept = install::add(&directory, &id, texts, self.replace)
            .map_err(|why| Failure::Refused(sanitised(&why.to_string()).into_owned()))?;
        let told = if let Some(layer) = opened.dataset.pack.layers.last() {
            let lies = if kept.is_on { "from now on lies" } else { "is off; once it is on, it lies" };
            format!("“{}” {lies} on {base}: {}", layer.title, layer::counted(layer.counts))
        } else {
            let path = kept.path.display().to_string();
            format!(
                "“{}” is kept: {}; maitri --data {} opens it",
                opened.dataset.pack.title,
                counted(opened.dataset.records.len(), "record"),
                shell_words::quote(&path)
            )
        };
        writeln!(io.output, "{}: {}", kept.name, sanitised(&told))?;
        let together = together::all(given, io)?;
        if let Some(why) = together.why_left_out(&id) {
            let sentence = format!("with the others that are used it is left out: {why}");
            writeln!(io.errors, "{}: {}", kept.name, sanitised(&sentence))?;
        }
        for sentence in together.conflicts_of(&id) {
            writeln!(io.errors, "{}: {}", kept.name, sanitised(&sentence))?;
        }
        Ok(())
    }
}

impl Remove {
    /// Takes the pack away, once somebody has said so.
    pub(super) fn run(&self, io: &mut Io<'_>) -> Result<(), Failure> {
        let pack = kept::named(&self.name, io)?;
        let shown = pack.path.display().to_string();
        let shown = sanitised(&shown);
        if !self.yes && !confirmed(&format!("Take “{}” away, with all files in {shown}? [y/N] ", pack.name), io)? {
            writeln!(io.output, "nothing was taken away")?;
            return Ok(());
        }
        let directory = kept::directory(io)?;
        install::remove(&directory, &pack).map_err(|why| {
            Failure::Refused(format!("{shown} cannot be taken away: {}", sanitised(&why.to_string())))
        })?;
        writeln!(io.output, "“{}” is gone; notes and answers are kept", pack.name)?;
        Ok(())
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
