//! Runs the real program and tells what it wrote and how it ended.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{PACK, TAB, TODAY};

/// The program under test.
pub(crate) const MAITRI: &str = env!("CARGO_BIN_EXE_maitri");

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// The exit code; -1 if a signal ended it.
    pub(crate) code: i32,
}

/// The program on the frozen pack, unless the arguments name another, its surroundings bare of whatever the tests
/// run in.
pub(crate) fn command(arguments: &[&str]) -> Command {
    as_shipped(&on_frozen(arguments))
}

/// These arguments, with the frozen pack named before them, unless they name another.
pub(crate) fn on_frozen<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    let names_one = arguments.iter().any(|argument| argument.starts_with("--data"));
    let pack: &[&str] = if names_one { &[] } else { &["--data", PACK] };
    [pack, arguments].concat()
}

/// The program as its user has it: on the bundled dataset.
pub(crate) fn as_shipped(arguments: &[&str]) -> Command {
    let mut command = Command::new(MAITRI);
    command.args(arguments).stdin(Stdio::null());
    for variable in [
        "NO_COLOR",
        "COLORTERM",
        "COLORFGBG",
        "TERM",
        "RUST_BACKTRACE",
        "SSH_ORIGINAL_COMMAND",
        "INSIDE_EMACS",
        "LC_ALL",
        "LC_CTYPE",
        "LANG",
    ] {
        command.env_remove(variable);
    }
    command.env(TODAY.0, TODAY.1);
    // Keys of tests begin on the timeline; those of the overview ask for it.
    command.env(TAB.0, TAB.1);
    at_home_nowhere(&mut command);
    command
}

/// Keeps a command away from the settings and the progress of whoever runs the tests.
pub(crate) fn at_home_nowhere(command: &mut Command) {
    let home = format!("{}/home-{}", env!("CARGO_TARGET_TMPDIR"), std::process::id());
    for variable in ["MAITRI_THEME", "MAITRI_COLOR", "MAITRI_ASCII", "MAITRI_MARKER"] {
        command.env_remove(variable);
    }
    for (variable, name) in [("XDG_STATE_HOME", "state"), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data")] {
        command.env(variable, format!("{home}/{name}"));
    }
}

/// What this tells once it tells something, within a time.
pub(crate) fn ended_within<T>(most: Duration, mut ended: impl FnMut() -> Option<T>) -> Option<T> {
    let begin = Instant::now();
    loop {
        let told = ended();
        if told.is_some() || begin.elapsed() >= most {
            return told;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Runs a command to its end.
pub(crate) fn finish(command: &mut Command) -> Ran {
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ran { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code().unwrap_or(-1) }
}

/// Runs one of these tests, which does nothing unless this variable names a directory, as a process of its own.
pub(crate) fn child_of_this(test: &str, variable: &str, directory: &Path) -> std::process::Child {
    let mut command = Command::new(std::env::current_exe().expect("the test's own path"));
    command.args(["--exact", test, "--ignored", "--nocapture"]).env(variable, directory);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the test starts")
}

/// Runs the program with these arguments.
pub(crate) fn run(arguments: &[&str]) -> Ran {
    finish(&mut command(arguments))
}

/// Runs the program with these arguments and expects it to succeed without complaint.
pub(crate) fn succeed(arguments: &[&str]) -> String {
    let ran = run(arguments);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    ran.stdout
}

/// Runs the program on a pack of one's own, which is named after the first argument.
pub(crate) fn run_on(pack: &Path, arguments: &[&str]) -> Ran {
    let (first, rest) = arguments.split_at(1);
    finish(as_shipped(first).arg("--data").arg(pack).args(rest))
}

/// Whether a text holds anything a terminal would obey besides line ends.
pub(crate) fn has_escapes(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && c != '\n')
}
