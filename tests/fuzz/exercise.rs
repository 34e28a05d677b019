//! What is done with any bytes whatever, and what must hold then. The fuzz targets do it with bytes
//! of their own making, the tests with those kept in `corpus`.

#![allow(dead_code, reason = "each target does one of these")]

use std::borrow::Cow;
use std::sync::LazyLock;
use std::time::Duration;

use maitri::cli::settings;
use maitri::data::check::quality::quality;
use maitri::data::date::{Order, PartialDate};
use maitri::data::files::{File, Files};
use maitri::data::load::load;
use maitri::data::period::Period;
use maitri::data::problem::Problem;
use maitri::data::{Dataset, ItemId};
use maitri::search::{Index, Predicate, Query, SearchSession};
use maitri::store::journal::read::{self, Reading};
use maitri::study::review::Entry;
use maitri::study::scheduler::Progress;
use maitri::study::scheduler::memory::Model;
use maitri::term::decoder::{Decoder, Input, LONGEST_PASTE, NEAR};
use maitri::text::is_hostile;
use maitri::tui::key::{self, Key};
use maitri::tui::widgets::prompt::{LONGEST_LINE, Prompt};
use maitri::tui::widgets::text_area::TextArea;
use maitri::view::citation::citation;
use maitri::view::document::layout::whole;

const PACK: &str = r#"(title: "Norway – Chile", edition: "2025-01-01", sectors: ["Economy", "Sea"], fiscal_year: (first_month: 7),
countries: [(code: "no", name: "Norway", adjective: "Norwegian"), (code: "cl", name: "Chile", adjective: "Chilean")],
sources: [(id: "brief", title: "A brief", publisher: "The embassy", date: "2024", paragraphs: 9)])"#;

const RECORDS: &str = r#"[(id: "accord", title: "Salmon Accord", aka: ["SA"], when: "1999-05-04", sectors: ["Economy"],
weight: Core, summary: "An accord on the farming of salmon.", facts: [("Scope", "It covers salmon.", "brief ¶2")],
links: ["king"], cites: ["brief ¶1"], body: Agreement(form: Agreement, signed: "1999-05-04", status: Signed,
parties: [("no", "Norway"), ("cl", "Chile")], objective: "To farm salmon.")),
(id: "king", title: "Ōlav the Salmon King", sectors: ["Sea"], weight: Detail, summary: "A king of salmon.",
cites: ["brief ¶3"], body: Person(side: "no", role: "King"))]"#;

const SERIES: &str = r#"[(id: "trade", title: "Salmon sold", group: Trade, unit: "tonne", basis: "As counted.",
points: [(period: "FY2020-21", value: 1.5, status: Reported, cite: "brief ¶5")])]"#;

/// Nothing a terminal would obey may be in what people are told.
fn assert_showable(text: &str) {
    assert!(!text.contains(|c| c != '\n' && is_hostile(c)), "{text:?}");
}

fn told(problems: &[Problem]) {
    assert!(!problems.is_empty(), "a refusal without a reason");
    for problem in problems {
        assert_showable(&problem.to_string());
    }
}

fn files(pack: &str, records: &str, series: &str) -> Files {
    let texts = [("pack.ron", pack), ("records.ron", records), ("series.ron", series)];
    let file = |(name, text): (&str, &str)| File { name: name.to_owned(), text: Cow::Owned(text.to_owned()) };
    Files { list: texts.map(file).into() }
}

/// Loads a pack of which one file is these bytes after the first, which says which file.
pub(crate) fn ron(bytes: &[u8]) {
    let Some((which, Ok(text))) = bytes.split_first().map(|(which, text)| (which, std::str::from_utf8(text))) else {
        return;
    };
    let files = match which % 3 {
        0 => files(text, RECORDS, SERIES),
        1 => files(PACK, text, SERIES),
        _ => files(PACK, RECORDS, text),
    };
    match load(&files) {
        Ok(dataset) => show(&dataset, &files),
        Err(problems) => told(&problems),
    }
}

/// Tells everything of a dataset in each way there is.
fn show(dataset: &Dataset<'_>, files: &Files) {
    for problem in quality(dataset, files) {
        assert_showable(&problem.to_string());
    }
    let index = Index::build(dataset);
    let mut session = SearchSession::new();
    for id in dataset.ids() {
        assert_showable(&whole(dataset, id));
        assert_showable(&citation(dataset, id));
        let title = dataset.get(id).map_or("", |item| item.title());
        session.update(&index, title, Predicate::ALL);
    }
}

thread_local! {
    /// The index of a small dataset, built once a thread and never given back.
    static INDEX: &'static Index<'static> = {
        let files = Box::leak(Box::new(files(PACK, RECORDS, SERIES)));
        let dataset = load(files).unwrap_or_else(|problems| panic!("{problems:?}"));
        Box::leak(Box::new(Index::build(Box::leak(Box::new(dataset)))))
    };
}

