//! Walking ahead: which items hold a word as written, without asking each of them.
//!
//! Items stand in the order of the two arenas. So one walk through each arena, from occurrence to
//! occurrence, answers for all items, and those without the word cost nothing but the walk.

use super::index::{Index, Letters, Name};
use crate::search::engine::stretch::holder;
use crate::search::engine::term::Needle;
use crate::search::scorer::{Asked, Probe};

/// The next occurrence in an arena: the item that holds it, and the byte it begins at.
#[derive(Clone, Copy, Debug, Default)]
struct Next(Option<(usize, usize)>);

impl Next {
    /// Whether this item holds an occurrence. Items are asked in ascending order.
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
                let found = find(starts(item)).map(|at| (holder(item, at, starts), at));
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

/// A probe's walk through names and texts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ahead {
    names: Next,
    texts: Next,
}

impl Ahead {
    /// That of a word which stands nowhere.
    pub(crate) const NOWHERE: Self = {
        let end = Next(Some((usize::MAX, usize::MAX)));
        Self { names: end, texts: end }
    };

    /// Whether a name of this item holds the word as written.
    #[inline]
    pub(crate) fn in_names(&mut self, index: &Index<'_>, needle: &Needle, item: usize) -> bool {
        let find = |from| needle.next_in_names(index.all_names().as_bytes(), from);
        self.names.is_in(item, |item| index.names_at(item), find)
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
    pub(crate) fn in_texts(&mut self, index: &Index<'_>, needle: &Needle, item: usize) -> Option<usize> {
        let find = |from| needle.next_in_texts(index.all_texts().as_bytes(), from);
        let found = self.texts.is_in(item, |item| index.texts_at(item), find);
        found.then(|| self.texts.at().saturating_sub(index.texts_at(item)))
    }

    /// Whether this item might hold the word: by the letters of its names, and by these walks.
    #[inline]
    fn may_hold(&mut self, index: &Index<'_>, probe: &Probe, item: usize, letters: Letters) -> bool {
        let Letters { bag, heads } = letters;
        let needle = &probe.needle;
        let named = needle.may_fit(bag, heads)
            && (needle.is_short() && needle.may_begin(index.pairs(item))
                || needle.may_spread(heads)
                || self.in_names(index, needle, item));
        named || self.in_texts(index, needle, item).is_some()
    }
}

/// Whether an item might have every word of a query.
#[inline]
pub(crate) fn may_hold(index: &Index<'_>, words: &[Asked], ahead: &mut [Vec<Ahead>], item: usize) -> bool {
    let letters = index.letters(item);
    words.iter().zip(ahead).all(|(word, ahead)| {
        let mut probes = word.probes.iter().zip(ahead);
        word.optional || probes.any(|(probe, ahead)| ahead.may_hold(index, probe, item, letters))
    })
}
