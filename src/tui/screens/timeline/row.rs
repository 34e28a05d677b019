//! A row of the timeline: the year once, the day as precise as its source, a sign of the kind, and the title in all the
//! room there is.

use std::cell::Cell;

use ratatui::text::{Line, Span};

use super::super::listing::drawing::{SIGNS, cell, clipped_title_spans, core_sign, remark_before_signs};
use crate::data::date::{PartialDate, Point};
use crate::data::record::Record;
use crate::data::{Item, ItemId};
use crate::text::{ELLIPSIS, clip, width};
use crate::tui::alike::Alike;
use crate::tui::context::Context;
use crate::tui::list_detail::Filter;
use crate::tui::widgets::layer_sign;
use crate::view::short_title::without_date;

/// Columns of a year.
const YEAR: usize = 4;
/// Columns of a day, and of a few days where a row has this width.
const DAY: usize = 7;
const DAYS: usize = 9;
const WITH_DAYS: usize = 56;
/// From this width on a row tells the sector.
const WITH_SECTOR: usize = 76;

/// What all rows of a picture share: they are drawn from the first to the last.
pub(super) struct Rows<'s> {
    pub(super) alike: &'s Alike,
    /// The sector whose records stand out, if one does.
    pub(super) lane: Option<&'s str>,
    /// The year of the row above.
    pub(super) above: Cell<Option<i16>>,
}

/// How a record is called in the timeline, where its date stands beside it.
pub(super) fn title<'r>(record: &'r Record<'_>) -> &'r str {
    without_date(&record.title, record.when)
}

impl Rows<'_> {
    /// `2011 01 Aug   § Title of an agreement     Economy ◆`.
    pub(super) fn line<'c>(&self, ctx: Context<'c>, filter: Option<&Filter>, id: ItemId, columns: usize) -> Line<'c> {
        let Some(item @ Item::Record(record)) = ctx.dataset.get(id) else { return Line::default() };
        let dim = ctx.theme.dim.style();
        let mut spans = self.date(ctx, record.when.as_ref(), if columns >= WITH_DAYS { DAYS } else { DAY });
        spans.push(Span::styled(ctx.symbols.kind(item.kind()), dim));
        spans.push(Span::raw(" "));
        let used: usize = spans.iter().map(Span::width).sum();
        let sector = record.sectors.first().filter(|_| columns >= WITH_SECTOR).map_or("", |sector| sector.as_str());
        let sector = remark_before_signs(sector, columns);
        let room = columns.saturating_sub(used + width(&sector) + SIGNS);
        spans.extend(clipped_title_spans(ctx, filter, &self.alike.clip(id, title(record), room), room));
        spans.push(Span::styled(sector, dim));
        if self.lane.is_some_and(|lane| record.sectors.iter().all(|sector| *sector != *lane)) {
            for span in &mut spans {
                span.style = dim;
            }
        }
        spans.push(layer_sign::span(ctx, item));
        spans.push(core_sign(ctx, item));
        Line::from(spans)
    }

    /// The year, unless the row above has the same, and the day in so many columns. What has no year has the room of
    /// both.
    fn date<'c>(&self, ctx: Context<'c>, when: Option<&PartialDate>, columns: usize) -> Vec<Span<'c>> {
        let Some(when) = when else { return vec![Span::raw(" ".repeat(YEAR + columns + 2))] };
        let (year_style, day_style) = (ctx.theme.heading.style(), ctx.theme.date.style());
        if let Point::Century(_) | Point::Decade(_) = when.start() {
            self.above.set(None);
            return vec![cell(&without_year(when, YEAR + 1 + columns), YEAR + 1 + columns, day_style), Span::raw(" ")];
        }
        let is_first = self.above.replace(Some(when.year())) != Some(when.year());
        let year = if is_first { format!("{:>YEAR$}", when.year()) } else { " ".repeat(YEAR) };
        vec![
            Span::styled(year, year_style),
            Span::raw(" "),
            cell(&day(when, columns), columns, day_style),
            Span::raw(" "),
        ]
    }
}

