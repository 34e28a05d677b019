//! The shells that complete: what each loads, how each passes on what was typed, and how each wants to be answered.

use std::ffi::OsString;

use clap::ValueEnum;
use serde_json::json;

use super::{Answer, Candidate, Paths};

/// A shell that completes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// nushell
    Nushell,
}

/// The line by which a shell is told to add paths of its own.
const FILES: &str = ":files";
/// The same for directories.
const DIRECTORIES: &str = ":directories";

impl Shell {
    /// What the shell loads: it asks the program itself what may come next.
    pub(crate) fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("../../../assets/completions/maitri.bash"),
            Self::Zsh => include_str!("../../../assets/completions/_maitri"),
            Self::Fish => include_str!("../../../assets/completions/maitri.fish"),
            Self::Nushell => include_str!("../../../assets/completions/maitri.nu"),
        }
    }

    /// The words that were typed, as the program would be given them, and how the last was typed.
    pub(crate) fn words(self, typed: &[OsString]) -> (Vec<String>, Typed) {
        let mut words: Vec<String> = typed.iter().map(|word| word.to_string_lossy().into_owned()).collect();
        let is_quoted = words.last().is_some_and(|word| word.starts_with(['"', '\'']));
        let mut last = Typed { is_quoted, head: String::new() };
        if self == Self::Bash {
            words = rejoined(words, &mut last.head);
        }
        if self != Self::Zsh {
            words = words.iter().map(|word| unquoted(word)).collect();
        }
        (words, last)
    }

    /// What the shell is told.
    pub(crate) fn told(self, answer: &Answer, words: &[String], typed: &Typed) -> String {
        let last = words.last().map_or("", String::as_str);
        match self {
            Self::Bash => {
                let word = |candidate: &Candidate| {
                    let value = candidate.value.strip_prefix(typed.head.as_str())?;
                    let begins = candidate.value.starts_with(last);
                    begins.then(|| if typed.is_quoted { value.to_owned() } else { escaped(value) })
                };
                lines(answer.candidates.iter().filter_map(word), answer.paths)
            }
            Self::Zsh | Self::Fish => {
                let line = |candidate: &Candidate| format!("{}\t{}", candidate.value, candidate.about);
                lines(answer.candidates.iter().map(line), answer.paths)
            }
            // It offers its own paths, or what it is told, and never both.
            Self::Nushell if answer.candidates.is_empty() && answer.paths != Paths::None => "null\n".to_owned(),
            Self::Nushell => {
                let word = |candidate: &Candidate| {
                    let value = &candidate.value;
                    let is_plain = value.chars().all(|c| c.is_alphanumeric() || "._/=,-".contains(c));
                    let value = match value.contains('\'') {
                        _ if is_plain => value.clone(),
                        false => format!("'{value}'"),
                        true => json!(value).to_string(),
                    };
                    json!({ "value": value, "description": candidate.about })
                };
                let all: Vec<_> = answer.candidates.iter().map(word).collect();
                format!("{}\n", json!(all))
            }
        }
    }
}

/// How the last word was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    /// Whether it begins with a quotation mark.
    is_quoted: bool,
    /// What stands before the part of it that the shell replaces.
    head: String,
}

fn lines(words: impl Iterator<Item = String>, paths: Paths) -> String {
    let paths = match paths {
        Paths::None => None,
        Paths::Files => Some(FILES.to_owned()),
        Paths::Directories => Some(DIRECTORIES.to_owned()),
    };
    words.chain(paths).map(|line| line + "\n").collect()
}

/// The words of bash, which parts `--tab=timeline` into three. What it does not replace of the last is told as its head.
fn rejoined(words: Vec<String>, head: &mut String) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let count = words.len();
    for (at, word) in words.into_iter().enumerate() {
        let is_last = at + 1 == count;
        let goes_on = joined.last().is_some_and(|before| {
            before.starts_with("--") && (word == "=" && !before.contains('=') || before.ends_with('=') && word != "=")
        });
        match joined.last_mut().filter(|_| goes_on) {
            Some(before) => {
                if is_last {
                    *head = if word == "=" { format!("{before}=") } else { before.clone() };
                }
                before.push_str(&word);
            }
            None => joined.push(word),
        }
    }
    joined
}

/// A word without the signs that quote in it, also where the last is still to come.
fn unquoted(word: &str) -> String {
    let closed = ["", "\"", "'"].iter().find_map(|end| shell_words::split(&format!("{word}{end}")).ok());
    match closed.as_deref() {
        Some([one]) => one.clone(),
        _ => word.to_owned(),
    }
}

/// A word with a backslash before whatever a shell would act on.
fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && !"._/=,:-+@%".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(shell: Shell, typed: &[&str]) -> (Vec<String>, Typed) {
        shell.words(&typed.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_words_of_bash_are_put_together_again() {
        let typed = |head: &str| Typed { is_quoted: false, head: head.to_owned() };
        assert_eq!(read(Shell::Bash, &["maitri", "--tab", "=", "ti"]).0, ["maitri", "--tab=ti"]);
        assert_eq!(read(Shell::Bash, &["maitri", "--tab", "=", "ti"]).1, typed("--tab="));
        assert_eq!(
            read(Shell::Bash, &["maitri", "--tab", "="]),
            (vec!["maitri".into(), "--tab=".into()], typed("--tab="))
        );
        let (words, last) = read(Shell::Bash, &["maitri", "--tab", "=", "trade", ""]);
        assert_eq!((words, last), (vec!["maitri".into(), "--tab=trade".into(), String::new()], typed("")));
        assert_eq!(read(Shell::Bash, &["maitri", "--data", "\"my pack\"", "it\\ s"]).0[2..], ["my pack", "it s"]);
    }

    #[test]
    fn what_is_still_quoted_is_read() {
        let (words, last) = read(Shell::Fish, &["maitri", "--topic", "\"Science & T"]);
        assert_eq!((words[2].as_str(), last.is_quoted), ("Science & T", true));
        assert_eq!(read(Shell::Zsh, &["maitri", "it's"]).0[1], "it's", "zsh tells them without their quotes");
    }

    #[test]
    fn each_shell_is_told_in_its_way() {
        let all = Answer {
            candidates: vec![Candidate::new("--topic=R&D x", "a\tb\n\u{1b}[31mc"), Candidate::new("--topic=Sea", "")],
            paths: Paths::Files,
        };
        let told = |shell: Shell, typed: &[&str]| {
            let (words, last) = read(shell, typed);
            shell.told(&all, &words, &last)
        };
        assert_eq!(told(Shell::Bash, &["m", "--topic", "=", "R"]), "R\\&D\\ x\n:files\n");
        assert_eq!(told(Shell::Bash, &["m", "--topic", "=", "\"R"]), "R&D x\n:files\n");
        assert_eq!(told(Shell::Bash, &["m", "--topic=R"]), "--topic=R\\&D\\ x\n:files\n");
        let zsh = told(Shell::Zsh, &["m", "--topic="]);
        assert!(
            zsh.starts_with("--topic=R&D x\ta b ") && !zsh.contains('\u{1b}') && zsh.lines().count() == 3,
            "{zsh:?}"
        );
        assert!(told(Shell::Nushell, &["m", ""]).contains("\"value\":\"'--topic=R&D x'\""));
        let files = Answer { candidates: Vec::new(), paths: Paths::Files };
        assert_eq!(Shell::Nushell.told(&files, &[], &Typed::default()), "null\n");
        assert_eq!(Shell::Nushell.told(&Answer::default(), &[], &Typed::default()), "[]\n");
    }
}
