//! `maitri plan`: what fits until the exam at this pace, topic by topic, and what had better be left.

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;

use super::due::heading;
use super::explore::options::Explore;
use super::list::Layout;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::{KEPT_NOWHERE, Permission};
use crate::cli::pick::card_topics;
use crate::cli::study_options::ReportOptions;
use crate::cli::text_output::hanging;
use crate::cli::text_output::phrases::in_words;
use crate::data::Dataset;
use crate::study::Collection;
use crate::study::scheduler::Plan;
use crate::study::scheduler::exam_plan::{self as scheduled, ExamPlan, Leave, TopicPlan};
use crate::view::exam_plan;

/// What to tell.
#[derive(Debug, Args)]
pub(crate) struct PlanFor {
    /// As if only this topic were studied; the beginning of its name is enough, and it may be given several times
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,
    #[command(flatten)]
    options: ReportOptions,
    #[command(flatten)]
    layout: Layout,
}

/// The plan as JSON tells it.
#[derive(Serialize)]
struct Report<'t> {
    day: String,
    exam: String,
    days_left: usize,
    new_a_day: usize,
    new_a_day_needed: usize,
    new_a_day_lately: Option<f32>,
    seconds_an_answer: f32,
    seconds_are_measured: bool,
    minutes_a_day: f32,
    minutes_at_most: f32,
    behind: usize,
    caught_up: Option<String>,
    cards: usize,
    unmet: usize,
    left: usize,
    firm: usize,
    recall_on_exam_day: Recall,
    topics: Vec<TopicTold<'t>>,
    leave: Vec<Left<'t>>,
}

#[derive(Serialize)]
struct Recall {
    now: f32,
    with_plan: f32,
}

#[derive(Serialize)]
struct TopicTold<'t> {
    #[serde(rename = "topic")]
    name: &'t str,
    cards: usize,
    met: usize,
    left: usize,
    left_core: usize,
    core_met_by: Option<String>,
    met_by: Option<String>,
    firm: usize,
    firm_by: Option<String>,
    recall: f32,
}

#[derive(Serialize)]
struct Left<'t> {
    weight: &'static str,
    topic: &'t str,
    cards: usize,
}

impl Permission for PlanFor {
    fn refusal(&self) -> Option<&'static str> {
        Some(KEPT_NOWHERE)
    }
}

impl OfDataset for PlanFor {
    /// Writes the plan.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let (collection, day) = self.options.look(&explore.study, dataset, io);
        let topics = topics(&self.topic, &collection, dataset)?;
        let Some(plan) = collection.exam_plan(dataset, day, &topics) else {
            return Err(Failure::Refused(no_plan(&collection.plan, day)));
        };
        if self.options.json {
            serde_json::to_writer(&mut io.output, &report(&plan))?;
            writeln!(io.output)?;
            return Ok(());
        }
        write(&plan, &topics, self.layout.columns(io), io)
    }
}

/// Why there is no plan, and what to do about it.
fn no_plan(plan: &Plan, day: Date) -> String {
    match plan.exam {
        None => "no exam is set; say when it is with --exam YYYY-MM-DD, or in the configuration".to_owned(),
        Some(exam) if exam == day => "the exam is today, so nothing is left to plan: good luck".to_owned(),
        Some(exam) => format!("the exam was on {}; say when the next is with --exam YYYY-MM-DD", in_words(exam)),
    }
}

/// The topics of the cards that these names mean.
fn topics(names: &[String], collection: &Collection, dataset: &Dataset<'_>) -> Result<Vec<String>, Failure> {
    let all: Vec<&str> = scheduled::topics(&collection.deck, dataset).into_iter().collect();
    card_topics("--topic", names, (&all, dataset))
}

/// Writes the plan as text of so many columns.
fn write(plan: &ExamPlan, topics: &[String], columns: usize, io: &mut Io<'_>) -> Result<(), Failure> {
    let mut sentences = vec![heading(plan.day, Some(plan.exam))];
    if !topics.is_empty() {
        sentences.push(format!("As if you studied nothing but {}.", topics.join(", ")));
    }
    sentences.extend(exam_plan::sentences(plan));
    let table = exam_plan::table(plan, columns);
    let assumptions = exam_plan::assumptions(plan);
    for line in sentences.iter().flat_map(|sentence| hanging(sentence, columns)) {
        writeln!(io.output, "{line}")?;
    }
    for lines in [table, assumptions.iter().flat_map(|sentence| hanging(sentence, columns)).collect()] {
        if !lines.is_empty() {
            writeln!(io.output)?;
        }
        for line in lines {
            writeln!(io.output, "{line}")?;
        }
    }
    Ok(())
}

impl<'t> TopicTold<'t> {
    fn of(topic: &'t TopicPlan) -> Self {
        Self {
            name: &topic.name,
            cards: topic.cards,
            met: topic.met,
            left: topic.left,
            left_core: topic.left_core,
            core_met_by: topic.core_by.map(in_figures),
            met_by: topic.met_by.map(in_figures),
            firm: topic.firm,
            firm_by: topic.firm_by.map(in_figures),
            recall: topic.recall,
        }
    }
}

impl<'t> Left<'t> {
    fn of(leave: &'t Leave) -> Self {
        Self { weight: leave.weight.name(), topic: &leave.topic, cards: leave.cards }
    }
}

fn in_figures(day: Date) -> String {
    day.to_string()
}

fn report(plan: &ExamPlan) -> Report<'_> {
    let pace = &plan.pace;
    Report {
        day: plan.day.to_string(),
        exam: plan.exam.to_string(),
        days_left: plan.days_left(),
        new_a_day: pace.new_a_day,
        new_a_day_needed: pace.needed,
        new_a_day_lately: pace.own_new,
        seconds_an_answer: pace.seconds,
        seconds_are_measured: pace.is_own,
        minutes_a_day: pace.minutes.0,
        minutes_at_most: pace.minutes.1,
        behind: plan.behind,
        caught_up: plan.caught_up.map(in_figures),
        cards: plan.cards(),
        unmet: plan.unmet(),
        left: plan.left(),
        firm: plan.firm(),
        recall_on_exam_day: Recall { now: plan.recall.0, with_plan: plan.recall.1 },
        topics: plan.topics.iter().map(TopicTold::of).collect(),
        leave: plan.leave.iter().map(Left::of).collect(),
    }
}
