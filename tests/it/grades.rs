//! Grades of sources: what a pack that has them shows and exports, and that one without them shows none.

use std::fs;
use std::path::Path;

use serde_json::Value;

use maitri::data::pack::grade::Grade;

use crate::harness::frozen;
use crate::program::{command, finish, run_on, succeed};

/// A pack that grades no source.
const UNGRADED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/norway-chile");

/// A command on a pack that grades no source.
fn ungraded(arguments: &[&str]) -> String {
    let ran = run_on(Path::new(UNGRADED), arguments);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    ran.stdout
}

/// The rows of a table in CSV.
fn rows(text: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(text.as_bytes()).records().map(|row| row.expect("a row")).collect()
}

/// The columns of a table in CSV.
fn column(text: &str, name: &str) -> usize {
    let headers = csv::Reader::from_reader(text.as_bytes()).headers().expect("a head").clone();
    headers.iter().position(|header| header == name).unwrap_or_else(|| panic!("no column {name}"))
}

#[test]
fn json_names_each_source_once_with_its_grade() {
    let line: Value = serde_json::from_str(&succeed(&["show", "bronze-bell", "--json"])).expect("an object");
    let sources = line["sources"].as_array().expect("sources");
    let told: Vec<_> = sources.iter().map(|source| (source["id"].as_str(), source["grade"].as_str())).collect();
    let expected = [("test-brief", "A"), ("test-note", "B"), ("test-guide", "C"), ("kanji-page", "B")];
    assert_eq!(told, expected.map(|(id, grade)| (Some(id), Some(grade))));
    assert_eq!(sources[0]["publisher"], "Test Office, Tokyo");
    let all: Value = serde_json::from_str(&succeed(&["export", "--format", "json", "--ids", "exports"])).expect("JSON");
    assert_eq!(all[0]["sources"][1]["grade"], "A");
    let line: Value = serde_json::from_str(&ungraded(&["show", "salmon-accord", "--json"])).expect("an object");
    let told = serde_json::json!([{
        "id": "brief", "publisher": "The embassy", "title": "A brief", "date": "2024", "order": "2024"
    }]);
    assert_eq!(line["sources"], told);
}

#[test]
fn what_is_exported_can_be_traced_to_what_is_quoted_and_where_that_stands() {
    // In JSON each record has the whole of its sources, with what is quoted of them where it cites them.
    let line: Value = serde_json::from_str(&succeed(&["show", "bronze-bell", "--json"])).expect("an object");
    let sources = line["sources"].as_array().expect("sources");
    assert_eq!(sources[0]["title"], "Test Brief on the Two Countries");
    assert_eq!((&sources[0]["date"], &sources[0]["order"]), (&"May 2024".into(), &"2024-05".into()));
    assert_eq!(sources[0]["address"], "https://example.org/brief");
    let page = sources.iter().find(|source| source["id"] == "kanji-page").expect("a page");
    let quoted = page["passages"].as_array().expect("passages");
    assert!(!quoted.is_empty() && quoted.iter().all(|quoted| quoted["paragraph"].is_u64()), "{page}");
    assert!(quoted.iter().any(|quoted| quoted["text"].as_str().is_some_and(|text| text.contains("灯台"))), "{page}");
    // A table has the addresses, of records and of figures.
    for arguments in [&["--ids", "bronze-bell"][..], &["--series", "--ids", "exports"]] {
        let text = succeed(&[&["export", "--format", "csv"], arguments].concat());
        let addresses = column(&text, "addresses");
        assert!(rows(&text).iter().any(|row| row[addresses].contains("https://example.org/")), "{text}");
    }
    let page = succeed(&["export", "--format", "md", "--ids", "bronze-bell"]);
    assert!(page.contains("<https://example.org/brief>"), "{page}");
}

#[test]
fn sources_are_exported_by_themselves_each_once() {
    let whole = |arguments: &[&str]| succeed(&[&["export", "--sources"], arguments].concat());
    let text = whole(&["--format", "csv"]);
    let ids: Vec<String> = rows(&text).iter().map(|row| row[column(&text, "id")].to_owned()).collect();
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    // Every cite of every record leads to one of them.
    for line in succeed(&["export", "--format", "jsonl"]).lines() {
        let item: Value = serde_json::from_str(line).expect("an object");
        let own: Vec<&Value> = item["sources"].as_array().expect("sources").iter().collect();
        assert!(own.iter().all(|source| ids.iter().any(|id| source["id"] == id.as_str())), "{line}");
        let mut cited = Vec::new();
        cites(&item, &mut cited);
        for cite in cited {
            let id = cite.split(" ¶").next().expect("an id");
            assert!(own.iter().any(|source| source["id"] == id), "{}: {cite}", item["id"]);
        }
    }
    let lines: Vec<Value> = whole(&[]).lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let array: Vec<Value> = serde_json::from_str(&whole(&["--format", "json"])).expect("an array");
    assert_eq!((lines.len(), &lines), (ids.len(), &array));
    let few = whole(&["--ids", "bronze-bell"]);
    assert_eq!(few.lines().count(), 4, "{few}");
    let ran = run_on(Path::new(UNGRADED), &["export", "--sources", "--format", "md"]);
    assert!(ran.code == 1 && ran.stdout.is_empty() && ran.stderr.contains("--sources is for"), "{ran:?}");
}

