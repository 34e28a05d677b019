//! The store: the only room that touches the disk, for what a reader made and set.
//!
//! [`paths`] says where, [`secure_fs`] opens files that are the user's alone, [`journal`] keeps
//! entries that are only ever added to, [`reviews`] every answer. What is
//! kept means something to [`crate::study`]; it is handed in, and nobody to the left of this room reaches for it.

pub mod journal;
pub mod paths;
pub mod reviews;
pub mod secure_fs;
