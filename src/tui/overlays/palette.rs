//! The palette: everything that can be done here, found by typing a few letters of its name and done with Enter; what
//! was done last stands first. What needs an answer asks for it in the same line.

mod entries;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use self::entries::{Command, Does, Entry, SPREAD, fit};
pub use self::entries::{EXAM, RECENT, example_day};
use crate::text::{clip, pad, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Change, Layer, Outcome};
use crate::tui::layout;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prompt::{Pasted, Prompt, TYPE_TO_NARROW};
use crate::tui::widgets::sectioned_list::{SectionedList, draw_nothing};
use crate::view::sections::Row;

/// The overlay of what can be done.
#[derive(Clone, Debug)]
pub struct Palette {
    prompt: Prompt,
    /// Whether something was typed that what shows does not fit yet.
    is_due: bool,
    /// All that is offered, those done last first.
    all: Vec<Entry>,
    /// What is asked for more, once that is chosen.
    asking: Option<Command>,
    /// What shows.
    shown: Vec<Entry>,
    list: SectionedList<usize>,
    /// The day it was asked for, if that is known.
    today: Option<Date>,
}

/// Columns the overlay takes at most.
const WIDTH: u16 = 80;
/// Rows of it, where there is room: all of a list that is typed into is seldom read.
const HEIGHT: u16 = 24;

impl Palette {
    /// What can be done where these scopes hold.
    #[must_use]
    pub fn new(ctx: Context<'_>, scopes: &[Scope], today: Option<Date>, can: &dyn Fn(Action) -> bool) -> Self {
        let all = entries::all(ctx, scopes, today, can);
        let list = SectionedList::default().showing_row_above();
        let (prompt, shown) = (Prompt::default(), Vec::new());
        let mut palette = Self { prompt, all, asking: None, shown, list, today, is_due: false };
        palette.find(ctx);
        palette
    }

    /// Lists what fits what is typed.
    fn find(&mut self, ctx: Context<'_>) {
        self.is_due = false;
        let typed = self.prompt.text();
        self.shown = if let Some(command) = self.asking {
            command.answers(ctx, typed, self.today)
        } else {
            let mut fitting: Vec<(u8, &Entry)> =
                self.all.iter().filter_map(|entry| Some((fit(&entry.name, typed)?, entry))).collect();
            // Among those that fit alike, what was done last still stands first.
            fitting.sort_by_key(|(fit, _)| *fit);
            if fitting.first().is_some_and(|(fit, _)| *fit < SPREAD) {
                fitting.retain(|(fit, _)| *fit < SPREAD);
            }
            let mut shown: Vec<Entry> = fitting.into_iter().map(|(_, entry)| entry.clone()).collect();
            if !typed.trim().is_empty() {
                let about = "what else there is of that name".to_owned();
                let does = Does::Change(Change::Find(typed.trim().to_owned()));
                shown.push(Entry { name: format!("find “{}”", typed.trim()), about, does });
            }
            shown
        };
        self.list.restart((0..self.shown.len()).map(Row::Item).collect());
    }

    /// After something was typed: a command and a blank or a colon ask for the rest.
    fn typed(&mut self, ctx: Context<'_>, changed: bool) {
        if changed {
            let text = self.prompt.text();
            let chosen = Command::ALL
                .into_iter()
                .find(|command| text.strip_prefix(command.name()).is_some_and(|rest| matches!(rest, " " | ":")));
            match chosen.filter(|command| self.asking.is_none() && command.hindered(ctx).is_none()) {
                Some(command) => self.ask(ctx, command),
                None => self.is_due = true,
            }
        }
    }

    fn ask(&mut self, ctx: Context<'_>, command: Command) {
        (self.asking, self.prompt) = (Some(command), Prompt::default());
        self.find(ctx);
    }

    /// Does what is selected, or asks for the rest.
    fn choose(&mut self, ctx: Context<'_>) -> Outcome {
        let Some(entry) = self.list.selected().and_then(|number| self.shown.get(*number)).cloned() else {
            return Effect::Nothing.into();
        };
        let remembered = self.asking.map_or_else(|| entry.name.clone(), |command| format!("{} …", command.name()));
        match entry.does {
            Does::Act(action) => {
                ctx.reader.recent.ask(&remembered);
                Outcome::Yield(action)
            }
            Does::Ask(command) => {
                self.ask(ctx, command);
                Effect::Redraw.into()
            }
            Does::Change(change) => {
                if self.asking.is_some() {
                    ctx.reader.recent.ask(&remembered);
                }
                Outcome::Change(change)
            }
        }
    }
}

