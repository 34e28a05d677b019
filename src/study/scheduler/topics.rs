//! How each topic stands: how many of its cards were seen, and how likely those are known.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Progress;
use crate::data::Dataset;
use crate::study::cards::Deck;
use crate::study::scheduler::memory::Model;

/// How a topic stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TopicStanding<'d> {
    /// What it is called: a sector of the pack, or a group of its series.
    pub name: &'d str,
    /// How many cards it has.
    pub cards: usize,
    /// How many of them were ever asked.
    pub seen: usize,
    /// The mean predicted recall on the day of the cards seen, from 0 to 1; nothing where none was.
    pub recall: Option<f32>,
}

/// How all topics of a deck stand on a day, the largest first.
#[must_use]
pub fn topics<'d>(
    deck: &Deck,
    progress: &Progress,
    model: &Model,
    (dataset, day): (&'d Dataset<'_>, Date),
) -> Vec<TopicStanding<'d>> {
    let mut topics: HashMap<&str, (TopicStanding<'d>, f32)> = HashMap::new();
    for card in deck.cards() {
        let name = card.sector(dataset);
        let fresh = || (TopicStanding { name, ..TopicStanding::default() }, 0.0);
        let (topic, recall) = topics.entry(name).or_insert_with(fresh);
        topic.cards += 1;
        if let Some(state) = progress.state(&card.id).filter(|state| state.memory.is_some()) {
            topic.seen += 1;
            *recall += state.recall(model, day);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of cards")]
    let mean = |sum: f32, seen: usize| (seen > 0).then(|| sum / seen as f32);
    let topics = topics.into_values().map(|(topic, sum)| TopicStanding { recall: mean(sum, topic.seen), ..topic });
    let mut topics: Vec<TopicStanding<'_>> = topics.collect();
    topics.sort_by(|a, b| b.cards.cmp(&a.cards).then_with(|| a.name.cmp(b.name)));
    topics
}
