//! What is told of the data, without a terminal: documents, what each tab lists, citations, and sheets.
//!
//! Nothing here knows colours, keys or places on a screen; [`crate::tui`] draws it and [`crate::cli`] prints it.

pub mod about;
pub mod citation;
pub mod document;
pub mod exam_plan;
pub mod explained;
pub mod figures;
mod html_page;
pub mod lineage;
pub mod outline;
pub mod overview;
pub mod paper;
pub mod sections;
pub mod sheet;
pub mod short_title;
pub mod side_by_side;
pub mod tab;
