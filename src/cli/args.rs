//! What may be said on the command line: the options, and the commands by name.
//!
//! What a command may be asked with stands in its own file below [`super::commands`], as does what comes of it. To add
//! one: its file, a variant here, and the arm of [`Command::task`] that the compiler then asks for.

mod misplaced;
mod nothing_typed;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use super::commands::explore::options::Explore;
use super::commands::task::Task;
use super::commands::{
    about, cards, chart, check, config, doctor, due, export, forget, generate, import, list, lists, mains, mark, mock,
    note, notes, pack, plan, quiz, search, serve, sheet, show, stats, today, tour,
};
use super::io::Io;
use crate::text::narrow::narrowed;
use crate::view::tab::Tab;

/// Explore the relationship between two countries, every statement sourced.
#[derive(Debug, Parser)]
#[command(name = "maitri", version, about = "Explore the relationship between two countries, every statement sourced")]
pub(crate) struct Arguments {
    /// Use the pack in this directory, in a .maitri file or kept by this name, instead of the bundled one; a pack that
    /// extends another is laid on it, and may be named besides
    #[arg(long, value_name = "DIR|NAME", global = true)]
    pub(crate) data: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) explore: Explore,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What to do instead of opening the explorer.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check a pack and tell every problem with its place
    Check(check::Check),
    /// Search everything, best hits first
    Search(search::Search),
    /// Show one record or series
    Show(show::Show),
    /// List everything dated, oldest first, a record a line
    Timeline(list::List),
    /// List the agreements, newest first; what has no date comes last
    Agreements(list::List),
    /// List the institutions by form
    Institutions(list::List),
    /// List arguments, initiatives, projects, exercises, people, places and terms
    Topics(list::List),
    /// Chart figures over time in text, or write them as CSV
    Chart(chart::Chart),
    /// Tell of the dataset: its edition, how much it holds, its sources, what changed
    About(about::About),
    /// Show the explorer to visitors over SSH, whoever runs this and wherever
    Serve(serve::Serve),
    /// Walk a tour through the explorer, stop by stop, or let it walk by itself
    Tour(tour::WalkTour),
    /// Tell what happened on this day and in this month of other years
    Today(today::Today),
    /// Write records and series for other programs; all of them unless some are asked for
    Export(export::Export),
    /// Take figures, events or records of other programs into a pack of your own
    Import(import::Import),
    /// Check the configuration, tell where it is, or write one to begin with
    Config(config::Configuration),
    /// Write what an installation wants: completions for a shell, or the manual
    Gen(generate::Generate),
    /// Make packs of your own, and hand them on
    Pack(pack::Packs),
    /// Tell what is due for study today
    Due(due::Due),
    /// Tell how studying goes: reviews a day, what comes, what was kept
    Stats(stats::Stats),
    /// Tell what fits until the exam at this pace, topic by topic, and what to leave
    Plan(plan::PlanFor),
    /// Ask the cards of the day, line by line
    Quiz(quiz::Quiz),
    /// List the cards, with what is known of each; set cards aside, or say that one is bad
    Cards(cards::Cards),
    /// Sit a mock exam with a clock, or print one with its key
    Mock(mock::Mock),
    /// Answer questions of the written examination and hold the answers against their outlines, or print both
    Mains(mains::Mains),
    /// Put a topic or records on one or two pages to print
    Sheet(sheet::Sheet),
    /// Tell which lists of marks there are, or what is in one
    Lists(lists::MarkLists),
    /// Put records or series in a list of marks
    Mark(mark::Mark),
    /// Take records or series out of a list of marks
    Unmark(mark::Unmark),
    /// Forget where you left off, and what you asked in the finder
    Forget(forget::Forget),
    /// List your notes, or those with some words
    Notes(notes::Notes),
    /// Tell your note on something, or write it
    Note(note::OneNote),
    /// Look for faults in the review log, and in the papers, answers and notes kept beside it
    Doctor(doctor::Doctor),
}

