//! A timeline as events: rows or entries of date, title, text and source, from a table or from Markdown.
//!
//! A source may be a cite of the pack's; any other is added to its sources, and each event is a passage of it: who adds
//! it read it there.

use std::collections::{HashMap, HashSet};

use super::cells;
use super::edits::{Edits, Thing};
use super::figures::slug;
use super::table::Table;
use super::{DateOrder, Events};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::data::body::EventKind;
use crate::data::cite::PILCROW;
use crate::data::problem::did_you_mean;
use crate::data::record::{Record, Weight};
use crate::data::text::Text;
use crate::data::written::tree::Node;
use crate::data::{Dataset, Kind};
use crate::text::counted;
use dates::date;
use sources::Sources;

mod dates;
mod inline;
mod markdown;
mod sources;

/// One entry of a timeline, as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry {
    /// The line on which it begins.
    line: u64,
    date: String,
    title: String,
    text: String,
    /// One a line.
    source: String,
    /// Sectors of its own, set apart by semicolons or commas.
    sectors: String,
}

/// The events that a timeline adds.
///
/// # Errors
/// Every entry that says too little, with its line.
pub(super) fn edits(
    text: &str,
    events: &Events,
    (dataset, is_layer): (&Dataset<'_>, bool),
    io: &mut Io<'_>,
) -> Result<Edits, Failure> {
    let of_all = OfAll::new(events, dataset)?;
    let entries = match markdown::read(text) {
        Some(read) => {
            if let [first, ..] = read.passed_over.as_slice() {
                io.warn(&format!(
                    "{} from line {first} on belong to no event and are passed over",
                    counted(read.passed_over.len(), "line")
                ));
            }
            read.entries
        }
        None => of_table(&Table::read(text, events.delimiter)?)?,
    };
    let mut made = Made {
        edits: Edits::default(),
        known: dataset.records.iter().rev().map(|record| (record.title.as_str(), record)).collect(),
        ids: HashSet::new(),
        numbers: HashMap::new(),
        titles: HashMap::new(),
        sources: Sources::new(dataset, is_layer),
    };
    let mut problems = Vec::new();
    for entry in &entries {
        if let Err(told) = made.add(entry, &of_all, dataset) {
            problems.push(format!("line {}: {told}", entry.line));
        }
    }
    if !problems.is_empty() {
        return Err(super::listed(&problems));
    }
    made.sources.add_to(events.grade, &mut made.edits)?;
    Ok(made.edits)
}

/// What is said of all events.
struct OfAll<'e> {
    events: &'e Events,
    sort: EventKind,
    weight: Weight,
}

impl<'e> OfAll<'e> {
    /// What was said on the command line, if the pack can have it.
    fn new(events: &'e Events, dataset: &Dataset<'_>) -> Result<Self, Failure> {
        let none = |flag: &str, said: &str, known: &[&str]| {
            Failure::Refused(format!("{flag} takes one of {}, and “{said}” is none", known.join(", ")))
        };
        let sort = EventKind::ALL.iter().find(|sort| sort.name().eq_ignore_ascii_case(&events.sort));
        let sorts: Vec<&str> = EventKind::ALL.iter().map(|sort| sort.name()).collect();
        let weight = Weight::ALL.into_iter().find(|weight| weight.name().eq_ignore_ascii_case(&events.weight));
        let weights = Weight::ALL.map(Weight::name);
        let told = |sentence: String| Failure::Refused(sentence);
        for sector in &events.sectors {
            known_sector(sector.trim(), dataset).map_err(|sentence| told(format!("--sectors: {sentence}")))?;
        }
        if let Some(cite) = &events.cite {
            cells::cite(cite, dataset).map_err(|sentence| told(format!("--cite: {sentence}")))?;
        }
        Ok(Self {
            events,
            sort: *sort.ok_or_else(|| none("--sort", &events.sort, &sorts))?,
            weight: weight.ok_or_else(|| none("--weight", &events.weight, &weights))?,
        })
    }
}

/// Whether the pack has a sector of this name.
fn known_sector(name: &str, dataset: &Dataset<'_>) -> Result<(), String> {
    let known: Vec<&str> = dataset.pack.sectors.iter().map(Text::as_str).collect();
    if known.contains(&name) {
        return Ok(());
    }
    let near = did_you_mean(name, known.iter().copied());
    let end = if near.is_empty() { format!("; it has {}", known.join(", ")) } else { near };
    Err(format!("the pack has no sector “{name}”{end}"))
}

/// The entries of a table.
fn of_table(table: &Table) -> Result<Vec<Entry>, Failure> {
    let any = |names: &[&str]| {
        names.iter().find_map(|name| table.head.iter().position(|known| known.eq_ignore_ascii_case(name)))
    };
    let missing = |what: &str| {
        let columns = table.head.join(", ");
        Failure::Refused(format!("no column is called {what}; the columns are: {columns}"))
    };
    let date = any(&["date", "when", "day", "year"]).ok_or_else(|| missing("date"))?;
    let title = any(&["title", "event", "headline", "name"]).ok_or_else(|| missing("title"))?;
    let text = any(&["text", "summary", "description", "details"]);
    let source = any(&["source", "cite", "cites", "reference", "url", "link"]);
    let sectors = any(&["sectors", "sector"]);
    let entry = |row: &super::table::Row| {
        let cell = |column: Option<usize>| column.map_or("", |column| row.cell(column)).to_owned();
        Entry {
            line: row.line,
            date: cell(Some(date)),
            title: cell(Some(title)),
            text: cell(text),
            source: cell(source),
            sectors: cell(sectors),
        }
    };
    Ok(table.rows.iter().map(entry).collect())
}

