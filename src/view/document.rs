//! What is told of one record or series, in reading order and before it is laid out.
//!
//! The pane beside a list, the full-screen reader and `maitri show` all tell the same document.
//! Layout for a width is in [`layout`]; the fields of each kind are put into words in [`particulars`].

mod figures;
mod layers;
pub mod layout;
pub mod occurrences;
mod particulars;
mod related;

pub(crate) use layers::{Origin, origins};
pub(crate) use particulars::kind_in_words;
use related::{cites_of, related};

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::data::cite::{Cite, Cites, PILCROW, by_source};
use crate::data::date::PartialDate;
use crate::data::dispute::Conflict;
use crate::data::native::{ReadName, read_names};
use crate::data::pack::grade::Grade;
use crate::data::record::Record;
use crate::data::text::Text;
use crate::data::{Dataset, Item, ItemId, Kind, Pack};
use crate::study::notes::Note;
use crate::text::counted;
use crate::view::citation::{passages, source_name};

/// One document: its blocks in order, and the links among them.
#[derive(Debug)]
pub struct Document<'d> {
    /// What kind of thing it is about.
    pub kind: &'static str,
    /// The parts in reading order.
    pub blocks: Vec<Block<'d>>,
    /// What [`Block::Link`] leads to, by index.
    pub links: Vec<ItemId>,
}

/// A part of a document.
#[derive(Debug)]
pub enum Block<'d> {
    /// What it is called.
    Title(&'d str),
    /// What it is at a glance: date, kind, sectors.
    Glance(String),
    /// A name in another script; stands alone on its line, for terminals disagree on its width.
    Native(Cow<'d, str>),
    /// That sources disagree about it, and on how much: `2 points`.
    Disputed(String),
    /// What it is linked with, in a line: how many of each relation.
    Ways(Vec<Way>),
    /// A heading of a section.
    Heading(Part, Cow<'d, str>),
    /// Running text, with the numbers of its sources.
    Paragraph(Cow<'d, str>),
    /// A label and what is said under it.
    Labelled(Cow<'d, str>, Cow<'d, str>),
    /// A point on which sources disagree.
    Dispute(&'d str),
    /// A way to another record.
    Link(Link<'d>),
    /// What is left out here, and how much of it: a way to more of the same document.
    More(usize, &'static str),
    /// A source.
    Source(SourceNote<'d>),
    /// What the reader wrote about it: no statement, and without a source.
    Note(OwnNote),
}

/// What a section tells: what stands in a margin is known by this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What there is to read.
    Text,
    /// Where it leads.
    Links,
    /// Who says so.
    Sources,
}

/// The links of one relation, in the line that counts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// How many there are.
    pub count: usize,
    /// How those stand to what the document is about.
    pub relation: &'static str,
    /// The index of the first of them among the links of the document.
    pub first: usize,
    /// Who they are, where they are few people who took part.
    pub names: Option<String>,
}

/// A source as it is told at the end of a document.
#[derive(Clone, Debug)]
pub struct SourceNote<'d> {
    /// Its number in the document, from 1.
    pub number: usize,
    /// How good it is, if that is known.
    pub grade: Option<Grade>,
    /// Who published it, when, and what it is called.
    pub name: String,
    /// What of it is cited, where it is quoted; looked up only when that is told, as it seldom is.
    pub quotes: Option<Quotes<'d>>,
    /// Where it is to be read.
    pub address: Option<String>,
    /// Whether it is a page that is quoted, and not one whose paragraphs are counted.
    pub is_page: bool,
}

/// What is quoted of a source.
#[derive(Clone, Debug)]
pub struct Quotes<'d> {
    pub(super) dataset: &'d Dataset<'d>,
    pub(super) cite: Cite<'d>,
    /// Whether each passage has its number.
    pub(super) numbered: bool,
}

impl SourceNote<'_> {
    /// Its name and what is quoted of it, in a line.
    #[must_use]
    pub fn quoted(&self) -> String {
        let mut line = self.name.clone();
        let quotes = self.quotes.iter();
        for passage in quotes.flat_map(|Quotes { dataset, cite, numbered }| passages(dataset, cite, *numbered)) {
            let _ = write!(line, " {passage}");
        }
        line
    }

    /// Everything that is told of it, in a line.
    #[must_use]
    pub fn whole(&self) -> String {
        let page = self.page().map_or_else(String::new, |address| format!(" ({address})"));
        format!("{}{page}", self.quoted())
    }

    /// Where a page is to be read that is quoted.
    #[must_use]
    pub fn page(&self) -> Option<&str> {
        self.address.as_deref().filter(|_| self.is_page)
    }
}

/// A note of the reader's, as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnNote {
    /// When it was written and what it is on: `Your note, 29 November 2026`.
    pub head: String,
    /// What it says.
    pub text: String,
}

impl OwnNote {
    /// A note told at the item that it is on.
    #[must_use]
    pub fn new(dataset: &Dataset<'_>, note: &Note) -> Self {
        let day = note.day().map_or_else(String::new, |day| format!(", {}", PartialDate::day(day)));
        let part = note.on.part(dataset).map_or_else(String::new, |part| format!(" on {part}"));
        Self { head: format!("Your note{part}{day}"), text: note.text.clone() }
    }
}

/// The document with notes of the reader's, each in a block of its own below what tells what the document is about.
#[must_use]
pub fn with_notes(mut document: Document<'_>, notes: impl IntoIterator<Item = OwnNote>) -> Document<'_> {
    let is_head = |block: &Block<'_>| {
        matches!(block, Block::Title(_) | Block::Glance(_) | Block::Native(_) | Block::Disputed(_) | Block::Ways(_))
    };
    let place = document.blocks.iter().position(|block| !is_head(block)).unwrap_or(document.blocks.len());
    document.blocks.splice(place..place, notes.into_iter().map(Block::Note));
    document
}

/// A way to another record, as it is told.
#[derive(Debug)]
pub struct Link<'d> {
    /// Its index among the links of its document.
    pub index: usize,
    /// How that stands to what the document is about.
    pub relation: &'static str,
    /// Whether it is the first of this relation.
    pub is_first: bool,
    /// What kind of thing it leads to.
    pub kind: &'static str,
    /// What that is called.
    pub title: &'d str,
    /// When that was.
    pub when: Option<String>,
    /// The numbers of the sources that say how the two are related.
    pub notes: String,
}

