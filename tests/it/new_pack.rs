//! `maitri pack new`: what it writes opens in every tab and passes every check; what it cannot write it says.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use maitri::data::load;
use maitri::search::LazyIndex;
use maitri::store::packs;

use crate::harness::{DARK, snap};
use crate::program::{Ran, as_shipped, finish, run_on};

const LARGE: (u16, u16) = (120, 40);

fn made(directory: &Path, options: &[&str]) -> Ran {
    finish(as_shipped(&["pack", "new"]).arg(directory).args(options))
}

const NAMES: [&str; 4] = ["--first", "Norway:no:Norwegian", "--second", "Chile:cl:Chilean"];

/// The pack as it is written, with names of languages and topics.
fn library() -> &'static LazyIndex<'static> {
    static SHARED: OnceLock<LazyIndex<'static>> = OnceLock::new();
    SHARED.get_or_init(|| {
        let base = tempfile::tempdir().expect("a directory");
        let directory = base.path().join("pack");
        let more = ["--language", "nb:Norwegian", "--sector", "Sea", "--sector", "Trade", "--sector", "Schools"];
        let ran = made(&directory, &[&NAMES[..], &more].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        let files = packs::read(&directory).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let dataset = load::load(Box::leak(Box::new(files))).unwrap_or_else(|problems| panic!("{problems:#?}"));
        LazyIndex::new(Box::leak(Box::new(dataset)))
    })
}

macro_rules! tab {
    ($name:ident, $keys:literal) => {
        #[test]
        fn $name() {
            snap!($keys, LARGE, DARK, library());
        }
    };
}

tab!(new_timeline, "");
tab!(new_agreement, "2<enter>");
tab!(new_chart, "3");
tab!(new_institutions, "4");
tab!(new_topics, "5");
tab!(new_study, "6");

#[test]
fn what_is_written_passes_and_opens() {
    let base = tempfile::tempdir().expect("a directory");
    let directory = base.path().join("made/here");
    let ran = made(&directory, &NAMES);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let told = ran.stdout.replace(&directory.display().to_string(), "DIR");
    assert!(told.starts_with("DIR: a pack about Norway and Chile, 16 files"), "{told}");
    let ran = finish(as_shipped(&["check"]).arg(&directory));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("Norway – Chile") && ran.stdout.contains("no problem found"), "{}", ran.stdout);
    for words in [
        &["chart", "boats-sold"][..],
        &["mock", "--print", "--questions", "1"],
        &["quiz", "--cram"],
        &["sheet", "harbour-agreement"],
    ] {
        let ran = run_on(&directory, words);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{words:?}");
        assert!(!ran.stdout.contains("India") && !ran.stdout.contains("Japan"), "{}", ran.stdout);
    }
}

#[test]
fn nothing_is_written_where_something_is() {
    let base = tempfile::tempdir().expect("a directory");
    fs::write(base.path().join("letter.txt"), "dear").expect("a file");
    let ran = made(base.path(), &NAMES);
    assert!(ran.code == 1 && ran.stderr.contains("something is in it already"), "{ran:?}");
    assert_eq!(fs::read_dir(base.path()).expect("it is there").count(), 1);
    let ran = made(&base.path().join("letter.txt"), &NAMES);
    assert!(ran.code == 1 && ran.stderr.contains("this is no directory"), "{ran:?}");
}

#[test]
fn without_a_terminal_what_is_missing_is_said() {
    let base = tempfile::tempdir().expect("a directory");
    let directory = base.path().join("pack");
    let ran = made(&directory, &[]);
    assert!(ran.code == 1 && ran.stderr.contains("--first and --second, each followed by NAME:CODE"), "{ran:?}");
    let ran = made(&directory, &NAMES[..2]);
    assert!(ran.code == 1 && ran.stderr.contains("Say it with --second,"), "{ran:?}");
    for (wrong, words) in [
        (["--first", "Norway"], "write NAME:CODE:ADJECTIVE, as in Norway:no:Norwegian"),
        (["--first", "Norway:NO:Norwegian"], "small letters"),
        (["--first", "Norway:both:Norwegian"], "something else"),
        (["--first", ":no:Norwegian"], "a name is empty"),
        (["--language", "Norwegian"], "TAG:NAME"),
        (["--language", "norwegian_:x"], "BCP 47"),
        (["--sector", " "], "a name is empty"),
    ] {
        let ran = made(&directory, &wrong);
        assert!(ran.code == 2 && ran.stderr.contains(words), "{wrong:?}: {}", ran.stderr);
    }
    let ran = made(&directory, &["--first", "Norway:no:Norwegian", "--second", "norway:ny:Newer"]);
    assert!(ran.code == 1 && ran.stderr.contains("one name or one code"), "{ran:?}");
    assert!(!directory.exists(), "nothing was made");
}

#[test]
fn a_name_that_no_pack_bears_is_refused_before_anything_is_written() {
    let base = tempfile::tempdir().expect("a directory");
    let directory = base.path().join("pack");
    let piled = format!("Norway{}:no:Norwegian", "\u{301}".repeat(40));
    let ran = made(&directory, &["--first", &piled, "--second", "Chile:cl:Chilean"]);
    assert!(ran.code == 1 && ran.stderr.contains("piled up"), "{ran:?}");
    assert!(!directory.exists());
}
