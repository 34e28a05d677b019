//! The ladder, the tours and the summits of a pack: each leads to what there is, fits its place and names its sources.

use super::{PACK, Pack, refused_for};
use crate::program::run_on;

const LADDER: &str = r#"ladder: [
    (name: "Salmon ties", short: "Salmon", when: "1999-05-04", record: "salmon-accord", papers: ["salmon-king"], cites: ["brief ¶1"]),
    (name: "Fjord ties", short: "Fjord", when: "2001", record: "fjord-council", cites: ["page ¶2"]),
],"#;
const TOURS: &str = r#"tours: [
    (name: "Salmon", about: "Two stops.", stops: [
        (to: "salmon-accord", view: Timeline, caption: "It begins with fish.", cites: ["brief ¶2"]),
        (to: "salmon-trade", view: Chart, caption: "Then they are sold.", cites: ["brief ¶5"]),
    ]),
],"#;
const SUMMITS: &str = r#"summits: "fjord-council","#;

/// The good pack with these fields in its head.
fn pack(fields: &str) -> Pack {
    Pack::good().with("pack.ron", PACK.replace("    sources:", &format!("{fields}\n    sources:")))
}

/// Whether what is written so is refused in these words once one text in it is another.
fn refused(written: &str, from: &str, to: &str, words: &[&str]) {
    assert!(written.contains(from), "{from}");
    refused_for(&pack(&written.replacen(from, to, 1)), words);
}

#[test]
fn a_pack_may_tell_how_it_is_shown() {
    let compared = ["view: Chart, since: \"FY2020-21\"", "view: Chart, period: \"FY2020-21\", since: \"FY2021-22\""];
    for view in ["view: Chart"].into_iter().chain(compared) {
        let tours = TOURS.replace("view: Chart", view);
        let ran = run_on(pack(&format!("{LADDER}\n{tours}\n{SUMMITS}")).path(), &["check"]);
        assert!(!ran.stderr.contains("pack.ron"), "{view}: {}", ran.stderr);
    }
}

#[test]
fn a_step_that_is_out_of_place_is_told() {
    refused(LADDER, "\"2001\"", "\"1998\"", &["pack.ron:8:", "the lowest step, and the earliest, comes first"]);
    refused(LADDER, "\"salmon-accord\"", "\"salmon-acord\"", &["pack.ron:7:", "did you mean “salmon-accord”?"]);
    refused(LADDER, "\"salmon-king\"", "\"no-paper\"", &["pack.ron:7:", "“no-paper”"]);
    refused(LADDER, "\"salmon-king\"", "\"salmon-accord\"", &["pack.ron:7:", "is the step itself"]);
    refused(LADDER, "\"Fjord\"", "\"Fjords and seas\"", &["pack.ron:8:", "takes 15 columns, and there is room for 12"]);
    refused(LADDER, "[\"page ¶2\"]", "[\"page ¶9\"]", &["pack.ron:8:", "“page” has no ¶9"]);
    refused(LADDER, "[\"page ¶2\"]", "[]", &["pack.ron:8:", "every statement names its source"]);
}

#[test]
fn a_tour_that_leads_astray_is_told() {
    refused(TOURS, "\"salmon-trade\"", "\"salmon-tarde\"", &["pack.ron:9:", "“salmon-trade”", "no dispute either"]);
    refused(TOURS, "Chart", "Map", &["pack.ron:9:", "is a series; let its view be Chart"]);
    refused(TOURS, "Timeline", "Chart", &["pack.ron:8:", "is no series"]);
    refused(TOURS, "Timeline", "Disagreement", &["pack.ron:8:", "has no dispute"]);
    refused(TOURS, "\"salmon-accord\"", "\"salmon-king\"", &["pack.ron:8:", "has no date"]);
    refused(TOURS, "Timeline", "Timelines", &["pack.ron:8:", "“Timelines”", "“Timeline”"]);
    refused(TOURS, "view: Chart", "view: Chart, period: \"1888\"", &["pack.ron:9:", "has no figure of 1888"]);
    refused(TOURS, "view: Chart", "view: Chart, since: \"FY1888-89\"", &["pack.ron:9:", "has no figure of FY1888-89"]);
    let itself = "nothing is compared with itself";
    for (at, since) in [("period: \"FY2020-21\", ", "FY2020-21"), ("", "FY2021-22")] {
        let to = format!("view: Chart, {at}since: \"{since}\"");
        refused(TOURS, "view: Chart", &to, &["pack.ron:9:", since, itself]);
    }
    refused(TOURS, "view: Timeline", "view: Timeline, period: \"2001\"", &["pack.ron:8:", "only a chart stands at"]);
    let long = format!("\"{}\"", "Fish. ".repeat(31));
    refused(TOURS, "\"It begins with fish.\"", &long, &["pack.ron:8:", "has 186 characters; at most 180"]);
    refused(TOURS, "[\"brief ¶5\"]", "[]", &["pack.ron:9:", "every statement names its source"]);
    refused(TOURS, "Then they", "Then \\u{1b}[31m", &["pack.ron:9:", "U+001B"]);
    refused(TOURS, "\"Salmon\"", &format!("\"{}\"", "Fish".repeat(8)), &["pack.ron:7:", "takes 32 columns"]);
    let (first, last) = TOURS.rsplit_once("],").expect("its end");
    let twice = format!("{first}(name: \"SALMON\", about: \"Again.\", stops: []),],{last}");
    let ran = run_on(pack(&twice).path(), &["check"]);
    for words in ["another tour is called “SALMON”", "a tour has stops"] {
        assert!(ran.code == 1 && ran.stderr.contains(words), "{words}: {ran:?}");
    }
}

#[test]
fn summits_are_meetings_of_an_institution() {
    refused(SUMMITS, "fjord-council", "salmon-king", &["pack.ron:6:", "has no meetings"]);
    refused(SUMMITS, "fjord-council", "fjord-counsel", &["pack.ron:6:", "did you mean “fjord-council”?"]);
}
