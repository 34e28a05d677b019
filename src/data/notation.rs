//! RON as text: where the parts of a list, a map or the fields of a struct begin and end, without reading what they
//! mean.
//!
//! Layers and imports change what a file says field by field, comparisons hold fields against each other, and whatever
//! is said wrong is told where it stands: so texts are parted and put together. What stands in a text or a comment is
//! passed over. This is the one scanner of well-formed RON; of a text that does not read it may say anything but where
//! it ends, and why it does not read is for [`super::diagnosis`].

use std::ops::Range;

use super::dialect::{self, DEEPEST};

/// A bracketed text and its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// What stands before the bracket: the name of a variant, or nothing.
    pub name: Range<usize>,
    /// The byte that opens it.
    pub opening: u8,
    /// Where the opening bracket stands.
    pub open: usize,
    /// Each part, without the space and the comments around it.
    pub parts: Vec<Range<usize>>,
    /// Whether a comma stands after the last part.
    pub ends_in_comma: bool,
    /// Where the closing bracket stands.
    pub close: usize,
}

/// A field of a struct, or an entry of a map: `name: value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, as written.
    pub name: Range<usize>,
    /// Its value.
    pub value: Range<usize>,
}

/// The parts of the first bracket in a text; nothing where it has none, never closes it, or holds brackets deeper in
/// brackets than any pack does: so whoever goes into parts of parts comes to an end soon.
#[must_use]
pub fn parts(text: &str) -> Option<Bracket> {
    parts_from(text, 0)
}

/// The parts of the list that a file is; before it may stand what RON is asked to read besides, `#![enable(…)]`.
#[must_use]
pub fn list(text: &str) -> Option<Bracket> {
    let mut start = after_space(text, 0);
    while text.get(start..).is_some_and(|rest| rest.starts_with("#!")) {
        start = parts_from(text, start + 2)?.close + 1;
        start = after_space(text, start);
    }
    parts_from(text, start).filter(|list| list.opening == b'[')
}

/// The parts of the first bracket in a stretch of a text, which is a value.
#[must_use]
pub fn parts_within(text: &str, value: &Range<usize>) -> Option<Bracket> {
    parts_from(text, value.start).filter(|bracket| bracket.close < value.end)
}

fn parts_from(text: &str, from: usize) -> Option<Bracket> {
    let start = after_space(text, from);
    let bytes = text.as_bytes();
    let letters = word_at(bytes, start);
    let open = after_space(text, start + letters);
    let opening = *bytes.get(open).filter(|byte| matches!(byte, b'(' | b'[' | b'{'))?;
    let name = start..start + letters;
    let mut found = Bracket { name, opening, open, parts: Vec::new(), ends_in_comma: false, close: 0 };
    // Where the part begins, and where the last of it ends that is neither space nor comment.
    let mut part: Option<Range<usize>> = None;
    let mut at = open + 1;
    let mut depth = 0_usize;
    loop {
        at = after_space(text, at);
        let byte = *bytes.get(at)?;
        let closes = matches!(byte, b')' | b']' | b'}');
        if depth == 0 && (closes || byte == b',') {
            if closes {
                found.ends_in_comma = part.is_none() && !found.parts.is_empty();
            }
            found.parts.extend(part.take());
            if closes {
                found.close = at;
                work::count(at - from);
                return Some(found);
            }
            at += 1;
            continue;
        }
        let next = match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth >= DEEPEST {
                    return None;
                }
                at + 1
            }
            _ if closes => {
                depth -= 1;
                at + 1
            }
            b'"' | b'r' => after_text(text, at)?,
            // The `r` of a longer word begins no raw text.
            _ => at + word_at(bytes, at).max(1),
        };
        part.get_or_insert(at..next).end = next;
        at = next;
    }
}

/// How many bytes of a word begin here.
fn word_at(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count()
}

