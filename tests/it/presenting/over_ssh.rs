//! A room over SSH: `maitri serve --presenter`, and the clients of OpenSSH that present and follow.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::harness::{Size, TAB, TODAY, pack_with_bank};
use crate::program::{MAITRI, at_home_nowhere, finish};
use crate::pty::{Terminal, rows};

const CLASSIC: Size = (80, 24);
const WORD: &str = "open-harbours";

/// A server, ended when dropped.
struct Server {
    child: Child,
    port: u16,
    directory: tempfile::TempDir,
    /// What was told whoever runs it.
    told: Vec<String>,
}

impl Server {
    /// One with these options, or nothing where there is no ssh to visit it, which is told.
    fn start(options: &[&str]) -> Option<Self> {
        if Command::new("ssh").arg("-V").stderr(Stdio::null()).status().is_err() {
            let _ = writeln!(std::io::stderr(), "\nSKIPPED a room over SSH: there is no ssh here");
            return None;
        }
        let directory = pack_with_bank();
        let mut command = Command::new(MAITRI);
        at_home_nowhere(&mut command);
        command.args(["--data", &directory.path().display().to_string(), "serve", "--listen", "127.0.0.1:0"]);
        command.arg("--host-key").arg(directory.path().join("key")).args(options);
        command.env(TODAY.0, TODAY.1).env(TAB.0, TAB.1).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("maitri starts");
        let output = child.stdout.take().expect("its output");
        let mut told: Vec<String> = Vec::new();
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let is_last = line.starts_with("Whoever follows types:");
            told.push(line);
            if is_last {
                break;
            }
        }
        let port = told
            .first()
            .and_then(|line| line.split("127.0.0.1:").nth(1))
            .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().expect("a port"));
        Some(Self { child, port: port.unwrap_or_else(|| panic!("{told:?}")), directory, told })
    }

    fn options(&self) -> Vec<String> {
        let settings = [
            format!("Port={}", self.port),
            "BatchMode=yes".to_owned(),
            "IdentityAgent=none".to_owned(),
            "StrictHostKeyChecking=no".to_owned(),
            "UserKnownHostsFile=/dev/null".to_owned(),
            "LogLevel=ERROR".to_owned(),
        ];
        let settings = settings.into_iter().flat_map(|setting| ["-o".to_owned(), setting]);
        ["-F".to_owned(), "none".to_owned()].into_iter().chain(settings).collect()
    }

    fn visit(&self, size: Size, words: &[&str]) -> Terminal {
        let options = self.options();
        let mut arguments: Vec<&str> = options.iter().map(String::as_str).collect();
        arguments.extend(["-tt", "127.0.0.1"]);
        arguments.extend(words);
        Terminal::run(size, "ssh", &arguments, &[])
    }

    /// What is said to a visitor without a terminal.
    fn asked(&self, words: &[&str]) -> (i32, String) {
        let mut client = Command::new("ssh");
        client.args(self.options()).arg("127.0.0.1").args(words).stdin(Stdio::null());
        let ran = finish(&mut client);
        (ran.code, format!("{}{}", ran.stdout, ran.stderr))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn sees(terminal: &mut Terminal, text: &str) {
    terminal.wait_for(text, |seen| rows(seen).join("\n").contains(text));
}

#[test]
fn a_class_follows_is_quizzed_and_the_results_are_kept() {
    let results = tempfile::tempdir().expect("a temporary directory");
    let file = results.path().join("quiz.csv").display().to_string();
    let Some(server) = Server::start(&["--presenter", WORD, "--results", &file]) else { return };
    let mut early = server.visit(CLASSIC, &["follow", "Asha"]);
    sees(&mut early, "Nobody presents");
    let mut presenter = server.visit(CLASSIC, &["present", WORD]);
    sees(&mut presenter, "You present");
    sees(&mut early, "the presenter’s screen");
    let mut small = server.visit((60, 16), &["follow", "Kenji"]);
    small.wait_for("a whole screen", |seen| {
        let text = rows(seen).join("\n");
        text.contains("the presenter’s screen") && !text.contains("part of")
    });

    presenter.send(b"2");
    sees(&mut early, "Treaty of Open Harbours");
    early.send(b"\x1b");
    sees(&mut early, "find");
    early.send(b"3");
    presenter.send(b"R");
    sees(&mut presenter, "2 follow.");
    presenter.send(b"n");
    sees(&mut small, "Press a, b, c or d");
    sees(&mut early, "The room is asked a question: R goes there.");
    early.send(b"R");
    sees(&mut early, "Question 1");
    early.send(b"b");
    sees(&mut early, "You said (b)");
    sees(&mut presenter, "1 of 2 answered");
    small.send(b"a");
    for terminal in [&mut small, &mut presenter, &mut early] {
        sees(terminal, "all have answered");
    }
    presenter.send(b"b");
    sees(&mut early, "Board");

    let text = std::fs::read_to_string(&file).expect("the results");
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!((rows.len(), rows[0]), (3, "time,question,nickname,answer,right_answer,right,ms"), "{text}");
    assert!(rows[1].contains(",Asha,b,") && rows[2].contains(",Kenji,a,"), "{text}");

    presenter.send(b"\x1b");
    sees(&mut early, "the presenter’s screen");
    presenter.send(b"q");
    sees(&mut early, "Nobody presents");
    early.send(b"q");
    assert_eq!(early.exit_code(), 0);
    assert!(Path::new(&file).exists() && server.directory.path().exists());
}

#[test]
fn the_word_is_needed_a_terminal_too_and_one_presents_at_a_time() {
    let Some(server) = Server::start(&["--presenter", WORD]) else { return };
    assert!(server.told.iter().any(|line| line.ends_with(&format!("present {WORD}"))), "{:?}", server.told);
    let (code, said) = server.asked(&["present", WORD]);
    assert!(code == 1 && said.contains("ssh -t"), "{said}");
    let (code, said) = server.asked(&["help"]);
    assert!(code == 0 && said.contains("follow [NAME]"), "{said}");
    let mut presenter = server.visit(CLASSIC, &["present", WORD]);
    sees(&mut presenter, "You present");
    for _ in 0..3 {
        let mut wrong = server.visit(CLASSIC, &["present", "open-harbour"]);
        sees(&mut wrong, "not the presenter’s word");
    }
    // Whose line has dropped comes back, whatever the old one does.
    let mut second = server.visit(CLASSIC, &["present", WORD]);
    sees(&mut second, "You present");
    sees(&mut presenter, "Somebody presents now");
    second.kill();
    let mut follower = server.visit(CLASSIC, &["follow"]);
    sees(&mut follower, "Nobody presents");
}

#[test]
fn a_word_is_made_where_none_is_given() {
    let Some(server) = Server::start(&["--presenter"]) else { return };
    let line = server.told.iter().find(|line| line.contains("present ")).expect("the word is told");
    let word = line.rsplit(' ').next().unwrap_or_default();
    assert!(word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_lowercase()), "{line}");
    let mut presenter = server.visit(CLASSIC, &["present", word]);
    sees(&mut presenter, "You present");
}
