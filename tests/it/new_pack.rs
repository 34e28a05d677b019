//! `maitri pack new` and `maitri pack export`: what they write opens in every tab and passes every check; what they
//! cannot write they say.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use maitri::data::load;
use maitri::search::LazyIndex;
use maitri::store::packs;

use crate::harness::{DARK, PACK, snap};
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
fn a_layer_is_written_that_passes_and_lies_on_its_base() {
    let base = tempfile::tempdir().expect("a directory");
    let directory = base.path().join("more");
    let new = |data: Option<&str>, words: &[&str]| {
        let data = data.map_or_else(Vec::new, |data| vec!["--data", data]);
        finish(as_shipped(&[&data[..], &["pack", "new"]].concat()).arg(&directory).args(words))
    };
    let ran = new(Some(PACK), &["--extends", "nowhere"]);
    assert!(ran.code != 0 && ran.stderr.contains("there is no pack “nowhere” to lie on"), "{ran:?}");
    let ran = new(Some(PACK), &["--extends", "india-japan", "--first", NAMES[1]]);
    assert!(ran.code != 0 && !directory.exists(), "{ran:?}");
    let ran = new(Some(PACK), &["--extends", "india-japan", "--title", "More of it"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("a layer on ") && ran.stdout.contains("check --watch"), "{}", ran.stdout);
    let ran = finish(as_shipped(&["--data", PACK, "check"]).arg(&directory));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("More of it on it: 2 added"), "{}", ran.stdout);
    let ran = finish(as_shipped(&["--data", PACK, "--data"]).arg(&directory).args(["show", "more-of-it-example"]));
    assert!(ran.code == 0 && ran.stdout.contains("Example Press"), "{ran:?}");
    let ran = new(Some(PACK), &["--extends", "india-japan"]);
    assert!(ran.code != 0 && ran.stderr.contains("something is in it already"), "{ran:?}");
}

#[test]
fn a_layer_on_the_bundled_pack_passes() {
    let base = tempfile::tempdir().expect("a directory");
    let directory = base.path().join("more");
    let ran = finish(as_shipped(&["pack", "new", "--extends", "india-japan"]).arg(&directory));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let ran = finish(as_shipped(&["check"]).arg(&directory));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
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

#[test]
fn the_bundled_pack_is_written_out_and_tells_the_same() {
    let base = tempfile::tempdir().expect("a directory");
    let directory = base.path().join("bundled");
    let ran = finish(as_shipped(&["pack", "export"]).arg(&directory));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    for words in [&["agreements"][..], &["chart", "exports", "--csv"], &["--print", "--keys", "5v"]] {
        let (bundled, written) = (finish(&mut as_shipped(words)), run_on(&directory, words));
        assert_eq!((written.code, written.stdout), (0, bundled.stdout), "{words:?}");
    }
    let again = finish(as_shipped(&["pack", "export"]).arg(&directory));
    assert!(again.code == 1 && again.stderr.contains("something is in it already"), "{again:?}");
    // As one file, which is taken wherever a directory of a pack is.
    let file = base.path().join("bundled.maitri");
    assert_eq!(finish(as_shipped(&["pack", "export"]).arg(&file)).code, 0);
    let (bundled, written) = (finish(&mut as_shipped(&["topics"])), run_on(&file, &["topics"]));
    assert_eq!((written.code, written.stdout), (0, bundled.stdout));
    let (directory_ran, ran) =
        (finish(as_shipped(&["check"]).arg(&directory)), finish(as_shipped(&["check"]).arg(&file)));
    assert_eq!((ran.code, ran.stdout), (0, directory_ran.stdout));
    let unpacked = base.path().join("unpacked");
    let ran = finish(as_shipped(&["pack", "export", "--pack"]).arg(&file).arg(&unpacked));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    for entry in fs::read_dir(&directory).expect("a directory").flatten() {
        let name = entry.file_name();
        assert_eq!(
            fs::read(entry.path()).expect("a file"),
            fs::read(unpacked.join(&name)).expect("a file"),
            "{name:?}"
        );
    }
    let again = finish(as_shipped(&["pack", "export"]).arg(&file));
    assert!(again.code == 1 && again.stderr.contains("a file is there already"), "{again:?}");
    fs::write(&file, "no archive").expect("a file");
    let ran = run_on(&file, &["topics"]);
    assert!(ran.code == 1 && ran.stderr.contains("maitri pack export FILE.maitri"), "{ran:?}");
    // Any other pack as well.
    let copy = base.path().join("copy");
    let ran = finish(as_shipped(&["--data", PACK, "pack", "export"]).arg(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let read = |path: &Path| fs::read_to_string(path.join("people.ron")).expect("a file");
    assert_eq!(read(&copy), read(Path::new(PACK)));
}

#[test]
fn what_differs_between_two_packs_is_told() {
    let base = tempfile::tempdir().expect("a directory");
    let (old, new) = (base.path().join("old"), base.path().join("new"));
    for directory in [&old, &new] {
        assert_eq!(made(directory, &NAMES).code, 0);
    }
    let differs = |options: &[&str]| finish(as_shipped(&["pack", "diff"]).args([&old, &new]).args(options));
    assert_eq!(differs(&[]).stdout, "nothing differs\n");
    let path = new.join("people.ron");
    let text = fs::read_to_string(&path).expect("a file").replace("\"1951/2019\"", "\"1952/2019\"");
    fs::write(&path, format!("// moved\n{text}")).expect("a file");
    fs::remove_file(new.join("terms.ron")).expect("a file");
    let expected = "changed record alex-example “Alex Example”\n    body.lived: \"1951/2019\" → \"1952/2019\"\n\
                    withdrawn record term-jhc “JHC”\n2 things: 0 added, 1 changed, 1 withdrawn\n";
    assert_eq!(differs(&[]).stdout, expected);
    let line: serde_json::Value =
        serde_json::from_str(differs(&["--json"]).stdout.lines().next().unwrap_or_default()).expect("an object a line");
    assert_eq!((line["change"].as_str(), line["id"].as_str()), (Some("changed"), Some("alex-example")));
    assert_eq!(line["fields"][0]["after"], "\"1952/2019\"");
}
