//! The store: the only room that touches the disk.
//!
//! What a reader did is kept by [`journal`]s, to which entries are added and from which none is lost: answers to cards
//! by [`reviews`] (what a long log of them came to, by a [`checkpoint`]), beside them [`papers`] and [`mains`], the
//! latest edition read by `editions`; and, where several programs add to one at once ([`shared_shelf`]), [`marks`] and
//! [`notes`]. [`doctor`] looks at all of these but the editions. [`drafts`] are notes that are not kept yet,
//! [`answers`] texts that the reader's own editor writes; [`place`] is where one was, which is written anew each time,
//! as is what `pack_state` says of the packs that are `installed`. `paths` says where all that lies, and [`secure_fs`]
//! opens files that are the user's alone.
//!
//! What others wrote is read within bounds: `settings`, [`packs`], `documents`; by `files`, which also writes what a
//! user takes away, `sheets` and a `new_pack` among it, and `pack_rewrite` a pack that is there. A pack is put among
//! the installed ones by `install`; to `results` of a quiz lines are added where the host says. What the system knows
//! of a terminal is found by `terminfo`, and of this process by `process`; a server's key is in a `key_file`.
//!
//! What any of it means is known elsewhere: the store is handed in, and nobody to the left of this room reaches for it.

pub mod answers;
pub mod checkpoint;
pub mod doctor;
pub(crate) mod documents;
pub mod drafts;
pub(crate) mod editions;
pub(crate) mod files;
pub mod install;
pub mod installed;
pub mod journal;
#[cfg(all(unix, feature = "serve"))]
pub(crate) mod key_file;
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
#[cfg(all(unix, feature = "serve"))]
pub(crate) mod process;
#[cfg(all(unix, feature = "serve"))]
pub(crate) mod results;
pub mod reviews;
pub mod secure_fs;
pub(crate) mod settings;
pub mod shared_shelf;
pub(crate) mod sheets;
pub mod shelf;
pub(crate) mod terminfo;
