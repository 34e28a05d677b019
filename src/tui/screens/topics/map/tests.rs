use ratatui::layout::Size;

use super::super::Topics;
use super::shown::marks;
use super::site::Site;
use super::*;
use crate::search::LazyIndex;
use crate::tui::layer::Layer;
use crate::tui::reader::Reader;
use crate::tui::screens::listing::Listing;
use crate::tui::theme::{Depth, Theme};
use crate::tui::whereabouts::ListView;
use crate::tui::widgets::map::frame::Frame;

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

/// All places.
fn places(ctx: Context<'_>) -> Vec<ItemId> {
    Atlas::new(ctx.dataset).sites.iter().map(|site| site.id).collect()
}

/// The title of an item.
fn title(ctx: Context<'_>, id: ItemId) -> String {
    ctx.dataset.get(id).map_or_else(String::new, |item| item.title().to_owned())
}

/// A row of a picture, from one column to another.
fn text(buf: &Buffer, y: u16, columns: std::ops::Range<u16>) -> String {
    columns.map(|x| buf[(x, y)].symbol()).collect()
}

#[test]
fn arrows_lead_from_every_place_to_every_other_as_one_sees_them() {
    with_map(|ctx, topics| {
        let places = places(ctx);
        for size in [SIZES[0], SIZES[3]] {
            let mut next = HashMap::new();
            for &place in &places {
                topics.list_detail.select(place);
                picture(ctx, topics, size);
                let arrows = [Action::Up, Action::Down, Action::Previous, Action::Next];
                let there =
                    arrows.into_iter().filter_map(|arrow| topics.picture.neighbour(ctx, &topics.list_detail, arrow));
                next.insert(place, there.collect::<Vec<ItemId>>());
            }
            for &start in &places {
                let (mut reached, mut ahead) = (HashSet::from([start]), vec![start]);
                while let Some(place) = ahead.pop() {
                    ahead.extend(next[&place].iter().filter(|there| reached.insert(**there)));
                }
                assert_eq!(reached.len(), places.len(), "from {} at {size}", title(ctx, start));
            }
        }
    });
}

#[test]
fn the_selected_place_shows_with_its_whole_name_at_any_size() {
    with_map(|ctx, topics| {
        let countries: Vec<ItemId> =
            Atlas::new(ctx.dataset).sites.iter().filter(|site| site.is_country).map(|site| site.id).collect();
        for (size, place) in SIZES.iter().flat_map(|size| places(ctx).into_iter().map(move |place| (size, place))) {
            topics.list_detail.select(place);
            let (buf, cursor) = picture(ctx, topics, *size);
            let title = title(ctx, place);
            let at = cursor.unwrap_or_else(|| panic!("{title} has no cursor at {size}"));
            if countries.contains(&place) {
                // Its map is called after it.
                assert_eq!(text(&buf, at.y, at.x..at.x + u16::try_from(title.len()).unwrap()), title);
                continue;
            }
            assert_eq!(buf[at].symbol(), ctx.symbols.place_here, "{title} at {size}");
            let near = at.y.saturating_sub(3)..=(at.y + 3).min(size.height - 1);
            assert!(near.into_iter().any(|y| text(&buf, y, 0..size.width).contains(&title)), "{title} at {size}");
        }
    });
}

/// Every width, and of the heights some at each, so that all come up: of the room below the tabs.
fn sizes() -> impl Iterator<Item = Size> {
    (40..=300).flat_map(|width| {
        (7..=97).filter(move |height| (height * 7 + width) % 45 == 0).map(move |height| Size::new(width, height))
    })
}

/// What stands on the lower edges of the frames, from which one reads how much does not show.
fn edges(buf: &Buffer, pane: Rect) -> String {
    text(buf, pane.bottom() - 1, pane.x..pane.right())
}