impl Layer for Palette {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Palette]
    }

    fn edit(&mut self, ctx: Context<'_>, key: Key) -> Option<Effect> {
        let before = self.prompt.text().len();
        let changed = self.prompt.edit(key)?;
        self.typed(ctx, before != self.prompt.text().len());
        Some(Effect::redraw_if(changed))
    }

    fn paste(&mut self, ctx: Context<'_>, text: &str) -> Option<Pasted> {
        let pasted = self.prompt.paste(text);
        self.typed(ctx, pasted.changed);
        Some(pasted)
    }

    fn has_work(&self) -> bool {
        self.is_due
    }

    fn is_search_due(&self) -> bool {
        self.is_due
    }

    fn work(&mut self, ctx: Context<'_>) -> Effect {
        // It may be what lies below that has work: then what is selected here stays.
        if !self.is_due {
            return Effect::Nothing;
        }
        self.find(ctx);
        Effect::Redraw
    }

    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        // Whoever chooses or moves means what fits what is typed.
        if self.is_due && action != Action::Close {
            self.find(ctx);
        }
        if let Some(moved) = self.list.walk(action) {
            return Effect::redraw_if(moved).into();
        }
        match action {
            Action::Close if self.asking.is_some() => {
                (self.asking, self.prompt) = (None, Prompt::default());
                self.find(ctx);
                Effect::Redraw.into()
            }
            Action::Close => Outcome::Close,
            Action::Open => self.choose(ctx),
            // Takes the name of what is selected into the line.
            Action::Next => {
                let name =
                    self.list.selected().and_then(|number| self.shown.get(*number)).map(|entry| entry.name.clone());
                match (name, self.asking) {
                    (Some(name), Some(_)) if name != self.prompt.text() => {
                        self.prompt = Prompt::with(&name);
                        self.find(ctx);
                        Effect::Redraw.into()
                    }
                    (_, None) => self.choose_to_ask(ctx),
                    _ => Effect::Nothing.into(),
                }
            }
            _ => Effect::Nothing.into(),
        }
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let Self { prompt, asking, shown, list, today, .. } = self;
        let (whole, area) = (area, layout::overlay(area, WIDTH, HEIGHT.min(area.height)));
        // A blank column at each side, so that words cut by the frame are not read on into it.
        let around = Rect { x: area.x.saturating_sub(1), width: area.width.saturating_add(2), ..area };
        Clear.render(around.intersection(whole), buf);
        let inner = Pane::new("Do", true).draw_over(ctx, area, buf);
        if inner.height < 2 {
            return None;
        }
        let line = Rect { height: 1, ..inner };
        let cursor = match asking {
            Some(command) => prompt.draw(ctx, &format!("{}: ", command.name()), line, buf),
            None => prompt.draw_inviting(ctx, &format!("{} ", ctx.symbols.pointer), TYPE_TO_NARROW, line, buf),
        };
        let below = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        if shown.is_empty() {
            let advice = asking.map(|command| command.advice(prompt.text(), *today));
            let advice = advice.as_deref().unwrap_or("Nothing that can be done here is called so.");
            draw_nothing(ctx, advice, below, buf);
            return Some(cursor);
        }
        let recent: Vec<String> = (0..RECENT).map_while(|number| ctx.reader.recent.earlier(number)).collect();
        list.draw(ctx, below, buf, true, |number, columns| {
            let Some(entry) = shown.get(*number) else { return Line::default() };
            // A column of air before the frame.
            let columns = columns.saturating_sub(1);
            // A name is told whole; what is told beside it has the rest.
            let name = clip(&entry.name, columns);
            let about = clip(&entry.about, columns.saturating_sub(width(&name) + 2));
            let is_recent = asking.is_none() && recent.contains(&entry.name);
            let (named, told) = (if is_recent { ctx.theme.title } else { ctx.theme.text }, ctx.theme.dim);
            let told = if matches!(entry.does, Does::Act(_)) { ctx.theme.key } else { told };
            let room = columns.saturating_sub(width(&about));
            Line::from(vec![
                Span::styled(pad(&name, room), named.style()),
                Span::styled(about.into_owned(), told.style()),
            ])
        });
        Some(cursor)
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }
}

impl Palette {
    /// Goes on to ask, where that is what is selected.
    fn choose_to_ask(&mut self, ctx: Context<'_>) -> Outcome {
        let entry = self.list.selected().and_then(|number| self.shown.get(*number));
        let Some(Does::Ask(command)) = entry.map(|entry| entry.does.clone()) else { return Effect::Nothing.into() };
        self.ask(ctx, command);
        Effect::Redraw.into()
    }
}
