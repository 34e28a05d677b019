//! The pages of the manual: maitri(1), and one for each command and each command of a command, made of the command line
//! itself. What they say of options stands there; here it becomes what every reader of manuals takes without complaint.

use std::fmt::Write as _;
use std::io;

use clap::Command;
use clap_mangen::Man;

/// The bytes of a line of text, as manuals are written.
const WIDEST: usize = 79;

/// What stands at the end of maitri(1).
const EXIT_STATUS: &str = "\
.SH \"EXIT STATUS\"
.TP
0
It was done, or whoever read the output had read enough.
.TP
1
It could not be done; a sentence says why.
.TP
2
The command line cannot be read.
.TP
128 and more
A signal ended it: 128 and the number of that.
";

/// The names of all pages but the first: `search`, `pack`, `pack-add`.
pub(crate) fn pages(whole: &Command) -> Vec<String> {
    let mut names = Vec::new();
    for command in whole.get_subcommands().filter(|command| is_told(command)) {
        names.push(command.get_name().to_owned());
        names.extend(pages(command).iter().map(|below| format!("{}-{below}", command.get_name())));
    }
    names
}

/// The page of a command by its name among [`pages`], or of the whole; `None` where there is no such command.
///
/// # Errors
/// None that comes of itself: what is rendered is kept in memory.
pub(crate) fn page(whole: Command, name: Option<&str>, edition: &str) -> io::Result<Option<String>> {
    let mut whole = whole.disable_help_subcommand(true);
    whole.build();
    let version = format!("{} {}", whole.get_name(), whole.get_version().unwrap_or_default());
    let Some(command) = name.map_or(Some(&whole), |name| found(&whole, name)) else { return Ok(None) };
    let title = command.get_display_name().unwrap_or_else(|| command.get_name()).to_uppercase();
    let mut text = Vec::new();
    let man = Man::new(command.clone()).title(title).date(edition).source(version).manual("User Commands");
    man.render(&mut text)?;
    let mut text = String::from_utf8_lossy(&text).into_owned();
    if name.is_none() {
        text.push_str(&environment(&whole));
        text.push_str(EXIT_STATUS);
    }
    Ok(Some(tidy(&text)))
}

fn is_told(command: &Command) -> bool {
    !command.is_hide_set() && command.get_name() != "help"
}

fn found<'c>(whole: &'c Command, name: &str) -> Option<&'c Command> {
    whole.get_subcommands().filter(|command| is_told(command)).find_map(|command| {
        let rest = name.strip_prefix(command.get_name())?;
        if rest.is_empty() { Some(command) } else { found(command, rest.strip_prefix(['-', ' '])?) }
    })
}

/// Variables that stand for no option.
const VARIABLES: &str = "\
.TP
\\fBMAITRI_TAB\\fR
Names the tab to open on where neither \\fB\\-\\-tab\\fR nor what is remembered does.
.TP
\\fBNO_COLOR\\fR
Where it is set, there are no colours but those that are asked for.
.TP
\\fBXDG_CONFIG_HOME\\fR, \\fBXDG_DATA_HOME\\fR, \\fBXDG_STATE_HOME\\fR
Where the configuration, notes, marks and packs, and the review log are kept.
";

/// The variables that stand for options, and the others.
fn environment(whole: &Command) -> String {
    let mut text = ".SH ENVIRONMENT\n".to_owned();
    for argument in whole.get_arguments() {
        if let (Some(variable), Some(long)) = (argument.get_env(), argument.get_long()) {
            let long = long.replace('-', "\\-");
            let _ = writeln!(text, ".TP\n\\fB{}\\fR\nStands for \\fB\\-\\-{long}\\fR.", variable.to_string_lossy());
        }
    }
    text.push_str(VARIABLES);
    text
}

/// The source of a page without what a checker of manuals complains of: ends of white space, blank lines, and lines of
/// text that are long. What is no ASCII is named, so that it shows on every terminal.
fn tidy(source: &str) -> String {
    let source = source.replace(".br\n\n.br\n", ".sp\n");
    let (mut out, mut is_tag) = (String::with_capacity(source.len()), false);
    for line in source.lines().map(str::trim_end) {
        let line = named(line);
        match line.as_str() {
            "" => out.push_str(".sp\n"),
            line if is_tag || line.starts_with(['.', '\'']) => {
                out.push_str(line);
                out.push('\n');
            }
            line => broken(line, &mut out),
        }
        // What follows is told beside it, and is one line.
        is_tag = line == ".TP";
    }
    out
}

/// Adds a line of text as lines that are short where that can be: none begins like a request.
fn broken(mut line: &str, out: &mut String) {
    while line.len() > WIDEST {
        let is_end = |at: usize| {
            let (before, after) = line.split_at_checked(at).unwrap_or_default();
            !before.ends_with(['\\', ' ']) && !after.trim_start().starts_with(['.', '\''])
        };
        let ends = || line.match_indices(' ').map(|(at, _)| at).filter(|at| is_end(*at));
        let Some(at) = ends().take_while(|at| *at <= WIDEST).last().or_else(|| ends().next()) else { break };
        let (before, after) = line.split_at_checked(at).unwrap_or((line, ""));
        out.push_str(before);
        out.push('\n');
        line = after.trim_start();
    }
    out.push_str(line);
    out.push('\n');
}

/// A line with the names of signs that are no ASCII.
fn named(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '‘' => out.push_str("\\(oq"),
            '’' => out.push_str("\\(cq"),
            '“' => out.push_str("\\(lq"),
            '”' => out.push_str("\\(rq"),
            '–' => out.push_str("\\(en"),
            '—' => out.push_str("\\(em"),
            '…' => out.push_str("..."),
            c if c.is_ascii() => out.push(c),
            c => {
                let _ = write!(out, "\\[u{:04X}]", u32::from(c));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::args::Arguments;

    #[test]
    fn every_command_that_a_page_names_has_one() {
        let mut whole = Arguments::command().disable_help_subcommand(true);
        whole.build();
        let names = pages(&whole);
        assert!(names.iter().any(|name| name == "pack-add") && !names.iter().any(|name| name.contains("help")));
        for name in [None].into_iter().chain(names.iter().map(|name| Some(name.as_str()))) {
            let text = page(Arguments::command(), name, "2026-11-21").unwrap().unwrap();
            let text = text.replace('\\', "");
            for (before, _) in text.match_indices("(1)") {
                let name = text.split_at(before).0.rsplit(|c: char| c.is_whitespace()).next().unwrap();
                let Some(name) = name.strip_prefix("maitri-").map(str::to_owned) else { continue };
                assert!(names.contains(&name), "{name}(1)");
            }
        }
        assert_eq!(page(Arguments::command(), Some("pack-nope"), "2026").unwrap(), None);
    }

    #[test]
    fn a_page_is_tidy() {
        let long = "word ".repeat(30);
        let tidied = tidy(&format!(".TH X 1\n.TP\n{long}\n{long} .no 'no end\nA\n.br\n\n.br\n\nB’s … é  \n"));
        let lines: Vec<&str> = tidied.lines().collect();
        assert_eq!(lines[2], long.trim_end(), "a tag is one line");
        assert!(lines.iter().skip(3).all(|line| line.len() <= WIDEST && !line.ends_with(' ')), "{tidied}");
        assert!(!lines.iter().any(|line| line.starts_with(".no") || line.starts_with('\'')), "{tidied}");
        assert!(tidied.ends_with("A\n.sp\n.sp\nB\\(cqs ... \\[u00E9]\n"), "{tidied}");
    }
}
