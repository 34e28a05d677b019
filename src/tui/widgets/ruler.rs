//! A ruler of years: how many things lie in each stretch, and where one stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::width;
use crate::tui::context::Context;

/// What a ruler shows: a count for each stretch, oldest first, and where labels stand.
#[derive(Clone, Debug, Default)]
pub struct Ruler {
    /// How many things lie in each column.
    pub counts: Vec<usize>,
    /// Labels and the columns they begin at, left to right.
    pub labels: Vec<(usize, String)>,
    /// The columns of the date one stands at: several where it is imprecise.
    pub here: Option<(usize, usize)>,
}

impl Ruler {
    /// Draws labels on the first row and heights on the second.
    pub fn draw(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        if area.height < 2 {
            return;
        }
        let columns = usize::from(area.width);
        let mut free = 0;
        for (column, label) in &self.labels {
            let end = column + width(label);
            if *column < free || end > columns {
                continue;
            }
            let x = area.x + u16::try_from(*column).unwrap_or(0);
            buf.set_stringn(x, area.y, label, columns - column, ctx.theme.dim.style());
            free = end + 1;
        }
        self.draw_heights(ctx, Rect { y: area.y + 1, height: 1, ..area }, buf);
    }

    /// Draws the heights alone, in one row.
    pub fn draw_heights(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let theme = ctx.theme;
        let most = self.counts.iter().copied().max().unwrap_or(0).max(1);
        for (x, (column, &count)) in (area.left()..area.right()).zip(self.counts.iter().enumerate()) {
            let steps = ctx.symbols.heights.len() - 1;
            let height = (count * steps).div_ceil(most).min(steps);
            let here = self.here.is_some_and(|(from, to)| (from..=to).contains(&column));
            let sign = match ctx.symbols.heights.get(height) {
                Some(&" ") if here => ctx.symbols.vertical,
                Some(sign) => sign,
                None => " ",
            };
            let style = if here { theme.core.style().reversed() } else { theme.date.style() };
            buf.set_string(x, area.y, sign, style);
        }
    }
}