/// Tells all there is of an item.
#[must_use]
pub fn document<'d>(dataset: &'d Dataset<'d>, id: ItemId) -> Document<'d> {
    document_up_to(dataset, id, usize::MAX)
}

/// Tells of an item; of its links of one relation, and of its values, at most so many, and how many there are besides: a
/// record may have thousands.
#[must_use]
pub fn document_up_to<'d>(dataset: &'d Dataset<'d>, id: ItemId, most: usize) -> Document<'d> {
    match dataset.get(id) {
        Some(Item::Record(record)) => of_record(dataset, id, record, most),
        Some(Item::Series(series)) => figures::of_series(dataset, id, series, most),
        None => Document { kind: "", blocks: Vec::new(), links: Vec::new() },
    }
}

fn of_record<'d>(dataset: &'d Dataset<'d>, id: ItemId, record: &'d Record<'d>, most: usize) -> Document<'d> {
    let related = related(dataset, id, most);
    let theirs = cites_of(dataset, id, &related);
    let mut writer = Writer::new(
        dataset,
        &record.title,
        record.all_cites().into_iter().chain(theirs).chain(layers::cites(dataset, id)),
    );
    writer.blocks.push(Block::Glance(glance(record)));
    writer.layers(id);
    let names = read_names(&record.native, &record.read_as).names;
    writer.blocks.extend(names.iter().map(|name| Block::Native(in_its_language(&dataset.pack, name))));
    writer.disputed(record.conflicts.len(), "point");
    writer.ways(&related);
    if !record.aka.is_empty() {
        writer.blocks.push(Block::Paragraph(Cow::Owned(also(&record.aka))));
    }
    let notes = match dataset.layers.behind(id, "summary") {
        Some(cites) => writer.notes([cites]),
        None => writer.notes(&record.cites),
    };
    writer.blocks.push(Block::Paragraph(Cow::Owned(format!("{}{notes}", record.summary))));
    writer.body(record);
    if !record.facts.is_empty() {
        writer.heading("Facts");
    }
    for fact in &record.facts {
        let notes = writer.notes([&fact.cites]);
        writer.labelled(fact.label.as_str(), format!("{}{notes}", fact.statement));
    }
    writer.disputes(&record.conflicts);
    writer.links(id, related);
    writer.history(id);
    writer.finish(record.kind)
}

