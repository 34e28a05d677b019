//! What may stand in a pack's files: every shape with its fields, their types, meanings and defaults.
//!
//! None of it is written down anywhere: the build script reads it off the types that the loader itself uses, and off
//! their comments (`src/build_types.rs`), so that it is never stale. How it is shown is known elsewhere;
//! [`example`] finds an example for every field.

#[cfg(bundled)]
pub mod example;

use serde::{Deserialize, Serialize};

/// All shapes that can be reached from what stands in a file.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Schema {
    /// In the order of the files of sources.
    pub shapes: Vec<Shape>,
}

/// A struct, a list of words or a tuple.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Shape {
    /// Its name, which no file holds.
    pub name: String,
    /// What it is, in a sentence.
    pub meaning: String,
    /// What it consists of.
    pub form: Form,
}

/// What a shape consists of.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum Form {
    /// `(name: value, …)`.
    Fields(Vec<Field>),
    /// `(value, …)`, in this order.
    Tuple(Vec<Field>),
    /// One of these words, without quotes.
    Words(Vec<Word>),
}

/// A field of a struct, or a place in a tuple.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Field {
    /// What the file calls it.
    pub name: String,
    /// What it says.
    pub meaning: String,
    /// What stands there.
    pub written: Type,
    /// Whether the file may leave it out.
    pub presence: Presence,
}

/// Whether a field may be left out, and what holds then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Presence {
    /// It must be there.
    Required,
    /// If it is left out, there is nothing, or the default of its type.
    Optional,
    /// If it is left out, what its whole struct has by default.
    OfStruct,
}

/// A word of a closed list.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Word {
    /// As it stands in the file.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

/// What stands in a place.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Type {
    /// Something that has no parts, or is read in its own way.
    Leaf(Leaf),
    /// `[…]`.
    List(Box<Type>),
    /// `(…, …)`.
    Tuple(Vec<Type>),
    /// The shape of this name.
    Shape(String),
    /// The name of a kind with the fields of that kind.
    Body,
}

/// What has no parts, or is read in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Leaf {
    /// A text.
    Text,
    /// A date as precise as its source.
    Date,
    /// A period of a figure.
    Period,
    /// Sources with paragraphs.
    Cites,
    /// Marks of an exam.
    Marks,
    /// A number without a fraction.
    Whole,
    /// Any number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A word of a list that a pack may make its own.
    Word,
    /// Names by language.
    Names,
    /// Links by relation.
    Links,
    /// Lists of a thing by their names, and what comes to them or goes.
    Lists,
}

impl Leaf {
    /// Every one.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Date,
        Self::Period,
        Self::Cites,
        Self::Marks,
        Self::Whole,
        Self::Number,
        Self::Bool,
        Self::Word,
        Self::Names,
        Self::Links,
        Self::Lists,
    ];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Period => "period",
            Self::Cites => "cites",
            Self::Marks => "marks",
            Self::Whole => "whole number",
            Self::Number => "number",
            Self::Bool => "true or false",
            Self::Word => "word of a list",
            Self::Names => "names by language",
            Self::Links => "links",
            Self::Lists => "parts of lists",
        }
    }

    /// How it is written.
    #[must_use]
    pub fn notation(self) -> &'static str {
        match self {
            Self::Text => "in double quotes; a quote or backslash within it has a backslash before it",
            Self::Date => {
                "in EDTF, as precise as the source: \"2011\", \"2011-08\", \"2011-08-01\", \"2022-03-19/2022-03-20\", \
                 \"196X\" for a decade, \"05XX\" for a century, \"2019~\" for about"
            }
            Self::Period => "a fiscal year, \"FY2022-23\", or a date, \"2022\"; on a day counted: \"2024-12\"",
            Self::Cites => {
                "the id of a source and paragraphs or passages of it, several with semicolons: \"brief ¶14, ¶15; page ¶2–¶4\""
            }
            Self::Marks => "whole or a part, in quotes: \"2\", \"2/3\"",
            Self::Whole => "without a point and without quotes",
            Self::Number => "with a point, without quotes and without commas: 6.33",
            Self::Word => {
                "without quotes; which there are, a pack may say itself: see `statuses`, `stances` and `groups` of pack.ron"
            }
            Self::Bool => "true or false, without quotes",
            Self::Names => {
                "by the tag of a language: {\"nb\": \"havn\"}, or {\"nb\": [\"havn\", \"hamn\"]} where there are several"
            }
            Self::Links => {
                "by relation, ids in a list, a pair with cites where a source is to be named: {SignedAt: [\"visit-1998\"], \
                 LedTo: [(\"committee\", \"brief ¶4\")]}; [\"a\", \"b\"] is short for SeeAlso"
            }
            Self::Lists => {
                "in round brackets, the name of each list and its parts: (aka: [\"CEPA\"], cites: [\"brief ¶4\"])"
            }
        }
    }

    /// One that reads.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::Text => "\"…\"",
            Self::Date => "\"2011-08-01\"",
            Self::Period => "\"2022\"",
            Self::Cites => "\"brief ¶14\"",
            Self::Marks => "\"2/3\"",
            Self::Whole => "4",
            Self::Number => "6.33",
            Self::Bool => "true",
            Self::Word => "InForce",
            Self::Names => "{\"nb\": \"havn\"}",
            Self::Lists => "(aka: [\"CEPA\"])",
            Self::Links => "{SeeAlso: [\"harbour-visit\"]}",
        }
    }
}

impl Schema {
    /// The shape of this name.
    #[must_use]
    pub fn shape(&self, name: &str) -> Option<&Shape> {
        self.shapes.iter().find(|shape| shape.name == name)
    }

    /// What a shape consists of, and what these consist of, each once, the outer before the inner; the bodies of kinds
    /// are not followed.
    #[must_use]
    pub fn within<'s>(&'s self, outer: &[&'s Shape]) -> Vec<&'s Shape> {
        let mut found: Vec<&Shape> = outer.to_vec();
        let mut at = 0;
        while let Some(shape) = found.get(at).copied() {
            at += 1;
            for name in shape.names() {
                if let Some(inner) =
                    self.shape(name).filter(|inner| !found.iter().any(|known| known.name == inner.name))
                {
                    found.push(inner);
                }
            }
        }
        found
    }
}

impl Shape {
    /// Its fields or places, if it has any.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        match &self.form {
            Form::Fields(fields) | Form::Tuple(fields) => fields,
            Form::Words(_) => &[],
        }
    }

    /// The names of the shapes that its fields hold.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.fields().iter().flat_map(|field| field.written.names()).collect()
    }
}

impl Type {
    /// The names of the shapes in it.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Shape(name) => vec![name],
            Self::List(inner) => inner.names(),
            Self::Tuple(parts) => parts.iter().flat_map(Self::names).collect(),
            Self::Leaf(Leaf::Links) => vec!["Relation"],
            Self::Leaf(_) | Self::Body => Vec::new(),
        }
    }
}

#[cfg(bundled)]
static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/schema.postcard"));

/// The schema of packs that this very program reads.
#[cfg(bundled)]
#[must_use]
pub fn schema() -> Schema {
    // The build that writes it also reads it back (see the tests of `example`).
    postcard::from_bytes(COMPILED).unwrap_or_default()
}
