//! What the fuzz targets keep in their corpus, replayed: nothing panics, and what must hold holds.

use std::fs;
use std::path::Path;

#[path = "../fuzz/exercise.rs"]
mod exercise;

/// Gives each file of a target's corpus to it.
fn replay(target: &str, exercise: fn(&[u8])) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
    let mut files: Vec<_> =
        fs::read_dir(&directory).expect("the corpus").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{}", directory.display());
    for file in files {
        let bytes = fs::read(&file).expect("a file");
        // A panic alone would not say which.
        println!("{}", file.display());
        exercise(&bytes);
    }
}

#[test]
fn ron() {
    replay("ron", exercise::ron);
}

#[test]
fn queries() {
    replay("query", exercise::query);
}

#[test]
fn dates() {
    replay("edtf", exercise::edtf);
}

#[test]
fn review_logs() {
    replay("log", exercise::log);
}

#[test]
fn keys() {
    replay("keys", exercise::keys);
}

#[test]
fn bytes_of_a_terminal() {
    replay("bytes", exercise::bytes);
}

#[test]
fn pastes() {
    replay("paste", exercise::paste);
}

#[test]
fn configurations() {
    replay("config", exercise::config);
}
