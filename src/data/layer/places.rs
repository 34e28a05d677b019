//! Where a problem of packs in layers is told: in the file of the layer that causes it, with its line and column, and
//! with the place in the base beside it where that is what it is about. Texts that were put together are in no file.

use super::instruction::Namespace;
use super::spliced::FileOffset;
use super::woven::{Thing, Woven};
use crate::data::problem::{FilePosition, OtherPlace, Problem};

/// What is said of a place in the base to which something that a layer says leads.
const BENEATH: &str = "this stands in the pack that it lies on";

/// Where a problem stands.
enum Stands {
    /// In what a layer says.
    InLayer(FileOffset),
    /// In what the base says.
    InBase(FileOffset),
    /// In no place.
    Nowhere,
}

impl Woven {
    /// A problem told where a layer causes it: one that stands in the base at what the layer says of that thing, or, if
    /// it says nothing of it, at the head of the uppermost layer.
    pub(super) fn translated(&self, problem: Problem) -> Problem {
        let thing = self.thing_of(&problem);
        let stands = self.stands(&problem.file, problem.place.as_ref());
        let base = match stands {
            Stands::InBase(place) => Some(place),
            Stands::InLayer(_) | Stands::Nowhere => None,
        };
        let at = match stands {
            Stands::InLayer(place) => Some(place),
            Stands::InBase(_) | Stands::Nowhere => {
                let step = thing.and_then(|thing| thing.steps.last()).map(|step| step.place);
                step.or_else(|| self.heads.last().map(|head| (*head, 0)))
            }
        };
        let Problem { severity, file, place, path, message, other } = problem;
        let other = other.map(|other| self.beside(*other)).or_else(|| base.map(|base| self.other(base, BENEATH)));
        let (file, place) = match at.and_then(|place| self.file_and_position(place)) {
            Some((file, place)) => (file, Some(place)),
            None => (file, place),
        };
        Problem { severity, file, place, path, message, other: other.map(Box::new) }
    }

    /// A problem told so, if it stands in what a layer says, or in a thing that one changed.
    pub(super) fn caused(&self, problem: Problem) -> Option<Problem> {
        let is_of_layer = matches!(self.stands(&problem.file, problem.place.as_ref()), Stands::InLayer(_));
        (is_of_layer || self.thing_of(&problem).is_some()).then(|| self.translated(problem))
    }

    /// Which layer a problem is in, by its number among all.
    pub(super) fn layer_of(&self, problem: &Problem) -> Option<usize> {
        let at = self.files.list.iter().position(|file| file.name == problem.file)?;
        self.owners.get(at).copied().flatten()
    }

    /// Another place that matters.
    pub(super) fn other(&self, place: FileOffset, says: &str) -> OtherPlace {
        let (file, place) =
            self.file_and_position(place).unwrap_or_else(|| ("another pack".to_owned(), FilePosition::at("", 0)));
        OtherPlace { file, place, says: says.to_owned() }
    }

    fn beside(&self, other: OtherPlace) -> OtherPlace {
        match self.stands(&other.file, Some(&other.place)) {
            Stands::InLayer(place) | Stands::InBase(place) => self.other(place, &other.says),
            Stands::Nowhere => other,
        }
    }

    fn file_and_position(&self, (file, offset): FileOffset) -> Option<(String, FilePosition)> {
        let file = self.files.list.get(file)?;
        Some((file.name.clone(), FilePosition::at(&file.text, offset)))
    }

    fn stands(&self, name: &str, place: Option<&FilePosition>) -> Stands {
        let Some(number) = self.files.list.iter().position(|file| file.name == name) else { return Stands::Nowhere };
        let Some(file) = self.files.list.get(number) else { return Stands::Nowhere };
        let offset = place.map_or(0, |place| FilePosition::offset(&file.text, place.line, place.column));
        let text = number.checked_sub(self.files.list.len() - self.texts.len()).and_then(|at| self.texts.get(at));
        let place = match text {
            // Before its first piece stands what was put there: the bracket, and the name of the id.
            Some(text) => text.place(offset).or_else(|| text.origin()),
            None => Some((number, offset)),
        };
        match place {
            Some(place) if place.0 < self.base_count() => Stands::InBase(place),
            Some(place) => Stands::InLayer(place),
            None => Stands::Nowhere,
        }
    }

    /// The thing that a layer changed and a problem is of.
    fn thing_of(&self, problem: &Problem) -> Option<&Thing> {
        let text = self.files.list.iter().position(|file| file.name == problem.file);
        let is_its_text = |thing: &&Thing| thing.text.is_some() && thing.text == text;
        let id = problem.path.split(['.', '[']).next().unwrap_or_default();
        let is_named = |thing: &&Thing| thing.key.id == id && thing.key.namespace != Namespace::Sources;
        self.things.iter().find(is_its_text).or_else(|| self.things.iter().find(is_named))
    }
}
