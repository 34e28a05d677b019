//! The mock exam: papers in the forms that examinations for the public service have, from a seed.
//!
//! A paper is set from the [written questions](crate::data::question) of the pack. Where there are too few of them,
//! drill questions made from the cards fill it up ([`drill`]). The
//! clock and the screen are elsewhere; how answers are marked is for the pack to say, how they are counted is in
//! [`report`], how a paper is printed in [`mod@print`].

pub mod again;
pub mod attempt;
pub mod coverage;
mod deal;
pub mod drill;
pub mod history;
pub mod kept;
pub mod options;
pub mod print;
pub mod report;
pub mod setting;
mod written;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::data::pack::exam::ExamScheme;
use crate::data::question::QuestionForm;
use crate::data::record::Record;
use crate::data::{Dataset, ItemId, Pack};
use crate::study::cards::Deck;
use crate::study::cards::card::CardId;
use coverage::Coverage;
use setting::Setting;
pub use written::{is_set, present};

/// How a question is put.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Form {
    /// How many of two to four statements are correct.
    HowMany,
    /// Which of some statements are correct.
    Which,
    /// How many of some pairs are correctly matched.
    Pairs,
    /// Whether one statement is correct, another too, and explains it, by arithmetic: in papers kept from earlier
    /// editions, and never set again, for its form gave the answer away.
    Assertion,
    /// Whether two statements are correct, and the second explains the first.
    Explains,
    /// What the order of four things in time is.
    Order,
    /// Which of four answers is right.
    Single,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 7] =
        [Self::HowMany, Self::Which, Self::Pairs, Self::Explains, Self::Assertion, Self::Order, Self::Single];

    /// Whether exams have it where a pack is read.
    fn is_of(self, pack: &Pack<'_>) -> bool {
        pack.exam_forms.is_empty() || pack.exam_forms.iter().any(|form| Self::from(*form) == self)
    }

    /// The words shown for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::HowMany => "How many are correct",
            Self::Which => "Which are correct",
            Self::Pairs => "Pairs",
            Self::Explains => "Statements I and II",
            Self::Assertion => "Assertion and reason",
            Self::Order => "Chronological order",
            Self::Single => "Single answer",
        }
    }
}

/// What the key says of one statement, pair or answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Why it is correct or not; the swap, if there is one.
    pub text: String,
    /// The record it rests on.
    pub item: ItemId,
    /// The cites behind it, as in the dataset.
    pub cites: Vec<String>,
}

/// A claim the paper makes, and whether it holds; what the property tests go by.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The card it was made from.
    pub card: CardId,
    /// The value put in.
    pub value: String,
    /// Whether it is the right one.
    pub holds: bool,
}

/// One question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// How it is put.
    pub form: Form,
    /// What stands above the numbered lines, or the whole question.
    pub lead: String,
    /// Numbered lines: statements, pairs or things to order.
    pub lines: Vec<String>,
    /// What is asked of them; empty if the lead asks.
    pub ask: String,
    /// The four options.
    pub options: Vec<String>,
    /// Which one is right.
    pub right: usize,
    /// The key, line by line or option by option.
    pub notes: Vec<Note>,
    /// What is to be learnt from a written question.
    pub explanation: Option<Note>,
    /// How difficult a written question is, from 1 to 3.
    pub difficulty: Option<u8>,
    /// The id of a written question in the bank; a drill question, made from cards, has none.
    pub written: Option<String>,
    /// What is claimed, line by line.
    pub claims: Vec<Claim>,
    /// The cards to learn again if it goes wrong.
    pub cards: Vec<CardId>,
    /// The sector it counts for.
    pub sector: String,
}

impl Question {
    /// How a line is named, from 0: `1`, or `II` where the options name statements so.
    #[must_use]
    pub fn line_name(&self, line: usize) -> String {
        let form = match self.form {
            Form::Which => QuestionForm::Which,
            Form::Explains => QuestionForm::Explains,
            Form::HowMany | Form::Pairs | Form::Assertion | Form::Order | Form::Single => QuestionForm::HowMany,
        };
        form.line_name(line)
    }

    /// How a note of the key is named: by its line, or by the option it is about, or not at all.
    #[must_use]
    pub fn note_name(&self, note: usize) -> Option<String> {
        if self.lines.len() == self.notes.len() {
            return Some(format!("{}.", self.line_name(note)));
        }
        self.written.as_ref().map(|_| format!("({})", print::letter(note)))
    }
}

/// What paper one wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperSpec {
    /// How many questions.
    pub questions: usize,
    /// What it depends on.
    pub seed: u64,
}

/// A paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// What was wished.
    pub spec: PaperSpec,
    /// The questions; fewer than wished if the dataset is small.
    pub questions: Vec<Question>,
    /// How it is marked.
    pub scheme: ExamScheme,
}

impl Paper {
    /// Sets a paper on what is asked for: of written questions, and of drill questions where there are too few.
    #[must_use]
    pub fn on(deck: &Deck, dataset: &Dataset<'_>, spec: PaperSpec, coverage: &Coverage) -> Self {
        let mut setting = Setting::new(deck, dataset, spec, coverage);
        while !setting.advance(deck, dataset, usize::MAX) {}
        setting.into_paper(dataset)
    }

    /// Sets a paper of drill questions alone, from a deck of drills.
    #[must_use]
    pub fn of_drills(deck: &Deck, dataset: &Dataset<'_>, spec: PaperSpec) -> Self {
        let mut draft = drill::Draft::new(dataset, spec, &Coverage::default(), HashSet::new());
        while !draft.advance(deck, dataset, usize::MAX) {}
        Self { spec, questions: draft.into_questions(), scheme: dataset.pack.exam }
    }

    /// How many of its questions are drill questions.
    #[must_use]
    pub fn drills(&self) -> usize {
        self.questions.iter().filter(|question| question.written.is_none()).count()
    }
}

/// A drill question with the cards that are learnt of its records, where the deck does not have its own.
fn learnt(deck: &Deck, mut question: Question) -> Question {
    if !question.cards.iter().all(|card| deck.get(card.as_str()).is_some()) {
        let mut items: Vec<ItemId> = question.notes.iter().map(|note| note.item).collect();
        items.dedup();
        question.cards = written::cards(deck, &items);
    }
    question
}

/// Whether a record is of one of these sectors; any is, if there are none.
fn is_of_sectors(record: Option<&Record<'_>>, sectors: &[String]) -> bool {
    let names = |record: &Record<'_>| record.sectors.iter().any(|name| sectors.iter().any(|of| of == name.as_str()));
    sectors.is_empty() || record.is_some_and(names)
}
