//! How a map laid out is put on the screen: dots, signs and texts in its cells. What stands where is not decided here.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::symbols::Marker;

use super::dots::Dots;
use super::frame::View;
use super::labels::Spot;
use super::{Lines, MapLayout, Sign};
use crate::text::{clip, width};
use crate::tui::context::Context;

/// Blank Braille; the signs follow it in the order of their dots' bits.
const BLANK: u32 = 0x2800;
/// The dots of the upper half of a Braille sign.
const UPPER: u8 = 0b0001_1011;

/// What a map is drawn on.
pub(super) struct Canvas<'b, 'c> {
    pub(super) map: &'b MapLayout,
    pub(super) ctx: Context<'c>,
    pub(super) area: Rect,
    /// The leaders to the names that show.
    pub(super) leaders: Dots,
    pub(super) buf: &'b mut Buffer,
}

impl Canvas<'_, '_> {
    pub(super) fn position(&self, (column, row): (usize, usize)) -> Position {
        let shifted = |from: u16, by: usize| from.saturating_add(u16::try_from(by).unwrap_or(u16::MAX));
        Position::new(shifted(self.area.x, column), shifted(self.area.y, row))
    }

    /// Draws land, leaders and lines: all dots of a cell at once, so that none wipes out another.
    pub(super) fn draw_ground(&mut self, lines: &Lines) {
        let MapLayout { view: View { columns, rows, .. }, land, .. } = self.map;
        let theme = self.ctx.theme;
        let layers = [
            (&lines.here, theme.first.style()),
            (&self.leaders, theme.dim.style()),
            (&lines.others, theme.second.style()),
            (&land.coast, theme.land.style()),
            (&land.shade, theme.land.style().add_modifier(Modifier::DIM)),
        ];
        for at in (0..*rows).flat_map(|row| (0..*columns).map(move |column| (column, row))) {
            let has_line = layers.iter().take(4).any(|(dots, _)| dots.at(at.0, at.1) != 0);
            // The shade makes way for whatever else is there.
            let layers = layers.iter().take(if has_line { 4 } else { 5 });
            let mut bits = layers.map(|(dots, style)| (dots.at(at.0, at.1), *style)).filter(|(bits, _)| *bits != 0);
            let Some((first, style)) = bits.next() else { continue };
            let is_line = lines.here.at(at.0, at.1) | lines.others.at(at.0, at.1) != 0;
            let sign = if is_line && !self.map.in_braille {
                self.ctx.symbols.line
            } else {
                coast_sign(self.ctx, bits.fold(first, |all, (bits, _)| all | bits))
            };
            let position = self.position(at);
            if let Some(cell) = self.buf.cell_mut(position) {
                cell.set_char(sign).set_style(style);
            }
        }
    }

    pub(super) fn draw_sign(&mut self, sign: &Sign) {
        let symbol = self.ctx.symbols.places.get(sign.size).copied().unwrap_or(self.ctx.symbols.point);
        self.put(sign.anchor.cell, symbol, self.sign_style(sign.is_core));
    }

    pub(super) fn sign_style(&self, is_core: bool) -> Style {
        if is_core { self.ctx.theme.core.style() } else { self.ctx.theme.second.style() }
    }

    pub(super) fn put(&mut self, at: (usize, usize), symbol: &str, style: Style) {
        let position = self.position(at);
        if let Some(cell) = self.buf.cell_mut(position) {
            cell.reset();
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// Writes a text; a blank on either side keeps the shade off it.
    pub(super) fn write(&mut self, spot: Spot, text: &str, style: Style) {
        let MapLayout { view: View { columns, .. }, land, .. } = self.map;
        let text = clip(text, *columns);
        let end = spot.column + width(&text);
        for column in [spot.column.checked_sub(1), Some(end)].into_iter().flatten() {
            let is_shade = land.shade.at(column, spot.row) != 0 && self.leaders.at(column, spot.row) == 0;
            let position = self.position((column, spot.row));
            if is_shade && let Some(cell) = self.buf.cell_mut(position) {
                cell.reset();
            }
        }
        let start = self.position((spot.column, spot.row));
        for column in spot.column..end {
            let position = self.position((column, spot.row));
            if let Some(cell) = self.buf.cell_mut(position) {
                cell.reset();
            }
        }
        self.buf.set_stringn(start.x, start.y, &text, width(&text), style);
    }
}

/// The dots as Braille, or as a sign that tells the upper from the lower half.
fn coast_sign(ctx: Context<'_>, dots: u8) -> char {
    if ctx.symbols.marker == Marker::Braille {
        return char::from_u32(BLANK + u32::from(dots)).unwrap_or(' ');
    }
    let [upper, lower, both] = ctx.symbols.halves;
    match (dots & UPPER != 0, dots & !UPPER != 0) {
        (true, false) => upper,
        (false, _) => lower,
        (true, true) => both,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_upper_half_are_the_upper_dots() {
        assert_eq!(char::from_u32(BLANK + u32::from(UPPER)), Some('⠛'));
    }
}
