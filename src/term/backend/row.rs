//! How the changed cells of a row are written: what lies between them is jumped over or written again, blanks are erased,
//! whichever takes fewer bytes, those of styles counted.

use std::io::{self, Write};
use std::ops::Range;

use ratatui::layout::Position;

use super::LeanBackend;
use super::way::way;
use crate::term::pen::Pen;
use crate::term::shown_cell::ShownCell;

/// Erases from the cursor to the end of its row.
const TO_THE_END: &str = "\x1b[K";

/// A gap that takes more bytes than this to be written again is jumped over, whatever comes after it.
const MOST_TO_REPEAT: usize = 32;

/// What lies between two changed cells, as it is written again.
struct Gap {
    bytes: Vec<u8>,
    /// The pen after it.
    pen: Pen,
}

impl<W: Write> LeanBackend<W> {
    /// Whether a row holds a sign on whose width terminals disagree, or last held one.
    pub(super) fn is_unsure(&self, y: u16) -> bool {
        self.unsure.contains_key(&y) || self.shown.row(y).iter().any(|cell| width_is_disputed(*cell))
    }

    /// Writes the cells of a row that have changed.
    pub(super) fn draw_row(&mut self, y: u16, changed: &[u16]) -> io::Result<()> {
        let row = self.shown.row(y);
        let columns = u16::try_from(row.len()).unwrap_or(u16::MAX);
        let now = row.iter().position(|cell| width_is_disputed(*cell)).and_then(|x| u16::try_from(x).ok());
        let before = match now {
            Some(x) => self.unsure.insert(y, x),
            None => self.unsure.remove(&y),
        };
        // What stands left of the first such sign stands where it should.
        let sure = now.into_iter().chain(before).min().unwrap_or(u16::MAX);
        let mut left = changed.iter().copied().take_while(|x| *x < sure).peekable();
        while let Some(x) = left.next() {
            let end = x + self.blanks(x, self.size.width, y);
            if end == x {
                self.reach(x, y)?;
                self.write_cell(x, y)?;
                continue;
            }
            let mut last = x;
            while let Some(blank) = left.next_if(|x| *x < end) {
                last = blank;
            }
            self.draw_blanks(y, x..last + 1, (end, left.peek().copied()))?;
        }
        self.links.close(&mut self.out)?;
        if changed.iter().any(|x| *x >= sure) { self.draw_unsure(y, sure..columns) } else { Ok(()) }
    }

    /// Has blanks where the first and the last of them were none: they are erased or written, whichever takes fewer bytes up
    /// to the next cell that is written. `end` is where the blanks end that stand there.
    fn draw_blanks(&mut self, y: u16, mut blanks: Range<u16>, (end, next): (u16, Option<u16>)) -> io::Result<()> {
        self.reach(blanks.start, y)?;
        let onward = |from: u16| {
            let to = next.map(|next| Position::new(next, y));
            to.map_or(0, |to| way(Some(Position::new(from, y)), to, self.can).len())
        };
        let erasing = match end {
            end if end >= self.size.width => Some(TO_THE_END.to_owned()),
            _ if self.can.erases => Some(format!("\x1b[{}X", blanks.len())),
            _ => None,
        };
        let shortest = erasing.filter(|bytes| bytes.len() + onward(blanks.start) < blanks.len() + onward(blanks.end));
        let Some(erasing) = shortest else {
            return blanks.try_for_each(|x| self.write_cell(x, y));
        };
        self.links.close(&mut self.out)?;
        self.pen.erase(&mut self.out)?;
        self.out.write_all(erasing.as_bytes())
    }

    /// Clears the rest of a row and writes all of it, going to each place anew after a sign of disputed width: what stands
    /// where is then the same whatever the terminal makes of such signs.
    fn draw_unsure(&mut self, y: u16, rest: Range<u16>) -> io::Result<()> {
        self.go(rest.start, y)?;
        self.pen.erase(&mut self.out)?;
        self.out.write_all(TO_THE_END.as_bytes())?;
        let mut start = rest.start;
        while start < rest.end {
            let disputed = |x: &u16| self.shown.at(*x, y).is_some_and(width_is_disputed);
            let end = (start..rest.end).find(disputed).map_or(rest.end, |x| x + self.columns(x, y));
            self.draw_cleared(y, start..end)?;
            self.place = None;
            start = end;
        }
        Ok(())
    }

