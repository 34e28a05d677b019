//! The map of the topics' places: which part of the world shows, what each place is called and how
//! much it matters, where a key leads, and where the list and the record stand beside it.
//!
//! It opens on the places of the two countries; a filter narrows it to what passes, and it widens
//! for a selected place that lies outside.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Margin, Position, Rect};
use ratatui::text::{Line, Span};

use super::super::listing::drawing::{count_in_words, list_pane, plain_row};
use crate::data::body::{Body, Place};
use crate::data::record::Weight;
use crate::data::{ItemId, Kind, Record};
use crate::text::clip;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::layout;
use crate::tui::list_detail::{Focus, ListDetail};
use crate::tui::widgets::map::frame::{Frame, MapPoint, View, cut, unrolled};
use crate::tui::widgets::map::step::{Direction, apart, step};
use crate::tui::widgets::map::{Coast, Map, Mark, Rank};
use crate::tui::widgets::pane::Pane;

/// What is particular to looking at the map.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Looking {
    /// How often one came closer.
    closer: usize,
    /// What was selected in the list when the map was opened, and what the map then selected.
    came_from: Option<(ItemId, ItemId)>,
}

/// Degrees shown around the places the map is framed to.
const MARGIN: f64 = 8.0;
/// From this width on the list stands beside the map.
const BESIDE: u16 = 110;
/// From this height on it stands below the map, if it does not stand beside it.
const BELOW: u16 = 34;
/// From this height on the record of the selected place stands below the list beside the map.
const WITH_RECORD: u16 = 32;

impl Looking {
    /// The map as it opens, from this item of the list.
    pub(super) fn from(selected: Option<ItemId>, then: Option<ItemId>) -> Self {
        Self { closer: 0, came_from: selected.zip(then) }
    }

    /// What to select in the list when the map is left: what was selected before, unless one moved on.
    pub(super) fn back_to(self, selected: Option<ItemId>) -> Option<ItemId> {
        self.came_from.filter(|(_, then)| Some(*then) == selected).map(|(from, _)| from)
    }

    /// Whether one came closer.
    pub(super) fn is_closer(self) -> bool {
        self.closer > 0
    }

    /// Comes closer, or goes farther away; tells whether it could. The coast is too coarse for more than one step, but
    /// places that share a sign part on the next.
    pub(super) fn zoom(&mut self, closer: bool, is_crowded: bool) -> bool {
        /// A degree or so fills the map then; no view is nearer.
        const CLOSEST: usize = 6;
        let before = self.closer;
        self.closer = match closer {
            true if before == 0 || (is_crowded && before < CLOSEST) => before + 1,
            true => before,
            false => before.saturating_sub(1),
        };
        self.closer != before
    }
}

/// A place of the dataset, on the globe as it is cut for this dataset.
#[derive(Clone, Copy, Debug)]
struct Site {
    id: ItemId,
    point: MapPoint,
    rank: Rank,
}

/// All places, and how the globe is cut for them: the same as long as the dataset is.
#[derive(Debug)]
pub(super) struct Atlas {
    sites: Vec<Site>,
    home: Frame,
}

