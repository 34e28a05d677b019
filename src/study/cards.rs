//! The deck: the cards a pack has written, drills made of its fields, and cards of the reader's own.
//!
//! Only a mind knows what is worth asking, so what is learnt is written in the pack. What is made here drills what the
//! records tell, and is asked where it is wanted, or where a pack has written nothing. A drill is not made where two
//! answers would be right, where sources disagree on the very point, or where the question gives the answer away. Each
//! kind of card has its file; what they share, and the last check before a card is taken in, is here.

mod agreements;
pub mod anki;
mod bodies;
pub mod card;
pub mod choice;
pub(crate) mod dispute;
mod drills;
mod events;
mod facts;
mod figures;
mod initiatives;
pub mod making;
pub mod own;
mod pairs;
mod people;
mod sequences;
mod stage;
mod terms;
mod written;

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::{Arc, Mutex, PoisonError};

pub(crate) use agreements::{occasion, signed};
pub(crate) use bodies::{began_with_a_meeting, works_for_a_purpose};
pub(crate) use drills::edition_name;
pub use figures::amount;
pub(crate) use pairs::goes_with;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::data::card::WrittenCard;
use crate::data::date::{PartialDate, Point};
use crate::data::record::{Record, Weight};
use crate::data::{Dataset, ItemId, Kind};
use crate::study::cards::card::{Card, CardId, Evidence, Face, Topic, Value};
use crate::study::cards::choice::Wrong;
use crate::study::review::Entry;
use crate::study::rng::Rng;
use crate::study::wording::{self, Lexicon};
use making::{Made, Making};
use stage::Stage;

/// A question that says this much of its answer's words gives it away.
const GIVEN_AWAY: f64 = 0.5;

/// An answer with fewer telling words than this that its question does not have only says the name again.
const NEWS: usize = 3;

/// What makes the cards that only this kind has, and in which turn, for papers are drawn from the deck in its
/// order. Of every kind there are cards of its facts besides.
fn own_cards(kind: Kind) -> Option<(u8, &'static [Stage])> {
    match kind {
        Kind::Event => Some((0, events::STAGES)),
        Kind::Agreement => Some((1, agreements::STAGES)),
        Kind::Institution => Some((2, bodies::STAGES)),
        Kind::Term => Some((3, terms::STAGES)),
        Kind::Person => Some((4, people::STAGES)),
        Kind::Exercise => Some((5, drills::STAGES)),
        Kind::Series => Some((6, figures::STAGES)),
        Kind::Initiative => Some((7, initiatives::STAGES)),
        Kind::Project | Kind::Theme | Kind::Place => None,
    }
}

/// The stages of every kind's own cards, in their turn.
fn kinds_in_turn() -> Vec<&'static [Stage]> {
    let mut own: Vec<_> = Kind::ALL.into_iter().filter_map(own_cards).collect();
    own.sort_by_key(|(turn, _)| *turn);
    own.into_iter().map(|(_, stages)| stages).collect()
}

/// The number of a card, and the hash of its id.
#[derive(Clone, Copy, Debug)]
struct Numbered {
    hash: u64,
    number: u32,
}

/// The cards one learns.
#[derive(Debug, Default)]
pub struct Deck {
    cards: Vec<Card>,
    /// Of each card its weight and a number of chance, which its id decides: in that order new cards come.
    orders: Vec<(Weight, u64)>,
    /// Finds the number of a card by its id, of which the hash is kept: where the table of a huge pack grows, no id is read.
    numbers: HashTable<Numbered>,
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
    pub fn of(cards: Vec<Card>) -> Self {
        let (numbers, room) = (HashTable::with_capacity(cards.len()), Vec::with_capacity(cards.len()));
        let mut deck = Self { numbers, cards: room, ..Self::default() };
        for card in cards {
            deck.add(card);
        }
        deck
    }

    /// Adds a card, unless one has its id, or had it in an earlier edition.
    fn add(&mut self, card: Card) {
        if self.former.contains_key(&card.id) {
            return;
        }
        self.wrong.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        let number = u32::try_from(self.cards.len()).unwrap_or(u32::MAX);
        let hash = self.hasher.hash_one(card.id.as_str());
        if self.hashed(hash, card.id.as_str()).is_none() {
            self.numbers.insert_unique(hash, Numbered { hash, number }, |numbered| numbered.hash);
            self.of_topics.entry(card.topic).or_default().push(number);
            self.orders.push((card.weight, Rng::named(0, card.id.as_str()).bits()));
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
            let hash = self.hasher.hash_one(card.id.as_str());
            let number = self.cards.len();
            if let Ok(place) = self.numbers.find_entry(hash, |numbered| numbered.number as usize == number) {
                place.remove();
            }
            self.orders.pop();
        }
        self.of_topics.remove(&Topic::Own);
        for card in own {
            self.add(card);
        }
    }

    /// In what order its cards come as long as they are new, by their numbers.
    pub(crate) fn orders(&self) -> &[(Weight, u64)] {
        &self.orders
    }

    /// The number of the card of an id.
    pub(crate) fn number(&self, id: &str) -> Option<u32> {
        self.numbered(self.hasher.hash_one(id), id).map(|numbered| numbered.number)
    }

