//! What one may begin from the overview and from what lies over it.

use crate::data::{Dataset, ItemId};
use crate::study::exam::options::ExamOptions;
use crate::study::scheduler;
use crate::study::{Card, CardId, Collection};
use crate::tui::action::Action;

/// What is crammed: of a huge deck the cards are looked for once a sitting begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Crammed {
    /// Every card.
    Everything,
    /// Those of a topic.
    Topic(String),
    /// Those that were failed lately.
    Slipped,
    /// Those about some items.
    About(Vec<ItemId>),
}

impl Crammed {
    /// The numbers of its cards, in the order of the deck, where they are looked up; none where the deck must be gone
    /// through.
    pub(super) fn looked_up(&self, collection: &Collection) -> Option<Vec<u32>> {
        let deck = &collection.deck;
        let number = |card: &Card| deck.number(card.id.as_str());
        match self {
            Self::Everything | Self::Topic(_) => None,
            Self::Slipped => {
                let begun = scheduler::begun(deck, collection.progress()).into_iter();
                let slipped = begun.filter(|(_, state)| !state.lapses.is_empty());
                Some(slipped.filter_map(|(card, _)| number(card)).collect())
            }
            Self::About(items) => Some(deck.about_any(items).filter_map(number).collect()),
        }
    }

    /// Whether a card is among those for which the deck is gone through.
    pub(super) fn has(&self, dataset: &Dataset<'_>, card: &Card) -> bool {
        match self {
            Self::Everything => true,
            Self::Topic(topic) => card.sector(dataset) == topic,
            Self::Slipped | Self::About(_) => false,
        }
    }
}

/// What one may begin.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Begin {
    /// A sitting that counts.
    Cards {
        /// What it is called.
        title: String,
        /// What it asks, in order.
        cards: Vec<CardId>,
    },
    /// A sitting that does not.
    Cram {
        /// What it is called.
        title: String,
        /// What it asks.
        of: Crammed,
    },
    /// A look at cards that are not asked: nothing is graded.
    Look {
        /// What it is called.
        title: String,
        /// What is looked at, in order.
        cards: Vec<CardId>,
    },
    /// One that counts, with the cards about what was marked; they join the schedule first.
    Marked {
        /// What it is called.
        title: String,
        /// What was marked.
        items: Vec<ItemId>,
        /// What it asks, in order.
        cards: Vec<CardId>,
    },
    /// The cards about an item.
    Drill(ItemId),
    /// Saying which paper one wants.
    Wanted,
    /// A mock exam.
    Exam(ExamOptions),
    /// A paper that was sat, once more, by what it is called.
    Again(i64, Repeat),
    /// What went wrong in any paper, and was not right since.
    NotYetRight,
    /// The mock exam that was left.
    GoOn,
    /// A paper left in an earlier run, by what it is called.
    Resume(i64),
    /// Leaving a paper for good: the one that waits, or one of an earlier run.
    Discard(Option<i64>),
    /// The papers one sat.
    Past,
    /// A paper that was handed in, by what it is called.
    ReadAgain(i64),
    /// The result of the last one.
    Result,
    /// What fits until the exam.
    Plan,
    /// How far one has come.
    Progress,
    /// Questions of the main examination.
    Mains,
}

/// What of a paper is asked once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// All of it, as it stood.
    Same,
    /// All of it, in another order.
    Mixed,
    /// What went wrong.
    Wrong,
}

impl Repeat {
    /// What an action asks for of a paper, if it asks for it once more.
    pub(super) fn asked(action: Action) -> Option<Self> {
        match action {
            Action::Again => Some(Self::Same),
            Action::AgainMixed => Some(Self::Mixed),
            Action::AgainWrong => Some(Self::Wrong),
            _ => None,
        }
    }
}

impl Repeat {
    /// What asks for it.
    pub(super) fn action(self) -> Action {
        match self {
            Self::Same => Action::Again,
            Self::Mixed => Action::AgainMixed,
            Self::Wrong => Action::AgainWrong,
        }
    }

    /// What it does, after the key that does it.
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Self::Same => "sits the paper again as it was",
            Self::Mixed => "sits it again in a new order",
            Self::Wrong => "sits what went wrong in it",
        }
    }
}

impl Begin {
    /// Whether it begins a paper, of which there is one at a time.
    pub(super) fn is_paper(&self) -> bool {
        match self {
            Self::Exam(_) | Self::Again(..) | Self::NotYetRight | Self::Resume(_) => true,
            Self::Cards { .. }
            | Self::Cram { .. }
            | Self::Look { .. }
            | Self::Marked { .. }
            | Self::Drill(_)
            | Self::Wanted
            | Self::GoOn
            | Self::Discard(_)
            | Self::Past
            | Self::ReadAgain(_)
            | Self::Result
            | Self::Plan
            | Self::Progress
            | Self::Mains => false,
        }
    }
}
