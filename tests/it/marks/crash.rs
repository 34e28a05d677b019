//! Programs killed while they mark: nothing is lost but the mark that was being written.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use maitri::study::rng::Rng;

use super::kept;
use crate::harness::frozen;
use crate::program::command;

/// Marks these in a process of its own.
fn marking(directory: &Path, ids: &[String], list: &str) -> Child {
    let mut marking = command(&["mark", "--list", list, "--state-dir"]);
    marking.arg(directory).args(ids).stdout(Stdio::null()).stderr(Stdio::null());
    marking.spawn().expect("the program starts")
}

#[test]
fn killed_at_any_moment_only_the_mark_being_written_is_lost() {
    const ROUNDS: usize = 100;
    let directory = tempfile::tempdir().unwrap();
    let dataset = frozen().dataset();
    let ids: Vec<String> = dataset.items().map(|(_, item)| item.id().to_owned()).take(30).collect();
    // How long it takes if nobody kills it.
    let begin = Instant::now();
    assert!(marking(directory.path(), &ids, "whole").wait().expect("a child").success());
    let whole = begin.elapsed();
    let mut rng = Rng::new(15);
    let mut cut = 0;
    for round in 0..ROUNDS {
        let list = format!("list {round}");
        let mut child = marking(directory.path(), &ids, &list);
        let (begin, moment) = (Instant::now(), whole * u32::try_from(rng.below(1000)).unwrap_or_default() / 900);
        while begin.elapsed() < moment {
            std::thread::sleep(Duration::from_micros(200));
        }
        // Where it has ended already there is nobody to kill.
        let _ = child.kill();
        let has_ended = child.wait().expect("a child").success();
        let marks = kept(directory.path());
        let found: Vec<String> = marks
            .lists()
            .get(&list)
            .map(|list| list.marks.iter().map(|mark| mark.of.clone()).collect())
            .unwrap_or_default();
        assert_eq!(found, ids[..found.len()], "round {round}: they are kept one after the other");
        assert!(!has_ended || found.len() == ids.len(), "round {round}: what was told is kept");
        cut += usize::from(!found.is_empty() && found.len() < ids.len());
        let before = marks.items("whole").len();
        assert_eq!(before, ids.len(), "round {round}: what was kept before stays");
    }
    assert!(cut > 0, "none was killed while it marked: the test tells nothing");
    let aside = fs::read_dir(directory.path()).unwrap().flatten().map(|entry| entry.file_name());
    assert!(!aside.into_iter().any(|name| name.to_string_lossy().contains("unreadable")));
}
