//! A place as the map knows it: where it is, whose, and how much it matters. What it is called is the dataset's.

use crate::data::ItemId;
use crate::data::record::Weight;
use crate::tui::widgets::map::frame::MapPoint;

/// A place of the dataset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    pub(super) id: ItemId,
    pub(super) point: MapPoint,
    pub(super) weight: Weight,
    /// How much is told of it: 0, 1 or 2.
    pub(super) size: usize,
    /// The number of the country on whose soil it is.
    pub(super) country: Option<usize>,
    /// Whether it is the country itself.
    pub(super) is_country: bool,
}
