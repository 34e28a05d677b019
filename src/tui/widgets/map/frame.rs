//! What part of the world a map shows, and where on it a place stands: plain projection, no screen.
//!
//! A degree of longitude is drawn as wide as it is in the middle of the frame; there, and only there,
//! shapes are true. Longitudes may run past 180, so that a frame can lie across the Pacific.

/// Dots in a cell, across and down: those of a Braille sign. A cell is about twice as high as wide, so
/// a dot is about square.
pub const DOTS: (usize, usize) = (2, 4);

/// A point of the globe, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapPoint {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

/// A part of the globe, in degrees; `east` is greater than `west`, if need be beyond 180.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The western edge.
    pub west: f64,
    /// The eastern edge.
    pub east: f64,
    /// The southern edge.
    pub south: f64,
    /// The northern edge.
    pub north: f64,
}

impl Frame {
    /// The whole world, Greenwich in the middle.
    pub const WORLD: Self = Self { west: -180.0, east: 180.0, south: -90.0, north: 90.0 };

    /// The smallest frame that holds these points with so many degrees around each; none without points.
    #[must_use]
    pub fn around(points: impl IntoIterator<Item = MapPoint>, margin: f64) -> Option<Self> {
        points.into_iter().fold(None, |frame: Option<Self>, point| Some(Self::of(frame, point, margin)))
    }

    /// This frame, widened where that is needed to hold a point with so many degrees around it.
    #[must_use]
    pub fn with(self, point: MapPoint, margin: f64) -> Self {
        if self.holds(point) { self } else { Self::of(Some(self), point, margin) }
    }

    fn of(frame: Option<Self>, point: MapPoint, margin: f64) -> Self {
        let own = Self {
            west: point.lon - margin,
            east: point.lon + margin,
            south: (point.lat - margin).max(-90.0),
            north: (point.lat + margin).min(90.0),
        };
        frame.map_or(own, |frame| frame.joined(own))
    }

    /// This frame, widened about its middle where it is smaller than so many degrees.
    #[must_use]
    pub fn at_least(self, lon: f64, lat: f64) -> Self {
        let (across, down) =
            ((lon - (self.east - self.west)).max(0.0) / 2.0, (lat - (self.north - self.south)).max(0.0) / 2.0);
        Self { west: self.west - across, east: self.east + across, south: self.south - down, north: self.north + down }
    }

    /// Whether a point lies in the frame.
    #[must_use]
    pub fn holds(self, point: MapPoint) -> bool {
        (self.west..=self.east).contains(&point.lon) && (self.south..=self.north).contains(&point.lat)
    }

    /// A point, as the frame of nothing else.
    #[must_use]
    pub fn at((lon, lat): (f64, f64)) -> Self {
        Self { west: lon, east: lon, south: lat, north: lat }
    }

    /// Whether the two have a point in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.west <= other.east && other.west <= self.east && self.south <= other.north && other.south <= self.north
    }

    /// The smallest frame that holds both.
    #[must_use]
    pub fn joined(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            east: self.east.max(other.east),
            south: self.south.min(other.south),
            north: self.north.max(other.north),
        }
    }

    /// A frame half as wide and high, a point in its middle.
    #[must_use]
    pub fn closer(self, middle: MapPoint) -> Self {
        let (lon, lat) = ((self.east - self.west) / 4.0, (self.north - self.south) / 4.0);
        Self { west: middle.lon - lon, east: middle.lon + lon, south: middle.lat - lat, north: middle.lat + lat }
    }
}

/// Where to cut the globe so that these longitudes stay together: the middle of the widest gap.
#[must_use]
pub fn cut(longitudes: impl IntoIterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = longitudes.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    let Some(&first) = sorted.first() else {
        return -180.0;
    };
    let next = sorted.iter().skip(1).copied().chain([first + 360.0]);
    let gaps = sorted.iter().zip(next).map(|(&here, next)| (next - here, f64::midpoint(here, next)));
    gaps.max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map_or(-180.0, |(_, middle)| if middle > 180.0 { middle - 360.0 } else { middle })
}

/// A longitude written as one of the 360 degrees east of the cut.
#[must_use]
pub fn unrolled(lon: f64, cut: f64) -> f64 {
    (lon - cut).rem_euclid(360.0) + cut
}

/// A frame fitted to a number of cells, both directions to one scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// What shows: at least the frame asked for.
    pub frame: Frame,
    /// Columns the map takes, at most those there are.
    pub columns: usize,
    /// Rows it takes, at most those there are.
    pub rows: usize,
}

