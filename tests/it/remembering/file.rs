//! Where one left off, as the program itself keeps it: which options go before it, what forgets it, and what is left of
//! it when a program is killed.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::time::Duration;

use maitri::store::place::{FILE, PlaceFile};
use maitri::study::rng::Rng;
use maitri::tui::whereabouts::Whereabouts;

use crate::program::{child_of_this, run};
use crate::pty::{CLASSIC, Terminal, rows};

fn open(directory: &Path, arguments: &[&str]) -> Terminal {
    let path = directory.display().to_string();
    let mut all = vec!["--state-dir", &path];
    all.extend(arguments);
    let mut terminal = Terminal::start(CLASSIC, &all, &[]);
    terminal
        .wait_for("the first screen", |seen| rows(seen).iter().any(|row| row.contains("quit") || row.contains("help")));
    terminal
}

fn shows(terminal: &mut Terminal, text: &str) {
    terminal.wait_for(text, |seen| rows(seen).iter().any(|row| row.contains(text)));
}

/// The place kept in a directory.
fn kept(directory: &Path) -> Option<Whereabouts> {
    let packs = PlaceFile::in_directory(directory).read::<Whereabouts>().expect("a file that reads");
    packs.into_iter().next().and_then(|kept| kept.place)
}

fn printed(directory: &Path, arguments: &[&str]) -> String {
    let path = directory.display().to_string();
    let mut all = vec!["--print", "--size", "80x24", "--state-dir", &path];
    all.extend(arguments);
    let ran = run(&all);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    ran.stdout
}

#[test]
fn a_terminal_goes_on_where_the_last_one_left_off() {
    let directory = tempfile::tempdir().unwrap();
    let mut first = open(directory.path(), &[]);
    first.send(b"2jj");
    shows(&mut first, "3/");
    first.send(b"q");
    assert_eq!(first.exit_code(), 0);
    let mut second = open(directory.path(), &[]);
    shows(&mut second, "Where you left off");
    shows(&mut second, "3/");
    second.send(b"q");
    assert_eq!(second.exit_code(), 0);
    // What the command line says goes before it; what is left then is remembered.
    let mut third = open(directory.path(), &["--tab", "institutions"]);
    shows(&mut third, "Institutions ─");
    third.send(b"q");
    assert_eq!(third.exit_code(), 0);
    assert_eq!(kept(directory.path()).map(|place| place.tab).as_deref(), Some("Institutions"));
    let mut fresh = open(directory.path(), &["--fresh"]);
    shows(&mut fresh, "Timeline ─");
    fresh.send(b"q");
    assert_eq!(fresh.exit_code(), 0);
    let place = kept(directory.path()).expect("a place");
    assert_eq!((place.tab.as_str(), place.lists.len()), ("Timeline", 1));
}

#[test]
fn what_is_printed_or_played_remembers_only_if_that_is_wished() {
    let directory = tempfile::tempdir().unwrap();
    let mut terminal = open(directory.path(), &[]);
    terminal.send(b"4");
    shows(&mut terminal, "Institutions ─");
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
    let before = fs::read(directory.path().join(FILE)).unwrap();
    assert!(printed(directory.path(), &[]).contains("Timeline ─"));
    assert!(printed(directory.path(), &["--fresh=false"]).contains("Institutions ─"));
    assert!(printed(directory.path(), &["--fresh=false", "--keys", "5"]).contains("Topics ─"));
    assert!(printed(directory.path(), &["--fresh=false", "--tab", "trade"]).contains("Figures ─"));
    assert_eq!(fs::read(directory.path().join(FILE)).unwrap(), before, "what is printed leaves nothing");
    let mut played = open(directory.path(), &["--keys", "5"]);
    shows(&mut played, "Topics ─");
    played.send(b"q");
    assert_eq!(played.exit_code(), 0);
    assert_eq!(fs::read(directory.path().join(FILE)).unwrap(), before);
}

#[test]
fn a_visitor_leaves_nothing_and_is_told_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let home = directory.path().display().to_string();
    let environment = [("XDG_STATE_HOME", home.as_str())];
    let mut host = Terminal::start(CLASSIC, &[], &environment);
    host.send(b"4");
    shows(&mut host, "Institutions ─");
    host.send(b"q");
    assert_eq!(host.exit_code(), 0);
    let state = directory.path().join("maitri");
    let before = fs::read(state.join(FILE)).unwrap();
    let mut visit = Terminal::start(CLASSIC, &["--kiosk"], &environment);
    shows(&mut visit, "Timeline ─");
    visit.send(b"5");
    shows(&mut visit, "Topics ─");
    visit.send(b"q");
    assert_eq!(visit.exit_code(), 0);
    assert_eq!(fs::read(state.join(FILE)).unwrap(), before);
}

