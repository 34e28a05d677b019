//! Drill questions: made from the generated cards, where a pack has written too few.
//!
//! A false statement is a true one with one value swapped for another of its kind, and the key says what is right and
//! whose the false value is. What can't be certain is not asked, nor what nobody could get wrong: where a card has no
//! false value, that it holds would be told by its form. Why things happened only a mind can tell, so no drill asks it.

mod draft;
mod keys;
mod lines;
mod order;
mod single;
mod teach;
mod told;
mod value;

use std::collections::HashMap;

use super::{Form, Question};
use crate::data::Dataset;
use crate::data::body::{AgreementForm, Body, EventKind};
use crate::data::record::Weight;
use crate::study::cards::card::{Card, Topic};
use crate::study::cards::choice::share_a_sector;
use crate::study::cards::{Deck, works_for_a_purpose};
use crate::study::wording::{self, Lexicon};
pub(super) use draft::Draft;
use draft::Drill;
use told::Fact;
pub use value::answer;

/// In which proportion the forms come.
const MIX: [Form; 10] = [
    Form::HowMany,
    Form::Single,
    Form::Pairs,
    Form::HowMany,
    Form::Single,
    Form::HowMany,
    Form::Order,
    Form::Single,
    Form::Pairs,
    Form::Single,
];
/// Everything that is asked in some form.
const ALL: [&Lots; 3] = [lines::STATEMENTS, single::ASKED, single::SPARE];
/// How often a form is tried with other cards before it is given up.
const TRIES: usize = 24;
/// Of a topic no more cards than this make it likelier, so that the many years don’t crowd out the rest.
const CROWD: usize = 60;
/// A topic with fewer usable cards than this comes once in a paper: the same few would stand in all of them.
const FEW: usize = 14;
/// A card is drawn from so many that stand first in the paper’s row.
const FIRST: usize = 6;

/// Whether an exam might ask it: no detail, no single commodity, and nothing but what matters most of companies,
/// ministries and laboratories, of what agencies agree on and of lesser meetings and visits.
fn is_for_an_exam(dataset: &Dataset<'_>, card: &Card) -> bool {
    let commodity = dataset.series_of(card.owner).is_some_and(|series| dataset.pack.is_detail(&series.group));
    let record = dataset.record(card.owner);
    let plain = match record.map(|record| &record.body) {
        Some(Body::Institution(body)) => !works_for_a_purpose(body.form) || !dataset.pack.is_joint(&body.side),
        Some(Body::Event(event)) => {
            use EventKind as Sort;
            matches!(event.kind, Sort::Ceremony | Sort::Delegation | Sort::Meeting | Sort::Conference)
        }
        Some(Body::Agreement(agreement)) => {
            let is_short = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_uppercase);
            let is_agencies = |title: &str| title.contains(" between the ") || wording::words(title).any(is_short);
            matches!(
                agreement.form,
                AgreementForm::Arrangement | AgreementForm::LetterOfIntent | AgreementForm::DeclarationOfIntent
            ) || record.is_some_and(|record| is_agencies(&record.title))
        }
        Some(
            Body::Project(_)
            | Body::Exercise(_)
            | Body::Person(_)
            | Body::Initiative(_)
            | Body::Theme(_)
            | Body::Place(_)
            | Body::Term(_),
        )
        | None => false,
    };
    match card.weight {
        Weight::Core => !commodity,
        Weight::Useful => !commodity && !plain,
        Weight::Detail => false,
    }
}

/// How likely a topic is asked, for each of its cards.
type Lots = [(Topic, usize)];

/// What writes questions; a fact and a record are asked once in a paper.
struct Writer<'w, 'a> {
    deck: &'w Deck,
    dataset: &'w Dataset<'a>,
    lexicon: &'w Lexicon<'w>,
    draft: &'w mut Draft,
}

