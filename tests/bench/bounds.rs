//! What the explorer costs as a pack grows: for each thing a reader does, how long it takes until the screen stands,
//! and the longest single step of it, which is how long a key may go unheard. Packs of a thousand, ten thousand and a
//! hundred thousand varied records are compared; nothing may take more than [`GROWTH`] times as long in one ten times
//! as large, and no step longer than [`UNHEARD`]. What a reader does again and again is held to less: see [`steps`].
//!
//! Run with `cargo bench --bench bounds`; after `--` may follow other sizes, and words of the scenes to be played.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench prints and stops if it cannot go on")]
#![expect(clippy::cast_precision_loss, reason = "bytes of a file, which are told roughly")]

#[path = "bounds/pack.rs"]
mod pack;
#[path = "bounds/steps.rs"]
mod steps;

use std::time::{Duration, Instant};

use jiff::civil::date;
use maitri::clock::Now;
use maitri::data::files::{File, Files};
use maitri::data::load;
use maitri::search::{LazyIndex, SharedIndex as _};
use maitri::term::decoder::NEAR;
use maitri::term::session::{Session, SessionOptions};
use maitri::tui::app::App;
use maitri::tui::context::Context;
use maitri::tui::reader::Reader;
use maitri::tui::theme::{Depth, Theme};
use maitri::view::tab::Tab;
use ratatui::layout::Size;

/// What a pack ten times as large may take, in times.
const GROWTH: f64 = 12.0;
/// What takes less than this in the largest pack is not compared: it is quick whatever it grows by.
const QUICK: Duration = Duration::from_millis(20);
/// So many megabytes of RON are read into records a second, in one thread, in the largest pack.
const READ: f64 = 150.0;
/// In less text than this that is not measured.
const LITTLE: usize = 10_000_000;
/// For so long a key may go unheard.
const UNHEARD: Duration = Duration::from_millis(50);
/// What is not compared, for a large pack goes another way: the words of more than 20,000 records are numbered and put
/// down where they stand, so that they are looked up afterwards and not looked for. It is done in slices while nobody
/// waits.
const ANOTHER_WAY: &str = "making ready to be searched";
/// What one may cram, with so many records marked: the cards about all of them are counted.
const MARKED: (&str, usize) = ("study, cram, a thousand marks", 1000);
/// What comes before the explorer hears any key.
const LOADING: &str = "loading";
const SIZE: Size = Size::new(120, 40);
const OPTIONS: SessionOptions = SessionOptions::XTERM_HERE;

/// What is measured: its name, the keys that lead there, and those whose answer is waited for.
const SCENES: &[(&str, &str, &str)] = &[
    ("timeline, to its end", "", "G"),
    ("timeline, a page up", "G", "\x1b[5~"),
    ("timeline in lanes", "", "b"),
    ("timeline, finer headings", "", "+"),
    ("filter, a letter", "/", "c"),
    ("filter, a word", "/c", "ommittee"),
    ("filter, a source", "/source:s", "1 "),
    ("filter, a year", "/year:199", "0 "),
    ("filter dropped", "/committee", "\x1b"),
    ("facets", "", "f"),
    ("facets, one chosen", "f", " "),
    ("facets, a second", "f j", " "),
    ("finder", "", " "),
    ("finder, a word", " ", "committee"),
    ("finder, a source", " ", "source:s1 "),
    ("finder, a word that is nowhere", " committee treaty", " qqxzy"),
    ("finder, words of which many lack one", " committee treaty statement", " harbour"),
    ("finder, beyond the first hits", " c\x1b[6~\x1b[6~", "\x1b[6~"),
    ("agreements", "", "2"),
    ("agreements, sorted", "2", "s"),
    ("trade", "", "3"),
    ("trade, the daily series", "3", "G"),
    ("trade, as a table", "3", "t"),
    ("institutions", "", "4"),
    ("topics", "", "5"),
    ("topics, narrowed", "5/", "town"),
    ("map", "5", "v"),
    ("map, closer", "5v", "+"),
    ("map, a step", "5v", "j"),
    ("study", "", "6"),
    ("study, its plan", "6", "p"),
    ("study, its plan with an exam", "6:exam date 2027-02-22\r", "p"),
    ("study, what to cram", "6", "c"),
    ("study, everything crammed", "6c", "\r"),
    ("study, crammed on", "6c\r ", "g"),
    ("study, cards asked", "6", "\r"),
    ("study, four options", "6\r", "o"),
    ("cards about a record", "", "d"),
    ("a sheet of a record", "", "p"),
    ("a sheet of a topic", "p", "l"),
    ("the hub", " r19", "\r"),
    ("the hub, its end", " r19\r", "G"),
    ("the hub, a line up", " r19\rG", "k"),
    ("cards about the hub", " r19\r", "d"),
    ("a sheet of the hub", " r19\r", "p"),
    ("marked", "", "m"),
    ("about", "", "i"),
];

fn at(elapsed: Duration) -> Now {
    Now { wall: date(2026, 11, 22).at(12, 0, 0, 0), unix_ms: 1_795_348_800_000, elapsed }
}

