//! `maitri pack new`: a pack to begin with. Names are given by options, or asked for on a terminal by [`super::ask`].

use std::path::PathBuf;

use clap::Args;

use super::ask::Ask;
use super::names::{FORM, country, language, name};
use crate::cli::commands::task::Given;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::kept_packs;
use crate::cli::packs::ChosenPacks;
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
    /// Writes a layer instead, which adds to the pack of this id and changes what that says
    #[arg(long, value_name = "ID", conflicts_with_all = ["first", "second", "languages", "sectors"])]
    extends: Option<String>,
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
    pub(super) fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let shown = self.directory.display().to_string();
        let in_the_way = |why: new_pack::NotWritten| Failure::Refused(format!("{}: {why}", sanitised(&shown)));
        // Before anything is asked.
        new_pack::room(&self.directory).map_err(in_the_way)?;
        if let Some(extends) = &self.extends {
            return self.layer(extends, given, io);
        }
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

    /// Writes a layer on the pack of this id: one that is named, the bundled one, or one that is kept.
    fn layer(&self, extends: &str, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let named = ChosenPacks::named(&given.data)?;
        let in_use = named.base_id().unwrap_or_default();
        let is_in_use = in_use == extends;
        let base = if is_in_use { named.base } else { kept_packs::base(extends, io).map(|(_, files)| files) };
        if !is_in_use && base.is_none() {
            return Err(Failure::Refused(format!(
                "there is no pack “{extends}” to lie on: that in use is “{in_use}”; name the directory of another before the \
                 command, as in maitri --data DIR pack new …"
            )));
        }
        let base = ChosenPacks { base, layers: Vec::new(), left_out: Vec::new() }.stack();
        let dataset = base.dataset()?;
        let today = io.clock().now().wall.date().to_string();
        let texts = template::layer_files(&dataset, self.title.as_deref(), &today).map_err(Failure::Refused)?;
        let shown = self.directory.display().to_string();
        let in_the_way = |why: new_pack::NotWritten| Failure::Refused(format!("{}: {why}", sanitised(&shown)));
        new_pack::write(&self.directory, texts.iter().map(|(name, text)| (*name, text.as_str())))
            .map_err(in_the_way)?;
        let below = given
            .data
            .first()
            .filter(|_| is_in_use)
            .map(|base| shell_words::quote(&base.display().to_string()).into_owned());
        let below = below.map_or_else(String::new, |below| format!(" --data {}", sanitised(&below)));
        let word = shell_words::quote(&shown);
        let word = sanitised(&word);
        writeln!(
            io.output,
            "{}: a layer on {}, {} files with one example; what is told in them is invented",
            sanitised(&shown),
            dataset.pack.title,
            texts.len()
        )?;
        writeln!(io.output, "  maitri{below} --data {word}          opens it on that")?;
        writeln!(
            io.output,
            "  maitri{below} check --watch {word}   tells what is wrong in it whenever a file is saved"
        )?;
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
