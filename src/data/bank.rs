//! The written questions of a pack, together: at hand, or packed until they are first asked for.
//!
//! Most who open the explorer never sit a paper, so the bank of a compiled dataset is read only then.

use std::sync::OnceLock;

use super::question::BankQuestion;

/// All written questions, in the order of their file.
#[derive(Debug)]
pub(super) enum Bank<'a> {
    /// At hand.
    Ready(Vec<BankQuestion<'a>>),
    /// As bytes in postcard's form, and as what they meant once they were asked for. What is compiled into the program
    /// lives for ever.
    Compiled(&'static [u8], OnceLock<Vec<BankQuestion<'static>>>),
}

impl<'a> Bank<'a> {
    /// The questions; the first call unpacks them. Bytes that no build of this program wrote hold none: the build reads
    /// back what it packs.
    pub(super) fn questions(&self) -> &[BankQuestion<'a>] {
        match self {
            Self::Ready(questions) => questions,
            Self::Compiled(bytes, questions) => {
                questions.get_or_init(|| postcard::from_bytes(bytes).unwrap_or_default())
            }
        }
    }
}