/// How long something took until all was done, and its longest step.
#[derive(Clone, Copy, Default)]
struct Took {
    all: Duration,
    step: Duration,
}

impl Took {
    fn add(&mut self, step: impl FnOnce()) {
        let (started, worked) = (Instant::now(), on_processor());
        step();
        let step = worked_since(started, worked);
        self.all += step;
        self.step = self.step.max(step);
    }
}

/// What takes less than this in all, with the way there, is measured so often.
const AGAIN: Duration = Duration::from_millis(200);
const TIMES: usize = 4;

/// What takes less than this is measured by the clock: the system counts processor time in steps.
const COARSE: Duration = Duration::from_millis(20);

/// How long something took that began then: on the processor, where that is told exactly enough.
fn worked_since(started: Instant, worked: Option<Duration>) -> Duration {
    match (worked, on_processor()) {
        (Some(before), Some(after)) if started.elapsed() > COARSE => after.saturating_sub(before),
        _ => started.elapsed(),
    }
}

/// How long this thread has been on a processor, where the system tells it (Linux): so a busy machine does not count.
fn on_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Sends keys, each once the answer to the one before stands, and does all that is due.
fn play(session: &mut Session<'_>, keys: &str, clock: Instant) -> Took {
    let mut took = Took::default();
    let (started, worked) = (Instant::now(), on_processor());
    for part in each_key(keys) {
        took.add(|| session.feed(part.as_bytes(), at(clock.elapsed())));
        // A lone Esc is held for a while; here that while has passed.
        let mut passed = Duration::ZERO;
        while session.ended().is_none() && session.deadline().is_some_and(|due| due <= clock.elapsed() + NEAR) {
            let before = took.all;
            took.add(|| session.wake(at(clock.elapsed() + NEAR)));
            passed += took.all.saturating_sub(before);
            if passed > Duration::from_secs(600) {
                break;
            }
        }
        session.take_output();
    }
    // Of hundreds of short steps each may have waited for its turn; all together tell what they took.
    if took.all > COARSE {
        took.all = took.all.min(worked_since(started, worked));
    }
    took
}

/// The bytes of each key: what begins as a control sequence is one up to its last letter.
fn each_key(keys: &str) -> impl Iterator<Item = &str> {
    let mut rest = keys;
    std::iter::from_fn(move || {
        let sequence = rest.strip_prefix("\x1b[").and_then(|inner| inner.find(|c: char| ('@'..='~').contains(&c)));
        let end = sequence.map_or_else(|| rest.chars().next().map(char::len_utf8), |last| Some(last + 3))?;
        let (key, after) = rest.split_at(end);
        rest = after;
        Some(key)
    })
}

/// What was measured in a pack of some size.
struct Measured {
    /// How many bytes its files have, and how long these take to parse in one thread.
    ron: (usize, Duration),
    /// What each scene took.
    scenes: Vec<(&'static str, Took)>,
    /// What each step took.
    steps: Vec<(&'static str, Duration)>,
}

/// What each scene and each step took in a pack of so many records.
fn measure(records: usize, wanted: &[String]) -> Measured {
    let list = pack::files(records).into_iter().map(|(name, text)| File { name, text: text.into() }).collect();
    let files = Files { list };
    let mut parsed = Took::default();
    parsed.add(|| assert!(load::things_parsed(&files) >= records));
    let ron = (files.list.iter().map(|file| file.text.len()).sum(), parsed.all);
    let mut figures = Vec::new();
    let mut loaded = Took::default();
    let mut dataset = None;
    loaded.add(|| dataset = load::load(&files).ok());
    let dataset = dataset.expect("a sound pack");
    figures.push((LOADING, loaded));
    let mut indexed = Took::default();
    let index = LazyIndex::new(&dataset);
    while index.per_cent() < 100 {
        indexed.add(|| index.advance(4000));
    }
    figures.push((ANOTHER_WAY, indexed));
    let reader = Reader::new(Theme::named("dark", Depth::Ansi16).expect("a theme"));
    let clock = Instant::now();
    let mut first = Took::default();
    first.add(|| {
        let app = App::new(Context::new(&index, &reader), Tab::default());
        drop(Session::new(app, SIZE, &OPTIONS));
    });
    figures.push(("first screen, once loaded", first));
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()));
    let mut scene = |name, reader: &Reader, before, keys| {
        let measured = || {
            let app = App::new(Context::new(&index, reader), Tab::default());
            let mut session = Session::new(app, SIZE, &OPTIONS).expect("a session");
            (play(&mut session, before, clock).all, play(&mut session, keys, clock))
        };
        let (led, mut took) = measured();
        // What is quick is measured again: no machine is ever quicker than it is. Of the longest step the first time
        // counts.
        for _ in 1..if led + took.all < AGAIN { TIMES } else { 1 } {
            took.all = took.all.min(measured().1.all);
        }
        eprintln!("  {records} {name}: {:.1?}", took.all);
        figures.push((name, took));
    };
    for (name, before, keys) in SCENES.iter().filter(|(name, ..)| is_wanted(name)) {
        scene(name, &reader, before, keys);
    }
    let (name, marks) = MARKED;
    if is_wanted(name) {
        let reader = Reader::new(Theme::named("dark", Depth::Ansi16).expect("a theme"));
        for id in dataset.ids().step_by((records / marks).max(1)).take(marks) {
            assert!(reader.marks.toggle(&dataset, id).is_ok_and(|is_marked| is_marked));
        }
        scene(name, &reader, "6", "c");
    }
    if is_wanted("mock") {
        for name in ["a mock of 100", "another mock of 100"] {
            let mut app = App::new(Context::new(&index, &reader), Tab::default());
            app.set_time(at(clock.elapsed()));
            let mut took = Took::default();
            let options = maitri::study::exam::options::ExamOptions::of(100, &dataset.pack.exam);
            let options = maitri::study::exam::options::ExamOptions { seed: Some(name.len() as u64), ..options };
            took.add(|| app.begin_exam(options));
            let mut session = Session::new(app, SIZE, &OPTIONS).expect("a session");
            while session.deadline().is_some_and(|due| due <= clock.elapsed()) {
                took.add(|| session.wake(at(clock.elapsed())));
            }
            figures.push((name, took));
        }
    }
    Measured { ron, scenes: figures, steps: steps::measure(&index, &reader, wanted) }
}

