//! The kinds of thing one can open, and what they are called: one table, a row a kind, which the loader,
//! lists and exports read.
//!
//! What a record of a kind has is in [`super::body`]. To add a kind, add its row here; the compiler then
//! asks for the rest.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $id:literal, $name:literal, $plural:literal, $file:literal;)+) => {
        /// A kind of thing one can open: ten kinds of record, and figures.
        #[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $kind),+ }

        impl Kind {
            /// Every kind, in the order shown.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$kind),+];
            const COUNT: usize = [$(Self::$kind),+].len();

            /// Lower-case name: on the command line and in JSON.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$kind => $id),+ }
            }

            /// Name shown for one of the kind.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),+ }
            }

            /// What several are listed under.
            #[must_use]
            pub fn plural(self) -> &'static str {
                match self { $(Self::$kind => $plural),+ }
            }

            /// The file of the bundled pack that holds it. A pack may hold its records in files of any name;
            /// figures alone are told by theirs.
            #[must_use]
            pub fn file(self) -> &'static str {
                match self { $(Self::$kind => $file),+ }
            }
        }
    };
}

kinds! {
    /// Something that happened.
    Event = "event", "Event", "Events", "events.ron";
    /// Something signed or declared.
    Agreement = "agreement", "Agreement", "Agreements", "agreements.ron";
    /// A body that meets, works or teaches.
    Institution = "institution", "Institution", "Institutions", "institutions.ron";
    /// Something built, flown or made.
    Project = "project", "Project", "Projects", "projects.ron";
    /// A military exercise.
    Exercise = "exercise", "Exercise", "Exercises", "exercises.ron";
    /// A person.
    Person = "person", "Person", "People", "people.ron";
    /// A scheme, programme or policy.
    Initiative = "initiative", "Initiative", "Initiatives", "initiatives.ron";
    /// An argument.
    Theme = "theme", "Theme", "Themes", "themes.ron";
    /// A place.
    Place = "place", "Place", "Places", "places.ron";
    /// An acronym or special word.
    Term = "term", "Term", "Terms", "terms.ron";
    /// Figures over time.
    Series = "series", "Figures", "Figures", "series.ron";
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Kind;

    #[test]
    fn every_kind_has_words_and_a_file_of_its_own() {
        for words in [Kind::id, Kind::name, Kind::plural, Kind::file] {
            let all: HashSet<&str> = Kind::ALL.iter().map(|kind| words(*kind)).collect();
            assert_eq!(all.len(), Kind::ALL.len());
        }
    }
}
