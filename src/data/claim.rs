//! A statement with its source and no label of its own: one side of a conflict, one meaning of a term.

use serde::{Deserialize, Serialize};

use super::cite::Cites;
use super::text::Text;

/// A statement with its source. In the file: `("statement", "source ¶n")`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(from = "(Text<'a>, Cites<'a>)", bound(deserialize = "'de: 'a"))]
pub struct Claim<'a> {
    /// What is said.
    pub statement: Text<'a>,
    /// Where it is said.
    pub cites: Cites<'a>,
}

impl<'a> From<(Text<'a>, Cites<'a>)> for Claim<'a> {
    fn from((statement, cites): (Text<'a>, Cites<'a>)) -> Self {
        Self { statement, cites }
    }
}