#[test]
fn every_place_has_a_name_or_a_number_or_is_counted_and_none_is_cut_or_hides_a_coast_at_any_width() {
    with_map(|ctx, topics| {
        let signs = ctx.symbols.places;
        // A country is selected in the title: no name gives way to it.
        topics.list_detail.select(ctx.dataset.find("india").expect("India is in the dataset"));
        for size in sizes() {
            let (buf, _) = picture(ctx, topics, size);
            let shown = topics.picture.shown.as_ref().expect("there is room");
            let atlas = topics.picture.atlas.as_ref().unwrap();
            let mut told: HashSet<usize> = HashSet::new();
            let mut hidden: HashSet<usize> = HashSet::new();
            for inset in &shown.insets {
                let map = inset.map();
                let marks = marks(ctx.dataset, atlas, &inset.sites, inset.layout.view.rows);
                let numbers: HashMap<usize, usize> = inset.layout.numbers().collect();
                assert!(numbers.is_empty() || shown.wanted.has_list, "what a number means is told");
                let mut taken: HashSet<(usize, usize)> = HashSet::new();
                for (mark, spot, columns) in inset.layout.writing() {
                    told.insert(inset.sites[mark]);
                    let row = map.y + u16::try_from(spot.row).unwrap();
                    let from = map.x + u16::try_from(spot.column).unwrap();
                    let number = numbers.get(&mark).map(ToString::to_string);
                    let whole = number.as_deref().unwrap_or(marks[mark].name);
                    let written = text(&buf, row, from..from + u16::try_from(columns).unwrap());
                    assert_eq!(written, whole, "at {size}");
                    for column in spot.column..spot.column + columns {
                        assert!(taken.insert((column, spot.row)), "{whole} meets another at {size}");
                        let is_own = numbers.contains_key(&mark);
                        assert!(is_own || !inset.layout.is_coast(column, spot.row), "{whole} hides a coast at {size}");
                    }
                }
                for at in map.positions() {
                    let mark = inset.layout.mark_at((usize::from(at.x - map.x), usize::from(at.y - map.y)));
                    let symbol = buf[at].symbol();
                    assert!(!signs.contains(&symbol) || mark.is_some(), "{symbol} at {at} without a name at {size}");
                }
                hidden.extend(
                    inset.sites.iter().enumerate().filter(|(mark, _)| !inset.layout.is_told(*mark)).map(|(_, at)| *at),
                );
                let told = inset.layout.hidden() == 0
                    || shown.wanted.has_list
                    || edges(&buf, inset.pane).contains(&format!("{} more", inset.layout.hidden()));
                assert!(
                    told,
                    "{} do not show, and nothing says so at {size}: {}",
                    inset.layout.hidden(),
                    edges(&buf, inset.pane)
                );
            }
            // Each is told on a map, or counted on its edge, or not on any; a country may be what a map is called.
            let is_title = |site: &Site| {
                site.is_country
                    && shown.insets.iter().any(|inset| inset.country.is_some() && inset.country == site.country)
            };
            let elsewhere = atlas.sites.iter().filter(|site| !shown.shows(site)).count();
            assert_eq!(shown.elsewhere, elsewhere, "at {size}");
            for (at, site) in atlas.sites.iter().enumerate() {
                let is_somewhere = told.contains(&at) || hidden.contains(&at) || is_title(site);
                assert_eq!(is_somewhere, shown.shows(site), "{} at {size}", title(ctx, site.id));
            }
            if shown.wanted.has_list {
                let listed: HashSet<ItemId> =
                    topics.list_detail.list.rows().iter().filter_map(Row::item).copied().collect();
                assert!(atlas.sites.iter().all(|site| listed.contains(&site.id)), "the list has them all at {size}");
                let (above, below) = topics.list_detail.list.beyond();
                for (count, sign) in [above, below].into_iter().zip(ctx.symbols.more) {
                    let sign = format!("{count} more {sign}");
                    let says = (0..size.height).any(|y| text(&buf, y, 0..size.width).contains(&sign));
                    assert!(count == 0 || says, "the list goes on, and nothing says so at {size}: {sign}");
                }
            }
        }
    });
}

#[test]
fn no_map_shows_much_more_than_its_country_where_the_room_is_divided_for_it() {
    with_map(|ctx, topics| {
        for size in [Size::new(120, 37), Size::new(160, 47), Size::new(200, 57)] {
            topics.list_detail.select(ctx.dataset.find("tokyo").expect("Tokyo is in the dataset"));
            picture(ctx, topics, size);
            let shown = topics.picture.shown.as_ref().expect("there is room");
            let frames = topics.picture.atlas.as_ref().unwrap().frames();
            let degrees = |frame: Frame| frame.north - frame.south;
            let wasted: Vec<f64> = shown
                .insets
                .iter()
                .zip(frames)
                .map(|(inset, own)| degrees(inset.layout.view.frame) / degrees(own))
                .collect();
            assert!(wasted.iter().all(|more| *more < 1.25), "{wasted:?} at {size}");
        }
    });
}

#[test]
fn arcs_are_there_again_when_the_map_is_opened_again_and_from_what_is_remembered() {
    with_map(|ctx, topics| {
        topics.update(ctx, Action::Arcs);
        for _ in 0..2 {
            topics.update(ctx, Action::ToggleMap);
        }
        assert!(topics.map.is_some() && topics.arcs);
        let view = topics.view();
        assert!(view.map && view.arcs);
        let mut other = Topics::default();
        other.take_up(&view);
        other.look(ctx, &view);
        assert!(other.map.is_some() && other.arcs);
        assert_eq!(other.view(), view);
        // A door leads to the list as it is at first, and leaves them.
        other.look(ctx, &ListView::default());
        assert!(other.map.is_none() && other.view().arcs);
        // While the list shows it is remembered as well.
        topics.update(ctx, Action::ToggleMap);
        assert!(topics.view().arcs);
        topics.update(ctx, Action::ToggleMap);
        topics.update(ctx, Action::Arcs);
        assert!(!topics.view().arcs);
    });
}

