//! What lies over a screen for a while: the finder, the facets, the help, the palette, the lists of marks, what is told
//! of the dataset, sheets, notes, text to be taken away, a presenter's screen and a quiz. Each is a
//! [`Layer`](crate::tui::layer::Layer) of its own, laid over by whoever opens it.

pub mod about;
pub mod copied;
pub mod facets;
pub mod finder;
pub mod following;
pub mod help;
pub mod lineage;
pub mod lists;
pub mod note;
pub mod palette;
pub mod quiz;
pub mod sheet;
pub mod side_by_side;
pub mod tours;
