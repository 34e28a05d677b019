//! Packs in layers: what a layer adds, replaces, amends and withdraws shows and says whose it is, and one that is
//! broken is left out.

mod eras;
mod properties;
mod wrong;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use maitri::store::installed;
use serde_json::Value;

use crate::harness::PACK;
use crate::program::{Ran, as_shipped, finish};

/// A layer on the frozen pack, with one of everything.
const NEWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/news");

/// Runs the program on the frozen pack and layers.
fn run(layers: &[&str], arguments: &[&str]) -> Ran {
    let mut words = vec!["--data", PACK];
    words.extend(layers.iter().flat_map(|layer| ["--data", layer]));
    words.extend(arguments);
    finish(&mut as_shipped(&words))
}

fn succeed(layers: &[&str], arguments: &[&str]) -> String {
    let ran = run(layers, arguments);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{layers:?} {arguments:?}");
    ran.stdout
}

/// A layer of one file of records, in a directory of this name.
fn layer(base: &Path, name: &str, records: &str) -> String {
    let directory = base.join(name);
    fs::create_dir_all(&directory).expect("a directory");
    let head = format!("(extends: \"india-japan\", id: \"{name}\", title: \"Layer {name}\", edition: \"2026-12-01\")");
    fs::write(directory.join("pack.ron"), head).expect("a file");
    fs::write(directory.join("records.ron"), records).expect("a file");
    directory.to_str().expect("a name").to_owned()
}

#[test]
fn what_a_layer_has_shows_and_says_whose_it_is() {
    let added = succeed(&[NEWS], &["show", "kite-fair"]);
    assert!(added.contains("Added by") && added.contains("News of December"), "{added}");
    assert!(added.contains("News of the Harbours"), "its sources are cited as any other: {added}");
    let amended = succeed(&[NEWS], &["show", "harbours-treaty"]);
    for told in [
        "Amended by News of December [3]",
        "News of December The notice ran out.",
        "Status was: in force",
        "Also gone: treaty of 1955",
        "It ended after",
        "It covered 112",
    ] {
        assert!(amended.split_whitespace().collect::<Vec<_>>().join(" ").contains(told), "{told}: {amended}");
    }
    assert!(!amended.contains("Also: Harbours Treaty · treaty of 1955"), "{amended}");
    // What is new in a series stands where it belongs in time.
    let csv = succeed(&[NEWS], &["chart", "exports", "--csv"]);
    let years: Vec<&str> =
        ["2007-08", "2008-09", "2010-11", "2025-26", "2026-27"].into_iter().filter(|year| csv.contains(year)).collect();
    assert_eq!(years.len(), 5, "{csv}");
    assert!(csv.find("2007-08") < csv.find("2008-09") && csv.find("2008-09") < csv.find("2010-11"), "{csv}");
    assert!(csv.contains("7.25") && !csv.contains("Early."), "{csv}");
    // The base is as it was for whoever does not lay it on.
    assert!(!succeed(&[], &["show", "harbours-treaty"]).contains("Amended by"));
}

#[test]
fn a_layer_is_told_of_counted_and_searched() {
    let about = succeed(&[NEWS], &["about"]);
    let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        about.contains("News of December edition of 1 December 2026: 2 added, 3 amended, 1 withdrawn (pack:news)"),
        "{about}"
    );
    assert!(about.contains("the record or series “seed-agreement”: It was never signed."), "{about}");
    let found = succeed(&[NEWS], &["search", "pack:news", "--json"]);
    let mut ids: Vec<String> = found
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok()?["id"].as_str().map(str::to_owned))
        .collect();
    ids.sort();
    assert_eq!(ids, ["exports", "harbours-treaty", "kite-fair"], "{found}");
    assert!(!succeed(&[NEWS], &["search", "pack:india-japan", "kite"]).contains("kite-fair"));
    let exported: Value = serde_json::from_str(&succeed(&[NEWS], &["show", "harbours-treaty", "--json"])).unwrap();
    let layer = &exported["layers"][0];
    assert_eq!((layer["layer"].as_str(), layer["did"].as_str()), (Some("news"), Some("amended")), "{exported}");
    assert!(layer["changes"].as_array().unwrap().iter().any(|change| change["was"] == "in force"), "{layer}");
    let list = succeed(&[NEWS], &["--print", "--size", "120x40", "--keys", "2"]);
    assert!(list.lines().any(|line| line.contains("Treaty of Open Harbours") && line.contains('~')), "{list}");
    let checked = run(&[], &["check", NEWS]);
    assert!(
        checked.code == 0 && checked.stdout.contains("News of December on it: 2 added, 3 amended, 1 withdrawn"),
        "{checked:?}"
    );
    for (link, place) in [("term-jsep", "terms.ron:39:28"), ("kite-fair", "news.ron:10:47")] {
        let note = format!("news.ron:31:16: warning: seed-agreement: the link of “{link}” to this is dropped");
        assert!(checked.stderr.contains(&note), "{checked:?}");
        assert!(checked.stderr.contains(&format!("{place}: the link is here")), "{checked:?}");
    }
}

