//! The commands, one file each: what may be asked for with it, whether a visitor may, and what it does; [`task`] is
//! what they have in common, [`explore`] what is done without one.

pub(crate) mod about;
pub(crate) mod cards;
pub(crate) mod chart;
pub(crate) mod check;
pub(crate) mod config;
pub(crate) mod doctor;
pub(crate) mod due;
pub mod explore;
pub(crate) mod export;
pub(crate) mod forget;
pub(crate) mod generate;
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod lists;
pub(crate) mod mains;
pub(crate) mod mark;
pub(crate) mod mock;
pub(crate) mod note;
pub(crate) mod notes;
pub(crate) mod pack;
pub(crate) mod plan;
pub(crate) mod points;
pub(crate) mod quiz;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod sheet;
pub(crate) mod show;
pub(crate) mod stats;
pub(crate) mod task;
pub(crate) mod today;
pub(crate) mod tour;
mod welcome;
