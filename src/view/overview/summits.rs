//! The last summit and the next, as far as it is known.
//!
//! The meetings of the institution that the pack names are the summits; an event of that kind that is part of it may be
//! one that no meeting tells yet.

use jiff::civil::Date;

use super::{Cell, CellLine, Subject, Way};
use crate::data::body::{Body, EventKind};
use crate::data::date::{Order, PartialDate, ordinal};
use crate::data::link::Relation;
use crate::data::{Dataset, ItemId};

/// A summit.
struct Summit {
    number: Option<i16>,
    when: PartialDate,
    place: Option<String>,
    item: ItemId,
}

impl Summit {
    /// One known only by its year may be still to come, all that year.
    fn is_over(&self, today: Date) -> bool {
        self.when.latest() <= today
    }
}

fn last_and_next(all: &[Summit], today: Date) -> (Option<&Summit>, Option<&Summit>) {
    let last = all.iter().filter(|summit| summit.is_over(today)).max_by_key(|summit| summit.when.latest());
    let next = all.iter().filter(|summit| !summit.is_over(today)).min_by_key(|summit| summit.when.earliest());
    (last, next)
}

pub(super) fn cell(dataset: &Dataset<'_>, today: Date) -> Option<Cell> {
    let institution = dataset.find(dataset.pack.summits.as_deref()?)?;
    let all = all(dataset, institution)?;
    let is_over = |summit: &&Summit| summit.is_over(today);
    let (last, next) = last_and_next(&all, today);
    let following = last.and_then(|last| last.number).map(|number| number.saturating_add(1));
    let unknown = || {
        let number = following.map(|number| format!("{}: ", ordinal(number))).unwrap_or_default();
        CellLine::of_forms("Next", vec![format!("{number}no date known")], Way::Item(institution))
    };
    let mut lines = vec![next.map_or_else(unknown, |next| line(next, "Next", next.number.or(following)))];
    lines.extend(last.map(|last| line(last, "Last", last.number)));
    // And those before, the latest first.
    let mut earlier: Vec<&Summit> = all.iter().filter(is_over).collect();
    earlier.sort_by_key(|summit| std::cmp::Reverse(summit.when.latest()));
    // One of which nothing but its year is known is told by its institution.
    let is_told = |summit: &&Summit| summit.number.is_some() || summit.place.is_some();
    lines.extend(earlier.into_iter().skip(1).filter(is_told).map(|summit| {
        let lead = summit.number.map_or_else(|| summit.when.year_in_short(), ordinal);
        line(summit, &lead, None)
    }));
    Some(Cell { about: Subject::Summits, heading: "Summits", lines })
}

fn line(summit: &Summit, lead: &str, number: Option<i16>) -> CellLine {
    let number = number.map_or_else(String::new, |number| format!("{}, ", ordinal(number)));
    let short = format!("{number}{}", summit.when);
    let mut forms = vec![short.clone()];
    if let Some(place) = &summit.place {
        forms.insert(0, format!("{short}, {place}"));
    }
    CellLine::of_forms(lead, forms, Way::Item(summit.item))
}

/// Every dated meeting, each with its record if it has one, and every event that is a summit and no meeting yet.
fn all(dataset: &Dataset<'_>, institution: ItemId) -> Option<Vec<Summit>> {
    let Body::Institution(body) = &dataset.record(institution)?.body else { return None };
    let parts = dataset.links(institution).iter().filter(|end| end.relation == Relation::PartOf && end.is_backward);
    let mut events: Vec<(ItemId, PartialDate, Option<String>)> = parts
        .filter_map(|end| {
            let record = dataset.record(end.to)?;
            record.glance(|body| {
                let Body::Event(event) = body else { return None };
                let place = event.place.as_ref().map(ToString::to_string);
                (event.kind == EventKind::Summit).then_some((end.to, record.when?, place))
            })
        })
        .collect();
    let mut summits = Vec::new();
    let dated = || body.meetings.iter().filter_map(|meeting| Some((meeting, meeting.date?)));
    // Exact dates are matched first, so that a vague one does not take what belongs to another.
    let mut take = |fits: &dyn Fn(&PartialDate) -> bool| {
        let at = events.iter().position(|(_, event, _)| fits(event))?;
        Some(events.swap_remove(at))
    };
    let exact: Vec<_> = dated().map(|(_, when)| take(&|event| *event == when)).collect();
    for ((meeting, when), exact) in dated().zip(exact) {
        let event = exact.or_else(|| take(&|event| event.compare(&when) == Order::Unknown));
        let place = meeting.place.as_ref().map(ToString::to_string);
        let (item, when, place) = match event {
            Some((item, event, there)) => (item, event, place.or(there)),
            None => (institution, when, place),
        };
        summits.push(Summit {
            number: meeting.number.and_then(|number| i16::try_from(number).ok()),
            when,
            place,
            item,
        });
    }
    summits.extend(events.into_iter().map(|(item, when, place)| Summit { number: None, when, place, item }));
    Some(summits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_known_only_by_its_year_is_the_next_until_that_is_over() {
        let summit = |when: &str| Summit { number: None, when: when.parse().unwrap(), place: None, item: ItemId(0) };
        let all = [summit("2024-03-20"), summit("2025-08-29"), summit("2027")];
        let on = |today: &str| {
            let (last, next) = last_and_next(&all, today.parse().unwrap());
            (last.map(|last| last.when.year()), next.map(|next| next.when.year()))
        };
        assert_eq!(on("2026-11-29"), (Some(2025), Some(2027)));
        assert_eq!(on("2027-02-01"), (Some(2025), Some(2027)), "it may be still to come");
        assert_eq!(on("2028-01-01"), (Some(2027), None));
    }
}
