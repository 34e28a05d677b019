//! The integration tests: what a person, a script or a terminal meets.
//!
//! Screens and keys are played in memory ([`harness`]); the commands, broken packs and a real pty
//! run the program itself ([`program`]).

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

mod harness;
mod program;

mod about;
mod bundled;
mod cli;
mod config;
mod corpus;
mod countries;
mod data;
mod days;
mod facets;
mod grades;
mod guards;
mod importing;
mod kept_packs;
mod keys;
mod kinds;
mod kiosk;
mod large;
mod layers;
mod lists;
mod map;
mod markdown;
mod marks;
mod model;
mod mouse;
mod new_pack;
mod notes;
mod one_of_each;
mod overview;
mod packs;
mod pairs;
mod palette;
mod plain;
mod presenting;
mod pty;
mod queries;
mod reading;
mod readme;
mod readme_picture;
mod rebound;
mod remembering;
mod rooms;
mod schema;
mod screens;
mod seams;
mod search;
mod serve;
mod sessions;
mod sheets;
mod shells;
mod sizes;
mod sources;
mod ssh;
mod store;
mod study;
mod studying;
mod telling;
mod term_keys;
mod tours;
mod trade;
mod typing;
mod views;
mod walk;
mod widths;
