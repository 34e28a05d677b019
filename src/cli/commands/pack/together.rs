//! How a pack that is kept gets on with the others: whether it is left out because of them, and what it changes that
//! they change too. Whether it is sound by itself is for the check.

use crate::cli::commands::task::Given;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::packs::{Chosen, Together};
use crate::data::problem::{OtherPlace, Problem};

/// All packs that are kept and used, with those that are named.
pub(super) fn all(given: &Given, io: &Io<'_>) -> Result<Together, Failure> {
    Chosen::named(&given.data)?.with_installed(io).stack().together()
}

impl Together {
    /// Why the pack of an id is left out, in a line.
    pub(super) fn why_left_out(&self, id: &str) -> Option<String> {
        let (_, problems) = self.left_out.iter().find(|(known, _)| known == id)?;
        problems.first().map(on_one_line)
    }

    /// What the pack of an id changes that others change too, each in a line with both places.
    pub(super) fn conflicts_of(&self, id: &str) -> Vec<String> {
        let is_of = |ids: &[String; 2]| ids.iter().any(|known| known == id);
        let told = |(ids, problem): &([String; 2], Problem)| {
            let [later, earlier] = ids;
            let places: Vec<String> =
                place(&problem.file, problem.place.as_ref().map(|place| (place.line, place.column)))
                    .into_iter()
                    .chain(problem.other.as_deref().and_then(other_place))
                    .collect();
            format!("{} is changed by {later} and {earlier}, and {later} holds: {}", problem.path, places.join(", "))
        };
        self.conflicts.iter().filter(|(ids, _)| is_of(ids)).map(told).collect()
    }
}

fn place(file: &str, at: Option<(usize, usize)>) -> Option<String> {
    at.map(|(line, column)| format!("{file}:{line}:{column}"))
}

fn other_place(other: &OtherPlace) -> Option<String> {
    place(&other.file, Some((other.place.line, other.place.column)))
}

/// A problem in a line: its place, what is wrong, and the other place.
fn on_one_line(problem: &Problem) -> String {
    let at = place(&problem.file, problem.place.as_ref().map(|place| (place.line, place.column)));
    let place = at.unwrap_or_else(|| problem.file.clone());
    let other = problem.other.as_deref().and_then(other_place);
    let other = other.map_or_else(String::new, |other| format!(" (the other is at {other})"));
    format!("{place}: {}{other}", problem.message)
}
