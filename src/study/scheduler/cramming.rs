//! Which cards are crammed in which order, found some cards at a time: of a huge deck that takes longer than a key may
//! wait. Those come first that were learnt and are known least now; those never asked follow in a random order. Nothing
//! of it is logged. In slices of any size the same order comes of it.

use hashbrown::HashMap;
use jiff::civil::Date;

use super::{Progress, begun};
use crate::study::cards::Deck;
use crate::study::cards::card::{Card, CardId};
use crate::study::rng::Rng;
use crate::study::scheduler::memory::Model;

/// No more cards are crammed in one sitting: nobody gets through so many, and after each it is counted what is left.
pub const MOST: usize = 10_000;

/// A sitting that is being put together.
#[derive(Debug)]
pub struct Cramming {
    day: Date,
    rng: Rng,
    stage: Stage,
    /// What is known now of the cards that were learnt, by their numbers.
    recall: HashMap<u32, f32>,
    /// The numbers of the cards that are wanted, in the order of the deck and then mixed.
    numbers: Vec<u32>,
    /// Those of them that were learnt, and what is known of them; and those never asked.
    learnt: Vec<(f32, u32)>,
    new: Vec<u32>,
}

/// What is being done, and how far that is.
#[derive(Clone, Copy, Debug)]
enum Stage {
    /// Cards of the deck are looked at, from this number on, whether they are wanted.
    Gathering(usize),
    /// They are mixed, from the last on; before this one they are not yet.
    Mixing(usize),
    /// Those learnt are told from those never asked, from this one on.
    Parting(usize),
    Done,
}

impl Cramming {
    /// Of the cards of a deck that are wanted, as each slice says; none is looked at yet.
    #[must_use]
    pub fn new(deck: &Deck, progress: &Progress, model: &Model, (day, seed): (Date, u64)) -> Self {
        let learnt = begun(deck, progress).into_iter().filter(|(_, state)| state.memory.is_some());
        let recall =
            learnt.filter_map(|(card, state)| Some((deck.number(card.id.as_str())?, state.recall(model, day))));
        Self {
            day,
            rng: Rng::new(seed),
            stage: Stage::Gathering(0),
            recall: recall.collect(),
            numbers: Vec::new(),
            learnt: Vec::new(),
            new: Vec::new(),
        }
    }

    /// The same of some cards alone, which are told by their numbers, in the order of the deck: the deck need not be
    /// gone through for them.
    #[must_use]
    pub(crate) fn of(self, deck: &Deck, progress: &Progress, numbers: Vec<u32>) -> Self {
        let awake = |number: &u32| deck.card(*number).is_some_and(|card| !progress.decided().rests(&card.id, self.day));
        let numbers: Vec<u32> = numbers.into_iter().filter(awake).collect();
        Self { stage: Stage::Mixing(numbers.len()), numbers, ..self }
    }

    /// Goes on by so many cards, always of the same deck and with the same wish; tells whether all are in order.
    pub fn advance(
        &mut self,
        (deck, progress): (&Deck, &Progress),
        is_wanted: &dyn Fn(&Card) -> bool,
        cards: usize,
    ) -> bool {
        self.stage = match self.stage {
            Stage::Gathering(from) => {
                let end = from.saturating_add(cards).min(deck.cards().len());
                let is_asked = |card: &Card| is_wanted(card) && !progress.decided().rests(&card.id, self.day);
                let some = (from..end).zip(deck.cards().get(from..end).unwrap_or_default());
                let wanted = some.filter(|(_, card)| is_asked(card));
                self.numbers.extend(wanted.filter_map(|(number, _)| u32::try_from(number).ok()));
                if end < deck.cards().len() { Stage::Gathering(end) } else { Stage::Mixing(self.numbers.len()) }
            }
            Stage::Mixing(left) => {
                // Of more than are asked, so many are drawn.
                let kept = self.numbers.len().saturating_sub(MOST);
                let next = left.saturating_sub(cards).max(kept);
                self.rng.shuffle_some(&mut self.numbers, next..left);
                if next > kept { Stage::Mixing(next) } else { Stage::Parting(0) }
            }
            Stage::Parting(from) => {
                let (end, kept) =
                    (from.saturating_add(cards).min(self.numbers.len()), self.numbers.len().saturating_sub(MOST));
                for (at, number) in (from..end).zip(self.numbers.get(from..end).unwrap_or_default()) {
                    match self.recall.get(number) {
                        Some(recall) => self.learnt.push((*recall, *number)),
                        None if at >= kept => self.new.push(*number),
                        None => {}
                    }
                }
                if end < self.numbers.len() { Stage::Parting(end) } else { Stage::Done }
            }
            Stage::Done => Stage::Done,
        };
        matches!(self.stage, Stage::Done)
    }