/// How many times as long the last of these took as the one before it.
fn growth(took: &[Duration]) -> f64 {
    match took {
        [.., small, large] => large.as_secs_f64() / small.as_secs_f64().max(1e-6),
        _ => 0.0,
    }
}

/// Prints what each step took, and gives those that grow too much.
fn tell_steps(measured: &[Measured]) -> Vec<&'static str> {
    let mut grown = Vec::new();
    println!("microseconds, the least of several");
    for row in 0..measured.first().map_or(0, |figures| figures.steps.len()) {
        let took: Vec<_> = measured.iter().filter_map(|figures| figures.steps.get(row).copied()).collect();
        let Some((name, _)) = took.first() else { continue };
        let took: Vec<Duration> = took.iter().map(|(_, took)| *took).collect();
        let cells: Vec<String> =
            took.iter().map(|took| format!("{:>20.0} {:>9}", millis(*took) * 1000.0, "")).collect();
        println!("{name:32}{} {:>8.1}", cells.concat(), growth(&took));
        if growth(&took) > steps::GROWTH && took.last().is_some_and(|took| *took > steps::QUICK) {
            grown.push(*name);
        }
    }
    grown
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let wanted: Vec<String> = arguments.into_iter().filter(|argument| argument.parse::<usize>().is_err()).collect();
    if sizes.is_empty() {
        sizes = vec![1000, 10_000, 100_000];
    }
    let measured: Vec<_> = sizes.iter().map(|records| measure(*records, &wanted)).collect();
    let heads = sizes.iter().map(|size| format!("{size:>12} records {:>9}", "step")).collect::<Vec<_>>().concat();
    println!("milliseconds                    {heads}   growth");
    let (mut grown, mut unheard) = (Vec::new(), Vec::new());
    for row in 0..measured.first().map_or(0, |figures| figures.scenes.len()) {
        let took: Vec<_> = measured.iter().filter_map(|figures| figures.scenes.get(row).copied()).collect();
        let Some((name, _)) = took.first() else { continue };
        let cells: Vec<String> =
            took.iter().map(|(_, took)| format!("{:>20.2} {:>9.2}", millis(took.all), millis(took.step))).collect();
        let growth = growth(&took.iter().map(|(_, took)| took.all).collect::<Vec<_>>());
        println!("{name:32}{} {growth:>8.1}", cells.concat());
        let is_long = took.last().is_some_and(|(_, took)| took.all > QUICK);
        if growth > GROWTH && is_long && *name != ANOTHER_WAY {
            grown.push(*name);
        }
        if *name != LOADING && took.iter().any(|(_, took)| took.step > UNHEARD) {
            unheard.push(*name);
        }
    }
    let stepped = tell_steps(&measured);
    let read = |figures: &Measured| figures.ron.0 as f64 / 1e6 / figures.ron.1.as_secs_f64().max(1e-6);
    let each: Vec<String> = measured.iter().map(|figures| format!("{:>20.0} {:>9}", read(figures), "")).collect();
    println!("{:32}{}", "RON read, MB a second", each.concat());
    let slow = measured.last().filter(|figures| figures.ron.0 > LITTLE).map(read).filter(|read| *read < READ);
    assert!(slow.is_none(), "less than {READ} MB of RON are read in a second: {slow:.0?}");
    assert!(unheard.is_empty(), "a key may go unheard for more than {UNHEARD:?}: {unheard:?}");
    assert!(grown.is_empty(), "more than {GROWTH} times as long in a pack ten times as large: {grown:?}");
    let most = steps::GROWTH;
    assert!(
        stepped.is_empty(),
        "a step takes more than {most} times as long in a pack ten times as large: {stepped:?}"
    );
}
