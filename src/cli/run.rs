//! A run of the program: from the words of a command line to an exit code.

use std::ffi::OsString;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use clap::builder::{BoolishValueParser, TypedValueParser as _};
use clap::{CommandFactory as _, ValueEnum as _};

use super::args::{Arguments, Command, Repeated, parse};
use super::commands::explore;
use super::commands::task::{Given, Task};
use super::errors::{Failure, cleaned};
use super::io::Io;
use super::kept_packs;
use super::kiosk;
use super::look::ColorChoice;
use super::packs::ChosenPacks;
use super::serving;
use super::settings;
use super::waiting;
use crate::store::packs;
use crate::term::panic_hook::{Message, PanicHook};
use crate::term::visit::SORRY;

/// The exit code of a program that panicked.
const PANICKED: u8 = 101;

/// Does what the words ask for, the program's name first, and tells why where that cannot be done. What is given back
/// is the exit code.
pub fn run(words: &[OsString], io: &mut Io<'_>) -> u8 {
    let arguments = match parse(words, Repeated::Refused, io) {
        Ok(arguments) => arguments,
        Err(error) => {
            settings::write_ascii_where_text_is(asked_ascii(words, io), words.iter().any(|word| word == "--kiosk"), io);
            return tell(&error, asked_color(words, io), io);
        }
    };
    let is_visit = arguments.explore.visit.kiosk;
    if let Some(limits) = explore::limits(&arguments.explore.visit) {
        io.write_patiently(limits);
    }
    settings::write_ascii_where_text_is(arguments.explore.ascii, is_visit, io);
    let hook = PanicHook::hold(if is_visit { Message::None } else { Message::Usual });
    // Nothing is used of what a panic may have left half done but the ends, which are only written to.
    let run = catch_unwind(AssertUnwindSafe(|| {
        if is_visit { visit(words, io).map_err(kiosk::without_details) } else { obey(arguments, io) }
    }));
    drop(hook);
    let flushed = io.output.flush().map_err(Failure::Output);
    if let Ok(done) = run {
        return ended(done.and(flushed), io);
    }
    if is_visit {
        let _ = writeln!(io.errors, "{SORRY}");
    }
    PANICKED
}

/// The exit code of what was done; tells why it was not.
fn ended(done: Result<(), Failure>, io: &mut Io<'_>) -> u8 {
    let Err(failure) = done else { return 0 };
    // Whoever closed the other end does not want to know.
    if !failure.is_silent() {
        let _ = writeln!(io.errors, "{failure}");
    }
    failure.code()
}

/// Tells what is wrong with the arguments, which are quoted cleaned; or the help or version asked for, in so many
/// colours.
fn tell(error: &clap::Error, color: ColorChoice, io: &mut Io<'_>) -> u8 {
    let text = error.render();
    if error.use_stderr() {
        let _ = write!(io.errors, "{}", cleaned(&text.to_string()));
        return u8::try_from(error.exit_code()).unwrap_or(1);
    }
    let written = if io.is_painted(color) { write!(io.output, "{}", text.ansi()) } else { write!(io.output, "{text}") };
    ended(written.and_then(|()| io.output.flush()).map_err(Failure::Output), io)
}

/// How many colours a command line asks for that says nothing else to be obeyed, as one that asks for help does; else
/// the environment.
fn asked_color(words: &[OsString], io: &Io<'_>) -> ColorChoice {
    let mut words = words.iter().filter_map(|word| word.to_str()).take_while(|word| *word != "--");
    let mut asked = None;
    while let Some(word) = words.next() {
        let value = if word == "--color" { words.next() } else { word.strip_prefix("--color=") };
        asked = value.and_then(|value| ColorChoice::from_str(value, false).ok()).or(asked);
    }
    let told = || io.variable("MAITRI_COLOR").and_then(|value| ColorChoice::from_str(&value, false).ok());
    asked.or_else(told).unwrap_or_default()
}

/// The same of whether ASCII is asked for.
fn asked_ascii(words: &[OsString], io: &Io<'_>) -> Option<bool> {
    let words = words.iter().filter_map(|word| word.to_str()).take_while(|word| *word != "--");
    let value = |word: &str| match word.strip_prefix("--ascii")? {
        "" => Some(true),
        value => boolish(value.strip_prefix('=')?),
    };
    words.filter_map(value).last().or_else(|| boolish(&io.variable("MAITRI_ASCII")?))
}

/// What a word says that is yes or no, as the command line reads it.
fn boolish(word: &str) -> Option<bool> {
    BoolishValueParser::new().parse_ref(&Arguments::command(), None, word.as_ref()).ok()
}

/// Does what a visitor asks for.
fn visit(words: &[OsString], io: &mut Io<'_>) -> Result<(), Failure> {
    match kiosk::with_visitors(words, io)? {
        Some(arguments) => obey(arguments, io),
        None => Ok(()),
    }
}

