//! What lies over a screen for a while: the finder and the help.

pub mod finder;
pub mod help;

use finder::Finder;
use help::Help;

/// What lies over the screen at the moment.
#[derive(Debug)]
pub enum Overlay {
    /// The finder over everything; large, since it keeps hits and a preview.
    Finder(Box<Finder>),
    /// The keys.
    Help(Help),
}
