//! What questions in the form of the main examination must be: each with an outline of which every point names its
//! source, and of which a reader can say point by point what was in an answer.
//!
//! [`Report::mains`] is what the program relies on; [`Report::mains_quality`] what an examiner wants of them.

use std::collections::{HashMap, HashSet};

use super::Report;
use crate::data::mains::{MainsQuestion, OutlinePart, Sourced};
use crate::text::fold::fold;

/// Marks and words that a question may have.
const MARKS: std::ops::RangeInclusive<u16> = 1..=100;
const WORDS: std::ops::RangeInclusive<u16> = 20..=2000;
/// From so many marks on an answer has more points.
const LONG: u16 = 15;
/// Points of an outline, at least: of a short answer and of a long one.
const POINTS: [usize; 2] = [4, 6];
/// Points of an outline, at most: more nobody writes in the time.
const MOST_POINTS: usize = 12;
/// Words of a label, at most.
const LABEL: usize = 4;
/// Things worth citing, and mistakes, at least.
const FEW: usize = 2;

impl Report<'_, '_> {
    /// Everything for which a question could not be answered and held against its outline.
    pub(super) fn mains(&mut self) {
        let dataset = self.dataset;
        let mut ids: HashSet<&str> = HashSet::new();
        for question in dataset.mains() {
            let id = question.id.as_str();
            self.own_id(&mut ids, "question", id);
            if !self.minds(|only| &only.mains, id) {
                continue;
            }
            self.topic(id, &question.topic);
            for (part, record) in question.all_records() {
                self.reference(id, &part, record);
            }
            self.measure(question);
            self.mains_texts(question);
            self.outline(question);
        }
    }

    fn measure(&mut self, question: &MainsQuestion<'_>) {
        let id = question.id.as_str();
        if !MARKS.contains(&question.marks) {
            self.say(id, "marks", id, format!("a question brings from {} to {} marks", MARKS.start(), MARKS.end()));
        }
        if !WORDS.contains(&question.words) {
            self.say(id, "words", id, format!("an answer has from {} to {} words", WORDS.start(), WORDS.end()));
        }
        let tells = fold(&question.question).contains(&fold(&question.directive));
        // What was really set stands there word for word, and may ask without such a word.
        if question.set.is_none() && !tells {
            let message = format!("the question does not say “{}”; put its directive into it", question.directive);
            self.say(id, "directive", &question.directive, message);
        }
    }

    fn mains_texts(&mut self, question: &MainsQuestion<'_>) {
        let id = question.id.as_str();
        let MainsQuestion { topic, syllabus, directive, wants, .. } = question;
        let texts = [&question.id, topic, directive, &question.question, wants];
        for text in texts.into_iter().chain(syllabus) {
            self.text(id, "", text);
        }
        // An end that only weighs what was said needs no source.
        let (begin, end) = (&question.introduction, &question.conclusion);
        for (part, OutlinePart { text, cite, .. }, needs_source) in
            [("introduction", begin, true), ("conclusion", end, false)]
        {
            self.text(id, part, text);
            if needs_source || !cite.is_empty() {
                self.cites(id, part, cite, text);
            }
        }
        for (at, point) in question.body.iter().enumerate() {
            let part = format!("body[{at}]");
            self.text(id, &part, &point.label);
            self.text(id, &part, &point.text);
            self.cites(id, &part, &point.cite, &point.label);
        }
        let worth =
            question.worth_citing.iter().enumerate().map(|(at, sourced)| (format!("worth_citing[{at}]"), sourced));
        for (part, Sourced(text, cites)) in question.set.iter().map(|set| ("set".to_owned(), set)).chain(worth) {
            self.text(id, &part, text);
            self.cites(id, &part, cites, text);
        }
        for (at, text) in question.mistakes.iter().enumerate() {
            self.text(id, &format!("mistakes[{at}]"), text);
        }
    }

    fn outline(&mut self, question: &MainsQuestion<'_>) {
        let id = question.id.as_str();
        if question.body.is_empty() || question.body.len() > MOST_POINTS {
            self.say(id, "body", id, format!("an outline has from 1 to {MOST_POINTS} points"));
        }
        let mut labels = HashSet::new();
        for point in &question.body {
            if !labels.insert(fold(&point.label)) {
                let message = "another point of this question has this label; what was in an answer is kept by it";
                self.say(id, "body", &point.label, message);
            }
        }
    }

    /// What makes an outline one to learn from.
    pub(super) fn mains_quality(&mut self) {
        let mut asked: HashMap<String, &str> = HashMap::new();
        for question in self.dataset.mains() {
            let id = question.id.as_str();
            if let Some(other) = asked.insert(fold(&question.question), id) {
                self.say(id, "question", &question.question, format!("“{other}” asks the same"));
            }
            let [short, long] = POINTS;
            let wanted = if question.marks < LONG { short } else { long };
            let (points, marks) = (question.body.len(), question.marks);
            if points < wanted {
                let message =
                    format!("an answer for {marks} marks wants {wanted} points or more, and here it has {points}");
                self.say(id, "body", id, message);
            }
            for point in question.body.iter().filter(|point| point.label.split_whitespace().count() > LABEL) {
                self.say(id, "body", &point.label, format!("a label has {LABEL} words at most"));
            }
            if question.worth_citing.len() < FEW {
                self.say(id, "worth_citing", id, format!("name {FEW} or more figures, quotations or documents"));
            }
            if question.mistakes.len() < FEW {
                self.say(id, "mistakes", id, format!("name {FEW} or more mistakes that answers make"));
            }
        }
    }
}
