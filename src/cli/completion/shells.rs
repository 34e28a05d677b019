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
        let mut last = Typed::default();
        if self == Self::Bash {
            let open = words.last().and_then(|word| open_mark(word));
            words = rejoined(words, &mut last.head);
            if let Some((before, mark)) = open {
                last.mark = Some(mark);
                last.head.push_str(&unquoted(&before));
            }
        }
        if self != Self::Zsh {
            words = words.iter().map(|word| unquoted(word)).collect();
        }
        (words, last)
    }

    /// What the shell is told.
    pub(crate) fn told(self, answer: &Answer, words: &[String], typed: &Typed) -> String {
        let last = words.last().map_or("", String::as_str);
        // A line break would end what one word is, and a terminal would act on the others.
        let candidates = answer.candidates.iter().filter(|candidate| !candidate.value.contains(char::is_control));
        match self {
            // In `$'` other signs act.
            Self::Bash if typed.mark.is_some() && typed.head.ends_with('$') => String::new(),
            Self::Bash => {
                let fitting = fitting(candidates, last, &typed.head);
                let word = |value: &str| match typed.mark {
                    Some('"') => escaped_in_quotes(value),
                    Some(_) => value.replace('\'', r"'\''"),
                    None => escaped(value),
                };
                lines(fitting.into_iter().map(word), answer.paths)
            }
            Self::Zsh | Self::Fish => {
                let line = |candidate: &Candidate| format!("{}\t{}", candidate.value, candidate.about);
                lines(candidates.map(line), answer.paths)
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
                let all: Vec<_> = candidates.map(word).collect();
                format!("{}\n", json!(all))
            }
        }
    }
}

/// How the last word was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    /// The quotation mark that is still open where it ends. Bash puts what it is told after that; where none is, in the
    /// place of the whole word.
    mark: Option<char>,
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

/// What bash may put in the place of the last word, without what it does not replace: what begins as that. Capitals
/// count only where bash would otherwise shorten what was typed to what all have alike.
fn fitting<'c>(candidates: impl Iterator<Item = &'c Candidate>, last: &str, head: &str) -> Vec<&'c str> {
    let small = last.to_lowercase();
    let all: Vec<&str> = candidates
        .filter(|candidate| candidate.value.to_lowercase().starts_with(&small))
        .filter_map(|candidate| candidate.value.strip_prefix(head))
        .collect();
    let typed = last.strip_prefix(head).unwrap_or(last);
    let alike = |one: &str| all.iter().all(|other| other.starts_with(one));
    // Where they have nothing alike, it leaves what was typed.
    let is_shortened = || all.first().and_then(|first| first.chars().next()).is_some_and(|c| alike(&c.to_string()));
    if !all.iter().any(|value| value.starts_with(typed)) || alike(typed) || !is_shortened() {
        return all;
    }
    all.into_iter().filter(|value| value.starts_with(typed)).collect()
}

/// The words of bash, which parts `--tab=timeline`, `a:b` and `a@b` into three. What it does not replace of the last is
/// told as its head.
fn rejoined(words: Vec<String>, head: &mut String) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let count = words.len();
    for (at, word) in words.into_iter().enumerate() {
        let is_last = at + 1 == count;
        let is_joint = |word: &str| !word.is_empty() && word.chars().all(|c| matches!(c, ':' | '@'));
        let goes_on = joined.last().is_some_and(|before| {
            let is_option = before.starts_with("--");
            is_option && (word == "=" && !before.contains('=') || before.ends_with('=') && word != "=")
                || at > 1 && is_joint(&word)
                || !word.is_empty() && [":", "@"].iter().any(|sign| is_parted_at(before, sign))
        });
        match joined.last_mut().filter(|_| goes_on) {
            Some(before) => {
                if is_last {
                    let is_between = word == "=" || is_joint(&word);
                    *head = if is_between { format!("{before}{word}") } else { before.clone() };
                }
                before.push_str(&word);
            }
            None => joined.push(word),
        }
    }
    joined
}

