//! What the README says is so: its commands run, its key table is the keymap, its pack opens.

use std::fs;
use std::path::Path;
use std::process::Command;

use maitri::tui::keymap::{Binding, KEYMAP, STANDARD};

use crate::program::{MAITRI, at_home_nowhere, finish, run_on};

fn readme() -> String {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap_or_default();
    // The walk is gone by `walk.rs`, step by step.
    let (before, rest) = text.split_once("<!-- walk -->").expect("the walk begins");
    let (_, after) = rest.split_once("<!-- /walk -->").expect("the walk ends");
    format!("{before}{after}")
}

/// The fenced blocks of a text: the word after the fence, and what stands in it.
fn fences(text: &str) -> Vec<(&str, String)> {
    let mut fences = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let body: Vec<_> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            fences.push((language.trim(), body.join("\n")));
        }
    }
    fences
}

/// Every command line on which the README runs maitri, as a shell takes it.
fn commands(text: &str) -> Vec<String> {
    let shells = fences(text).into_iter().filter(|(language, _)| matches!(*language, "sh" | "console" | "bash"));
    let lines: Vec<String> = shells.flat_map(|(_, body)| body.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    lines.iter().filter_map(|line| as_maitri(line.trim_start_matches("$ "))).collect()
}

/// `cargo run --release -- search x` as `maitri search x`; nothing for lines that do not run maitri's
/// commands. What would open the explorer prints its screen instead, there being no terminal here.
fn as_maitri(line: &str) -> Option<String> {
    let line = match line.strip_prefix("cargo run") {
        Some(rest) => format!("maitri {}", rest.split_once("-- ")?.1),
        None => line.to_owned(),
    };
    let first = line.strip_prefix("maitri")?.split_whitespace().next();
    let explores = first.is_none_or(|word| word.starts_with("--"));
    Some(if explores && !line.contains("--print") {
        format!("{line} --print")
    } else if first == Some("serve") {
        // It would serve until it is ended. So its options are read, and those that are none refused.
        format!("{line} --help")
    } else {
        line
    })
}

#[test]
fn every_command_in_the_readme_runs() {
    let commands = commands(&readme());
    assert!(!commands.is_empty(), "the README shows no command");
    let path = Path::new(MAITRI).parent().expect("the program is in a directory").display().to_string();
    for line in commands {
        let path = format!("{path}:{}", std::env::var("PATH").unwrap_or_default());
        let mut command = Command::new("sh");
        at_home_nowhere(command.args(["-c", &line]).env("PATH", path).env_remove("NO_COLOR"));
        let ran = finish(&mut command);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{line}");
        assert!(!ran.stdout.is_empty(), "{line}");
    }
}

#[test]
fn commands_are_read_off_as_written() {
    let text = "```sh\nmaitri check\ncargo run --release\ncargo run -q -- show cepa | head -1\ncargo test\n\
                maitri --tab trade\nmaitri serve --open\n```\n```text\nmaitri no\n```\n```console\n$ maitri search x\n```\n";
    let expected = [
        "maitri check",
        "maitri show cepa | head -1",
        "maitri --tab trade --print",
        "maitri serve --open --help",
        "maitri search x",
    ];
    assert_eq!(commands(text), expected);
}

/// The table of keys as the README must show it.
fn key_table() -> String {
    let row = |binding: &Binding| {
        let keys = STANDARD.in_words(binding).replace('|', "\\|");
        format!("| {} | {keys} | {} |", binding.scope.name(), binding.help)
    };
    let head = ["| Where | Keys | What |".to_owned(), "|---|---|---|".to_owned()];
    head.into_iter().chain(KEYMAP.iter().map(row)).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_key_table_is_the_keymap() {
    let text = readme();
    let between = text.split_once("<!-- keys -->").and_then(|(_, rest)| rest.split_once("<!-- /keys -->"));
    let shown = between.map(|(table, _)| table.trim()).unwrap_or_default();
    let expected = key_table();
    assert!(shown == expected, "between <!-- keys --> and <!-- /keys --> the README must say:\n\n{expected}");
    assert!(text.contains("\n## Keys\n"), "the table stands under the heading Keys");
}

/// The files of the pack and of the layer that the README shows, copied as they stand; `after` is told of each.
pub(crate) fn copy_pack(directory: &Path, mut after: impl FnMut(&str)) {
    let text = readme();
    let packs = fences(&text).into_iter().filter(|(language, _)| *language == "ron");
    let mut files = 0;
    for (_, body) in packs {
        // The first line names the file: `// pack.ron`.
        let first = body.lines().next().unwrap_or_default().trim_start_matches("//");
        let name = first.split([':', ' ']).find(|word| !word.is_empty()).expect("the file's name");
        assert!(Path::new(name).extension().is_some_and(|ending| ending == "ron"), "{name}");
        let path = directory.join(name);
        fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
        fs::write(path, &body).expect("a file");
        files += 1;
        after(name);
    }
    assert!(files > 0, "the README shows no pack");
}

/// The head names what stands in the file after it; from there on every part of the pack is one.
#[test]
fn the_pack_in_the_readme_passes_check_file_by_file() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    copy_pack(directory.path(), |name| {
        let is_of_pack = !name.contains('/') && name != "pack.ron";
        if is_of_pack {
            let ran = finish(crate::program::command(&["check", "--strict"]).arg(directory.path()));
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{name}: {}", ran.stdout);
        }
    });
    // What a layer changes, cards rest on: a careful editor is told, and that is all.
    let ran = finish(crate::program::as_shipped(&["check"]).arg(directory.path().join("news")));
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn the_pack_in_the_readme_opens() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    copy_pack(directory.path(), |_| ());
    let ran = run_on(directory.path(), &["--print"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let ran = finish(crate::program::command(&["check", "--strict"]).arg(directory.path()));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    // The layer it shows lies on the bundled pack, and does all it says there.
    let about = run_on(&directory.path().join("news"), &["about"]);
    assert_eq!((about.code, about.stderr.as_str()), (0, ""));
    assert!(about.stdout.contains("2 added, 2 amended, 1 withdrawn"), "{}", about.stdout);
    // Nothing that was said of a figure before it was revised is still said of it.
    let shown = run_on(&directory.path().join("news"), &["show", "total-trade"]).stdout;
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let figure = shown.split_once("FY 2025-26 ").and_then(|(_, rest)| rest.split_once("FY 2026-27 "));
    let figure = figure.expect("the figure").0;
    assert!(figure.contains("27.6, revised") && !figure.contains("Unconfirmed"), "{figure}");
    assert!(figure.contains("also 27.476 (before it was revised)"), "{figure}");
}

#[test]
fn the_options_in_the_readme_exist() {
    let help = [&["--help"][..], &["mock", "--help"]].map(crate::program::succeed).concat();
    let text = readme();
    let rows = text.lines().filter(|line| line.starts_with("| `--"));
    for word in rows.flat_map(|row| row.split([' ', '`', '|'])).filter(|word| word.starts_with("--")) {
        assert!(help.contains(word), "{word} is no option");
    }
}

#[test]
fn the_settings_in_the_readme_are_settings() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let text = readme();
    let settings = fences(&text).into_iter().find(|(_, body)| body.contains("four_grades")).expect("settings").1;
    fs::create_dir(home.path().join("maitri")).expect("a directory");
    fs::write(home.path().join("maitri/config.ron"), settings).expect("a file");
    let ran = finish(crate::program::command(&["config", "check"]).env("XDG_CONFIG_HOME", home.path()));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
}
