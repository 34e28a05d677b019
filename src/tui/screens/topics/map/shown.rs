//! The maps as they are laid out for the room there is: a map of each country, or one. What shows where is asked here,
//! for drawing, for arrows and for clicks.

use std::collections::{HashMap, HashSet};

use ratatui::layout::{Margin, Position, Rect};

use super::arrangement::share;
use super::atlas::Atlas;
use super::looking::{Distance, Looking};
use super::site::Site;
use crate::data::record::Weight;
use crate::data::{Dataset, ItemId};
use crate::tui::widgets::map::arcs::arc;
use crate::tui::widgets::map::dots::Dots;
use crate::tui::widgets::map::frame::{DOTS, Frame, View};
use crate::tui::widgets::map::{Lines, MapLayout, Mark};

/// What is asked for: when it is the same again, so is the picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    /// The room for all maps.
    pub(super) area: Rect,
    /// How often the list changed.
    pub(super) changes: u64,
    pub(super) in_braille: bool,
    /// Whether a list stands beside, that tells what numbers mean.
    pub(super) has_list: bool,
    pub(super) looking: Looking,
    /// Whether places that something joins are joined by arcs.
    pub(super) joined: bool,
    pub(super) aims: Vec<Aim>,
}

/// A map to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Aim {
    /// The country it is of, if it is of one.
    pub(super) country: Option<usize>,
    pane: Rect,
    view: View,
}

/// A map laid out.
#[derive(Clone, Debug)]
pub(super) struct Inset {
    pub(super) country: Option<usize>,
    /// The room with the frame.
    pub(super) pane: Rect,
    /// The numbers of the places on it, the most important first.
    pub(super) sites: Vec<usize>,
    pub(super) layout: MapLayout,
}

/// All maps that show.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) wanted: Wanted,
    pub(super) insets: Vec<Inset>,
    /// How many of the places are on none of them.
    pub(super) elsewhere: usize,
    /// The arcs for what was last selected, where they are drawn.
    pub(super) arcs: Option<Arcs>,
}

/// The arcs on the maps.
#[derive(Clone, Debug)]
pub(super) struct Arcs {
    /// The place they are drawn for.
    of: Option<usize>,
    /// Those on each map.
    pub(super) lines: Vec<Lines>,
    /// Whether all that join places are drawn, not that place's alone.
    pub(super) are_all: bool,
    /// What that place is joined with.
    pub(super) others: Vec<usize>,
}

/// From this many rows on leaders lead to the names of what is good to know, too.
const DEEP: usize = 25;
/// The least degrees from south to north or west to east that a closer map may have left: closer the coasts are
/// straight.
const CLOSEST: f64 = 1.0;

/// What to draw in a room, of these places.
pub(super) fn aims(
    atlas: &Atlas,
    (passing, is_narrowed): (&[usize], bool),
    looking: Looking,
    selected: Option<&Site>,
    area: Rect,
) -> Vec<Aim> {
    let aim = |country, frame: Frame, pane: Rect| {
        let room = inside(pane);
        let view = View::fit(frame, usize::from(room.width), usize::from(room.height))?;
        Some(Aim { country, pane, view })
    };
    let whole = || aim(None, atlas.whole(passing, is_narrowed, selected), area).into_iter().collect();
    match looking.distance {
        Distance::Whole => whole(),
        Distance::Closer(steps) => {
            let Some(selected) = selected else { return whole() };
            let frame = (0..steps).fold(atlas.base(Some(selected)), |frame, _| {
                let is_least = (frame.east - frame.west).min(frame.north - frame.south) < 2.0 * CLOSEST;
                if is_least { frame } else { frame.closer(selected.point) }
            });
            aim(None, frame, area).into_iter().collect()
        }
        Distance::Countries => {
            let countries = atlas.countries(passing, is_narrowed);
            let frames: Vec<Frame> = countries.iter().map(|(_, frame)| *frame).collect();
            let aims: Vec<Aim> = if let Some(panes) = share(area, &frames) {
                countries
                    .iter()
                    .zip(panes)
                    .filter_map(|((country, frame), pane)| aim(Some(*country), *frame, pane))
                    .collect()
            } else {
                let own = |of: &&(usize, Frame)| selected.is_some_and(|site| site.country == Some(of.0));
                let alone = countries.iter().find(own).or(countries.first());
                alone.and_then(|(country, frame)| aim(Some(*country), *frame, area)).into_iter().collect()
            };
            let shows = |site: &Site| aims.iter().any(|aim| aim.shows(site));
            if aims.is_empty() || selected.is_some_and(|site| !shows(site)) { whole() } else { aims }
        }
    }
}

/// The room within a frame.
fn inside(pane: Rect) -> Rect {
    pane.inner(Margin::new(1, 1))
}

