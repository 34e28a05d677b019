//! The facets of the list at hand, with live counts: what choosing each would leave.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::data::ItemId;
use crate::search::Predicate;
use crate::search::facets::{Chosen, Facet, Group};
use crate::text::{clip, pad, pad_start};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layout;
use crate::tui::widgets::list::{GUTTER, mark_selected};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::scroll::Scroll;

/// The facets overlay.
#[derive(Debug)]
pub struct Facets {
    /// What the list holds without facets.
    items: Vec<ItemId>,
    counted: Vec<(Facet, usize)>,
    chosen: Chosen,
    /// The number of the selected facet.
    selected: usize,
    offset: usize,
    page: usize,
}

/// Columns the overlay takes at most.
const WIDTH: u16 = 64;
/// Columns of a count.
const COUNT: usize = 5;

impl Facets {
    /// The facets of these items, of which some are chosen already.
    #[must_use]
    pub fn new(ctx: Context<'_>, items: Vec<ItemId>, chosen: Chosen) -> Self {
        let counted = counted(ctx, &chosen, &items);
        Self { items, counted, chosen, selected: 0, offset: 0, page: 0 }
    }

    /// What is chosen now.
    #[must_use]
    pub fn chosen(&self) -> &Chosen {
        &self.chosen
    }

    /// Moves, chooses, lets go. Closing is the application's matter.
    pub fn update(&mut self, ctx: Context<'_>, action: Action) -> Effect {
        let (last, page) = (self.counted.len().saturating_sub(1), self.page.max(2) - 1);
        let before = self.selected;
        match action {
            Action::Up => self.selected = before.saturating_sub(1),
            Action::Down => self.selected = (before + 1).min(last),
            Action::PageUp => self.selected = before.saturating_sub(page),
            Action::PageDown => self.selected = (before + page).min(last),
            Action::First => self.selected = 0,
            Action::Last => self.selected = last,
            Action::Toggle => {
                let Some((facet, _)) = self.counted.get(before) else { return Effect::Nothing };
                self.chosen.toggle(*facet);
                self.count(ctx);
                return Effect::Redraw;
            }
            Action::Clear => {
                self.chosen.clear();
                self.count(ctx);
                return Effect::Redraw;
            }
            _ => {}
        }
        Effect::redraw_if(before != self.selected)
    }

    /// Counts again, and stays on the facet one stood on.
    fn count(&mut self, ctx: Context<'_>) {
        let here = self.counted.get(self.selected).map(|(facet, _)| *facet);
        self.counted = counted(ctx, &self.chosen, &self.items);
        let place = self.counted.iter().position(|(facet, _)| Some(*facet) == here);
        self.selected = place.unwrap_or(self.selected).min(self.counted.len().saturating_sub(1));
    }

    /// Draws the facets over the body.
    pub fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let rows = self.rows();
        let wanted = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX);
        let inner = Pane::new("Facets", true).draw_over(ctx, layout::overlay(area, WIDTH, wanted), buf);
        if rows.is_empty() {
            let close = ctx.keymap.name(Scope::Facets, Action::Close);
            let sentence = format!("This list is empty, so there is nothing to choose. {close} closes.");
            buf.set_stringn(
                inner.x,
                inner.y,
                clip(&sentence, usize::from(inner.width)),
                usize::from(inner.width),
                ctx.theme.dim.style(),
            );
            return None;
        }
        self.page = usize::from(inner.height);
        let selected = rows.iter().position(|row| *row == FacetRow::Facet(self.selected)).unwrap_or(0);
        let mut scroll = Scroll { selected, offset: self.offset };
        scroll.fit(rows.len(), self.page, 1);
        self.offset = scroll.offset;
        let mut cursor = None;
        for ((index, row), y) in rows.iter().enumerate().skip(self.offset).zip(inner.top()..inner.bottom()) {
            let here = Rect { y, height: 1, ..inner };
            match row {
                FacetRow::Heading(group) => {
                    buf.set_stringn(here.x, y, group.name(), usize::from(here.width), ctx.theme.heading.style());
                }
                FacetRow::Facet(number) => {
                    let room = here.width.saturating_sub(GUTTER);
                    if let Some((facet, count)) = self.counted.get(*number) {
                        buf.set_line(here.x + GUTTER, y, &self.line(ctx, *facet, *count, usize::from(room)), room);
                    }
                    if index == selected {
                        mark_selected(ctx, here, buf, true);
                        cursor = Some(Position::new(here.x, y));
                    }
                }
            }
        }
        cursor
    }

    fn rows(&self) -> Vec<FacetRow> {
        let mut rows = Vec::new();
        for group in Group::ALL {
            let of_group = self.counted.iter().enumerate().filter(|(_, (facet, _))| facet.group() == group);
            let facets: Vec<_> = of_group.map(|(number, _)| FacetRow::Facet(number)).collect();
            if !facets.is_empty() {
                rows.push(FacetRow::Heading(group));
                rows.extend(facets);
            }
        }
        rows
    }

    fn line(&self, ctx: Context<'_>, facet: Facet, count: usize, columns: usize) -> Line<'static> {
        let [chosen, free] = ctx.symbols.boxes;
        let sign = if self.chosen.contains(facet) { chosen } else { free };
        let name = facet.name(ctx.dataset);
        let room = columns.saturating_sub(COUNT + 5);
        Line::from(vec![
            Span::styled(format!("{sign} "), ctx.theme.key.style()),
            Span::styled(pad(&name, room), ctx.theme.text.style()),
            Span::styled(pad_start(&count.to_string(), COUNT), ctx.theme.dim.style()),
        ])
    }
}

/// What choosing each facet of these items would leave.
fn counted(ctx: Context<'_>, chosen: &Chosen, items: &[ItemId]) -> Vec<(Facet, usize)> {
    let marked = |id| ctx.reader.marks.contains(id);
    Predicate::ALL.marked_by(&marked).with_facets(chosen).counted(ctx.dataset, items)
}

/// A line of the overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FacetRow {
    Heading(Group),
    /// By its number among those counted.
    Facet(usize),
}
