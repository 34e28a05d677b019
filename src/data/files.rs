//! The text of a pack: its `.ron` files, once they are read. What the text means is for [`super::load`].

use std::borrow::Cow;

use super::problem::{FilePosition, Problem};

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
#[derive(Clone, Debug)]
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

/// What some editors put first, and what no reader sees.
const BYTE_ORDER_MARK: char = '\u{feff}';
/// Bytes of a line that may be shown.
const EXCERPT_BYTES: usize = 400;

impl File {
    /// A file of this name with these bytes, which must be UTF-8; a byte-order mark is passed over.
    ///
    /// # Errors
    /// Where they stop being UTF-8, and what they seem to be.
    pub fn decoded(name: String, bytes: Vec<u8>) -> Result<Self, Problem> {
        if is_utf16(&bytes) {
            let message = "the file is in UTF-16; save it as UTF-8 (in Notepad: Save as, Encoding)";
            return Err(Problem::of_file(name, message));
        }
        match String::from_utf8(bytes) {
            Ok(text) => {
                let text = match text.strip_prefix(BYTE_ORDER_MARK) {
                    Some(text) => text.to_owned(),
                    None => text,
                };
                Ok(Self { name, text: Cow::Owned(text) })
            }
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                // As much of what follows as may be shown: replacing each byte would take thrice the file.
                let end = error.as_bytes().len().min(valid + EXCERPT_BYTES);
                let text = String::from_utf8_lossy(error.as_bytes().get(..end).unwrap_or_default());
                let place = FilePosition::at(&text, valid);
                Err(Problem::new(name, Some(place), "", "the file is not UTF-8 from here on; save it as UTF-8"))
            }
        }
    }
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

/// Whether bytes begin as UTF-16 does: with its byte-order mark, or, as packs begin with a sign of ASCII, with a zero
/// beside it.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 1..=255, ..] | [1..=255, 0, ..])
}
