//! `maitri pack schema`: what it tells, and that it tells it of everything. That it is what the loader reads is tested
//! beside it (`src/data/schema/example.rs`).

use maitri::data::Kind;
use maitri::text::width;

use crate::program::{as_shipped, finish};

fn told(arguments: &[&str]) -> String {
    let ran = finish(&mut as_shipped(&[&["pack", "schema"], arguments].concat()));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    ran.stdout
}

#[test]
fn a_kind_is_told_with_the_fields_of_every_record() {
    let place = told(&["place"]);
    for words in [
        "body: Place(…), of a record in places.ron or any other file of records\n\nPlace: A place on the map.\n",
        "  lat: number; must be there\n      Degrees north.\n      as in 0.0\n",
        "  region: text; may be left out\n",
        "  aka: list of text; left out, []\n      Other names it goes by: acronyms, spellings, everyday names.\n",
        "Weight: How likely an exam is to ask a record",
        "  Core: An exam asks it.\n",
        "Fact: A statement with its source.",
        "  SignedAt: An agreement, and the event at which it was signed or announced.\n",
        "How they are written\n  text: in double quotes",
    ] {
        assert!(place.contains(words), "{words}\n\nis not in\n\n{place}");
    }
}

#[test]
fn every_kind_and_every_file_can_be_asked_for() {
    let all = told(&[]);
    for kind in Kind::ALL {
        let one = told(&[kind.id()]);
        assert!(one.contains(kind.file()) && all.contains(kind.file()), "{one}");
        assert_eq!(one, told(&[kind.file()]));
        assert_eq!(one, told(&[&kind.plural().to_uppercase()]).as_str());
    }
    for file in ["pack", "pack.ron", "cards.ron", "questions", "mains", "disputes", "record"] {
        let one = told(&[file]);
        assert!(one.contains(": must be there") || one.contains("; must be there"), "{one}");
    }
}

#[test]
fn no_line_is_wider_than_asked() {
    for columns in [20, 40, 72, 120] {
        let all = told(&["--width", &columns.to_string()]);
        assert!(all.lines().all(|line| width(line) <= columns), "{columns}");
    }
}

#[test]
fn other_programs_are_told_the_same() {
    let rows: serde_json::Value = serde_json::from_str(&told(&["--format", "json"])).expect("it is JSON");
    let rows = rows.as_array().expect("a list");
    let row = rows.iter().find(|row| row["shape"] == "ExamScheme" && row["field"] == "seconds").expect("it is told");
    assert_eq!((row["type"].as_str(), row["default"].as_str()), (Some("whole number"), Some("60")));
    assert_eq!((row["within"].as_str(), row["is_required"].as_bool()), (Some("pack"), Some(false)));
    let row = rows.iter().find(|row| row["shape"] == "Person" && row["field"] == "role").expect("it is told");
    assert_eq!(row["example"], "\"Minister of Ports (1997–2001)\"");
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let ran = finish(&mut as_shipped(&["pack", "schema", "agrement"]));
    assert!(ran.code == 1 && ran.stderr.contains("did you mean “agreement”?"), "{ran:?}");
    let ran = finish(&mut as_shipped(&["pack", "schema", "zzz"]));
    assert!(ran.code == 1 && ran.stderr.contains("There are: pack, layer, record, event"), "{ran:?}");
}
