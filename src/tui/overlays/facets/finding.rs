//! Which facets fit what is typed: looked for by their names, so many at a time, for of a huge pack there are tens of
//! thousands. Where they stand and how often each was counted is not known here.

use hashbrown::HashSet;

use crate::data::Dataset;
use crate::search::facets::Facet;
use crate::text::fold::fold;

/// The facets that fit what is typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Finding {
    /// What is typed, folded; if that is nothing, every facet fits.
    typed: String,
    /// How many facets were looked at.
    looked_at: usize,
    fitting: HashSet<Facet>,
}

impl Finding {
    /// None was looked at yet.
    pub(super) fn of(typed: &str) -> Self {
        Self { typed: fold(typed), ..Self::default() }
    }

    /// Looks at so many more of these facets, unless all were; tells whether all are. They may be handed in in another
    /// order once all were looked at.
    pub(super) fn advance(&mut self, dataset: &Dataset<'_>, all: &[Facet], names: usize) -> bool {
        let words: Vec<&str> = self.typed.split_whitespace().collect();
        if words.is_empty() {
            return true;
        }
        let end = self.looked_at.saturating_add(names).min(all.len());
        let next = all.get(self.looked_at..end).unwrap_or_default();
        self.fitting.extend(next.iter().filter(|facet| are_of(&words, **facet, dataset)));
        self.looked_at = self.looked_at.max(end);
        end == all.len()
    }

    /// Whether a facet fits, if it was looked at.
    pub(super) fn fits(&self, facet: Facet) -> bool {
        self.typed.is_empty() || self.fitting.contains(&facet)
    }
}

/// Whether each of these words begins one of a facet's name or of its group's: the middle of a word is not what one
/// thinks of.
fn are_of(words: &[&str], facet: Facet, dataset: &Dataset<'_>) -> bool {
    let (text, group) = (fold(&facet.name(dataset)), fold(facet.group().name()));
    let begins = |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|own| own.starts_with(word));
    words.iter().all(|word| begins(&text, word) || begins(&group, word) || text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::{Kind, bundled};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn in_slices_of_any_size_the_same_facets_fit(typed in "[a-e]{0,2}( [a-e]| )?", names in 1_usize..30) {
            let dataset = bundled::dataset().unwrap();
            let all: Vec<Facet> =
                Kind::ALL.into_iter().map(Facet::Kind).chain((0..90).map(Facet::Source)).chain((0..12).map(Facet::Sector)).collect();
            let (mut sliced, mut whole, mut slices) = (Finding::of(&typed), Finding::of(&typed), 1);
            prop_assert!(whole.advance(&dataset, &all, usize::MAX));
            while !sliced.advance(&dataset, &all, names) {
                slices += 1;
            }
            prop_assert!(typed.trim().is_empty() || slices == all.len().div_ceil(names), "no slice looks at more than it may");
            let words: Vec<String> = fold(&typed).split_whitespace().map(str::to_owned).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            for facet in all {
                prop_assert_eq!(sliced.fits(facet), are_of(&words, facet, &dataset));
                prop_assert_eq!(sliced.fits(facet), whole.fits(facet));
            }
        }
    }
}
