//! Imports into a layer: what differs from its base is amended there, what is new is added, and the base stays.

use std::fs;

use tempfile::TempDir;

use super::{of_text, shown, written};
use crate::harness::PACK;
use crate::program::{Ran, as_shipped, finish, run};

const NEWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/news");

/// An empty layer on the frozen pack.
fn layer() -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let head = "// Mine.\n(extends: \"india-japan\", id: \"mine\", title: \"Mine\", edition: \"2026-12-01\")\n";
    fs::write(directory.path().join("pack.ron"), head).expect("a file");
    directory
}

fn with_layer(layer: &TempDir, arguments: &[&str]) -> Ran {
    run(&[&["--data", PACK, "--data", shown(layer.path())], arguments].concat())
}

const TABLE: &str = "Year,Value\nFY2024-25,9.5\nFY2026-27,11\n";
const OPTIONS: [&str; 5] = ["--series", "exports", "--cite", "test-brief ¶1", "--yes"];

#[test]
fn figures_become_amendments_of_the_bases_series() {
    let layer = layer();
    let ran = of_text("csv", TABLE, &layer, &OPTIONS);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("~ exports ") && ran.stdout.contains("+ exports "), "{ran:?}");
    assert!(ran.stdout.contains("· exports is amended, citing test-brief ¶1\nwritten: series.ron\n"), "{ran:?}");
    let text = written(&layer, "series.ron");
    assert!(
        text.contains("amend: \"exports\"") && text.contains("cite: \"test-brief ¶1\"") && text.contains("add: ("),
        "{text}"
    );
    let again = of_text("csv", TABLE, &layer, &OPTIONS);
    assert!(again.stdout.contains("nothing is to be changed"), "{again:?}");
    let shown = with_layer(&layer, &["show", "exports"]);
    assert!(shown.code == 0 && shown.stdout.contains("Amended by") && shown.stdout.contains("Mine"), "{shown:?}");
    let rows = with_layer(&layer, &["export", "--series", "--format", "csv", "--ids", "exports"]).stdout;
    assert!(rows.lines().next().is_some_and(|head| head.ends_with(",layers")), "{rows}");
    assert!(rows.lines().skip(1).all(|row| row.ends_with(",mine")) && rows.contains("FY2026-27,"), "{rows}");
    let alone = run(&["export", "--series", "--format", "csv", "--ids", "exports"]).stdout;
    assert!(!alone.contains("layers"), "a pack without layers has no such column: {alone}");
    // Once more, another figure: the layer's own amendment is amended.
    let ran = of_text("csv", &TABLE.replace("11", "12"), &layer, &OPTIONS);
    assert!(ran.code == 0 && ran.stdout.contains("11 → 12 (line 3)"), "{ran:?}");
    let rows = with_layer(&layer, &["export", "--series", "--format", "csv", "--ids", "exports"]).stdout;
    assert!(rows.contains(",12,"), "{rows}");
}

#[test]
fn what_an_export_cites_is_not_cited_for_what_changed_in_it() {
    let layer = layer();
    let rows = with_layer(&layer, &["export", "--series", "--format", "csv", "--ids", "exports"]).stdout;
    let last = rows.lines().last().expect("a figure");
    let value = last.split(',').nth(4).expect("a value");
    let changed = rows.replace(last, &last.replacen(&format!(",{value},"), ",77.5,", 1));
    let ran = of_text("csv", &changed, &layer, &["--yes"]);
    assert!(ran.code == 1 && ran.stderr.contains("say it with --cite"), "{ran:?}");
    assert!(!layer.path().join("series.ron").exists());
    let ran = of_text("csv", &changed, &layer, &["--yes", "--cite", "test-brief ¶1"]);
    assert!(ran.code == 0 && ran.stdout.contains("· exports is amended, citing test-brief ¶1"), "{ran:?}");
    let again = with_layer(&layer, &["export", "--series", "--format", "csv", "--ids", "exports"]).stdout;
    let row = again.lines().last().expect("a figure");
    assert!(row.contains(",77.5,") && row.contains("test-brief ¶1"), "{row}");
    for (what, form) in [("csv", "csv"), ("json", "jsonl")] {
        let layer = self::layer();
        let text = with_layer(&layer, &["export", "--format", form, "--ids", "harbours-treaty"]).stdout;
        let text = text.replace("weight\":\"Core", "weight\":\"Detail").replace(",Core,", ",Detail,");
        let ran = of_text(what, &text, &layer, &["--yes"]);
        assert!(ran.code == 1 && ran.stderr.contains("say it with --cite"), "{form}: {ran:?}");
        let ran = of_text(what, &text, &layer, &["--yes", "--cite", "nobody ¶1"]);
        assert!(ran.code == 1 && ran.stderr.contains("--cite: the pack has no source “nobody”"), "{form}: {ran:?}");
        let ran = of_text(what, &text, &layer, &["--yes", "--cite", "test-brief ¶1"]);
        assert!(ran.code == 0 && ran.stdout.contains("is amended, citing test-brief ¶1"), "{form}: {ran:?}");
    }
}

