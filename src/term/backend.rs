//! Writes frames in fewer bytes than ratatui's own backend, for thin lines.
//!
//! ratatui hands over changed cells. Its backend jumps to each with eight bytes, writes blanks one
//! by one and says every colour in full. This one remembers what the screen holds, so that it can
//! write through a short gap instead of jumping over it; it erases runs of blanks; and it says only
//! what changes of a style ([`super::pen`]). What a terminal then shows is the same, cell by cell; and where it is told so,
//! cells lead to addresses ([`super::hyperlinks`]).

mod at_rest;
mod beside;
mod changes;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::ops::Range;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType as Part};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use self::at_rest::AtRest;
use self::beside::Beside;
use super::frame_marks::{BEGIN_OF_FRAME, END_OF_FRAME};
use super::hyperlinks::Hyperlinks;
use super::pen::Pen;
use super::terminfo::Capabilities;
use crate::text::width;
use crate::tui::web_link::WebLink;

/// A gap of at most so many cells is written again rather than jumped over, which takes four bytes.
const GAP: u16 = 5;
/// From so many blanks on erasing takes fewer bytes than writing them.
const ERASE: u16 = 6;

/// So many changed cells take a slow line longer than the letter that was typed should wait: over one of 64 kbit/s about a
/// twentieth of a second, compressed.
const MUCH: usize = 400;

/// Erases from the cursor to the end of its row.
const TO_THE_END: &[u8] = b"\x1b[K";

/// The backend.
#[derive(Debug)]
pub(super) struct LeanBackend<W: Write> {
    out: W,
    size: Size,
    can: Capabilities,
    /// What the terminal shows, row by row, as far as it was drawn; nothing while that is at rest.
    rows: Vec<Vec<Cell>>,
    at_rest: Option<AtRest>,
    /// Rows that hold, or last held, a sign on whose width terminals disagree.
    unsure: BTreeSet<u16>,
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
            rows: Vec::new(),
            at_rest: None,
            unsure: BTreeSet::new(),
            pen: Pen::default(),
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

    /// Takes where cells of the next frame lead to.
    pub(super) fn set_links(&mut self, links: Vec<WebLink>) {
        self.links.set(links);
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
            self.go(at.x, at.y)?;
            self.out.write_all(END_OF_FRAME)?;
            self.out.write_all(BEGIN_OF_FRAME)?;
        }
        Ok(())
    }

    /// Forgets what the screen shows, all of it, and how the cursor stands.
    fn forget(&mut self) {
        self.at_rest = None;
        self.rows.clear();
        self.unsure.clear();
        self.links.forget();
        self.sent_cursor = (None, None);
    }

    /// Remembers what a cell shows from now on; tells whether half of a wide character is left behind it, which not every
    /// terminal takes away with the other half.
    fn remember(&mut self, x: u16, y: u16, cell: &Cell) -> bool {
        let (x, y) = (usize::from(x), usize::from(y));
        if self.rows.len() <= y {
            self.rows.resize_with(y + 1, Vec::new);
        }
        let Some(row) = self.rows.get_mut(y) else { return false };
        let columns = width(cell.symbol()).max(1);
        let leaves_half = row.get(x).is_some_and(|before| width(before.symbol()) > columns);
        if row.len() < x + columns {
            row.resize_with(x + columns, Cell::default);
        }
        for (offset, place) in row.iter_mut().skip(x).take(columns).enumerate() {
            *place = cell.clone();
            if offset > 0 {
                // The cell under the second half of a wide character holds nothing of its own.
                place.set_symbol("");
            }
        }
        if let Some(half) = row.get_mut(x + columns).filter(|_| leaves_half) {
            *half = cell.clone();
            half.set_symbol(" ");
        }
        leaves_half
    }

    fn at(&self, x: u16, y: u16) -> Option<&Cell> {
        self.rows.get(usize::from(y))?.get(usize::from(x))
    }

    /// Whether a cell can be written again where it stands.
    fn can_repeat(&self, x: u16, y: u16) -> bool {
        self.at(x, y).is_some_and(|cell| width(cell.symbol()) == 1)
    }

    /// The stretches of a row to be written: the changed cells, and short gaps between them.
    fn stretches(&self, y: u16, changed: &[u16]) -> Vec<Range<u16>> {
        let mut stretches: Vec<Range<u16>> = Vec::new();
        for &x in changed {
            let end = x + self.columns(x, y);
            match stretches.last_mut() {
                Some(last) if x <= last.end + GAP && (last.end..x).all(|gap| self.can_repeat(gap, y)) => last.end = end,
                _ => stretches.push(x..end),
            }
        }
        stretches
    }

    fn columns(&self, x: u16, y: u16) -> u16 {
        self.at(x, y).map_or(1, |cell| u16::try_from(width(cell.symbol())).unwrap_or(1).max(1))
    }

    /// How many plain blanks stand from here on, up to an end.
    fn blanks(&self, from: u16, end: u16, y: u16) -> u16 {
        let blank = |x: &u16| self.at(*x, y).is_some_and(is_plain_blank);
        u16::try_from((from..end).take_while(blank).count()).unwrap_or(0)
    }

    /// Whether a row holds a sign on whose width terminals disagree.
    fn is_unsure(&self, y: u16) -> bool {
        let row = self.rows.get(usize::from(y)).map_or(&[][..], Vec::as_slice);
        row.iter().any(|cell| width_is_disputed(cell.symbol()))
    }

    fn draw_row(&mut self, y: u16, changed: &[u16]) -> io::Result<()> {
        if changed.is_empty() {
            return Ok(());
        }
        let is_unsure = self.is_unsure(y);
        if is_unsure || self.unsure.contains(&y) {
            let columns = self.rows.get(usize::from(y)).map_or(0, Vec::len);
            let columns = u16::try_from(columns).unwrap_or(u16::MAX);
            if is_unsure {
                self.unsure.insert(y)
            } else {
                self.unsure.remove(&y)
            };
            return self.draw_whole_row(y, columns);
        }
        let mut cursor = None;
        for stretch in self.stretches(y, changed) {
            match cursor {
                None => self.go(stretch.start, y)?,
                Some(here) => self.forward(here, stretch.start, y)?,
            }
            cursor = Some(self.draw_stretch(y, stretch)?);
        }
        Ok(())
    }

    /// Clears a row and writes all of it, going to each place anew after a sign of disputed width: what
    /// stands where is then the same whatever the terminal makes of such signs.
    fn draw_whole_row(&mut self, y: u16, columns: u16) -> io::Result<()> {
        self.pen.plain(&mut self.out)?;
        self.go(0, y)?;
        self.out.write_all(TO_THE_END)?;
        let mut start = 0;
        while start < columns {
            let disputed = |x: &u16| self.at(*x, y).is_some_and(|cell| width_is_disputed(cell.symbol()));
            let end = (start..columns).find(disputed).map_or(columns, |x| x + self.columns(x, y));
            self.go(start, y)?;
            self.draw_stretch(y, start..end)?;
            start = end;
        }
        Ok(())
    }

    /// Writes a stretch; gives the column the cursor is left at.
    fn draw_stretch(&mut self, y: u16, stretch: Range<u16>) -> io::Result<u16> {
        let (mut x, mut cursor) = (stretch.start, stretch.start);
        while x < stretch.end {
            let blanks = self.blanks(x, stretch.end, y);
            let reaches_end = x + blanks >= self.size.width;
            if blanks >= ERASE && (self.can.erases || reaches_end) {
                self.links.close(&mut self.out)?;
                self.pen.plain(&mut self.out)?;
                self.forward(cursor, x, y)?;
                if self.can.erases {
                    write!(self.out, "\x1b[{blanks}X")?;
                } else {
                    self.out.write_all(TO_THE_END)?;
                }
                (cursor, x) = (x, x + blanks);
                continue;
            }
            self.forward(cursor, x, y)?;
            let Some(cell) = self.rows.get(usize::from(y)).and_then(|row| row.get(usize::from(x))) else { break };
            self.links.go_to(x, y, &mut self.out)?;
            self.pen.take(cell, &mut self.out)?;
            // The second half of a wide character that is no longer there is a blank.
            let symbol = if cell.symbol().is_empty() { " " } else { cell.symbol() };
            self.out.write_all(symbol.as_bytes())?;
            x += u16::try_from(width(cell.symbol())).unwrap_or(1).max(1);
            cursor = x;
        }
        self.links.close(&mut self.out)?;
        Ok(cursor)
    }

    /// Goes to a place.
    fn go(&mut self, x: u16, y: u16) -> io::Result<()> {
        write!(self.out, "\x1b[{};{}H", y + 1, x + 1)
    }

    /// Goes from one column of a row to another to its right.
    fn forward(&mut self, from: u16, to: u16, y: u16) -> io::Result<()> {
        if from == to {
            return Ok(());
        }
        self.links.close(&mut self.out)?;
        match to - from {
            _ if !self.can.goes_right => self.go(to, y),
            1 => self.out.write_all(b"\x1b[C"),
            columns => write!(self.out, "\x1b[{columns}C"),
        }
    }
}

