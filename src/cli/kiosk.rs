//! A visit over SSH (`--kiosk`, `serve`): what a visitor's words ask for, and what a visitor is told of a failure.
//!
//! A visitor is told nothing of this machine: no path, no environment, no name. What may be asked for each command
//! says of itself ([`super::permission`]). How long a visit may last is in [`crate::term::visit`].

use std::ffi::OsString;
use std::io::Write as _;

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{Arguments, Command, Repeated, meant, parse};
use super::errors::Failure;
use super::io::Io;
use super::permission::{Permission as _, refused};
use crate::text::{clip, sanitised};

/// What sshd hands on of the command a visitor gave.
const VARIABLE: &str = "SSH_ORIGINAL_COMMAND";
/// No command that is meant well is longer, in bytes.
const LONGEST_COMMAND: usize = 1000;
/// The verb that stands for `--open`.
const OPEN: &str = "open";
/// What a visitor is told of: how each is asked for, and its name.
const COMMANDS: [(&str, &str); 15] = [
    ("open ID", OPEN),
    ("tour [NAME]", "tour"),
    ("search WORDS", "search"),
    ("show ID", "show"),
    ("timeline", "timeline"),
    ("agreements", "agreements"),
    ("institutions", "institutions"),
    ("topics", "topics"),
    ("chart ID", "chart"),
    ("today", "today"),
    ("mock", "mock"),
    ("mains", "mains"),
    ("sheet TOPIC", "sheet"),
    ("export", "export"),
    ("about", "about"),
];
/// Columns of a complaint that are repeated to the visitor.
const COMPLAINT: usize = 160;

/// What a visitor asks for.
pub(super) enum Asked {
    /// This, which is permitted.
    Arguments(Box<Arguments>),
    /// To be told this: what there is to ask for, or the version.
    Told(String),
}

/// What this command line and the visitor's ask for together, or nothing if the visitor has been told help instead.
///
/// # Errors
/// A sentence, if a visitor may not ask for this.
pub(super) fn with_visitors(own: &[OsString], io: &mut Io<'_>) -> Result<Option<Arguments>, Failure> {
    let command = (io.environment)(VARIABLE).unwrap_or_default();
    let words = words(command.as_encoded_bytes())?;
    if let Asked::Told(text) = asked(&words, io)? {
        write!(io.output, "{text}")?;
        return Ok(None);
    }
    // Each as it was meant by itself: nothing that a visitor types changes a word of the host's.
    let (own, visitors) = (meant(own, Repeated::LastCounts), meant(&alone(&words), Repeated::LastCounts));
    let both: Vec<OsString> = own.into_iter().chain(visitors.into_iter().skip(1)).collect();
    parse(&both, Repeated::LastCounts, io).map(Some).map_err(|error| refused(&complaint(&error)))
}

/// A visitor's words as a command line of their own.
fn alone(words: &[OsString]) -> Vec<OsString> {
    [OsString::from("maitri")].into_iter().chain(words.iter().cloned()).collect()
}

/// What these words of a visitor's ask for, alone, so that nothing in them can touch what whoever set this up has said.
///
/// # Errors
/// A sentence, if a visitor may not ask for this.
pub(super) fn asked(words: &[OsString], io: &Io<'_>) -> Result<Asked, Failure> {
    if let [word] = words
        && (word == "help" || word == "--help" || word == "-h")
    {
        return Ok(Asked::Told(help()));
    }
    let alone = alone(words);
    let parsed = || parse(&alone, Repeated::LastCounts, io);
    let permitted = |visitors| {
        permit(visitors)?;
        parsed().map(|visitors| Asked::Arguments(Box::new(visitors))).map_err(|error| refused(&complaint(&error)))
    };
    match parsed() {
        Ok(visitors) => permitted(visitors),
        Err(error)
            if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) =>
        {
            help_of(&error.to_string()).map(Asked::Told)
        }
        Err(error) if error.kind() == ErrorKind::DisplayVersion => Ok(Asked::Told(error.to_string())),
        Err(error) => Err(refused(&complaint(&error))),
    }
}

