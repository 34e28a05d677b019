//! What keys do in a text that is typed, as in a shell: by letter, by word, to the ends, and cutting. Pure: of a text
//! and where one stands in it. A prompt and a text area do it each to its own text.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use crate::tui::key::Key;

/// What a key does to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Goes there.
    Go(usize),
    /// Takes away a letter, or what a key held down takes away letter by letter.
    Erase(Range<usize>),
    /// Takes away more than a letter.
    Cut(Range<usize>),
}

/// What a key does where one stands at `at` in a text, in a line of it from where to where; `None` for a key that edits
/// nothing, or that types.
#[must_use]
pub fn edit(text: &str, at: usize, line: Range<usize>, key: Key) -> Option<Edit> {
    Some(match key {
        Key::Backspace => Edit::Erase(before(text, at)..at),
        Key::Delete | Key::Ctrl('d') => Edit::Erase(at..after(text, at)),
        Key::Ctrl('w') => Edit::Cut(blank_before(text, at)..at),
        Key::Alt('d') => Edit::Cut(at..word_after(text, at)),
        Key::Ctrl('u') => Edit::Cut(line.start..at),
        Key::Ctrl('k') => Edit::Cut(at..line.end),
        Key::Left | Key::Ctrl('b') => Edit::Go(before(text, at)),
        Key::Right | Key::Ctrl('f') => Edit::Go(after(text, at)),
        Key::CtrlLeft | Key::AltLeft | Key::Alt('b') => Edit::Go(word_before(text, at)),
        Key::CtrlRight | Key::AltRight | Key::Alt('f') => Edit::Go(word_after(text, at)),
        Key::Home | Key::Ctrl('a') => Edit::Go(line.start),
        Key::End | Key::Ctrl('e') => Edit::Go(line.end),
        _ => return None,
    })
}

/// The place before the letter before.
fn before(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The place after the letter here.
fn after(text: &str, at: usize) -> usize {
    let next = GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0);
    next.ok().flatten().unwrap_or(text.len())
}

/// The first place between letters from here on: what is typed may join the letter before it or after it.
#[must_use]
pub fn boundary(text: &str, at: usize) -> usize {
    let is_one = GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true);
    if is_one { at } else { after(text, at) }
}

/// Where the word begins that one stands in or after.
fn word_before(text: &str, at: usize) -> usize {
    let head = text.get(..at).unwrap_or_default();
    head.split_word_bound_indices().rev().find(|(_, word)| is_word(word)).map_or(0, |(start, _)| start)
}

/// Where the word ends that one stands in or before.
fn word_after(text: &str, at: usize) -> usize {
    let tail = text.get(at..).unwrap_or_default();
    let word = tail.split_word_bound_indices().find(|(_, word)| is_word(word));
    word.map_or(text.len(), |(start, word)| at + start + word.len())
}

fn is_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Where what stands between blanks begins, whatever it is made of.
fn blank_before(text: &str, at: usize) -> usize {
    let head = text.get(..at).unwrap_or_default().trim_end();
    head.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(start, c)| start + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a bar where one stands.
    fn after_key(text: &str, key: Key) -> String {
        let at = text.find('|').expect("where one stands");
        let mut text = text.replacen('|', "", 1);
        let line = 0..text.len();
        let at = match edit(&text, at, line, key).expect("a key that edits") {
            Edit::Go(to) => to,
            Edit::Erase(range) | Edit::Cut(range) => {
                text.replace_range(range.clone(), "");
                range.start
            }
        };
        text.insert(at, '|');
        text
    }

    #[test]
    fn keys_edit_as_in_a_shell() {
        for (before, keys, after) in [
            ("one two| three", &[Key::Alt('b'), Key::AltLeft, Key::CtrlLeft][..], "one |two three"),
            ("one| two three", &[Key::Alt('f'), Key::AltRight, Key::CtrlRight], "one two| three"),
            ("one| two three", &[Key::Alt('d')], "one| three"),
            ("one year:>2000| x", &[Key::Ctrl('w')], "one | x"),
            ("one two  | x", &[Key::Ctrl('w')], "one | x"),
            ("印度\u{3000}日本|", &[Key::Ctrl('w')], "印度\u{3000}|"),
            ("one| two", &[Key::Ctrl('u')], "| two"),
            ("one| two", &[Key::Ctrl('k')], "one|"),
            ("one| two", &[Key::Ctrl('b'), Key::Left], "on|e two"),
            ("one| two", &[Key::Ctrl('f'), Key::Right], "one |two"),
            ("one| two", &[Key::Ctrl('a'), Key::Home], "|one two"),
            ("one| two", &[Key::Ctrl('e'), Key::End], "one two|"),
            ("मै|त्री", &[Key::Ctrl('d'), Key::Delete], "मै|"),
            ("मैत्री|", &[Key::Backspace], "मै|"),
            ("|", &[Key::Alt('b'), Key::Alt('f'), Key::Alt('d'), Key::Ctrl('w'), Key::Ctrl('k'), Key::Left], "|"),
        ] {
            for key in keys {
                assert_eq!(after_key(before, *key), after, "{key} in {before}");
            }
        }
    }

    #[test]
    fn a_letter_with_alt_or_control_is_not_typed() {
        for key in [Key::Alt('q'), Key::Ctrl('n'), Key::Ctrl('p'), Key::Char('q'), Key::Enter] {
            assert_eq!(edit("text", 2, 0..4, key), None, "{key}");
        }
    }
}
