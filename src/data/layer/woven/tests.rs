//! What several layers on a base come to, whatever they say and in whatever steps they are laid.

use proptest::prelude::*;

use super::*;
use crate::data::notation;

const BASE: &str =
    "[(id: \"a\", title: \"A\", aka: [\"x\"]), (id: \"b\", title: \"B\", body: Event(sort: Visit, place: \"P\"))]";

fn pack(name: &str, records: &str) -> Files {
    let file = |base_name: &str, text: &str| File { name: format!("{name}/{base_name}"), text: text.to_owned().into() };
    Files { list: vec![file("pack.ron", "(extends: \"b\", title: \"T\", edition: \"2026\")"), file("x.ron", records)] }
}

/// Layers laid on a base, and why others of them are not.
fn laid_on(base: &str, layers: &[&str]) -> (Woven, Vec<(usize, Vec<Problem>)>) {
    let said = layers.iter().enumerate().map(|(at, said)| pack(&format!("l{at}"), &format!("[{said}]")));
    let (base, layers): (Files, Vec<Files>) = (pack("base", base), said.collect());
    let mut broken: Vec<(usize, Vec<Problem>)> = Vec::new();
    loop {
        let without = broken.iter().map(|(layer, _)| *layer).collect();
        let woven = Woven::new(&base.list, &layers, &without);
        match woven.broken.clone() {
            Some(wrong) => broken.push(wrong),
            None => return (woven, broken),
        }
    }
}

fn laid(layers: &[&str]) -> Woven {
    laid_on(BASE, layers).0
}

/// The numbers of the layers that lie on the base.
fn numbers(woven: &Woven) -> Vec<usize> {
    let name = |head: &usize| woven.files.list[*head].name.clone();
    woven.heads.iter().map(|head| name(head)[1..2].parse().unwrap()).collect()
}

/// What everything comes to that layers changed.
fn texts(woven: &Woven) -> Vec<(String, Option<String>)> {
    let text = |thing: &Thing| {
        Some(
            woven
                .files
                .list
                .get(thing.text?)?
                .text
                .split_whitespace()
                .collect::<String>()
                .replace(",)", ")")
                .replace(",]", "]"),
        )
    };
    let mut texts: Vec<_> = woven.things.iter().map(|thing| (thing.key.id.clone(), text(thing))).collect();
    texts.sort();
    texts
}

/// What holds where one layer says the first of `b`, or adds `c`, and another says the second: what is contested of it
/// (with `!`, if the later is not heard), `agreed`, `heard`, or `refused`.
fn held(first: &str, second: &str) -> String {
    let (woven, broken) = laid_on(BASE, &[first, second]);
    if let [(1, problems)] = broken.as_slice() {
        return format!("refused: {}", problems[0].message);
    }
    assert!(broken.is_empty(), "{broken:?}");
    match woven.contests.as_slice() {
        [] if woven.idle.is_empty() => "heard".to_owned(),
        [] => "agreed".to_owned(),
        [(_, contest)] => format!("{}{}", contest.what, if contest.is_heard { "" } else { "!" }),
        several => format!("{several:?}"),
    }
}

