//! Text on its way out of the program, shown bare so that it can also be selected by hand: not every
//! terminal lets a program write to the clipboard, and none says so.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use crate::text::{width, wrap};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Extent, Layer, Outcome};

/// Text that was sent to the terminal.
#[derive(Debug)]
pub struct Copied {
    text: String,
    offset: usize,
    lines: usize,
    height: usize,
}

impl Copied {
    /// Shows this text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self { text, offset: 0, lines: 0, height: 0 }
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
        let last = self.lines.saturating_sub(self.height);
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
        let sentence =
            format!("Sent to the terminal. If nothing arrives on your clipboard, select it here; {close} closes.");
        let head = wrap(&sentence, columns);
        for (line, y) in head.iter().zip(area.top()..area.bottom()) {
            buf.set_stringn(area.x, y, line, columns, ctx.theme.dim.style());
        }
        let top = area.y.saturating_add(u16::try_from(head.len() + 1).unwrap_or(u16::MAX)).min(area.bottom());
        let lines: Vec<String> = self.text.lines().flat_map(|line| wrapped(line, columns)).collect();
        self.lines = lines.len();
        self.height = usize::from(area.bottom() - top);
        self.offset = self.offset.min(self.lines.saturating_sub(self.height));
        for (line, y) in lines.iter().skip(self.offset).zip(top..area.bottom()) {
            buf.set_stringn(area.x, y, line, columns, ctx.theme.text.style());
        }
        (top < area.bottom()).then_some(Position::new(area.x, top))
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
