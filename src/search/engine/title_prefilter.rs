//! A look at an item's title, which mostly decides, without a look at anything else.
//!
//! Most items of a short query are of this sort: every word is in the title or nowhere, and the letters of
//! the other names say that none is there. Where that is not certain, [`super::scorer`] looks at all.

use super::corpus::Corpus;
use super::fit::Fit;
use super::occurrence_cursor::{Cursors, OccurrenceCursor};
use super::probe::{Probe, QueryWords};
use super::score::{Estimate, points_in_name, text_points, together};
use super::text_sort::NameSort;

/// Looks at an item's title and at the letters of its other names.
pub(crate) fn estimate(
    corpus: &Corpus,
    words: &QueryWords,
    mut cursors: Option<&mut Cursors>,
    item: usize,
) -> Estimate {
    let (brief, others) = (corpus.brief(item), corpus.other_masks(item));
    if brief.title == u8::MAX || words.list.is_empty() {
        return Estimate::Unsure;
    }
    let (mut sum, mut covered) = (u32::from(brief.prior), 0);
    for (at, word) in words.list.iter().enumerate() {
        let [probe] = word.probes.as_slice() else { return Estimate::Unsure };
        if word.optional || probe.needle.is_anchored() || probe.needle.may_fit(others.mask, others.heads) {
            return Estimate::Unsure;
        }
        let mut cursor = cursors.as_mut().and_then(|cursors| cursors.get_mut(at)?.first_mut());
        let Some(fit) = fit_in_title(corpus, item, probe, cursor.as_deref_mut()) else {
            let in_texts = cursor.is_none_or(|cursor| cursor.in_texts(corpus, &probe.needle, item).is_some());
            return if in_texts { Estimate::Unsure } else { Estimate::Miss };
        };
        let fine = match fit {
            // Scored in the word they are scattered over, which begins with the first of them.
            Fit::Scattered => probe.most_fine_of_all(),
            _ => probe.most_fine_of(fit, Some(&brief.first)),
        };
        let points = points_in_name(fit, NameSort::Title, fine, probe.worth);
        if fit >= Fit::Prefix {
            sum += points;
            covered += probe.needle.text().len();
        } else {
            // A text may have it as a whole word.
            sum += points.max(text_points(Fit::Word, false));
        }
    }
    // Those that are not in the title stand in one text at most.
    let bonus = words.coverage(covered, usize::from(brief.title), NameSort::Title) + together(words.all_required());
    Estimate::Bound(sum + bonus + words.most_in_order(brief.first) + words.most_opening())
}

fn fit_in_title(corpus: &Corpus, item: usize, probe: &Probe, cursor: Option<&mut OccurrenceCursor>) -> Option<Fit> {
    let needle = &probe.needle;
    let masks = corpus.masks(item);
    if !needle.may_fit(masks.mask, masks.heads) {
        return None;
    }
    if let Some(fit) = needle.fit_of_mask(masks.mask) {
        return Some(fit);
    }
    let (start, title) = (corpus.names_at(item) + 1, corpus.title(item)?.as_bytes());
    let written = match cursor {
        Some(cursor) if !needle.is_short() => {
            cursor.in_names(corpus, needle, item).then(|| cursor.at().saturating_sub(start))
        }
        _ => Some(0),
    };
    needle.in_name_from(title, masks.heads, written)
}
