//! How layers are told: every mistake at its place in the layer, whose everything is on the screens, what two layers do
//! to each other, and what is asked of one that there is not.

mod hints;
mod watched;

use std::fs;
use std::path::Path;

use crate::harness::{DARK, PACK, snap, with_news};
use crate::program::{Ran, as_shipped, finish};

const NEWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/news");

/// A layer of these files, in a directory of this name.
fn layer(base: &Path, name: &str, files: &[(&str, &str)]) -> String {
    let directory = base.join(name);
    fs::create_dir_all(&directory).expect("a directory");
    let head = format!("(extends: \"india-japan\", id: \"{name}\", title: \"Layer {name}\", edition: \"2026-12-01\")");
    fs::write(directory.join("pack.ron"), head).expect("a file");
    for (file, text) in files {
        fs::write(directory.join(file), text).expect("a file");
    }
    directory.to_str().expect("a name").to_owned()
}

fn run(arguments: &[&str]) -> Ran {
    finish(&mut as_shipped(&[&["--data", PACK], arguments].concat()))
}

/// Every line that tells a problem, its directory left out.
fn told(pack: &str) -> Vec<String> {
    let ran = run(&["check", pack]);
    let lines = ran.stderr.lines().filter(|line| line.contains(".ron:"));
    lines.map(|line| line.replace(&format!("{pack}/"), "")).collect()
}

#[test]
fn no_entry_of_a_layer_is_dropped_for_want_of_a_comma() {
    let base = tempfile::tempdir().expect("a directory");
    let amend = "(amend: \"exports\", cite: \"test-brief ¶1\", title: \"X\")";
    let withdraw = "(withdraw: \"seed-agreement\", because: \"So.\")";
    let add = "(id: \"x\", title: \"X\")";
    let all = [amend, withdraw, add];
    for (number, (one, other)) in all.iter().flat_map(|one| all.map(|other| (*one, other))).enumerate() {
        let text = format!("[\n    {one}\n    {other},\n]");
        let path = layer(base.path(), &format!("comma-{number}"), &[("records.ron", &text)]);
        let told = told(&path);
        let place = format!(
            "records.ron:2:{}: a comma is missing here, between this record and the next",
            one.chars().count() + 5
        );
        assert!(told.contains(&place), "{text}\n{told:#?}");
        assert!(!told.iter().any(|line| line.contains("take this out")), "{told:#?}");
    }
    // Within an entry, and after a list in it.
    let text = "[(amend: \"exports\", cite: \"test-brief ¶1\", add: (aka: [\"a\" \"b\"])), (amend: \"harbours-treaty\", cite: \"test-brief ¶1\", add: (aka: [\"c\"]) title: \"Y\")]";
    let told = told(&layer(base.path(), "within", &[("records.ron", text)]));
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].ends_with("exports: a comma is missing here"), "{told:#?}");
    assert!(told[1].ends_with("harbours-treaty: a comma is missing here"), "{told:#?}");
}

