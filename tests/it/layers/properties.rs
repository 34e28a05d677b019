//! What holds of layers on a pack whatever they are about: records and their links, series and their points, sources,
//! questions, cards, questions of main examinations, disputes.

use std::path::Path;
use std::sync::OnceLock;

use maitri::data::files::{File, Files};
use maitri::data::layer::Stack;
use maitri::data::notation;
use maitri::data::{Dataset, Item, bundled, load};
use maitri::store::packs;
use proptest::prelude::*;

use crate::harness::PACK;

/// The frozen pack as text.
fn frozen() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| packs::read(Path::new(PACK)).expect("the frozen pack"))
}

/// Everything of the frozen pack that has an id, but for sources: its file, its id, its text.
fn things() -> &'static [(String, String, String)] {
    static THINGS: OnceLock<Vec<(String, String, String)>> = OnceLock::new();
    THINGS.get_or_init(|| {
        let mut things = Vec::new();
        for file in frozen().list.iter().filter(|file| file.base_name() != "pack.ron") {
            for element in notation::list(&file.text).expect("a list").parts {
                let id = notation::field_within(&file.text, &element, "id").expect("an id");
                let id = file.text[id.value].trim_matches('"').to_owned();
                things.push((file.base_name().to_owned(), id, file.text[element].to_owned()));
            }
        }
        things
    })
}

/// A layer of these entries, each with the file it stands in.
fn layer(id: &str, entries: &[(String, String)], sources: &str) -> Files {
    let head = format!(
        "(extends: \"india-japan\", id: \"{id}\", title: \"Layer {id}\", edition: \"2026-12-01\", sources: [{sources}])"
    );
    let file = |name: &str, text: String| File { name: format!("{id}/{name}"), text: text.into() };
    let mut list = vec![file("pack.ron", head)];
    let mut names: Vec<&String> = entries.iter().map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    for name in names {
        let texts: Vec<&str> = entries.iter().filter(|(of, _)| of == name).map(|(_, text)| text.as_str()).collect();
        list.push(file(name, format!("[{}]", texts.join(", "))));
    }
    Files { list }
}

/// Everything a pack tells, in no order but that of its links.
fn told(dataset: &Dataset<'_>) -> Vec<String> {
    let mut told: Vec<String> = dataset
        .items()
        .map(|(id, item)| {
            let mut links: Vec<String> = dataset
                .links(id)
                .iter()
                .map(|end| {
                    format!("{:?} {} {}", end.relation, end.is_backward, dataset.get(end.to).map_or("", |to| to.id()))
                })
                .collect();
            links.sort();
            match item {
                Item::Record(record) => {
                    format!("{} {} {:?} {:?} {links:?}", record.id, record.title, record.when, **record)
                }
                Item::Series(series) => format!("{series:?} {links:?}"),
            }
        })
        .collect();
    told.extend(dataset.questions().iter().map(|question| format!("{question:?}")));
    told.extend(dataset.cards().iter().map(|card| format!("{card:?}")));
    told.extend(dataset.mains().iter().map(|question| format!("{question:?}")));
    told.extend(dataset.pack.sources.iter().map(|source| format!("{source:?}")));
    told.sort();
    told
}

/// What layers on the frozen pack tell; none of them may be left out.
fn laid(layers: Vec<Files>) -> (Vec<String>, usize) {
    let stack = Stack::new(Files { list: frozen().list.clone() }, layers);
    let opened = stack.open(load::load_first).expect("the frozen pack is sound");
    assert!(opened.left_out.is_empty(), "{:?}", opened.left_out);
    (told(&opened.dataset), opened.parsed)
}

fn without_layers() -> &'static [String] {
    static TOLD: OnceLock<Vec<String>> = OnceLock::new();
    TOLD.get_or_init(|| laid(Vec::new()).0)
}

