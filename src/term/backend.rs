//! Writes frames in fewer bytes than ratatui's own backend, for thin lines.
//!
//! ratatui hands over changed cells. Its backend jumps to each with eight bytes, writes blanks one
//! by one and says every colour in full. This one remembers what the screen holds, so that it can
//! write through a gap where that takes fewer bytes than a jump over it ([`row`]); it goes the shortest way to each place
//! ([`way`]); it erases runs of blanks; it says only what changes of a style ([`super::pen`]), and writes cells of one style
//! in one go where that says less ([`order`]). What a terminal then shows is the same, cell by cell; and where it is told so,
//! cells lead to addresses ([`super::hyperlinks`]).

mod at_rest;
mod beside;
mod changes;
mod order;
mod row;
mod shown_rows;
mod way;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crossterm::cursor::{Hide, Show};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType as Part};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Size};

use self::at_rest::AtRest;
use self::beside::Beside;
use self::shown_rows::{ShownRows, WrittenOver};
use super::frame_marks::{BEGIN_OF_FRAME, END_OF_FRAME};
use super::hyperlinks::{Hyperlinks, Stay};
use super::pen::Pen;
use super::terminfo::Capabilities;
use crate::tui::web_link::WebLink;

/// So many changed cells take a slow line longer than the letter that was typed should wait: over one of 64 kbit/s about a
/// twentieth of a second, compressed.
const MUCH: usize = 400;

/// The backend.
#[derive(Debug)]
pub(super) struct LeanBackend<W: Write> {
    out: W,
    size: Size,
    can: Capabilities,
    /// What the terminal shows; nothing while that is at rest.
    shown: ShownRows,
    at_rest: Option<AtRest>,
    /// Rows that hold, or last held, a sign on whose width terminals disagree, each with the column of the first.
    unsure: BTreeMap<u16, u16>,
    /// Rows that held a sign of two columns where the frame that is written has another.
    wide: BTreeSet<u16>,
    /// Where the terminal writes next, as far as the frame that is written tells.
    place: Option<Position>,
    pen: Pen,
    /// Where cells lead to; nothing is told of that to a terminal that does nothing with it.
    links: Hyperlinks,
    tells_links: bool,
    /// Where the reader types in the next frame, if anywhere.
    typed_at: Option<Position>,
    /// What of the next frame comes after all else, if anything does.
    beside: Option<Beside>,
    /// Where the cursor is to stand, and whether it shows; told at the end of a frame, if it changed.
    cursor: (Position, bool),
    /// What the terminal was told of that: the place is not known after something was written, neither is after it was
    /// cleared.
    sent_cursor: (Option<Position>, Option<bool>),
}

impl<W: Write> LeanBackend<W> {
    /// A backend that writes here, to a screen of this size on a terminal that can do this; it is taken to be blank and to
    /// show its cursor.
    #[must_use]
    pub(super) fn new(out: W, size: Size, can: Capabilities) -> Self {
        Self {
            out,
            size,
            can,
            shown: ShownRows::default(),
            at_rest: None,
            unsure: BTreeMap::new(),
            wide: BTreeSet::new(),
            place: None,
            pen: Pen::new(can.switches_off),
            links: Hyperlinks::default(),
            tells_links: false,
            typed_at: None,
            beside: None,
            cursor: (Position::ORIGIN, true),
            sent_cursor: (None, Some(true)),
        }
    }

    /// What frames are written to.
    pub(super) fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// The screen has this size from now on.
    pub(super) fn resize(&mut self, size: Size) {
        self.size = size;
    }

    /// Whether the terminal is to be told where cells lead to.
    pub(super) fn tell_links(&mut self, tells_links: bool) {
        self.tells_links = tells_links;
    }

    /// Whether it is.
    pub(super) fn tells_links(&self) -> bool {
        self.tells_links
    }

    /// Takes where cells of the next frame lead to. Those of this picture that [stay](Self::keep) lead where they do.
    pub(super) fn set_links(&mut self, links: Vec<WebLink>, kept: &[Stay]) {
        self.links.set(links, kept);
    }

    /// Takes where the reader types in the next frame: what stands there is written first, and shown before much else is.
    pub(super) fn set_typed_at(&mut self, typed_at: Option<Position>) {
        self.typed_at = typed_at;
    }

    /// Writes the row in which the reader types as a frame of its own, if much else is to be written.
    fn draw_typed(&mut self, rows: &mut BTreeMap<u16, BTreeSet<u16>>) -> io::Result<()> {
        let Some(at) = self.typed_at.take().filter(|_| self.can.modes) else { return Ok(()) };
        let others: usize = rows.iter().filter(|(y, _)| **y != at.y).map(|(_, columns)| columns.len()).sum();
        if others < MUCH {
            return Ok(());
        }
        if let Some(columns) = rows.remove(&at.y) {
            self.draw_row(at.y, &columns.into_iter().collect::<Vec<_>>())?;
            self.end_part(Some(at))?;
        }
        Ok(())
    }

