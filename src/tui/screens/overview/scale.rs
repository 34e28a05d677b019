//! From years to columns and back to labels: the present spread out, the past drawn together, so that one axis holds
//! fifteen centuries and still tells last year from the one before.

use crate::text::width;

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

    /// The first and the last year, and between them as many round ones as stand apart, each with the column at which its
    /// label begins.
    pub(super) fn labels(self) -> Vec<(u16, String)> {
        let label = |year: i16| {
            let text = year.to_string();
            let columns = u16::try_from(width(&text)).unwrap_or(u16::MAX);
            // Under the middle of its label, as far as the ends allow.
            let start = self.column(year).saturating_sub(columns / 2).min(self.columns.saturating_sub(columns));
            (start, text)
        };
        let ends = |(start, text): &(u16, String)| start + u16::try_from(width(text)).unwrap_or(0);
        let mut labels: Vec<(u16, String)> = Vec::new();
        let round = [500, 100, 50, 25, 10, 5]
            .into_iter()
            .flat_map(|step| (self.first..=self.last).filter(move |year| year % step == 0));
        for candidate in [self.last, self.first].into_iter().chain(round).map(label) {
            let is_apart = |other: &(u16, String)| ends(&candidate) + 2 <= other.0 || ends(other) + 2 <= candidate.0;
            if ends(&candidate) <= self.columns && labels.iter().all(is_apart) {
                labels.push(candidate);
            }
        }
        labels.sort();
        labels
    }
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
    fn the_ends_are_told_where_there_is_room() {
        let labels = Scale { first: 552, last: 2026, columns: 58 }.labels();
        assert_eq!(
            (labels.first().map(|label| label.1.as_str()), labels.last().map(|label| label.1.as_str())),
            (Some("552"), Some("2026"))
        );
    }
}