/// Whether a word goes on in the next after this sign, which nothing quotes.
fn is_parted_at(word: &str, sign: &str) -> bool {
    word.strip_suffix(sign).is_some_and(|before| !before.is_empty() && !before.ends_with('\\'))
}

/// The quotation mark that is open where a word ends, and what stands before it.
fn open_mark(word: &str) -> Option<(String, char)> {
    let (mut open, mut is_escaped) = (None, false);
    for (at, c) in word.char_indices() {
        match open {
            _ if is_escaped => is_escaped = false,
            Some((_, mark)) if c == mark => open = None,
            Some((_, '\'')) => {}
            _ if c == '\\' => is_escaped = true,
            None if matches!(c, '"' | '\'') => open = Some((at, c)),
            _ => {}
        }
    }
    open.and_then(|(at, mark)| Some((word.get(..at)?.to_owned(), mark)))
}

/// A word without the signs that quote in it, also where the last is still to come.
fn unquoted(word: &str) -> String {
    let closed = ["", "\"", "'"].iter().find_map(|end| shell_words::split(&format!("{word}{end}")).ok());
    match closed.as_deref() {
        Some([one]) => one.clone(),
        _ => word.to_owned(),
    }
}

/// A word with a backslash before whatever a shell would act on, and whatever would part the word in bash's
/// `COMP_WORDBREAKS`, but for the sign between an option and its value.
fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        let acts = if c.is_ascii() {
            !c.is_ascii_alphanumeric() && !"._/=,-+%".contains(c)
        } else {
            c.is_whitespace() || c.is_control()
        };
        if acts {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The same after `"`.
fn escaped_in_quotes(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            // Within the marks its backslash would stay, and without one an older command would come in its place.
            '!' => out.push_str(r#""\!""#),
            '"' | '\\' | '$' | '`' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(shell: Shell, typed: &[&str]) -> (Vec<String>, Typed) {
        shell.words(&typed.iter().map(OsString::from).collect::<Vec<_>>())
    }

    fn typed(head: &str) -> Typed {
        Typed { mark: None, head: head.to_owned() }
    }

    #[test]
    fn the_words_of_bash_are_put_together_again() {
        assert_eq!(read(Shell::Bash, &["maitri", "--tab", "=", "ti"]).0, ["maitri", "--tab=ti"]);
        assert_eq!(read(Shell::Bash, &["maitri", "--tab", "=", "ti"]).1, typed("--tab="));
        assert_eq!(
            read(Shell::Bash, &["maitri", "--tab", "="]),
            (vec!["maitri".into(), "--tab=".into()], typed("--tab="))
        );
        let (words, last) = read(Shell::Bash, &["maitri", "--tab", "=", "trade", ""]);
        assert_eq!((words, last), (vec!["maitri".into(), "--tab=trade".into(), String::new()], typed("")));
        for (typed, whole, head) in [
            (&["note", "exports", "@", "FY"][..], "exports@FY", "exports@"),
            (&["--topic", "a", ":", "b", ":"], "a:b:", "a:b:"),
            (&["--topic", "=", "a", ":", "b"], "--topic=a:b", "--topic=a:"),
            (&["--topic", "a", "::", "b"], "a::b", "a::"),
            (&["--topic", "a", ":", ""], "", ""),
            (&["note", "a\\:", "b"], "b", ""),
        ] {
            let (words, last) = read(Shell::Bash, &[&["maitri"], typed].concat());
            assert_eq!((words.last().map(String::as_str), last), (Some(whole), self::typed(head)), "{typed:?}");
        }
        assert_eq!(read(Shell::Bash, &["maitri", "--data", "\"my pack\"", "it\\ s"]).0[2..], ["my pack", "it s"]);
    }

    #[test]
    fn what_is_still_quoted_is_read() {
        let (words, _) = read(Shell::Fish, &["maitri", "--topic", "\"Science & T"]);
        assert_eq!(words[2], "Science & T");
        for (word, mark, head) in [
            ("\"Science & T", Some('"'), ""),
            ("'Sci\\", Some('\''), ""),
            ("Sci\"ence", Some('"'), "Sci"),
            ("\"Sci\"en'ce", Some('\''), "Scien"),
            ("\"Sci\\\"ence", Some('"'), ""),
            ("\"Science\"", None, ""),
            ("Sci\\'ence", None, ""),
            ("--topic='Sci", Some('\''), "--topic="),
        ] {
            let last = read(Shell::Bash, &["maitri", word]).1;
            assert_eq!(last, Typed { mark, head: head.to_owned() }, "{word}");
        }
        let last = read(Shell::Bash, &["maitri", "--topic", "=", "S\"ci"]).1;
        assert_eq!(last, Typed { mark: Some('"'), head: "--topic=S".to_owned() });
        assert_eq!(read(Shell::Zsh, &["maitri", "it's"]).0[1], "it's", "zsh tells them without their quotes");
    }

    #[test]
    fn capitals_count_in_bash_where_something_begins_so() {
        let answer = |values: &[&str]| Answer {
            candidates: values.iter().map(|value| Candidate::new(*value, "")).collect(),
            paths: Paths::None,
        };
        let told = |values: &[&str], typed: &str| {
            let (words, last) = read(Shell::Bash, &["m", typed]);
            Shell::Bash.told(&answer(values), &words, &last)
        };
        assert_eq!(told(&["Defence", "Economy"], "de"), "Defence\n");
        // Of these bash leaves what was typed as it is.
        assert_eq!(told(&["Defence", "defence-dialogue"], "de"), "Defence\ndefence-dialogue\n");
        assert_eq!(told(&["Defence", "defence-dialogue"], "De"), "Defence\ndefence-dialogue\n");
        // Of these it would leave a T.
        assert_eq!(told(&["Tea", "TEB", "teC"], "Te"), "Tea\nTEB\nteC\n");
        assert_eq!(told(&["Tea", "TEB"], "Te"), "Tea\n");
    }

    #[test]
    fn bash_acts_on_nothing_it_is_told() {
        let told = |value: &str, typed: &str| {
            let answer = Answer { candidates: vec![Candidate::new(value, "")], paths: Paths::None };
            let (words, last) = read(Shell::Bash, &["m", typed]);
            Shell::Bash.told(&answer, &words, &last)
        };
        for (value, bare, doubled, single) in [
            ("Q $(x)", "Q\\ \\$\\(x\\)", "Q \\$(x)", "Q $(x)"),
            ("Q`x`", "Q\\`x\\`", "Q\\`x\\`", "Q`x`"),
            ("Q'x", "Q\\'x", "Q'x", "Q'\\''x"),
            ("Q\"x", "Q\\\"x", "Q\\\"x", "Q\"x"),
            ("Q!x", "Q\\!x", "Q\"\\!\"x", "Q!x"),
            ("Q\\x", "Q\\\\x", "Q\\\\x", "Q\\x"),
            ("Q~#*{;", "Q\\~\\#\\*\\{\\;", "Q~#*{;", "Q~#*{;"),
            ("Q&|<>()", "Q\\&\\|\\<\\>\\(\\)", "Q&|<>()", "Q&|<>()"),
            ("Q?[^]:@", "Q\\?\\[\\^\\]\\:\\@", "Q?[^]:@", "Q?[^]:@"),
        ] {
            let line = |word: &str| format!("{word}\n");
            assert_eq!(told(value, "Q"), line(bare));
            assert_eq!(told(value, "\"Q\""), line(bare), "a word that is closed is replaced whole");
            assert_eq!(told(value, "\"Q"), line(doubled));
            assert_eq!(told(value, "'Q"), line(single));
        }
        for typed in ["Q", "\"Q", "'Q"] {
            assert_eq!(told("Q\nx", typed), "", "no line of its own");
            assert_eq!(told("Q\tx", typed), "", "nothing a terminal acts on");
        }
        assert_eq!((told("$Q'x", "$'Q"), told("Quay", "Q\"u")), (String::new(), "uay\n".to_owned()));
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