#[test]
fn a_timeline_becomes_added_events_and_sources() {
    let layer = layer();
    let table = "date,title,source\n2026-12-02,Kites over Nara,https://kites.example/2\n";
    let ran = of_text("timeline", table, &layer, &["--sectors", "Culture", "--yes"]);
    assert!(ran.code == 1 && ran.stderr.contains("1 source would be added without a grade"), "{ran:?}");
    let ran = of_text("timeline", table, &layer, &["--sectors", "Culture", "--grade", "b", "--yes"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        written(&layer, "pack.ron")
            .contains("(id: \"kites-example\", title: \"kites.example/2\", publisher: \"kites.example\", grade: B")
    );
    assert!(written(&layer, "pack.ron").starts_with("// Mine.\n(extends: \"india-japan\""));
    let shown = with_layer(&layer, &["show", "kites-over-nara"]);
    assert!(shown.code == 0 && shown.stdout.contains("Added by"), "{shown:?}");
}

#[test]
fn a_layer_says_which_pack_it_lies_on() {
    let layer = layer();
    let head = written(&layer, "pack.ron").replace("india-japan", "elsewhere");
    fs::write(layer.path().join("pack.ron"), head).expect("a file");
    let ran = of_text("csv", TABLE, &layer, &OPTIONS);
    assert!(
        ran.code == 1 && ran.stderr.contains("lies on the pack “elsewhere”") && ran.stderr.contains("--data DIR"),
        "{ran:?}"
    );
}

#[test]
fn an_export_with_a_layer_on_says_what_a_bare_pack_misses() {
    let pack = super::copied(PACK);
    let export = |form: &[&str]| {
        finish(&mut as_shipped(&[&["--data", PACK, "--data", NEWS, "export", "--format"], form].concat())).stdout
    };
    let ran = of_text("json", &export(&["jsonl"]), &pack, &["--yes"]);
    assert!(ran.code == 1 && ran.stderr.contains("news-page (Example Agency)"), "{ran:?}");
    assert!(ran.stderr.contains("made with the layer news on"), "{ran:?}");
    let ran = of_text("csv", &export(&["csv", "--series"]), &pack, &["--yes"]);
    assert!(ran.code == 1 && ran.stderr.contains("exported with the layer news on"), "{ran:?}");
    assert!(ran.stderr.contains("the pack has no source “news-page”"), "{ran:?}");
}

#[test]
fn a_pack_in_one_file_takes_things_in() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("x.maitri");
    let made = run(&["pack", "export", shown(&file)]);
    assert_eq!(made.code, 0, "{made:?}");
    let table = directory.path().join("table.csv");
    fs::write(&table, TABLE).expect("a file");
    let words = [&["import", "csv", shown(&table), "--into", shown(&file)][..], &OPTIONS].concat();
    let ran = run(&words);
    assert!(ran.code == 0 && ran.stdout.ends_with("written: series.ron\n"), "{ran:?}");
    let rows = run(&["--data", shown(&file), "export", "--series", "--format", "csv", "--ids", "exports"]);
    assert!(rows.stdout.contains("FY2026-27"), "{rows:?}");
}