impl Aim {
    /// Whether a place is on it: on the map of a country whatever lies there, but for what is another country's. The
    /// country itself is what the map is called.
    fn shows(&self, site: &Site) -> bool {
        match self.country {
            Some(country) if site.country.is_some() && site.country != Some(country) => false,
            Some(_) if site.is_country => true,
            _ => self.view.cell(site.point).is_some(),
        }
    }
}

impl Shown {
    /// Lays out what is wanted, of these places, which stand in this order in the list.
    pub(super) fn new(wanted: Wanted, dataset: &Dataset<'_>, atlas: &Atlas, order: &HashMap<usize, usize>) -> Self {
        let mut first: Vec<usize> = order.keys().copied().collect();
        // Where arcs are drawn, what they join is named before all others.
        let joints = if wanted.joined { atlas.joints(dataset) } else { &[] };
        let ends: HashSet<usize> = joints.iter().flat_map(|joint| [joint.ends.0, joint.ends.1]).collect();
        first.sort_by_key(|at| (!ends.contains(at), *at));
        // One sequence over all maps: the list beside them tells each number once.
        let mut next_number = wanted.has_list.then_some(1);
        let insets = wanted.aims.iter().map(|aim| {
            let is_here = |site: &Site| aim.shows(site) && !(site.is_country && aim.country.is_some());
            let sites: Vec<usize> =
                first.iter().copied().filter(|at| atlas.sites.get(*at).is_some_and(is_here)).collect();
            let mut marks = marks(dataset, atlas, &sites, aim.view.rows);
            for (mark, site) in marks.iter_mut().zip(&sites) {
                mark.order = order.get(site).copied().unwrap_or(usize::MAX);
            }
            let layout = MapLayout::new(aim.view, &marks, wanted.in_braille, next_number);
            next_number = next_number.map(|next| next + layout.numbers().count());
            Inset { country: aim.country, pane: aim.pane, sites, layout }
        });
        let insets = insets.collect();
        let mut shown = Self { wanted, insets, elsewhere: 0, arcs: None };
        shown.elsewhere = first.iter().filter_map(|at| atlas.sites.get(*at)).filter(|site| !shown.shows(site)).count();
        shown
    }

    /// Where a place has a number instead of a name, which.
    pub(super) fn numbers(&self) -> HashMap<usize, usize> {
        let numbers = self.insets.iter().flat_map(|inset| {
            inset.layout.numbers().filter_map(|(mark, number)| Some((*inset.sites.get(mark)?, number)))
        });
        numbers.collect()
    }

    /// Whether a place is on some map.
    pub(super) fn shows(&self, site: &Site) -> bool {
        self.wanted.aims.iter().any(|aim| aim.shows(site))
    }

    /// Whether some map could be closer: there a view is larger than the least, or places share signs.
    pub(super) fn can_come_closer(&self) -> bool {
        self.insets.iter().any(|inset| {
            let Frame { west, east, south, north } = inset.layout.view.frame;
            (east - west).min(north - south) >= 2.0 * CLOSEST
        })
    }

    /// Where the places on the maps stand on the screen, in dots, north upwards; where very many share signs, only
    /// those that signs stand for. A country stands where its map is called after it.
    pub(super) fn points(&self, atlas: &Atlas, selected: Option<usize>) -> Vec<(usize, (f64, f64))> {
        let mut points: Vec<(usize, (f64, f64))> = Vec::new();
        for inset in &self.insets {
            let mut put = |at: usize| {
                if let Some(site) = atlas.sites.get(at) {
                    let (x, y) = inset.dot(site);
                    points.push((at, (x, -y)));
                }
            };
            if inset.layout.is_crowded() {
                let signs: HashSet<usize> = inset.layout.signs().collect();
                signs.iter().filter_map(|mark| inset.sites.get(*mark)).for_each(|at| put(*at));
                selected.filter(|at| inset.sites.contains(at)).into_iter().for_each(put);
            } else {
                inset.sites.iter().for_each(|at| put(*at));
            }
            let country = atlas.country_site(inset.country);
            if let Some(country) = country.filter(|_| inset.country.is_some()) {
                let (x, y) = (f64::from(inset.pane.x + 3) * 2.0, f64::from(inset.pane.y) * 4.0);
                points.push((country, (x, -y)));
            }
        }
        points
    }

