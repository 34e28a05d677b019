//! Numbers drawn by a seed: the same on every machine. What is made of them is for whoever draws.

/// A linear congruential generator.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// A number less than this, or 0.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }

    /// Puts a list into an order drawn.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}
