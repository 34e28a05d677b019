//! Papers of questions that were asked before: the same once more, as they stood or in another order, or only those
//! that went wrong.

use std::collections::HashMap;

use super::attempt::Attempt;
use super::kept::KeptQuestion;
use super::{Form, Paper, PaperSpec, Question, written};
use crate::data::Dataset;
use crate::data::pack::exam::ExamScheme;
use crate::data::question::BankQuestion;
use crate::study::cards::Deck;
use crate::study::rng::Rng;

/// In which order questions and options stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As they stood.
    Same,
    /// By this chance.
    Mixed(u64),
}

/// The same paper once more.
#[must_use]
pub fn again(attempt: &Attempt, dataset: &Dataset<'_>, order: Order) -> Paper {
    let paper = attempt.paper(dataset);
    match order {
        Order::Same => paper,
        Order::Mixed(chance) => {
            let mut rng = Rng::named(chance, "again");
            let mut questions = paper.questions;
            rng.shuffle(&mut questions);
            for question in &mut questions {
                mix(question, &mut rng);
            }
            Paper { questions, ..paper }
        }
    }
}

/// A paper of these questions.
#[must_use]
pub fn of<'q>(
    questions: impl IntoIterator<Item = &'q KeptQuestion>,
    dataset: &Dataset<'_>,
    scheme: ExamScheme,
    seed: u64,
) -> Paper {
    let questions: Vec<Question> = questions.into_iter().map(|question| question.told(dataset)).collect();
    Paper { spec: PaperSpec { questions: questions.len(), seed }, questions, scheme }
}

/// A paper of what is asked by these questions now: a written one as this edition has it, with its key, or not at all
/// where it was withdrawn.
#[must_use]
pub fn anew<'q>(
    questions: impl IntoIterator<Item = &'q KeptQuestion>,
    (dataset, deck): (&Dataset<'_>, &Deck),
    scheme: ExamScheme,
    seed: u64,
) -> Paper {
    let mut rng = Rng::named(seed, "anew");
    let bank: HashMap<&str, &BankQuestion<'_>> =
        dataset.questions().iter().map(|question| (question.id.as_str(), question)).collect();
    let mut present = |question: &KeptQuestion| match &question.written {
        Some(id) => written::set(dataset, deck, bank.get(id.as_str())?, &mut rng),
        None => Some(question.told(dataset)),
    };
    let questions: Vec<Question> = questions.into_iter().filter_map(&mut present).collect();
    Paper { spec: PaperSpec { questions: questions.len(), seed }, questions, scheme }
}

/// What went wrong in a paper, and what was left open in it.
pub fn wrong(attempt: &Attempt) -> impl Iterator<Item = &KeptQuestion> {
    attempt.answered_questions().filter(|(question, answer)| !question.is_right(answer)).map(|(question, _)| question)
}

/// Brings the options into another order, where their order means nothing, and what the key says of each with them.
fn mix(question: &mut Question, rng: &mut Rng) {
    let is_free = match question.form {
        Form::Single | Form::Which | Form::Order => true,
        Form::HowMany | Form::Pairs | Form::Assertion | Form::Explains => false,
    };
    if !is_free {
        return;
    }
    let mut order: Vec<usize> = (0..question.options.len()).collect();
    rng.shuffle(&mut order);
    let Some(right) = order.iter().position(|at| *at == question.right) else { return };
    // The notes of a written single answer are about its options, all others about lines or the whole.
    if question.written.is_some() && question.lines.is_empty() && question.notes.len() == order.len() {
        question.notes = order.iter().filter_map(|at| question.notes.get(*at).cloned()).collect();
    }
    question.options = order.iter().filter_map(|at| question.options.get(*at).cloned()).collect();
    question.right = right;
}
