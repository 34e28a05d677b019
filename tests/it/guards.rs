//! The guards of `check`: a pack that tells a thing twice, copies its sources, repeats its summaries or has nothing to
//! tell of what matters.

use std::fs;

use crate::program::{Ran, command, finish};

/// A pack that no guard minds, with a source that is quoted and one that is not.
const PACK: &str = r#"(
    title: "Norway – Chile",
    edition: "2025-01-01",
    countries: [(code: "no", name: "Norway", adjective: "Norwegian"), (code: "cl", name: "Chile", adjective: "Chilean")],
    sectors: ["Sea"],
    sources: [
        (id: "brief", title: "A brief", publisher: "The embassy", paragraphs: 9),
        (id: "page", title: "A page", publisher: "A newspaper", passages: [
            "The council of cod and herring, says its first chairman, met nine times between two wars in Bergen’s old harbour.",
            "The Royal Ministry of Nets, Boats, Harbours, Lights and Tolls sent a boat.",
        ]),
    ],
)"#;

/// Two records that have little in common.
const RECORDS: &str = r#"[
    (
        id: "cod-council", title: "Council of Cod", sectors: ["Sea"], weight: Core,
        summary: "Fishermen of Bergen and Valparaiso founded it in 1931, when cod was scarce. Trawlers made it needless.",
        facts: [("Meetings", "In two decades of peace it came together nine times.", "page ¶1")],
        conflicts: [(
            point: "Its end", claims: [("It was dissolved.", "page ¶1"), ("It fell asleep.", "brief ¶1")],
            reading: "No paper of a dissolution is known.",
        )],
        links: ["salmon-day"], cites: ["page ¶1"],
        body: Institution(form: Dialogue, side: "both", mandate: "To share what was known of shoals and prices.",
            meetings: [(date: "1931", note: "Shoals off Peru were its subject.", cite: "page ¶1")]),
    ),
    (
        id: "salmon-day", title: "Salmon Day", when: "2001", sectors: ["Sea"], weight: Core,
        summary: "Schools of both countries taste farmed salmon on this day. It falls on the third Friday of March.",
        cites: ["brief ¶2"], body: Event(kind: Ceremony),
    ),
]"#;

/// What `check` does with that pack, of which some texts are replaced, and with these further arguments.
fn check(changes: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let directory = tempfile::tempdir().expect("a temporary directory");
    for (name, text) in [("pack.ron", PACK), ("records.ron", RECORDS)] {
        let text = changes.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
        fs::write(directory.path().join(name), text).expect("a file");
    }
    for (from, _) in changes {
        assert!(PACK.contains(from) || RECORDS.contains(from), "{from}");
    }
    let mut ran = finish(command(&["check", "--strict"]).arg(directory.path()).args(arguments));
    assert_eq!(ran.code != 0, ran.stdout.is_empty(), "{ran:?}");
    ran.stderr = ran.stderr.replace(&format!("{}/", directory.path().display()), "");
    ran
}

/// What it tells of that pack, of which some texts are replaced.
fn told(changes: &[(&str, &str)]) -> String {
    check(changes, &[]).stderr
}

/// Expects this one problem, the beginning of what is told.
fn refused_for(changes: &[(&str, &str)], problem: &str) {
    let told = told(changes);
    assert!(told.starts_with(problem) && told.ends_with("maitri: 1 warning in the pack\n"), "{told}");
}

#[test]
fn a_careful_pack_passes() {
    assert_eq!(told(&[]), "");
}

#[test]
fn records_that_tell_much_the_same_are_told() {
    let like = "Fishermen founded it in 1931 at Bergen and Valparaiso when cod was scarce, and trawlers made the council \
                needless; in peace it came together nine times, to share what was known of shoals and prices. Peru was a \
                subject of its meetings.";
    let twins =
        ("Schools of both countries taste farmed salmon on this day. It falls on the third Friday of March.", like);
    refused_for(
        &[twins],
        "records.ron:15:14: warning: salmon-day.summary: “salmon-day” tells much the same as “cod-council” (",
    );
    assert!(told(&[twins]).contains(" % of its words); make them one, or tell what sets them apart\n"));
}

#[test]
fn words_in_a_row_from_a_passage_are_told_wherever_they_stand() {
    let copied = "It met nine times between two wars in Bergen’s old harbour.";
    let sentence = "“met nine times between two wars in Bergen’s old harbour”: these words stand so in page ¶1; say it \
                    in your own words, or put them in quotation marks\n";
    for (place, text) in [
        ("4: cod-council.summary", "Fishermen of Bergen and Valparaiso founded it in 1931, when cod was scarce."),
        ("5: cod-council.facts[0]", "In two decades of peace it came together nine times."),
        ("7: cod-council.conflicts[0].claims", "It was dissolved."),
        ("8: cod-council.conflicts[0].reading", "No paper of a dissolution is known."),
        ("11: cod-council.mandate", "To share what was known of shoals and prices."),
        ("12: cod-council.meetings[0]", "Shoals off Peru were its subject."),
    ] {
        let (line, part) = place.split_once(": ").expect("a place");
        let told = told(&[(text, copied)]);
        assert!(told.starts_with(&format!("records.ron:{line}:")) && told.contains(part), "{told}");
        assert!(told.contains(sentence) && told.ends_with("1 warning in the pack\n"), "{told}");
    }
}

