//! What study costs: logs of up to a million answers opened, and the cards of a pack a hundred times the
//! bundled one's size. Both have limits; a run over one fails. Run with `cargo bench --bench study`.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench prints and stops if it cannot go on")]

#[path = "study/log.rs"]
mod log;

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use maitri::data::files::{File, Files};
use maitri::data::{bundled, load};
use maitri::study::Deck;
use maitri::study::exam::coverage::Coverage;
use maitri::study::exam::{Paper, PaperSpec};
use maitri::study::scheduler::memory::Model;
use maitri::study::scheduler::{Plan, Progress, today};

/// How much larger the large pack is.
const TIMES: usize = 100;
/// How long making cards of its fields may take, which happens only where drills are wanted.
const CARDS: Duration = Duration::from_secs(2);

fn main() {
    if log::opened() {
        return;
    }
    let dataset = bundled::dataset().expect("the bundled dataset");
    let deck = Deck::build(&dataset);
    let (made, _) = best(20, || Deck::build(&dataset));
    println!("{} cards of the bundled pack: {made:.2?}", deck.cards().len());
    let spec = PaperSpec { questions: 100, seed: 1 };
    let (set, paper) = best(20, || Paper::on(&deck, &dataset, spec, &Coverage::default()));
    println!("a paper of {} written questions: {set:.2?}", paper.questions.len());
    let (drills, drilled) = best(5, || Deck::drills(&dataset));
    println!("{} drills of it: {drills:.2?}", drilled.cards().len());
    let (set, paper) = best(5, || Paper::of_drills(&drilled, &dataset, spec));
    println!("a paper of {} drill questions: {set:.2?}", paper.questions.len());
    log::measure(&deck);
    let cards = large();
    let (model, progress) = (Model::default(), Progress::default());
    let (chosen, _) = best(20, || today(&deck, &progress, &Plan::default(), &model, Date::constant(2026, 11, 1)));
    println!("cards of a day chosen: {chosen:.2?}");
    assert!(cards <= CARDS, "the large pack's cards take longer than {CARDS:?}");
}

/// What takes less than this is measured by the clock: the system counts processor time in steps.
const COARSE: Duration = Duration::from_millis(200);

/// The quickest of some runs, and its result: time on the processor where the system tells it (Linux),
/// so that a busy machine does not count, and time on the clock elsewhere.
fn best<T>(runs: usize, mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut result = None;
    for _ in 0..runs {
        let (start, worked) = (Instant::now(), on_processor());
        let made = black_box(run());
        let took = match (worked, on_processor()) {
            (Some(before), Some(after)) if start.elapsed() > COARSE => after.saturating_sub(before),
            _ => start.elapsed(),
        };
        if result.as_ref().is_none_or(|(least, _)| took < *least) {
            result = Some((took, made));
        }
    }
    result.expect("at least one run")
}

/// How long this thread has been on a processor.
fn on_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The cards of a pack a hundred times as large.
fn large() -> Duration {
    let files = bundled::files();
    let list = files
        .list
        .iter()
        .map(|file| File { name: file.name.clone(), text: grown(&file.name, &file.text).into() })
        .collect();
    let files = Files { list };
    let dataset = load::load(&files).unwrap_or_else(|problems| panic_with(problems.first()));
    // Unpacks nothing: a pack read from files is ready; so the cards alone are measured, those made of its fields.
    let (took, deck) = best(5, || Deck::drills(&dataset));
    println!(
        "{} cards of {} records and {} series: {took:.2?}",
        deck.cards().len(),
        dataset.records.len(),
        dataset.series.len()
    );
    took
}

#[expect(clippy::panic, reason = "a bench that cannot go on stops")]
fn panic_with(problem: Option<&maitri::data::problem::Problem>) -> ! {
    panic!("the large pack does not load: {problem:?}")
}

/// A file of records repeated, every copy with ids and long words of its own; links are left out.
fn grown(name: &str, text: &str) -> String {
    // What refers to records stays as it is: only they are many.
    if ["pack.ron", "disputes.ron", "questions.ron", "cards.ron", "mains.ron"].iter().any(|kept| name.ends_with(kept)) {
        return text.to_owned();
    }
    let body = text.split_once("[\n").map_or(text, |(_, body)| body);
    let body = body.trim_end().strip_suffix(']').unwrap_or(body);
    let mut out = String::from("[\n");
    for copy in 0..TIMES {
        for line in body.lines() {
            let trimmed = line.trim_start();
            if trimmed.starts_with("links:") || trimmed.starts_with("was:") {
                continue;
            }
            let kept =
                ["when:", "sectors:", "weight:", "cites:", "conflicts: [\"", "support:", "//", "group:", "unit:"];
            if kept.iter().any(|start| trimmed.starts_with(start)) || copy == 0 {
                out.push_str(line);
            } else if let Some(id) = trimmed.strip_prefix("id: \"").and_then(|rest| rest.split_once('"')) {
                let _ = write!(out, "id: \"{}-copy{copy}\"{}", id.0, id.1);
            } else {
                marked(line, copy, &mut out);
            }
            out.push('\n');
        }
    }
    out.push_str("]\n");
    out
}

/// A line with a mark on the long words of its texts; what holds a cite or a date is left alone.
fn marked(line: &str, copy: usize, out: &mut String) {
    for (index, part) in line.split('"').enumerate() {
        if index > 0 {
            out.push('"');
        }
        let title = line.trim_start().starts_with("title:");
        let text = index % 2 == 1
            && (title || (!part.contains('¶') && part.len() > 4 && !part.starts_with(|c: char| c.is_ascii_digit())));
        if !text {
            out.push_str(part);
            continue;
        }
        // Titles must differ, so the first word of one is always marked.
        for (word_index, word) in part.split(' ').enumerate() {
            if word_index > 0 {
                out.push(' ');
            }
            out.push_str(word);
            let long = word.len() > 5 && word.chars().all(char::is_alphabetic) && word_index % 3 == 0;
            if long || (title && word_index == 0) {
                out.push_str(&copy.to_string());
            }
        }
    }
}
