//! Which paper is asked for: its size, pace and marks, or those of an exam that the pack knows, and what it is about.

use clap::Args;

use crate::cli::errors::Failure;
use crate::cli::pick;
use crate::data::Dataset;
use crate::data::pack::exam::{ExamScheme, Marks};
use crate::data::pack::preset::ExamPreset;
use crate::study::exam::coverage::{Coverage, Levels};
use crate::study::exam::options::ExamOptions;

/// How many questions a paper has where nothing says so.
const QUESTIONS: u16 = 20;

/// Which paper.
#[derive(Debug, Args)]
pub(crate) struct Wanted {
    /// What the paper depends on: the same number gives the same paper. In the explorer that of your first paper is by
    /// chance and each after it the next, in print it is 1
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// How many questions; 20 if left out, or as many as the exam of --preset has
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=500))]
    questions: Option<u16>,
    /// How long one has; if left out, as long as the exam gives for as many questions
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    minutes: Option<u32>,
    /// As in this exam, which the pack describes: its questions, its pace and its marks; the beginning of its name is
    /// enough
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,
    /// What a right answer brings, as in 2 or 4/3
    #[arg(long, value_name = "MARKS", value_parser = something)]
    right: Option<Marks>,
    /// What a wrong answer takes off, as in 0 or 2/3
    #[arg(long, value_name = "MARKS")]
    wrong: Option<Marks>,
    /// Only this topic, a sector of the pack; the beginning of its name is enough, and it may be given several times
    #[arg(long, visible_alias = "sector", value_name = "TOPIC")]
    topic: Vec<String>,
    /// Only written questions so difficult: 1, 2, 3, or a range as in 2..3
    #[arg(long, value_name = "LEVEL")]
    difficulty: Option<Levels>,
    /// Only of what an exam asks
    #[arg(long)]
    core: bool,
}

impl Wanted {
    /// The paper as it is asked for.
    pub(crate) fn exam_options(&self, dataset: &Dataset<'_>) -> Result<ExamOptions, Failure> {
        let preset = self.preset.as_deref().map(|name| preset(dataset, name)).transpose()?;
        let usual = preset.map_or(dataset.pack.exam, ExamPreset::scheme);
        let (right, wrong) = (self.right.unwrap_or(usual.right), self.wrong.unwrap_or(usual.wrong));
        let scheme = ExamScheme { right, wrong, ..usual };
        let questions = self.questions.unwrap_or_else(|| preset.map_or(QUESTIONS, |preset| preset.questions));
        let of_scheme = ExamOptions::of(usize::from(questions), &scheme);
        Ok(ExamOptions {
            minutes: self.minutes.unwrap_or(of_scheme.minutes),
            seed: self.seed,
            coverage: Coverage {
                sectors: pick::sectors("--topic", &self.topic, dataset)?,
                levels: self.difficulty.unwrap_or_default(),
                core: self.core,
            },
            ..of_scheme
        })
    }
}

fn preset<'d>(dataset: &'d Dataset<'_>, name: &str) -> Result<&'d ExamPreset<'d>, Failure> {
    let exams = &dataset.pack.exams;
    if exams.is_empty() {
        let sentence = "this pack describes no exam besides its own, so there is nothing for --preset to choose from";
        return Err(Failure::Refused(sentence.to_owned()));
    }
    let numbered = exams.iter().enumerate().map(|(at, preset)| (preset.name.as_str(), at)).collect();
    let at = pick::pick("--preset", name, &[numbered])?;
    exams.get(at).ok_or_else(|| Failure::Refused("that exam is not described here".to_owned()))
}

fn something(text: &str) -> Result<Marks, String> {
    let marks: Marks = text.parse().map_err(|error| format!("{error}"))?;
    if marks.is_none() { Err("a right answer must bring something".to_owned()) } else { Ok(marks) }
}
