//! The text of a pack: its `.ron` files, once they are read. What the text means is for [`super::load`].

use std::borrow::Cow;

/// The file every pack must have.
pub const PACK_FILE: &str = "pack.ron";
/// The file of the disputes that several records share.
pub const DISPUTES_FILE: &str = "disputes.ron";
/// The file of the written questions.
pub const QUESTIONS_FILE: &str = "questions.ron";
/// The file of the written cards.
pub const CARDS_FILE: &str = "cards.ron";
/// The file of the questions in the form of the main examination.
pub const MAINS_FILE: &str = "mains.ron";

/// One file of a pack.
#[derive(Debug)]
pub struct File {
    /// Its name, for messages: the path as given, or bare for a bundled file.
    pub name: String,
    /// Its text.
    pub text: Cow<'static, str>,
}

/// All files of a pack, `pack.ron` among them.
#[derive(Debug)]
pub struct Files {
    /// In the order of their names.
    pub list: Vec<File>,
}

impl File {
    /// Where in this file a borrowed slice of its text begins, or `None` for a slice of something else.
    #[must_use]
    pub fn offset_of(&self, slice: &str) -> Option<usize> {
        let offset = (slice.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        (offset + slice.len() <= self.text.len()).then_some(offset)
    }

    /// The name without its directories.
    #[must_use]
    pub fn base_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }
}

impl Files {
    /// The file a borrowed slice stands in, and where in it.
    #[must_use]
    pub fn locate(&self, slice: &str) -> Option<(&File, usize)> {
        self.list.iter().find_map(|file| file.offset_of(slice).map(|offset| (file, offset)))
    }
}
