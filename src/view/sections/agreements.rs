//! The agreements: everything signed or declared, without headings, in an order of one's choice.

use std::cmp::Reverse;

use super::{Passes, Row};
use crate::data::body::{Agreement, Body};
use crate::data::text::Text;
use crate::data::{Dataset, ItemId, Kind, Record};
use crate::text::width;

/// By which column the table is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest first; what has no date comes last.
    #[default]
    Year,
    /// As in a dictionary.
    Title,
    /// Treaties apart from memoranda.
    Form,
    /// What is in force apart from what is not.
    Status,
    /// By the first sector.
    Sector,
}

impl Order {
    /// Each, as one walks through them.
    pub const ALL: [Self; 5] = [Self::Year, Self::Title, Self::Form, Self::Status, Self::Sector];

    /// The next one, round the end.
    #[must_use]
    pub fn next(self) -> Self {
        let after = Self::ALL.into_iter().skip_while(|order| *order != self).nth(1);
        after.unwrap_or_default()
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Title => "title",
            Self::Form => "form",
            Self::Status => "status",
            Self::Sector => "sector",
        }
    }

    /// Brings agreements into this order; of those that are equal in it the newest comes first.
    fn sort(self, statuses: &[(&str, &str)], listed: &mut [(ItemId, &Record<'_>, &Agreement<'_>)]) {
        listed.sort_by_cached_key(|(_, record, _)| {
            (record.when.is_none(), Reverse(record.when.map(|when| when.list_place())), record.title.as_str())
        });
        match self {
            Self::Year => {}
            Self::Title => listed.sort_by_cached_key(|(_, record, _)| record.title.to_lowercase()),
            Self::Form => listed.sort_by_key(|(.., agreement)| agreement.form),
            Self::Status => listed.sort_by_key(|(.., agreement)| place(statuses, agreement)),
            Self::Sector => listed.sort_by_key(|(_, record, _)| record.sectors.first().map(Text::as_str)),
        }
    }
}

/// Where an agreement’s status stands among those of the pack.
fn place(statuses: &[(&str, &str)], agreement: &Agreement<'_>) -> usize {
    statuses.iter().position(|(id, _)| agreement.status.is(id)).unwrap_or(statuses.len())
}

/// The columns that the longest status of all agreements takes.
#[must_use]
pub fn status_columns(dataset: &Dataset<'_>) -> usize {
    let agreements = dataset.records.iter().filter(|record| record.kind == Kind::Agreement);
    let columns = |record: &Record<'_>| {
        let Body::Agreement(agreement) = &record.body else { return 0 };
        width(agreement.status.name())
    };
    agreements.map(columns).max().unwrap_or(0)
}

/// The agreements that pass, in this order.
#[must_use]
pub fn sections(dataset: &Dataset<'_>, order: Order, passes: Passes<'_>) -> Vec<Row> {
    let agreement = |id: &ItemId| {
        let record = dataset.record(*id)?;
        let Body::Agreement(agreement) = &record.body else { return None };
        Some((*id, record, agreement.as_ref()))
    };
    let all = dataset.of_kind(Kind::Agreement).iter();
    let mut listed: Vec<_> = all.filter(|id| passes(**id)).filter_map(agreement).collect();
    order.sort(&dataset.pack.all_statuses(), &mut listed);
    listed.into_iter().map(|(id, ..)| Row::Item(id)).collect()
}
