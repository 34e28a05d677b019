//! What a visitor over SSH may ask for in one command, and what comes of everything else.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use crate::harness::pack_with_mains;
use crate::program::{Ran, as_shipped, command, ended_within, finish, has_escapes, run, succeed};

/// How long a visit of a fraction of a second may take to end; far more than it takes.
const DEADLINE: Duration = Duration::from_secs(20);

/// Runs what sshd runs for a visitor who gave this command.
fn visit(visitors: &str) -> Ran {
    finish(command(&["--kiosk"]).env("SSH_ORIGINAL_COMMAND", visitors))
}

#[test]
fn a_visitors_command_is_the_command_line() {
    for (visitors, arguments) in [
        ("search harbour", &["search", "harbour"][..]),
        ("maitri search harbour", &["search", "harbour"]),
        ("search --kind agreement 'open harbours'", &["search", "--kind", "agreement", "open harbours"]),
        ("show harbours-treaty --json", &["show", "harbours-treaty", "--json"]),
        ("timeline --from 2014 --to 2015", &["timeline", "--from", "2014", "--to", "2015"]),
        ("today --date 2026-08-01", &["today", "--date", "2026-08-01"]),
        ("chart exports --ascii", &["chart", "exports", "--ascii"]),
        ("export --format csv --query kind:agreement", &["export", "--format", "csv", "--query", "kind:agreement"]),
        ("--open harbours-treaty --print --size 80x24", &["--open", "harbours-treaty", "--print", "--size", "80x24"]),
        ("mock --print --seed 3", &["mock", "--print", "--seed", "3"]),
        ("search --help", &["search", "--help"]),
        ("--version", &["--version"]),
    ] {
        let ran = visit(visitors);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{visitors}");
        assert_eq!(ran.stdout, succeed(arguments), "{visitors}");
    }
}

#[test]
fn everything_else_is_refused_in_one_sentence() {
    let long = format!("search {}", "a ".repeat(1000));
    let keys = format!("--print --size 300x100 --keys {}", "j".repeat(101));
    for visitors in [
        "sh",
        "bash -i",
        "rm -rf /",
        "/usr/lib/openssh/sftp-server",
        "scp -f /etc/passwd",
        "rsync --server .",
        "$(id)",
        "`id`",
        "--data /etc",
        "--state-dir /tmp",
        "mock --state-dir /tmp",
        "mains --state-dir /tmp",
        "mock --history",
        "export --format anki --output /tmp",
        "quiz --plain",
        "due",
        "plan",
        "stats",
        "doctor",
        "--data=/etc search harbour",
        "search harbour --data /etc",
        "check",
        "check /etc",
        "help serve",
        "serve --help",
        "--print --size 0x0",
        "check --against /etc",
        "check --watch",
        "pack schema",
        "pack export /tmp/x",
        "--kiosk",
        "--kiosk --max-session 0",
        "--max-session 99h",
        "--idle-timeout 0",
        "--size 1000x1000 --print",
        &keys,
        "mock --print --questions 501",
        "search",
        "show",
        "'",
        "\u{1b}]0;title\u{7}",
        &long,
    ] {
        let ran = visit(visitors);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{visitors}");
        assert_eq!(ran.stderr.lines().count(), 1, "{visitors}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("maitri: a visitor cannot have that: "), "{visitors}: {}", ran.stderr);
        assert!(!has_escapes(&ran.stderr), "{visitors}: {:?}", ran.stderr);
    }
}

#[test]
#[cfg(unix)]
fn what_is_wrong_with_a_command_is_said_as_it_is() {
    use std::os::unix::ffi::OsStrExt as _;
    let said = |bytes: &[u8]| {
        let ran = finish(command(&["--kiosk"]).env("SSH_ORIGINAL_COMMAND", std::ffi::OsStr::from_bytes(bytes)));
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{bytes:?}");
        ran.stderr
    };
    let (long, garbled) = (said(&b"a".repeat(1001)), said(b"search na\xefve"));
    assert!(long.starts_with("maitri: a visitor cannot have that: that command is too long"), "{long}");
    assert!(garbled.starts_with("maitri: a visitor cannot have that: that command is not text in UTF-8"), "{garbled}");
    assert_eq!(said(&b"\xff".repeat(1001)), long);
}

#[test]
#[cfg(unix)]
fn a_command_that_nobody_reads_ends_with_the_visit() {
    for limit in [["--idle-timeout", "300ms"], ["--max-session", "300ms"]] {
        let mut command = as_shipped(&[&["--kiosk"][..], &limit].concat());
        let mut visit = command
            .env("SSH_ORIGINAL_COMMAND", "export --format jsonl")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // Both ends stay open, and more is to be written than they hold.
        let ended = ended_within(DEADLINE, || visit.try_wait().expect("a child"));
        let _ = visit.kill();
        assert_eq!(ended.and_then(|ended| ended.code()), Some(1), "{limit:?}");
        let left = visit.wait_with_output().expect("what it wrote");
        assert!(!left.stdout.is_empty() && left.stderr.is_empty(), "{limit:?}: {}", left.stdout.len());
    }
    // One who reads gets all of it, however the limits stand.
    let all = succeed(&["export", "--format", "jsonl"]);
    assert_eq!(visit("export --format jsonl").stdout, all);
}

#[test]
fn nothing_in_a_command_is_expanded() {
    for visitors in ["search harbour; id", "search harbour && id", "search harbour | id", "search $(id)"] {
        let ran = visit(visitors);
        assert!(!ran.stdout.contains("uid=") && !ran.stderr.contains("uid="), "{visitors}: {ran:?}");
    }
    let ran = visit("show $HOME");
    assert!(ran.code == 1 && ran.stderr.contains("$HOME"), "{ran:?}");
}

#[test]
fn without_a_terminal_a_visitor_gets_plain_text() {
    let ran = visit("");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.starts_with("maitri: India – Japan, ") && !has_escapes(&ran.stdout), "{}", ran.stdout);
}

