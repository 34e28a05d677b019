//! How wide plain text may be: as asked, as the terminal is, or the usual 80 columns.

use super::io::Io;

/// Columns of a terminal whose width nobody tells.
const USUAL: usize = 80;
/// What `--width` is at least.
pub(crate) const LEAST: i64 = 20;

/// The widest a line may be.
pub(crate) fn columns(asked: Option<u16>, io: &Io<'_>) -> usize {
    if let Some(asked) = asked {
        return usize::from(asked);
    }
    if !io.terminals.output {
        return USUAL;
    }
    // A shell that exports COLUMNS means it; most keep it to themselves.
    let exported = io.variable("COLUMNS").and_then(|columns| columns.trim().parse().ok());
    let measured = || io.terminals.columns.and_then(|measure| measure());
    exported.filter(|columns| *columns > 0).or_else(measured).filter(|columns| *columns > 0).unwrap_or(USUAL)
}

#[cfg(test)]
mod tests {
    use std::io::{empty, sink};

    use super::*;

    #[test]
    fn the_width_is_the_one_asked_for_exported_or_measured() {
        let mut io = Io::new(empty(), sink(), sink());
        io.terminals.columns = Some(|| Some(100));
        assert_eq!((columns(Some(33), &io), columns(None, &io)), (33, USUAL), "nobody sees it");
        io.terminals.output = true;
        assert_eq!(columns(None, &io), 100);
        io.environment = Box::new(|name| (name == "COLUMNS").then(|| "60".into()));
        assert_eq!(columns(None, &io), 60);
    }
}
