//! From years to columns and back to labels: the present spread out, the past drawn together, so that one axis holds
//! fifteen centuries and still tells last year from the one before.

use std::collections::BTreeMap;

use crate::text::width;

/// What lies between two labels, in years: round numbers.
const GAPS: [i16; 9] = [5, 10, 20, 25, 50, 100, 200, 500, 1000];
/// Every round year is so many times something.
const ROUND: i16 = 5;

/// An axis of years.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// The year of the first column.
    pub(super) first: i16,
    /// That of the last.
    pub(super) last: i16,
    /// How many columns there are.
    pub(super) columns: u16,
}

impl Scale {
    /// Years before the last over which the scale is nearly even.
    const EVEN: f64 = 7.0;

    /// The column of a year; of one beyond the ends, the column at that end.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of some hundred columns, never negative"
    )]
    pub(super) fn column(self, year: i16) -> u16 {
        let year = year.clamp(self.first, self.last.max(self.first));
        let depth = |year: i16| (f64::from(self.last.saturating_sub(year).max(0)) / Self::EVEN).ln_1p();
        let whole = depth(self.first);
        let end = self.columns.saturating_sub(1);
        if whole <= 0.0 {
            return end;
        }
        ((1.0 - depth(year) / whole) * f64::from(end)).round() as u16
    }

    /// The first and the last year, and between them as many round ones as stand apart, such that what lies between two
    /// never grows towards the present: years that are equally far apart, and from a stretch of the past to the one before it
    /// farther. Each with the column at which its label begins.
    pub(super) fn labels(self) -> Vec<(u16, String)> {
        let mut labels: Vec<(u16, String)> = Vec::new();
        for end in [self.last, self.first].map(|year| self.label(year)) {
            if self.has_room(&end, &labels) {
                labels.push(end);
            }
        }
        let inner = self.round_years(&labels);
        labels.extend(inner.into_iter().map(|year| self.label(year)));
        labels.sort();
        labels
    }

    /// The round years that have labels beside these at the ends.
    fn round_years(self, ends: &[(u16, String)]) -> Vec<i16> {
        // From the past on: how many labels there are up to a year, if what lies between two is at least one of the gaps
        // there, and which gap comes before that year.
        let mut best: BTreeMap<i16, [(usize, Option<usize>); GAPS.len()]> = BTreeMap::new();
        for year in (self.first..self.last).filter(|year| year.rem_euclid(ROUND) == 0) {
            let label = self.label(year);
            if !self.has_room(&label, ends) {
                continue;
            }
            // Of gaps that allow as many, the least: from the coarsest on, so that a finer one is taken where it does no worse.
            let (mut here, mut most) = ([(1, None); GAPS.len()], (1, None));
            for (number, gap) in GAPS.into_iter().enumerate().rev() {
                let before = year.checked_sub(gap).filter(|_| year.rem_euclid(gap) == 0);
                let count = before.and_then(|before| Some((before, best.get(&before)?.get(number)?.0 + 1)));
                if let Some((_, count)) = count.filter(|(before, _)| is_apart(&self.label(*before), &label))
                    && count >= most.0.max(2)
                {
                    most = (count, Some(number));
                }
                if let Some(of_gap) = here.get_mut(number) {
                    *of_gap = most;
                }
            }
            best.insert(year, here);
        }
        let count = |year: &i16| best.get(year).and_then(|here| here.first()).map_or(0, |(count, _)| *count);
        let mut years = Vec::new();
        let (mut next, mut finest) = (best.keys().copied().max_by_key(count), 0);
        while let Some(year) = next {
            years.push(year);
            let before = best.get(&year).and_then(|here| here.get(finest)).and_then(|(_, gap)| *gap);
            next = before.and_then(|number| Some((number, GAPS.get(number)?))).map(|(number, gap)| {
                finest = number;
                year - gap
            });
        }
        years
    }

    fn label(self, year: i16) -> (u16, String) {
        let text = year.to_string();
        let columns = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        // Under the middle of its label, as far as the ends allow.
        let start = self.column(year).saturating_sub(columns / 2).min(self.columns.saturating_sub(columns));
        (start, text)
    }

    /// Whether a label fits on the axis, apart from these.
    fn has_room(self, label: &(u16, String), others: &[(u16, String)]) -> bool {
        end(label) <= self.columns && others.iter().all(|other| is_apart(label, other))
    }
}

/// The column after a label.
fn end((start, text): &(u16, String)) -> u16 {
    start + u16::try_from(width(text)).unwrap_or(0)
}

/// Whether two labels have air between them.
fn is_apart(one: &(u16, String), other: &(u16, String)) -> bool {
    end(one) + 2 <= other.0 || end(other) + 2 <= one.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn later_years_are_never_further_left(first in 0..2000_i16, span in 0..1500_i16, columns in 1..300_u16) {
            let scale = Scale { first, last: first + span, columns };
            for year in first..first + span {
                prop_assert!(scale.column(year) <= scale.column(year + 1));
            }
            prop_assert!(scale.column(i16::MAX) < columns && scale.column(0) < columns);
        }

        #[test]
        fn labels_stand_apart_and_whole(first in 0..2000_i16, span in 0..1500_i16, columns in 0..300_u16) {
            let labels = Scale { first, last: first + span, columns }.labels();
            for pair in labels.windows(2) {
                prop_assert!(usize::from(pair[0].0) + pair[0].1.len() + 1 < usize::from(pair[1].0), "{:?}", labels);
            }
            prop_assert!(labels.iter().all(|(start, text)| usize::from(*start) + text.len() <= usize::from(columns)));
        }
    }

    #[test]
    fn years_are_equally_far_apart_in_each_stretch() {
        for (columns, told) in [
            (116, vec![552, 1200, 1400, 1600, 1700, 1800, 1900, 1950, 1975, 2000, 2010, 2015, 2020, 2026]),
            (76, vec![552, 1600, 1800, 1900, 1950, 2000, 2020, 2026]),
        ] {
            let labels = Scale { first: 552, last: 2026, columns }.labels();
            let years: Vec<i16> = labels.iter().map(|(_, year)| year.parse().unwrap()).collect();
            assert_eq!(years, told, "{columns}");
        }
    }

    proptest! {
        #[test]
        fn steps_only_grow_towards_the_past(first in 0..1990_i16, last in 1995..2100_i16, columns in 20..300_u16) {
            let labels = Scale { first, last, columns }.labels();
            let years: Vec<i16> = labels.iter().map(|(_, year)| year.parse().unwrap()).collect();
            // The ends are years like any other.
            let inner: Vec<i16> = years.iter().copied().filter(|year| *year != first && *year != last).collect();
            let gaps: Vec<i16> = inner.windows(2).map(|pair| pair[1] - pair[0]).collect();
            prop_assert!(gaps.windows(2).all(|pair| pair[0] >= pair[1]), "{:?}", years);
        }
    }

    #[test]
    fn the_ends_are_told_where_there_is_room() {
        let labels = Scale { first: 552, last: 2026, columns: 58 }.labels();
        assert_eq!(
            (labels.first().map(|label| label.1.as_str()), labels.last().map(|label| label.1.as_str())),
            (Some("552"), Some("2026"))
        );
    }
}
