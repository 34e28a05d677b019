//! The lists of what the reader has marked: which there are, how much is in each, which one marks go into, and which
//! the record at hand is in. One of them is opened in [`entries`].

pub mod entries;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use self::entries::Entries;
use crate::data::ItemId;
use crate::study::marks::{Change, List, Lists};
use crate::study::shelf::NotKept;
use crate::text::{counted, pad, pad_start, wrap};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::layout;
use crate::tui::marks::not_kept;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prompt::{Pasted, Prompt};
use crate::tui::widgets::sectioned_list::SectionedList;
use crate::view::sections::Row;

/// Columns the overlays of marks take at most.
const WIDTH: u16 = 72;
/// Columns of a count, and of the word beside the list that marks go into.
const COUNT: usize = 5;
const HERE: &str = "marks go here";

/// The overlay.
#[derive(Clone, Debug)]
pub struct ListsView {
    /// The record at hand when it was opened.
    item: Option<ItemId>,
    /// The names of the lists.
    list: SectionedList<String>,
    /// A name that is being typed, and of which list it is to be; of a new one if of none.
    naming: Option<(Option<String>, Prompt)>,
    /// Whether deleting the selected list was asked for once already.
    asked: bool,
    /// A sentence to be read once.
    said: Option<String>,
}

impl ListsView {
    /// The lists, beside this record; with what other programs did to them meanwhile.
    #[must_use]
    pub fn new(ctx: Context<'_>, item: Option<ItemId>) -> Self {
        ctx.reader.marks.refresh(ctx.dataset);
        let mut lists =
            Self { item, list: SectionedList::default().showing_row_above(), naming: None, asked: false, said: None };
        let kept = lists.look(ctx);
        lists.list.select(&kept.current().to_owned());
        lists
    }

    /// Looks at the lists as they stand, and stays at the one that is selected.
    fn look(&mut self, ctx: Context<'_>) -> Lists {
        let kept = ctx.reader.marks.lists();
        let (before, position) = (self.list.selected().cloned(), self.list.position());
        self.list.set_rows_in_place(kept.all().iter().map(|list| Row::Item(list.name.clone())).collect());
        if !before.is_some_and(|name| self.list.select(&name)) {
            self.list.select_position(position);
        }
        kept
    }

    fn change(&mut self, ctx: Context<'_>, change: Change) {
        let kept = ctx.reader.marks.change(ctx.dataset, change);
        self.note(kept);
        self.look(ctx);
    }

    fn note(&mut self, kept: Result<(), NotKept>) {
        if let Err(NotKept(why)) = kept {
            self.said = Some(not_kept(&why));
        }
    }

    /// Puts the record at hand in the selected list, or takes it out.
    fn toggle(&mut self, ctx: Context<'_>, name: &str) {
        match self.item {
            Some(item) => {
                let kept = ctx.reader.marks.toggle_in(ctx.dataset, name, item);
                self.note(kept.map(|_| ()));
            }
            None => self.said = Some("There is no record at hand to put in it.".to_owned()),
        }
    }

    /// Moves the selected list up by one, or down.
    fn order(&mut self, ctx: Context<'_>, name: &str, up: bool) {
        let kept = ctx.reader.marks.lists();
        let names: Vec<&str> = kept.all().iter().map(|list| list.name.as_str()).collect();
        if let Some(Before(before)) = neighbour(&names, name, up) {
            self.change(ctx, Change::Order { list: name.to_owned(), before });
        }
    }

    /// Deletes the selected list, if it is asked for twice.
    fn delete(&mut self, ctx: Context<'_>, name: &str, was_asked: bool) {
        if was_asked {
            self.change(ctx, Change::Delete { list: name.to_owned() });
            return;
        }
        let count = ctx.reader.marks.lists().get(name).map_or(0, |list| list.marks.len());
        let key = ctx.keymap.name(Scope::Lists, Action::Discard);
        let with = if count > 0 { format!(" and its {}", counted(count, "mark")) } else { String::new() };
        self.said = Some(format!("Delete “{name}”{with}? {key} once more does it, any other key keeps it."));
        self.asked = true;
    }

