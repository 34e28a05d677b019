//! Making drills a few records at a time: a huge pack has hundreds of thousands of them, and no key waits until all are
//! made. What is known between two slices is owned here; a [`Maker`] borrows it for the length of one.
//!
//! A kind of card is made in stages, each of which goes through the records, or what else it is over, one by one: what
//! is to be counted or compared first, then the cards. In slices of any size the same cards come in the same order.

use std::collections::HashMap;

use super::figures::Sums;
use super::sequences::AllDated;
use super::stage::{Over, Stage};
use super::{Deck, Maker, facts, kinds_in_turn, pairs, sequences};
use crate::data::{Dataset, ItemId, Kind};
use crate::study::wording::{self, Lexicon, WordIndex};

/// What was made and found out so far; each kind of card has here what its stages know from each other.
#[derive(Debug, Default)]
pub(crate) struct Made {
    pub(crate) deck: Deck,
    /// The titles of each kind of record, without their dates, and each record's place among them.
    names: HashMap<Kind, WordIndex>,
    places: Vec<usize>,
    /// Of each record, whether sources differ on it: so the neighbours of a record are not all gone to.
    conflicts: Vec<bool>,
    /// How many things of its sort a stage has met.
    met: usize,
    /// In how many events each visitor is named, by the last word of the name.
    pub(crate) mentions: HashMap<String, u32>,
    /// How many titles begin with the same words before a colon.
    pub(crate) parts: HashMap<String, u32>,
    /// What agreements are about, bodies are for, and people do, in the order of their records.
    pub(crate) subjects: WordIndex,
    pub(crate) mandates: WordIndex,
    pub(crate) roles: WordIndex,
    /// How many terms go by a short form.
    pub(crate) short_forms: HashMap<String, u32>,
    pub(crate) sums: Sums,
    /// What facts were told of a value.
    pub(crate) told: facts::Told,
    pub(crate) dated: AllDated,
    /// The numbers of the cards to be paired, and of those that wait for others.
    pub(crate) paired: Vec<u32>,
    pub(crate) open: Vec<u32>,
}

impl Made {
    /// The number of a thing among those of its sort that the stage goes through, from 0.
    pub(crate) fn next(&mut self) -> usize {
        self.met += 1;
        self.met - 1
    }

    /// Whether sources differ on a record.
    pub(super) fn has_conflicts(&self, id: ItemId) -> bool {
        self.conflicts.get(id.index()).copied().unwrap_or_default()
    }

    /// Whether a record's name, without its date, names it alone among its kind.
    pub(super) fn is_named(&self, dataset: &Dataset<'_>, id: ItemId) -> bool {
        let place = self.places.get(id.index()).copied().unwrap_or_default();
        let names = dataset.record(id).and_then(|record| self.names.get(&record.kind));
        names.is_some_and(|names| !names.is_contained(place))
    }
}

/// Drills in the making.
#[derive(Debug)]
pub struct Making {
    made: Made,
    /// The stage it is at, and the number of what comes next in it.
    stage: usize,
    next: usize,
}

impl Making {
    /// Nothing is made yet; drills will be added to these cards, unless one of them has the id or had it once.
    pub(super) fn onto(deck: Deck) -> Self {
        Self { made: Made { deck, ..Made::default() }, stage: 0, next: 0 }
    }

    /// Nothing is to be made but these cards.
    pub(super) fn of(deck: Deck) -> Self {
        Self { stage: usize::MAX, ..Self::onto(deck) }
    }

    /// Whether all are made.
    #[must_use]
    pub fn is_done(&self) -> bool {
        stages().nth(self.stage).is_none()
    }

    /// Goes on by so many steps, each of which looks at one record or the like; tells whether all are made.
    pub fn advance(&mut self, dataset: &Dataset<'_>, steps: usize) -> bool {
        let is_done = self.make(dataset, steps);
        self.made.deck.count_topics(dataset);
        is_done
    }

    fn make(&mut self, dataset: &Dataset<'_>, steps: usize) -> bool {
        let lexicon = &Lexicon::of(dataset);
        let mut maker = Maker { dataset, lexicon, made: &mut self.made };
        let mut left = steps;
        for stage in stages().skip(self.stage) {
            let end = length(stage, dataset, maker.made).min(self.next.saturating_add(left));
            match stage.over {
                Over::Of(kind) => {
                    let of_kind = dataset.of_kind(kind).get(self.next..end).unwrap_or_default();
                    for id in of_kind {
                        (stage.step)(&mut maker, id.index());
                    }
                }
                _ => (self.next..end).for_each(|number| (stage.step)(&mut maker, number)),
            }
            left -= end - self.next;
            self.next = end;
            if end < length(stage, dataset, maker.made) {
                return false;
            }
            (self.stage, self.next, maker.made.met) = (self.stage + 1, 0, 0);
        }
        true
    }

    /// The cards, as far as they are made.
    #[must_use]
    pub fn into_deck(self) -> Deck {
        self.made.deck
    }
}

/// How many things a stage goes through.
fn length(stage: Stage, dataset: &Dataset<'_>, made: &Made) -> usize {
    match stage.over {
        Over::Records => dataset.records.len(),
        Over::Of(kind) => dataset.of_kind(kind).len(),
        Over::Series => dataset.series.len(),
        Over::Dated => made.dated.len(),
        Over::Paired => made.paired.len(),
        Over::Once => 1,
    }
}

/// Every stage, in order: papers are drawn from the deck in the order its cards were made in.
fn stages() -> impl Iterator<Item = Stage> {
    let own = kinds_in_turn().into_iter().flatten().copied();
    [Stage::records(name)].into_iter().chain(own).chain([facts::STAGE]).chain(sequences::STAGES).chain(pairs::STAGES)
}

/// Notes the name of a record among those of its kind.
fn name(maker: &mut Maker<'_, '_>, number: usize) {
    let Some(record) = maker.dataset.records.get(number) else { return };
    // Only of these is a card made that names nothing but the record.
    let is_asked = matches!(record.kind, Kind::Event | Kind::Agreement | Kind::Institution);
    let place = if is_asked {
        let names = maker.made.names.entry(record.kind).or_default();
        names.add(maker.lexicon, wording::stem(&record.title))
    } else {
        0
    };
    maker.made.places.push(place);
    maker.made.conflicts.push(!record.conflicts.is_empty());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::bundled;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3))]

        #[test]
        fn in_slices_of_any_size_the_same_cards_are_made(steps in prop::collection::vec(1_usize..700, 1..6)) {
            let dataset = bundled::dataset().unwrap();
            let whole = Deck::with_drills(&dataset);
            let mut making = Deck::in_making(&dataset, true);
            let mut sizes = steps.iter().cycle();
            while !making.advance(&dataset, *sizes.next().unwrap()) {}
            let deck = making.into_deck();
            prop_assert_eq!(deck.cards(), whole.cards());
            prop_assert!(deck.cards().iter().all(|card| deck.get(card.id.as_str()) == Some(card)));
        }
    }

    #[test]
    fn no_slice_takes_more_steps_than_it_may() {
        let dataset = bundled::dataset().unwrap();
        let mut making = Making::onto(Deck::default());
        for slices in 1..=3 {
            assert!(!making.advance(&dataset, 100));
            assert_eq!((making.made.places.len(), making.next), (slices * 100, slices * 100));
        }
    }
}
