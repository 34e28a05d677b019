//! How a pack that is kept gets on with the others: whether it is left out because of them, and what it changes that
//! they change too. Whether it is sound by itself is for the check.

use std::path::{Path, PathBuf};

use crate::cli::commands::task::Given;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::kept_packs;
use crate::cli::packs::{ChosenPacks, Contested, Together};
use crate::data::layer;
use crate::data::problem::{OtherPlace, Problem};
use crate::store::packs;

/// All packs that are kept and used on a base of this id, with those that are named if that is theirs.
pub(super) fn on(base: &str, given: &Given, io: &Io<'_>) -> Result<Together, Failure> {
    let named = ChosenPacks::named(&given.data)?;
    let chosen = if named.base_id().as_deref() == Some(base) {
        named
    } else {
        let base = kept_packs::base(base, io).map(|(_, files)| files);
        base.map_or(named, |base| ChosenPacks { base: Some(base), layers: Vec::new(), left_out: Vec::new() })
    };
    chosen.with_installed(io).stack().together()
}

/// The same with a pack that lies where it is kept, or, if it is not used, above all others.
pub(super) fn with(path: &Path, given: &Given, io: &Io<'_>) -> Result<Together, Failure> {
    let files = packs::read(path).map_err(Failure::Pack)?;
    let Some(base) = layer::extends(&files) else { return Ok(Together::default()) };
    if kept_packs::all(io).unwrap_or_default().iter().any(|pack| pack.is_on && pack.path == path) {
        return on(&base, given, io);
    }
    ChosenPacks::with(&given.data, path, files, io)?.with_installed(io).stack().together()
}

impl Together {
    /// Why a pack is left out, in a line.
    pub(super) fn why_left_out(&self, path: &Path) -> Option<String> {
        let (_, problems) = self.left_out.iter().find(|(known, _)| known == path)?;
        problems.first().map(on_one_line)
    }

    /// What a pack changes that others change too.
    pub(super) fn contested_by<'t>(&'t self, path: &Path) -> impl Iterator<Item = &'t Contested> {
        self.contested.iter().filter(move |one| [&one.later, &one.earlier].iter().any(|lying| lying.path == path))
    }

    /// All that is to be said of a pack, a sentence each.
    pub(super) fn told_of(&self, path: &Path) -> Vec<String> {
        let why = self.why_left_out(path).map(|why| format!("with the others that are used it is left out: {why}"));
        why.into_iter().chain(self.contested_by(path).map(|one| one.told(None))).collect()
    }
}

impl Contested {
    /// Who wants what otherwise, and what holds, in a line with both places; those below a directory are told from
    /// there.
    pub(super) fn told(&self, within: Option<&Path>) -> String {
        let Self { later, earlier, is_heard, problem } = self;
        let (later, earlier, what) = (&later.name, &earlier.name, &problem.path);
        let places: Vec<String> = place(&problem.file, problem.place.as_ref().map(|place| (place.line, place.column)))
            .into_iter()
            .chain(problem.other.as_deref().and_then(other_place))
            .map(|place| shortened(place, within))
            .collect();
        let places = places.join(", ");
        if *is_heard {
            format!("{what} is changed by {later} and {earlier}, and {later} holds: {places}")
        } else {
            format!(
                "{what} is withdrawn by {earlier}, and that holds; what {later} changes of it is not heard: {places}"
            )
        }
    }
}

fn shortened(place: String, within: Option<&Path>) -> String {
    let below = within.and_then(|within| Path::new(&place).strip_prefix(within).ok()).map(PathBuf::from);
    below.map_or(place, |below| below.display().to_string())
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
