//! The dataset in a form that opens in a fraction of a millisecond.
//!
//! The bundled RON files, over a megabyte, take RON some ten milliseconds to read: longer than
//! everything else up to the first screen. So the build script checks and resolves them once with the
//! program's own loader and writes the result in postcard's form. Texts are borrowed as they stand,
//! and what a record tells stays packed until it is asked for. Packs from outside are always
//! read as RON.

use std::collections::BTreeSet;
use std::mem;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::bank::Bank;
use super::date::PartialDate;
use super::link::{LinkEnd, Relation};
use super::orders::Orders;
use super::origin::Layers;
use super::pack::sources::{Packed as PackedSources, Sources};
use super::record::{InBytes, Packed, Parts, Record, Weight};
use super::text::Text;
use super::{Adjacency, Dataset, Former, Known, Pack, Series, question};
use crate::data::kinds::Kind;

/// The compiled form does not read, or cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the compiled dataset is unusable ({0}); build the program again")]
pub struct CompiledError(#[from] postcard::Error);

/// What is read of a dataset when it is opened. The rest follows it, part after part: who opens the dataset touches none of
/// that memory, not even to learn where a part begins.
#[derive(Deserialize, Serialize)]
struct Front<'a> {
    #[serde(borrow)]
    pack: Pack<'a>,
    heads: Vec<Head<'a>>,
    series: Vec<Series<'a>>,
    links: Adjacency<LinkEnd>,
    former: Former<'a>,
    /// Where each source is found, which the pack itself has not here.
    sources: PackedSources,
    /// How long each part is that follows.
    lengths: [usize; PARTS],
}

/// So many parts follow what is read at once.
const PARTS: usize = 8;

/// What is read only when it is asked for, in this order.
struct Rest<'a> {
    /// The first screen tells how many cards are due, and names the source that is cited most.
    cards: &'a [u8],
    sources: &'a [u8],
    /// The packed bodies of all records, and what is told of them: those together that the first screen looks into (see
    /// [`looked_into_first`]), where the ones end and the others begin; then what matters most, kind by kind: with that lists
    /// begin, and it is found first.
    bodies: &'a [u8],
    contents: &'a [u8],
    /// What is quoted of the sources.
    passages: &'a [u8],
    /// What the search made of it.
    for_search: &'a [u8],
    questions: &'a [u8],
    mains: &'a [u8],
}

impl<'a> Rest<'a> {
    fn parts(&self) -> [&'a [u8]; PARTS] {
        let Self { cards, sources, bodies, contents, passages, for_search, questions, mains } = *self;
        [cards, sources, bodies, contents, passages, for_search, questions, mains]
    }

    /// Parts of these lengths, one after the other; nothing of too few bytes.
    fn of(bytes: &'a [u8], lengths: [usize; PARTS]) -> Option<Self> {
        let mut left = bytes;
        let mut parts = [left; PARTS];
        for (part, length) in parts.iter_mut().zip(lengths) {
            (*part, left) = left.split_at_checked(length)?;
        }
        let [cards, sources, bodies, contents, passages, for_search, questions, mains] = parts;
        Some(Self { cards, sources, bodies, contents, passages, for_search, questions, mains })
    }
}

/// A record as it is compiled: the fields of [`Record`], and where its packed body begins and what is told of it.
#[derive(Deserialize, Serialize)]
struct Head<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    title: Text<'a>,
    when: Option<PartialDate>,
    weight: Weight,
    kind: Kind,
    sectors: Box<[Text<'a>]>,
    body: usize,
    told: usize,
}

impl Head<'static> {
    fn with(self, bytes: InBytes) -> Record<'static> {
        let Self { id, title, when, weight, kind, sectors, .. } = self;
        Record { id, title, when, weight, kind, sectors, content: Packed::Compiled(bytes, OnceLock::new()) }
    }
}

