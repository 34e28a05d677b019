//! A corpus as it is compiled into the program: the arenas as they stand, to be searched where they lie, and of each item what
//! tells where its part of them ends. All else is noted again when it is opened, which takes less than to fold the texts.

use serde::{Deserialize, Serialize};

use super::Corpus;
use super::noted::Noted;
use crate::search::engine::text_sort::NameSort;

#[derive(Deserialize, Serialize)]
struct Packed<'a> {
    items: Vec<Item>,
    /// The sort of every name, and how many bytes it takes.
    names: Vec<(NameSort, u16)>,
    all_names: &'a str,
    all_texts: &'a str,
}

#[derive(Deserialize, Serialize)]
struct Item {
    prior: u8,
    /// How many names it has.
    names: usize,
    /// How many bytes its texts take before the summary, and that.
    facts: usize,
    summary: usize,
}

impl Corpus {
    /// In postcard's form.
    ///
    /// # Errors
    /// What postcard cannot write; it can write every corpus.
    #[cfg(any(test, not(bundled)))]
    pub(crate) fn pack(&self) -> postcard::Result<Vec<u8>> {
        let item = |number: usize| {
            let span = self.text_of(number);
            Item {
                prior: self.brief(number).prior,
                names: self.names_of(number).len(),
                facts: span.summary - span.start,
                summary: span.end - span.summary,
            }
        };
        postcard::to_allocvec(&Packed {
            items: (0..self.len()).map(item).collect(),
            names: self.every_name().iter().map(|name| (name.sort, name.length)).collect(),
            all_names: self.all_names(),
            all_texts: self.all_texts(),
        })
    }

    /// What [`Corpus::pack`] made of a corpus in which the letters of each item are known; nothing of other bytes.
    pub(crate) fn unpack(bytes: &'static [u8]) -> Option<Self> {
        let Packed { items, names, all_names, all_texts } = postcard::from_bytes(bytes).ok()?;
        let mut noted = Noted::new(items.len(), true);
        let mut names = names.into_iter();
        let (mut names_end, mut texts_end) = (0, 0);
        for item in items {
            noted.begin(names_end, texts_end);
            for (sort, length) in names.by_ref().take(item.names) {
                // Each stands after a line end.
                let start = names_end + 1;
                names_end = start + usize::from(length);
                noted.name(sort, start, all_names.as_bytes().get(start..names_end)?);
            }
            noted.end(all_names.as_bytes(), texts_end + item.facts, item.prior);
            texts_end += item.facts + item.summary;
        }
        Some(noted.finish(all_names.into(), all_texts.into()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::engine::corpus::CorpusBuilder;

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(
            items in proptest::collection::vec((any::<u8>(), "[a-z ]{0,9}", "\\PC{0,9}", "[a-z ]{0,20}", any::<bool>()), 0..9),
        ) {
            let mut corpus = CorpusBuilder::new(items.len(), true);
            for (prior, title, alias, text, has_summary) in &items {
                corpus.begin();
                corpus.add_name(NameSort::Title, title);
                corpus.add_name(NameSort::Alias, alias);
                corpus.add_text(Some(title), text);
                if *has_summary {
                    corpus.add_summary(alias);
                }
                corpus.end(*prior);
            }
            let corpus = corpus.finish();
            let unpacked = Corpus::unpack(corpus.pack().unwrap().leak());
            prop_assert_eq!(format!("{:?}", unpacked.unwrap()), format!("{corpus:?}"));
        }
    }

    #[test]
    fn bytes_that_are_cut_off_hold_nothing() {
        let mut corpus = CorpusBuilder::new(1, true);
        corpus.begin();
        corpus.add_name(NameSort::Title, "Lake");
        corpus.end(1);
        let bytes: &'static [u8] = corpus.finish().pack().unwrap().leak();
        assert!(Corpus::unpack(bytes).is_some());
        for end in 0..bytes.len() {
            assert!(Corpus::unpack(&bytes[..end]).is_none(), "{end}");
        }
    }
}