/// A century or a decade in so many columns, shortened where it has no room.
fn without_year(when: &PartialDate, columns: usize) -> String {
    let whole = when.to_string();
    let short = whole.replace(" century", " c.");
    let start = when.start().to_string();
    let begun = format!("{start}{ELLIPSIS}");
    let forms = [whole, short, begun];
    let fitting = forms.into_iter().find(|form| width(form) <= columns);
    fitting.unwrap_or_else(|| format!("{}{ELLIPSIS}", start.replace(" century", " c.")))
}

/// A date without its year in so many columns. Of several days for which there is no room it tells the first, and by an
/// ellipsis that there are more: a part of a date alone would read like another date. Where only the end is left to
/// tell, it is told as its year.
fn day(when: &PartialDate, columns: usize) -> String {
    let whole = when.within_year();
    if width(&whole) <= columns {
        return whole;
    }
    let first = format!("{}{ELLIPSIS}", when.starting().within_year());
    if let Some(end) = when.end().filter(|_| first == ELLIPSIS) {
        return clip(&format!("–{}", end.last().year()), columns).into_owned();
    }
    if width(&first) <= columns && first != ELLIPSIS { first } else { clip(&whole, columns).into_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_is_as_precise_as_its_source_and_the_room() {
        let told = |when: &str, columns| day(&when.parse().unwrap(), columns);
        for (when, wide, narrow) in [
            ("2011-08-01", "01 Aug", "01 Aug"),
            ("2011-08", "Aug", "Aug"),
            ("2011", "", ""),
            ("2022-03-19/2022-03-20", "19–20 Mar", "19 Mar…"),
            ("2023-11-25/2023-12-02", "25 Nov…", "25 Nov…"),
            ("2019-12-30/2020-01-02", "30 Dec…", "30 Dec…"),
            ("2018/2022", "–2022", "–2022"),
            ("1999/2000-06-07", "–2000", "–2000"),
            ("1999/2000-06", "–Jun 2000", "–2000"),
            ("2018-05/2022", "May–2022", "May…"),
            ("2022-03-19~", "c. 19 Mar", "c. 19…"),
            ("1976~", "about", "about"),
            ("1954/..", "since", "since"),
        ] {
            assert_eq!((told(when, DAYS).as_str(), told(when, DAY).as_str()), (wide, narrow), "{when}");
        }
        assert_eq!(without_year(&"16XX".parse().unwrap(), YEAR + 1 + DAY), "17th century");
        assert_eq!(without_year(&"16XX".parse().unwrap(), 8), "17th c.");
        assert_eq!(without_year(&"16XX/17XX".parse().unwrap(), YEAR + 1 + DAY), "17th c.…");
        assert_eq!(without_year(&"196X~".parse().unwrap(), YEAR + 1 + DAY), "about 1960s");
    }

    proptest! {
        #[test]
        fn nothing_of_a_date_is_dropped_without_a_mark(
            year in 1900_i16..2050, month in 1_i8..13, day_of_month in 1_i8..29, length in 0_i64..900,
            form in 0_usize..7, columns in DAY..20,
        ) {
            let from = jiff::civil::date(year, month, day_of_month);
            let to = from.saturating_add(jiff::Span::new().days(length));
            let notation = match form {
                0 => format!("{from}/{to}"),
                1 => format!("{}-{:02}/{}-{:02}", from.year(), from.month(), to.year(), to.month()),
                2 => format!("{}/{}", from.year(), to.year()),
                3 => format!("{from}~"),
                4 => format!("{from}/.."),
                5 => format!("{}/{to}", from.year()),
                _ => from.to_string(),
            };
            let Ok(when) = notation.parse::<PartialDate>() else { return Ok(()) };
            let told = day(&when, columns);
            prop_assert!(width(&told) <= columns, "{}", told);
            let end = when.end().map(|end| format!("–{}", end.last().year()));
            let is_end = form == 5 && Some(&told) == end.as_ref();
            prop_assert!(told == when.within_year() || told.ends_with(ELLIPSIS) || is_end, "{}: {}", notation, told);
        }
    }
}