/// The words of a command, without the program's own name, which some will write. Nothing in it is expanded. To open a
/// record needs no dash, which a visitor's own ssh would take for its own.
///
/// # Errors
/// A sentence, if they cannot be told apart.
pub(super) fn words(command: &[u8]) -> Result<Vec<OsString>, Failure> {
    if command.len() > LONGEST_COMMAND {
        return Err(refused("that command is too long"));
    }
    let command = str::from_utf8(command).map_err(|_| refused("that command is not text in UTF-8"))?;
    // A line that a system with other line ends has sent is told apart as one with ours.
    let mut words =
        shell_words::split(&command.replace('\r', " ")).map_err(|_| refused("a quotation mark has no fellow"))?;
    if words.first().is_some_and(|word| word == "maitri") {
        words.remove(0);
    }
    if words == [OPEN] {
        return Err(refused("open wants the id of a record behind it; search tells the ids"));
    }
    if let Some(first) = words.first_mut().filter(|word| *word == OPEN) {
        first.insert_str(0, "--");
    }
    Ok(words.into_iter().map(OsString::from).collect())
}

/// What a visitor may ask for, a line each.
pub(super) fn help() -> String {
    let command = Arguments::command();
    let about = |name: &str| {
        let found = command.find_subcommand(name).and_then(clap::Command::get_about);
        found.map(ToString::to_string).unwrap_or_default()
    };
    let lines = COMMANDS.iter().map(|(usage, name)| {
        let told = if *name == OPEN { "Open the explorer on this record".to_owned() } else { about(name) };
        format!("  {usage:18} {told}\n")
    });
    let lines: String = lines.collect();
    format!(
        "With no command you explore, in a terminal; `q` leaves. With one:\n{lines}`search --help` tells more of one.\n"
    )
}

/// This help, where it is of a command that a visitor may have; a visitor's own in place of that of them all.
///
/// # Errors
/// A sentence, where it is of another.
fn help_of(text: &str) -> Result<String, Failure> {
    let usage = text.lines().find_map(|line| line.strip_prefix("Usage: maitri "));
    let name = usage.and_then(|usage| usage.split(' ').next()).unwrap_or_default();
    if Arguments::command().find_subcommand(name).is_none() {
        return Ok(help());
    }
    if COMMANDS.iter().any(|(_, known)| *known == name) {
        return Ok(text.to_owned());
    }
    Err(refused(&format!("{name} is not for visitors")))
}

/// Refuses what a visitor may not ask for.
fn permit(visitors: Arguments) -> Result<(), Failure> {
    if !visitors.data.is_empty() {
        return Err(refused("--data names a file of this machine"));
    }
    let of_command = || visitors.command.map(Command::task).and_then(|task| task.refusal());
    visitors.explore.refusal().or_else(of_command).map_or(Ok(()), |reason| Err(refused(reason)))
}

/// What is wrong with a command line, in a few words.
fn complaint(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::MissingRequiredArgument
        && let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg)
    {
        return format!("it wants {} as well", missing.join(" and "));
    }
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    clip(&sanitised(line.trim_start_matches("error: ")), COMPLAINT).into_owned()
}

/// A failure as a visitor is told it: the problems of a pack name files.
pub(super) fn without_details(failure: Failure) -> Failure {
    match failure {
        Failure::Pack(_) | Failure::Config(_) => {
            Failure::Refused("the collection cannot be shown at the moment".to_owned())
        }
        Failure::Terminal(_) => Failure::Refused("your terminal cannot be used".to_owned()),
        Failure::Refused(sentence) => Failure::Refused(as_typed(&sentence)),
        failure => failure,
    }
}

