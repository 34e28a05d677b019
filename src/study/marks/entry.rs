//! One thing done with marks, as it is kept.

use serde::{Deserialize, Serialize};

use crate::data::pack::id;

/// One thing done with marks of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct MarkEntry {
    /// The id of the pack; without one, the first there was.
    #[serde(default = "id::first")]
    pub pack: String,
    /// What was done.
    pub change: Change,
}

/// What may be done with marks. Lists are known by their names, items by their ids in the files.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// An item is put in a list, at its end; the list is made if there is none.
    Mark {
        /// The list.
        list: String,
        /// The item.
        of: String,
    },
    /// An item is taken out of a list.
    Unmark {
        /// The list.
        list: String,
        /// The item.
        of: String,
    },
    /// What is noted of an item in a list; nothing if the text is empty.
    Note {
        /// The list.
        list: String,
        /// The item.
        of: String,
        /// The note.
        text: String,
    },
    /// An item is put before another in its list, or at the end.
    Move {
        /// The list.
        list: String,
        /// The item.
        of: String,
        /// The one that is to follow.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<String>,
    },
    /// A list is made, at the end.
    Create {
        /// The list.
        list: String,
    },
    /// A list is called otherwise.
    Rename {
        /// The list.
        list: String,
        /// Its new name.
        to: String,
    },
    /// A list goes, and the marks in it.
    Delete {
        /// The list.
        list: String,
    },
    /// A list is put before another, or at the end.
    Order {
        /// The list.
        list: String,
        /// The one that is to follow.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<String>,
    },
    /// From now on marks go into this list.
    Choose {
        /// The list.
        list: String,
    },
}
