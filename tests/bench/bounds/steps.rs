//! What a reader does again and again: a step in a list, a heading onward, a look closer. However large the pack, it
//! takes as long, but for what is looked up in an order; so it is held to much less than what walks through everything
//! once.

use std::time::{Duration, Instant};

use maitri::search::LazyIndex;
use maitri::term::session::Session;
use maitri::tui::app::App;
use maitri::tui::context::Context;
use maitri::tui::reader::Reader;
use maitri::view::tab::Tab;

use super::{OPTIONS, SIZE, play};

/// What a step may take in a pack ten times as large, in times: what is looked up in an order takes a little longer,
/// and what lies farther apart in the memory comes more slowly.
pub(crate) const GROWTH: f64 = 2.0;
/// What takes less than this in the largest pack is not compared.
pub(crate) const QUICK: Duration = Duration::from_millis(3);

/// What is stepped through: its name, the keys that lead there, and two that undo each other.
const STEPS: &[(&str, &str, [&str; 2])] = &[
    ("timeline, a step", "1", ["k", "j"]),
    ("timeline, a page", "1", ["\x1b[5~", "\x1b[6~"]),
    ("timeline, a heading", "1++", ["\x1b[D", "\x1b[C"]),
    ("timeline, its ends", "1", ["g", "G"]),
    ("timeline filtered, a step", "1/committee\r", ["k", "j"]),
    ("lanes, a step along", "1b", ["\x1b[D", "\x1b[C"]),
    ("lanes, another lane", "1b", ["\x1b[B", "\x1b[A"]),
    ("record, a line", "1\r", ["j", "k"]),
    ("record over the whole screen", "1\r", ["z", "z"]),
    ("facets, a step", "1f", ["\x1b[B", "\x1b[A"]),
    ("finder, a step", " committee", ["\x1b[B", "\x1b[A"]),
    ("agreements, a step", "2", ["j", "k"]),
    ("trade, a step", "3", ["j", "k"]),
    ("trade, a point back", "3", ["\x1b[D", "\x1b[C"]),
    ("trade as a table, a step", "3t", ["j", "k"]),
    ("institutions, a step", "4", ["j", "k"]),
    ("topics, a step", "5", ["j", "k"]),
    ("map, a step", "5v", ["j", "k"]),
    ("map, closer and back", "5v", ["+", "-"]),
    ("study, a step", "6", ["j", "k"]),
    ("a tab and back", "1", ["2", "1"]),
    ("help and back", "1", ["?", "\x1b"]),
    ("a mark and back", "1", ["m", "m"]),
];

/// How often each is done; the least of them counts, for no machine is ever quicker than it is.
const TIMES: usize = 12;

/// What each step takes at the least.
pub(crate) fn measure(index: &LazyIndex<'_>, reader: &Reader, wanted: &[String]) -> Vec<(&'static str, Duration)> {
    let clock = Instant::now();
    let mut figures = Vec::new();
    for (name, before, keys) in STEPS {
        if !wanted.is_empty() && !wanted.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let app = App::new(Context::new(index, reader), Tab::default());
        let mut session = Session::new(app, SIZE, &OPTIONS).expect("a session");
        play(&mut session, before, clock);
        let mut least = [Duration::MAX; 2];
        for _ in 0..TIMES {
            for (key, least) in keys.iter().zip(&mut least) {
                *least = play(&mut session, key, clock).all.min(*least);
            }
        }
        figures.push((*name, least.into_iter().max().unwrap_or_default()));
    }
    figures
}
