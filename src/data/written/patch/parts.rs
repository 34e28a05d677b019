//! Parts of a bracket taken out of a text and put into it, with their commas, blanks and line's ends; comments stay.
//! Which parts those are is for [`super`].

use super::{Patch, Stroke};
use crate::data::notation::{self, Bracket};

impl Patch<'_> {
    /// Takes out parts by their numbers, and puts in new ones, each after the part of a number, or first.
    pub(super) fn rest(&mut self, bracket: &Bracket, gone: &[usize], new: &[(Option<usize>, String)]) {
        for at in gone {
            self.take_out(bracket, *at);
        }
        let mut groups: Vec<(Option<usize>, Vec<&str>)> = Vec::new();
        for (anchor, text) in new {
            match groups.last_mut().filter(|(known, _)| known == anchor) {
                Some((_, texts)) => texts.push(text),
                None => groups.push((*anchor, vec![text])),
            }
        }
        for (anchor, texts) in groups {
            self.put_in(bracket, anchor, &texts, gone);
        }
    }

    fn put_in(&mut self, bracket: &Bracket, anchor: Option<usize>, texts: &[&str], gone: &[usize]) {
        let Some(first) = bracket.parts.first() else {
            self.insert(bracket.open + 1, texts.join(", "));
            return;
        };
        let Some((at, part)) = anchor.and_then(|at| Some((at, bracket.parts.get(at)?))) else {
            let blank = self.blank_before(first.start);
            if gone.contains(&0) {
                self.insert(bracket.open + 1, each(texts, &blank, ","));
            } else {
                self.insert(first.start, each(texts, "", &format!(",{blank}")));
            }
            return;
        };
        let blank = self.blank_before(part.start);
        let is_last = at + 1 == bracket.parts.len();
        let comma = self.comma_after(bracket, at);
        let after = comma.map_or(part.end, |comma| comma + 1);
        let line_end = self.end_of_comment(after);
        if is_last && comma.is_none() {
            let joined = each(texts, &format!(",{blank}"), "");
            if line_end == after {
                self.insert(after, joined);
            } else {
                self.insert(after, ",".to_owned());
                let rest = joined.get(1..).unwrap_or_default().to_owned();
                self.insert(line_end, rest);
            }
        } else {
            self.insert(line_end, each(texts, &blank, ","));
        }
    }

    fn insert(&mut self, at: usize, text: String) {
        self.strokes.push(Stroke { span: at..at, text });
    }

    fn take_out(&mut self, bracket: &Bracket, at: usize) {
        let Some(part) = bracket.parts.get(at) else { return };
        let comma = self.comma_after(bracket, at);
        let before = self.text.get(..part.start).unwrap_or_default().trim_end_matches([' ', '\t']);
        let is_first_of_line = before.ends_with('\n');
        let Some(comma) = comma else {
            self.strokes.push(Stroke { span: before.len()..part.end, text: String::new() });
            return;
        };
        let between = self.text.get(part.end..comma).unwrap_or_default();
        if !between.trim().is_empty() {
            // A comment stands before the comma, and stays.
            self.strokes.push(Stroke { span: part.clone(), text: String::new() });
            self.strokes.push(Stroke { span: comma..comma + 1, text: String::new() });
            return;
        }
        let rest = self.text.get(comma + 1..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        let ends_line = rest.get(blank..).is_some_and(|rest| rest.starts_with('\n'));
        let span = match (is_first_of_line, ends_line) {
            (true, true) => before.len()..comma + 2 + blank,
            (false, true) => before.len()..comma + 1,
            (true, false) if rest.get(blank..).is_some_and(|rest| rest.starts_with('/')) => part.start..comma + 1,
            _ => part.start..comma + 1 + blank,
        };
        self.strokes.push(Stroke { span, text: String::new() });
    }

    /// Where the comma after a part stands.
    fn comma_after(&self, bracket: &Bracket, at: usize) -> Option<usize> {
        if at + 1 == bracket.parts.len() && !bracket.ends_in_comma {
            return None;
        }
        notation::comma_after(self.text, bracket.parts.get(at)?.end)
    }

    /// The end of a comment, if nothing else stands on the line from here on; otherwise here.
    fn end_of_comment(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let line = line.trim_end();
        let is_comment =
            line.trim_start().starts_with("//") || line.trim_start().starts_with("/*") && line.ends_with("*/");
        if is_comment { at + line.len() } else { at }
    }

    /// What is blank before a part: a line's end and its indent, or a space.
    fn blank_before(&self, at: usize) -> String {
        let before = self.text.get(..at).unwrap_or_default();
        let trimmed = before.trim_end_matches([' ', '\t']);
        let blank = before.get(trimmed.len()..).unwrap_or_default();
        if trimmed.ends_with('\n') { format!("\n{blank}") } else { " ".to_owned() }
    }
}

/// Texts with something before and after each.
fn each(texts: &[&str], before: &str, after: &str) -> String {
    texts.iter().flat_map(|text| [before, text, after]).collect()
}
