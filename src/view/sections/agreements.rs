//! The agreements: everything signed or declared, without headings, in an order of one's choice.

use std::cmp::Reverse;

use super::key::Key;
use crate::data::body::{AgreementForm, Body};
use crate::data::{Dataset, Kind, Record};
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
}

/// The year of an agreement as the table tells it: no more precise than its source.
#[must_use]
pub fn year(record: &Record<'_>) -> String {
    record.when.map_or_else(String::new, |when| when.year_in_short())
}

/// The columns that the longest year of all agreements takes, and the longest status.
#[must_use]
pub fn widest(dataset: &Dataset<'_>) -> (usize, usize) {
    // There are few, and each is measured once.
    let mut measured: Vec<(String, usize)> = Vec::new();
    let mut years = 0;
    for record in dataset.of_kind(Kind::Agreement).iter().filter_map(|id| dataset.record(*id)) {
        years = years.max(width(&year(record)));
        record.glance(|body| {
            let Body::Agreement(agreement) = body else { return };
            let status = agreement.status.name();
            if measured.iter().all(|(known, _)| known != status) {
                measured.push((status.to_owned(), width(status)));
            }
        });
    }
    (years, measured.into_iter().map(|(_, columns)| columns).max().unwrap_or(0))
}

/// Where an agreement stands in this order; of those that are equal in it the newest comes first.
pub(super) fn key(dataset: &Dataset<'_>, order: Order, record: &Record<'_>) -> Option<Key> {
    let form = |body: &Body<'_>| {
        let Body::Agreement(agreement) = body else { return None };
        AgreementForm::ALL.iter().position(|form| *form == agreement.form)
    };
    let status = |body: &Body<'_>| {
        let Body::Agreement(agreement) = body else { return None };
        let statuses = dataset.pack.all_statuses();
        Some(statuses.iter().position(|(id, _)| agreement.status.is(id)).unwrap_or(statuses.len()))
    };
    let (place, text) = match order {
        Order::Year => (0, String::new()),
        Order::Title => (0, record.title.to_lowercase()),
        Order::Form => (record.glance(form)?, String::new()),
        Order::Status => (record.glance(status)?, String::new()),
        Order::Sector => {
            let first = record.sectors.first();
            (usize::from(first.is_some()), first.map_or_else(String::new, ToString::to_string))
        }
    };
    let time = (record.when.is_none(), Reverse(record.when.map_or(0, |when| when.list_number())));
    Some(Key { place, text: text.into(), time, title: record.title.as_str().into(), ..Key::default() })
}
