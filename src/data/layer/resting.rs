//! What stays as it was though what it rests on changed: a card or a question that still names a figure which
//! a later layer took out of its record. Whether the answer is another now is for an editor to say.

use std::collections::HashSet;

use super::history::RawStep;
use super::instruction::Namespace;
use super::woven::Woven;
use crate::data::Dataset;
use crate::data::card::Prompt;
use crate::data::origin::Step;
use crate::data::problem::Problem;

/// Each card and question that names a figure which is said no more, at the place where it was changed.
pub(super) fn resting(woven: &Woven, dataset: &Dataset<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for thing in woven.things.iter().filter(|thing| thing.key.namespace == Namespace::Items && thing.text.is_some()) {
        let id = thing.key.id.as_str();
        for step in &thing.steps {
            let gone = gone(step);
            if gone.is_empty() {
                continue;
            }
            // What was written with the change, or after it, knows of it.
            let is_older = |steps: &[Step<'_>]| steps.iter().all(|other| other.layer < step.layer);
            let mut tell = |sort: &str, which: &str, figure: &str| {
                let message = format!(
                    "the {sort} “{which}” still says {figure}, and rests on what is changed here; amend it too, or withdraw it"
                );
                found.push(woven.problem(step.place, id.to_owned(), message).into_warning());
            };
            let own = dataset.cards().iter().filter(|card| card.record == *id);
            for card in own.filter(|card| is_older(dataset.layers.of_card(&card.id))) {
                let answer = card.prompt().as_ref().map(Prompt::answer).unwrap_or_default();
                if let Some(figure) = figures(answer).find(|figure| gone.contains(figure)) {
                    tell("card", &card.id, figure);
                }
            }
            let own =
                dataset.questions().iter().filter(|question| question.records.iter().any(|record| *record == *id));
            for question in own.filter(|question| is_older(dataset.layers.of_question(&question.id))) {
                let texts = question.items.iter().map(|item| item.text.as_str());
                let mut all = texts.chain([question.stem.as_str(), question.explanation.as_str()]).flat_map(figures);
                if let Some(figure) = all.find(|figure| gone.contains(figure)) {
                    tell("question", &question.id, figure);
                }
            }
        }
    }
    found
}

/// The figures that were said in what a step changed, and are said in none of it now.
fn gone(step: &RawStep) -> HashSet<&str> {
    let now: HashSet<&str> = step.changes.iter().filter_map(|change| change.now.as_deref()).flat_map(figures).collect();
    let was = step.changes.iter().filter_map(|change| change.was.as_deref()).flat_map(figures);
    was.filter(|figure| !now.contains(figure)).collect()
}

/// The figures in a text; a single digit says too little to be one.
fn figures(text: &str) -> impl Iterator<Item = &str> {
    let words =
        text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).map(|word| word.trim_matches(['.', ',']));
    words.filter(|word| word.len() > 1)
}
