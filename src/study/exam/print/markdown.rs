//! A paper and its key as Markdown, to be handed out or put on a page.

use std::fmt::Write as _;

use super::{letter, rules, told};
use crate::data::Dataset;
use crate::study::exam::Paper;
use crate::text::markdown::{block, inline, strong};

/// The questions, a heading each, with how long one has.
#[must_use]
pub fn paper(paper: &Paper, minutes: u32) -> String {
    let mut text = format!("# Mock paper {}\n\n{}\n\n", paper.spec.seed, block(&told(paper, minutes)));
    let _ = writeln!(text, "{}\n", block(&rules(&paper.scheme)));
    for (number, question) in paper.questions.iter().enumerate() {
        let _ = writeln!(text, "## {}\n\n{}\n", number + 1, paragraphs(&question.lead));
        for (line, said) in question.lines.iter().enumerate() {
            let _ = writeln!(text, "- **{}.** {}", question.line_name(line), block(said));
        }
        if !question.lines.is_empty() {
            text.push('\n');
        }
        if !question.ask.is_empty() {
            let _ = writeln!(text, "{}\n", block(&question.ask));
        }
        for (option, said) in question.options.iter().enumerate() {
            let _ = writeln!(text, "- ({}) {}", letter(option), inline(said));
        }
        text.push('\n');
    }
    text
}

/// The answers, a heading each, with their reasons, records and sources.
#[must_use]
pub fn key(paper: &Paper, dataset: &Dataset<'_>) -> String {
    let mut text = format!("# Key to mock paper {}\n\n", paper.spec.seed);
    for (number, question) in paper.questions.iter().enumerate() {
        let right = question.options.get(question.right).map_or("", String::as_str);
        let _ = writeln!(text, "## {}\n\n**({})** {}\n", number + 1, letter(question.right), inline(right));
        for (line, note) in question.notes.iter().enumerate() {
            let name = question.note_name(line).map(|name| format!("{} ", strong(&name))).unwrap_or_default();
            let _ = writeln!(text, "- {name}{}", block(&super::explanation(note, dataset)));
        }
        text.push('\n');
        if let Some(note) = &question.explanation {
            let _ = writeln!(text, "{}\n", block(&super::explanation(note, dataset)));
        }
    }
    let sources = super::sources(&paper.questions, dataset);
    if !sources.is_empty() {
        text.push_str("## Sources\n\n");
    }
    for source in sources {
        let told = format!("{}; {}", source.title, source.graded_byline());
        let _ = writeln!(text, "- {}: {}", strong(&source.id), inline(&told));
    }
    text
}

/// A text of several lines as so many paragraphs.
fn paragraphs(text: &str) -> String {
    text.lines().map(block).collect::<Vec<_>>().join("\n\n")
}
