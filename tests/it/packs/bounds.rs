//! Packs beyond all bounds are refused in a sentence: too many sectors, and files that are none.

use std::fs;

use super::{PACK, Pack, RECORDS, SERIES, refused, refused_for};
use crate::program::{as_shipped, finish};

#[test]
fn sectors_have_a_limit() {
    let sectors: Vec<String> = (0..101).map(|number| format!("\"Sector {number}\"")).collect();
    let head = PACK.replace("\"Sea\"]", &format!("\"Sea\", {}]", sectors.join(", ")));
    let pack = Pack::empty().with("pack.ron", head).with("records.ron", RECORDS).with("series.ron", SERIES);
    refused_for(&pack, &["pack.sectors: a pack has at most 100 sectors, and this one has 103"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_of_the_kernel_does_not_hold_the_program() {
    // It calls itself a regular file, and whoever reads it waits for what the kernel says next.
    for (path, word) in [("/proc/kmsg", "x.ron"), ("/dev/zero", "no regular file"), ("/dev/tty", "no regular file")] {
        let pack = Pack::good();
        std::os::unix::fs::symlink(path, pack.path().join("x.ron")).expect("a link");
        let told = refused(pack.path());
        assert!(told.contains(word), "{path}: {told}");
    }
}

#[test]
fn brackets_in_brackets_have_an_end_wherever_they_stand() {
    let base = tempfile::tempdir().expect("a directory");
    let deep = format!("{}{}", "(a: [".repeat(100_000), "])".repeat(100_000));
    let head =
        |rest: &str| format!("(extends: \"india-japan\", id: \"deep\", title: \"Deep\", edition: \"2026\"{rest})");
    let good = fs::read_to_string(format!("{}/tests/pack/terms.ron", env!("CARGO_MANIFEST_DIR"))).expect("a file");
    for (number, (pack, records)) in [
        (head(""), format!("[(amend: \"exports\", cite: \"test-brief ¶1\", body: {deep})]")),
        (head(""), format!("[(amend: \"exports\", cite: \"test-brief ¶1\", add: (aka: {deep}))]")),
        (head(""), format!("[(id: \"new\", title: \"New\", body: Event{deep})]")),
        (head(""), deep.clone()),
        (
            head(&format!(", sources: [(amend: \"test-brief\", cite: \"test-brief ¶1\", address: {deep})]")),
            "[]".to_owned(),
        ),
        (head(&format!(", exam: {deep}")), "[]".to_owned()),
        (deep.clone(), "[]".to_owned()),
        (format!("(id: \"deep\", title: \"Deep\", x: {deep})"), good.replacen("(\n", &format!("(x: {deep},\n"), 1)),
        (format!("(extends: {deep})"), "/* ".repeat(100_000)),
    ]
    .into_iter()
    .enumerate()
    {
        let directory = base.path().join(number.to_string());
        fs::create_dir(&directory).expect("a directory");
        fs::write(directory.join("pack.ron"), pack).expect("a file");
        fs::write(directory.join("terms.ron"), records).expect("a file");
        let path = directory.display().to_string();
        let frozen = crate::harness::PACK;
        for words in [
            &["--data", frozen, "check", &path][..],
            &["--data", frozen, "--data", &path, "show", "exports"],
            &["--data", frozen, "pack", "diff", &path],
            &["pack", "diff", &path, frozen],
        ] {
            let ran = finish(&mut as_shipped(words));
            assert!(ran.code == 0 || ran.code == 1, "{number} {words:?}: {} {}", ran.code, ran.stderr);
        }
        let told = finish(&mut as_shipped(&["--data", frozen, "check", &path])).stderr;
        assert!(
            told.contains("nested deeper than any record is") || told.contains("must be one list"),
            "{number}: {told}"
        );
    }
    // A base that is such, with a layer on it that changes it.
    let broken = base.path().join("base");
    fs::create_dir(&broken).expect("a directory");
    for entry in fs::read_dir(crate::harness::PACK).expect("the frozen pack").flatten() {
        fs::copy(entry.path(), broken.join(entry.file_name())).expect("a copy");
    }
    let series = fs::read_to_string(broken.join("series.ron")).expect("a file");
    fs::write(
        broken.join("series.ron"),
        series.replacen("id: \"exports\",", &format!("id: \"exports\", note: {deep},"), 1),
    )
    .expect("a file");
    let layer = base.path().join("layer");
    fs::create_dir(&layer).expect("a directory");
    fs::write(layer.join("pack.ron"), head("")).expect("a file");
    fs::write(layer.join("x.ron"), "[(amend: \"exports\", cite: \"test-brief ¶1\", note: \"N.\")]").expect("a file");
    let (broken, layer) = (broken.display().to_string(), layer.display().to_string());
    let ran = finish(&mut as_shipped(&["--data", &broken, "--data", &layer, "show", "exports"]));
    assert!(ran.code == 1 && ran.stderr.contains("nested deeper"), "{ran:?}");
}
