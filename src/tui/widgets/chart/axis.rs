//! Where the marks of an axis stand and what they say: round numbers at equal distances, and labels that neither touch
//! nor are cut.

use crate::data::series::format_value;
use crate::text::width;

/// The marks of a vertical axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The lowest value of the axis.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// The values marked, lowest first, and what they say.
    pub marks: Vec<(f64, String)>,
    /// Rows from the lowest mark to the highest, both counted: as many as let every mark stand on a row of its own, all
    /// equally far apart.
    pub rows: u16,
}

impl Ticks {
    /// Columns the widest label takes.
    #[must_use]
    pub fn label_width(&self) -> usize {
        self.marks.iter().map(|(_, label)| width(label)).max().unwrap_or(0)
    }
}

/// The most marks there are, zero not counted.
const MOST: i64 = 8;
/// Steps between marks, and how readily each is read: what is less round is taken where it gives more room.
const FACTORS: [(f64, f64); 6] = [(1.0, 1.0), (2.0, 1.0), (5.0, 1.0), (2.5, 0.92), (4.0, 0.9), (3.0, 0.85)];
/// One mark besides zero tells little.
const ALONE: f64 = 0.5;

/// A step of marks and what comes of it.
struct Best {
    score: f64,
    step: f64,
    first: i64,
    last: i64,
    /// Rows from mark to mark.
    each: i64,
    decimals: i32,
}

/// Round marks that reach from `low` to `high` and include zero, in at most so many rows. Of all steps that fit, that
/// which leaves the figures most room.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a handful of marks")]
pub fn ticks(low: f64, high: f64, rows: u16) -> Ticks {
    let (low, high) = (low.min(0.0), high.max(0.0));
    let high = if high - low > 0.0 { high } else { 1.0 };
    let room = i64::from(rows.max(2)) - 1;
    // Marks in every row are for the smallest charts alone.
    let apart = if room >= 6 { 2 } else { 1 };
    let magnitude = (high - low).log10().floor() as i32;
    let mut best: Option<Best> = None;
    for exponent in (magnitude - 2)..=(magnitude + 1) {
        for (factor, niceness) in FACTORS {
            let step = factor * 10_f64.powi(exponent);
            let (first, last) = (steps_down(low, step), steps_up(high, step));
            let steps = last - first;
            if !(1..=MOST).contains(&steps) || room / steps < apart.min(room) {
                continue;
            }
            let each = room / steps;
            let niceness = if steps == 1 { niceness * ALONE } else { niceness };
            let score = each as f64 * (high - low) / step * niceness;
            if best.as_ref().is_none_or(|best| score > best.score + 0.01) {
                let decimals = (i32::from(factor.fract() > 0.0) - exponent).max(0);
                best = Some(Best { score, step, first, last, each, decimals });
            }
        }
    }
    let Best { step, first, last, each, decimals, .. } = best.unwrap_or_else(|| {
        let step = 10_f64.powi(magnitude + 1);
        let (first, last) = (steps_down(low, step), steps_up(high, step));
        Best { score: 0.0, step, first, last, each: (room / (last - first)).max(1), decimals: (-magnitude - 1).max(0) }
    });
    let marks = (first..=last).map(|index| {
        let value = index as f64 * step;
        (value, label(value, decimals))
    });
    let rows = u16::try_from((last - first) * each + 1).unwrap_or(u16::MAX);
    Ticks { low: first as f64 * step, high: last as f64 * step, marks: marks.collect(), rows }
}

/// Steps from zero to a value, whole, away from zero; what is a hair over a mark stands on it.
#[expect(clippy::cast_possible_truncation, reason = "a handful of steps")]
fn steps_up(value: f64, step: f64) -> i64 {
    (value / step - 1e-9).ceil() as i64
}

fn steps_down(value: f64, step: f64) -> i64 {
    -steps_up(-value, step)
}

fn label(value: f64, decimals: i32) -> String {
    // The sum of steps has more digits than a step has: `0.30000000000000004`.
    let scale = 10_f64.powi(decimals);
    let value = (value * scale).round() / scale;
    if value == 0.0 {
        return "0".to_owned();
    }
    let told = format_value(value);
    let has = told.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let lacks = usize::try_from(decimals).unwrap_or(0).saturating_sub(has);
    match (lacks, has) {
        (0, _) => told,
        (_, 0) => format!("{told}.{}", "0".repeat(lacks)),
        _ => format!("{told}{}", "0".repeat(lacks)),
    }
}

