//! `check --watch`: of a pack that is not there, and of one that goes and comes back.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::layer;
use crate::harness::PACK;
use crate::program::as_shipped;

#[test]
fn to_watch_a_pack_that_is_not_there_ends_at_once_and_one_that_goes_and_comes_goes_on() {
    let base = tempfile::tempdir().expect("a directory");
    let nowhere = base.path().join("nowhere").display().to_string();
    let mut child = as_shipped(&["check", "--watch", &nowhere])
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    let begin = Instant::now();
    while child.try_wait().expect("a process").is_none() {
        if begin.elapsed() > Duration::from_secs(20) {
            child.kill().expect("it runs");
            panic!("it waits for what never was");
        }
        std::thread::yield_now();
    }
    let output = child.wait_with_output().expect("it ended");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && told.contains("there is no pack"), "{told}");
}

#[test]
fn a_pack_of_which_a_file_goes_and_comes_back_is_watched_on() {
    let base = tempfile::tempdir().expect("a directory");
    let path = layer(base.path(), "saved", &[("records.ron", "[]")]);
    let mut child = as_shipped(&["--data", PACK, "check", "--watch", &path])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    // What is said from one check to the next.
    let mut next = || {
        lines
            .by_ref()
            .map_while(Result::ok)
            .take_while(|line| !line.starts_with("checked at"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert!(next().contains("no problem found"));
    // An editor that writes beside and renames leaves nothing there for a while.
    let (head, aside) = (Path::new(&path).join("pack.ron"), base.path().join("pack.ron~"));
    fs::rename(&head, &aside).expect("a file");
    let gone = next();
    assert!(gone.contains("pack.ron"), "{gone}");
    fs::rename(&aside, &head).expect("a file");
    assert!(next().contains("no problem found"));
    child.kill().expect("it still runs");
    child.wait().expect("it ends");
}
