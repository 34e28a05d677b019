//! Questions from the pack's bank, chosen for a paper: none twice, no record twice where it can be helped, the forms
//! and the topics mixed as the bank has them, and little of it in another paper too ([`super::deal`]).
//!
//! What a written question says, and which option is right, is [`crate::data::question`]'s; here only chance decides.

use std::collections::{HashMap, HashSet};

use super::coverage::Coverage;
use super::deal::Deal;
use super::{Form, Note, PaperSpec, Question};
use crate::data::cite::Cites;
use crate::data::question::{BankQuestion, QuestionForm};
use crate::data::text::Text;
use crate::data::{Dataset, ItemId};
use crate::study::cards::Deck;
use crate::study::cards::card::CardId;
use crate::study::rng::Rng;

/// No form has more than this share of a paper, in hundredths, as long as others are left.
const MOST_OF_A_FORM: usize = 35;
/// Cards to be learnt again after a wrong answer, at most.
const CARDS: usize = 3;

impl From<QuestionForm> for Form {
    fn from(form: QuestionForm) -> Self {
        match form {
            QuestionForm::HowMany => Self::HowMany,
            QuestionForm::Which => Self::Which,
            QuestionForm::Pairs => Self::Pairs,
            QuestionForm::Explains => Self::Explains,
            QuestionForm::Order => Self::Order,
            QuestionForm::Best => Self::Single,
        }
    }
}

/// Up to so many written questions of what is asked for, dealt by the seed.
pub(super) fn choose(dataset: &Dataset<'_>, deck: &Deck, spec: PaperSpec, coverage: &Coverage) -> Vec<Question> {
    let PaperSpec { questions: wanted, seed } = spec;
    let mut rng = Rng::named(seed, "bank");
    let mut open: Vec<&BankQuestion<'_>> = dataset
        .questions()
        .iter()
        .filter(|question| coverage.has(dataset, question) && is_set(dataset, question))
        .collect();
    let mut chosen = ChosenQuestions::new(wanted);
    if let Some(deal) = Deal::of(open.len(), wanted) {
        lay(&mut open, deal.laying(seed));
        // Where one does not fit, that of a column to spare does, or else another of its column.
        let hand = deal.hand(seed);
        let column = |at: &(usize, usize)| deal.column(*at).filter_map(|at| open.get(at).copied());
        let spare: Vec<_> = hand.iter().filter(|at| !chosen.take_first(column(at).take(1))).collect();
        for at in spare {
            chosen.take_first(column(at).skip(1));
        }
    }
    // First what shares no record with the rest and leaves room for other forms; then what is left.
    rng.shuffle(&mut open);
    for is_strict in [true, false] {
        for question in &open {
            chosen.take(question, is_strict);
        }
    }
    let mut chosen = chosen.questions;
    rng.shuffle(&mut chosen);
    chosen.into_iter().filter_map(|question| set(dataset, deck, question, &mut rng)).collect()
}

/// Brings questions on one topic together, and among them those about one record, topics and records by chance.
fn lay(open: &mut [&BankQuestion<'_>], laying: u64) {
    let chance = |text: &str| Rng::named(laying, text).bits();
    open.sort_by_cached_key(|question| {
        let record = question.records.first().map_or("", Text::as_str);
        (chance(&question.topic), chance(record), chance(&question.id))
    });
}

/// The questions taken so far, and what they leave room for.
struct ChosenQuestions<'q, 'a> {
    questions: Vec<&'q BankQuestion<'a>>,
    wanted: usize,
    of_form: HashMap<QuestionForm, usize>,
    records: HashSet<&'q str>,
}

impl<'q, 'a> ChosenQuestions<'q, 'a> {
    fn new(wanted: usize) -> Self {
        Self { questions: Vec::with_capacity(wanted), wanted, of_form: HashMap::new(), records: HashSet::new() }
    }

    /// Takes the first that fits, if one does.
    fn take_first(&mut self, mut questions: impl Iterator<Item = &'q BankQuestion<'a>>) -> bool {
        questions.any(|question| self.take(question, true))
    }

    /// Takes a question, if there is room; strictly, only one that is apart from all others.
    fn take(&mut self, question: &'q BankQuestion<'a>, is_strict: bool) -> bool {
        let most = (self.wanted * MOST_OF_A_FORM).div_ceil(100).max(1);
        let count = self.of_form.get(&question.form).copied().unwrap_or_default();
        let is_apart = || !question.records.iter().any(|record| self.records.contains(record.as_str()));
        let is_taken = || self.questions.iter().any(|taken| taken.id == question.id);
        if self.questions.len() >= self.wanted || (is_strict && (count >= most || !is_apart())) || is_taken() {
            return false;
        }
        self.of_form.insert(question.form, count + 1);
        self.records.extend(question.records.iter().map(Text::as_str));
        self.questions.push(question);
        true
    }
}

/// A written question as a paper has it, with the cards to learn again after a wrong answer.
pub(super) fn set(dataset: &Dataset<'_>, deck: &Deck, question: &BankQuestion<'_>, rng: &mut Rng) -> Option<Question> {
    let items: Vec<ItemId> = question.records.iter().filter_map(|record| dataset.find(record)).collect();
    Some(Question { cards: cards(deck, &items), ..present(dataset, question, rng)? })
}

/// Whether the pack's exams have the form of a written question.
#[must_use]
pub fn is_set(dataset: &Dataset<'_>, question: &BankQuestion<'_>) -> bool {
    Form::from(question.form).is_of(&dataset.pack)
}

/// A written question as it is put to somebody. The answers of a single answer stand in another order each time: only
/// in the other forms does the order mean something.
#[must_use]
pub fn present(dataset: &Dataset<'_>, question: &BankQuestion<'_>, rng: &mut Rng) -> Option<Question> {
    let apart = question.apart();
    let question = apart.as_ref().unwrap_or(question);
    let options = question.options();
    let mut order: Vec<usize> = (0..options.len()).collect();
    let is_single = question.form == QuestionForm::Best;
    if is_single {
        rng.shuffle(&mut order);
    }
    let right = question.right()?;
    let right = order.iter().position(|at| *at == right)?;
    let item = question.records.iter().find_map(|record| dataset.find(record))?;
    let note = |text: String, cites: &Cites<'_>| Note { text, item, cites: cites.parts().map(str::to_owned).collect() };
    let in_order = |at: usize| question.items.get(if is_single { order.get(at).copied()? } else { at });
    let notes = (0..question.items.len()).filter_map(in_order).map(|item| note(item.why.to_string(), &item.cite));
    Some(Question {
        form: question.form.into(),
        lead: question.stem.to_string(),
        lines: question.lines(),
        ask: question.form.ask().to_owned(),
        options: order.iter().filter_map(|at| options.get(*at).cloned()).collect(),
        right,
        notes: notes.collect(),
        explanation: Some(note(question.explanation.to_string(), &question.cites)),
        difficulty: Some(question.difficulty),
        written: Some(question.id.to_string()),
        claims: Vec::new(),
        cards: Vec::new(),
        sector: question.topic.to_string(),
    })
}

/// The cards about some items that are to be learnt again: of the most important first.
pub(super) fn cards(deck: &Deck, items: &[ItemId]) -> Vec<CardId> {
    items.iter().flat_map(|item| deck.about(*item)).take(CARDS).map(|card| card.id.clone()).collect()
}