#[test]
fn one_mistake_in_a_layer_hides_no_other_and_all_stand_in_their_order() {
    let base = tempfile::tempdir().expect("a directory");
    let records = "[
    (amend: \"exports\", cite: \"test-brief ¶1\" title: \"W\"),
    (withdraw: \"seed-agreement\"),
    (amend: \"harbours-treaty\", cite: \"test-breif ¶1\", title: \"X\"),
    (amend: \"kite\", cite: \"test-brief ¶1\", title: \"X\"),
    (id: \"y\", title: \"Y\", when: \"2020-13\", sectors: [\"Culture\"], weight: Core, summary: \"A fair of kites was held.\",
        cites: [\"test-brief ¶1\"], body: Event(kind: Milestone)),
    (id: \"z\", title: \"Z\", sectors: [\"Cultur\"], weight: Useful, summary: \"A fair of kites was held.\", links: [\"y\", \"w\"],
        cites: [\"test-brief ¶1\"], body: Event(kind: Milestone)),
]
";
    let questions = "[(withdraw: \"no-such-question\", because: \"So.\")]";
    let path = layer(base.path(), "many", &[("records.ron", records), ("questions.ron", questions)]);
    let told = told(&path);
    let expected = [
        "questions.ron:1:13: there is no question “no-such-question”",
        "records.ron:2:45: exports: a comma is missing here",
        "records.ron:3:16: say why this is withdrawn: `because: \"…\"`",
        "records.ron:4:39: harbours-treaty.cite: pack.ron has no source “test-breif”; did you mean “test-brief”?",
        "records.ron:5:13: there is no record or series “kite”",
        "records.ron:6:33: y.when: “2020-13” is no day of the calendar",
        "records.ron:8:",
        "records.ron:8:",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (line, expected) in told.iter().zip(expected) {
        assert!(line.starts_with(expected), "{expected}\n{told:#?}");
    }
    assert!(told.iter().any(|line| line.contains("did you mean “Culture”?")), "{told:#?}");
    assert!(told.iter().any(|line| line.ends_with("z.links[1]: no record has the id “w”")), "{told:#?}");
}

#[test]
fn a_head_that_nearly_says_what_it_lies_on_is_told_so() {
    let base = tempfile::tempdir().expect("a directory");
    for (number, (line, message)) in [
        ("extend: \"india-japan\",", "there is no field “extend”; did you mean “extends”?"),
        ("Extends: \"india-japan\",", "there is no field “Extends”; did you mean “extends”?"),
        ("extneds: \"india-japan\",", "there is no field “extneds”; did you mean “extends”?"),
        ("\"extends\": \"india-japan\",", "a field’s name stands without quotation marks: extends: …"),
        ("extends: india-japan,", "a text stands in quotation marks: \"india-japan\""),
        ("extends: \"india-japan\"", "a comma is missing here"),
        ("extends: “india-japan”,", "these quotation marks are curly; write straight ones: \"india-japan\""),
    ]
    .into_iter()
    .enumerate()
    {
        let path = layer(
            base.path(),
            &format!("head-{number}"),
            &[("records.ron", "[(withdraw: \"exports\", because: \"So.\")]")],
        );
        fs::write(format!("{path}/pack.ron"), format!("(\n    {line}\n    title: \"T\", edition: \"2026-12-01\",\n)"))
            .expect("a file");
        let ran = run(&["check", &path]);
        let first = ran.stderr.lines().next().unwrap_or_default();
        assert!(ran.code == 1 && first.contains("pack.ron:2:") && first.contains(message), "{line}\n{ran:?}");
        assert_eq!(ran.stderr.matches(".ron:").count(), 1, "nothing else is told: {ran:?}");
    }
}

#[test]
fn a_field_of_a_change_that_is_misspelt_is_told_with_the_one_that_is_meant() {
    let base = tempfile::tempdir().expect("a directory");
    for (number, (entry, message)) in [
        (
            "(amned: \"exports\", cite: \"test-brief ¶1\", title: \"X\")",
            "there is no field “amned”; did you mean “amend”?",
        ),
        ("(amend: exports, cite: \"test-brief ¶1\", title: \"X\")", "an id stands in quotation marks"),
        ("(cite: \"test-brief ¶1\", amend: \"exports\", title: \"X\")", "`amend` stands first"),
        ("(withdraw: \"exports\", becuase: \"So.\")", "a withdrawal has no “becuase”; did you mean “because”?"),
        ("(withdraw: \"exports\", reason: \"So.\")", "a withdrawal has no “reason”"),
        ("(amend: \"exports\", cite: \"test-brief ¶1\", becuase: \"So.\", title: \"X\")", "did you mean “because”?"),
        (
            "(amend: \"exports\", cite: \"test-brief ¶1\", Title: \"X\")",
            "there is no field “Title”; did you mean “title”?",
        ),
        ("(amend: \"exports\", cite: \"test-brief \\u{b6}1\\u{b6}\", title: \"X\")", "exports.cite"),
    ]
    .into_iter()
    .enumerate()
    {
        let path = layer(base.path(), &format!("field-{number}"), &[("records.ron", &format!("[\n    {entry},\n]"))]);
        let told = told(&path);
        let is_told = |line: &&String| line.starts_with("records.ron:2:") && line.contains(message);
        assert_eq!(told.iter().filter(is_told).count(), 1, "{entry}\n{told:#?}");
    }
}

#[test]
fn every_place_is_in_a_file_of_the_layer_and_what_is_beneath_is_told_beside() {
    let base = tempfile::tempdir().expect("a directory");
    for (number, records) in [
        // What is wrong with the whole stands in the base.
        "[(amend: \"harbours-treaty\", cite: \"test-brief ¶1\", cites: [])]",
        "[(amend: \"harbours-treaty\", cite: \"test-brief ¶1\", title: \"Joint Committee on Harbours\")]",
        "[(amend: \"exports\", cite: \"test-brief ¶1\", points: {\"FY2025-26\": (status: Guessed)})]",
        "[(amend: \"harbours-treaty\", cite: \"test-brief ¶1\", body: (in_force: \"soon\"))]",
        "[(amend: \"exports\", cite: \"test-brief ¶99\", title: \"X\")]",
    ]
    .into_iter()
    .enumerate()
    {
        let path = layer(base.path(), &format!("place-{number}"), &[("records.ron", records)]);
        let ran = run(&["check", &path]);
        let first = ran.stderr.lines().next().unwrap_or_default();
        assert!(ran.code == 1 && first.starts_with(&format!("{path}/records.ron:1:")), "{records}\n{ran:?}");
        assert!(!ran.stderr.contains("#0"), "no text that was put together is a file: {ran:?}");
    }
}

#[test]
fn a_check_tells_of_a_layer_what_it_causes_and_nothing_that_was_so_before() {
    let ran = run(&["check", NEWS]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let warnings: Vec<&str> = ran.stderr.lines().filter(|line| line.contains(": warning")).collect();
    assert!(!warnings.is_empty());
    assert!(warnings.iter().all(|line| line.starts_with(NEWS)), "{warnings:#?}");
    let dropped = "warning: seed-agreement: the link of “term-jsep” to this is dropped";
    assert!(warnings.iter().any(|line| line.contains(dropped)), "{warnings:#?}");
    assert!(ran.stderr.contains("terms.ron:39:28: the link is here"), "{ran:?}");
    // A base that is warned of itself says nothing of it to a layer that touches nothing of that.
    let base = tempfile::tempdir().expect("a directory");
    let path = layer(
        base.path(),
        "quiet",
        &[("records.ron", "[(amend: \"exports\", cite: \"test-brief ¶1\", note: \"New.\")]")],
    );
    let ran = run(&["check", &path]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
}

#[test]
fn warnings_stand_beside_errors_and_apart_from_them() {
    let base = tempfile::tempdir().expect("a directory");
    let pack = base.path().join("pack");
    let made = ["pack", "new", "--first", "Norway:no:Norwegian", "--second", "Chile:cl:Chilean"];
    assert_eq!(finish(as_shipped(&made).arg(&pack)).code, 0);
    // A record that stands alone is worth a warning; a sector that there is not, an error.
    let island = "[(id: \"island\", title: \"Island\", sectors: [\"Ocean\"], weight: Detail, summary: \"An island lies alone here.\", \
                  cites: [\"example-report ¶1\"], body: Theme(stance: Significance)),";
    fs::write(pack.join("more.ron"), format!("{island}]")).expect("a file");
    let ran = finish(as_shipped(&["check"]).arg(&pack));
    let (errors, warnings) = ran.stderr.split_once("\n\n").expect("they stand apart");
    assert!(ran.code == 1 && errors.contains("no sector “Ocean”") && !errors.contains("warning"), "{ran:?}");
    assert!(warnings.contains(": warning: island.links: this record is linked with no other"), "{ran:?}");
    assert!(warnings.ends_with("in the pack\n") && warnings.contains("1 problem and 1 warning"), "{ran:?}");
}

#[test]
fn two_packs_that_cannot_lie_together_are_told_of_when_added_and_listed() {
    let base = tempfile::tempdir().expect("a directory");
    let home = base.path().join("home");
    let ran = |words: &[&str]| finish(as_shipped(&[&["--data", PACK], words].concat()).env("XDG_DATA_HOME", &home));
    let fair = "(id: \"fair\", title: \"TITLE\", when: \"2020\", sectors: [\"Culture\"], weight: Useful, \
                summary: \"A fair of kites was held by the sea.\", links: [\"harbours-treaty\"], cites: [\"test-brief ¶1\"], \
                body: Event(kind: Milestone))";
    let one = layer(base.path(), "one", &[("records.ron", &format!("[{}]", fair.replace("TITLE", "One Fair")))]);
    let two = layer(base.path(), "two", &[("records.ron", &format!("[\n{}]", fair.replace("TITLE", "Other Fair")))]);
    let amend = |title: &str| format!("[(amend: \"harbours-treaty\", cite: \"test-brief ¶1\", title: \"{title}\")]");
    let three = layer(base.path(), "three", &[("records.ron", &amend("Three"))]);
    let four = layer(base.path(), "tour", &[("records.ron", &amend("Four"))]);
    assert_eq!(ran(&["pack", "add", &one]).stderr, "");
    let second = ran(&["pack", "add", &two]);
    let why = "two: with the others that are used it is left out: ";
    assert!(second.code == 0 && second.stderr.starts_with(why), "{second:?}");
    assert!(
        second.stderr.contains("two/records.ron:2:6: there is a record or series “fair” already at "),
        "{second:?}"
    );
    assert!(second.stderr.contains("one/records.ron:1"), "{second:?}");
    assert_eq!(ran(&["pack", "add", &three]).stderr, "");
    let fourth = ran(&["pack", "add", &four]);
    assert!(fourth.stderr.contains("harbours-treaty is changed by tour and three, and tour holds: "), "{fourth:?}");
    let list = ran(&["pack", "list"]).stdout;
    assert!(list.contains("two  left out  ") && list.contains("one  on  "), "{list}");
    assert_eq!(list.matches("is changed by tour and three").count(), 1, "{list}");
    assert!(list.contains("tour/records.ron:1:10") && list.contains("three/records.ron:1:10"), "{list}");
    let json = ran(&["pack", "list", "--json"]).stdout;
    assert!(json.contains("\"left_out\":") && json.contains("\"conflicts\":["), "{json}");
    // One that is kept under another name than its id, and one whose head nearly says what it lies on.
    let kept = home.join("maitri/packs");
    fs::rename(kept.join("two"), kept.join("second")).expect("a directory");
    fs::create_dir(kept.join("odd")).expect("a directory");
    fs::write(kept.join("odd/pack.ron"), "(extend: \"india-japan\", title: \"Odd\", edition: \"2026\")")
        .expect("a file");
    let list = ran(&["pack", "list"]).stdout;
    assert!(list.contains("second  left out  ") && list.contains("did you mean “extends”?"), "{list}");
    fs::remove_dir_all(kept.join("odd")).expect("a directory");
    fs::rename(kept.join("second"), kept.join("two")).expect("a directory");
    // With the first off there is nothing to leave out.
    ran(&["pack", "off", "one"]);
    assert!(ran(&["pack", "list"]).stdout.contains("two  on  "));
}

#[test]
fn what_was_said_before_stands_below_in_words() {
    let shown = run(&["--data", NEWS, "show", "harbours-treaty"]).stdout;
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("telling_amended_record", shown);
    });
    let shown = run(&["--data", NEWS, "show", "exports"]).stdout;
    let (now, before) = shown.split_once("What was said before").expect("a heading");
    assert!(now.contains("7.25, revised") && !now.contains("was: "), "{shown}");
    assert!(before.contains("FY2025-26") && !before.contains("value:"), "{shown}");
}

#[test]
fn whose_a_shared_dispute_is_is_told_with_it() {
    let base = tempfile::tempdir().expect("a directory");
    let disputes = "[(amend: \"bell-place\", cite: \"test-note ¶3\", reading: \"Nobody knows.\")]";
    let path = layer(base.path(), "bells", &[("disputes.ron", disputes)]);
    let found = run(&["--data", &path, "search", "has:conflict", "--json"]).stdout;
    let shown: Vec<String> = found
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()?["id"].as_str().map(str::to_owned))
        .map(|id| run(&["--data", &path, "show", &id]).stdout)
        .filter(|shown| shown.contains("Where the bell hung at first"))
        .collect();
    assert_eq!(shown.len(), 2, "{found}");
    for shown in shown {
        let (_, after) = shown.split_once("Where the bell hung at first").expect("the dispute");
        assert!(
            after.contains("Amended by") && after.contains("Layer bells") && after.contains("Nobody knows."),
            "{shown}"
        );
    }
}

#[test]
fn a_series_that_a_layer_changed_bears_the_sign_and_the_title_names_the_layer() {
    snap!("3", (120, 40), DARK, with_news());
    snap!("3", (80, 24), DARK, with_news());
}

#[test]
fn what_a_layer_changed_bears_the_sign_among_hits() {
    snap!("<space>exports", (80, 24), DARK, with_news());
}

#[test]
fn a_pack_that_is_not_in_use_is_told_with_those_that_are() {
    let ran = run(&["--data", NEWS, "search", "pack:november"]);
    assert!(ran.stderr.contains("pack: knows no november; in use is india-japan or news"), "{ran:?}");
}

#[test]
fn what_may_stand_in_a_layer_is_told() {
    let layer = finish(&mut as_shipped(&["pack", "schema", "layer"]));
    for words in [
        "  extends: text; must be there\n",
        "  amend: text; may",
        "  because: text; may",
        "  take: parts of lists; may",
        "  sources: list of Source; left out, []",
    ] {
        assert!(layer.stdout.contains(words), "{words}\n{}", layer.stdout);
    }
    assert!(finish(&mut as_shipped(&["pack", "schema"])).stdout.contains("withdraw: "));
}
