//! Where there is land, at several levels of detail: the outlines in `assets/map/land.bin`. Coasts only, no borders;
//! knows no screen.
//!
//! Where they are from, how they were made and the form of the file is told in `assets/map/README.md`. Nothing is
//! unpacked ahead or kept: rings are read from the bytes as they are asked for, and of those that reach far beyond what
//! is asked for, only the rough course there.

use std::sync::LazyLock;

use super::frame::Frame;

/// The outlines do not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LandError {
    /// The file does not begin as it should.
    #[error("these are no outlines of land")]
    Unknown,
    /// It is of another version.
    #[error("the outlines of land are of version {0}, not of version 1")]
    Version(u8),
    /// It ends too early, or goes on, or breaks off within a level.
    #[error("the outlines of land are damaged; make them again")]
    Broken,
}

/// The outlines that the program carries; their heads are read when a map is first drawn. A test holds that they read.
static LAND: LazyLock<Option<Land<'static>>> =
    LazyLock::new(|| Land::open(include_bytes!("../../../../assets/map/land.bin")).ok());

/// The bundled outlines that draw clean where dots lie so many degrees of latitude apart.
#[must_use]
pub fn for_pitch(degrees: f64) -> Option<Level<'static>> {
    LAND.as_ref()?.for_pitch(degrees)
}

/// From so many steps on, a piece of a ring has a box.
const BOXED: u32 = 16;

/// All levels, the coarsest first.
#[derive(Clone, Debug)]
pub struct Land<'a> {
    levels: Vec<Level<'a>>,
}

impl<'a> Land<'a> {
    /// Reads what levels there are, not yet what is in them.
    ///
    /// # Errors
    /// If these are no outlines, or of another version, or their lengths do not fit.
    pub fn open(bytes: &'a [u8]) -> Result<Self, LandError> {
        let rest = bytes.strip_prefix(b"LAND").ok_or(LandError::Unknown)?;
        let &[version, count, ref rest @ ..] = rest else { return Err(LandError::Broken) };
        if version != 1 {
            return Err(LandError::Version(version));
        }
        let (heads, mut data) = rest.split_at_checked(usize::from(count) * 8).ok_or(LandError::Broken)?;
        let mut levels = Vec::with_capacity(usize::from(count));
        for head in heads.chunks_exact(8) {
            let &[t0, t1, q0, q1, l0, l1, l2, l3] = head else { return Err(LandError::Broken) };
            let length = usize::try_from(u32::from_le_bytes([l0, l1, l2, l3])).map_err(|_| LandError::Broken)?;
            let (bytes, rest) = data.split_at_checked(length).ok_or(LandError::Broken)?;
            let tolerance = f64::from(u16::from_le_bytes([t0, t1])) / 1000.0;
            let quanta = f64::from(u16::from_le_bytes([q0, q1]).max(1));
            levels.push(Level { tolerance, quanta, bytes });
            data = rest;
        }
        if levels.is_empty() || !data.is_empty() { Err(LandError::Broken) } else { Ok(Self { levels }) }
    }

    /// The level that draws clean where dots lie so many degrees of latitude apart: the coarsest whose tolerance is not
    /// much more than that, or the finest.
    #[must_use]
    pub fn for_pitch(&self, degrees: f64) -> Option<Level<'a>> {
        /// So many times as coarse as the dots a line may be before its corners show.
        const COARSER: f64 = 1.3;
        let fitting = self.levels.iter().find(|level| level.tolerance <= degrees * COARSER);
        fitting.or(self.levels.last()).copied()
    }
}

/// The outlines at one level of detail.
#[derive(Clone, Copy, Debug)]
pub struct Level<'a> {
    /// How long the least detail is, in degrees.
    pub tolerance: f64,
    /// Steps of a coordinate to a degree.
    quanta: f64,
    bytes: &'a [u8],
}

