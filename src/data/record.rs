//! A record: the header every kind shares, and its facts.
//!
//! The kinds themselves are in [`super::body`]; figures over time are not records but
//! [`super::series`]. Nothing here checks anything: see [`super::check`].

use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::body::{Body, Term};
use super::cite::Cites;
use super::date::PartialDate;
use super::dispute::{self, Conflict};
use super::exact_list::{self, RareList};
use super::link::{self, Link};
use super::native::{self, NativeName};
use super::text::Text;
use crate::data::kinds::Kind;

/// One real thing of the relationship.
///
/// Its head is at hand at once; its [`Content`], to which it dereferences, is unpacked when it is
/// first asked for, because a compiled dataset opens long before anybody reads most of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Written<'a>", bound(deserialize = "'de: 'a"))]
pub struct Record<'a> {
    /// Unique over the pack, kebab-case.
    pub id: Text<'a>,
    /// Unique over the pack, as a reader would name the thing.
    pub title: Text<'a>,
    /// When it happened, was signed or was founded, as precisely as a source says.
    pub when: Option<PartialDate>,
    /// How likely an exam is to ask it.
    pub weight: Weight,
    /// What it is.
    pub kind: Kind,
    /// Names from the pack's list of sectors: lists are put together by them.
    pub sectors: Box<[Text<'a>]>,
    pub(super) content: Packed<'a>,
}

/// What a record tells: at hand, or packed until it is asked for.
///
/// Only what is compiled into the program (see [`super::compiled`]) is ever packed, so the packed bytes
/// live for ever; that keeps records free to be borrowed for any shorter time.
#[derive(Clone, Debug)]
pub(super) enum Packed<'a> {
    /// At hand.
    Ready(Box<Content<'a>>),
    /// As bytes in postcard's form, and as what they meant once they were asked for.
    Compiled(InBytes, OnceLock<Box<Content<'static>>>),
}

/// Where a content begins in postcard's form: in few bytes, for a record that is read from a file has the room as well,
/// and of a huge pack there are millions.
#[derive(Clone, Copy, Debug)]
pub(super) struct InBytes {
    parts: &'static Parts,
    body: u32,
    told: u32,
}

/// The contents of all records in postcard's form. Bodies lie together, apart from what is told: they are short, and
/// lists look into many of them.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) bodies: &'static [u8],
    pub(super) contents: &'static [u8],
}

impl InBytes {
    /// A content whose body and what is told begin there, if anything does.
    pub(super) fn new(parts: &'static Parts, body: usize, told: usize) -> Option<Self> {
        parts.bodies.get(body..).zip(parts.contents.get(told..))?;
        Some(Self { parts, body: u32::try_from(body).ok()?, told: u32::try_from(told).ok()? })
    }

    fn content(self) -> Content<'static> {
        let told = self.parts.contents.get(self.told as usize..).unwrap_or_default();
        match (self.unpacked_body(), postcard::take_from_bytes(told)) {
            (Ok(body), Ok((told, _))) => Content { body, told },
            _ => Content::unreadable(),
        }
    }

    fn body(self) -> Body<'static> {
        self.unpacked_body().unwrap_or_else(|_| Content::unreadable().body)
    }

    fn unpacked_body(self) -> postcard::Result<Body<'static>> {
        let bytes = self.parts.bodies.get(self.body as usize..).unwrap_or_default();
        postcard::take_from_bytes(bytes).map(|(body, _)| body)
    }
}

impl<'a> Packed<'a> {
    /// Whether nobody has asked for it yet.
    #[cfg(test)]
    pub(super) fn is_unread(&self) -> bool {
        matches!(self, Self::Compiled(_, unpacked) if unpacked.get().is_none())
    }

    /// The content; the first call unpacks it.
    #[must_use]
    pub(super) fn get(&self) -> &Content<'a> {
        match self {
            Self::Ready(content) => content,
            Self::Compiled(bytes, content) => content.get_or_init(|| Box::new(bytes.content())),
        }
    }
}

/// What there is of a record besides its head: its body, and what is told, to which it dereferences.
#[derive(Clone, Debug)]
pub struct Content<'a> {
    /// What only this kind has.
    pub body: Body<'a>,
    pub(super) told: Told<'a>,
}

