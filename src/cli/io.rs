//! What a run meets of the world outside: its input, its output, what is said beside it, its environment and its clock.
//!
//! A command is handed this and looks nowhere else, so that several runs go on in one process, each in a world of its
//! own. The process's own world is made into one by [`Io::of_process`], the only place that looks at it. What stays
//! the process's: the disk, which is the matter of [`crate::store`]; the terminal that the explorer is drawn on, which
//! [`crate::term`] takes over where [`Terminals`] says that there is one; and the time zone.

use std::cell::Cell;
use std::env;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal as _, Write};
use std::mem;
use std::rc::Rc;
use std::time::Duration;

use jiff::civil::{Date, DateTime};

use super::ascii_output::AsciiOutput;
use super::errors::cleaned;
use super::look::ColorChoice;
use crate::clock::Clock;
use crate::store::paths::HOME;
use crate::term::visit::Limits;

/// What tells the value of a variable.
pub type Variables<'p> = dyn Fn(&str) -> Option<OsString> + 'p;

/// The world of a run.
pub struct Io<'p> {
    /// Where answers come from.
    pub input: Box<dyn BufRead + 'p>,
    /// Where goes what was asked for.
    pub output: Box<dyn Write + 'p>,
    /// Where goes what is said beside it.
    pub errors: Box<dyn Write + 'p>,
    /// The variables that are set.
    pub environment: Box<Variables<'p>>,
    /// The clock; without one, this machine's, which begins when it is first asked.
    pub clock: Option<Clock>,
    /// When the run began, whatever day its clock is set to.
    began: Clock,
    /// Which of the ends are terminals.
    pub terminals: Terminals,
    /// Opens the process's own ends once more so that they wait for their reader only within limits, where these are
    /// the ends.
    patiently: Option<Patiently>,
    /// Those limits, once there are any.
    patience: Option<Rc<Cell<Limits>>>,
}

/// What opens the output, and the end for what is said beside it, within limits.
type Patiently = fn(&Rc<Cell<Limits>>) -> io::Result<[Box<dyn Write>; 2]>;

/// Once a visit is over, what is still to be said waits for its reader no longer than a goodbye takes on a slow line.
const GOODBYE: Duration = Duration::from_millis(500);

/// Which ends are terminals, and how wide the output's is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminals {
    /// Whether a person types the input.
    pub input: bool,
    /// Whether a person sees the output.
    pub output: bool,
    /// Whether a person sees what is said beside it.
    pub errors: bool,
    /// Measures the columns of the process's terminal, where that is the one.
    pub columns: Option<fn() -> Option<usize>>,
}

/// The variable that sets the clock of a debug build: a day, or a day and a time.
const TODAY: &str = "MAITRI_TODAY";

impl Io<'static> {
    /// The process's own.
    #[must_use]
    pub fn of_process() -> Self {
        // The system knows where a user is at home even where no variable says so.
        let variable = |name: &str| if name == HOME { env::home_dir().map(Into::into) } else { env::var_os(name) };
        let measured = || crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns));
        Self {
            // None of them is locked: the explorer's line and the question for the background use them too.
            input: Box::new(BufReader::new(io::stdin())),
            output: Box::new(BufWriter::new(io::stdout())),
            errors: Box::new(io::stderr()),
            environment: Box::new(variable),
            clock: None,
            began: Clock::start(),
            terminals: Terminals {
                input: io::stdin().is_terminal(),
                output: io::stdout().is_terminal(),
                errors: io::stderr().is_terminal(),
                columns: Some(measured),
            },
            patiently: PATIENTLY,
            patience: None,
        }
    }
}

impl<'p> Io<'p> {
    /// A world of one's own: none of its ends is a terminal, no variable is set.
    #[must_use]
    pub fn new(input: impl BufRead + 'p, output: impl Write + 'p, errors: impl Write + 'p) -> Self {
        Self {
            input: Box::new(input),
            output: Box::new(output),
            errors: Box::new(errors),
            environment: Box::new(|_| None),
            clock: None,
            began: Clock::start(),
            terminals: Terminals::default(),
            patiently: None,
            patience: None,
        }
    }

