//! Whose everything is: the layers that lie on a pack, and what each did to a record, a card, a source.
//!
//! What the base has is nobody's else, and nothing is told of it.

use std::collections::HashMap;

use super::ItemId;
use super::cite::Cites;
use super::date::PartialDate;
use super::text::Text;

/// What a layer did to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// It has the thing.
    Added,
    /// It has another in its place.
    Replaced,
    /// It tells some of it otherwise.
    Amended,
    /// It took the thing away.
    Withdrawn,
}

impl Deed {
    /// The words for it, before the layer's name.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Added => "Added by",
            Self::Replaced => "Replaced by",
            Self::Amended => "Amended by",
            Self::Withdrawn => "Withdrawn by",
        }
    }
}

/// What became of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Which: `body.status`, `points.FY2023-24.value`.
    pub path: String,
    /// What it said; nothing if it is new.
    pub was: Option<String>,
    /// What it says; nothing if it is gone.
    pub now: Option<String>,
}

/// What one layer did to one thing.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// The layer, as a number in [`Pack::layers`](crate::data::Pack::layers).
    pub layer: usize,
    /// What it did.
    pub deed: Deed,
    /// What is cited for it.
    pub cites: Option<Cites<'a>>,
    /// Why, in a sentence.
    pub because: Option<Text<'a>>,
    /// What changed, for what was amended.
    pub changes: &'a [FieldChange],
}

/// A layer as it is told of.
#[derive(Clone, Debug)]
pub struct LayerHead<'a> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text<'a>,
    /// The day its edition was closed.
    pub edition: PartialDate,
    /// How many things it added, replaced, amended and withdrew, in this order.
    pub counts: [usize; 4],
}

/// Something that is no more.
#[derive(Clone, Debug)]
pub struct Withdrawn<'a> {
    /// Its id.
    pub id: String,
    /// What it was: a record, a card.
    pub what: &'static str,
    /// Who withdrew it, and why.
    pub step: Step<'a>,
}

/// What the layers that lie on a pack did.
#[derive(Clone, Debug, Default)]
pub struct Layers<'a> {
    /// What was withdrawn.
    pub withdrawn: Vec<Withdrawn<'a>>,
    /// Why layers that were asked for do not lie on it, each in a sentence.
    pub left_out: Vec<String>,
    pub(super) items: HashMap<ItemId, Vec<Step<'a>>>,
    pub(super) questions: HashMap<String, Vec<Step<'a>>>,
    pub(super) cards: HashMap<String, Vec<Step<'a>>>,
    pub(super) mains: HashMap<String, Vec<Step<'a>>>,
    pub(super) sources: HashMap<String, Vec<Step<'a>>>,
    pub(super) disputes: HashMap<String, Vec<Step<'a>>>,
}

impl<'a> Layers<'a> {
    /// What layers did to a record or series, in order; nothing if it is the base's own.
    #[must_use]
    pub fn of_item(&self, item: ItemId) -> &[Step<'a>] {
        self.items.get(&item).map_or(&[], Vec::as_slice)
    }

    /// What a field of a record rests on where a layer amended it: what the last that did cites for that, unless it
    /// says anew what the whole record rests on.
    #[must_use]
    pub fn behind(&self, item: ItemId, field: &str) -> Option<&Cites<'a>> {
        let changes = |step: &Step<'_>, field: &str| step.changes.iter().any(|change| change.path == field);
        let last = self.of_item(item).iter().rfind(|step| changes(step, field))?;
        last.cites.as_ref().filter(|_| !changes(last, "cites"))
    }

    /// What they did to the question of this id.
    #[must_use]
    pub fn of_question(&self, id: &str) -> &[Step<'a>] {
        self.questions.get(id).map_or(&[], Vec::as_slice)
    }

    /// What they did to the card of this id.
    #[must_use]
    pub fn of_card(&self, id: &str) -> &[Step<'a>] {
        self.cards.get(id).map_or(&[], Vec::as_slice)
    }

    /// What they did to the question of a main examination of this id.
    #[must_use]
    pub fn of_mains(&self, id: &str) -> &[Step<'a>] {
        self.mains.get(id).map_or(&[], Vec::as_slice)
    }

    /// What they did to the source of this id.
    #[must_use]
    pub fn of_source(&self, id: &str) -> &[Step<'a>] {
        self.sources.get(id).map_or(&[], Vec::as_slice)
    }

    /// What they did to the dispute of this id, which records share.
    #[must_use]
    pub fn of_dispute(&self, id: &str) -> &[Step<'a>] {
        self.disputes.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether an item is the pack's own, and no layer's.
    #[must_use]
    pub fn is_of_base(&self, item: ItemId) -> bool {
        self.of_item(item).first().is_none_or(|step| step.deed != Deed::Added)
    }

    /// Whether a layer of this number had a hand in an item.
    #[must_use]
    pub fn has_hand_in(&self, layer: usize, item: ItemId) -> bool {
        self.of_item(item).iter().any(|step| step.layer == layer)
    }
}
