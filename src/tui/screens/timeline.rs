//! Timeline: every dated record of any kind, a row each, in order, under a ruler of time; or a lane for each sector,
//! all on one axis.

mod axis;
mod density;
mod row;
mod ruler;

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::density::Densities;
use self::row::{Rows, title};
use self::ruler::Ruling;
use super::listing::Listing;
use super::listing::drawing::draw_list_detail;
use crate::data::ItemId;
use crate::data::text::Text;
use crate::tui::action::{Action, Effect};
use crate::tui::alike::Alike;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::list_detail::{Focus, ListDetail, Remaking};
use crate::tui::whereabouts::ListView;
use crate::view::sections::timeline::{Zoom, sections};
use crate::view::sections::{Passes, Row};

/// The timeline.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    list_detail: ListDetail,
    zoom: Zoom,
    /// The number of the sector in whose lane one stands, while there are lanes.
    lane: Option<usize>,
    /// Whether the newest comes first.
    newest_first: bool,
    /// How many records there are in each time, as the list was last made.
    densities: Densities,
    alike: Alike,
}

/// How the order is called that does not begin with the oldest.
const NEWEST_FIRST: &str = "newest first";

impl Timeline {
    /// Turns lanes on, with one standing in that of the selected record, or off.
    fn toggle_lanes(&mut self, ctx: Context<'_>) {
        self.lane = match self.lane {
            Some(_) => None,
            None => self.sector_of_selected(ctx).or((!ctx.dataset.pack.sectors.is_empty()).then_some(0)),
        };
    }

    /// The number of the first sector of the selected record.
    fn sector_of_selected(&self, ctx: Context<'_>) -> Option<usize> {
        let record = ctx.dataset.record(self.list_detail.selected()?)?;
        let first = record.sectors.first()?;
        ctx.dataset.pack.sectors.iter().position(|sector| sector == first)
    }

    /// The lane one stands in, while there are lanes: the one last gone to, unless another record was gone to
    /// meanwhile.
    fn lane_here(&self, ctx: Context<'_>) -> Option<usize> {
        let lane = self.lane?;
        let is_there = self.list_detail.selected().is_none_or(|id| is_of(ctx, id, lane));
        Some(if is_there { lane } else { self.sector_of_selected(ctx).unwrap_or(lane) })
    }

    /// Does what an action means among lanes: up and down to another lane in which there is something, left and right
    /// along it.
    fn update_lanes(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        let lane = self.lane_here(ctx)?;
        let lanes = 0..ctx.dataset.pack.sectors.len();
        let there = match action {
            Action::Up => {
                lanes.rev().skip_while(|other| *other >= lane).find_map(|lane| self.nearest_in_lane(ctx, lane))
            }
            Action::Down => lanes.skip(lane + 1).find_map(|lane| self.nearest_in_lane(ctx, lane)),
            Action::Previous => self.next_in_lane(ctx, lane, self.newest_first),
            Action::Next => self.next_in_lane(ctx, lane, !self.newest_first),
            _ => return None,
        };
        if let Some((lane, id)) = there {
            self.lane = Some(lane);
            self.list_detail.select(id);
        }
        Some(Effect::redraw_if(there.is_some()))
    }

    /// The next record of a lane, downward in the list or upward.
    fn next_in_lane(&self, ctx: Context<'_>, lane: usize, down: bool) -> Option<(usize, ItemId)> {
        let here = self.list_detail.list.selected_row();
        let (above, below) = self.beside(here);
        let there = if down { of_lane(ctx, below, lane).next() } else { of_lane(ctx, above, lane).next_back() };
        there.map(|id| (lane, id))
    }

    /// The record of a lane that is nearest in the list; of two as near the upper one.
    fn nearest_in_lane(&self, ctx: Context<'_>, lane: usize) -> Option<(usize, ItemId)> {
        // Where there is none, all would be looked through for it.
        self.densities.of_sectors.get(lane).filter(|density| density.total > 0)?;
        let list = &self.list_detail.list;
        let here = list.selected_row();
        if let Some(id) = list.selected().filter(|id| is_of(ctx, **id, lane)) {
            return Some((lane, *id));
        }
        // Outward in both directions at once, so that what is near is found soon, however long the list is.
        let (above, below) = self.beside(here);
        let (mut up, mut down) = (above.iter().rev(), below.iter());
        let wanted = |row: &Row| row.item().copied().filter(|id| is_of(ctx, *id, lane));
        loop {
            let (above, below) = (up.next(), down.next());
            if above.is_none() && below.is_none() {
                return None;
            }
            if let Some(id) = above.and_then(wanted).or_else(|| below.and_then(wanted)) {
                return Some((lane, id));
            }
        }
    }

