//! Writes frames in fewer bytes than ratatui's own backend, for thin lines.
//!
//! ratatui hands over changed cells. Its backend jumps to each with eight bytes, writes blanks one
//! by one and says every colour in full. This one remembers what the screen holds, so that it can
//! write through a short gap instead of jumping over it; it erases runs of blanks; and it says only
//! what changes of a style ([`super::pen`]). What a terminal then shows is the same, cell by cell.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType as Part};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::pen::Pen;
use crate::text::width;

/// A gap of at most so many cells is written again rather than jumped over, which takes four bytes.
const GAP: u16 = 5;
/// From so many blanks on erasing takes fewer bytes than writing them.
const ERASE: u16 = 6;

/// The backend.
#[derive(Debug)]
pub(super) struct LeanBackend<W: Write> {
    out: W,
    size: Size,
    /// What the terminal shows, row by row, as far as it was drawn.
    rows: Vec<Vec<Cell>>,
    /// Rows that hold, or last held, a sign on whose width terminals disagree.
    unsure: BTreeSet<u16>,
    pen: Pen,
    /// Where the cursor is to stand, and whether it shows; told at the end of a frame, if it changed.
    cursor: (Position, bool),
    /// What the terminal was told of that: the place is not known after something was written, neither is after it was
    /// cleared.
    sent_cursor: (Option<Position>, Option<bool>),
}

