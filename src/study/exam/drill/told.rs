//! What a paper has told: a fact is asked once, whichever record tells it, and no question answers another.

use crate::data::date::{Order, PartialDate};
use crate::data::link::Relation;
use crate::data::{Dataset, ItemId};
use crate::study::cards::card::{Card, Value};
use crate::study::exam::{Form, Question};
use crate::study::wording::{self, Lexicon};

/// Dated things that share this much of their telling words are one; so are two that tell one value.
const SAME: f64 = 0.5;
/// A line that has this much of a name speaks of the thing.
const NAMED: f64 = 0.6;

/// What a card tells, as far as it tells twins.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    items: Vec<ItemId>,
    when: Option<PartialDate>,
    answer: String,
    /// Its telling words, in order.
    words: Vec<String>,
}

impl Fact {
    /// The fact a card asks.
    pub(super) fn of(dataset: &Dataset<'_>, lexicon: &Lexicon<'_>, card: &Card) -> Self {
        let title = card.name(dataset);
        let statement = card.fact(dataset).map_or("", |fact| fact.statement.as_str());
        let when = match &card.value {
            Value::Date(date) => Some(*date),
            Value::Number(_) | Value::Words => None,
        };
        Self {
            items: card.items().collect(),
            when,
            answer: wording::folded(&card.answer()),
            words: lexicon.telling_words(&format!("{title} {statement}")),
        }
    }

    /// Whether two cards ask one fact, or are about one record: the same date told by records that lead to one another
    /// or in much the same words, or one value told in the same words.
    pub(super) fn is_twin(&self, dataset: &Dataset<'_>, other: &Self) -> bool {
        if self.items.iter().any(|item| other.items.contains(item)) || self.is_part_of(dataset, other) {
            return true;
        }
        match (self.when, other.when) {
            (Some(one), Some(two)) => {
                one.compare(&two) == Order::Unknown && (self.is_like(other) || self.is_linked(dataset, other))
            }
            _ => self.answer == other.answer && self.is_like(other),
        }
    }

    /// Whether one is of a body and the other of what is part of it: the third meeting, and the meetings.
    fn is_part_of(&self, dataset: &Dataset<'_>, other: &Self) -> bool {
        self.with_each(other).any(|(one, two)| dataset.relations(one, two).any(|relation| relation == Relation::PartOf))
    }

    fn is_linked(&self, dataset: &Dataset<'_>, other: &Self) -> bool {
        self.with_each(other).any(|(one, two)| dataset.are_linked(one, two))
    }

    /// Each of its items with each of another's.
    fn with_each(&self, other: &Self) -> impl Iterator<Item = (ItemId, ItemId)> {
        self.items.iter().flat_map(move |one| other.items.iter().map(move |two| (*one, *two)))
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    fn is_like(&self, other: &Self) -> bool {
        let shared = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
        let least = self.words.len().min(other.words.len());
        least > 0 && shared as f64 >= SAME * least as f64
    }
}

/// What stands in a paper, and what it asks.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Every line, folded.
    lines: Vec<String>,
    /// The options of each single answer, in order.
    options: Vec<Vec<String>>,
    /// The name of each thing asked about with the right answer, folded.
    asked: Vec<(String, String)>,
}

impl Told {
    /// Takes a question in, unless it answers another of the paper or another answers it.
    pub(super) fn take_in(
        &mut self,
        dataset: &Dataset<'_>,
        lexicon: &Lexicon<'_>,
        question: &Question,
        cards: &[&Card],
    ) -> bool {
        let lines: Vec<String> =
            question.lines.iter().chain([&question.lead]).map(|line| wording::folded(line)).collect();
        let asked: Vec<(String, String)> = cards
            .iter()
            .map(|card| {
                (wording::folded(card.name(dataset)), wording::folded(&super::value::answer(card).unwrap_or_default()))
            })
            .collect();
        let answers = |line: &String, (name, answer): &(String, String)| {
            wording::has_run(line, answer) && lexicon.share_of(line, name) >= NAMED
        };
        let is_answered = |lines: &[String], asked: &[(String, String)]| {
            lines.iter().any(|line| asked.iter().any(|asked| answers(line, asked)))
        };
        let mut options = question.options.clone();
        options.sort_unstable();
        // Of the same four answers each would be ruled out by the other question.
        let is_again = question.form == Form::Single && self.options.contains(&options);
        if is_again || is_answered(&lines, &self.asked) || is_answered(&self.lines, &asked) {
            return false;
        }
        if question.form == Form::Single {
            self.options.push(options);
        }
        self.lines.extend(lines);
        self.asked.extend(asked);
        true
    }
}
