//! Layers that are wrong, or do not go together: each is told where it stands, with both places, and left out where it
//! must be.

use std::fs;
use std::path::Path;

use super::{NEWS, layer, run, succeed};
use crate::harness::PACK;

#[test]
fn what_a_layer_says_wrong_is_told_where_it_stands() {
    let base = tempfile::tempdir().unwrap();
    for (number, (records, place, message)) in [
        ("[(id: \"exports\", title: \"X\")]", ":1:7", "there is a record or series “exports” already at "),
        ("[\n  (amend: \"exprots\", cite: \"test-brief ¶1\", title: \"X\"),\n]", ":2:11", "did you mean “exports”?"),
        (
            "[(amend: \"exports\", cite: \"test-breif ¶1\", title: \"X\")]",
            ":1:28",
            "pack.ron has no source “test-breif”; did you mean “test-brief”?",
        ),
        (
            "[(amend: \"exports\", cite: \"test-brief ¶1\", titel: \"X\")]",
            ":1:44",
            "there is no field “titel”; did you mean “title”?",
        ),
        (
            "[(amend: \"exports\", cite: \"test-brief ¶1\", points: {\"FY1901-02\": (value: 1)})]",
            ":1:53",
            "“points” has nothing that begins with “FY1901-02”",
        ),
        (
            "[(amend: \"harbours-treaty\", cite: \"test-brief ¶1\",\n  sectors: [\"Econmy\"])]",
            ":2:14",
            "did you mean “Economy”?",
        ),
        (
            "[(amend: \"harbours-treaty\", cite: \"test-brief ¶1\",\n  add: (links: [\"nowhere-at-all\"]))]",
            ":2:",
            "no record has the id “nowhere-at-all”",
        ),
        ("[(withdraw: \"exports\")]", ":1:13", "say why this is withdrawn"),
        ("[(id: \"x\", title: \"X\", when: \"2020\"]", ":1:", ""),
    ]
    .into_iter()
    .enumerate()
    {
        let path = layer(base.path(), &format!("wrong-{number}"), records);
        let ran = run(&[], &["check", &path]);
        let first = ran.stderr.lines().next().unwrap_or_default();
        assert!(
            ran.code == 1 && first.contains(&format!("records.ron{place}")) && first.contains(message),
            "{records}\n{ran:?}"
        );
        // Opened, it is left out, and what is left opens.
        let shown = run(&[&path, NEWS], &["show", "kite-fair"]);
        let sentence = format!("the layer “Layer wrong-{number}” is left out: records.ron:");
        assert!(shown.code == 0 && shown.stderr.contains(&sentence), "{shown:?}");
        assert!(shown.stderr.contains("`maitri check") && shown.stderr.lines().count() == 1, "{shown:?}");
    }
    let screen = run(
        &[&layer(base.path(), "bad", "[(withdraw: \"nothing-like-it\", because: \"So.\")]")],
        &["--print", "--size", "120x40"],
    );
    assert!(screen.code == 0 && screen.stdout.contains("the layer “Layer bad” is left out"), "{screen:?}");
}

#[test]
fn what_a_careful_editor_would_change_is_told_beside_what_is_wrong() {
    let base = tempfile::tempdir().unwrap();
    let idle = "(amend: \"exports\", cite: \"test-brief ¶1\", add: (aka: []))";
    let path = |name: &str, cite: &str| {
        let wrong = format!("(amend: \"harbours-treaty\", cite: \"{cite}\", title: \"Treaty One\")");
        layer(base.path(), name, &format!("[{wrong},\n{idle}]"))
    };
    for (name, cite, is_wrong) in [("sound", "test-brief ¶1", false), ("wrong", "test-breif ¶1", true)] {
        let ran = run(&[], &["check", &path(name, cite)]);
        assert_eq!(ran.code, i32::from(is_wrong), "{ran:?}");
        assert_eq!(ran.stderr.contains("no source “test-breif”"), is_wrong, "{ran:?}");
        let told = format!("{name}/records.ron:2:");
        assert!(ran.stderr.contains(&told) && ran.stderr.contains("this is so already"), "{ran:?}");
    }
}

