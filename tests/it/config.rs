//! The configuration as a user meets it: found, heeded in its order, and told of where it is wrong.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::program::{Ran, command, finish, has_escapes};

/// A home in which this is the configuration.
struct Home(TempDir);

impl Home {
    fn empty() -> Self {
        Self(tempfile::tempdir().expect("a temporary directory"))
    }

    fn with(text: &str) -> Self {
        let home = Self::empty();
        fs::create_dir(home.0.path().join("maitri")).expect("a directory");
        fs::write(home.file(), text).expect("a file");
        home
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("maitri/config.ron")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(arguments);
        command.env("XDG_CONFIG_HOME", self.0.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        finish(&mut self.command(arguments))
    }
}

/// Whether a printed chart has lines of this.
fn draws(ran: &Ran, signs: std::ops::RangeInclusive<char>) -> bool {
    ran.stdout.chars().any(|c| signs.contains(&c))
}

const BOXES: std::ops::RangeInclusive<char> = '\u{2500}'..='\u{257f}';

#[test]
fn the_path_is_told() {
    let home = Home::empty();
    let ran = home.run(&["config", "path"]);
    assert_eq!((ran.code, ran.stdout), (0, format!("{}\n", home.file().display())));
    let ran = finish(home.command(&["config", "path"]).env("XDG_CONFIG_HOME", "").env("HOME", "/home/somebody"));
    assert_eq!(ran.stdout, "/home/somebody/.config/maitri/config.ron\n");
}

#[test]
fn without_a_file_nothing_is_wrong() {
    let ran = Home::empty().run(&["config", "check"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("there is no such file"), "{}", ran.stdout);
}

#[test]
fn the_example_is_a_configuration() {
    let home = Home::with(&Home::empty().run(&["config", "example"]).stdout);
    let ran = home.run(&["config", "check"]);
    assert_eq!((ran.code, ran.stdout), (0, format!("{}: no problem found\n", home.file().display())));
    assert_eq!(home.run(&["--print"]).stdout, Home::empty().run(&["--print"]).stdout);
}

#[test]
fn settings_are_heeded() {
    let plain = Home::empty().run(&["--print", "--tab", "trade"]);
    assert!(draws(&plain, BOXES));
    let ran = Home::with("(ascii: true)").run(&["--print", "--tab", "trade"]);
    assert_eq!((ran.code, ran.stderr.as_str(), draws(&ran, BOXES)), (0, "", false));
    let ran = Home::with("(marker: \"dot\")").run(&["--print", "--tab", "trade"]);
    assert!(ran.stdout.contains('•') && !draws(&ran, '\u{2800}'..='\u{28ff}'), "{}", ran.stdout);
}

#[test]
fn the_command_line_goes_before_the_environment_and_that_before_the_file() {
    let home = Home::with("(ascii: true)");
    let with = |value: &str, arguments: &[&str]| {
        let arguments = [&["--print"][..], arguments].concat();
        draws(&finish(home.command(&arguments).env("MAITRI_ASCII", value)), BOXES)
    };
    assert!(with("0", &[]), "the environment goes before the file");
    assert!(!with("0", &["--ascii"]), "the command line goes before the environment");
    assert!(with("1", &["--ascii=false"]));
    assert!(!with("1", &[]));
    let ran = finish(home.command(&["--print"]).env("MAITRI_THEME", "neon"));
    assert!(ran.code == 1 && ran.stderr.contains("dark, light, mono"), "{ran:?}");
    let ran = finish(home.command(&["--print", "--theme", "mono"]).env("MAITRI_THEME", "neon"));
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn own_keys_are_obeyed_hinted_and_helped_with() {
    let home = Home::with("(keys: [(List, Facets, [\"e\"]), (Global, Find, [\"<c-f>\"])])");
    let foot = |ran: &Ran| ran.stdout.lines().last().unwrap_or_default().to_owned();
    let shown = home.run(&["--print"]);
    assert!(foot(&shown).contains("e facets") && foot(&shown).contains("Ctrl-F find"), "{}", foot(&shown));
    let ran = home.run(&["--print", "--keys", "e"]);
    assert!(ran.stdout.contains("╭ Facets"), "{}", ran.stdout);
    let ran = home.run(&["--print", "--keys", "f<space>"]);
    assert_eq!(ran.stdout, shown.stdout, "the usual keys mean nothing now");
    for keys in ["?narrow", ":narrow"] {
        let ran = home.run(&["--print", "--keys", keys]);
        let line = ran.stdout.lines().find(|line| line.contains("narrow by sector")).unwrap_or_default();
        assert!(line.contains(" e  narrow") || line.contains(" e │") || line.contains(" e  │"), "{keys}: {line}");
    }
    let ran = home.run(&["--print", "--keys", "/qqqqzzzz"]);
    assert!(ran.stdout.contains("Ctrl-F searches everything"), "{}", ran.stdout);
}

#[test]
fn a_mistake_keeps_nobody_from_exploring() {
    let home = Home::with("(\n    them: \"dark\",\n    ascii: true,\n)");
    let ran = home.run(&["--print"]);
    assert_eq!(ran.code, 0);
    assert!(draws(&ran, BOXES), "nothing counts as set");
    let head = ran.stdout.lines().next().unwrap_or_default();
    assert!(head.contains("config.ron:2:5: there is no field “them”; did you mean “theme”?"), "{head}");
    assert!(ran.stderr.contains("config.ron:2:5: there is no field “them”"), "{}", ran.stderr);
    assert!(ran.stderr.contains("maitri: 1 problem in the configuration; maitri goes on"), "{}", ran.stderr);
    let ran = home.run(&["config", "check"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(
        ran.stderr.ends_with("    them: \"dark\",\n        ^\nmaitri: 1 problem in the configuration\n"),
        "{}",
        ran.stderr
    );
}

#[test]
fn other_commands_do_not_look_at_it() {
    let home = Home::with("(");
    let ran = home.run(&["search", "harbour"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
}

#[test]
fn what_is_no_text_is_told() {
    let told = |home: &Home| {
        let ran = home.run(&["config", "check"]);
        assert_eq!((ran.code, ran.stdout.as_str(), has_escapes(&ran.stderr)), (1, "", false), "{ran:?}");
        assert_eq!(home.run(&["--print"]).code, 0);
        ran.stderr
    };
    let home = Home::with("");
    assert!(told(&home).contains("the file is empty"));
    fs::write(home.file(), b"(theme: \"d\xffark\")").expect("a file");
    assert!(told(&home).contains("config.ron:1:11: the file is not UTF-8 from here on"));
    fs::write(home.file(), "\u{feff}(theme: 7)").expect("a file");
    assert!(told(&home).contains("config.ron:1:"), "a byte-order mark is passed over");
    fs::write(home.file(), " ".repeat(300_000)).expect("a file");
    assert!(told(&home).contains("larger than 256 KiB"));
    fs::remove_file(home.file()).expect("it goes");
    fs::create_dir(home.file()).expect("a directory");
    assert!(told(&home).contains("no regular file"));
    fs::remove_dir(home.file()).expect("it goes");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/dev/zero", home.file()).expect("a link");
        assert!(told(&home).contains("no regular file"));
        fs::remove_file(home.file()).expect("it goes");
        std::os::unix::fs::symlink("nowhere", home.file()).expect("a link");
        assert!(told(&home).contains("cannot be read"));
    }
}