/// What is told of a record, whatever its kind.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Told<'a> {
    /// Other names it goes by: acronyms, spellings, everyday names.
    #[serde(borrow)]
    pub aka: Box<[Text<'a>]>,
    /// Its name in the countries' own scripts.
    pub native: RareList<NativeName<'a>>,
    /// How names in `native` are read: see [`native::read_names`].
    pub read_as: RareList<NativeName<'a>>,
    /// A few sentences that stand on their own.
    pub summary: Text<'a>,
    /// What is told of it, each statement with its source.
    pub facts: Box<[Fact<'a>]>,
    /// Where sources disagree about it.
    pub conflicts: Box<[Conflict<'a>]>,
    /// How it stands to other records and to series; the other ends are computed.
    pub links: Box<[Link<'a>]>,
    /// Ids of records that became part of this one: they lead here.
    pub was: RareList<Text<'a>>,
    /// What the title, the date and the summary rest on.
    pub cites: Box<[Cites<'a>]>,
}

impl<'a> Record<'a> {
    /// The same record with a content of its own, if its content is still packed: who looks at many records once
    /// unpacks one at a time, and gives it up again.
    pub(crate) fn apart(&self) -> Option<Self> {
        let Packed::Compiled(bytes, unpacked) = &self.content else { return None };
        let Self { id, title, when, weight, kind, sectors, .. } = self;
        unpacked.get().is_none().then(|| Self {
            id: id.clone(),
            title: title.clone(),
            when: *when,
            weight: *weight,
            kind: *kind,
            sectors: sectors.clone(),
            content: Packed::Compiled(*bytes, OnceLock::new()),
        })
    }

    /// What somebody looks up in the body of many records, to put a list of them together: what has to be unpacked for
    /// that is given up again, for most of them won't be read.
    pub(crate) fn glance<T>(&self, look: impl FnOnce(&Body<'_>) -> T) -> T {
        match &self.content {
            Packed::Compiled(bytes, unpacked) if unpacked.get().is_none() => look(&bytes.body()),
            _ => look(&self.body),
        }
    }

    /// The content of a record that was read from a file, to be completed; nothing of a compiled one.
    pub(super) fn written_mut(&mut self) -> Option<&mut Content<'a>> {
        match &mut self.content {
            Packed::Ready(content) => Some(content),
            Packed::Compiled(..) => None,
        }
    }
}

impl Record<'_> {
    /// All its cites, in the order a reader meets them: the header's, the body's, the facts', the conflicts'.
    #[must_use]
    pub fn all_cites(&self) -> Vec<&Cites<'_>> {
        let mut cites: Vec<_> = self.cites.iter().collect();
        cites.extend(self.body.particulars().iter().flat_map(|particular| particular.value.cites()));
        cites.extend(self.facts.iter().map(|fact| &fact.cites));
        for conflict in &self.conflicts {
            cites.extend(conflict.claims.iter().map(|claim| &claim.cites));
            cites.push(&conflict.support);
        }
        cites.extend(self.links.iter().map(|link| &link.cites));
        cites
    }

    /// What decides about the place in dated lists: the earliest possible day, and then the title; what has no date
    /// comes last.
    #[must_use]
    pub fn place_in_time(&self) -> impl Ord {
        (self.when.is_none(), self.when.map(|when| when.list_place()), self.title.as_str())
    }
}

impl Record<'_> {
    /// Unpacks the content for good, so that it can be changed.
    pub(super) fn unpack(&mut self) {
        if let Packed::Compiled(..) = self.content {
            self.content = Packed::Ready(Box::new(self.content.get().clone()));
        }
    }
}

impl<'a> Deref for Record<'a> {
    type Target = Content<'a>;

    fn deref(&self) -> &Content<'a> {
        self.content.get()
    }
}

impl<'a> Deref for Content<'a> {
    type Target = Told<'a>;

    fn deref(&self) -> &Told<'a> {
        &self.told
    }
}

impl DerefMut for Content<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.told
    }
}

impl Content<'static> {
    /// What stands in for content that does not unpack. The build that packs also reads back (see the
    /// tests of `bundled`), so nobody should ever meet it; who does is told what is wrong.
    pub(super) fn unreadable() -> Self {
        let told = Told {
            aka: Box::default(),
            native: RareList::default(),
            read_as: RareList::default(),
            summary: Text::from("This record does not read: the program was built wrongly. Build it again."),
            facts: Box::default(),
            conflicts: Box::default(),
            links: Box::default(),
            was: RareList::default(),
            cites: Box::default(),
        };
        Self { body: Body::Term(Term { expansions: Vec::new() }), told }
    }
}

