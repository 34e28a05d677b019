//! How far a source can be trusted: four grades, their names and meanings, in this one place.
//!
//! Which source is of which grade stands in a pack, and may be left out of it. What must not rest on a low grade alone
//! is for [`crate::data::check::quality`].

use serde::{Deserialize, Serialize};

/// The grade of a source, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Grade {
    /// Who did or decided it says so.
    A,
    /// Who checks what is printed says so.
    B,
    /// Somebody tells what others said.
    C,
    /// Nobody answers for it.
    D,
}

impl Grade {
    /// Every grade, best first.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// What the letters mean, a word each, with this between them: `A official, …`.
    #[must_use]
    pub fn legend(between: &str) -> String {
        Self::ALL.map(|grade| format!("{} {}", grade.letter(), grade.word())).join(between)
    }

    /// Its letter, which is its name.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    /// What it means, in a few words.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::A => "official or primary document",
            Self::B => "reference work, newspaper of record, agency",
            Self::C => "secondary: study notes, portals, local press",
            Self::D => "mirror, scrape, unknown author, machine-written",
        }
    }

    /// The word that stands for it where all four are told on one line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::A => "official",
            Self::B => "reference",
            Self::C => "secondary",
            Self::D => "unknown",
        }
    }

    /// Whether it bears a statement of weight without words that say how it is known.
    #[must_use]
    pub fn is_firm(self) -> bool {
        matches!(self, Self::A | Self::B)
    }
}
