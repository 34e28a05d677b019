//! A paper and its key as text, for paper, pipes and eyes.

pub mod markdown;

use std::collections::HashSet;
use std::fmt::Write as _;

use super::{Note, Paper, Question};
use crate::data::Dataset;
use crate::data::pack::Source;
use crate::data::pack::exam::{ExamScheme, Marks};
use crate::text::counted;

/// The letter of an option.
#[must_use]
pub fn letter(option: usize) -> char {
    u8::try_from(option).ok().and_then(|option| b'a'.checked_add(option)).map_or('?', char::from)
}

/// The questions, with how long one has.
#[must_use]
pub fn paper(paper: &Paper, minutes: u32) -> String {
    let mut text = format!("Mock paper {}: {}\n{}\n\n", paper.spec.seed, told(paper, minutes), rules(&paper.scheme));
    for (number, question) in paper.questions.iter().enumerate() {
        let _ = writeln!(text, "{}", one(number + 1, question));
    }
    text
}

/// What a paper is: `20 questions, 24 minutes, 40 marks`.
fn told(paper: &Paper, minutes: u32) -> String {
    size(paper.questions.len(), minutes, &paper.scheme)
}

/// How large so many questions are: `20 questions, 24 minutes, 40 marks`.
#[must_use]
pub fn size(questions: usize, minutes: u32, scheme: &ExamScheme) -> String {
    let marks = scheme.total(u32::try_from(questions).unwrap_or(u32::MAX), 0);
    let minutes = usize::try_from(minutes).unwrap_or(usize::MAX);
    let (questions, minutes) = (counted(questions, "question"), counted(minutes, "minute"));
    format!("{questions}, {minutes}, {marks} mark{}", if marks.is_one() { "" } else { "s" })
}

/// How answers are marked: `2 marks for each right answer; …`.
#[must_use]
pub fn rules(scheme: &ExamScheme) -> String {
    let named = |marks: Marks| match marks {
        one if one.is_one() => "1 mark".to_owned(),
        part if part.is_part_of_one() => format!("{part} of a mark"),
        marks => format!("{marks} marks"),
    };
    let right = named(scheme.right);
    if scheme.wrong.is_none() {
        return format!("{right} for each right answer; nothing is taken off for a wrong one.");
    }
    let be = if scheme.wrong.is_part_of_one() || scheme.wrong.is_one() { "is" } else { "are" };
    format!(
        "{right} for each right answer; {} {be} taken off for each wrong one; nothing for none.",
        named(scheme.wrong)
    )
}

/// One question with its number.
#[must_use]
pub fn one(number: usize, question: &Question) -> String {
    let mut text = format!("{number}. {}\n", question.lead);
    for (line, said) in question.lines.iter().enumerate() {
        let _ = writeln!(text, "   {}. {said}", question.line_name(line));
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
    let mut text = format!("Key to mock paper {}\n\n", paper.spec.seed);
    for (number, question) in paper.questions.iter().enumerate() {
        let right = question.options.get(question.right).map_or("", String::as_str);
        let _ = writeln!(text, "{}. ({}) {right}", number + 1, letter(question.right));
        for (line, note) in question.notes.iter().enumerate() {
            let name = question.note_name(line).unwrap_or_else(|| "-".to_owned());
            let _ = writeln!(text, "   {name} {}", explanation(note, dataset));
        }
        if let Some(note) = &question.explanation {
            let _ = writeln!(text, "   {}", explanation(note, dataset));
        }
        text.push('\n');
    }
    let sources = sources(&paper.questions, dataset);
    if !sources.is_empty() {
        text.push_str("Sources\n");
    }
    for source in sources {
        let _ = writeln!(text, "   {}: {}; {}", source.id, source.title, source.graded_byline());
    }
    text
}

/// The sources that the key to some questions cites, in the order in which it cites them first.
#[must_use]
pub fn sources<'d>(questions: &[Question], dataset: &'d Dataset<'_>) -> Vec<&'d Source<'d>> {
    let notes = questions.iter().flat_map(|question| question.notes.iter().chain(&question.explanation));
    let cited = notes.flat_map(|note| &note.cites).filter_map(|cite| cite.split(' ').next());
    let mut seen = HashSet::new();
    cited.filter(|id| seen.insert(*id)).filter_map(|id| dataset.pack.source(id)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_answers_are_marked_is_told_in_a_sentence() {
        let said = |right: &str, wrong: &str| {
            rules(&ExamScheme { right: right.parse().unwrap(), wrong: wrong.parse().unwrap(), seconds: 60 })
        };
        assert_eq!(
            said("2", "2/3"),
            "2 marks for each right answer; ⅔ of a mark is taken off for each wrong one; nothing for none."
        );
        assert_eq!(said("1", "0"), "1 mark for each right answer; nothing is taken off for a wrong one.");
        assert_eq!(
            said("1/2", "3/2"),
            "½ of a mark for each right answer; 1½ marks are taken off for each wrong one; nothing for none."
        );
    }
}
