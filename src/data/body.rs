//! What only one kind of record has: one file a kind, and the enum that tells them apart.
//!
//! Each file tells what its kind has once, as a list of [`Particular`]s; documents, searches, checks and exports
//! are derived from that. The header all kinds share is in [`super::record`], the kinds' names in
//! [`super::kinds`]. Sides are country codes of `pack.ron`, or `both`, or `other`.

use serde::{Deserialize, Serialize, Serializer};

use super::kinds::{self, Kind};
use super::particular::Particular;

/// A closed list of words for a field: the values, and the word shown for each.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word shown for it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

mod agreement;
mod event;
mod exercise;
mod initiative;
mod institution;
mod person;
mod place;
mod project;
mod term;
mod theme;

pub use agreement::{Agreement, AgreementForm, Party};
pub use event::{Event, EventKind};
pub use exercise::{Edition, Exercise, Service};
pub use initiative::Initiative;
pub use institution::{Institution, InstitutionForm, Meeting};
pub use person::Person;
pub use place::Place;
pub use project::{Project, ProjectStage};
pub use term::Term;
pub use theme::Theme;

macro_rules! bodies {
    (records { $($(#[$doc:meta])* $kind:ident($body:ty) = $($word:literal),+, $nature:ident;)+ } figures $none:tt) => {
        /// The kinds of record, each with its own fields.
        #[derive(Clone, Debug, Deserialize, Serialize)]
        #[serde(bound(deserialize = "'de: 'a"))]
        pub enum Body<'a> { $($(#[$doc])* $kind($body),)+ }

        impl Body<'_> {
            /// Which kind this is.
            #[must_use]
            pub fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind,)+ }
            }

            /// What this kind has of its own, in the order in which it is searched and shown.
            #[must_use]
            pub fn particulars(&self) -> Vec<Particular<'_>> {
                match self { $(Self::$kind(body) => body.particulars(),)+ }
            }

            /// Writes the fields as they stand in the file, without the name of the kind.
            ///
            /// # Errors
            /// Those of the serializer.
            pub fn serialize_fields<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$kind(body) => body.serialize(serializer),)+ }
            }
        }
    };
}

kinds::table!(bodies);