/// A label of a horizontal axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'l> {
    /// The column of its mark.
    pub tick: u16,
    /// The column its text begins at.
    pub start: u16,
    /// The text, whole.
    pub text: &'l str,
}

/// Chooses labels for an axis of so many columns: all in full if they fit, else every second, fifth, tenth …, in full
/// or in short. None is cut, none touches another.
///
/// A mark is its column, its full text and its short text; marks come in order, each as far from the next in time as
/// the others. Which of them stay is counted from the first that is a multiple: see [`Years`](super::Years).
#[must_use]
pub fn horizontal_labels(marks: &[(u16, String, String)], columns: u16) -> Vec<Label<'_>> {
    for every in [1, 2, 5, 10, 20, 50, 100] {
        for long in [true, false] {
            let chosen = marks.iter().skip(skip(marks, every)).step_by(every);
            let text = |mark: &'_ (u16, String, String)| width(if long { &mark.1 } else { &mark.2 });
            let labels: Vec<Label<'_>> = chosen
                .filter_map(|mark| {
                    let columns_of = u16::try_from(text(mark)).ok()?;
                    let start = mark.0.saturating_sub(columns_of / 2).min(columns.checked_sub(columns_of)?);
                    Some(Label { tick: mark.0, start, text: if long { &mark.1 } else { &mark.2 } })
                })
                .collect();
            let apart = labels.windows(2).all(|pair| match pair {
                [left, right] => usize::from(left.start) + width(left.text) < usize::from(right.start),
                _ => true,
            });
            if apart && !labels.is_empty() {
                return labels;
            }
        }
    }
    Vec::new()
}

/// How many marks are passed over so that what stays is a multiple of this many years, where marks are years.
fn skip(marks: &[(u16, String, String)], every: usize) -> usize {
    let year = |mark: &(u16, String, String)| mark.1.get(..4).and_then(|year| year.parse::<usize>().ok());
    let first = marks.iter().position(|mark| year(mark).is_some_and(|year| year.is_multiple_of(every)));
    first.filter(|first| *first < marks.len() && every > 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_are_round_and_zero_is_told_once() {
        let said =
            |low, high, rows| ticks(low, high, rows).marks.into_iter().map(|(_, label)| label).collect::<Vec<_>>();
        assert_eq!(said(0.0, 21.4, 13), ["0", "4", "8", "12", "16", "20", "24"]);
        assert_eq!(said(-15.4, 0.0, 9), ["-16", "-12", "-8", "-4", "0"]);
        assert_eq!(said(0.0, 1455.0, 7), ["0", "500", "1,000", "1,500"]);
        assert_eq!(said(0.0, 0.4, 9), ["0", "0.1", "0.2", "0.3", "0.4"]);
        assert_eq!(said(0.0, 0.0, 2), ["0", "1"]);
    }

    #[test]
    fn no_label_is_cut_or_touches_at_any_width() {
        let years: Vec<(String, String)> = (2003..=2025)
            .map(|year| (format!("{year}-{:02}", (year + 1) % 100), format!("’{:02}", year % 100)))
            .collect();
        for columns in 20..=300_u16 {
            let last = u16::try_from(years.len() - 1).unwrap();
            let marks: Vec<_> = (0..=last)
                .zip(&years)
                .map(|(index, (long, short))| (index * (columns - 1) / last, long.clone(), short.clone()))
                .collect();
            let labels = horizontal_labels(&marks, columns);
            assert!(!labels.is_empty(), "{columns}");
            for label in &labels {
                assert!(years.iter().any(|(long, short)| label.text == long || label.text == short));
                assert!(usize::from(label.start) + width(label.text) <= usize::from(columns));
            }
            for pair in labels.windows(2) {
                assert!(usize::from(pair[0].start) + width(pair[0].text) < usize::from(pair[1].start));
            }
        }
    }

    proptest! {
        #[test]
        fn the_axis_reaches_every_value_on_rows_of_equal_distance(
            low in -1e6_f64..0.0, high in 0.0_f64..1e6, rows in 2_u16..60
        ) {
            let ticks = ticks(low, high, rows);
            prop_assert!(ticks.low <= low + 1e-6 && high <= ticks.high + 1e-6);
            prop_assert_eq!(ticks.marks.iter().filter(|(_, label)| label == "0").count(), 1);
            let steps = u16::try_from(ticks.marks.len() - 1).unwrap();
            prop_assert!(steps >= 1);
            prop_assert_eq!((ticks.rows - 1) % steps, 0);
            prop_assert!(ticks.rows <= rows.max(3), "{ticks:?}");
        }
    }
}
