//! How many records a list has of each year and month, for rulers: counted once for as long as the list stays the same.

use std::collections::{BTreeMap, HashMap};

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
    /// How many dated records the whole dataset has of each era of the pack, whatever is listed: the axis is made of that,
    /// so that it stays where it is while a list is narrowed.
    pub(super) of_eras: Vec<usize>,
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
    /// Counts anew if the list is another; the sectors only where they are asked for.
    pub(super) fn count(&mut self, ctx: Context<'_>, list_detail: &ListDetail, sectors: bool) {
        let made_for = Some((list_detail.changes(), sectors));
        if self.made_for == made_for {
            return;
        }
        let of_eras = match std::mem::take(&mut self.of_eras) {
            counted if counted.is_empty() => count_eras(ctx),
            counted => counted,
        };
        *self = Self { made_for, of_eras, ..Self::default() };
        let names = ctx.dataset.pack.sectors.iter();
        let numbers: HashMap<&str, usize> = names.enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        // In the order of the dataset a huge pack is read in a fraction of the time.
        let mut shown: Vec<ItemId> = list_detail.list.rows().iter().filter_map(Row::item).copied().collect();
        shown.sort_unstable();
        let records = shown.iter().filter_map(|id| ctx.dataset.record(*id));
        let dated = records.filter_map(|record| Some((record, record.when?)));
        let years = dated.clone().map(|(_, date)| (date.year(), date.year()));
        let Some((first, last)) = years.reduce(|one, next| (one.0.min(next.0), one.1.max(next.1))) else { return };
        self.all = Density::between(first, last);
        self.of_sectors = vec![self.all.clone(); if sectors { numbers.len() } else { 0 }];
        for (record, date) in dated {
            self.all.count(&date);
            let of_record = if sectors { &*record.sectors } else { &[] };
            for number in of_record.iter().filter_map(|sector| numbers.get(sector.as_str())) {
                if let Some(of_sector) = self.of_sectors.get_mut(*number) {
                    of_sector.count(&date);
                }
            }
        }
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
