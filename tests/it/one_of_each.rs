//! One of a thing is never told as several: the README's pack, which has one of nearly everything, in every screen and
//! command.

use crate::program::{Ran, run_on};
use crate::readme::copy_pack;

/// Words in `s` that may follow a 1 and are no plural.
const NO_PLURALS: [&str; 14] =
    ["is", "was", "has", "does", "series", "passes", "asks", "fits", "this", "as", "its", "less", "across", "us"];

/// Where one of something is told as several.
fn told_as_several(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '-')).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let is_plural = |word: &str| {
        word.len() > 1
            && word.ends_with('s')
            && word.chars().all(|c| c.is_ascii_lowercase())
            && !NO_PLURALS.contains(&word)
    };
    let pairs = words.windows(2).filter(|pair| pair[0] == "1" && is_plural(pair[1].trim_end_matches(['.', ','])));
    pairs.map(|pair| pair.join(" ")).collect()
}

#[test]
fn a_plural_after_one_is_seen() {
    assert_eq!(
        told_as_several("has 1 records from 1 sources. 1 series, 11 cards, 1 card"),
        ["1 records", "1 sources."]
    );
}

#[test]
fn one_of_a_thing_is_never_told_as_several() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    copy_pack(directory.path(), |_| ());
    let check = |what: String, ran: &Ran| {
        for text in [&ran.stdout, &ran.stderr] {
            assert_eq!(told_as_several(text), Vec::<String>::new(), "{what}:\n{text}");
        }
    };
    let screens = [
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "5v",
        "6",
        "?",
        ":",
        "f",
        "<space>",
        "<space>cepa",
        "1<enter>",
        "1/cepa<enter>",
        "2<enter>",
        "3<enter>",
        "1<enter>t",
        "1s",
        "6<enter>",
        "6<down><enter>",
        "6<down><down><enter>",
        "6<down><down><down><enter>",
        "6<end><enter>",
    ];
    for keys in screens {
        for size in ["80x24", "160x50"] {
            let ran = run_on(directory.path(), &["--print", "--size", size, "--keys", keys]);
            assert_eq!(ran.code, 0, "{keys}: {ran:?}");
            check(format!("{keys} at {size}"), &ran);
        }
    }
    let commands = [
        &["about"][..],
        &["today"],
        &["timeline"],
        &["agreements"],
        &["institutions"],
        &["topics"],
        &["chart"],
        &["show", "cepa"],
        &["search", "cepa"],
        &["sheet", "cepa"],
        &["sheet", "Economy"],
        &["cards", "list"],
        &["due"],
        &["plan"],
        &["stats"],
        &["mock", "--print"],
        &["mains", "--print"],
        &["tour"],
        &["doctor"],
        &["lists"],
        &["notes"],
        &["pack", "list"],
        &["export", "--format", "md"],
        &["check"],
    ];
    for arguments in commands {
        check(format!("{arguments:?}"), &run_on(directory.path(), arguments));
    }
}