impl Command {
    /// What it needs and does.
    pub(crate) fn task(self) -> Task {
        match self {
            Self::Check(check) => Task::standalone(check),
            Self::Search(search) => Task::of_dataset(search),
            Self::Show(show) => Task::of_dataset(show),
            Self::Timeline(list) => Task::of_dataset(list.of(Tab::Timeline)),
            Self::Agreements(list) => Task::of_dataset(list.of(Tab::Agreements)),
            Self::Institutions(list) => Task::of_dataset(list.of(Tab::Institutions)),
            Self::Topics(list) => Task::of_dataset(list.of(Tab::Topics)),
            Self::Chart(chart) => Task::of_dataset(chart),
            Self::About(about) => Task::of_dataset(about),
            Self::Serve(serve) => Task::Serving(Box::new(serve)),
            Self::Tour(tour) => Task::of_dataset(tour),
            Self::Today(today) => Task::of_dataset(today),
            Self::Export(export) => Task::of_dataset(export),
            Self::Import(import) => Task::standalone(import),
            Self::Config(config) => Task::standalone(config),
            Self::Gen(generate) => Task::standalone(generate),
            Self::Pack(packs) => Task::standalone(packs),
            Self::Due(due) => Task::of_dataset(due),
            Self::Stats(stats) => Task::of_dataset(stats),
            Self::Plan(plan) => Task::of_dataset(plan),
            Self::Quiz(quiz) => Task::of_dataset(quiz),
            Self::Cards(cards) => Task::of_dataset(cards),
            Self::Mock(mock) => Task::of_dataset(mock),
            Self::Mains(mains) => Task::of_dataset(mains),
            Self::Sheet(sheet) => Task::of_dataset(sheet),
            Self::Lists(lists) => Task::of_dataset(lists),
            Self::Mark(mark) => Task::of_dataset(mark),
            Self::Unmark(unmark) => Task::of_dataset(unmark),
            Self::Forget(forget) => Task::standalone(forget),
            Self::Notes(notes) => Task::of_dataset(notes),
            Self::Note(note) => Task::of_dataset(note),
            Self::Doctor(doctor) => Task::of_dataset(doctor),
        }
    }
}

/// What comes of two like options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeated {
    /// They are refused.
    Refused,
    /// The last counts.
    LastCounts,
}

/// Reads the words of a command line, the program's name first, and the variables that stand for options.
///
/// # Errors
/// What is to be told instead: a complaint, or the help or version asked for.
pub(crate) fn parse(words: &[OsString], repeated: Repeated, io: &Io<'_>) -> Result<Arguments, clap::Error> {
    if let Some(arguments) = nothing_typed::read(words, io) {
        return Ok(arguments);
    }
    let whole = || {
        let command = command(repeated);
        // It measures the process's terminal for its help, unless there is none here.
        if io.terminals.columns.is_none() { command.term_width(WIDTH_OF_HELP) } else { command }
    };
    let (words, read) = as_meant(&without_variables(whole()), words);
    let words = words.as_slice();
    let mut matches = match read {
        // Help does tell of the variables.
        Err(error) if tells_help(error.kind()) => {
            return whole().try_get_matches_from(words).and_then(|matches| of_matches(&matches));
        }
        Err(error) => return Err(misplaced::told(error, &whole())),
        Ok(matches) => matches,
    };
    let variables = said_by_variables(&whole(), &matches, io);
    if !variables.is_empty() {
        let (name, rest) = words.split_at_checked(1).unwrap_or_default();
        let all: Vec<OsString> = name.iter().chain(&variables).chain(rest).cloned().collect();
        matches = as_meant(&without_variables(whole()), &all).1?;
    }
    of_matches(&matches)
}

/// These words, the program's name first, as they were meant: see [`as_meant`].
pub(crate) fn meant(words: &[OsString], repeated: Repeated) -> Vec<OsString> {
    as_meant(&without_variables(command(repeated)), words).0
}

fn command(repeated: Repeated) -> clap::Command {
    Arguments::command().args_override_self(repeated == Repeated::LastCounts)
}

/// Reads the words; a value or a command that is refused as it was typed, with another script's keyboard or input
/// method, is taken as the ASCII it stands for. The words as they were read are given back too.
fn as_meant(command: &clap::Command, words: &[OsString]) -> (Vec<OsString>, Result<ArgMatches, clap::Error>) {
    let mut words = words.to_vec();
    loop {
        let read = command.clone().try_get_matches_from(&words);
        let Some((at, word)) = read.as_ref().err().and_then(|error| narrowed_word(command, error, &words)) else {
            return (words, read);
        };
        if let Some(place) = words.get_mut(at) {
            *place = word.into();
        }
    }
}

