//! What a record of one kind has of its own, as a list that says of each thing what it is, what it is called and
//! how it is found: whoever shows, searches, checks or counts bodies reads this and knows no kind.
//!
//! The lists themselves are in the files of [`super::body`]. Nothing here is kept: a list is made when it is asked for.

use super::cite::Cites;
use super::date::PartialDate;
use super::text::Text;

/// One thing that a record has because of its kind.
#[derive(Clone, Debug)]
pub struct Particular<'d> {
    /// Its field in a pack's file.
    pub field: &'static str,
    /// What a document calls it. Of several entries, what they are under.
    pub label: &'static str,
    /// What a match in it is called, if it is searched.
    pub found: Option<&'static str>,
    /// What it is.
    pub value: Value<'d>,
}

/// What a particular is, by the part it plays and not by the kind that has it.
#[derive(Clone, Debug)]
pub enum Value<'d> {
    /// Of what sort the thing is, told instead of its kind: `Dialogue`.
    Sort(&'d str),
    /// Of what branch it is, told behind its kind: `Exercise (Army)`.
    Branch(&'static str),
    /// How far it has come.
    State(&'d str),
    /// Whose it is: the code of a side.
    Side(&'d Text<'d>),
    /// Who signed it: the code of a side and a name.
    Parties(Vec<(&'d Text<'d>, &'d Text<'d>)>),
    /// A phrase or a sentence, where it is told.
    Text(Option<&'d Text<'d>>),
    /// Names in a row.
    Names(&'d [Text<'d>]),
    /// A date it is known by, where it is told. Of several the first comes first in time.
    Date(Option<PartialDate>),
    /// Where it is: degrees north and east.
    Position(f64, f64),
    /// What happened time and again, oldest first, and what one of it is called: `meeting`.
    Entries(&'static str, Vec<Entry<'d>>),
    /// What it stands for: other names of it, each with where it is used so.
    Meanings(Vec<(&'d Text<'d>, &'d Cites<'d>)>),
}

/// One of several happenings that a record tells of.
#[derive(Clone, Debug)]
pub struct Entry<'d> {
    /// Its ordinal, where told.
    pub number: Option<u16>,
    /// Its name, where it has one.
    pub name: Option<&'d Text<'d>>,
    /// When.
    pub date: Option<PartialDate>,
    /// Where.
    pub place: Option<&'d Text<'d>>,
    /// What is told of it.
    pub note: Option<&'d Text<'d>>,
    /// Where it is said.
    pub cites: &'d Cites<'d>,
}

impl<'d> Particular<'d> {
    /// A particular that is shown and not searched.
    pub(super) fn new(field: &'static str, label: &'static str, value: Value<'d>) -> Self {
        Self { field, label, found: None, value }
    }

    /// The same, searched too; a match in it is called this.
    pub(super) fn found_as(self, name: &'static str) -> Self {
        Self { found: Some(name), ..self }
    }
}

impl<'d> Value<'d> {
    /// The word of a closed list that it is, if it is one.
    #[must_use]
    pub fn word(&self) -> Option<&'d str> {
        match self {
            Self::Sort(word) | Self::Branch(word) | Self::State(word) => Some(word),
            Self::Side(_)
            | Self::Parties(_)
            | Self::Text(_)
            | Self::Names(_)
            | Self::Date(_)
            | Self::Position(..)
            | Self::Entries(..)
            | Self::Meanings(_) => None,
        }
    }

    /// Calls back with every text that a reader sees as it is written, and the number of its entry if it is of one.
    pub fn each_text(&self, visit: &mut dyn FnMut(Option<usize>, &'d Text<'d>)) {
        match self {
            Self::Text(text) => text.iter().for_each(|text| visit(None, text)),
            Self::Names(names) => names.iter().for_each(|name| visit(None, name)),
            Self::Parties(parties) => parties.iter().for_each(|(_, name)| visit(None, name)),
            Self::Meanings(meanings) => meanings.iter().for_each(|(meaning, _)| visit(None, meaning)),
            Self::Entries(_, entries) => {
                for (index, entry) in entries.iter().enumerate() {
                    for text in [entry.name, entry.place, entry.note].into_iter().flatten() {
                        visit(Some(index), text);
                    }
                }
            }
            Self::Sort(_) | Self::Branch(_) | Self::State(_) | Self::Side(_) | Self::Date(_) | Self::Position(..) => {}
        }
    }

    /// Where what it says is said; nothing for what rests on its record's own cites.
    #[must_use]
    pub fn cites(&self) -> Vec<&'d Cites<'d>> {
        match self {
            Self::Entries(_, entries) => entries.iter().map(|entry| entry.cites).collect(),
            Self::Meanings(meanings) => meanings.iter().map(|(_, cites)| *cites).collect(),
            Self::Sort(_)
            | Self::Branch(_)
            | Self::State(_)
            | Self::Side(_)
            | Self::Parties(_)
            | Self::Text(_)
            | Self::Names(_)
            | Self::Date(_)
            | Self::Position(..) => Vec::new(),
        }
    }
}
