//! The deck: cards by number, and what finds them: their ids, topics and subjects, and the turn in which they come as long as
//! they are new. However many there are, whoever looks for a few looks at few. What makes cards is not here.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::{DefaultHashBuilder, HashSet};

use super::card::{self, Card, CardId, Topic};
use super::choice::Wrong;
use super::making::Making;
use super::runs::Runs;
use super::written;
use crate::data::card::WrittenCard;
use crate::data::record::Weight;
use crate::data::{Dataset, ItemId};
use crate::study::numbers::Numbers;
use crate::study::review::Entry;
use crate::study::rng::Rng;

/// How many cards there are of each weight, in the order of weights.
pub(crate) type ByWeight = [usize; Weight::ALL.len()];

/// From so many items on, whatever is about any is looked through once: to look for each in every run would take longer.
const MANY: usize = 16;

/// The cards one learns.
#[derive(Debug, Default)]
pub struct Deck {
    cards: Vec<Card>,
    /// Of each card its weight and a number of chance, which its id decides: in that order new cards come.
    turns: Runs<(Weight, u64, u32)>,
    /// Each item with the numbers of the cards about it.
    about: Runs<(ItemId, u32)>,
    /// How many cards each topic has of each weight, by the owner of one of them, as far as they are counted.
    topic_sizes: Vec<(ItemId, ByWeight)>,
    counted: usize,
    /// How many of the cards are drills.
    drills: usize,
    /// Finds the number of a card by its id.
    numbers: Numbers,
    hasher: DefaultHashBuilder,
    /// The numbers of the cards of each topic, in order.
    of_topics: HashMap<Topic, Vec<u32>>,
    /// What cards of earlier editions asked is asked by these now.
    former: HashMap<CardId, CardId>,
    /// What is certainly wrong for the cards of which that was asked, by their numbers.
    wrong: Mutex<HashMap<u32, Arc<[Wrong]>>>,
}

impl Deck {
    /// What a pack wants learnt: its written cards, and if it has none, drills.
    #[must_use]
    pub fn build(dataset: &Dataset<'_>) -> Self {
        let mut making = Self::in_making(dataset, false);
        making.advance(dataset, usize::MAX);
        making.into_deck()
    }

    /// The written cards, and the drills that ask what none of them does.
    #[must_use]
    pub fn with_drills(dataset: &Dataset<'_>) -> Self {
        let mut making = Self::in_making(dataset, true);
        making.advance(dataset, usize::MAX);
        making.into_deck()
    }

    /// What a pack wants learnt, in the making: its written cards, and drills if it has none or they are wanted.
    #[must_use]
    pub fn in_making(dataset: &Dataset<'_>, drills: bool) -> Making {
        let written = Self::written(dataset);
        if drills || written.cards.is_empty() { Making::onto(written) } else { Making::of(written) }
    }

