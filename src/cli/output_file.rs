//! Files that a command writes where the user says: a sheet, a paper. What stands in them is others' matter, and so is
//! how they are kept safe ([`crate::store::sheets`]).

use std::path::{Path, PathBuf};

use clap::Args;

use super::errors::Failure;
use super::io::Io;
use crate::store::sheets;
use crate::study::sheet::folder::NotWritten;
use crate::text::sanitised;

/// Where to write.
#[derive(Debug, Args)]
pub(crate) struct OutputFile {
    /// Write it to this file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
}

impl OutputFile {
    /// Why a visitor may not name one, if one is named.
    pub(crate) fn refusal(&self) -> Option<&'static str> {
        self.output.as_ref().map(|_| "--output names files of this machine")
    }

    /// What the name of the file ends in, in small letters, if one is named and it has an ending.
    pub(crate) fn ending(&self) -> Option<String> {
        let ending = self.output.as_deref().and_then(Path::extension)?;
        Some(ending.to_string_lossy().to_lowercase())
    }

    /// Writes a text to the file, or to the output where none is named. What it is called in sentences is given in
    /// small letters and with its name: `sheet`, `The sheet “Defence”`.
    ///
    /// # Errors
    /// A sentence, where the file is there already or cannot be written.
    pub(crate) fn write(&self, text: &str, (what, name): (&str, &str), io: &mut Io<'_>) -> Result<(), Failure> {
        let Some(path) = &self.output else {
            write!(io.output, "{text}")?;
            return Ok(());
        };
        let file = path.display().to_string();
        let file = sanitised(&file);
        sheets::write(path, text, self.force).map_err(|why| {
            Failure::Refused(match why {
                NotWritten::Exists => {
                    format!("{file} is there already; name another file, or add --force to write over it")
                }
                NotWritten::Failed(why) => format!("the {what} cannot be written to {file}: {why}"),
            })
        })?;
        writeln!(io.output, "{name} is in {file}")?;
        Ok(())
    }
}
