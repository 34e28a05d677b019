//! The sources of a pack, in the order written, found by their ids without looking through all: a pack may have thousands,
//! and its records cite them at every turn. What a source is, stands in [`super::Source`].

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Source;
use crate::data::bank::Bank;

/// All sources of a pack; a slice of them in every other respect.
#[derive(Clone, Debug)]
pub struct Sources<'a> {
    list: Bank<Source<'a>, Source<'static>>,
    /// How many there are, which is told before anything is cited.
    count: usize,
    /// Their numbers by their ids, put together when one is first looked up.
    by_id: OnceLock<HashMap<Box<str>, usize>>,
}

impl Sources<'_> {
    /// The number of the source of this id, from 0; of two with one id the first.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<usize> {
        let numbers = self.by_id.get_or_init(|| {
            // What comes first goes in last.
            let numbered = self.iter().enumerate().rev();
            numbered.map(|(number, source)| (source.id.as_str().into(), number)).collect()
        });
        numbers.get(id).copied()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

impl Sources<'static> {
    /// So many sources, packed in postcard's form until they are asked for.
    pub(in crate::data) fn packed(bytes: &'static [u8], count: usize) -> Self {
        Self { list: Bank::Compiled(bytes, OnceLock::new()), count, by_id: OnceLock::new() }
    }
}

impl Default for Sources<'_> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<'a> From<Vec<Source<'a>>> for Sources<'a> {
    fn from(list: Vec<Source<'a>>) -> Self {
        Self { count: list.len(), list: Bank::Ready(list), by_id: OnceLock::new() }
    }
}

impl<'a> From<Sources<'a>> for Vec<Source<'a>> {
    fn from(sources: Sources<'a>) -> Self {
        match sources.list {
            Bank::Ready(list) => list,
            Bank::Compiled(..) => sources.to_vec(),
        }
    }
}

impl<'a> Extend<Source<'a>> for Sources<'a> {
    fn extend<I: IntoIterator<Item = Source<'a>>>(&mut self, more: I) {
        let mut list: Vec<Source<'a>> = std::mem::take(self).into();
        list.extend(more);
        *self = Self::from(list);
    }
}

impl<'a> Deref for Sources<'a> {
    type Target = [Source<'a>];

    fn deref(&self) -> &Self::Target {
        self.list.entries(|all| all)
    }
}

impl<'s, 'a> IntoIterator for &'s Sources<'a> {
    type Item = &'s Source<'a>;
    type IntoIter = std::slice::Iter<'s, Source<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Sources<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

impl Serialize for Sources<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(id: &'static str, title: &'static str) -> Source<'static> {
        let text = format!("(id: \"{id}\", title: \"{title}\", publisher: \"P\")");
        crate::data::load::options().from_str(text.leak()).unwrap()
    }

    #[test]
    fn a_source_is_found_by_its_id_and_of_two_the_first() {
        let mut sources = Sources::from(vec![source("b", "B"), source("a", "A"), source("b", "other")]);
        assert_eq!(["a", "b", "c", ""].map(|id| sources.number(id)), [Some(1), Some(0), None, None]);
        sources.extend([source("c", "C")]);
        assert_eq!(sources.number("c"), Some(3), "what came later is found too");
        assert!(Sources::default().number("a").is_none());
    }
}
