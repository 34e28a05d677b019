//! Questions from the pack's bank, chosen for a paper: none twice, no record twice where it can be helped, the forms
//! and the topics mixed as the bank has them.
//!
//! What a written question says, and which option is right, is [`crate::data::question`]'s; here only chance decides.

use std::collections::{HashMap, HashSet};

use super::{Form, Note, Question, is_of_sectors};
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

/// Up to so many written questions on these sectors (all, if there are none), by chance.
pub(super) fn choose(
    dataset: &Dataset<'_>,
    deck: &Deck,
    wanted: usize,
    sectors: &[String],
    rng: &mut Rng,
) -> Vec<Question> {
    let mut open: Vec<&BankQuestion<'_>> =
        dataset.questions().iter().filter(|question| is_of(dataset, question, sectors)).collect();
    rng.shuffle(&mut open);
    let most = (wanted * MOST_OF_A_FORM).div_ceil(100).max(1);
    let mut chosen: Vec<&BankQuestion<'_>> = Vec::with_capacity(wanted);
    let mut of_form: HashMap<QuestionForm, usize> = HashMap::new();
    let mut records: HashSet<&str> = HashSet::new();
    // First what shares no record with the rest and leaves room for other forms; then what is left.
    for is_strict in [true, false] {
        let mut rest = Vec::new();
        for question in open {
            let count = of_form.entry(question.form).or_default();
            let is_apart = !question.records.iter().any(|record| records.contains(record.as_str()));
            if chosen.len() < wanted && (!is_strict || (is_apart && *count < most)) {
                *count += 1;
                records.extend(question.records.iter().map(Text::as_str));
                chosen.push(question);
            } else {
                rest.push(question);
            }
        }
        open = rest;
    }
    rng.shuffle(&mut chosen);
    chosen.into_iter().filter_map(|question| set(dataset, deck, question, rng)).collect()
}

/// Whether a question counts for one of these sectors.
fn is_of(dataset: &Dataset<'_>, question: &BankQuestion<'_>, sectors: &[String]) -> bool {
    let first = || question.records.first().and_then(|record| dataset.find(record)).and_then(|id| dataset.record(id));
    sectors.iter().any(|sector| *sector == *question.topic) || is_of_sectors(first(), sectors)
}

/// A written question as a paper has it. The answers of a single answer stand in another order each time: only in the
/// other forms does the order mean something.
fn set(dataset: &Dataset<'_>, deck: &Deck, question: &BankQuestion<'_>, rng: &mut Rng) -> Option<Question> {
    let options = question.options();
    let mut order: Vec<usize> = (0..options.len()).collect();
    let is_single = question.form == QuestionForm::Best;
    if is_single {
        rng.shuffle(&mut order);
    }
    let right = question.right()?;
    let right = order.iter().position(|at| *at == right)?;
    let items: Vec<ItemId> = question.records.iter().filter_map(|record| dataset.find(record)).collect();
    let item = *items.first()?;
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
        written: Some(question.id.to_string()),
        claims: Vec::new(),
        cards: cards(deck, &items),
        sector: question.topic.to_string(),
    })
}

/// The cards about some items that are to be learnt again: of the most important first.
pub(super) fn cards(deck: &Deck, items: &[ItemId]) -> Vec<CardId> {
    items.iter().flat_map(|item| deck.about(*item)).take(CARDS).map(|card| card.id.clone()).collect()
}
