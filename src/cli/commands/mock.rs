//! `maitri mock`: an exam with a clock, in the explorer; with `--print` a paper and its key as text.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::explore;
use super::explore::options::Explore;
use super::list::Layout;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::cli::pick;
use crate::cli::study_options::StudyOptions;
use crate::data::Dataset;
use crate::study::Deck;
use crate::study::exam::coverage::Coverage;
use crate::study::exam::options::ExamOptions;
use crate::study::exam::print as printed;
use crate::text::wrap;

/// Which paper.
#[derive(Debug, Args)]
pub(crate) struct Mock {
    /// Print the paper and its key
    #[arg(long)]
    print: bool,
    /// What the paper depends on: the same number gives the same paper. By chance in the explorer, 1 in print
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// How many questions
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=500))]
    questions: u16,
    /// How long one has; if left out, as long as the exam of the pack gives for as many questions
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    minutes: Option<u32>,
    /// Only this sector; the beginning of its name is enough, and it may be given several times
    #[arg(long, value_name = "SECTOR")]
    sector: Vec<String>,
    /// Only the paper or only its key
    #[arg(long, value_enum, value_name = "PART")]
    only: Option<Part>,
    #[command(flatten)]
    layout: Layout,
    #[command(flatten)]
    study: StudyOptions,
}

/// A part of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The questions
    Paper,
    /// The answers
    Key,
}

impl Permission for Mock {
    fn refusal(&self) -> Option<&'static str> {
        self.study.refusal()
    }
}

impl OfDataset for Mock {
    /// Opens the explorer in an exam, or prints one.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let exam = self.exam_options(dataset)?;
        if self.print {
            return self.print(dataset, &exam, io);
        }
        let explore = Explore { study: self.study.or(&explore.study), ..explore.clone() };
        explore::run(dataset, &explore, Some(exam), io)
    }
}

impl Mock {
    fn exam_options(&self, dataset: &Dataset<'_>) -> Result<ExamOptions, Failure> {
        let usual = ExamOptions::of(usize::from(self.questions), &dataset.pack.exam);
        Ok(ExamOptions {
            minutes: self.minutes.unwrap_or(usual.minutes),
            seed: self.seed,
            coverage: Coverage::of(&pick::sectors("--sector", &self.sector, dataset)?),
            ..usual
        })
    }

    /// Writes a paper and its key.
    fn print(&self, dataset: &Dataset<'_>, exam: &ExamOptions, io: &mut Io<'_>) -> Result<(), Failure> {
        let deck = Deck::build(dataset);
        let paper = exam.paper(&deck, dataset, 1);
        if paper.questions.is_empty() {
            let sentence = "there is too little in these sectors for a question; leave out --sector, or name another";
            return Err(Failure::Refused(sentence.to_owned()));
        }
        if paper.questions.len() < exam.questions {
            let (given, asked) = (paper.questions.len(), exam.questions);
            io.warn(&format!("the dataset gives {given} questions of the {asked} asked for"));
        }
        // Where there are fewer questions than asked for, there is less time for them too.
        let minutes = self.minutes.unwrap_or_else(|| paper.scheme.minutes(paper.questions.len()));
        let columns = self.layout.columns(io);
        if self.only != Some(Part::Key) {
            write_wrapped(&printed::paper(&paper, minutes), columns, &mut io.output)?;
        }
        if self.only != Some(Part::Paper) {
            write_wrapped(&printed::key(&paper, dataset), columns, &mut io.output)?;
        }
        Ok(())
    }
}

/// Writes lines no wider than asked; what goes on below stands under the text after the line's number.
fn write_wrapped(text: &str, columns: usize, out: &mut dyn Write) -> Result<(), Failure> {
    for line in text.lines() {
        let body = line.trim_start();
        let indent = line.len() - body.len();
        let first = wrap(body, columns.saturating_sub(indent).max(1)).into_iter().next().unwrap_or_default();
        writeln!(out, "{:indent$}{first}", "")?;
        let below = indent + hang(body);
        let rest = body.strip_prefix(first).unwrap_or_default().trim_start();
        for more in wrap(rest, columns.saturating_sub(below).max(1)).into_iter().filter(|more| !more.is_empty()) {
            writeln!(out, "{:below$}{more}", "")?;
        }
    }
    Ok(())
}

/// How many columns a number or letter at the beginning of a line takes: `12. `, `(a) `, `- `.
fn hang(line: &str) -> usize {
    let first = line.split(' ').next().unwrap_or_default();
    let number = first.strip_suffix('.').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let letter = first.len() == 3 && first.starts_with('(') && first.ends_with(')');
    if number || letter || first == "-" { first.len() + 1 } else { 0 }
}
