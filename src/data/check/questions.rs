//! What the bank of written questions must be: each question with one right answer and a source for everything it says,
//! and the bank as a whole such that nobody scores by its form.
//!
//! [`Report::bank`] is what a paper relies on; [`Report::bank_quality`] what an examiner wants of the whole.

use std::collections::{BTreeMap, HashSet};

use super::Report;
use super::alike::{Alike, ratio};
use crate::data::question::{BankQuestion, OPTIONS, QuestionForm};
use crate::data::text::Text;

/// From so many questions on, lengths and keys are judged: fewer show nothing.
const ENOUGH: usize = 30;
/// The 99th percentile of chi-square with three degrees of freedom (Pearson and Hartley, *Biometrika Tables for
/// Statisticians*, table 8): four letters spread evenly exceed it once in a hundred banks.
const CHI_SQUARE: f64 = 11.345;
/// By how much the mean length of right answers may differ from that of wrong ones.
const LENGTHS: f64 = 0.15;
/// How many questions may have one record first.
const MOST_ABOUT_ONE: usize = 6;
/// From this share of common words on, two statements tell the same.
const ALIKE: f64 = 0.8;

impl Report<'_, '_> {
    /// Everything for which a question could not be set.
    pub(super) fn bank(&mut self) {
        let dataset = self.dataset;
        let questions = dataset.questions();
        let mut ids: HashSet<&str> = HashSet::with_capacity(questions.len());
        for question in questions {
            let id = question.id.as_str();
            self.own_id(&mut ids, "question", id);
            if !self.minds(|only| &only.questions, id) {
                continue;
            }
            self.question_texts(question);
            self.topic(id, &question.topic);
            if !(1..=3).contains(&question.difficulty) {
                self.say(id, "difficulty", id, "difficulty runs from 1 to 3");
            }
            if question.records.is_empty() {
                self.say(id, "records", id, "say which records this is about");
            }
            for record in &question.records {
                self.reference(id, "records", record);
            }
            self.form(question);
        }
    }

    fn question_texts(&mut self, question: &BankQuestion<'_>) {
        let id = question.id.as_str();
        let texts = [&question.id, &question.topic, &question.stem, &question.explanation];
        for text in texts.into_iter().chain(&question.syllabus) {
            self.text(id, "", text);
        }
        self.cites(id, "explanation", &question.cites, &question.explanation);
        for (index, item) in question.items.iter().enumerate() {
            let part = format!("items[{index}]");
            for text in [&item.text, &item.why].into_iter().chain(&item.with) {
                self.text(id, &part, text);
            }
            self.cites(id, &part, &item.cite, &item.text);
        }
    }

    /// What each form needs, so that one answer is right.
    fn form(&mut self, question: &BankQuestion<'_>) {
        let id = question.id.as_str();
        let items = &question.items;
        let wanted = match question.form {
            QuestionForm::HowMany | QuestionForm::Pairs | QuestionForm::Which => 3..=4,
            QuestionForm::Explains => 2..=2,
            QuestionForm::Order | QuestionForm::Best => OPTIONS..=OPTIONS,
        };
        if !wanted.contains(&items.len()) {
            let (least, most) = (wanted.start(), wanted.end());
            let range = if least == most { least.to_string() } else { format!("{least} to {most}") };
            let message = format!("a question of this form has {range} items, and this one has {}", items.len());
            self.say(id, "items", id, message);
            return;
        }
        if items.iter().any(|item| item.with.is_some() != (question.form == QuestionForm::Pairs)) {
            self.say(id, "items", id, "pairs have a right side (`with`), and nothing else has");
        }
        let places: Vec<u8> = items.iter().filter_map(|item| item.place).collect();
        let is_ordered =
            if question.form == QuestionForm::Order { permutes(&places, items.len()) } else { places.is_empty() };
        if !is_ordered {
            let message = "things to be ordered have each a `place` of its own, from 1 on, and nothing else has";
            self.say(id, "items", id, message);
        }
        let needs_choices = matches!(question.form, QuestionForm::Which | QuestionForm::Order);
        let count = question.choices.len();
        if (needs_choices && count != OPTIONS) || (!needs_choices && count > 0) {
            let message =
                "“Which” and “Order” have four `choices`, each a list of numbers of items; other forms have none";
            self.say(id, "choices", id, message);
        }
        let names = |choice: &Vec<u8>| match question.form {
            QuestionForm::Order => permutes(choice, items.len()),
            _ => {
                choice.is_sorted_by(|a, b| a < b)
                    && choice.iter().all(|at| (1..=items.len()).contains(&usize::from(*at)))
            }
        };
        if needs_choices && !question.choices.iter().all(names) {
            let message = "each choice names items by their numbers from 1: in “Which” some of them, rising; in “Order” \
                           all of them once";
            self.say(id, "choices", id, message);
        }
        let both_hold = question.form == QuestionForm::Explains && items.iter().all(|item| item.holds);
        if both_hold != question.explains.is_some() {
            let message = "`explains` is said where both statements hold, and nowhere else";
            self.say(id, "explains", id, message);
        }
        let options = question.options();
        let distinct: HashSet<&String> = options.iter().collect();
        if distinct.len() != options.len() {
            self.say(id, "", id, "two options say the same");
        }
        if question.right().is_none() {
            self.say(id, "", id, "not exactly one option is right; mend `holds`, `place` or `choices`");
        }
    }

