//! A ruler of years: how many things lie in each stretch, and where one stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ctx::Ctx;
use crate::text::width;

/// What a ruler shows: a count for each stretch, oldest first, and where labels stand.
#[derive(Clone, Debug, Default)]
pub struct Ruler {
    /// How many things lie in each column.
    pub counts: Vec<usize>,
    /// Labels and the columns they begin at, left to right.
    pub labels: Vec<(usize, String)>,
    /// The column one stands in.
    pub here: Option<usize>,
}

impl Ruler {
    /// Draws labels on the first row and heights on the second.
    pub fn draw(&self, ctx: Ctx<'_>, area: Rect, buf: &mut Buffer) {
        if area.height < 2 {
            return;
        }
        let (theme, columns) = (ctx.theme, usize::from(area.width));
        let mut free = 0;
        for (column, label) in &self.labels {
            let end = column + width(label);
            if *column < free || end > columns {
                continue;
            }
            let x = area.x + u16::try_from(*column).unwrap_or(0);
            buf.set_stringn(x, area.y, label, columns - column, theme.dim.style());
            free = end + 1;
        }
        let most = self.counts.iter().copied().max().unwrap_or(0).max(1);
        for (x, (column, &count)) in (area.left()..area.right()).zip(self.counts.iter().enumerate()) {
            let steps = ctx.glyphs.heights.len() - 1;
            let height = (count * steps).div_ceil(most).min(steps);
            let here = self.here == Some(column);
            let sign = match ctx.glyphs.heights.get(height) {
                Some(&" ") if here => ctx.glyphs.vertical,
                Some(sign) => sign,
                None => " ",
            };
            let style = if here { theme.core.style().reversed() } else { theme.date.style() };
            buf.set_string(x, area.y + 1, sign, style);
        }
    }
}