/// A part as a field, if it is one.
#[must_use]
pub fn field(text: &str, part: Range<usize>) -> Option<Field> {
    let within = text.get(part.clone())?;
    let bytes = within.as_bytes();
    let name = if bytes.first() == Some(&b'"') {
        after_text(within, 0)?
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
#[must_use]
pub fn fields(text: &str) -> Option<Vec<Field>> {
    let all = parts(text)?;
    if all.opening == b'[' {
        return None;
    }
    all.parts.into_iter().map(|part| field(text, part)).collect()
}

/// A field of a struct by its name.
#[must_use]
pub fn field_named(text: &str, name: &str) -> Option<Field> {
    field_within(text, &(0..text.len()), name)
}

/// The same of a struct that is a stretch of a text.
#[must_use]
pub fn field_within(text: &str, value: &Range<usize>, name: &str) -> Option<Field> {
    let all = parts_within(text, value)?;
    all.parts.into_iter().filter_map(|part| field(text, part)).find(|field| text.get(field.name.clone()) == Some(name))
}

/// Where the value stands that follows a name and a colon, however deep and whether or not all of the text reads; texts
/// and comments are passed over.
#[must_use]
pub fn value_after(text: &str, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at = after_space(text, at);
        let next = match bytes.get(at)? {
            b'"' | b'r' => after_text(text, at)?,
            _ => at + word_at(bytes, at).max(1),
        };
        let colon = after_space(text, next);
        if text.get(at..next) == Some(name) && bytes.get(colon) == Some(&b':') {
            return Some(after_space(text, colon + 1));
        }
        at = next;
    }
}

/// What a plain text says, if the whole of this is one.
#[must_use]
pub fn unquoted(text: &str) -> Option<String> {
    if !text.starts_with(['"', 'r']) {
        return None;
    }
    // Most have neither a stroke nor a second quotation mark in them.
    if let Some(plain) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'))
        && !plain.contains(['"', '\\'])
    {
        return Some(plain.to_owned());
    }
    dialect::options().from_str::<String>(text).ok()
}

/// Whether a value is that of a field which is not there.
#[must_use]
pub fn says_nothing(value: &str) -> bool {
    value == "None" || parts(value).is_some_and(|found| found.opening != b'(' && found.parts.is_empty())
}

/// The first text within this, by which an element of a list is known: `("Tariffs", …)`, `(period: "2011", …)`.
#[must_use]
pub fn first_text(text: &str) -> Option<String> {
    let mut at = 0;
    loop {
        at = after_space(text, at);
        let next = match text.as_bytes().get(at)? {
            b'"' | b'r' => after_text(text, at)?,
            _ => at + word_at(text.as_bytes(), at).max(1),
        };
        if text.get(..next)?.ends_with(['"', '#']) {
            work::count(next);
            return unquoted(text.get(at..next)?);
        }
        at = next;
    }
}

/// Where the comma stands that comes next after a part, comments passed over; nothing where none comes.
#[must_use]
pub fn comma_after(text: &str, part_end: usize) -> Option<usize> {
    let at = after_space(text, part_end);
    (text.as_bytes().get(at) == Some(&b',')).then_some(at)
}

/// The comments in a stretch of a text, each as it stands.
#[must_use]
pub fn comments<'t>(text: &'t str, within: &Range<usize>) -> Vec<&'t str> {
    let mut found = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let byte = text.as_bytes().get(at);
        let next = match byte {
            Some(b'/') => after_comment(text, at),
            Some(b'"' | b'r') => after_text(text, at),
            _ => None,
        };
        if byte == Some(&b'/')
            && let Some(end) = next
        {
            found.extend(text.get(at..end.min(within.end)).map(str::trim_end));
        }
        at = next.unwrap_or(at + word_at(text.as_bytes(), at).max(1));
    }
    found
}

/// The byte after the text that begins here, or after this word if none does; nothing if it never ends.
fn after_text(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    if let Some(raw) = rest.strip_prefix(b"r") {
        let hashes = raw.iter().take_while(|byte| **byte == b'#').count();
        if raw.get(hashes) == Some(&b'"') {
            let needle = format!("\"{}", "#".repeat(hashes));
            return Some(at + found(rest, needle.as_bytes(), hashes + 2)?);
        }
        return Some(at + word_at(rest, 0));
    }
    let mut index = 1;
    loop {
        match rest.get(index)? {
            b'\\' => index += 2,
            b'"' => return Some(at + index + 1),
            _ => index += 1,
        }
    }
}

