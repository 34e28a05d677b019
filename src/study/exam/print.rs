//! A paper and its key as text, for paper, pipes and eyes.

use std::fmt::Write as _;

use super::{Note, Paper, Question};
use crate::data::Dataset;

/// The letter of an option.
#[must_use]
pub fn letter(option: usize) -> char {
    u8::try_from(option).ok().and_then(|option| b'a'.checked_add(option)).map_or('?', char::from)
}

/// The questions, with how long one has.
#[must_use]
pub fn paper(paper: &Paper, minutes: u32) -> String {
    let mut text = String::new();
    let (questions, s) = (paper.questions.len(), if paper.questions.len() == 1 { "" } else { "s" });
    let _ = writeln!(
        text,
        "Mock paper {}: {questions} question{s}, {minutes} minutes, {} marks",
        paper.wish.seed,
        2 * questions
    );
    let _ = writeln!(
        text,
        "2 marks for each right answer; ⅔ of a mark is taken off for each wrong one; nothing for none.\n"
    );
    for (number, question) in paper.questions.iter().enumerate() {
        let _ = writeln!(text, "{}", one(number + 1, question));
    }
    text
}

/// One question with its number.
#[must_use]
pub fn one(number: usize, question: &Question) -> String {
    let mut text = format!("{number}. {}\n", question.lead);
    for (line, said) in question.lines.iter().enumerate() {
        let _ = writeln!(text, "   {}. {said}", line + 1);
    }
    if !question.ask.is_empty() {
        let _ = writeln!(text, "{}", question.ask);
    }
    for (option, said) in question.options.iter().enumerate() {
        let _ = writeln!(text, "   ({}) {said}", letter(option));
    }
    text
}

/// The answers with their reasons, records and sources.
#[must_use]
pub fn key(paper: &Paper, dataset: &Dataset<'_>) -> String {
    let mut text = format!("Key to mock paper {}\n\n", paper.wish.seed);
    for (number, question) in paper.questions.iter().enumerate() {
        let right = question.options.get(question.right).map_or("", String::as_str);
        let _ = writeln!(text, "{}. ({}) {right}", number + 1, letter(question.right));
        for (line, note) in question.notes.iter().enumerate() {
            let count =
                if question.lines.len() == question.notes.len() { format!("{}. ", line + 1) } else { "- ".to_owned() };
            let _ = writeln!(text, "   {count}{}", explanation(note, dataset));
        }
        text.push('\n');
    }
    text
}

/// A note with its record and sources.
#[must_use]
pub fn explanation(note: &Note, dataset: &Dataset<'_>) -> String {
    if note.cites.is_empty() {
        return note.text.clone();
    }
    let record = dataset.get(note.item).map_or("", |item| item.id());
    format!("{} [{record}: {}]", note.text.trim_end(), note.cites.join("; "))
}