/// Writes a dataset in compiled form, with what the search made of it.
///
/// # Errors
/// What postcard cannot write; it can write every dataset.
pub fn write(dataset: Dataset<'_>, for_search: &[u8]) -> Result<Vec<u8>, CompiledError> {
    let questions = question::packed::write(dataset.questions())?;
    let cards = postcard::to_allocvec(dataset.cards())?;
    let mains = postcard::to_allocvec(dataset.mains())?;
    let first = looked_into_first(&dataset);
    let mut cited = vec![0; dataset.pack.sources.len()];
    for number in dataset.ids().flat_map(|id| dataset.cited(id)) {
        if let Some(times) = cited.get_mut(*number as usize) {
            *times += 1;
        }
    }
    let Dataset { mut pack, records, series, links, former, .. } = dataset;
    let (sources, bytes_of_sources, passages) =
        mem::take(&mut pack.sources).pack(|number| cited.get(number).copied().unwrap_or(0))?;
    let mut order: Vec<usize> = (0..records.len()).collect();
    let matters = |number: usize| records.get(number).map(|record| (record.weight, record.kind));
    order.sort_by_key(|number| (!first.contains(number), matters(*number)));
    let (mut bodies, mut contents) = (Vec::new(), Vec::new());
    let mut starts = vec![(0, 0); records.len()];
    for &number in &order {
        if let (Some((_, start)), Some(record)) = (starts.get_mut(number), records.get(number)) {
            *start = contents.len();
            contents.extend(postcard::to_allocvec(&record.content.get().told)?);
        }
    }
    for &number in order.iter().rev() {
        if let (Some((start, _)), Some(record)) = (starts.get_mut(number), records.get(number)) {
            *start = bodies.len();
            bodies.extend(postcard::to_allocvec(&record.content.get().body)?);
        }
    }
    let heads = records.into_iter().zip(starts).map(|(record, (body, told))| {
        let Record { id, title, when, weight, kind, sectors, .. } = record;
        Head { id, title, when, weight, kind, sectors, body, told }
    });
    let heads = heads.collect();
    let rest = Rest {
        cards: &cards,
        sources: &bytes_of_sources,
        bodies: &bodies,
        contents: &contents,
        passages: &passages,
        for_search,
        questions: &questions,
        mains: &mains,
    };
    let parts = rest.parts();
    let mut bytes =
        postcard::to_allocvec(&Front { pack, heads, series, links, former, sources, lengths: parts.map(<[u8]>::len) })?;
    bytes.extend(parts.concat());
    Ok(bytes)
}

/// The numbers of the records whose contents the overview looks into: the steps of the relationship, and the summits.
/// What is read of the program comes into memory in stretches of many records, so that these few, where each stood by
/// itself, would bring most of the others with them.
fn looked_into_first(dataset: &Dataset<'_>) -> BTreeSet<usize> {
    let steps = dataset.pack.ladder.iter().flat_map(|step| step.papers.iter().chain([&step.record]));
    let summits = dataset.pack.summits.as_ref();
    let named = steps.chain(summits).filter_map(|id| dataset.find(id));
    let meetings =
        summits.and_then(|id| dataset.find(id)).into_iter().flat_map(|institution| dataset.links(institution));
    let meetings = meetings.filter(|end| end.relation == Relation::PartOf && end.is_backward).map(|end| end.to);
    named.chain(meetings).map(super::item::ItemId::index).collect()
}

/// Reads a dataset in compiled form, borrowing its texts and leaving its records' contents packed.
///
/// # Errors
/// Bytes that [`write()`] of this very version did not write.
pub fn read(bytes: &'static [u8]) -> Result<Dataset<'static>, CompiledError> {
    let (front, rest): (Front<'static>, _) = postcard::take_from_bytes(bytes)?;
    let Front { mut pack, heads, mut series, links, former, sources, lengths } = front;
    let rest = Rest::of(rest, lengths).ok_or(postcard::Error::DeserializeUnexpectedEnd)?;
    let Rest { bodies, contents, for_search, .. } = rest;
    pack.sources = Sources::of(sources, rest.sources, rest.passages);
    for series in &mut series {
        series.count_in(pack.fiscal_year);
    }
    let mut records = Vec::with_capacity(heads.len());
    // It lives as long as the bytes do: each record tells by one address where its content is.
    let parts: &'static Parts = Box::leak(Box::new(Parts { bodies, contents }));
    for head in heads {
        let bytes = InBytes::new(parts, head.body, head.told);
        records.push(head.with(bytes.ok_or(postcard::Error::DeserializeUnexpectedEnd)?));
    }
    let questions = Bank::Compiled(rest.questions, question::packed::read, OnceLock::new());
    let (cards, mains) = (Bank::plain(rest.cards), Bank::plain(rest.mains));
    Ok(Dataset {
        pack,
        records,
        series,
        questions,
        cards,
        mains,
        links,
        former,
        layers: Layers::default(),
        for_search: Some(for_search),
        known: Known::default(),
        orders: Orders::default(),
    })
}
