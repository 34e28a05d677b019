//! Cursors on the occurrences of a word: which items have it as written, without asking each of them.
//!
//! Items stand in the order of names and of texts. So a cursor that moves through each, from occurrence to occurrence,
//! answers for all items in ascending order, and those without the word cost nothing but the move. Texts that are kept
//! by the numbers of their words are looked through for those numbers whose words have the one that is sought.

use super::corpus::{Coded, Corpus, ItemTexts, Name, NameMasks, Texts};
use super::fit::Fit;
use super::probe::{Probe, QueryWord};
use super::stretch::stretch_at;
use super::term::Needle;

/// The next occurrence: the item it is in, and the place it begins at.
#[derive(Clone, Copy, Debug, Default)]
struct Occurrence(Option<(usize, usize)>);

impl Occurrence {
    /// Whether it is in this item. Items are asked in ascending order.
    #[inline]
    fn is_in(
        &mut self,
        item: usize,
        starts: impl Fn(usize) -> usize,
        find: impl FnOnce(usize) -> Option<usize>,
    ) -> bool {
        match self.0 {
            Some((next, _)) if next >= item => next == item,
            _ => {
                let found = find(starts(item)).map(|at| (stretch_at(item, at, starts), at));
                let next = found.unwrap_or((usize::MAX, usize::MAX));
                self.0 = Some(next);
                next.0 == item
            }
        }
    }

    fn at(self) -> usize {
        self.0.map_or(usize::MAX, |(_, at)| at)
    }
}

/// A probe's cursor in names and texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct OccurrenceCursor {
    names: Occurrence,
    texts: Occurrence,
    /// Where texts are kept by the numbers of their words, how each word fits, once that was asked for: none if none
    /// does.
    fits: Option<Box<[Option<Fit>]>>,
}

impl OccurrenceCursor {
    /// That of a word which stands nowhere.
    const NOWHERE: Self = {
        let end = Occurrence(Some((usize::MAX, usize::MAX)));
        Self { names: end, texts: end, fits: None }
    };

    /// Whether a name of this item has the word as written.
    #[inline]
    pub(crate) fn in_names(&mut self, corpus: &Corpus, needle: &Needle, item: usize) -> bool {
        let find = |from| needle.next_in_names(corpus.all_names().as_bytes(), from);
        self.names.is_in(item, |item| corpus.names_at(item), find)
    }

    /// Where in this name of the item last asked for to look for the word as written.
    pub(crate) fn within(&self, name: &Name) -> Option<usize> {
        let at = self.names.at();
        (at < name.end()).then(|| at.saturating_sub(name.start()))
    }

    /// Where in the arena of names the word stands, in the item last asked for.
    pub(crate) fn at(&self) -> usize {
        self.names.at()
    }

    /// Where in the texts of this item to look for the word, from their beginning; nothing if it does not stand there.
    /// Of several words after each other only the first is asked for where texts are kept by numbers.
    #[inline]
    pub(crate) fn in_texts(&mut self, corpus: &Corpus, needle: &Needle, item: usize) -> Option<usize> {
        let Self { texts, fits, .. } = self;
        let starts = |item| corpus.texts_at(item);
        match corpus.texts() {
            Texts::Plain(plain) => {
                let found = texts.is_in(item, starts, |from| needle.next_in_texts(plain.as_bytes(), from));
                found.then(|| texts.at().saturating_sub(starts(item)))
            }
            Texts::Coded(coded) => {
                let find = |from| {
                    let fits = fits.get_or_insert_with(|| fits_of(coded, needle));
                    if fits.is_empty() { None } else { coded.next(from, |word| fit_of(fits, word).is_some()) }
                };
                texts.is_in(item, starts, find).then_some(0)
            }
        }
    }

    /// The best fit of the word in the texts of an item, and whether it is in the summary. The texts themselves are
    /// asked for only where they have to be read.
    pub(crate) fn best_in_texts<'t>(
        &mut self,
        corpus: &Corpus,
        needle: &Needle,
        item: usize,
        texts: impl FnOnce() -> ItemTexts<'t>,
    ) -> Option<(Fit, bool)> {
        let from = self.in_texts(corpus, needle, item)?;
        match (corpus.texts(), &self.fits) {
            (Texts::Coded(coded), Some(fits)) if !needle.is_several() => {
                let span = corpus.span(item);
                let (fit, at) = coded.best((self.texts.at(), span.end), |word| fit_of(fits, word))?;
                Some((fit, at >= span.summary))
            }
            _ => texts().best(needle, from),
        }
    }

    /// Whether this item might have the word: by the letters of its names, and by this cursor.
    #[inline]
    fn may_have(&mut self, corpus: &Corpus, probe: &Probe, item: usize, masks: NameMasks) -> bool {
        let NameMasks { mask, heads } = masks;
        let needle = &probe.needle;
        let named = needle.may_fit(mask, heads)
            && (needle.is_short() && needle.may_begin(corpus.pairs(item))
                || needle.may_stand_apart(mask, heads, corpus.pairs(item))
                || self.in_names(corpus, needle, item));
        named || self.in_texts(corpus, needle, item).is_some()
    }
}