#[test]
fn quotations_names_and_short_runs_are_no_copies() {
    let fact = "In two decades of peace it came together nine times.";
    for fine in [
        "“It met nine times between two wars in Bergen’s old harbour”, said a chairman.",
        "‘Met nine times between two wars in Bergen’s old harbour’ is on its stone.",
        "It met nine times between two wars at Bergen.",
        "A wooden boat came as a gift of the Royal Ministry of Nets, Boats, Harbours, Lights and Tolls.",
    ] {
        assert_eq!(told(&[(fact, fine)]), "", "{fine}");
    }
    let ministry = "A wooden boat came as a gift of the royal ministry of nets, boats, harbours, lights and tolls.";
    assert!(
        told(&[(fact, ministry)]).contains("“the royal ministry of nets, boats, harbours, lights and tolls”: these")
    );
    let name = ("title: \"Council of Cod\"", "title: \"Royal Ministry of Nets, Boats, Harbours, Lights and Tolls\"");
    assert_eq!(told(&[(fact, ministry), name]), "", "its name cannot be said otherwise");
}

#[test]
fn documents_are_held_against_a_pack_when_they_are_named() {
    let documents = tempfile::tempdir().expect("a temporary directory");
    let path = documents.path().to_str().expect("UTF-8");
    let against = |changes: &[(&str, &str)]| check(changes, &["--against", path]);
    let refused = |sentence: &str| {
        let ran = against(&[]);
        assert!(ran.code == 1 && ran.stderr.contains(sentence) && ran.stderr.lines().count() == 1, "{ran:?}");
    };
    refused("no .txt file is here");
    fs::write(documents.path().join("brief.txt"), "No paragraphs\n").expect("a file");
    refused("has a numbered paragraph; begin each with its number in brackets: [1] …");
    let text =
        "The brief\n\n# Of the sea\n[1] Nothing.\n[2] Schools of both countries\nbuy farmed salmon on this day.\n";
    fs::write(documents.path().join("brief.txt"), text).expect("a file");
    fs::write(documents.path().join("notes.csv"), "[1] Schools of both countries taste farmed salmon.")
        .expect("a file");
    let ran = against(&[]);
    assert!(
        ran.code == 0 && ran.stdout.ends_with("no eight words in a row from 2 paragraphs of documents\n"),
        "{ran:?}"
    );
    let copied = [("taste farmed", "buy farmed")];
    let ran = against(&copied);
    let sentence = "records.ron:16:19: warning: salmon-day.summary: “Schools of both countries buy farmed salmon on this day”: \
                    these words stand so in brief ¶2; ";
    assert!(ran.stderr.starts_with(sentence) && ran.stderr.ends_with("1 warning in the pack\n"), "{ran:?}");
    assert_eq!(told(&copied), "", "documents that are not named are not read");
}

#[test]
fn facts_that_repeat_their_summary_are_told() {
    let fact = "In two decades of peace it came together nine times.";
    refused_for(
        &[(fact, "It was founded in 1931 by fishermen of Valparaiso and Bergen.")],
        "records.ron:5:31: warning: cod-council.facts[0]: this fact repeats the summary; take it out, tell more in it, or tell it \
         in the fact alone\n",
    );
    assert_eq!(told(&[(fact, "It was founded in May 1931 by fishermen of Valparaiso and Bergen.")]), "");
    assert_eq!(told(&[(fact, "It was founded on 4 May 1931 by fishermen of Valparaiso and Bergen.")]), "");
}

#[test]
fn core_records_that_say_nothing_are_told() {
    let short = ("on this day. It falls on the third Friday of March.", "on this day.");
    refused_for(
        &[short],
        "records.ron:15:14: warning: salmon-day.summary: this record is Core and says one sentence; tell what an exam asks of it, \
         or make it Useful\n",
    );
    let detail =
        ("when: \"2001\", sectors: [\"Sea\"], weight: Core", "when: \"2001\", sectors: [\"Sea\"], weight: Useful");
    assert_eq!(told(&[short, detail]), "");
    let fact = (
        "cites: [\"brief ¶2\"]",
        "facts: [(\"Since\", \"The year 2001 had the first.\", \"brief ¶2\")], cites: [\"brief ¶2\"]",
    );
    assert_eq!(told(&[short, fact]), "");
}
