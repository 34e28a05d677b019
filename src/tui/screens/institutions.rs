//! Institutions: everybody who meets, works and teaches, by form and by side.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::listing::Listing;
use super::listing::drawing::{draw_list_detail, told_apart_row};
use crate::data::ItemId;
use crate::data::body::Body;
use crate::text::counted;
use crate::tui::action::{Action, Effect};
use crate::tui::alike::Alike;
use crate::tui::context::Context;
use crate::tui::list_detail::{Filter, ListDetail};
use crate::tui::whereabouts::{BY_TITLE, ListView};
use crate::view::sections::order::Order;

/// The institutions.
#[derive(Clone, Debug, Default)]
pub struct Institutions {
    list_detail: ListDetail,
    /// Whether titles decide the order, instead of importance.
    by_title: bool,
    alike: Alike,
}

/// From this width on a row says in words how often a body met.
const IN_WORDS: usize = 50;

impl Listing for Institutions {
    fn list_detail(&self) -> &ListDetail {
        &self.list_detail
    }

    fn list_detail_mut(&mut self) -> &mut ListDetail {
        &mut self.list_detail
    }

    fn order(&self) -> Option<Order> {
        Some(Order::Institutions { by_title: self.by_title })
    }

    fn view(&self) -> ListView {
        let sort = if self.by_title { BY_TITLE } else { "" };
        ListView { sort: sort.to_owned(), ..ListView::default() }
    }

    fn look(&mut self, _ctx: Context<'_>, view: &ListView) {
        self.by_title = view.sort == BY_TITLE;
    }

    fn update_own(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        if action != Action::Sort {
            return None;
        }
        self.by_title = !self.by_title;
        self.reorder(ctx);
        Some(Effect::Redraw)
    }

    fn draw_body(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let bodies = self.list_detail.things("body");
        let counted = if self.by_title { format!("{bodies} by title") } else { bodies };
        self.alike.count(&self.list_detail, false, |id| Some(ctx.dataset.record(id)?.title.as_str().into()));
        let alike = &self.alike;
        draw_list_detail(
            ctx,
            &mut self.list_detail,
            ("Institutions", &counted),
            area,
            buf,
            |_, inner, _| inner,
            |filter, id, columns| row(ctx, filter, (id, alike), columns),
        )
    }
}

/// `Title  3× ◆`: how often a body is known to have met.
fn row<'c>(ctx: Context<'c>, filter: Option<&Filter>, (id, alike): (ItemId, &Alike), columns: usize) -> Line<'c> {
    let Some(record) = ctx.dataset.record(id) else { return Line::default() };
    let mut remark = String::new();
    let count = record.glance(|body| if let Body::Institution(body) = body { body.meetings.len() } else { 0 });
    if count > 0 {
        remark = if columns >= IN_WORDS { counted(count, "meeting") } else { format!("{count}×") };
    }
    told_apart_row(ctx, filter, (id, alike), &remark, columns)
}
