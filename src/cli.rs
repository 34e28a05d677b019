//! The command line: [`args`] says what may be asked for, [`commands`] holds an answer to each, and [`run`] leads from
//! the one to the other. All of it meets the world through an [`Io`].
//!
//! Visitors over SSH are met in [`kiosk`], which knows what they may ask for, and [`serving`], which has a server of
//! its own.
//!
//! Every command but the explorer writes plain text to its output and nothing else: no colours, no escapes.

mod args;
mod ascii_output;
mod chance;
pub mod commands;
mod completion;
mod errors;
mod find;
mod found;
mod io;
mod kept_notes;
mod kept_packs;
mod kiosk;
mod look;
mod manual;
mod marking;
mod memory;
mod output_file;
mod own;
mod packs;
mod permission;
mod pick;
mod run;
mod serving;
pub mod settings;
mod study_options;
pub mod text_output;
mod values;
mod waiting;
mod width;

pub use io::{Io, Terminals, Variables};
pub use run::run;
#[cfg(all(unix, feature = "serve", any(test, fuzzing)))]
pub use serving::exercise::Exercise;
