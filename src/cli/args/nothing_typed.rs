//! The command line of most who open the explorer: the program's name, and nothing after it.
//!
//! What all commands may be asked with is put together only where one may be named, for that takes as long as to draw
//! the first screen. Whatever is out of order, as a variable that says nothing known, is left to [`super::parse`].

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{CommandFactory as _, FromArgMatches as _, Parser};

use super::{Arguments, said_by_variables, without_variables};
use crate::cli::commands::explore::options::Explore;
use crate::cli::io::Io;

/// What may be asked for without a command.
#[derive(Debug, Parser)]
#[command(name = "maitri")]
struct WithoutCommand {
    #[arg(long, global = true)]
    data: Vec<PathBuf>,

    #[command(flatten)]
    explore: Explore,
}

/// What is asked for, by variables alone, where nothing is typed.
pub(super) fn read(words: &[OsString], io: &Io<'_>) -> Option<Arguments> {
    if words.len() > 1 {
        return None;
    }
    let command = WithoutCommand::command();
    let options = without_variables(command.clone());
    let given = options.clone().try_get_matches_from(words).ok()?;
    let variables = said_by_variables(&command, &given, io);
    let said = words.iter().chain(&variables);
    let matches = if variables.is_empty() { given } else { options.try_get_matches_from(said).ok()? };
    let WithoutCommand { data, explore } = WithoutCommand::from_arg_matches(&matches).ok()?;
    Some(Arguments { data, explore, command: None })
}

#[cfg(test)]
mod tests {
    use std::io::{empty, sink};

    use super::*;
    use crate::cli::args::{Repeated, parse};

    /// What is read of these words where one variable is set, and whether it was read here.
    fn read_of(words: &[&str], (set, value): (&'static str, &'static str)) -> (Result<String, String>, bool) {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        let mut io = Io::new(empty(), sink(), sink());
        io.environment = Box::new(move |name| (name == set).then(|| value.into()));
        let parsed = parse(&words, Repeated::Refused, &io);
        let told = parsed.map(|read| format!("{read:?}")).map_err(|error| error.to_string());
        (told, read(&words, &io).is_some())
    }

    #[test]
    fn nothing_typed_is_read_as_if_all_commands_were_known() {
        for (set, is_in_order) in [
            (("MAITRI_X", "1"), true),
            (("MAITRI_THEME", "light"), true),
            (("MAITRI_ASCII", "yes"), true),
            (("MAITRI_COLOR", "pink"), false),
            (("MAITRI_COLOR", "ｎｅｖｅｒ"), false),
        ] {
            let (bare, bare_was) = read_of(&["maitri"], set);
            // This ends what may be options, and names no command.
            let (ended, after_dashes) = read_of(&["maitri", "--"], set);
            assert_eq!(bare, ended, "{set:?}");
            assert_eq!((bare_was, after_dashes), (is_in_order, false), "{set:?}");
        }
        assert_eq!(read_of(&[], ("MAITRI_X", "1")).0, read_of(&["maitri"], ("MAITRI_X", "1")).0);
    }
}
