//! The facets of the list at hand, beside it, narrowed by typing, with live counts: what choosing each would leave.
//! Which of them fit what is typed is for [`finding`].

mod finding;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use self::finding::Finding;
use crate::data::ItemId;
use crate::search::FacetCounts;
use crate::search::facets::{Chosen, Facet};
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
    /// Every facet in its place, as all were last counted.
    counted: Vec<Facet>,
    chosen: Chosen,
    /// What is typed to find a facet by.
    prompt: Prompt,
    /// Whether something was typed that is not looked for yet.
    is_due: bool,
    /// Which facets fit what is typed, as far as they were looked at.
    finding: Finding,
    /// What is still to be shown of what was found or counted.
    showing: Option<Showing>,
    list: SectionedList<Facet>,
}

/// How facets are put in place of those that show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Showing {
    /// The same, counted anew: one stays on the facet one stood on.
    Counted,
    /// Others, which fit what is typed now: one begins at the first.
    Found,
}

/// From this width on the list stands beside it.
const BESIDE: u16 = 80;
/// Columns of a count.
const COUNT: usize = 5;
/// Items whose facets are read between two looks whether a key has come: some milliseconds' worth.
const SLICE: usize = 1000;
/// Facets whose names are looked at between two such looks.
const NAMES: usize = 10_000;

impl Facets {
    /// The facets of these items, of which some are chosen already. In the order of the dataset a huge pack is read in
    /// a fraction of the time.
    #[must_use]
    pub fn new(ctx: Context<'_>, items: Vec<ItemId>, chosen: Chosen) -> Self {
        let list = SectionedList::default().showing_row_above();
        let counts = FacetCounts::new(items, chosen.clone());
        let mut facets = Self {
            counts,
            counted: Vec::new(),
            chosen,
            prompt: Prompt::default(),
            is_due: false,
            finding: Finding::default(),
            showing: None,
            list,
        };
        facets.work(ctx);
        facets
    }

    /// Begins to look for those that fit what is typed, of which the first will be selected.
    fn begin_finding(&mut self) {
        self.is_due = false;
        self.finding = Finding::of(self.prompt.text());
        self.showing = Some(Showing::Found);
    }

    /// Goes on with what is to be shown, by so many names; tells whether it shows now.
    fn go_on_showing(&mut self, ctx: Context<'_>, names: usize) -> bool {
        let Some(showing) = self.showing else { return false };
        if !self.finding.advance(ctx.dataset, &self.counted, names) {
            return false;
        }
        self.showing = None;
        let rows = rows(&self.counted, &self.finding);
        if showing == Showing::Found {
            self.list.restart(rows);
            return true;
        }
        // Where the facet one stood on is gone, as far down.
        let (before, position) = (self.list.selected().copied(), self.list.position());
        self.list.set_rows_in_place(rows);
        if !before.is_some_and(|facet| self.list.select(&facet)) {
            self.list.select_position(position);
        }
        true
    }

    /// Shows what fits what was typed since, where a key asks for it.
    fn find_if_due(&mut self, ctx: Context<'_>) {
        if self.is_due {
            self.begin_finding();
        }
        if self.showing == Some(Showing::Found) {
            self.go_on_showing(ctx, usize::MAX);
        }
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
        self.is_search_due() || self.showing.is_some() || !self.counts.is_done()
    }

    fn is_search_due(&self) -> bool {
        self.is_due || self.showing == Some(Showing::Found)
    }

    /// Finds and counts a little further; what shows changes once all is found or counted.
    fn work(&mut self, ctx: Context<'_>) -> Effect {
        if self.is_due {
            self.begin_finding();
        }
        if self.showing.is_some() {
            return Effect::redraw_if(self.go_on_showing(ctx, NAMES));
        }
        let own = ctx.reader.own();
        if !self.counts.advance(ctx.dataset, &own, SLICE) {
            return Effect::Nothing;
        }
        self.counted = self.counts.sorted().into_iter().map(|(facet, _)| facet).collect();
        self.showing = Some(Showing::Counted);
        Effect::redraw_if(self.go_on_showing(ctx, NAMES))
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
                self.is_due = true;
                self.find_if_due(ctx);
                Effect::Redraw.into()
            }
            Action::Close => Outcome::Close,
            action => Outcome::Yield(action),
        }
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let Self { counts, chosen, prompt, list, showing, .. } = self;
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
            let sentence = match (counts.is_done() && showing.is_none(), counts.len()) {
                (false, _) => "The list is being counted …",
                (true, 0) => "The list is empty; there is nothing to choose.",
                (true, _) => "Nothing here is called so.",
            };
            draw_nothing(ctx, sentence, below, buf);
            return Some(typing);
        }
        list.draw(ctx, below, buf, true, |facet, columns| {
            line(ctx, *facet, chosen.contains(*facet), counts.told(*facet), columns)
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

/// The facets under the headings of their groups, those that fit what is typed.
fn rows(counted: &[Facet], finding: &Finding) -> Vec<Row<Facet>> {
    let mut rows = Vec::new();
    for group in counted.chunk_by(|one, other| one.group() == other.group()) {
        let mut fitting = group.iter().copied().filter(|facet| finding.fits(*facet)).peekable();
        if let Some(first) = fitting.peek() {
            rows.push(Row::Heading(first.group().name().into()));
            rows.extend(fitting.map(Row::Item));
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