/// What is made of a timeline.
struct Made<'d, 'a> {
    edits: Edits,
    /// The records of the pack by their titles.
    known: HashMap<&'d str, &'d Record<'a>>,
    /// Ids that were given.
    ids: HashSet<String>,
    /// The next number to try after an id that is taken.
    numbers: HashMap<String, u32>,
    /// The lines of titles and dates that came before.
    titles: HashMap<(String, String), u64>,
    sources: Sources<'d, 'a>,
}

impl Made<'_, '_> {
    fn add(&mut self, entry: &Entry, of_all: &OfAll<'_>, dataset: &Dataset<'_>) -> Result<(), String> {
        let events = of_all.events;
        if entry.date.is_empty() {
            return Err(format!("“{}” has no date; write it as in 1 May 2001: Title", entry.title));
        }
        let (date, is_vague) = date(&entry.date, events.dates.map(DateOrder::order))?;
        if entry.title.is_empty() {
            return Err("the entry has no title".to_owned());
        }
        let known = self.known.get(entry.title.as_str());
        if known.is_some_and(|record| record.when == Some(date)) {
            self.edits.same += 1;
            return Ok(());
        }
        if let Some(record) = known {
            return Err(format!(
                "“{}” is a title of the pack already ({}); give it another, or leave it out",
                entry.title, record.id
            ));
        }
        if let Some(before) = self.titles.insert((entry.title.clone(), date.notation()), entry.line) {
            return Err(format!("line {before} tells the same event of the same day; take one of them out"));
        }
        let sectors: Vec<Node> = Self::sectors(entry, events, dataset)?;
        let cites = self.cites(entry, events, dataset)?;
        let id = self.id(entry, date.year(), dataset);
        let text =
            if entry.text.is_empty() { format!("{}.", entry.title.trim_end_matches('.')) } else { entry.text.clone() };
        let text = if is_vague { format!("{}: {text}", entry.date) } else { text };
        let body = Node::fields([("kind", Node::Word(format!("{:?}", of_all.sort)))]);
        let event = Node::fields([
            ("id", Node::Text(id.clone())),
            ("title", Node::Text(entry.title.clone())),
            ("when", Node::Text(date.notation())),
            ("sectors", Node::List(sectors)),
            ("weight", Node::Word(format!("{:?}", of_all.weight))),
            ("summary", Node::Text(text)),
            ("cites", Node::List(cites.into_iter().map(Node::Text).collect())),
            ("body", Node::Named("Event".to_owned(), Box::new(body))),
        ]);
        self.ids.insert(id.clone());
        self.edits.add(Thing::item(Kind::Event, &id), event, format!("line {}", entry.line))
    }

    fn sectors(entry: &Entry, events: &Events, dataset: &Dataset<'_>) -> Result<Vec<Node>, String> {
        let own: Vec<&str> = entry.sectors.split([';', ',']).map(str::trim).filter(|name| !name.is_empty()).collect();
        let said = if own.is_empty() { events.sectors.iter().map(|name| name.trim()).collect() } else { own };
        if said.is_empty() {
            let known: Vec<&str> = dataset.pack.sectors.iter().map(Text::as_str).collect();
            return Err(format!(
                "the event has no sector; say one for all with --sectors, out of {}",
                known.join(", ")
            ));
        }
        said.iter().try_for_each(|name| known_sector(name, dataset))?;
        Ok(said.into_iter().map(|name| Node::Text(name.to_owned())).collect())
    }

    /// The cites of an entry: its own, those of passages of sources that are added, or the one for all.
    fn cites(&mut self, entry: &Entry, events: &Events, dataset: &Dataset<'_>) -> Result<Vec<String>, String> {
        let mut cites = Vec::new();
        for said in entry.source.lines().map(str::trim).filter(|said| !said.is_empty()) {
            if said.contains(PILCROW) {
                cells::cite(said, dataset)?;
                cites.push(said.to_owned());
            } else {
                cites.push(self.sources.cite(said, entry));
            }
        }
        if cites.is_empty() {
            let cite = events.cite.clone();
            cites.push(cite.ok_or_else(|| "the entry names no source; say one for all with --cite".to_owned())?);
        }
        Ok(cites)
    }

    /// An id that nothing has: the title's words and, where that is taken, the year.
    fn id(&mut self, entry: &Entry, year: i16, dataset: &Dataset<'_>) -> String {
        /// The longest id made of a title, in bytes.
        const LONGEST: usize = 48;
        let mut base = slug(&entry.title);
        while let Some((shorter, _)) = base.rsplit_once('-').filter(|_| base.len() > LONGEST) {
            base.truncate(shorter.len());
        }
        if base.is_empty() {
            "event".clone_into(&mut base);
        }
        let is_taken = |id: &str| dataset.find(id).is_some() || self.ids.contains(id);
        if !is_taken(&base) {
            return base;
        }
        let base = format!("{base}-{year}");
        if !is_taken(&base) {
            return base;
        }
        numbered(&base, &mut self.numbers, is_taken)
    }
}

/// The first of `base-2`, `base-3` and so on that is not taken, out of those not tried before.
fn numbered(base: &str, numbers: &mut HashMap<String, u32>, is_taken: impl Fn(&str) -> bool) -> String {
    let next = numbers.entry(base.to_owned()).or_insert(2);
    loop {
        let id = format!("{base}-{next}");
        *next += 1;
        if !is_taken(&id) {
            return id;
        }
    }
}
