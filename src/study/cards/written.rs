//! Cards the pack has written: taken as they stand. What they must be is [`crate::data::check`]'s to say.

use super::card::{Card, Evidence, Face, Topic, Value};
use crate::data::card::{Prompt, WrittenCard};
use crate::data::record::Weight;
use crate::data::{Dataset, ItemId};

/// All written cards, those of what an exam is likeliest to ask first, else in the order of their file.
pub(super) fn cards(dataset: &Dataset<'_>) -> impl Iterator<Item = Card> {
    let owned = |(index, card): (usize, &WrittenCard<'_>)| {
        let owner = dataset.find(&card.record)?;
        Some((dataset.record(owner).map_or(Weight::Useful, |record| record.weight), index, owner))
    };
    // They are put in order before any is made, so that none is held twice.
    let mut order: Vec<(Weight, usize, ItemId)> = dataset.cards().iter().enumerate().filter_map(owned).collect();
    order.sort_by_key(|(weight, ..)| *weight);
    let made = move |(weight, index, owner): (Weight, usize, ItemId)| {
        card((dataset.cards().get(index)?, index), owner, weight)
    };
    order.into_iter().filter_map(made)
}

fn card((written, index): (&WrittenCard<'_>, usize), owner: ItemId, weight: Weight) -> Option<Card> {
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
        weight,
        evidence: Evidence::Written(index),
        value: Value::Words,
        face,
    })
}