/// One real thing of the relationship.
///
/// As a pack's file writes it: head and content in one. The comments of its fields are what authors of packs are told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Record")]
struct Written<'a> {
    /// Unique over the pack, kebab-case, and never changed: others name it by this.
    #[serde(borrow)]
    id: Text<'a>,
    /// Unique over the pack, as a reader would name the thing.
    title: Text<'a>,
    /// Other names it goes by: acronyms, spellings, everyday names.
    #[serde(default, deserialize_with = "exact_list::read")]
    aka: Box<[Text<'a>]>,
    /// Its name in the countries' own scripts, where it is certain.
    #[serde(default, deserialize_with = "native::by_language")]
    native: Box<[NativeName<'a>]>,
    /// How names in `native` are read, by their language and in their order; several of a language's only name.
    #[serde(default, deserialize_with = "native::by_language")]
    read_as: Box<[NativeName<'a>]>,
    /// When it happened, was signed or was founded, as precisely as a source says.
    #[serde(default)]
    when: Option<PartialDate>,
    /// Names from the pack's list of sectors, one at least.
    #[serde(deserialize_with = "exact_list::read")]
    sectors: Box<[Text<'a>]>,
    /// How likely an exam is to ask it.
    weight: Weight,
    /// A few sentences that stand on their own.
    summary: Text<'a>,
    /// What is told of it, each statement with its source.
    #[serde(default, deserialize_with = "exact_list::read")]
    facts: Box<[Fact<'a>]>,
    /// Where sources disagree about it: each dispute written out, or the id of one in `disputes.ron`.
    #[serde(default, deserialize_with = "dispute::written")]
    conflicts: Box<[Conflict<'a>]>,
    /// How it stands to other records and to series, written at one end; the other end is computed.
    #[serde(default, deserialize_with = "link::by_relation")]
    links: Box<[Link<'a>]>,
    /// Ids of records that became part of this one: they lead here.
    #[serde(default, deserialize_with = "exact_list::read")]
    was: Box<[Text<'a>]>,
    /// What the title, the date and the summary rest on.
    #[serde(deserialize_with = "exact_list::read")]
    cites: Box<[Cites<'a>]>,
    /// What only its kind has: the name of the kind, and its fields.
    body: Body<'a>,
}

impl<'a> From<Written<'a>> for Record<'a> {
    fn from(written: Written<'a>) -> Self {
        let Written {
            id,
            title,
            aka,
            native,
            read_as,
            when,
            sectors,
            weight,
            summary,
            facts,
            conflicts,
            links,
            was,
            cites,
            body,
        } = written;
        let kind = body.kind();
        let (native, read_as, was) = (native.into(), read_as.into(), was.into());
        let told = Told { aka, native, read_as, summary, facts, conflicts, links, was, cites };
        let content = Content { body, told };
        Self { id, title, when, weight, kind, sectors, content: Packed::Ready(Box::new(content)) }
    }
}

/// How likely an exam is to ask a record; the order is that of importance.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(deny_unknown_fields)]
pub enum Weight {
    /// An exam asks it.
    Core,
    /// Useful to know.
    Useful,
    /// Marginal detail.
    Detail,
}

impl Weight {
    /// Every weight, what an exam is likeliest to ask first.
    pub const ALL: [Self; 3] = [Self::Core, Self::Useful, Self::Detail];

    /// The word shown for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Core => "Core",
            Self::Useful => "Useful",
            Self::Detail => "Detail",
        }
    }
}

/// A statement with its source. In the file: `("label", "statement", "source ¶n")`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(from = "(Text<'a>, Text<'a>, Cites<'a>)", bound(deserialize = "'de: 'a"))]
pub struct Fact<'a> {
    /// One to four words.
    pub label: Text<'a>,
    /// A sentence or clause that stands on its own.
    pub statement: Text<'a>,
    /// Where it is said.
    pub cites: Cites<'a>,
}

impl<'a> From<(Text<'a>, Text<'a>, Cites<'a>)> for Fact<'a> {
    fn from((label, statement, cites): (Text<'a>, Text<'a>, Cites<'a>)) -> Self {
        Self { label, statement, cites }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::bundled;

    #[cfg(target_pointer_width = "64")]
    #[test]
    fn a_record_read_from_a_file_has_little_room_for_what_compiled_ones_need() {
        assert_eq!(size_of::<Packed<'_>>(), 4 * size_of::<usize>());
    }

    #[test]
    fn who_glances_at_a_body_sees_that_of_the_record_and_leaves_it_packed() {
        let dataset = bundled::dataset().unwrap();
        for record in &dataset.records {
            let glanced = record.glance(|body| format!("{body:?}"));
            assert!(record.content.is_unread(), "{}", record.id);
            assert_eq!(glanced, format!("{:?}", record.body), "{}", record.id);
            assert_eq!(glanced, record.glance(|body| format!("{body:?}")), "{}: once it is unpacked too", record.id);
        }
    }
}
