//! RON as plain values: words, brackets and names, whatever the types are they stand for. For whoever compares files or
//! quotes from them; what they mean is for [`super::load`], and how to write RON for [`super::written`].

use std::ops::Range;

use super::dialect::DEEPEST;
use super::notation;

/// A value as it stands in a text, without its comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value<'t> {
    /// A text with its quotes, a number, or the name before a bracket; empty if there is none.
    pub word: &'t str,
    /// The bracket that it opens, if it has parts.
    pub open: Option<char>,
    /// What stands between the brackets, each with the name or the key before it, which may be empty.
    pub parts: Vec<(&'t str, Value<'t>)>,
}

impl<'t> Value<'t> {
    /// Reads a whole file or a part of one; nothing if it is no RON.
    #[must_use]
    pub fn read(text: &'t str) -> Option<Self> {
        let text = match notation::list(text) {
            Some(list) => text.get(list.open..=list.close)?,
            None => text,
        };
        Self::read_within(text, 0)
    }

    fn read_within(text: &'t str, depth: usize) -> Option<Self> {
        let Some(bracket) = notation::parts(text) else {
            let word = text.trim();
            // A bracket that never closes is no word.
            let is_word = !word.is_empty() && (word.starts_with(['"', 'r']) || !word.contains(['(', '[', '{']));
            return is_word.then_some(Self { word, open: None, parts: Vec::new() });
        };
        if depth >= DEEPEST {
            return None;
        }
        let part = |part: Range<usize>| match notation::field(text, part.clone()) {
            Some(field) => Some((text.get(field.name)?, Self::read_within(text.get(field.value)?, depth + 1)?)),
            None => Some(("", Self::read_within(text.get(part)?, depth + 1)?)),
        };
        let parts = bracket.parts.into_iter().map(part).collect::<Option<_>>()?;
        Some(Self { word: text.get(bracket.name)?, open: Some(char::from(bracket.opening)), parts })
    }

    /// What stands in a field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        self.parts.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// A text without its quotes, escapes as they stand; nothing if this is no text.
    #[must_use]
    pub fn text(&self) -> Option<&'t str> {
        let is_text = self.open.is_none() && self.word.len() >= 2;
        is_text.then(|| self.word.strip_prefix('"')?.strip_suffix('"')).flatten()
    }

    /// The value on one line, as it is.
    #[must_use]
    pub fn on_one_line(&self) -> String {
        self.shown(usize::MAX)
    }

    /// The value on one line; of a list of things with parts, the first.
    #[must_use]
    pub fn as_example(&self) -> String {
        self.shown(1)
    }

    fn shown(&self, most: usize) -> String {
        let Some(open) = self.open else { return self.word.to_owned() };
        let is_long = open == '[' && self.parts.first().is_some_and(|(_, part)| part.open == Some('('));
        let most = if is_long { most } else { usize::MAX };
        let parts = self.parts.iter().take(most).map(|(key, part)| match *key {
            "" => part.shown(most),
            key => format!("{key}: {}", part.shown(most)),
        });
        let close = match open {
            '(' => ')',
            '[' => ']',
            _ => '}',
        };
        format!("{}{open}{}{close}", self.word, parts.collect::<Vec<_>>().join(", "))
    }
}

/// Whether two values are the same, however they stand on lines and whatever comments stand in them.
#[must_use]
pub fn says_the_same(one: &str, other: &str) -> bool {
    one == other || Value::read(one).is_some_and(|value| Value::read(other) == Some(value))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_value_is_read_without_comments_and_written_on_one_line() {
        let text = "// head\n[\n  (id: \"a\", /* no */ points: [(1, \"x)\\\"\"), (2.5, r#\"y\"]\"#)], body: Event(kind: Visit), links: {},\n  ),\n]";
        let value = Value::read(text).unwrap();
        let expected =
            "[(id: \"a\", points: [(1, \"x)\\\"\"), (2.5, r#\"y\"]\"#)], body: Event(kind: Visit), links: {})]";
        assert_eq!(value.on_one_line(), expected);
        let first = &value.parts[0].1;
        assert_eq!(first.field("id").and_then(Value::text), Some("a"));
        assert_eq!(first.field("points").map(Value::as_example).as_deref(), Some("[(1, \"x)\\\"\")]"));
        assert_eq!(first.field("body").map(|body| body.word), Some("Event"));
    }

    #[test]
    fn layout_and_comments_are_no_difference() {
        assert!(says_the_same("(a: \"x\", b: [1, 2])", "( // a\n a: \"x\",\n b: [1,2],\n)"));
        assert!(!says_the_same("(a: \"x\")", "(a: \"x \")") && !says_the_same("[", "("));
    }

    proptest! {
        #[test]
        fn whatever_the_text_it_ends(text in "[\\[\\](){}\",:/*r#a1\\\\ \n]{0,200}") {
            if let Some(value) = Value::read(&text) {
                let again = value.on_one_line();
                prop_assert!(again.len() <= 2 * text.len() + 2);
            }
            prop_assert!(Value::read(&"[".repeat(100_000)).is_none());
        }
    }
}