#[test]
fn both_countries_are_shown_alike_and_called_by_their_names() {
    with_map(|ctx, topics| {
        for size in SIZES {
            topics.list_detail.select(ctx.dataset.find("tokyo").expect("Tokyo is in the dataset"));
            let (buf, _) = picture(ctx, topics, size);
            let shown = topics.picture.shown.as_ref().expect("there is room");
            let panes: Vec<Rect> = shown.insets.iter().map(|inset| inset.pane).collect();
            assert_eq!(panes.len(), 2, "{size}");
            assert_eq!(panes[0].height, panes[1].height, "{size}");
            // Each is as wide as its country is, so that both are as large.
            let pitch = |at: usize| shown.insets[at].layout.view.pitch();
            assert!(pitch(0) / pitch(1) < 1.6 && pitch(1) / pitch(0) < 1.6, "{size}: {} {}", pitch(0), pitch(1));
            for (pane, name) in panes.iter().zip(["India", "Japan"]) {
                assert!(text(&buf, pane.y, pane.x..pane.right()).contains(name), "{size}");
            }
        }
    });
}

#[test]
fn what_lies_elsewhere_shows_on_a_map_of_all() {
    with_map(|ctx, topics| {
        let size = Size::new(80, 21);
        topics.list_detail.select(ctx.dataset.find("new-york").expect("New York is in the dataset"));
        picture(ctx, topics, size);
        assert_eq!(topics.picture.shown.as_ref().unwrap().insets.len(), 1);
        topics.list_detail.select(ctx.dataset.find("tokyo").expect("Tokyo is in the dataset"));
        picture(ctx, topics, size);
        assert_eq!(topics.picture.shown.as_ref().unwrap().insets.len(), 2);
        topics.update(ctx, Action::Whole);
        picture(ctx, topics, size);
        assert_eq!(topics.picture.shown.as_ref().unwrap().insets.len(), 1);
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
        let theme = ctx.dataset.ids().find(|id| ctx.dataset.get(*id).is_some_and(|item| item.kind() == Kind::Theme));
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
        let places = topics.picture.atlas.as_ref().unwrap().sites.as_ptr();
        assert_eq!(topics.picture.layouts, 1);
        for _ in 0..3 {
            picture(ctx, topics, size);
            topics.update(ctx, Action::Down);
            picture(ctx, topics, size);
        }
        assert_eq!(topics.picture.layouts, 1, "the same maps");
        topics.update(ctx, Action::ZoomIn);
        picture(ctx, topics, size);
        assert_eq!(topics.picture.layouts, 2, "another");
        topics.update(ctx, Action::ToggleMap);
        topics.update(ctx, Action::ToggleMap);
        assert_eq!(topics.picture.atlas.as_ref().unwrap().sites.as_ptr(), places, "the places are looked up once");
    });
}

#[test]
fn the_name_of_what_is_selected_is_read_whole() {
    with_map(|ctx, topics| {
        let small = (3..14).flat_map(|height| [38, 40, 44, 48, 56, 60].map(|width| Size::new(width, height)));
        for size in small.chain(SIZES) {
            for place in places(ctx) {
                topics.list_detail.select(place);
                let (buf, cursor) = picture(ctx, topics, size);
                let Some(at) = cursor else { continue };
                let shown = topics.picture.shown.as_ref().expect("a map");
                let Some(inset) = shown.insets.iter().find(|inset| inset.map().contains(at)) else { continue };
                let map = inset.map();
                let name = crate::text::clip(&title(ctx, place), usize::from(map.width)).into_owned();
                let rows = map.top().max(at.y.saturating_sub(1))..map.bottom().min(at.y + 2);
                // In one row it has no room now and then, and then there is nothing of it but below the map.
                let begins: String = name.chars().skip(1).take(6).collect();
                if map.height == 1 && !text(&buf, at.y, map.left()..map.right()).contains(&begins) {
                    continue;
                }
                let is_whole = rows.clone().any(|y| text(&buf, y, map.left()..map.right()).contains(&name));
                let near: Vec<String> = rows.map(|y| text(&buf, y, map.left()..map.right())).collect();
                assert!(is_whole, "{name} at {size}: {near:#?}");
            }
        }
    });
}

#[test]
fn no_size_is_too_small_to_draw() {
    with_map(|ctx, topics| {
        for width in (0..30).chain((30..130).step_by(9)) {
            for height in [0, 1, 2, 3, 5, 12, 33] {
                picture(ctx, topics, Size::new(width, height));
            }
        }
    });
}
