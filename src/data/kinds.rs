//! The kinds of thing one can open, and what they are called. What a record of a kind has is in [`super::body`].

use serde::{Deserialize, Serialize};

/// A kind of thing one can open: ten kinds of record, and figures.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Something that happened.
    Event,
    /// Something signed or declared.
    Agreement,
    /// A body that meets, works or teaches.
    Institution,
    /// Something built, flown or made.
    Project,
    /// A military exercise.
    Exercise,
    /// A person.
    Person,
    /// A scheme, programme or policy.
    Initiative,
    /// An argument.
    Theme,
    /// A place.
    Place,
    /// An acronym or special word.
    Term,
    /// Figures over time.
    Series,
}

impl Kind {
    /// Every kind, in the order of the files.
    pub const ALL: [Self; 11] = [
        Self::Event,
        Self::Agreement,
        Self::Institution,
        Self::Project,
        Self::Exercise,
        Self::Person,
        Self::Initiative,
        Self::Theme,
        Self::Place,
        Self::Term,
        Self::Series,
    ];

    /// Lower-case name: on the command line and in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Agreement => "agreement",
            Self::Institution => "institution",
            Self::Project => "project",
            Self::Exercise => "exercise",
            Self::Person => "person",
            Self::Initiative => "initiative",
            Self::Theme => "theme",
            Self::Place => "place",
            Self::Term => "term",
            Self::Series => "series",
        }
    }

    /// Name shown for one of the kind.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "Event",
            Self::Agreement => "Agreement",
            Self::Institution => "Institution",
            Self::Project => "Project",
            Self::Exercise => "Exercise",
            Self::Person => "Person",
            Self::Initiative => "Initiative",
            Self::Theme => "Theme",
            Self::Place => "Place",
            Self::Term => "Term",
            Self::Series => "Figures",
        }
    }
}
