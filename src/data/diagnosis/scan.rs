//! Reads the signs of a text that is nearly RON: whatever a person may have meant by them is taken for that, and said.
//!
//! It runs only over files that RON has refused. Texts and their quotation marks are in [`super::quotes`].

use std::cell::RefCell;
use std::collections::{HashSet, VecDeque};
use std::ops::Range;

use super::slip::{Habit, Slips};
use super::token::{Bracket, Sign, Token};

/// A tab counts as so many columns where lines are compared by how far they are set in.
const TAB: usize = 4;

/// The signs of a text, one after the other, with a look ahead.
pub(super) struct Scanner<'a, 's> {
    pub(super) text: &'a str,
    pub(super) slips: &'s RefCell<Slips>,
    pub(super) at: usize,
    line: usize,
    indent: usize,
    is_first: bool,
    ahead: VecDeque<Token<'a>>,
    /// Where a text that was begun may have begun as well, and the mark that closes it.
    pub(super) closes: (Range<usize>, Option<usize>),
    /// The numbers of hashes after marks of raw texts of which there are no more.
    pub(super) missed_marks: HashSet<usize>,
    /// How many bytes were looked at that were not taken.
    #[cfg(test)]
    pub(super) looked: std::cell::Cell<usize>,
    /// What comes after everything.
    end: Token<'a>,
}

impl<'a, 's> Scanner<'a, 's> {
    pub(super) fn new(text: &'a str, slips: &'s RefCell<Slips>) -> Self {
        let end = Token { sign: Sign::End, start: text.len(), end: text.len(), line: 0, indent: 0, is_first: true };
        let mut scanner = Self {
            text,
            slips,
            at: 0,
            line: 0,
            indent: 0,
            is_first: true,
            ahead: VecDeque::new(),
            closes: (0..0, None),
            missed_marks: HashSet::new(),
            #[cfg(test)]
            looked: std::cell::Cell::default(),
            end,
        };
        scanner.begin_line();
        scanner
    }

