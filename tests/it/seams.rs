//! What reaches out of the program does so in one place each: the disk in `store`, the process's own ends and
//! environment in the `Io` of `cli`, the terminal in `term`, the time in `clock`, and there too the time zone, which is
//! the process's as well. The sources are read for it.

use crate::sources::sources;

/// What is reached for, and where it may be: files or folders of `src`. The build script is a program of its own.
const SEAMS: [(&str, &[&str], &[&str]); 4] = [
    ("the disk", &["std::fs", "fs::", "symlink_metadata(", "try_exists("], &["store/", "clock/zone.rs"]),
    ("the environment", &["std::env", "env::"], &["cli/io.rs", "main.rs", "clock/zone.rs"]),
    (
        "the process's ends",
        &["stdin()", "stdout()", "stderr()", "println!", "print!(", "eprint"],
        &["cli/io.rs", "term/", "term.rs"],
    ),
    (
        "the time",
        &["Instant::now", "SystemTime", "Timestamp::now", "Clock::start", "Zoned::now"],
        // When a file was written says whether it is another one now; what is sent over a connection is counted by the
        // clock of the runtime that carries it, which its deadlines go by.
        &["clock.rs", "clock/zone.rs", "cli/io.rs", "store/pack_state.rs", "term/transport/ssh/stream"],
    ),
];

/// What looks like it and is something else.
const ALIKE: [&str; 3] = ["rustix::fs", "secure_fs::", "use_stderr()"];

#[test]
fn the_world_is_reached_for_in_one_place_each() {
    let mut wrong = Vec::new();
    for source in sources("") {
        let name = &source.name;
        // The build script, which reads the sources and tells cargo what it finds.
        if ["build.rs", "build_link.rs", "build_types.rs"].contains(&name.as_str()) {
            continue;
        }
        for (what, signs, places) in SEAMS {
            if places.iter().any(|place| name.starts_with(place)) {
                continue;
            }
            for line in source.code() {
                let line = ALIKE.iter().fold(line.to_owned(), |line, other| line.replace(other, ""));
                if signs.iter().any(|sign| line.contains(sign)) {
                    wrong.push(format!("src/{name} reaches for {what}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
