//! The map of the topics' places: a map of each country at its own scale, side by side; all of them in one; or a part,
//! closer.
//!
//! Which places there are and of whom is the [`atlas`]'s, which of them something joins the [`joints`]'; from how far
//! one looks, [`looking`]; how the room is shared, [`arrangement`]; what stands where, [`shown`]; how it is drawn,
//! [`pane`], and what it means, [`legend`].

mod arrangement;
mod atlas;
mod joints;
mod legend;
mod looking;
mod pane;
mod shown;
mod site;

use std::collections::{HashMap, HashSet};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::symbols::Marker;

use self::arrangement::{divide, with_legend};
use self::atlas::Atlas;
pub(super) use self::looking::Looking;
use self::pane::{Maps, draw_list};
use self::shown::{Shown, Wanted, aims};
use super::super::listing::drawing::list_pane;
use crate::data::{ItemId, Kind};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::list_detail::{Focus, ListDetail};
use crate::tui::widgets::map::step::{Direction, apart, step};
use crate::view::sections::Row;

/// Whether an item is a place.
pub(super) fn is_place(ctx: Context<'_>, id: ItemId) -> bool {
    ctx.dataset.record(id).is_some_and(|record| record.kind == Kind::Place)
}

/// What the map is drawn with that changes seldom or never.
#[derive(Clone, Debug, Default)]
pub(super) struct MapPicture {
    atlas: Option<Atlas>,
    listed: Option<ListedPlaces>,
    shown: Option<Shown>,
    layouts: usize,
    /// The layout that the list is ordered for.
    ordered: usize,
}

/// The places that the list has.
#[derive(Clone, Debug)]
struct ListedPlaces {
    /// For which change of the list that holds.
    changes: u64,
    /// Their numbers, in the order of the list.
    passing: Vec<usize>,
    /// Of each place, by its number, whether it is among them.
    is_there: Vec<bool>,
}

impl MapPicture {
    /// Whether a closer map would show more.
    pub(super) fn can_come_closer(&self) -> bool {
        self.shown.as_ref().is_some_and(Shown::can_come_closer)
    }

    /// The place an arrow leads to from the selected one: on the screen, as one sees it; or, where none lies there, the
    /// next on the globe of those that do not show.
    pub(super) fn neighbour(&mut self, ctx: Context<'_>, list_detail: &ListDetail, action: Action) -> Option<ItemId> {
        let direction = match action {
            Action::Up => Direction::Up,
            Action::Down => Direction::Down,
            Action::Previous => Direction::Left,
            Action::Next => Direction::Right,
            _ => return None,
        };
        self.prepare(ctx, list_detail);
        let (atlas, ListedPlaces { passing, is_there, .. }) = (self.atlas.as_ref()?, self.listed.as_ref()?);
        let selected = atlas.number(list_detail.selected())?;
        let on_screen = self.shown.as_ref().map_or_else(Vec::new, |shown| shown.points(atlas, Some(selected)));
        let is_listed = |at: usize| is_there.get(at) == Some(&true);
        let on_screen: Vec<_> = on_screen.into_iter().filter(|(at, _)| is_listed(*at)).collect();
        let shown: HashSet<usize> = on_screen.iter().map(|(at, _)| *at).collect();
        let beyond = || {
            let others = passing.iter().filter(|at| **at == selected || !shown.contains(at));
            let point = |at: usize| atlas.sites.get(at).map(|site| (at, (site.point.lon, site.point.lat)));
            others.filter_map(|at| point(*at)).collect::<Vec<_>>()
        };
        let there = next(on_screen.clone(), selected, direction).or_else(|| next(beyond(), selected, direction));
        there.and_then(|at| atlas.sites.get(at)).map(|site| site.id)
    }

    /// The place that a click means, if it is on a map.
    pub(super) fn site_at(&self, at: Position) -> Option<ItemId> {
        self.shown.as_ref().zip(self.atlas.as_ref()).and_then(|(shown, atlas)| shown.site_at(atlas, at))
    }

    /// Whether this is a place on a map.
    pub(super) fn shows_at(&self, at: Position) -> bool {
        self.shown.as_ref().is_some_and(|shown| shown.wanted.area.contains(at))
    }

    /// Notes that it does not show, until it is drawn again.
    pub(super) fn hide(&mut self) {
        self.shown = None;
    }

    /// Looks up all places once, and anew which of them are listed after the list changed.
    fn prepare(&mut self, ctx: Context<'_>, list_detail: &ListDetail) {
        let atlas = self.atlas.get_or_insert_with(|| Atlas::new(ctx.dataset));
        let changes = list_detail.changes();
        if self.listed.as_ref().is_none_or(|listed| listed.changes != changes) {
            let items = list_detail.list.rows().iter().filter_map(Row::item);
            let passing: Vec<usize> = items.filter_map(|id| atlas.number(Some(*id))).collect();
            let mut is_there = vec![false; atlas.sites.len()];
            for at in &passing {
                if let Some(is_there) = is_there.get_mut(*at) {
                    *is_there = true;
                }
            }
            self.listed = Some(ListedPlaces { changes, passing, is_there });
        }
    }

