//! The bank of written questions: papers are set from it, and what is wrong with a question is told.

use std::collections::HashSet;

use super::{Pack, refused};
use crate::program::run_on;

/// A question whose items hold or not; `rest` is what its form needs besides.
fn question(id: &str, form: &str, items: &[(&str, &str)], rest: &str) -> String {
    let item = |(at, (text, holds)): (usize, &(&str, &str))| {
        format!("(text: \"{text} {id} {at}\", {holds}, why: \"Why {id} {at}.\", cite: \"brief ¶2\")")
    };
    let items = items.iter().enumerate().map(item).collect::<Vec<_>>().join(", ");
    format!(
        "(id: \"{id}\", form: {form}, difficulty: 2, topic: \"Sea\", syllabus: \"GS II\", \
         records: [\"salmon-accord\"], stem: \"Stem of {id}:\", items: [{items}], {rest} \
         explanation: \"What {id} teaches.\", cites: \"brief ¶1\")"
    )
}

const YES: &str = "holds: true";
const NO: &str = "holds: false";

/// One question of each form, each right.
fn one_of_each() -> Vec<String> {
    let choices = "choices: [[1], [1, 2], [2, 3], [1, 2, 3]],";
    let orders = "choices: [[1, 2, 3, 4], [2, 1, 4, 3], [4, 3, 2, 1], [3, 1, 2, 4]],";
    vec![
        question("count", "HowMany", &[("Salmon", YES), ("Trout", NO), ("Perch", YES)], ""),
        question("which", "Which", &[("Herring", YES), ("Cod", YES), ("Eel", NO)], choices),
        question(
            "pairs",
            "Pairs",
            &[("Pike", "with: \"river\", holds: true"), ("Ray", "with: \"sea\""), ("Char", "with: \"lake\"")],
            "",
        ),
        question("cause", "Explains", &[("Ice", YES), ("Cold", YES)], "explains: false,"),
        question(
            "order",
            "Order",
            &[("A", "place: 4"), ("B", "place: 3"), ("C", "place: 2"), ("D", "place: 1")],
            orders,
        ),
        question("best", "Best", &[("One", NO), ("Two", NO), ("Three", YES), ("Four", NO)], ""),
    ]
}

fn bank(questions: &[String]) -> Pack {
    Pack::good().with("questions.ron", format!("[{}]", questions.join(",\n")))
}

/// The good bank with one text in one of its questions replaced by another.
fn changed(which: usize, from: &str, to: &str) -> String {
    let mut questions = one_of_each();
    assert!(questions[which].contains(from), "{from}: {}", questions[which]);
    questions[which] = questions[which].replacen(from, to, 1);
    refused(bank(&questions).path())
}

