//! The seam to the FSRS-6 model of memory: everything else here knows only what stands in this file.
//!
//! The model is that of the `fsrs` crate with its default parameters, untrained: a candidate has too
//! few reviews before the exam to fit one of his own.

use std::fmt;

use fsrs::{FSRS, MemoryState};
use serde::{Deserialize, Serialize};

/// How an answer went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Not known.
    Again,
    /// Known with trouble.
    Hard,
    /// Known.
    Good,
    /// Known at once.
    Easy,
}

impl Grade {
    /// All four.
    pub const FOUR: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];
    /// The two of the default.
    pub const TWO: [Self; 2] = [Self::Again, Self::Good];

    /// The word shown for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }

    /// Whether the answer was known.
    #[must_use]
    pub fn is_known(self) -> bool {
        self != Self::Again
    }
}

/// What the model knows of one card in one head.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// Days until recall falls to nine in ten.
    pub stability: f32,
    /// From 1, easy, to 10.
    pub difficulty: f32,
}

/// A memory after a grade, and when the model would ask again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The grade it is for.
    pub grade: Grade,
    /// The memory after it.
    pub memory: Memory,
    /// The interval in days, not rounded.
    pub interval: f32,
}

/// The model with the recall one wants at a review.
#[derive(Clone)]
pub struct Model {
    fsrs: FSRS,
    retention: f32,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").field("retention", &self.retention).finish_non_exhaustive()
    }
}

impl Default for Model {
    fn default() -> Self {
        Self::new(0.9)
    }
}

impl Model {
    /// The model for a wanted recall; held between 0.7 and 0.97, outside of which intervals make no sense.
    #[must_use]
    pub fn new(retention: f32) -> Self {
        Self { fsrs: FSRS::default(), retention: retention.clamp(0.7, 0.97) }
    }

    /// What each grade would lead to, `days` after the last review.
    #[must_use]
    pub fn outcomes(&self, memory: Option<Memory>, days: u32) -> [Outcome; 4] {
        let state = memory.map(|memory| MemoryState { stability: memory.stability, difficulty: memory.difficulty });
        let Ok(next) = self.fsrs.next_states(state, self.retention, days) else {
            // Only a memory that is no number fails; it is taken as a new one.
            return Grade::FOUR.map(|grade| Outcome {
                grade,
                memory: Memory { stability: 1.0, difficulty: 5.0 },
                interval: 1.0,
            });
        };
        let states = [next.again, next.hard, next.good, next.easy];
        let mut outcomes = Grade::FOUR.into_iter().zip(states).map(|(grade, state)| Outcome {
            grade,
            memory: Memory { stability: state.memory.stability, difficulty: state.memory.difficulty },
            interval: state.interval,
        });
        std::array::from_fn(|_| {
            outcomes.next().unwrap_or(Outcome {
                grade: Grade::Again,
                memory: Memory { stability: 1.0, difficulty: 5.0 },
                interval: 1.0,
            })
        })
    }

    /// The outcome of one grade.
    #[must_use]
    pub fn after(&self, memory: Option<Memory>, days: u32, grade: Grade) -> Outcome {
        let [again, hard, good, easy] = self.outcomes(memory, days);
        match grade {
            Grade::Again => again,
            Grade::Hard => hard,
            Grade::Good => good,
            Grade::Easy => easy,
        }
    }

    /// How likely a card is recalled so many days after its last review.
    #[must_use]
    pub fn recall(&self, memory: Memory, days: u32) -> f32 {
        let state = MemoryState { stability: memory.stability, difficulty: memory.difficulty };
        #[expect(clippy::cast_precision_loss, reason = "days of a life fit")]
        let days = days as f32;
        fsrs::current_retrievability(state, days, fsrs::FSRS6_DEFAULT_DECAY)
    }
}
