//! What is said of a change of a layer that is not as it is meant: the nearest that there is, and where it is written.

use super::{layer, run, told};

#[test]
fn what_is_plainly_meant_hides_nothing_else_that_is_wrong_with_its_record() {
    let base = tempfile::tempdir().expect("a directory");
    let records = "[
    (amend: \"harbours-treaty\", cite: \"test-brief ¶1\" when: \"2026-13-01\"),
    (amend: \"exports\", cite: \"test-brief ¶1\", points: {\"FY2025-26\": (value: 27,6), \"FY2024-25\": (value: \"29,1\")}),
]
";
    let path = layer(base.path(), "meant", &[("records.ron", records)]);
    let shown = run(&["check", &path]).stderr;
    assert!(!shown.contains("¶1\",when") && !shown.contains("27.6)"), "what is shown is what is written: {shown}");
    let told = told(&path);
    let expected = [
        ("records.ron:2:53: harbours-treaty: ", "a comma is missing here"),
        ("records.ron:2:60: harbours-treaty.when: ", "“2026-13-01” is no day of the calendar"),
        ("records.ron:3:77: exports: ", "“27,6” has a comma for the decimal point; write 27.6"),
        ("records.ron:3:105: exports.points[", "here stands the text \"29,1\"; write a number alone: 29.1"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (line, (place, message)) in told.iter().zip(expected) {
        assert!(line.starts_with(place) && line.contains(message), "{place}{message}\n{told:#?}");
    }
}

#[test]
fn a_change_that_is_written_in_another_place_is_told_where_it_belongs() {
    let base = tempfile::tempdir().expect("a directory");
    for (number, (entry, message)) in [
        (
            "(withdraw: \"test-note\", because: \"So.\")",
            "“test-note” is a source, and what changes of one is written in the `sources` of pack.ron",
        ),
        (
            "(amend: \"exports\", cite: \"test-brief ¶1\", points: {\"FY2029-30\": (value: 1)})",
            "“points” has nothing that begins with “FY2029-30”; what is new is added, as add: (points: [ … ])",
        ),
        (
            "(amend: \"harbours-treaty\", cite: \"test-brief ¶1\", status: Expired)",
            "“status” stands within “body”: body: (status: …)",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let path = layer(base.path(), &format!("place-{number}"), &[("records.ron", &format!("[{entry}]"))]);
        let told = told(&path);
        assert!(told.len() == 1 && told[0].contains(message), "{entry}\n{told:#?}");
    }
}
