//! One list of marks: what is in it, in its order, with what is noted of each. What the dataset has no more stands
//! there too, as gone.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Before, Foot, WIDTH, neighbour};
use crate::data::ItemId;
use crate::study::marks::lists::LONGEST_NOTE;
use crate::study::marks::{Change, List, Mark};
use crate::text::{clip, counted, sanitised, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::layout;
use crate::tui::marks::not_kept;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prompt::{Pasted, Prompt};
use crate::tui::widgets::sectioned_list::{SectionedList, draw_nothing};
use crate::view::citation::style::cited;
use crate::view::sections::Row;

/// The overlay.
#[derive(Clone, Debug)]
pub struct Entries {
    /// The name of the list.
    name: String,
    /// The ids in it.
    list: SectionedList<String>,
    /// The note that is being typed, and of which id.
    noting: Option<(String, Prompt)>,
    /// A sentence to be read once.
    said: Option<String>,
    /// Rows it takes at least, to cover what it was opened from.
    least: usize,
}

impl Entries {
    /// The list of this name, over one of so many rows.
    #[must_use]
    pub fn new(ctx: Context<'_>, name: String, least: usize) -> Self {
        let list = SectionedList::default().showing_row_above();
        let mut entries = Self { name, list, noting: None, said: None, least };
        entries.look(ctx);
        entries
    }

    /// Looks at the list as it stands, and stays at the item that is selected.
    fn look(&mut self, ctx: Context<'_>) -> List {
        let list = ctx.reader.marks.lists().get(&self.name).cloned().unwrap_or_default();
        let (before, position) = (self.list.selected().cloned(), self.list.position());
        self.list.set_rows_in_place(list.marks.iter().map(|mark| Row::Item(mark.of.clone())).collect());
        if !before.is_some_and(|of| self.list.select(&of)) {
            self.list.select_position(position);
        }
        list
    }

    fn change(&mut self, ctx: Context<'_>, change: Change) -> Outcome {
        if let Err(error) = ctx.reader.marks.change(ctx.dataset, change) {
            self.said = Some(not_kept(&error.to_string()));
        }
        self.look(ctx);
        Effect::Redraw.into()
    }

    /// Keeps the note that was typed.
    fn noted(&mut self, ctx: Context<'_>) -> Outcome {
        let Some((of, prompt)) = self.noting.take() else { return Effect::Nothing.into() };
        let text = prompt.text().trim();
        if text.chars().count() > LONGEST_NOTE {
            self.said = Some(format!("A note on a mark has at most {LONGEST_NOTE} characters."));
            self.noting = Some((of, prompt));
            return Effect::Redraw.into();
        }
        let text = text.to_owned();
        self.change(ctx, Change::Note { list: self.name.clone(), of, text })
    }

    fn act(&mut self, ctx: Context<'_>, action: Action, of: String, list: &List) -> Outcome {
        let item = ctx.dataset.find(&of);
        match (action, item) {
            (Action::Open, Some(item)) => Outcome::Done(Effect::Go(item)),
            (Action::Drill, Some(item)) => Outcome::Drill(item),
            (Action::Copy, Some(item)) => Outcome::CopyLine(cited(ctx.dataset, item, ctx.citation)),
            (Action::Open | Action::Drill | Action::Copy, None) => {
                self.said = Some("This edition does not have it any more; the mark is kept.".to_owned());
                Effect::Redraw.into()
            }
            (Action::CopyAll, _) => match ctx.reader.marks.items(&self.name) {
                items if items.is_empty() => Effect::Nothing.into(),
                items => Outcome::CopyRecords(items),
            },
            (Action::Discard, _) => self.change(ctx, Change::Unmark { list: self.name.clone(), of }),
            (Action::MoveUp | Action::MoveDown, _) => {
                let ids: Vec<&str> = list.marks.iter().map(|mark| mark.of.as_str()).collect();
                match neighbour(&ids, &of, action == Action::MoveUp) {
                    Some(Before(before)) => self.change(ctx, Change::Move { list: self.name.clone(), of, before }),
                    None => Effect::Nothing.into(),
                }
            }
            (Action::Rename, _) => {
                let text = list.mark(&of).map(|mark| sanitised(&mark.note).into_owned()).unwrap_or_default();
                self.noting = Some((of, Prompt::with(&text)));
                Effect::Redraw.into()
            }
            _ => Effect::Nothing.into(),
        }
    }
}

impl Layer for Entries {
    fn scopes(&self) -> Vec<Scope> {
        if self.noting.is_some() { vec![Scope::Naming] } else { vec![Scope::Entries, Scope::Global] }
    }

    fn edit(&mut self, _ctx: Context<'_>, key: Key) -> Option<Effect> {
        let (_, prompt) = self.noting.as_mut()?;
        let changed = prompt.edit(key)?;
        Some(Effect::redraw_if(changed | self.said.take().is_some()))
    }

    fn paste(&mut self, _ctx: Context<'_>, text: &str) -> Option<Pasted> {
        let (_, prompt) = self.noting.as_mut()?;
        let pasted = prompt.paste(text);
        let was_said = self.said.take().is_some();
        Some(Pasted { changed: pasted.changed || was_said, ..pasted })
    }

    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        let had_said = self.said.take().is_some();
        if self.noting.is_some() {
            return match action {
                Action::Open => self.noted(ctx),
                Action::Close => {
                    self.noting = None;
                    Effect::Redraw.into()
                }
                action => Outcome::Yield(action),
            };
        }
        let list = self.look(ctx);
        if let Some(moved) = self.list.walk(action) {
            return Effect::redraw_if(moved || had_said).into();
        }
        match (action, self.list.selected().cloned()) {
            (Action::Close, _) => Outcome::Close,
            (action, _) if action.is_everywhere() => Outcome::Yield(action),
            (action, Some(of)) => match self.act(ctx, action, of, &list) {
                Outcome::Done(Effect::Nothing) => Effect::redraw_if(had_said).into(),
                outcome => outcome,
            },
            (_, None) => Effect::redraw_if(had_said).into(),
        }
    }

    fn note(&self) -> String {
        format!("{}/{}", self.list.position(), self.list.items())
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let list = self.look(ctx);
        let title = format!("{} {} {}", self.name, ctx.symbols.dash, counted(list.marks.len(), "mark"));
        let foot =
            Foot { naming: self.noting.as_ref().map(|(_, prompt)| ("Note: ", prompt)), said: self.said.as_deref() };
        let area = layout::overlay(area, WIDTH, foot.wanted(list.marks.len().max(self.least)));
        let inner = Pane::new(&title, true).draw_over(ctx, area, buf);
        let (inner, typed) = foot.draw(ctx, inner, buf);
        if list.marks.is_empty() {
            draw_nothing(ctx, "Nothing is in this list.", inner, buf);
            return typed;
        }
        let cursor = self.list.draw(ctx, inner, buf, self.noting.is_none(), |of, columns| {
            list.mark(of).map_or_else(Line::default, |mark| line(ctx, mark, ctx.dataset.find(of), columns))
        });
        typed.or(cursor)
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }
}

/// `Lantern Festival pact   why I marked it`; what is gone by its id.
fn line(ctx: Context<'_>, mark: &Mark, item: Option<ItemId>, columns: usize) -> Line<'static> {
    let note = sanitised(&mark.note);
    let note = clip(&note, columns / 2);
    let room = columns.saturating_sub(if note.is_empty() { 0 } else { width(&note) + 2 });
    let (title, style) = match item.and_then(|item| ctx.dataset.get(item)) {
        Some(item) => (clip(item.title(), room).into_owned(), ctx.theme.text.style()),
        None => (clip(&format!("{} (gone)", sanitised(&mark.of)), room).into_owned(), ctx.theme.dim.style()),
    };
    let between = " ".repeat(columns.saturating_sub(width(&title) + width(&note)));
    Line::from(vec![
        Span::styled(title, style),
        Span::raw(if note.is_empty() { String::new() } else { between }),
        Span::styled(note.into_owned(), ctx.theme.source.style()),
    ])
}
