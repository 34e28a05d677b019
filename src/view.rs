//! What is told of the data, without a terminal: documents, figures and citations.
//!
//! Nothing here knows colours, keys or places on a screen; [`crate::tui`] draws it and [`crate::cli`] prints it.

pub mod citation;
pub mod document;
