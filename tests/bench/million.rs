//! A pack of a million records: what it takes to load, and what its reader waits for.
//!
//! Writes the pack (a seeded generator makes it, so it is the same everywhere) into a directory of its
//! own, opens it with the program itself in a pseudo-terminal, and types in the finder. Told are: how
//! large the pack is, when the first screen stands and when all is ready to be searched, how long that kept a
//! processor, the memory taken, and for each typed letter when it is echoed and when the last byte of its hits has
//! come. Run with `cargo bench --bench million`; after `--` may follow another number of records, a directory to keep
//! the pack in, and `keys` to print what each letter took.

#![expect(clippy::expect_used, reason = "a bench that cannot go on stops")]

use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// The program.
const MAITRI: &str = env!("CARGO_BIN_EXE_maitri");
/// What is typed, a letter at a time, each word after the last was taken away.
const TYPED: [&str; 6] = ["shinkansen", "joint committee 2011", "nuclear", "semicon lunar", "prgrmme", "trade"];
/// For so long nothing may come before the terminal counts as settled.
const QUIET: Duration = Duration::from_millis(250);
/// How long anything may take before the bench gives up.
const DEADLINE: Duration = Duration::from_secs(180);

const NOUNS: &str = "agreement committee dialogue memorandum programme partnership exercise corridor institute statement \
    shinkansen semiconductor reactor observatory harbour festival scholarship workshop delegation treaty laboratory \
    satellite hospital library museum railway pipeline refinery fishery monastery university parliament";
const ADJECTIVES: &str = "joint bilateral annual maritime nuclear digital cultural scientific industrial regional strategic \
    technical urban coastal lunar polar quantum agricultural financial historical ministerial vocational";
const TOPICS: &str = "trade energy security education health tourism steel textiles shipping aviation forestry hydrogen \
    ammonia robotics language heritage disaster water transport insurance banking investment exploration computing";
const PLACES: &str = "tokyo osaka kyoto nara sendai sapporo nagoya fukuoka delhi mumbai chennai kolkata bengaluru pune \
    hyderabad jaipur kochi guwahati varanasi ahmedabad";

/// A generator of numbers, the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }

    fn word<'w>(&mut self, words: &[&'w str]) -> &'w str {
        // Two draws, the smaller counts: frequent words are far more frequent.
        let at = self.below(words.len()).min(self.below(words.len()));
        words.get(at).copied().unwrap_or_default()
    }
}

/// Writes a sound pack of so many records, in files that the program is willing to read.
fn write_pack(directory: &Path, records: usize) -> u64 {
    const A_FILE: usize = 250_000;
    let head = "(title:\"A million\",edition:\"2026\",countries:[(code:\"in\",name:\"India\",adjective:\"Indian\"),\
        (code:\"jp\",name:\"Japan\",adjective:\"Japanese\")],sectors:[\"All\"],\
        sources:[(id:\"s\",title:\"Source\",publisher:\"Nobody\",paragraphs:9)])";
    fs::create_dir_all(directory).expect("a directory");
    fs::write(directory.join("pack.ron"), head).expect("the head is written");
    let mut bytes = 0;
    let [nouns, adjectives, topics, places] =
        [NOUNS, ADJECTIVES, TOPICS, PLACES].map(|words| words.split_whitespace().collect::<Vec<_>>());
    let mut numbers = Numbers(7);
    for file in 0..records.div_ceil(A_FILE) {
        let mut text = String::from("[\n");
        for number in file * A_FILE..records.min((file + 1) * A_FILE) {
            let (adjective, noun) = (numbers.word(&adjectives), numbers.word(&nouns));
            let (topic, other, place) = (numbers.word(&topics), numbers.word(&topics), numbers.word(&places));
            let (year, month, day) = (1950 + numbers.below(77), 1 + numbers.below(12), 1 + numbers.below(28));
            let weight = ["Core", "Useful", "Detail", "Detail"].get(numbers.below(4)).copied().unwrap_or("Detail");
            _ = writeln!(
                text,
                "(id:\"r{number}\",title:\"{adjective} {noun} on {topic} {number}\",when:\"{year}-{month:02}-{day:02}\",\
                 sectors:[\"All\"],weight:{weight},summary:\"A {noun} held in {place} about {topic} and {other}.\",\
                 facts:[(\"Place\",\"It was held in {place}.\",\"s ¶1\")],links:[\"r{}\"],cites:[\"s ¶2\"],\
                 body:Event(kind:Meeting)),",
                numbers.below(records)
            );
        }
        text.push(']');
        bytes += text.len() as u64;
        fs::write(directory.join(format!("records-{file}.ron")), text).expect("the records are written");
    }
    bytes
}