fn obey(arguments: Arguments, io: &mut Io<'_>) -> Result<(), Failure> {
    let Arguments { data, explore, command } = arguments;
    let data = kept_packs::paths_of(data, io);
    let task = match command.map(Command::task) {
        Some(Task::Standalone(task)) => return task.run(&Given { data, command_line: Arguments::command }, io),
        task => task,
    };
    let bytes = data.iter().map(|path| usize::try_from(packs::bytes(path)).unwrap_or_default()).sum();
    let mut chosen = waiting::for_pack((bytes, io.elapsed()), io, |_| ChosenPacks::named(&data))?;
    // A visitor sees what whoever set this up has named, and nothing of that person's own.
    if !explore.visit.kiosk {
        chosen = chosen.with_installed(io);
    }
    let open = chosen.stack();
    let waited = io.elapsed();
    let dataset = waiting::for_pack((open.bytes(), waited), io, |loading| open.dataset_telling(loading))?;
    if task.is_some() {
        for sentence in &dataset.layers.left_out {
            io.warn(sentence);
        }
    }
    let done = match task {
        Some(Task::OfDataset(task)) => task.run(&dataset, &explore, io),
        Some(Task::Serving(serve)) => serving::run(&dataset, &serve, explore, io),
        Some(Task::Standalone(_)) | None => explore::run(&dataset, &explore.into(), io),
    };
    if open.bytes() > FORGOTTEN {
        std::mem::forget(dataset);
    }
    done
}