/// All cites in something exported.
fn cites(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value) {
                    ("cites" | "support", Value::Array(all)) => {
                        found.extend(all.iter().filter_map(|cite| Some(cite.as_str()?.to_owned())));
                    }
                    ("sources" | "notes", _) => {}
                    _ => cites(value, found),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|value| cites(value, found)),
        _ => {}
    }
}

#[test]
fn tables_have_columns_of_publishers_and_grades() {
    let text = succeed(&["export", "--format", "csv", "--ids", "bronze-bell"]);
    let (publishers, grades) = (column(&text, "publishers"), column(&text, "grades"));
    assert_eq!(&rows(&text)[0][publishers], "Test Office, Tokyo; Example Academy; Example Press; Example Shimbun");
    assert_eq!(&rows(&text)[0][grades], "A; B; C");
    let text = succeed(&["chart", "exports", "--csv"]);
    let grades = column(&text, "grades");
    let told: Vec<_> = rows(&text).iter().take(3).map(|row| row[grades].to_owned()).collect();
    assert_eq!(told, ["C", "A", "A; B"], "{text}");
    let text = ungraded(&["export", "--format", "csv"]);
    let grades = column(&text, "grades");
    assert!(rows(&text).iter().all(|row| row[grades].is_empty()), "{text}");
}

#[test]
fn a_source_is_named_once_with_its_grade_and_all_its_paragraphs() {
    let text = succeed(&["show", "lotus-scroll"]);
    assert!(text.contains("No older tie is told of. [1 ¶1] [2]\n"), "{text}");
    let listed = "\n[1] A  Test Office, Tokyo, May 2024: Test Brief on the Two Countries, ¶1, ¶3–¶5\n[2] B  ";
    assert!(text.contains(listed) && text.matches("Test Office, Tokyo").count() == 1, "{text}");
    let text = ungraded(&["show", "salmon-accord"]);
    assert!(text.contains("\n[1] The embassy, 2024: A brief, ¶"), "{text}");
}

#[test]
fn markdown_tells_grades_and_paragraphs() {
    let text = succeed(&["export", "--format", "md", "--ids", "lotus-scroll"]);
    assert!(text.contains("told of.[^lotus-scroll-1] (¶1) [^lotus-scroll-2]\n"), "{text}");
    assert!(text.contains("\n[^lotus-scroll-1]: (A) Test Office, Tokyo, May 2024: Test Brief"), "{text}");
}

#[test]
fn the_help_tells_the_letters_where_there_are_any() {
    let legend = "A official, B reference,";
    assert!(succeed(&["--keys", "?good", "--size", "90x30", "--print"]).contains(legend));
    assert!(!ungraded(&["--print", "--keys", "?good", "--size", "90x30"]).contains("B reference"));
}

/// The ids of what a query finds.
fn found(query: &str) -> Vec<String> {
    let text = succeed(&["export", "--format", "json", "--query", query]);
    let all: Vec<Value> = serde_json::from_str(&text).expect("an array");
    all.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn a_grade_finds_what_cites_a_source_of_it() {
    let dataset = frozen().dataset();
    for grade in Grade::ALL {
        let cites_one = dataset
            .items()
            .filter(|(_, item)| item.each_cite().any(|cite| dataset.pack.grade(cite.source) == Some(grade)));
        let expected: Vec<_> = cites_one.map(|(_, item)| item.id().to_owned()).collect();
        assert!(!expected.is_empty(), "{grade:?}");
        let letter = grade.letter().to_lowercase();
        assert_eq!(found(&format!("grade:{letter}")), expected);
        assert_eq!(found(&format!("grade:{}", grade.word())), expected);
    }
    let ran = run_on(Path::new(UNGRADED), &["search", "grade:a"]);
    assert!(ran.stderr.contains("this pack grades no source"), "{ran:?}");
}

#[test]
fn a_list_is_narrowed_by_grade_where_there_are_any() {
    let facets = |text: &str| text.contains("Sources by grade") && text.contains("D: mirror, scrape");
    assert!(facets(&succeed(&["--keys", "f", "--print", "--size", "100x90"])));
    assert!(!facets(&ungraded(&["--print", "--keys", "f", "--size", "100x90"])));
}

/// The head of a pack with a source of each grade; that of the last stands for `GRADE`, unless a test takes it away.
const PACK: &str = r#"(
    title: "Norway – Chile",
    edition: "2025-01-01",
    countries: [(code: "no", name: "Norway", adjective: "Norwegian"), (code: "cl", name: "Chile", adjective: "Chilean")],
    sectors: ["Sea"],
    sources: [
        (id: "treaty", title: "A treaty", publisher: "A ministry", grade: A, paragraphs: 9),
        (id: "daily", title: "A daily", publisher: "A newspaper", grade: B, paragraphs: 9),
        (id: "notes", title: "Notes", publisher: "A school", grade: C, paragraphs: 9),
        (id: "copy", title: "A copy", publisher: "Nobody", GRADE paragraphs: 9),
    ],
)"#;