impl<'w> Writer<'w, '_> {
    fn attempt(&mut self, form: Form) -> Option<Question> {
        let question = match form {
            Form::HowMany => self.how_many(),
            Form::Pairs => self.pairs(),
            Form::Order => self.order(),
            Form::Single => self.single(),
            // Only a mind can tell why things happened, or what is worth telling apart.
            Form::Which | Form::Explains | Form::Assertion => None,
        }?;
        let deck = self.deck;
        let cards: Vec<&Card> = question.cards.iter().filter_map(|id| deck.get(id.as_str())).collect();
        // One question must not answer another.
        if !self.draft.told.take_in(self.dataset, self.lexicon, &question, &cards) {
            return None;
        }
        self.draft.keys.spend(&question);
        let facts: Vec<Fact> = cards.iter().filter_map(|card| self.fact(card)).cloned().collect();
        for card in cards {
            self.draft.rare.entry(card.topic).and_modify(|is_asked| *is_asked = true);
        }
        for drill in &mut self.draft.drills {
            drill.is_used |= facts.iter().any(|fact| fact.is_twin(self.dataset, &drill.fact));
        }
        Some(question)
    }

    /// The cards not used that may be drawn and fit.
    fn open(&self, lots: &Lots, fits: impl Fn(&Drill, &'w Card) -> bool) -> Vec<&'w Card> {
        let may = |(drill, card): &(&Drill, &'w Card)| {
            !drill.is_used
                && drill.place < self.draft.own
                && lots.iter().any(|(topic, _)| *topic == card.topic)
                && (self.draft.is_short || self.draft.rare.get(&card.topic) != Some(&true))
                && fits(drill, card)
        };
        let deck = self.deck;
        let drills = self.draft.drills.iter().filter_map(|drill| Some((drill, deck.card(drill.card)?)));
        drills.filter(may).map(|(_, card)| card).collect()
    }

    /// A topic by its lots, and of these cards of it one of those that come first in the paper’s row; of years oftener
    /// what an exam is likeliest to ask.
    fn draw(&mut self, lots: &Lots, open: &[&'w Card]) -> Option<&'w Card> {
        let mut counts: HashMap<Topic, usize> = HashMap::new();
        for card in open {
            *counts.entry(card.topic).or_default() += 1;
        }
        let weight = |(topic, lots): &(Topic, usize)| lots * counts.get(topic).map_or(0, |count| (*count).min(CROWD));
        let mut at = self.draft.rng.below(lots.iter().map(weight).sum());
        let (topic, _) = lots.iter().find(|lot| {
            let found = at < weight(lot);
            at = at.saturating_sub(weight(lot));
            found
        })?;
        let mut cards: Vec<&'w Card> = open.iter().copied().filter(|card| card.topic == *topic).collect();
        // A year is worth knowing of what matters.
        let chance = if topic.asks_a_date() { 2 } else { 1 };
        if self.draft.rng.below(4) < chance && cards.iter().any(|card| card.weight == Weight::Core) {
            cards.retain(|card| card.weight == Weight::Core);
        }
        cards.sort_by_cached_key(|card| self.drill(card).map(|drill| drill.place));
        cards.truncate(FIRST);
        self.draft.rng.pick(&cards).copied()
    }

    /// Whether two cards may stand in one question: neither tells anything of what the other asks.
    fn goes_with(&self, one: &Card, other: &Card) -> bool {
        let are_twins = || match (self.fact(one), self.fact(other)) {
            (Some(one), Some(other)) => one.is_twin(self.dataset, other),
            _ => true,
        };
        one.owner != other.owner && !self.dataset.are_linked(one.owner, other.owner) && !are_twins()
    }

    fn drill(&self, card: &Card) -> Option<&Drill> {
        self.draft.places.get(&card.id).and_then(|at| self.draft.drills.get(*at))
    }

    fn fact(&self, card: &Card) -> Option<&Fact> {
        self.drill(card).map(|drill| &drill.fact)
    }

    /// Whether a card’s record is of one of the sectors of another’s.
    fn shares_a_sector(&self, one: &Card, other: &Card) -> bool {
        if [one, other].iter().all(|card| self.dataset.record(card.owner).is_some()) {
            share_a_sector(self.dataset, one.owner, other.owner)
        } else {
            one.sector(self.dataset) == other.sector(self.dataset)
        }
    }
}