/// `Also: one name · another`: each dot is held to the name before it, so that no line begins with one.
fn also(names: &[Text<'_>]) -> String {
    let names = names.iter().map(Text::as_str).collect::<Vec<_>>();
    format!("Also: {}", names.join(&format!("{}· ", layout::NO_BREAK)))
}

/// `灯台 (とうだい)`, or `Leuchtturm (German)`: of a name in Latin letters one does not see which language it is of.
fn in_its_language<'d>(pack: &Pack<'_>, name: &ReadName<'d>) -> Cow<'d, str> {
    let is_latin = |c: char| c.is_alphabetic() && (c < '\u{250}' || ('\u{1e00}'..='\u{1eff}').contains(&c));
    let language = pack.languages.iter().find(|language| language.code == name.native.language);
    let language = language.filter(|_| name.native.name.chars().any(is_latin));
    name.with(language.map(|language| language.name.as_str()))
}

/// `1 August 2011 · Agreement · Economy · Core`
fn glance(record: &Record<'_>) -> String {
    let mut parts: Vec<Cow<'_, str>> = Vec::new();
    parts.extend(record.when.map(|when| Cow::Owned(when.to_string())));
    parts.push(Cow::Owned(particulars::kind_in_words(&record.body)));
    parts.extend(record.sectors.iter().map(|sector| Cow::Borrowed(sector.as_str())));
    parts.push(Cow::Borrowed(record.weight.name()));
    // A forum called Multilateral may be of a sector of that name.
    parts.dedup();
    parts.join(" · ")
}

/// The numbers of some cites among sources: ` [1][3]`. Where other paragraphs of a source are cited elsewhere, those meant
/// here follow its number: ` [1 ¶14] [3]`.
pub(super) fn notes<'d>(sources: &[Cite<'d>], cites: impl IntoIterator<Item = &'d Cites<'d>>) -> String {
    let mut text = String::new();
    for cite in by_source(cites.into_iter().flat_map(Cites::iter).flatten()) {
        let known = sources.iter().enumerate().find(|(_, known)| known.source == cite.source);
        let Some((index, known)) = known else { continue };
        let part = if known.paragraphs == cite.paragraphs {
            String::new()
        } else {
            format!(" {}", cite.paragraph_text()).replace(' ', layout::NO_BREAK)
        };
        // The first is held to the word before it, so that no line begins with a number; numbers alone are held
        // to each other.
        let space = match (text.is_empty(), part.is_empty() && !text.contains(PILCROW)) {
            (true, _) => layout::NO_BREAK,
            (false, true) => "",
            (false, false) => " ",
        };
        let _ = write!(text, "{space}{}", layout::note(&format!("{}{part}", index + 1)));
    }
    text
}

/// A source without its grade in the name, and for a page the passages relied on, each with its number if there are
/// several.
fn source_note<'d>(dataset: &'d Dataset<'d>, cite: &Cite<'d>, number: usize) -> SourceNote<'d> {
    let numbered = !matches!(cite.paragraphs.as_slice(), [(from, to)] if from == to);
    let source = dataset.pack.source(cite.source);
    SourceNote {
        number,
        grade: dataset.pack.grade(cite.source),
        name: source_name(dataset, cite, false),
        quotes: Some(Quotes { dataset, cite: cite.clone(), numbered }),
        address: source.and_then(|source| Some(source.address.as_ref()?.to_string())),
        is_page: source.is_some_and(|source| source.paragraphs.is_none()),
    }
}

/// Gathers blocks and numbers the sources: each has one number in a document, whatever of it is cited where.
struct Writer<'d> {
    dataset: &'d Dataset<'d>,
    blocks: Vec<Block<'d>>,
    links: Vec<ItemId>,
    /// Each source, with everything of it that is cited.
    sources: Vec<Cite<'d>>,
}

impl<'d> Writer<'d> {
    /// A document with this title in which all these cites come up, in this order.
    fn new(dataset: &'d Dataset<'d>, title: &'d str, cites: impl IntoIterator<Item = &'d Cites<'d>>) -> Self {
        let sources = by_source(cites.into_iter().flat_map(Cites::iter).flatten());
        Self { dataset, blocks: vec![Block::Title(title)], links: Vec::new(), sources }
    }

    fn heading(&mut self, text: impl Into<Cow<'d, str>>) {
        self.blocks.push(Block::Heading(Part::Text, text.into()));
    }

    fn labelled(&mut self, label: impl Into<Cow<'d, str>>, text: impl Into<Cow<'d, str>>) {
        self.blocks.push(Block::Labelled(label.into(), text.into()));
    }

    /// The numbers of these cites, as they are put behind a statement.
    fn notes(&self, cites: impl IntoIterator<Item = &'d Cites<'d>>) -> String {
        notes(&self.sources, cites)
    }

    /// What is told in its place below is known from the beginning.
    fn disputed(&mut self, count: usize, of: &str) {
        if count > 0 {
            self.blocks.push(Block::Disputed(counted(count, of)));
        }
    }

    fn disputes(&mut self, conflicts: &'d [Conflict<'d>]) {
        if !conflicts.is_empty() {
            self.heading("Where sources disagree");
        }
        for conflict in conflicts {
            self.blocks.push(Block::Dispute(&conflict.point));
            self.of_dispute(conflict);
            for claim in &conflict.claims {
                let notes = self.notes([&claim.cites]);
                self.labelled("says", format!("{}{notes}", claim.statement));
            }
            let notes = self.notes([&conflict.support]);
            self.labelled("best reading", format!("{}{notes}", conflict.reading));
        }
    }

    fn finish(mut self, kind: Kind) -> Document<'d> {
        if !self.sources.is_empty() {
            self.blocks.push(Block::Heading(Part::Sources, "Sources".into()));
        }
        for (index, cite) in self.sources.iter().enumerate() {
            self.blocks.push(Block::Source(source_note(self.dataset, cite, index + 1)));
        }
        Document { kind: kind.name(), blocks: self.blocks, links: self.links }
    }
}