/// The program in a pseudo-terminal.
struct Terminal {
    parser: vt100::Parser,
    chunks: Receiver<(Instant, Vec<u8>)>,
    keyboard: Box<dyn std::io::Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Terminal {
    fn open(pack: &Path) -> Self {
        let (cols, rows) = (100, 30);
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("a pty");
        let mut command = CommandBuilder::new(MAITRI);
        command.arg("--data");
        command.arg(pack);
        command.env("TERM", "xterm-256color");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keyboard = pair.master.take_writer().expect("a keyboard");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let (send, chunks) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 16384];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let chunk = buffer.get(..count).unwrap_or_default().to_vec();
                if send.send((Instant::now(), chunk)).is_err() {
                    return;
                }
            }
        });
        let cells = |count| std::num::NonZeroU16::new(count).expect("a terminal has a size");
        let parser = vt100::Parser::new(cells(rows), cells(cols), 0);
        Self { parser, chunks, keyboard, child, _master: pair.master }
    }

    /// Reads on until the screen holds a text, and tells when it did.
    fn wait_for(&mut self, shown: &str) -> Instant {
        let started = Instant::now();
        loop {
            let (at, chunk) = self.chunks.recv_timeout(DEADLINE).expect("the program writes");
            self.parser.process(&chunk);
            if self.parser.screen().contents().contains(shown) {
                return at;
            }
            assert!(started.elapsed() < DEADLINE, "{shown} never showed:\n{}", self.parser.screen().contents());
        }
    }

    /// Presses a key: when the first and when the last bytes of the answer came, after it.
    fn press(&mut self, key: &[u8]) -> Option<(Duration, Duration)> {
        let pressed = Instant::now();
        self.keyboard.write_all(key).expect("the key is taken");
        self.keyboard.flush().expect("the key is taken");
        let (mut first, mut last) = (None, None);
        loop {
            match self.chunks.recv_timeout(QUIET) {
                Ok((at, chunk)) => {
                    self.parser.process(&chunk);
                    first.get_or_insert(at - pressed);
                    last = Some(at - pressed);
                }
                Err(RecvTimeoutError::Timeout) => return first.zip(last),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// The largest amount of memory the program has held, in MB, where the system tells.
    fn peak_memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.process_id()?)).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib / 1000)
    }
}

impl Terminal {
    /// How long the program has been on a processor, in its own code and in the system's, where that is told: on a busy
    /// machine it waits for its turn, which is no fault of its.
    fn processor_time(&self) -> Option<[Duration; 2]> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.process_id()?)).ok()?;
        // After the name, which may have anything in it, the twelfth and thirteenth are in hundredths of a second.
        let (_, fields) = stat.rsplit_once(')')?;
        let mut times = fields.split_whitespace().skip(11).map(|field| field.parse::<u64>().ok());
        let mut time = || Some(Duration::from_millis(10 * times.next()??));
        Some([time()?, time()?])
    }

    fn tell_processor_time(&self) {
        if let Some([own, system]) = self.processor_time() {
            println!("  {:.0} ms on a processor until then, and {:.0} ms in the system", millis(own), millis(system));
        }
    }
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    let [median, most, worst] = [50, 95, 100].map(|share| at(share).copied().map_or(0.0, millis));
    println!(
        "  {what:30} median {median:>7.2} ms   95 in 100 {most:>7.2} ms   worst {worst:>7.2} ms   of {}",
        times.len()
    );
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let records = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let each = arguments.iter().any(|argument| argument == "keys");
    let kept = arguments.iter().find(|argument| argument.parse::<usize>().is_err() && *argument != "keys");
    let temporary = tempfile::tempdir().expect("a directory");
    let directory = kept.map_or_else(|| temporary.path().to_owned(), std::path::PathBuf::from);
    let bytes = write_pack(&directory, records);
    println!("{records} records, {} MB of RON", bytes / 1_000_000);
    let started = Instant::now();
    let mut terminal = Terminal::open(&directory);
    let first = terminal.wait_for("Timeline ");
    println!("  first screen after {:.0} ms", millis(first - started));
    terminal.tell_processor_time();
    if let Some(memory) = terminal.peak_memory() {
        println!("  {memory} MB of memory at most until then");
    }
    terminal.press(b" ");
    let hits = format!("{records} of {records}");
    if !terminal.parser.screen().contents().contains(&hits) {
        terminal.wait_for(&hits);
    }
    println!("  ready to be searched after at most {:.0} ms", millis(started.elapsed()));
    terminal.tell_processor_time();
    while terminal.press(b"").is_some() {}
    let (mut echoes, mut settled) = (Vec::new(), Vec::new());
    for typed in TYPED {
        for (at, letter) in typed.char_indices() {
            if let Some((echo, hits)) = terminal.press(letter.to_string().as_bytes()) {
                if each {
                    let typed = typed.get(..=at).unwrap_or(typed);
                    println!("    {:>7.2} ms, {:>7.2} ms  {typed:?}", millis(echo), millis(hits));
                }
                echoes.push(echo);
                settled.push(hits);
            }
        }
        // The line is emptied before the next.
        terminal.press(b"\x15");
    }
    tell("a typed letter is echoed", echoes);
    tell("its hits stand", settled);
    if let Some(memory) = terminal.peak_memory() {
        println!("  {memory} MB of memory at most");
    }
    terminal.child.kill().expect("the program ends");
}
