//! A line in which text is typed, edited by grapheme.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{clip, is_hostile, width};
use crate::tui::context::Context;
use crate::tui::key::Key;

/// The longest line that is pasted where nothing else bounds it, in characters: as long as a query is read.
pub const LONGEST_LINE: usize = 1000;

/// What is said where letters narrow what stands below.
pub const TYPE_TO_NARROW: &str = "type to narrow";

/// The text typed so far and where the cursor stands in it.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    text: String,
    /// In bytes, always between graphemes.
    cursor: usize,
}

impl Prompt {
    /// A prompt with this text in it, the cursor at its end.
    #[must_use]
    pub fn with(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len() }
    }

    /// The text typed so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes a key that edits; `None` if it is none of those, else whether anything changed. With nothing left to take away
    /// Backspace edits nothing: it leads out, as it leads back elsewhere.
    pub fn edit(&mut self, key: Key) -> Option<bool> {
        let before = (self.text.len(), self.cursor);
        match key {
            Key::Char(c) if !is_hostile(c) => {
                self.text.insert(self.cursor, c);
                self.cursor += c.len_utf8();
            }
            Key::Backspace if self.text.is_empty() => return None,
            Key::Backspace => {
                let start = self.before(self.cursor);
                self.text.replace_range(start..self.cursor, "");
                self.cursor = start;
            }
            Key::Delete => {
                let end = self.after(self.cursor);
                self.text.replace_range(self.cursor..end, "");
            }
            Key::Ctrl('u') => {
                self.text.replace_range(..self.cursor, "");
                self.cursor = 0;
            }
            Key::Ctrl('w') => {
                let head = self.text.get(..self.cursor).unwrap_or_default().trim_end();
                let start = head.rfind(' ').map_or(0, |space| space + 1);
                self.text.replace_range(start..self.cursor, "");
                self.cursor = start;
            }
            Key::Left => self.cursor = self.before(self.cursor),
            Key::Right => self.cursor = self.after(self.cursor),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = self.text.len(),
            _ => return None,
        }
        // A character may have joined the grapheme before it or after it.
        self.cursor = self.boundary(self.cursor);
        Some(before != (self.text.len(), self.cursor))
    }

    /// Takes a text that was pasted as if on one line, so that the whole has at most so many characters; whether anything
    /// changed.
    pub fn paste(&mut self, text: &str, longest: usize) -> bool {
        let room = longest.saturating_sub(self.text.chars().count());
        let words: Vec<&str> = text.split_whitespace().collect();
        let line: String = words.join(" ").chars().filter(|c| !is_hostile(*c)).take(room).collect();
        self.text.insert_str(self.cursor, &line);
        self.cursor = self.boundary(self.cursor + line.len());
        !line.is_empty()
    }

    fn boundaries(&self) -> impl Iterator<Item = usize> {
        self.text.grapheme_indices(true).map(|(index, _)| index).chain([self.text.len()])
    }

    fn before(&self, at: usize) -> usize {
        self.boundaries().take_while(|&index| index < at).last().unwrap_or(0)
    }

    fn after(&self, at: usize) -> usize {
        self.boundaries().find(|&index| index > at).unwrap_or(self.text.len())
    }

    fn boundary(&self, at: usize) -> usize {
        self.boundaries().find(|&index| index >= at).unwrap_or(self.text.len())
    }

    /// As [`draw`](Self::draw), with a remark in place of the text as long as there is none.
    pub fn draw_inviting(
        &self,
        ctx: Context<'_>,
        label: &str,
        invitation: &str,
        area: Rect,
        buf: &mut Buffer,
    ) -> Position {
        let cursor = self.draw(ctx, label, area, buf);
        if self.text.is_empty() {
            let room = usize::from(area.right().saturating_sub(cursor.x));
            buf.set_stringn(cursor.x, cursor.y, clip(invitation, room), room, ctx.theme.dim.style());
        }
        cursor
    }

    /// Draws the text after a label, its end showing if it is too long, and gives the cursor's place.
    pub fn draw(&self, ctx: Context<'_>, label: &str, area: Rect, buf: &mut Buffer) -> Position {
        let columns = usize::from(area.width);
        let (x, _) = buf.set_stringn(area.x, area.y, label, columns, ctx.theme.key.style());
        let room = usize::from(area.right().saturating_sub(x)).saturating_sub(1);
        let head = self.text.get(..self.cursor).unwrap_or_default();
        // The window begins at the first grapheme from which the text up to the cursor fits.
        let start = head
            .grapheme_indices(true)
            .map(|(index, _)| index)
            .find(|&index| head.get(index..).is_some_and(|tail| width(tail) <= room))
            .unwrap_or(head.len());
        let shown = self.text.get(start..).unwrap_or_default();
        buf.set_stringn(x, area.y, shown, room, ctx.theme.text.style());
        let offset = head.get(start..).map_or(0, width);
        Position::new(x + u16::try_from(offset).unwrap_or(0), area.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::parse;

    fn typed(keys: &str) -> (String, usize) {
        let mut prompt = Prompt::default();
        for key in parse(keys).unwrap_or_else(|error| panic!("{error}")) {
            prompt.edit(key);
        }
        (prompt.text, prompt.cursor)
    }

    #[test]
    fn editing_moves_by_grapheme() {
        assert_eq!(typed("मैत्री<backspace>").0, "मै");
        assert_eq!(typed("ab<left>c"), ("acb".to_owned(), 2));
        assert_eq!(typed("one two<c-w>"), ("one ".to_owned(), 4));
        assert_eq!(typed("one two<c-u>"), (String::new(), 0));
        assert_eq!(typed("e\u{301}x<left><left>").1, 0);
        assert_eq!(typed("<backspace><delete><left><right>"), (String::new(), 0));
    }

    #[test]
    fn what_is_pasted_is_a_line() {
        let mut prompt = Prompt::with("ab");
        prompt.edit(Key::Left);
        assert!(prompt.paste("\x1b[31mone\r\n\ttwo\u{202e}\n", 13) && !prompt.paste("\x1b\n", 100));
        assert_eq!((prompt.text(), prompt.cursor), ("a[31mone twob", 12));
        assert!(!prompt.paste("more", 13), "it is full");
        let mut prompt = Prompt::default();
        assert!(prompt.paste("e\u{301}", 10) && prompt.cursor == 3);
    }

    #[test]
    fn escapes_are_not_taken_in() {
        assert_eq!(typed("a\u{1b}\u{202e}b").0, "ab");
    }
}