    /// What makes a bank one that knowledge alone answers.
    pub(super) fn bank_quality(&mut self) {
        let questions = self.dataset.questions();
        self.answers_in_stems(questions);
        self.repeated_statements(questions);
        self.records_asked_too_often(questions);
        self.lengths(questions);
        self.keys(questions);
    }

    fn answers_in_stems(&mut self, questions: &[BankQuestion<'_>]) {
        for question in questions.iter().filter(|question| question.form == QuestionForm::Best) {
            let stem = question.stem.to_lowercase();
            let tells = |answer: &str| {
                let answer = answer.to_lowercase();
                let answer = answer.trim_end_matches('.');
                answer.len() > 3 && stem.contains(answer)
            };
            if question.items.iter().any(|item| item.holds && tells(&item.text)) {
                self.say(&question.id, "stem", &question.stem, "the stem holds the answer; ask without it");
            }
        }
    }

    /// Statements that stand in two questions, word for word or nearly so.
    fn repeated_statements(&mut self, questions: &[BankQuestion<'_>]) {
        let mut told: Alike<&Text<'_>> = Alike::default();
        for question in questions {
            // Options are short and may well come again.
            let items = question.items.iter().filter(|item| item.with.is_none() && question.form != QuestionForm::Best);
            for item in items.filter(|_| question.form != QuestionForm::Order) {
                if let Some(other) = told.meet(&item.text, &question.id, ALIKE, |other| **other != question.id) {
                    let message = format!("“{other}” makes the same statement; two questions do not rest on one fact");
                    self.say(&question.id, "items", &item.text, message);
                }
            }
        }
    }

    fn records_asked_too_often(&mut self, questions: &[BankQuestion<'_>]) {
        let mut first: BTreeMap<&str, Vec<&BankQuestion<'_>>> = BTreeMap::new();
        for question in questions {
            if let Some(record) = question.records.first() {
                first.entry(record).or_default().push(question);
            }
        }
        for (record, asked) in first {
            if let Some(question) = asked.get(MOST_ABOUT_ONE) {
                let message = format!(
                    "“{record}” comes first in {} questions; at most {MOST_ABOUT_ONE} are about one record",
                    asked.len()
                );
                self.say(&question.id, "records", &question.id, message);
            }
        }
    }

    /// Whether right answers are longer or shorter than wrong ones over the whole bank.
    fn lengths(&mut self, questions: &[BankQuestion<'_>]) {
        let mut sums = [(0usize, 0usize); 2];
        for item in questions.iter().filter(|question| question.form == QuestionForm::Best).flat_map(|one| &one.items) {
            if let Some((count, length)) = sums.get_mut(usize::from(item.holds)) {
                *count += 1;
                *length += item.text.chars().count();
            }
        }
        let [wrong, right] = sums.map(|(count, length)| ratio(length, count));
        let [_, (count, _)] = sums;
        if count >= ENOUGH && (right / wrong - 1.0).abs() > LENGTHS {
            let message = format!(
                "right answers have {right:.0} signs in the mean and wrong ones {wrong:.0}; whoever takes the {} scores \
                 without knowing, so make them alike",
                if right > wrong { "longest" } else { "shortest" }
            );
            self.say("questions", "", "", message);
        }
    }

    /// Whether some letter or count is right oftener than chance would have it, form by form.
    fn keys(&mut self, questions: &[BankQuestion<'_>]) {
        // The answers of a single answer stand in another order in each paper.
        for form in QuestionForm::ALL.into_iter().filter(|form| *form != QuestionForm::Best) {
            // How many statements there are decides which counts can be right.
            for items in [2, 3, 4] {
                let keys = questions.iter().filter(|question| question.form == form && question.items.len() == items);
                let mut counts = [0usize; OPTIONS];
                for right in keys.filter_map(BankQuestion::right) {
                    if let Some(count) = counts.get_mut(right) {
                        *count += 1;
                    }
                }
                let all: usize = counts.iter().sum();
                if all >= ENOUGH && chi_square(&counts) > CHI_SQUARE {
                    let message = format!(
                        "of {all} questions of the form “{}” with {items} items, (a) is right in {}, (b) in {}, (c) in {}, \
                         (d) in {}: spread them evenly",
                        form.name(),
                        counts[0],
                        counts[1],
                        counts[2],
                        counts[3]
                    );
                    self.say("questions", "", "", message);
                }
            }
        }
    }
}

/// Whether these are the numbers from 1 to this one, each once.
fn permutes(numbers: &[u8], count: usize) -> bool {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.len() == count && (1..).zip(&sorted).all(|(wanted, number): (u8, &u8)| wanted == *number)
}

/// Pearson's statistic of counts that should be equal.
fn chi_square(counts: &[usize; OPTIONS]) -> f64 {
    let expected = ratio(counts.iter().sum(), OPTIONS);
    counts.iter().map(|count| (ratio(*count, 1) - expected).powi(2) / expected).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_spread_by_chance_pass_and_a_favourite_does_not() {
        assert!(chi_square(&[30, 28, 33, 29]) < CHI_SQUARE);
        assert!(chi_square(&[49, 24, 24, 23]) > CHI_SQUARE);
    }
}