    /// Does what a typed name is for, if it is one.
    fn named(&mut self, ctx: Context<'_>) {
        let Some((of, prompt)) = self.naming.take() else { return };
        match ctx.reader.marks.lists().name(prompt.text(), of.as_deref()) {
            Ok(name) => {
                self.change(
                    ctx,
                    match of {
                        Some(list) => Change::Rename { list, to: name.clone() },
                        None => Change::Create { list: name.clone() },
                    },
                );
                self.list.select(&name);
            }
            Err(error) => {
                self.said = Some(sentence(&error.to_string()));
                self.naming = Some((of, prompt));
            }
        }
    }

    fn act(&mut self, ctx: Context<'_>, action: Action, name: String, was_asked: bool) -> Outcome {
        match action {
            Action::Open => return Outcome::Open(Box::new(Entries::new(ctx, name, self.list.rows().len()))),
            Action::Toggle => self.toggle(ctx, &name),
            Action::Current => self.change(ctx, Change::Choose { list: name }),
            Action::Create => self.naming = Some((None, Prompt::default())),
            Action::Rename => self.naming = Some((Some(name.clone()), Prompt::with(&name))),
            Action::Discard => self.delete(ctx, &name, was_asked),
            Action::MoveUp | Action::MoveDown => self.order(ctx, &name, action == Action::MoveUp),
            Action::Filter => return Outcome::FilterBy(format!("in:\"{name}\"")),
            Action::Drill => return Outcome::Sit(name.clone(), ctx.reader.marks.items(&name)),
            Action::CopyAll => match ctx.reader.marks.items(&name) {
                items if items.is_empty() => self.said = Some(format!("There is nothing in “{name}” to copy.")),
                items => return Outcome::CopyRecords(items),
            },
            _ => return Effect::Nothing.into(),
        }
        Effect::Redraw.into()
    }
}

/// `there is a list` as a sentence of its own.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    format!("{}{}.", first.into_iter().flatten().collect::<String>(), letters.as_str())
}

/// Before what something has to be put to go up by one, or down; at the end, if before nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Before(pub(super) Option<String>);

/// Where something goes that goes up by one, or down; nothing if it is at that end.
pub(super) fn neighbour(names: &[&str], name: &str, up: bool) -> Option<Before> {
    let at = names.iter().position(|known| *known == name)?;
    let before = |at: usize| Before(names.get(at).map(|before| (*before).to_owned()));
    if up {
        return at.checked_sub(1).map(before);
    }
    (at + 1 < names.len()).then(|| before(at + 2))
}

impl Layer for ListsView {
    fn scopes(&self) -> Vec<Scope> {
        if self.naming.is_some() { vec![Scope::Naming] } else { vec![Scope::Lists, Scope::Global] }
    }

    fn can(&self, _ctx: Context<'_>, action: Action) -> bool {
        self.naming.is_some() || !matches!(action, Action::Up | Action::Down) || self.list.items() > 1
    }

    fn edit(&mut self, _ctx: Context<'_>, key: Key) -> Option<Effect> {
        let (_, prompt) = self.naming.as_mut()?;
        let changed = prompt.edit(key)?;
        Some(Effect::redraw_if(changed | self.said.take().is_some()))
    }

