//! maitri
pub mod dataset;
pub mod text;