    /// The cards, in the order made.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// Whether some of its cards are written and others made.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        let mut drills = self.cards.iter().map(Card::is_drill);
        drills.next().is_some_and(|first| drills.any(|drill| drill != first))
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
        self.hashed(self.hasher.hash_one(id), id)
    }

    /// The card of an id, by the hash of that.
    fn hashed(&self, hash: u64, id: &str) -> Option<&Card> {
        self.card(self.numbered(hash, id)?.number)
    }

    fn numbered(&self, hash: u64, id: &str) -> Option<&Numbered> {
        self.numbers.find(hash, |numbered| self.card(numbered.number).is_some_and(|card| card.id.as_str() == id))
    }

    /// Whether it has a card of this id, or one that asks now what that asked in an earlier edition.
    #[must_use]
    pub fn knows(&self, id: &CardId) -> bool {
        self.get(id.as_str()).is_some() || self.former.contains_key(id)
    }

    /// The cards about a record or series.
    pub fn about(&self, item: ItemId) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(move |card| card.items().any(|id| id == item))
    }
}

/// What the files of this directory make cards with.
pub(crate) struct Maker<'m, 'a> {
    pub(crate) dataset: &'m Dataset<'a>,
    pub(crate) lexicon: &'m Lexicon<'m>,
    pub(crate) made: &'m mut Made,
}

impl<'m, 'a> Maker<'m, 'a> {
    /// The record of a number, with its id.
    pub(crate) fn record(&self, number: usize) -> Option<(ItemId, &'m Record<'a>)> {
        Some((ItemId::from_index(number), self.dataset.records.get(number)?))
    }

    /// Whether a record's name, without its date, names it alone among its kind.
    pub(crate) fn is_named(&self, id: ItemId) -> bool {
        self.made.is_named(self.dataset, id)
    }

    /// Takes in a card of question and answer, unless the one gives away the other. The id is the
    /// record's with the topic, and `part` where a record has several of a topic.
    pub(crate) fn recall(
        &mut self,
        owner: ItemId,
        (topic, part): (Topic, &str),
        (evidence, value): (Evidence, Value),
        question: String,
        answer: String,
    ) {
        if gives_away(self.lexicon, &question, &answer, &value) {
            return;
        }
        let id = self.id(owner, topic, part);
        self.push(id, owner, topic, evidence, value, Face::Recall { question, answer });
    }

    /// Takes in a card about one record.
    pub(crate) fn push(
        &mut self,
        id: String,
        owner: ItemId,
        topic: Topic,
        evidence: Evidence,
        value: Value,
        face: Face,
    ) {
        let weight = self.dataset.record(owner).map_or(Weight::Useful, |record| record.weight);
        let card = Card { id: id.into(), topic, owner, others: Vec::new(), weight, evidence, value, face };
        self.made.deck.add(card);
    }

    /// `cepa/signed`, `jimex/venue-jimex-24`.
    pub(crate) fn id(&self, owner: ItemId, topic: Topic, part: &str) -> String {
        let name = self.dataset.get(owner).map_or("", |item| item.id());
        let mut id = format!("{name}/{}", topic.slug());
        if !part.is_empty() {
            id.push('-');
            id.push_str(&wording::folded(part).replace(' ', "-"));
        }
        id
    }

    /// `Norway–Chile`, as the pack names its countries.
    pub(crate) fn relation(&self) -> String {
        self.dataset.pack.countries.iter().map(|country| country.name.as_str()).collect::<Vec<_>>().join("–")
    }
}

/// Whether a question tells its own answer.
fn gives_away(lexicon: &Lexicon<'_>, question: &str, answer: &str, value: &Value) -> bool {
    tells(lexicon, &wording::folded(question), &wording::folded(answer), value)
}

/// The same of texts already folded.
pub(crate) fn tells(lexicon: &Lexicon<'_>, question: &str, answer: &str, value: &Value) -> bool {
    wording::has_run(question, answer)
        || match value {
            Value::Date(date) => years_of(*date).any(|year| wording::names_year(question, year)),
            Value::Number(_) => false,
            Value::Words => lexicon.share_of(question, answer) >= GIVEN_AWAY,
        }
}

fn years_of(date: PartialDate) -> impl Iterator<Item = i16> {
    [Some(date.year()), date.end().map(|end| end.first().year())].into_iter().flatten()
}

/// How precisely a date is asked for: `on which day`.
pub(crate) fn asked(date: PartialDate) -> &'static str {
    if date.is_open() {
        return "since when";
    }
    match (date.start(), date.end(), date.is_approximate()) {
        (Point::Day(_), None, _) => "on which day",
        (Point::Day(_), Some(_), _) => "on which days",
        (Point::Month(..), None, false) => "in which month and year",
        (Point::Month(..), None, true) => "in about which month",
        (Point::Month(..), Some(_), _) => "in which months",
        (Point::Year(_), None, false) => "in which year",
        (Point::Year(_), None, true) => "in about which year",
        (Point::Year(_), Some(_), _) => "in which years",
        (Point::Decade(_), ..) => "in which decade",
        (Point::Century(_), ..) => "in which century",
    }
}

/// The year of a date, if it lies within one.
pub(crate) fn year_of(date: PartialDate) -> Option<PartialDate> {
    let (first, last) = (date.earliest().year(), date.latest().year());
    if first == last { PartialDate::of_year(first) } else { None }
}
