//! What an event is called where something else was done at it: its kind, its place and its month, and nothing of what
//! came of it. “Annual summit in Tokyo: nuclear agreement” is a headline, “annual summit in Tokyo, November 2016” an
//! occasion.

use crate::data::body::{Body, EventKind};
use crate::data::date::PartialDate;
use crate::data::link::Relation;
use crate::data::{Dataset, ItemId};
use crate::study::wording;

/// The name of a summit or visit as an occasion; none where it can't be told whose or where it was.
pub(in crate::study) fn occasion_name(dataset: &Dataset<'_>, id: ItemId) -> Option<String> {
    let event = dataset.record(id)?;
    let Body::Event(body) = &event.body else { return None };
    let when = month(event.when?)?;
    let stem = wording::stem(&event.title);
    match body.kind {
        EventKind::Summit => {
            let sort = if is_annual(dataset, id) { "Annual summit" } else { "Summit" };
            let place = body.place.as_deref()?.split([',', ';']).next().filter(|place| *place != ONLINE)?;
            Some(format!("{sort} in {place}, {when}"))
        }
        EventKind::Visit => {
            let (who, whither) = stem.split_once(" visits ")?;
            let country = dataset.pack.countries.iter().find(|country| whither == country.name.as_str())?;
            Some(format!("Visit of {who} to {}, {when}", country.name))
        }
        EventKind::Meeting
        | EventKind::Conference
        | EventKind::Speech
        | EventKind::Ceremony
        | EventKind::Delegation
        | EventKind::Launch
        | EventKind::Milestone
        | EventKind::Conflict
        | EventKind::Crisis
        | EventKind::Disaster
        | EventKind::Sport
        | EventKind::History => None,
    }
}

/// What stands for the place of a meeting that had none.
const ONLINE: &str = "Online";

/// Whether a summit is one of those held every year: its name says so, or that of the row it is part of.
fn is_annual(dataset: &Dataset<'_>, id: ItemId) -> bool {
    let wholes = dataset.links(id).iter().filter(|end| end.relation == Relation::PartOf && !end.is_backward);
    let mut titles = wholes.map(|end| end.to).chain([id]).filter_map(|id| dataset.get(id)).map(|item| item.title());
    titles.any(|title| wording::says(title, "annual summit"))
}

/// `March 2023`; none for what is known less precisely.
fn month(date: PartialDate) -> Option<String> {
    let first = date.earliest();
    let (year, number) = (first.year(), first.month());
    let text = format!("{year:04}-{number:02}");
    let month: PartialDate = text.parse().ok()?;
    (date.latest() <= month.latest()).then(|| month.to_string())
}
