//! Words that stand together: how many of a query are in one line of an item's texts, which is one fact or one summary.
//!
//! What that is worth is for [`super::score`].

use std::cmp::Reverse;

use super::probe::QueryWords;
use super::score::share_in_line;

/// Where words of a query stand in the texts of an item; kept from item to item for its room.
#[derive(Debug, Default)]
pub(crate) struct Lines(Vec<InLine>);

/// A word in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct InLine {
    /// Where the line begins.
    line: usize,
    /// The number of the word.
    word: usize,
    /// How much of a word it counts as, in hundredths: the most comes first.
    share: Reverse<u32>,
}

impl Lines {
    /// The most words that stand in one line of an item's folded texts, in hundredths. Its summary begins at this place
    /// of them.
    pub(crate) fn most_words(&mut self, words: &QueryWords, texts: &[u8], summary: usize) -> u32 {
        let Self(found) = self;
        found.clear();
        for (number, word) in words.list.iter().enumerate().filter(|(_, word)| !word.optional) {
            for probe in &word.probes {
                probe.needle.lines_in_text(texts, |line, fit| {
                    found.push(InLine { line, word: number, share: Reverse(share_in_line(fit, line >= summary)) });
                });
            }
        }
        found.sort_unstable();
        found.dedup_by_key(|found| (found.line, found.word));
        let lines = found.chunk_by(|one, next| one.line == next.line);
        lines.map(|line| line.iter().map(|word| word.share.0).sum()).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::engine::fit::Fit;
    use crate::search::engine::probe::{Probe, QueryWord};
    use crate::search::engine::score::together;
    use crate::search::engine::term::Mode;

    fn most(words: &[&str], texts: &str) -> u32 {
        let word =
            |word: &&str| QueryWord { probes: vec![Probe::new(word, Mode::Fuzzy, 100)], optional: *word == "of" };
        let list = words.iter().map(word).collect();
        let summary = texts.trim_end().rfind('\n').map_or(0, |at| at + 1);
        Lines::default().most_words(&QueryWords { list, ..QueryWords::default() }, texts.as_bytes(), summary)
    }

    #[test]
    fn words_count_by_line_each_once() {
        let texts = " the lunar rover drills \n rover of the moon rover \n ice on the lunar pole \n";
        for (words, expected) in [
            (&["lunar", "rover"][..], 2 * share_in_line(Fit::Word, false)),
            (&["rover"], share_in_line(Fit::Word, false)),
            (&["ice", "lunar", "pole"], 300),
            (&["ice", "rover"], 100),
            (&["lunar", "of"], 100),
            (&["of"], 0),
            (&["ver"], 0),
            (&["tractor"], 0),
        ] {
            assert_eq!(most(words, texts), expected, "{words:?}");
        }
        let begun = most(&["lun", "pol"], texts);
        assert!(begun > 0 && begun < most(&["lunar", "pole"], texts), "beginnings of words count less: {begun}");
    }

    #[test]
    fn one_word_alone_is_not_together() {
        assert_eq!([0, 70, 100].map(together), [0, 0, 0]);
        assert!(together(170) < together(200) && together(200) < together(300) - together(200));
    }
}
