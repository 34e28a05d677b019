//! A page of wrapped text with styles, which scrolls by lines. Knows nothing of what it says.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::{ELLIPSIS, clip, width, wrap};

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

    /// As [`hang`](Self::hang), each line filled up to the whole width: so that a style with a background is a bar.
    pub fn hang_filled(&mut self, label: &str, text: &str, style: Style) {
        let from = self.lines.len();
        self.hang(label, text, style);
        for line in self.lines.iter_mut().skip(from) {
            let fill = self.columns.saturating_sub(line.width());
            line.push_span(Span::styled(" ".repeat(fill), style));
        }
    }

    /// Takes away the empty lines at its end.
    pub fn trim(&mut self) {
        while self.lines.last().is_some_and(|line| line.width() == 0) {
            self.lines.pop();
        }
    }

    /// Its first lines, so many at most; where it has more, an ellipsis ends them.
    #[must_use]
    pub fn cut(&self, rows: usize) -> Self {
        let mut page = Self { columns: self.columns, lines: self.lines.iter().take(rows).cloned().collect() };
        if let Some(line) = page.lines.last_mut().filter(|_| rows < self.lines.len()) {
            let whole = line.width();
            let fill = line.spans.pop_if(|span| span.content.trim().is_empty());
            if let Some(span) = line.spans.last_mut() {
                let text = format!("{}{ELLIPSIS}", span.content.trim_end());
                let before = whole - fill.as_ref().map_or(0, Span::width) - span.width();
                span.content = clip(&text, self.columns.saturating_sub(before)).into_owned().into();
            }
            if let Some(fill) = fill {
                let left = whole.saturating_sub(line.width());
                line.push_span(Span::styled(" ".repeat(left), fill.style));
            }
        }
        page
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
    fn what_is_cut_ends_in_an_ellipsis_within_the_width() {
        let lines = |page: &Page| page.lines.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut page = Page::new(12);
        page.hang("(a) ", "one two three", Style::default());
        assert_eq!(lines(&page.cut(1)), ["(a) one two…"]);
        assert_eq!(lines(&page.cut(2)), lines(&page));
        let mut filled = Page::new(13);
        filled.hang_filled("(a) ", "one to three four", Style::default());
        assert_eq!(lines(&filled.cut(1)), ["(a) one to…  "]);
        let mut full = Page::new(11);
        full.hang("(a) ", "one two three", Style::default());
        assert_eq!(lines(&full.cut(1)), ["(a) one tw…"]);
        page.gap();
        page.trim();
        assert_eq!(page.len(), 2);
    }
}
