//! A directory that is no pack, and files of one that cannot be read: each is told, and nothing holds the program up.

use std::fs::{self, File};
use std::process::Command;

use super::{PACK, Pack, RECORDS, SERIES, check_refusal, checked, place_of, refused, refused_for};
use crate::program::{command, run_on};

#[test]
fn other_files_in_the_directory_are_left_alone() {
    let pack = Pack::good().with("notes.txt", "no RON").with("records.ron.bak", "[").with("README", "");
    assert_eq!(run_on(pack.path(), &["--print"]).code, 0);
}

#[test]
fn a_missing_directory_is_told() {
    let pack = Pack::empty();
    let told = refused(&pack.path().join("nowhere"));
    assert!(told.contains("the directory cannot be read") && told.contains("pack.ron"), "{told}");
    let told = refused(&Pack::good().path().join("pack.ron"));
    assert!(told.contains("the directory cannot be read"), "a file is no directory: {told}");
}

#[test]
fn an_empty_directory_is_told() {
    refused_for(&Pack::empty(), &["PACK: no .ron file is here", "pack.ron"]);
}

#[test]
fn a_missing_head_is_told() {
    refused_for(&Pack::empty().with("records.ron", RECORDS), &["PACK: pack.ron is missing"]);
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let marked = |pack: Pack, name: &str| {
        let text = fs::read_to_string(pack.path().join(name)).expect("a file");
        pack.with(name, format!("\u{feff}{text}"))
    };
    let pack = ["pack.ron", "records.ron", "series.ron"].into_iter().fold(Pack::good(), marked);
    assert_eq!((checked(pack.path()).code, run_on(pack.path(), &["--print"]).code), (0, 0));
    let one_line = RECORDS.replace('\n', " ").replacen("brief ¶2", "brief ¶20", 1);
    let place = place_of("brief ¶20", &one_line);
    let pack = marked(Pack::good().with("records.ron", one_line), "records.ron");
    refused_for(&pack, &[&format!("records.ron:{place}: salmon-accord.facts[0]: ")]);
}

#[test]
fn a_file_of_another_encoding_is_told_with_its_place() {
    let (head, tail) = RECORDS.split_at(RECORDS.find("Fjord Council").expect("a title"));
    let bytes = [head.as_bytes(), b"F\xf8rde", tail.as_bytes()].concat();
    refused_for(&Pack::good().with("records.ron", bytes), &["records.ron:16:18: the file is not UTF-8 from here on"]);
    let utf16: Vec<u8> = RECORDS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused_for(&Pack::good().with("records.ron", utf16), &["records.ron: the file is in UTF-16; save it as UTF-8"]);
}

#[test]
fn a_truncated_file_is_told_wherever_it_is_cut() {
    for (name, text) in [("records.ron", RECORDS), ("series.ron", SERIES)] {
        told_truncated_at_each(name, text, (1..text.trim_end().len()).step_by(text.len() / 12));
    }
}

#[test]
fn a_truncated_head_is_told_wherever_it_is_cut() {
    told_truncated_at_each("pack.ron", PACK, (1..PACK.trim_end().len()).step_by(3));
}

/// Cuts a file of the good pack at each of these bytes, and expects to be told so.
fn told_truncated_at_each(name: &str, text: &str, cuts: impl Iterator<Item = usize>) {
    for at in cuts {
        let Some(head) = text.get(..at) else { continue };
        let ran = run_on(Pack::good().with(name, head).path(), &["--print"]);
        check_refusal(&ran);
        assert!(ran.stderr.contains(name) && ran.stderr.contains("truncated"), "cut at {at}:\n{}", ran.stderr);
    }
}

#[test]
fn an_empty_file_is_told() {
    for name in ["pack.ron", "records.ron", "series.ron"] {
        refused_for(&Pack::good().with(name, ""), &[name]);
        refused_for(&Pack::good().with(name, "// nothing yet\n"), &[name]);
    }
}

#[test]
fn a_gibibyte_is_refused_unread() {
    let pack = Pack::good();
    let file = File::create(pack.path().join("events.ron")).expect("a file");
    file.set_len(1 << 30).expect("a sparse file");
    refused_for(&pack, &["events.ron: the pack is larger than 512 MiB with this file"]);
}

#[test]
fn what_is_no_file_is_told() {
    let pack = Pack::good();
    fs::create_dir(pack.path().join("events.ron")).expect("a directory");
    refused_for(&pack, &["events.ron: this is no regular file"]);
}

#[test]
fn a_pipe_in_the_pack_does_not_hold_the_program() {
    let pack = Pack::good();
    let made = Command::new("mkfifo").arg(pack.path().join("events.ron")).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let mut child = command(&["export", "--data"])
        .arg(pack.path())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program starts");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(5);
    loop {
        if let Some(status) = child.try_wait().expect("a child") {
            assert_eq!(status.code(), Some(1));
            return;
        }
        if std::time::Instant::now() > deadline {
            child.kill().and_then(|()| child.wait()).expect("it ends");
            panic!("the program waits for a pipe that nobody writes to");
        }
        std::thread::yield_now();
    }
}