#[test]
fn what_is_withdrawn_is_dropped_where_others_name_it_and_kept_where_a_reader_did() {
    let gone = run(&[NEWS], &["show", "seed-agreement"]);
    assert!(
        gone.code == 1
            && gone.stderr.contains("“seed-agreement” was withdrawn by News of December: It was never signed."),
        "{gone:?}"
    );
    let there = succeed(&[], &["show", "seed-agreement"]);
    assert!(there.starts_with("Agreement on the Exchange of Seeds"));
    // The record that links to it opens, without the link; so does the one that the layer itself links so.
    assert!(!succeed(&[NEWS], &["show", "kite-fair"]).contains("Exchange of Seeds"));
    let state = tempfile::tempdir().unwrap();
    let log = "{\"maitri\":\"reviews\",\"version\":1}\n{\"at\":1,\"day\":\"2026-11-20\",\"card\":\"seed-agreement/signed\",\"grade\":\"good\",\"ms\":1}\n";
    fs::write(state.path().join("reviews.jsonl"), log).unwrap();
    let doctor = run(&[NEWS], &["doctor", "--state-dir", state.path().to_str().unwrap()]);
    // That the file made here is open to others is told besides.
    assert!(
        doctor.stdout.contains("1 answered card is not in this edition of the dataset; what was answered is kept"),
        "{doctor:?}"
    );
    assert_eq!(fs::read_to_string(state.path().join("reviews.jsonl")).unwrap(), log);
    // To add it again is to have it again.
    let base = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(Path::new(PACK).join("agreements.ron")).unwrap();
    let start = text.find("        id: \"seed-agreement\"").unwrap();
    let end = text[start..].find("\n    ),").unwrap();
    let again = layer(base.path(), "again", &format!("[(\n{}\n)]", &text[start..start + end]));
    let restored = succeed(&[NEWS, &again], &["show", "seed-agreement"]);
    assert!(
        restored.starts_with("Agreement on the Exchange of Seeds") && restored.contains("Layer again"),
        "{restored}"
    );
}

#[test]
fn a_card_whose_answer_changed_says_so_and_comes_back() {
    let base = tempfile::tempdir().unwrap();
    let state = base.path().join("state");
    let state = state.to_str().unwrap();
    let write = |name: &str, cards: &str| {
        let path = layer(base.path(), name, "[]");
        fs::write(Path::new(&path).join("cards.ron"), cards).unwrap();
        path
    };
    let cards = write(
        "cards",
        "[(id: \"harbours\", record: \"harbours-treaty\", ask: \"How many harbours were opened?\", answer: \"112\", cites: \"test-brief ¶13\")]",
    );
    let later = write("later", "[(amend: \"harbours\", cite: \"test-brief ¶13\", answer: \"113\")]");
    let quiz = |layers: &[&str], day: &str, lines: &str| {
        let mut words = vec!["--data", PACK];
        words.extend(layers.iter().flat_map(|layer| ["--data", layer]));
        words.extend(["quiz", "--plain", "--state-dir", state, "--date", day]);
        let mut child = as_shipped(&words).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), lines.as_bytes());
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
    };
    assert!(quiz(&[&cards], "2026-11-20", "\ng\n").contains("Answer: 112"));
    let log = fs::read_to_string(Path::new(state).join("reviews.jsonl")).unwrap();
    assert!(log.contains("\"answer\":"), "{log}");
    assert!(!quiz(&[&cards], "2026-11-21", "").contains("How many harbours"), "it is not due yet");
    let told = quiz(&[&cards, &later], "2026-11-21", "\ng\n");
    assert!(
        told.contains("Answer: 113") && told.contains("The answer has changed since you learned it: was “112”."),
        "{told}"
    );
    assert!(!quiz(&[&cards, &later], "2026-11-22", "").contains("How many harbours"), "it is learnt again");
    // Another edition, which does not say what it was.
    let other = write(
        "cards",
        "[(id: \"harbours\", record: \"harbours-treaty\", ask: \"How many harbours were opened?\", answer: \"114\", cites: \"test-brief ¶13\")]",
    );
    let told = quiz(&[&other], "2026-11-22", "\n");
    assert!(told.contains("The answer has changed since you learned it, on 21 November 2026."), "{told}");
}