impl ItemTexts<'_> {
    /// The best fit of a word that does not stand before `from`, and whether it is in the summary.
    pub(crate) fn best(&self, needle: &Needle, from: usize) -> Option<(Fit, bool)> {
        needle.in_text_from(self.all, from).map(|(fit, at)| (fit, at >= self.summary))
    }
}

/// How the word that is sought fits each word, by its number; nothing if it fits none.
fn fits_of(coded: &Coded, needle: &Needle) -> Box<[Option<Fit>]> {
    let (mut fits, mut number) = (Vec::new(), 0);
    needle.in_words(coded.words(), |at, fit| {
        number = stretch_at(number, at, |number| coded.starts_at(number));
        fits.resize(coded.kinds(), None);
        if let Some(best) = fits.get_mut(number) {
            *best = (*best).max(Some(fit));
        }
    });
    fits.into()
}

#[inline]
fn fit_of(fits: &[Option<Fit>], word: usize) -> Option<Fit> {
    fits.get(word).copied().flatten()
}

/// A cursor for every probe of every word of a query.
pub(crate) type Cursors = Vec<Vec<OccurrenceCursor>>;

/// Cursors before the first item.
pub(crate) fn cursors(words: &[QueryWord]) -> Cursors {
    let each = |probe: &Probe| if probe.absent { OccurrenceCursor::NOWHERE } else { OccurrenceCursor::default() };
    words.iter().map(|word| word.probes.iter().map(each).collect()).collect()
}

/// Whether an item might have every word of a query.
#[inline]
pub(crate) fn may_have_all(corpus: &Corpus, words: &[QueryWord], cursors: &mut Cursors, item: usize) -> bool {
    let masks = corpus.masks(item);
    words.iter().zip(cursors).all(|(word, cursors)| {
        let mut probes = word.probes.iter().zip(cursors);
        word.optional || probes.any(|(probe, cursor)| cursor.may_have(corpus, probe, item, masks))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::engine::corpus::CorpusBuilder;
    use crate::search::engine::fuzzy::Matcher;
    use crate::search::engine::probe::QueryWords;
    use crate::search::engine::scorer::{Pass, Scorer, ScorerState};
    use crate::search::engine::term::Mode;
    use crate::search::engine::text_sort::NameSort;

    /// Those of one word; the last two may be of several as well.
    const MODES: [Mode; 8] =
        [Mode::Fuzzy, Mode::Begun, Mode::Loose, Mode::Exact, Mode::Start, Mode::End, Mode::Phrase, Mode::OpenPhrase];

    fn scores(corpus: &Corpus, words: &QueryWords, pass: Pass, many: bool) -> Vec<Option<u32>> {
        let scorer = Scorer { corpus, words, matcher: &Matcher::default() };
        let mut state = ScorerState::new(words, many);
        (0..corpus.len()).map(|item| scorer.score(item, pass, &mut state)).collect()
    }

    proptest! {
        #[test]
        fn texts_kept_by_numbers_are_searched_as_those_that_are_not(
            items in proptest::collection::vec(("[abc]{0,3}", "[abc ]{0,24}", "[abc ]{0,24}", "[abc ]{0,9}"), 1..9),
            words in proptest::collection::vec(("[abc]{1,4}", 0..10_usize, any::<bool>()), 1..4),
        ) {
            let mut corpus = CorpusBuilder::new(items.len(), true);
            for (title, fact, other, summary) in &items {
                corpus.begin();
                corpus.add_name(NameSort::Title, title);
                corpus.add_text(None, fact);
                corpus.add_text(Some(title), other);
                corpus.add_summary(summary);
                corpus.end(0);
            }
            let plain = corpus.finish();
            let coded = Corpus::unpack(plain.pack().unwrap().leak()).unwrap();
            prop_assert!(matches!(coded.texts(), Texts::Coded(_)));
            let word = |(text, mode, optional): &(String, usize, bool)| {
                let probe = match MODES.get(*mode) {
                    Some(mode) => Probe::new(text, *mode, 100),
                    None if *mode == 8 => Probe::new(&format!("{text} a"), Mode::Phrase, 100),
                    None => Probe::new(&format!("{text} a"), Mode::OpenPhrase, 100),
                };
                QueryWord { probes: vec![probe], optional: *optional }
            };
            let list: Vec<QueryWord> = words.iter().map(word).collect();
            let required = list.iter().filter(|word| !word.optional).count();
            let letters = words.iter().map(|(text, ..)| text.len()).sum();
            let words = QueryWords { list, letters, required, ..QueryWords::default() };
            for (pass, many) in [(Pass::Bound, true), (Pass::Bound, false), (Pass::Exact, true), (Pass::Exact, false)] {
                prop_assert_eq!(scores(&coded, &words, pass, many), scores(&plain, &words, pass, many));
            }
        }
    }
}
