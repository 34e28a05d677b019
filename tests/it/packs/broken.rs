//! Whatever befalls the text of a pack, it opens or is refused with problems that lie in its files; nothing panics, and
//! of a huge pack that is wrong everywhere a bounded number is told.

use std::borrow::Cow;

use maitri::data::files::{File, Files};
use maitri::data::load::load;
use maitri::data::problem::MOST;
use proptest::prelude::*;

use super::mistakes::with;
use super::{PACK, RECORDS, SERIES};

const FILES: [(&str, &str); 3] = [("pack.ron", PACK), ("records.ron", RECORDS), ("series.ron", SERIES)];

/// Loads a pack; what is told of it must lie in it.
fn load_and_look(files: &Files) {
    let Err(problems) = load(files) else { return };
    assert!(!problems.is_empty() && problems.len() <= MOST, "{} problems", problems.len());
    for problem in &problems {
        assert!(!problem.message.is_empty());
        let others = problem.other.as_deref().map(|other| (&other.file, &other.place));
        for (name, place) in problem.place.as_ref().map(|place| (&problem.file, place)).into_iter().chain(others) {
            let file = files.list.iter().find(|file| file.name == *name).expect("a file of the pack");
            let line = file.text.split('\n').nth(place.line - 1).expect("a line of the file");
            assert!(place.column <= line.chars().count() + 1, "{problem}");
        }
    }
}

/// A byte of a text at which a sign begins, so many thousandths of it in.
fn place_in(text: &str, share: usize) -> usize {
    let mut at = text.len() * share / 1000;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[test]
fn a_pack_that_is_cut_anywhere_is_refused() {
    for (name, text) in FILES {
        let whole = text.trim_end().len();
        for at in (1..whole).filter(|at| text.is_char_boundary(*at)) {
            let files = with(name, &text[..at]);
            assert!(load(&files).is_err(), "{name} cut at {at}");
            load_and_look(&files);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_pack_opens_or_is_told_of(
        which in 0..3_usize,
        edits in proptest::collection::vec((0..1000_usize, 0..12_usize, "[\\PC\n\\[\\](){}\",:#'/*\\\\]{0,4}"), 1..4),
    ) {
        let (name, good) = FILES[which];
        let mut text = good.to_owned();
        for (share, cut, put) in edits {
            let at = place_in(&text, share);
            let end = (at..=text.len()).filter(|end| text.is_char_boundary(*end)).nth(cut).unwrap_or(text.len());
            text.replace_range(at..end, &put);
        }
        load_and_look(&with(name, &text));
    }

    #[test]
    fn any_text_is_read_or_told_of(text in "[a-z\\[\\](){}\",:#'/*\\\\ \n=;0-9]{0,120}") {
        load_and_look(&with("records.ron", &text));
    }
}

#[test]
fn of_a_large_pack_that_is_wrong_everywhere_the_first_are_told() {
    let record = |number: usize| {
        format!(
            "    (\n        id: “r{number}”,\n        title: 'King {number}',\n        weight = core,\n        when: 1999-05-04,\n        value: 4,7\n    )\n"
        )
    };
    let text: String = (0..20_000).map(record).collect();
    let file = |name: &str, text: String| File { name: name.to_owned(), text: Cow::Owned(text) };
    for text in [format!("[\n{text}]"), text.clone(), text.replace("    )\n", "")] {
        let files = Files { list: vec![file("pack.ron", PACK.to_owned()), file("records.ron", text)] };
        load_and_look(&files);
        assert!(load(&files).is_err());
    }
}