    /// The sign that comes after so many others, which stay.
    pub(super) fn peek(&mut self, further: usize) -> &Token<'a> {
        while self.ahead.len() <= further {
            let token = self.scan();
            self.ahead.push_back(token);
        }
        self.ahead.get(further).unwrap_or(&self.end)
    }

    /// The next sign, which is taken.
    pub(super) fn take(&mut self) -> Token<'a> {
        match self.ahead.pop_front() {
            Some(token) => token,
            None => self.scan(),
        }
    }

    /// The text from a byte on.
    pub(super) fn rest(&self, from: usize) -> &'a str {
        self.text.get(from..).unwrap_or_default()
    }

    /// A stretch of the text.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    pub(super) fn habit(&self, habit: Habit, at: usize, message: impl FnOnce() -> String) {
        self.slips.borrow_mut().say_habit(habit, at, message);
    }

    pub(super) fn say(&self, at: usize, message: impl Into<String>) {
        self.slips.borrow_mut().say(at, message);
    }

    /// Measures the line that begins here.
    fn begin_line(&mut self) {
        self.is_first = true;
        let margin = self.rest(self.at).chars().take_while(|c| *c == ' ' || *c == '\t');
        self.indent = margin.map(|c| if c == '\t' { TAB } else { 1 }).sum();
    }

    /// Goes on to a byte; lines between are counted.
    fn advance(&mut self, to: usize) {
        let passed = self.slice(self.at, to);
        let lines = passed.matches('\n').count();
        self.at = to;
        if lines > 0 {
            self.line += lines;
            let start = passed.rfind('\n').map_or(to, |at| to - passed.len() + at + 1);
            let margin = self.rest(start).chars().take_while(|c| *c == ' ' || *c == '\t');
            self.indent = margin.map(|c| if c == '\t' { TAB } else { 1 }).sum();
        }
    }

    fn scan(&mut self) -> Token<'a> {
        self.skip_space();
        let (start, line, indent, is_first) = (self.at, self.line, self.indent, self.is_first);
        self.is_first = false;
        let rest = self.rest(start);
        let (sign, end) = match rest.chars().next() {
            None => (Sign::End, start),
            Some(c) => self.sign(c, rest, start),
        };
        self.advance(end);
        Token { sign, start, end, line, indent, is_first }
    }

    fn sign(&mut self, c: char, rest: &'a str, start: usize) -> (Sign<'a>, usize) {
        let end = start + c.len_utf8();
        if let Some(bracket) = Bracket::opened_by(c) {
            return (Sign::Open(bracket), end);
        }
        if let Some(bracket) = Bracket::closed_by(c) {
            return (Sign::Close(bracket), end);
        }
        if let Some(quoted) = self.quoted(c, start) {
            return quoted;
        }
        if let Some(plain) = narrow(c) {
            self.habit(Habit::Wide, start, || format!("“{c}” is a wide sign; write the plain one: {plain}"));
            let sign = match plain {
                ',' => Sign::Comma,
                ':' => Sign::Colon,
                plain => match (Bracket::opened_by(plain), Bracket::closed_by(plain)) {
                    (Some(bracket), _) => Sign::Open(bracket),
                    (_, Some(bracket)) => Sign::Close(bracket),
                    _ => Sign::Odd,
                },
            };
            return (sign, end);
        }
        match c {
            ',' => (Sign::Comma, end),
            ':' => (Sign::Colon, end),
            ';' => {
                self.habit(Habit::Semicolon, start, || "a comma stands between parts, not a semicolon: ,".to_owned());
                (Sign::Comma, end)
            }
            '=' => {
                self.habit(Habit::Equals, start, || {
                    "a colon stands between a field and its value, as in title: \"…\"".to_owned()
                });
                (Sign::Colon, end + usize::from(rest.starts_with("=>")))
            }
            _ if is_of_run(c) => Self::run(rest, start),
            _ => (Sign::Odd, end),
        }
    }

    /// A word, a number, or something like them that is neither.
    fn run(rest: &str, start: usize) -> (Sign<'a>, usize) {
        if let Some(name) = rest.strip_prefix("r#") {
            let length = name.find(|c: char| !is_of_word(c)).unwrap_or(name.len());
            return (Sign::Word, start + 2 + length);
        }
        let mut length = rest.find(|c: char| !is_of_run(c)).unwrap_or(rest.len());
        // A comment may follow at once.
        for comment in ["//", "/*"] {
            if let Some(at) = rest.get(..length).and_then(|run| run.find(comment)) {
                length = length.min(at.max(1));
            }
        }
        let run = rest.get(..length).unwrap_or_default();
        let is_word = run.chars().all(is_of_word) && !run.starts_with(|c: char| c.is_numeric());
        let sign = if is_word {
            Sign::Word
        } else if number(run).is_some() {
            Sign::Number
        } else {
            Sign::Bare
        };
        (sign, start + length)
    }

    /// Passes over white space and comments, and over what was meant as such.
    fn skip_space(&mut self) {
        loop {
            let rest = self.rest(self.at);
            let Some(c) = rest.chars().next() else { return };
            let next = self.at + c.len_utf8();
            if c == '\n' {
                self.at = next;
                self.line += 1;
                self.begin_line();
            } else if is_space(c) {
                self.at = next;
            } else if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\0') {
                self.habit(Habit::Space, self.at, || {
                    let code = u32::from(c);
                    format!("an unusual space (U+{code:04X}) stands here; replace it by a plain one")
                });
                self.at = next;
            } else if rest.starts_with("//") {
                self.skip_line();
            } else if rest.starts_with("/*") {
                self.skip_block(rest);
            } else if rest.starts_with("#![") {
                self.at = rest.find(']').map_or(self.text.len(), |at| self.at + at + 1);
            } else if c == '#' || rest.starts_with("--") || rest.starts_with("<!--") {
                let mark = if c == '#' { "#" } else { "--" };
                self.habit(Habit::Comment, self.at, || format!("a comment begins with //, not with {mark}"));
                self.skip_line();
            } else {
                return;
            }
        }
    }

    fn skip_line(&mut self) {
        self.at = self.rest(self.at).find('\n').map_or(self.text.len(), |at| self.at + at);
    }

    /// Comments of this sort may stand in one another.
    fn skip_block(&mut self, rest: &str) {
        let (mut depth, mut at) = (0_usize, 0);
        loop {
            let tail = rest.get(at..).unwrap_or_default();
            let Some(found) = tail.find(['*', '/']) else {
                self.say(self.at, "this comment never ends; close it with */");
                self.advance(self.text.len());
                return;
            };
            at += found;
            let here = rest.get(at..).unwrap_or_default();
            if here.starts_with("/*") {
                depth += 1;
                at += 2;
            } else if here.starts_with("*/") {
                depth -= 1;
                at += 2;
            } else {
                at += 1;
            }
            if depth == 0 {
                let line = self.line;
                self.advance(self.at + at);
                self.is_first |= self.line > line;
                return;
            }
        }
    }
}

/// The white space of RON.
fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\r' | '\n' | '\x0b' | '\x0c' | '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
    )
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a sign may be in a word, a number, a date, a sum or an address.
fn is_of_run(c: char) -> bool {
    is_of_word(c)
        || matches!(c, '-' | '+' | '.' | '/' | '~' | '%' | '&' | '@' | '¶' | '–' | '—')
        // Signs of money.
        || matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}')
}

/// The plain sign of one that another script's keyboard gives.
fn narrow(c: char) -> Option<char> {
    Some(match c {
        '、' | '､' => ',',
        '【' => '[',
        '】' => ']',
        _ if c.is_ascii() => return None,
        _ => match crate::text::narrow::narrow(c) {
            plain @ (',' | ':' | '(' | ')' | '[' | ']' | '{' | '}') => plain,
            _ => return None,
        },
    })
}

/// A number as RON writes it.
pub(super) fn number(run: &str) -> Option<f64> {
    let plain = run.replace('_', "");
    let digits = plain.trim_start_matches(['-', '+']);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    for (mark, base) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = digits.strip_prefix(mark) {
            return u32::from_str_radix(digits, base).ok().map(f64::from);
        }
    }
    plain.parse().ok()
}
