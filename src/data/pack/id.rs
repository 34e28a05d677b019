//! The id of a pack, by which what its readers make is told from what they make with another. Where that is written
//! and read is not known here.

use std::borrow::Cow;

use super::Pack;
use crate::data::check::is_kebab;

/// The pack there was before packs had ids: what says no pack was made with this one.
pub const FIRST: &str = "india-japan";

/// The same, for what is read and says none.
pub(crate) fn first() -> String {
    FIRST.to_owned()
}

/// The longest id, in bytes.
pub const LONGEST: usize = 60;

impl Pack<'_> {
    /// What tells this pack from others: its `id`, or where it gives none, one made of its title.
    #[must_use]
    pub fn id(&self) -> Cow<'_, str> {
        match self.id.as_deref() {
            Some(id) => Cow::Borrowed(id),
            None => Cow::Owned(made_of(&self.title)),
        }
    }

    /// An id for other programs that tells what is of this pack from what is of others; where packs had none, it was
    /// the plain one.
    #[must_use]
    pub fn own<'i>(&self, id: &'i str) -> Cow<'i, str> {
        match self.id().as_ref() {
            FIRST => Cow::Borrowed(id),
            pack => Cow::Owned(format!("{pack}:{id}")),
        }
    }
}

/// An id of a title, without what follows its first comma, which is rather the edition's: `Norway – Chile, for
/// teachers` is `norway-chile`.
#[must_use]
pub fn made_of(title: &str) -> String {
    let name = title.split(',').next().unwrap_or_default();
    let mut id = String::new();
    for letter in crate::text::fold::fold(name).chars() {
        if letter.is_ascii_alphanumeric() && id.len() < LONGEST {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    // A title in another script has no letter of an id.
    if id.is_empty() { "pack".to_owned() } else { id.to_owned() }
}

/// Whether a text is an id: lower-case letters, digits and single hyphens between them.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.len() <= LONGEST && is_kebab(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_an_id() {
        let ids = ["India – Japan", "Norway – Chile, for teachers", "  Perú and Chile!", "日本", ""].map(made_of);
        assert_eq!(ids, ["india-japan", "norway-chile", "peru-and-chile", "pack", "pack"]);
        assert!(ids.iter().all(|id| is_id(id)) && is_id(&made_of(&"long title ".repeat(50))));
    }

    #[test]
    fn an_id_is_plain() {
        assert!(is_id("news-2026") && is_id("a"));
        for wrong in ["", "-a", "a-", "a--b", "A", "a b", "a/b", "é", "..", &"a".repeat(61)] {
            assert!(!is_id(wrong), "{wrong}");
        }
    }
}