/// Parses a query and searches for it as it is typed, in a few steps.
pub(crate) fn query(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let index = INDEX.with(|index| *index);
    let query = Query::parse(text, &index.dataset().pack);
    assert_eq!(query, Query::parse(text, &index.dataset().pack));
    let mut typed = SearchSession::new();
    for part in [1, 2, 3, 4, 3] {
        let text: String = text.chars().take(text.chars().count() * part / 4).collect();
        let mut found: Vec<ItemId> = typed.update(index, &text, Predicate::ALL).matching.clone();
        let mut expected = SearchSession::new().update(index, &text, Predicate::ALL).matching.clone();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "what is found depends on the text alone: {text:?}");
        assert!(found.iter().all(|id| index.dataset().get(*id).is_some()));
    }
}

/// Reads a date and a period, and says them again.
pub(crate) fn edtf(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(date) = text.parse::<PartialDate>() {
        assert_eq!(date.notation().parse(), Ok(date));
        assert!(date.earliest() <= date.latest());
        assert!(date.contains(&date));
        assert_ne!(date.compare(&date), Order::Before);
        assert_showable(&date.to_string());
        assert_showable(&date.within_year());
    }
    if let Ok(period) = text.parse::<Period>() {
        assert_eq!(period.notation().parse(), Ok(period));
        assert!(period.earliest() <= period.latest());
        assert_showable(&period.to_string());
        assert_showable(&period.axis_label());
    }
}

/// Reads a review log, replays it, and writes it again.
pub(crate) fn log(bytes: &[u8]) {
    static MODEL: LazyLock<Model> = LazyLock::new(Model::default);
    let reading: Reading<Entry> = read::read(bytes);
    assert!(reading.length + reading.torn.len() as u64 <= bytes.len() as u64);
    let lines = reading.entries.iter().map(|entry| entry.to_line() + "\n");
    let written: String =
        std::iter::once(read::head_line(&maitri::store::reviews::FORMAT) + "\n").chain(lines).collect();
    let again: Reading<Entry> = read::read(written.as_bytes());
    assert_eq!(again.entries, reading.entries);
    assert_eq!((again.bad_lines.len(), again.torn.len(), again.unended), (0, 0, false));
    let progress = Progress::replay(&reading.entries, &MODEL);
    assert!(progress.seconds_a_card().is_finite());
    for (_, state) in progress.states() {
        let recall = state.recall(&MODEL, jiff_day());
        assert!((0.0..=1.0).contains(&recall), "{recall} in {state:?}");
    }
    assert!(reading.entries.iter().all(|entry| Entry::from_line(&entry.to_line()).as_ref() == Some(entry)));
}

fn jiff_day() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 22)
}

/// Reads keys as people write them, and writes them again.
pub(crate) fn keys(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(keys) = key::parse(text) {
        let written: String = keys.iter().map(Key::notation).collect();
        assert_eq!(key::parse(&written).as_ref(), Ok(&keys));
    }
}

/// Takes what a terminal sent, at once and byte by byte, which must say the same.
pub(crate) fn bytes(bytes: &[u8]) {
    let said = |pieces: &mut dyn Iterator<Item = &[u8]>| {
        let (mut decoder, mut inputs) = (Decoder::new(NEAR), Vec::new());
        for piece in pieces {
            decoder.feed(piece, Duration::ZERO, &mut inputs);
        }
        if let Some(deadline) = decoder.deadline() {
            decoder.expire(deadline, &mut inputs);
        }
        inputs
    };
    let at_once = said(&mut std::iter::once(bytes));
    assert_eq!(said(&mut bytes.chunks(1)), at_once, "byte by byte");
    assert_eq!(said(&mut bytes.chunks(3)), at_once, "three by three");
    assert!(at_once.len() <= bytes.len(), "more keys than bytes");
    // Whatever came before and however slowly, a key pressed after a while is that key: in a paste without end it ends
    // it.
    for apart in [0, 30, 120, 700] {
        let (mut decoder, mut inputs, mut now) = (Decoder::new(NEAR), Vec::new(), Duration::ZERO);
        for piece in bytes.chunks(2) {
            now += Duration::from_millis(apart);
            decoder.expire(now, &mut inputs);
            decoder.feed(piece, now, &mut inputs);
        }
        now += Duration::from_secs(2);
        decoder.expire(now, &mut inputs);
        decoder.feed(b"\x1b[B", now, &mut inputs);
        assert_eq!(inputs.last(), Some(&Input::Key(Key::Down)), "{apart} ms apart");
    }
}

