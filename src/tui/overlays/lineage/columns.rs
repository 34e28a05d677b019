//! A lineage in columns: a generation beside the other, lines between them, broken ones to what only followed; the
//! selected one and its lines are lit.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::LineageView;
use super::lines::{Lines, Look};
use crate::text::width;
use crate::tui::context::Context;
use crate::view::lineage::{Edge, What, only_follows};

/// Columns of a generation at least and at most, and those between two of them.
const NARROWEST: u16 = 24;
const WIDEST: u16 = 38;
const GAP: u16 = 5;

impl LineageView {
    /// What shows in so much room, the selected one in it.
    pub(super) fn view(&mut self, ctx: Context<'_>, area: Rect) -> Option<View> {
        let all = u16::try_from(self.generations()).unwrap_or(u16::MAX).max(1);
        let shown = ((area.width + GAP) / (NARROWEST + GAP)).clamp(1, all);
        let columns = ((area.width + GAP) / shown).saturating_sub(GAP).min(WIDEST);
        self.layout(ctx, columns);
        let selected = self.selected;
        let picture = self.picture.as_ref()?;
        let (here, line) = picture.placed.at.get(selected).copied()?;
        let shown = usize::from(shown);
        let first = here.saturating_sub(shown / 2).min(picture.placed.columns.saturating_sub(shown));
        let height = usize::from(area.height);
        let card_height = picture.cards.get(selected).map_or(1, super::Card::height);
        if line < self.offset {
            self.offset = line;
        } else if line + card_height > self.offset + height {
            self.offset = (line + card_height).saturating_sub(height);
        }
        self.offset = self.offset.min(picture.placed.lines.saturating_sub(height));
        // All in the middle, where there is more room than is needed.
        let taken = usize::from(columns + GAP) * shown - usize::from(GAP);
        let left = usize::from(area.x) + (usize::from(area.width).saturating_sub(taken)) / 2;
        let top = usize::from(area.y) + height.saturating_sub(picture.placed.lines) / 2;
        let hidden = (first, picture.placed.columns.saturating_sub(first + shown));
        Some(View { area, first, shown, hidden, columns: usize::from(columns), left, top, offset: self.offset })
    }

    pub(super) fn draw_columns(&mut self, ctx: Context<'_>, view: &View, buf: &mut Buffer) -> Option<Position> {
        self.draw_lines(ctx, view, buf);
        self.draw_cards(ctx, view, buf)
    }

    /// How many generations there are.
    fn generations(&self) -> usize {
        let mut generations: Vec<i32> = self.lineage.nodes.iter().map(|node| node.generation).collect();
        generations.sort_unstable();
        generations.dedup();
        generations.len()
    }

    fn draw_lines(&self, ctx: Context<'_>, view: &View, buf: &mut Buffer) {
        let Some(picture) = &self.picture else { return };
        let mut lines = Lines::default();
        // Lines from different places in a column bend in different columns between the two.
        let mut bends: Vec<(usize, usize)> = Vec::new();
        for &Edge { from, to, relation } in &self.lineage.edges {
            let (Some(&(column, line)), Some(&(there, to_line))) =
                (picture.placed.at.get(from), picture.placed.at.get(to))
            else {
                continue;
            };
            let (Some(x), Some(to_x)) = (view.x(column), view.x(there)) else { continue };
            if !bends.contains(&(column, from)) {
                bends.push((column, from));
            }
            let rank = bends.iter().filter(|bend| bend.0 == column).position(|bend| bend.1 == from).unwrap_or(0);
            let bend = x + view.columns + 1 + rank % 3;
            let written =
                picture.cards.get(from).and_then(|card| card.title.first()).map_or(0, |title| width(title) + 3);
            let start = if self.lineage.nodes.get(from).is_some_and(|node| node.what == What::Passage) {
                x
            } else {
                x + written
            };
            let is_lit = from == self.selected || to == self.selected;
            let look = Look { is_lit, is_broken: only_follows(relation) };
            lines.join((start.min(bend), line), (to_x, to_line), bend, look);
        }
        let theme = ctx.theme;
        for ((x, line), sign, is_lit) in lines.cells(ctx.symbols) {
            let Some(at) = view.position(x, line) else { continue };
            let style = if is_lit { theme.border_focus } else { theme.border };
            buf.set_stringn(at.x, at.y, sign, 1, style.style());
        }
    }

    fn draw_cards(&mut self, ctx: Context<'_>, view: &View, buf: &mut Buffer) -> Option<Position> {
        let picture = self.picture.as_ref()?;
        let mut cursor = None;
        for (number, (card, &(column, line))) in picture.cards.iter().zip(&picture.placed.at).enumerate() {
            let Some(x) = view.x(column).filter(|_| !card.title.is_empty()) else { continue };
            let is_selected = number == self.selected;
            let style = match self.lineage.nodes.get(number).map(|node| (node.what, node.generation)) {
                _ if is_selected => ctx.theme.selected.style(),
                Some((What::More(..), _)) => ctx.theme.dim.style(),
                Some((_, 0)) => ctx.theme.title.style(),
                _ => ctx.theme.text.style(),
            };
            let titles = card.title.iter().map(|title| (title, style));
            let date = (!card.date.is_empty()).then_some((&card.date, ctx.theme.date.style()));
            for (row, (text, style)) in titles.chain(date).enumerate() {
                let Some(at) = view.position(x + 2, line + row) else { continue };
                buf.set_stringn(at.x, at.y, text, view.columns - 2, style);
                let room = Rect { x: at.x - 2, y: at.y, width: u16::try_from(view.columns).unwrap_or(0), height: 1 };
                self.drawn.push((room, number));
            }
            if let Some(at) = view.position(x, line).filter(|_| is_selected) {
                buf.set_stringn(at.x, at.y, ctx.symbols.pointer, 1, ctx.theme.selected.style());
                cursor = Some(at);
            }
        }
        cursor
    }
}

/// What of a picture shows, and where.
pub(super) struct View {
    area: Rect,
    /// The first generation that shows, and how many do.
    first: usize,
    shown: usize,
    /// How many there are before those, and after.
    pub(super) hidden: (usize, usize),
    /// Columns of a generation.
    columns: usize,
    left: usize,
    top: usize,
    offset: usize,
}

impl View {
    /// Where a generation begins, if it shows.
    fn x(&self, column: usize) -> Option<usize> {
        let number = column.checked_sub(self.first).filter(|number| *number < self.shown)?;
        Some(self.left + number * (self.columns + usize::from(GAP)))
    }

    /// The place of a line on the screen, if it shows.
    fn position(&self, x: usize, line: usize) -> Option<Position> {
        let y = self.top + line.checked_sub(self.offset)?;
        let at = Position::new(u16::try_from(x).ok()?, u16::try_from(y).ok()?);
        self.area.contains(at).then_some(at)
    }
}
