//! `maitri pack export`: a pack as files, to read or to change, or as one file to hand on.

use std::path::PathBuf;

use clap::Args;

use crate::cli::commands::task::Given;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::kept_packs;
use crate::data::bundled;
use crate::store::packs::archive;
use crate::store::{new_pack, packs};
use crate::text::{counted, sanitised};

/// What is written, and where.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Directory to write it to, empty or not there yet; or a new file, as in news.maitri
    #[arg(value_name = "DIR|FILE.maitri")]
    to: PathBuf,
    /// The pack: a name, a directory or a .maitri file; that of --data or the bundled one if left out
    #[arg(long, value_name = "NAME|DIR|FILE")]
    pack: Option<PathBuf>,
}

impl Export {
    /// Writes the files of the pack as they are.
    pub(super) fn run(&self, given: &Given, io: &mut Io<'_>) -> Result<(), Failure> {
        let shown = self.to.display().to_string();
        let named = self.pack.as_deref().map(|pack| kept_packs::path_of(pack, io)).transpose()?;
        let files = match named.as_ref().or_else(|| given.data.first()) {
            Some(pack) => packs::read(pack).map_err(Failure::Pack)?,
            None => bundled::files(),
        };
        let texts = files.list.iter().map(|file| (file.base_name(), file.text.as_ref()));
        let written = if archive::is_one(&self.to) {
            new_pack::write_archive(&self.to, texts)
        } else {
            new_pack::write(&self.to, texts)
        };
        written.map_err(|why| Failure::Refused(format!("{}: {why}", sanitised(&shown))))?;
        writeln!(io.output, "{}: {}", sanitised(&shown), counted(files.list.len(), "file"))?;
        Ok(())
    }
}