    /// Ends a part of a frame that is shown before the rest, with the cursor as it will be.
    fn end_part(&mut self, cursor: Option<Position>) -> io::Result<()> {
        if let Some(Position { x, y }) = cursor {
            self.go(x, y)?;
        }
        self.tell_whether_cursor_shows(cursor.is_some())?;
        self.out.write_all(END_OF_FRAME)?;
        self.out.write_all(BEGIN_OF_FRAME)
    }

    fn tell_whether_cursor_shows(&mut self, shows: bool) -> io::Result<()> {
        if self.can.modes && self.sent_cursor.1 != Some(shows) {
            if shows {
                queue!(self.out, Show)?;
            } else {
                queue!(self.out, Hide)?;
            }
            self.sent_cursor.1 = Some(shows);
        }
        Ok(())
    }

    /// Forgets what the screen shows, all of it, and how the cursor stands.
    fn forget(&mut self) {
        self.at_rest = None;
        self.shown.clear();
        self.unsure.clear();
        self.links.forget();
        self.place = None;
        self.sent_cursor = (None, None);
    }

    /// Remembers what a cell shows from now on; tells whether half of a wide character is left behind it, which not every
    /// terminal takes away with the other half.
    fn remember(&mut self, x: u16, y: u16, cell: &Cell) -> bool {
        let WrittenOver { leaves_half, was_wide } = self.shown.put((x, y), cell, self.size.width);
        if was_wide {
            self.wide.insert(y);
        }
        leaves_half
    }

    /// Puts into the cells that are left as they are what the terminal shows there; tells which these are.
    pub(super) fn keep(&mut self, buffer: &mut Buffer) -> Vec<Stay> {
        self.rouse();
        let area = buffer.area;
        let mut kept: Vec<Stay> = Vec::new();
        for (cell, at) in buffer.content.iter_mut().zip(area.positions()) {
            if cell.diff_option == CellDiffOption::Skip {
                // What stands under the second half of a wide character is its own, and blank.
                let shown = self.shown.drawn_at(at.x, at.y).filter(|shown| !shown.symbol().is_empty());
                *cell = shown.unwrap_or_default();
                match kept.last_mut().filter(|stay| stay.row == at.y && stay.columns.end == at.x) {
                    Some(stay) => stay.columns.end = at.x + 1,
                    None => kept.push(Stay { row: at.y, columns: at.x..at.x + 1 }),
                }
            }
        }
        kept
    }

    /// How many columns the sign at a place takes.
    fn columns(&self, x: u16, y: u16) -> u16 {
        self.shown.at(x, y).map_or(1, |cell| cell.columns().max(1))
    }
}

impl<W: Write> Backend for LeanBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut rows: BTreeMap<u16, BTreeSet<u16>> = BTreeMap::new();
        for (x, y, cell) in content {
            let leaves_half = self.remember(x, y, cell);
            let row = rows.entry(y).or_default();
            row.insert(x);
            if leaves_half {
                row.insert(x + 1);
            }
        }
        // The second half of a wide character leads where the first does.
        let is_written = |&(x, y): &(u16, u16)| self.shown.at(x, y).is_some_and(|cell| !cell.is_half());
        for (x, y) in self.links.changed().into_iter().filter(is_written) {
            rows.entry(y).or_default().insert(x);
        }
        if !rows.is_empty() {
            self.sent_cursor.0 = None;
        }
        // Whatever else writes on the terminal does so between frames.
        self.place = None;
        self.draw_typed(&mut rows)?;
        self.draw_before_beside(&mut rows)?;
        self.draw_changes(rows)?;
        self.wide.clear();
        self.links.settle();
        self.pen.plain(&mut self.out)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor.1 = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor.1 = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.0)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor.0 = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.forget();
        let part = match region {
            ClearType::All => Part::All,
            ClearType::AfterCursor => Part::FromCursorDown,
            ClearType::BeforeCursor => Part::FromCursorUp,
            ClearType::CurrentLine => Part::CurrentLine,
            ClearType::UntilNewLine => Part::UntilNewLine,
        };
        // A style that was left there would fill what is cleared.
        self.pen.reset(&mut self.out)?;
        queue!(self.out, Clear(part))
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        let (position, shows) = self.cursor;
        // Nobody sees where a hidden cursor stands; one that cannot be hidden is left where it was.
        if shows && self.sent_cursor.0 != Some(position) {
            self.go(position.x, position.y)?;
            self.sent_cursor.0 = Some(position);
        }
        self.place = None;
        self.tell_whether_cursor_shows(shows)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests;
