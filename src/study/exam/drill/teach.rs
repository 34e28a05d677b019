//! The key: what is right, in a sentence that names the record, what the thing is, and whose a false value is.

use super::Writer;
use crate::data::{Item, ItemId};
use crate::study::cards::card::Card;
use crate::study::cards::choice::Wrong;
use crate::study::exam::Note;
use crate::study::wording;
use crate::study::wording::statement::in_full;

/// What is told besides of a thing is no longer than this: letters.
const LONGEST: usize = 240;

impl Writer<'_, '_> {
    /// The key of a line that holds, or has this false value.
    pub(super) fn line_note(&self, card: &Card, wrong: Option<&Wrong>) -> Note {
        let right = self.right(card);
        let text = match wrong {
            None => format!("Correct. {right}"),
            Some(wrong) => format!("Not correct. {right} {}", wrong.why),
        };
        self.note(card, text.trim_end().to_owned())
    }

    /// The key of a single answer.
    pub(super) fn answer_note(&self, card: &Card) -> Note {
        self.note(card, self.right(card))
    }

    /// What is told of an item, with the item’s own cites.
    pub(super) fn item_note(&self, item: ItemId, text: String) -> Note {
        let cites = self.dataset.record(item).map_or_else(Vec::new, |record| {
            record.cites.iter().flat_map(|cites| cites.parts().map(str::to_owned)).collect()
        });
        Note { text, item, cites }
    }

    /// What is right, as a sentence, and what the thing is where that says more.
    fn right(&self, card: &Card) -> String {
        let Some(item) = self.dataset.get(card.owner) else { return String::new() };
        let sentence = in_full(self.dataset, card)
            .unwrap_or_else(|| format!("{}: {}.", wording::stem(item.title()), wording::unstopped(&card.answer())));
        match self.gist(item).filter(|gist| !wording::says(gist, &sentence)) {
            Some(gist) if self.lexicon.overlap(&gist, &sentence) < 1.0 => format!("{sentence} {gist}"),
            _ => sentence,
        }
    }

    /// The first sentence of a record’s summary, if it is short.
    fn gist(&self, item: Item<'_, '_>) -> Option<String> {
        let Item::Record(record) = item else { return None };
        let gist = wording::first_sentence(&record.summary).to_owned();
        let weak = self.dataset.pack.usage.hedges().any(|hedge| gist.to_lowercase().contains(hedge));
        (gist.chars().count() <= LONGEST && !weak).then_some(gist)
    }

    /// A note about a card, with what its answer rests on.
    fn note(&self, card: &Card, text: String) -> Note {
        let cites = card.cites(self.dataset).into_iter().flat_map(|cites| cites.parts().map(str::to_owned)).collect();
        Note { text, item: card.owner, cites }
    }
}
