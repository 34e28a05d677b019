//! The README's walk from nothing to a chart: every command in it is run and every snippet put where the text says, in
//! the order of the text, as a reader would.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::program::{MAITRI, Ran, at_home_nowhere, finish};

/// What the walk has its reader do.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// Type this command.
    Run(String),
    /// Put these lines into this file, after this line.
    Put { file: String, after: String, lines: String },
}

/// The walk, as it stands between its two marks in the README.
fn walk() -> String {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("a README");
    let (_, rest) = text.split_once("<!-- walk -->").expect("the walk begins");
    rest.split_once("<!-- /walk -->").expect("the walk ends").0.to_owned()
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut prose = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(language) = line.strip_prefix("```") else {
            prose.push_str(line);
            prose.push(' ');
            continue;
        };
        let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        match language.trim() {
            "sh" => steps.extend(body.iter().map(|line| Step::Run((*line).to_owned()))),
            "ron" => {
                // In `FILE`, after the line `LINE`, put:
                let said: Vec<&str> = prose.rsplit_once("In `").expect("it says where").1.split('`').collect();
                let [file, ", after the line ", after, put] = said[..4] else { panic!("{prose}") };
                assert_eq!(put.trim(), ", put:", "{prose}");
                let lines = format!("{}\n", body.join("\n"));
                steps.push(Step::Put { file: file.to_owned(), after: after.to_owned(), lines });
            }
            other => panic!("the walk has a block of {other}"),
        }
        prose.clear();
    }
    steps
}

/// A command as a shell in this directory takes it. What would open the explorer prints its screen; what would watch
/// for ever looks once.
fn run(line: &str, base: &Path) -> Ran {
    let words = line.split_whitespace().skip(1).collect::<Vec<_>>();
    let commands = ["pack", "check", "chart", "show", "search", "export"];
    let explores = !words.iter().any(|word| commands.contains(word));
    let line = line.replace(" --watch", "");
    let line = if explores { format!("{line} --print --size 100x30") } else { line };
    let programs = Path::new(MAITRI).parent().expect("the program is in a directory").display().to_string();
    let path = format!("{programs}:{}", std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    at_home_nowhere(command.args(["-c", &line]).env("PATH", path).env_remove("NO_COLOR"));
    finish(command.env("XDG_DATA_HOME", base.join("home")).current_dir(base))
}

#[test]
fn the_walk_leads_to_a_chart() {
    let base = tempfile::tempdir().expect("a directory");
    let mut told = Vec::new();
    for step in steps(&walk()) {
        match step {
            Step::Run(line) => {
                let ran = run(&line, base.path());
                assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{line}");
                told.push((line, ran.stdout));
            }
            Step::Put { file, after, lines } => {
                let path = base.path().join(&file);
                let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
                let at =
                    text.lines().position(|line| line.trim() == after).unwrap_or_else(|| panic!("{after} in {file}"));
                let put = |(number, line): (usize, &str)| {
                    if number == at { format!("{line}\n{lines}") } else { format!("{line}\n") }
                };
                fs::write(&path, text.lines().enumerate().map(put).collect::<String>()).expect("a file");
                let ran = run("maitri check fisheries", base.path());
                assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "after what is put into {file}");
                assert!(ran.stdout.contains("no problem found"), "{}", ran.stdout);
            }
        }
    }
    let shown = |words: &str| &told.iter().find(|(line, _)| line.contains(words)).expect("it is in the walk").1;
    assert!(shown("chart salmon-sold").contains("2023") && shown("chart salmon-sold").contains("7.5"));
    assert!(shown("--tab trade").contains("Salmon sold"));
    assert!(shown("--open first-landing").contains("First landing at Bergen"));
}

#[test]
fn a_walk_is_read_as_it_is_written() {
    let text = "Do.\n\n```sh\nmaitri a\nmaitri b\n```\n\nThen. In `x/y.ron`, after the line `[`, put:\n\n```ron\n  (1),\n```\n";
    let put = Step::Put { file: "x/y.ron".to_owned(), after: "[".to_owned(), lines: "  (1),\n".to_owned() };
    assert_eq!(steps(text), [Step::Run("maitri a".to_owned()), Step::Run("maitri b".to_owned()), put]);
}