/// A Core record with a dispute.
const RECORDS: &str = r#"[
    (
        id: "fjord-day", title: "Fjord Day", when: "2001", sectors: ["Sea"], weight: Core,
        summary: "A day on which fjords are compared.",
        conflicts: [(
            point: "Which fjord came first",
            claims: [("The northern one.", "copy ¶1"), ("The southern one.", "notes ¶1")],
            reading: "The northern one.", support: "daily ¶2",
        )],
        links: ["fjords"], cites: ["treaty ¶1", "copy ¶2"], body: Event(kind: Ceremony),
    ),
]"#;

/// A series whose older figure may rest on anything.
const SERIES: &str = r#"[
    (
        id: "fjords", title: "Fjords compared", group: Trade, unit: "fjords", basis: "As counted.",
        points: [
            (period: "2001", value: 1, status: Reported, cite: "copy ¶3"),
            (period: "2002", value: 2, status: Reported, cite: "treaty ¶3"),
        ],
    ),
]"#;

/// What `check` tells of that pack with some texts replaced.
fn checked(changes: &[(&str, &str)]) -> String {
    let directory = tempfile::tempdir().expect("a temporary directory");
    for (name, text) in [("pack.ron", PACK), ("records.ron", RECORDS), ("series.ron", SERIES)] {
        let text = changes.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
        fs::write(directory.path().join(name), text.replace("GRADE", "grade: D,")).expect("a file");
    }
    let ran = finish(command(&["check", "--strict"]).arg(directory.path()));
    assert_eq!(ran.code != 0, ran.stdout.is_empty(), "{ran:?}");
    ran.stderr.replace(&format!("{}/", directory.path().display()), "")
}

#[test]
fn what_matters_rests_on_no_weak_source_alone() {
    assert_eq!(checked(&[]), "");
    let weak = ("treaty ¶1", "notes ¶1");
    let told = checked(&[weak]);
    let sentence = "records.ron:10:37: warning: fjord-day.cites: this Core record rests on no source better than grade C and its \
                    summary does not say so; cite a better one, or write “unconfirmed” or “according to”";
    assert!(told.contains(sentence) && told.ends_with("1 warning in the pack\n"), "{told}");
    for fine in [
        [weak, ("A day on", "According to notes, a day on")],
        [weak, ("weight: Core", "weight: Useful")],
        [("treaty ¶1", "daily ¶1"), ("", "")],
    ] {
        let changes: Vec<_> = fine.into_iter().filter(|(from, _)| !from.is_empty()).collect();
        assert_eq!(checked(&changes), "", "{changes:?}");
    }
    let own =
        ("sectors: [\"Sea\"],\n    sources", "sectors: [\"Sea\"],\n    usage: (hedges: [\"it seems\"]),\n    sources");
    assert_eq!(checked(&[weak, own, ("A day on", "It seems, a day on")]), "");
    assert_eq!(
        checked(&[weak, own, ("A day on", "According to notes, a day on")]),
        "",
        "plain English says so everywhere"
    );
    assert_ne!(checked(&[weak, ("A day on", "It seems, a day on")]), "");
}

#[test]
fn the_newest_figure_of_a_series_rests_on_no_weak_source_alone() {
    let weak = ("treaty ¶3", "notes ¶3");
    let told = checked(&[weak]);
    assert!(
        told.contains("fjords.points[1]: the newest figure, of 2002, rests on no source better than grade C"),
        "{told}"
    );
    for fine in
        [("value: 2, status: Reported", "value: 2, status: Provisional"), ("As counted.", "As a school reports.")]
    {
        assert_eq!(checked(&[weak, fine]), "", "{fine:?}");
    }
}

#[test]
fn no_source_of_the_last_grade_decides_a_dispute() {
    let told = checked(&[("support: \"daily ¶2\"", "support: \"copy ¶2\"")]);
    assert!(told.contains("fjord-day.conflicts[0].support: a source of grade D alone decides this dispute"), "{told}");
    assert_eq!(checked(&[("support: \"daily ¶2\"", "support: \"copy ¶2; notes ¶2\"")]), "");
}

#[test]
fn a_pack_grades_all_its_sources_or_none() {
    let told = checked(&[("GRADE", "")]);
    assert!(told.contains("copy.grade: this source has no grade, while others of the pack have one"), "{told}");
    let none: Vec<_> = ["grade: A,", "grade: B,", "grade: C,", "GRADE"].map(|grade| (grade, "")).to_vec();
    let weak = [("treaty ¶1", "notes ¶1"), ("treaty ¶3", "copy ¶3"), ("daily ¶2", "copy ¶2")];
    assert_eq!(checked(&[none, weak.to_vec()].concat()), "");
}
