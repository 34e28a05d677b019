//! The sources of a pack, in the order written, found by their ids without looking through all: a pack may have
//! thousands, and its records cite them at every turn. What a source is, stands in [`super::Source`].

use std::cmp::Reverse;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Source;
use super::passages::Passages;
use crate::data::by_id::ById;

/// All sources of a pack; a slice of them in every other respect.
#[derive(Clone, Debug)]
pub struct Sources<'a>(List<'a>);

#[derive(Clone, Debug)]
enum List<'a> {
    /// At hand, and their numbers by their ids, put together when one is first looked up.
    Ready(Vec<Source<'a>>, OnceLock<ById<u32>>),
    /// Each packed until it is asked for.
    Compiled(Box<Unpacking>),
}

/// Sources as they are compiled, each in postcard's form. A frame cites a few of more than a thousand.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(in crate::data) struct Packed {
    /// All of them, which are compiled apart from the rest. What is cited most stands first: what is read of the program
    /// comes into memory in stretches of many sources.
    #[serde(skip)]
    bytes: &'static [u8],
    /// The passages of all of them, in the same order.
    #[serde(skip)]
    passages: &'static [u8],
    /// Where each begins.
    starts: Vec<u32>,
    /// What tells their ids apart at a glance, in its order: to compare the ids themselves would read all over the
    /// bytes.
    tokens: Vec<u32>,
    /// Their numbers, in the same order, and those of one id in their own.
    by_token: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Unpacking {
    packed: Packed,
    /// Those that were asked for by themselves.
    each: Vec<OnceLock<Box<Source<'static>>>>,
    /// All, once they were asked for together.
    all: OnceLock<Vec<Source<'static>>>,
}

impl Packed {
    /// The bytes from the source of a number on.
    fn bytes_from(&self, number: usize) -> Option<&'static [u8]> {
        self.bytes.get(*self.starts.get(number)? as usize..)
    }

    /// The id of the source of a number, with which each begins.
    fn id(&self, number: usize) -> &'static str {
        self.bytes_from(number).and_then(|bytes| postcard::take_from_bytes(bytes).ok()).map_or("", |(id, _)| id)
    }

    /// The number of the source of an id, of two the first.
    fn number(&self, id: &str) -> Option<usize> {
        let token = token(id);
        let at = self.tokens.partition_point(|of| *of < token);
        let alike = self.tokens.iter().zip(&self.by_token).skip(at).take_while(|(of, _)| **of == token);
        alike.map(|(_, number)| *number as usize).find(|number| self.id(*number) == id)
    }

    fn unpack(&self, number: usize) -> Option<Source<'static>> {
        let ((source, passages), _): ((Source<'static>, usize), _) =
            postcard::take_from_bytes(self.bytes_from(number)?).ok()?;
        Some(Source { passages: Passages::compiled(self.passages.get(passages..)?), ..source })
    }
}