impl<W: Write> LeanBackend<W> {
    /// A backend that writes here, to a screen of this size; it is taken to be blank and to show its cursor.
    #[must_use]
    pub(super) fn new(out: W, size: Size) -> Self {
        Self {
            out,
            size,
            rows: Vec::new(),
            unsure: BTreeSet::new(),
            pen: Pen::default(),
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

    /// Forgets what the screen shows, all of it, and how the cursor stands.
    fn forget(&mut self) {
        self.rows.clear();
        self.unsure.clear();
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

    fn draw_row(&mut self, y: u16, changed: &[u16]) -> io::Result<()> {
        if changed.is_empty() {
            return Ok(());
        }
        let row = self.rows.get(usize::from(y)).map_or(&[][..], Vec::as_slice);
        let is_unsure = row.iter().any(|cell| width_is_disputed(cell.symbol()));
        if is_unsure | self.unsure.contains(&y) {
            let columns = u16::try_from(row.len()).unwrap_or(u16::MAX);
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
                None => write!(self.out, "\x1b[{};{}H", y + 1, stretch.start + 1)?,
                Some(here) => forward(&mut self.out, stretch.start - here)?,
            }
            cursor = Some(self.draw_stretch(y, stretch)?);
        }
        Ok(())
    }

    /// Clears a row and writes all of it, going to each place anew after a sign of disputed width: what
    /// stands where is then the same whatever the terminal makes of such signs.
    fn draw_whole_row(&mut self, y: u16, columns: u16) -> io::Result<()> {
        self.pen.plain(&mut self.out)?;
        write!(self.out, "\x1b[{};1H\x1b[2K", y + 1)?;
        let mut start = 0;
        while start < columns {
            let disputed = |x: &u16| self.at(*x, y).is_some_and(|cell| width_is_disputed(cell.symbol()));
            let end = (start..columns).find(disputed).map_or(columns, |x| x + self.columns(x, y));
            write!(self.out, "\x1b[{};{}H", y + 1, start + 1)?;
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
            if blanks >= ERASE {
                self.pen.plain(&mut self.out)?;
                forward(&mut self.out, x - cursor)?;
                write!(self.out, "\x1b[{blanks}X")?;
                (cursor, x) = (x, x + blanks);
                continue;
            }
            let Some(cell) = self.rows.get(usize::from(y)).and_then(|row| row.get(usize::from(x))) else { break };
            forward(&mut self.out, x - cursor)?;
            self.pen.take(cell, &mut self.out)?;
            // The second half of a wide character that is no longer there is a blank.
            let symbol = if cell.symbol().is_empty() { " " } else { cell.symbol() };
            self.out.write_all(symbol.as_bytes())?;
            x += u16::try_from(width(cell.symbol())).unwrap_or(1).max(1);
            cursor = x;
        }
        Ok(cursor)
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

/// Moves the cursor so many columns to the right.
fn forward(out: &mut impl Write, columns: u16) -> io::Result<()> {
    match columns {
        0 => Ok(()),
        1 => out.write_all(b"\x1b[C"),
        columns => write!(out, "\x1b[{columns}C"),
    }
}

impl<W: Write> Backend for LeanBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut row: (u16, Vec<u16>) = (0, Vec::new());
        for (x, y, cell) in content {
            self.sent_cursor.0 = None;
            if y != row.0 {
                self.draw_row(row.0, &row.1)?;
                row = (y, Vec::new());
            }
            let leaves_half = self.remember(x, y, cell);
            row.1.push(x);
            if leaves_half {
                row.1.push(x + 1);
            }
        }
        self.draw_row(row.0, &row.1)?;
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
        // Nobody sees where a hidden cursor stands.
        if shows && self.sent_cursor.0 != Some(position) {
            queue!(self.out, MoveTo(position.x, position.y))?;
            self.sent_cursor.0 = Some(position);
        }
        if self.sent_cursor.1 != Some(shows) {
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
mod tests {
    use proptest::prelude::*;
    use ratatui::backend::CrosstermBackend;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};

    use super::*;

    const AREA: Rect = Rect { x: 0, y: 0, width: 24, height: 4 };

    fn any_style() -> impl Strategy<Value = Style> {
        let colour = prop_oneof![
            Just(Color::Reset),
            Just(Color::Cyan),
            Just(Color::LightRed),
            Just(Color::Indexed(111)),
            Just(Color::Rgb(1, 2, 3))
        ];
        let modifier = prop_oneof![
            Just(Modifier::empty()),
            Just(Modifier::BOLD),
            Just(Modifier::REVERSED),
            Just(Modifier::UNDERLINED | Modifier::BOLD)
        ];
        (colour.clone(), colour, modifier)
            .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
    }

    /// Pieces of text put somewhere, as a frame is.
    fn any_frame() -> impl Strategy<Value = Vec<(u16, u16, String, Style)>> {
        let text = prop_oneof![
            "[a-z ]{1,12}",
            Just("        ".to_owned()),
            Just("東大寺".to_owned()),
            Just("╭─│ ▁▂".to_owned()),
            Just("Tōdai-ji".to_owned())
        ];
        proptest::collection::vec((0..AREA.width, 0..AREA.height, text, any_style()), 0..10)
    }

    fn picture(frame: &[(u16, u16, String, Style)]) -> Buffer {
        let mut buffer = Buffer::empty(AREA);
        for (x, y, text, style) in frame {
            let room = usize::from(AREA.width - x);
            buffer.set_stringn(*x, *y, text, room, *style);
        }
        buffer
    }

    /// The bytes of these frames one after the other, by this backend and by ratatui's own.
    fn written(frames: &[Buffer]) -> (Vec<u8>, Vec<u8>) {
        let (mut lean, mut plain) = (Vec::new(), Vec::new());
        let (mut lean_backend, mut plain_backend) =
            (LeanBackend::new(&mut lean, AREA.as_size()), CrosstermBackend::new(&mut plain));
        let mut before = Buffer::empty(AREA);
        for after in frames {
            let changes = before.diff(after);
            lean_backend.draw(changes.iter().copied()).unwrap();
            plain_backend.draw(changes.into_iter()).unwrap();
            before = after.clone();
        }
        drop((lean_backend, plain_backend));
        (lean, plain)
    }

    fn shown(bytes: &[u8]) -> vt100::Parser {
        let side = |length: u16| std::num::NonZeroU16::new(length).unwrap();
        let mut parser = vt100::Parser::new(side(AREA.height), side(AREA.width), 0);
        parser.process(bytes);
        parser
    }

    fn cells(parser: &vt100::Parser) -> Vec<String> {
        let screen = parser.screen();
        AREA.positions()
            .filter_map(|at| screen.cell(at.y, at.x))
            .map(|cell| {
                let text =
                    if cell.contents().is_empty() && !cell.is_wide_continuation() { " " } else { cell.contents() };
                // The colour of a blank is seen by nobody unless it is turned or underlined.
                let seen = text != " " || cell.inverse() || cell.underline();
                let fg = if seen { format!("{:?}", cell.fgcolor()) } else { String::new() };
                let bold = seen && cell.bold();
                format!("{text:?} {fg} {:?} {bold} {} {}", cell.bgcolor(), cell.inverse(), cell.underline())
            })
            .collect()
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_the_plain_backend_would_make_it_show(frames in proptest::collection::vec(any_frame(), 1..6)) {
            let frames: Vec<Buffer> = frames.iter().map(|frame| picture(frame)).collect();
            let (lean, plain) = written(&frames);
            prop_assert_eq!(cells(&shown(&lean)), cells(&shown(&plain)));
        }
    }

    #[test]
    fn a_sign_of_disputed_width_leaves_nothing_behind() {
        let devanagari = picture(&[(2, 1, "मैत्री ख".to_owned(), Style::new()), (20, 1, "│".to_owned(), Style::new())]);
        let (lean, _) = written(&[devanagari.clone(), Buffer::empty(AREA)]);
        assert!(cells(&shown(&lean)).iter().all(|cell| cell.starts_with("\" \"")));
        let japanese = picture(&[(2, 1, "東大".to_owned(), Style::new()), (20, 1, "│".to_owned(), Style::new())]);
        for frames in [vec![devanagari.clone()], vec![devanagari.clone(), japanese]] {
            let (lean, _) = written(&frames);
            let parser = shown(&lean);
            let screen = parser.screen();
            assert_eq!(screen.cell(1, 20).map(|cell| cell.contents().to_owned()), Some("│".to_owned()));
        }
    }

    #[test]
    fn both_halves_of_a_wide_character_are_taken_away() {
        let wide = picture(&[(2, 0, "東大寺".to_owned(), Style::new())]);
        let (before, _) = written(std::slice::from_ref(&wide));
        let (after, _) = written(&[wide, Buffer::empty(AREA)]);
        let erased = String::from_utf8(after.split_at(before.len()).1.to_vec()).unwrap();
        assert!(erased.contains("\x1b[1;3H\x1b[6X"), "{erased:?}");
    }

    #[test]
    fn the_cursor_is_told_of_only_when_it_changes() {
        let mut backend = LeanBackend::new(Vec::new(), AREA.as_size());
        let told = |backend: &mut LeanBackend<Vec<u8>>, cursor: Option<(u16, u16)>| {
            match cursor {
                Some(position) => backend.show_cursor().and_then(|()| backend.set_cursor_position(position)).unwrap(),
                None => backend.hide_cursor().unwrap(),
            }
            Backend::flush(backend).unwrap();
            String::from_utf8(std::mem::take(backend.out())).unwrap()
        };
        assert_eq!(told(&mut backend, Some((3, 1))), "\x1b[2;4H");
        assert_eq!(told(&mut backend, Some((3, 1))), "");
        assert_eq!(told(&mut backend, None), "\x1b[?25l");
        assert_eq!(told(&mut backend, None), "");
        assert_eq!(told(&mut backend, Some((3, 1))), "\x1b[?25h");
        backend.draw([(0, 0, &Cell::new("a"))].into_iter()).unwrap();
        backend.out().clear();
        assert_eq!(told(&mut backend, Some((3, 1))), "\x1b[2;4H");
    }

    #[test]
    fn scattered_changes_take_fewer_bytes() {
        let text = |text: &str| picture(&[(0, 0, text.to_owned(), Style::new().fg(Color::Cyan))]);
        let (before, after) = (text("the quick brown fox jum"), text("the thick crown box sum"));
        let (lean, plain) = written(&[before, after]);
        assert!(lean.len() * 3 < plain.len() * 2, "{} {}", lean.len(), plain.len());
    }
}
