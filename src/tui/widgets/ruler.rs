//! A ruler of times: how many things lie in each stretch, which times it is divided into, and where one stands.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::width;
use crate::tui::context::Context;

/// What a ruler shows: a height for each column, and where labels stand.
#[derive(Clone, Debug, Default)]
pub struct Ruler {
    /// How high each column is, in eighths, oldest first.
    pub heights: Vec<usize>,
    /// Labels and the columns they begin at, left to right.
    pub labels: Vec<(usize, String)>,
    /// The times it is divided into, left to right.
    pub bands: Vec<RulerBand>,
    /// The columns of the date one stands at: several where it is imprecise.
    pub here: Option<(usize, usize)>,
}

/// A time on a ruler.
#[derive(Clone, Debug)]
pub struct RulerBand {
    /// Its columns.
    pub columns: Range<usize>,
    /// What it is called, and in short.
    pub names: [String; 2],
    /// Whether one stands in it.
    pub is_here: bool,
}

impl Ruler {
    /// Draws labels on the first row, heights on the second, and bands on the third if there is one.
    pub fn draw(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let [labels, heights, bands] = [0, 1, 2].map(|row| Rect { y: area.y.saturating_add(row), height: 1, ..area });
        if area.height < 2 {
            return;
        }
        let columns = usize::from(area.width);
        for (column, label) in self.labels.iter().filter(|(column, label)| column + width(label) <= columns) {
            put(buf, labels, *column, label, ctx.theme.dim.style());
        }
        self.draw_heights(ctx, heights, buf);
        if area.height > 2 {
            self.draw_bands(ctx, bands, buf);
        }
    }

    /// Draws the heights alone, in one row.
    pub fn draw_heights(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let theme = ctx.theme;
        for (x, (column, &height)) in (area.left()..area.right()).zip(self.heights.iter().enumerate()) {
            let here = self.here.is_some_and(|(from, to)| (from..=to).contains(&column));
            let sign = match ctx.symbols.heights.get(height.min(EIGHTHS)) {
                Some(&" ") if here => ctx.symbols.vertical,
                Some(sign) => sign,
                None => " ",
            };
            let style = if here { theme.core.style().reversed() } else { theme.date.style() };
            buf.set_string(x, area.y, sign, style);
        }
    }

    /// Draws the names of the times under their columns, each behind a rule: as it is if there is room, else in short.
    /// Where one has no room even so, that in which one stands is told alone.
    fn draw_bands(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let shown = || self.bands.iter().filter(|band| !band.columns.is_empty());
        let fitting = |band: &RulerBand| {
            let room = band.columns.len().saturating_sub(1);
            band.names.iter().position(|name| width(name) <= room)
        };
        let style = |band: &RulerBand| if band.is_here { ctx.theme.heading.style() } else { ctx.theme.dim.style() };
        if shown().all(|band| fitting(band).is_some()) {
            for band in shown() {
                let name = fitting(band).and_then(|name| band.names.get(name)).map_or("", String::as_str);
                put(buf, area, band.columns.start, ctx.symbols.vertical, ctx.theme.border.style());
                put(buf, area, band.columns.start + 1, name, style(band));
            }
        } else if let Some(band) = shown().find(|band| band.is_here) {
            let columns = usize::from(area.width);
            let name = band.names.iter().find(|name| width(name) <= columns).map_or("", String::as_str);
            put(buf, area, band.columns.start.min(columns.saturating_sub(width(name))), name, style(band));
        }
    }
}

/// The highest there is.
pub const EIGHTHS: usize = 8;

/// Heights in eighths of what lies in each column, the most of them highest; whatever there is shows.
#[must_use]
pub fn heights(values: &[f64]) -> Vec<usize> {
    heights_below(values, most(values))
}

/// The most that lies in a column.
#[must_use]
pub fn most(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

/// The same on a scale that several rulers share: as high as can be is as much as this.
#[must_use]
pub fn heights_below(values: &[f64], most: f64) -> Vec<usize> {
    let height = |value: f64| {
        if value <= 0.0 {
            return 0;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of eight, above zero")]
        let height = (value / most * 8.0).ceil() as usize;
        height.clamp(1, EIGHTHS)
    };
    values.iter().copied().map(height).collect()
}

fn put(buf: &mut Buffer, area: Rect, column: usize, text: &str, style: Style) {
    let Ok(column) = u16::try_from(column) else { return };
    if column < area.width {
        buf.set_stringn(area.x + column, area.y, text, usize::from(area.width - column), style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_there_is_shows() {
        assert_eq!(heights(&[0.0, 0.01, 4.0, 8.0]), [0, 1, 4, 8]);
        assert_eq!(heights(&[0.0, 0.0]), [0, 0]);
        assert!(heights(&[]).is_empty());
    }
}
