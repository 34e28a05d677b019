//! Agreements: a table of everything signed or declared, in an order of one's choice.

use std::cmp::Ordering;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::Screen;
use super::listing::{Listing, cell, core_sign, draw_browser, title_spans};
use crate::data::body::{Agreement, Body};
use crate::data::{Item, ItemId, Record};
use crate::text::pad;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::list_detail::ListDetail;
use crate::tui::widgets::list::GUTTER;
use crate::tui::widgets::sectioned_list::Row;

/// The agreements.
#[derive(Debug, Default)]
pub struct Agreements {
    browser: ListDetail,
    order: Order,
}

/// By which column the table is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    #[default]
    Year,
    Title,
    Form,
    Status,
    Sector,
}

/// The table's columns: heading, width, and from which width of the whole on it shows. The title,
/// which always shows, takes what the others leave.
const COLUMNS: [(&str, usize, usize); 5] =
    [("Year", 4, 0), ("Title", 0, 0), ("Form", 12, 48), ("Status", 9, 62), ("Sector", 14, 78)];

/// Which of the columns is the title's.
const TITLE: usize = 1;

impl Order {
    fn next(self) -> Self {
        match self {
            Self::Year => Self::Title,
            Self::Title => Self::Form,
            Self::Form => Self::Status,
            Self::Status => Self::Sector,
            Self::Sector => Self::Year,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Title => "title",
            Self::Form => "form",
            Self::Status => "status",
            Self::Sector => "sector",
        }
    }

    /// Ties are in order of date.
    fn compare(self, a: (&Record<'_>, &Agreement<'_>), b: (&Record<'_>, &Agreement<'_>)) -> Ordering {
        let sector = |record: &Record<'_>| record.sectors.first().map(std::string::ToString::to_string);
        let first = match self {
            Self::Year => Ordering::Equal,
            Self::Title => a.0.title.to_lowercase().cmp(&b.0.title.to_lowercase()),
            Self::Form => a.1.form.cmp(&b.1.form),
            Self::Status => a.1.status.cmp(&b.1.status),
            Self::Sector => sector(a.0).cmp(&sector(b.0)),
        };
        first.then_with(|| a.0.by_date(b.0))
    }
}

impl Listing for Agreements {
    fn browser(&self) -> &ListDetail {
        &self.browser
    }

    fn browser_mut(&mut self) -> &mut ListDetail {
        &mut self.browser
    }

    fn rows(&self, ctx: Context<'_>, passes: &dyn Fn(ItemId) -> bool) -> Vec<Row> {
        let mut listed: Vec<_> = ctx
            .dataset
            .records
            .iter()
            .enumerate()
            .filter_map(|(index, record)| match &record.body {
                Body::Agreement(agreement) => Some((ItemId::from_index(index), (record, agreement))),
                _ => None,
            })
            .filter(|(id, _)| passes(*id))
            .collect();
        listed.sort_by(|(_, a), (_, b)| self.order.compare(*a, *b));
        listed.into_iter().map(|(id, _)| Row::Item(id)).collect()
    }

    fn special(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        if action != Action::Sort {
            return None;
        }
        self.order = self.order.next();
        self.refresh(ctx);
        Some(Effect::Redraw)
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let counted = format!("by {}", self.order.name());
        draw_browser(
            ctx,
            &mut self.browser,
            ("Agreements", &counted),
            area,
            buf,
            |_, inner, buf| draw_head(ctx, inner, buf),
            |browser, id, columns| row(ctx, browser, id, columns),
        )
    }
}

/// The width of each column where there are so many in all; 0 hides one. Room is left for the sign.
fn widths(columns: usize) -> [usize; 5] {
    let mut widths = COLUMNS.map(|(_, width, from)| if columns >= from { width } else { 0 });
    let taken: usize = widths.iter().filter(|width| **width > 0).map(|width| width + 1).sum();
    if let Some(title) = widths.get_mut(TITLE) {
        *title = columns.saturating_sub(taken + 2);
    }
    widths
}

/// Draws the headings over the rows where there is room, and gives the room left.
fn draw_head(ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Rect {
    if area.height < 4 {
        return area;
    }
    let columns = usize::from(area.width.saturating_sub(GUTTER));
    let shown = COLUMNS.iter().zip(widths(columns)).filter(|(_, width)| *width > 0);
    let head: Vec<String> = shown.map(|((name, ..), width)| pad(name, width)).collect();
    buf.set_stringn(area.x + GUTTER, area.y, head.join(" "), columns, ctx.theme.heading.style());
    Rect { y: area.y + 1, height: area.height - 1, ..area }
}

fn row<'c>(ctx: Context<'c>, browser: &ListDetail, id: ItemId, columns: usize) -> Line<'c> {
    let Some(item @ Item::Record(record)) = ctx.dataset.get(id) else {
        return Line::default();
    };
    let Body::Agreement(agreement) = &record.body else {
        return Line::default();
    };
    let year = record.when.map_or_else(String::new, |when| format!("{:4}", when.year()));
    let sector = record.sectors.first().map_or("", |sector| sector.as_str());
    let texts = [year.as_str(), "", agreement.form.name(), agreement.status.name(), sector];
    let mut spans = Vec::new();
    for (index, (text, width)) in texts.into_iter().zip(widths(columns)).enumerate() {
        match (index, width) {
            (_, 0) => continue,
            (TITLE, _) => spans.extend(title_spans(ctx, browser, &record.title, width)),
            (0, _) => spans.push(cell(text, width, ctx.theme.date.style())),
            _ => spans.push(cell(text, width, ctx.theme.dim.style())),
        }
        spans.push(Span::raw(" "));
    }
    spans.push(core_sign(ctx, item));
    Line::from(spans)
}
