//! `maitri mock --print`: a paper and its key as text, for paper and pipes.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::Failure;
use super::list::Layout;
use super::pick::pick;
use crate::dataset::Dataset;
use crate::study::mock::{Paper, Wish, print};
use crate::study::{Card, Deck};
use crate::text::wrap;

/// Which paper.
#[derive(Debug, Args)]
pub(super) struct Mock {
    /// Print the paper and its key
    #[arg(long)]
    print: bool,
    /// What the paper depends on: the same number gives the same paper
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// How many questions
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=500))]
    questions: u16,
    /// How long one has; if left out, 72 seconds a question, as in the real exam
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
}

/// A part of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The questions
    Paper,
    /// The answers
    Key,
}

/// Writes a paper and its key.
pub(super) fn run(dataset: &Dataset<'_>, options: &Mock, out: &mut dyn Write) -> Result<(), Failure> {
    if !options.print {
        let sentence = "`maitri mock` writes a paper: add --print; an exam with a clock is in the explorer's Study tab";
        return Err(Failure::Refused(sentence.to_owned()));
    }
    let sectors = sectors(dataset, &options.sector)?;
    let deck = Deck::build(dataset);
    let asked = |card: &Card| {
        let record = dataset.record(card.owner);
        sectors.is_empty()
            || record.is_some_and(|record| record.sectors.iter().any(|name| sectors.contains(&name.as_str())))
    };
    let wish = Wish { questions: usize::from(options.questions), seed: options.seed };
    let paper = Paper::among(&deck, dataset, wish, asked);
    if paper.questions.is_empty() {
        let sentence = "there is too little in these sectors for a question; leave out --sector, or name another";
        return Err(Failure::Refused(sentence.to_owned()));
    }
    if paper.questions.len() < wish.questions {
        eprintln!("maitri: the dataset gives {} questions of the {} asked for", paper.questions.len(), wish.questions);
    }
    let minutes = options.minutes.unwrap_or_else(|| usual_minutes(paper.questions.len()));
    let columns = options.layout.columns();
    if options.only != Some(Part::Key) {
        wrapped(&print::paper(&paper, minutes), columns, out)?;
    }
    if options.only != Some(Part::Paper) {
        wrapped(&print::key(&paper, dataset), columns, out)?;
    }
    Ok(())
}

/// A hundred questions in two hours.
fn usual_minutes(questions: usize) -> u32 {
    u32::try_from(questions * 120).unwrap_or(u32::MAX).div_ceil(100)
}

fn sectors<'d>(dataset: &'d Dataset<'_>, wanted: &[String]) -> Result<Vec<&'d str>, Failure> {
    let names = vec![dataset.pack.sectors.iter().map(|sector| (sector.as_str(), sector.as_str())).collect()];
    wanted.iter().map(|value| pick("--sector", value, &names)).collect()
}

/// Writes lines no wider than asked; what goes on below stands under the text after the line's number.
fn wrapped(text: &str, columns: usize, out: &mut dyn Write) -> Result<(), Failure> {
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