#[test]
fn two_layers_that_change_the_same_are_told_with_both_places() {
    let base = tempfile::tempdir().unwrap();
    let amend = |title: &str| format!("[(amend: \"harbours-treaty\", cite: \"test-brief ¶1\", title: \"{title}\")]");
    let (one, two) = (layer(base.path(), "one", &amend("Treaty One")), layer(base.path(), "two", &amend("Treaty Two")));
    assert!(succeed(&[&one, &two], &["show", "harbours-treaty"]).starts_with("Treaty Two"), "the later wins");
    assert!(succeed(&[&two, &one], &["show", "harbours-treaty"]).starts_with("Treaty One"));
    let ran = run(&[&one], &["check", &two]);
    assert!(
        ran.code == 0
            && ran.stderr.contains("two/records.ron:1:10")
            && ran.stderr.contains("title is changed by an earlier layer too")
            && ran.stderr.contains("one/records.ron:1:10: the earlier layer changes it here"),
        "{ran:?}"
    );
    let twice = run(&[&one, &one], &["show", "harbours-treaty"]);
    assert!(twice.code == 0 && twice.stderr.contains("another pack in use has the id “one”"), "{twice:?}");
    let other = base.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("pack.ron"), "(extends: \"norway-chile\", title: \"Other\", edition: \"2026\")").unwrap();
    let ran = run(&[other.to_str().unwrap()], &["show", "exports"]);
    assert!(
        ran.code == 0 && ran.stderr.contains("lies on the pack “norway-chile”, and that in use is “india-japan”"),
        "{ran:?}"
    );
    let bases = run(&[PACK], &["show", "exports"]);
    assert!(bases.code == 1 && bases.stderr.contains("are packs of their own"), "{bases:?}");
}

#[test]
fn a_layer_that_says_two_things_of_one_field_is_told_with_both_places() {
    let base = tempfile::tempdir().unwrap();
    let amend = |fields: &str| format!("[(amend: \"harbours-treaty\", cite: \"test-brief ¶1\", {fields})]");
    let one = layer(base.path(), "one", &amend("title: \"Treaty One\""));
    let more = Path::new(&one).join("then.ron");
    fs::write(&more, amend("title: \"Treaty Two\"")).unwrap();
    let ran = run(&[], &["check", &one]);
    assert!(
        ran.code == 0
            && ran.stderr.contains("one/then.ron:1:10")
            && ran.stderr.contains("this layer changes title twice; what stands here, the later, holds")
            && ran.stderr.contains("one/records.ron:1:10: the first time it is changed here"),
        "{ran:?}"
    );
    assert!(succeed(&[&one], &["show", "harbours-treaty"]).starts_with("Treaty Two"));
    // Another field, the same value again, and what is added to a list are none.
    for fields in ["when: \"1956\"", "title: \"Treaty One\"", "add: (aka: [\"pact\"])"] {
        fs::write(&more, amend(fields)).unwrap();
        let ran = run(&[], &["check", &one]);
        assert!(ran.code == 0 && !ran.stderr.contains("twice"), "{fields}: {ran:?}");
    }
}

#[test]
fn what_another_layer_causes_in_the_base_is_not_told_of_one_that_is_broken_besides() {
    let base = tempfile::tempdir().unwrap();
    let amend = "[(amend: \"harbours-treaty\", cite: \"test-brief ¶1\", title: \"Silk Centre\")]";
    let causes = layer(base.path(), "causes", amend);
    let broken = layer(base.path(), "broken", "[(withdraw: \"nothing-like-it\", because: \"So.\")]");
    let alone = run(&[], &["check", &causes]);
    assert!(alone.code == 1 && alone.stderr.contains("causes/"), "{alone:?}");
    let ran = run(&[&causes], &["check", &broken]);
    assert!(ran.code == 1 && ran.stderr.contains("broken/records.ron:1:"), "{ran:?}");
    assert!(!ran.stderr.contains("broken/pack.ron") && ran.stderr.contains("causes/"), "{ran:?}");
}