impl View {
    /// Shows a frame in so many columns and rows, in true proportions: what is left over in one
    /// direction shows more of the world, as far as there is more. None if there is no room.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "some hundred cells"
    )]
    pub fn fit(frame: Frame, columns: usize, rows: usize) -> Option<Self> {
        if columns < 2 || rows < 1 {
            return None;
        }
        let (lon, lat) = ((frame.east - frame.west).clamp(1.0, 360.0), (frame.north - frame.south).clamp(1.0, 180.0));
        let (middle_lon, middle_lat) = (f64::midpoint(frame.west, frame.east), f64::midpoint(frame.south, frame.north));
        // Of a view of half the world and more none is true; so it is stretched less, and uses more rows.
        let most = if lon > 120.0 { 0.8 } else { 1.0 };
        let narrowing = middle_lat.to_radians().cos().clamp(0.2, most);
        let steps = |cells: usize, dots: usize| (cells * dots - 1) as f64;
        let (across, down) = (steps(columns, DOTS.0), steps(rows, DOTS.1));
        let scale = (across / (lon * narrowing)).min(down / lat);
        // As many cells as the world fills at this scale, at most.
        let most = |degrees: f64, dots: usize| ((degrees * scale + 1.0) / dots as f64).floor().max(1.0) as usize;
        let (columns, rows) = (columns.min(most(360.0 * narrowing, DOTS.0).max(2)), rows.min(most(180.0, DOTS.1)));
        let half = |cells: usize, dots: usize, scale: f64| steps(cells, dots) / scale / 2.0;
        let (lon, lat) = (half(columns, DOTS.0, scale * narrowing), half(rows, DOTS.1, scale));
        let middle_lat = middle_lat.clamp((-90.0 + lat).min(0.0), (90.0 - lat).max(0.0));
        let frame =
            Frame { west: middle_lon - lon, east: middle_lon + lon, south: middle_lat - lat, north: middle_lat + lat };
        Some(Self { frame, columns, rows })
    }

    /// Degrees of latitude from one dot to the next.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "some hundred dots")]
    pub fn pitch(&self) -> f64 {
        (self.frame.north - self.frame.south) / (self.rows * DOTS.1).saturating_sub(1).max(1) as f64
    }

    /// Degrees of longitude from one dot to the next.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "some hundred dots")]
    pub fn pitch_across(&self) -> f64 {
        (self.frame.east - self.frame.west) / (self.columns * DOTS.0).saturating_sub(1).max(1) as f64
    }

    /// Where a point stands, in dots from the upper left, which may lie outside.
    #[must_use]
    pub fn dot(&self, point: MapPoint) -> (f64, f64) {
        ((point.lon - self.frame.west) / self.pitch_across(), (self.frame.north - point.lat) / self.pitch())
    }

    /// The cell a point stands in, from the upper left; none if it lies outside.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred dots, from 0")]
    pub fn cell(&self, point: MapPoint) -> Option<(usize, usize)> {
        if !self.frame.holds(point) {
            return None;
        }
        let (x, y) = self.dot(point);
        let cell = |dot: f64, dots: usize, cells: usize| (dot.round() as usize / dots).min(cells - 1);
        Some((cell(x, DOTS.0, self.columns), cell(y, DOTS.1, self.rows)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ASIA: Frame = Frame { west: 60.0, east: 155.0, south: 0.0, north: 48.0 };

    #[test]
    fn the_globe_is_cut_where_nothing_lies() {
        assert!((cut([77.0, 139.0]) - -72.0).abs() < 1e-9);
        assert!((unrolled(-122.0, -72.0) - 238.0).abs() < 1e-9);
        assert!((unrolled(15.0, -72.0) - 15.0).abs() < 1e-9);
        assert!((cut([170.0, -170.0]) - 0.0).abs() < 1e-9, "the cut is in Greenwich, the Pacific whole");
    }

    #[test]
    fn a_frame_widens_only_for_what_it_lacks() {
        let inside = MapPoint { lon: 139.7, lat: 35.7 };
        assert_eq!(ASIA.with(inside, 8.0), ASIA);
        let new_york = MapPoint { lon: 286.0, lat: 40.7 };
        assert_eq!(ASIA.with(new_york, 8.0), Frame { east: 294.0, north: 48.7, ..ASIA });
        assert_eq!(Frame::around([], 8.0), None);
    }

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "some hundred cells")]
    fn a_degree_is_as_long_both_ways_in_the_middle() {
        for (columns, rows) in [(58, 11), (78, 19), (74, 35), (134, 55)] {
            let View { frame, columns, rows } = View::fit(ASIA, columns, rows).expect("there is room");
            let middle = f64::midpoint(ASIA.south, ASIA.north).to_radians().cos();
            let across = (columns * DOTS.0 - 1) as f64 / ((frame.east - frame.west) * middle);
            let down = (rows * DOTS.1 - 1) as f64 / (frame.north - frame.south);
            assert!((across / down - 1.0).abs() < 1e-6, "{across} {down}");
        }
    }

    proptest! {
        #[test]
        fn what_is_asked_for_shows(
            west in -180.0..180.0_f64, wide in 0.0..360.0_f64, south in -90.0..90.0_f64, high in 0.0..180.0_f64,
            columns in 2_usize..250, rows in 1_usize..80,
        ) {
            let frame = Frame { west, east: west + wide, south, north: (south + high).min(90.0) };
            let view = View::fit(frame, columns, rows).expect("there is room");
            prop_assert!(view.columns <= columns && view.rows <= rows && view.rows > 0 && view.columns > 0);
            for (lon, lat) in [(frame.west, frame.south), (frame.east, frame.north)] {
                // The corners may fall to rounding where the whole world shows; never by more than a cell.
                let slack = view.pitch() * 4.0 + 1e-6;
                prop_assert!(view.frame.west <= lon + 2.0 * slack / 0.2 && view.frame.east >= lon - 2.0 * slack / 0.2);
                prop_assert!(view.frame.south <= lat + slack && view.frame.north >= lat - slack);
            }
            let middle = MapPoint { lon: f64::midpoint(frame.west, frame.east), lat: f64::midpoint(frame.south, frame.north) };
            let (column, row) = view.cell(middle).expect("the middle shows");
            prop_assert!(column < view.columns && row < view.rows);
        }
    }
}
