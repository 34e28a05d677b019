//! Texts and their quotation marks: straight, curly, single, missing at one end, or one too many.
//!
//! A missing mark turns everything after it inside out. It is found where it is missing by what follows the text: after
//! its end comes a comma or a bracket, and never a letter. How far that is looked for is bounded: a pack may be one
//! line.

use std::borrow::Cow;

use super::scan::Scanner;
use super::slip::Habit;
use super::token::Sign;
use crate::data::dialect::DEEPEST;

/// So many bytes of a line are looked at for what a text might be meant to end with.
pub(super) const LOOK_AHEAD: usize = 2048;

/// What a text may be closed with by somebody who did not write straight quotation marks.
const CURLY: [char; 12] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '＂', '「', '」'];

impl<'a> Scanner<'a, '_> {
    /// The text that begins with this sign here, if one does, and the byte after it.
    pub(super) fn quoted(&mut self, c: char, start: usize) -> Option<(Sign<'a>, usize)> {
        match c {
            '"' => Some(self.straight(start)),
            'r' | 'b' => self.raw(start),
            '\'' => self.single(start),
            '`' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '＂' | '「' => {
                self.curly(c, start)
            }
            _ => None,
        }
    }

    /// `r"…"`, `r#"…"#`.
    fn raw(&mut self, start: usize) -> Option<(Sign<'a>, usize)> {
        let after = self.rest(start).trim_start_matches('b').strip_prefix('r')?;
        let hashes = after.len() - after.trim_start_matches('#').len();
        let body = after.get(hashes..)?.strip_prefix('"')?;
        let begin = self.text.len() - body.len();
        let mark = format!("\"{}", "#".repeat(hashes));
        // What is not found once is not found further on.
        let is_missed = self.missed_marks.contains(&hashes);
        let Some(length) = (!is_missed).then(|| body.find(&mark)).flatten() else {
            #[cfg(test)]
            self.looked.set(self.looked.get() + if is_missed { 0 } else { body.len() });
            self.missed_marks.insert(hashes);
            self.say(start, format!("the text that begins here never ends; close it with {mark}"));
            return Some((Sign::Text(Cow::Borrowed(first_line(body))), begin + first_line(body).len()));
        };
        let text = body.get(..length).unwrap_or_default();
        Some((Sign::Text(Cow::Borrowed(text)), begin + length + mark.len()))
    }

    /// A text in single quotation marks, or RON's single character.
    fn single(&self, start: usize) -> Option<(Sign<'a>, usize)> {
        let line = self.ahead_on_line(start + 1);
        let close =
            line.match_indices('\'').map(|(at, _)| at).find(|at| ends_here(line.get(at + 1..).unwrap_or_default()))?;
        let text = line.get(..close)?;
        self.habit(Habit::Quotes, start, || format!("a text stands in double quotation marks: \"{}\"", cut(text)));
        Some((Sign::Text(Cow::Borrowed(text)), start + 1 + close + 1))
    }

    /// A text in curly quotation marks, which ends on its line.
    fn curly(&self, c: char, start: usize) -> Option<(Sign<'a>, usize)> {
        let begin = start + c.len_utf8();
        let line = self.ahead_on_line(begin);
        let is_mark = |c: char| CURLY.contains(&c) || matches!(c, '"' | '`' | '\'');
        let marks = line.match_indices(is_mark).map(|(at, mark)| (at, at + mark.len()));
        let mut closing = marks.filter(|(_, end)| ends_here(line.get(*end..).unwrap_or_default()));
        let (length, after) = closing.next()?;
        let text = line.get(..length)?;
        let sort = if c == '`' { "these are no quotation marks" } else { "these quotation marks are curly" };
        self.habit(Habit::Quotes, start, || format!("{sort}; write straight ones: \"{}\"", cut(text)));
        Some((Sign::Text(Cow::Borrowed(text)), begin + after))
    }

    fn straight(&mut self, start: usize) -> (Sign<'a>, usize) {
        let begin = start + 1;
        let Some(close) = self.closing(begin) else { return self.unclosed(start) };
        let length = close - begin;
        let text = self.slice(begin, close);
        let after = self.rest(close + 1);
        if may_follow(after) {
            return (Sign::Text(self.unescaped(text, begin)), close + 1);
        }
        if text.contains('\n') {
            return self.unclosed(start);
        }
        // `"Scope, "It covers`: the mark before the comma is missing.
        if let Some(kept) = text.trim_end().strip_suffix(',')
            && !after.starts_with('"')
        {
            if kept.trim().is_empty() {
                return (Sign::StrayQuote, begin);
            }
            self.say(start, format!("the quotation mark that closes this text is missing; write \"{}\",", cut(kept)));
            return (Sign::Text(Cow::Borrowed(kept)), begin + kept.len());
        }
        // `"He said "hello" to all",`: marks inside a text.
        let line = self.ahead_on_line(begin);
        let is_last = |at: &usize| *at > length && ends_here(line.get(at + 1..).unwrap_or_default());
        if let Some(last) = line.match_indices('"').map(|(at, _)| at).rfind(is_last) {
            self.say(begin + length, "a quotation mark inside a text is written with a backslash before it: \\\"");
            return (Sign::Text(Cow::Borrowed(line.get(..last).unwrap_or_default())), begin + last + 1);
        }
        (Sign::Text(Cow::Borrowed(text)), close + 1)
    }

    /// Where the mark stands that closes a text that begins here. A mark that was passed over on the way to one is
    /// closed by that one as well.
    fn closing(&mut self, begin: usize) -> Option<usize> {
        if self.closes.0.contains(&begin) {
            return self.closes.1;
        }
        let close = closing(self.rest(begin)).map(|length| begin + length);
        #[cfg(test)]
        self.looked.set(self.looked.get() + close.map_or(self.text.len() - begin, |_| 0));
        self.closes = (begin..close.unwrap_or(self.text.len()), close);
        close
    }

    /// What stands on this line from here on, as far as it is looked at.
    fn ahead_on_line(&self, from: usize) -> &'a str {
        let all = self.rest(from);
        // A sign of several bytes may stand across the limit.
        let ahead = (LOOK_AHEAD..LOOK_AHEAD + 4).find_map(|limit| all.get(..limit)).unwrap_or(all);
        #[cfg(test)]
        self.looked.set(self.looked.get() + ahead.len());
        first_line(ahead)
    }

    /// A text whose end is missing: it is taken to end with its line, before what closes brackets there.
    fn unclosed(&mut self, start: usize) -> (Sign<'a>, usize) {
        let begin = start + 1;
        let body = self.rest(begin);
        let line = first_line(body);
        let is_last = body.len() == line.len();
        // `Salmon Accord",`: this mark closes what none has opened.
        if line.trim().chars().all(|c| matches!(c, ',' | ')' | ']' | '}')) && !is_last {
            return (Sign::StrayQuote, begin);
        }
        let mut curly = line.match_indices(CURLY).map(|(at, mark)| (at, mark.len()));
        let meant = curly.rfind(|(at, length)| ends_here(line.get(at + length..).unwrap_or_default()));
        if let Some((at, length)) = meant {
            let text = line.get(..at).unwrap_or_default();
            self.habit(Habit::Quotes, begin + at, || {
                format!("this quotation mark is curly; write straight ones: \"{}\"", cut(text))
            });
            return (Sign::Text(Cow::Borrowed(text)), begin + at + length);
        }
        if is_last {
            self.say(start, "the file ends before this text does; it looks truncated");
            return (Sign::Text(Cow::Borrowed(line)), begin + line.len());
        }
        let text = without_closers(line);
        self.say(start, format!("the quotation mark that closes this text is missing; write \"{}\"", cut(text)));
        (Sign::Text(Cow::Borrowed(text)), begin + text.len())
    }

    /// A text with its escapes read.
    fn unescaped(&self, text: &'a str, begin: usize) -> Cow<'a, str> {
        if !text.contains('\\') {
            return Cow::Borrowed(text);
        }
        let mut plain = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('\\') {
            plain.push_str(rest.get(..at).unwrap_or_default());
            let tail = rest.get(at + 1..).unwrap_or_default();
            let (c, length) = escape(tail).unwrap_or_else(|| {
                let wrong: String = tail.chars().take(1).collect();
                let place = begin + text.len() - rest.len() + at;
                self.say(
                    place,
                    format!("a backslash before “{wrong}” means nothing; a backslash itself is written \\\\"),
                );
                ('\\', 0)
            });
            plain.push(c);
            rest = tail.get(length..).unwrap_or_default();
        }
        plain.push_str(rest);
        Cow::Owned(plain)
    }
}

