//! What a typed search costs: every prefix of real queries with backspaces, key by key.
//!
//! Four engines answer the same keys over the same entries, one thread each: ours;
//! `fuzzy-matcher` called plainly on every entry; `nucleo-matcher` likewise; and `nucleo`, which
//! also narrows as a query grows. The bundled dataset is searched in names and texts and once more in titles alone, the
//! generated ones in titles; there the others see the titles alone, while ours, being given sound records, also
//! searches the id and the few words of text that every record has. Machines differ and clocks drift, so
//! what counts are the ratios of one run, printed last. How often what is meant comes first in the bundled dataset is
//! told by class of search (see [`known_items`]), of 120 records and of all; and once more of those that one record alone
//! fits (see [`alone`]).
//!
//! Run with `cargo bench --bench search`; after `--` may follow sizes (0 is the bundled dataset), `ours` to leave the
//! others out, and `keys` to print what each key cost us. With `known` nothing is timed; with `misses` as well, what
//! did not come first is printed, and with `queries` what is typed, so that it can be put to other programs.

#![expect(clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "search/alone.rs"]
mod alone;
#[path = "search/known_items.rs"]
mod known_items;
#[path = "search/numbers.rs"]
mod numbers;

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use maitri::data::files::{File, Files};
use maitri::data::{Dataset, Item, bundled, load};
use maitri::search::own::NoteTexts;
use maitri::search::{Index, Own, Predicate, SearchSession};
use nucleo::pattern::{CaseMatching, Normalization};

use self::alone::Holders;
use self::known_items::{Class, Found, KnownItem};
use self::numbers::Numbers;

/// Words a title of the generated datasets is made of, the most frequent first.
const WORDS: &str = "of and the in for on cooperation joint agreement meeting dialogue minister partnership \
    development technology science memorandum trade energy security summit committee forum research exchange \
    defence investment economic digital infrastructure railway nuclear space exploration maritime exercise supply \
    chain resilience semiconductor network education university language culture heritage temple buddhist student \
    skill training health medicine environment forest climate hydrogen ammonia carbon credit steel textile \
    industrial corridor freight metro speed shinkansen station harbour island ocean arctic polar satellite lunar \
    telescope laboratory institute centre council parliament delegation visit prime foreign secretary ambassador \
    loan grant assistance finance bank insurance company manufacturing automobile pharmaceutical chemical mineral \
    rare earth magnet battery vehicle robot artificial intelligence quantum computing cable telecommunication \
    broadband cyber information communication agriculture fishery food water waste river disaster earthquake \
    emergency coalition alliance initiative programme project roadmap vision declaration statement protocol \
    arrangement treaty peace history independence war tribunal justice emperor empress crown prince elephant \
    garden museum theatre film music dance yoga ayurveda tourism aviation airport port shipping logistics border";

/// Notes of a reader who has written for years.
const NOTES: usize = 10_000;

/// What is typed; `<` stands for a backspace.
const TYPED: [&str; 8] = [
    "joint committee<<<<<<<<<statement",
    "shinkansen",
    "nuclear energy<<<<<<agreement",
    "semicon<<<<<<<lunar exploration",
    "network",
    "2014 summit",
    "trade<<<<<telescope<<<<<<<<<student",
    "prgrmme<<<<<ogramme",
];

/// What is typed of which nothing has all words.
const TOO_MANY: [&str; 2] =
    ["cooperation on trade agreement energy qqxzy<<<<<yoga crown dance elephant", "joint qqxzy of zzyxq"];

fn titles(count: usize) -> Vec<String> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut numbers = Numbers(7);
    (0..count)
        .map(|number| {
            let mut title = String::new();
            for _ in 0..3 + numbers.below(4) {
                // Two draws, the smaller counts: frequent words are far more frequent.
                let at = numbers.below(words.len()).min(numbers.below(words.len()));
                title.push_str(words.get(at).copied().unwrap_or_default());
                title.push(' ');
            }
            if numbers.below(3) == 0 {
                _ = write!(title, "{} ", 1950 + numbers.below(77));
            }
            // No two records may have one title.
            _ = write!(title, "{number}");
            title
        })
        .collect()
}

