//! How each topic stands: how many of its cards were seen, and how likely those are known.

use jiff::civil::Date;

use super::{Progress, begun};
use crate::data::Dataset;
use crate::study::cards::{ByWeight, Deck};
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
    let sizes = deck.topic_sizes(dataset).into_iter();
    let standing = |(name, sizes): (&'d str, ByWeight)| {
        (TopicStanding { name, cards: sizes.iter().sum(), ..TopicStanding::default() }, 0.0)
    };
    let mut topics: Vec<(TopicStanding<'d>, f32)> = sizes.map(standing).collect();
    for (card, state) in begun(deck, progress).into_iter().filter(|(_, state)| state.memory.is_some()) {
        let name = card.sector(dataset);
        if let Some((topic, recall)) = topics.iter_mut().find(|(topic, _)| topic.name == name) {
            topic.seen += 1;
            *recall += state.recall(model, day);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of cards")]
    let mean = |sum: f32, seen: usize| (seen > 0).then(|| sum / seen as f32);
    let topics = topics.into_iter().map(|(topic, sum)| TopicStanding { recall: mean(sum, topic.seen), ..topic });
    let mut topics: Vec<TopicStanding<'_>> = topics.collect();
    topics.sort_by(|a, b| b.cards.cmp(&a.cards).then_with(|| a.name.cmp(b.name)));
    topics
}