    /// Gets to a place where a changed cell stands: by a jump, or by writing again what lies between.
    fn reach(&mut self, x: u16, y: u16) -> io::Result<()> {
        let from = self.place.filter(|place| place.y == y && place.x < x);
        if let Some((from, cell)) = from.zip(self.shown.at(x, y))
            && let Some(gap) = self.gap(from.x..x, y)
        {
            let jump = way(self.place, Position::new(x, y), self.can).len() + self.pen.cost(cell);
            if gap.bytes.len() + gap.pen.cost(cell) <= jump {
                self.links.close(&mut self.out)?;
                self.pen = gap.pen;
                self.place = Some(Position::new(x, y));
                return self.out.write_all(&gap.bytes);
            }
        }
        self.go(x, y)
    }

    /// A gap of cells that can be written again where they stand, and lead nowhere.
    fn gap(&self, columns: Range<u16>, y: u16) -> Option<Gap> {
        let mut gap = Gap { bytes: Vec::new(), pen: self.pen };
        for x in columns {
            let cell = self.shown.at(x, y).filter(|cell| cell.columns() == 1 && !self.links.leads(x, y))?;
            gap.pen.take(cell, &mut gap.bytes).ok()?;
            self.shown.write_sign(x, y, &mut gap.bytes).ok()?;
            if gap.bytes.len() > MOST_TO_REPEAT {
                return None;
            }
        }
        Some(gap)
    }

    /// Writes what stands in a part of a row where all is blank.
    fn draw_cleared(&mut self, y: u16, part: Range<u16>) -> io::Result<()> {
        /// To go over more blanks takes fewer bytes than to write them.
        const FEW: u16 = 4;
        let mut x = part.start;
        while x < part.end {
            let blanks = self.blanks(x, part.end, y);
            if blanks > FEW || x + blanks == part.end {
                x += blanks;
                continue;
            }
            self.go(x, y)?;
            self.write_cell(x, y)?;
            x += self.columns(x, y);
        }
        self.links.close(&mut self.out)
    }

    /// Writes a cell where the terminal writes now.
    fn write_cell(&mut self, x: u16, y: u16) -> io::Result<()> {
        let Some(cell) = self.shown.at(x, y) else { return Ok(()) };
        self.links.go_to(x, y, &mut self.out)?;
        self.pen.take(cell, &mut self.out)?;
        // The second half of a wide character that is no longer there is a blank.
        if cell.is_half() {
            self.out.write_all(b" ")?;
        } else {
            self.shown.write_sign(x, y, &mut self.out)?;
        }
        let after = x + self.columns(x, y);
        // After the last column of a row some terminals are in it still, and others in the next row.
        self.place = (after < self.size.width).then_some(Position::new(after, y));
        Ok(())
    }

    /// How many plain blanks stand from here on, up to an end. Where nothing was ever written there are blanks.
    fn blanks(&self, from: u16, end: u16, y: u16) -> u16 {
        let is_blank = |x: &u16| self.shown.at(*x, y).is_none_or(ShownCell::is_plain_blank);
        u16::try_from((from..end).take_while(is_blank).count()).unwrap_or(0)
    }

    /// Goes to a place.
    pub(super) fn go(&mut self, x: u16, y: u16) -> io::Result<()> {
        let place = Position::new(x, y);
        if self.place == Some(place) {
            return Ok(());
        }
        self.links.close(&mut self.out)?;
        self.out.write_all(way(self.place, place, self.can).as_bytes())?;
        self.place = Some(place);
        Ok(())
    }
}

/// Whether terminals disagree on the columns a sign takes, or on where it stands: signs made of several characters, and
/// those of scripts whose letters join, are stacked or run from right to left.
fn width_is_disputed(cell: ShownCell) -> bool {
    cell.is_several() || is_shaped(cell.character())
}

/// Whether a character is of a script whose letters join, are stacked or run from right to left: by Unicode's blocks, from
/// Hebrew to Myanmar, from Khmer to Mongolian, from Limbu to Lepcha, and what stands for Hebrew and Arabic letters.
fn is_shaped(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{1900}'..='\u{1c4f}'
        | '\u{a800}'..='\u{abff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}
