//! A block of items whose words are looked up: what an index of many items is made of.
//!
//! Each block stands for itself. So an index grows block by block, a search may stop after any, and what
//! a key costs by the item stays the same however many there are: a block fits the caches. What the words
//! of a query find in a block is for [`super::lookup`].

use super::postings::{Gathering, Postings};
use crate::search::engine::char_mask::initial_pairs;
use crate::search::index::Field;

/// How many items a block has, but for the last: as many as two bytes can number, or fewer.
pub(crate) const BLOCK: usize = 1 << 15;

/// The sorts of text whose words are told apart, since they are worth different points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextSort {
    Title,
    /// Any other name, and the id.
    Name,
    Date,
    Fact,
    Summary,
}

impl TextSort {
    pub(crate) const ALL: [Self; 5] = [Self::Title, Self::Name, Self::Date, Self::Fact, Self::Summary];

    /// That of a name.
    pub(crate) fn of(field: Field) -> Self {
        match field {
            Field::Title => Self::Title,
            Field::Alias | Field::Expansion | Field::Id => Self::Name,
            Field::Date | Field::DateWithin => Self::Date,
        }
    }

    /// The field whose words are worth most of this sort, if it is one of names or dates.
    pub(crate) fn best_field(self) -> Option<Field> {
        match self {
            Self::Title => Some(Field::Title),
            Self::Name => Some(Field::Alias),
            Self::Date => Some(Field::Date),
            Self::Fact | Self::Summary => None,
        }
    }

    /// Whether it is a sort of name or date.
    pub(crate) fn is_name_or_date(self) -> bool {
        matches!(self, Self::Title | Self::Name | Self::Date)
    }
}

/// The items of a block by their words.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// By sort the words of letters a–z alone, and all others: most words asked for need only be looked for
    /// among the few of the first.
    postings: [[Postings; 2]; TextSort::ALL.len()],
    /// For each item the pairs of letters that words after each other begin with, in all its names.
    initials: Vec<u64>,
    /// For each item the letters of its title and other names.
    letters: Vec<u64>,
}

impl Block {
    /// How many items it has.
    pub(crate) fn len(&self) -> usize {
        self.initials.len()
    }

    /// Its words, by the sort of text they stand in.
    pub(crate) fn postings(&self) -> impl Iterator<Item = (TextSort, &Postings)> {
        let sorts = TextSort::ALL.into_iter().zip(&self.postings);
        sorts.flat_map(|(sort, postings)| postings.iter().map(move |postings| (sort, postings)))
    }

    /// Its words of one sort of text.
    pub(crate) fn of(&self, sort: TextSort) -> &[Postings] {
        self.postings.get(sort as usize).map_or(&[], |both| both)
    }

    /// For each item the pairs of letters that words after each other begin with.
    pub(crate) fn initials(&self) -> &[u64] {
        &self.initials
    }

    /// For each item the letters of its title and other names.
    pub(crate) fn letters(&self) -> &[u64] {
        &self.letters
    }
}

/// A block being gathered; kept from block to block.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    gatherings: [[Gathering; 2]; TextSort::ALL.len()],
    initials: Vec<u64>,
    letters: Vec<u64>,
}

impl Gathered {
    /// Begins the next item.
    pub(crate) fn begin(&mut self) {
        self.initials.push(0);
        self.letters.push(0);
    }

    /// Takes a folded text of the item begun last, `bag` being its letters.
    pub(crate) fn add(&mut self, sort: TextSort, folded: &[u8], bag: u64) {
        let item = u16::try_from(self.initials.len().saturating_sub(1)).unwrap_or(u16::MAX);
        if let Some([plain, other]) = self.gatherings.get_mut(sort as usize) {
            for word in folded.split(|&byte| byte <= b' ').filter(|word| !word.is_empty()) {
                if word.iter().all(u8::is_ascii_lowercase) { plain.add(word, item) } else { other.add(word, item) }
            }
        }
        if matches!(sort, TextSort::Title | TextSort::Name)
            && let (Some(initials), Some(letters)) = (self.initials.last_mut(), self.letters.last_mut())
        {
            *initials |= initial_pairs(folded);
            *letters |= bag;
        }
    }

    /// Whether no more item has room.
    pub(crate) fn is_full(&self) -> bool {
        self.initials.len() >= BLOCK
    }

    /// Whether it holds nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.initials.is_empty()
    }

    /// Every word of letters alone, whether it stands in names, and how often it came.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&[u8], bool, u32)> {
        let sorts = TextSort::ALL.into_iter().zip(&self.gatherings);
        // Only words of letters alone are ever offered for misspelt ones.
        let plain = sorts.filter_map(|(sort, gatherings)| gatherings.first().map(|plain| (sort, plain)));
        plain.flat_map(|(sort, plain)| plain.counts().map(move |(word, count)| (word, sort.is_name_or_date(), count)))
    }

    /// The block; nothing is left.
    pub(crate) fn finish(&mut self) -> Block {
        Block {
            postings: self.gatherings.each_mut().map(|both| both.each_mut().map(Gathering::finish)),
            initials: std::mem::take(&mut self.initials),
            letters: std::mem::take(&mut self.letters),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::points::name_share;

    #[test]
    fn no_field_of_a_sort_is_worth_more_than_its_best() {
        for field in [Field::Title, Field::Alias, Field::Expansion, Field::Id, Field::Date, Field::DateWithin] {
            let best = TextSort::of(field).best_field().map(name_share);
            assert!(best >= Some(name_share(field)), "{field:?}");
        }
    }
}
