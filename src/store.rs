//! The store: the only room that touches the disk.
//!
//! What a reader makes is kept by [`journal`], in entries that are only ever added to, and by [`reviews`], which keeps
//! every answer to a card in one, [`papers`], [`mains`] and [`marks`], all of which [`doctor`] looks at; [`place`] is where one was, which is written
//! anew each time; [`answers`] are texts of
//! the reader's own; [`paths`] says where, and [`secure_fs`] opens files that are the user's alone. What others wrote is
//! read by [`settings`], [`packs`] (which [`pack_state`] looks at from outside), [`installed`] (where [`install`] puts them) and [`documents`], within bounds, with [`files`], which also writes what a user takes
//! away, [`sheets`] and [`new_pack`]s among it, and [`pack_rewrite`] changes a pack that is there. What any of it means is known elsewhere: the store is handed in, and nobody to the left of
//! this room reaches for it.

pub mod answers;
pub mod doctor;
pub(crate) mod documents;
pub mod drafts;
pub(crate) mod editions;
pub(crate) mod files;
pub mod install;
pub mod installed;
pub mod journal;
mod lock;
pub mod mains;
pub mod marks;
pub(crate) mod new_pack;
pub mod notes;
pub(crate) mod pack_rewrite;
pub(crate) mod pack_state;
pub mod packs;
pub mod papers;
pub(crate) mod paths;
pub mod place;
pub mod reviews;
pub mod secure_fs;
pub(crate) mod settings;
pub mod shared_shelf;
pub(crate) mod sheets;
pub mod shelf;