impl Atlas {
    fn new(ctx: Context<'_>) -> Self {
        let records = ctx.dataset.numbered_records();
        let mut places: Vec<(Site, &Place<'_>)> = records
            .filter_map(|(id, record)| {
                let Body::Place(place) = &record.body else { return None };
                let point = MapPoint { lon: place.lon, lat: place.lat };
                Some((Site { id, point, rank: rank(ctx, record) }, place))
            })
            .collect();
        let in_a_country =
            |place: &Place<'_>| ctx.dataset.pack.countries.iter().any(|country| country.code == place.side);
        let cut = cut(places.iter().filter(|(_, place)| in_a_country(place)).map(|(site, _)| site.point.lon));
        for (site, _) in &mut places {
            site.point.lon = unrolled(site.point.lon, cut);
        }
        let at_home = places.iter().filter(|(_, place)| in_a_country(place)).map(|(site, _)| site.point);
        let home = Frame::around(at_home, MARGIN).unwrap_or(Frame::WORLD);
        let mut sites: Vec<Site> = places.into_iter().map(|(site, _)| site).collect();
        // The most important first; of those that matter alike, those most is told of.
        let links = |id| ctx.dataset.links(id).len();
        sites.sort_by_key(|site| (site.rank, std::cmp::Reverse(links(site.id)), site.id.index()));
        Self { sites, home }
    }

    /// What shows: the places that pass a filter, or those of the two countries; and the selected one.
    fn frame(&self, ctx: Context<'_>, list_detail: &ListDetail, looking: Looking) -> Frame {
        let passing = || self.sites.iter().filter(|site| list_detail.passes(ctx, site.id)).map(|site| site.point);
        let home = self.home;
        // No closer than the coast bears, and not over half the world for one far place.
        let narrowed = list_detail.is_narrowed() && passing().all(|point| home.holds(point));
        let passing = Frame::around(passing().filter(|_| narrowed), MARGIN)
            .map(|frame| frame.at_least((home.east - home.west) / 2.0, (home.north - home.south) / 2.0));
        let base = passing.unwrap_or(home);
        let Some(selected) = self.site(list_detail.selected()) else {
            return base;
        };
        match looking.closer {
            0 => base.with(selected.point, MARGIN),
            steps => (0..steps).fold(home, |frame, _| frame.closer(selected.point)),
        }
    }

    fn site(&self, id: Option<ItemId>) -> Option<&Site> {
        self.sites.iter().find(|site| Some(site.id) == id)
    }
}

/// How much a place matters on the map: the two countries alike, then as an exam sees it.
fn rank(ctx: Context<'_>, record: &Record<'_>) -> Rank {
    match record.weight {
        _ if ctx.dataset.pack.countries.iter().any(|country| country.name == record.title) => Rank::First,
        Weight::Core => Rank::High,
        Weight::Useful => Rank::Middle,
        Weight::Detail => Rank::Low,
    }
}

/// The place to begin with: the item itself, if it is one, or the first it links to.
pub(super) fn nearest_place(ctx: Context<'_>, selected: Option<ItemId>) -> Option<ItemId> {
    let selected = selected?;
    let linked = ctx.dataset.neighbours(selected);
    std::iter::once(selected).chain(linked).find(|id| is_place(ctx, *id))
}

/// Whether an item is a place.
pub(super) fn is_place(ctx: Context<'_>, id: ItemId) -> bool {
    ctx.dataset.record(id).is_some_and(|record| record.kind == Kind::Place)
}

/// Where the map, the list and the record stand; the map always does, unless one reads where there
/// is room for one pane only.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    map: Option<Rect>,
    list: Option<Rect>,
    record: Option<Rect>,
}

fn divide(body: Rect, reading: bool) -> Parts {
    let instead = |map, other| {
        let (list, record) = if reading { (None, Some(other)) } else { (Some(other), None) };
        Parts { map: Some(map), list, record }
    };
    if body.width >= BESIDE {
        let side = (body.width / 3).clamp(38, 66);
        let [map, side] = body.layout(&Layout::horizontal([Constraint::Fill(1), Constraint::Length(side)]));
        if body.height < WITH_RECORD {
            return instead(map, side);
        }
        let [list, record] = side.layout(&Layout::vertical([Constraint::Percentage(36), Constraint::Fill(1)]));
        return Parts { map: Some(map), list: Some(list), record: Some(record) };
    }
    if body.height >= BELOW {
        let [map, other] = body.layout(&Layout::vertical([Constraint::Percentage(60), Constraint::Fill(1)]));
        return instead(map, other);
    }
    if !reading {
        return Parts { map: Some(body), ..Parts::default() };
    }
    let panes = layout::panes(body, true);
    Parts { map: panes.list, list: None, record: panes.detail }
}

/// What the map is drawn with that changes seldom or never.
#[derive(Debug, Default)]
pub(super) struct MapPicture {
    atlas: Option<Atlas>,
    coast: Coast,
    /// Where places shared a sign when last drawn, which of them has one or is the first of those that do.
    crowd: Option<HashSet<ItemId>>,
}

impl MapPicture {
    /// Whether some places share a sign: on a closer map they would part.
    pub(super) fn is_crowded(&self) -> bool {
        self.crowd.is_some()
    }

