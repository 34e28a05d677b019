//! A text of several lines being typed: wrapped softly, edited by grapheme, undone step by step.
//!
//! What the text is, and what becomes of it, is known elsewhere. Why it is our own: what there is (ratatui-textarea)
//! moves by code point, which parts the letters of many scripts, and does not wrap.

mod rows;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::rows::{Rows, rows};
use crate::text::{is_hostile, width};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::widgets::line_edit::{self, Edit};

/// Spaces for a tab, which in a burst of keys is text.
const TAB: usize = 4;
/// Steps that can be undone.
const STEPS: usize = 100;

/// A text and where the cursor stands in it.
#[derive(Clone, Debug, Default)]
pub struct TextArea {
    text: String,
    /// In bytes, always between graphemes.
    cursor: usize,
    /// The longest text taken, in bytes.
    longest: usize,
    /// How many letters were left out for want of room, since one last did something else than to type.
    left_out: usize,
    /// The column one came from, while one goes up and down.
    column: Option<usize>,
    undone: Vec<(String, usize)>,
    done: Vec<(String, usize)>,
    /// What the last key did: like ones are undone together.
    last: Step,
    /// The columns and rows there was room for when last drawn, and the first row shown.
    size: (u16, u16),
    offset: usize,
}

/// Sorts of what a key does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    /// It only moves.
    #[default]
    Move,
    Type,
    /// A space or a line end is typed.
    Part,
    Erase,
    /// More than a letter goes.
    Cut,
}

