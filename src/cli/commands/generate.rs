//! `maitri gen`: what an installation wants besides the program, made from its own command line:
//! completions for shells and the pages of the manual.

use std::ffi::OsString;
use std::io::Write as _;

use clap::{Args, Subcommand};

use super::task::{Given, Standalone};
use crate::cli::completion::answer;
use crate::cli::completion::shells::Shell;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::manual;
use crate::cli::packs::ChosenPacks;
use crate::cli::permission::Permission;
use crate::data::problem::did_you_mean;

/// What an installation wants.
#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// What to write
    #[command(subcommand)]
    what: What,
}

/// What to write.
#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Completions, to be put where the shell looks for them
    Completions {
        /// The shell
        shell: Shell,
    },
    /// What may come next on a command line: what the completions ask
    #[command(hide = true)]
    Complete {
        /// The shell that asks
        shell: Shell,
        /// The words so far, the program's name first and the one that is being typed last
        #[arg(last = true)]
        words: Vec<OsString>,
    },
    /// A page of the manual: maitri(1), or that of a command
    Man {
        /// The command, as in search or pack-add
        command: Option<String>,
        /// List the commands that have a page, a line each
        #[arg(long, conflicts_with = "command")]
        list: bool,
    },
}

impl Permission for Generate {
    fn refusal(&self) -> Option<&'static str> {
        Some("that is for whoever installs maitri")
    }
}

impl Standalone for Generate {
    /// Writes it.
    fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let mut command = (given.command_line)();
        match &self.what {
            What::Completions { shell } => io.output.write_all(shell.script().as_bytes())?,
            What::Complete { shell, words } => {
                let (words, typed) = shell.words(words);
                let answer = answer(command, &words, io);
                io.output.write_all(shell.told(&answer, &words, &typed).as_bytes())?;
            }
            What::Man { list: true, .. } => {
                for page in manual::pages(&command) {
                    writeln!(io.output, "{page}")?;
                }
            }
            What::Man { command: name, list: false } => {
                let open = ChosenPacks::named(&[])?.stack();
                let edition = open.dataset()?.pack.edition.notation();
                let Some(page) = manual::page(command.clone(), name.as_deref(), &edition)? else {
                    command.build();
                    let (name, pages) = (name.as_deref().unwrap_or_default(), manual::pages(&command));
                    let near = did_you_mean(name, pages.iter().map(String::as_str));
                    return Err(Failure::Refused(format!("there is no command “{name}”{near}")));
                };
                io.output.write_all(page.as_bytes())?;
            }
        }
        Ok(())
    }
}
