//! The text of an answer: what stands above it, how many words it has, and what keeps it.

use std::fmt::Debug;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::data::mains::MainsQuestion;
use crate::study::shelf::NotKept;
use crate::text::{counted, sanitised};

/// How lines begin that are the question's and not the answer's, as a quotation does in Markdown.
const QUOTED: char = '>';

/// Where a reader's own texts are kept, each in a file of its own that no program but the reader's editor changes.
pub trait Answers: Debug + Send + Sync {
    /// Makes the text of this name, with this head, unless it is there; gives its file.
    ///
    /// # Errors
    /// A sentence, if it can't be made.
    fn begin(&self, name: &str, head: &str) -> Result<PathBuf, NotKept>;

    /// The text of this name, if it was begun.
    ///
    /// # Errors
    /// A sentence, if it is there and can't be read.
    fn read(&self, name: &str) -> Result<Option<String>, NotKept>;
}

/// Whether the reader's own editor can be opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EditorUse {
    /// Not here: a visitor has none on this machine, and a picture nobody writes in.
    #[default]
    NotHere,
    /// It could be, but the reader has named none.
    Unnamed,
    /// It can.
    Opens,
}

/// What the answer to a question that is written on this day is called. One that was written on another day stays.
#[must_use]
pub fn name(question: &MainsQuestion<'_>, day: Date) -> String {
    format!("{}-{day}.md", question.id)
}

/// What stands above an answer, for whoever has an editor over the whole screen.
#[must_use]
pub fn head(question: &MainsQuestion<'_>, minutes: u32) -> String {
    let minutes = counted(minutes, "minute");
    format!("{QUOTED} {}\n{QUOTED}\n{QUOTED} {}, {minutes}\n\n", question.question, question.measure())
}

/// The answer alone, without what stands above it, to be shown.
#[must_use]
pub fn written(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with(QUOTED));
    let lines: Vec<_> = lines.map(|line| sanitised(line.trim_end())).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// How many words an answer has: signs that stand alone are none.
#[must_use]
pub fn words(answer: &str) -> usize {
    answer.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_above_is_no_part_of_the_answer() {
        let text = "> Discuss salmon.\n>\n> 10 marks, 150 words, 7 minutes\n\nSalmon – as all know – matters.\r\n\n- Two \u{1b}[2J tonnes\n\n";
        let answer = written(text);
        assert_eq!(answer, "Salmon – as all know – matters.\n\n- Two \u{fffd}[2J tonnes");
        assert_eq!((words(&answer), words(""), written("> Only a question\n\n").as_str()), (8, 0, ""));
    }
}
