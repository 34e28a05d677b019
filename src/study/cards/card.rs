//! A card: one question the dataset answers in one way, with the record and the cites behind it.
//!
//! How cards are made is in [`crate::study::cards`]; when one is asked, in [`crate::study::scheduler`].

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::data::body::{Body, Edition};
use crate::data::cite::Cites;
use crate::data::date::PartialDate;
use crate::data::record::{Fact, Weight};
use crate::data::series::DataPoint;
use crate::data::{Dataset, Item, ItemId};
use crate::study::rng::Rng;
use crate::study::wording;

/// What a card is called for ever: the record's id and the field asked, so that a corrected text
/// keeps its progress.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CardId(Box<str>);

impl CardId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: Into<Box<str>>> From<T> for CardId {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl Borrow<str> for CardId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

macro_rules! topics {
    ($($(#[$doc:meta])* $variant:ident = $slug:literal, $name:literal;)+) => {
        /// What is asked of a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Topic { $($(#[$doc])* $variant),+ }

        impl Topic {
            /// Every topic, in the order shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// In a card's id. Never change one: progress hangs on it.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }

            /// The words shown for it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

topics! {
    /// When an event was.
    When = "when", "Date of an event";
    /// Where an event was.
    Place = "place", "Place of an event";
    /// In which year an agreement was signed.
    Signed = "signed", "Year of an agreement";
    /// When an agreement entered into force.
    InForce = "in-force", "Entry into force";
    /// What an agreement is for.
    Purpose = "purpose", "Purpose of an agreement";
    /// At which event an agreement was signed.
    Occasion = "occasion", "Occasion of an agreement";
    /// When a body was established.
    Founded = "founded", "Founding of a body";
    /// What a body is for.
    Mandate = "mandate", "Mandate of a body";
    /// When an initiative was launched.
    Launched = "launched", "Launch of an initiative";
    /// What an acronym stands for.
    Stands = "stands", "Meaning of an acronym";
    /// A figure with its unit and year.
    Figure = "figure", "Figure";
    /// What part a person played.
    Part = "part", "Part of a person";
    /// Which service trains in an exercise.
    Service = "service", "Service of an exercise";
    /// Where an edition of an exercise was held.
    Venue = "venue", "Place of an exercise";
    /// A gap in a fact.
    Fact = "fact", "Gap in a fact";
    /// Which of two came first.
    First = "first", "Which came first";
    /// Four pairs to match.
    Pairs = "pairs", "Match the pairs";
    /// What the pack itself asks.
    Written = "card", "Question";
    /// What the reader wrote into a note.
    Own = "own", "Your own card";
}

impl Topic {
    /// Whether the answer is a date or a year.
    #[must_use]
    pub fn asks_a_date(self) -> bool {
        matches!(self, Self::When | Self::Signed | Self::InForce | Self::Founded | Self::Launched)
    }
}

/// Where in the record the answer stands, and so which cites support it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The record's head and body: its own cites.
    Head,
    /// The fact of this index.
    Fact(usize),
    /// The expansion of a term of this index.
    Expansion(usize),
    /// The point of a series of this index.
    Point(usize),
    /// The edition of an exercise of this index.
    Edition(usize),
    /// The written card of this index: it has cites of its own.
    Written(usize),
    /// A note of the reader's, which has none.
    Own,
}

/// The answer as a value, where another of its kind can be put in its place.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A date; a year is one too.
    Date(PartialDate),
    /// A number, in the unit of its series.
    Number(f64),
    /// Words.
    Words,
}

/// What is seen of a card before and after the answer is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Face {
    /// A question and its answer.
    Recall {
        /// A whole question.
        question: String,
        /// The answer alone.
        answer: String,
    },
    /// A sentence with a gap.
    Cloze {
        /// What the sentence is about; nothing where it says so itself.
        heading: String,
        /// The sentence up to the gap.
        before: String,
        /// What stands in the gap.
        hidden: String,
        /// The sentence after the gap.
        after: String,
    },
    /// Things to bring into the order of time.
    Sequence {
        /// A whole question.
        question: String,
        /// Each thing and its date, earliest first.
        items: Vec<(String, String)>,
    },
    /// Things to match with one another.
    Match {
        /// A whole question.
        question: String,
        /// What belongs together.
        pairs: Vec<(String, String)>,
    },
}

/// What stands for a sector where a record has none.
const NO_SECTOR: &str = "Other";

/// What the cards about an item count for: the first sector of a record, or the group of a series.
pub(super) fn topic_of<'d>(dataset: &'d Dataset<'_>, owner: ItemId) -> &'d str {
    match dataset.get(owner) {
        Some(Item::Series(series)) => series.group.name(),
        Some(Item::Record(record)) => record.sectors.first().map_or(NO_SECTOR, |sector| sector.as_str()),
        None => NO_SECTOR,
    }
}

/// One card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What it is called for ever.
    pub id: CardId,
    /// What it asks.
    pub topic: Topic,
    /// The record or series it is about, the first of several.
    pub owner: ItemId,
    /// Further records, for a card about several.
    pub others: Vec<ItemId>,
    /// How likely an exam is to ask it: that of its record.
    pub weight: Weight,
    /// Where the answer stands.
    pub evidence: Evidence,
    /// The answer as a value.
    pub value: Value,
    /// Question and answer.
    pub face: Face,
}

impl Card {
    /// Whether it was made from the fields of a record, and not written by somebody: it drills, and does not teach.
    #[must_use]
    pub fn is_drill(&self) -> bool {
        !matches!(self.topic, Topic::Written | Topic::Own)
    }

    /// All records it is about.
    pub fn items(&self) -> impl Iterator<Item = ItemId> + '_ {
        std::iter::once(self.owner).chain(self.others.iter().copied())
    }

    /// The question as text. What is to be ordered or matched comes in an order of the seed's.
    #[must_use]
    pub fn question(&self, seed: u64) -> String {
        match &self.face {
            Face::Recall { question, .. } => question.clone(),
            Face::Cloze { heading, before, after, .. } if heading.is_empty() => format!("{before}[…]{after}"),
            Face::Cloze { heading, before, after, .. } => format!("{heading}: {before}[…]{after}"),
            Face::Sequence { question, .. } => {
                let lines = self.shown_sequence(seed).into_iter().map(|(name, _)| format!("\n  {name}"));
                std::iter::once(question.clone()).chain(lines).collect()
            }
            Face::Match { question, pairs } => {
                let right = self.shown_right(seed);
                let lines = pairs.iter().zip(right).map(|((left, _), right)| format!("\n  {left}  |  {right}"));
                std::iter::once(question.clone()).chain(lines).collect()
            }
        }
    }

    /// The answer as text.
    #[must_use]
    pub fn answer(&self) -> String {
        match &self.face {
            Face::Recall { answer, .. } => answer.clone(),
            Face::Cloze { hidden, .. } => hidden.clone(),
            Face::Sequence { items, .. } => {
                items.iter().map(|(name, date)| format!("{name} ({date})")).collect::<Vec<_>>().join("\n")
            }
            Face::Match { pairs, .. } => {
                pairs.iter().map(|(left, right)| format!("{left}: {right}")).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// A number that another answer hardly ever has: by it a log knows that the answer is no longer what it was. Case,
    /// accents and marks make no other answer.
    #[must_use]
    pub fn fingerprint(&self) -> u32 {
        // FNV-1a: what is written with it is read by every later version, so it is none that a library may change.
        const BASIS: u32 = 0x811c_9dc5;
        const PRIME: u32 = 0x0100_0193;
        let answer = crate::text::fold::fold_for_ids(&self.answer());
        answer.bytes().fold(BASIS, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(PRIME))
    }

    /// What is to be ordered, in an order of the seed's that is not the answer where more than two are asked.
    #[must_use]
    pub fn shown_sequence(&self, seed: u64) -> Vec<&(String, String)> {
        let Face::Sequence { items, .. } = &self.face else { return Vec::new() };
        self.mixed(items, seed)
    }

    /// The right-hand sides in an order of the seed's.
    #[must_use]
    pub fn shown_right(&self, seed: u64) -> Vec<&str> {
        let Face::Match { pairs, .. } = &self.face else { return Vec::new() };
        self.mixed(pairs, seed).into_iter().map(|(_, right)| right.as_str()).collect()
    }

    fn mixed<'c, T: PartialEq>(&self, items: &'c [T], seed: u64) -> Vec<&'c T> {
        let mut shown: Vec<&T> = items.iter().collect();
        let mut rng = Rng::named(seed, self.id.as_str());
        rng.shuffle(&mut shown);
        if items.len() > 2 && shown.iter().zip(items).all(|(shown, item)| *shown == item) {
            shown.rotate_left(1);
        }
        shown
    }

    /// What it is about: the title of its record or series, without a date.
    #[must_use]
    pub fn name<'d>(&self, dataset: &'d Dataset<'_>) -> &'d str {
        dataset.get(self.owner).map_or("", |item| wording::stem(item.title()))
    }

    /// The sector it counts for: the first of its record's, or the group of its series.
    #[must_use]
    pub fn sector<'d>(&self, dataset: &'d Dataset<'_>) -> &'d str {
        topic_of(dataset, self.owner)
    }

    /// The edition of an exercise that is asked about.
    #[must_use]
    pub fn edition<'d, 'a>(&self, dataset: &'d Dataset<'a>) -> Option<&'d Edition<'a>> {
        let Body::Exercise(exercise) = &dataset.record(self.owner)?.body else { return None };
        let Evidence::Edition(index) = self.evidence else { return None };
        exercise.editions.get(index)
    }

    /// The point of a series that is asked about.
    #[must_use]
    pub fn point<'d, 'a>(&self, dataset: &'d Dataset<'a>) -> Option<&'d DataPoint<'a>> {
        match self.evidence {
            Evidence::Point(index) => dataset.series_of(self.owner)?.points.get(index),
            _ => None,
        }
    }

    /// The fact that has a gap.
    #[must_use]
    pub fn fact<'d, 'a>(&self, dataset: &'d Dataset<'a>) -> Option<&'d Fact<'a>> {
        match self.evidence {
            Evidence::Fact(index) => dataset.record(self.owner)?.facts.get(index),
            _ => None,
        }
    }

    /// What the answer rests on.
    #[must_use]
    pub fn cites<'d>(&self, dataset: &'d Dataset<'_>) -> Vec<&'d Cites<'d>> {
        if self.evidence == Evidence::Own {
            return Vec::new();
        }
        if let Evidence::Written(index) = self.evidence {
            return dataset.cards().get(index).map(|card| &card.cites).into_iter().collect();
        }
        self.items().filter_map(|id| dataset.get(id)).flat_map(|item| cites_of(item, self.evidence)).collect()
    }
}

/// What a value of an item rests on.
fn cites_of<'d>(item: Item<'d, '_>, evidence: Evidence) -> Vec<&'d Cites<'d>> {
    match (item, evidence) {
        (Item::Series(series), Evidence::Point(index)) => {
            series.points.get(index).map(|point| &point.cite).into_iter().collect()
        }
        (Item::Series(_), _) | (Item::Record(_), Evidence::Own) => Vec::new(),
        (Item::Record(record), Evidence::Fact(index)) => {
            record.facts.get(index).map(|fact| &fact.cites).into_iter().collect()
        }
        (Item::Record(record), Evidence::Expansion(index) | Evidence::Edition(index)) => {
            let within = record.body.particulars().into_iter().flat_map(|particular| particular.value.cites());
            within.skip(index).take(1).collect()
        }
        (Item::Record(record), Evidence::Head | Evidence::Point(_) | Evidence::Written(_)) => {
            record.cites.iter().collect()
        }
    }
}
