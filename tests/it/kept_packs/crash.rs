//! Programs killed while packs come, go, are switched and put in order: what is kept is the old or the new, whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use maitri::store::{install, installed, packs};
use maitri::study::rng::Rng;

/// The files of a pack, of which each says of which edition it is.
fn edition(id: &str, number: u64) -> Vec<(String, String)> {
    let head = format!("(extends: \"x\", id: \"{id}\", title: \"T\", edition: \"2026\") // {number}");
    let more = (0..3).map(|file| (format!("file-{file}.ron"), format!("[] // {number}")));
    more.chain([("pack.ron".to_owned(), head)]).collect()
}

fn put(directory: &Path, id: &str, number: u64) {
    let texts = edition(id, number);
    let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    install::add(directory, id, texts, true).expect("it is put there");
}

#[test]
#[ignore = "it goes on for ever, so the test below runs it in a process of its own, and kills that"]
fn alone_a_process_changes_packs() {
    let directory = PathBuf::from(std::env::var_os("MAITRI_PACKS").expect("the directory"));
    for round in 0.. {
        put(&directory, "stays", round);
        put(&directory, "one-file", round);
        put(&directory, "comes-and-goes", round);
        installed::set_on(&directory, "switched", round % 2 == 0).expect("it is switched");
        let order = if round % 2 == 0 { ["stays", "switched"] } else { ["switched", "stays"] };
        installed::set_order(&directory, &order).expect("it is kept");
        let goes = installed::list(&directory).expect("a list").into_iter().find(|pack| pack.name == "comes-and-goes");
        install::remove(&directory, &goes.expect("it is there")).expect("it is taken away");
    }
}

/// Starts a process that changes packs of a directory, kills it at some moment, and looks.
fn killed(directory: &Path, moment: Duration) {
    let arrangement = || fs::read(directory.join("packs.ron")).unwrap_or_default();
    let before = arrangement();
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "--ignored", "kept_packs::crash::alone_a_process_changes_packs"])
        .env("MAITRI_PACKS", directory)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    while arrangement() == before && child.try_wait().expect("a child").is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
    std::thread::sleep(moment);
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    let kept = installed::list(directory).expect("what is kept");
    for pack in &kept {
        let files = packs::read(&pack.path).unwrap_or_else(|problems| panic!("{}: {problems:?}", pack.name));
        let editions: Vec<&str> = files.list.iter().filter_map(|file| file.text.split(" // ").nth(1)).collect();
        let is_one = editions.windows(2).all(|pair| pair[0] == pair[1]);
        assert!(files.list.len() == 4 && is_one, "{}: {editions:?}", pack.name);
    }
    let named = |name: &str| kept.iter().find(|pack| pack.name == name);
    assert!(named("off-before").is_some_and(|pack| !pack.is_on), "{kept:?}");
    assert!(["stays", "one-file", "switched"].iter().all(|name| named(name).is_some()), "{kept:?}");
    assert!(named("comes-and-goes").is_none_or(|pack| pack.is_on), "{kept:?}");
}

#[test]
fn killed_at_any_moment_what_is_kept_is_whole() {
    std::thread::scope(|scope| {
        for seed in 0..4 {
            scope.spawn(move || {
                let directory = tempfile::tempdir().expect("a directory");
                let directory = directory.path();
                for id in ["off-before", "stays", "switched"] {
                    put(directory, id, 0);
                }
                // One of them is kept as a file.
                let texts = edition("one-file", 0);
                let file = fs::File::create(directory.join("one-file.maitri")).expect("a file");
                packs::archive::write(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())), file)
                    .expect("it is written");
                installed::set_on(directory, "off-before", false).expect("it is switched");
                let mut rng = Rng::new(seed);
                for round in 0..25 {
                    // Each begins with what the one before was not at.
                    installed::set_on(directory, &format!("round-{round}"), false).expect("it is switched");
                    killed(directory, Duration::from_micros(rng.bits() % 4_000));
                }
            });
        }
    });
}
