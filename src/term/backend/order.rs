//! In which order the changed cells of a frame are written. Row by row the same few colours are told again and again, and to
//! tell one takes up to twenty bytes, while to go on in the next row takes six: so cells of one style may be written in one
//! go through all rows, before the others are. What is written, and how, is the [`row`](super::row)'s matter.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::LeanBackend;
use crate::term::pen::Pen;
use crate::term::shown_cell::ShownCell;

/// What it takes about to go on in another row, and to pass over a piece in the middle of a row.
const TO_ANOTHER_ROW: usize = 7;
const OVER_A_PIECE: usize = 4;

/// The changed columns of rows.
pub(super) type Changes = BTreeMap<u16, BTreeSet<u16>>;

/// Changed cells of a row that stand side by side in one style.
struct Piece {
    y: u16,
    columns: Vec<u16>,
    /// Which of the styles of the frame.
    style: usize,
    /// Whether another piece ends where it begins.
    is_joined: bool,
}

impl<W: Write> LeanBackend<W> {
    /// Writes what has changed.
    pub(super) fn draw_changes(&mut self, changes: Changes) -> io::Result<()> {
        for part in self.in_order(changes) {
            for (y, columns) in part {
                self.draw_row(y, &columns.into_iter().collect::<Vec<_>>())?;
            }
        }
        Ok(())
    }

    /// Parts what is to be written into what is written one after the other.
    fn in_order(&self, changes: Changes) -> Vec<Changes> {
        let (apart, mut rest): (Changes, Changes) = changes.into_iter().partition(|(y, _)| self.can_be_parted(*y));
        let (mut pieces, styles) = self.pieces(apart);
        let mut order = Vec::new();
        for style in by_number(&pieces, styles.len()) {
            if gain(&pieces, &styles, style, Pen::new(self.can.switches_off)) <= 0 {
                continue;
            }
            let (first, others): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(|piece| piece.style == style);
            pieces = others;
            order.push(together(first));
        }
        rest.append(&mut together(pieces));
        order.push(rest);
        order
    }

    /// Whether parts of a row can be written in any order: no sign of it is wider than a column, neither was any before.
    fn can_be_parted(&self, y: u16) -> bool {
        let is_narrow = || self.shown.row(y).iter().all(|cell| cell.columns() == 1);
        !self.is_unsure(y) && !self.wide.contains(&y) && is_narrow()
    }

    /// The pieces of these cells, row by row, and their styles.
    fn pieces(&self, changes: Changes) -> (Vec<Piece>, Vec<ShownCell>) {
        let (mut pieces, mut styles): (Vec<Piece>, Vec<ShownCell>) = (Vec::new(), Vec::new());
        for (y, columns) in changes {
            let mut last: Option<Piece> = None;
            for x in columns {
                let Some(cell) = self.shown.at(x, y) else { continue };
                let is_joined =
                    last.as_ref().and_then(|piece| piece.columns.last()).is_some_and(|before| before + 1 == x);
                let joins = |piece: &&mut Piece| {
                    let style = styles.get(piece.style);
                    is_joined
                        && style.is_some_and(|style| cell.is_blank() && style.ink.is_quiet() || style.ink == cell.ink)
                };
                if let Some(piece) = last.as_mut().filter(joins) {
                    piece.columns.push(x);
                    continue;
                }
                let style = styles.iter().position(|style| style.ink == cell.ink).unwrap_or_else(|| {
                    styles.push(cell);
                    styles.len() - 1
                });
                pieces.extend(last.replace(Piece { y, columns: vec![x], style, is_joined }));
            }
            pieces.extend(last);
        }
        (pieces, styles)
    }
}

/// The styles, those of most pieces first.
fn by_number(pieces: &[Piece], styles: usize) -> Vec<usize> {
    let count = |style: &usize| pieces.iter().filter(|piece| piece.style == *style).count();
    let mut all: Vec<(usize, usize)> = (0..styles).map(|style| (count(&style), style)).collect();
    all.sort_unstable_by_key(|(count, style)| (std::cmp::Reverse(*count), *style));
    all.into_iter().map(|(_, style)| style).collect()
}

/// How many bytes fewer it takes about to write the pieces of a style before all others.
fn gain(pieces: &[Piece], styles: &[ShownCell], style: usize, pen: Pen) -> i64 {
    // From one style to another it takes the same each time.
    let mut known: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut change = |from: usize, to: usize| {
        let cost = || styles.get(from).zip(styles.get(to)).map_or(0, |(from, to)| pen.between(*from, *to));
        *known.entry((from, to)).or_insert_with(cost)
    };
    let (mut now, mut then) = (0_usize, styles.get(style).map_or(0, |cell| pen.cost(*cell)));
    let (mut before, mut before_without) = (None, None);
    for (number, piece) in pieces.iter().enumerate() {
        if let Some(before) = before {
            now += change(before, piece.style);
        }
        before = Some(piece.style);
        if piece.style == style {
            let goes_on = pieces.get(number + 1).is_some_and(|next| next.is_joined);
            (now, then) = match (piece.is_joined, goes_on) {
                // Whatever stands alone is gone to in any order.
                (false, false) => (now, then),
                (true, true) => (now, then + TO_ANOTHER_ROW + OVER_A_PIECE),
                _ => (now, then + TO_ANOTHER_ROW),
            };
            continue;
        }
        if let Some(before) = before_without {
            then += change(before, piece.style);
        }
        before_without = Some(piece.style);
    }
    i64::try_from(now).unwrap_or(i64::MAX) - i64::try_from(then).unwrap_or(i64::MAX)
}

fn together(pieces: Vec<Piece>) -> Changes {
    let mut changes = Changes::new();
    for piece in pieces {
        changes.entry(piece.y).or_default().extend(piece.columns);
    }
    changes
}
