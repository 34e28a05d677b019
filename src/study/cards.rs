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
pub mod own;
mod pairs;
mod people;
mod sequences;
mod terms;
mod written;

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map;

pub(crate) use agreements::{occasion, signed};
pub(crate) use bodies::{began_with_a_meeting, works_for_a_purpose};
pub(crate) use drills::edition_name;
pub use figures::amount;
pub(crate) use pairs::goes_with;

use crate::data::card::WrittenCard;
use crate::data::date::{PartialDate, Point};
use crate::data::record::Record;
use crate::data::{Dataset, ItemId, Kind};
use crate::study::cards::card::{Card, CardId, Evidence, Face, Topic, Value};
use crate::study::review::Entry;
use crate::study::wording::{self, Lexicon, WordIndex};

/// A question that says this much of its answer's words gives it away.
const GIVEN_AWAY: f64 = 0.5;

/// An answer with fewer telling words than this that its question does not have only says the name again.
const NEWS: usize = 3;

/// Makes cards.
type Make = fn(&mut Maker<'_, '_>);

/// What makes the cards that only this kind has, and in which turn, for papers are drawn from the deck in its
/// order. Of every kind there are cards of its facts besides.
fn own_cards(kind: Kind) -> Option<(u8, Make)> {
    match kind {
        Kind::Event => Some((0, events::make)),
        Kind::Agreement => Some((1, agreements::make)),
        Kind::Institution => Some((2, bodies::make)),
        Kind::Term => Some((3, terms::make)),
        Kind::Person => Some((4, people::make)),
        Kind::Exercise => Some((5, drills::make)),
        Kind::Series => Some((6, figures::make)),
        Kind::Initiative => Some((7, initiatives::make)),
        Kind::Project | Kind::Theme | Kind::Place => None,
    }
}

/// The cards one learns.
#[derive(Debug, Default)]
pub struct Deck {
    cards: Vec<Card>,
    numbers: HashMap<CardId, u32>,
    /// What cards of earlier editions asked is asked by these now.
    former: HashMap<CardId, CardId>,
}

impl Deck {
    /// What a pack wants learnt: its written cards, and if it has none, drills.
    #[must_use]
    pub fn build(dataset: &Dataset<'_>) -> Self {
        if dataset.cards().is_empty() { Self::drills(dataset) } else { Self::written(dataset, Vec::new()) }
    }

    /// The written cards, and the drills that ask what none of them does.
    #[must_use]
    pub fn with_drills(dataset: &Dataset<'_>) -> Self {
        Self::written(dataset, Self::drills(dataset).cards)
    }

    fn written(dataset: &Dataset<'_>, drills: Vec<Card>) -> Self {
        let was = |card: &WrittenCard<'_>| {
            card.was.iter().map(|was| (was.as_str().into(), card.id.as_str().into())).collect::<Vec<_>>()
        };
        let former: HashMap<CardId, CardId> = dataset.cards().iter().flat_map(was).collect();
        let mut cards = written::cards(dataset);
        cards.extend(drills.into_iter().filter(|drill| !former.contains_key(&drill.id)));
        Self { former, ..Self::of(cards) }
    }

    /// Every drill that can be made.
    #[must_use]
    pub fn drills(dataset: &Dataset<'_>) -> Self {
        let mut maker = Maker::new(dataset);
        let mut own: Vec<(u8, Make)> = Kind::ALL.into_iter().filter_map(own_cards).collect();
        own.sort_by_key(|(turn, _)| *turn);
        for (_, make) in own {
            make(&mut maker);
        }
        facts::make(&mut maker);
        sequences::make(&mut maker);
        pairs::make(&mut maker);
        Self::of(maker.cards)
    }

    /// A deck of these cards; of two with one id the first stays.
    #[must_use]
    pub fn of(mut cards: Vec<Card>) -> Self {
        let mut numbers = HashMap::with_capacity(cards.len());
        cards.retain(|card| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            match numbers.entry(card.id.clone()) {
                hash_map::Entry::Vacant(place) => {
                    place.insert(next);
                    true
                }
                hash_map::Entry::Occupied(_) => false,
            }
        });
        Self { cards, numbers, former: HashMap::new() }
    }

    /// The same with these cards of the reader's own in place of those it has.
    pub fn set_own(&mut self, own: Vec<Card>) {
        let others = std::mem::take(&mut self.cards).into_iter().filter(|card| card.topic != Topic::Own);
        // First what the pack asks: an id of that is no other card's.
        let Self { cards, numbers, .. } = Self::of(others.chain(own).collect());
        (self.cards, self.numbers) = (cards, numbers);
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

    /// The cards themselves.
    #[must_use]
    pub fn into_cards(self) -> Vec<Card> {
        self.cards
    }

    /// The card of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Card> {
        self.numbers.get(id).and_then(|&number| self.cards.get(number as usize))
    }

    /// Whether it has a card of this id, or one that asks now what that asked in an earlier edition.
    #[must_use]
    pub fn knows(&self, id: &CardId) -> bool {
        self.numbers.contains_key(id) || self.former.contains_key(id)
    }

    /// The cards about a record or series.
    pub fn about(&self, item: ItemId) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(move |card| card.items().any(|id| id == item))
    }
}

/// What the files of this directory make cards with.
pub(crate) struct Maker<'m, 'a> {
    pub(crate) dataset: &'m Dataset<'a>,
    pub(crate) lexicon: Lexicon<'m>,
    pub(crate) cards: Vec<Card>,
    /// The titles of each kind of record, without their dates, and each record's place among them.
    names: HashMap<Kind, WordIndex>,
    places: Vec<usize>,
}

impl<'m, 'a> Maker<'m, 'a> {
    fn new(dataset: &'m Dataset<'a>) -> Self {
        let lexicon = Lexicon::of(dataset);
        let mut stems: HashMap<Kind, Vec<&str>> = HashMap::new();
        let mut places = Vec::with_capacity(dataset.records.len());
        // Only of these is a card made that names nothing but the record.
        let asked = |kind| matches!(kind, Kind::Event | Kind::Agreement | Kind::Institution);
        for record in &dataset.records {
            if !asked(record.kind) {
                places.push(0);
                continue;
            }
            let stems = stems.entry(record.kind).or_default();
            places.push(stems.len());
            stems.push(wording::stem(&record.title));
        }
        let names = stems.into_iter().map(|(kind, stems)| (kind, WordIndex::new(&lexicon, stems))).collect();
        Self { dataset, lexicon, cards: Vec::with_capacity(2 * dataset.len()), names, places }
    }

    /// Every record with its number.
    pub(crate) fn records(&self) -> impl Iterator<Item = (ItemId, &'m Record<'a>)> + use<'m, 'a> {
        self.dataset.numbered_records()
    }

    /// Whether a record's name, without its date, names it alone among its kind.
    pub(crate) fn is_named(&self, id: ItemId) -> bool {
        let place = self.places.get(id.index()).copied().unwrap_or_default();
        let names = self.dataset.record(id).and_then(|record| self.names.get(&record.kind));
        names.is_some_and(|names| !names.is_contained(place))
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
        if gives_away(&self.lexicon, &question, &answer, &value) {
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
        let weight = self.dataset.record(owner).map_or(crate::data::record::Weight::Useful, |record| record.weight);
        self.cards.push(Card { id: id.into(), topic, owner, others: Vec::new(), weight, evidence, value, face });
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
    (first == last).then(|| format!("{first:04}").parse().ok()).flatten()
}
