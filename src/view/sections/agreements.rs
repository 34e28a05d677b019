//! The agreements: everything signed or declared, without headings, in an order of one's choice.

use std::cmp::Reverse;

use super::{Passes, Row};
use crate::data::body::{AgreementForm, Body};
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
    fn sort(self, listed: &mut [Listed<'_>]) {
        listed.sort_by_cached_key(|Listed { record, .. }| {
            (record.when.is_none(), Reverse(record.when.map(|when| when.list_place())), record.title.as_str())
        });
        match self {
            Self::Year => {}
            Self::Title => listed.sort_by_cached_key(|listed| listed.record.title.to_lowercase()),
            Self::Form => listed.sort_by_key(|listed| listed.form),
            Self::Status => listed.sort_by_key(|listed| listed.status),
            Self::Sector => listed.sort_by_key(|listed| listed.record.sectors.first().map(Text::as_str)),
        }
    }
}

/// An agreement, with what decides about its place in the list.
struct Listed<'d> {
    id: ItemId,
    record: &'d Record<'d>,
    form: AgreementForm,
    /// Where its status stands among those of the pack.
    status: usize,
}

/// The columns that the longest status of all agreements takes.
#[must_use]
pub fn status_columns(dataset: &Dataset<'_>) -> usize {
    let agreements = dataset.records.iter().filter(|record| record.kind == Kind::Agreement);
    let columns = |body: &Body<'_>| {
        let Body::Agreement(agreement) = body else { return 0 };
        width(agreement.status.name())
    };
    agreements.map(|record| record.glance(columns)).max().unwrap_or(0)
}

/// The agreements that pass, in this order.
#[must_use]
pub fn sections(dataset: &Dataset<'_>, order: Order, passes: Passes<'_>) -> Vec<Row> {
    let statuses = dataset.pack.all_statuses();
    let agreement = |id: &ItemId| {
        let record = dataset.record(*id)?;
        record.glance(|body| {
            let Body::Agreement(agreement) = body else { return None };
            let status = statuses.iter().position(|(id, _)| agreement.status.is(id)).unwrap_or(statuses.len());
            Some(Listed { id: *id, record, form: agreement.form, status })
        })
    };
    let all = dataset.of_kind(Kind::Agreement).iter();
    let mut listed: Vec<_> = all.filter(|id| passes(**id)).filter_map(agreement).collect();
    order.sort(&mut listed);
    listed.into_iter().map(|listed| Row::Item(listed.id)).collect()
}