/// A sound pack of records that have a title and next to nothing else, as its files would be read.
fn pack(titles: &[String]) -> Files {
    let mut records = String::with_capacity(titles.len() * 160);
    records.push_str("[\n");
    for (number, title) in titles.iter().enumerate() {
        _ = writeln!(
            records,
            "(id:\"r{number}\",title:\"{title}\",sectors:[\"All\"],weight:Detail,summary:\"Made up.\",cites:[\"s ¶1\"],body:Theme(stance:Challenge)),"
        );
    }
    records.push(']');
    let head = "(title:\"Bench\",edition:\"2026\",countries:[(code:\"a\",name:\"A\",adjective:\"A\"),(code:\"b\",name:\"B\",adjective:\"B\")],\
        sectors:[\"All\"],sources:[(id:\"s\",title:\"S\",publisher:\"P\",paragraphs:1)])";
    let file = |name: &str, text: String| File { name: name.to_owned(), text: text.into() };
    Files { list: vec![file("pack.ron", head.to_owned()), file("records.ron", records)] }
}

/// The texts in the prompt after every key of every session.
fn keys(typed: &[&str]) -> Vec<String> {
    let mut keys = Vec::new();
    for typed in typed {
        let mut text = String::new();
        for key in typed.chars() {
            match key {
                '<' => _ = text.pop(),
                other => text.push(other),
            }
            keys.push(text.clone());
        }
        // The prompt is emptied before the next query.
        keys.push(String::new());
    }
    keys
}

/// What one engine needed for each key: the least of several rounds, since whatever else runs on the
/// machine only ever adds.
struct Cost {
    name: &'static str,
    keys: Vec<Duration>,
}

impl Cost {
    fn measure(
        name: &'static str,
        rounds: usize,
        keys: &[String],
        mut session: impl FnMut() -> Box<dyn FnMut(&str) -> usize>,
    ) -> Self {
        let mut all = vec![Vec::with_capacity(rounds); keys.len()];
        for _ in 0..rounds {
            let mut update = session();
            for (key, times) in keys.iter().zip(&mut all) {
                let start = Instant::now();
                black_box(update(key));
                times.push(start.elapsed());
            }
        }
        let least = |times: Vec<Duration>| times.into_iter().min().unwrap_or_default();
        let cost = Self { name, keys: all.into_iter().map(least).collect() };
        let worst = cost.keys.iter().zip(keys).max().map_or("", |(_, key)| key.as_str());
        println!(
            "  {name:26} session {:>10.3} ms   worst key {:>9.3} ms  {worst:?}",
            millis(cost.total()),
            millis(cost.worst())
        );
        cost
    }

    /// Every key, the dearest first.
    fn print(&self, keys: &[String]) {
        let mut all: Vec<(&Duration, &String)> = self.keys.iter().zip(keys).collect();
        all.sort_by(|a, b| b.cmp(a));
        for (time, key) in all {
            println!("    {:>9.3} ms  {key:?}", millis(*time));
        }
    }

    fn total(&self) -> Duration {
        self.keys.iter().sum()
    }

