//! The help: what this screen is, the keys of here in groups, then all others, and the signs, narrowed by typing. It is
//! read; what can be done by name is the [`palette`](super::palette)'s.

mod flow;
mod told;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::flow::{Flow, Row};
use crate::text::{clip, wrap};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Extent, Layer, Outcome};
use crate::tui::layout;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prompt::{Pasted, Prompt, TYPE_TO_NARROW};
use crate::tui::widgets::sectioned_list::draw_nothing;

/// The overlay of keys.
#[derive(Clone, Debug)]
pub struct Help {
    /// The scopes that held when it was asked for.
    scopes: Vec<Scope>,
    /// What the place one was at is called, and what it is.
    place: (String, &'static str),
    prompt: Prompt,
    /// The first row that shows.
    top: usize,
    /// What is told, laid out for columns so wide, how many they are and how high; until something else is to be told.
    laid: Option<(usize, Flow)>,
    height: usize,
    columns: usize,
    /// The key that goes on by a page.
    goes_on: String,
}

/// Columns of text that a column of keys takes at least where there is more than one, and at most.
const LEAST: u16 = 52;
const MOST: u16 = 72;
/// Between two columns.
const BETWEEN: u16 = 3;

impl Help {
    /// All keys, those that hold here first.
    #[must_use]
    pub fn new(scopes: Vec<Scope>, place: (String, &'static str)) -> Self {
        Self {
            scopes,
            place,
            prompt: Prompt::default(),
            top: 0,
            laid: None,
            height: 0,
            columns: 1,
            goes_on: String::new(),
        }
    }

    fn told_anew(&mut self, changed: bool) -> Effect {
        if changed {
            (self.top, self.laid) = (0, None);
        }
        Effect::redraw_if(changed)
    }

    /// Lays out what is told, unless that is done.
    fn lay_out(&mut self, ctx: Context<'_>, columns: usize) -> &Flow {
        if self.laid.as_ref().is_none_or(|(laid, _)| *laid != columns) {
            self.laid = None;
        }
        let Self { scopes, prompt, laid, .. } = self;
        &laid.get_or_insert_with(|| (columns, Flow::new(&told::all(ctx, scopes, prompt.text()), columns))).1
    }

    /// Draws the rows in columns.
    fn draw_rows(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let count = ((area.width + BETWEEN) / (LEAST + BETWEEN)).max(1);
        let each = ((area.width - BETWEEN * (count - 1)) / count).min(MOST);
        let (height, top) = (usize::from(area.height), self.top);
        (self.height, self.columns) = (height, usize::from(count));
        let flow = self.lay_out(ctx, usize::from(each));
        if flow.rows.is_empty() {
            draw_nothing(ctx, "No key does that. Fewer letters show more.", area, buf);
            return;
        }
        for (rows, column) in flow.columns(top, height, usize::from(count)).into_iter().zip(0..count) {
            let area = Rect { x: area.x + column * (each + BETWEEN), width: each, ..area };
            for (row, y) in rows.iter().zip(area.top()..area.bottom()) {
                draw_row(ctx, row, flow.keys, Rect { y, height: 1, ..area }, buf);
            }
        }
    }
}

fn draw_row(ctx: Context<'_>, row: &Row, keys: usize, area: Rect, buf: &mut Buffer) {
    let columns = usize::from(area.width);
    match row {
        Row::Heading(heading, is_here) => {
            let role = if *is_here { ctx.theme.heading } else { ctx.theme.dim };
            buf.set_stringn(area.x, area.y, clip(heading, columns), columns, role.style());
        }
        Row::Line(names, text, is_here) => {
            buf.set_stringn(area.x, area.y, names, columns, ctx.theme.key.style());
            let x = area.x + u16::try_from(keys + 2).unwrap_or(area.width).min(area.width);
            let role = if *is_here { ctx.theme.text } else { ctx.theme.dim };
            buf.set_stringn(x, area.y, text, usize::from(area.right() - x), role.style());
        }
        Row::Blank => {}
    }
}

impl Layer for Help {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Help]
    }

    fn edit(&mut self, _ctx: Context<'_>, key: Key) -> Option<Effect> {
        // Its own ends are those of what is read.
        if matches!(key, Key::Home | Key::End) {
            return None;
        }
        let changed = self.prompt.edit(key)?;
        Some(self.told_anew(changed))
    }

    fn paste(&mut self, _ctx: Context<'_>, text: &str) -> Option<Pasted> {
        let pasted = self.prompt.paste(text);
        self.told_anew(pasted.changed);
        Some(pasted)
    }

    /// Goes on by a group, by a page, or to the ends.
    fn update(&mut self, _ctx: Context<'_>, action: Action) -> Outcome {
        let (top, height, count) = (self.top, self.height, self.columns);
        if action == Action::Close {
            return Outcome::Close;
        }
        let Some((_, flow)) = &self.laid else { return Effect::Nothing.into() };
        let to_end = |mut at: usize| loop {
            let next = flow.next(at, height, count);
            if next == at {
                break at;
            }
            at = next;
        };
        self.top = match action {
            Action::Up => flow.previous(top, height),
            Action::Down => flow.next(top, height, count),
            Action::PageUp => (0..count).fold(top, |at, _| {
                let wanted = at.saturating_sub(height);
                let mut at = at;
                while at > wanted {
                    at = flow.previous(at, height);
                }
                at
            }),
            Action::PageDown => {
                let end = flow.end(top, height, count);
                if end >= flow.rows.len() { top } else { end.min(to_end(top)) }
            }
            Action::First => 0,
            Action::Last => to_end(top),
            _ => return Effect::Nothing.into(),
        };
        Effect::redraw_if(self.top != top).into()
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.goes_on = ctx.keymap.name(Scope::Help, Action::PageDown);
        let title = format!("Help {} {}", ctx.symbols.dash, self.place.0);
        let inner = Pane::new(&title, true).draw_over(ctx, area, buf);
        let inner = layout::text(inner, inner.width);
        if inner.height < 3 {
            return None;
        }
        let mut y = inner.y;
        let most = usize::from(inner.height / 4).max(1);
        let columns = usize::from(inner.width);
        let lines = wrap(self.place.1, columns);
        // Where there is no room for all of it, the last line says so.
        let (whole, rest) = lines.split_at(if lines.len() > most { most - 1 } else { lines.len() });
        let rest = rest.join(" ");
        let last = (!rest.is_empty()).then(|| clip(&rest, columns));
        for line in whole.iter().copied().chain(last.as_deref()) {
            buf.set_stringn(inner.x, y, line, columns, ctx.theme.text.style());
            y += 1;
        }
        let label = format!("{} ", ctx.symbols.pointer);
        let cursor = self.prompt.draw_inviting(ctx, &label, TYPE_TO_NARROW, Rect { y, height: 1, ..inner }, buf);
        let top = (y + 1).min(inner.bottom());
        self.draw_rows(ctx, Rect { y: top, height: inner.bottom() - top, ..inner }, buf);
        Some(cursor)
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }

    fn extent(&self) -> Extent {
        Extent::Body
    }

    fn note(&self) -> String {
        let Some((_, flow)) = &self.laid else { return String::new() };
        let is_end = flow.end(self.top, self.height, self.columns) >= flow.rows.len();
        if is_end || self.goes_on.is_empty() { String::new() } else { format!("{} goes on", self.goes_on) }
    }
}
