//! Why a value could not be read, with the parts of the text it was read from, the innermost first.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::data::problem::did_you_mean;

/// Why a value could not be read.
#[derive(Debug)]
pub(super) struct Fault {
    /// What is wrong.
    pub(super) kind: FaultKind,
    /// The places of the parts that were being read, the innermost first.
    pub(super) within: Vec<(usize, usize)>,
    /// What was being read: `cepa.when`.
    pub(super) path: Option<String>,
}

/// What is wrong with a value.
#[derive(Debug)]
pub(super) enum FaultKind {
    /// A field is missing that must be there.
    Missing(&'static str),
    /// Something else, in a sentence.
    Said(String),
}

impl Fault {
    pub(super) fn said(message: impl Into<String>) -> Self {
        Self { kind: FaultKind::Said(message.into()), within: Vec::new(), path: None }
    }

    /// The same, met while this part was read.
    pub(super) fn met_in(mut self, place: (usize, usize), path: impl FnOnce() -> String) -> Self {
        self.path.get_or_insert_with(path);
        if self.within.last() != Some(&place) {
            self.within.push(place);
        }
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FaultKind::Missing(field) => write!(f, "the field “{field}” is missing"),
            FaultKind::Said(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::said(message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::said(format!("here should stand {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::said(format!("here should stand {expected}"))
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::said(format!("something is missing in these brackets; here should stand {expected}"))
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        Self::said(unknown("value", found, expected, &[]))
    }

    fn unknown_field(found: &str, expected: &'static [&'static str]) -> Self {
        Self::said(unknown("field", found, expected, &[]))
    }

    fn missing_field(field: &'static str) -> Self {
        Self { kind: FaultKind::Missing(field), within: Vec::new(), path: None }
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::said(format!("the field “{field}” stands here twice"))
    }
}

/// That there is no field or value of a name, the nearest that there is, and all of them. What stands `beside` them may
/// be the nearest, and is not told otherwise.
pub(super) fn unknown(what: &str, found: &str, known: &[&str], beside: &[&str]) -> String {
    let near = match did_you_mean(found, known.iter().chain(beside).copied()) {
        near if near.is_empty() => ".".to_owned(),
        near => near,
    };
    format!("there is no {what} “{found}”{near} The {what}s are: {}", known.join(", "))
}
