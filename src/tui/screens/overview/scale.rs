//! From years to columns and back to labels: the present spread out, the past drawn together, so that one axis holds
//! fifteen centuries and still tells last year from the one before.

/// What lies between two labels, in years: round numbers.
const GAPS: [i16; 9] = [5, 10, 20, 25, 50, 100, 200, 500, 1000];
/// Every round year is so many times something.
const ROUND: i16 = 5;

/// An axis of years.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// The year of the first column.
    first: i16,
    /// That of the last.
    last: i16,
    /// How many columns there are.
    pub(super) columns: u16,
    /// How deep in the past the first lies.
    depth: f64,
}

impl Scale {
    /// Years before the last over which the scale is nearly even.
    const EVEN: f64 = 7.0;

    /// One from this year to that.
    pub(super) fn new((first, last): (i16, i16), columns: u16) -> Self {
        let scale = Self { first, last: last.max(first), columns, depth: 0.0 };
        Self { depth: scale.depth_of(first), ..scale }
    }

    fn depth_of(self, year: i16) -> f64 {
        (f64::from(self.last.saturating_sub(year).max(0)) / Self::EVEN).ln_1p()
    }

    /// The column of a year; of one beyond the ends, the column at that end.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of some hundred columns, never negative"
    )]
    pub(super) fn column(self, year: i16) -> u16 {
        let year = year.clamp(self.first, self.last);
        let end = self.columns.saturating_sub(1);
        if self.depth <= 0.0 {
            return end;
        }
        ((1.0 - self.depth_of(year) / self.depth) * f64::from(end)).round() as u16
    }

    /// The first and the last year, and between them as many round ones as stand apart, such that what lies between two
    /// never grows towards the present: years that are equally far apart, and from a stretch of the past to the one before it
    /// farther. Each with the column at which its label begins.
    pub(super) fn labels(self) -> Vec<(u16, String)> {
        let mut labels: Vec<Label> = Vec::new();
        for end in [self.last, self.first].map(|year| self.label(year)) {
            if self.has_room(end, &labels) {
                labels.push(end);
            }
        }
        let inner = self.round_years(&labels);
        labels.extend(inner);
        labels.sort_by_key(|label| label.start);
        labels.into_iter().map(|label| (label.start, label.year.to_string())).collect()
    }

    /// The round years that have labels beside these at the ends.
    fn round_years(self, ends: &[Label]) -> Vec<Label> {
        // From the past on: how many labels there are up to a year, if what lies between two is at least one of the gaps
        // there, and which gap comes before that year.
        type Count = (u16, Option<u16>);
        let from = self.first.saturating_add((-self.first).rem_euclid(ROUND));
        let rounds = (from..self.last).step_by(ROUND.unsigned_abs().into());
        let mut best: Vec<(Option<Label>, [Count; GAPS.len()])> = Vec::with_capacity(rounds.len());
        for (at, year) in rounds.enumerate() {
            let label = Some(self.label(year)).filter(|label| self.has_room(*label, ends));
            // Of gaps that allow as many, the least: from the coarsest on, so that a finer one is taken where it does no worse.
            let (mut here, mut most) = ([(1, None); GAPS.len()], (1, None));
            for (number, gap) in GAPS.into_iter().enumerate().rev() {
                let before =
                    at.checked_sub(usize::from((gap / ROUND).unsigned_abs())).filter(|_| year.rem_euclid(gap) == 0);
                let before = before.and_then(|before| best.get(before));
                let count = before.and_then(|(other, counts)| Some(((*other)?, counts.get(number)?.0 + 1)));
                if let (Some(label), Some((other, count))) = (label, count)
                    && other.is_apart(label)
                    && count >= most.0.max(2)
                {
                    most = (count, u16::try_from(number).ok());
                }
                if let Some(of_gap) = here.get_mut(number) {
                    *of_gap = most;
                }
            }
            best.push((label, here));
        }
        let count =
            |at: &usize| best.get(*at).and_then(|(label, here)| label.and(here.first())).map(|(count, _)| *count);
        let mut labels = Vec::new();
        let (mut next, mut finest) = ((0..best.len()).filter(|at| count(at).is_some()).max_by_key(count), 0);
        while let Some((at, (label, here))) = next.and_then(|at| Some((at, best.get(at)?))) {
            labels.extend(label);
            let gap = here.get(finest).and_then(|(_, gap)| *gap).map(usize::from);
            next = gap.and_then(|number| Some((number, GAPS.get(number)?))).and_then(|(number, gap)| {
                finest = number;
                at.checked_sub(usize::from((gap / ROUND).unsigned_abs()))
            });
        }
        labels
    }

    fn label(self, year: i16) -> Label {
        let signs = usize::from(year < 0) + 1 + year.unsigned_abs().checked_ilog10().unwrap_or(0) as usize;
        let columns = u16::try_from(signs).unwrap_or(u16::MAX);
        // Under the middle of its label, as far as the ends allow.
        let start = self.column(year).saturating_sub(columns / 2).min(self.columns.saturating_sub(columns));
        Label { year, start, end: start + columns }
    }

    /// Whether a label fits on the axis, apart from these.
    fn has_room(self, label: Label, others: &[Label]) -> bool {
        label.end <= self.columns && others.iter().all(|other| label.is_apart(*other))
    }
}

/// A year under the axis, from one column to before another.
#[derive(Clone, Copy, Debug)]
struct Label {
    year: i16,
    start: u16,
    end: u16,
}

impl Label {
    /// Whether two labels have air between them.
    fn is_apart(self, other: Self) -> bool {
        self.end + 2 <= other.start || other.end + 2 <= self.start
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn later_years_are_never_further_left(first in 0..2000_i16, span in 0..1500_i16, columns in 1..300_u16) {
            let scale = Scale::new((first, first + span), columns);
            for year in first..first + span {
                prop_assert!(scale.column(year) <= scale.column(year + 1));
            }
            prop_assert!(scale.column(i16::MAX) < columns && scale.column(0) < columns);
        }

        #[test]
        fn labels_stand_apart_and_whole(first in 0..2000_i16, span in 0..1500_i16, columns in 0..300_u16) {
            let labels = Scale::new((first, first + span), columns).labels();
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
            let labels = Scale::new((552, 2026), columns).labels();
            let years: Vec<i16> = labels.iter().map(|(_, year)| year.parse().unwrap()).collect();
            assert_eq!(years, told, "{columns}");
        }
    }

    proptest! {
        #[test]
        fn steps_only_grow_towards_the_past(first in 0..1990_i16, last in 1995..2100_i16, columns in 20..300_u16) {
            let labels = Scale::new((first, last), columns).labels();
            let years: Vec<i16> = labels.iter().map(|(_, year)| year.parse().unwrap()).collect();
            // The ends are years like any other.
            let inner: Vec<i16> = years.iter().copied().filter(|year| *year != first && *year != last).collect();
            let gaps: Vec<i16> = inner.windows(2).map(|pair| pair[1] - pair[0]).collect();
            prop_assert!(gaps.windows(2).all(|pair| pair[0] >= pair[1]), "{:?}", years);
        }
    }

    #[test]
    fn the_ends_are_told_where_there_is_room() {
        let labels = Scale::new((552, 2026), 58).labels();
        assert_eq!(
            (labels.first().map(|label| label.1.as_str()), labels.last().map(|label| label.1.as_str())),
            (Some("552"), Some("2026"))
        );
    }
}
