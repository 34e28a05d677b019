//! From times to columns: the axis that a ruler and its lanes share. A window of some years is drawn evenly. The whole
//! is drawn era by era, each with room for its name and more where there are more records; of a pack without eras, with
//! the past drawn together. Pure: no dataset, no buffer.

use std::ops::Range;

use crate::data::date::Point;
use crate::text::width;

/// A month, counted from January of the year 0.
pub(super) type Month = i32;

/// The month in which a year begins.
pub(super) fn january(year: i16) -> Month {
    i32::from(year) * 12
}

/// An axis of so many columns, from one month to before another.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    columns: usize,
    span: Range<Month>,
    shape: Shape,
}

#[derive(Clone, Debug)]
enum Shape {
    /// Stretches that are each drawn evenly: the month and the column at which each begins.
    Stretches(Vec<(Month, usize)>),
    /// The distance from the end on a logarithmic scale.
    DrawnTogether,
}

/// An era on the axis: the month it begins in, how wide its name is in short, and how many records it has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Band {
    pub(super) first: Month,
    pub(super) name: usize,
    pub(super) records: usize,
}

/// Columns that an era takes at least: a year and a blank.
const LEAST: usize = 5;

impl Axis {
    /// A window, drawn evenly.
    pub(super) fn window(columns: usize, point: Point) -> Self {
        let (first, last) = (point.first(), point.last());
        let month = |year: i16, month: i8| january(year) + i32::from(month) - 1;
        let span = month(first.year(), first.month())..month(last.year(), last.month()) + 1;
        Self { columns, shape: Shape::Stretches(vec![(span.start, 0)]), span }
    }

    /// The whole from one year to another, divided by eras if there are any and each has room.
    pub(super) fn whole(columns: usize, (first, last): (i16, i16), bands: &[Band]) -> Self {
        let span = january(first)..january(last).saturating_add(12);
        let drawn_together = Self { columns, span: span.clone(), shape: Shape::DrawnTogether };
        let bands: Vec<Band> = bands.iter().copied().filter(|band| band.first < span.end).collect();
        let Some(earliest) = bands.first().map(|band| band.first.min(span.start)) else { return drawn_together };
        let with_names: usize = bands.iter().map(|band| LEAST.max(band.name + 1)).sum();
        let room = |band: &Band| if with_names <= columns { LEAST.max(band.name + 1) } else { LEAST };
        let Some(free) = columns.checked_sub(bands.iter().map(room).sum()) else { return drawn_together };
        let weights: Vec<usize> = bands.iter().map(|band| band.records.isqrt() + 1).collect();
        let all: usize = weights.iter().sum();
        let (mut column, mut before) = (0, 0);
        let mut stretches = Vec::new();
        for (band, weight) in bands.iter().zip(weights) {
            stretches.push((band.first, column));
            // By differences of running shares, so that no column is lost to rounding.
            column += room(band) + free * (before + weight) / all - free * before / all;
            before += weight;
        }
        if let Some((start, _)) = stretches.first_mut() {
            *start = earliest;
        }
        Self { columns, span: earliest..span.end, shape: Shape::Stretches(stretches) }
    }

    /// The column of a month; one outside is at the edge.
    pub(super) fn column(&self, month: Month) -> usize {
        let month = month.clamp(self.span.start, self.span.end.max(self.span.start + 1) - 1);
        match &self.shape {
            Shape::Stretches(stretches) => self.on_stretch(stretches, month).min(self.columns.saturating_sub(1)),
            Shape::DrawnTogether => self.drawn_together(month),
        }
    }

