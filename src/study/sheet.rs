//! A sheet: what is worth knowing of a topic or of some records, on one or two pages to revise from and hand out.
//!
//! Here is decided what goes in, and no more than has room: [`request`] says what a sheet may be asked of, `gathering`
//! finds what it is about then and what stands near that, `subjects` tells it, and a file each picks the parts:
//! `opening`, `dates`, `figures`, `people`, `disputes`, `questions`, `mains`; `room` keeps it to two pages, what its
//! reader noted not counted. The same request always gives the same sheet. How it reads as text, Markdown or HTML is
//! for `crate::view::sheet`; where it may be written to, [`folder`].

mod bearing;
mod dates;
mod disputes;
mod figures;
pub mod folder;
mod gathering;
mod mains;
mod opening;
mod people;
mod questions;
pub mod request;
mod room;
mod subjects;

use std::borrow::Cow;

use crate::data::cite::{Cite, Cites, by_source};
use crate::data::mains::MainsQuestion;
use crate::data::native::ReadName;
use crate::data::pack::grade::Grade;
use crate::data::question::BankQuestion;
use crate::data::{Dataset, ItemId};
use bearing::Bearing;
use figures::Figures;
pub use gathering::Gathering;
pub use request::Request;
use subjects::Subjects;

/// A sheet, part by part in reading order.
#[derive(Debug)]
pub struct Sheet<'d> {
    /// What a file of it is called, without an ending: `cepa`, `defence`.
    pub name: String,
    /// What it is about.
    pub title: String,
    /// That at a glance: date, kind, sectors; or how much of a topic is Core.
    pub glance: String,
    /// The names of a single record in other scripts.
    pub native: Vec<ReadName<'d>>,
    /// What it is, a paragraph each.
    pub opening: Vec<Statement<'d>>,
    /// The facts of records, or what was agreed and is done on a topic.
    pub points: Part<'d>,
    /// When what happened, oldest first.
    pub dates: Part<'d>,
    /// How much of what, the newest.
    pub figures: Part<'d>,
    /// People and bodies.
    pub who: Part<'d>,
    /// Where sources disagree.
    pub disputes: Vec<Dispute<'d>>,
    /// What an exam is likely to ask.
    pub questions: Vec<Likely<'d>>,
    /// What the main examination is likely to ask.
    pub mains: Option<LikelyMains<'d>>,
    /// What its reader noted of it, without a source, where that is wanted.
    pub own: Vec<Statement<'d>>,
    /// Each source once, in the order in which they are cited.
    pub sources: Vec<CitedSource<'d>>,
    /// The records and series it is about, the most important first.
    pub items: Vec<ItemId>,
}

/// A part made of statements.
#[derive(Debug)]
pub struct Part<'d> {
    /// What stands over it.
    pub heading: &'static str,
    /// What it tells.
    pub statements: Vec<Statement<'d>>,
}

/// Something that is told, with where it is said.
#[derive(Clone, Debug)]
pub struct Statement<'d> {
    /// What it is of: a date, a name, a word. Empty before running text.
    pub label: Cow<'d, str>,
    /// What is told.
    pub text: Cow<'d, str>,
    /// Where it is said.
    pub cites: Vec<Cite<'d>>,
    /// How many more sources its record has that are not named here.
    pub more: usize,
}

/// A point on which sources disagree.
#[derive(Debug)]
pub struct Dispute<'d> {
    /// What is at issue.
    pub point: Cow<'d, str>,
    /// What each side says.
    pub claims: Vec<Statement<'d>>,
    /// The best-supported reading.
    pub reading: Statement<'d>,
}

/// A written question with its answer.
#[derive(Debug)]
pub struct Likely<'d> {
    /// The question.
    pub question: &'d BankQuestion<'d>,
    /// The option that is right.
    pub right: usize,
    /// Why, and what is to be learnt from it.
    pub reason: Statement<'d>,
}

impl Likely<'_> {
    /// The option that is right, without its stop.
    #[must_use]
    pub fn answer(&self) -> String {
        let right = self.question.options().get(self.right).cloned().unwrap_or_default();
        right.trim_end_matches('.').to_owned()
    }
}

