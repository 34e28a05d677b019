//! The sorts of text that are told apart, since a word found in one is worth more than in another.
//!
//! What it is worth is for [`super::score`], which text of an item is of which sort is told where a
//! [`super::corpus`] is filled.

use serde::{Deserialize, Serialize};

/// Sorts of name, best first.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameSort {
    /// The title.
    Title,
    /// Another name, spelling or acronym, or the name in a country's script.
    Alias,
    /// What an acronym stands for.
    Expansion,
    /// The id in the files.
    Id,
    /// Its date in numbers and words.
    Date,
    /// The dates of what is told of it: meetings, editions.
    DateWithin,
}

impl NameSort {
    /// Whether it is no name but dates.
    pub(crate) fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::DateWithin)
    }
}

/// The coarser sorts of any text, names and dates included.
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
    pub(crate) fn of(sort: NameSort) -> Self {
        match sort {
            NameSort::Title => Self::Title,
            NameSort::Alias | NameSort::Expansion | NameSort::Id => Self::Name,
            NameSort::Date | NameSort::DateWithin => Self::Date,
        }
    }

    /// The sort of name whose words are worth most of this sort, if it is one of names or dates.
    pub(crate) fn best_name(self) -> Option<NameSort> {
        match self {
            Self::Title => Some(NameSort::Title),
            Self::Name => Some(NameSort::Alias),
            Self::Date => Some(NameSort::Date),
            Self::Fact | Self::Summary => None,
        }
    }

    /// Whether it is a sort of name or date.
    pub(crate) fn is_name_or_date(self) -> bool {
        self.best_name().is_some()
    }
}

/// Where a word of the query was found, best first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundIn {
    /// In the title.
    #[default]
    Title,
    /// In another name, an acronym, an expansion or the id.
    Name,
    /// In a date.
    Date,
    /// In a fact, a party, a person or a place.
    Fact,
    /// In the summary.
    Summary,
}

impl FoundIn {
    /// In a name of this sort.
    pub(crate) fn name(sort: NameSort) -> Self {
        match TextSort::of(sort) {
            TextSort::Title => Self::Title,
            TextSort::Date => Self::Date,
            _ => Self::Name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::engine::score::name_share;

    #[test]
    fn no_name_of_a_sort_is_worth_more_than_its_best() {
        use NameSort::{Alias, Date, DateWithin, Expansion, Id, Title};
        for sort in [Title, Alias, Expansion, Id, Date, DateWithin] {
            let best = TextSort::of(sort).best_name().map(name_share);
            assert!(best >= Some(name_share(sort)), "{sort:?}");
        }
    }
}