    /// The place an arrow leads to from the selected one, among those that pass; where places share signs, from sign to
    /// sign.
    pub(super) fn neighbour(&mut self, ctx: Context<'_>, list_detail: &ListDetail, action: Action) -> Option<ItemId> {
        let direction = match action {
            Action::Up => Direction::Up,
            Action::Down => Direction::Down,
            Action::Previous => Direction::Left,
            Action::Next => Direction::Right,
            _ => return None,
        };
        let selected = list_detail.selected();
        let atlas = self.atlas.get_or_insert_with(|| Atlas::new(ctx));
        let has_sign = |id| self.crowd.as_ref().is_none_or(|signs| signs.contains(&id) || Some(id) == selected);
        let sites = atlas.sites.iter().filter(|site| has_sign(site.id) && list_detail.passes(ctx, site.id));
        let mut sites: Vec<&Site> = sites.collect();
        sites.sort_by_key(|site| site.id.index());
        let narrowing = f64::midpoint(atlas.home.south, atlas.home.north).to_radians().cos();
        let points: Vec<_> = sites.iter().map(|site| (site.point.lon * narrowing, site.point.lat)).collect();
        let from = sites.iter().position(|site| Some(site.id) == selected)?;
        step(&apart(&points), from, direction).and_then(|there| sites.get(there)).map(|site| site.id)
    }

    /// Draws the map, and the list and the record where there is room; gives the cursor's place.
    pub(super) fn draw(
        &mut self,
        ctx: Context<'_>,
        list_detail: &mut ListDetail,
        looking: Looking,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let atlas = self.atlas.get_or_insert_with(|| Atlas::new(ctx));
        let reading = list_detail.focus == Focus::Detail;
        let parts = divide(area, reading);
        let view = parts.map.and_then(|map| {
            let room = map.inner(Margin::new(1, 1));
            // Where no list stands beside the map, the filter takes a line of it.
            let filter = u16::from(parts.list.is_none() && list_detail.filter.is_some());
            let rows = room.height.saturating_sub(filter);
            View::fit(atlas.frame(ctx, list_detail, looking), usize::from(room.width), usize::from(rows))
        });
        let mut cursor = None;
        if let (Some(area), Some(view)) = (parts.map, view) {
            let map = MapPane { ctx, list_detail, atlas, view, is_alone: parts.list.is_none() };
            (cursor, self.crowd) = map.draw(&mut self.coast, area, buf);
        }
        if let Some(list) = parts.list {
            cursor = draw_list(ctx, list_detail, view, atlas, list, buf).or(cursor);
        }
        if let Some(record) = parts.record {
            let place = list_detail.detail.draw(ctx, record, buf, reading);
            cursor = if reading { place } else { cursor };
        }
        cursor
    }
}

/// The map in its pane.
struct MapPane<'m, 'c> {
    ctx: Context<'c>,
    list_detail: &'m ListDetail,
    atlas: &'m Atlas,
    view: View,
    /// Whether no list stands beside the map: the filter is then typed here.
    is_alone: bool,
}

impl MapPane<'_, '_> {
    /// Draws it; gives the cursor’s place, and where places share signs those that have one or are the first of such.
    fn draw(&self, coast: &mut Coast, area: Rect, buf: &mut Buffer) -> (Option<Position>, Option<HashSet<ItemId>>) {
        let Self { ctx, list_detail, atlas, view, is_alone } = *self;
        let (sites, outside): (Vec<&Site>, Vec<&Site>) = atlas
            .sites
            .iter()
            .filter(|site| list_detail.passes(ctx, site.id))
            .partition(|site| view.cell(site.point).is_some());
        let is_one = list_detail.total.max(list_detail.list.items()) == 1;
        let places = if is_one { "place" } else { "places" };
        let counted = match outside.len() {
            0 => places.to_owned(),
            count => format!("{places}, {count} not in view"),
        };
        let (inner, prompt) = if is_alone {
            list_pane(ctx, list_detail, "Map", &counted, area, buf)
        } else {
            let title = format!("Map {} {} {counted}", ctx.symbols.dash, count_in_words(list_detail));
            (Pane::new(&title, list_detail.focus == Focus::List).draw(ctx, area, buf), None)
        };
        let selected = atlas.site(list_detail.selected());
        if let Some(caption) = selected.and_then(|site| caption(ctx, site.id)) {
            draw_caption(ctx, &caption, area, buf);
        }
        let named = sites.iter().filter_map(|site| Some((*site, ctx.dataset.record(site.id)?.title.as_ref())));
        let marks: Vec<Mark<'_>> =
            named.map(|(site, name)| Mark { point: site.point, name, rank: site.rank }).collect();
        let here = sites.iter().position(|site| selected.is_some_and(|selected| selected.id == site.id));
        if is_alone && marks.is_empty() && list_detail.list.items() == 0 {
            // The pane says that nothing matches.
            return (prompt, None);
        }
        let drawn = Map { view, marks: &marks, here }.draw(ctx, coast, inner, buf);
        let of_signs = || drawn.signs.iter().filter_map(|sign| Some(sites.get(*sign)?.id)).collect();
        (prompt.or(drawn.here), drawn.is_crowded.then(of_signs))
    }
}