#[test]
fn of_layers_that_do_not_go_together_the_later_is_left_out() {
    let base = tempfile::tempdir().unwrap();
    // Each is right by itself: the one makes it begin later, the other makes it end earlier.
    let one = layer(
        base.path(),
        "one",
        "[(id: \"new-one\", title: \"The Same Title\", when: \"2020\", sectors: [\"Economy\"], weight: Detail, summary: \"S.\", cites: [\"test-brief ¶1\"], body: Event(kind: Milestone))]",
    );
    let two =
        layer(base.path(), "two", "[(amend: \"harbours-treaty\", cite: \"test-brief ¶1\", title: \"The Same Title\")]");
    for (first, second) in [(("one", &one), ("two", &two)), (("two", &two), ("one", &one))] {
        let told = run(&[first.1, second.1], &["show", "exports"]).stderr;
        let (laid, left) = (format!("“Layer {}”", first.0), format!("the layer “Layer {}” is left out", second.0));
        assert!(told.contains(&left) && !told.contains(&laid), "{told}");
        // A third, which has nothing to do with it, is laid.
        let ran = run(&[first.1, second.1, NEWS], &["show", "kite-fair"]);
        assert!(ran.code == 0 && ran.stderr.contains(&left) && ran.stderr.lines().count() == 1, "{ran:?}");
    }
}

#[test]
fn layers_that_lie_on_each_other_are_told_so() {
    let base = tempfile::tempdir().unwrap();
    let head = |name: &str, extends: &str| {
        let path = layer(base.path(), name, "[]");
        let head = format!("(extends: \"{extends}\", id: \"{name}\", title: \"Layer {name}\", edition: \"2026\")");
        fs::write(Path::new(&path).join("pack.ron"), head).unwrap();
        path
    };
    let (one, two, own) = (head("one", "two"), head("two", "one"), head("own", "own"));
    let ran = run(&[&one, &two], &["show", "exports"]);
    assert!(ran.code == 0 && ran.stderr.lines().count() == 2, "{ran:?}");
    assert!(run(&[&one], &["check", &two]).stderr.contains("is a layer too, and a layer lies on a pack of its own"));
    let told = run(&[], &["check", &own]).stderr;
    assert!(told.contains("“own” is this layer itself") && told.contains("extends: \"india-japan\""), "{told}");
}

#[test]
fn what_a_terminal_would_obey_is_refused_in_a_layer_and_never_told() {
    let base = tempfile::tempdir().unwrap();
    let hostile = "\\u{1b}]0;x\\u{7}\\u{202e}";
    let because =
        layer(base.path(), "because", &format!("[(withdraw: \"seed-agreement\", because: \"So.{hostile}\")]"));
    let title = layer(base.path(), "title", "[]");
    let head = format!("(extends: \"india-japan\", id: \"title\", title: \"T{hostile}\", edition: \"2026\")");
    fs::write(Path::new(&title).join("pack.ron"), head).unwrap();
    for path in [&because, &title] {
        let checked = run(&[], &["check", path]);
        assert!(checked.code == 1 && checked.stderr.contains("control character U+001B"), "{checked:?}");
        for words in [&["show", "exports"][..], &["about"], &["pack", "diff", path], &["pack", "diff", "--json", path]]
        {
            let ran = run(
                if words[0] == "pack" { &[] } else { std::slice::from_ref(path) }
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .as_slice(),
                words,
            );
            let all = format!("{}{}", ran.stdout, ran.stderr);
            assert!(!all.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{words:?} {all:?}");
        }
    }
}
