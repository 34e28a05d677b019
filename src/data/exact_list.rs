//! Lists that keep no room for what never comes: whoever reads one thing after another into a `Vec` is given room for
//! four, and most lists of a pack hold one or nothing. What they hold is no matter here.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

/// Reads a list.
pub(super) fn read<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Box<[T]>, D::Error> {
    deserializer.deserialize_seq(List(PhantomData))
}

struct List<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
    type Value = Box<[T]>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As serde says it of any list.
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let Some(first) = list.next_element()? else { return Ok(Box::default()) };
        let mut all = vec![first];
        while let Some(next) = list.next_element()? {
            all.push(next);
        }
        Ok(all.into_boxed_slice())
    }
}

/// A list that hardly ever has anything: in one word, where a list takes two, for a huge pack has millions of them.
#[derive(Clone, Debug)]
pub struct RareList<T>(Option<Box<Box<[T]>>>);

impl<T> Default for RareList<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> From<Box<[T]>> for RareList<T> {
    fn from(list: Box<[T]>) -> Self {
        Self((!list.is_empty()).then(|| Box::new(list)))
    }
}

impl<T> Deref for RareList<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            Some(list) => list,
            None => &[],
        }
    }
}

impl<'l, T> IntoIterator for &'l RareList<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Serialize> Serialize for RareList<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for RareList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<[T]>::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Numbers(#[serde(deserialize_with = "read")] Box<[u8]>);

    #[test]
    fn a_list_holds_what_stands_in_it() {
        for (text, held) in
            [("[]", &[][..]), ("[1]", &[1]), ("[1, 2, 3]", &[1, 2, 3]), ("[1, 2, 3, 4, 5,]", &[1, 2, 3, 4, 5])]
        {
            let Numbers(read) = crate::data::load::options().from_str(text).unwrap();
            assert_eq!(&*read, held);
        }
        assert!(crate::data::load::options().from_str::<Numbers>("(1)").is_err());
    }

    #[test]
    fn a_rare_list_is_a_list_in_one_word() {
        assert_eq!(size_of::<RareList<u64>>(), size_of::<usize>());
        for list in [vec![], vec![1_u8], vec![1, 2, 3]] {
            let rare = RareList::from(list.clone().into_boxed_slice());
            assert_eq!((&*rare, rare.is_empty(), (&rare).into_iter().count()), (&*list, list.is_empty(), list.len()));
            let written = postcard::to_allocvec(&rare).unwrap();
            assert_eq!(written, postcard::to_allocvec(&list).unwrap());
            assert_eq!(*postcard::from_bytes::<RareList<u8>>(&written).unwrap(), *list);
        }
    }
}
