//! Packs beyond all bounds are refused in a sentence: too many sectors, and files that are none.

use super::{PACK, Pack, RECORDS, SERIES, refused, refused_for};

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
