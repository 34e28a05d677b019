//! A folded text that leads back: what was matched in the folded form is marked in what was written.

use unicode_segmentation::UnicodeSegmentation;

use super::{Folder, into_string};

/// A folded text that still knows where each letter came from.
#[derive(Debug)]
pub(crate) struct Traced<'t> {
    /// The folded form.
    pub(crate) folded: String,
    /// For each byte of the folded form, where its original character begins.
    origins: Vec<usize>,
    original: &'t str,
}

impl<'t> Traced<'t> {
    /// Folds a text that is to be marked.
    pub(crate) fn new(original: &'t str) -> Self {
        let mut out = Vec::with_capacity(original.len());
        let folder = Folder::<true> { out: &mut out, start: 0, parted: false, scripts: true, origins: Vec::new() };
        let origins = folder.run(original);
        Self { folded: into_string(out), origins, original }
    }

    /// The original graphemes that a stretch of the folded form came from.
    pub(crate) fn original(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.origins.get(start).copied().unwrap_or(self.original.len());
        let last = end.checked_sub(1).and_then(|at| self.origins.get(at)).copied().unwrap_or(first);
        let (mut from, mut to) = (0, self.original.len());
        for (at, grapheme) in self.original.grapheme_indices(true) {
            if at <= first {
                from = at;
            }
            if at + grapheme.len() > last {
                to = at + grapheme.len();
                break;
            }
        }
        from..to
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_lead_back_to_whole_graphemes() {
        let text = "In To\u{304}dai-ji & Nara’s";
        let traced = Traced::new(text);
        assert_eq!(traced.folded, "in todai ji and nara");
        let original = |start, end| text.get(traced.original(start, end)).unwrap();
        assert_eq!(original(3, 8), "To\u{304}dai");
        assert_eq!(original(4, 5), "o\u{304}");
        assert_eq!(original(12, 15), "&");
        assert_eq!(original(16, 20), "Nara");
    }

    proptest! {
        #[test]
        fn any_stretch_comes_from_whole_graphemes(text in "\\PC{0,20}", start in 0_usize..30, length in 1_usize..10) {
            let range = Traced::new(&text).original(start, start + length);
            prop_assert!(text.get(range).is_some());
        }
    }
}