    fn worst(&self) -> Duration {
        self.keys.iter().max().copied().unwrap_or_default()
    }
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn ratio(size: &str, ours: &Cost, other: &Cost) -> String {
    let share = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    format!(
        "ratio ours/{} {size}: session {:.4}, worst key {:.4}",
        other.name,
        share(ours.total(), other.total()),
        share(ours.worst(), other.worst())
    )
}

/// Every entry scored, the hits sorted: what one writes first.
fn plain(entries: Arc<Vec<Vec<String>>>) -> Box<dyn FnMut(&str) -> usize> {
    let matcher = SkimMatcherV2::default();
    Box::new(move |query| {
        let score = |fields: &Vec<String>| fields.iter().filter_map(|field| matcher.fuzzy_match(field, query)).max();
        let mut hits: Vec<(i64, usize)> =
            entries.iter().enumerate().filter_map(|(at, fields)| score(fields).map(|score| (score, at))).collect();
        hits.sort_unstable_by(|a, b| b.cmp(a));
        hits.len()
    })
}

fn nucleo_matcher(entries: Arc<Vec<Vec<String>>>) -> Box<dyn FnMut(&str) -> usize> {
    use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
    let mut matcher = nucleo_matcher::Matcher::new(nucleo_matcher::Config::DEFAULT);
    let mut buffer = Vec::new();
    Box::new(move |query| {
        let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
        let mut hits = Vec::new();
        for (at, fields) in entries.iter().enumerate() {
            let scores = fields
                .iter()
                .filter_map(|field| pattern.score(nucleo_matcher::Utf32Str::new(field, &mut buffer), &mut matcher));
            hits.extend(scores.max().map(|score| (score, at)));
        }
        hits.sort_unstable_by(|a, b| b.cmp(a));
        hits.len()
    })
}

fn nucleo(entries: &[Vec<String>]) -> Box<dyn FnMut(&str) -> usize> {
    let mut nucleo = nucleo::Nucleo::<u32>::new(nucleo::Config::DEFAULT, Arc::new(|| {}), Some(1), 1);
    let injector = nucleo.injector();
    for (at, fields) in entries.iter().enumerate() {
        injector.push(u32::try_from(at).unwrap_or(u32::MAX), |_, columns| {
            if let Some(column) = columns.first_mut() {
                *column = fields.join(" ").into();
            }
        });
    }
    while nucleo.tick(1000).running {}
    let mut last = String::new();
    Box::new(move |query| {
        nucleo.pattern.reparse(0, query, CaseMatching::Ignore, Normalization::Smart, query.starts_with(&last));
        query.clone_into(&mut last);
        while nucleo.tick(1000).running {}
        nucleo.snapshot().matched_item_count() as usize
    })
}

fn ours(index: &'static Index<'static>) -> Box<dyn FnMut(&str) -> usize> {
    let mut session = SearchSession::new();
    Box::new(move |query| session.update(index, query, Predicate::ALL).total())
}

/// A reader with many notes.
struct Noted(NoteTexts);

impl Own for Noted {
    fn notes(&self) -> &NoteTexts {
        &self.0
    }
}

/// Notes of one to three lines on as many items as there are, over and over.
fn noted(dataset: &Dataset<'_>) -> Noted {
    let lines = titles(3 * NOTES);
    let texts = lines.chunks(3).enumerate().map(|(number, lines)| lines.get(..=number % 3).unwrap_or(lines).join("\n"));
    let ids: Vec<_> = dataset.ids().collect();
    Noted(NoteTexts::new(ids.into_iter().cycle().zip(texts)))
}

/// What the notes of a reader cost beside it: each key, and the first one after a note was written, when what is
/// searched of them is made anew.
fn with_notes(index: &'static Index<'static>, rounds: usize, keys: &[String]) {
    let start = Instant::now();
    let own: &'static Noted = Box::leak(Box::new(noted(index.dataset())));
    let joined = start.elapsed();
    let start = Instant::now();
    black_box(SearchSession::new().update(index, "t", Predicate::ALL.of(own)).total());
    let first = start.elapsed();
    Cost::measure("ours, with notes", rounds, keys, || {
        let mut session = SearchSession::new();
        Box::new(move |query| session.update(index, query, Predicate::ALL.of(own)).total())
    });
    println!("  {:26} {NOTES} notes: joined in {:.2} ms, first key {:.2} ms", "", millis(joined), millis(first));
}

/// Builds an index that lasts as long as the program, and tells what that took.
fn index(open: impl FnOnce() -> Dataset<'static>) -> &'static Index<'static> {
    let start = Instant::now();
    let dataset = open();
    let loaded = start.elapsed();
    let dataset: &'static Dataset<'static> = Box::leak(Box::new(dataset));
    let rounds = if dataset.len() < 10_000 { 50 } else { 1 };
    let mut builds: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            black_box(Index::build(dataset));
            start.elapsed()
        })
        .collect();
    builds.sort_unstable();
    let built = builds.get(builds.len() / 2).copied().unwrap_or_default();
    println!("  loaded in {:.2} ms, indexed in {:.2} ms", millis(loaded), millis(built));
    Box::leak(Box::new(Index::build(dataset)))
}

/// The bundled dataset, as the program opens it.
fn as_built() -> Dataset<'static> {
    bundled::dataset().expect("the build read it back")
}

/// The dataset of these files.
fn of_files(files: Files) -> Dataset<'static> {
    let files: &'static Files = Box::leak(Box::new(files));
    load::load(files).map_err(|problems| format!("{problems:?}")).expect("the pack is sound")
}

/// The names and texts of the bundled dataset, as ours searches them.
fn fields(item: Item<'_, '_>) -> Vec<String> {
    let mut fields = vec![item.title().to_owned(), item.id().to_owned()];
    fields.extend(item.aka().iter().map(ToString::to_string));
    match item {
        Item::Record(record) => {
            fields.extend(record.facts.iter().map(|fact| format!("{} {}", fact.label, fact.statement)));
            fields.push(record.summary.to_string());
        }
        Item::Series(series) => fields.extend([series.unit.to_string(), series.basis.to_string()]),
    }
    fields
}

