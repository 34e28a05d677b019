//! Grades of sources: what a pack that has them shows and exports, and that one without them shows none.

use std::path::Path;

use serde_json::Value;

use maitri::data::pack::grade::Grade;

use crate::harness::frozen;
use crate::program::{run_on, succeed};

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
    let expected = [("test-brief", "A"), ("test-note", "C"), ("test-guide", "C"), ("kanji-page", "B")];
    assert_eq!(told, expected.map(|(id, grade)| (Some(id), Some(grade))));
    assert_eq!(sources[0]["publisher"], "Test Office, Tokyo");
    let all: Value = serde_json::from_str(&succeed(&["export", "--format", "json", "--ids", "exports"])).expect("JSON");
    assert_eq!(all[0]["sources"][1]["grade"], "A");
    let line: Value = serde_json::from_str(&ungraded(&["show", "salmon-accord", "--json"])).expect("an object");
    assert_eq!(line["sources"], serde_json::json!([{"id": "brief", "publisher": "The embassy"}]));
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
    assert_eq!(told, ["C", "A", "A; C"], "{text}");
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
    let legend = "Sources: A official  B reference  C secondary  D unknown";
    assert!(succeed(&["--keys", "?", "--print"]).contains(legend));
    assert!(!ungraded(&["--print", "--keys", "?"]).contains("B reference"));
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
