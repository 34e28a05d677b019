//! A look at an item's title, which mostly decides, without a look at anything else.
//!
//! Most items of a short query are of this sort: every word is in the title or nowhere, and the letters of
//! the other names say that none is there. Where that is not certain, [`crate::search::scorer`] weighs all.

use super::index::Field;
use super::points::{points_in_name, text_points};
use crate::data::ItemId;
use crate::search::engine::term::Fit;
use crate::search::occurrence_cursor::Ahead;
use crate::search::scorer::{Judge, Notes, Probe};

/// What a look tells that is quicker than weighing an item.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Quick {
    /// Some word is nowhere.
    Miss,
    /// Every word is there: a bound on the score.
    Bound(u32),
    /// All has to be weighed.
    Unsure,
}

impl Judge<'_> {
    /// Looks at an item's title and at the letters of its other names.
    pub(crate) fn look_quickly(&self, id: ItemId, notes: &mut Notes) -> Quick {
        let item = id.index();
        let (brief, others) = (self.index.brief(item), self.index.other_letters(item));
        if brief.title == u8::MAX || self.words.is_empty() {
            return Quick::Unsure;
        }
        let (mut sum, mut covered) = (u32::from(brief.prior), 0);
        for (at, word) in self.words.iter().enumerate() {
            let [probe] = word.probes.as_slice() else { return Quick::Unsure };
            if word.optional || probe.needle.is_anchored() || probe.needle.may_fit(others.bag, others.heads) {
                return Quick::Unsure;
            }
            let mut ahead = notes.ahead.as_mut().and_then(|ahead| ahead.get_mut(at)?.first_mut());
            let Some(fit) = self.fit_in_title(item, probe, ahead.as_deref_mut()) else {
                let in_texts = ahead.is_none_or(|ahead| ahead.in_texts(self.index, &probe.needle, item).is_some());
                return if in_texts { Quick::Unsure } else { Quick::Miss };
            };
            let fine = match fit {
                // Scored in the word they are scattered over, which begins with the first of them.
                Fit::Scattered => probe.most_fine_of_all(),
                _ => probe.most_fine(Some(&brief.first)),
            };
            let points = points_in_name(fit, Field::Title, fine, probe.worth);
            if fit >= Fit::Prefix {
                sum += points;
                covered += probe.needle.text().len();
            } else {
                // A text may have it as a whole word.
                sum += points.max(text_points(Fit::Word, false));
            }
        }
        Quick::Bound(sum + self.coverage(covered, usize::from(brief.title), Field::Title))
    }

    fn fit_in_title(&self, item: usize, probe: &Probe, ahead: Option<&mut Ahead>) -> Option<Fit> {
        let needle = &probe.needle;
        let letters = self.index.letters(item);
        if !needle.may_fit(letters.bag, letters.heads) {
            return None;
        }
        if let Some(fit) = needle.fit_of_bags(letters.bag) {
            return Some(fit);
        }
        let (start, title) = (self.index.names_at(item) + 1, self.index.title(item)?.as_bytes());
        let written = match ahead {
            Some(ahead) if !needle.is_short() => {
                ahead.in_names(self.index, needle, item).then(|| ahead.at().saturating_sub(start))
            }
            _ => Some(0),
        };
        needle.in_name_from(title, letters.heads, written)
    }
}