/// What a layer may change of the thing of this number, whatever it is.
fn amended(number: usize, value: u8) -> (String, String) {
    let (file, id, _) = &things()[number % things().len()];
    let field = match file.as_str() {
        "series.ron" => format!("note: \"Note {value}.\""),
        "questions.ron" => format!("explanation: \"It is so for {value} reasons.\""),
        "cards.ron" => format!("answer: \"Answer {value}\""),
        "mains.ron" => format!("wants: \"It wants {value} things.\""),
        "disputes.ron" => format!("reading: \"The reading is {value}.\""),
        _ => format!("summary: \"Summary {value}.\", add: (aka: [\"{id} {value}\"])"),
    };
    (file.clone(), format!("(amend: \"{id}\", cite: \"test-brief ¶1\", {field})"))
}

fn withdrawn(number: usize) -> (String, String) {
    let (file, id, _) = &things()[number % things().len()];
    (file.clone(), format!("(withdraw: \"{id}\", because: \"So.\")"))
}

fn whole(number: usize) -> (String, String) {
    let (file, _, text) = &things()[number % things().len()];
    (file.clone(), text.clone())
}

/// Numbers of things, each once, at least one of every file among those that are likely.
fn some() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::btree_set(0..1000_usize, 1..6).prop_map(|set| {
        let mut numbers: Vec<usize> = set.into_iter().map(|number| number % things().len()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    })
}

fn quick() -> ProptestConfig {
    ProptestConfig { cases: 12, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(quick())]

    #[test]
    fn two_layers_come_to_what_one_with_both_comes_to(first in some(), second in some(), value in any::<u8>()) {
        let one: Vec<_> = first.iter().map(|number| amended(*number, value)).collect();
        let two: Vec<_> = second.iter().map(|number| amended(*number, value.wrapping_add(1))).collect();
        let source = "(amend: \"test-brief\", cite: \"test-guide ¶1\", publisher: \"Another\")";
        let apart = laid(vec![layer("one", &one, source), layer("two", &two, "")]).0;
        let both: Vec<_> = one.into_iter().chain(two).collect();
        prop_assert_eq!(&apart, &laid(vec![layer("both", &both, source)]).0);
        prop_assert_ne!(apart.as_slice(), without_layers());
    }

    #[test]
    fn what_is_withdrawn_and_added_again_is_as_it_was(numbers in some()) {
        // A dispute is named by its records, and a question goes with its last record: these come back with them.
        let gone: Vec<_> = numbers.iter().map(|number| withdrawn(*number)).collect();
        let again: Vec<_> = numbers.iter().map(|number| whole(*number)).collect();
        let (told, _) = laid(vec![layer("gone", &gone, ""), layer("again", &again, "")]);
        prop_assert_eq!(told.as_slice(), without_layers());
    }
}

#[test]
fn nothing_on_a_pack_is_the_pack() {
    assert_eq!(laid(vec![layer("nothing", &[], ""), layer("more", &[], "")]).0, without_layers());
}

#[test]
fn a_pack_that_is_written_out_is_read_as_it_was() {
    let base = tempfile::tempdir().expect("a directory");
    for (name, files) in [("frozen", Files { list: frozen().list.clone() }), ("bundled", bundled::files())] {
        let texts = || files.list.iter().map(|file| (file.base_name(), file.text.as_ref()));
        let path = base.path().join(format!("{name}.maitri"));
        packs::archive::write(texts(), std::fs::File::create(&path).expect("a file")).expect("it is written");
        let read = packs::read(&path).unwrap_or_else(|problems| panic!("{problems:?}"));
        let again: Vec<_> = read.list.iter().map(|file| (file.base_name(), file.text.as_ref())).collect();
        assert_eq!(again, texts().collect::<Vec<_>>());
    }
}

#[test]
fn only_what_a_layer_changes_is_read() {
    // The disputes of a pack are read where a record that changed names some.
    let plain: Vec<usize> = (0..things().len()).filter(|at| !things()[*at].2.contains("conflicts:")).take(3).collect();
    let three: Vec<_> = plain.into_iter().map(|number| amended(number, 7)).collect();
    assert_eq!(laid(vec![layer("one", &three[..1], "")]).1, 1);
    assert_eq!(laid(vec![layer("one", &three[..2], ""), layer("two", &three[1..], "")]).1, 3);
    assert_eq!(laid(vec![layer("none", &[], "")]).1, 0);
}
