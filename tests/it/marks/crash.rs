//! Programs killed while they mark: nothing is lost but the mark that was being written.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::time::Duration;

use maitri::store::journal::SharedJournal;
use maitri::study::marks::{Change, Lists, MarkEntry};
use maitri::study::rng::Rng;

use crate::program::child_of_this;

/// The variable that tells the child where to write.
const KEPT_IN: &str = "MAITRI_TEST_MARKS_IN";

fn open(directory: &Path) -> SharedJournal<MarkEntry> {
    SharedJournal::open(directory).expect("a journal")
}

fn lists(journal: &SharedJournal<MarkEntry>) -> Lists {
    Lists::replay(journal.entries(), "p")
}

/// What a child of the next test does until it is killed: it is no test by itself.
#[test]
#[ignore = "another test runs it, as a process of its own"]
fn marks_until_it_is_killed() {
    let Some(directory) = std::env::var_os(KEPT_IN) else { return };
    let mut journal = open(Path::new(&directory));
    let list = format!("list {}", lists(&journal).all().len());
    for number in 0.. {
        let change = Change::Mark { list: list.clone(), of: format!("item-{number}") };
        journal.append(MarkEntry { pack: "p".to_owned(), change }).expect("it is kept");
        println!("kept {number}");
    }
}

#[test]
fn killed_at_a_hundred_moments_only_the_mark_being_written_is_lost() {
    let directory = tempfile::tempdir().unwrap();
    let mut rng = Rng::new(15);
    let mut before: Vec<usize> = Vec::new();
    for round in 0..100 {
        let mut child = child_of_this("marks::crash::marks_until_it_is_killed", KEPT_IN, directory.path());
        let mut told = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        assert!(told.any(|line| line.contains("kept")), "round {round}");
        std::thread::sleep(Duration::from_micros(rng.below(3000) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        let told = 1 + told.filter(|line| line.starts_with("kept")).count();
        let lists = lists(&open(directory.path()));
        let (last, all) = lists.all().split_last().expect("a list");
        assert_eq!(all.iter().map(|list| list.marks.len()).collect::<Vec<_>>()[1..], before, "what was before stays");
        assert!([told, told + 1].contains(&last.marks.len()), "round {round}: {told} told, {} kept", last.marks.len());
        assert!(last.marks.iter().enumerate().all(|(number, mark)| mark.of == format!("item-{number}")));
        before.push(last.marks.len());
    }
    let aside = fs::read_dir(directory.path()).unwrap().flatten().map(|entry| entry.file_name());
    assert!(!aside.into_iter().any(|name| name.to_string_lossy().contains("unreadable")));
}