impl TextArea {
    /// A text to go on with, the cursor at its end; it takes so many bytes.
    #[must_use]
    pub fn new(text: &str, longest: usize) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), longest, ..Self::default() }
    }

    /// The same after this text, to which undoing leads back.
    #[must_use]
    pub fn following(self, text: &str) -> Self {
        Self { undone: vec![(text.to_owned(), text.len())], ..self }
    }

    /// The text so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many letters were left out for want of room, since one last did something else than to type.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Puts another text in its place, which can be undone.
    pub fn replace(&mut self, text: &str) {
        self.remember(Step::Cut);
        text.clone_into(&mut self.text);
        self.cursor = self.text.len();
    }

    /// Takes a text that was pasted, cleaned of what a terminal might act on; whether anything changed. It is one step
    /// to undo.
    pub fn paste(&mut self, text: &str) -> bool {
        let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', &" ".repeat(TAB));
        let clean: String = text.chars().filter(|c| *c == '\n' || !is_hostile(*c)).collect();
        let room = self.longest.saturating_sub(self.text.len());
        let ends = clean.char_indices().map(|(at, c)| at + c.len_utf8());
        let fits = ends.take_while(|end| *end <= room).last().unwrap_or(0);
        let (taken, left) = clean.split_at_checked(fits).unwrap_or_default();
        self.left_out += left.chars().count();
        if !taken.is_empty() {
            self.remember(Step::Cut);
            self.text.insert_str(self.cursor, taken);
            self.cursor = self.boundary(self.cursor + taken.len());
        }
        self.column = None;
        !clean.is_empty()
    }

    /// Takes a key that edits; `None` if it is none of those, else whether anything changed.
    pub fn edit(&mut self, key: Key) -> Option<bool> {
        let before = (self.cursor, self.text.len(), self.left_out);
        if !matches!(key, Key::Char(_) | Key::Enter | Key::Tab) {
            self.left_out = 0;
        }
        let column = self.column.take();
        match key {
            Key::Char(c) if is_hostile(c) => {}
            Key::Char(c) => self.insert(c),
            Key::Enter => self.insert('\n'),
            Key::Tab => (0..TAB).for_each(|_| self.insert(' ')),
            Key::Ctrl('z') => return Some(self.travel(true)),
            Key::Ctrl('y') => return Some(self.travel(false)),
            Key::Up | Key::Ctrl('p') => self.climb(column, -1),
            Key::Down | Key::Ctrl('n') => self.climb(column, 1),
            Key::PageUp => self.climb(column, -self.page()),
            Key::PageDown => self.climb(column, self.page()),
            key => match line_edit::edit(&self.text, self.cursor, self.line(), key)? {
                Edit::Go(to) => self.go(to),
                Edit::Erase(range) => self.erase(range, Step::Erase),
                Edit::Cut(range) => self.erase(range, Step::Cut),
            },
        }
        Some(before != (self.cursor, self.text.len(), self.left_out))
    }

    fn page(&self) -> isize {
        isize::try_from(self.size.1.max(2) - 1).unwrap_or(1)
    }

    fn insert(&mut self, c: char) {
        if self.text.len() + c.len_utf8() > self.longest {
            self.left_out += 1;
            return;
        }
        self.remember(if c.is_whitespace() { Step::Part } else { Step::Type });
        self.text.insert(self.cursor, c);
        self.cursor += c.len_utf8();
        // It may have joined the grapheme after it.
        self.cursor = self.boundary(self.cursor);
    }

    fn erase(&mut self, range: Range<usize>, step: Step) {
        if range.is_empty() {
            return;
        }
        self.remember(step);
        self.cursor = range.start;
        self.text.replace_range(range, "");
        // What stands on either side may be one now.
        self.cursor = self.boundary(self.cursor);
    }

    fn go(&mut self, to: usize) {
        self.cursor = self.boundary(to);
        self.last = Step::Move;
    }

    /// Keeps what there is to go back to, unless this goes on with what the last key did.
    fn remember(&mut self, step: Step) {
        let goes_on = step == self.last && step != Step::Cut || (self.last, step) == (Step::Type, Step::Part);
        if !goes_on {
            self.undone.push((self.text.clone(), self.cursor));
            if self.undone.len() > STEPS {
                self.undone.remove(0);
            }
        }
        self.done.clear();
        self.last = step;
    }

    /// Undoes a step, or does it again; tells whether there was one.
    fn travel(&mut self, back: bool) -> bool {
        let (from, to) = if back { (&mut self.undone, &mut self.done) } else { (&mut self.done, &mut self.undone) };
        let Some((text, cursor)) = from.pop() else { return false };
        to.push((std::mem::replace(&mut self.text, text), std::mem::replace(&mut self.cursor, cursor)));
        self.last = Step::Move;
        true
    }

    /// The first place between graphemes from here on.
    fn boundary(&self, at: usize) -> usize {
        line_edit::boundary(&self.text, at)
    }

    /// The line of the text one is in, from where to where.
    fn line(&self) -> Range<usize> {
        let (head, tail) = self.text.split_at_checked(self.cursor).unwrap_or_default();
        let start = head.rfind('\n').map_or(0, |at| at + 1);
        start..self.cursor + tail.find('\n').unwrap_or(tail.len())
    }

    fn rows(&self) -> Rows {
        rows(&self.text, usize::from(self.size.0.max(1)))
    }

    /// So many rows down, as near as can be to the column one came from.
    fn climb(&mut self, column: Option<usize>, by: isize) {
        let rows = self.rows();
        let (row, here) = rows.place(&self.text, self.cursor);
        let column = column.unwrap_or(here);
        let there = row.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        self.go(rows.at(&self.text, there, column));
        self.column = Some(column);
    }

    /// The rows it takes in so many columns, one at least.
    #[must_use]
    pub fn height(&self, columns: u16) -> usize {
        rows(&self.text, usize::from(columns.saturating_sub(1).max(1))).len().max(1)
    }

    /// Lays the text out for this room, so that the cursor shows in it; gives how many rows stand above what shows, and
    /// below.
    pub fn fit(&mut self, area: Rect) -> (usize, usize) {
        // The cursor needs a column behind a full row.
        self.size = (area.width.saturating_sub(1), area.height);
        let rows = self.rows();
        let (row, _) = rows.place(&self.text, self.cursor);
        let height = usize::from(area.height.max(1));
        self.offset = self.offset.min(row).max((row + 1).saturating_sub(height)).min(rows.len().saturating_sub(1));
        (self.offset, rows.len().saturating_sub(self.offset + height))
    }

    /// Draws what shows of it in the room it was laid out for, and gives the cursor's place.
    pub fn draw(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Position {
        let rows = self.rows();
        let (row, column) = rows.place(&self.text, self.cursor);
        for (line, y) in rows.lines(&self.text).skip(self.offset).zip(area.top()..area.bottom()) {
            buf.set_stringn(area.x, y, line, usize::from(area.width), ctx.theme.text.style());
        }
        let x = u16::try_from(column).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
        let y = u16::try_from(row.saturating_sub(self.offset)).unwrap_or(0).min(area.height.saturating_sub(1));
        Position::new(area.x + x, area.y + y)
    }
}

