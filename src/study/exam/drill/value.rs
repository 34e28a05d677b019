//! The value a paper asks for: of a date the year, for nobody learns days; and what else it might be.

use super::Writer;
use crate::study::cards::card::{Card, Topic, Value};
use crate::study::cards::choice::{self, Wrong, years};
use crate::study::wording;

/// The right answer as papers have it; none where a date does not lie within a year.
#[must_use]
pub fn answer(card: &Card) -> Option<String> {
    match &card.value {
        Value::Date(_) => years::year(card).map(|year| year.to_string()),
        Value::Number(_) | Value::Words => Some(card.answer()),
    }
}

impl Writer<'_, '_> {
    /// Values that are certainly wrong for a card and might be right for who does not know.
    pub(super) fn wrong(&mut self, card: &Card) -> Vec<Wrong> {
        if matches!(card.value, Value::Date(_)) {
            return years::of(self.dataset, card, &mut self.rng);
        }
        let mut wrong = choice::wrong(self.deck, self.dataset, card, &mut self.rng);
        // A purpose that has the name’s words is known for the right one, and what is of another sector for a wrong one.
        if matches!(card.topic, Topic::Purpose | Topic::Mandate | Topic::PurposeBack | Topic::MandateBack) {
            let name = self.dataset.get(card.owner).map_or("", |item| item.title());
            let aim = choice::purpose(self.dataset, card);
            let is_told = self.lexicon.shared_telling(name, &aim) > 0;
            wrong.retain(|wrong| !is_told && choice::share_a_sector(self.dataset, card.owner, wrong.from));
        }
        // Of offices only those of a whole country are asked: nobody learns who was whose deputy.
        let countries = &self.dataset.pack.countries;
        let is_national = |role: &str| countries.iter().any(|country| wording::says(role, &country.name));
        // Nor is an adviser taken for a minister, where the pack tells ranks.
        let ranks = &self.dataset.pack.offices.ranks;
        let is_ranked =
            |role: &str| ranks.is_empty() || ranks.iter().flatten().any(|rank| role.contains(rank.as_str()));
        if card.topic == Topic::Part {
            let is_asked = |role: &str| is_national(role) && is_ranked(role);
            // Who holds an office now is known to everybody.
            let is_past = |role: &str| !role.contains("since ");
            wrong.retain(|wrong| is_asked(&wrong.text) && is_past(&wrong.text) && is_asked(&card.answer()));
        }
        if card.topic == Topic::PartBack {
            wrong.retain(|wrong| choice::share_a_sector(self.dataset, card.owner, wrong.from));
        }
        wrong
    }

    /// A wrong value that is none of these.
    pub(super) fn wrong_but(&mut self, card: &Card, taken: &[String]) -> Option<Wrong> {
        self.wrong(card).into_iter().find(|wrong| !taken.contains(&wrong.text))
    }
}
