//! maitri explores the relationship between two countries in a terminal: one sourced dataset, one
//! search, one keymap.
//!
//! ```text
//!  maitri  India – Japan  edition 29 November 2026    1027 records, 1541 sources    tui::frame
//!   1 Timeline   2 Agreements   3 Trade   4 Institutions   5 Topics   6 Study       tui::screens
//! ╭ Timeline ─ 254 dated ──────────────────╮╭ CEPA comes into force ─────────────╮  tui::widgets::pane
//! │500     1868   1952     2000  2006  2014││ 1 August 2011 · Milestone · Core   │  tui::screens::timeline::axis
//! │▁ ▁      ▁ ▁   ▁ ▁▁▂▁▂▁ ▂▃▂▃▂▃▂▃▄▃▅▄▆▅█▆││                                    │  tui::widgets::ruler
//! ││Contact│Exile │Relation│World│Close│Now││ The trade pact takes effect … [1]  │  view::document, tui::detail_pane
//! │Close partners · 2006–2014              ││                                    │  view::sections::timeline
//! │  2008 22 Oct  § Declaration on Security││ Links                              │  tui::screens::timeline::row
//! │▸ 2011 01 Aug  · CEPA comes into force ◆││ ▸ Came from   CEPA signed in Tokyo │
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
//! [`text`] measures and folds strings and [`clock`] tells the time: every room may use them.
//!
//! # The flow
//!
//! ```text
//! RON files ──data::load──▸ Dataset ──search──▸ Index          built once, shared by all sessions of all threads
//! layers ─────data::layer──────▴                               packs that extend it, laid on what they change alone
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
//! # Visits
//!
//! `maitri serve` drives many sessions in one process (feature `serve`). What there is to visit is the command line's
//! (`cli/serving`); how visits are carried is `term/transport/ssh`'s, whose own head draws it larger:
//!
//! ```text
//! accept ─▸ Door ─▸ handler ──keys──▸ Mailbox ─▸ shard ─▸ Visit ─▸ VisitScreen ─▸ term::Session
//!                      ◂─── ReturnLine ◂───── one frame ────┘
//! study::room ◂── tui::room ◂── tui::overlays::{following, quiz}
//! ```
//!
//! A *room* is a class with its presenter: who answered what is [`study::room`]'s, which is pure; who sits in it and what
//! the presenter's screen shows is [`tui::room`]'s. A *seat* is one session's in a room, a *board* how its members stand. A
//! server has none of these: it has a *capacity*, and whoever visits holds a *permit*; what it counts is its *status*.
//!
//! # Where to add what
//!
//! A tab: its row in [`view::tab`]; what it lists, a file in [`view::sections`]; how it looks, a file in
//! [`tui::screens`]. The compiler asks for an arm in `view/sections.rs` and in `tui/screens.rs`, a test for its
//! number in `tui/keymap/table.rs`; the pictures show one name more.
//!
//! A kind of record: its row in the table of [`data::kinds`]; its fields and [particulars](data::particular), a file in
//! `data/body/` and two lines in `data/body.rs`. It then has a document, hits, filters, checks, exports and cards of
//! its facts. The compiler asks what differs by kind: its home (`view/tab.rs`), its heading among the topics
//! (`view/sections/topics.rs`) and the remark there (`tui/screens/topics.rs`), what a careful editor wants of it
//! (`data/check/quality.rs`), which cards are its own (`study/cards.rs`), and how it bears on those of others: its date,
//! sort and purpose (`study/cards/{facts,sequences,choice,choice/rules,choice/years}.rs`, `study/exam/drill.rs`). No
//! `match` over kinds has an arm for whatever else there is; a test holds that (`tests/it/kinds.rs`).
//!
//! A relation between records: a variant of [`data::link::Relation`], with its words at both ends and what it may lead
//! from and to; lists, documents and exports read it there.
//!
//! What the overview tells: a cell in [`view::overview`], its [`Subject`](view::overview::Subject) and the column it stands in
//! (`tui/screens/overview/cells.rs`). A view that stops of tours may ask for: a variant of
//! [`StopView`](data::pack::tours::StopView), and its arm in `tui/app/showing.rs`.
//!
//! A command: its options and what it does, a file in `cli/commands/`, with a `mod` line in `cli/commands.rs` and a
//! variant in `cli/args.rs`, whose comment is its help. The compiler asks for an arm there: whether it needs a dataset;
//! and then for what it is allowed to do (`Permission`).
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
