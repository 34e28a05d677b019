//! A sheet as plain Markdown, with its sources as footnotes. Everything that was written is escaped.

use std::fmt::Write as _;

use crate::data::Dataset;
use crate::study::exam::print::letter;
use crate::study::sheet::{Sheet, Statement};
use crate::text::markdown::escaped;

/// The whole sheet.
#[must_use]
pub fn markdown(dataset: &Dataset<'_>, sheet: &Sheet<'_>) -> String {
    let mut out = format!("# {}\n\n*{}*\n", plain(&sheet.title), plain(&sheet.glance));
    for native in &sheet.native {
        let _ = writeln!(out, "\n{}", opening(&native.name));
    }
    for statement in &sheet.opening {
        let label =
            if statement.label.is_empty() { String::new() } else { format!("**{}.** ", plain(&statement.label)) };
        let _ = writeln!(out, "\n{label}{}", told(sheet, statement));
    }
    for part in sheet.parts() {
        let _ = writeln!(out, "\n## {}\n", part.heading);
        for statement in &part.statements {
            let _ = writeln!(out, "- **{}:** {}", plain(&statement.label), told(sheet, statement));
        }
    }
    disputes(sheet, &mut out);
    questions(sheet, &mut out);
    own(sheet, &mut out);
    answers(sheet, &mut out);
    let _ = writeln!(out, "\n---\n\n*{}*\n", plain(&super::imprint(dataset)));
    for remark in super::remarks(dataset, sheet) {
        let _ = writeln!(out, "*{}*\n", plain(&remark));
    }
    for (at, source) in sheet.sources.iter().enumerate() {
        let grade = source.grade.map_or_else(String::new, |grade| format!("({}) ", grade.letter()));
        let _ = writeln!(out, "[^{}]: {grade}{}", at + 1, opening(&super::named(dataset, source)));
    }
    out
}

fn disputes(sheet: &Sheet<'_>, out: &mut String) {
    if !sheet.disputes.is_empty() {
        let _ = writeln!(out, "\n## {}\n", super::DISPUTES);
    }
    for dispute in &sheet.disputes {
        let _ = writeln!(out, "- **{}**", plain(&dispute.point));
        for claim in &dispute.claims {
            let _ = writeln!(out, "  - {}", told(sheet, claim));
        }
        let _ = writeln!(out, "  - *{}:* {}", super::READING, told(sheet, &dispute.reading));
    }
}

fn questions(sheet: &Sheet<'_>, out: &mut String) {
    if sheet.asks() {
        let _ = writeln!(out, "\n## {}", super::QUESTIONS);
    }
    for (at, likely) in sheet.questions.iter().enumerate() {
        let question = likely.question;
        let _ = writeln!(out, "\n{}. {}\n", at + 1, opening(&question.stem));
        for (line, said) in question.lines().iter().enumerate() {
            // Numbers of lines are names and begin no list of their own.
            let _ = writeln!(out, "   - {}\\. {}", question.form.line_name(line), plain(said));
        }
        if !question.form.ask().is_empty() {
            let _ = writeln!(out, "\n   {}\n", plain(question.form.ask()));
        }
        for (option, said) in question.options().iter().enumerate() {
            let _ = writeln!(out, "   - ({}) {}", letter(option), plain(said));
        }
    }
    if let Some(mains) = &sheet.mains {
        let question = mains.question;
        let _ = writeln!(out, "\n{}. {}\n", sheet.questions.len() + 1, opening(&question.question));
        let set = mains.set.as_ref().map_or_else(String::new, |set| format!(" {}", told(sheet, set)));
        let _ = writeln!(out, "   *{}.*{set}", plain(&question.measure()));
    }
}

/// What its reader noted, quoted: none of it is the pack's.
fn own(sheet: &Sheet<'_>, out: &mut String) {
    if !sheet.own.is_empty() {
        let _ = writeln!(out, "\n## {}", super::OWN);
    }
    for note in &sheet.own {
        let _ = writeln!(out, "\n> **{}**", plain(&note.label));
        for line in note.text.lines() {
            let _ = writeln!(out, ">\n> {}", opening(line));
        }
    }
}

fn answers(sheet: &Sheet<'_>, out: &mut String) {
    if sheet.asks() {
        let _ = writeln!(out, "\n---\n\n## {}\n", super::ANSWERS);
    }
    for (at, likely) in sheet.questions.iter().enumerate() {
        let (letter, right) = (letter(likely.right), plain(&likely.answer()));
        let _ = writeln!(out, "{}. **({letter}) {right}.** {}", at + 1, told(sheet, &likely.reason));
    }
    if let Some(mains) = &sheet.mains {
        let _ = writeln!(out, "{}. {}", sheet.questions.len() + 1, told(sheet, &mains.outline));
    }
}

/// A statement with its footnotes: `… in 2011.[^1]`, or `…[^1] (¶14)` where it matters which paragraph is meant.
fn told<'d>(sheet: &Sheet<'d>, statement: &Statement<'d>) -> String {
    let mut text = opening(&statement.text);
    let mut is_after_part = false;
    for note in sheet.notes(statement) {
        let between = if is_after_part { " " } else { "" };
        is_after_part = note.part.is_some();
        let _ = write!(text, "{between}[^{}]", note.number);
        if let Some(part) = &note.part {
            let _ = write!(text, " ({part})");
        }
    }
    text
}

/// A text in which nothing is obeyed.
fn plain(text: &str) -> String {
    escaped(text).replace('&', "\\&")
}

/// The same at the beginning of a block, where a number or a dash would begin a list.
fn opening(text: &str) -> String {
    let text = plain(text.trim_start());
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    let is_list = rest.strip_prefix(['.', ')']).is_some_and(|after| !after.starts_with(|c: char| !c.is_whitespace()));
    if digits > 0 && is_list {
        return format!("{}\\{rest}", text.get(..digits).unwrap_or_default());
    }
    if text.starts_with(['-', '+', '=']) { format!("\\{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_written_begins_a_list_or_is_an_entity() {
        assert_eq!(opening("1990. A year & <b>more</b>"), "1990\\. A year \\& \\<b\\>more\\</b\\>");
        assert_eq!((opening("191.736 JPY"), opening("1.")), ("191.736 JPY".to_owned(), "1\\.".to_owned()));
        assert_eq!(opening("- not a list"), "\\- not a list");
        assert_eq!(opening("1990 was a year."), "1990 was a year.");
        assert_eq!(plain("a_b [c]"), "a\\_b \\[c\\]");
    }
}
