//! The agreements: everything signed or declared, without headings, in an order of one's choice.

use std::cmp::Ordering;

use super::{Passes, Row};
use crate::data::body::{Agreement, Body};
use crate::data::{Dataset, ItemId, Kind, Record};
use crate::text::width;

/// By which column the table is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The oldest first.
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

    /// Ties are in order of date.
    fn compare(
        self,
        statuses: &[(&str, &str)],
        a: (&Record<'_>, &Agreement<'_>),
        b: (&Record<'_>, &Agreement<'_>),
    ) -> Ordering {
        let sector = |record: &Record<'_>| record.sectors.first().map(std::string::ToString::to_string);
        let first = match self {
            Self::Year => Ordering::Equal,
            Self::Title => a.0.title.to_lowercase().cmp(&b.0.title.to_lowercase()),
            Self::Form => a.1.form.cmp(&b.1.form),
            Self::Status => place(statuses, a.1).cmp(&place(statuses, b.1)),
            Self::Sector => sector(a.0).cmp(&sector(b.0)),
        };
        first.then_with(|| a.0.by_date(b.0))
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
    let mut listed: Vec<_> = dataset
        .records
        .iter()
        .enumerate()
        .filter_map(|(index, record)| {
            let Body::Agreement(agreement) = &record.body else { return None };
            Some((ItemId::from_index(index), (record, agreement)))
        })
        .filter(|(id, _)| passes(*id))
        .collect();
    let statuses = dataset.pack.all_statuses();
    listed.sort_by(|(_, a), (_, b)| order.compare(&statuses, *a, *b));
    listed.into_iter().map(|(id, _)| Row::Item(id)).collect()
}
