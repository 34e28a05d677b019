//! Where things stand in a file of a pack that reads: the elements of its list, the fields of an element, the entries of
//! a field. Knows brackets, texts and comments, not what they mean; of a text that does not read it may say anything.

use std::ops::Range;

/// The bytes of a part.
pub type Span = Range<usize>;

/// What stands between a pair of brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// Its parts, as commas set them apart, without what is blank around them.
    pub parts: Vec<Span>,
    /// Where the closing bracket is.
    pub close: usize,
}

/// The list that a file is.
#[must_use]
pub fn list(text: &str) -> Option<Inside> {
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        match byte {
            b'[' => return inside(text, at),
            b'/' => at = passed(text, at)?,
            // `#![enable(…)]` stands before the list.
            b'#' => at = text.get(at..)?.find('\n').map(|line| at + line)?,
            _ => at += 1,
        }
    }
    None
}

/// The parts between the bracket that opens at this byte and the one that closes it.
#[must_use]
pub fn inside(text: &str, open: usize) -> Option<Inside> {
    let (mut parts, mut start, mut last) = (Vec::new(), None::<usize>, open);
    let mut depth = 0_usize;
    let mut at = open + 1;
    while let Some(&byte) = text.as_bytes().get(at) {
        let next = match byte {
            b'"' | b'/' | b'r' => passed(text, at)?,
            _ => at + 1,
        };
        let is_comment = byte == b'/' && next > at + 1;
        let closes = matches!(byte, b')' | b']' | b'}');
        if depth == 0 && (closes || byte == b',') {
            parts.extend(start.take().map(|start| start..last));
            if closes {
                return Some(Inside { parts, close: at });
            }
        } else if !is_comment && !byte.is_ascii_whitespace() {
            start = start.or(Some(at));
            last = next;
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                _ if closes => depth -= 1,
                _ => {}
            }
        }
        at = next;
    }
    None
}

/// The value of the field of this name among the fields of an element.
#[must_use]
pub fn field(text: &str, element: &Span, name: &str) -> Option<Span> {
    let open = text.get(element.clone())?.find('(').map(|open| element.start + open)?;
    inside(text, open)?.parts.into_iter().find_map(|part| {
        let (key, value) = text.get(part.clone())?.split_once(':')?;
        let blank = value.len() - value.trim_start().len();
        (key.trim() == name).then(|| part.start + key.len() + 1 + blank..part.end)
    })
}

/// The byte after the text or comment that begins here, or after this byte if none does.
fn passed(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let after = |needle: &str, from: usize| {
        rest.get(from..).and_then(|tail| tail.find(needle)).map(|found| at + from + found + needle.len())
    };
    if rest.starts_with("//") {
        return Some(after("\n", 2).unwrap_or(text.len()));
    }
    if rest.starts_with("/*") {
        return after("*/", 2);
    }
    if let Some(raw) = rest.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let is_raw = raw.get(hashes..).is_some_and(|tail| tail.starts_with('"'));
        return if is_raw { after(&format!("\"{}", "#".repeat(hashes)), hashes + 2) } else { Some(at + 1) };
    }
    if !rest.starts_with('"') {
        return Some(at + 1);
    }
    let mut escaped = false;
    for (index, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + index + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "// A [list].\n[\n    (id: \"a, (b\", points: [(period: \"2020\", value: 1), (period: \"2021\", value: 2),]), // (c\n    /* [ */ (id: r#\"x\"\"#, points: []),\n]\n";

    #[test]
    fn elements_and_fields_are_found_past_texts_and_comments() {
        let list = list(TEXT).unwrap();
        let told: Vec<_> = list.parts.iter().map(|part| TEXT.get(part.clone()).unwrap()).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("(id: \"a, (b\"") && told[0].ends_with(",])"), "{told:?}");
        assert_eq!(told[1], "(id: r#\"x\"\"#, points: [])");
        let points = field(TEXT, &list.parts[0], "points").unwrap();
        let entries = inside(TEXT, points.start).unwrap();
        let told: Vec<_> = entries.parts.iter().map(|part| TEXT.get(part.clone()).unwrap()).collect();
        assert_eq!(told, ["(period: \"2020\", value: 1)", "(period: \"2021\", value: 2)"]);
        assert_eq!(TEXT.as_bytes()[entries.close], b']');
        assert_eq!(TEXT.get(field(TEXT, &list.parts[1], "points").unwrap()), Some("[]"));
        assert_eq!(field(TEXT, &list.parts[1], "title"), None);
    }
}
