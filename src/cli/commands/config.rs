//! `maitri config`: where the configuration is, what is wrong with it, and one to begin with; and for
//! the other commands, what it says.

use std::io::Write;

use clap::Subcommand;

use crate::cli::Failure;
use crate::cli::settings::{Config, FILE, Found, example, find, path};
use crate::data::problem::Problem;
use crate::text::sanitised;

/// What to do about the configuration.
#[derive(Clone, Copy, Debug, Subcommand)]
pub(crate) enum What {
    /// Tell every mistake in it with its place
    Check,
    /// Tell where it is, or would be
    Path,
    /// Write one with every setting there is, to be saved there and changed
    Example,
}

/// Does it.
pub(crate) fn run(what: What, out: &mut dyn Write) -> Result<(), Failure> {
    if let What::Example = what {
        write!(out, "{}", example())?;
        return Ok(());
    }
    let Some(path) = path() else {
        let sentence = "there is no place for a configuration: neither XDG_CONFIG_HOME nor HOME names a directory";
        return Err(Failure::Refused(sentence.to_owned()));
    };
    let shown = path.display().to_string();
    let shown = sanitised(&shown);
    match (what, find()) {
        (What::Check, Found::Problems(problems)) => return Err(Failure::Config(problems)),
        (What::Check, Found::Nothing) => {
            writeln!(out, "{shown}: there is no such file, so nothing is set; `maitri config example` writes one")?;
        }
        (What::Check, Found::Config(_)) => writeln!(out, "{shown}: no problem found")?,
        (What::Path | What::Example, _) => writeln!(out, "{shown}")?,
    }
    Ok(())
}

/// What the user has set. A mistake there keeps nobody from exploring: nothing then counts as set, the
/// mistakes stand on standard error, where they are seen again after the explorer, and the first of them
/// is given, for the screen.
pub(crate) fn heeded() -> (Config, Option<String>) {
    match find() {
        Found::Nothing => (Config::default(), None),
        Found::Config(config) => (*config, None),
        Found::Problems(problems) => {
            let first = problems.first().map(notice);
            let failure = Failure::Config(problems);
            // Whoever closed standard error does not want to know.
            let _ = writeln!(std::io::stderr(), "{failure}; maitri goes on as if nothing were set");
            (Config::default(), first)
        }
    }
}

/// A mistake in one line, without the directory: `config.ron:2:5: there is no field “them”`.
fn notice(problem: &Problem) -> String {
    let place = problem.place.as_ref().map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
    sanitised(&format!("{}{place}: {}", FILE, problem.message)).into_owned()
}