#[test]
fn what_is_amended_bears_what_is_cited_for_it_and_what_rests_on_it_is_told() {
    let base = tempfile::tempdir().unwrap();
    let cards = layer(base.path(), "cards", "[]");
    let card = "[(id: \"harbours\", record: \"harbours-treaty\", ask: \"How many harbours were opened?\", answer: \"About 112\", cites: \"test-brief ¶13\")]";
    fs::write(Path::new(&cards).join("cards.ron"), card).unwrap();
    let long = "They met, and met again. ".repeat(30);
    let first = format!(
        "[(amend: \"harbours-treaty\", cite: \"test-brief ¶13\", summary: \"It opened 112 harbours. {long}\")]"
    );
    let first = layer(base.path(), "first", &first);
    let then = "[(amend: \"harbours-treaty\", cite: \"test-page ¶1\", summary: \"It opened 114 harbours.\")]";
    let source = "(id: \"test-page\", title: \"A Page of Harbours\", publisher: \"P\", grade: B, date: \"2026\", passages: [\"one\"])";
    let then = layer(base.path(), "then", then);
    let head = format!(
        "(extends: \"india-japan\", id: \"then\", title: \"Layer then\", edition: \"2026\", sources: [{source}])"
    );
    fs::write(Path::new(&then).join("pack.ron"), head).unwrap();
    let shown = succeed(&[&first, &then], &["show", "harbours-treaty"]);
    let number = |text: &str| text.split_once('[').map(|(_, rest)| rest.split(']').next().unwrap().to_owned());
    let summary = shown.lines().find(|line| line.contains("It opened 114 harbours.")).unwrap();
    let source = shown.lines().rfind(|line| line.contains("A Page of Harbours")).unwrap();
    assert_eq!(number(summary), number(source), "{shown}");
    assert_eq!(summary.matches('[').count(), 1, "{shown}");
    // What was said before is told to its end.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&shown).contains(long.trim()), "{shown}");
    let sheet = words(&succeed(&[&first, &then], &["sheet", "harbours-treaty"]));
    assert!(sheet.contains("amended by Layer then") && sheet.contains("A Page of Harbours"), "{sheet}");
    let ran = run(&[&cards, &first], &["check", &then]);
    assert!(ran.code == 0 && ran.stderr.contains("the card “harbours” still says 112, and rests on"), "{ran:?}");
    let later = run(&[&first, &then], &["check", &cards]);
    assert!(!later.stderr.contains("still says"), "what comes after knows of it: {later:?}");
}

#[test]
fn a_card_of_the_base_that_says_what_a_layer_changed_is_told() {
    let base = tempfile::tempdir().unwrap();
    let amend = "[(amend: \"cepa\", cite: \"embassy-brief-2024 ¶14\", because: \"It says so.\", facts: {\"Tariffs\": (\"Tariffs\", \"Duties are gone on 96 of the items.\", \"embassy-brief-2024 ¶14\")})]";
    let path = layer(base.path(), "changes", amend);
    let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/dataset");
    let ran = finish(&mut as_shipped(&["--data", bundled, "check", &path]));
    assert!(ran.code == 0 && ran.stderr.contains("still says 94, and rests on what is changed here"), "{ran:?}");
    assert!(ran.stderr.contains("changes/records.ron:1:10"), "{ran:?}");
}