/// The columns a text takes, a line end none.
fn columns(text: &str) -> usize {
    width(text.trim_end_matches('\n'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::*;
    use crate::tui::key::parse;

    fn area(text: &str, columns: u16) -> TextArea {
        TextArea { size: (columns, 5), ..TextArea::new(text, 1000) }
    }

    fn after(text: &str, keys: &str) -> (String, usize) {
        let mut area = area(text, 10);
        parse(keys).unwrap().into_iter().for_each(|key| _ = area.edit(key));
        (area.text.clone(), area.cursor)
    }

    #[test]
    fn it_is_edited_by_grapheme_and_word() {
        assert_eq!(after("", "मैत्री<backspace>").0, "मै");
        assert_eq!(after("", "日本<enter>友好<left><backspace>").0, "日本\n好");
        assert_eq!(after("one two", "<c-w>").0, "one ");
        assert_eq!(after("one two", "<alt-left>x").0, "one xtwo");
        assert_eq!(after("one two", "<home><alt-right>x").0, "onex two");
        assert_eq!(after("one two", "<home><alt-d><c-e>x").0, " twox");
        assert_eq!(after("a\nbcd", "<c-p><c-e>x<c-n><c-a>y").0, "ax\nybcd");
        assert_eq!(after("a\nbcd", "<left><c-u>").0, "a\nd");
        assert_eq!(after("a\nbcd", "<home><c-k>").0, "a\n");
        assert_eq!(after("a\u{1b}b", "<home><delete>").0, "\u{1b}b", "what was given is given as it is");
        assert_eq!(after("ab", "\u{202e}").0, "ab", "but nothing hostile is typed");
    }

    #[test]
    fn up_and_down_go_by_rows_as_they_show() {
        // Ten columns: `one two`, `three four`, `five`.
        let text = "one two three four five";
        assert_eq!(after(text, "<up>x").0, "one two threx four five".replace("threx", "threxe"));
        assert_eq!(after(text, "<up><up>x").0, "one xtwo three four five");
        assert_eq!(after(text, "<home><down>x").0, "one two xthree four five");
        assert_eq!(after("a\n\nbcd", "<up><up><up><down><down>x").0, "a\n\nbcdx", "the column is remembered");
        assert_eq!(after("ab", "<up><pgup>x<pgdn><down>y").0, "abxy");
    }

    #[test]
    fn like_steps_are_undone_together_and_done_again() {
        assert_eq!(after("", "one two<c-z>").0, "one ");
        assert_eq!(after("", "one two<c-z><c-z>").0, "");
        assert_eq!(after("", "one two<c-z><c-z><c-z><c-y><c-y><c-y>").0, "one two");
        assert_eq!(after("abc", "<backspace><backspace><c-z>").0, "abc");
        assert_eq!(after("abc", "x<c-z>y<c-y>").0, "abcy", "what was typed since stands");
    }

    #[test]
    fn what_is_pasted_is_one_step() {
        let mut area = area("ab", 10);
        area.edit(Key::Left);
        area.edit(Key::Char('x'));
        assert!(area.paste("one\r\ntwo\x1b[A\tend\u{202e}\n"));
        area.edit(Key::Char('y'));
        assert_eq!(area.text(), "axone\ntwo[A    end\nyb");
        area.edit(Key::Ctrl('z'));
        area.edit(Key::Ctrl('z'));
        assert_eq!(area.text(), "axb");
        let mut area = TextArea::new("abc", 8);
        assert!(area.paste("日本"), "what has no room is counted");
        assert_eq!((area.text(), area.left_out()), ("abc日", 1));
    }

    #[test]
    fn it_takes_so_much_and_no_more() {
        let mut area = TextArea::new("abc", 5);
        assert_eq!((area.edit(Key::Char('日')), area.left_out()), (Some(true), 1));
        assert_eq!((area.edit(Key::Char('d')), area.left_out(), area.text()), (Some(true), 1, "abcd"));
        assert_eq!((area.edit(Key::Left), area.left_out()), (Some(true), 0));
    }

    proptest! {
        #[test]
        fn the_cursor_stands_between_graphemes_whatever_is_typed(
            keys in prop::collection::vec(prop_oneof![
                Just(Key::Left), Just(Key::Right), Just(Key::Up), Just(Key::Down), Just(Key::Backspace), Just(Key::Delete),
                Just(Key::Enter), Just(Key::Home), Just(Key::End), Just(Key::AltLeft), Just(Key::AltRight),
                Just(Key::Ctrl('w')), Just(Key::Ctrl('z')), Just(Key::Ctrl('y')), Just(Key::Ctrl('k')), Just(Key::PageDown),
                Just(Key::Alt('b')), Just(Key::Alt('f')), Just(Key::Alt('d')), Just(Key::Ctrl('e')), Just(Key::Ctrl('p')),
                prop::sample::select("aZ मैत्रीि日本e\u{301}👩\u{200d}🚀 ".chars().collect::<Vec<_>>()).prop_map(Key::Char),
            ], 0..60),
            columns in 1_u16..12,
        ) {
            let mut area = area("नमस्ते 日本", columns);
            for key in keys {
                area.edit(key);
                let borders: Vec<usize> =
                    area.text.grapheme_indices(true).map(|(at, _)| at).chain([area.text.len()]).collect();
                prop_assert!(borders.contains(&area.cursor), "{:?} at {}", area.text, area.cursor);
                let rows = area.rows();
                prop_assert_eq!(rows.lines(&area.text).collect::<String>(), area.text.replace('\n', ""));
            }
        }
    }
}
