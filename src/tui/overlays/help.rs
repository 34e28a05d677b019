//! The help and the palette: every key there is, read off the keymap, filtered by typing; what is selected can
//! be done from here.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::data::pack::grade::Grade;
use crate::text::fold::fold;
use crate::text::{clip, pad, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::{Binding, Scope};
use crate::tui::layer::{Layer, Outcome};
use crate::tui::layout;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prompt::{LONGEST_LINE, Prompt};
use crate::tui::widgets::sectioned_list::{SectionedList, draw_nothing};
use crate::view::sections::Row;

/// The overlay of keys.
#[derive(Debug)]
pub struct Help {
    /// The scopes that held when it was asked for: what can be done.
    scopes: Vec<Scope>,
    /// Whether it shows only what can be done here.
    palette: bool,
    prompt: Prompt,
    /// The bindings shown, by their numbers in the keymap.
    list: SectionedList<usize>,
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
    pub fn new(ctx: Context<'_>, scopes: Vec<Scope>, palette: bool) -> Self {
        let list = SectionedList::default().showing_row_above();
        let mut help = Self { scopes, palette, prompt: Prompt::default(), list };
        help.list_bindings(ctx);
        help
    }

    /// Lists the bindings that fit what is typed, under the names of their scopes.
    fn list_bindings(&mut self, ctx: Context<'_>) {
        let wanted = fold(self.prompt.text());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let fits = |binding: &Binding| {
            let word = binding.hint.map_or("", |(word, _)| word);
            let text = fold(&format!("{} {} {} {word}", binding.scope.name(), keys_in_words(binding), binding.help));
            words.iter().all(|word| text.contains(word))
        };
        let rest = Scope::ALL.iter().filter(|scope| !self.palette && !self.scopes.contains(scope));
        let mut rows = Vec::new();
        for scope in self.scopes.iter().chain(rest) {
            let bindings = ctx.keymap.bindings().iter().enumerate();
            let mut here = bindings
                .filter(|(_, binding)| binding.scope == *scope && fits(binding))
                .map(|(number, _)| number)
                .peekable();
            if here.peek().is_some() {
                rows.push(Row::Heading(scope.name().to_owned()));
                rows.extend(here.map(Row::Item));
            }
        }
        self.list.restart(rows);
    }

    /// What the selected binding does, if it can be done here.
    fn chosen(&self, ctx: Context<'_>) -> Option<Action> {
        let binding = ctx.keymap.bindings().get(*self.list.selected()?)?;
        self.scopes.contains(&binding.scope).then_some(binding.action)
    }
}

impl Layer for Help {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Help]
    }

    fn edit(&mut self, ctx: Context<'_>, key: Key) -> Option<Effect> {
        let changed = self.prompt.edit(key)?;
        if changed {
            self.list_bindings(ctx);
        }
        Some(Effect::redraw_if(changed))
    }

    fn paste(&mut self, ctx: Context<'_>, text: &str) -> Option<Effect> {
        let changed = self.prompt.paste(text, LONGEST_LINE);
        if changed {
            self.list_bindings(ctx);
        }
        Some(Effect::redraw_if(changed))
    }

    /// Moves among the bindings, or goes and has the selected one done.
    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        match action {
            Action::Close => Outcome::Close,
            Action::Open => self.chosen(ctx).map_or(Outcome::Done(Effect::Nothing), Outcome::Yield),
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
                Effect::redraw_if(self.list.walk(action) == Some(true)).into()
            }
            _ => Effect::Nothing.into(),
        }
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let title = if self.palette { "Do" } else { "Keys" };
        let inner = Pane::new(title, true).draw_over(ctx, layout::overlay(area, WIDTH, area.height), buf);
        if inner.height < 4 {
            return None;
        }
        let label = format!("{} ", ctx.symbols.pointer);
        let cursor = self.prompt.draw(ctx, &label, Rect { height: 1, ..inner }, buf);
        let legend = legend(ctx);
        let rows = u16::try_from(legend.len()).unwrap_or(0).min(inner.height - 3);
        let list = Rect { y: inner.y + 1, height: inner.height - 1 - rows, ..inner };
        self.draw_bindings(ctx, list, buf);
        let columns = usize::from(inner.width);
        for (line, y) in legend.iter().zip(list.bottom()..inner.bottom()) {
            buf.set_stringn(inner.x, y, clip(line, columns), columns, ctx.theme.dim.style());
        }
        Some(cursor)
    }
}

/// What the signs mean; and the letters of sources, where the pack grades them.
fn legend(ctx: Context<'_>) -> Vec<String> {
    let signs = format!(
        "{} an exam asks it   {} sources disagree   {} marked   [1] source",
        ctx.symbols.core, ctx.symbols.conflict, ctx.symbols.mark
    );
    let grades = ctx.dataset.pack.has_grades().then(|| format!("Sources: {}", Grade::legend("  ")));
    std::iter::once(signs).chain(grades).collect()
}

impl Help {
    /// The bindings: their keys and what they do, dim where that cannot be done here.
    fn draw_bindings(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let Self { scopes, list, .. } = self;
        if list.items() == 0 {
            draw_nothing(ctx, "No key does that. Fewer letters show more.", area, buf);
            return;
        }
        let bindings = ctx.keymap.bindings();
        let keys = bindings.iter().map(|binding| width(&keys_in_words(binding))).max().unwrap_or(0);
        list.draw(ctx, area, buf, true, |number, _| {
            let Some(binding) = bindings.get(*number) else { return Line::default() };
            let style = if scopes.contains(&binding.scope) { ctx.theme.text.style() } else { ctx.theme.dim.style() };
            Line::from(vec![
                Span::styled(pad(&keys_in_words(binding), keys + 2), ctx.theme.key.style()),
                Span::styled(binding.help, style),
            ])
        });
    }
}
