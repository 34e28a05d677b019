//! Why a file of a pack does not parse, told with every place. It is used only when RON has refused the file as a whole:
//! a good pack never pays for it.

use ron::error::{Error as RonCode, SpannedError};
use serde::Deserialize;

use super::dialect::options;
use super::files::File;
use super::problem::{FilePosition, MOST, Problem, did_you_mean};

pub(super) fn parse_one<'a, T: Deserialize<'a>>(file: &'a File, problems: &mut Vec<Problem>) -> Option<T> {
    match options().from_str(&file.text) {
        Ok(value) => Some(value),
        Err(error) => {
            problems.push(match elements(&file.text).end {
                ListEnd::Truncated(opened) => truncated(file, opened),
                ListEnd::Closed | ListEnd::NoList => syntax_problem(file, 0, &file.text, String::new(), &error),
            });
            None
        }
    }
}

pub(super) fn parse_list<'a, T: Deserialize<'a>>(file: &'a File, into: &mut Vec<T>, problems: &mut Vec<Problem>) {
    match options().from_str::<Vec<T>>(&file.text) {
        Ok(list) => *into = list,
        Err(error) => diagnose::<T>(file, &error, problems),
    }
}

/// Finds each record that does not parse in a file that did not parse as a whole.
fn diagnose<'a, T: Deserialize<'a>>(file: &'a File, whole: &SpannedError, problems: &mut Vec<Problem>) {
    let before = problems.len();
    let split = elements(&file.text);
    for (index, &(start, end)) in split.elements.iter().enumerate() {
        if problems.len() >= MOST {
            return;
        }
        let chunk = file.text.get(start..end).unwrap_or_default();
        if let Err(error) = options().from_str::<T>(chunk) {
            problems.push(syntax_problem(file, start, chunk, path_of(chunk, index), &error));
        }
    }
    match split.end {
        ListEnd::Closed => {}
        ListEnd::Truncated(opened) => problems.push(truncated(file, opened)),
        ListEnd::NoList => {
            problems.push(Problem::of_file(&file.name, "the file must be one list of records, in square brackets"));
        }
    }
    if problems.len() == before {
        problems.push(syntax_problem(file, 0, &file.text, String::new(), whole));
    }
}

/// The problem of a file that ends while what was opened at a byte is still open.
fn truncated(file: &File, opened: usize) -> Problem {
    let message = "the file ends before what is opened here is closed; it looks truncated";
    Problem::new(&file.name, Some(FilePosition::at(&file.text, opened)), "", message)
}

/// The problem of a part of a file, which begins at a byte, that RON does not read.
pub(crate) fn syntax_problem(file: &File, start: usize, chunk: &str, path: String, error: &SpannedError) -> Problem {
    let within = FilePosition::offset(chunk, error.span.start.line, error.span.start.col);
    Problem::new(&file.name, Some(FilePosition::at(&file.text, start + within)), path, sentence(&error.code))
}

/// RON's error in words a pack's author can act on.
fn sentence(code: &RonCode) -> String {
    let known = |names: &'static [&'static str]| names.join(", ");
    match code {
        RonCode::NoSuchStructField { expected, found, .. } => {
            format!("there is no field “{found}”{} The fields are: {}", end_of(found, expected), known(expected))
        }
        RonCode::NoSuchEnumVariant { expected, found, .. } => {
            format!("there is no value “{found}”{} The values are: {}", end_of(found, expected), known(expected))
        }
        RonCode::MissingStructField { field, .. } => format!("the field “{field}” is missing"),
        RonCode::DuplicateStructField { field, .. } => format!("the field “{field}” stands here twice"),
        RonCode::Eof => "the file ends too early; it looks truncated".to_owned(),
        RonCode::ExceededRecursionLimit => "this is nested deeper than any record is".to_owned(),
        RonCode::ExpectedComma => "a comma is missing before this, or a bracket or quotation mark".to_owned(),
        other => {
            let text = other.to_string();
            text.trim_end_matches('.').to_owned()
        }
    }
}

fn end_of(found: &str, expected: &[&'static str]) -> String {
    match did_you_mean(found, expected.iter().copied()) {
        suggestion if suggestion.is_empty() => ".".to_owned(),
        suggestion => suggestion,
    }
}

/// A record's own id if it can be read off, else its number in the list.
fn path_of(chunk: &str, index: usize) -> String {
    let id = chunk
        .split_once("id:")
        .and_then(|(_, rest)| rest.trim_start().strip_prefix('"'))
        .and_then(|rest| rest.split_once('"'))
        .map(|(id, _)| id)
        .filter(|id| !id.is_empty() && id.len() <= 80);
    id.map_or_else(|| format!("[{index}]"), str::to_owned)
}

/// Where the elements of a file's one list begin and end, as bytes.
struct Elements {
    elements: Vec<(usize, usize)>,
    end: ListEnd,
}

/// How the list of a file ends.
enum ListEnd {
    /// With its bracket.
    Closed,
    /// Never: the innermost bracket or text still open was opened at this byte.
    Truncated(usize),
    /// There is no list.
    NoList,
}

/// Splits a file's one list into its elements by counting brackets outside texts and comments.
fn elements(text: &str) -> Elements {
    let mut open: Vec<usize> = Vec::new();
    let mut elements = Vec::new();
    let mut start = None;
    let mut index = 0;
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(index) {
        let depth = open.len();
        if depth == 1 && start.is_none() && !matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b',' | b']' | b'/') {
            start = Some(index);
        }
        match byte {
            b'"' | b'r' | b'/' => match skip(text, index) {
                Some(after) => {
                    index = after;
                    continue;
                }
                None => return Elements { elements, end: ListEnd::Truncated(index) },
            },
            b'(' | b'[' | b'{' => open.push(index),
            b')' | b']' | b'}' | b',' => {
                if byte != b',' {
                    open.pop();
                }
                let closes_list = byte == b']' && open.is_empty();
                if (depth == 1 || closes_list)
                    && let Some(start) = start.take()
                {
                    elements.push((start, index));
                }
                if closes_list {
                    return Elements { elements, end: ListEnd::Closed };
                }
            }
            _ => {}
        }
        index += 1;
    }
    let end = open.last().map_or(ListEnd::NoList, |&opened| ListEnd::Truncated(opened));
    Elements { elements, end }
}

/// The byte after the text, raw text or comment that begins here, or after this one byte if none
/// does; `None` if it never ends.
fn skip(text: &str, at: usize) -> Option<usize> {
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
        return if raw.get(hashes..).is_some_and(|tail| tail.starts_with('"')) {
            after(&format!("\"{}", "#".repeat(hashes)), hashes + 2)
        } else {
            Some(at + 1)
        };
    }
    if rest.starts_with('"') {
        let mut escaped = false;
        for (index, byte) in rest.bytes().enumerate().skip(1) {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => return Some(at + index + 1),
                _ => {}
            }
        }
        return None;
    }
    Some(at + 1)
}