#[test]
fn without_a_terminal_what_needs_a_screen_is_refused_in_a_sentence() {
    for visitors in ["open harbours-treaty", "tour", "mock", "--open harbours-treaty"] {
        let ran = visit(visitors);
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.lines().count()), (1, "", 1), "{visitors}: {ran:?}");
        assert!(ran.stderr.contains("write `ssh -t` before the address"), "{visitors}: {}", ran.stderr);
    }
    assert!(visit("chart no-such-series").stderr.ends_with("; `chart` lists them\n"));
}

#[test]
fn a_visitor_is_told_nothing_of_this_machine() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().display().to_string();
    fs::write(directory.path().join("pack.ron"), "(broken").expect("a file");
    let ran = run(&["--kiosk", "--data", &path]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert_eq!(ran.stderr, "maitri: the collection cannot be shown at the moment\n");
    // The operator's own pack is kept, whatever the visitor asks for.
    let ran = finish(command(&["--kiosk", "--data", &path]).env("SSH_ORIGINAL_COMMAND", "search harbour"));
    assert_eq!(ran.stderr, "maitri: the collection cannot be shown at the moment\n");
}

#[test]
fn a_visit_writes_no_file() {
    let home = tempfile::tempdir().expect("a temporary directory");
    for visitors in
        ["", "search harbour", "--keys '5mY' --print", "--keys '6<enter><enter>g' --print", "mock --print", "today"]
    {
        let mut command = command(&["--kiosk"]);
        for variable in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR"] {
            command.env(variable, home.path());
        }
        let ran = finish(command.current_dir(home.path()).env("SSH_ORIGINAL_COMMAND", visitors));
        assert_eq!(ran.code, 0, "{visitors}: {ran:?}");
    }
    assert_eq!(fs::read_dir(home.path()).expect("a directory").count(), 0, "a file was written");
}

#[test]
fn a_visitor_reads_outlines_and_starts_no_editor() {
    let (pack, home) = (pack_with_mains(), tempfile::tempdir().expect("a temporary directory"));
    let data = format!("--data={}", pack.path().display());
    let visit = |visitors: &str| {
        let mut command = command(&[&data, "--kiosk"]);
        for variable in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR"] {
            command.env(variable, home.path());
        }
        let touch = format!("touch {}", home.path().join("touched").display());
        let command = command.current_dir(home.path()).env("EDITOR", touch);
        finish(command.env("SSH_ORIGINAL_COMMAND", visitors))
    };
    let ran = visit("mains --print --topic culture");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.stdout, succeed(&[&data, "mains", "--print", "--topic", "culture"]));
    let ran = visit("--print --keys e mains --id why-lanterns");
    assert!(ran.stdout.contains("No editor is opened here, in a visit"), "{ran:?}");
    let ran = visit("--print --keys '<enter><down><down><space>' mains --id why-lanterns");
    assert!(ran.stdout.contains("1 of 4 points were in"), "{ran:?}");
    assert_eq!(fs::read_dir(home.path()).expect("a directory").count(), 0, "a file was written");
}

#[test]
fn limits_belong_to_a_visit() {
    let ran = run(&["--max-session", "5m", "--print"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("--kiosk"), "{}", ran.stderr);
    let ran = run(&["--kiosk", "--max-session", "soon"]);
    assert!(ran.stderr.contains("as in 10m"), "{}", ran.stderr);
}
