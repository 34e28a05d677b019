//! Agreements: a table of everything signed or declared, in an order of one's choice. What a column says is not said in
//! the title again.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::listing::Listing;
use super::listing::drawing::{SIGNS, cell, clipped_title_spans, core_sign, draw_list_detail, remark_before_signs};
use crate::data::body::{AgreementForm, Body};
use crate::data::{Item, ItemId, Record};
use crate::text::{pad, width};
use crate::tui::action::{Action, Effect};
use crate::tui::alike::Alike;
use crate::tui::context::Context;
use crate::tui::list_detail::{Filter, ListDetail};
use crate::tui::whereabouts::ListView;
use crate::tui::widgets::layer_sign;
use crate::tui::widgets::sectioned_list::item_line;
use crate::view::sections;
use crate::view::sections::agreements::{Order, widest, year};
use crate::view::short_title::{without_date, without_form};

/// The agreements.
#[derive(Clone, Debug, Default)]
pub struct Agreements {
    list_detail: ListDetail,
    order: Order,
    /// The columns of a year and of a status, measured when the list is first made.
    widest: Option<(usize, usize)>,
    alike: Alike,
}

/// The columns of a status: at least, and at most.
const SHORT_STATUS: usize = 9;
const LONG_STATUS: usize = 13;
/// Columns of a title before the form beside it shows.
const TITLE: usize = 28;
/// Columns of a year: at least, where it has the sign of the order, and at most.
const SHORT_YEAR: usize = 5;
const LONG_YEAR: usize = 9;
/// Columns of a sector.
const SECTOR: usize = 14;
/// From these widths of the whole on the form shows, the status and the sector; the one that decides about the order
/// always does.
const WITH_FORM: usize = 36;
/// Columns of a form, with the blanks before it, of which a column is headed: where titles leave fewer it shows in some
/// rows only, and tells by itself what it is.
const FORM: usize = 17;
const WITH_STATUS: usize = 76;
const WITH_SECTOR: usize = 92;

impl Listing for Agreements {
    fn list_detail(&self) -> &ListDetail {
        &self.list_detail
    }

    fn list_detail_mut(&mut self) -> &mut ListDetail {
        &mut self.list_detail
    }

    fn order(&self) -> Option<sections::order::Order> {
        Some(sections::order::Order::Agreements(self.order))
    }

    fn count(&mut self, ctx: Context<'_>, _items: usize) -> bool {
        self.widest.get_or_insert_with(|| {
            let (year, status) = widest(ctx.dataset);
            (year.clamp(SHORT_YEAR, LONG_YEAR), status.clamp(SHORT_STATUS, LONG_STATUS))
        });
        let in_short = self.order != Order::Title;
        self.alike.count(&self.list_detail, in_short, |id| {
            let record = ctx.dataset.record(id)?;
            Some(title(record, form_and_status(record)?.0, in_short))
        });
        true
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
        self.reorder(ctx);
        Some(Effect::Redraw)
    }

    fn draw_body(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let counted = format!("by {}", self.order.name());
        let (order, widest) = (self.order, self.widest.unwrap_or((SHORT_YEAR, SHORT_STATUS)));
        let columns = |area: Rect| Columns::of(usize::from(item_line(area).width), order, widest);
        let alike = &self.alike;
        draw_list_detail(
            ctx,
            &mut self.list_detail,
            ("Agreements", &counted),
            area,
            buf,
            |_, inner, buf| draw_head(ctx, columns(inner), inner, buf),
            |filter, id, width| row(ctx, filter, (id, alike), Columns::of(width, order, widest)),
        )
    }
}

/// Which columns a table of so many has: those that show, and how wide.
#[derive(Clone, Copy, Debug)]
struct Columns {
    /// The whole.
    width: usize,
    order: Order,
    has_form: bool,
    /// How wide the year is.
    year: usize,
    /// How wide the status and the sector are; 0 hides one.
    status: usize,
    sector: usize,
}

impl Columns {
    fn of(width: usize, order: Order, (year, status): (usize, usize)) -> Self {
        let shown = |by: Order, from: usize| order == by || width >= from;
        Self {
            width,
            order,
            year,
            has_form: shown(Order::Form, WITH_FORM),
            status: if shown(Order::Status, WITH_STATUS) { status } else { 0 },
            sector: if shown(Order::Sector, WITH_SECTOR) { SECTOR } else { 0 },
        }
    }

