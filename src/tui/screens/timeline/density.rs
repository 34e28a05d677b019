//! How many records a list has of each year and month, for rulers, and of each sector, for lanes: counted once for as
//! long as the list stays the same.

use std::collections::BTreeMap;

use crate::data::ItemId;
use crate::data::date::{PartialDate, Point};
use crate::tui::context::Context;
use crate::tui::list_detail::ListDetail;
use crate::view::sections::Row;

/// The counts of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Densities {
    /// Which change of the list it was counted after, and whether the sectors were counted too.
    made_for: Option<(u64, bool)>,
    /// Of all that is listed.
    pub(super) all: Density,
    /// The same of each sector, by its number in the pack.
    pub(super) of_sectors: Vec<Density>,
    /// How many dated records the whole dataset has of each era of the pack, whatever is listed: the axis is made of
    /// that, so that it stays where it is while a list is narrowed.
    pub(super) of_eras: Vec<usize>,
    /// What is still to be counted.
    counting: Option<Counting>,
}

/// How far the records of a list are counted.
#[derive(Clone, Debug)]
struct Counting {
    /// For each record of the dataset whether it is listed.
    listed: Vec<bool>,
    /// How many records of the dataset are done.
    done: usize,
}

/// How many records there are of each year, from the first that has any to the last; of none there is nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Density {
    first: i16,
    years: Vec<usize>,
    /// Of each month, of years of which there are any whose month is known.
    months: BTreeMap<i16, [usize; 12]>,
    /// How many there are in all.
    pub(super) total: usize,
}

impl Density {
    /// Nothing counted yet, between two years.
    fn between(first: i16, last: i16) -> Self {
        Self { first, years: vec![0; usize::from(last.abs_diff(first)) + 1], ..Self::default() }
    }

    fn count(&mut self, date: &PartialDate) {
        let year = date.year();
        self.total += 1;
        if let Some(count) = self.years.get_mut(usize::from(year.abs_diff(self.first))) {
            *count += 1;
        }
        let month = match date.start() {
            Point::Month(_, month) => month,
            Point::Day(day) => day.month(),
            Point::Century(_) | Point::Decade(_) | Point::Year(_) => return,
        };
        let months = self.months.entry(year).or_default();
        if let Some(count) = usize::try_from(month - 1).ok().and_then(|month| months.get_mut(month)) {
            *count += 1;
        }
    }

    /// Each year, with how many records it has.
    pub(super) fn years(&self) -> impl DoubleEndedIterator<Item = (i16, usize)> {
        let year = |at: usize| self.first.saturating_add_unsigned(u16::try_from(at).unwrap_or(u16::MAX));
        self.years.iter().enumerate().map(move |(at, count)| (year(at), *count))
    }

    /// How many records each month of a year has.
    pub(super) fn months(&self, year: i16) -> [usize; 12] {
        self.months.get(&year).copied().unwrap_or_default()
    }

    /// The first year and the last.
    pub(super) fn ends(&self) -> Option<(i16, i16)> {
        let mut years = self.years().map(|(year, _)| year);
        let first = years.next()?;
        Some((first, years.next_back().unwrap_or(first)))
    }
}

impl Densities {
    /// Counts so many more records, anew if the list is another; the sectors only once they are asked for. Tells whether
    /// all are counted.
    pub(super) fn count(&mut self, ctx: Context<'_>, list_detail: &ListDetail, sectors: bool, items: usize) -> bool {
        let changes = list_detail.changes();
        // What was counted of the sectors holds while nobody asks for it.
        if self.made_for.is_none_or(|made_for| made_for != (changes, true) && made_for != (changes, sectors)) {
            self.begin(ctx, list_detail, sectors);
            self.made_for = Some((changes, sectors));
        }
        let Some(mut counting) = self.counting.take() else { return true };
        // In the order of the dataset a huge pack is read in a fraction of the time.
        let next = counting.done..counting.done.saturating_add(items).min(counting.listed.len());
        let records = ctx.dataset.records.get(next.clone()).unwrap_or_default();
        let listed = counting.listed.get(next.clone()).unwrap_or_default();
        for ((number, record), _) in next.clone().zip(records).zip(listed).filter(|(_, is_listed)| **is_listed) {
            let Some(date) = record.when else { continue };
            self.all.count(&date);
            if self.of_sectors.is_empty() {
                continue;
            }
            for sector in ctx.dataset.sector_numbers(ItemId::from_index(number)) {
                if let Some(of_sector) = self.of_sectors.get_mut(usize::from(*sector)) {
                    of_sector.count(&date);
                }
            }
        }
        counting.done = next.end;
        self.counting = (counting.done < counting.listed.len()).then_some(counting);
        self.counting.is_none()
    }