    /// What a click on a place of the screen means: the place whose sign or name stands there, a country by what its
    /// map is called, or else the nearest place of that map.
    pub(super) fn site_at(&self, atlas: &Atlas, at: Position) -> Option<ItemId> {
        let inset = self.insets.iter().find(|inset| inset.pane.contains(at))?;
        if at.y == inset.pane.y {
            let country = atlas.country_site(inset.country).and_then(|at| atlas.sites.get(at));
            return country.filter(|_| inset.country.is_some()).map(|site| site.id);
        }
        let map = inset.map();
        let cell = (usize::from(at.x.saturating_sub(map.x)), usize::from(at.y.saturating_sub(map.y)));
        let hit = inset.layout.mark_at(cell).filter(|_| map.contains(at)).and_then(|mark| inset.sites.get(mark));
        let away = |site: &Site| {
            let (x, y) = inset.dot(site);
            (x - f64::from(at.x) * 2.0).hypot(y - f64::from(at.y) * 4.0)
        };
        let told = inset.sites.iter().enumerate().filter(|(mark, _)| inset.layout.is_told(*mark));
        let sites = || told.clone().filter_map(|(_, at)| atlas.sites.get(*at));
        let nearest = || sites().min_by(|one, other| away(one).total_cmp(&away(other))).map(|site| site.id);
        hit.and_then(|at| atlas.sites.get(*at)).map(|site| site.id).or_else(nearest)
    }

    /// Lays out the arcs for what is selected, unless they are: the selected place's, and all others only where one map
    /// shows the whole, for beside its other end each would be cut at an edge.
    pub(super) fn join(&mut self, dataset: &Dataset<'_>, atlas: &Atlas, selected: Option<usize>) {
        if !self.wanted.joined || self.arcs.as_ref().is_some_and(|arcs| arcs.of == selected) {
            return;
        }
        let joints = atlas.joints(dataset);
        let is_closer = matches!(self.wanted.looking.distance, Distance::Closer(_));
        let is_whole = !is_closer && self.insets.iter().all(|inset| inset.country.is_none());
        let others: Vec<usize> =
            selected.map_or_else(Vec::new, |here| joints.iter().filter_map(|joint| joint.other(here)).collect());
        // On one map alone an arc may lead beyond its edge.
        let beyond = self.insets.first().filter(|_| self.insets.len() == 1);
        let held: Vec<HashSet<usize>> = self.insets.iter().map(|inset| inset.sites.iter().copied().collect()).collect();
        let end = |at: usize| {
            let holder = self.insets.iter().zip(&held).find(|(_, sites)| sites.contains(&at)).map(|(inset, _)| inset);
            atlas.sites.get(at).zip(holder.or(beyond)).map(|(site, inset)| inset.dot(site))
        };
        let mut arcs = Vec::new();
        for joint in joints {
            let is_here = selected.is_some_and(|at| joint.other(at).is_some());
            if (is_here || is_whole)
                && let Some((from, to)) = end(joint.ends.0).zip(end(joint.ends.1))
            {
                arcs.push((is_here, from, to));
            }
        }
        let is_end: HashSet<usize> = others.iter().copied().collect();
        let lines = self.insets.iter().map(|inset| {
            let ends = inset.sites.iter().enumerate().filter(|(_, at)| is_end.contains(at));
            let ends = ends.map(|(mark, _)| mark).collect();
            let View { columns, rows, .. } = inset.layout.view;
            let mut lines = Lines { here: Dots::none(columns, rows), others: Dots::none(columns, rows), ends };
            let map = inset.map();
            let (left, above) = (usize::from(map.x) * DOTS.0, usize::from(map.y) * DOTS.1);
            for &(is_here, from, to) in &arcs {
                let dots = if is_here { &mut lines.here } else { &mut lines.others };
                for (x, y) in arc(from, to) {
                    if let Some((x, y)) = x.checked_sub(left).zip(y.checked_sub(above)) {
                        dots.put(x, y);
                    }
                }
            }
            lines
        });
        let lines = lines.collect();
        self.arcs = Some(Arcs { of: selected, lines, are_all: is_whole, others });
    }
}

impl Inset {
    /// Where the map stands within its pane.
    pub(super) fn map(&self) -> Rect {
        self.layout.within(inside(self.pane))
    }

    /// Where a place stands on the screen, in dots.
    fn dot(&self, site: &Site) -> (f64, f64) {
        let (x, y) = self.layout.view.dot(site.point);
        let map = self.map();
        (x + f64::from(map.x) * 2.0, y + f64::from(map.y) * 4.0)
    }
}

/// The places as they are marked on a map of so many rows.
pub(super) fn marks<'d>(dataset: &'d Dataset<'_>, atlas: &Atlas, sites: &[usize], rows: usize) -> Vec<Mark<'d>> {
    sites.iter().filter_map(|at| atlas.sites.get(*at)).map(|site| mark(dataset, site, rows)).collect()
}

/// A place as it is marked on a map of so many rows.
pub(super) fn mark<'d>(dataset: &'d Dataset<'_>, site: &Site, rows: usize) -> Mark<'d> {
    Mark {
        point: site.point,
        name: dataset.record(site.id).map_or("", |record| record.title.as_ref()),
        size: site.size,
        is_core: site.weight == Weight::Core,
        may_lead: site.weight == Weight::Core || (site.weight == Weight::Useful && rows >= DEEP),
        order: 0,
    }
}