/// Pastes a text into a line and into a text of several lines.
pub(crate) fn paste(bytes: &[u8]) {
    const BEGIN: &[u8] = b"\x1b[200~";
    const END: &[u8] = b"\x1b[201~";
    let sent = [BEGIN, bytes, END, b"j"].concat();
    let ends_itself = sent[BEGIN.len()..].windows(END.len()).position(|bytes| bytes == END) != Some(bytes.len());
    let (mut decoder, mut inputs) = (Decoder::new(NEAR), Vec::new());
    decoder.feed(&sent, Duration::ZERO, &mut inputs);
    if ends_itself {
        return;
    }
    let text = String::from_utf8_lossy(bytes.get(..LONGEST_PASTE).unwrap_or(bytes)).into_owned();
    let pasted = (!text.is_empty()).then(|| Input::Paste(text.clone()));
    let all: Vec<Input> = pasted.into_iter().chain([Input::Key(Key::Char('j'))]).collect();
    assert_eq!(inputs, all, "a paste is one text, and what follows is none of it");
    let mut line = Prompt::with("ab");
    line.edit(Key::Left);
    let before = line.text().to_owned();
    let pasted = line.paste(&text);
    assert_eq!(pasted.changed, before != line.text());
    assert!(!line.text().contains(|c| is_hostile(c) || c == '\n') && line.text().chars().count() <= LONGEST_LINE);
    for key in
        [Key::Alt('b'), Key::Alt('d'), Key::Backspace, Key::Ctrl('w'), Key::Char('x'), Key::Ctrl('k'), Key::Ctrl('u')]
    {
        line.edit(key);
    }
    assert!(line.text().is_empty(), "{:?}", line.text());
    let mut area = TextArea::new("ab", 100);
    area.edit(Key::Left);
    area.paste(&text);
    assert!(area.text().len() <= 100 && !area.text().contains(|c| c != '\n' && is_hostile(c)));
    area.edit(Key::Ctrl('z'));
    assert_eq!(area.text(), "ab", "it is one step to undo");
}

/// Reads a configuration.
pub(crate) fn config(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match settings::parse(&File { name: "config.ron".to_owned(), text: Cow::Owned(text.to_owned()) }) {
        Ok(config) => {
            for binding in config.keymap.bindings() {
                for key in binding.keys.iter() {
                    assert_showable(&key.to_string());
                }
            }
        }
        Err(problems) => told(&problems),
    }
}

/// Plays visits over SSH, without the network. How many packets of clients were played is told now and then if a
/// variable says after how many runs each.
#[cfg(fuzzing)]
pub(crate) fn visit(bytes: &[u8]) {
    use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

    use maitri::cli::Exercise;

    static RUNS: AtomicU64 = AtomicU64::new(0);
    static PACKETS: AtomicU64 = AtomicU64::new(0);
    static EVERY: LazyLock<Option<u64>> =
        LazyLock::new(|| std::env::var("MAITRI_FUZZ_TELLS_EVERY").ok()?.parse().ok().filter(|every| *every > 0));

    thread_local! {
        static VISITS: Exercise<'static> = {
            let files = Box::leak(Box::new(files(PACK, RECORDS, SERIES)));
            let dataset = load(files).unwrap_or_else(|problems| panic!("{problems:?}"));
            Exercise::new(Box::leak(Box::new(dataset))).expect("a command line")
        };
    }
    let packets = PACKETS.fetch_add(VISITS.with(|visits| visits.play(bytes)), Relaxed);
    let runs = RUNS.fetch_add(1, Relaxed);
    if EVERY.is_some_and(|every| runs > 0 && runs % every == 0) {
        eprintln!("{runs} runs, {packets} packets");
    }
}

/// Changes what is played over SSH as libFuzzer would, and goes on from there at length: to play a visit of three
/// packets takes less time than libFuzzer takes to look at what it has covered.
#[cfg(fuzzing)]
pub(crate) fn mutate_visit(
    data: &mut [u8],
    size: usize,
    max_size: usize,
    seed: u32,
    mutate: fn(&mut [u8], usize, usize) -> usize,
) -> usize {
    use maitri::cli::Exercise;
    use maitri::study::rng::Rng;

    /// So many bytes are made up at most.
    const MADE_UP: usize = 2000;

    let mut rng = Rng::new(u64::from(seed));
    let size = size.min(max_size);
    // What is only changed, and may become shorter, is what else is kept at hand.
    if rng.below(8) == 0 {
        return mutate(data, size, max_size);
    }
    let kept = if rng.below(2) == 0 { size } else { rng.below(size + 1) };
    let begun = mutate(data, kept, max_size);
    let goes_on = Exercise::made_up(rng.bits(), rng.below(MADE_UP));
    let end = max_size.min(begun + goes_on.len());
    data[begun..end].copy_from_slice(&goes_on[..end - begun]);
    end
}
