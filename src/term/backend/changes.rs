//! What of a picture the terminal does not show yet. The backend remembers what the terminal shows, so that nobody else has to
//! keep the picture before.

use std::io::{self, Write};

use ratatui::backend::Backend as _;
use ratatui::buffer::{Buffer, Cell, CellWidth as _};

use super::LeanBackend;

impl<W: Write> LeanBackend<W> {
    /// Writes what the terminal does not show of a picture of all of its screen.
    pub(in crate::term) fn show(&mut self, picture: &Buffer) -> io::Result<()> {
        self.rouse();
        let changes = self.changes(picture);
        self.draw(changes.into_iter())
    }

    fn changes<'p>(&self, picture: &'p Buffer) -> Vec<(u16, u16, &'p Cell)> {
        let mut changes = Vec::new();
        let width = usize::from(picture.area.width).max(1);
        for (y, row) in (0_u16..).zip(picture.content.chunks(width)) {
            let shown = self.shown.row(y);
            // Cells beneath a wide sign show nothing of their own.
            let mut covered = 0;
            for (x, cell) in (0_u16..).zip(row) {
                if covered > 0 {
                    covered -= 1;
                    continue;
                }
                covered = cell.cell_width().saturating_sub(1);
                if !self.shown.is(shown.get(usize::from(x)), (x, y), cell) {
                    changes.push((x, y, cell));
                }
            }
        }
        changes
    }
}
