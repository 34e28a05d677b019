//! The numbers of sources in running text, told apart from the rest.

use super::{DocumentLine, NO_BREAK, TextRole};

/// Stands, unseen and without room, before the number of a source in a text that is told: what the text itself has in
/// brackets is none. No text of a dataset has this sign, which would turn the direction of writing.
const MARK: char = '\u{2066}';

/// The number of a source as it stands in a text, with what is meant of the source, if that matters: `[1 ¶14]`.
pub(crate) fn note(number: &str) -> String {
    format!("{MARK}[{number}]")
}

/// A text with the numbers of its sources, for whoever does not tell them apart from the rest.
pub(crate) fn plain(text: &str) -> String {
    unmarked(text).replace(NO_BREAK, " ")
}

/// The same, of which words that are held together still are.
pub(super) fn unmarked(text: &str) -> String {
    text.replace(MARK, "")
}

/// A line of text after an indent, the numbers of its sources told apart from the rest.
pub(crate) fn noted(text: &str, indent: usize) -> DocumentLine {
    let mut pieces = Vec::new();
    if indent > 0 {
        pieces.push((TextRole::Text, " ".repeat(indent)));
    }
    let mut rest = text;
    while let Some((before, note, after)) = next_note(rest) {
        if !before.is_empty() {
            pieces.push((TextRole::Text, plain(before)));
        }
        pieces.push((TextRole::Source, plain(note)));
        rest = after;
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push((TextRole::Text, plain(rest)));
    }
    // A vector that grows has room for four, and most lines are of one.
    pieces.shrink_to_fit();
    DocumentLine { pieces, ..DocumentLine::default() }
}

/// Splits at the next number of a source, `[12]` or `[12 ¶14, ¶16–¶18]`: what stands before it, the number, and the rest.
pub(crate) fn next_note(text: &str) -> Option<(&str, &str, &str)> {
    let (before, marked) = text.split_once(MARK)?;
    // One that a narrow line ends within is no number any more.
    let end = marked.find([']', MARK]).filter(|_| marked.starts_with('['));
    let Some(end) = end.filter(|end| marked.get(*end..).is_some_and(|rest| rest.starts_with(']'))) else {
        let (_, note, after) = next_note(marked)?;
        let before = text.len() - after.len() - note.len() - MARK.len_utf8();
        return Some((text.get(..before)?, note, after));
    };
    let (note, after) = marked.split_at_checked(end + 1)?;
    Some((before, note, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{is_hostile, width};

    #[test]
    fn notes_are_told_apart() {
        let roles = |text: &str| noted(text, 0).pieces;
        let (text, source) =
            (|text: &str| (TextRole::Text, text.to_owned()), |text: &str| (TextRole::Source, text.to_owned()));
        let [one, twelve] = ["1", "12"].map(note);
        assert_eq!(
            roles(&format!("a [b] [9] c\u{a0}{one}{twelve}")),
            [text("a [b] [9] c "), source("[1]"), source("[12]")]
        );
        let [several, two, three] = ["1\u{a0}¶14,\u{a0}¶16–¶18", "2", "3\u{a0}¶1"].map(note);
        assert_eq!(
            roles(&format!("a\u{a0}{several} {two}; [3\u{a0}¶1] {three}")),
            [text("a "), source("[1 ¶14, ¶16–¶18]"), text(" "), source("[2]"), text("; [3 ¶1] "), source("[3 ¶1]")]
        );
    }

    #[test]
    fn the_mark_takes_no_room_and_shows_nowhere() {
        let mark = MARK.to_string();
        assert!(width(&mark) == 0 && is_hostile(MARK), "no text of a dataset may have it");
        assert_eq!((width(&note("1")), plain(&note("1\u{a0}¶2"))), (3, "[1 ¶2]".to_owned()));
        for torn in [format!("a {mark}"), format!("a {mark}[1"), format!("2] b {mark}[3] c{mark}")] {
            assert!(!noted(&torn, 2).text().contains(MARK), "{torn:?}");
        }
        assert_eq!(next_note(&format!("a {mark}[1 {} b", note("2"))).map(|(_, number, _)| number), Some("[2]"));
    }
}