#[test]
fn what_the_user_keeps_lies_on_by_itself_until_it_is_switched_off() {
    let home = tempfile::tempdir().unwrap();
    let packs: PathBuf = home.path().join("maitri/packs");
    fs::create_dir_all(packs.join("december")).unwrap();
    for file in ["pack.ron", "news.ron"] {
        fs::copy(Path::new(NEWS).join(file), packs.join("december").join(file)).unwrap();
    }
    layer(&packs, "stranger", "[]");
    fs::write(packs.join("stranger/pack.ron"), "(extends: \"norway-chile\", title: \"Other\", edition: \"2026\")")
        .unwrap();
    let show = |arguments: &[&str]| {
        let mut words = vec!["--data", PACK];
        words.extend(arguments);
        finish(as_shipped(&words).env("XDG_DATA_HOME", home.path()))
    };
    let ran = show(&["show", "kite-fair"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "that of another pack is no matter here");
    // A visitor sees what was named, and nothing that the host keeps.
    let visit = show(&["--kiosk", "--print", "--open", "kite-fair"]);
    assert!(visit.code == 1 && !visit.stdout.contains("Kites"), "{visit:?}");
    installed::set_on(&packs, "december", false).unwrap();
    assert_eq!(show(&["show", "kite-fair"]).code, 1);
    fs::write(packs.join("packs.ron"), "(off: [").unwrap();
    let broken = show(&["show", "exports"]);
    assert!(broken.code == 0 && broken.stderr.contains("packs.ron does not read"), "{broken:?}");
}

#[test]
fn a_source_that_is_cited_is_not_taken_away() {
    let base = tempfile::tempdir().unwrap();
    let with_sources = |name: &str, sources: &str, records: &str| {
        let path = layer(base.path(), name, records);
        let head = format!(
            "(extends: \"india-japan\", id: \"{name}\", title: \"Layer {name}\", edition: \"2026-12-01\", sources: [{sources}])"
        );
        fs::write(Path::new(&path).join("pack.ron"), head).unwrap();
        path
    };
    let new =
        "(id: \"fresh\", title: \"Fresh\", publisher: \"P\", grade: B, date: \"2026\", passages: [\"one\", \"two\"])";
    for (name, sources, message) in [
        ("gone", "(withdraw: \"test-brief\", because: \"It is lost.\")", "“test-brief” is withdrawn here, and “"),
        (
            "less",
            "(amend: \"test-brief\", cite: \"test-guide ¶1\", paragraphs: 1)",
            "“test-brief” has less to cite by this than it had, and “",
        ),
    ] {
        let path = with_sources(name, sources, "[]");
        let ran = run(&[], &["check", &path]);
        assert!(
            ran.code == 1 && ran.stderr.contains(message) && ran.stderr.contains(&format!("{name}/pack.ron:1:")),
            "{ran:?}"
        );
        let opened = run(&[&path], &["show", "harbours-treaty"]);
        assert!(
            opened.code == 0 && opened.stderr.contains(&format!("the layer “Layer {name}” is left out")),
            "{opened:?}"
        );
    }
    // What another layer cites is that one's fault if it comes later, and the fault of who takes it away if not.
    let cites = "[(amend: \"exports\", cite: \"fresh ¶2\", note: \"N.\"), (amend: \"harbours-treaty\", cite: \"fresh ¶1\", cites: [\"fresh ¶2\"])]";
    let brings = with_sources("brings", new, cites);
    let takes = with_sources("takes", "(withdraw: \"fresh\", because: \"It is lost.\")", "[]");
    let told = run(&[&brings, &takes], &["show", "exports"]).stderr;
    assert!(told.contains("the layer “Layer takes” is left out") && !told.contains("“Layer brings”"), "{told}");
    let only = with_sources("only", new, "[]");
    let late = layer(base.path(), "late", cites);
    let told = run(&[&only, &takes, &late], &["show", "exports"]).stderr;
    assert!(told.contains("the layer “Layer late” is left out") && !told.contains("“Layer takes”"), "{told}");
}

#[test]
fn a_layer_brings_tours_through_what_it_has_and_takes_stops_with_what_it_withdraws() {
    let base = tempfile::tempdir().expect("a temporary directory");
    let withdraws = "[(withdraw: \"nagasaki\", because: \"It is told elsewhere.\"), (withdraw: \"quiet-seas-statement\", because: \"Likewise.\")]";
    let path = layer(base.path(), "guided", withdraws);
    let head = |to: &str| {
        format!(
            "(extends: \"india-japan\", id: \"guided\", title: \"Layer guided\", edition: \"2026-12-01\", tours: [(name: \
             \"In short\", about: \"One stop.\", stops: [(to: \"{to}\", view: Timeline, caption: \"Here.\", cites: \
             [\"test-brief ¶2\"])])])"
        )
    };
    let write = |to: &str| fs::write(base.path().join("guided/pack.ron"), head(to)).expect("a file");
    write("fifth-monsoon-summit");
    let checked = run(&[], &["check", &path]);
    assert!(checked.code == 0, "{checked:?}");
    write("nagasakki");
    let checked = run(&[], &["check", &path]);
    assert!(checked.code == 1 && checked.stderr.contains("no record has the id “nagasakki”"), "{checked:?}");
}

#[test]
fn the_table_of_agreements_is_no_more_precise_than_their_dates() {
    let base = tempfile::tempdir().expect("a directory");
    let dated = |when: &str| format!("[(amend: \"harbours-treaty\", when: \"{when}\", cite: \"test-brief ¶1\")]");
    for (when, year) in [("195X", "1950s "), ("1955~", "c. 1955 "), ("19XX", "20th c. ")] {
        let layer = layer(base.path(), "dated", &dated(when));
        let told = succeed(&[&layer], &["--print", "--size", "120x40", "--keys", "2G"]);
        let mut listed = told.lines().filter_map(|row| row.split("││").next());
        let row = listed.find(|row| row.contains("Harbours")).unwrap_or_else(|| panic!("{told}"));
        assert!(row.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(year), "{when}: {row}");
    }
}
