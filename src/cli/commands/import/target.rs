//! The pack that takes something in: its files, what is to change in them, and the writing of it.
//!
//! A change is told before it is made. The pack is read anew with it, and nothing is written unless it is sound then.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::data::files::{File, Files};
use crate::data::{Dataset, load, notation};
use crate::store::{pack_rewrite, packs};
use crate::text::counted;

/// The bytes of a part.
pub(super) type Span = Range<usize>;

/// What would change in a pack.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// What is told of it, a line each.
    pub(super) told: Vec<String>,
    /// What stays as it is, and was in the file too.
    pub(super) same: usize,
    list: Vec<Edit>,
}

/// A stretch of a file that another text takes the place of.
#[derive(Debug)]
struct Edit {
    file: String,
    span: Span,
    text: String,
}

impl Edits {
    /// Puts a text in the place of a stretch of a file.
    pub(super) fn replace(&mut self, file: &File, span: Span, text: String) {
        self.list.push(Edit { file: file.base_name().to_owned(), span, text });
    }

    /// Adds an element to the list of a file of this name, which is made if there is none.
    pub(super) fn add_to(&mut self, name: &str, target: &Target, element: String) -> Result<(), Failure> {
        let at = match target.file(name) {
            None => 0,
            Some(file) => {
                let list = notation::list(&file.text);
                let list = list.ok_or_else(|| Failure::Refused(format!("{} holds no list", file.name)))?;
                // After the last element stands a comma, or not; before the bracket stands a line's end, or not.
                if let Some(end) = list.parts.last().map(|part| part.end).filter(|_| !list.ends_in_comma) {
                    self.push_new(name, end..end, ",".to_owned());
                }
                if !file.text.get(..list.close).unwrap_or_default().ends_with('\n') {
                    self.push_new(name, list.close..list.close, "\n".to_owned());
                }
                list.close
            }
        };
        self.list.push(Edit { file: name.to_owned(), span: at..at, text: element });
        Ok(())
    }

    /// An edit, unless the same is there already.
    fn push_new(&mut self, file: &str, span: Span, text: String) {
        if !self.list.iter().any(|edit| edit.file == file && edit.span == span && edit.text == text) {
            self.list.push(Edit { file: file.to_owned(), span, text });
        }
    }
}

/// A pack that takes something in.
#[derive(Debug)]
pub(super) struct Target {
    directory: PathBuf,
    files: Files,
}

impl Target {
    /// Reads the pack of a directory.
    pub(super) fn open(directory: &Path) -> Result<Self, Failure> {
        let files = packs::read(directory).map_err(Failure::Pack)?;
        Ok(Self { directory: directory.to_owned(), files })
    }

    /// What the pack holds now.
    ///
    /// # Errors
    /// A pack that is not sound: that is to be mended first.
    pub(super) fn dataset(&self) -> Result<Dataset<'_>, Failure> {
        load::load(&self.files).map_err(Failure::Pack)
    }

    /// The file of this name.
    pub(super) fn file(&self, name: &str) -> Option<&File> {
        self.files.list.iter().find(|file| file.base_name() == name)
    }

    /// The element of a file's list in which a text of the dataset stands.
    pub(super) fn element_of(&self, text: &str) -> Option<(&File, Span)> {
        let (file, at) = self.files.locate(text)?;
        let element = notation::list(&file.text)?.parts.into_iter().find(|part| part.contains(&at))?;
        Some((file, element))
    }

    /// Tells what would change; writes it if that is wanted and the pack is sound with it.
    pub(super) fn change(&self, edits: Edits, yes: bool, io: &mut Io<'_>) -> Result<(), Failure> {
        let Edits { told, same, list: edits } = edits;
        for line in &told {
            writeln!(io.output, "{}", crate::text::sanitised(line))?;
        }
        if same > 0 {
            writeln!(io.output, "= {} as the pack has it", counted(same, "entry"))?;
        }
        if edits.is_empty() {
            writeln!(io.output, "nothing is to be changed")?;
            return Ok(());
        }
        let changed = self.with(edits);
        let list: Vec<File> = self
            .files
            .list
            .iter()
            .filter(|file| !changed.contains_key(file.base_name()))
            .map(|file| File { name: file.name.clone(), text: file.text.to_string().into() })
            .chain(changed.iter().map(|(name, text)| File {
                name: self.directory.join(name).display().to_string(),
                text: text.clone().into(),
            }))
            .collect();
        let files = Files { list };
        if let Err(problems) = load::load(&files) {
            io.warn(
                "with this the pack would not be sound, so nothing is written; the lines below are those it would have",
            );
            return Err(Failure::Pack(problems));
        }
        if !yes && !self.is_wanted(io)? {
            writeln!(io.output, "nothing is written; --yes writes it without asking")?;
            return Ok(());
        }
        pack_rewrite::write(&self.directory, &self.files, &changed).map_err(Failure::Refused)?;
        let names: Vec<&str> = changed.keys().map(String::as_str).collect();
        writeln!(io.output, "written: {}", names.join(", "))?;
        Ok(())
    }

    /// Asks a person; whoever is none has not said yes.
    fn is_wanted(&self, io: &mut Io<'_>) -> Result<bool, Failure> {
        if !io.is_interactive() {
            return Ok(false);
        }
        write!(io.output, "Write this into {}? [y/N] ", self.directory.display())?;
        io.output.flush()?;
        let mut answer = String::new();
        io.input.read_line(&mut answer)?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    /// The texts of the files that change, by their names.
    fn with(&self, mut edits: Vec<Edit>) -> BTreeMap<String, String> {
        // From the end on, so that what comes before stays where it is; what goes to one place goes in its order.
        edits.reverse();
        edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for Edit { file, span, text } in edits {
            let old = self.file(&file).map(|file| file.text.to_string());
            let is_new = old.is_none();
            let whole = texts.entry(file).or_insert_with(|| old.unwrap_or_else(|| "[\n]\n".to_owned()));
            let span = if is_new { 2..2 } else { span };
            if whole.get(span.clone()).is_some() {
                whole.replace_range(span, &text);
            }
        }
        texts
    }
}