/// The byte after the comment that begins here; nothing if none does, or if it never ends.
fn after_comment(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    if rest.starts_with(b"//") {
        return Some(found(rest, b"\n", 2).map_or(text.len(), |end| at + end));
    }
    if !rest.starts_with(b"/*") {
        return None;
    }
    // One may stand within another.
    let mut depth = 1_usize;
    let mut index = 2;
    while depth > 0 {
        match rest.get(index..index + 2)? {
            b"/*" => {
                depth += 1;
                index += 2;
            }
            b"*/" => {
                depth -= 1;
                index += 2;
            }
            _ => index += 1,
        }
    }
    Some(at + index)
}

/// Where what is sought ends, from a byte on.
fn found(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let place = bytes.get(from..)?.windows(needle.len()).position(|window| window == needle)?;
    Some(from + place + needle.len())
}

/// The first byte from here on that is neither space nor comment.
fn after_space(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' => at += 1,
            b'/' if matches!(bytes.get(at + 1), Some(b'/' | b'*')) => match after_comment(text, at) {
                Some(after) => at = after,
                None => return text.len(),
            },
            _ => break,
        }
    }
    at
}

/// How many bytes were gone through in this thread, for tests of how work grows.
#[cfg(test)]
pub(super) mod work {
    use std::cell::Cell;

    thread_local! {
        static BYTES: Cell<usize> = const { Cell::new(0) };
    }

    pub(in crate::data) fn count(bytes: usize) {
        BYTES.set(BYTES.get() + bytes);
    }

    /// So many until now.
    pub(in crate::data) fn bytes() -> usize {
        BYTES.get()
    }
}

/// Nobody counts but tests.
#[cfg(not(test))]
pub(super) mod work {
    pub(in crate::data) const fn count(_: usize) {}
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
    fn comments_are_of_no_part_and_their_commas_part_nothing() {
        let text = "[\n 1, // one, two\n 2 // the [last\n /* a, /* b, */ c */]";
        let found = parts(text).unwrap();
        assert_eq!((told(text).unwrap(), found.ends_in_comma), (vec!["1", "2"], false));
        assert_eq!(comments(text, &(0..text.len())), ["// one, two", "// the [last", "/* a, /* b, */ c */"]);
        assert!(parts("[1, /* x */]").unwrap().ends_in_comma && !parts("[]").unwrap().ends_in_comma);
        assert!(comments("\"// no\" r#\"/* no */\"#", &(0..24)).is_empty());
    }

    #[test]
    fn a_file_is_a_list_whatever_stands_before_it() {
        let text =
            "// A [list].\n#![enable(implicit_some)]\n[\n (id: \"a, (b\"), // (c\n /* [ */ (id: r#\"x\"\"#),\n]\n";
        let found = list(text).unwrap();
        let told: Vec<_> = found.parts.iter().map(|part| &text[part.clone()]).collect();
        assert_eq!(told, ["(id: \"a, (b\")", "(id: r#\"x\"\"#)"]);
        assert_eq!(&text[field_within(text, &found.parts[1], "id").unwrap().value], "r#\"x\"\"#");
        assert_eq!((list("(a: [1])"), field_within(text, &found.parts[0], "title")), (None, None));
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
    fn brackets_in_brackets_have_an_end() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parts(&nested(DEEPEST)).is_some());
        assert_eq!(parts(&nested(DEEPEST + 1)), None);
        assert_eq!(parts(&nested(200_000)), None);
        assert_eq!(parts(&"(a:".repeat(200_000)), None);
    }

    #[test]
    fn what_is_left_out_may_be_written() {
        assert!(["None", "[]", "{ }"].iter().all(|text| says_nothing(text)));
        assert!(["()", "\"\"", "[None]", "0"].iter().all(|text| !says_nothing(text)));
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
