//! Questions in the form of the main examination: what is wrong with one is told, with its place.

use super::{Pack, refused};
use crate::program::run_on;

/// A good question, of which parts can be replaced.
const QUESTION: &str = r#"(
    id: "salmon-and-fjords", topic: "Sea", syllabus: "GS II", marks: 10, words: 150, directive: "Discuss",
    question: "Discuss whether salmon or fjords bind the two countries.",
    wants: "A judgement.",
    introduction: (text: "Salmon came first.", records: ["salmon-accord"], cite: "brief ¶1"),
    body: [
        (label: "Salmon", text: "An accord covers it.", records: ["salmon-accord"], cite: "brief ¶2"),
        (label: "Fjords", text: "A council compares them.", records: ["fjord-council"], cite: "brief ¶3"),
        (label: "A king", text: "One was called after it.", records: ["salmon-king"], cite: "page ¶1"),
        (label: "Trade", text: "It grew by a third.", records: ["salmon-trade"], cite: "brief ¶5"),
    ],
    conclusion: (text: "Salmon binds, fjords hold.", cite: ""),
    worth_citing: [("Two tonnes.", "brief ¶5"), ("Two meetings.", "brief ¶4")],
    mistakes: ["To forget the fjords.", "To forget the king."],
)"#;

fn pack(question: &str) -> Pack {
    Pack::good().with("mains.ron", format!("[{question}]"))
}

fn changed(from: &str, to: &str) -> String {
    assert!(QUESTION.contains(from), "{from}");
    refused(pack(&QUESTION.replacen(from, to, 1)).path())
}

/// What only a careful editor minds.
fn minded(from: &str, to: &str) -> String {
    assert!(QUESTION.contains(from), "{from}");
    run_on(pack(&QUESTION.replacen(from, to, 1)).path(), &["check", "--strict"]).stderr
}

#[test]
fn a_good_question_passes() {
    assert_eq!(minded("Salmon", "Salmon"), "");
    // What was really set needs no directive, and no pack needs such questions.
    let set =
        "set: (\"Fishery Service 2019, Paper II\", \"brief ¶9\"), question: \"Do salmon or fjords bind the two?\"";
    assert_eq!(minded("question: \"Discuss whether salmon or fjords bind the two countries.\"", set), "");
    assert_eq!(run_on(Pack::good().path(), &["check"]).stderr, "");
}

#[test]
fn a_question_that_cannot_be_answered_is_told() {
    for (from, to, told) in [
        ("\"Sea\"", "\"See\"", "salmon-and-fjords.topic: pack.ron has no sector “See”"),
        ("id: \"salmon-and-fjords\"", "id: \"Salmon\"", "Salmon.id: an id is lower-case"),
        ("marks: 10", "marks: 0", "salmon-and-fjords.marks: a question brings from 1 to 100 marks"),
        ("words: 150", "words: 9", "salmon-and-fjords.words: an answer has from 20 to 2000 words"),
        ("\"fjord-council\"", "\"fjord-counsel\"", "body[1]: no record has the id “fjord-counsel”; did you mean"),
        ("directive: \"Discuss\"", "directive: \"Assess\"", "directive: the question does not say “Assess”"),
        ("cite: \"page ¶1\"", "cite: \"\"", "body[2]: nothing is cited here"),
        ("cite: \"page ¶1\"", "cite: \"page ¶7\"", "body[2]: “page” has no ¶7"),
        ("\"brief ¶4\"", "\"brieff ¶4\"", "worth_citing[1]: pack.ron has no source “brieff”"),
        ("label: \"Fjords\"", "label: \"salmon\"", "body: another point of this question has this label"),
        ("text: \"Salmon came first.\"", "text: \" \"", "introduction: this text is empty"),
        ("A judgement.", "A\u{7}", "the control character U+0007"),
        ("conclusion:", "ending:", "there is no field “ending”"),
    ] {
        let said = changed(from, to);
        assert!(said.contains(told), "{told}:\n{said}");
    }
    let twice = refused(pack(&format!("{QUESTION}, {QUESTION}")).path());
    assert!(twice.contains("another question has this id"), "{twice}");
}

#[test]
fn an_outline_that_teaches_too_little_is_told_by_check() {
    let fourth = "(label: \"Trade\", text: \"It grew by a third.\", records: [\"salmon-trade\"], cite: \"brief ¶5\"),";
    for (from, to, told) in [
        (fourth, "", "an answer for 10 marks wants 4 points or more, and here it has 3"),
        ("marks: 10", "marks: 15", "an answer for 15 marks wants 6 points or more, and here it has 4"),
        ("\"A king\"", "\"A king who was called so\"", "a label has 4 words at most"),
        (", (\"Two meetings.\", \"brief ¶4\")", "", "worth_citing: name 2 or more"),
        (", \"To forget the king.\"", "", "mistakes: name 2 or more"),
    ] {
        let said = minded(from, to);
        assert!(said.contains(told) && said.ends_with("1 warning in the pack\n"), "{told}:\n{said}");
    }
    let other = QUESTION.replace("salmon-and-fjords", "salmon-or-fjords");
    let said = run_on(pack(&format!("{QUESTION}, {other}")).path(), &["check"]).stderr;
    assert!(said.contains("asks the same"), "{said}");
}

#[test]
fn words_of_a_source_in_an_outline_are_told() {
    let passage = "the council met nine times between two wars in a harbour";
    let pack = pack(&QUESTION.replace("A council compares them.", &format!("Note that {passage}.")));
    let head = super::PACK.replace("\"salmon\", \"fjords\"", &format!("\"salmon\", \"{passage}\""));
    let said = run_on(pack.with("pack.ron", head).path(), &["check"]).stderr;
    assert!(said.contains("salmon-and-fjords.body[1]: “the council met nine times"), "{said}");
}