    /// Begins to count what is listed.
    fn begin(&mut self, ctx: Context<'_>, list_detail: &ListDetail, sectors: bool) {
        let of_eras = match std::mem::take(&mut self.of_eras) {
            counted if counted.is_empty() => count_eras(ctx),
            counted => counted,
        };
        *self = Self { of_eras, ..Self::default() };
        let mut listed = vec![false; ctx.dataset.records.len()];
        for id in list_detail.list.rows().iter().filter_map(Row::item) {
            if let Some(is_listed) = listed.get_mut(id.index()) {
                *is_listed = true;
            }
        }
        let in_time = ctx.dataset.in_order_of_time().iter();
        let dated = in_time.filter(|(id, _)| listed.get(id.index()) == Some(&true)).map(|(_, date)| date.year());
        let Some((first, last)) = dated.fold(None, |ends, year| match ends {
            None => Some((year, year)),
            Some((first, last)) => Some((year.min(first), year.max(last))),
        }) else {
            return;
        };
        self.all = Density::between(first, last);
        self.of_sectors = vec![self.all.clone(); if sectors { ctx.dataset.pack.sectors.len() } else { 0 }];
        self.counting = Some(Counting { listed, done: 0 });
    }
}

fn count_eras(ctx: Context<'_>) -> Vec<usize> {
    let pack = &ctx.dataset.pack;
    let mut counts = vec![0; pack.eras.len()];
    if !counts.is_empty() {
        for (_, date) in ctx.dataset.in_order_of_time() {
            if let Some(count) = pack.era(date).and_then(|era| counts.get_mut(era)) {
                *count += 1;
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::LazyIndex;
    use crate::tui::reader::Reader;
    use crate::tui::theme::{Depth, Theme};

    /// Counted in slices of any size it is the same as a look at every record that is listed.
    #[test]
    fn in_slices_of_any_size_the_same_is_counted() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let index = LazyIndex::new(&dataset);
        let reader = Reader::new(Theme::named("dark", Depth::Ansi16).unwrap_or_else(|error| panic!("{error}")));
        let ctx = Context::new(&index, &reader);
        let mut list_detail = ListDetail::default();
        let in_time = dataset.in_order_of_time().iter().map(|(id, _)| *id);
        list_detail.set_rows(in_time.filter(|id| !id.index().is_multiple_of(3)).map(Row::Item).collect());
        let listed: Vec<_> = list_detail.list.rows().iter().filter_map(|row| dataset.record(*row.item()?)).collect();
        let in_year =
            |density: &Density, year: i16| density.years().find(|(own, _)| *own == year).map_or(0, |(_, count)| count);
        for (sectors, items) in [(false, 1), (true, 7), (true, 1000), (false, usize::MAX)] {
            let (mut densities, mut slices) = (Densities::default(), 1);
            while !densities.count(ctx, &list_detail, sectors, items) {
                slices += 1;
            }
            assert_eq!(slices, dataset.records.len().div_ceil(items), "no slice counts more than it may");
            assert_eq!(densities.all.total, listed.len());
            assert_eq!(densities.of_sectors.len(), if sectors { dataset.pack.sectors.len() } else { 0 });
            for year in [1949, 1952, 2014, 2025] {
                let of_year = || listed.iter().filter(|record| record.when.is_some_and(|when| when.year() == year));
                assert_eq!(in_year(&densities.all, year), of_year().count(), "{year}");
                for (density, sector) in densities.of_sectors.iter().zip(dataset.pack.sectors.iter()) {
                    let of_sector = of_year().filter(|record| record.sectors.iter().any(|own| own == sector));
                    assert_eq!(in_year(density, year), of_sector.count(), "{year}, {sector}");
                }
            }
            let has_sectors = !densities.of_sectors.is_empty();
            assert!(densities.count(ctx, &list_detail, false, 0), "nothing is counted again");
            assert_eq!(!densities.of_sectors.is_empty(), has_sectors, "nor forgotten");
        }
    }
}