    /// The value of a variable, if it is set to a text.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<String> {
        (self.environment)(name)?.into_string().ok()
    }

    /// Whether a person is at both ends, so that the explorer can be used.
    #[must_use]
    pub fn is_interactive(&self) -> bool {
        self.terminals.input && self.terminals.output
    }

    /// Says something beside the output. Whoever closed that end does not want to know.
    pub fn warn(&mut self, sentence: &str) {
        let _ = writeln!(self.errors, "maitri: {}", cleaned(sentence));
    }

    /// How long this run has gone on.
    pub(super) fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// The clock of this run. Tests of the whole program are given a day of their own; a released program cannot
    /// be, so that no stray variable ever dates somebody's answers.
    pub fn clock(&mut self) -> Clock {
        let clock = self.clock.or_else(|| self.set_clock()).unwrap_or_else(Clock::start);
        *self.clock.insert(clock)
    }

    /// The clock that a variable sets, in a debug build.
    fn set_clock(&mut self) -> Option<Clock> {
        if !cfg!(debug_assertions) {
            return None;
        }
        let text = self.variable(TODAY).filter(|text| !text.is_empty())?;
        let complaint = |error| self.warn(&format!("{TODAY} counts for nothing: {error}"));
        told(&text).map(Clock::set_to).map_err(complaint).ok()
    }

    /// Has what is written wait for its reader no longer than a visit may last. Where that is not possible, it waits as
    /// ever.
    pub(super) fn write_patiently(&mut self, limits: Limits) {
        let limits = Rc::new(Cell::new(limits));
        if let Some(Ok([output, errors])) = self.patiently.map(|open| open(&limits)) {
            (self.output, self.errors) = (Box::new(BufWriter::new(output)), errors);
            self.patience = Some(limits);
        }
    }

    /// Has what is still to be written of a visit that is over wait for nobody.
    pub(super) fn wait_no_more(&mut self) {
        if let Some(limits) = &self.patience {
            limits.set(Limits { idle: Some(GOODBYE), session: None });
        }
    }

    /// Has what is written to a terminal be ASCII.
    pub(super) fn write_ascii(&mut self) {
        if self.terminals.output {
            let output = mem::replace(&mut self.output, Box::new(io::sink()));
            self.output = Box::new(AsciiOutput::new(output));
        }
        if self.terminals.errors {
            let errors = mem::replace(&mut self.errors, Box::new(io::sink()));
            self.errors = Box::new(AsciiOutput::new(errors));
        }
    }

    /// Whether help is painted: as the command line asks, or else for a person, at a terminal that knows how, unless
    /// that is not wanted (no-color.org, force-color.org, bixense.com/clicolors).
    #[must_use]
    pub(super) fn is_painted(&self, asked: ColorChoice) -> bool {
        if asked != ColorChoice::Auto {
            return asked != ColorChoice::Never;
        }
        let is_set = |name| (self.environment)(name).is_some_and(|value| !value.is_empty());
        // Nought says no in each of these. Of FORCE_COLOR that deviates from force-color.org, by which any value but an
        // empty one turns colours on: who writes 0 wants none.
        let says = |name| (self.environment)(name).filter(|value| !value.is_empty()).map(|value| value != "0");
        let clicolor = says("CLICOLOR");
        let forced = says("FORCE_COLOR");
        if is_set("NO_COLOR") || forced == Some(false) {
            return false;
        }
        if forced == Some(true) || says("CLICOLOR_FORCE") == Some(true) {
            return true;
        }
        let term = (self.environment)("TERM");
        let knows_colors = term.map_or(cfg!(windows), |term| term != "dumb");
        let is_test = (self.environment)("CI").is_some();
        clicolor != Some(false)
            && self.terminals.output
            && (knows_colors || clicolor == Some(true) || is_test)
            && obeys_escapes()
    }
}