    /// The room of the title and the form, which share it: the year stands before them, the others and the signs after.
    fn title(self) -> usize {
        let after = [self.status, self.sector].into_iter().filter(|width| *width > 0).map(|width| width + 1);
        self.width.saturating_sub(self.year + 1 + after.sum::<usize>() + SIGNS)
    }

    /// Whether the form is a column that is headed.
    fn heads_form(self) -> bool {
        self.has_form && (self.order == Order::Form || self.title() >= TITLE + FORM)
    }

    /// Whether a title is told without what the columns say: in the order of titles it is told as it is ordered.
    fn in_short(self) -> bool {
        self.order != Order::Title && self.has_form
    }
}

/// Draws the headings over the rows where there is room, that of the order in the colour of a heading with the sign of
/// its direction, and gives the room left.
fn draw_head(ctx: Context<'_>, columns: Columns, area: Rect, buf: &mut Buffer) -> Rect {
    if area.height < 4 {
        return area;
    }
    let [up, down] = ctx.symbols.sorted;
    let heading = |name: &str, order: Order| match (order == columns.order, order) {
        (false, _) => (name.to_owned(), ctx.theme.dim.style()),
        (true, Order::Year) => (format!("{name}{down}"), ctx.theme.heading.style()),
        (true, _) => (format!("{name}{up}"), ctx.theme.heading.style()),
    };
    let mut spans = Vec::new();
    let (year, style) = heading("Year", Order::Year);
    spans.push(Span::styled(pad(&year, columns.year + 1), style));
    let (form, form_style) = if columns.heads_form() { heading("Form", Order::Form) } else { Default::default() };
    let (title, style) = heading("Title", Order::Title);
    spans.push(Span::styled(pad(&title, columns.title().saturating_sub(width(&form))), style));
    spans.push(Span::styled(form, form_style));
    for (name, order, width) in [("Status", Order::Status, columns.status), ("Sector", Order::Sector, columns.sector)] {
        if width > 0 {
            let (name, style) = heading(name, order);
            spans.push(Span::styled(format!(" {}", pad(&name, width)), style));
        }
    }
    let line = item_line(area);
    buf.set_line(line.x, line.y, &Line::from(spans), line.width);
    Rect { y: area.y + 1, height: area.height - 1, ..area }
}

/// The form of an agreement, and what its status is called.
fn form_and_status(record: &Record<'_>) -> Option<(AgreementForm, String)> {
    record.glance(|body| {
        let Body::Agreement(agreement) = body else { return None };
        Some((agreement.form, agreement.status.name().to_owned()))
    })
}

/// How an agreement is called in the table.
fn title<'c>(record: &'c Record<'c>, form: AgreementForm, in_short: bool) -> Cow<'c, str> {
    if !in_short {
        return Cow::Borrowed(record.title.as_str());
    }
    without_form(without_date(&record.title, record.when), form.spelled_out())
}

fn row<'c>(ctx: Context<'c>, filter: Option<&Filter>, (id, alike): (ItemId, &Alike), columns: Columns) -> Line<'c> {
    let Some(record) = ctx.dataset.record(id) else { return Line::default() };
    let Some((agreed, status)) = form_and_status(record) else { return Line::default() };
    let (item, dim) = (Item::Record(record), ctx.theme.dim.style());
    let mut spans = vec![cell(&year(record), columns.year, ctx.theme.date.style()), Span::raw(" ")];
    let form = if columns.has_form { agreed.name() } else { "" };
    let form = remark_before_signs(form, columns.title().max(3 * width(form)));
    let title = title(record, agreed, columns.in_short());
    // What the order is by shows whatever it takes; else the form gives way to a title that needs its room.
    let has_room = columns.title().saturating_sub(width(&form)) >= width(&title).min(TITLE);
    let form = if has_room || columns.order == Order::Form { form } else { String::new() };
    let room = columns.title().saturating_sub(width(&form));
    spans.extend(clipped_title_spans(ctx, filter, &alike.clip(id, &title, room), room));
    spans.push(Span::styled(form, dim));
    let sector = record.sectors.first().map_or("", |sector| sector.as_str());
    for (text, width) in [(&*status, columns.status), (sector, columns.sector)] {
        if width > 0 {
            spans.push(Span::styled(format!(" {}", pad(text, width)), dim));
        }
    }
    spans.push(layer_sign::span(ctx, item));
    spans.push(core_sign(ctx, item));
    Line::from(spans)
}
