//! What an import changes, thing by thing: what each says now and is to say. This one list is told ([`super::told`])
//! and written ([`super::draft`]), so that nothing is told that is not written, and nothing written that is not told.

use std::collections::{HashMap, HashSet};

use crate::data::Kind;
use crate::data::files::{DISPUTES_FILE, PACK_FILE};
use crate::data::written::tree::Node;

/// A thing of a pack: where things of its sort stand, and its id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Thing {
    /// The name of the file in which a new one stands.
    pub(super) home: &'static str,
    /// Its id.
    pub(super) id: String,
}

/// What sorts of things there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Record,
    Series,
    Dispute,
    Source,
}

impl Thing {
    /// A record or series.
    pub(super) fn item(kind: Kind, id: &str) -> Self {
        Self { home: kind.file(), id: id.to_owned() }
    }

    /// A dispute that records share.
    pub(super) fn dispute(id: &str) -> Self {
        Self { home: DISPUTES_FILE, id: id.to_owned() }
    }

    /// A source.
    pub(super) fn source(id: &str) -> Self {
        Self { home: PACK_FILE, id: id.to_owned() }
    }

    /// Its sort.
    pub(super) fn sort(&self) -> Sort {
        match self.home {
            PACK_FILE => Sort::Source,
            DISPUTES_FILE => Sort::Dispute,
            home if home == Kind::Series.file() => Sort::Series,
            _ => Sort::Record,
        }
    }
}

/// A thing that is new, or that is to say something else.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) thing: Thing,
    /// What it says now; nothing if it is new.
    pub(super) before: Option<Node>,
    /// What it is to say.
    pub(super) after: Node,
    /// Where that was read, as in `line 3`; empty where it is said of its parts.
    pub(super) from: String,
    /// The lines of points of a series, by their periods as files have them.
    pub(super) lines: HashMap<String, u64>,
    /// What an amendment of a layer cites for it, where that is said.
    pub(super) cite: Option<String>,
}

/// What would change in a pack.
#[derive(Debug, Default)]
pub(super) struct Edits {
    pub(super) changes: Vec<Change>,
    /// What is told of entries that change nothing, a line each.
    pub(super) remarks: Vec<String>,
    /// How many entries say what the pack says.
    pub(super) same: usize,
    seen: HashSet<Thing>,
}

impl Edits {
    /// Takes a change, if it is one.
    ///
    /// # Errors
    /// A thing that was said before, otherwise.
    pub(super) fn push(&mut self, change: Change) -> Result<(), String> {
        if !self.seen.insert(change.thing.clone()) {
            return Err(format!("“{}” comes twice; take one of them out", change.thing.id));
        }
        if change.before.as_ref() == Some(&change.after) {
            self.same += 1;
        } else {
            self.changes.push(change);
        }
        Ok(())
    }

    /// Takes a new thing.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub(super) fn add(&mut self, thing: Thing, after: Node, from: String) -> Result<(), String> {
        self.push(Change { thing, before: None, after, from, lines: HashMap::new(), cite: None })
    }
}
