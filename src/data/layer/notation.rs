//! RON as text: where the parts of a list, a map or the fields of a struct begin and end, without reading what they mean.
//!
//! Layers change what a file says field by field, and whatever is said wrong is told where it stands: so texts are
//! parted and put together, not values. What stands in a text or a comment is passed over.

use std::ops::Range;

/// A bracketed text and its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bracket {
    /// What stands before the bracket: the name of a variant, or nothing.
    pub(super) name: Range<usize>,
    /// The byte that opens it.
    pub(super) opening: u8,
    /// Each part, without the space around it.
    pub(super) parts: Vec<Range<usize>>,
    /// Where the closing bracket stands.
    pub(super) close: usize,
}

/// A field of a struct, or an entry of a map: `name: value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name, as written.
    pub(super) name: Range<usize>,
    /// Its value.
    pub(super) value: Range<usize>,
}

/// The parts of the first bracket in a text; nothing where it has none, or never closes it.
pub(super) fn parts(text: &str) -> Option<Bracket> {
    let start = after_space(text, 0);
    let bytes = text.as_bytes();
    let letters = bytes.get(start..)?.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let open = after_space(text, start + letters);
    let opening = *bytes.get(open).filter(|byte| matches!(byte, b'(' | b'[' | b'{'))?;
    let mut found = Bracket { name: start..start + letters, opening, parts: Vec::new(), close: 0 };
    let mut at = after_space(text, open + 1);
    let mut start = at;
    let mut depth = 0_usize;
    loop {
        let byte = *bytes.get(at)?;
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' | b',' if depth == 0 => {
                let end = text.get(start..at)?.trim_end().len() + start;
                if end > start {
                    found.parts.push(start..end);
                }
                if byte != b',' {
                    found.close = at;
                    return Some(found);
                }
                at = after_space(text, at + 1);
                start = at;
                continue;
            }
            b')' | b']' | b'}' => depth -= 1,
            b'"' | b'r' | b'/' => {
                at = after_opaque(text, at)?;
                continue;
            }
            // The `r` of a longer word begins no raw text.
            byte if byte.is_ascii_alphanumeric() || byte == b'_' => {
                let rest = bytes.get(at..)?.iter();
                at += rest.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
                continue;
            }
            _ => {}
        }
        at += 1;
    }
}

/// A part as a field, if it is one.
pub(super) fn field(text: &str, part: Range<usize>) -> Option<Field> {
    let within = text.get(part.clone())?;
    let bytes = within.as_bytes();
    let name = if bytes.first() == Some(&b'"') {
        after_opaque(within, 0)?
    } else {
        bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'#')).count()
    };
    let colon = after_space(within, name);
    if name == 0 || bytes.get(colon) != Some(&b':') {
        return None;
    }
    let value = after_space(within, colon + 1);
    Some(Field { name: part.start..part.start + name, value: part.start + value..part.end })
}

/// The fields of a struct or the entries of a map: nothing where any of its parts is none.
pub(super) fn fields(text: &str) -> Option<Vec<Field>> {
    let all = parts(text)?;
    if all.opening == b'[' {
        return None;
    }
    all.parts.into_iter().map(|part| field(text, part)).collect()
}

/// A field of a struct by its name.
pub(super) fn field_named(text: &str, name: &str) -> Option<Field> {
    let all = parts(text)?;
    all.parts.into_iter().filter_map(|part| field(text, part)).find(|field| text.get(field.name.clone()) == Some(name))
}

/// What a plain text says, if the whole of this is one.
pub(super) fn unquoted(text: &str) -> Option<String> {
    if !text.starts_with(['"', 'r']) {
        return None;
    }
    crate::data::dialect::options().from_str::<String>(text).ok()
}

/// The first text within this, by which an element of a list is known: `("Tariffs", …)`, `(period: "2011", …)`.
pub(super) fn first_text(text: &str) -> Option<String> {
    let mut at = after_space(text, 0);
    loop {
        match text.as_bytes().get(at)? {
            b'"' => return unquoted(text.get(at..after_opaque(text, at)?)?),
            b'/' => at = after_opaque(text, at)?,
            _ => at += 1,
        }
    }
}