#[cfg(unix)]
const PATIENTLY: Option<Patiently> = Some(|limits| {
    use crate::term::transport::PatientOutput;
    let clock = Clock::start();
    let output = PatientOutput::new(io::stdout(), Rc::clone(limits), clock)?;
    let errors = PatientOutput::new(io::stderr(), Rc::clone(limits), clock)?;
    Ok([Box::new(output), Box::new(errors)])
});
#[cfg(not(unix))]
const PATIENTLY: Option<Patiently> = None;

/// The moment a text tells. A bare day means its noon, not its midnight, at which the day before is still studied.
fn told(text: &str) -> Result<DateTime, jiff::Error> {
    if text.contains(':') { text.parse() } else { text.parse().map(|day: Date| day.at(12, 0, 0, 0)) }
}

/// Whether the system's terminals obey escape sequences, which an old one has to be asked for.
#[cfg(windows)]
fn obeys_escapes() -> bool {
    crossterm::ansi_support::supports_ansi()
}

/// Whether the system's terminals obey escape sequences.
#[cfg(not(windows))]
fn obeys_escapes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_world_of_ones_own_has_no_variables_and_no_terminal() {
        let io = Io::new(io::empty(), io::sink(), io::sink());
        assert_eq!((io.variable("PATH"), io.variable(HOME)), (None, None));
        assert!(!io.is_interactive() && !io.is_painted(ColorChoice::Auto));
    }

    #[test]
    fn a_sentence_beside_the_output_is_cleaned() {
        let mut errors = Vec::new();
        Io::new(io::empty(), io::sink(), &mut errors).warn("a\u{1b}[31mb\nc");
        let said = String::from_utf8(errors).unwrap();
        assert!(said.starts_with("maitri: a") && said.ends_with("b\nc\n") && !said.contains('\u{1b}'), "{said:?}");
    }

    #[test]
    fn the_clock_is_the_one_given_and_then_stays() {
        let moment: DateTime = "2028-02-29T23:00:00".parse().unwrap();
        let mut io = Io::new(io::empty(), io::sink(), io::sink());
        io.clock = Some(Clock::set_to(moment));
        assert_eq!(io.clock().now().wall.date(), moment.date());
    }

    #[test]
    fn a_variable_sets_the_clock_of_a_debug_build() {
        let mut io = Io::new(io::empty(), io::sink(), io::sink());
        io.environment = Box::new(|name| (name == TODAY).then(|| "1998-02-28".into()));
        let day: Date = "1998-02-28".parse().unwrap();
        assert_eq!(io.clock().now().wall.date() == day, cfg!(debug_assertions));
    }

    #[test]
    fn a_bare_day_means_its_noon() {
        let moments = ["2026-11-29", "2026-11-29 00:30", "2026-11-29T23:00:00"].map(|text| told(text).unwrap());
        assert_eq!(moments.map(|moment| (moment.day(), moment.hour())), [(29, 12), (29, 0), (29, 23)]);
        assert!(told("today").is_err());
    }

    #[test]
    fn help_is_painted_for_a_person_who_wants_it() {
        let painted = |set: &'static [(&str, &str)]| {
            let mut io = Io::new(io::empty(), io::sink(), io::sink());
            io.terminals.output = true;
            io.environment =
                Box::new(move |name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into()));
            io.is_painted(ColorChoice::Auto)
        };
        assert!(painted(&[("TERM", "xterm")]) && painted(&[("TERM", "dumb"), ("CLICOLOR", "1")]));
        assert!(!painted(&[("TERM", "dumb")]) && !painted(&[("TERM", "xterm"), ("NO_COLOR", "1")]));
        assert!(!painted(&[("TERM", "xterm"), ("CLICOLOR", "0")]));
        assert!(painted(&[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")]) && painted(&[("FORCE_COLOR", "1")]));
        assert!(!painted(&[("TERM", "dumb"), ("CLICOLOR_FORCE", "0")]), "nought forces nothing");
        assert!(!painted(&[("TERM", "xterm"), ("FORCE_COLOR", "0")]));
        assert!(!painted(&[("FORCE_COLOR", "3"), ("NO_COLOR", "1")]));
    }
}
