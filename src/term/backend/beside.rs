//! What of a frame goes first over a slow line: all but what stands beside. Whoever steps through a list sees the step before
//! the record of what is selected has come. Which part stands beside is said by whoever draws; when the parts are sent is the
//! transport's matter.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use ratatui::layout::{Position, Rect};

use super::{LeanBackend, MUCH};

/// What comes after all else.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    area: Rect,
    /// Where the cursor stands meanwhile; it is hidden if nowhere.
    cursor: Option<Position>,
}

impl<W: Write> LeanBackend<W> {
    /// Takes what of the next frame comes after all else, and where the cursor is to stand meanwhile.
    pub(in crate::term) fn set_beside(&mut self, area: Rect, cursor: Option<Position>) {
        self.beside = Some(Beside { area, cursor });
    }

    /// Writes all that does not stand beside as a frame of its own, if what does is much; that is left.
    pub(super) fn draw_before_beside(&mut self, rows: &mut BTreeMap<u16, BTreeSet<u16>>) -> io::Result<()> {
        let Some(Beside { area, cursor }) = self.beside.take().filter(|_| self.can.modes) else { return Ok(()) };
        let stands_beside = |x: u16, y: u16| area.contains(Position::new(x, y));
        let (mut first, mut rest) = (BTreeMap::new(), BTreeMap::new());
        for (y, columns) in std::mem::take(rows) {
            let (beside, others): (BTreeSet<u16>, BTreeSet<u16>) =
                columns.into_iter().partition(|x| stands_beside(*x, y));
            // A row that is written whole is written once.
            if !others.is_empty() && self.is_unsure(y) {
                first.insert(y, others.into_iter().chain(beside).collect());
                continue;
            }
            for (part, columns) in [(&mut first, others), (&mut rest, beside)] {
                if !columns.is_empty() {
                    part.insert(y, columns);
                }
            }
        }
        if first.is_empty() || rest.values().map(BTreeSet::len).sum::<usize>() < MUCH {
            for (y, columns) in rest {
                first.entry(y).or_default().extend(columns);
            }
            *rows = first;
            return Ok(());
        }
        self.draw_changes(first)?;
        self.end_part(cursor)?;
        *rows = rest;
        Ok(())
    }
}
