//! Text on its way out of the program, shown bare so that it can also be selected by hand: not every
//! terminal lets a program write to the clipboard, and none says so. Some know nothing of it, and are sent nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use crate::data::ItemId;
use crate::text::reflow::reflowed;
use crate::text::{width, wrap};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Extent, Layer, Outcome};
use crate::tui::web_link::WebLink;
use crate::view::document::OwnNote;
use crate::view::document::layout::{PAGE, whole_in};

/// Text that was sent to the terminal, if that takes any.
#[derive(Clone, Debug, Default)]
pub struct Copied {
    text: String,
    /// The records that it tells, with the notes on them, if it does: where it has no room they are laid out anew.
    records: Vec<(ItemId, Vec<OwnNote>)>,
    /// Its lines for a width.
    lines: (usize, Vec<String>),
    offset: usize,
    height: usize,
    /// Where the lines were last drawn.
    area: Rect,
}

impl Copied {
    /// Shows this text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// Shows this text, which tells these records.
    #[must_use]
    pub fn of_records(text: String, records: Vec<(ItemId, Vec<OwnNote>)>) -> Self {
        Self { text, records, ..Self::default() }
    }

    fn lay_out(&mut self, ctx: Context<'_>, columns: usize) {
        if self.lines.0 == columns && !self.lines.1.is_empty() {
            return;
        }
        let lines = if columns < PAGE && !self.records.is_empty() {
            let each = |(id, notes): &(ItemId, Vec<OwnNote>)| whole_in(ctx.dataset, *id, notes.clone(), columns);
            self.records.iter().map(each).collect::<Vec<_>>().join(&[String::new(), String::new()][..])
        } else {
            self.text.lines().flat_map(|line| wrapped(line, columns)).collect()
        };
        let before = std::mem::replace(&mut self.lines, (columns, lines));
        let (then, now) = (before.1.iter().map(String::as_str), self.lines.1.iter().map(String::as_str));
        self.offset = reflowed(then, self.offset, now);
    }

    /// Whether all of it is an address of the web.
    fn is_address(&self) -> bool {
        ["https://", "http://"].iter().any(|scheme| self.text.starts_with(scheme))
            && !self.text.contains(char::is_whitespace)
    }
}

impl Layer for Copied {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Copied, Scope::Global]
    }

    fn extent(&self) -> Extent {
        Extent::Screen
    }

    /// Scrolls, or goes: what can be done everywhere is done below.
    fn update(&mut self, _ctx: Context<'_>, action: Action) -> Outcome {
        let last = self.lines.1.len().saturating_sub(self.height);
        if let Some(offset) = action.scrolled(self.offset, self.height, last) {
            let before = std::mem::replace(&mut self.offset, offset);
            return Effect::redraw_if(before != offset).into();
        }
        if action == Action::Close { Outcome::Close } else { Outcome::Yield(action) }
    }

    /// Draws the text over everything, without a frame that a selection would take along.
    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        Clear.render(area, buf);
        let columns = usize::from(area.width);
        let close = ctx.keymap.name(Scope::Copied, Action::Close);
        let sentence = if ctx.reader.has_clipboard {
            format!("Sent to the terminal. If nothing arrives on your clipboard, select it here; {close} closes.")
        } else {
            format!("This terminal knows nothing of a clipboard: select the text here; {close} closes.")
        };
        let head = wrap(&sentence, columns);
        for (line, y) in head.iter().zip(area.top()..area.bottom()) {
            buf.set_stringn(area.x, y, line, columns, ctx.theme.dim.style());
        }
        let top = area.y.saturating_add(u16::try_from(head.len() + 1).unwrap_or(u16::MAX)).min(area.bottom());
        self.lay_out(ctx, columns);
        let lines = &self.lines.1;
        self.area = Rect { y: top, height: area.bottom() - top, ..area };
        self.height = usize::from(self.area.height);
        self.offset = self.offset.min(lines.len().saturating_sub(self.height));
        for (line, y) in lines.iter().skip(self.offset).zip(top..area.bottom()) {
            buf.set_stringn(area.x, y, line, columns, ctx.theme.text.style());
        }
        (top < area.bottom()).then_some(Position::new(area.x, top))
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }

    fn web_links(&self) -> Vec<WebLink> {
        let area = self.area;
        let rows = self.lines.1.iter().skip(self.offset).zip(area.top()..area.bottom());
        let link = |(line, row): (&String, u16)| {
            let end = area.x.saturating_add(u16::try_from(width(line)).unwrap_or(u16::MAX)).min(area.right());
            WebLink { row, columns: area.x..end, address: self.text.clone() }
        };
        rows.filter(|_| self.is_address()).map(link).collect()
    }
}

/// A line in lines of so many columns, those that go on as far in as it begins.
fn wrapped(line: &str, columns: usize) -> Vec<String> {
    if width(line) <= columns {
        return vec![line.to_owned()];
    }
    let indent = (line.len() - line.trim_start().len()).min(columns / 2);
    wrap(line, columns - indent).into_iter().map(|part| format!("{}{part}", " ".repeat(indent))).collect()
}
