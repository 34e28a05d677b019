//! `maitri pack add`, `list`, `on`, `off`, `check`, `diff` and `remove`: the packs that a reader keeps.

mod crash;
mod together;

use std::fs;
use std::path::Path;

use crate::harness::PACK;
use crate::program::{Ran, as_shipped, finish};

const NEWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/news");

fn ran(home: &Path, words: &[&str]) -> Ran {
    finish(as_shipped(&[&["--data", PACK], words].concat()).env("XDG_DATA_HOME", home))
}

fn told(home: &Path, words: &[&str]) -> String {
    let ran = ran(home, words);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{words:?}");
    ran.stdout
}

#[test]
fn a_layer_comes_is_switched_and_goes() {
    let base = tempfile::tempdir().expect("a directory");
    let home = base.path();
    assert!(told(home, &["pack", "list"]).starts_with("No pack is kept in "));
    // What was made stays, whatever packs come and go.
    fs::create_dir_all(home.join("maitri")).expect("a directory");
    fs::write(home.join("maitri/notes.jsonl"), "{}\n").expect("a file");
    let added = told(home, &["pack", "add", NEWS]);
    assert!(added.starts_with("news: ") && added.contains("lies on india-japan"), "{added}");
    let list = told(home, &["pack", "list"]);
    assert!(list.starts_with("news  on  ") && list.contains("added"), "{list}");
    assert!(told(home, &["about"]).contains("News"));
    let again = ran(home, &["pack", "add", NEWS]);
    assert!(again.code == 1 && again.stderr.contains("add --replace"), "{again:?}");
    told(home, &["pack", "add", "--replace", NEWS]);
    assert_eq!(told(home, &["pack", "off", "news"]), "“news” is off\n");
    assert_eq!(told(home, &["pack", "off", "news"]), "“news” is off already\n");
    assert!(told(home, &["pack", "list", "--json"]).contains("\"is_on\":false"));
    told(home, &["pack", "on", "news"]);
    assert!(!told(home, &["pack", "diff", "news"]).contains("nothing differs"));
    // It withdraws what others link to: that is worth a warning, and keeps nothing from opening.
    let checked = ran(home, &["pack", "check", "news"]);
    assert!(checked.code == 0 && checked.stderr.contains("warning"), "{checked:?}");
    let file = home.join("news.maitri").display().to_string();
    told(home, &["pack", "export", "--pack", "news", &file]);
    let refused = ran(home, &["pack", "remove", "news"]);
    assert!(refused.code == 1 && refused.stderr.contains("add --yes"), "{refused:?}");
    told(home, &["pack", "remove", "--yes", "news"]);
    assert!(told(home, &["pack", "list"]).starts_with("No pack is kept in "));
    told(home, &["pack", "add", &file]);
    assert!(told(home, &["pack", "list"]).starts_with("news  on  "));
    assert_eq!(fs::read_to_string(home.join("maitri/notes.jsonl")).expect("it is there"), "{}\n");
}

#[test]
fn what_is_broken_does_not_come_and_what_broke_is_told() {
    let base = tempfile::tempdir().expect("a directory");
    let broken = base.path().join("broken");
    fs::create_dir(&broken).expect("a directory");
    fs::write(broken.join("pack.ron"), "(extends: \"india-japan\", id: \"broken\", title: ").expect("a file");
    let path = broken.display().to_string();
    let refused = ran(base.path(), &["pack", "add", &path]);
    assert!(refused.code == 1 && refused.stderr.contains("pack.ron"), "{refused:?}");
    assert!(!base.path().join("maitri/packs").exists());
    // One that breaks later is told, and the rest opens.
    told(base.path(), &["pack", "add", NEWS]);
    fs::write(base.path().join("maitri/packs/news/news.ron"), "[").expect("a file");
    assert!(told(base.path(), &["pack", "list"]).starts_with("news  broken  "));
    let unknown = ran(base.path(), &["pack", "off", "nwes"]);
    assert!(unknown.code == 1 && unknown.stderr.contains("did you mean “news”?"), "{unknown:?}");
}

#[test]
fn the_order_of_packs_decides_who_is_heard_last() {
    let base = tempfile::tempdir().expect("a directory");
    let home = base.path();
    for (name, title) in [("one", "Treaty One"), ("two", "Treaty Two"), ("three", "Treaty Three")] {
        let pack = home.join(name);
        fs::create_dir(&pack).expect("a directory");
        let head = format!("(extends: \"india-japan\", id: \"{name}\", title: \"{name}\", edition: \"2026\")");
        fs::write(pack.join("pack.ron"), head).expect("a file");
        let amend = format!("[(amend: \"harbours-treaty\", cite: \"test-brief ¶1\", title: \"{title}\")]");
        fs::write(pack.join("records.ron"), amend).expect("a file");
        let added = ran(home, &["pack", "add", &pack.display().to_string()]);
        assert_eq!((added.code, added.stderr.is_empty()), (0, name == "one"), "that others change it too is told");
    }
    let shown = || told(home, &["show", "harbours-treaty"]).lines().next().unwrap_or_default().to_owned();
    assert_eq!(shown(), "Treaty Two", "by name");
    let order = told(home, &["pack", "order", "two", "three"]);
    assert!(order.starts_with("from the lowest: two, three, one;"), "{order}");
    assert_eq!(shown(), "Treaty One");
    let listed = told(home, &["pack", "list"]);
    let rows = listed.lines().filter(|line| !line.starts_with(' '));
    let names: Vec<&str> = rows.filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, ["two", "three", "one"]);
    let twice = ran(home, &["pack", "order", "two", "two"]);
    assert!(twice.code == 1 && twice.stderr.contains("“two” is named twice"), "{twice:?}");
    let unknown = ran(home, &["pack", "order", "tow"]);
    assert!(unknown.code == 1 && unknown.stderr.contains("did you mean “two”?"), "{unknown:?}");
}

#[test]
fn a_file_that_somebody_put_there_is_known_by_its_id() {
    let base = tempfile::tempdir().expect("a directory");
    let home = base.path();
    let packs = home.join("maitri/packs");
    fs::create_dir_all(&packs).expect("a directory");
    let file = packs.join("december.maitri").display().to_string();
    told(home, &["pack", "export", "--pack", NEWS, &file]);
    let refused = ran(home, &["pack", "add", NEWS]);
    assert!(refused.code == 1 && refused.stderr.contains("“news” is kept already as “december”"), "{refused:?}");
    let added = told(home, &["pack", "add", "--replace", NEWS]);
    assert!(added.starts_with("december: "), "{added}");
    assert_eq!(told(home, &["pack", "list"]).lines().count(), 1);
    assert!(told(home, &["show", "kite-fair"]).starts_with("Fair of Kites"));
}
