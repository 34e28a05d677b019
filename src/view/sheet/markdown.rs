//! A sheet as plain Markdown, with its sources as footnotes. Everything that was written is escaped.

use std::fmt::Write as _;

use crate::data::Dataset;
use crate::study::exam::print::letter;
use crate::study::sheet::{Sheet, Statement};
use crate::text::markdown::{block, emphasised, inline, quoted, strong};

/// The whole sheet.
#[must_use]
pub fn markdown(dataset: &Dataset<'_>, sheet: &Sheet<'_>) -> String {
    let mut out = format!("# {}\n\n{}\n", inline(&sheet.title), emphasised(&sheet.glance));
    for native in &sheet.native {
        let _ = writeln!(out, "\n{}", block(&native.with(None)));
    }
    for statement in &sheet.opening {
        let label = match statement.label.as_ref() {
            "" => String::new(),
            label => format!("{} ", strong(&format!("{label}."))),
        };
        let _ = writeln!(out, "\n{label}{}", told(sheet, statement));
    }
    for part in sheet.parts() {
        let _ = writeln!(out, "\n## {}\n", part.heading);
        for statement in &part.statements {
            let _ = writeln!(out, "- {} {}", strong(&format!("{}:", statement.label)), told(sheet, statement));
        }
    }
    disputes(sheet, &mut out);
    questions(sheet, &mut out);
    own(sheet, &mut out);
    answers(sheet, &mut out);
    let _ = writeln!(out, "\n---\n\n{}\n", emphasised(&super::imprint(dataset)));
    for remark in super::remarks(dataset, sheet) {
        let _ = writeln!(out, "{}\n", emphasised(&remark));
    }
    for (at, source) in sheet.sources.iter().enumerate() {
        let grade = source.grade.map_or_else(String::new, |grade| format!("({}) ", grade.letter()));
        let _ = writeln!(out, "[^{}]: {grade}{}", at + 1, block(&super::named(dataset, source)));
    }
    out
}

fn disputes(sheet: &Sheet<'_>, out: &mut String) {
    if !sheet.disputes.is_empty() {
        let _ = writeln!(out, "\n## {}\n", super::DISPUTES);
    }
    for dispute in &sheet.disputes {
        let _ = writeln!(out, "- {}", strong(&dispute.point));
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
        let _ = writeln!(out, "\n{}. {}\n", at + 1, block(&question.stem));
        for (line, said) in question.lines().iter().enumerate() {
            // Numbers of lines are names and begin no list of their own.
            let _ = writeln!(out, "   - {}\\. {}", question.form.line_name(line), inline(said));
        }
        if !question.form.ask().is_empty() {
            let _ = writeln!(out, "\n   {}\n", inline(question.form.ask()));
        }
        for (option, said) in question.options().iter().enumerate() {
            let _ = writeln!(out, "   - ({}) {}", letter(option), inline(said));
        }
    }
    if let Some(mains) = &sheet.mains {
        let question = mains.question;
        let _ = writeln!(out, "\n{}. {}\n", sheet.questions.len() + 1, block(&question.question));
        let set = mains.set.as_ref().map_or_else(String::new, |set| format!(" {}", told(sheet, set)));
        let _ = writeln!(out, "   {}{set}", emphasised(&format!("{}.", question.measure())));
    }
}

/// What its reader noted, quoted: none of it is the pack's.
fn own(sheet: &Sheet<'_>, out: &mut String) {
    if !sheet.own.is_empty() {
        let _ = writeln!(out, "\n## {}", super::OWN);
    }
    for note in &sheet.own {
        let _ = writeln!(out, "\n{}", quoted(&note.label, &note.text));
    }
}

fn answers(sheet: &Sheet<'_>, out: &mut String) {
    if sheet.asks() {
        let _ = writeln!(out, "\n---\n\n## {}\n", super::ANSWERS);
    }
    for (at, likely) in sheet.questions.iter().enumerate() {
        let (letter, right) = (letter(likely.right), likely.answer());
        let _ =
            writeln!(out, "{}. {} {}", at + 1, strong(&format!("({letter}) {right}.")), told(sheet, &likely.reason));
    }
    if let Some(mains) = &sheet.mains {
        let _ = writeln!(out, "{}. {}", sheet.questions.len() + 1, told(sheet, &mains.outline));
    }
}

/// A statement with its footnotes: `… in 2011.[^1]`, or `…[^1] (¶14)` where it matters which paragraph is meant.
fn told<'d>(sheet: &Sheet<'d>, statement: &Statement<'d>) -> String {
    let mut text = block(&statement.text);
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
