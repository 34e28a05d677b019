//! A new pack whose names are asked for at a terminal, and a pack that is watched while somebody writes it.

use std::fs;

use super::line::comes_to_rest;
use super::{CLASSIC, Terminal, rows, signal};
use crate::program::{MAITRI, as_shipped, finish};

#[test]
fn names_are_asked_for_until_they_will_do() {
    let base = tempfile::tempdir().expect("a directory");
    let directory = base.path().join("pack").display().to_string();
    let mut terminal = Terminal::run(CLASSIC, MAITRI, &["pack", "new", &directory], &[]);
    let shows = |terminal: &mut Terminal, words: &str| {
        terminal.wait_for(words, |seen| seen.parser.screen().contents().trim_end().ends_with(words));
    };
    for (question, answer) in [
        ("The first country, as in Norway:", "Peru"),
        ("Its code, in small letters [pe]:", "PE"),
        (
            "“PE” is no code; take two to eight small letters, as in no for Norway.\nIts code, in small letters [pe]:",
            "",
        ),
        ("What is of it, as in Norwegian:", "Peruvian"),
        ("The second country, as in Norway:", "peru"),
        ("a pack is about two.\nThe second country, as in Norway:", "Pernambuco"),
        // The two letters are the first country's already.
        ("Its code, in small letters:", "pb"),
        ("What is of it, as in Norwegian:", "Pernambucan"),
        ("Other languages of names, as in nb:Norwegian [none]:", "es:Spanish, qu:Quechua"),
        ("Topics, with commas between [Politics, Economy, Culture]:", ""),
    ] {
        shows(&mut terminal, question);
        terminal.send(format!("{answer}\r").as_bytes());
    }
    assert_eq!(terminal.ended(), 0);
    let head = fs::read_to_string(base.path().join("pack/pack.ron")).expect("it is written");
    for line in [
        r#"(code: "pe", name: "Peru", adjective: "Peruvian"),"#,
        r#"(code: "pb", name: "Pernambuco", adjective: "Pernambucan"),"#,
        r#"languages: [(code: "es", name: "Spanish"), (code: "qu", name: "Quechua")],"#,
        r#"sectors: ["Politics", "Economy", "Culture"],"#,
    ] {
        assert!(head.contains(line), "{line} in\n{head}");
    }
}

#[test]
fn where_the_answers_end_nothing_is_made() {
    let base = tempfile::tempdir().expect("a directory");
    let directory = base.path().join("pack").display().to_string();
    let mut terminal = Terminal::run(CLASSIC, MAITRI, &["pack", "new", &directory], &[]);
    terminal.wait_for("the question", |seen| rows(seen).iter().any(|row| row.contains("The first country")));
    terminal.send(b"\x04");
    assert_eq!(terminal.ended(), 1);
    assert!(!base.path().join("pack").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_pack_that_is_watched_is_checked_when_a_file_is_saved() {
    let base = tempfile::tempdir().expect("a directory");
    let directory = base.path().join("pack");
    let names = ["--first", "Peru:pe:Peruvian", "--second", "Kenya:ke:Kenyan"];
    assert_eq!(finish(as_shipped(&["pack", "new"]).arg(&directory).args(names)).code, 0);
    let path = directory.display().to_string();
    let mut terminal = Terminal::run((120, 40), MAITRI, &["check", "--watch", &path], &[]);
    let shows = |terminal: &mut Terminal, words: &'static str| {
        terminal.wait_for(words, move |seen| {
            let text = seen.parser.screen().contents();
            text.contains(words) && text.contains("checked at")
        });
    };
    shows(&mut terminal, "Peru – Kenya: 10 records");
    let process = terminal.child.process_id().expect("it runs");
    let good = fs::read_to_string(directory.join("people.ron")).expect("a file");
    fs::write(directory.join("people.ron"), good.replace("summary:", "sumary:")).expect("a file");
    shows(&mut terminal, "did you mean “summary”?");
    // Half a file, and then the whole: a broken pack is not left on the screen.
    fs::write(directory.join("people.ron"), &good[..100]).expect("a file");
    fs::write(directory.join("people.ron"), &good).expect("a file");
    shows(&mut terminal, "no problem found");
    assert!(!terminal.seen().parser.screen().contents().contains("sumary"), "the screen is wiped");
    assert!(comes_to_rest(process), "it waits");
    signal("-INT", process);
    assert_ne!(terminal.exit_code(), 0);
}
