//! The written questions of a pack, together: at hand, or packed until they are first asked for.
//!
//! Most who open the explorer never sit a paper, so the questions of a compiled dataset are read only then.

use std::sync::OnceLock;

use super::mains::MainsQuestion;
use super::question::BankQuestion;

/// A list of things of one type, in the order of their file. Its type is written out for each: a generic one would not
/// let a list live shorter than it could.
macro_rules! lazily_unpacked {
    ($(#[$doc:meta])* $name:ident of $thing:ident) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(super) enum $name<'a> {
            /// At hand.
            Ready(Vec<$thing<'a>>),
            /// As bytes in postcard's form, and as what they meant once they were asked for. What is compiled into the
            /// program lives for ever.
            Compiled(&'static [u8], OnceLock<Vec<$thing<'static>>>),
        }

        impl<'a> $name<'a> {
            /// Those that these bytes hold.
            pub(super) fn compiled(bytes: &'static [u8]) -> Self {
                Self::Compiled(bytes, OnceLock::new())
            }

            /// The questions; the first call unpacks them. Bytes that no build of this program wrote hold none: the
            /// build reads back what it packs.
            pub(super) fn questions(&self) -> &[$thing<'a>] {
                match self {
                    Self::Ready(questions) => questions,
                    Self::Compiled(bytes, questions) => {
                        questions.get_or_init(|| postcard::from_bytes(bytes).unwrap_or_default())
                    }
                }
            }
        }
    };
}

lazily_unpacked! {
    /// All written questions from which papers are set.
    Bank of BankQuestion
}

lazily_unpacked! {
    /// All questions in the form of the main examination.
    MainsBank of MainsQuestion
}