fn printed(pack: &Pack, seed: u32) -> String {
    let seed = seed.to_string();
    let ran = run_on(pack.path(), &["mock", "--print", "--width", "200", "--questions", "6", "--seed", &seed]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    ran.stdout
}

#[test]
fn a_paper_is_set_from_the_bank() {
    let pack = bank(&one_of_each());
    let paper = printed(&pack, 1);
    for id in ["count", "which", "pairs", "cause", "order", "best"] {
        assert_eq!(paper.matches(&format!("Stem of {id}:")).count(), 1, "{id}: {paper}");
        assert!(paper.contains(&format!("What {id} teaches. [salmon-accord: brief ¶1]")), "{id}: {paper}");
        assert!(paper.contains(&format!("Why {id} 0. [salmon-accord: brief ¶2]")), "{id}: {paper}");
    }
    for line in
        ["I. Herring which 0", "(b) I and II only", "1. Pike pairs 0 : river", "(c) 4 – 3 – 2 – 1", "1. A order 0"]
    {
        assert!(paper.contains(line), "{line}: {paper}");
    }
    assert!(paper.contains("Statement II does not explain Statement I"), "{paper}");
    assert_eq!(paper, printed(&pack, 1), "a seed gives one paper");
}

#[test]
fn every_key_is_right_whatever_the_seed() {
    let pack = bank(&one_of_each());
    let mut places = HashSet::new();
    for seed in 0..12 {
        let paper = printed(&pack, seed);
        let key = paper.split("Key to mock paper").nth(1).expect("a key");
        for right in [
            ") Only two",
            ") I and II only",
            ") Only one pair",
            "does not explain",
            ") 4 – 3 – 2 – 1",
            ") Three best 2",
        ] {
            assert!(key.contains(right), "{right}: {key}");
        }
        places.insert(key.split(") Three best 2").next().and_then(|before| before.chars().last()));
    }
    assert!(places.len() > 1, "the answers of a single answer stand in another order each time");
}

#[test]
fn a_question_that_cannot_be_asked_is_told() {
    assert!(changed(0, "holds: true", "holds: maybe").contains("count"));
    assert!(changed(1, "[1, 2]", "[1, 3]").contains("which: not exactly one option is right"));
    assert!(changed(1, "[2, 3]", "[1, 2]").contains("which: two options say the same"));
    assert!(changed(2, "with: \"sea\"", "holds: false").contains("pairs.items: pairs have a right side"));
    assert!(changed(3, "explains: false,", "").contains("cause.explains: `explains` is said where both"));
    assert!(changed(4, "place: 4", "holds: true").contains("order.items: things to be ordered have each a `place`"));
    assert!(changed(4, "place: 4", "place: 3").contains("order.items: things to be ordered have each a `place`"));
    assert!(changed(4, "[1, 2, 3, 4]", "[1, 2, 3, 3]").contains("order.choices: each choice names items"));
    assert!(changed(1, "[2, 3]", "[0, 3]").contains("which.choices: each choice names items"));
    assert!(changed(1, "[2, 3]", "[3, 2]").contains("which.choices: each choice names items"));
    assert!(changed(5, "holds: false", "holds: true").contains("best: not exactly one option is right"));
    assert!(changed(5, "\"salmon-accord\"", "\"salmon-acord\"").contains("did you mean “salmon-accord”?"));
    assert!(changed(5, "brief ¶2", "brief ¶20").contains("“brief” has no ¶20"));
    assert!(changed(5, "topic: \"Sea\"", "topic: \"See\"").contains("pack.ron has no sector “See”"));
    assert!(changed(5, "difficulty: 2", "difficulty: 4").contains("difficulty runs from 1 to 3"));
    assert!(changed(5, "id: \"best\"", "id: \"order\"").contains("another question has this id"));
    assert!(changed(5, "form: Best", "form: Explains").contains("has 2 items, and this one has 4"));
}

#[test]
fn what_gives_an_answer_away_is_told_by_check() {
    let told = |questions: &[String]| run_on(bank(questions).path(), &["check"]).stderr;
    assert_eq!(told(&one_of_each()), "");
    let mut questions = one_of_each();
    questions[5] = questions[5].replace("Stem of best:", "Is it Three best 2 or another?");
    assert!(told(&questions).contains("best.stem: the stem holds the answer"), "{}", told(&questions));
    let mut questions = one_of_each();
    let same = "The accord of 1999 covers salmon farmed along both coasts under rules that inspectors from Bergen enforce together with their colleagues from Santiago";
    questions.push(question("again", "HowMany", &[(same, YES), ("Smelt", NO), ("Carp", NO)], ""));
    questions.push(question("twice", "HowMany", &[("Bream", YES), (same, NO), ("Tench", NO)], ""));
    let questions: Vec<String> = questions.drain(2..).collect();
    assert!(told(&questions).contains("“again” makes the same statement"), "{}", told(&questions));
    // A bank in which the longest answer is right, and always the third of four counts.
    let many = (0..40).map(|n| {
        let id = format!("long{n}");
        let answers = [("No", NO), ("Yes, for a reason told at length", YES), ("Two", NO), ("Six", NO)];
        question(&id, "Best", &answers, "").replace("salmon-accord", ["salmon-accord", "fjord-council"][n % 2])
    });
    let many: Vec<String> = many.collect();
    let said = told(&many);
    assert!(said.contains("whoever takes the longest scores without knowing"), "{said}");
    let counts = (0..40).map(|n| {
        let id = format!("count{n}");
        question(&id, "HowMany", &[("Bream", YES), ("Carp", YES), ("Tench", NO)], "")
    });
    let said_of_counts = told(&counts.collect::<Vec<_>>());
    assert!(said_of_counts.contains("(a) is right in 0, (b) in 40"), "{said_of_counts}");
    assert!(said.contains("comes first in 20 questions"), "{said}");
}
