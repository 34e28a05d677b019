//! A line in which text is typed, edited by grapheme.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{clip, is_hostile, width};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::widgets::line_edit::{self, Edit};

/// The longest line where nothing else bounds it, in characters: as long as a query is read.
pub const LONGEST_LINE: usize = 1000;

/// What is said where letters narrow what stands below.
pub const TYPE_TO_NARROW: &str = "type to narrow";

/// The text typed so far and where the cursor stands in it.
#[derive(Clone, Debug)]
pub struct Prompt {
    text: String,
    /// In bytes, always between graphemes.
    cursor: usize,
    /// The longest text taken, in characters.
    longest: usize,
    /// What was cut last, to be put in again.
    cut: String,
}

/// What came of a paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// Whether anything changed.
    pub changed: bool,
    /// What is to be said of what was left out.
    pub told: Option<String>,
}

impl Default for Prompt {
    fn default() -> Self {
        Self::at_most(LONGEST_LINE)
    }
}

impl Prompt {
    /// A prompt that takes so many characters.
    #[must_use]
    pub fn at_most(longest: usize) -> Self {
        Self { text: String::new(), cursor: 0, longest, cut: String::new() }
    }

    /// A prompt with this text in it, the cursor at its end.
    #[must_use]
    pub fn with(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), ..Self::default() }
    }

    /// The text typed so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes a key that edits; `None` if it is none of those, else whether anything changed. With nothing left to take
    /// away Backspace edits nothing: it leads out, as it leads back elsewhere.
    pub fn edit(&mut self, key: Key) -> Option<bool> {
        let before = (self.text.len(), self.cursor);
        match key {
            Key::Char(c) if is_hostile(c) => return None,
            Key::Backspace if self.text.is_empty() => return None,
            // They lead back and forward from a line as from anywhere.
            Key::AltLeft | Key::AltRight => return None,
            Key::Char(_) if self.room() == 0 => {}
            Key::Char(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Key::Ctrl('y') => {
                let cut: String = self.cut.chars().take(self.room()).collect();
                self.insert(&cut);
            }
            key => match line_edit::edit(&self.text, self.cursor, 0..self.text.len(), key)? {
                Edit::Go(to) => self.cursor = to,
                Edit::Erase(range) => self.take_away(range),
                Edit::Cut(range) => {
                    if let Some(cut) = self.text.get(range.clone()).filter(|cut| !cut.is_empty()) {
                        self.cut = cut.to_owned();
                    }
                    self.take_away(range);
                }
            },
        }
        self.cursor = line_edit::boundary(&self.text, self.cursor);
        Some(before != (self.text.len(), self.cursor))
    }

    /// Takes the first line of a text that was pasted in which there is anything, as far as there is room for it.
    pub fn paste(&mut self, text: &str) -> Pasted {
        let mut lines = text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']).map(cleaned);
        let line = lines.find(|line| !line.is_empty()).unwrap_or_default();
        let has_more = lines.any(|line| !line.is_empty());
        let end = line.char_indices().nth(self.room()).map(|(at, _)| at);
        let (taken, is_cut) = (line.get(..end.unwrap_or(line.len())).unwrap_or_default(), end.is_some());
        self.insert(taken);
        self.cursor = line_edit::boundary(&self.text, self.cursor);
        let told = match (has_more, is_cut) {
            (_, true) => Some(format!("What was pasted is cut: a line here has at most {} letters.", self.longest)),
            (true, false) => Some("Only the first line of what was pasted is taken.".to_owned()),
            (false, false) => None,
        };
        Pasted { changed: !taken.is_empty(), told }
    }

    /// How many characters more there is room for.
    fn room(&self) -> usize {
        self.longest.saturating_sub(self.text.chars().count())
    }

    fn take_away(&mut self, range: Range<usize>) {
        self.cursor = range.start;
        self.text.replace_range(range, "");
    }

    fn insert(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
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

/// A line as it is taken in: without what a terminal might act on, and with single blanks between words.
fn cleaned(line: &str) -> String {
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().filter(|c| !is_hostile(*c)).collect::<String>().trim().to_owned()
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
        assert_eq!(typed("one two three<alt-b><c-left><alt-d>x<c-a>y<c-e>z").0, "yone x threez");
        assert_eq!(typed("one two<c-u>"), (String::new(), 0));
        assert_eq!(typed("one two<c-w><c-w><c-y><c-a><c-f><c-b><c-y>").0, "one one ", "what was cut is put in again");
        assert_eq!(typed("one two<c-u><c-k><c-y>").0, "one two", "nothing cut is nothing lost");
        assert_eq!(typed("ab<c-y>").0, "ab");
        assert_eq!(typed("e\u{301}x<left><left>").1, 0);
        assert_eq!(typed("<backspace><delete><left><right>"), (String::new(), 0));
    }

    fn pasted(prompt: &mut Prompt, text: &str) -> (bool, Option<String>) {
        let Pasted { changed, told } = prompt.paste(text);
        (changed, told)
    }

    #[test]
    fn what_is_pasted_is_its_first_line() {
        let mut prompt = Prompt::with("ab");
        prompt.edit(Key::Left);
        let (changed, told) = pasted(&mut prompt, "\r\n \0\n\x1b[31mone\t1\rtwo\u{202e}\n");
        assert!(changed && told.is_some_and(|told| told.contains("first line")));
        assert_eq!((prompt.text(), prompt.cursor), ("a[31mone 1b", 10));
        assert_eq!(pasted(&mut prompt, "\x1b\n"), (false, None));
        assert_eq!(pasted(&mut prompt, "c\r\n\n"), (true, None), "a line end is no second line");
        let mut prompt = Prompt::default();
        assert!(prompt.paste("e\u{301}").changed && prompt.cursor == 3);
    }

    #[test]
    fn a_line_takes_so_much_and_no_more() {
        let mut prompt = Prompt::at_most(4);
        "日本日".chars().for_each(|c| _ = prompt.edit(Key::Char(c)));
        let (changed, told) = pasted(&mut prompt, "ab");
        assert!(changed && told.is_some_and(|told| told.contains("at most 4 letters")));
        assert_eq!(prompt.text(), "日本日a");
        assert_eq!((prompt.edit(Key::Char('x')), prompt.text()), (Some(false), "日本日a"));
        assert_eq!(prompt.edit(Key::Backspace), Some(true));
        assert!(pasted(&mut prompt, "xy").1.is_some(), "a word is said");
    }

    #[test]
    fn escapes_are_not_taken_in() {
        assert_eq!(typed("a\u{1b}\u{202e}b").0, "ab");
    }
}
