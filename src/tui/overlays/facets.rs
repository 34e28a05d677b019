//! The facets of the list at hand, beside it, narrowed by typing, with live counts: what choosing each would leave.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::data::ItemId;
use crate::search::FacetCounts;
use crate::search::facets::{Chosen, Facet, Group};
use crate::text::fold::fold;
use crate::text::{clip, pad, pad_start};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::layout;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prompt::{Pasted, Prompt, TYPE_TO_NARROW};
use crate::tui::widgets::sectioned_list::{SectionedList, draw_nothing};
use crate::view::sections::Row;

/// The facets overlay.
#[derive(Clone, Debug)]
pub struct Facets {
    counts: FacetCounts,
    /// Each facet with its count, once all are counted.
    counted: HashMap<Facet, usize>,
    chosen: Chosen,
    /// What is typed to find a facet by.
    prompt: Prompt,
    /// Whether something was typed that the list does not show yet.
    is_due: bool,
    list: SectionedList<Facet>,
}

/// From this width on the list stands beside it.
const BESIDE: u16 = 80;
/// Columns of a count.
const COUNT: usize = 5;
/// Items whose facets are read between two looks whether a key has come: some milliseconds' worth.
const SLICE: usize = 1000;

impl Facets {
    /// The facets of these items, of which some are chosen already. In the order of the dataset a huge pack is read in
    /// a fraction of the time.
    #[must_use]
    pub fn new(ctx: Context<'_>, items: Vec<ItemId>, chosen: Chosen) -> Self {
        let list = SectionedList::default().showing_row_above();
        let counts = FacetCounts::new(items, chosen.clone());
        let mut facets =
            Self { counts, counted: HashMap::new(), chosen, prompt: Prompt::default(), list, is_due: false };
        facets.work(ctx);
        facets
    }

    /// Shows what was counted, and stays on the facet one stood on; where that is gone, as far down.
    fn list_counted(&mut self, ctx: Context<'_>) {
        let counted = self.counts.sorted();
        let (before, position) = (self.list.selected().copied(), self.list.position());
        let rows = rows(ctx, &counted, self.prompt.text());
        self.list.set_rows_in_place(rows);
        self.counted = counted.into_iter().collect();
        if !before.is_some_and(|facet| self.list.select(&facet)) {
            self.list.select_position(position);
        }
    }

    /// Shows those that fit what is typed, the first of them selected.
    fn find(&mut self, ctx: Context<'_>) {
        self.is_due = false;
        self.list.restart(rows(ctx, &self.counts.sorted(), self.prompt.text()));
    }

    /// The same, if something was typed since; tells whether it was.
    fn find_if_due(&mut self, ctx: Context<'_>) -> bool {
        let is_due = self.is_due;
        if is_due {
            self.find(ctx);
        }
        is_due
    }

    /// The list below, narrowed by what is chosen now; what shows is counted again.
    fn narrow(&mut self, ctx: Context<'_>) -> Outcome {
        self.counts.choose(self.chosen.clone());
        self.work(ctx);
        Outcome::Narrow(self.chosen.clone())
    }
}