/// How often a known item comes first and among three, of 120 records of each class and of all there are; and of those of
/// them whose words one record alone holds.
fn known(index: &Index<'_>) {
    let dataset = index.dataset();
    let holders = Holders::of(dataset);
    println!("known items, per cent first and among three");
    println!(
        "  {:15}  {:^23}  {:^23}  {:^23}  {:^23}",
        "", "of 120", "held by one alone", "of all", "held by one alone"
    );
    for class in Class::ALL {
        let mut line = format!("  {:15}", class.name());
        for most in [120, usize::MAX] {
            let items = class.known_items(dataset, most);
            let (alone, shared): (Vec<KnownItem>, Vec<KnownItem>) =
                items.into_iter().partition(|item| holders.is_alone(class, item));
            let [alone, shared] = [(alone, "one alone"), (shared, "several")].map(|(items, held)| {
                let found = ask(index, class, &items);
                if most == 120 {
                    tell(dataset, class, &items, (held, &found));
                }
                found
            });
            for found in [alone.and(&shared), alone] {
                let (first, among_three) = (found.per_cent(found.first), found.per_cent(found.among_three));
                _ = write!(line, "  {first:5.1} {among_three:5.1} of {:4}   ", found.asked);
            }
        }
        println!("{line}");
    }
}

fn ask(index: &Index<'_>, class: Class, items: &[KnownItem]) -> Found {
    class.ask(index.dataset(), items, |query| {
        let mut session = SearchSession::new();
        session.update_top(index, query, Predicate::ALL, 3).top.iter().map(|hit| hit.id).collect()
    })
}

/// What did not come first, and what is typed, if that is asked for.
fn tell(dataset: &Dataset<'_>, class: Class, items: &[KnownItem], (held, found): (&str, &Found)) {
    if is_asked("misses") {
        for miss in &found.misses {
            println!("    held by {held}: {miss}");
        }
    }
    if is_asked("queries") {
        let id = |id| dataset.get(id).map_or("", |item| item.id());
        for item in items {
            println!("{}\t{}\t{}", class.name(), item.query, id(item.id));
        }
    }
}

/// Whether a word stands on the command line.
fn is_asked(word: &str) -> bool {
    std::env::args().any(|argument| argument == word)
}

/// The titles of the bundled dataset, each once and without signs that a text in RON has otherwise.
fn names_alone() -> Vec<String> {
    let files = bundled::files();
    let dataset = load::load(&files).map_err(|problems| format!("{problems:?}")).expect("the pack is sound");
    let mut names: Vec<String> = dataset.items().map(|(_, item)| item.title().replace(['"', '\\'], "")).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn bench(
    size: &str,
    open: impl FnOnce() -> Dataset<'static>,
    entries: Option<Vec<Vec<String>>>,
    rounds: usize,
    closing: &mut Vec<String>,
) {
    println!("{size}");
    let index = index(open);
    let keys = keys(&TYPED);
    let entries = entries.unwrap_or_else(|| index.dataset().items().map(|(_, item)| fields(item)).collect());
    let entries = Arc::new(entries);
    let cost = Cost::measure("ours", rounds, &keys, || ours(index));
    if is_asked("keys") {
        cost.print(&keys);
    }
    with_notes(index, rounds, &keys);
    Cost::measure("ours, leaving words out", rounds, &self::keys(&TOO_MANY), || {
        let mut session = SearchSession::leaving_out();
        Box::new(move |query| {
            session.update(index, query, Predicate::ALL);
            session.shown().total()
        })
    });
    let per_entry = cost.total() / u32::try_from(keys.len()).unwrap_or(1).max(1);
    let per_entry = per_entry.as_secs_f64() * 1e9 / f64::from(u32::try_from(entries.len()).unwrap_or(1).max(1));
    println!("  {:26} {per_entry:.2} ns a key and entry", "");
    if is_asked("ours") {
        return;
    }
    for other in [
        Cost::measure("plain", rounds, &keys, || plain(Arc::clone(&entries))),
        Cost::measure("nucleo-matcher", rounds, &keys, || nucleo_matcher(Arc::clone(&entries))),
        Cost::measure("nucleo", rounds, &keys, || nucleo(&entries)),
    ] {
        closing.push(ratio(size, &cost, &other));
    }
}

fn main() {
    let wanted: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let all = wanted.is_empty();
    let mut closing = Vec::new();
    if all || wanted.contains(&0) {
        known(index(as_built));
    }
    if is_asked("known") {
        return;
    }
    if all || wanted.contains(&0) {
        bench("bundled", as_built, None, 9, &mut closing);
        let names = names_alone();
        let entries = names.iter().map(|name| vec![name.clone()]).collect();
        bench("bundled, titles alone", || of_files(pack(&names)), Some(entries), 9, &mut closing);
    }
    for size in [10_000, 100_000, 1_000_000] {
        if all || wanted.contains(&size) {
            let titles = titles(size);
            let entries = titles.iter().map(|title| vec![title.clone()]).collect();
            let rounds = if size > 500_000 { 2 } else { 5 };
            bench(&size.to_string(), || of_files(pack(&titles)), Some(entries), rounds, &mut closing);
        }
    }
    for line in closing {
        println!("{line}");
    }
}
