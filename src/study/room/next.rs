//! Which question of the bank is put to a room next: first those about what is at hand, each in an order of chance, and
//! none twice before all were put.

use crate::data::question::BankQuestion;
use crate::data::{Dataset, ItemId};
use crate::study::exam::{self, Question};
use crate::study::rng::Rng;

/// The next question; `None` where the pack has no bank.
#[must_use]
pub fn next(dataset: &Dataset<'_>, put: &[String], about: Option<ItemId>, seed: u64) -> Option<Question> {
    let bank = || dataset.questions().iter().filter(|question| exam::is_set(dataset, question));
    // Once all were put they come again, those put first of all first.
    let times = |question: &BankQuestion<'_>| put.iter().filter(|id| **id == *question.id.as_str()).count();
    let last = |question: &BankQuestion<'_>| put.last().is_some_and(|id| *id == *question.id.as_str());
    let chance = |question: &BankQuestion<'_>| Rng::named(seed, &question.id).bits();
    let order = |question: &&BankQuestion<'_>| {
        let is_about = is_about(dataset, question, about);
        (last(question), times(question), !is_about, chance(question))
    };
    let mut rng = Rng::named(seed, &put.len().to_string());
    let mut bank: Vec<&BankQuestion<'_>> = bank().collect();
    bank.sort_by_cached_key(order);
    bank.into_iter().find_map(|question| exam::present(dataset, question, &mut rng))
}

/// How many questions of the bank are about an item.
#[must_use]
pub fn about(dataset: &Dataset<'_>, item: ItemId) -> usize {
    dataset.questions().iter().filter(|question| is_about(dataset, question, Some(item))).count()
}

fn is_about(dataset: &Dataset<'_>, question: &BankQuestion<'_>, item: Option<ItemId>) -> bool {
    let id = item.and_then(|item| dataset.get(item)).map(|item| item.id());
    id.is_some_and(|id| question.records.iter().any(|record| record.as_str() == id))
}
