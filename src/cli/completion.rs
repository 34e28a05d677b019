//! What may come next on a command line that is being typed, as a shell asks for it: commands, options, and their
//! values out of the pack that is meant.
//!
//! [`line`] reads what was typed, [`values`] knows what each option takes, [`shells`] speaks with each shell. Nothing
//! is written, and what goes wrong is told to nobody: who presses Tab asked for no sentence.

mod line;
pub(crate) mod shells;
mod values;

use std::path::PathBuf;

use clap::Command;

use super::io::Io;
use crate::text::{clip, sanitised};
use line::{Awaited, Line};

/// Columns of what is told of a candidate.
const WIDEST: usize = 72;

/// What may stand in the place of the last word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The whole word.
    pub(crate) value: String,
    /// What it is, in a line; may be empty.
    pub(crate) about: String,
}

impl Candidate {
    fn new(value: impl Into<String>, about: &str) -> Self {
        let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { value: value.into(), about: clip(&sanitised(&about), WIDEST).into_owned() }
    }
}

/// Paths that may stand there besides, for which a shell knows best.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Paths {
    /// None.
    #[default]
    None,
    /// Any.
    Files,
    /// Those of directories.
    Directories,
}

/// All that may stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) paths: Paths,
}

/// What may stand in the place of the last of these words, the program's name being the first.
pub(crate) fn answer(mut whole: Command, words: &[String], io: &mut Io<'_>) -> Answer {
    whole.build();
    let Some((last, before)) = words.split_last() else { return Answer::default() };
    let line = Line::read(&whole, before, last);
    let mut answer = Answer::default();
    for awaited in &line.awaited {
        match awaited {
            Awaited::Command => answer.candidates.extend(commands(line.command)),
            Awaited::Option => answer.candidates.extend(line.options()),
            Awaited::Value { argument, head } => {
                let data = line.data.iter().map(PathBuf::from).collect();
                let typed = last.strip_prefix(head.as_str()).unwrap_or_default();
                let taken = values::of((&whole, &line.path), argument, (typed, data), io);
                let named = |value: Candidate| Candidate { value: format!("{head}{}", value.value), ..value };
                answer.candidates.extend(taken.candidates.into_iter().map(named));
                answer.paths = taken.paths;
            }
        }
    }
    // A shell may match otherwise than by beginnings, but never finds what has nothing of it.
    let typed = last.to_lowercase();
    answer.candidates.retain(|candidate| candidate.value.to_lowercase().contains(&typed));
    answer.candidates.sort_by_key(|candidate| !candidate.value.to_lowercase().starts_with(&typed));
    answer
}

fn commands(command: &Command) -> impl Iterator<Item = Candidate> {
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    shown.map(|command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        Candidate::new(command.get_name(), &about)
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::args::Arguments;

    fn asked(words: &str) -> Answer {
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        let mut io = Io::new(std::io::empty(), std::io::sink(), std::io::sink());
        answer(Arguments::command(), &words, &mut io)
    }

    fn offered(words: &str) -> Vec<String> {
        asked(words).candidates.into_iter().map(|candidate| candidate.value).collect()
    }

    #[test]
    fn values_and_commands_are_told_apart() {
        assert!(offered("maitri --tab ").contains(&"timeline".to_owned()));
        assert_eq!(offered("maitri --tab=trad"), ["--tab=trade"]);
        assert!(offered("maitri --tab trade ").contains(&"search".to_owned()));
        assert!(offered("maitri --tab trade search --tab ").is_empty(), "a command has options of its own");
        assert_eq!(offered("maitri --asci"), ["--ascii"]);
        assert_eq!(offered("maitri --ascii="), ["--ascii=true", "--ascii=false"]);
        assert_eq!(offered("maitri --ascii searc"), ["search"]);
        assert_eq!(offered("maitri mock --print key"), ["key"]);
        assert!(offered("maitri mock --print --onl").contains(&"--only".to_owned()));
        assert_eq!(offered("maitri mock --print --only "), ["paper", "key", "both"]);
        assert_eq!(offered("maitri gen completions zs"), ["zsh"]);
        assert_eq!(offered("maitri gen co"), ["completions"], "what is hidden stays so");
        assert!(offered("maitri help sear").contains(&"search".to_owned()));
    }

    #[test]
    fn what_was_given_is_not_offered_again() {
        let again = offered("maitri --data x --theme dark --");
        assert!(again.contains(&"--data".to_owned()) && !again.contains(&"--theme".to_owned()), "{again:?}");
        assert!(!offered("maitri --theme=dark --th").contains(&"--theme".to_owned()));
        assert!(offered("maitri --data x search --js").contains(&"--json".to_owned()));
    }

    #[test]
    fn paths_are_left_to_the_shell_and_nothing_else_is() {
        assert_eq!(asked("maitri check ").paths, Paths::Files);
        assert_eq!(asked("maitri --state-dir ").paths, Paths::Directories);
        assert_eq!(asked("maitri --data=").paths, Paths::Files);
        for free in
            ["maitri search ", "maitri search -- ", "maitri --keys ", "maitri timeline --from ", "maitri mock --seed "]
        {
            assert_eq!(asked(free), Answer::default(), "{free}");
        }
        // After the last option stand only words.
        assert_eq!(asked("maitri search -- --"), Answer::default());
        assert_eq!(asked("maitri check -- ").paths, Paths::Files);
    }

    #[test]
    fn what_is_told_of_a_candidate_is_one_clean_line() {
        let told = Candidate::new("x", &format!("a\tb\n\u{1b}[31m{}", "long ".repeat(40))).about;
        assert!(
            told.starts_with("a b ") && !told.contains(char::is_control) && crate::text::width(&told) <= WIDEST,
            "{told}"
        );
        let all = asked("maitri --").candidates;
        assert!(all.iter().all(|one| !one.about.is_empty() && !one.about.contains(char::is_control)), "{all:?}");
    }
}
