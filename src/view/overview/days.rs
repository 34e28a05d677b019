//! What happened on this day of other years, or on one of the six that follow.

use jiff::civil::Date;

use super::{Cell, CellLine, Subject, Way};
use crate::data::Dataset;
use crate::data::date::MONTHS;
use crate::data::on_this_day::{NearDay, looks_ahead, this_week};

/// The most lines: more nobody reads in passing.
const MOST: usize = 12;

pub(super) fn cell(dataset: &Dataset<'_>, today: Date) -> Option<Cell> {
    if dataset.in_order_of_time().is_empty() {
        return None;
    }
    // The most important are told, and of a day they come first: what has no room is not worth more than what has.
    let mut found = this_week(dataset, today);
    found.truncate(MOST);
    let order = |near: &NearDay| {
        let record = dataset.record(near.item);
        let year = record.and_then(|record| record.when).map(|when| when.year());
        (near.ahead, record.map(|record| record.weight), std::cmp::Reverse(year))
    };
    found.sort_by_key(order);
    let lines: Vec<CellLine> = found
        .iter()
        .filter_map(|near| {
            let record = dataset.record(near.item)?;
            let year = record.when?.year();
            let day = today.saturating_add(jiff::Span::new().days(i64::from(near.ahead)));
            let month = MONTHS.get(usize::try_from(day.month() - 1).ok()?)?.get(..3)?;
            let lead = if near.ahead == 0 { format!("today {year}") } else { format!("{} {month} {year}", day.day()) };
            // The date in a title is told beside it.
            let dated = record.title.rsplit_once(", ").filter(|(_, end)| end.ends_with(&year.to_string()));
            let title = dated.map_or(record.title.as_str(), |(title, _)| title);
            Some(CellLine::prose(lead, title, Way::Item(near.item)))
        })
        .collect();
    let nothing = || {
        vec![CellLine::prose(
            "",
            if looks_ahead(dataset) {
                "nothing is on record for these days"
            } else {
                "nothing is on record for this day"
            },
            Way::Timeline,
        )]
    };
    Some(Cell {
        about: Subject::Days,
        heading: if looks_ahead(dataset) { "This week in other years" } else { "This day in other years" },
        lines: if lines.is_empty() { nothing() } else { lines },
    })
}
