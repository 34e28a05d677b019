//! Lines between the columns of a lineage: cells through which a line goes up, down, left or right, drawn by what meets
//! in them.

use std::collections::BTreeMap;

use crate::tui::symbols::Symbols;

/// The ways out of a cell.
const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;
const ALL: u8 = UP | DOWN | LEFT | RIGHT;

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Whether it is to be seen first.
    pub(super) is_lit: bool,
    /// Whether it is broken.
    pub(super) is_broken: bool,
}

/// Cells of lines: the ways out of each, whether one of its lines is to be seen first, and whether all are broken.
#[derive(Debug, Default)]
pub(super) struct Lines(BTreeMap<(usize, usize), (u8, Look)>);

impl Lines {
    fn add(&mut self, x: usize, y: usize, ways: u8, look: Look) {
        let cell = self.0.entry((x, y)).or_insert((0, Look { is_lit: false, is_broken: true }));
        cell.0 |= ways;
        cell.1.is_lit |= look.is_lit;
        cell.1.is_broken &= look.is_broken;
    }

    fn across(&mut self, from: usize, to: usize, y: usize, look: Look) {
        for x in from..to {
            self.add(x, y, LEFT | RIGHT, look);
        }
    }

    /// A line from the one column and line to the other, which lies to the right, going up or down in this column.
    pub(super) fn join(&mut self, (x, y): (usize, usize), (to_x, to_y): (usize, usize), bend: usize, look: Look) {
        if y == to_y {
            self.across(x, to_x, y, look);
            return;
        }
        self.across(x, bend, y, look);
        let down = to_y > y;
        self.add(bend, y, LEFT | if down { DOWN } else { UP }, look);
        for between in y.min(to_y) + 1..y.max(to_y) {
            self.add(bend, between, UP | DOWN, look);
        }
        self.add(bend, to_y, RIGHT | if down { UP } else { DOWN }, look);
        self.across(bend + 1, to_x, to_y, look);
    }

    /// The cells: their columns and lines, what is drawn there, and whether that is lit.
    pub(super) fn cells<'s>(&self, symbols: &'s Symbols) -> impl Iterator<Item = ((usize, usize), &'s str, bool)> {
        self.0.iter().map(|(&at, &(ways, look))| (at, sign(ways, look.is_broken, symbols), look.is_lit))
    }
}

fn sign(ways: u8, is_broken: bool, symbols: &Symbols) -> &'static str {
    let is_plain = symbols.is_ascii;
    let across = ways & (LEFT | RIGHT) != 0;
    let upright = ways & (UP | DOWN) != 0;
    let [broken_across, broken_upright] = symbols.broken;
    match (is_plain, across, upright) {
        (_, true, false) if is_broken => return broken_across,
        (_, false, true) if is_broken => return broken_upright,
        (true, true, true) => return "+",
        (true, true, false) => return "-",
        (true, ..) => return "|",
        _ => {}
    }
    match ways {
        ALL => "┼",
        w if w == UP | DOWN | RIGHT => "├",
        w if w == UP | DOWN | LEFT => "┤",
        w if w == LEFT | RIGHT | DOWN => "┬",
        w if w == LEFT | RIGHT | UP => "┴",
        w if w == UP | RIGHT => "╰",
        w if w == UP | LEFT => "╯",
        w if w == DOWN | RIGHT => "╭",
        w if w == DOWN | LEFT => "╮",
        w if w & (UP | DOWN) != 0 => "│",
        _ => "─",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::symbols::{ASCII, UNICODE};

    fn drawn(lines: &Lines, symbols: &Symbols) -> Vec<String> {
        let mut rows = vec![vec![" "; 7]; 3];
        for ((x, y), sign, _) in lines.cells(symbols) {
            rows[y][x] = sign;
        }
        rows.iter().map(|row| row.concat().trim_end().to_owned()).collect()
    }

    const PLAIN: Look = Look { is_lit: false, is_broken: false };

    #[test]
    fn a_line_is_broken_where_nothing_whole_goes_along() {
        let mut lines = Lines::default();
        let broken = Look { is_broken: true, ..PLAIN };
        lines.join((0, 1), (7, 0), 3, broken);
        lines.join((0, 1), (7, 1), 3, PLAIN);
        lines.join((0, 1), (7, 2), 3, broken);
        assert_eq!(drawn(&lines, &UNICODE), ["   ╭╌╌╌", "───┼───", "   ╰╌╌╌"]);
        assert_eq!(drawn(&lines, &ASCII), ["   +...", "---+---", "   +..."]);
    }

    #[test]
    fn lines_meet_and_part() {
        let mut lines = Lines::default();
        lines.join((0, 1), (7, 0), 3, PLAIN);
        lines.join((0, 1), (7, 1), 3, PLAIN);
        lines.join((0, 1), (7, 2), 3, Look { is_lit: true, ..PLAIN });
        assert_eq!(drawn(&lines, &UNICODE), ["   ╭───", "───┼───", "   ╰───"]);
        assert_eq!(drawn(&lines, &ASCII), ["   +---", "---+---", "   +---"]);
        assert_eq!(lines.cells(&UNICODE).filter(|(_, _, is_lit)| *is_lit).count(), 3 + 1 + 4);
    }
}
