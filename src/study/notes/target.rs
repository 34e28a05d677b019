//! What a note is on: a record or series, a figure of one, a dispute, a question or a card.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::data::dispute::Conflict;
use crate::data::{Dataset, ItemId, Record};
use crate::study::cards::Deck;

/// What a note is on, by its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// A record or series.
    Item(String),
    /// A figure: the point of a series.
    Point {
        /// The series.
        series: String,
        /// The period of the point, as the files write it.
        period: String,
    },
    /// A dispute, by its id; one that stands in its record alone by that one’s id, `#` and its point.
    Dispute(String),
    /// A written question.
    Question(String),
    /// A card.
    Card(String),
}

impl Target {
    /// A record or series.
    #[must_use]
    pub fn of_item(dataset: &Dataset<'_>, item: ItemId) -> Option<Self> {
        dataset.get(item).map(|item| Self::Item(item.id().to_owned()))
    }

    /// What there is to write notes on at a record or series: the whole of it, and each of its disputes.
    #[must_use]
    pub fn all_at(dataset: &Dataset<'_>, item: ItemId) -> Vec<Self> {
        let record = dataset.record(item).into_iter();
        let disputes = record.flat_map(|record| record.conflicts.iter().map(move |one| dispute_id(record, one)));
        Self::of_item(dataset, item).into_iter().chain(disputes.map(Self::Dispute)).collect()
    }

    /// What is named so: the id of a record or series, `series@period` for a figure, or the id of a dispute, a question
    /// or a card. A record is meant before all others.
    #[must_use]
    pub fn named(dataset: &Dataset<'_>, deck: &Deck, name: &str) -> Option<Self> {
        if let Some(item) = dataset.find(name) {
            return Self::of_item(dataset, item);
        }
        if let Some((series, period)) = name.split_once('@') {
            let point = Self::Point { series: series.to_owned(), period: period.to_owned() };
            return Some(point).filter(|point| point.is_there(dataset, deck));
        }
        let others = [Self::Dispute(name.to_owned()), Self::Question(name.to_owned()), Self::Card(name.to_owned())];
        others.into_iter().find(|target| target.is_there(dataset, deck))
    }

    /// The record or series at which it is told.
    #[must_use]
    pub fn item(&self, dataset: &Dataset<'_>) -> Option<ItemId> {
        match self {
            Self::Item(id) => dataset.find(id),
            Self::Point { series, .. } => dataset.find(series),
            Self::Dispute(id) => match id.split_once('#') {
                Some((record, _)) => dataset.find(record),
                None => disputes(dataset).find(|(.., one)| one.id.as_deref() == Some(id)).map(|(at, ..)| at),
            },
            Self::Question(id) => {
                let question = dataset.questions().iter().find(|question| *question.id == **id)?;
                question.records.iter().find_map(|record| dataset.find(record))
            }
            Self::Card(id) => {
                let written =
                    dataset.cards().iter().find(|card| *card.id == **id || card.was.iter().any(|was| **was == **id));
                // What is made of a record has its id before the stroke; what is made of several, theirs after it.
                let (before, after) = id.split_once('/').unwrap_or((id, ""));
                let owner = written.map_or(before, |card| card.record.as_str());
                dataset.find(owner).or_else(|| after.split('+').find_map(|id| dataset.find(id)))
            }
        }
    }

    /// Whether this edition has it.
    #[must_use]
    pub fn is_there(&self, dataset: &Dataset<'_>, deck: &Deck) -> bool {
        match self {
            Self::Point { period, .. } => self
                .item(dataset)
                .and_then(|item| dataset.series_of(item))
                .is_some_and(|series| series.points.iter().any(|point| point.period.notation() == *period)),
            Self::Question(id) => dataset.questions().iter().any(|question| *question.id == **id),
            Self::Card(id) => deck.knows(&id.as_str().into()),
            Self::Dispute(id) => disputes(dataset).any(|(_, record, one)| dispute_id(record, one) == *id),
            Self::Item(_) => self.item(dataset).is_some(),
        }
    }

    /// The same as this edition calls it: a record that became part of another by that one's id.
    #[must_use]
    pub fn current(&self, dataset: &Dataset<'_>) -> Self {
        let now = |id: &str| {
            dataset.find(id).and_then(|item| dataset.get(item)).map_or(id.to_owned(), |item| item.id().to_owned())
        };
        match self {
            Self::Item(id) => Self::Item(now(id)),
            Self::Point { series, period } => Self::Point { series: now(series), period: period.clone() },
            other => other.clone(),
        }
    }

    /// What part of its record or series it is on, in words; nothing where it is on the whole.
    #[must_use]
    pub fn part(&self, dataset: &Dataset<'_>) -> Option<String> {
        match self {
            Self::Item(_) => None,
            Self::Point { period, .. } => Some(period.clone()),
            Self::Dispute(id) => {
                let known = disputes(dataset).find(|(_, record, one)| dispute_id(record, one) == *id);
                let told = id.split_once('#').map_or(id.as_str(), |(_, point)| point);
                Some(format!("where sources disagree: {}", known.map_or(told, |(.., one)| one.point.as_str())))
            }
            Self::Question(_) => Some("a question about it".to_owned()),
            Self::Card(_) => Some("a card about it".to_owned()),
        }
    }

    /// What it is on, in words.
    #[must_use]
    pub fn in_words(&self, dataset: &Dataset<'_>) -> String {
        let title = self.item(dataset).and_then(|item| dataset.get(item)).map(|item| item.title().to_owned());
        match (title, self.part(dataset)) {
            (Some(title), Some(part)) => format!("{title}, {part}"),
            (Some(title), None) => title,
            (None, _) => self.to_string(),
        }
    }
}

/// Every dispute, with the record that tells it.
fn disputes<'d, 'a>(dataset: &'d Dataset<'a>) -> impl Iterator<Item = (ItemId, &'d Record<'a>, &'d Conflict<'a>)> {
    dataset.numbered_records().flat_map(|(at, record)| record.conflicts.iter().map(move |one| (at, record, one)))
}

fn dispute_id(record: &Record<'_>, dispute: &Conflict<'_>) -> String {
    dispute.id.as_ref().map_or_else(|| format!("{}#{}", record.id, dispute.point), ToString::to_string)
}

/// As it is named on a command line.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(id) | Self::Dispute(id) | Self::Question(id) | Self::Card(id) => f.write_str(id),
            Self::Point { series, period } => write!(f, "{series}@{period}"),
        }
    }
}
