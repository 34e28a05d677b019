//! Where the marks of an axis stand and what they say: round numbers, and labels that neither touch
//! nor are cut.

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
}

impl Ticks {
    /// Columns the widest label takes.
    #[must_use]
    pub fn label_width(&self) -> usize {
        self.marks.iter().map(|(_, label)| width(label)).max().unwrap_or(0)
    }
}

/// Round marks that reach from `low` to `high` and include zero, at most one in two rows.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a handful of marks and decimals"
)]
pub fn ticks(low: f64, high: f64, rows: usize) -> Ticks {
    let (low, high) = (low.min(0.0), high.max(0.0));
    let high = if high - low > 0.0 { high } else { 1.0 };
    let most = (rows / 2).max(2) as f64;
    let rough = (high - low) / most;
    let magnitude = 10_f64.powf(rough.log10().floor());
    let step =
        [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * magnitude).find(|step| *step >= rough).unwrap_or(rough);
    let (first, last) = ((low / step).floor() as i64, (high / step).ceil() as i64);
    let decimals = (-step.log10().floor()).max(0.0) as usize;
    let marks = (first..=last).map(|index| {
        let value = index as f64 * step;
        (value, label(value, decimals))
    });
    Ticks { low: first as f64 * step, high: last as f64 * step, marks: marks.collect() }
}

fn label(value: f64, decimals: usize) -> String {
    if decimals == 0 { crate::data::series::format_value(value.round()) } else { format!("{value:.decimals$}") }
}

/// A label of a horizontal axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'l> {
    /// The column of its mark.
    pub tick: usize,
    /// The column its text begins at.
    pub start: usize,
    /// The text, whole.
    pub text: &'l str,
}

/// Chooses labels for an axis of so many columns: all in full if they fit, else every second, fifth,
/// tenth …, else the same in short. None is cut, none touches another.
///
/// A mark is its column, its full text and its short text; marks come in order.
#[must_use]
pub fn horizontal_labels<'l>(marks: &[(usize, &'l str, &'l str)], columns: usize) -> Vec<Label<'l>> {
    for every in [1, 2, 5, 10, 20, 50, 100] {
        for long in [true, false] {
            // Counted from the last, which is what people look for.
            let chosen: Vec<_> = marks.iter().rev().step_by(every).rev().collect();
            let labels: Vec<Label<'l>> = chosen
                .iter()
                .filter_map(|&&(tick, full, short)| {
                    let text = if long { full } else { short };
                    let start = tick.saturating_sub(width(text) / 2).min(columns.checked_sub(width(text))?);
                    Some(Label { tick, start, text })
                })
                .collect();
            let apart = labels.windows(2).all(|pair| match pair {
                [left, right] => left.start + width(left.text) < right.start,
                _ => true,
            });
            if apart && labels.len() == chosen.len() {
                return labels;
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_are_round() {
        let said =
            |low, high, rows| ticks(low, high, rows).marks.into_iter().map(|(_, label)| label).collect::<Vec<_>>();
        assert_eq!(said(0.0, 21.4, 12), ["0", "5", "10", "15", "20", "25"]);
        assert_eq!(said(-15.4, 0.0, 8), ["-20", "-15", "-10", "-5", "0"]);
        assert_eq!(said(0.0, 1455.0, 6), ["0", "500", "1,000", "1,500"]);
        assert_eq!(said(0.0, 0.4, 10), ["0.0", "0.1", "0.2", "0.3", "0.4"]);
        assert_eq!(said(0.0, 0.0, 2), ["0.0", "0.5", "1.0"]);
    }

    #[test]
    fn no_label_is_cut_or_touches_at_any_width() {
        let years: Vec<(String, String)> = (2003..=2025)
            .map(|year| (format!("{year}-{:02}", (year + 1) % 100), format!("’{:02}", year % 100)))
            .collect();
        for columns in 20..=300 {
            let marks: Vec<_> = years
                .iter()
                .enumerate()
                .map(|(index, (long, short))| {
                    (index * (columns - 1) / (years.len() - 1), long.as_str(), short.as_str())
                })
                .collect();
            let labels = horizontal_labels(&marks, columns);
            assert!(!labels.is_empty(), "{columns}");
            for label in &labels {
                assert!(years.iter().any(|(long, short)| label.text == long || label.text == short));
                assert!(label.start + width(label.text) <= columns);
            }
            for pair in labels.windows(2) {
                assert!(pair[0].start + width(pair[0].text) < pair[1].start);
            }
            assert_eq!(labels.last().map(|label| label.tick), Some(columns - 1));
        }
    }

    proptest! {
        #[test]
        fn the_axis_reaches_every_value(low in -1e6_f64..0.0, high in 0.0_f64..1e6, rows in 1_usize..60) {
            let ticks = ticks(low, high, rows);
            prop_assert!(ticks.low <= low && high <= ticks.high);
            prop_assert!(ticks.marks.iter().any(|(value, _)| *value == 0.0));
            prop_assert!(ticks.marks.len() <= (rows / 2).max(2) + 2);
        }
    }
}