impl<'a> Level<'a> {
    /// The rings that may show within some bounds, on every turn of the globe on which they do. What of a ring lies
    /// outside is told roughly; whether a point within lies on land or at sea is still told right.
    #[expect(clippy::cast_possible_truncation, reason = "a turn or two")]
    pub fn within(self, bounds: Frame) -> impl Iterator<Item = Ring<'a>> {
        let rings = self.rings().filter(move |(_, held)| held.south <= bounds.north && bounds.south <= held.north);
        rings.flat_map(move |(pieces, held)| {
            let least = ((bounds.west - held.east) / 360.0).ceil() as i32;
            let most = ((bounds.east - held.west) / 360.0).floor() as i32;
            (least..=most).map(move |turn| {
                let shift = f64::from(turn) * 360.0;
                let bounds = Frame { west: bounds.west - shift, east: bounds.east - shift, ..bounds };
                Ring { pieces: pieces.clone(), shift, bounds }
            })
        })
    }

    /// All rings, and what holds each.
    fn rings(self) -> impl Iterator<Item = (Pieces<'a>, Frame)> {
        let mut pieces = Pieces { bytes: self.bytes, at: (0, 0), left: 0, quanta: self.quanta };
        std::iter::from_fn(move || {
            pieces.left = number(&mut pieces.bytes)?;
            let first = pieces.clone();
            Some((first, pieces.by_ref().map(|piece| piece.held).reduce(Frame::joined)?))
        })
    }
}

/// A closed outline of land, or of a sea within it; or an island that is but a point.
#[derive(Clone, Debug)]
pub struct Ring<'a> {
    pieces: Pieces<'a>,
    /// By how many degrees, whole turns of the globe, it shows beside where it is written.
    shift: f64,
    /// What is asked for, shifted back.
    bounds: Frame,
}

impl<'a> Ring<'a> {
    /// Its points, east and north; the last leads back to the first. A way from or to latitude -90 is no coast: it
    /// closes the land round the pole.
    pub fn points(&self) -> impl Iterator<Item = (f64, f64)> + use<'a> {
        let Self { pieces, shift, bounds } = self.clone();
        let points = pieces.flat_map(move |piece| {
            let is_rough = piece.steps >= BOXED && !piece.held.meets(bounds);
            piece.points().take(if is_rough { 1 } else { usize::MAX })
        });
        points.map(move |(lon, lat)| (lon + shift, lat))
    }
}

/// The pieces of the rings, as they are written.
#[derive(Clone, Debug)]
struct Pieces<'a> {
    bytes: &'a [u8],
    /// Where the piece before began.
    at: (i32, i32),
    /// How many the ring still has.
    left: u32,
    quanta: f64,
}

#[derive(Clone, Debug)]
struct Piece<'a> {
    first: (i32, i32),
    steps: u32,
    /// What holds its points and the way to the next.
    held: Frame,
    /// Its steps, and what follows them.
    bytes: &'a [u8],
    quanta: f64,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        self.left = self.left.checked_sub(1)?;
        self.at = step(&mut self.bytes, self.at)?;
        let (steps, quanta) = (number(&mut self.bytes)?, self.quanta);
        let here = Frame::at((f64::from(self.at.0) / quanta, f64::from(self.at.1) / quanta));
        let piece = Piece { first: self.at, steps, held: here, bytes: self.bytes, quanta };
        if steps < BOXED {
            for _ in 0..steps {
                step(&mut self.bytes, (0, 0))?;
            }
            return Some(Piece { held: piece.points().map(Frame::at).fold(here, Frame::joined), ..piece });
        }
        let mut reach = || Some(f64::from(number(&mut self.bytes)?) / quanta);
        let (west, south) = (here.west - reach()?, here.south - reach()?);
        let (east, north) = (here.east + reach()?, here.north + reach()?);
        let length = usize::try_from(number(&mut self.bytes)?).ok()?;
        let (bytes, after) = self.bytes.split_at_checked(length)?;
        self.bytes = after;
        Some(Piece { held: Frame { west, east, south, north }, bytes, ..piece })
    }
}

impl<'a> Piece<'a> {
    fn points(&self) -> impl Iterator<Item = (f64, f64)> + use<'a> {
        let &Self { first, steps, mut bytes, quanta, .. } = self;
        let mut left = steps;
        let points = std::iter::successors(Some(first), move |&at| {
            left = left.checked_sub(1)?;
            step(&mut bytes, at)
        });
        points.map(move |(x, y)| (f64::from(x) / quanta, f64::from(y) / quanta))
    }
}

/// Reads a number: seven bits a byte, the lowest first.
fn number(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0;
    for shift in [0, 7, 14, 21] {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 127) << shift;
        if byte < 128 {
            return Some(value);
        }
    }
    None
}

/// Reads how far it is to the next point, both ways: numbers with their sign in the lowest bit.
fn step(bytes: &mut &[u8], (x, y): (i32, i32)) -> Option<(i32, i32)> {
    let mut difference = || {
        let number = number(bytes)?;
        let half = i32::try_from(number >> 1).ok()?;
        Some(if number & 1 == 0 { half } else { -half - 1 })
    };
    Some((x.checked_add(difference()?)?, y.checked_add(difference()?)?))
}

#[cfg(test)]
mod tests;
