//! Texts that begin with what was typed: the office of a person, the name of a fact. Several words in a row at the
//! beginning of a text, or in a name, say what it is, where scattered over a title they may say anything: `prime minister
//! of japan`.
//!
//! What that is worth is for [`super::score`], which words of a query are meant for whoever reads it.

use memchr::memchr;
use memchr::memmem::{Finder, find};

/// Words in a row, as texts may begin with them.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    /// At the beginning of a line after another.
    later: Finder<'static>,
    /// What stands behind them of what goes on.
    going_on: String,
}

/// Where an item has the words in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Opened {
    /// A text begins with them.
    Text,
    /// A text begins with them, and tells that it goes on.
    GoingOn,
    /// A name has them.
    Name,
}

impl Opening {
    /// Of several folded words, the last perhaps only begun; and the word behind them that says that it goes on.
    pub(crate) fn new(words: &str, going_on: &str) -> Self {
        let later = Finder::new(&format!("\n {words}")).into_owned();
        Self { later, going_on: format!(" {going_on} ") }
    }

    /// Where an item of these folded names and texts has the words.
    pub(crate) fn opened<'n>(&self, mut names: impl Iterator<Item = &'n str>, texts: &[u8]) -> Option<Opened> {
        if names.any(|name| self.is_in(name.as_bytes())) {
            Some(Opened::Name)
        } else {
            let goes_on = |end| self.goes_on(texts.get(end..).unwrap_or_default());
            let mut ends = self.ends(texts).peekable();
            ends.peek()?;
            Some(if ends.any(goes_on) { Opened::GoingOn } else { Opened::Text })
        }
    }

    /// Whether a folded name has the words in a row.
    fn is_in(&self, name: &[u8]) -> bool {
        let words = self.later.needle().get(1..).unwrap_or_default();
        name.starts_with(words.get(1..).unwrap_or_default()) || find(name, words).is_some()
    }

    /// Whether a line of folded texts begins so.
    pub(crate) fn begins_a_line(&self, texts: &[u8]) -> bool {
        self.ends(texts).next().is_some()
    }

    /// Where the words end at the beginning of lines.
    fn ends(&self, texts: &[u8]) -> impl Iterator<Item = usize> {
        let first = self.later.needle().get(1..).unwrap_or_default();
        let first = texts.starts_with(first).then_some(first.len());
        first.into_iter().chain(self.later.find_iter(texts).map(|at| at + self.later.needle().len()))
    }

    /// Whether what follows on the words tells that it goes on, behind what is not typed yet of the last of them.
    fn goes_on(&self, rest: &[u8]) -> bool {
        let end = memchr(b' ', rest).unwrap_or(rest.len());
        rest.get(end..).is_some_and(|rest| rest.starts_with(self.going_on.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_beginnings_of_lines_count() {
        let texts = b" prime minister of japan since 2025 \n met the prime minister of india \n a prime mover \n";
        for (words, expected) in [
            ("prime minister of japan", true),
            ("prime minister of jap", true),
            ("prime minister of india", false),
            ("met the prime", true),
            ("a prime mover", true),
            ("minister of japan", false),
        ] {
            assert_eq!(Opening::new(words, "since").begins_a_line(texts), expected, "{words}");
        }
    }

    #[test]
    fn what_goes_on_is_told_by_the_word_behind() {
        let opened = |texts: &str| Opening::new("head of it", "since").opened(std::iter::empty(), texts.as_bytes());
        assert_eq!(opened(" head of it 2001 04 \n"), Some(Opened::Text));
        assert_eq!(opened(" person \n head of it since 2025 \n"), Some(Opened::GoingOn));
        assert_eq!(opened(" the head of it since 2025 \n"), None);
        assert_eq!(opened(" head of italy since 2025 \n"), Some(Opened::GoingOn), "half typed");
        assert_eq!(opened(" head of it 2001 \n head of italy since 2025 \n"), Some(Opened::GoingOn));
        assert_eq!(opened(" head of it and that since 2025 \n"), Some(Opened::Text));
    }

    #[test]
    fn a_name_has_them_from_the_beginning_of_a_word() {
        let opening = Opening::new("south china sea", "since");
        let is_in =
            ["south china sea", "the south china sea", "south china search", "mouth china sea", "south of china"]
                .map(|name| opening.is_in(name.as_bytes()));
        assert_eq!(is_in, [true, true, true, false, false]);
    }
}
