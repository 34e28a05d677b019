//! A page of wrapped text with styles, which scrolls by lines. Knows nothing of what it says.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::{width, wrap};

/// Lines wrapped to a width.
#[derive(Clone, Debug)]
pub struct Page {
    columns: usize,
    lines: Vec<Line<'static>>,
}

impl Page {
    /// An empty page of so many columns.
    #[must_use]
    pub fn new(columns: u16) -> Self {
        Self { columns: usize::from(columns), lines: Vec::new() }
    }

    /// Adds a text; line ends in it are kept.
    pub fn say(&mut self, text: &str, style: Style) {
        self.hang("", text, style);
    }

    /// Adds a text after a label; its further lines stand below the text.
    pub fn hang(&mut self, label: &str, text: &str, style: Style) {
        let indent = width(label).min(self.columns / 2);
        let mut label = Some(label.to_owned());
        for paragraph in text.split('\n') {
            for part in wrap(paragraph, self.columns.saturating_sub(indent)) {
                let before = label.take().unwrap_or_else(|| " ".repeat(indent));
                self.lines.push(Line::from(vec![Span::styled(before, style), Span::styled(part.to_owned(), style)]));
            }
        }
    }

    /// Takes away the empty lines at its end.
    pub fn trim(&mut self) {
        while self.lines.last().is_some_and(|line| line.width() == 0) {
            self.lines.pop();
        }
    }

    /// Adds the lines of another page of the same width.
    pub fn append(&mut self, mut other: Self) {
        self.lines.append(&mut other.lines);
    }

    /// Adds a line as it is.
    pub fn line(&mut self, line: Line<'static>) {
        self.lines.push(line);
    }

    /// Adds an empty line.
    pub fn gap(&mut self) {
        self.lines.push(Line::default());
    }

    /// Its lines.
    #[must_use]
    pub fn lines(&self) -> &[Line<'static>] {
        &self.lines
    }

    /// How many columns it has.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many lines it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Draws it from this line on.
    pub fn draw(&self, offset: usize, area: Rect, buf: &mut Buffer) {
        for (line, y) in self.lines.iter().skip(offset).zip(area.top()..area.bottom()) {
            buf.set_line(area.x, y, line, area.width);
        }
    }

    /// Draws it at the top, a column in; gives the room left, which is half of all at least, however much is said.
    pub fn draw_above(&self, area: Rect, buf: &mut Buffer) -> Rect {
        let (above, below) = self.above(area);
        let text = Rect { x: above.x + 1.min(above.width), width: above.width.saturating_sub(1), ..above };
        self.draw(0, text, buf);
        below
    }

    /// The room it takes at the top, which is half of all at most, and the room left.
    #[must_use]
    pub fn above(&self, area: Rect) -> (Rect, Rect) {
        let rows = u16::try_from(self.len()).unwrap_or(u16::MAX).min(area.height / 2);
        (Rect { height: rows, ..area }, Rect { y: area.y + rows, height: area.height - rows, ..area })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_lines_stand_below_the_text() {
        let mut page = Page::new(12);
        page.hang("(a) ", "one two three", Style::default());
        let lines: Vec<String> = page.lines.iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["(a) one two", "    three"]);
    }

    #[test]
    fn empty_lines_at_the_end_are_taken_away() {
        let mut page = Page::new(12);
        page.say("one", Style::default());
        page.gap();
        page.trim();
        assert_eq!(page.len(), 1);
    }
}
