//! maitri explores the relationship between two countries in a terminal: one sourced dataset, one
//! search, one keymap.
//!
//! ```text
//!  maitri  India – Japan                            1041 records from 160 sources   app: head
//!   1 Timeline   2 Agreements   3 Trade   4 Institutions   5 Topics   6 Study       app: tabs (screen::Tab)
//! ╭ Timeline ─ 254 dated ──────────────────╮╭ CEPA comes into force ─────────────╮  widget::pane
//! │500      1500   1800    1950   2000     ││ 1 August 2011 · Milestone · Core   │  widget::ruler
//! │▁ ▁                 ▁   ▁▁  ▁▁ ▁▂▁▂▄▃█▄▁││                                    │
//! │2011                                    ││ The trade pact takes effect … [1]  │  document, reader
//! │▸ 01 Aug    CEPA comes into force      ◆││ Linked                             │  outline, widget::list
//! │2012                                    ││ ▸ Agreement     CEPA               │
//! ╰────────────────────────────────────────╯╰────────────────────────────────────╯
//!  ↑↓ move  Enter open  / filter  Space find  ? help  q quit               17/254   widget::hints (keymap)
//! ```
//!
//! # The flow
//!
//! ```text
//! RON files ──dataset::load──▸ Dataset ──search::Index::build──▸ Index
//!                                 │                               │
//!                                 └────────── ctx::Context ───────────┘   handed down, Copy
//!                                                │
//! terminal ──Key──▸ keymap::lookup ──Action──▸ app::App::update ──Effect──▸ one drawing, or none
//! ```
//!
//! A key becomes an action, an action becomes a change of state, and drawing is a function of
//! state. Nothing runs while nobody types. The command line ([`cli`]) tells the same articles and
//! lists, as lines of text ([`plain`]), and uses the same search without a screen.
//!
//! The modules below stand in reading order: the data, then what finds in it, then what shows it.

pub mod clock;
pub mod text;

pub mod data;
pub mod search;
pub mod store;
pub mod study;
pub mod term;
pub mod tui;
pub mod view;

pub mod cli;