/// Whether terminals disagree on the columns a sign takes, or on where it stands: signs made of several characters, and
/// those of scripts whose letters join, are stacked or run from right to left.
fn width_is_disputed(symbol: &str) -> bool {
    let mut characters = symbol.chars();
    let first = characters.next();
    characters.next().is_some() || first.is_some_and(is_shaped)
}

/// Whether a character is of a script whose letters join, are stacked or run from right to left: by Unicode's blocks, from
/// Hebrew to Myanmar, from Khmer to Mongolian, from Limbu to Lepcha, and what stands for Hebrew and Arabic letters.
fn is_shaped(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{1900}'..='\u{1c4f}'
        | '\u{a800}'..='\u{abff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Whether a cell shows nothing at all: a blank on the terminal's own background.
fn is_plain_blank(cell: &Cell) -> bool {
    matches!(cell.symbol(), " " | "") && cell.bg == ratatui::style::Color::Reset && cell.modifier.is_empty()
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
        let is_written = |&(x, y): &(u16, u16)| self.at(x, y).is_some_and(|cell| !cell.symbol().is_empty());
        for (x, y) in self.links.changed().into_iter().filter(is_written) {
            rows.entry(y).or_default().insert(x);
        }
        if !rows.is_empty() {
            self.sent_cursor.0 = None;
        }
        self.draw_typed(&mut rows)?;
        self.draw_before_beside(&mut rows)?;
        for (y, columns) in rows {
            self.draw_row(y, &columns.into_iter().collect::<Vec<_>>())?;
        }
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
        // Whoever wrote there before may have left a style, which would fill what is cleared.
        self.pen = Pen::default();
        self.out.write_all(b"\x1b[m")?;
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
            queue!(self.out, MoveTo(position.x, position.y))?;
            self.sent_cursor.0 = Some(position);
        }
        if self.can.modes && self.sent_cursor.1 != Some(shows) {
            if shows {
                queue!(self.out, Show)?;
            } else {
                queue!(self.out, Hide)?;
            }
            self.sent_cursor.1 = Some(shows);
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests;
