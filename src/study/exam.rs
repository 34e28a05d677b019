//! The mock exam: papers in the forms that examinations for the public service have, from a seed.
//!
//! A paper is set from the [written questions](crate::data::question) of the pack. Where there are too few of them, drill
//! questions made from the cards fill it up: in those a false statement is a true one with one value swapped for another
//! of its kind, and the key says which, from where, and what the source has. What can't be certain is not asked. The
//! clock and the screen are elsewhere; how answers are marked is for the pack to say, how they are counted is in
//! [`report`], how a paper is printed in [`mod@print`].

mod assertion;
mod forms;
pub mod kept;
pub mod options;
pub mod print;
pub mod report;
mod written;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::data::body::Body;
use crate::data::pack::exam::ExamScheme;
use crate::data::question::QuestionForm;
use crate::data::record::{Record, Weight};
use crate::data::series::Group;
use crate::data::{Dataset, ItemId};
use crate::study::cards::Deck;
use crate::study::cards::card::{Card, CardId, Topic};
use crate::study::rng::Rng;
use crate::study::wording;

/// How a question is put.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Form {
    /// How many of two to four statements are correct.
    HowMany,
    /// Which of some statements are correct.
    Which,
    /// How many of some pairs are correctly matched.
    Pairs,
    /// Whether one statement is correct, another too, and explains it.
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

/// In which proportion the forms come.
const MIX: [Form; 10] = [
    Form::HowMany,
    Form::Single,
    Form::Pairs,
    Form::Assertion,
    Form::Order,
    Form::HowMany,
    Form::Single,
    Form::Pairs,
    Form::HowMany,
    Form::Single,
];
/// How often a form is tried with other cards before another form takes its place.
const TRIES: usize = 60;

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
    /// Sets a paper on these sectors, on all if there are none: of written questions, and of drill questions where there
    /// are too few.
    #[must_use]
    pub fn on(deck: &Deck, dataset: &Dataset<'_>, spec: PaperSpec, sectors: &[String]) -> Self {
        let mut rng = Rng::named(spec.seed, "bank");
        let mut questions = written::choose(dataset, deck, spec.questions, sectors, &mut rng);
        let asked = questions.iter().flat_map(|question| &question.notes).map(|note| note.item).collect();
        let missing = spec.questions.saturating_sub(questions.len());
        if missing > 0 {
            let spec = PaperSpec { questions: missing, ..spec };
            if dataset.cards().is_empty() {
                // The deck is one of drills already.
                questions.extend(drill_questions(deck, dataset, spec, sectors, asked));
            } else {
                let drills = drill_questions(&Deck::drills(dataset), dataset, spec, sectors, asked);
                questions.extend(drills.into_iter().map(|question| learnt(deck, question)));
            }
        }
        Self { spec, questions, scheme: dataset.pack.exam }
    }

    /// Sets a paper of drill questions alone, from a deck of drills.
    #[must_use]
    pub fn of_drills(deck: &Deck, dataset: &Dataset<'_>, spec: PaperSpec) -> Self {
        let questions = drill_questions(deck, dataset, spec, &[], HashSet::new());
        Self { spec, questions, scheme: dataset.pack.exam }
    }

    /// How many of its questions are drill questions.
    #[must_use]
    pub fn drills(&self) -> usize {
        self.questions.iter().filter(|question| question.written.is_none()).count()
    }
}

