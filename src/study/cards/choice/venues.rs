//! Wrong places for an edition of an exercise: where other editions of the same service were. A ship does not train
//! inland, nor an army at a naval port.

use super::rules::is_elsewhere;
use super::{Far, Wrong, days_apart, sample};
use crate::data::body::{Body, Edition, Exercise};
use crate::data::record::Record;
use crate::data::{Dataset, ItemId, Kind};
use crate::study::cards::card::Card;
use crate::study::cards::dispute::{leads_everywhere, surroundings};
use crate::study::cards::edition_name;
use crate::study::wording::statement::in_place;
use crate::study::wording::{self, Lexicon};

/// Places are taken from so many exercises at most.
const DONORS: usize = 300;
/// As many days as another exercise counts for.
const OTHER: Far = 1_000;

/// The places of other editions that are surely elsewhere.
pub(super) fn wrong(dataset: &Dataset<'_>, lexicon: &Lexicon<'_>, card: &Card) -> Vec<(Far, Wrong)> {
    let (Some((_, own, exercise)), Some(edition)) = (exercise_of(dataset, card.owner), card.edition(dataset)) else {
        return Vec::new();
    };
    let right = card.answer();
    let Some(known) = known(dataset, card.owner, own, edition) else { return Vec::new() };
    let all = dataset.of_kind(Kind::Exercise);
    let some = sample::of(all.len(), DONORS, card.id.as_str()).filter_map(|at| all.get(at));
    let mut found = Vec::new();
    for (from, record, other) in some.filter_map(|id| exercise_of(dataset, *id)) {
        if other.service != exercise.service {
            continue;
        }
        for donor in &other.editions {
            let Some(place) = donor.place.as_deref() else { continue };
            if !is_elsewhere(lexicon, &known, &right, place) {
                continue;
            }
            let time = match (edition.date, donor.date) {
                (Some(one), Some(other)) => days_apart(one, other),
                _ => OTHER,
            };
            let far = time + if from == card.owner { 0 } else { OTHER };
            let text = wording::capital(place);
            let why = format!("{} was held {}.", wording::capital(&edition_name(record, donor)), in_place(place));
            found.push((far, Wrong { text, from, why }));
        }
    }
    found
}

fn exercise_of<'d, 'a>(dataset: &'d Dataset<'a>, id: ItemId) -> Option<(ItemId, &'d Record<'a>, &'d Exercise<'a>)> {
    let record = dataset.record(id)?;
    let Body::Exercise(exercise) = &record.body else { return None };
    Some((id, record, exercise))
}

/// What is said of an edition, folded: a place that stands here may be one of several. None where too much is said near
/// it.
fn known(dataset: &Dataset<'_>, id: ItemId, record: &Record<'_>, edition: &Edition<'_>) -> Option<String> {
    let mut known = wording::folded(edition.note.as_deref().unwrap_or_default());
    // What the record says of other editions tells nothing of this one; what names this one may.
    let texts = record.facts.iter().map(|fact| &fact.statement).chain([&record.summary]);
    let year = edition.date.map(|date| date.year());
    for sentence in texts.flat_map(|text| text.split(". ")) {
        let named =
            wording::says(sentence, &edition.name) || year.is_some_and(|year| wording::names_year(sentence, year));
        if named {
            wording::fold_onto(&mut known, sentence);
        }
    }
    if leads_everywhere(dataset, id) {
        return None;
    }
    // Other records speak of it in their own words.
    for near in dataset.neighbours(id).filter_map(|near| dataset.record(near)) {
        if wording::says(&near.title, &edition.name) {
            known.push(' ');
            known.push_str(&surroundings(dataset, id)?);
        }
    }
    Some(known)
}
