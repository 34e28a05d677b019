//! `maitri check`: tells what keeps a pack from being opened, and what a careful editor would change in it; or that
//! nothing is wrong.

mod watch;

use std::path::{Path, PathBuf};

use clap::Args;

use super::task::{Given, Standalone};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::packs::ChosenPacks;
use crate::cli::permission::Permission;
use crate::data::check::copies::Paragraph;
use crate::data::{check, layer};
use crate::store::{documents, packs};
use crate::text::counted;

/// Which pack.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Directory of the pack, or its .maitri file; the bundled one if left out
    directory: Option<PathBuf>,
    /// Checks again whenever a file of the pack is saved, until Ctrl-C
    #[arg(long)]
    watch: bool,
    /// Holds its words against documents: .txt files named by the ids of sources, with paragraphs numbered [1] …
    #[arg(long, value_name = "DIR")]
    against: Option<PathBuf>,
    /// Refuses a pack for warnings too, with exit code 1
    #[arg(long, visible_alias = "deny-warnings")]
    strict: bool,
}

impl Permission for Check {
    fn refusal(&self) -> Option<&'static str> {
        Some("check is for whoever makes a pack")
    }
}

impl Standalone for Check {
    /// Checks a pack for soundness and quality, once or whenever it changes.
    fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        if !self.watch {
            return self.once(given, io);
        }
        let Some(pack) = self.directory.as_ref().or_else(|| given.data.first()) else {
            let sentence = "the bundled pack never changes; name the directory of the one to watch";
            return Err(Failure::Refused(sentence.to_owned()));
        };
        watch::watch(pack, io, |io| self.once(given, io))
    }
}

impl Check {
    /// Of this pack, once; of the bundled one, if none is named.
    pub(crate) fn of(directory: Option<PathBuf>) -> Self {
        Self { directory, watch: false, against: None, strict: false }
    }

    fn once(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let open = ChosenPacks::to_check(&given.data, self.directory.as_deref(), io)?.stack();
        let opened = open.to_check()?;
        let (dataset, files) = (&opened.dataset, opened.files());
        let paragraphs = self.against.as_deref().map_or_else(|| Ok(Vec::new()), paragraphs)?;
        let mut warnings = check::quality::quality(dataset, files);
        warnings.extend(check::copies::against(dataset, files, &paragraphs));
        if !dataset.pack.layers.is_empty() {
            warnings = opened.of_layers(warnings, &open.advice_on_base());
        }
        warnings.extend(opened.notes.iter().cloned());
        warnings.extend(opened.resting());
        warnings
            .extend(given.data.iter().chain(&self.directory).flat_map(|directory| packs::advice_on_copies(directory)));
        check::sort(&mut warnings);
        if self.strict && !warnings.is_empty() {
            return Err(Failure::Pack(warnings));
        }
        for warning in &warnings {
            writeln!(io.errors, "{warning}")?;
        }
        let found = match warnings.len() {
            0 => "no problem found".to_owned(),
            count => counted(count, "warning"),
        };
        let (records, series, sources) = (dataset.records.len(), dataset.series.len(), dataset.pack.sources.len());
        writeln!(
            io.output,
            "{}: {} and {series} series from {}, {found}",
            dataset.pack.title,
            counted(records, "record"),
            counted(sources, "source"),
        )?;
        for layer in &dataset.pack.layers {
            writeln!(io.output, "{} on it: {}", layer.title, layer::counted(layer.counts))?;
        }
        if self.against.is_some() && warnings.is_empty() {
            let paragraphs = counted(paragraphs.len(), "paragraph");
            writeln!(io.output, "no eight words in a row from {paragraphs} of documents")?;
        }
        Ok(())
    }
}

/// The paragraphs of the documents in a directory.
fn paragraphs(directory: &Path) -> Result<Vec<Paragraph>, Failure> {
    let documents = documents::read(directory).map_err(|problem| Failure::Refused(problem.to_string()))?;
    let paragraphs = check::copies::paragraphs(&documents);
    if paragraphs.is_empty() {
        let directory = directory.display();
        return Err(Failure::Refused(format!(
            "no document in {directory} has a numbered paragraph; begin each with its number in brackets: [1] …"
        )));
    }
    Ok(paragraphs)
}
