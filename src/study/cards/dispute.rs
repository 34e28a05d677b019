//! Whether sources disagree on the very point a card would ask.
//!
//! Read from the words of the conflict; in doubt the point counts as disputed and no card is made.

use crate::data::dispute::Conflict;
use crate::data::record::Record;
use crate::data::{Dataset, Item, ItemId};
use crate::study::wording;

/// What a card would ask, as far as conflicts are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DisputedPoint {
    /// When something happened.
    Date,
    /// When an agreement was signed.
    Signing,
    /// Since when something has been in force.
    Force,
    /// What it is for.
    Purpose,
    /// What it is called, or what a short form stands for.
    Name,
    /// Where.
    Place,
}

/// Whether an item has so many neighbours that something said near it makes any value true.
pub(crate) fn leads_everywhere(dataset: &Dataset<'_>, id: ItemId) -> bool {
    /// More than any record of a pack that was read by somebody.
    const MOST_NEAR: usize = 500;
    dataset.neighbours(id).nth(MOST_NEAR).is_some()
}

/// Whether a record tells of a dispute on this point.
pub(crate) fn disputed(record: &Record<'_>, point: DisputedPoint) -> bool {
    record.conflicts.iter().any(|conflict| is_on(conflict, point))
}

fn is_on(conflict: &Conflict<'_>, point: DisputedPoint) -> bool {
    let about = wording::folded(&conflict.point);
    let any = |stems: &[&str]| about.split(' ').any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    // “Which round is the latest” says nothing against the date of any of them.
    let date = any(&["when", "year", "date", "day", "since", "old", "began"]);
    // “The year in which the agreement took effect” says nothing against the day of signing.
    let force = any(&["effect", "force"]);
    match point {
        DisputedPoint::Date => date,
        DisputedPoint::Signing => (date && !force) || any(&["concluded", "signed"]),
        DisputedPoint::Force => date || force,
        DisputedPoint::Purpose => any(&["purpose", "mandate", "reach", "aim", "goal", "what", "heading"]),
        DisputedPoint::Name => any(&["stand", "title", "name", "called", "spell", "expan", "memorandum"]),
        DisputedPoint::Place => any(&["where", "place", "city", "which"]),
    }
}

/// All that is said in the conflicts of an item and of its neighbours, folded: a value that stands
/// here is not asked. Only those are looked at that may have conflicts.
pub(crate) fn contested(dataset: &Dataset<'_>, id: ItemId, may_be: impl Fn(ItemId) -> bool) -> String {
    let near = dataset.neighbours(id);
    let mut text = String::new();
    let looked_at = std::iter::once(id).chain(near).filter(|id| may_be(*id));
    for record in looked_at.filter_map(|id| dataset.record(id)) {
        for conflict in &record.conflicts {
            text.push(' ');
            text.push_str(&wording::folded(&conflict.point));
            for claim in &conflict.claims {
                text.push(' ');
                text.push_str(&wording::folded(&claim.statement));
            }
        }
    }
    text
}

/// Everything a record and its neighbours say, folded: what may not be put in as a false value. None where those are
/// too many to be sure of.
pub(crate) fn surroundings(dataset: &Dataset<'_>, id: ItemId) -> Option<String> {
    if leads_everywhere(dataset, id) {
        return None;
    }
    let near = dataset.neighbours(id);
    let mut text = contested(dataset, id, |_| true);
    text.push(' ');
    for item in std::iter::once(id).chain(near).filter_map(|id| dataset.get(id)) {
        text.push_str(&wording::folded(item.title()));
        text.push(' ');
        if let Item::Record(record) = item {
            text.push_str(&wording::folded(&record.summary));
            text.push(' ');
            for fact in &record.facts {
                text.push_str(&wording::folded(&fact.statement));
                text.push(' ');
            }
            if let Some(when) = record.when {
                text.push_str(&wording::folded(&when.to_string()));
                text.push(' ');
            }
        }
    }
    Some(text)
}