#[test]
fn what_two_layers_say_of_one_thing_holds_as_the_table_says() {
    let amend = |id: &str, fields: &str| format!("(amend: \"{id}\", cite: \"s ¶1\", {fields})");
    let withdraw = |id: &str| format!("(withdraw: \"{id}\", because: \"So.\")");
    let replace = |id: &str, title: &str| format!("(replace: \"{id}\", title: \"{title}\")");
    let add = |id: &str, title: &str| format!("(id: \"{id}\", title: \"{title}\")");
    let title = |id: &str, title: &str| amend(id, &format!("title: \"{title}\""));
    for (first, second, holds) in [
        // Added.
        (add("c", "C"), add("c", "C"), "agreed"),
        (add("c", "C"), "( id: \"c\", // the same\n title: \"C\", )".to_owned(), "agreed"),
        (add("c", "C"), add("c", "D"), "refused: there is a record or series “c” already at l0/x.ron:1"),
        (add("c", "C"), title("c", "D"), "heard"),
        (add("c", "C"), replace("c", "D"), "heard"),
        (add("c", "C"), withdraw("c"), "heard"),
        // Amended.
        (title("b", "X"), add("b", "X"), "refused: there is a record or series “b” already at l0/x.ron:1"),
        (title("b", "X"), title("b", "X"), "agreed"),
        (title("b", "X"), title("b", "Y"), "title"),
        (title("b", "X"), amend("b", "body: (place: \"Q\")"), "heard"),
        (amend("b", "body: Event(sort: Summit)"), amend("b", "body: Event(sort: Talk)"), "body.sort"),
        (amend("b", "when: \"2011\""), amend("b", "when: \"2012\""), "when"),
        (amend("a", "add: (aka: [\"p\"])"), amend("a", "add: (aka: [\"q\"])"), "heard"),
        (amend("a", "add: (aka: [\"p\"])"), amend("a", "add: (aka: [\"p\"])"), "agreed"),
        (amend("a", "take: (aka: [\"x\"])"), amend("a", "take: (aka: [\"x\"])"), "agreed"),
        (amend("a", "add: (aka: [\"p\"])"), amend("a", "aka: [\"q\"]"), "aka"),
        (title("b", "X"), replace("b", "Y"), "b"),
        (title("b", "X"), withdraw("b"), "b"),
        // Replaced.
        (replace("b", "X"), add("b", "X"), "refused: there is a record or series “b” already at l0/x.ron:1"),
        (replace("b", "X"), title("b", "Y"), "b"),
        (replace("b", "X"), title("b", "X"), "agreed"),
        (replace("b", "X"), replace("b", "X"), "agreed"),
        (replace("b", "X"), replace("b", "Y"), "b"),
        (replace("b", "X"), withdraw("b"), "b"),
        // Withdrawn.
        (withdraw("b"), add("b", "X"), "heard"),
        (withdraw("b"), title("b", "X"), "b!"),
        (withdraw("b"), replace("b", "X"), "b"),
        (withdraw("b"), withdraw("b"), "agreed"),
    ] {
        let told = held(&first, &second);
        assert!(told == holds || (holds.contains(':') && told.starts_with(holds)), "{first} then {second}: {told}");
    }
}

#[test]
fn what_cannot_be_laid_is_told_with_both_places_and_keeps_no_other_out() {
    let (twice, broken) = laid_on(
        BASE,
        &[
            "(id: \"a\", title: \"A\"), (amend: \"aa\", cite: \"s ¶1\", title: \"\")",
            "(withdraw: \"b\", because: \"So.\"), (amend: \"b\", cite: \"s ¶1\", title: \"\")",
            "(id: \"c\", title: \"C\")",
            "(id: \"c\", title: \"D\")",
        ],
    );
    let told: Vec<(usize, &str)> =
        broken.iter().flat_map(|(layer, all)| all.iter().map(|one| (*layer, one.message.as_str()))).collect();
    assert!(
        told[0].0 == 0 && told[0].1.starts_with("there is a record or series “a” already at base/x.ron:1"),
        "{told:?}"
    );
    assert!(told[1].0 == 0 && told[1].1.starts_with("there is no record or series “aa”"), "{told:?}");
    assert!(told[2].0 == 1 && told[2].1.starts_with("“b” was withdrawn at l1/x.ron:1"), "{told:?}");
    assert!(told[3].0 == 3 && told[3].1.starts_with("there is a record or series “c” already at l2"), "{told:?}");
    assert_eq!((numbers(&twice), texts(&twice).len()), (vec![2], 1));
    // Without the first the second is right.
    let (one, broken) = laid_on(
        BASE,
        &["(id: \"c\", title: \"C\"), (withdraw: \"nowhere\", because: \"So.\")", "(id: \"c\", title: \"D\")"],
    );
    assert_eq!((broken.len(), numbers(&one)), (1, vec![1]));
}

