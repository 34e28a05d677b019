//! `maitri pack new`: a pack to begin with. Names are given by options, or asked for on a terminal by [`super::ask`].

use std::path::PathBuf;

use clap::Args;

use super::ask::Ask;
use super::names::{FORM, country, language, name};
use crate::cli::commands::task::Given;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::data::check;
use crate::data::files::{File, Files};
use crate::data::load;
use crate::data::template::{self, CountryNames, Names};
use crate::store::new_pack;
use crate::text::sanitised;

/// Which countries.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// Directory to write it to, empty or not there yet
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// The first country: its name, its code in the files, and what is of it, as in Norway:no:Norwegian
    #[arg(long, value_name = "NAME:CODE:ADJECTIVE", value_parser = country)]
    first: Option<CountryNames>,
    /// The second country
    #[arg(long, value_name = "NAME:CODE:ADJECTIVE", value_parser = country)]
    second: Option<CountryNames>,
    /// A language with a script or names of its own, as in nb:Norwegian; as often as you like
    #[arg(long = "language", value_name = "TAG:NAME", value_parser = language)]
    languages: Vec<(String, String)>,
    /// A topic; as often as you like; Politics, Economy and Culture if left out
    #[arg(long = "sector", value_name = "NAME", value_parser = name)]
    sectors: Vec<String>,
    /// What stands in the title line; the two names if left out
    #[arg(long, value_parser = name)]
    title: Option<String>,
}

impl New {
    /// Writes the pack and says what to do with it.
    pub(super) fn run(&self, _: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let shown = self.directory.display().to_string();
        let in_the_way = |why: new_pack::NotWritten| Failure::Refused(format!("{}: {why}", sanitised(&shown)));
        // Before anything is asked.
        new_pack::room(&self.directory).map_err(in_the_way)?;
        let names = self.names(io)?;
        let texts = template::files(&names).map_err(Failure::Refused)?;
        passes(&texts)?;
        let borrowed = texts.iter().map(|(name, text)| (*name, text.as_str()));
        new_pack::write(&self.directory, borrowed).map_err(in_the_way)?;
        let [first, second] = &names.countries;
        let word = shell_words::quote(&shown);
        let word = sanitised(&word);
        writeln!(
            io.output,
            "{}: a pack about {} and {}, {} files with one example of everything; what is told in them is invented",
            sanitised(&shown),
            first.name,
            second.name,
            texts.len()
        )?;
        writeln!(io.output, "  maitri --data {word}          opens it")?;
        writeln!(io.output, "  maitri check --watch {word}   tells what is wrong in it whenever a file is saved")?;
        Ok(())
    }

    fn names(&self, io: &mut Io<'_>) -> Result<Names, Failure> {
        let today = io.clock().now().wall.date().to_string();
        let given = |first: &CountryNames, second: &CountryNames| Names {
            title: self.title.clone(),
            countries: [first.clone(), second.clone()],
            languages: self.languages.clone(),
            sectors: self.sectors.clone(),
            today: today.clone(),
        };
        if let (Some(first), Some(second)) = (&self.first, &self.second) {
            return Ok(given(first, second));
        }
        if !io.is_interactive() {
            let missing: Vec<&str> = [("--first", &self.first), ("--second", &self.second)]
                .into_iter()
                .filter_map(|(option, country)| country.is_none().then_some(option))
                .collect();
            let missing = missing.join(" and ");
            return Err(Failure::Refused(format!(
                "which countries is the pack about? Say it with {missing}, each followed by {FORM}; where there is a \
                 terminal, they are asked for"
            )));
        }
        let mut ask = Ask::new(io);
        let first = self.first.clone().map_or_else(|| ask.country("first", None), Ok)?;
        let second = self.second.clone().map_or_else(|| ask.country("second", Some(&first)), Ok)?;
        let mut names = given(&first, &second);
        if names.languages.is_empty() {
            names.languages = ask.languages()?;
        }
        if names.sectors.is_empty() {
            names.sectors = ask.sectors()?;
        }
        Ok(names)
    }
}

/// Whether the program itself finds nothing wrong with what it is about to write: a name may be one that no pack bears.
fn passes(texts: &[(&'static str, String)]) -> Result<(), Failure> {
    let file = |(name, text): &(&str, String)| File { name: (*name).to_owned(), text: text.clone().into() };
    let files = Files { list: texts.iter().map(file).collect() };
    let problems = match load::load(&files) {
        Ok(dataset) => check::quality::quality(&dataset, &files),
        Err(problems) => problems,
    };
    if problems.is_empty() { Ok(()) } else { Err(Failure::Pack(problems)) }
}
