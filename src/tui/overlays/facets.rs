//! The facets of the list at hand, with live counts: what choosing each would leave.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::data::ItemId;
use crate::search::FacetCounts;
use crate::search::facets::{Chosen, Facet, Group};
use crate::text::{pad, pad_start};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::layout;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::sectioned_list::{SectionedList, draw_nothing};
use crate::view::sections::Row;

/// The facets overlay.
#[derive(Debug)]
pub struct Facets {
    counts: FacetCounts,
    /// Each facet with its count, once all are counted.
    counted: HashMap<Facet, usize>,
    chosen: Chosen,
    list: SectionedList<Facet>,
}

/// Columns the overlay takes at most.
const WIDTH: u16 = 64;
/// Columns of a count.
const COUNT: usize = 5;
/// Items whose facets are read between two looks whether a key has come: some milliseconds' worth.
const SLICE: usize = 1000;

impl Facets {
    /// The facets of these items, of which some are chosen already.
    #[must_use]
    pub fn new(ctx: Context<'_>, mut items: Vec<ItemId>, chosen: Chosen) -> Self {
        // In the order of the dataset a huge pack is read in a fraction of the time.
        items.sort_unstable();
        let list = SectionedList::default().showing_row_above();
        let counts = FacetCounts::new(items, chosen.clone());
        let mut facets = Self { counts, counted: HashMap::new(), chosen, list };
        facets.work(ctx);
        facets
    }

    /// Shows what was counted, and stays on the facet one stood on; where that is gone, as far down.
    fn list_counted(&mut self) {
        let counted = self.counts.sorted();
        let (before, position) = (self.list.selected().copied(), self.list.position());
        self.list.set_rows_in_place(rows(&counted));
        self.counted = counted.into_iter().collect();
        if !before.is_some_and(|facet| self.list.select(&facet)) {
            self.list.select_position(position);
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
        vec![Scope::Facets, Scope::Global]
    }

    fn has_work(&self) -> bool {
        !self.counts.is_done()
    }

    /// Counts a little further; what shows changes once all is counted.
    fn work(&mut self, ctx: Context<'_>) -> Effect {
        let own = ctx.reader.own();
        if !self.counts.advance(ctx.dataset, &own, SLICE) {
            return Effect::Nothing;
        }
        self.list_counted();
        Effect::Redraw
    }

    /// Moves, chooses, lets go; or goes: what can be done everywhere is done below.
    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        if let Some(moved) = self.list.walk(action) {
            return Effect::redraw_if(moved).into();
        }
        match action {
            Action::Toggle => {
                let Some(&facet) = self.list.selected() else { return Effect::Nothing.into() };
                self.chosen.toggle(facet);
                self.narrow(ctx)
            }
            Action::Clear => {
                self.chosen.clear();
                self.narrow(ctx)
            }
            Action::Close => Outcome::Close,
            action => Outcome::Yield(action),
        }
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let Self { counts, counted, chosen, list } = self;
        let wanted = u16::try_from(list.rows().len() + 2).unwrap_or(u16::MAX);
        let inner = Pane::new("Facets", true).draw_over(ctx, layout::overlay(area, WIDTH, wanted), buf);
        if list.items() == 0 {
            let close = ctx.keymap.name(Scope::Facets, Action::Close);
            let sentence = if counts.is_done() {
                format!("This list is empty, so there is nothing to choose. {close} closes.")
            } else {
                format!("The list is being counted … {close} closes.")
            };
            draw_nothing(ctx, &sentence, inner, buf);
            return None;
        }
        list.draw(ctx, inner, buf, true, |facet, columns| {
            line(ctx, *facet, chosen.contains(*facet), counted.get(facet).copied().unwrap_or_default(), columns)
        })
    }
}

/// The facets under the headings of their groups.
fn rows(counted: &[(Facet, usize)]) -> Vec<Row<Facet>> {
    let mut rows = Vec::new();
    for group in Group::ALL {
        let mut of_group = counted.iter().map(|(facet, _)| *facet).filter(|facet| facet.group() == group).peekable();
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
        Span::styled(pad(&name, room), ctx.theme.text.style()),
        Span::styled(pad_start(&count.to_string(), COUNT), ctx.theme.dim.style()),
    ])
}
