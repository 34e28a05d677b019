//! All places of a dataset, on the globe as it is cut for them, and which of them something joins: the same as long as
//! the dataset is. Which places are of which country is told by the data.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::joints::{Joint, joints};
use super::site::Site;
use crate::data::body::{Body, Place};
use crate::data::{Dataset, ItemId, Kind};
use crate::tui::widgets::map::frame::{Frame, MapPoint, cut, unrolled};
use crate::view::sections::topics::is_country;

/// Degrees shown around the places that a map of all is framed to.
const MARGIN: f64 = 8.0;
/// Around those of one country: so many at least, or else this share of its extent; and no less than this from south to
/// north.
const OWN_MARGIN: f64 = 1.5;
const OWN_SHARE: f64 = 0.125;
const LEAST: f64 = 6.0;

/// The places, the most important first.
#[derive(Clone, Debug)]
pub(super) struct Atlas {
    pub(super) sites: Vec<Site>,
    numbers: HashMap<ItemId, usize>,
    /// Looked for when they are first drawn.
    joints: OnceLock<Vec<Joint>>,
    home: Frame,
    /// The frames of the countries that have places.
    own: Vec<(usize, Frame)>,
    /// How many records at least are told of a place whose sign is larger, and largest.
    pub(super) larger: [usize; 2],
}

impl Atlas {
    pub(super) fn new(dataset: &Dataset<'_>) -> Self {
        let countries = &dataset.pack.countries;
        // Each place, with how many records are told of it.
        let mut sites: Vec<(Site, usize)> = Vec::new();
        for id in dataset.of_kind(Kind::Place).iter().copied() {
            let Some(record) = dataset.record(id) else { continue };
            let Body::Place(place) = &record.body else { continue };
            let Place { lat, lon, side, .. } = place.as_ref();
            let country = countries.iter().position(|country| country.code == *side);
            let is_country = is_country(dataset, record);
            let point = MapPoint { lon: *lon, lat: *lat };
            let told = if is_country { 0 } else { dataset.links(id).len() };
            sites.push((Site { id, point, weight: record.weight, size: 0, country, is_country }, told));
        }
        let cut = cut(sites.iter().filter(|(site, _)| site.country.is_some()).map(|(site, _)| site.point.lon));
        let most = sites.iter().map(|(_, told)| *told).max().unwrap_or(0);
        for (site, told) in &mut sites {
            site.point.lon = unrolled(site.point.lon, cut);
            site.size = if site.is_country { 2 } else { size(*told, most) };
        }
        // Of those that matter alike, those most is told of.
        sites.sort_unstable_by_key(|(site, told)| (!site.is_country, site.weight, std::cmp::Reverse(*told), site.id));
        let sites: Vec<Site> = sites.into_iter().map(|(site, _)| site).collect();
        let numbers: HashMap<ItemId, usize> = sites.iter().enumerate().map(|(at, site)| (site.id, at)).collect();
        let at_home = sites.iter().filter(|site| site.country.is_some()).map(|site| site.point);
        let home = Frame::around(at_home, MARGIN).unwrap_or(Frame::WORLD);
        let own = (0..countries.len()).filter_map(|country| Some((country, own_frame(&sites, country)?))).collect();
        let larger = [1, 2].map(|wanted| (0..most).find(|told| size(*told, most) >= wanted).unwrap_or(most));
        Self { sites, numbers, joints: OnceLock::new(), home, own, larger }
    }

    /// The frames of all countries that have places, however the list is narrowed.
    pub(super) fn frames(&self) -> Vec<Frame> {
        self.own.iter().map(|(_, frame)| *frame).collect()
    }

    /// Which of the places something joins.
    pub(super) fn joints(&self, dataset: &Dataset<'_>) -> &[Joint] {
        self.joints.get_or_init(|| joints(dataset, &self.sites))
    }

    /// The number of a place.
    pub(super) fn number(&self, id: Option<ItemId>) -> Option<usize> {
        self.numbers.get(&id?).copied()
    }

    /// The number of the place that is a country itself. Such places come first.
    pub(super) fn country_site(&self, country: Option<usize>) -> Option<usize> {
        self.sites.iter().take_while(|site| site.is_country).position(|site| site.country == country)
    }

