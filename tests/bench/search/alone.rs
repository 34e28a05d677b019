//! Which known items can be told from all others by what is typed: one name alone holds the words, or one summary alone.
//! Where another holds them just as well, no ranking can know which of both is meant, and which comes first is no fault.

use maitri::data::{Dataset, Item, ItemId};
use maitri::text::fold::fold;

use super::known_items::{Class, KnownItem};

/// The names and summaries of a dataset, folded.
pub(crate) struct Holders(Vec<Holder>);

struct Holder {
    id: ItemId,
    names: Vec<String>,
    summary: String,
}

impl Holders {
    pub(crate) fn of(dataset: &Dataset<'_>) -> Self {
        let holder = |(id, item): (ItemId, Item<'_, '_>)| {
            let names = std::iter::once(item.title()).chain(item.aka().iter().map(AsRef::as_ref)).map(fold).collect();
            let summary = dataset.record(id).map(|record| fold(&record.summary)).unwrap_or_default();
            Holder { id, names, summary }
        };
        Self(dataset.items().map(holder).collect())
    }

    /// Whether no item but the one meant holds the words of a search just as well.
    pub(crate) fn is_alone(&self, class: Class, wanted: &KnownItem) -> bool {
        !self.0.iter().any(|other| other.id != wanted.id && other.holds(class, &wanted.words))
    }
}

impl Holder {
    fn holds(&self, class: Class, words: &[String]) -> bool {
        let all = |text: &str| words.iter().all(|word| text.split(' ').any(|one| is_held(class, one, word)));
        match class {
            Class::Summary => all(&self.summary),
            Class::OtherName => self.names.iter().any(|name| words.contains(name)),
            Class::Swapped | Class::Typo | Class::Prefixes => self.names.iter().any(|name| all(name)),
        }
    }
}

/// Whether a word of a name is one of a search, or begins with it where only the beginnings of words are typed.
fn is_held(class: Class, one: &str, word: &str) -> bool {
    if class == Class::Prefixes { one.starts_with(word) } else { one == word }
}
