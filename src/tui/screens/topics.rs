//! Topics: the arguments, then initiatives, projects, exercises, people, places and terms; and the
//! places on a [`map`].

mod map;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use self::map::{Looking, MapPicture};
use super::Tab;
use super::listing::Listing;
use super::listing::drawing::{draw_list_detail, told_apart_row};
use crate::data::body::Body;
use crate::data::{ItemId, Kind, Record};
use crate::tui::action::{Action, Effect};
use crate::tui::alike::Alike;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::list_detail::{Filter, Focus, ListDetail};
use crate::tui::whereabouts::{BY_TITLE, ListView};
use crate::view::sections::order::Order;
use crate::view::sections::topics::place_of;

/// The topics.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    list_detail: ListDetail,
    /// Whether titles decide the order, instead of importance.
    by_title: bool,
    /// How one looks at the map, while it shows instead of the list.
    map: Option<Looking>,
    /// Whether the map joins places by arcs, whenever it shows.
    arcs: bool,
    /// What was made to draw the map, kept from frame to frame.
    picture: MapPicture,
    alike: Alike,
}

/// From this width on a row tells more than the title.
const WITH_REMARK: usize = 50;

impl Topics {
    fn open_map(&mut self, ctx: Context<'_>) {
        let selected = self.list_detail.selected();
        self.map = Some(Looking::default());
        self.refresh(ctx);
        if let Some(place) = selected.and_then(|item| place_of(ctx.dataset, item)) {
            self.list_detail.select(place);
        }
        self.map = Some(Looking::from(selected, self.list_detail.selected()));
    }

    fn close_map(&mut self, ctx: Context<'_>) {
        self.picture.hide();
        let before = self.map.take().and_then(|looking| looking.back_to(self.list_detail.selected()));
        self.refresh(ctx);
        if let Some(before) = before {
            self.list_detail.select(before);
        }
    }

    /// Does what an action means on the map.
    fn update_map(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        let moved = match action {
            Action::Up | Action::Down | Action::Previous | Action::Next => {
                let there = self.picture.neighbour(ctx, &self.list_detail, action);
                there.is_some_and(|there| self.list_detail.select(there))
            }
            Action::PageUp => self.list_detail.step(-1),
            Action::PageDown => self.list_detail.step(1),
            Action::ZoomIn | Action::ZoomOut => {
                let can_come_closer = self.picture.can_come_closer();
                let looking = self.map.as_mut()?;
                return Some(Effect::redraw_if(looking.zoom(action == Action::ZoomIn, can_come_closer)));
            }
            Action::Arcs => {
                self.arcs = !self.arcs;
                return Some(Effect::Redraw);
            }
            Action::Whole => {
                self.map.as_mut()?.toggle_whole();
                return Some(Effect::Redraw);
            }
            Action::ToggleMap | Action::Close => {
                self.close_map(ctx);
                return Some(Effect::Redraw);
            }
            _ => return None,
        };
        Some(Effect::redraw_if(moved))
    }
}

impl Listing for Topics {
    fn scope(&self) -> Option<Scope> {
        Some(if self.map.is_some() { Scope::Map } else { Scope::Topics })
    }

    fn list_detail(&self) -> &ListDetail {
        &self.list_detail
    }

    fn list_detail_mut(&mut self) -> &mut ListDetail {
        &mut self.list_detail
    }

    fn order(&self) -> Option<Order> {
        let by_title = self.by_title;
        Some(if self.map.is_some() { Order::Places { by_title } } else { Order::Topics { by_title } })
    }

    fn view(&self) -> ListView {
        let sort = if self.by_title { BY_TITLE } else { "" };
        let zoom = self.map.map_or_else(String::new, Looking::word);
        ListView { sort: sort.to_owned(), map: self.map.is_some(), zoom, arcs: self.arcs, ..ListView::default() }
    }

    fn look(&mut self, ctx: Context<'_>, view: &ListView) {
        self.by_title = view.sort == BY_TITLE;
        let looking = Looking::of_word(&view.zoom);
        // Of a pack that tells of no places any more there is no map.
        let is_there = || !ctx.dataset.of_kind(Kind::Place).is_empty();
        self.map = (view.map && is_there()).then_some(looking);
    }

