//! The sources of a timeline's events that are no cites: each is added to the pack's, or, where the pack has one of its
//! address, gets a passage more for each event.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Entry, numbered};
use crate::cli::commands::import::SourceGrade;
use crate::cli::commands::import::edits::{Change, Edits, Thing};
use crate::cli::commands::import::figures::slug;
use crate::cli::errors::Failure;
use crate::data::cite::PILCROW;
use crate::data::pack::Source;
use crate::data::pack::grade::Grade;
use crate::data::written::tree::Node;
use crate::data::{Dataset, written};
use crate::text::counted;
use crate::text::markdown::address_in;

/// Sources that the pack has not, and new passages of those it has.
pub(super) struct Sources<'d, 'a> {
    dataset: &'d Dataset<'a>,
    list: Vec<NewSource>,
    /// Where one stands, by what is said of it.
    places: HashMap<String, usize>,
    ids: HashSet<String>,
    numbers: HashMap<String, u32>,
    /// Those of the pack that take passages in, by their addresses.
    known: HashMap<&'d str, &'d Source<'a>>,
    /// The new passages of those, by their ids.
    grown: BTreeMap<&'d str, Vec<String>>,
}

struct NewSource {
    id: String,
    said: Said,
    passages: Vec<String>,
}

impl<'d, 'a> Sources<'d, 'a> {
    /// None yet. In a layer the sources of its base stay as they are.
    pub(super) fn new(dataset: &'d Dataset<'a>, is_layer: bool) -> Self {
        let takes_in = |source: &&Source<'_>| !is_layer && source.paragraphs.is_none() && !source.passages.is_empty();
        let by_address = |source: &'d Source<'a>| Some((bare(source.address.as_ref()?.as_str()), source));
        Self {
            dataset,
            list: Vec::new(),
            places: HashMap::new(),
            ids: HashSet::new(),
            numbers: HashMap::new(),
            known: dataset.pack.sources.iter().filter(takes_in).filter_map(by_address).collect(),
            grown: BTreeMap::new(),
        }
    }

    /// The cite of a new passage of this source.
    pub(super) fn cite(&mut self, said: &str, entry: &Entry) -> String {
        let passage = format!("Noted: {}, {}", entry.date, entry.title);
        if let Some(source) = self.places.get(said).and_then(|place| self.list.get_mut(*place)) {
            source.passages.push(passage);
            return format!("{} {PILCROW}{}", source.id, source.passages.len());
        }
        let parts = Said::of(said);
        if let Some(source) = parts.address.as_deref().and_then(|address| self.known.get(bare(address))) {
            let passages = self.grown.entry(source.id.as_str()).or_default();
            passages.push(passage);
            return format!("{} {PILCROW}{}", source.id, usize::from(source.citable()) + passages.len());
        }
        let base = slug(if parts.is_named { &parts.title } else { &parts.publisher });
        let base = if base.is_empty() { "source".to_owned() } else { base };
        let is_taken = |id: &str| self.dataset.pack.sources.number(id).is_some() || self.ids.contains(id);
        let id = if is_taken(&base) { numbered(&base, &mut self.numbers, is_taken) } else { base };
        self.places.insert(said.to_owned(), self.list.len());
        self.ids.insert(id.clone());
        self.list.push(NewSource { id: id.clone(), said: parts, passages: vec![passage] });
        format!("{id} {PILCROW}1")
    }