/// What is selected, whose it is, and where: for the lower edge of the map.
fn caption(ctx: Context<'_>, id: ItemId) -> Option<String> {
    let degrees = |value: f64, positive, negative| {
        format!("{:.2}° {}", value.abs(), if value < 0.0 { negative } else { positive })
    };
    let record = ctx.dataset.record(id)?;
    let Body::Place(place) = &record.body else { return None };
    let country = ctx.dataset.pack.countries.iter().find(|country| country.code == place.side);
    let country = country.map(|country| country.name.as_ref()).filter(|name| *name != record.title.as_ref());
    let names: Vec<&str> =
        std::iter::once(record.title.as_ref()).chain(place.region.as_deref()).chain(country).collect();
    Some(format!("{}  {}  {}", names.join(", "), degrees(place.lat, 'N', 'S'), degrees(place.lon, 'E', 'W')))
}

fn draw_caption(ctx: Context<'_>, text: &str, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width).saturating_sub(6);
    if area.height < 2 || room == 0 {
        return;
    }
    let line = Line::from(Span::styled(format!(" {} ", clip(text, room)), ctx.theme.text.style()));
    buf.set_line(area.x + 2, area.bottom() - 1, &line, area.width - 4);
}

fn draw_list(
    ctx: Context<'_>,
    list_detail: &mut ListDetail,
    view: Option<View>,
    atlas: &Atlas,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let (inner, prompt) = list_pane(ctx, list_detail, "Places", &list_detail.things("record"), area, buf);
    list_detail.draw_list(ctx, inner, buf, |filter, id, columns| {
        let shown = atlas.site(Some(id)).zip(view).is_some_and(|(site, view)| view.cell(site.point).is_some());
        match ctx.dataset.get(id) {
            Some(item) => plain_row(ctx, filter, item, if shown { "" } else { "not in view" }, columns),
            None => Line::default(),
        }
    });
    prompt
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use ratatui::layout::Size;

    use super::super::Topics;
    use super::*;
    use crate::search::LazyIndex;
    use crate::tui::layer::Layer;
    use crate::tui::reader::Reader;
    use crate::tui::screens::listing::Listing;
    use crate::tui::theme::{Depth, Theme};

    /// Does something with the topics of the bundled dataset, the map open.
    fn with_map(test: impl FnOnce(Context<'_>, &mut Topics)) {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let theme = Theme::named("dark", Depth::Ansi16).unwrap_or_else(|error| panic!("{error}"));
        let (index, reader) = (LazyIndex::new(&dataset), Reader::new(theme));
        let ctx = Context::new(&index, &reader);
        let mut topics = Topics::default();
        topics.refresh(ctx);
        topics.update(ctx, Action::ToggleMap);
        test(ctx, &mut topics);
    }

    fn picture(ctx: Context<'_>, topics: &mut Topics, Size { width, height }: Size) -> (Buffer, Option<Position>) {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        let cursor = topics.draw(ctx, area, &mut buf);
        (buf, cursor)
    }

    const SIZES: [Size; 5] =
        [Size::new(60, 13), Size::new(80, 21), Size::new(60, 40), Size::new(120, 37), Size::new(200, 57)];

    #[test]
    fn arrows_lead_from_every_place_to_every_other() {
        with_map(|ctx, topics| {
            let places: Vec<ItemId> = Atlas::new(ctx).sites.iter().map(|site| site.id).collect();
            let mut next = std::collections::HashMap::new();
            for &place in &places {
                topics.list_detail.select(place);
                let arrows = [Action::Up, Action::Down, Action::Previous, Action::Next];
                let there =
                    arrows.into_iter().filter_map(|arrow| topics.picture.neighbour(ctx, &topics.list_detail, arrow));
                let there: Vec<ItemId> = there.collect();
                next.insert(place, there);
            }
            for &start in &places {
                let (mut reached, mut ahead) = (HashSet::from([start]), vec![start]);
                while let Some(place) = ahead.pop() {
                    ahead.extend(next[&place].iter().filter(|there| reached.insert(**there)));
                }
                assert_eq!(reached.len(), places.len(), "from {:?}", ctx.dataset.get(start).map(|item| item.title()));
            }
        });
    }

    #[test]
    fn the_selected_place_shows_with_its_whole_name_at_any_size() {
        with_map(|ctx, topics| {
            let places: Vec<ItemId> = Atlas::new(ctx).sites.iter().map(|site| site.id).collect();
            for (size, &place) in SIZES.iter().flat_map(|size| places.iter().map(move |place| (size, place))) {
                topics.list_detail.select(place);
                let (buf, cursor) = picture(ctx, topics, *size);
                let title = ctx.dataset.get(place).map_or("", |item| item.title());
                let at = cursor.unwrap_or_else(|| panic!("{title} has no cursor at {size}"));
                assert_eq!(buf[at].symbol(), ctx.symbols.place_here, "{title} at {size}");
                let near = at.y.saturating_sub(1)..=(at.y + 1).min(size.height - 1);
                let named = near.into_iter().any(|y| {
                    let row: String = (0..size.width).map(|x| buf[(x, y)].symbol()).collect();
                    row.contains(title)
                });
                assert!(named, "{title} at {size}");
            }
        });
    }

    #[test]
    fn both_countries_are_named_alike() {
        with_map(|ctx, topics| {
            let atlas = Atlas::new(ctx);
            let named = |site: &Site| ctx.dataset.record(site.id).map_or("", |record| record.title.as_ref());
            let both: Vec<&Site> = atlas.sites.iter().filter(|site| site.rank == Rank::First).collect();
            let first: Vec<&str> = both.iter().map(|site| named(site)).collect();
            assert_eq!(first.len(), 2);
            let home = View::fit(atlas.home, 78, 19).expect("there is room");
            assert!(first.contains(&"India") && first.contains(&"Japan"));
            assert!(both.iter().all(|site| home.cell(site.point).is_some()));
            topics.list_detail.list.last();
            for size in SIZES {
                let (buf, _) = picture(ctx, topics, size);
                let text: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
                assert!(first.iter().all(|name| text.contains(name)), "{size}");
            }
        });
    }

    #[test]
    fn the_map_is_left_where_it_was_entered_unless_one_moved() {
        with_map(|ctx, topics| {
            topics.update(ctx, Action::Close);
            topics.update(ctx, Action::Last);
            let before = topics.list_detail.selected();
            topics.update(ctx, Action::ToggleMap);
            assert!(topics.list_detail.selected().is_some_and(|id| is_place(ctx, id)));
            topics.update(ctx, Action::ToggleMap);
            assert_eq!(topics.list_detail.selected(), before);
            topics.update(ctx, Action::ToggleMap);
            topics.update(ctx, Action::PageDown);
            let there = topics.list_detail.selected();
            topics.update(ctx, Action::Close);
            assert_eq!(topics.list_detail.selected(), there);
        });
    }

    #[test]
    fn the_map_is_left_for_what_it_cannot_show() {
        with_map(|ctx, topics| {
            let theme =
                ctx.dataset.ids().find(|id| ctx.dataset.get(*id).is_some_and(|item| item.kind() == Kind::Theme));
            let theme = theme.expect("there are themes");
            let tokyo = ctx.dataset.find("tokyo").expect("Tokyo is in the dataset");
            assert!(topics.reveal(ctx, tokyo));
            assert!(topics.map.is_some());
            assert!(topics.reveal(ctx, theme));
            assert!(topics.map.is_none());
            assert_eq!(topics.list_detail.selected(), Some(theme));
        });
    }

    #[test]
    fn nothing_is_made_twice_for_one_view() {
        with_map(|ctx, topics| {
            let size = Size::new(120, 37);
            picture(ctx, topics, size);
            let (places, coasts) =
                (topics.picture.atlas.as_ref().unwrap().sites.as_ptr(), topics.picture.coast.drawings());
            assert_eq!(coasts, 1);
            for _ in 0..3 {
                picture(ctx, topics, size);
                topics.update(ctx, Action::Down);
                picture(ctx, topics, size);
            }
            assert_eq!(topics.picture.coast.drawings(), coasts, "the same part of the world");
            topics.update(ctx, Action::ZoomIn);
            picture(ctx, topics, size);
            assert_eq!(topics.picture.coast.drawings(), coasts + 1, "another part of it");
            topics.update(ctx, Action::ToggleMap);
            topics.update(ctx, Action::ToggleMap);
            assert_eq!(topics.picture.atlas.as_ref().unwrap().sites.as_ptr(), places, "the places are looked up once");
        });
    }

    #[test]
    fn no_size_is_too_small_to_draw() {
        with_map(|ctx, topics| {
            for width in 0..130 {
                for height in [0, 1, 2, 3, 5, 12, 33, 36] {
                    picture(ctx, topics, Size::new(width, height));
                }
            }
        });
    }
}
