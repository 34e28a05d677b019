//! Places of the screen that lead to addresses of the web: what the reader's terminal is told of, where it is known to
//! do something with that. Nothing is drawn by them.

use std::ops::Range;

/// Columns of a row that lead to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebLink {
    /// The row.
    pub row: u16,
    /// The columns.
    pub columns: Range<u16>,
    /// The address, as the pack has it: whoever hands it on cleans it.
    pub address: String,
}
