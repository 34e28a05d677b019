//! What lies over a screen for a while: the finder, the facets, the help and palette, and text to be
//! taken away.

pub mod copied;
pub mod facets;
pub mod finder;
pub mod help;

use copied::Copied;
use facets::Facets;
use finder::Finder;
use help::Help;

use crate::tui::keymap::Scope;

/// What lies over the screen at the moment.
#[derive(Debug)]
pub enum Overlay {
    /// The finder over everything; large, since it keeps hits and a preview.
    Finder(Box<Finder>),
    /// The facets of the list at hand.
    Facets(Facets),
    /// The keys, or everything that can be done here.
    Help(Help),
    /// Text on its way out.
    Copied(Copied),
}

impl Overlay {
    /// The scopes that hold while it shows, the most specific first.
    #[must_use]
    pub fn scopes(&self) -> Vec<Scope> {
        match self {
            Self::Finder(_) => vec![Scope::Finder],
            Self::Facets(_) => vec![Scope::Facets, Scope::Global],
            Self::Help(_) => vec![Scope::Help],
            Self::Copied(_) => vec![Scope::Copied, Scope::Global],
        }
    }
}
