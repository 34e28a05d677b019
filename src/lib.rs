//! maitri
pub mod dataset;
pub mod search;
pub mod text;
