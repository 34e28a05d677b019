//! How packs that are kept get on: who holds, who gives way, who waits for another base.

use std::fs;
use std::path::{Path, PathBuf};

use super::{NEWS, ran, told};
use crate::program::{Ran, as_shipped, finish};

const NORWAY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/norway-chile");

/// A layer on the pack of this id, of these records.
fn layer(base: &Path, directory: &str, [extends, id]: [&str; 2], records: &str) -> String {
    let path = base.join(directory);
    fs::create_dir_all(&path).expect("a directory");
    let head = format!("(extends: \"{extends}\", id: \"{id}\", title: \"Layer {id}\", edition: \"2026-12-01\")");
    fs::write(path.join("pack.ron"), head).expect("a file");
    fs::write(path.join("records.ron"), records).expect("a file");
    path.display().to_string()
}

fn bundled(home: &Path, words: &[&str]) -> Ran {
    finish(as_shipped(words).env("XDG_DATA_HOME", home))
}

#[test]
fn what_is_withdrawn_stays_so_and_is_told_so_everywhere() {
    let base = tempfile::tempdir().expect("a directory");
    let home = base.path();
    let amend = "[(amend: \"seed-agreement\", cite: \"test-brief ¶1\", title: \"Seeds\")]";
    let second = layer(home, "second", ["india-japan", "second"], amend);
    told(home, &["pack", "add", NEWS]);
    let holds = "seed-agreement is withdrawn by news, and that holds; what second changes of it is not heard: ";
    // One that is not kept yet is held against those that are.
    let checked = ran(home, &["pack", "check", &second]);
    assert!(checked.code == 0 && checked.stderr.contains(holds), "{checked:?}");
    let added = ran(home, &["pack", "add", &second]);
    assert!(added.code == 0 && added.stderr.contains(holds) && !added.stderr.contains("second holds"), "{added:?}");
    let list = told(home, &["pack", "list"]);
    assert_eq!(list.matches(holds).count(), 1, "{list}");
    // Places are told from where packs are kept.
    assert!(list.contains(": second/records.ron:1:10, news/news.ron:"), "{list}");
    assert!(ran(home, &["pack", "check", "second"]).stderr.contains(holds));
    assert_eq!(ran(home, &["show", "seed-agreement"]).code, 1);
}

#[test]
fn of_two_that_have_one_id_only_the_upper_is_left_out() {
    let base = tempfile::tempdir().expect("a directory");
    let packs = base.path().join("maitri/packs");
    layer(&packs, "a-first", ["india-japan", "same"], "[]");
    layer(&packs, "b-second", ["india-japan", "same"], "[]");
    let list = told(base.path(), &["pack", "list"]);
    assert!(list.contains("a-first  on  ") && list.contains("b-second  left out  "), "{list}");
}

#[test]
fn what_is_kept_gives_way_to_what_is_named() {
    let base = tempfile::tempdir().expect("a directory");
    let home = base.path();
    let amend = |title: &str| format!("[(amend: \"harbours-treaty\", cite: \"test-brief ¶1\", title: \"{title}\")]");
    let old = layer(home, "old", ["india-japan", "mine"], &amend("The Old One"));
    let new = layer(home, "new", ["india-japan", "mine"], &amend("The New One"));
    told(home, &["pack", "add", &old]);
    let shown = ran(home, &["--data", &new, "show", "harbours-treaty"]);
    assert!(shown.code == 0 && shown.stdout.starts_with("The New One"), "{shown:?}");
    assert!(shown.stderr.contains("the pack “mine” that is kept gives way to "), "{shown:?}");
    // Named by its name it is the same, and nothing gives way.
    let kept = ran(home, &["--data", "mine", "show", "harbours-treaty"]);
    assert!(kept.stdout.starts_with("The Old One") && kept.stderr.is_empty(), "{kept:?}");
}

#[test]
fn a_layer_on_a_pack_of_ones_own_waits_for_it() {
    let base = tempfile::tempdir().expect("a directory");
    let home = base.path();
    let mine = layer(home, "mine", ["norway-chile", "mine"], "[]");
    let refused = bundled(home, &["pack", "add", &mine]);
    assert!(
        refused.code == 1 && refused.stderr.contains("or keep that: `maitri pack add DIR`"),
        "a way out: {refused:?}"
    );
    let kept = bundled(home, &["pack", "add", NORWAY]);
    assert!(kept.code == 0 && kept.stdout.contains("maitri --data norway-chile opens it"), "{kept:?}");
    let added = bundled(home, &["pack", "add", &mine]);
    assert!(
        added.code == 0 && added.stdout.contains("lies on norway-chile, used with maitri --data norway-chile"),
        "{added:?}"
    );
    let list = bundled(home, &["pack", "list"]).stdout;
    assert!(
        list.contains("mine  waits  ")
            && list.contains("; used with maitri --data norway-chile")
            && !list.contains("broken"),
        "{list}"
    );
    // By its name the base opens with it, and so does the layer by its own.
    for name in ["norway-chile", "mine"] {
        let about = bundled(home, &["--data", name, "about"]);
        assert!(about.code == 0 && about.stderr.is_empty() && about.stdout.contains("Layer mine"), "{about:?}");
    }
    assert!(bundled(home, &["--data", "norway-chile", "pack", "list"]).stdout.contains("mine  on  "));
    assert_eq!(bundled(home, &["about"]).stderr, "");
    let off = bundled(home, &["pack", "off", "fisheries"]);
    assert!(off.code == 1 && off.stderr.contains("kept: “mine”, “norway-chile”"), "{off:?}");
    // Its base gone, it waits all the same.
    bundled(home, &["pack", "remove", "--yes", "norway-chile"]);
    let list = bundled(home, &["pack", "list"]).stdout;
    assert!(list.contains("mine  waits  Layer mine") && list.contains("“norway-chile”, which is not kept"), "{list}");
    let named: PathBuf = home.join("maitri/packs/renamed");
    fs::rename(home.join("maitri/packs/mine"), &named).expect("a directory");
    assert_eq!(bundled(home, &["pack", "off", "mine"]).stdout, "“renamed” is off\n", "by its id");
}
