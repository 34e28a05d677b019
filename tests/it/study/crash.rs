//! What a real process leaves behind when it is killed, when the disk is full and when nothing can be
//! written: everything from before, and a log that reads.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use maitri::store::journal::read::{self, Reading};
use maitri::store::reviews::{FORMAT, Log};
use maitri::study::review::Entry;
use maitri::study::rng::Rng;

use crate::program::{MAITRI, at_home_nowhere, command};

/// A quiz in a process of its own.
struct Quiz {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Quiz {
    fn start(mut command: Command, directory: &Path) -> Self {
        command.args(["quiz", "--plain", "--new-a-day", "500", "--state-dir"]).arg(directory);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output }
    }

    /// Types a line; whether somebody was there to read it.
    fn say(&mut self, line: &str) -> bool {
        self.input.write_all(line.as_bytes()).is_ok()
    }

    /// Reads up to a line that has this in it; whether one came.
    fn hear(&mut self, wanted: &str) -> bool {
        let mut line = String::new();
        loop {
            line.clear();
            match self.output.read_line(&mut line) {
                Ok(0) | Err(_) => return false,
                Ok(_) if line.contains(wanted) => return true,
                Ok(_) => {}
            }
        }
    }

    /// Answers one card; whether the next was asked, and the answer so acknowledged.
    fn answer(&mut self) -> bool {
        self.say("\n") && self.hear("Grade:") && self.say("g\n") && self.hear(" left. ")
    }
}

fn entries(directory: &Path) -> usize {
    read::read::<Entry>(&fs::read(directory.join(FORMAT.file)).unwrap_or_default()).entries.len()
}

#[test]
fn killed_at_any_point_at_most_the_ungraded_card_is_lost() {
    let directory = tempfile::tempdir().unwrap();
    let mut rng = Rng::new(9);
    let mut kept = 0;
    for round in 0..16 {
        let mut quiz = Quiz::start(command(&[]), directory.path());
        assert!(quiz.hear(" left. "), "round {round}: no question");
        let whole = rng.below(5);
        assert!((0..whole).all(|_| quiz.answer()), "round {round}");
        // Somewhere between a question, its answer, its grade and the writing of it.
        let said = rng.below(4);
        if said > 0 {
            quiz.say("\n");
        }
        if said > 1 {
            quiz.say("g\n");
        }
        // At any point: a moment passes, of another length each time.
        let (begin, moment) = (Instant::now(), Duration::from_micros(rng.below(4000) as u64));
        while begin.elapsed() < moment {
            std::thread::yield_now();
        }
        quiz.child.kill().unwrap();
        quiz.child.wait().unwrap();
        let found = entries(directory.path());
        let most = kept + whole + usize::from(said > 1);
        assert!((kept + whole..=most).contains(&found), "round {round}: {found} of {kept} + {whole}, said {said}");
        let log = Log::open(directory.path()).unwrap();
        assert!(log.read_only().is_none() && log.entries().len() == found, "round {round}");
        kept = found;
    }
    assert!(kept > 10, "the test answered too little to mean anything");
}

#[test]
fn a_full_disk_ends_the_quiz_with_a_sentence_and_loses_nothing() {
    let directory = tempfile::tempdir().unwrap();
    // A file may grow to one block only, and the system says so instead of killing.
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"", MAITRI]);
    at_home_nowhere(&mut limited);
    let mut quiz = Quiz::start(limited, directory.path());
    assert!(quiz.hear(" left. "));
    let mut acknowledged = 0;
    while quiz.answer() {
        acknowledged += 1;
        assert!(acknowledged < 100, "the file grew and grew");
    }
    let mut told = String::new();
    let stderr = quiz.child.stderr.take().unwrap();
    BufReader::new(stderr).lines().map_while(Result::ok).for_each(|line| told.push_str(&line));
    assert!(told.contains("could not be saved") && told.contains("all answers before it are safe"), "{told}");
    assert_eq!(quiz.child.wait().unwrap().code(), Some(1));
    assert!(acknowledged > 0, "not even the first answer fitted");
    assert_eq!(entries(directory.path()), acknowledged);
    let reading: Reading<Entry> = read::read(&fs::read(directory.path().join(FORMAT.file)).unwrap());
    assert!(reading.bad_lines.is_empty() && reading.torn.is_empty(), "half an answer was left behind");
    // With room again it goes on.
    let mut again = Quiz::start(command(&[]), directory.path());
    assert!(again.hear(" left. ") && again.answer());
    again.say("q\n");
    assert!(again.child.wait().unwrap().success());
    assert_eq!(entries(directory.path()), acknowledged + 1);
}

#[test]
fn where_nothing_can_be_written_it_is_told_and_one_may_study_all_the_same() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "mine").unwrap();
    // Below a file there can be no directory, not even for root.
    let mut quiz = Quiz::start(command(&[]), &file.join("state"));
    assert!(quiz.hear(" left. ") && quiz.answer());
    quiz.say("q\n");
    assert!(quiz.hear("could not be saved"));
    let mut told = String::new();
    let stderr = quiz.child.stderr.take().unwrap();
    BufReader::new(stderr).lines().map_while(Result::ok).for_each(|line| told.push_str(&line));
    assert!(told.contains("can't be written") && told.contains("not kept"), "{told}");
    assert!(quiz.child.wait().unwrap().success());
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn a_pipe_in_the_place_of_the_log_is_set_aside_and_not_waited_for() {
    let directory = tempfile::tempdir().unwrap();
    let made = Command::new("mkfifo").arg(directory.path().join(FORMAT.file)).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    assert!(maitri::store::secure_fs::read(&directory.path().join(FORMAT.file), 1000).is_err());
    let log = Log::open(directory.path()).unwrap();
    assert_eq!((log.notices().len(), log.read_only()), (1, None));
}