    fn on_stretch(&self, stretches: &[(Month, usize)], month: Month) -> usize {
        let number = stretches.iter().take_while(|(first, _)| *first <= month).count();
        let Some((first, column)) = number.checked_sub(1).and_then(|number| stretches.get(number)) else { return 0 };
        let (next, end) = stretches.get(number).copied().unwrap_or((self.span.end, self.columns));
        let whole = usize::try_from(next - first).unwrap_or(0).max(1);
        let part = usize::try_from(month - first).unwrap_or(0);
        column + end.saturating_sub(*column) * part / whole
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of some hundred columns, never negative"
    )]
    fn drawn_together(&self, month: Month) -> usize {
        /// Months over which the scale is nearly even.
        const EVEN: f64 = 180.0;
        let last = self.span.end - 12;
        let depth = |month: Month| (f64::from(last - month.min(last)) / EVEN).ln_1p();
        let whole = depth(self.span.start);
        if whole <= 0.0 {
            return self.columns.saturating_sub(1);
        }
        let share = 1.0 - depth(month) / whole;
        (share * self.columns.saturating_sub(1) as f64).round() as usize
    }

    /// The columns from one month to before another; at least one, and none outside.
    pub(super) fn columns(&self, months: Range<Month>) -> Range<usize> {
        if months.end <= self.span.start || months.start >= self.span.end {
            return 0..0;
        }
        let first = self.column(months.start);
        let end = if months.end >= self.span.end { self.columns } else { self.column(months.end) };
        first..end.clamp(first + 1, self.columns.max(first + 1))
    }

    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        self.columns
    }

    /// The months it shows.
    pub(super) fn span(&self) -> Range<Month> {
        self.span.clone()
    }

    /// Names of months or years along it, each with the column it begins at; none touches another.
    pub(super) fn labels(&self) -> Vec<(usize, String)> {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let years = self.span.start.div_euclid(12)..=(self.span.end - 1).div_euclid(12);
        let mut labels = Labels { columns: self.columns, labels: Vec::new() };
        match &self.shape {
            _ if self.span.end - self.span.start <= 12 => {
                // Every third month first, so that they are evenly spread where not all have room.
                for step in [0, 6, 3, 9, 1, 2, 4, 5, 7, 8, 10, 11] {
                    labels.add(
                        self.column(self.span.start + step),
                        MONTHS.get(usize::try_from(step).unwrap_or(0)).map_or("", |name| name),
                    );
                }
            }
            Shape::Stretches(stretches) if stretches.len() > 1 => {
                for (first, column) in stretches {
                    labels.add(*column, &first.div_euclid(12).to_string());
                }
                labels.add(self.columns, &years.end().to_string());
            }
            Shape::Stretches(_) | Shape::DrawnTogether => {
                for step in [500, 100, 50, 25, 10, 5, 1] {
                    for year in years.clone().filter(|year| year % step == 0) {
                        labels.add(self.column(year * 12), &year.to_string());
                    }
                }
            }
        }
        labels.labels.sort();
        labels.labels
    }
}

struct Labels {
    columns: usize,
    labels: Vec<(usize, String)>,
}

impl Labels {
    /// Puts a label at a column, or before the edge, if it stands apart from those there are.
    fn add(&mut self, column: usize, label: &str) {
        let Some(last) = self.columns.checked_sub(width(label)) else { return };
        let column = column.min(last);
        let apart = |(other, text): &(usize, String)| column + width(label) < *other || other + width(text) < column;
        if self.labels.iter().all(apart) {
            self.labels.push((column, label.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bands() -> Vec<Band> {
        let band = |year, name, records| Band { first: january(year), name, records };
        vec![
            band(500, 8, 6),
            band(1868, 10, 40),
            band(1941, 3, 12),
            band(1952, 9, 60),
            band(2000, 6, 80),
            band(2014, 7, 200),
        ]
    }

    proptest! {
        #[test]
        fn time_runs_from_edge_to_edge(columns in 1_usize..320, with_eras: bool) {
            let bands = if with_eras { bands() } else { Vec::new() };
            let axis = Axis::whole(columns, (552, 2026), &bands);
            prop_assert_eq!(axis.column(january(500)), 0);
            prop_assert_eq!(axis.columns(january(2026)..january(2027)).end, columns);
            let all: Vec<usize> = (axis.span().start..axis.span().end).map(|month| axis.column(month)).collect();
            prop_assert!(all.windows(2).all(|pair| pair[0] <= pair[1]));
            prop_assert!(all.iter().all(|column| *column < columns));
        }

        #[test]
        fn labels_never_touch(columns in 0_usize..320, with_eras: bool, year in 0_i16..9999) {
            let bands = if with_eras { bands() } else { Vec::new() };
            let windows = [Point::Century(year / 100), Point::Decade(year / 10), Point::Year(year)];
            let axes = windows.map(|window| Axis::window(columns, window));
            for axis in axes.into_iter().chain([Axis::whole(columns, (552, 2026), &bands)]) {
                let labels = axis.labels();
                for pair in labels.windows(2) {
                    prop_assert!(pair[0].0 + pair[0].1.len() < pair[1].0, "{}: {:?}", columns, labels);
                }
                prop_assert!(labels.last().is_none_or(|(column, text)| column + text.len() <= columns));
            }
        }
    }

    #[test]
    fn every_era_has_room_for_its_name_where_all_do() {
        let axis = Axis::whole(60, (552, 2026), &bands());
        for pair in bands().windows(2) {
            let columns = axis.columns(pair[0].first..pair[1].first);
            assert!(columns.len() > pair[0].name, "{columns:?}");
        }
        let labels: Vec<String> = axis.labels().into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["500", "1868", "1941", "1952", "2000", "2014", "2026"]);
    }

    #[test]
    fn a_window_shows_what_is_in_it_alone() {
        let axis = Axis::window(50, Point::Decade(201));
        assert_eq!(
            (axis.columns(january(2010)..january(2011)), axis.columns(january(2019)..january(2020))),
            (0..5, 45..50)
        );
        assert_eq!(axis.columns(january(2020)..january(2021)), 0..0);
        assert_eq!(axis.columns(january(2005)..january(2012)), 0..10);
        assert_eq!(axis.labels().len(), 10);
    }
}