/// A question of the main examination, with what an answer brings.
#[derive(Debug)]
pub struct LikelyMains<'d> {
    /// The question.
    pub question: &'d MainsQuestion<'d>,
    /// The examination it was really set in, if it was.
    pub set: Option<Statement<'d>>,
    /// The names of the points of its outline.
    pub outline: Statement<'d>,
}

/// A source that is cited on a sheet.
#[derive(Debug)]
pub struct CitedSource<'d> {
    /// The source, with everything of it that is cited.
    pub cite: Cite<'d>,
    /// How far it can be trusted, where the pack says so.
    pub grade: Option<Grade>,
    /// Whether its paragraphs have numbers by which they can be found.
    pub has_paragraphs: bool,
}

/// The number of a source behind a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its number among the sources, from 1.
    pub number: usize,
    /// Which paragraphs are meant, where others of them are cited elsewhere on the sheet: `¶14, ¶15`.
    pub part: Option<String>,
}

impl<'d> Statement<'d> {
    fn new(label: impl Into<Cow<'d, str>>, text: impl Into<Cow<'d, str>>, cites: Vec<Cite<'d>>) -> Self {
        Self { label: label.into(), text: text.into(), cites, more: 0 }
    }

    fn borne(label: impl Into<Cow<'d, str>>, text: impl Into<Cow<'d, str>>, bearing: Bearing<'d>) -> Self {
        Self { more: bearing.more, ..Self::new(label, text, bearing.cites) }
    }
}

/// What these cites name, each source once.
fn cited<'d>(cites: impl IntoIterator<Item = &'d Cites<'d>>) -> Vec<Cite<'d>> {
    joined(by_source(cites.into_iter().flat_map(Cites::iter).flatten()))
}