/// A number that is seldom that of another id. The build script and the program are of one compiler, and so of one
/// hash.
fn token(id: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    // The lower half: four bytes tell thousands apart.
    let [.., a, b, c, d] = hasher.finish().to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

impl<'a> Sources<'a> {
    /// The number of the source of this id, from 0; of two with one id the first.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<usize> {
        let (list, by_id) = match &self.0 {
            List::Ready(list, by_id) => (list, by_id),
            List::Compiled(compiled) => return compiled.packed.number(id),
        };
        let id_of = |number: u32| list.get(number as usize).map_or("", |source| source.id.as_str());
        let numbered = || ById::of(0..u32::try_from(list.len()).unwrap_or(u32::MAX), id_of);
        by_id.get_or_init(numbered).find(id, id_of).map(|number| number as usize)
    }

    /// The source of this number.
    #[must_use]
    pub fn get(&self, number: usize) -> Option<&Source<'a>> {
        match &self.0 {
            List::Ready(list, _) => list.get(number),
            List::Compiled(compiled) => {
                if let Some(all) = compiled.all.get() {
                    return all.get(number);
                }
                let each = compiled.each.get(number)?;
                if each.get().is_none() {
                    let _ = each.set(Box::new(compiled.packed.unpack(number)?));
                }
                each.get().map(AsRef::as_ref)
            }
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            List::Ready(list, _) => list.len(),
            List::Compiled(compiled) => compiled.each.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// As they are compiled, of which each is cited so often: what tells where each stands; all of them; and the passages of
    /// all.
    ///
    /// # Errors
    /// What postcard cannot write; it can write every source.
    pub(in crate::data) fn pack(&self, cited: impl Fn(usize) -> usize) -> postcard::Result<(Packed, Vec<u8>, Vec<u8>)> {
        let count = |count: usize| u32::try_from(count).map_err(|_| postcard::Error::SerializeBufferFull);
        let mut order: Vec<(usize, &Source<'_>)> = self.iter().enumerate().collect();
        order.sort_by_key(|(number, _)| Reverse(cited(*number)));
        let (mut starts, mut bytes, mut passages) = (vec![0; order.len()], Vec::new(), Vec::new());
        for (number, source) in order {
            if let Some(start) = starts.get_mut(number) {
                *start = count(bytes.len())?;
            }
            let alone = Source { passages: Passages::default(), ..source.clone() };
            bytes.extend(postcard::to_allocvec(&(alone, passages.len()))?);
            passages.extend(postcard::to_allocvec(&source.passages)?);
        }
        let tokens = self.iter().map(|source| token(&source.id));
        let mut tokens: Vec<(u32, u32)> = tokens.zip(0..count(starts.len())?).collect();
        tokens.sort_unstable();
        let (tokens, by_token) = tokens.into_iter().unzip();
        Ok((Packed { bytes: &[], passages: &[], starts, tokens, by_token }, bytes, passages))
    }
}

impl Sources<'static> {
    /// Those that are compiled so, with what [`Sources::pack`] made of each.
    pub(in crate::data) fn of(packed: Packed, bytes: &'static [u8], passages: &'static [u8]) -> Self {
        let each = packed.starts.iter().map(|_| OnceLock::new()).collect();
        let packed = Packed { bytes, passages, ..packed };
        Self(List::Compiled(Box::new(Unpacking { packed, each, all: OnceLock::new() })))
    }
}

impl Default for Sources<'_> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<'a> From<Vec<Source<'a>>> for Sources<'a> {
    fn from(list: Vec<Source<'a>>) -> Self {
        Self(List::Ready(list, OnceLock::new()))
    }
}

impl<'a> From<Sources<'a>> for Vec<Source<'a>> {
    fn from(sources: Sources<'a>) -> Self {
        match sources.0 {
            List::Ready(list, _) => list,
            List::Compiled(_) => sources.to_vec(),
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
        match &self.0 {
            List::Ready(list, _) => list,
            List::Compiled(compiled) => {
                let Unpacking { packed, all, .. } = compiled.as_ref();
                all.get_or_init(|| (0..packed.starts.len()).map_while(|number| packed.unpack(number)).collect())
            }
        }
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
        let text =
            format!("(id: \"{id}\", title: \"{title}\", publisher: \"P\", passages: [\"{title} says\", \"{id}\"])");
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

    #[test]
    fn packed_sources_are_found_one_by_one_or_all() {
        let ids = ["b", "ab", "a", "", "b", "c"];
        let ready = Sources::from(ids.map(|id| source(id, id)).to_vec());
        let (packed, bytes, passages) = ready.pack(|number| number % 3).unwrap();
        let compiled = Sources::of(packed, bytes.leak(), passages.leak());
        assert_eq!((compiled.len(), compiled.is_empty()), (6, false));
        for id in ids.into_iter().chain(["aa", "d"]) {
            assert_eq!(compiled.number(id), ready.number(id), "{id:?}");
        }
        let told = |number: usize| compiled.get(number).map(|source| format!("{source:?}"));
        let one_by_one: Vec<_> = (0..7).map(told).collect();
        assert_eq!(
            one_by_one,
            (0..7).map(|number| ready.get(number).map(|source| format!("{source:?}"))).collect::<Vec<_>>()
        );
        assert_eq!(format!("{:?}", &*compiled), format!("{:?}", &*ready));
        assert_eq!((0..7).map(told).collect::<Vec<_>>(), one_by_one, "and once all were asked for");
    }
}
