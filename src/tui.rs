//! The explorer: what is shown, what a key means there, and what it changes.
//!
//! A key becomes an [`action`], an action a change of the [`app`], and drawing is a function of state. Nothing here
//! knows a terminal: [`crate::term`] brings keys and takes pictures, and so do the tests.

pub mod action;
pub mod app;
pub mod context;
pub mod detail_pane;
pub mod frame;
pub mod history;
pub mod key;
pub mod keymap;
pub mod layer;
pub mod layers;
pub mod layout;
pub mod list_detail;
pub mod marks;
pub mod overlays;
pub mod reader;
pub mod screens;
pub mod symbols;
pub mod theme;
pub mod widgets;