    fn take_up(&mut self, view: &ListView) {
        self.arcs = view.arcs;
    }

    fn leave_view_without(&mut self, ctx: Context<'_>, id: ItemId) {
        let listed_here = ctx.dataset.get(id).is_some_and(|item| Tab::home(item) == Tab::Topics);
        if self.map.is_some() && listed_here && !map::is_place(ctx, id) {
            self.map = None;
            self.picture.hide();
            self.refresh(ctx);
        }
    }

    fn update_own(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        match action {
            Action::Sort => {
                self.by_title = !self.by_title;
                self.reorder(ctx);
            }
            _ if self.map.is_some() => return self.update_map(ctx, action),
            Action::ToggleMap => self.open_map(ctx),
            _ => return None,
        }
        Some(Effect::Redraw)
    }

    fn has_map(&self) -> bool {
        true
    }

    fn show_on_map(&mut self, ctx: Context<'_>, place: ItemId) {
        if self.map.is_none() {
            self.open_map(ctx);
        }
        self.reveal(ctx, place);
        self.list_detail.focus = Focus::List;
    }

    fn click_own(&mut self, ctx: Context<'_>, at: Position) -> Option<Effect> {
        if self.map.is_none() || !self.picture.shows_at(at) {
            return None;
        }
        let Some(place) = self.picture.site_at(at) else { return Some(Effect::Nothing) };
        let list_detail = &mut self.list_detail;
        let again = list_detail.focus == Focus::List && list_detail.selected() == Some(place);
        if list_detail.is_typing() {
            list_detail.keep_filter();
        }
        list_detail.detail.deselect_link();
        self.reveal(ctx, place);
        self.list_detail.focus = if again { Focus::Detail } else { Focus::List };
        Some(Effect::Redraw)
    }

    fn wheel_own(&mut self, ctx: Context<'_>, at: Position, by: isize) -> Option<Effect> {
        let is_over = self.map.is_some() && self.picture.shows_at(at);
        let action = if by < 0 { Action::ZoomIn } else { Action::ZoomOut };
        if is_over { self.update_map(ctx, action) } else { None }
    }

    fn hide(&mut self) {
        self.list_detail.hide();
        self.picture.hide();
    }

    fn draw_body(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        if let Some(looking) = self.map {
            return self.picture.draw(ctx, &mut self.list_detail, (looking, self.arcs), area, buf);
        }
        let records = self.list_detail.things("record");
        let counted = if self.by_title { format!("{records} by title") } else { records };
        self.alike.count(&self.list_detail, false, |id| Some(ctx.dataset.record(id)?.title.as_str().into()));
        let alike = &self.alike;
        draw_list_detail(
            ctx,
            &mut self.list_detail,
            ("Topics", &counted),
            area,
            buf,
            |_, inner, _| inner,
            |filter, id, columns| row(ctx, filter, (id, alike), columns),
        )
    }
}

/// What tells a topic apart at a glance.
fn remark(ctx: Context<'_>, record: &Record<'_>) -> String {
    let side = |code: &str| ctx.dataset.pack.side_name(code).to_owned();
    record.glance(|body| match body {
        Body::Project(project) => project.stage.name().to_owned(),
        Body::Exercise(exercise) => exercise.service.name().to_owned(),
        Body::Person(person) => side(&person.side),
        Body::Place(place) => side(&place.side),
        Body::Term(term) if term.expansions.len() > 1 => format!("{} meanings", term.expansions.len()),
        Body::Initiative(initiative) => {
            initiative.launched.or(record.when).map_or_else(String::new, |date| date.year_in_short())
        }
        Body::Event(_) | Body::Agreement(_) | Body::Institution(_) | Body::Theme(_) | Body::Term(_) => {
            record.sectors.first().map_or_else(String::new, ToString::to_string)
        }
    })
}

fn row<'c>(ctx: Context<'c>, filter: Option<&Filter>, (id, alike): (ItemId, &Alike), columns: usize) -> Line<'c> {
    let Some(record) = ctx.dataset.record(id) else { return Line::default() };
    let remark = if columns >= WITH_REMARK { remark(ctx, record) } else { String::new() };
    told_apart_row(ctx, filter, (id, alike), &remark, columns)
}
