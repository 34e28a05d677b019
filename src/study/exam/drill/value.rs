//! The value a paper asks for: of a date the year, for nobody learns days; and what else it might be.

use super::Writer;
use crate::data::Dataset;
use crate::study::cards::Deck;
use crate::study::cards::card::{Card, Value};
use crate::study::cards::choice::{self, Wrong, years};
use crate::study::rng::Rng;
use crate::study::wording::Lexicon;

/// A wrong value is taken from so many that are the most plausible.
const NEAR: usize = 6;

/// The right answer as papers have it; none where a date does not lie within a year.
#[must_use]
pub fn answer(card: &Card) -> Option<String> {
    match &card.value {
        Value::Date(_) => years::year(card).map(|year| year.to_string()),
        Value::Number(_) | Value::Words => Some(card.answer()),
    }
}

/// Values that are certainly wrong for a card and might be right for who does not know; of years every one, the most
/// plausible first.
pub(super) fn wrong(deck: &Deck, dataset: &Dataset<'_>, lexicon: &Lexicon<'_>, card: &Card) -> Vec<Wrong> {
    if matches!(card.value, Value::Date(_)) {
        return years::of(dataset, card);
    }
    choice::wrong(deck, (dataset, lexicon), card, &mut Rng::named(0, card.id.as_str()))
}

impl Writer<'_, '_> {
    /// What is certainly wrong for a card, the most plausible in an order of chance and then the rest.
    pub(super) fn wrong(&mut self, card: &Card) -> Vec<Wrong> {
        let mut wrong = self.drill(card).map_or_else(Vec::new, |drill| drill.wrong.to_vec());
        let near = wrong.len().min(NEAR);
        if let Some(near) = wrong.get_mut(..near) {
            self.draft.rng.shuffle(near);
        }
        wrong
    }

    /// A wrong value that is none of these.
    pub(super) fn wrong_but(&mut self, card: &Card, taken: &[String]) -> Option<Wrong> {
        self.wrong(card).into_iter().find(|wrong| !taken.contains(&wrong.text))
    }
}