    fn paste(&mut self, _ctx: Context<'_>, text: &str) -> Option<Pasted> {
        let (_, prompt) = self.naming.as_mut()?;
        let pasted = prompt.paste(text);
        let was_said = self.said.take().is_some();
        Some(Pasted { changed: pasted.changed || was_said, ..pasted })
    }

    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        let had_said = self.said.take().is_some();
        let was_asked = std::mem::take(&mut self.asked);
        if self.naming.is_some() {
            match action {
                Action::Open => self.named(ctx),
                Action::Close => self.naming = None,
                action => return Outcome::Yield(action),
            }
            return Effect::Redraw.into();
        }
        self.look(ctx);
        if let Some(moved) = self.list.walk(action) {
            return Effect::redraw_if(moved || had_said).into();
        }
        match (action, self.list.selected().cloned()) {
            (Action::Close | Action::Lists, _) => Outcome::Close,
            (action, _) if action.is_everywhere() => Outcome::Yield(action),
            (action, Some(name)) => match self.act(ctx, action, name, was_asked) {
                Outcome::Done(Effect::Nothing) => Effect::redraw_if(had_said).into(),
                outcome => outcome,
            },
            (_, None) => Effect::redraw_if(had_said).into(),
        }
    }

    fn asks(&self) -> Option<Action> {
        self.asked.then_some(Action::Discard)
    }

    fn note(&self) -> String {
        format!("{}/{}", self.list.position(), self.list.items())
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let kept = self.look(ctx);
        let of = self.item.map(|_| kept_in(ctx, self.item));
        let title = self
            .item
            .and_then(|item| ctx.dataset.get(item))
            .map_or_else(|| "Lists".to_owned(), |item| format!("Lists {} {}", ctx.symbols.dash, item.title()));
        let foot =
            Foot { naming: self.naming.as_ref().map(|(_, prompt)| ("Name: ", prompt)), said: self.said.as_deref() };
        let area = layout::overlay(area, WIDTH, foot.wanted(self.list.rows().len()));
        let inner = Pane::new(&title, true).draw_over(ctx, area, buf);
        let (inner, typed) = foot.draw(ctx, inner, buf);
        let is_focused = self.naming.is_none();
        let cursor = self.list.draw(ctx, inner, buf, is_focused, |name, columns| {
            let list = kept.get(name);
            let is_in = of.as_ref().map(|of| of.contains(name));
            list.map_or_else(Line::default, |list| line(ctx, list, is_in, list.name == kept.current(), columns))
        });
        typed.or(cursor)
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }
}

/// The lists an item is in.
fn kept_in(ctx: Context<'_>, item: Option<ItemId>) -> Vec<String> {
    item.map(|item| ctx.reader.marks.lists_of(item)).unwrap_or_default()
}

/// `[x] to revise              marks go here    12`
fn line(ctx: Context<'_>, list: &List, is_in: Option<bool>, is_current: bool, columns: usize) -> Line<'static> {
    let [chosen, free] = ctx.symbols.boxes;
    let sign = match is_in {
        Some(true) => format!("{chosen} "),
        Some(false) => format!("{free} "),
        None => String::new(),
    };
    let here = if is_current { HERE } else { "" };
    let room = columns.saturating_sub(sign.len() + COUNT + HERE.len() + 2);
    Line::from(vec![
        Span::styled(sign, ctx.theme.key.style()),
        Span::styled(pad(&list.name, room), ctx.theme.text.style()),
        Span::styled(format!(" {here:<width$} ", width = HERE.len()), ctx.theme.core.style()),
        Span::styled(pad_start(&list.marks.len().to_string(), COUNT), ctx.theme.dim.style()),
    ])
}

/// What stands below the rows: a line in which one types, or a sentence to be read.
pub(super) struct Foot<'f> {
    /// The line's label, and what is typed.
    pub(super) naming: Option<(&'static str, &'f Prompt)>,
    /// The sentence.
    pub(super) said: Option<&'f str>,
}

impl Foot<'_> {
    /// Rows a sentence takes, at most.
    const ROWS: u16 = 2;

    fn rows(&self) -> u16 {
        u16::from(self.naming.is_some()) + if self.said.is_some() { Self::ROWS } else { 0 }
    }

    /// Rows of an overlay with so many rows in its list, its frame included.
    pub(super) fn wanted(&self, rows: usize) -> u16 {
        u16::try_from(rows.max(1)).unwrap_or(u16::MAX).saturating_add(2 + self.rows())
    }

    /// Draws it at the lower edge; gives the room left, and the cursor's place where one types.
    pub(super) fn draw(&self, ctx: Context<'_>, inner: Rect, buf: &mut Buffer) -> (Rect, Option<Position>) {
        let rows = self.rows().min(inner.height);
        let (top, columns) = (inner.bottom() - rows, usize::from(inner.width));
        let said = self.said.into_iter().flat_map(|said| wrap(said, columns)).take(usize::from(Self::ROWS));
        for (line, y) in said.zip(top..inner.bottom()) {
            buf.set_stringn(inner.x, y, line, columns, ctx.theme.warning.style());
        }
        let line = Rect { y: inner.bottom().saturating_sub(1), height: 1, ..inner };
        let typed = self.naming.filter(|_| rows > 0).map(|(label, prompt)| prompt.draw(ctx, label, line, buf));
        (Rect { height: inner.height - rows, ..inner }, typed)
    }
}
