//! A stage of making cards: something done to one record after the other, or to those of one kind. What is known
//! between two stages, and when each has its turn, is told where they are put together.

use super::Maker;
use crate::data::Kind;

/// Something done to one thing after the other.
#[derive(Clone, Copy)]
pub(crate) struct Stage {
    pub(super) over: Over,
    pub(super) step: fn(&mut Maker<'_, '_>, usize),
}

/// What a stage goes through.
#[derive(Clone, Copy)]
pub(super) enum Over {
    Records,
    /// The records of a kind: of a huge pack whoever went to each record, only to see that it is of another kind, would
    /// wait for the memory each time.
    Of(Kind),
    Series,
    /// What was dated last.
    Dated,
    /// The cards that are to be paired.
    Paired,
    /// Nothing: it is done once.
    Once,
}

impl Stage {
    /// Through all records, by their numbers.
    pub(crate) const fn records(step: fn(&mut Maker<'_, '_>, usize)) -> Self {
        Self { over: Over::Records, step }
    }

    /// Through the records of a kind, by their numbers among all.
    pub(crate) const fn of(kind: Kind, step: fn(&mut Maker<'_, '_>, usize)) -> Self {
        Self { over: Over::Of(kind), step }
    }

    /// Through all series, by their numbers among the series.
    pub(crate) const fn series(step: fn(&mut Maker<'_, '_>, usize)) -> Self {
        Self { over: Over::Series, step }
    }

    /// Through what was dated by the stages before.
    pub(crate) const fn dated(step: fn(&mut Maker<'_, '_>, usize)) -> Self {
        Self { over: Over::Dated, step }
    }

    /// Through the cards that the stage before gathered to be paired.
    pub(crate) const fn paired(step: fn(&mut Maker<'_, '_>, usize)) -> Self {
        Self { over: Over::Paired, step }
    }

    /// Once.
    pub(crate) const fn once(step: fn(&mut Maker<'_, '_>, usize)) -> Self {
        Self { over: Over::Once, step }
    }
}
