//! RON text to typed records, with every problem of every file told at once.
//!
//! A file is parsed whole, which is quick. Only when that fails is it taken apart record by
//! record, so that one slip does not hide the next.

use ron::error::{Error as RonCode, SpannedError};
use ron::extensions::Extensions;
use serde::Deserialize;
use std::num::NonZero;
use std::thread::available_parallelism;

use super::card::WrittenCard;
use super::dispute::Conflict;
use super::files::{CARDS_FILE, DISPUTES_FILE, File, Files, MAINS_FILE, PACK_FILE, QUESTIONS_FILE};
use super::kinds::Kind;
use super::mains::MainsQuestion;
use super::pack::Pack;
use super::problem::{FilePosition, MOST, Problem, did_you_mean};
use super::question::BankQuestion;
use super::record::Record;
use super::resolve::{Parts, resolve};
use super::series::Series;
use super::{Dataset, check};

/// Parses a pack, resolves its links, and refuses it unless it is sound.
///
/// # Errors
/// Every problem found, in the order of files and lines.
pub fn load(files: &Files) -> Result<Dataset<'_>, Vec<Problem>> {
    let (dataset, mut problems) = resolve(parse(files)?, files);
    problems.extend(check::soundness(&dataset, files));
    if problems.is_empty() {
        return Ok(dataset);
    }
    check::sort(&mut problems);
    problems.truncate(MOST);
    Err(problems)
}

fn parse(files: &Files) -> Result<Parts<'_>, Vec<Problem>> {
    let bytes: usize = files.list.iter().map(|file| file.text.len()).sum();
    let at_once = if bytes < LARGE { 1 } else { available_parallelism().map_or(1, NonZero::get) };
    let mut parts = FileParts::default();
    for some in files.list.chunks(at_once) {
        if parts.problems.len() >= MOST {
            break;
        }
        if let [file] = some {
            parts.add(parse_file(file));
            continue;
        }
        std::thread::scope(|scope| {
            let threads: Vec<_> = some.iter().map(|file| scope.spawn(|| parse_file(file))).collect();
            for thread in threads {
                // A panic of a thread goes on in this one.
                parts.add(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
        });
    }
    match parts {
        FileParts { pack: Some(pack), records, mut series, disputes, questions, cards, mains, problems }
            if problems.is_empty() =>
        {
            for series in &mut series {
                series.count_in(pack.fiscal_year);
            }
            Ok(Parts { pack, records, series, disputes, questions, cards, mains })
        }
        FileParts { mut problems, .. } => {
            problems.truncate(MOST);
            Err(problems)
        }
    }
}

/// From so many bytes on files are parsed side by side.
const LARGE: usize = 16 * 1024 * 1024;

/// What one file holds, or several.
#[derive(Default)]
struct FileParts<'a> {
    pack: Option<Pack<'a>>,
    records: Vec<Record<'a>>,
    series: Vec<Series<'a>>,
    disputes: Vec<Conflict<'a>>,
    questions: Vec<BankQuestion<'a>>,
    cards: Vec<WrittenCard<'a>>,
    mains: Vec<MainsQuestion<'a>>,
    problems: Vec<Problem>,
}

impl FileParts<'_> {
    fn add(&mut self, more: Self) {
        self.pack = more.pack.or(self.pack.take());
        if self.records.is_empty() {
            self.records = more.records;
        } else {
            self.records.extend(more.records);
        }
        self.series.extend(more.series);
        self.disputes.extend(more.disputes);
        self.questions.extend(more.questions);
        self.cards.extend(more.cards);
        self.mains.extend(more.mains);
        self.problems.extend(more.problems);
    }
}

fn parse_file(file: &File) -> FileParts<'_> {
    let mut parts = FileParts::default();
    let name = file.base_name();
    if name == PACK_FILE {
        parts.pack = parse_one::<Pack<'_>>(file, &mut parts.problems);
    } else if name == Kind::Series.file() {
        parse_list::<Series<'_>>(file, &mut parts.series, &mut parts.problems);
    } else if name == DISPUTES_FILE {
        parse_list::<Conflict<'_>>(file, &mut parts.disputes, &mut parts.problems);
    } else if name == QUESTIONS_FILE {
        parse_list::<BankQuestion<'_>>(file, &mut parts.questions, &mut parts.problems);
    } else if name == CARDS_FILE {
        parse_list::<WrittenCard<'_>>(file, &mut parts.cards, &mut parts.problems);
    } else if name == MAINS_FILE {
        parse_list::<MainsQuestion<'_>>(file, &mut parts.mains, &mut parts.problems);
    } else {
        parse_list::<Record<'_>>(file, &mut parts.records, &mut parts.problems);
    }
    parts
}

/// How RON is read, in packs and settings alike.
pub(crate) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
}

fn parse_one<'a, T: Deserialize<'a>>(file: &'a File, problems: &mut Vec<Problem>) -> Option<T> {
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

fn parse_list<'a, T: Deserialize<'a>>(file: &'a File, into: &mut Vec<T>, problems: &mut Vec<Problem>) {
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
        ListEnd::NoList => problems.push(Problem {
            file: file.name.clone(),
            place: None,
            path: String::new(),
            message: "the file must be one list of records, in square brackets".to_owned(),
        }),
    }
    if problems.len() == before {
        problems.push(syntax_problem(file, 0, &file.text, String::new(), whole));
    }
}

/// The problem of a file that ends while what was opened at a byte is still open.
fn truncated(file: &File, opened: usize) -> Problem {
    Problem {
        file: file.name.clone(),
        place: Some(FilePosition::at(&file.text, opened)),
        path: String::new(),
        message: "the file ends before what is opened here is closed; it looks truncated".to_owned(),
    }
}

/// The problem of a part of a file, which begins at a byte, that RON does not read.
pub(crate) fn syntax_problem(file: &File, start: usize, chunk: &str, path: String, error: &SpannedError) -> Problem {
    let within = FilePosition::offset(chunk, error.span.start.line, error.span.start.col);
    Problem {
        file: file.name.clone(),
        place: Some(FilePosition::at(&file.text, start + within)),
        path,
        message: sentence(&error.code),
    }
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
