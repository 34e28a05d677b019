//! A corpus as it is compiled into the program: the names as they stand, to be searched where they lie, the texts by
//! the numbers of their words, and of each item what tells where its part of them ends. All else is noted again when it
//! is opened, which takes less than to fold the texts.

use serde::{Deserialize, Serialize};

use super::coded::{Coded, Written};
use super::noted::Noted;
use super::{Corpus, Texts};
use crate::search::engine::text_sort::NameSort;

#[derive(Deserialize, Serialize)]
struct Packed<'a> {
    items: Vec<Item>,
    /// The sort of every name, and how many bytes it takes.
    names: Vec<(NameSort, u16)>,
    all_names: &'a str,
    texts: PackedTexts<'a>,
}

#[derive(Deserialize, Serialize)]
enum PackedTexts<'a> {
    /// Those of too many words to number them.
    Plain(&'a str),
    #[serde(borrow)]
    Coded(Written<'a>),
}

#[derive(Deserialize, Serialize)]
struct Item {
    prior: u8,
    /// How many names it has.
    names: usize,
    /// How many places its texts take before the summary, and that.
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
        // What is packed was folded just now.
        let Texts::Plain(texts) = &self.texts else { return Err(postcard::Error::NotYetImplemented) };
        let coded = super::coded::with_coded(texts, |coded| self.pack_with(texts, PackedTexts::Coded(coded)));
        coded.unwrap_or_else(|| self.pack_with(texts, PackedTexts::Plain(texts)))
    }

    #[cfg(any(test, not(bundled)))]
    fn pack_with(&self, folded: &str, texts: PackedTexts<'_>) -> postcard::Result<Vec<u8>> {
        let places = |from: usize, to: usize| match texts {
            PackedTexts::Plain(_) => to - from,
            PackedTexts::Coded(_) => folded.bytes().take(to).skip(from).filter(|byte| *byte == b' ').count(),
        };
        let item = |number: usize| {
            let span = self.span(number);
            Item {
                prior: self.brief(number).prior,
                names: self.names_of(number).len(),
                facts: places(span.start, span.summary),
                summary: places(span.summary, span.end),
            }
        };
        let items = (0..self.len()).map(item).collect();
        let names = self.every_name().iter().map(|name| (name.sort, name.length)).collect();
        postcard::to_allocvec(&Packed { items, names, all_names: self.all_names(), texts })
    }

    /// What [`Corpus::pack`] made of a corpus in which the letters of each item are known; nothing of other bytes.
    pub(crate) fn unpack(bytes: &'static [u8]) -> Option<Self> {
        let Packed { items, names, all_names, texts } = postcard::from_bytes(bytes).ok()?;
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
        let texts = match texts {
            PackedTexts::Plain(texts) => Texts::Plain(texts.to_owned()),
            PackedTexts::Coded(coded) => Texts::Coded(Coded::of(coded)),
        };
        Some(noted.finish(all_names.into(), texts))
    }
}

#[cfg(test)]
impl Corpus {
    /// All that is known of every item, however its texts are kept.
    pub(crate) fn told(&self) -> Vec<String> {
        let Self { names, entries, beginnings, briefs, masks, other_masks, pairs, .. } = self;
        let names_at: Vec<u32> = beginnings.iter().map(|own| own.name).collect();
        let items = (0..self.len()).map(|item| {
            let mut room = Vec::new();
            let texts = self.texts_of(item, &mut room);
            format!("{} {:?}", texts.summary, str::from_utf8(texts.all))
        });
        let rest = format!("{names:?} {entries:?} {names_at:?} {briefs:?} {masks:?} {other_masks:?} {pairs:?}");
        items.chain([rest]).collect()
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
            prop_assert_eq!(unpacked.unwrap().told(), corpus.told());
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
