//! A stage of making cards: something done to one record after the other. What is known between two stages, and when
//! each has its turn, is told where they are put together.

use super::Maker;

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