#[test]
fn forgetting_says_what_it_forgot_and_leaves_the_rest() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().display().to_string();
    let forget = |arguments: &[&str]| {
        let ran = run(&[&["forget", "--state-dir", &path], arguments].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        ran.stdout
    };
    assert_eq!(forget(&[]), "There is nothing to forget.\n");
    let mut terminal = open(directory.path(), &[]);
    terminal.send(b"2 lantern\r");
    shows(&mut terminal, "follow");
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
    let said = forget(&["queries"]);
    assert!(said.contains("1 query of the finder") && !said.contains("left off"), "{said}");
    assert!(kept(directory.path()).is_some());
    assert_eq!(forget(&["--pack", "another"]), "There is nothing to forget.\n");
    let said = forget(&[]);
    assert!(said.contains("where you left off: "), "{said}");
    assert_eq!(kept(directory.path()), None);
}

#[test]
fn killed_at_any_moment_what_was_kept_can_be_read() {
    let directory = tempfile::tempdir().unwrap();
    let mut rng = Rng::new(4);
    for round in 0..8 {
        let mut terminal = open(directory.path(), &[]);
        for _ in 0..rng.below(6) {
            terminal.send([b"2".as_slice(), b"3", b"1", b"\r", b"j", b"\x1b"][rng.below(6)]);
        }
        terminal.kill();
        let packs = PlaceFile::in_directory(directory.path()).read::<Whereabouts>();
        assert!(packs.is_ok(), "round {round}: {packs:?}");
    }
    let aside = fs::read_dir(directory.path()).unwrap().flatten().map(|entry| entry.file_name());
    assert!(!aside.into_iter().any(|name| name.to_string_lossy().contains("unreadable")));
}

#[test]
fn a_terminal_that_is_gone_takes_nobodys_place_with_it() {
    let directory = tempfile::tempdir().unwrap();
    let mut terminal = open(directory.path(), &[]);
    terminal.send(b"gjjj");
    shows(&mut terminal, "4/");
    terminal.signal("-HUP");
    terminal.exit_code();
    let place = kept(directory.path()).expect("a place");
    assert_ne!(place.lists["Timeline"].item, "");
    let mut again = open(directory.path(), &[]);
    shows(&mut again, "4/");
}

/// The variable that tells the child where to write.
const KEPT_IN: &str = "MAITRI_TEST_PLACE_IN";

/// What a child of the next test does until it is killed: it is no test by itself.
#[test]
#[ignore = "another test runs it, as a process of its own"]
fn keeps_its_place_until_it_is_killed() {
    let Some(directory) = std::env::var_os(KEPT_IN) else { return };
    let file = PlaceFile::in_directory(Path::new(&directory));
    for number in 0_u32.. {
        let mut place = Whereabouts { tab: format!("tab {number}"), ..Whereabouts::default() };
        (0..number % 40).for_each(|list| _ = place.lists.entry(format!("list {list}")).or_default());
        file.change("india-japan", true, |kept| kept.place = Some(place)).expect("it is kept");
        println!("kept {number}");
    }
}

#[test]
fn killed_at_a_hundred_moments_the_place_kept_last_is_there() {
    let directory = tempfile::tempdir().unwrap();
    let mut rng = Rng::new(9);
    for round in 0..100 {
        let mut child =
            child_of_this("remembering::file::keeps_its_place_until_it_is_killed", KEPT_IN, directory.path());
        let mut told = BufReader::new(child.stdout.take().expect("its words")).lines().map_while(Result::ok);
        assert!(told.any(|line| line.contains("kept")), "round {round}");
        std::thread::sleep(Duration::from_micros(rng.below(3000) as u64));
        child.kill().expect("a child");
        child.wait().expect("a child");
        let told = told.filter(|line| line.starts_with("kept")).count();
        let place = kept(directory.path()).expect("a place");
        assert!(
            [told, told + 1].contains(&place.tab[4..].parse().expect("a number")),
            "round {round}: {told} told, {}",
            place.tab
        );
    }
}