/// The byte after the text or comment that begins here, or after this one byte if none does; nothing if it never ends.
fn after_opaque(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    let found = |needle: &[u8], from: usize| {
        let tail = rest.get(from..)?;
        let place = tail.windows(needle.len()).position(|window| window == needle)?;
        Some(at + from + place + needle.len())
    };
    if rest.starts_with(b"//") {
        return Some(found(b"\n", 2).unwrap_or(text.len()));
    }
    if rest.starts_with(b"/*") {
        return found(b"*/", 2);
    }
    if let Some(raw) = rest.strip_prefix(b"r") {
        let hashes = raw.iter().take_while(|byte| **byte == b'#').count();
        if raw.get(hashes) == Some(&b'"') {
            return found(format!("\"{}", "#".repeat(hashes)).as_bytes(), hashes + 2);
        }
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        return Some(at + letters);
    }
    if rest.starts_with(b"\"") {
        let mut index = 1;
        loop {
            match rest.get(index)? {
                b'\\' => index += 2,
                b'"' => return Some(at + index + 1),
                _ => index += 1,
            }
        }
    }
    Some(at + 1)
}

/// The first byte from here on that is neither space nor comment.
fn after_space(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' => at += 1,
            b'/' if matches!(bytes.get(at + 1), Some(b'/' | b'*')) => match after_opaque(text, at) {
                Some(after) => at = after,
                None => return text.len(),
            },
            _ => break,
        }
    }
    at
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "tests know what they cut")]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<Vec<&str>> {
        Some(parts(text)?.parts.into_iter().map(|part| &text[part]).collect())
    }

    #[test]
    fn a_bracket_has_its_parts() {
        let list =
            " // a list\n[ (id: \"a\", note: \"(,]\"), /* b */ \"c\\\"]\", r#\"\"]\"#, err: {x: [1, 2]},\n ] // end";
        assert_eq!(told(list).unwrap(), ["(id: \"a\", note: \"(,]\")", "\"c\\\"]\"", "r#\"\"]\"#", "err: {x: [1, 2]}"]);
        assert_eq!((told("[]"), told("[ // nothing\n]"), told("()")), (Some(vec![]), Some(vec![]), Some(vec![])));
        assert_eq!((told("[\"a"), told("(a: 1"), told("7"), told("")), (None, None, None, None));
        let body = "Agreement(form: Memorandum, in_force: None)";
        assert_eq!(&body[parts(body).unwrap().name], "Agreement");
    }

    #[test]
    fn fields_have_names_and_values() {
        let text = "(id: \"a:b\", r#type : None, body: Event(sort: Visit), )";
        let fields = fields(text).unwrap();
        let told: Vec<_> = fields.iter().map(|field| (&text[field.name.clone()], &text[field.value.clone()])).collect();
        assert_eq!(told, [("id", "\"a:b\""), ("r#type", "None"), ("body", "Event(sort: Visit)")]);
        let map = "{\"FY2023-24\": (value: 1.5), SeeAlso: []}";
        assert_eq!(super::fields(map).unwrap().len(), 2);
        assert_eq!((super::fields("(\"a\", \"b\")"), super::fields("[a: 1]")), (None, None));
        assert_eq!(&text[field_named(text, "body").unwrap().value], "Event(sort: Visit)");
    }

    #[test]
    fn an_element_is_known_by_its_first_text() {
        for (text, first) in [
            ("(\"Tariffs\", \"…\", \"brief ¶1\")", Some("Tariffs")),
            ("(period: \"2011\", value: 3)", Some("2011")),
            ("\"a \\\"b\\\"\"", Some("a \"b\"")),
            ("(value: 3 /* \"x\" */)", None),
        ] {
            assert_eq!(first_text(text).as_deref(), first, "{text}");
        }
    }
}
