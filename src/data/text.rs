//! A string of the dataset, borrowed from the pack's file where RON allows it.
//!
//! Borrowing is not only quick: the address of a borrowed slice tells where in the file it
//! stands, so that a problem found long after parsing still names its line and column
//! (see [`super::files::File::offset_of`]). This file knows nothing of what the text means.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::{Serialize, Serializer};

/// A text of the pack. Owned only where the RON literal held an escape such as `\"`.
#[derive(Clone)]
pub struct Text<'a>(Kept<'a>);

/// How a text is kept: in two words where a `Cow` takes three, for a huge pack has millions of texts and hardly one of
/// them is owned.
#[derive(Clone)]
enum Kept<'a> {
    InFile(&'a str),
    Owned(Box<Box<str>>),
}

impl Text<'_> {
    /// The text as a slice.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kept::InFile(text) => text,
            Kept::Owned(text) => text,
        }
    }

    /// Its first bytes as numbers, in whose order texts stand as far as these tell them apart: for whoever has a million
    /// to put in order, and would go all over the memory for each.
    pub(super) fn beginning(&self) -> [u64; 2] {
        let of = |from: usize| {
            let mut bytes = [0; 8];
            let own = self.as_str().as_bytes().get(from..).unwrap_or_default();
            bytes.iter_mut().zip(own).for_each(|(byte, own)| *byte = *own);
            u64::from_be_bytes(bytes)
        };
        [of(0), of(8)]
    }

    /// A text that no file holds as it stands.
    pub(super) fn owned(text: &str) -> Self {
        Self(Kept::Owned(Box::new(text.into())))
    }

    /// Whether the text had an escape in the file, and so lost its place there.
    #[must_use]
    pub fn is_unescaped(&self) -> bool {
        matches!(self.0, Kept::Owned(_))
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(Kept::InFile(text))
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Default for Text<'_> {
    fn default() -> Self {
        Self(Kept::InFile(""))
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Text").field(&self.as_str()).finish()
    }
}

// Where a text is kept makes it no other text.
impl PartialEq for Text<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text<'_> {}

impl PartialOrd for Text<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Text<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in double quotes")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text::from(text))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text::owned(text))
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_takes_two_words() {
        assert_eq!(size_of::<Text<'_>>(), 2 * size_of::<usize>());
    }

    proptest! {
        #[test]
        fn where_a_text_is_kept_makes_it_no_other(one in "[ab]{0,3}", other in "[ab]{0,3}") {
            let kept = |text| [Text::from(text), Text::owned(text)];
            for (a, b) in kept(one.as_str()).iter().flat_map(|a| kept(other.as_str()).map(|b| (a.clone(), b))) {
                prop_assert_eq!(a.cmp(&b), one.cmp(&other));
                prop_assert_eq!(a == b, one == other);
                prop_assert_eq!(format!("{a:?} {a}"), format!("Text({one:?}) {one}"));
            }
        }

        #[test]
        fn beginnings_stand_in_the_order_of_texts_or_are_alike(
            one in "[ab\u{0}é]{0,20}",
            other in "[ab\u{0}é]{0,20}",
        ) {
            let by_beginning = Text::from(one.as_str()).beginning().cmp(&Text::from(other.as_str()).beginning());
            prop_assert!(by_beginning.is_eq() || by_beginning == one.cmp(&other));
            let is_told = by_beginning.is_ne() || one.len() > 16 || other.len() > 16;
            prop_assert!(is_told || one.trim_end_matches('\0') == other.trim_end_matches('\0'));
        }
    }
}
