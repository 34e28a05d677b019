//! `maitri mains`: questions of the main examination, in the explorer; with `--print` questions and outlines as text.

mod print;

use clap::{Args, ValueEnum};

use self::print::Style;
use super::explore;
use super::explore::options::{Explore, Opening};
use super::list::Layout;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::cli::pick;
use crate::cli::study_options::StudyOptions;
use crate::data::Dataset;
use crate::data::mains::MainsQuestion;
use crate::data::problem::nearest_ids;
use crate::study::mains::coming::MainsFilter;
use crate::text::sanitised;

/// Which questions.
#[derive(Debug, Args)]
pub(crate) struct Mains {
    /// Only this topic; the beginning of its name is enough, and it may be given several times
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,
    /// Only questions of so many marks, as in 10 or 15
    #[arg(long, value_name = "N")]
    marks: Option<u16>,
    /// Only this question
    #[arg(long, value_name = "ID", conflicts_with_all = ["topic", "marks"])]
    id: Option<String>,
    /// Print questions, outlines, or both, which is what is printed if nothing is said
    #[arg(long, value_enum, value_name = "PART", num_args = 0..=1, default_missing_value = "both")]
    print: Option<Part>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Style::Text, requires = "print")]
    format: Style,
    #[command(flatten)]
    layout: Layout,
    #[command(flatten)]
    study: StudyOptions,
}

/// A part of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// What is asked
    Questions,
    /// What a good answer has in it
    Outlines,
    /// Each question with its outline
    Both,
}

impl Permission for Mains {
    fn refusal(&self) -> Option<&'static str> {
        self.study.refusal()
    }
}

impl OfDataset for Mains {
    /// Opens the explorer at these questions, or prints them.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let filter = self.filter(dataset)?;
        let questions: Vec<_> = dataset.mains().iter().filter(|question| filter.passes(question)).collect();
        if questions.is_empty() {
            return Err(self.nothing(dataset));
        }
        let Some(part) = self.print else {
            return self.opening(dataset, explore)?.map_or(Ok(()), |opening| explore::run(dataset, &opening, io));
        };
        let columns = self.layout.columns(io);
        let parts = (part != Part::Outlines, part != Part::Questions);
        for (number, question) in (1..).zip(questions) {
            self.format.write(dataset, (number, question), parts, columns, &mut io.output)?;
        }
        Ok(())
    }

    fn opening(&self, dataset: &Dataset<'_>, explore: &Explore) -> Result<Option<Opening>, Failure> {
        if self.print.is_some() {
            return Ok(None);
        }
        let filter = self.filter(dataset)?;
        if !dataset.mains().iter().any(|question| filter.passes(question)) {
            return Err(self.nothing(dataset));
        }
        Ok(Some(Explore { study: self.study.or(&explore.study), mains: Some(filter), ..explore.clone() }.into()))
    }
}

impl Mains {
    fn filter(&self, dataset: &Dataset<'_>) -> Result<MainsFilter, Failure> {
        let topics = pick::sectors("--topic", &self.topic, dataset)?;
        Ok(MainsFilter { topics, marks: self.marks, id: self.id.clone() })
    }

    /// Why there is none, and what to try.
    fn nothing(&self, dataset: &Dataset<'_>) -> Failure {
        let questions = dataset.mains();
        let sentence = match &self.id {
            _ if questions.is_empty() => "this pack has no questions of a written examination (mains.ron)".to_owned(),
            Some(id) => {
                let near = nearest_ids(id, questions.iter().map(|question| question.id.as_str()), 3);
                let near = match near.as_slice() {
                    [] => String::new(),
                    [only] => format!("; the nearest is {only}"),
                    near => format!("; the nearest are {}", near.join(", ")),
                };
                format!("no question has the id “{}”{near}", sanitised(id))
            }
            None => {
                let mut marks: Vec<u16> = questions.iter().map(|question: &MainsQuestion<'_>| question.marks).collect();
                marks.sort_unstable();
                marks.dedup();
                let marks: Vec<String> = marks.iter().map(u16::to_string).collect();
                match (self.topic.as_slice(), self.marks) {
                    ([], _) => format!("no question has so many marks; they have {}", marks.join(" or ")),
                    (_, None) => "no question is of that topic; leave out --topic, or name another".to_owned(),
                    (_, Some(_)) => {
                        format!("no question of that topic has so many marks; they have {}", marks.join(" or "))
                    }
                }
            }
        };
        Failure::Refused(sentence)
    }
}