    /// How many cards there are that might be asked, as far as they were looked at.
    #[must_use]
    pub fn found(&self) -> usize {
        self.numbers.len()
    }

    /// The cards in order, of the same deck.
    #[must_use]
    pub fn finish(mut self, deck: &Deck) -> Vec<CardId> {
        self.learnt.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let numbers = self.learnt.into_iter().map(|(_, number)| number).chain(self.new).take(MOST);
        numbers.filter_map(|number| deck.card(number)).map(|card| card.id.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::bundled;
    use crate::study::review::{Entry, Review};
    use crate::study::scheduler::memory::Grade;

    const DAY: Date = Date::constant(2026, 11, 1);

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        #[test]
        fn in_slices_of_any_size_the_same_cards_come_in_the_same_order(
            learnt in prop::collection::vec((0_usize..900, any::<bool>()), 0..20),
            slices in prop::collection::vec(1_usize..400, 1..5),
            seed in any::<u64>(),
        ) {
            let dataset = bundled::dataset().unwrap();
            let (deck, model) = (Deck::build(&dataset), Model::default());
            let review = |(at, known): (usize, bool)| {
                let card = deck.cards()[at % deck.cards().len()].id.clone();
                let grade = if known { Grade::Good } else { Grade::Again };
                Entry::Review(Review { at: 0, day: DAY, card, grade, ms: 9000, answer: None })
            };
            let progress = Progress::replay(learnt.into_iter().map(review), &model);
            let wanted = |card: &Card| card.weight == crate::data::record::Weight::Core;
            let crammed = |slices: &[usize]| {
                let mut cramming = Cramming::new(&deck, &progress, &model, (DAY, seed));
                let mut sizes = slices.iter().cycle();
                while !cramming.advance((&deck, &progress), &wanted, *sizes.next().unwrap()) {}
                cramming.finish(&deck)
            };
            let whole = crammed(&[usize::MAX]);
            prop_assert_eq!(&crammed(&slices), &whole);
            // Of cards told by their numbers alone the same.
            let numbers = (0..).zip(deck.cards()).filter(|(_, card)| wanted(card)).map(|(number, _)| number).collect();
            let mut cramming = Cramming::new(&deck, &progress, &model, (DAY, seed)).of(&deck, &progress, numbers);
            while !cramming.advance((&deck, &progress), &|_| false, 7) {}
            prop_assert_eq!(cramming.finish(&deck), whole);
        }
    }

    #[test]
    fn of_more_than_one_gets_through_what_was_learnt_and_some_others_are_asked() {
        let dataset = bundled::dataset().unwrap();
        let card = Deck::build(&dataset).into_cards().into_iter().next().unwrap();
        let named = |number: usize| Card { id: format!("card-{number}").into(), ..card.clone() };
        let deck = Deck::of((0..2 * MOST).map(named));
        let (model, learnt) = (Model::default(), [3, MOST, 2 * MOST - 1]);
        let review = |at: &usize| {
            let card = named(*at).id;
            Entry::Review(Review { at: 0, day: DAY, card, grade: Grade::Good, ms: 9000, answer: None })
        };
        let progress = Progress::replay(learnt.iter().map(review), &model);
        let mut cramming = Cramming::new(&deck, &progress, &model, (DAY, 1));
        while !cramming.advance((&deck, &progress), &|_| true, 3000) {}
        assert_eq!(cramming.found(), 2 * MOST);
        let mut cards = cramming.finish(&deck);
        assert_eq!(cards.len(), MOST);
        assert!(learnt.iter().all(|at| cards[..3].contains(&named(*at).id)));
        let early = |id: &&CardId| deck.number(id.as_str()).is_some_and(|number| (number as usize) < MOST);
        assert!((MOST / 3..MOST * 2 / 3).contains(&cards.iter().filter(early).count()), "they are drawn from all");
        cards.sort();
        cards.dedup();
        assert_eq!(cards.len(), MOST, "each once");
    }
}
