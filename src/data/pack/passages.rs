//! The passages of a source: at hand, or packed until one is quoted. They are most of what is known of the sources, and a
//! frame names many of these and quotes few.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::data::text::Text;

/// The passages of a source; a slice of texts in every respect.
#[derive(Clone)]
pub struct Passages<'a>(Kept<'a>);

#[derive(Clone)]
enum Kept<'a> {
    Ready(Vec<Text<'a>>),
    /// As bytes in postcard's form, which live for ever, and as what they meant once they were asked for.
    Compiled(&'static [u8], OnceLock<Vec<Text<'static>>>),
}

impl Passages<'static> {
    /// Those with which these bytes begin; none, if no build of this program wrote them.
    pub(super) fn compiled(bytes: &'static [u8]) -> Self {
        Self(Kept::Compiled(bytes, OnceLock::new()))
    }
}

#[cfg(test)]
impl Passages<'_> {
    /// Whether nobody has asked for them yet.
    pub(crate) fn is_unread(&self) -> bool {
        matches!(&self.0, Kept::Compiled(_, passages) if passages.get().is_none())
    }
}

impl<'a> Deref for Passages<'a> {
    type Target = [Text<'a>];

    fn deref(&self) -> &[Text<'a>] {
        match &self.0 {
            Kept::Ready(passages) => passages,
            Kept::Compiled(bytes, passages) => passages
                .get_or_init(|| postcard::take_from_bytes(bytes).map_or_else(|_| Vec::new(), |(passages, _)| passages)),
        }
    }
}

impl Default for Passages<'_> {
    fn default() -> Self {
        Self(Kept::Ready(Vec::new()))
    }
}

// How they are kept makes them no others.
impl fmt::Debug for Passages<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Passages<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(|passages| Self(Kept::Ready(passages)))
    }
}

impl Serialize for Passages<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}
