//! What is told of the dataset itself: its edition, how much it holds, how good its sources are, what changed.
//!
//! A [`Document`] like that of a record, so that the explorer and `maitri about` tell the same.

use crate::data::date::PartialDate;
use crate::data::layer::counted;
use crate::data::pack::changes::{self, Change};
use crate::data::pack::grade::Grade;
use crate::data::record::Weight;
use crate::data::{Dataset, ItemId, Kind};
use crate::text;
use crate::view::document::{Block, Document, Link, Part};

/// Tells of the dataset; first what is new to a reader who saw that edition last.
#[must_use]
pub fn about<'d>(dataset: &'d Dataset<'d>, seen: Option<PartialDate>) -> Document<'d> {
    let mut writer = Writer { dataset, blocks: vec![Block::Title(&dataset.pack.title)], links: Vec::new() };
    writer.blocks.push(Block::Glance(format!("Edition of {}", dataset.pack.edition)));
    writer.layers();
    writer.news(seen);
    writer.holdings();
    writer.sources();
    let known = dataset.pack.changes.iter().filter(|change| !seen.is_some_and(|seen| change.is_later_than(seen)));
    writer.changes("Changes from edition to edition", &mut known.into_iter());
    Document { kind: "About this dataset", blocks: writer.blocks, links: writer.links }
}

/// What is new since a reader was last here, in one line for a screen; nothing if nothing is told to be.
#[must_use]
pub fn news(dataset: &Dataset<'_>, seen: Option<PartialDate>) -> Option<String> {
    let seen = seen?;
    let count = changes::since(&dataset.pack.changes, seen).count();
    (count > 0).then(|| format!("{} since {seen}, the edition you know", text::counted(count, "change")))
}

struct Writer<'d> {
    dataset: &'d Dataset<'d>,
    blocks: Vec<Block<'d>>,
    links: Vec<ItemId>,
}

impl<'d> Writer<'d> {
    fn heading(&mut self, text: impl Into<std::borrow::Cow<'d, str>>) {
        self.blocks.push(Block::Heading(Part::Text, text.into()));
    }

    fn labelled(&mut self, label: String, text: String) {
        self.blocks.push(Block::Labelled(label.into(), text.into()));
    }

    /// What lies on it: each layer, what it did, and what it took away.
    fn layers(&mut self) {
        let dataset = self.dataset;
        if dataset.pack.layers.is_empty() && dataset.layers.left_out.is_empty() {
            return;
        }
        self.heading("What lies on it");
        for (number, layer) in dataset.pack.layers.iter().enumerate() {
            let text = format!("edition of {}: {} (pack:{})", layer.edition, counted(layer.counts), layer.id);
            self.labelled(layer.title.to_string(), text);
            for gone in dataset.layers.withdrawn.iter().filter(|gone| gone.step.layer == number) {
                let because = gone.step.because.as_deref().unwrap_or_default();
                self.labelled("withdrew".to_owned(), format!("the {} “{}”: {because}", gone.what, gone.id));
            }
        }
        for sentence in &dataset.layers.left_out {
            self.blocks.push(Block::Paragraph(sentence.as_str().into()));
        }
    }

    fn news(&mut self, seen: Option<PartialDate>) {
        if let Some(seen) = seen {
            let heading = format!("New since {seen}");
            self.changes(&heading, &mut changes::since(&self.dataset.pack.changes, seen));
        }
    }

    /// How many there are of each kind, and how many of those an exam asks.
    fn holdings(&mut self) {
        self.heading("What it holds");
        let dataset = self.dataset;
        for kind in Kind::ALL {
            let records = dataset.of_kind(kind);
            let of_kind = if kind == Kind::Series { dataset.series.len() } else { records.len() };
            let is_core = |id: &&ItemId| dataset.record(**id).is_some_and(|record| record.weight == Weight::Core);
            let core = records.iter().filter(is_core).count();
            let core = if core > 0 { format!(", {core} of them Core") } else { String::new() };
            if of_kind > 0 {
                self.labelled(kind.plural().to_owned(), format!("{of_kind}{core}"));
            }
        }
    }

    /// How many sources there are of each grade.
    fn sources(&mut self) {
        let sources = &self.dataset.pack.sources;
        self.heading(format!("Its sources ({})", sources.len()));
        for grade in Grade::ALL {
            let count = sources.iter().filter(|source| source.grade == Some(grade)).count();
            if count > 0 {
                self.labelled(format!("Grade {}", grade.letter()), format!("{count}: {}", grade.meaning()));
            }
        }
        let ungraded = sources.iter().filter(|source| source.grade.is_none()).count();
        if ungraded > 0 {
            self.labelled("Without a grade".to_owned(), ungraded.to_string());
        }
    }

    /// Some changes under a heading, each with the records it is about.
    fn changes(&mut self, heading: &str, changes: &mut dyn Iterator<Item = &'d Change<'d>>) {
        let mut changes = changes.peekable();
        if changes.peek().is_some() {
            self.heading(heading.to_owned());
        }
        for change in changes {
            self.labelled(change.edition.to_string(), change.text.to_string());
            for id in change.records.iter().filter_map(|id| self.dataset.find(id)) {
                let Some(item) = self.dataset.get(id) else { continue };
                self.blocks.push(Block::Link(Link {
                    index: self.links.len(),
                    relation: "",
                    is_first: false,
                    kind: item.kind().name(),
                    title: item.title(),
                    when: item.when().map(|when| when.to_string()),
                    notes: String::new(),
                }));
                self.links.push(id);
            }
        }
    }
}
