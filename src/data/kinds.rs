//! The kinds of thing one can open, and what they are called: one table, a row a kind, which the loader,
//! lists, searches and exports read.
//!
//! What a record of a kind has is told once, in its file of [`super::body`]. To add a kind, add its row here and
//! its file there; the compiler asks for the rest. That holds as long as code that does something else for each
//! kind names them all: a `match` over [`Kind`] or [`super::Body`] has no `_` arm, for it would swallow a new kind
//! and nobody would notice. Code that is about one kind alone asks for that one (`let … else`, `==`), and code
//! that treats all alike reads [`Body::particulars`](super::Body::particulars).

use serde::{Deserialize, Serialize};

/// The table. Each row: the kind and its body, its name on the command line and in JSON, the name of one, what
/// several are listed under, the bundled pack's file, and its [`Nature`]. Figures have no body. A large body has a box,
/// so that the many records of another kind need no room for it.
macro_rules! table {
    ($rows:ident) => {
        $rows! {
            records {
                /// Something that happened.
                Event(Event<'a>) = "event", "Event", "Events", "events.ron", Occurrence;
                /// Something signed or declared.
                Agreement(Box<Agreement<'a>>) = "agreement", "Agreement", "Agreements", "agreements.ron", Thing;
                /// A body that meets, works or teaches.
                Institution(Box<Institution<'a>>) = "institution", "Institution", "Institutions", "institutions.ron", Thing;
                /// Something built, flown or made.
                Project(Box<Project<'a>>) = "project", "Project", "Projects", "projects.ron", Thing;
                /// A military exercise.
                Exercise(Box<Exercise<'a>>) = "exercise", "Exercise", "Exercises", "exercises.ron", Thing;
                /// A person.
                Person(Box<Person<'a>>) = "person", "Person", "People", "people.ron", Thing;
                /// A scheme, programme or policy.
                Initiative(Box<Initiative<'a>>) = "initiative", "Initiative", "Initiatives", "initiatives.ron", Thing;
                /// An argument.
                Theme(Box<Theme<'a>>) = "theme", "Theme", "Themes", "themes.ron", Argument;
                /// A place.
                Place(Box<Place<'a>>) = "place", "Place", "Places", "places.ron", Thing;
                /// An acronym or special word.
                Term(Term<'a>) = "term", "Term", "Terms", "terms.ron", Word;
            }
            figures {
                /// Figures over time.
                Series = "series", "Figures", "Figures", "series.ron", Occurrence;
            }
        }
    };
}

pub(super) use table;

macro_rules! kinds {
    (records { $($records:tt)+ } figures { $($figures:tt)+ }) => {
        kinds! { $($records)+ $($figures)+ }
    };
    ($($(#[$doc:meta])* $kind:ident $(($body:ty))? =
       $id:literal, $name:literal, $plural:literal, $file:literal, $nature:ident;)+) => {
        /// A kind of thing one can open: the kinds of record, and figures.
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

            /// What it is to somebody who asks for it by name.
            #[must_use]
            pub fn nature(self) -> Nature {
                match self { $(Self::$kind => Nature::$nature),+ }
            }
        }
    };
}

table!(kinds);

/// What a kind is to somebody who asks for one by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// The thing itself that bears the name.
    Thing,
    /// What once happened to things, or was counted of them.
    Occurrence,
    /// What is argued about things.
    Argument,
    /// A word, which explains a name and is not the thing named.
    Word,
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