/// Where the mark stands that closes a text.
fn closing(body: &str) -> Option<usize> {
    let mut escaped = false;
    body.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}

/// Whether this may follow a text, or the next thing begins properly, even if a comma was forgotten.
fn may_follow(after: &str) -> bool {
    let spaced = after.trim_start_matches([' ', '\t', '\r']);
    let is_spaced = spaced.len() < after.len();
    match spaced.chars().next() {
        None => true,
        Some(c) if c.is_alphanumeric() => {
            let name = spaced.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
            is_spaced && name.trim_start().starts_with([':', '='])
        }
        Some('"') => is_spaced,
        Some(c) => !matches!(c, '.' | '!' | '?' | '-' | '–' | '—' | '’' | '\'' | '¶' | '$' | '€' | '&'),
    }
}

/// Whether a line goes on as it does after a text: not at all, or with a comma or bracket.
fn ends_here(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with([',', ')', ']', '}', ':', ';', '=']) || rest.starts_with("//")
}

fn first_line(text: &str) -> &str {
    text.split(['\n', '\r']).next().unwrap_or_default()
}

/// A line without the commas and brackets at its end that close what was opened before it.
fn without_closers(line: &str) -> &str {
    let mut text = line.trim_end();
    // No more brackets than this are closed at the end of a line.
    for _ in 0..DEEPEST {
        let Some(last) = text.chars().next_back() else { return text };
        let opener = match last {
            ',' => None,
            ')' => Some('('),
            ']' => Some('['),
            '}' => Some('{'),
            _ => return text,
        };
        if opener.is_some_and(|opener| text.matches(opener).count() >= text.matches(last).count()) {
            return text;
        }
        text = text.get(..text.len() - 1).unwrap_or_default().trim_end();
    }
    text
}

/// What an escape means and how long it is after its backslash.
fn escape(tail: &str) -> Option<(char, usize)> {
    Some(match tail.chars().next()? {
        'n' => ('\n', 1),
        't' => ('\t', 1),
        'r' => ('\r', 1),
        '0' => ('\0', 1),
        c @ ('\\' | '"' | '\'') => (c, 1),
        'x' => {
            let code = u8::from_str_radix(tail.get(1..3)?, 16).ok()?;
            (char::from(code), 3)
        }
        'u' => {
            let (code, _) = tail.strip_prefix("u{")?.split_once('}')?;
            (char::from_u32(u32::from_str_radix(code, 16).ok()?)?, code.len() + 3)
        }
        _ => return None,
    })
}

/// The beginning of a text, as it is shown in a sentence.
pub(super) fn cut(text: &str) -> Cow<'_, str> {
    crate::text::clip(text, 40)
}