    fn written(dataset: &Dataset<'_>) -> Self {
        let was = |card: &WrittenCard<'_>| {
            card.was.iter().map(|was| (was.as_str().into(), card.id.as_str().into())).collect::<Vec<_>>()
        };
        let former: HashMap<CardId, CardId> = dataset.cards().iter().flat_map(was).collect();
        Self { former, ..Self::of(written::cards(dataset)) }
    }

    /// Every drill that can be made, in the making.
    #[must_use]
    pub fn drills_in_making() -> Making {
        Making::onto(Self::default())
    }

    /// Every drill that can be made.
    #[must_use]
    pub fn drills(dataset: &Dataset<'_>) -> Self {
        let mut making = Self::drills_in_making();
        making.advance(dataset, usize::MAX);
        making.into_deck()
    }

    /// A deck of these cards; of two with one id the first stays.
    #[must_use]
    pub fn of(cards: impl IntoIterator<Item = Card>) -> Self {
        let cards = cards.into_iter();
        let (least, most) = cards.size_hint();
        let mut deck = Self { cards: Vec::with_capacity(most.unwrap_or(least)), ..Self::default() };
        for card in cards {
            deck.add(card);
        }
        deck
    }

    /// Adds a card, unless one has its id, or had it in an earlier edition.
    pub(super) fn add(&mut self, card: Card) {
        if self.former.contains_key(&card.id) {
            return;
        }
        self.wrong.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        let number = u32::try_from(self.cards.len()).unwrap_or(u32::MAX);
        let hash = self.hasher.hash_one(card.id.as_str());
        if self.hashed(hash, card.id.as_str()).is_none() {
            self.numbers.add(hash, number);
            self.of_topics.entry(card.topic).or_default().push(number);
            self.turns.push((card.weight, Rng::named(0, card.id.as_str()).bits(), number));
            for item in card.items() {
                self.about.push((item, number));
            }
            self.drills += usize::from(card.is_drill());
            self.cards.push(card);
        }
    }

    /// The numbers of the cards that ask this, in order.
    pub(crate) fn of_topic(&self, topic: Topic) -> &[u32] {
        self.of_topics.get(&topic).map_or(&[], Vec::as_slice)
    }

    /// What is certainly wrong for the card of a number, looked for once: that takes long, every paper asks it, and it is
    /// the same each time.
    pub(crate) fn wrong_for(&self, number: u32, look: impl FnOnce() -> Vec<Wrong>) -> Arc<[Wrong]> {
        /// No more are kept: some megabytes.
        const MOST: usize = 4096;
        let known = || self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(wrong) = known().get(&number) {
            return Arc::clone(wrong);
        }
        let wrong: Arc<[Wrong]> = look().into();
        let mut known = known();
        if known.len() < MOST {
            known.insert(number, Arc::clone(&wrong));
        }
        wrong
    }

    /// The card of a number.
    pub(crate) fn card(&self, number: u32) -> Option<&Card> {
        self.cards.get(number as usize)
    }

    /// The same with these cards of the reader's own in place of those it has.
    pub fn set_own(&mut self, own: Vec<Card>) {
        // They stand last, behind what the pack asks: an id of that is no other card's.
        while let Some(card) = self.cards.pop_if(|card| card.topic == Topic::Own) {
            self.drills -= usize::from(card.is_drill());
            let hash = self.hasher.hash_one(card.id.as_str());
            self.numbers.remove(hash, u32::try_from(self.cards.len()).unwrap_or(u32::MAX));
        }
        let is_taken = |number: u32| number as usize >= self.cards.len();
        self.turns.take_back(|(.., number)| is_taken(*number));
        self.about.take_back(|(_, number)| is_taken(*number));
        self.of_topics.remove(&Topic::Own);
        for card in own {
            self.add(card);
        }
    }

    /// The numbers of its cards in the order in which they come as long as they are new: what an exam asks first, kinds mixed,
    /// always the same. Of a huge deck whoever takes a few looks at few.
    pub(crate) fn in_turn(&self) -> impl Iterator<Item = u32> {
        self.turns.in_order().map(|(.., number)| number)
    }

    /// How many numbers are looked at before the first comes in its turn.
    pub(crate) fn looks_for_turns(&self) -> usize {
        self.turns.runs()
    }

    /// Counts the cards of each topic that were added since that was last done.
    pub(super) fn count_topics(&mut self, dataset: &Dataset<'_>) {
        for card in self.cards.get(self.counted..).unwrap_or_default() {
            count_topic(&mut self.topic_sizes, dataset, card);
        }
        self.counted = self.cards.len();
    }

    /// The topics of its cards, each with how many it has of each weight.
    pub(crate) fn topic_sizes<'d>(&self, dataset: &'d Dataset<'_>) -> Vec<(&'d str, ByWeight)> {
        let mut sizes = self.topic_sizes.clone();
        for card in self.cards.get(self.counted..).unwrap_or_default() {
            count_topic(&mut sizes, dataset, card);
        }
        sizes.into_iter().map(|(owner, size)| (card::topic_of(dataset, owner), size)).collect()
    }

    /// The number of the card of an id.
    pub(crate) fn number(&self, id: &str) -> Option<u32> {
        self.hashed(self.hasher.hash_one(id), id)
    }

    /// The cards, in the order made.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// Whether some of its cards are written and others made.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        (1..self.cards.len()).contains(&self.drills)
    }

    /// An entry of the log as it counts now: what was answered under a card's former id counts for the card.
    #[must_use]
    pub fn current<'e>(&self, entry: &'e Entry) -> Cow<'e, Entry> {
        let current = entry.card().and_then(|card| self.former.get(card));
        current.map_or(Cow::Borrowed(entry), |card| Cow::Owned(entry.of(card.clone())))
    }

    /// What the card of a former id is called now.
    #[must_use]
    pub fn called_now(&self, former: &str) -> Option<&CardId> {
        self.former.get(former)
    }

    /// The cards themselves.
    #[must_use]
    pub fn into_cards(self) -> Vec<Card> {
        self.cards
    }

    /// The card of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Card> {
        self.card(self.number(id)?)
    }

    /// The number of the card of an id, by the hash of that.
    fn hashed(&self, hash: u64, id: &str) -> Option<u32> {
        self.numbers.find(hash, |number| self.card(number).is_some_and(|card| card.id.as_str() == id))
    }

    /// Whether it has a card of this id, or one that asks now what that asked in an earlier edition.
    #[must_use]
    pub fn knows(&self, id: &CardId) -> bool {
        self.get(id.as_str()).is_some() || self.former.contains_key(id)
    }

    /// The cards about a record or series, in the order made.
    pub fn about(&self, item: ItemId) -> impl Iterator<Item = &Card> {
        self.about_any(&[item])
    }

    /// The cards about any of these records and series, in the order made.
    pub fn about_any<'d>(&'d self, items: &[ItemId]) -> impl Iterator<Item = &'d Card> + use<'d> {
        let mut numbers: Vec<u32> = if items.len() < MANY {
            let about = items.iter().flat_map(|item| self.about.within(&((*item, 0)..=(*item, u32::MAX))));
            about.map(|(_, number)| number).collect()
        } else {
            let items: HashSet<ItemId> = items.iter().copied().collect();
            let about = self.about.in_any_order().iter().filter(|(item, _)| items.contains(item));
            about.map(|(_, number)| *number).collect()
        };
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().filter_map(|number| self.card(number))
    }
}

