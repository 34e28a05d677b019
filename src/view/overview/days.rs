//! What happened on this day of other years, or on one of the six that follow.

use jiff::civil::Date;

use super::{Cell, CellLine, Subject, Way};
use crate::data::Dataset;
use crate::data::date::MONTHS;
use crate::data::on_this_day::this_week;

/// The most lines: more nobody reads in passing.
const MOST: usize = 12;

pub(super) fn cell(dataset: &Dataset<'_>, today: Date) -> Option<Cell> {
    if dataset.in_order_of_time().is_empty() {
        return None;
    }
    let found = this_week(dataset, today);
    let lines: Vec<CellLine> = found
        .iter()
        .take(MOST)
        .filter_map(|near| {
            let record = dataset.record(near.item)?;
            let year = record.when?.year();
            let day = today.saturating_add(jiff::Span::new().days(i64::from(near.ahead)));
            let month = MONTHS.get(usize::try_from(day.month() - 1).ok()?)?.get(..3)?;
            let lead = if near.ahead == 0 { format!("today {year}") } else { format!("{} {month} {year}", day.day()) };
            let mut line = CellLine::prose(lead, record.title.as_str(), Way::Item(near.item));
            // The date in a title is told beside it.
            let dated = record.title.rsplit_once(", ").filter(|(_, end)| end.ends_with(&year.to_string()));
            line.texts.extend(dated.map(|(title, _)| title.to_owned()));
            Some(line)
        })
        .collect();
    let nothing = || vec![CellLine::prose("", "nothing is on record for these days", Way::Timeline)];
    Some(Cell {
        about: Subject::Days,
        heading: "This week in other years",
        lines: if lines.is_empty() { nothing() } else { lines },
    })
}
