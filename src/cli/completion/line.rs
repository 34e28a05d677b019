//! What was typed of a command line, read as the program would read it: the command, what was said already, and what
//! the next word may be. Which values there are is for [`super::values`].

use std::collections::HashSet;

use clap::{Arg, ArgAction, Command};

use super::Candidate;

/// What the next word may be.
#[derive(Debug)]
pub(super) enum Awaited<'c> {
    /// A command, by its name.
    Command,
    /// An option, by its name.
    Option,
    /// A value; before it stands what of the word is no part of it, as in `--tab=`.
    Value {
        /// What it is a value of.
        argument: &'c Arg,
        /// What stands before it in the word.
        head: String,
    },
}

/// A line as far as it was typed.
#[derive(Debug)]
pub(super) struct Line<'c> {
    /// The command whose next word is awaited.
    pub(super) command: &'c Command,
    /// Its names, without the program's: `pack add`.
    pub(super) path: String,
    /// What `--data` was given.
    pub(super) data: Vec<String>,
    /// What may come.
    pub(super) awaited: Vec<Awaited<'c>>,
    /// The options that were given.
    given: HashSet<&'c str>,
}

/// An option whose value may come next.
struct Open<'c> {
    argument: &'c Arg,
    /// Whether it can do without.
    is_optional: bool,
}

impl<'c> Line<'c> {
    /// Reads the words before the last, the program's name being the first, and what that one may be.
    pub(super) fn read(whole: &'c Command, before: &[String], last: &str) -> Self {
        let mut line =
            Self { command: whole, path: String::new(), data: Vec::new(), awaited: Vec::new(), given: HashSet::new() };
        let (mut open, mut positionals, mut has_ended): (Option<Open<'c>>, usize, bool) = (None, 0, false);
        for word in before.iter().skip(1) {
            let waiting = open.take();
            if let Some(waiting) = waiting.filter(|open| !(has_ended || open.is_optional && word.starts_with('-'))) {
                if waiting.argument.get_id() == "data" {
                    line.data.push(word.clone());
                }
            } else if has_ended || word == "-" {
                positionals += 1;
            } else if word == "--" {
                has_ended = true;
            } else if word.starts_with('-') {
                open = line.option(word);
            } else if let Some(command) = line.command.find_subcommand(word).filter(|_| positionals == 0) {
                line.command = command;
                let between = if line.path.is_empty() { "" } else { " " };
                line.path.extend([between, command.get_name()]);
            } else {
                positionals += 1;
            }
        }
        line.await_next(open, positionals, has_ended, last);
        line
    }

    /// Takes an option in; tells it if its value may come in the next word.
    fn option(&mut self, word: &str) -> Option<Open<'c>> {
        let (name, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
        let argument = self.named(name)?;
        self.given.insert(argument.get_id().as_str());
        if let Some(value) = value {
            if argument.get_id() == "data" {
                self.data.push(value.to_owned());
            }
            return None;
        }
        let takes = takes_value(argument) && !argument.is_require_equals_set();
        let is_optional = argument.get_num_args().is_some_and(|range| range.min_values() == 0);
        takes.then_some(Open { argument, is_optional })
    }

    /// The option of this name, `--long` or `-s`; of several short ones the last.
    fn named(&self, name: &str) -> Option<&'c Arg> {
        let long = name.strip_prefix("--");
        let short = name.chars().next_back();
        self.command.get_arguments().find(|argument| match long {
            Some(long) => {
                argument.get_long() == Some(long)
                    || argument.get_all_aliases().is_some_and(|aliases| aliases.contains(&long))
            }
            None => argument.get_short().is_some() && argument.get_short() == short,
        })
    }

    fn await_next(&mut self, open: Option<Open<'c>>, positionals: usize, has_ended: bool, last: &str) {
        if let Some(open) = open {
            let is_optional = open.is_optional;
            self.awaited.push(Awaited::Value { argument: open.argument, head: String::new() });
            if !is_optional {
                return;
            }
        }
        if !has_ended && let Some((name, _)) = last.split_once('=').filter(|(name, _)| name.starts_with("--")) {
            let argument = self.named(name).filter(|argument| takes_value(argument));
            self.awaited.extend(argument.map(|argument| Awaited::Value { argument, head: format!("{name}=") }));
            return;
        }
        if !has_ended && last.starts_with('-') {
            self.awaited.push(Awaited::Option);
            return;
        }
        if !has_ended && positionals == 0 && self.command.has_subcommands() {
            self.awaited.push(Awaited::Command);
        }
        let mut all = self.command.get_positionals();
        let argument =
            all.nth(positionals).or_else(|| self.command.get_positionals().last().filter(|last| is_many(last)));
        self.awaited.extend(argument.map(|argument| Awaited::Value { argument, head: String::new() }));
        if self.awaited.is_empty() && !has_ended {
            self.awaited.push(Awaited::Option);
        }
    }

    /// The options that may still be given.
    pub(super) fn options(&self) -> impl Iterator<Item = Candidate> {
        let shown = self.command.get_arguments().filter(|argument| {
            !argument.is_hide_set() && (is_many(argument) || !self.given.contains(argument.get_id().as_str()))
        });
        shown.filter_map(|argument| {
            let about = argument.get_help().map(ToString::to_string).unwrap_or_default();
            Some(Candidate::new(format!("--{}", argument.get_long()?), &about))
        })
    }
}

fn takes_value(argument: &Arg) -> bool {
    argument.get_action().takes_values()
}

/// Whether it may be given several times, or take several values.
fn is_many(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Append | ArgAction::Count)
        || argument.get_num_args().is_some_and(|range| range.max_values() > 1)
}