/// The same with three or more paragraphs that follow one another told as a range.
fn joined(mut cites: Vec<Cite<'_>>) -> Vec<Cite<'_>> {
    for cite in &mut cites {
        let mut ranges: Vec<(u16, u16)> = Vec::with_capacity(cite.paragraphs.len());
        for &(from, to) in &cite.paragraphs {
            match ranges.last_mut() {
                Some(before) if before.1.checked_add(1) == Some(from) => before.1 = to,
                Some(_) | None => ranges.push((from, to)),
            }
        }
        // Two stay two: `¶14, ¶15`.
        let told = |(from, to): (u16, u16)| {
            let is_pair = from.checked_add(1) == Some(to);
            let parts = if is_pair { [Some((from, from)), Some((to, to))] } else { [Some((from, to)), None] };
            parts.into_iter().flatten()
        };
        cite.paragraphs = ranges.into_iter().flat_map(told).collect();
    }
    cites
}

impl<'d> Sheet<'d> {
    /// The sheet that was asked for.
    #[must_use]
    pub fn new(dataset: &'d Dataset<'d>, request: &Request) -> Self {
        Self::of(dataset, &Gathering::new(dataset, request.clone()).finished(dataset))
    }

    /// The sheet on what was gathered.
    #[must_use]
    pub fn of(dataset: &'d Dataset<'d>, gathered: &Gathering) -> Self {
        let (subjects, request) = (Subjects::new(dataset, gathered), gathered.request());
        let figures = Figures::new(&subjects);
        let mut sheet = Self {
            name: request.file_name(dataset),
            title: request.title(dataset),
            glance: opening::glance(&subjects),
            native: opening::native(&subjects),
            opening: opening::opening(&subjects),
            points: opening::points(&subjects, &figures),
            dates: dates::dates(&subjects),
            figures: figures.part(&subjects),
            who: people::people(&subjects),
            disputes: disputes::disputes(&subjects),
            questions: questions::questions(&subjects),
            mains: mains::mains(&subjects),
            own: Vec::new(),
            sources: Vec::new(),
            items: subjects.items.clone(),
        };
        room::make_room(dataset, &mut sheet);
        sheet
    }

    /// The parts that are made of statements and tell something, in reading order.
    pub fn parts(&self) -> impl Iterator<Item = &Part<'d>> {
        [&self.points, &self.dates, &self.figures, &self.who].into_iter().filter(|part| !part.statements.is_empty())
    }

    /// Every statement, in reading order.
    pub fn statements(&self) -> impl Iterator<Item = &Statement<'d>> {
        let of_disputes =
            self.disputes.iter().flat_map(|dispute| dispute.claims.iter().chain(std::iter::once(&dispute.reading)));
        let of_parts = self.parts().flat_map(|part| &part.statements);
        let reasons = self.questions.iter().map(|likely| &likely.reason);
        let of_mains = self.mains.iter().flat_map(|mains| mains.set.iter().chain(std::iter::once(&mains.outline)));
        self.opening.iter().chain(of_parts).chain(of_disputes).chain(reasons).chain(of_mains)
    }

    /// Whether there are sources that are not named, since others say most of a line.
    #[must_use]
    pub fn leaves_out(&self) -> bool {
        self.statements().any(|statement| statement.more > 0)
    }

    /// Whether it asks anything, so that there are answers.
    #[must_use]
    pub fn asks(&self) -> bool {
        !self.questions.is_empty() || self.mains.is_some()
    }

    fn number_sources(&mut self, dataset: &'d Dataset<'d>) {
        let cites = joined(by_source(self.statements().flat_map(|statement| statement.cites.iter().cloned())));
        let source = |cite: Cite<'d>| {
            let source = dataset.pack.source(cite.source);
            let has_paragraphs = source.is_some_and(|source| source.paragraphs.is_some());
            CitedSource { grade: source.and_then(|source| source.grade), has_paragraphs, cite }
        };
        self.sources = cites.into_iter().map(source).collect();
    }

    /// The numbers to be put behind a statement of this sheet.
    #[must_use]
    pub fn notes(&self, statement: &Statement<'d>) -> Vec<Note> {
        let note = |cite: &Cite<'d>| {
            let index = self.sources.iter().position(|known| known.cite.source == cite.source)?;
            let known = self.sources.get(index)?;
            let is_part = known.has_paragraphs && known.cite.paragraphs != cite.paragraphs;
            Some(Note { number: index + 1, part: is_part.then(|| cite.paragraph_text()) })
        };
        let mut notes: Vec<Note> = statement.cites.iter().filter_map(note).collect();
        notes.sort_by_key(|note| note.number);
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cite(paragraphs: &[(u16, u16)]) -> Cite<'static> {
        Cite { source: "brief", paragraphs: paragraphs.to_vec() }
    }

    #[test]
    fn paragraphs_that_follow_one_another_become_a_range() {
        let told = |paragraphs: &[(u16, u16)]| {
            joined(vec![cite(paragraphs)]).iter().map(Cite::paragraph_text).collect::<String>()
        };
        assert_eq!(told(&[(1, 1), (2, 2), (3, 3), (5, 5)]), "¶1–¶3, ¶5");
        assert_eq!(told(&[(14, 14), (15, 15)]), "¶14, ¶15");
        assert_eq!(told(&[(1, 4), (5, 9), (u16::MAX, u16::MAX)]), "¶1–¶9, ¶65535");
        assert_eq!(told(&[]), "");
    }

    #[test]
    fn a_paragraph_is_named_only_where_others_of_its_source_are_cited_too() {
        let said = |from| Statement::new("", "Said.", vec![cite(&[(from, from)])]);
        let source = |paragraphs, has_paragraphs| CitedSource { cite: cite(paragraphs), grade: None, has_paragraphs };
        let sheet = |source| Sheet {
            name: String::new(),
            title: String::new(),
            glance: String::new(),
            native: Vec::new(),
            opening: Vec::new(),
            points: Part { heading: "", statements: Vec::new() },
            dates: Part { heading: "", statements: Vec::new() },
            figures: Part { heading: "", statements: Vec::new() },
            who: Part { heading: "", statements: Vec::new() },
            disputes: Vec::new(),
            questions: Vec::new(),
            mains: None,
            own: Vec::new(),
            sources: vec![source],
            items: Vec::new(),
        };
        let part = |source| sheet(source).notes(&said(1)).into_iter().map(|note| note.part).next().flatten();
        assert_eq!(part(source(&[(1, 1), (4, 4)], true)).as_deref(), Some("¶1"));
        assert_eq!((part(source(&[(1, 1)], true)), part(source(&[(1, 1), (4, 4)], false))), (None, None));
    }
}
