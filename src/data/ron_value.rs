//! RON as plain values: words, brackets and names, whatever the types are they stand for. For whoever compares files or
//! quotes from them; what they mean is for [`super::load`].

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

/// How deep brackets are followed: deeper than any record.
const DEEPEST: usize = 64;

impl<'t> Value<'t> {
    /// Reads a whole file or a part of one; nothing if it is no RON.
    #[must_use]
    pub fn read(text: &'t str) -> Option<Self> {
        Reader { rest: text, depth: 0 }.value()
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

/// Reads well-formed RON; what is not reads as nothing.
struct Reader<'t> {
    rest: &'t str,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn value(&mut self) -> Option<Value<'t>> {
        self.skip();
        let word = self.word();
        self.skip();
        let open = self.rest.chars().next().filter(|c| matches!(c, '(' | '[' | '{'));
        let Some(open) = open.filter(|_| !word.ends_with(['"', '#'])) else {
            return (!word.is_empty()).then(|| Value { word, open: None, parts: Vec::new() });
        };
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        self.step(1);
        let parts = self.parts()?;
        self.depth -= 1;
        Some(Value { word, open: Some(open), parts })
    }

    /// What stands up to the closing bracket, and that bracket.
    fn parts(&mut self) -> Option<Vec<(&'t str, Value<'t>)>> {
        let mut parts = Vec::new();
        loop {
            self.skip();
            if self.rest.starts_with([')', ']', '}']) {
                self.step(1);
                return Some(parts);
            }
            let part = self.value()?;
            self.skip();
            if self.rest.starts_with(':') {
                self.step(1);
                parts.push((part.word, self.value()?));
            } else {
                parts.push(("", part));
            }
            self.skip();
            if self.rest.starts_with(',') {
                self.step(1);
            }
        }
    }

    /// A text in quotes, or letters, digits and what stands in numbers.
    fn word(&mut self) -> &'t str {
        let end = if self.rest.starts_with('"') {
            let mut is_escaped = false;
            let end = self.rest.char_indices().skip(1).find(|&(_, c)| {
                let ends = c == '"' && !is_escaped;
                is_escaped = c == '\\' && !is_escaped;
                ends
            });
            end.map(|(at, _)| at + 1)
        } else if let Some(end) = raw(self.rest) {
            Some(end)
        } else {
            let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '+');
            self.rest.find(|c: char| !is_part(c))
        };
        let end = end.unwrap_or(self.rest.len());
        let word = self.rest.get(..end).unwrap_or_default();
        self.step(end);
        word
    }

    /// Passes over blanks and comments.
    fn skip(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let end = match self.rest.get(..2) {
                Some("//") => self.rest.find('\n'),
                Some("/*") => self.rest.find("*/").map(|end| end + 2),
                _ => return,
            };
            self.step(end.unwrap_or(self.rest.len()));
        }
    }

    fn step(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }
}

/// Where a raw text that begins here ends: `r"…"`, `r#"…"#`.
fn raw(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let inner = rest.get(hashes..)?.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(2 + hashes + inner.find(&close)? + close.len())
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