    /// Adds them to the pack's own, graded as is said.
    ///
    /// # Errors
    /// No grade where the pack grades its own, which it does all or none.
    pub(super) fn add_to(self, grade: Option<SourceGrade>, edits: &mut Edits) -> Result<(), Failure> {
        if grade.is_none() && !self.list.is_empty() && self.dataset.pack.has_grades() {
            return Err(Failure::Refused(format!(
                "{} would be added without a grade, and this pack grades all of its own; say one with --grade: {}",
                counted(self.list.len(), "source"),
                Grade::legend(", ")
            )));
        }
        let sources = &self.dataset.pack.sources;
        for (id, passages) in self.grown {
            let Some(source) = sources.number(id).and_then(|number| sources.get(number)) else { continue };
            let before = written::source(source).map_err(|error| Failure::Refused(error.to_string()))?;
            let mut after = before.clone();
            if let Node::Fields(fields) = &mut after
                && let Some((_, Node::List(list))) = fields.iter_mut().find(|(name, _)| name == "passages")
            {
                list.extend(passages.into_iter().map(Node::Text));
            }
            let (thing, before) = (Thing::source(id), Some(before));
            let change = Change { thing, before, after, from: String::new(), lines: HashMap::new(), cite: None };
            edits.push(change).map_err(Failure::Refused)?;
        }
        for source in self.list {
            let grade = grade.map_or(Node::Nothing, |grade| Node::Word(grade.grade().letter().to_owned()));
            let node = Node::fields([
                ("id", Node::Text(source.id.clone())),
                ("title", Node::Text(source.said.title)),
                ("publisher", Node::Text(source.said.publisher)),
                ("grade", grade),
                ("address", source.said.address.map_or(Node::Nothing, Node::Text)),
                ("passages", Node::List(source.passages.into_iter().map(Node::Text).collect())),
            ]);
            edits.add(Thing::source(&source.id), node, String::new()).map_err(Failure::Refused)?;
        }
        Ok(())
    }
}

/// An address as it is compared: without the stroke at its end.
fn bare(address: &str) -> &str {
    address.trim_end_matches('/')
}

/// What a text says of a source.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    title: String,
    /// Whether the title is words, and not the address's.
    is_named: bool,
    publisher: String,
    address: Option<String>,
}

impl Said {
    /// Words, an address, or words and an address; without words, the title is the address's host and path.
    fn of(said: &str) -> Self {
        /// Words that only lead to an address.
        const LEADS: [&str; 9] = ["see", "see also", "source", "via", "cf", "from", "at", "link", "read"];
        const AROUND: [char; 14] = [' ', ',', ':', ';', '.', '(', ')', '<', '>', '[', ']', '|', '–', '—'];
        let found = ["https://", "http://"].into_iter().filter_map(|head| said.find(head)).min();
        let Some((before, rest)) = found.and_then(|at| said.split_at_checked(at)) else {
            return Self { title: said.to_owned(), is_named: true, publisher: said.to_owned(), address: None };
        };
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|')).unwrap_or(rest.len());
        let (address, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let address = address_in(address);
        let (_, at_host) = address.split_once("//").unwrap_or(("", address));
        let at_host = at_host.trim_start_matches("www.");
        let host = at_host.split(['/', '?', '#']).next().unwrap_or(at_host);
        let words = |text: &str| {
            let text = text.trim_matches(AROUND);
            if LEADS.contains(&text.to_lowercase().as_str()) { String::new() } else { text.to_owned() }
        };
        let named = Some(words(before)).filter(|title| !title.is_empty()).unwrap_or_else(|| words(after));
        let is_named = !named.is_empty();
        let title = if is_named { named } else { bare(at_host.split('#').next().unwrap_or(at_host)).to_owned() };
        Self { title, is_named, publisher: host.to_owned(), address: Some(address.to_owned()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_addresses_are_told_apart() {
        for (said, title, address) in [
            ("Ministry of Fish, Report", "Ministry of Fish, Report", None),
            ("A page https://a.example/x", "A page", Some("https://a.example/x")),
            ("On http and nets, https://a.example/http/x.", "On http and nets", Some("https://a.example/http/x")),
            ("https://www.a.example/x/", "a.example/x", Some("https://www.a.example/x/")),
            ("https://a.example", "a.example", Some("https://a.example")),
            ("See https://a.example/y?z=1#top", "a.example/y?z=1", Some("https://a.example/y?z=1#top")),
            ("(https://a.example/Salmon_(fish))", "a.example/Salmon_(fish)", Some("https://a.example/Salmon_(fish)")),
            ("https://a.example/x – The page", "The page", Some("https://a.example/x")),
            ("Old http://b.example/https://c.example", "Old", Some("http://b.example/https://c.example")),
        ] {
            let read = Said::of(said);
            assert_eq!((read.title.as_str(), read.address.as_deref()), (title, address), "{said}");
        }
        assert_eq!(Said::of("A page https://www.a.example/x").publisher, "a.example");
    }
}