    /// The rows above one, and those below it.
    fn beside(&self, row: usize) -> (&[Row], &[Row]) {
        let rows = self.list_detail.list.rows();
        (rows.get(..row).unwrap_or_default(), rows.get(row + 1..).unwrap_or_default())
    }
}

/// What is listed of a lane in these rows.
fn of_lane<'r>(ctx: Context<'r>, rows: &'r [Row], lane: usize) -> impl DoubleEndedIterator<Item = ItemId> + 'r {
    rows.iter().filter_map(Row::item).copied().filter(move |id| is_of(ctx, *id, lane))
}

/// Whether a record is of the sector of this number.
fn is_of(ctx: Context<'_>, id: ItemId, lane: usize) -> bool {
    let sector = ctx.dataset.pack.sectors.get(lane);
    ctx.dataset.record(id).is_some_and(|record| record.sectors.iter().any(|own| Some(own) == sector))
}

impl Listing for Timeline {
    fn scope(&self) -> Option<Scope> {
        Some(if self.lane.is_some() { Scope::Lanes } else { Scope::Timeline })
    }

    fn list_detail(&self) -> &ListDetail {
        &self.list_detail
    }

    fn list_detail_mut(&mut self) -> &mut ListDetail {
        &mut self.list_detail
    }

    fn sections(&self, ctx: Context<'_>, passes: Passes<'_>) -> Vec<Row> {
        sections(ctx.dataset, self.zoom, self.newest_first, passes)
    }

    /// With the newest, which is last unless it comes first.
    fn begins_at_end(&self) -> bool {
        !self.newest_first
    }

    /// Here nothing is listed that has no date of its own, whether a time is asked for or not.
    fn undated(&self, ctx: Context<'_>) -> usize {
        let undated = self.list_detail.undated(ctx, false);
        undated.into_iter().filter(|id| ctx.dataset.record(*id).is_some()).count()
    }

    fn count(&mut self, ctx: Context<'_>, items: usize) -> bool {
        self.alike.count(&self.list_detail, true, |id| Some(title(ctx.dataset.record(id)?).into()));
        self.densities.count(ctx, &self.list_detail, self.lane.is_some(), items)
    }

    fn view(&self) -> ListView {
        let sort = if self.newest_first { NEWEST_FIRST } else { "" };
        let zoom = if self.zoom == Zoom::default() { "" } else { self.zoom.name() };
        ListView { sort: sort.to_owned(), zoom: zoom.to_owned(), lanes: self.lane.is_some(), ..ListView::default() }
    }

    fn look(&mut self, ctx: Context<'_>, view: &ListView) {
        self.newest_first = view.sort == NEWEST_FIRST;
        self.zoom = Zoom::ALL.into_iter().find(|zoom| zoom.name() == view.zoom).unwrap_or_default();
        self.lane = (view.lanes && !ctx.dataset.pack.sectors.is_empty()).then_some(0);
    }

    fn update_own(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        if let Some(effect) = self.update_lanes(ctx, action) {
            return Some(effect);
        }
        let zoom = match action {
            Action::Lanes => {
                self.toggle_lanes(ctx);
                self.remake(ctx, Remaking::of_counts());
                return Some(Effect::Redraw);
            }
            Action::Sort => {
                self.newest_first = !self.newest_first;
                self.reorder(ctx);
                return Some(Effect::Redraw);
            }
            Action::ZoomIn => self.zoom.finer(),
            Action::ZoomOut => self.zoom.coarser(),
            _ => return None,
        };
        let changed = zoom != self.zoom;
        if changed {
            self.zoom = zoom;
            self.begin_refresh(ctx);
        }
        Some(Effect::redraw_if(changed))
    }

    fn draw_body(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (zoom, lane, newest_first) = (self.zoom, self.lane_here(ctx), self.newest_first);
        let densities = &self.densities;
        self.list_detail.has_kind_signs = true;
        let sector = lane.and_then(|lane| ctx.dataset.pack.sectors.get(lane)).map(Text::as_str);
        let rows = Rows { alike: &self.alike, lane: sector, above: Cell::new(None) };
        draw_list_detail(
            ctx,
            &mut self.list_detail,
            ("Timeline", if newest_first { "dated, newest first" } else { "dated" }),
            area,
            buf,
            |list_detail, inner, buf| {
                let here = list_detail.selected().and_then(|id| ctx.dataset.record(id)).and_then(|record| record.when);
                let focused = list_detail.focus == Focus::List;
                Ruling { densities, zoom, lane, here, focused }.draw(ctx, inner, buf)
            },
            |filter, id, columns| rows.line(ctx, filter, id, columns),
        )
    }
}
