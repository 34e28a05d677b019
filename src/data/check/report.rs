//! Problems of a pack as they are collected, each at its place in the files. What is a problem the other files know.

use std::collections::HashSet;
use std::fmt::Display;

use super::Only;
use crate::data::Dataset;
use crate::data::files::Files;
use crate::data::problem::{FilePosition, MOST, OtherPlace, Problem, did_you_mean};
use crate::data::unread::{self, Unread};

/// Collects problems and finds their places.
pub(super) struct Report<'r, 'a> {
    pub(super) files: &'r Files,
    pub(super) dataset: &'r Dataset<'a>,
    /// What did not parse: what points at it points at something.
    pub(super) unread: &'r Unread,
    /// What alone is judged; everything, without it.
    pub(super) only: Option<&'r Only<'r>>,
    pub(super) problems: Vec<Problem>,
}

impl<'r, 'a> Report<'r, 'a> {
    /// Of a pack that parsed whole.
    pub(super) fn new(dataset: &'r Dataset<'a>, files: &'r Files) -> Self {
        Self { files, dataset, unread: &unread::NOTHING, only: None, problems: Vec::new() }
    }
}

impl<'r> Report<'r, '_> {
    /// A problem at a text, or at its record's id where the text has lost its place.
    pub(super) fn problem(&mut self, id: &str, part: &(impl Display + ?Sized), at: &str, message: String) -> Problem {
        let found = self.files.locate(at).or_else(|| self.files.locate(id));
        let part = part.to_string();
        let path = if part.is_empty() { id.to_owned() } else { format!("{id}.{part}") };
        let file = found.map_or("pack", |(file, _)| file.name.as_str());
        Problem::new(file, found.map(|(file, offset)| FilePosition::at(&file.text, offset)), path, message)
    }

    pub(super) fn say(&mut self, id: &str, part: &(impl Display + ?Sized), at: &str, message: impl Into<String>) {
        // Finding a place takes a walk through the file.
        if self.problems.len() >= MOST {
            return;
        }
        let problem = self.problem(id, part, at, message.into());
        self.problems.push(problem);
    }

    /// Says it with another text that it is about, and what that is.
    pub(super) fn say_beside(
        &mut self,
        id: &str,
        part: &(impl Display + ?Sized),
        at: &str,
        message: impl Into<String>,
        (other, says): (&str, &str),
    ) {
        if self.problems.len() >= MOST {
            return;
        }
        let problem = self.problem(id, part, at, message.into());
        let other = self.files.locate(other).map(|(file, offset)| OtherPlace {
            file: file.name.clone(),
            place: FilePosition::at(&file.text, offset),
            says: says.to_owned(),
        });
        self.problems.push(match other {
            Some(other) => problem.beside(other),
            None => problem,
        });
    }

    /// What of the known names a wrong one was perhaps meant to be, as a clause; nothing where enough is told already,
    /// for it is looked for among all of them.
    pub(super) fn did_you_mean<'n>(&self, wrong: &str, known: impl IntoIterator<Item = &'n str>) -> String {
        if self.problems.len() >= MOST {
            return String::new();
        }
        did_you_mean(wrong, known)
    }

    /// That no record has an id, and which one has one like it.
    pub(super) fn no_such_record(&self, id: &str) -> String {
        /// In a larger pack, and where enough is told already, the nearest is not looked for: it takes long.
        const LARGE: usize = 20_000;
        let is_worth_it = self.dataset.len() <= LARGE && self.problems.len() < MOST;
        let near = if is_worth_it { self.dataset.nearest_ids(id, 1) } else { Vec::new() };
        match near.first() {
            Some(near) => format!("no record has the id “{id}”; did you mean “{near}”?"),
            None => format!("no record has the id “{id}”"),
        }
    }

    /// Whether what has this id, among those of a part of the pack, is judged.
    pub(super) fn minds(&self, ids: impl Fn(&'r Only<'r>) -> &'r HashSet<&'r str>, id: &str) -> bool {
        self.only.is_none_or(|only| ids(only).contains(id))
    }
}
