//! What is to be kept when a note is written: what another program wrote meanwhile is never superseded unseen, and
//! nothing is cut.
//!
//! Pure: it is decided upon the notes as they stand at the moment of keeping, and whoever keeps them sees to it that
//! nobody writes in between ([`crate::study::shelf::SharedLog::append_after`]).

use super::{LONGEST, Note, NoteBook, Target, cleaned};
use crate::data::Dataset;
use crate::study::shelf::NotKept;

/// One writing of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing<'t> {
    /// What one had before oneself was made into this.
    Edited {
        /// What one had before oneself.
        before: &'t str,
        /// What it was made into; nothing to take it away.
        text: &'t str,
    },
    /// It says this from now on, whatever it said.
    Replaced(&'t str),
    /// It says this as well, below what it said.
    Added(&'t str),
}

impl Writing<'_> {
    /// What the note says by this, which says that at the moment.
    fn text(self, now: &str) -> String {
        match self {
            Self::Edited { before, text } => joined(before, now, &cleaned(text)),
            Self::Replaced(text) => cleaned(text),
            Self::Added(text) => cleaned(&format!("{now}\n{}", cleaned(text))),
        }
    }

    /// Whether what it said stays above what it says by this: whoever replaces it may begin alike all the same.
    #[must_use]
    pub fn is_below(self, was: &str, says: &str) -> bool {
        match self {
            Self::Replaced(_) => false,
            Self::Edited { .. } | Self::Added(_) => says.strip_prefix(was).is_some_and(|added| added.starts_with('\n')),
        }
    }

    /// The entries by which the note says it; none where it does already.
    ///
    /// # Errors
    /// A sentence, where that would be too long.
    pub fn entries(
        self,
        (dataset, book): (&Dataset<'_>, &NoteBook),
        (pack, at): (&str, i64),
        target: &Target,
    ) -> Result<Vec<Note>, NotKept> {
        let now = book.text(dataset, target);
        let text = self.text(&now);
        if text == now {
            return Ok(Vec::new());
        }
        // One that was several may be longer, and may be shortened step by step.
        if text.len() > LONGEST.max(now.len()) {
            let with = if now.is_empty() { "this" } else { "this, with what it says already," };
            let kib = text.len().div_ceil(1024);
            return Err(NotKept(format!("a note takes {} KiB, and {with} has {kib}", LONGEST / 1024)));
        }
        Ok(book.rewritten(dataset, (pack, at), target, &text))
    }
}

/// What a note says that two have changed at once, who both had the same before themselves: theirs, which is kept, and
/// then what is mine. What either only added to it stands there once.
#[must_use]
pub fn joined(before: &str, theirs: &str, mine: &str) -> String {
    if theirs == before || theirs == mine {
        return mine.to_owned();
    }
    if mine == before {
        return theirs.to_owned();
    }
    let added = mine.strip_prefix(before).filter(|added| added.starts_with('\n') && !before.is_empty());
    match added {
        Some(added) if theirs.starts_with(before) => cleaned(&format!("{theirs}\n{}", added.trim_start_matches('\n'))),
        _ => cleaned(&format!("{theirs}\n\n{mine}")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_two_wrote_stands_one_below_the_other() {
        assert_eq!(joined("a", "a", "b"), "b");
        assert_eq!(joined("a", "b", "a"), "b", "who changed nothing takes nothing away");
        assert_eq!(joined("", "theirs", "mine"), "theirs\n\nmine");
        assert_eq!(joined("a", "a\nb", "a\nc"), "a\nb\nc", "what both had stands once");
        assert_eq!(joined("a", "b", "a c"), "b\n\na c");
        assert_eq!(joined("a", "a\nb", "ac"), "a\nb\n\nac");
        assert_eq!(joined("a", "", "a\nb"), "a\nb", "what they took away and I went on with");
        assert_eq!(joined("a", "b", ""), "b", "what I took away and they went on with");
    }

    proptest! {
        #[test]
        fn no_line_that_was_new_is_lost(before in "[ab\n]{0,6}", theirs in "[bc\n]{0,6}", mine in "[bd\n]{0,6}") {
            let (before, theirs, mine) = (cleaned(&before), cleaned(&theirs), cleaned(&mine));
            let all = joined(&before, &theirs, &mine);
            for text in [&theirs, &mine] {
                let new = text.lines().filter(|line| !line.is_empty() && !before.lines().any(|old| old == *line));
                for line in new {
                    prop_assert!(all.lines().any(|kept| kept == line), "{line:?} of {text:?} in {all:?}");
                }
            }
        }
    }
}
