//! Lists that keep no room for what never comes: whoever reads one thing after another into a `Vec` is given room for
//! four, and most lists of a pack hold one or nothing. What they hold is no matter here.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

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
}
