//! The shortest way from where a terminal writes to another place. Numbers and bytes only: who goes there, and why, is not
//! said here.

use ratatui::layout::Position;

use crate::term::terminfo::Capabilities;

/// What is sent to get to a place, from where the terminal writes if that is known.
#[must_use]
pub(super) fn way(from: Option<Position>, to: Position, can: Capabilities) -> String {
    let there = absolute(to);
    let shorter = from.and_then(|from| relative(from, to, can)).filter(|way| way.len() < there.len());
    shorter.unwrap_or(there)
}

/// A column or a row that is left out is the first.
fn absolute(to: Position) -> String {
    match (to.x, to.y) {
        (0, 0) => "\x1b[H".to_owned(),
        (0, y) => format!("\x1b[{}H", y + 1),
        (x, y) => format!("\x1b[{};{}H", y + 1, x + 1),
    }
}

/// To a column of the same line or of one below, the shortest of three ways. Where a terminal, or what stands before it, begins a
/// new line whenever one is fed, it is the same: a line is fed from the beginning of one, or the column is named after it.
fn relative(from: Position, to: Position, can: Capabilities) -> Option<String> {
    /// As many lines are fed in fewer bytes than it takes to name a place.
    const LINES: u16 = 2;
    let down = to.y.checked_sub(from.y).filter(|down| *down <= LINES)?;
    let lines = "\n".repeat(usize::from(down));
    let onward = |columns: u16| match columns {
        0 => Some(String::new()),
        _ if !can.goes_right => None,
        1 => Some("\x1b[C".to_owned()),
        columns => Some(format!("\x1b[{columns}C")),
    };
    let from_here = to.x.checked_sub(from.x).filter(|_| down == 0).and_then(onward);
    let from_beginning = onward(to.x).map(|onward| format!("\r{lines}{onward}"));
    let to_column = can.names_columns.then(|| format!("{lines}\x1b[{}G", to.x + 1));
    [from_here, from_beginning, to_column].into_iter().flatten().min_by_key(String::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_the_shortest() {
        let to = |from: Option<(u16, u16)>, to: (u16, u16)| {
            way(from.map(Into::into), to.into(), Capabilities::XTERM).replace('\x1b', "^")
        };
        assert_eq!([to(None, (0, 0)), to(None, (0, 8)), to(None, (66, 8))], ["^[H", "^[9H", "^[9;67H"]);
        assert_eq!([to(Some((3, 8)), (3, 8)), to(Some((3, 8)), (4, 8))], ["", "^[C"]);
        assert_eq!([to(Some((3, 8)), (20, 8)), to(Some((3, 8)), (2, 8))], ["^[17C", "^[3G"]);
        assert_eq!([to(Some((3, 8)), (0, 9)), to(Some((70, 11)), (66, 12))], ["\r\n", "\n^[67G"]);
        assert_eq!([to(Some((70, 11)), (66, 13)), to(Some((70, 11)), (0, 11))], ["\n\n^[67G", "\r"]);
        assert_eq!([to(Some((3, 8)), (0, 7)), to(Some((3, 8)), (0, 20))], ["^[8H", "^[21H"]);
    }

    #[test]
    fn what_cannot_name_columns_goes_right_from_the_beginning_of_a_line() {
        let can = Capabilities { names_columns: false, ..Capabilities::XTERM };
        let to = |from: (u16, u16), to: (u16, u16)| way(Some(from.into()), to.into(), can);
        assert_eq!([to((70, 11), (66, 12)), to((3, 8), (2, 8))], ["\r\n\x1b[66C", "\r\x1b[2C"]);
    }

    #[test]
    fn what_cannot_go_right_names_places() {
        let to = |from: (u16, u16), to: (u16, u16)| way(Some(from.into()), to.into(), Capabilities::LEAST);
        assert_eq!([to((3, 8), (5, 8)), to((3, 8), (0, 9))], ["\x1b[9;6H", "\r\n"]);
    }
}
