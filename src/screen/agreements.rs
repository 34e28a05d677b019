//! Agreements: a table of everything signed or declared, in an order of one's choice.

use std::cmp::Ordering;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Screen, cell, core_sign, draw_browser, title_spans};
use crate::action::{Action, Effect};
use crate::browser::Browser;
use crate::ctx::Ctx;
use crate::dataset::body::{Agreement, Body};
use crate::dataset::{Item, ItemId, Record};
use crate::keymap::Scope;
use crate::outline::Row;
use crate::text::pad;

/// The agreements.
#[derive(Debug, Default)]
pub struct Agreements {
    browser: Browser,
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

/// Columns of the year, the form, the status and the sector; the title takes the rest.
const YEAR: usize = 4;
const FORM: usize = 10;
const STATUS: usize = 9;
const SECTOR: usize = 14;
/// From this width on the status shows, from the next the sector too.
const WITH_STATUS: usize = 56;
const WITH_SECTOR: usize = 72;

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
        let sector = |record: &Record<'_>| record.sectors.first().map(|sector| sector.to_string());
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

impl Screen for Agreements {
    fn scope(&self) -> Option<Scope> {
        Some(Scope::Agreements)
    }

    fn browser(&self) -> &Browser {
        &self.browser
    }

    fn browser_mut(&mut self) -> &mut Browser {
        &mut self.browser
    }

    fn rows(&self, ctx: Ctx<'_>, passes: &dyn Fn(ItemId) -> bool) -> Vec<Row> {
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

    fn special(&mut self, ctx: Ctx<'_>, action: Action) -> Option<Effect> {
        if action != Action::Sort {
            return None;
        }
        self.order = self.order.next();
        let screen: &mut dyn Screen = self;
        screen.refresh(ctx);
        Some(Effect::Redraw)
    }

    fn draw(&mut self, ctx: Ctx<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
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

/// Columns of the title, and whether status and sector show.
fn columns_of(columns: usize) -> (usize, bool, bool) {
    let (status, sector) = (columns >= WITH_STATUS, columns >= WITH_SECTOR);
    let taken = YEAR + 1 + 1 + FORM + if status { STATUS + 1 } else { 0 } + if sector { SECTOR + 1 } else { 0 } + 2;
    (columns.saturating_sub(taken), status, sector)
}

fn draw_head(ctx: Ctx<'_>, area: Rect, buf: &mut Buffer) -> Rect {
    if area.height < 4 {
        return area;
    }
    let gutter = crate::widget::list::GUTTER;
    let columns = usize::from(area.width.saturating_sub(gutter));
    let (title, status, sector) = columns_of(columns);
    let mut head = format!("{} {} {}", pad("Year", YEAR), pad("Title", title), pad("Form", FORM));
    if status {
        head += &format!(" {}", pad("Status", STATUS));
    }
    if sector {
        head += &format!(" {}", pad("Sector", SECTOR));
    }
    buf.set_stringn(area.x + gutter, area.y, head, columns, ctx.theme.heading.style());
    Rect { y: area.y + 1, height: area.height - 1, ..area }
}

fn row<'c>(ctx: Ctx<'c>, browser: &Browser, id: ItemId, columns: usize) -> Line<'c> {
    let Some(item @ Item::Record(record)) = ctx.dataset.get(id) else {
        return Line::default();
    };
    let Body::Agreement(agreement) = &record.body else {
        return Line::default();
    };
    let (title, status, sector) = columns_of(columns);
    let dim = ctx.theme.dim.style();
    let year = record.when.map_or_else(String::new, |when| format!("{:4}", when.year()));
    let mut spans = vec![cell(&year, YEAR, ctx.theme.date.style()), Span::raw(" ")];
    spans.extend(title_spans(ctx, browser, &record.title, title));
    spans.push(Span::raw(" "));
    spans.push(cell(agreement.form.name(), FORM, dim));
    if status {
        spans.push(Span::raw(" "));
        spans.push(cell(agreement.status.name(), STATUS, dim));
    }
    if sector {
        spans.push(Span::raw(" "));
        spans.push(cell(record.sectors.first().map_or("", |sector| sector.as_str()), SECTOR, dim));
    }
    spans.push(Span::raw(" "));
    spans.push(core_sign(ctx, item));
    Line::from(spans)
}
