//! Lists of words that come with the program, one a line in the order of their bytes, perhaps with something said of it
//! after a space. What is in them, and what they are asked for, is for [`super::english`] and [`super::acronym`].

use std::cmp::Ordering;

use memchr::{memchr, memrchr};

/// What a list says of a word after the space, nothing where it says nothing; `None` if the word is not in it. No more
/// is read of the list than a few lines.
pub(super) fn said_of<'l>(list: &'l str, word: &str) -> Option<&'l str> {
    let words = list.as_bytes();
    // Both where a line begins.
    let (mut from, mut to) = (0, words.len());
    while from < to {
        let middle = from.midpoint(to);
        let before = words.get(from..middle).and_then(|before| memrchr(b'\n', before));
        let start = before.map_or(from, |end| from + end + 1);
        let rest = words.get(start..to).unwrap_or_default();
        let end = start + memchr(b'\n', rest).unwrap_or(rest.len());
        let line = list.get(start..end)?;
        let (listed, said) = line.split_once(' ').unwrap_or((line, ""));
        match listed.cmp(word) {
            Ordering::Equal => return Some(said),
            Ordering::Less => from = end + 1,
            Ordering::Greater => to = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_list_says_is_found_wherever_it_stands() {
        let list = "a\nab one of them\nabc\nb two\nzz the last";
        let said = ["a", "ab", "abc", "b", "zz"].map(|word| said_of(list, word));
        assert_eq!(said, [Some(""), Some("one of them"), Some(""), Some("two"), Some("the last")]);
        for word in ["", "aa", "ab one", "one", "z", "zzz", "\n", "東京"] {
            assert_eq!(said_of(list, word), None, "{word}");
        }
        assert_eq!(said_of("", "a"), None);
    }
}