/// A sentence with its commands as a visitor types them: without the program's name, but where it is of the host's.
fn as_typed(sentence: &str) -> String {
    let mut parts = sentence.split("`maitri ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |told, part| told + if part.starts_with("serve") { "`maitri " } else { "`" } + part)
}

#[cfg(test)]
mod tests {
    use std::io::{empty, sink};

    use super::*;

    fn told(command: &str) -> Result<Asked, String> {
        let io = Io::new(empty(), sink(), sink());
        words(command.as_bytes()).and_then(|words| asked(&words, &io)).map_err(|failure| failure.to_string())
    }

    #[test]
    fn a_record_is_opened_without_a_dash() {
        for command in ["open cepa", "maitri open cepa", "--open cepa", "--open=cepa"] {
            let Ok(Asked::Arguments(arguments)) = told(command) else { panic!("{command}") };
            assert_eq!(arguments.explore.open.as_deref(), Some("cepa"), "{command}");
        }
        for nothing in ["open", "maitri open"] {
            assert!(
                told(nothing).is_err_and(|sentence| sentence.contains("open wants the id of a record")),
                "{nothing}"
            );
        }
        assert!(matches!(told("search open"), Ok(Asked::Arguments(found)) if found.explore.open.is_none()));
    }

    #[test]
    fn no_word_of_a_visitors_changes_one_of_the_hosts() {
        let mut io = Io::new(empty(), sink(), sink());
        io.environment = Box::new(|name| (name == VARIABLE).then(|| "search --limit １０ １０".into()));
        for own in
            [&["maitri", "--kiosk", "--data", "１０"][..], &["maitri", "--data=１０", "--size=８０ｘ２４", "--kiosk"]]
        {
            let own: Vec<OsString> = own.iter().map(OsString::from).collect();
            let Ok(Some(both)) = with_visitors(&own, &mut io) else { panic!("{own:?}") };
            assert_eq!(both.data, [std::path::PathBuf::from("１０")]);
            let asked = format!("{:?}", both.command);
            assert!(asked.contains("10") && asked.contains("１０"), "{asked}");
        }
    }

    #[test]
    fn help_tells_of_what_a_visitor_may_have_and_of_nothing_else() {
        for command in ["help", "--help", "-h"] {
            let Ok(Asked::Told(text)) = told(command) else { panic!("{command}") };
            assert_eq!(text.lines().count(), COMMANDS.len() + 2, "{text}");
            assert!(!["doctor", "config", "serve", "import"].iter().any(|name| text.contains(name)), "{text}");
        }
        for command in ["--ascii --help", "help help"] {
            assert!(matches!(told(command), Ok(Asked::Told(text)) if text == help()), "{command}");
        }
        for command in ["help serve", "serve --help", "serve -h", "check --help", "pack", "help pack new"] {
            assert!(told(command).is_err_and(|sentence| sentence.contains(" is not for visitors; ")), "{command}");
        }
        for (usage, name) in COMMANDS {
            let usage = usage.replace(['[', ']'], "").replace("tour NAME", "tour");
            assert!(matches!(told(&usage), Ok(Asked::Arguments(_))), "{usage}");
            assert!(name == OPEN || Arguments::command().find_subcommand(name).is_some(), "{name}");
        }
        assert!(told("search --help").is_ok_and(|asked| matches!(asked, Asked::Told(_))));
    }

    #[test]
    fn a_visitor_is_told_of_commands_as_they_are_typed_there() {
        let told = |sentence: &str| without_details(Failure::Refused(sentence.to_owned())).to_string();
        assert_eq!(told("try `maitri search`, or `maitri --print`"), "maitri: try `search`, or `--print`");
        assert_eq!(told("`maitri chart` lists them"), "maitri: `chart` lists them");
        assert_eq!(told("whoever started `maitri serve`"), "maitri: whoever started `maitri serve`");
    }

    #[test]
    fn what_is_wrong_with_a_command_is_said() {
        let said = |command: &[u8]| words(command).map_err(|failure| failure.to_string()).unwrap_err();
        assert!(said(&[0xff, 0xfe]).contains("not text in UTF-8"));
        assert!(said(&[b'x'; 1001]).contains("too long"));
        assert!(said(b"search \"cepa").contains("no fellow"));
        assert!(told("search").is_err_and(|sentence| sentence.contains(": it wants <QUERY>... as well; ")));
        assert!(told("--print --size 0x0").is_err_and(|sentence| sentence.contains("'0x0'")));
        assert!(matches!(told("search\rcepa\r"), Ok(Asked::Arguments(_))));
        for command in ["serve", "check", "--kiosk", "search x --data /etc", "import x", "quiz"] {
            assert!(told(command).is_err_and(|sentence| sentence.starts_with("maitri: a visitor cannot have that: ")));
        }
    }
}
