//! How wide plain text may be: as asked, as the terminal is, or the usual 80 columns.

use std::io::IsTerminal;

/// Columns of a terminal whose width nobody tells.
const USUAL: usize = 80;
/// What `--width` is at least.
pub(crate) const LEAST: i64 = 20;

/// The widest a line may be.
pub(crate) fn columns(asked: Option<u16>) -> usize {
    if let Some(asked) = asked {
        return usize::from(asked);
    }
    if !std::io::stdout().is_terminal() {
        return USUAL;
    }
    // A shell that exports COLUMNS means it; most keep it to themselves.
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let measured = || crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns));
    told.filter(|columns| *columns > 0).or_else(measured).filter(|columns| *columns > 0).unwrap_or(USUAL)
}
