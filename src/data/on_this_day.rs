//! What happened on a day like today: on the same day, or in the same month, of other years.
//!
//! Pure: today is an argument. Only dates precise enough count, and none that is “about”.

use jiff::civil::Date;

use super::date::{PartialDate, Point};
use super::{Dataset, ItemId};

/// What happened on a day of the calendar, and in the rest of its month; oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnThisDay {
    /// On the same day of another year.
    pub day: Vec<ItemId>,
    /// In the same month of another year, on another day or on one the sources do not tell.
    pub month: Vec<ItemId>,
}

/// What takes longer than so many days happens, for this purpose, when it begins.
const LONGEST: i32 = 62;

/// How close a date comes to a day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nearness {
    Day,
    Month,
}

/// What happened on this day, and in this month, of other years.
#[must_use]
pub fn on_this_day(dataset: &Dataset<'_>, today: Date) -> OnThisDay {
    let records = dataset.numbered_records();
    let mut near: Vec<_> =
        records.filter_map(|(id, record)| Some((id, record, nearness(record.when?, today)?))).collect();
    near.sort_by_cached_key(|(_, record, _)| record.place_in_time());
    let of = |wanted| near.iter().filter(move |(.., nearness)| *nearness == wanted).map(|(id, ..)| *id).collect();
    OnThisDay { day: of(Nearness::Day), month: of(Nearness::Month) }
}

/// What happened on this day of other years, oldest first, as [`on_this_day`] tells it too: of a huge pack it is looked for
/// before the first key is heard.
#[must_use]
pub fn on_the_day(dataset: &Dataset<'_>, today: Date) -> Vec<ItemId> {
    // Of most dates this is told without reckoning.
    let may_be = |when: &PartialDate| match (when.start(), when.end()) {
        (Point::Day(day), None) => (day.month(), day.day()) == (today.month(), today.day()),
        _ => true,
    };
    let in_time = dataset.in_order_of_time().iter().filter(|(_, when)| may_be(when));
    in_time.filter(|(_, when)| nearness(*when, today) == Some(Nearness::Day)).map(|(id, _)| *id).collect()
}

/// What happened on a day near this one, of another year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearDay {
    /// What happened.
    pub item: ItemId,
    /// How many days from now its day is: 0 to 6.
    pub ahead: i8,
}

/// What happened on this day of other years, and on each of the six that follow; the nearest day first, the most important
/// of a day before the rest, and of those the latest. Only what is dated to the day counts; of a huge pack only this day does.
#[must_use]
pub fn this_week(dataset: &Dataset<'_>, today: Date) -> Vec<NearDay> {
    let days = if looks_ahead(dataset) { 7 } else { 1 };
    let after = |ahead: i8| today.saturating_add(jiff::Span::new().days(i64::from(ahead)));
    let to_the_day = dataset.in_order_of_time().iter().filter(|(_, when)| matches!(when.start(), Point::Day(_)));
    let mut near: Vec<_> = to_the_day
        .filter_map(|(item, when)| {
            let is_on = |ahead: &i8| nearness(*when, after(*ahead)) == Some(Nearness::Day);
            let ahead = (0..days).find(is_on)?;
            Some((ahead, dataset.record(*item)?.weight, std::cmp::Reverse(when.year()), *item))
        })
        .collect();
    near.sort();
    near.into_iter().map(|(ahead, .., item)| NearDay { item, ahead }).collect()
}

/// Whether [`this_week`] looks at more than the day itself.
#[must_use]
pub fn looks_ahead(dataset: &Dataset<'_>) -> bool {
    /// Of a larger pack each further day would take as long as a key may.
    const LARGE: usize = 20_000;
    dataset.len() <= LARGE
}

fn nearness(when: PartialDate, today: Date) -> Option<Nearness> {
    let to_the_day = |point| matches!(point, Point::Day(_));
    let to_the_month = |point| matches!(point, Point::Day(_) | Point::Month(..));
    let (first, mut last) = (when.start(), when.end().unwrap_or(when.start()));
    let takes = last.last().since(first.first()).map_or(i32::MAX, |span| span.get_days());
    if takes > LONGEST || !to_the_month(last) {
        last = first;
    }
    if when.is_approximate() || !to_the_month(first) || first.first().year() == today.year() {
        return None;
    }
    let (from, to) = (first.first(), last.last());
    // A stretch over New Year has two years in which the day may fall.
    let years = [from.year(), to.year()];
    let on_day = |year| Date::new(year, today.month(), today.day()).is_ok_and(|day| from <= day && day <= to);
    let in_month =
        |year| Date::new(year, today.month(), 1).is_ok_and(|begins| begins <= to && begins.last_of_month() >= from);
    if to_the_day(first) && to_the_day(last) && years.into_iter().any(on_day) {
        Some(Nearness::Day)
    } else {
        years.into_iter().any(in_month).then_some(Nearness::Month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(when: &str, today: &str) -> Option<Nearness> {
        nearness(when.parse().unwrap(), today.parse().unwrap())
    }

    #[test]
    fn what_was_on_the_day_is_told_alone_as_it_is_beside_the_month() {
        let dataset = crate::data::bundled::dataset().unwrap();
        let mut met = 0;
        for day in 0..366 {
            let today = jiff::civil::date(2024, 1, 1).saturating_add(jiff::Span::new().days(day));
            let on_the_day = on_the_day(&dataset, today);
            assert_eq!(on_the_day, on_this_day(&dataset, today).day, "{today}");
            met += on_the_day.len();
        }
        assert!(met > 0);
    }

    #[test]
    fn a_day_is_met_on_its_day_and_in_its_month() {
        assert_eq!(near("2011-08-01", "2026-08-01"), Some(Nearness::Day));
        assert_eq!(near("2011-08-01", "2026-08-31"), Some(Nearness::Month));
        assert_eq!(near("2011-08-01", "2026-09-01"), None);
        assert_eq!(near("2012-02-29", "2024-02-29"), Some(Nearness::Day));
        assert_eq!(near("2012-02-29", "2023-02-28"), Some(Nearness::Month));
    }

    #[test]
    fn what_is_too_vague_or_of_this_year_is_left_out() {
        for when in ["2011", "201X", "20XX", "2011-08-01~", "2011-08~", "2011/2012", "2026-08-01"] {
            assert_eq!(near(when, "2026-08-01"), None, "{when}");
        }
        assert_eq!(near("2011-08", "2026-08-01"), Some(Nearness::Month));
    }

    #[test]
    fn last_january_is_near_at_the_end_of_december() {
        assert_eq!(near("2026-01-02", "2027-01-02"), Some(Nearness::Day));
        assert_eq!(near("2026-12-30", "2026-12-30"), None);
    }

    #[test]
    fn a_stretch_is_met_on_each_of_its_days() {
        let week = "2023-11-25/2023-12-02";
        assert_eq!(near(week, "2026-12-01"), Some(Nearness::Day));
        assert_eq!(near(week, "2026-11-24"), Some(Nearness::Month));
        assert_eq!(near("2019-12-30/2020-01-02", "2026-01-01"), Some(Nearness::Day));
        assert_eq!(near("2019-12-30/2020-01-02", "2026-12-31"), Some(Nearness::Day));
        assert_eq!(near("2025-02/2025-03", "2026-03-09"), Some(Nearness::Month));
        assert_eq!(near("2018-04-05/2019", "2026-04-05"), Some(Nearness::Day), "it begins on that day");
        assert_eq!(near("2018-04-05/2022-04-04", "2026-03-01"), None);
    }
}
