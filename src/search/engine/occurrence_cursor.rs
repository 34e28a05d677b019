//! Cursors on the occurrences of a word: which items have it as written, without asking each of them.
//!
//! Items stand in the order of the two arenas. So a cursor that moves through each arena, from occurrence to
//! occurrence, answers for all items in ascending order, and those without the word cost nothing but the move.

use super::corpus::{Corpus, Name, NameMasks};
use super::probe::{Probe, QueryWord};
use super::stretch::stretch_at;
use super::term::Needle;

/// The next occurrence in an arena: the item it is in, and the byte it begins at.
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
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OccurrenceCursor {
    names: Occurrence,
    texts: Occurrence,
}

impl OccurrenceCursor {
    /// That of a word which stands nowhere.
    const NOWHERE: Self = {
        let end = Occurrence(Some((usize::MAX, usize::MAX)));
        Self { names: end, texts: end }
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

    /// Where in the texts of this item the word stands, from their beginning.
    #[inline]
    pub(crate) fn in_texts(&mut self, corpus: &Corpus, needle: &Needle, item: usize) -> Option<usize> {
        let find = |from| needle.next_in_texts(corpus.all_texts().as_bytes(), from);
        let found = self.texts.is_in(item, |item| corpus.texts_at(item), find);
        found.then(|| self.texts.at().saturating_sub(corpus.texts_at(item)))
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
