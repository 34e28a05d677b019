//! The explorer: what is shown, what a key means there, and what it changes.
//!
//! In reading order: [`key`], [`keymap`] and [`action`] say what a key means; [`app`] asks [`layers`] of [`screens`]
//! and [`overlays`], which are made of [`widgets`]; [`reader`] is whose session it is, [`whereabouts`] what outlasts it
//! and [`settings`] what can be changed of how it looks and asks, [`room`] what sessions share where one presents to
//! others, and [`context`] what everything is handed.

pub mod action;
mod alike;
pub mod app;
pub mod context;
pub mod detail_pane;
mod explained;
pub mod follower;
pub mod frame;
pub mod history;
pub mod key;
pub mod keymap;
pub mod layer;
pub mod layers;
pub mod layout;
pub mod list_detail;
pub mod marks;
pub mod notes;
pub mod overlays;
pub mod queries;
pub mod reader;
pub mod readership;
pub mod reading;
pub mod room;
pub mod screens;
pub mod settings;
pub mod symbols;
pub mod theme;
pub mod tour;
pub mod web_link;
pub mod whereabouts;
pub mod widgets;
