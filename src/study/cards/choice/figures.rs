//! Wrong values for a figure: other figures of the same series, the nearest in time first. A series may have thousands,
//! so they are looked at from the right one outwards, and no farther than is needed.

use std::collections::HashSet;

use super::{Far, NEAR, Wrong};
use crate::data::Dataset;
use crate::study::cards::amount;
use crate::study::cards::card::{Card, Evidence, Value};
use crate::study::wording::Lexicon;

/// Figures nearer to each other than this part of their size are not told apart by a guess.
const APART: f64 = 0.2;
/// So far to either side is looked at most.
const FARTHEST: usize = 1000;

/// Other figures of the same series, far enough to be told apart; of the farther ones no more than is needed.
pub(super) fn wrong(dataset: &Dataset<'_>, lexicon: &Lexicon<'_>, card: &Card) -> Vec<(Far, Wrong)> {
    let (Some(series), Value::Number(right), Evidence::Point(index)) =
        (dataset.series_of(card.owner), &card.value, card.evidence)
    else {
        return Vec::new();
    };
    let apart = |value: f64| (value - right).abs() > APART * right.abs() && (value < 0.0) == (*right < 0.0);
    let (answer, mut texts, mut found) = (card.answer(), HashSet::new(), Vec::new());
    for far in 1..FARTHEST.min(series.points.len()) {
        // Both that are so far away are taken, or which of them comes first would depend on the side.
        for point in [index.checked_sub(far), Some(index + far)].into_iter().flatten() {
            let Some(point) = series.points.get(point).filter(|point| apart(point.value)) else { continue };
            let text = amount(lexicon, point.value, &series.unit);
            if text != answer {
                texts.insert(text.clone());
            }
            let why = format!("{text} is the figure for {}.", point.period);
            found.push((Far::try_from(far).unwrap_or(Far::MAX), Wrong { text, from: card.owner, why }));
        }
        if texts.len() >= NEAR {
            break;
        }
    }
    found
}