    /// Lays out the maps for this room, with or without arcs, unless they are.
    fn lay_out(
        &mut self,
        ctx: Context<'_>,
        list_detail: &ListDetail,
        (looking, joined): (Looking, bool),
        area: Rect,
        has_list: bool,
    ) {
        let (Some(atlas), Some(ListedPlaces { changes, passing, .. })) = (&self.atlas, &self.listed) else { return };
        let selected = atlas.number(list_detail.selected()).and_then(|at| atlas.sites.get(at));
        let aims = aims(atlas, (passing, list_detail.is_narrowed()), looking, selected, area);
        let in_braille = ctx.symbols.marker == Marker::Braille;
        let wanted = Wanted { area, changes: *changes, in_braille, has_list, looking, joined, aims };
        if self.shown.as_ref().is_none_or(|shown| shown.wanted != wanted) {
            let order: HashMap<usize, usize> = passing.iter().enumerate().map(|(order, at)| (*at, order)).collect();
            self.shown = Some(Shown::new(wanted, ctx.dataset, atlas, &order));
            self.layouts += 1;
        }
        if let Some(shown) = &mut self.shown {
            shown.join(ctx.dataset, atlas, atlas.number(list_detail.selected()));
        }
    }

    /// Puts what has a number on a map first in the list that tells what it means, once for a layout; the others follow
    /// as they were.
    fn order_list(&mut self, list_detail: &mut ListDetail) {
        let Self { atlas: Some(atlas), listed: Some(listed), shown: Some(shown), .. } = self else {
            return;
        };
        if self.ordered == self.layouts {
            return;
        }
        self.ordered = self.layouts;
        let numbers = shown.numbers();
        let mut order = listed.passing.clone();
        order.sort_by_cached_key(|at| numbers.get(at).copied().unwrap_or(usize::MAX));
        let items: Vec<ItemId> = order.iter().filter_map(|at| atlas.sites.get(*at)).map(|site| site.id).collect();
        let before = list_detail.list.rows();
        // Under headings the order is another's matter.
        let is_plain = before.len() == items.len() && before.iter().all(|row| row.item().is_some());
        if is_plain && before.iter().zip(&items).any(|(row, item)| row.item() != Some(item)) {
            list_detail.set_rows(items.into_iter().map(Row::Item).collect());
            // The same places are listed, and the maps show them as before.
            listed.changes = list_detail.changes();
            shown.wanted.changes = listed.changes;
        }
    }

    /// Draws the map, with or without arcs, and the list and the record where there is room; gives the cursor's place.
    pub(super) fn draw(
        &mut self,
        ctx: Context<'_>,
        list_detail: &mut ListDetail,
        looking: (Looking, bool),
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        self.prepare(ctx, list_detail);
        let reading = list_detail.focus == Focus::Detail;
        let frames = self.atlas.as_ref().map(Atlas::frames).unwrap_or_default();
        let parts = divide(area, reading, &frames);
        let mut cursor = None;
        if let Some(area) = parts.map {
            cursor = self.draw_maps(ctx, list_detail, looking, (area, parts.list.is_some()), buf);
        } else {
            self.shown = None;
        }
        if parts.list.is_some() {
            self.order_list(list_detail);
        }
        let atlas = self.atlas.as_ref()?;
        if let Some(list) = parts.list {
            cursor = draw_list(ctx, list_detail, (atlas, self.shown.as_ref()), list, buf).or(cursor);
        }
        if let Some(record) = parts.record {
            let place = list_detail.detail.draw(ctx, record, buf, reading);
            if !reading {
                list_detail.beside = record;
            }
            cursor = if reading { place } else { cursor };
        }
        cursor
    }

    /// Draws the maps alone; where no list stands beside them, the filter has a line above.
    fn draw_maps(
        &mut self,
        ctx: Context<'_>,
        list_detail: &ListDetail,
        looking: (Looking, bool),
        (mut area, has_list): (Rect, bool),
        buf: &mut Buffer,
    ) -> Option<Position> {
        let mut prompt = None;
        let mut legend = None;
        if has_list || list_detail.list.items() > 0 {
            (area, legend) = with_legend(area);
        }
        if !has_list {
            if list_detail.list.items() == 0 {
                // The pane says that nothing matches.
                self.shown = None;
                return list_pane(ctx, list_detail, "Map", "places", area, buf).1;
            }
            if let Some(filter) = list_detail.filter.as_ref().filter(|_| area.height > 3) {
                let place = filter.prompt.draw(ctx, "/", Rect { height: 1, ..area }, buf);
                prompt = filter.typing.then_some(place);
                area = Rect { y: area.y + 1, height: area.height - 1, ..area };
            }
        }
        self.lay_out(ctx, list_detail, looking, area, has_list);
        let (atlas, shown, listed) = (self.atlas.as_ref()?, self.shown.as_ref()?, self.listed.as_ref()?);
        let passing = &listed.passing;
        let told = legend.map(|area| (area, legend::row(ctx, atlas, shown, area.width)));
        let tells_elsewhere = !told.as_ref().is_some_and(|(_, (_, is_told))| *is_told);
        let cursor = Maps { ctx, list_detail, atlas, shown, passing, tells_elsewhere }.draw(buf);
        if let Some((area, (line, _))) = told {
            buf.set_line(area.x, area.y, &line, area.width);
        }
        prompt.or(cursor)
    }
}

/// The next of these points in a direction.
fn next(mut points: Vec<(usize, (f64, f64))>, from: usize, direction: Direction) -> Option<usize> {
    points.sort_by_key(|(at, _)| *at);
    points.dedup_by_key(|(at, _)| *at);
    let here = points.iter().position(|(at, _)| *at == from)?;
    let plane: Vec<(f64, f64)> = points.iter().map(|(_, point)| *point).collect();
    step(&apart(&plane), here, direction).and_then(|there| points.get(there)).map(|(at, _)| *at)
}

#[cfg(test)]
mod tests;
