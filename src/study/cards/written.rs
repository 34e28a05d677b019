//! Cards the pack has written: taken as they stand. What they must be is [`crate::data::check`]'s to say.

use super::card::{Card, Evidence, Face, Topic, Value};
use crate::data::Dataset;
use crate::data::card::{Prompt, WrittenCard};
use crate::data::record::Weight;

/// All written cards, those of what an exam is likeliest to ask first, else in the order of their file.
pub(super) fn cards(dataset: &Dataset<'_>) -> Vec<Card> {
    let mut cards: Vec<Card> =
        dataset.cards().iter().enumerate().filter_map(|(index, written)| card(dataset, index, written)).collect();
    cards.sort_by_key(|card| card.weight);
    cards
}

fn card(dataset: &Dataset<'_>, index: usize, written: &WrittenCard<'_>) -> Option<Card> {
    let owner = dataset.find(&written.record)?;
    let face = match written.prompt()? {
        Prompt::Question { question, answer } => {
            Face::Recall { question: question.to_owned(), answer: answer.to_owned() }
        }
        Prompt::Gap { before, hidden, after } => Face::Cloze {
            heading: String::new(),
            before: before.to_owned(),
            hidden: hidden.to_owned(),
            after: after.to_owned(),
        },
    };
    Some(Card {
        id: written.id.as_str().into(),
        topic: Topic::Written,
        owner,
        others: Vec::new(),
        weight: dataset.record(owner).map_or(Weight::Useful, |record| record.weight),
        evidence: Evidence::Written(index),
        value: Value::Words,
        face,
    })
}
