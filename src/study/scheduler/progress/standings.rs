//! Cards by their numbers, each with where it stands and its latest step. A number is given to a card when the log
//! first names it, and never changes.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::State;
use super::steps::NONE;
use crate::study::cards::card::CardId;

/// One card.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Standing {
    pub(super) id: CardId,
    /// Nothing for a card whose answers were all taken back, or about which something was only decided.
    pub(super) state: Option<State>,
    /// The place of its latest step.
    pub(super) latest: u32,
}

/// All cards that the log names.
#[derive(Clone, Debug, Default)]
pub(super) struct Standings {
    list: Vec<Standing>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Standings {
    /// All of them, by their numbers.
    pub(super) fn list(&self) -> &[Standing] {
        &self.list
    }

    /// All of them, to be changed; their ids stay.
    pub(super) fn list_mut(&mut self) -> &mut [Standing] {
        &mut self.list
    }

    /// The card of a number.
    pub(super) fn get(&self, number: u32) -> Option<&Standing> {
        self.list.get(number as usize)
    }

    /// The card of a number, to be changed.
    pub(super) fn get_mut(&mut self, number: u32) -> Option<&mut Standing> {
        self.list.get_mut(number as usize)
    }

    /// The number of the card of an id, if it has one.
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        let is = |number: &u32| self.get(*number).is_some_and(|card| card.id.as_str() == id);
        self.numbers.find(self.hasher.hash_one(id), is).copied()
    }

    /// The number of the card of an id, which is given one if it has none.
    pub(super) fn number(&mut self, id: &CardId) -> u32 {
        if let Some(number) = self.find(id.as_str()) {
            return number;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(NONE);
        self.list.push(Standing { id: id.clone(), state: None, latest: NONE });
        let (list, hasher) = (&self.list, &self.hasher);
        let hash = |number: &u32| hasher.hash_one(list.get(*number as usize).map_or("", |card| card.id.as_str()));
        self.numbers.insert_unique(hasher.hash_one(id.as_str()), number, hash);
        number
    }
}
