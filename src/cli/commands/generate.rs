//! `maitri gen`: what an installation wants besides the program, made from its own command line:
//! completions for shells and the pages of the manual.

use std::io::Write;

use clap::{CommandFactory as _, Subcommand, ValueEnum};
use clap_complete::Shell as Common;
use clap_complete_nushell::Nushell;
use clap_mangen::Man;

use crate::cli::{Arguments, Failure};
use crate::data::problem::did_you_mean;

/// What to write.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum What {
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
pub(crate) enum Shell {
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

/// Writes it.
pub(crate) fn run(what: &What, out: &mut dyn Write) -> Result<(), Failure> {
    match what {
        What::Completions { shell } => {
            // Made before it is written: the generators end the program if the output is closed.
            let mut text = Vec::new();
            let mut command = Arguments::command();
            match shell {
                Shell::Bash => clap_complete::generate(Common::Bash, &mut command, NAME, &mut text),
                Shell::Zsh => clap_complete::generate(Common::Zsh, &mut command, NAME, &mut text),
                Shell::Fish => clap_complete::generate(Common::Fish, &mut command, NAME, &mut text),
                Shell::Nushell => clap_complete::generate(Nushell, &mut command, NAME, &mut text),
            }
            out.write_all(&text)?;
        }
        What::Man { list: true, .. } => {
            for command in Arguments::command().get_subcommands() {
                writeln!(out, "{}", command.get_name())?;
            }
        }
        What::Man { command, list: false } => {
            let title = command.as_ref().map_or_else(|| NAME.to_owned(), |command| format!("{NAME}-{command}"));
            Man::new(page(command.as_deref())?).title(title).render(&mut &mut *out)?;
        }
    }
    Ok(())
}

/// The command a page is about.
fn page(name: Option<&str>) -> Result<clap::Command, Failure> {
    let mut whole = Arguments::command();
    whole.build();
    let Some(name) = name else { return Ok(whole) };
    let Some(command) = whole.find_subcommand(name) else {
        let names = whole.get_subcommands().map(clap::Command::get_name);
        return Err(Failure::Refused(format!("there is no command “{name}”{}", did_you_mean(name, names))));
    };
    Ok(command.clone())
}