#[test]
fn nobody_is_told_of_what_changed_nothing() {
    let woven = laid(&["(amend: \"a\", cite: \"s ¶1\", title: \"A\"), (amend: \"b\", cite: \"s ¶1\", title: \"X\")"]);
    assert_eq!((woven.things.len(), woven.idle.len()), (1, 1));
    let steps = |woven: &Woven| woven.things.iter().map(|thing| thing.steps.len()).collect::<Vec<_>>();
    assert_eq!(steps(&laid(&["(withdraw: \"a\", because: \"So.\")", "(withdraw: \"a\", because: \"Yes.\")"])), [1]);
}

/// What a layer may say of a thing, by numbers: of four ids, of which the base has two.
fn said() -> impl Strategy<Value = String> {
    let id = prop::sample::select(vec!["a", "b", "c", "d"]);
    let value = 0..4_u8;
    prop_oneof![
        (id.clone(), value.clone())
            .prop_map(|(id, n)| format!("(id: \"{id}\", title: \"T{n}\", aka: [\"x\", \"y{n}\"])")),
        (id.clone(), value.clone()).prop_map(|(id, n)| format!("(replace: \"{id}\", title: \"R{n}\", aka: [])")),
        (id.clone(), value.clone())
            .prop_map(|(id, n)| format!("(amend: \"{id}\", cite: \"s ¶1\", title: \"A{n}\", body: (place: \"P{n}\"))")),
        (id.clone(), value.clone())
            .prop_map(|(id, n)| format!("(amend: \"{id}\", cite: \"s ¶1\", add: (aka: [\"z{n}\"]))")),
        id.clone().prop_map(|id| format!("(amend: \"{id}\", cite: \"s ¶1\", take: (aka: [\"x\"]))")),
        id.prop_map(|id| format!("(withdraw: \"{id}\", because: \"So.\")")),
    ]
}

fn layer() -> impl Strategy<Value = String> {
    prop::collection::vec(said(), 0..5).prop_map(|all| all.join(", "))
}

/// What layers that could be laid come to as a base of its own.
fn as_base(woven: &Woven) -> String {
    let (base, texts) = (laid(&[]), texts(woven));
    let of_base = |id: &str| base.base().iter().any(|file| file.text.contains(&format!("id: \"{id}\"")));
    let mut all: Vec<String> = ["a", "b"]
        .into_iter()
        .filter(|id| of_base(id) && !texts.iter().any(|(known, _)| known == id))
        .map(|id| {
            let list = instruction::elements(&base.base()[1]).unwrap();
            BASE[list[usize::from(id == "b")].clone()].to_owned()
        })
        .collect();
    all.extend(texts.into_iter().filter_map(|(_, text)| text));
    format!("[{}]", all.join(", "))
}

proptest! {
    #[test]
    fn layers_are_associative(first in layer(), second in layer(), third in layer()) {
        let together = laid(&[&first, &second, &third]);
        // Those that can be laid at all; whether one can does not hang on how they are taken together.
        let sound: Vec<&str> = numbers(&together).iter().map(|at| [&first, &second, &third][*at].as_str()).collect();
        prop_assert_eq!(texts(&laid(&sound)), texts(&together));
        // The first ones made one pack with the base, and the rest laid on that.
        for split in 0..=sound.len() {
            let below = as_base(&laid(&sound[..split]));
            let (stepwise, broken) = laid_on(&below, &sound[split..]);
            // To withdraw, add or take what is so already is for the base to refuse: another layer may agree with it.
            if !broken.is_empty() {
                continue;
            }
            let all = texts(&stepwise);
            for (id, text) in texts(&together) {
                let now = all.iter().find(|(known, _)| *known == id).map_or_else(|| {
                    let element = instruction::elements(&pack("base", &below).list[1]).unwrap();
                    element.into_iter().map(|element| below[element].split_whitespace().collect::<String>()).find(|text| text.contains(&format!("id:\"{id}\""))).map(|text| text.replace(",)", ")").replace(",]", "]"))
                }, |(_, text)| text.clone());
                prop_assert_eq!(now, text, "{} of {:?} split at {}", id, &sound, split);
            }
        }
    }

    #[test]
    fn nothing_laid_on_a_base_is_the_base(layer in layer()) {
        let nothing = laid(&[""]);
        prop_assert!(nothing.things.is_empty() && nothing.broken.is_none());
        let (with, without) = (laid(&["", &layer, ""]), laid(&[&layer]));
        prop_assert_eq!(texts(&with), texts(&without));
    }

    #[test]
    fn withdrawing_and_adding_restores(which in 0..2_usize) {
        let elements = instruction::elements(&pack("base", BASE).list[1]).unwrap();
        let whole = &BASE[elements[which].clone()];
        let id = ["a", "b"][which];
        let woven = laid(&[&format!("(withdraw: \"{id}\", because: \"So.\")"), whole]);
        let restored = woven.things[0].text.map(|at| woven.files.list[at].text.as_ref());
        prop_assert_eq!(restored, Some(whole));
    }
}

