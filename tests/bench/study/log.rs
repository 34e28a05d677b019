//! What it costs to open a log of answers: ten thousand, a hundred thousand, a million of them, with a checkpoint and
//! without. Each is opened in a process of its own, so that its memory can be told (on Linux).

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use maitri::data::bundled;
use maitri::data::pack::id::FIRST;
use maitri::store::journal::read::head_line;
use maitri::store::reviews::FORMAT;
use maitri::store::shelf::Directory;
use maitri::study::Deck;
use maitri::study::collection::opening::Opening;
use maitri::study::review::{Entry, Review};
use maitri::study::rng::Rng;
use maitri::study::scheduler::Plan;
use maitri::study::scheduler::memory::Grade;

/// The word before a directory by which a run knows that it is to open the log in it, and nothing else.
const OPEN: &str = "--open-log=";
/// How long ten thousand answers may take without a checkpoint.
const REPLAY: Duration = Duration::from_millis(50);
/// What the checkpoint of a million answers takes at most of replaying them, and how much longer it takes than that of
/// a tenth of them.
const SHARE: f64 = 0.2;
const GROWTH: f64 = 12.0;
/// The most memory of a process that has opened a million answers with one, in MiB; the program itself and all cards of
/// the bundled pack are in it.
const MEMORY: f64 = 60.0;
/// For so long a key may go unheard.
const UNHEARD: f64 = 50.0;

/// What one opening cost: milliseconds in all, those of its longest step, and MiB.
#[derive(Clone, Copy, Debug)]
struct Cost {
    all: f64,
    step: f64,
    memory: f64,
}

/// Opens the log that a run was told to, if it was; whether it was.
pub(crate) fn opened() -> bool {
    let Some(directory) = std::env::args().find_map(|argument| Some(argument.strip_prefix(OPEN)?.to_owned())) else {
        return false;
    };
    let dataset = bundled::dataset().expect("the bundled dataset");
    let deck = Deck::build(&dataset);
    let shelf = Directory::new(directory, FIRST);
    let (begun, mut longest, mut opening) = (Instant::now(), Duration::ZERO, None);
    loop {
        let step = Instant::now();
        let is_done = match &mut opening {
            None => {
                opening = Some(Opening::to_answer(Deck::build(&dataset), Some(&shelf), Plan::default()));
                false
            }
            Some(opening) => opening.advance(),
        };
        longest = longest.max(step.elapsed());
        if is_done {
            break;
        }
    }
    let all = begun.elapsed();
    let mut collection = opening.expect("an opening").finish();
    let memory = memory();
    while collection.write_checkpoint() {}
    assert!(collection.progress().states().count() <= deck.cards().len(), "no more than there are");
    println!("{} {} {memory}", all.as_secs_f64() * 1000.0, longest.as_secs_f64() * 1000.0);
    true
}

/// The most memory this process has had so far, in MiB.
fn memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: f64 = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default();
    kib / 1024.0
}

/// Opens the log of a directory in a process of its own.
fn open(directory: &Path) -> Cost {
    let own = std::env::current_exe().expect("this program");
    let output = Command::new(own).arg(format!("{OPEN}{}", directory.display())).output().expect("another run");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<f64> = told.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let &[all, step, memory] = numbers.as_slice() else {
        return Cost { all: f64::NAN, step: f64::NAN, memory: f64::NAN };
    };
    Cost { all, step, memory }
}

/// Writes a log of so many answers.
fn write(directory: &Path, answers: usize, deck: &Deck) {
    let mut rng = Rng::new(1);
    let mut text = format!("{}\n", head_line(&FORMAT));
    for answer in 0..answers {
        let card = rng.pick(deck.cards()).expect("cards").id.clone();
        let days = i32::try_from(answer / 100).unwrap_or(0);
        let day = Date::constant(1999, 1, 1).saturating_add(jiff::Span::new().days(days));
        let grade = if rng.below(5) == 0 { Grade::Again } else { Grade::Good };
        let ms = 2000 + u32::try_from(rng.below(9000)).unwrap_or(0);
        let at = 1_767_225_600_000 + i64::try_from(answer).unwrap_or(0);
        let entry = Entry::Review(Review { at, day, card, grade, ms, answer: Some(5) });
        _ = writeln!(text, "{}", entry.to_line());
    }
    fs::write(directory.join(FORMAT.file), text).expect("a log");
}

/// Measures, prints and holds to the limits.
pub(crate) fn measure(deck: &Deck) {
    println!("a log of          without a checkpoint: ms, step, MiB       with one: ms, step, MiB     its MiB   ratio");
    let mut with_one = Vec::new();
    for answers in [10_000, 100_000, 1_000_000] {
        let directory = tempfile::tempdir().expect("a directory");
        write(directory.path(), answers, deck);
        let checkpoint = directory.path().join("reviews.checkpoint");
        let (mut without, mut with) = (Vec::new(), Vec::new());
        // In turn, so that what else the machine does falls on both.
        for _ in 0..3 {
            _ = fs::remove_file(&checkpoint);
            without.push(open(directory.path()));
            with.push(open(directory.path()));
        }
        let [without, with] = [without, with].map(|mut costs| {
            costs.sort_by(|a, b| a.all.total_cmp(&b.all));
            costs.first().copied().expect("three runs")
        });
        let size = fs::metadata(&checkpoint).map_or(0, |meta| meta.len());
        #[expect(clippy::cast_precision_loss, reason = "some megabytes")]
        let size = size as f64 / (1024.0 * 1024.0);
        let ratio = with.all / without.all;
        println!(
            "{answers:>9} answers {:>15.1} {:>8.1} {:>8.1} {:>22.1} {:>8.1} {:>8.1} {size:>9.1} {ratio:>8.3}",
            without.all, without.step, without.memory, with.all, with.step, with.memory
        );
        for (what, cost) in [("without a checkpoint", without), ("with one", with)] {
            assert!(cost.step <= UNHEARD, "{answers} answers {what}: a key may go unheard for {:.1} ms", cost.step);
        }
        if answers == 10_000 {
            assert!(without.all <= REPLAY.as_secs_f64() * 1000.0, "{answers} answers take longer than {REPLAY:?}");
        }
        if answers == 1_000_000 {
            assert!(ratio <= SHARE, "a checkpoint saves too little: {ratio:.3}");
            assert!(with.memory <= MEMORY, "it takes {:.1} MiB", with.memory);
        }
        with_one.push(with.all);
    }
    if let [.., small, large] = with_one.as_slice() {
        assert!(large / small <= GROWTH, "ten times as many take {:.1} times as long", large / small);
    }
}