impl Layer for Facets {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Facets]
    }

    fn edit(&mut self, _ctx: Context<'_>, key: Key) -> Option<Effect> {
        // What chooses and lets go is no text.
        if matches!(key, Key::Char(' ') | Key::Delete) {
            return None;
        }
        let before = self.prompt.text().len();
        let changed = self.prompt.edit(key)?;
        self.is_due |= before != self.prompt.text().len();
        Some(Effect::redraw_if(changed))
    }

    fn paste(&mut self, _ctx: Context<'_>, text: &str) -> Option<Pasted> {
        let pasted = self.prompt.paste(text);
        self.is_due |= pasted.changed;
        Some(pasted)
    }

    fn can(&self, _ctx: Context<'_>, action: Action) -> bool {
        match action {
            Action::Clear => !self.chosen.is_empty(),
            Action::Toggle => self.list.selected().is_some(),
            Action::Up | Action::Down => self.list.items() > 1,
            _ => true,
        }
    }

    fn has_work(&self) -> bool {
        self.is_due || !self.counts.is_done()
    }

    fn is_search_due(&self) -> bool {
        self.is_due
    }

    /// Counts a little further; what shows changes once all is counted.
    fn work(&mut self, ctx: Context<'_>) -> Effect {
        if self.find_if_due(ctx) {
            return Effect::Redraw;
        }
        let own = ctx.reader.own();
        if !self.counts.advance(ctx.dataset, &own, SLICE) {
            return Effect::Nothing;
        }
        self.list_counted(ctx);
        Effect::Redraw
    }

    /// Moves, chooses, lets go; or goes: what can be done everywhere is done below.
    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        self.find_if_due(ctx);
        if let Some(moved) = self.list.walk(action) {
            return Effect::redraw_if(moved).into();
        }
        match action {
            Action::Toggle => {
                let Some(&facet) = self.list.selected() else { return Effect::Nothing.into() };
                self.chosen.toggle(facet);
                self.narrow(ctx)
            }
            Action::Clear if self.chosen.is_empty() => Effect::Nothing.into(),
            Action::Clear => {
                self.chosen.clear();
                self.narrow(ctx)
            }
            Action::Close if !self.prompt.text().is_empty() => {
                self.prompt = Prompt::default();
                self.find(ctx);
                Effect::Redraw.into()
            }
            Action::Close => Outcome::Close,
            action => Outcome::Yield(action),
        }
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let Self { counts, counted, chosen, prompt, list, .. } = self;
        let left =
            if counts.is_done() { format!("leaves {} of {}", counts.left(), counts.len()) } else { String::new() };
        let inner = Pane::new("Facets", true).note(&left).draw_over(ctx, place(area), buf);
        if inner.height < 2 {
            return None;
        }
        let label = format!("{} ", ctx.symbols.pointer);
        let typing = prompt.draw_inviting(ctx, &label, TYPE_TO_NARROW, Rect { height: 1, ..inner }, buf);
        let below = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        if list.items() == 0 {
            let sentence = match (counts.is_done(), counts.len()) {
                (false, _) => "The list is being counted …",
                (true, 0) => "The list is empty; there is nothing to choose.",
                (true, _) => "Nothing here is called so.",
            };
            draw_nothing(ctx, sentence, below, buf);
            return Some(typing);
        }
        list.draw(ctx, below, buf, true, |facet, columns| {
            line(ctx, *facet, chosen.contains(*facet), counted.get(facet).copied().unwrap_or_default(), columns)
        });
        Some(typing)
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }
}

/// Where they stand: at the right, where the record is, so that the list is seen beside them, or over it where there is
/// no room for both.
fn place(area: Rect) -> Rect {
    if area.width < BESIDE {
        return area;
    }
    let panes = layout::panes(area, false);
    panes.linked.or(panes.detail).unwrap_or(area)
}

/// The facets under the headings of their groups, as far as they fit what is typed.
fn rows(ctx: Context<'_>, counted: &[(Facet, usize)], typed: &str) -> Vec<Row<Facet>> {
    let typed = fold(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    let fits = |facet: Facet| {
        let text = if words.is_empty() { String::new() } else { fold(&facet.name(ctx.dataset)) };
        let group = fold(facet.group().name());
        // A word begins so: its middle is not what one thinks of.
        let begins =
            |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|own| own.starts_with(word));
        words.iter().all(|word| begins(&text, word) || begins(&group, word) || text.starts_with(word))
    };
    let mut rows = Vec::new();
    for group in Group::ALL {
        let mut of_group =
            counted.iter().map(|(facet, _)| *facet).filter(|facet| facet.group() == group && fits(*facet)).peekable();
        if of_group.peek().is_some() {
            rows.push(Row::Heading(group.name().to_owned()));
            rows.extend(of_group.map(Row::Item));
        }
    }
    rows
}

/// `[x] Economy      12`
fn line(ctx: Context<'_>, facet: Facet, is_chosen: bool, count: usize, columns: usize) -> Line<'static> {
    let [chosen, free] = ctx.symbols.boxes;
    let sign = if is_chosen { chosen } else { free };
    let name = facet.name(ctx.dataset);
    let room = columns.saturating_sub(COUNT + 5);
    Line::from(vec![
        Span::styled(format!("{sign} "), ctx.theme.key.style()),
        Span::styled(pad(&clip(&name, room), room), ctx.theme.text.style()),
        Span::styled(pad_start(&count.to_string(), COUNT), ctx.theme.dim.style()),
    ])
}
