//! The difference of the two series between which a chart is filled, in one period.

use super::telling::firmness;
use crate::data::series::{DataPoint, Status};

/// The difference of the two series between which a chart is filled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap<'d> {
    /// What it is called.
    pub(super) name: &'d str,
    /// How large it is, without a sign.
    pub(super) size: f64,
    /// Whether it is below zero.
    pub(super) is_below: bool,
    /// The figures it is of.
    pub(super) of: [&'d DataPoint<'d>; 2],
}

impl Gap<'_> {
    /// How firm it is, where that is less than as published: it is no firmer than either figure.
    pub(super) fn weakest(&self) -> Option<&'static str> {
        let early = self.of.iter().find(|point| point.status == Status::Provisional);
        let weak = early.or(self.of.iter().find(|point| point.status == Status::Reconstructed));
        weak.and_then(|point| firmness(point.status))
    }
}