/// The word that was refused and what it may have meant, if it was not ASCII and has that in it. Others may be equal to
/// it and stay as they are: names of files, words to be searched for.
fn narrowed_word(command: &clap::Command, error: &clap::Error, words: &[OsString]) -> Option<(usize, String)> {
    let told = |kind| match error.get(kind) {
        Some(ContextValue::String(told)) => Some(told.as_str()),
        _ => None,
    };
    let is_command = told(ContextKind::InvalidSubcommand).is_some();
    let refused = told(ContextKind::InvalidValue).or_else(|| told(ContextKind::InvalidSubcommand))?;
    let meant = narrowed(refused);
    if meant == refused {
        return None;
    }
    let options = options(command);
    // The error names an argument as help does: `--limit <N>`.
    let argument = told(ContextKind::InvalidArg).and_then(|named| named.split([' ', '=', '[']).next());
    let argument = argument.filter(|argument| argument.starts_with('-'));
    // Whether an option of this name, and of that of the one the error names, takes the word right after it.
    let is_before_value = |name: &str| {
        let mut named = options.iter().filter(|option| argument.is_none_or(|argument| is_named(option, argument)));
        named.any(|option| is_named(option, name) && !option.is_require_equals_set())
    };
    let is_value = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| words.get(before)?.to_str());
        before.is_some_and(is_before_value)
    };
    if let Some(argument) = argument {
        return words.iter().enumerate().skip(1).find_map(|(at, word)| {
            let word = word.to_str()?;
            if word == refused {
                return is_value(at).then(|| (at, meant.clone()));
            }
            let name = word.strip_suffix(refused)?.strip_suffix('=')?;
            let is_its = options.iter().any(|option| is_named(option, argument) && is_named(option, name));
            is_its.then(|| (at, format!("{name}={meant}")))
        });
    }
    let mut alike = (1..words.len()).filter(|at| words.get(*at).is_some_and(|word| word == refused) && !is_value(*at));
    let at = if is_command { alike.next() } else { alike.next_back() };
    Some((at?, meant))
}

/// Whether a word is one of an option's names.
fn is_named(option: &clap::Arg, word: &str) -> bool {
    let is_alias = |name: &str| option.get_all_aliases().is_some_and(|aliases| aliases.contains(&name));
    word.strip_prefix("--").is_some_and(|name| option.get_long() == Some(name) || is_alias(name))
}

/// Each option that takes a value, of this command and of those below it.
fn options(command: &clap::Command) -> Vec<&clap::Arg> {
    let own = command.get_arguments().filter(|argument| argument.get_long().is_some());
    let own = own.filter(|argument| argument.get_action().takes_values());
    own.chain(command.get_subcommands().flat_map(options)).collect()
}

/// Columns of help that no terminal shows.
const WIDTH_OF_HELP: usize = 100;

fn of_matches(matches: &ArgMatches) -> Result<Arguments, clap::Error> {
    Arguments::from_arg_matches(matches)
}

fn tells_help(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand)
}

