//! Seeded chance: the same seed gives the same paper on every machine and in every version.
//!
//! A generator of our own (`SplitMix64`), because a library may change its algorithm between
//! versions and a printed paper must not change with it. It is not for secrets.

/// A stream of numbers that depends on nothing but its seed.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// A stream for a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream for a seed and a name, so that two things with one seed do not move together.
    #[must_use]
    pub fn named(seed: u64, name: &str) -> Self {
        // FNV-1a: short, and the same everywhere.
        let hash = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        Self(seed ^ hash)
    }

    /// The next sixty-four bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 if there is none. The bias of the remainder is far below notice here.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        self.bits().checked_rem(bound).and_then(|rest| usize::try_from(rest).ok()).unwrap_or(0)
    }

    /// A number from 0 up to, but not including, 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit exactly")]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Brings the items into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        self.shuffle_some(items, 0..items.len());
    }

    /// A part of that, which begins with the last of all places and ends with the first: draws for each of these places
    /// one of the items that stand there or before.
    pub fn shuffle_some<T>(&mut self, items: &mut [T], places: std::ops::Range<usize>) {
        for last in (places.start.max(1)..places.end.min(items.len())).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// One of the items.
    pub fn pick<'t, T>(&mut self, items: &'t [T]) -> Option<&'t T> {
        items.get(self.below(items.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::Rng;

    #[test]
    fn a_seed_gives_the_same_stream_for_ever() {
        let mut rng = Rng::new(42);
        assert_eq!([rng.bits(), rng.bits()], [13_679_457_532_755_275_413, 2_949_826_092_126_892_291]);
        let mut items = [1, 2, 3, 4, 5, 6];
        Rng::new(7).shuffle(&mut items);
        let mut again = [1, 2, 3, 4, 5, 6];
        Rng::new(7).shuffle(&mut again);
        assert_eq!(items, again);
        assert_eq!(Rng::new(1).below(0), 0);
        assert!((0.0..1.0).contains(&Rng::new(3).unit()));
    }
}