/// Drill questions on these sectors, on all if there are none, none about what is asked already; fewer than wished if
/// the cards are exhausted.
fn drill_questions(
    deck: &Deck,
    dataset: &Dataset<'_>,
    spec: PaperSpec,
    sectors: &[String],
    asked: HashSet<ItemId>,
) -> Vec<Question> {
    let mut writer = Writer::new(deck, dataset, spec.seed);
    writer.used = asked;
    writer.cards.retain(|card| is_of_sectors(dataset.record(card.owner), sectors));
    // What no card makes once, none makes later either.
    MIX.into_iter().cycle().take(spec.questions).map_while(|form| writer.question(form)).collect()
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

/// Whether an exam might ask it: no detail, no single commodity, and no short form that everybody knows.
fn is_for_an_exam(dataset: &Dataset<'_>, card: &Card) -> bool {
    let commodity = dataset.series_of(card.owner).is_some_and(|series| series.group == Group::Commodities);
    let plain = matches!(card.topic, Topic::Stands | Topic::StandsBack) && !is_a_name(dataset, card);
    card.weight != Weight::Detail && !commodity && !plain
}

/// Whether a short form is that of a name: three words or more, in capitals. `AI` and `FDI` are not.
fn is_a_name(dataset: &Dataset<'_>, card: &Card) -> bool {
    let Some(Body::Term(term)) = dataset.record(card.owner).map(|record| &record.body) else { return false };
    term.expansions.iter().any(|expansion| {
        let long = || wording::words(&expansion.statement).filter(|word| word.len() > 3);
        long().count() >= 3 && long().all(|word| word.starts_with(char::is_uppercase))
    })
}

/// What writes questions; a record is asked once in a paper.
pub(crate) struct Writer<'w, 'a> {
    pub(crate) deck: &'w Deck,
    pub(crate) dataset: &'w Dataset<'a>,
    pub(crate) rng: Rng,
    pub(crate) used: HashSet<ItemId>,
    /// Cards of what an exam asks.
    pub(crate) cards: Vec<&'w Card>,
}

impl<'w, 'a> Writer<'w, 'a> {
    fn new(deck: &'w Deck, dataset: &'w Dataset<'a>, seed: u64) -> Self {
        let cards = deck.cards().iter().filter(|card| is_for_an_exam(dataset, card)).collect();
        Self { deck, dataset, rng: Rng::named(seed, "paper"), used: HashSet::new(), cards }
    }

    fn question(&mut self, form: Form) -> Option<Question> {
        // If a form is exhausted, the most frequent one stands in for it.
        [form, Form::HowMany, Form::Single].into_iter().find_map(|form| (0..TRIES).find_map(|_| self.attempt(form)))
    }

    fn attempt(&mut self, form: Form) -> Option<Question> {
        let question = match form {
            Form::HowMany => self.how_many(),
            Form::Pairs => self.pairs(),
            Form::Assertion => self.assertion(),
            Form::Order => self.order(),
            // Only a mind can tell why things happened, or what is worth telling apart.
            Form::Which | Form::Explains => None,
            Form::Single => self.single(),
        }?;
        let items = question.cards.iter().filter_map(|id| self.deck.get(id.as_str())).flat_map(Card::items);
        self.used.extend(items.collect::<Vec<_>>());
        Some(question)
    }

    /// A card of an unused record that fits, by chance; mostly of what an exam is likeliest to ask.
    pub(crate) fn draw(&mut self, fits: impl Fn(&Card) -> bool) -> Option<&'w Card> {
        let mut open = self.open(fits);
        if self.rng.below(4) > 0 && open.iter().any(|card| card.weight == Weight::Core) {
            open.retain(|card| card.weight == Weight::Core);
        }
        self.rng.pick(&open).copied()
    }

    /// The same, all alike: where few cards are of what is likeliest.
    pub(crate) fn draw_evenly(&mut self, fits: impl Fn(&Card) -> bool) -> Option<&'w Card> {
        let open = self.open(fits);
        self.rng.pick(&open).copied()
    }

    fn open(&self, fits: impl Fn(&Card) -> bool) -> Vec<&'w Card> {
        let fresh = |card: &Card| !card.items().any(|item| self.used.contains(&item));
        self.cards.iter().copied().filter(|card| fits(card) && fresh(card)).collect()
    }

    /// The sectors of a card's record.
    pub(crate) fn sectors(&self, card: &Card) -> Vec<&'w str> {
        self.dataset
            .record(card.owner)
            .map_or_else(Vec::new, |record| record.sectors.iter().map(AsRef::as_ref).collect())
    }

    /// The sector a question about this card counts for.
    pub(crate) fn sector(&self, card: &Card) -> String {
        card.sector(self.dataset).to_owned()
    }

    /// A note about a card.
    pub(crate) fn note(&self, card: &Card, text: String) -> Note {
        let cites = card.cites(self.dataset).into_iter().flat_map(|cites| cites.parts().map(str::to_owned));
        Note { text, item: card.owner, cites: cites.collect() }
    }

    /// The title of an item.
    pub(crate) fn title(&self, item: ItemId) -> &'w str {
        self.dataset.get(item).map_or("", |item| item.title())
    }
}
