//! A note that is being written and not kept yet: what is left of it where a program ends before that, however it ends.
//!
//! A draft belongs to the program that writes it as long as that runs. What a program left behind is gone on with where
//! the same note is opened again. Where drafts lie is the store's matter.

use std::fmt::Debug;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Target;
use crate::data::Dataset;
use crate::study::shelf::NotKept;
use crate::text::counted;

/// What is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The pack it is written with.
    pub pack: String,
    /// What it is on.
    pub on: Target,
    /// What the note said before, which is still kept.
    pub before: String,
}

impl Draft {
    /// What is told of those that were left behind, and are on what is there to be gone on with.
    #[must_use]
    pub fn told(dataset: &Dataset<'_>, left: &[Self]) -> Option<String> {
        let left: Vec<&Self> = left.iter().filter(|draft| draft.on.item(dataset).is_some()).collect();
        let first = left.first()?.on.in_words(dataset);
        Some(if left.len() == 1 {
            format!("an unfinished note is kept: a note on “{first}” goes on with it")
        } else {
            format!("{} are kept: a note on “{first}” goes on with the first", counted(left.len(), "unfinished note"))
        })
    }
}

/// Where drafts lie.
pub trait Drafts: Debug + Send + Sync {
    /// Begins one, with the text so far.
    ///
    /// # Errors
    /// A sentence, if that can't be written.
    fn begin(&self, draft: &Draft, text: &str) -> Result<Box<dyn DraftFile>, NotKept>;

    /// Those of a pack that programs left behind, the oldest first.
    fn left(&self, pack: &str) -> Vec<Draft>;

    /// Goes on with the last one that a program left behind of this note, as it is called now, if there is one: with
    /// its text.
    fn take(&self, pack: &str, is_on: &dyn Fn(&Target) -> bool) -> Option<(Draft, String, Box<dyn DraftFile>)>;
}

/// The text of a draft, in a file that a reader's editor may have meanwhile. It is left behind where this goes before
/// it is thrown away.
pub trait DraftFile: Debug + Send + Sync {
    /// The file.
    fn path(&self) -> &Path;

    /// Puts another text in its place.
    ///
    /// # Errors
    /// A sentence, if that can't be written; what stood there stays.
    fn write(&mut self, text: &str) -> Result<(), NotKept>;

    /// The text as it is now.
    ///
    /// # Errors
    /// A sentence, if it can't be read.
    fn read(&self) -> Result<String, NotKept>;

    /// Takes it away: what it said is kept, or is not wanted any more.
    fn discard(self: Box<Self>);
}
