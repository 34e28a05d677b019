//! `maitri gen`: what an installation wants besides the program, made from its own command line:
//! completions for shells and the pages of the manual.

use std::io::Write as _;

use clap::{Args, Subcommand, ValueEnum};
use clap_complete::Shell as Common;
use clap_complete_nushell::Nushell;
use clap_mangen::Man;

use super::task::{Given, Standalone};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
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
    /// A page of the manual: maitri(1), or that of a command
    Man {
        /// The command, as in search
        command: Option<String>,
        /// List the commands that have a page, a line each
        #[arg(long, conflicts_with = "command")]
        list: bool,
    },
}

/// A shell that completes.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// nushell
    Nushell,
}

const NAME: &str = "maitri";

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
            What::Completions { shell } => {
                // Made before it is written: the generators end the program if the output is closed.
                let mut text = Vec::new();
                match shell {
                    Shell::Bash => clap_complete::generate(Common::Bash, &mut command, NAME, &mut text),
                    Shell::Zsh => clap_complete::generate(Common::Zsh, &mut command, NAME, &mut text),
                    Shell::Fish => clap_complete::generate(Common::Fish, &mut command, NAME, &mut text),
                    Shell::Nushell => clap_complete::generate(Nushell, &mut command, NAME, &mut text),
                }
                io.output.write_all(&text)?;
            }
            What::Man { list: true, .. } => {
                for command in command.get_subcommands() {
                    writeln!(io.output, "{}", command.get_name())?;
                }
            }
            What::Man { command: name, list: false } => {
                let title = name.as_ref().map_or_else(|| NAME.to_owned(), |name| format!("{NAME}-{name}"));
                Man::new(page(command, name.as_deref())?).title(title).render(&mut io.output)?;
            }
        }
        Ok(())
    }
}

/// The command a page is about.
fn page(mut whole: clap::Command, name: Option<&str>) -> Result<clap::Command, Failure> {
    whole.build();
    let Some(name) = name else { return Ok(whole) };
    let Some(command) = whole.find_subcommand(name) else {
        let names = whole.get_subcommands().map(clap::Command::get_name);
        return Err(Failure::Refused(format!("there is no command “{name}”{}", did_you_mean(name, names))));
    };
    Ok(command.clone())
}
