//! maitri explores the relationship between two countries in a terminal: one sourced dataset, one
//! search, one keymap.
//!
//! ```text
//!  maitri  India – Japan                            1045 records from 160 sources   tui::frame
//!   1 Timeline   2 Agreements   3 Trade   4 Institutions   5 Topics   6 Study       tui::screens
//! ╭ Timeline ─ 254 dated ──────────────────╮╭ CEPA comes into force ─────────────╮  tui::widgets::pane
//! │500      1500   1800    1950   2000     ││ 1 August 2011 · Milestone · Core   │  tui::widgets::ruler
//! │▁ ▁                 ▁   ▁▁  ▁▁ ▁▂▁▂▄▃█▄▁││                                    │
//! │2011                                    ││ The trade pact takes effect … [1]  │  view::document, tui::detail_pane
//! │▸ 01 Aug    CEPA comes into force      ◆││ Linked                             │  view::sections, tui::widgets
//! │2012                                    ││ ▸ Agreement     CEPA               │
//! ╰────────────────────────────────────────╯╰────────────────────────────────────╯
//!  ↑↓ move  Enter open  / filter  Space find  ? help  q quit               17/254   tui::keymap
//! ```
//!
//! # The house
//!
//! Eight rooms and two tools. Arrows go one way, from right to left; a test holds them (`tests/it/rooms.rs`).
//!
//! ```text
//! text, clock ◂── data ◂── search, study ◂── view ◂── tui ◂── term ◂── cli
//!                              ▴                                        │
//!                            store ◂────────── handed in ───────────────┘
//! ```
//!
//! [`data`] is what there is to tell, typed and linked. [`search`] finds in it, [`study`] asks about it; both are pure,
//! and time is an argument. [`store`] alone touches the disk, for what a reader made and set; it is handed to those
//! who keep something and never reached for. [`view`] says what is told, without a terminal; [`tui`] draws it and says
//! what keys do; [`term`] brings bytes to it and takes bytes away; [`cli`] is what may be said on a command line.
//! [`text`] measures strings and [`clock`] tells the time: every room may use them.
//!
//! # The flow
//!
//! ```text
//! RON files ──data::load──▸ Dataset ──search──▸ Index          built once, shared by all sessions of all threads
//!                              └───────┬──────────┘
//!                       tui::context ◂─┴── tui::reader         one person's: marks, settings, what is kept
//!                              │
//! bytes, time ──▸ term::Session ──key──▸ keymap::lookup ──action──▸ App::update ──effect──▸ one frame ──▸ bytes
//! ```
//!
//! A key becomes an action, an action becomes a change of state, and drawing is a function of state. Nothing runs
//! while nobody types: a session says until when it may be left alone, and a driver waits. The command line tells the
//! same documents and lists as lines of text, and uses the same search without a screen.
//!
//! The modules below stand in reading order: the data, then what finds in it, then what shows it.

pub mod clock;
pub mod text;

pub mod data;

pub mod search;
pub mod study;

pub mod store;

pub mod view;

pub mod tui;

pub mod term;

pub mod cli;
