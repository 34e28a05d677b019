//! Marks: what can be told of one word of a query in one item without a look at the item.

use crate::search::engine::fit::Fit;
use crate::search::engine::probe::Probe;
use crate::search::engine::score::{points_in_name, text_points};
use crate::search::engine::text_sort::TextSort;

/// The most points an item may get for a word, and where the word stands. Nothing: nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark(u16);

impl Mark {
    /// Only a look at the item tells whether the word fits it, or how well.
    pub(super) const UNSURE: Self = Self(1 << 15);
    /// A word of the title is, or begins with, the word.
    const TITLED: Self = Self(1 << 14);
    /// A word of another name is, or begins with, the word.
    const NAMED: Self = Self(1 << 13);
    /// A date is, or begins with, the word.
    const DATED: Self = Self(1 << 12);
    /// Only a look at the title tells whether the word fits that, or how well.
    pub(super) const UNSURE_OF_TITLE: Self = Self(1 << 11);
    /// The points are the rest, and no fit is worth more than 1,060.
    const POINTS: u16 = Self::UNSURE_OF_TITLE.0 - 1;

    /// That of so many points, and nothing else.
    pub(super) fn worth(points: u32) -> Self {
        Self(u16::try_from(points).unwrap_or(Self::POINTS).min(Self::POINTS))
    }

    /// That of a word that fits a word of such a text so.
    pub(super) fn of(probe: &Probe, sort: TextSort, fit: Fit) -> Self {
        let points = match sort.best_name() {
            Some(name) => points_in_name(fit, name, probe.most_fine_of_all(), probe.worth),
            None => text_points(fit, sort == TextSort::Summary) * probe.worth / 100,
        };
        let stands = match sort {
            TextSort::Title => Self::TITLED,
            TextSort::Name => Self::NAMED,
            TextSort::Date => Self::DATED,
            TextSort::Fact | TextSort::Summary => Self::default(),
        };
        let mark = Self::worth(points);
        if fit >= Fit::Prefix { mark.and(stands) } else { mark }
    }

    /// Both marks in one.
    #[inline]
    pub(super) fn and(self, other: Self) -> Self {
        Self((self.0 | other.0) & !Self::POINTS | (self.0 & Self::POINTS).max(other.0 & Self::POINTS))
    }

    /// Whether the word stands nowhere.
    #[inline]
    pub(super) fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// Whether it says this.
    #[inline]
    pub(super) fn says(self, flag: Self) -> bool {
        self.0 & flag.0 != 0
    }

    /// Whether the word is, or begins, a word of some name but a date, and so covers a part of it.
    #[inline]
    pub(super) fn covers(self) -> bool {
        self.0 & (Self::TITLED.0 | Self::NAMED.0) != 0
    }

    /// Whether it does so in another name than the title.
    #[inline]
    pub(super) fn covers_other(self) -> bool {
        self.0 & Self::NAMED.0 != 0
    }

    /// Whether it does so in the title, and in no other name or date.
    #[inline]
    pub(super) fn is_of_title(self) -> bool {
        self.0 & (Self::TITLED.0 | Self::NAMED.0 | Self::DATED.0) == Self::TITLED.0
    }

    /// The most points.
    #[inline]
    pub(super) fn points(self) -> u32 {
        u32::from(self.0 & Self::POINTS)
    }
}

/// Marks items once more.
pub(super) fn add(marks: &mut [Mark], items: &[u16], mark: Mark) {
    for &item in items {
        if let Some(slot) = marks.get_mut(usize::from(item)) {
            *slot = slot.and(mark);
        }
    }
}
