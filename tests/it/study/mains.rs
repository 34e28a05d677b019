//! `maitri mains`: questions and outlines in print, and what is asked for amiss.

use maitri::data::mains::MainsQuestion;

use super::dataset;
use crate::harness::pack_with_mains;
use crate::program::{Ran, has_escapes, run, run_on};

fn printed(arguments: &[&str]) -> String {
    let Ran { code, stdout, stderr } = run_on(pack_with_mains().path(), arguments);
    assert_eq!((code, stderr.as_str()), (0, ""), "{arguments:?}");
    assert!(!has_escapes(&stdout), "{stdout}");
    stdout
}

fn refused(arguments: &[&str]) -> String {
    let Ran { code, stdout, stderr } = run_on(pack_with_mains().path(), arguments);
    assert!(code != 0 && stdout.is_empty(), "{arguments:?}: {stdout}");
    stderr
}

#[test]
fn questions_outlines_or_both_are_printed() {
    let questions = printed(&["mains", "--print", "questions"]);
    for text in
        ["1. “The Treaty of Open Harbours", "2. Why did silk", "3. Discuss whether", "15 marks, 250 words, 15 minutes"]
    {
        assert!(questions.contains(text), "{text}: {questions}");
    }
    assert!(!questions.contains("Open quays") && !questions.contains("Mistakes"), "{questions}");
    let outlines = printed(&["mains", "--print", "outlines"]);
    assert!(
        outlines.contains("- Open quays: Ships of either side") && !outlines.contains("Why did silk"),
        "{outlines}"
    );
    let both = printed(&["mains", "--print", "--width", "300"]);
    assert_eq!(both, printed(&["mains", "--print", "both", "--width", "300"]));
    let order = [
        "Critically examine",
        "What it wants",
        "Introduction",
        "Points",
        "Conclusion",
        "Worth citing",
        "Mistakes",
        "Sources",
    ];
    let places: Vec<_> = order.iter().map(|text| both.find(text).expect(text)).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(both.contains("(grade A)") && both.contains("See harbours-treaty, harbour-committee.\n"), "{both}");
    let narrow = printed(&["mains", "--print", "--width", "40"]);
    assert!(narrow.lines().all(|line| maitri::text::width(line) <= 40), "{narrow}");
}

#[test]
fn a_page_of_markdown_is_printed() {
    let page = printed(&["mains", "--print", "--format", "md", "--topic", "cult"]);
    assert!(page.starts_with("## 1. Why did silk and lanterns") && page.contains("\n- **Schools:** "), "{page}");
    assert!(page.contains("\n### Mistakes to avoid\n\n- To describe") && !page.contains("Treaty"), "{page}");
}

#[test]
fn some_are_asked_for() {
    let few = printed(&["mains", "--print", "questions", "--marks", "10"]);
    assert!(few.contains("2. Discuss whether") && !few.contains("Treaty"), "{few}");
    let one = printed(&["mains", "--print", "--id", "why-lanterns"]);
    assert!(one.starts_with("1. Why did silk"), "{one}");
    assert!(refused(&["mains", "--print", "--id", "why-lantern"]).contains("the nearest is why-lanterns"));
    assert!(refused(&["mains", "--print", "--marks", "20"]).contains("they have 10 or 15"));
    assert!(refused(&["mains", "--print", "--topic", "defence"]).contains("no question is of that topic"));
    assert!(refused(&["mains", "--print", "--topic", "sky"]).contains("--topic knows no “sky”"));
    assert!(refused(&["mains", "--format", "md"]).contains("--print"));
    assert!(refused(&["mains"]).contains("needs a terminal"));
    assert!(run(&["mains", "--print"]).stderr.contains("this pack has no questions of a written examination"));
}

#[test]
fn the_explorer_opens_at_what_is_asked_for() {
    let shown = |arguments: &[&str]| printed(&[&["--print", "--size", "80x24"], arguments].concat());
    let list = shown(&["mains", "--marks", "10"]);
    assert!(list.contains("2 questions") && !list.contains("Treaty of Open"), "{list}");
    let one = shown(&["mains", "--id", "tides-and-trains"]);
    assert!(one.contains("Infrastructure ─ 10 marks") && one.contains("10:00 left"), "{one}");
}

#[test]
fn the_bundled_questions_are_of_one_form() {
    let questions = dataset().mains();
    assert!(!questions.is_empty());
    let pack = &dataset().pack;
    for question in questions {
        let MainsQuestion { id, marks, words, .. } = question;
        assert!(matches!((marks, words), (10, 150) | (15, 250)), "{id}: {marks} marks and {words} words");
        assert_eq!(pack.mains.minutes(*marks), if *marks == 10 { 7 } else { 11 });
    }
}
