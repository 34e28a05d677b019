//! `maitri mock`: an exam with a clock, in the explorer; with `--print` a paper and its key as text, with `--history`
//! what became of those that were sat.

mod history;
mod wanted;

use std::fmt::Write as _;

use clap::{Args, ValueEnum};

use self::wanted::Wanted;
use super::explore;
use super::explore::options::{Explore, Opening};
use super::list::Layout;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::output_file::OutputFile;
use crate::cli::permission::{KEPT_NOWHERE, Permission};
use crate::cli::study_options::StudyOptions;
use crate::data::Dataset;
use crate::study::Deck;
use crate::study::exam::options::ExamOptions;
use crate::study::exam::print::{self as printed, markdown};
use crate::text::{counted, sanitised, wrap};
use crate::view::paper::html;

/// Which paper, and what is done with it.
#[derive(Debug, Args)]
pub(crate) struct Mock {
    /// Print the paper, its key, or both
    #[arg(long, value_enum, value_name = "PART", num_args = 0..=1, default_missing_value = "both")]
    print: Option<Part>,
    /// Only the paper or only its key: the same as --print paper and --print key
    #[arg(long, value_enum, value_name = "PART", requires = "print")]
    only: Option<Part>,
    /// As text, as Markdown, or as a page of HTML that prints on A4; if left out, as the ending of the file says, and
    /// as text in a pipe
    #[arg(long, value_enum, value_name = "FORMAT", requires = "print")]
    format: Option<Format>,
    #[command(flatten)]
    file: OutputFile,
    /// Tell of the papers that were sat: when, with which mark, and how it went by topic, form and confidence
    #[arg(long, conflicts_with_all = ["print", "output"])]
    history: bool,
    /// The history as one line of JSON
    #[arg(long, requires = "history")]
    json: bool,
    #[command(flatten)]
    wanted: Wanted,
    #[command(flatten)]
    layout: Layout,
    #[command(flatten)]
    study: StudyOptions,
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The questions, to be handed out
    Paper,
    /// The answers with their reasons and sources
    Key,
    /// One after the other
    Both,
}

/// How it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Wrapped lines
    Text,
    /// Markdown, a heading a question
    Md,
    /// One page of HTML that stands alone and prints on A4, the key on a sheet of its own
    Html,
}

impl Permission for Mock {
    fn refusal(&self) -> Option<&'static str> {
        if self.history { Some(KEPT_NOWHERE) } else { self.file.refusal().or_else(|| self.study.refusal()) }
    }
}

impl OfDataset for Mock {
    /// Opens the explorer in an exam, prints one, or tells of those that were sat.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        if self.history {
            return history::write(dataset, &self.study.or(&explore.study), self.json, io);
        }
        if self.print.is_none() && self.file.refusal().is_some() {
            let sentence = "--output is for a paper that is printed; add --print";
            return Err(Failure::Refused(sentence.to_owned()));
        }
        if let Some(part) = self.print {
            let exam = self.wanted.exam_options(dataset)?;
            return self.print(dataset, &exam, self.only.unwrap_or(part), io);
        }
        self.opening(dataset, explore)?.map_or(Ok(()), |opening| explore::run(dataset, &opening, io))
    }

    fn opening(&self, dataset: &Dataset<'_>, explore: &Explore) -> Result<Option<Opening>, Failure> {
        if self.history || self.print.is_some() {
            return Ok(None);
        }
        let exam = self.wanted.exam_options(dataset)?;
        let options = Explore { study: self.study.or(&explore.study), ..explore.clone() };
        Ok(Some(Opening { options, exam: Some(exam) }))
    }
}

impl Mock {
    /// Writes a paper, its key, or both.
    fn print(&self, dataset: &Dataset<'_>, exam: &ExamOptions, part: Part, io: &mut Io<'_>) -> Result<(), Failure> {
        let deck = Deck::build(dataset);
        let paper = exam.paper(&deck, dataset, 1);
        if paper.questions.is_empty() {
            let sentence = if dataset.is_empty() {
                "this pack has nothing to ask yet; write questions for it, or records and figures to make some of"
            } else {
                "there is too little in what is asked for to make a question of; leave out --topic, --difficulty or \
                 --core, or ask for another"
            };
            return Err(Failure::Refused(sentence.to_owned()));
        }
        if paper.questions.len() < exam.questions {
            let (given, asked) = (paper.questions.len(), exam.questions);
            io.warn(&format!("the dataset gives {} of the {asked} asked for", counted(given, "question")));
        }
        let minutes = exam.minutes_for(paper.questions.len());
        let parts = (part != Part::Key, part != Part::Paper);
        let text = match self.format()? {
            Format::Text => {
                let columns = self.layout.columns(io);
                wrapped(&joined(parts, || printed::paper(&paper, minutes), || printed::key(&paper, dataset)), columns)
            }
            // A renderer wraps, and a line end may mean something to it.
            Format::Md => joined(parts, || markdown::paper(&paper, minutes), || markdown::key(&paper, dataset)),
            Format::Html => html(dataset, &paper, minutes, parts),
        };
        let name = if parts.0 { "Mock paper" } else { "The key to mock paper" };
        self.file.write(&text, ("paper", &format!("{name} {}", paper.spec.seed)), io)
    }

    /// The format that is asked for, or that the name of the file says; text, where neither does.
    fn format(&self) -> Result<Format, Failure> {
        let Some(ending) = self.format.is_none().then(|| self.file.ending()).flatten() else {
            return Ok(self.format.unwrap_or(Format::Text));
        };
        match ending.as_str() {
            "html" | "htm" => Ok(Format::Html),
            "md" | "markdown" => Ok(Format::Md),
            "txt" | "text" => Ok(Format::Text),
            other => {
                let other = sanitised(other);
                let help = "name a file in .html, .md or .txt, or say which of them it is with --format";
                Err(Failure::Refused(format!("no paper is written as .{other}; {help}")))
            }
        }
    }
}

/// The questions, the answers, or one after the other.
fn joined((asks, answers): (bool, bool), questions: impl FnOnce() -> String, key: impl FnOnce() -> String) -> String {
    let questions = asks.then(questions).unwrap_or_default();
    questions + &answers.then(key).unwrap_or_default()
}

/// Lines no wider than asked; what goes on below stands under the text after the line's number.
fn wrapped(text: &str, columns: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let body = line.trim_start();
        let indent = line.len() - body.len();
        let first = wrap(body, columns.saturating_sub(indent).max(1)).into_iter().next().unwrap_or_default();
        let _ = writeln!(out, "{:indent$}{first}", "");
        let below = indent + hang(body);
        let rest = body.strip_prefix(first).unwrap_or_default().trim_start();
        for more in wrap(rest, columns.saturating_sub(below).max(1)).into_iter().filter(|more| !more.is_empty()) {
            let _ = writeln!(out, "{:below$}{more}", "");
        }
    }
    out
}

/// How many columns a number or letter at the beginning of a line takes: `12. `, `II. `, `(a) `, `- `.
fn hang(line: &str) -> usize {
    let first = line.split(' ').next().unwrap_or_default();
    let is_of_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'I' | b'V');
    let number = first.strip_suffix('.').is_some_and(|digits| digits.bytes().all(is_of_number));
    let letter = first.len() == 3 && first.starts_with('(') && first.ends_with(')');
    if number || letter || first == "-" { first.len() + 1 } else { 0 }
}