/// The memory of a pack of more bytes is not given back piece by piece, for which whoever leaves would wait: the system
/// takes it all as the program ends.
const FORGOTTEN: usize = 8 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use std::io::{self, ErrorKind, Write};
    use std::panic::{catch_unwind, set_hook, take_hook};
    use std::process::Command as Process;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::clock::Clock;

    /// The code, the output and what was said beside it of a run with this input, these variables and this day.
    fn ran(words: &[&str], input: &str, variables: &[(&str, &str)], day: &str) -> (u8, String, String) {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let mut io = Io::new(input.as_bytes(), &mut output, &mut errors);
        io.environment =
            Box::new(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into()));
        io.clock = Some(Clock::set_to(format!("{day}T12:00:00").parse().unwrap()));
        let code = run(&words_of(words), &mut io);
        drop(io);
        (code, String::from_utf8(output).unwrap(), String::from_utf8(errors).unwrap())
    }

    fn words_of(words: &[&str]) -> Vec<OsString> {
        ["maitri"].iter().chain(words).map(OsString::from).collect()
    }

    const DAY: &str = "2026-08-01";

    #[test]
    fn a_command_writes_to_the_output_it_is_given() {
        let (code, output, errors) = ran(&["show", "cepa"], "", &[], DAY);
        assert!(code == 0 && output.starts_with("Comprehensive Economic") && errors.is_empty(), "{output}{errors}");
        let (code, output, _) = ran(&["--version"], "", &[], DAY);
        assert_eq!((code, output), (0, format!("maitri {}\n", env!("CARGO_PKG_VERSION"))));
    }

    #[test]
    fn what_goes_wrong_is_said_beside_the_output() {
        let (code, output, errors) = ran(&["show", "cepaa"], "", &[], DAY);
        assert!(
            code == 1 && output.is_empty() && errors.starts_with("maitri: no record has the id “cepaa”"),
            "{errors}"
        );
        let (code, output, errors) = ran(&["--nope"], "", &[], DAY);
        assert!(code == 2 && output.is_empty() && errors.contains("'--nope'"), "{errors}");
    }

    #[test]
    fn text_is_ascii_where_the_terminals_is_unless_the_command_line_or_the_settings_say_otherwise() {
        let directory = tempfile::tempdir().unwrap();
        let home = directory.path().to_str().unwrap();
        std::fs::create_dir(directory.path().join("maitri")).unwrap();
        let written = |words: &[&str], setting: &str, variables: &[(&str, &str)]| {
            std::fs::write(directory.path().join("maitri/config.ron"), setting).unwrap();
            let (mut output, mut errors) = (Vec::new(), Vec::new());
            let mut io = Io::new(io::empty(), &mut output, &mut errors);
            (io.terminals.output, io.terminals.errors) = (true, true);
            let set = [&[("LANG", "C"), ("HOME", home), ("XDG_CONFIG_HOME", home)][..], variables].concat();
            io.environment =
                Box::new(move |name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into()));
            io.clock = Some(Clock::set_to("2026-08-01T12:00:00".parse().unwrap()));
            run(&words_of(words), &mut io);
            drop(io);
            output.is_ascii() && errors.is_ascii()
        };
        for words in [&["--print", "--size", "80x24"][..], &["show", "nørdwest"], &["--nøpe"]] {
            let with = |option| [&[option], words].concat();
            for set in ["()", "(ascii: true)", "(ascii: maybe)"] {
                assert!(written(words, set, &[]), "{words:?} {set}");
                assert!(!written(&with("--ascii=no"), set, &[]), "{words:?} {set}");
                assert!(!written(words, set, &[("MAITRI_ASCII", "false")]), "{words:?} {set}");
            }
            assert!(!written(words, "(ascii: false)", &[]), "{words:?}");
            assert!(written(&with("--ascii"), "(ascii: false)", &[]), "{words:?}");
        }
        assert!(
            written(&["--kiosk", "--print", "--size", "80x24"], "(ascii: false)", &[]),
            "a visitor has no settings"
        );
    }

    #[test]
    fn today_is_the_day_of_the_clock() {
        let told = ran(&["today"], "", &[], "2028-02-29");
        assert_eq!(told, ran(&["today", "--date", "2028-02-29"], "", &[], DAY));
        assert!(told.1.starts_with("On 29 February in other years"), "{}", told.1);
    }

    #[test]
    fn no_variable_of_the_process_is_seen() {
        assert!(std::env::var_os("PATH").is_some());
        let (code, _, errors) = ran(&["config", "path"], "", &[], DAY);
        assert!(code == 1 && errors.contains("neither XDG_CONFIG_HOME nor HOME"), "{errors}");
        let home = tempfile::tempdir().unwrap();
        let home = home.path().to_str().unwrap();
        let (code, output, _) = ran(&["config", "path"], "", &[("HOME", home)], DAY);
        assert_eq!((code, output), (0, format!("{home}/.config/maitri/config.ron\n")));
    }

    #[test]
    fn answers_are_read_from_the_input_that_is_given() {
        let (code, output, errors) = ran(&["quiz", "--cram", "--cards", "1"], "\ng\n", &[], DAY);
        assert!(
            code == 0 && output.ends_with("1 answer, 1 known; nothing was kept, as asked. 0 cards left.\n"),
            "{output}"
        );
        assert!(errors.is_empty(), "{errors}");
    }

    #[test]
    fn a_visitors_command_comes_from_the_environment_that_is_given() {
        let asked = |command| ran(&["--kiosk"], "", &[("SSH_ORIGINAL_COMMAND", command)], DAY);
        assert_eq!(asked("show cepa"), ran(&["show", "cepa"], "", &[], DAY));
        let (code, output, errors) = asked("--state-dir /tmp");
        assert!(code == 1 && output.is_empty() && errors.contains("a visitor cannot have that"), "{errors}");
    }

    /// An output that cannot be written to.
    struct Broken(fn() -> io::Error);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err((self.0)())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The code and what is said beside the output of a run whose output is broken.
    fn ran_into(words: &[&str], error: fn() -> io::Error) -> (u8, String) {
        let mut errors = Vec::new();
        let mut io = Io::new(io::empty(), Broken(error), &mut errors);
        let code = run(&words_of(words), &mut io);
        drop(io);
        (code, String::from_utf8(errors).unwrap())
    }

    #[test]
    fn whoever_closed_the_output_is_told_nothing() {
        assert_eq!(ran_into(&["today"], || ErrorKind::BrokenPipe.into()), (0, String::new()));
        let (code, errors) = ran_into(&["today"], || ErrorKind::StorageFull.into());
        assert!(code == 1 && errors.starts_with("maitri: the output cannot be written"), "{errors}");
    }

    /// How many panics were told by the hook of the test below.
    static TOLD: AtomicUsize = AtomicUsize::new(0);

    /// How many panics are told when there is one outside of a run.
    fn told() -> usize {
        let before = TOLD.load(Ordering::SeqCst);
        catch_unwind(|| panic!("outside")).unwrap_err();
        TOLD.load(Ordering::SeqCst) - before
    }

    #[test]
    #[ignore = "it changes the hook of its process, so the test below runs it in one of its own"]
    fn alone_the_hook_is_put_back() {
        set_hook(Box::new(|_| {
            TOLD.fetch_add(1, Ordering::SeqCst);
        }));
        let broken = || -> io::Error { panic!("a fault of the program") };
        for round in 1..=3 {
            let before = TOLD.load(Ordering::SeqCst);
            assert_eq!(ran_into(&["today"], broken), (PANICKED, String::new()));
            assert_eq!(TOLD.load(Ordering::SeqCst) - before, 1, "in run {round} the hook that stood there tells it");
            assert_eq!(ran_into(&["--kiosk", "--print"], broken), (PANICKED, format!("{SORRY}\n")));
            assert_eq!(TOLD.load(Ordering::SeqCst) - before, 1, "in run {round} a visitor is told no file names");
            assert_eq!(told(), 1, "after run {round}");
        }
        // Runs that overlap: the last to end puts it back.
        let (outer, inner) = (PanicHook::hold(Message::None), PanicHook::hold(Message::Usual));
        drop(outer);
        assert_eq!(told(), 1);
        let outer = PanicHook::hold(Message::None);
        drop(inner);
        assert_eq!(told(), 0, "it is held, and minds the message");
        assert_eq!(std::thread::spawn(told).join().unwrap(), 0, "a thread nobody holds it from works for all");
        drop(outer);
        assert_eq!(told(), 1);
        drop(take_hook());
    }

    #[test]
    fn the_hook_is_put_back() {
        let this = std::env::current_exe().unwrap();
        let name = "cli::run::tests::alone_the_hook_is_put_back";
        let output = Process::new(this).args(["--exact", "--ignored", name]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("1 passed"), "{said}");
    }
}