    /// One map of all: of the countries, or, where a list is narrowed to these places and all lie there, of them; and
    /// of the selected one.
    pub(super) fn whole(&self, passing: &[usize], is_narrowed: bool, selected: Option<&Site>) -> Frame {
        let points = || passing.iter().filter_map(|at| self.sites.get(*at)).map(|site| site.point);
        let home = self.home;
        // Not over half the world for one far place.
        let is_narrowed = is_narrowed && points().all(|point| home.holds(point));
        let frame = Frame::around(points().filter(|_| is_narrowed), MARGIN)
            .map_or(home, |frame| frame.at_least((home.east - home.west) / 2.0, (home.north - home.south) / 2.0));
        selected.map_or(frame, |site| frame.with(site.point, MARGIN))
    }

    /// A map of each country with any of these places.
    pub(super) fn countries(&self, passing: &[usize], is_narrowed: bool) -> Vec<(usize, Frame)> {
        let framed = self.own.iter().filter_map(|&(country, own)| {
            let here = passing.iter().filter_map(|at| self.sites.get(*at)).filter(|site| site.country == Some(country));
            if !is_narrowed {
                return here.clone().next().map(|_| (country, own));
            }
            let points = here.clone().filter(|site| !site.is_country).map(|site| site.point);
            let least = ((own.east - own.west) / 2.0, (own.north - own.south) / 2.0);
            let frame = Frame::around(points, OWN_MARGIN).map(|frame| frame.at_least(least.0, least.1));
            frame.or_else(|| here.clone().next().map(|_| own)).map(|frame| (country, frame))
        });
        framed.collect()
    }

    /// The map that one comes closer from to a place: its country's, or that of all.
    pub(super) fn base(&self, site: Option<&Site>) -> Frame {
        let own = self.own.iter().find(|(country, _)| site.is_some_and(|site| site.country == Some(*country)));
        own.map_or(self.home, |(_, frame)| *frame)
    }
}

/// The frame of a country's places; its own record is not among them, unless there are no others.
fn own_frame(sites: &[Site], country: usize) -> Option<Frame> {
    let own = || sites.iter().filter(|site| site.country == Some(country));
    let places = Frame::around(own().filter(|site| !site.is_country).map(|site| site.point), 0.0);
    let frame = places.or_else(|| Frame::around(own().map(|site| site.point), 0.0))?;
    let narrowing = f64::midpoint(frame.south, frame.north).to_radians().cos().max(0.2);
    let extent = ((frame.east - frame.west) * narrowing).max(frame.north - frame.south);
    let margin = (extent * OWN_SHARE).max(OWN_MARGIN);
    let frame = Frame {
        west: frame.west - margin / narrowing,
        east: frame.east + margin / narrowing,
        south: (frame.south - margin).max(-90.0),
        north: (frame.north + margin).min(90.0),
    };
    Some(frame.at_least(LEAST, LEAST))
}

/// A third of the sizes each, where one is many times another: so much as is told of a place, of what is told of the
/// most.
#[expect(clippy::cast_precision_loss, reason = "some thousand records")]
fn size(told: usize, most: usize) -> usize {
    let share = (told.max(1) as f64).ln() / (most.max(2) as f64).ln();
    usize::from(share >= 1.0 / 3.0) + usize::from(share >= 2.0 / 3.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_follow_how_much_is_told() {
        assert_eq!(
            [size(0, 93), size(1, 93), size(5, 93), size(20, 93), size(21, 93), size(93, 93)],
            [0, 0, 1, 1, 2, 2]
        );
        assert_eq!([size(0, 0), size(1, 1), size(2, 2)], [0, 0, 2]);
    }

    #[test]
    fn each_country_has_a_frame_of_its_own_places() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let atlas = Atlas::new(&dataset);
        let all: Vec<usize> = (0..atlas.sites.len()).collect();
        let countries = atlas.countries(&all, false);
        assert_eq!(countries.iter().map(|(country, _)| *country).collect::<Vec<_>>(), [0, 1]);
        for (country, frame) in countries {
            let own = atlas.sites.iter().filter(|site| site.country == Some(country));
            assert!(own.clone().all(|site| frame.holds(site.point)));
            assert!(atlas.home.joined(frame).holds(MapPoint { lon: frame.west, lat: frame.south }));
            let narrowed = atlas.countries(&[atlas.number(own.clone().next_back().map(|site| site.id)).unwrap()], true);
            assert_eq!(narrowed.len(), 1, "of the one place there is one map");
        }
    }
}
