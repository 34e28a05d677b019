//! What stands in a pack and did not parse, as far as its name is known: what points at it is not told to point at
//! nothing.

/// What of a pack did not parse.
#[derive(Clone, Debug, Default)]
pub(super) struct Unread {
    ids: Vec<String>,
    has_nameless: bool,
    /// Whether `pack.ron` did not: then nothing is known of countries, sectors and sources.
    pub(super) is_head: bool,
}

/// Nothing: everything parsed.
pub(super) static NOTHING: Unread = Unread { ids: Vec::new(), has_nameless: false, is_head: false };

impl Unread {
    /// Adds one thing by its id, if that is known.
    pub(super) fn add(&mut self, id: Option<&str>) {
        match id {
            Some(id) => self.ids.push(id.to_owned()),
            None => self.has_nameless = true,
        }
    }

    /// Adds what of another file did not parse.
    pub(super) fn extend(&mut self, other: Self) {
        self.ids.extend(other.ids);
        self.has_nameless |= other.has_nameless;
        self.is_head |= other.is_head;
    }

    /// Whether something of this id may stand there.
    pub(super) fn may_hold(&self, id: &str) -> bool {
        self.has_nameless || self.names(id)
    }

    /// Whether something stands there that certainly has this id.
    pub(super) fn names(&self, id: &str) -> bool {
        self.ids.iter().any(|known| known == id)
    }

    /// Whether everything but the pack's head parsed.
    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty() && !self.has_nameless
    }
}
