//! How far a page upwards and one downwards scroll a question and, after it, its options: from wherever one is, as keys
//! may come before it is drawn where the last one led. What shows there is not said here.

/// The pages of a question and its options, as they were last drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Lines of a page of the question.
    step: usize,
    /// The last offset at which the question scrolls: from there on each step is a page of an option.
    question: usize,
}

impl Default for Paging {
    /// Of what was not drawn yet: nothing is stepped over.
    fn default() -> Self {
        Self::new(1, usize::MAX)
    }
}

impl Paging {
    /// Pages of so many lines, up to this offset.
    pub(super) fn new(step: usize, question: usize) -> Self {
        Self { step, question }
    }

    /// Pages of a text alone, in so many lines.
    #[must_use]
    pub fn of_text(lines: usize) -> Self {
        Self::new(lines.max(1), usize::MAX)
    }

    /// By how much a page upwards scrolls from this offset on, and one downwards.
    #[must_use]
    pub fn steps(self, offset: usize) -> (usize, usize) {
        let up = if offset > self.question { 1 } else { self.step };
        // Nothing is stepped over between the end of the question and the first option that is cut.
        let down = self.question.checked_sub(offset).filter(|left| *left > 0).map_or(1, |left| left.min(self.step));
        (up, down)
    }
}