#[test]
fn a_change_costs_as_much_as_it_says_however_many_there_are() {
    let work = |count: usize| {
        let points: Vec<String> = (0..count).map(|at| format!("(period: \"{at}\", value: 1)")).collect();
        let points = points.join(", ");
        let base = format!("[(id: \"s\", title: \"S\", points: [{points}])]");
        let change = |at: usize| {
            let added = format!("add: (points: [(period: \"new {at}\", value: 3)])");
            format!("(amend: \"s\", cite: \"s ¶1\", points: {{\"{at}\": (value: 2)}}, {added})")
        };
        let layer: Vec<String> = (0..count).map(change).collect();
        let before = notation::work::bytes();
        let (woven, broken) = laid_on(&base, &[&layer.join(", ")]);
        assert!(broken.is_empty() && woven.contests.is_empty(), "{broken:?}");
        assert_eq!(woven.things[0].steps.len(), count);
        notation::work::bytes() - before
    };
    let (some, more) = (work(100), work(400));
    assert!(more < some * 5, "{some} and {more}");
}

#[test]
fn taking_out_costs_as_much_as_is_taken_out_however_long_the_list() {
    let work = |count: usize, is_one_change: bool| {
        // Two are known by each text: the first of them goes, and then the other.
        let points: Vec<String> =
            (0..2 * count).map(|at| format!("(period: \"{}\", value: {at})", at % count)).collect();
        let base = format!("[(id: \"s\", title: \"S\", points: [{}])]", points.join(", "));
        let taken: Vec<String> = (0..2 * count - 1).map(|at| format!("\"{}\"", at % count)).collect();
        let taken = if is_one_change { vec![taken.join(", ")] } else { taken };
        let change = |texts: &String| format!("(amend: \"s\", cite: \"s ¶1\", take: (points: [{texts}]))");
        let layer: Vec<String> = taken.iter().map(change).collect();
        let before = notation::work::bytes();
        let (woven, broken) = laid_on(&base, &[&layer.join(", ")]);
        assert!(broken.is_empty(), "{broken:?}");
        let text = woven.things[0].text.map(|at| woven.files.list[at].text.to_string()).unwrap();
        let last = format!("(period: \"{}\", value: {})", count - 1, 2 * count - 1);
        assert!(text.contains(&last) && text.matches("period").count() == 1, "{text}");
        notation::work::bytes() - before
    };
    for is_one_change in [true, false] {
        let (some, more) = (work(50, is_one_change), work(200, is_one_change));
        assert!(more < some * 5, "{some} and {more}");
    }
}

#[test]
fn of_changes_of_one_field_each_is_told_with_the_one_before_it() {
    let layer: Vec<String> = (0..50).map(|at| format!("(amend: \"b\", cite: \"s ¶1\", title: \"T{at}\")")).collect();
    let layer = layer.join(", ");
    assert_eq!(laid(&[&layer]).contests.len(), 49);
    // And of another layer with the last.
    assert_eq!(laid(&[&layer, "(amend: \"b\", cite: \"s ¶1\", title: \"U\")"]).contests.len(), 50);
}
