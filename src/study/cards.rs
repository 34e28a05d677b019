//! Cards: those a pack has written, drills made of its fields, and the reader's own; the [`Deck`] holds them.
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
mod deck;
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
mod runs;
mod sequences;
mod stage;
mod terms;
mod written;

pub(crate) use agreements::{occasion, signed};
pub(crate) use bodies::{began_with_a_meeting, works_for_a_purpose};
pub(crate) use deck::ByWeight;
pub use deck::Deck;
pub(crate) use drills::edition_name;
pub use figures::amount;
pub(crate) use pairs::goes_with;

use crate::data::date::{PartialDate, Point};
use crate::data::record::{Record, Weight};
use crate::data::{Dataset, ItemId, Kind};
use crate::study::cards::card::{Card, Evidence, Face, Topic, Value};
use crate::study::wording::{self, Lexicon};
use making::Made;
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