/// Counts a card among those of its topic. Cards may be very many, and topics are few: sectors and groups of series, of
/// each of which a pack has [`MOST`](crate::data::pack::lists::MOST) at most; so a topic is looked for among those met.
fn count_topic(sizes: &mut Vec<(ItemId, ByWeight)>, dataset: &Dataset<'_>, card: &Card) {
    let topic = card.sector(dataset);
    let known = sizes.iter().position(|(of, _)| card::topic_of(dataset, *of) == topic);
    let at = known.unwrap_or_else(|| {
        sizes.push((card.owner, ByWeight::default()));
        sizes.len() - 1
    });
    if let Some(size) = sizes.get_mut(at).and_then(|(_, sizes)| sizes.get_mut(card.weight as usize)) {
        *size += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::data::bundled;

    /// What finds cards finds what a look at each of them does.
    fn is_in_order(deck: &Deck, dataset: &Dataset<'_>) {
        let all = deck.cards();
        let mut turns: Vec<usize> = (0..all.len()).collect();
        turns.sort_by_key(|number| (all[*number].weight, Rng::named(0, all[*number].id.as_str()).bits()));
        assert!(deck.in_turn().map(|number| number as usize).eq(turns));
        let mut sizes: BTreeMap<&str, ByWeight> = BTreeMap::new();
        for card in all {
            let weight = Weight::ALL.iter().position(|weight| *weight == card.weight).unwrap();
            sizes.entry(card.sector(dataset)).or_default()[weight] += 1;
        }
        assert_eq!(deck.topic_sizes(dataset).into_iter().collect::<BTreeMap<_, _>>(), sizes);
        for item in dataset.ids().step_by(13) {
            let plainly: Vec<&Card> = all.iter().filter(|card| card.items().any(|id| id == item)).collect();
            assert_eq!(deck.about(item).collect::<Vec<_>>(), plainly);
        }
        for count in [2, MANY - 1, MANY, 300] {
            let items: Vec<ItemId> = dataset.ids().step_by(3).take(count).collect();
            assert_eq!(items.len(), count);
            let plainly = all.iter().filter(|card| card.items().any(|id| items.contains(&id)));
            assert!(deck.about_any(&items).eq(plainly), "{count}: each once, though it is about several");
        }
        assert!(all.iter().all(|card| deck.get(card.id.as_str()) == Some(card)));
        let drills = all.iter().filter(|card| card.is_drill()).count();
        assert_eq!(deck.is_mixed(), drills > 0 && drills < all.len());
    }

    #[test]
    fn cards_are_found_as_if_each_was_looked_at_and_so_are_those_of_the_reader() {
        let dataset = bundled::dataset().unwrap();
        let own = |count: usize| -> Vec<Card> {
            let all = Deck::drills(&dataset).into_cards().into_iter().take(count);
            let own =
                |(number, card): (usize, Card)| Card { id: format!("own-{number}").into(), topic: Topic::Own, ..card };
            all.enumerate().map(own).collect()
        };
        for mut deck in [Deck::build(&dataset), Deck::with_drills(&dataset), Deck::drills(&dataset)] {
            let before = deck.cards().to_vec();
            is_in_order(&deck, &dataset);
            for count in [30, 0, 7] {
                deck.set_own(own(count));
                assert_eq!(deck.cards().len(), before.len() + count);
                is_in_order(&deck, &dataset);
            }
            deck.set_own(Vec::new());
            assert_eq!(deck.cards(), before);
        }
    }
}
