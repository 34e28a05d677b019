//! Agreements: a table of everything signed or declared, in an order of one's choice.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::listing::Listing;
use super::listing::drawing::{cell, core_sign, draw_list_detail, title_spans};
use crate::data::body::Body;
use crate::data::{Item, ItemId};
use crate::text::pad;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::list_detail::{Filter, ListDetail};
use crate::tui::whereabouts::ListView;
use crate::tui::widgets::layer_sign;
use crate::tui::widgets::sectioned_list::GUTTER;
use crate::view::sections::agreements::{Order, sections, status_columns};
use crate::view::sections::{Passes, Row};

/// The agreements.
#[derive(Debug, Default)]
pub struct Agreements {
    list_detail: ListDetail,
    order: Order,
    /// The columns of a status, as measured when the list was made.
    status: Cell<usize>,
}

/// The table's columns: heading, width, and from which width of the whole on it shows. The title,
/// which always shows, takes what the others leave.
const COLUMNS: [(&str, usize, usize); 5] =
    [("Year", 4, 0), ("Title", 0, 0), ("Form", 12, 48), ("Status", SHORT_STATUS, 62), ("Sector", 14, 78)];

/// The columns of a status: at least, and at most.
const SHORT_STATUS: usize = 9;
const LONG_STATUS: usize = 13;
/// Which of the columns is that of the status.
const STATUS: usize = 3;
/// Which of the columns is the title's.
const TITLE: usize = 1;

impl Listing for Agreements {
    fn list_detail(&self) -> &ListDetail {
        &self.list_detail
    }

    fn list_detail_mut(&mut self) -> &mut ListDetail {
        &mut self.list_detail
    }

    fn sections(&self, ctx: Context<'_>, passes: Passes<'_>) -> Vec<Row> {
        self.status.set(status_columns(ctx.dataset).clamp(SHORT_STATUS, LONG_STATUS));
        sections(ctx.dataset, self.order, passes)
    }

    fn view(&self) -> ListView {
        let sort = if self.order == Order::default() { "" } else { self.order.name() };
        ListView { sort: sort.to_owned(), ..ListView::default() }
    }

    fn look(&mut self, _ctx: Context<'_>, view: &ListView) {
        self.order = Order::ALL.into_iter().find(|order| order.name() == view.sort).unwrap_or_default();
    }

    fn update_own(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        if action != Action::Sort {
            return None;
        }
        self.order = self.order.next();
        self.refresh(ctx);
        Some(Effect::Redraw)
    }

    fn draw_body(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let counted = format!("by {}", self.order.name());
        let status = self.status.get();
        draw_list_detail(
            ctx,
            &mut self.list_detail,
            ("Agreements", &counted),
            area,
            buf,
            |_, inner, buf| draw_head(ctx, status, inner, buf),
            |filter, id, columns| row(ctx, filter, id, (columns, status)),
        )
    }
}

/// The width of each column where there are so many in all; 0 hides one. Room is left for the sign.
fn widths(columns: usize, status: usize) -> [usize; 5] {
    let mut widths = COLUMNS.map(|(_, width, from)| if columns >= from { width } else { 0 });
    if let Some(width) = widths.get_mut(STATUS).filter(|width| **width > 0) {
        *width = status;
    }
    let taken: usize = widths.iter().filter(|width| **width > 0).map(|width| width + 1).sum();
    if let Some(title) = widths.get_mut(TITLE) {
        *title = columns.saturating_sub(taken + 2);
    }
    widths
}

/// Draws the headings over the rows where there is room, and gives the room left.
fn draw_head(ctx: Context<'_>, status: usize, area: Rect, buf: &mut Buffer) -> Rect {
    if area.height < 4 {
        return area;
    }
    let columns = usize::from(area.width.saturating_sub(GUTTER));
    let shown = COLUMNS.iter().zip(widths(columns, status)).filter(|(_, width)| *width > 0);
    let head: Vec<String> = shown.map(|((name, ..), width)| pad(name, width)).collect();
    buf.set_stringn(area.x + GUTTER, area.y, head.join(" "), columns, ctx.theme.heading.style());
    Rect { y: area.y + 1, height: area.height - 1, ..area }
}

fn row<'c>(ctx: Context<'c>, filter: Option<&Filter>, id: ItemId, (columns, status): (usize, usize)) -> Line<'c> {
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
    for (index, (text, width)) in texts.into_iter().zip(widths(columns, status)).enumerate() {
        match (index, width) {
            (_, 0) => continue,
            (TITLE, _) => spans.extend(title_spans(ctx, filter, &record.title, width)),
            (0, _) => spans.push(cell(text, width, ctx.theme.date.style())),
            _ => spans.push(cell(text, width, ctx.theme.dim.style())),
        }
        spans.push(Span::raw(" "));
    }
    // The last column's end is the sign's room.
    spans.pop();
    spans.push(layer_sign::span(ctx, item));
    spans.push(core_sign(ctx, item));
    Line::from(spans)
}