/// The command line as it is read: clap itself would look at the process's variables.
fn without_variables(command: clap::Command) -> clap::Command {
    command.mut_args(|argument| argument.env(None::<&'static str>))
}

/// The options that were not given but that a variable stands for, as they would be given.
fn said_by_variables(command: &clap::Command, given: &ArgMatches, io: &Io<'_>) -> Vec<OsString> {
    let said = |argument: &clap::Arg| {
        let (long, variable) = (argument.get_long()?, argument.get_env()?.to_str()?);
        let value = (io.environment)(variable).filter(|_| !given.contains_id(argument.get_id().as_str()))?;
        let mut word = OsString::from(format!("--{long}="));
        word.push(value);
        Some(word)
    };
    command.get_arguments().filter_map(said).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{empty, sink};

    use super::*;

    fn parsed(words: &[&str], variables: &'static [(&str, &str)]) -> Result<Arguments, String> {
        let mut io = Io::new(empty(), sink(), sink());
        io.environment =
            Box::new(move |name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()));
        let words: Vec<OsString> = ["maitri"].iter().chain(words).map(OsString::from).collect();
        parse(&words, Repeated::Refused, &io).map_err(|error| error.to_string())
    }

    #[test]
    fn a_variable_stands_for_an_option_that_was_not_given() {
        let theme =
            |words: &[&str]| parsed(words, &[("MAITRI_THEME", "light"), ("MAITRI_ASCII", "yes")]).unwrap().explore;
        assert_eq!((theme(&[]).theme.as_deref(), theme(&[]).ascii), (Some("light"), Some(true)));
        assert_eq!(theme(&["--theme", "dark", "today"]).theme.as_deref(), Some("dark"));
        assert_eq!(theme(&["--ascii=false"]).ascii, Some(false));
    }

    #[test]
    fn a_variable_that_says_nothing_known_is_told_like_an_option() {
        let said = parsed(&["today"], &[("MAITRI_COLOR", "pink")]).unwrap_err();
        assert_eq!(said, parsed(&["--color=pink", "today"], &[]).unwrap_err());
        assert!(said.contains("invalid value 'pink' for '--color <DEPTH>'"), "{said}");
        let said = parsed(&["--nope"], &[("MAITRI_COLOR", "pink")]).unwrap_err();
        assert!(said.contains("'--nope'"), "what was typed comes first: {said}");
    }

    #[test]
    fn an_option_that_goes_before_the_command_is_told_so() {
        for (words, told) in [
            (&["tour", "money", "--state-dir", "x"][..], "maitri --state-dir … COMMAND"),
            (&["show", "cepa", "--print"], "maitri --print COMMAND"),
            (&["today", "--tab=trade"], "maitri --tab … COMMAND"),
        ] {
            let said = parsed(words, &[]).unwrap_err();
            assert!(said.contains("unexpected argument") && said.contains(told), "{said}");
        }
        let said = parsed(&["tour", "--nope"], &[]).unwrap_err();
        assert!(!said.contains("COMMAND"), "{said}");
    }

    #[test]
    fn what_an_input_method_left_wide_is_its_ascii_where_only_that_is_known() {
        let read = |words: &[&str]| parsed(words, &[]).map(|read| format!("{read:?}"));
        for (typed, meant) in [
            (&["ｓｅａｒｃｈ", "--limit", "１０", "ｃｅｐａ"][..], &["search", "--limit", "10", "ｃｅｐａ"][..]),
            (&["timeline", "--from", "２０１４", "--to=२०१६"], &["timeline", "--from", "2014", "--to=2016"]),
            (&["--color", "ｎｅｖｅｒ", "--size=８０ｘ２４"], &["--color", "never", "--size=80x24"]),
            (&["gen", "completions", "ｂａｓｈ"], &["gen", "completions", "bash"]),
        ] {
            assert!(read(meant).is_ok(), "{meant:?}");
            assert_eq!(read(typed), read(meant));
        }
        let said = read(&["search", "--limit", "ｔｅｎ", "x"]).unwrap_err();
        assert!(said.contains("'ten' for '--limit <N>'"), "{said}");
        assert_eq!(
            parsed(&["--data", "ｄ"], &[]).unwrap().data,
            [PathBuf::from("ｄ")],
            "names of files stay as they are"
        );
    }

    #[test]
    fn only_the_word_that_was_refused_is_taken_as_its_ascii() {
        let read = |words: &[&str]| parsed(words, &[]).map(|read| format!("{read:?}"));
        for (typed, meant) in [
            (
                &["--data", "１０", "search", "--limit", "１０", "１０"][..],
                &["--data", "１０", "search", "--limit", "10", "１０"][..],
            ),
            (&["search", "１０", "--limit=１０", "１０"], &["search", "１０", "--limit=10", "１０"]),
            (&["--data=ｎｅｖｅｒ", "--color=ｎｅｖｅｒ"], &["--data=ｎｅｖｅｒ", "--color=never"]),
            (
                &["--data", "ｓｅａｒｃｈ", "ｓｅａｒｃｈ", "ｓｅａｒｃｈ"],
                &["--data", "ｓｅａｒｃｈ", "search", "ｓｅａｒｃｈ"],
            ),
            (
                &["--data", "ｂａｓｈ", "gen", "completions", "ｂａｓｈ"],
                &["--data", "ｂａｓｈ", "gen", "completions", "bash"],
            ),
        ] {
            assert!(read(meant).is_ok(), "{meant:?}");
            assert_eq!(read(typed), read(meant));
        }
    }

    #[test]
    fn what_a_variable_says_is_taken_as_its_ascii_too() {
        let read =
            parsed(&["--data", "ｌｉｇｈｔ", "today"], &[("MAITRI_COLOR", "ｎｅｖｅｒ"), ("MAITRI_ASCII", "ｙｅｓ")])
                .unwrap();
        let plain =
            parsed(&["--data", "ｌｉｇｈｔ", "today"], &[("MAITRI_COLOR", "never"), ("MAITRI_ASCII", "yes")]).unwrap();
        assert_eq!(format!("{read:?}"), format!("{plain:?}"));
    }

    #[test]
    fn help_tells_of_the_variables() {
        let help = parsed(&["--help"], &[("MAITRI_COLOR", "pink")]).unwrap_err();
        assert!(help.contains("[env: MAITRI_COLOR]") && !help.contains("pink"), "{help}");
    }
}
