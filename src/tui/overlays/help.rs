//! The help and the palette: every key there is, read off the keymap, filtered by typing; Enter does
//! what is selected.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::search::engine::fold::fold;
use crate::text::{clip, pad, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::{Binding, Scope};
use crate::tui::layout;
use crate::tui::widgets::list::{self, GUTTER, mark_selected};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prompt::Prompt;
use crate::tui::widgets::scroll::Scroll;

/// The overlay of keys.
#[derive(Debug)]
pub struct Help {
    /// The scopes that held when it was asked for: what can be done.
    scopes: Vec<Scope>,
    /// Whether it shows only what can be done here.
    palette: bool,
    prompt: Prompt,
    /// The number of the selected binding among those shown.
    selected: usize,
    offset: usize,
    page: usize,
}

/// Columns the overlay takes at most.
const WIDTH: u16 = 76;

/// The keys of a binding as shown: `PgUp`, `↑ or k`.
#[must_use]
pub fn keys_in_words(binding: &Binding) -> String {
    binding.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

impl Help {
    /// All keys, those that hold here first; or, as a palette, those alone.
    #[must_use]
    pub fn new(scopes: Vec<Scope>, palette: bool) -> Self {
        Self { scopes, palette, prompt: Prompt::default(), selected: 0, offset: 0, page: 0 }
    }

    /// The bindings shown, in order.
    fn bindings<'k>(&self, ctx: Context<'k>) -> Vec<&'k Binding> {
        let rest = Scope::ALL.iter().filter(|scope| !self.palette && !self.scopes.contains(scope));
        let wanted = fold(self.prompt.text());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let of_scope = |scope: &Scope| ctx.keymap.of(*scope);
        self.scopes
            .iter()
            .chain(rest)
            .flat_map(of_scope)
            .filter(|binding| {
                let word = binding.hint.map_or("", |(word, _)| word);
                let text =
                    fold(&format!("{} {} {} {word}", binding.scope.name(), keys_in_words(binding), binding.help));
                words.iter().all(|word| text.contains(word))
            })
            .collect()
    }

    /// Takes a key that edits what is typed; `None` if it is none of those.
    pub fn edit(&mut self, key: Key) -> Option<Effect> {
        let changed = self.prompt.edit(key)?;
        if changed {
            self.selected = 0;
        }
        Some(Effect::redraw_if(changed))
    }

    /// Moves among the bindings. Closing is the application's matter.
    pub fn update(&mut self, ctx: Context<'_>, action: Action) -> Effect {
        let (last, page) = (self.bindings(ctx).len().saturating_sub(1), self.page.max(2) - 1);
        let before = self.selected;
        self.selected = match action {
            Action::Up => before.saturating_sub(1),
            Action::Down => before + 1,
            Action::PageUp => before.saturating_sub(page),
            Action::PageDown => before + page,
            _ => before,
        }
        .min(last);
        Effect::redraw_if(before != self.selected)
    }

    /// What the selected binding does, if it can be done here.
    #[must_use]
    pub fn chosen(&self, ctx: Context<'_>) -> Option<Action> {
        let binding = *self.bindings(ctx).get(self.selected)?;
        self.scopes.contains(&binding.scope).then_some(binding.action)
    }

    /// Draws the keys over the body.
    pub fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (title, bindings) = (if self.palette { "Do" } else { "Keys" }, self.bindings(ctx));
        let inner = Pane::new(title, true).draw_over(ctx, layout::overlay(area, WIDTH, area.height), buf);
        if inner.height < 4 {
            return None;
        }
        let label = format!("{} ", ctx.symbols.pointer);
        let cursor = self.prompt.draw(ctx, &label, Rect { height: 1, ..inner }, buf);
        let list = Rect { y: inner.y + 1, height: inner.height - 2, ..inner };
        self.draw_bindings(ctx, &bindings, list, buf);
        let legend = format!(
            "{} an exam asks it   {} sources disagree   {} marked   [1] source",
            ctx.symbols.core, ctx.symbols.conflict, ctx.symbols.mark
        );
        let columns = usize::from(inner.width);
        buf.set_stringn(inner.x, inner.bottom() - 1, clip(&legend, columns), columns, ctx.theme.dim.style());
        Some(cursor)
    }

    fn draw_bindings(&mut self, ctx: Context<'_>, bindings: &[&Binding], area: Rect, buf: &mut Buffer) {
        if bindings.is_empty() {
            let sentence = "No key does that. Fewer letters show more.";
            list::nothing(ctx, sentence, area, buf);
            return;
        }
        let mut rows: Vec<HelpRow> = Vec::new();
        for (number, binding) in bindings.iter().enumerate() {
            let before = number.checked_sub(1).and_then(|before| bindings.get(before));
            if before.is_none_or(|before| before.scope != binding.scope) {
                rows.push(HelpRow::Heading(binding.scope));
            }
            rows.push(HelpRow::Binding(number));
        }
        self.page = usize::from(area.height);
        let selected = rows.iter().position(|row| *row == HelpRow::Binding(self.selected)).unwrap_or(0);
        let mut scroll = Scroll { selected, offset: self.offset };
        scroll.fit(rows.len(), self.page, 1);
        self.offset = scroll.offset;
        for ((index, row), y) in rows.iter().enumerate().skip(self.offset).zip(area.top()..area.bottom()) {
            let here = Rect { y, height: 1, ..area };
            match *row {
                HelpRow::Heading(scope) => {
                    buf.set_stringn(here.x, y, scope.name(), usize::from(here.width), ctx.theme.heading.style());
                }
                HelpRow::Binding(number) => {
                    let line = bindings.get(number).map(|binding| self.line(ctx, binding)).unwrap_or_default();
                    buf.set_line(here.x + GUTTER, y, &line, here.width.saturating_sub(GUTTER));
                }
            }
            if index == selected {
                mark_selected(ctx, here, buf, true);
            }
        }
    }

    /// A binding: its keys and what they do, dim where that cannot be done here.
    fn line(&self, ctx: Context<'_>, binding: &Binding) -> Line<'static> {
        let keys = ctx.keymap.bindings().iter().map(|binding| width(&keys_in_words(binding))).max().unwrap_or(0);
        let style = if self.scopes.contains(&binding.scope) { ctx.theme.text.style() } else { ctx.theme.dim.style() };
        Line::from(vec![
            Span::styled(pad(&keys_in_words(binding), keys + 2), ctx.theme.key.style()),
            Span::styled(binding.help, style),
        ])
    }
}

/// A line of the overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HelpRow {
    Heading(Scope),
    /// By its number among those shown.
    Binding(usize),
}
