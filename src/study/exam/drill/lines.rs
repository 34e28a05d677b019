//! The forms whose key is a count of lines that hold: statements, and pairs.

use super::value::answer;
use super::{Lots, Writer};
use crate::data::Dataset;
use crate::data::body::Body;
use crate::data::question::{COUNTS_OF_FOUR, COUNTS_OF_THREE, PAIRS_OF_FOUR, PAIRS_OF_THREE, QuestionForm};
use crate::study::cards::card::{Card, Topic};
use crate::study::cards::{edition_name, goes_with, signed};
use crate::study::exam::{Claim, Form, Note, Question};
use crate::study::wording;
use crate::study::wording::statement::{is_plain, listed, statement};

/// A line of a question: what it says, whether it holds, and the key's note.
struct Line {
    text: String,
    claim: Claim,
    note: Note,
}

/// How many cards are tried for a line.
const TRIES: usize = 12;
/// No more lines of a question than this are of one topic.
const OF_A_TOPIC: usize = 2;

/// What statements are made of.
pub(super) const STATEMENTS: &Lots = &[
    (Topic::Service, 3),
    (Topic::Occasion, 1),
    (Topic::Venue, 3),
    (Topic::Signed, 1),
    (Topic::InForce, 2),
    (Topic::When, 2),
    (Topic::Founded, 1),
    (Topic::Launched, 2),
];

/// What pairs are made of: likelihood, and the heads of both columns.
const PAIRS: &[(Topic, usize, &str, &str)] = &[
    (Topic::Occasion, 2, "Document", "Occasion of its signing"),
    (Topic::Venue, 4, "Exercise", "Place"),
    (Topic::Signed, 2, "Document", "Year of signing"),
    (Topic::Founded, 1, "Body", "Year of establishment or first meeting"),
    (Topic::Launched, 1, "Initiative", "Year of launch"),
    (Topic::When, 1, "Event", "Year"),
];

impl<'w> Writer<'w, '_> {
    /// Two to four statements, from one sector where there are enough.
    pub(super) fn how_many(&mut self) -> Option<Question> {
        let count = self.draft.keys.lines(Form::HowMany, &mut self.draft.rng);
        let key = self.draft.keys.next(Form::HowMany, count, &mut self.draft.rng);
        let mut cards: Vec<&'w Card> = Vec::new();
        let mut open = self.open(STATEMENTS, |drill, _| !drill.wrong.is_empty());
        for _ in 0..TRIES * count {
            if cards.len() == count {
                break;
            }
            let Some(next) = self.next_of(STATEMENTS, &open, &cards) else { continue };
            let value = answer(next)?;
            if statement(self.dataset, next, &value).is_some() {
                cards.push(next);
                let is_enough = cards.iter().filter(|card| card.topic == next.topic).count() == OF_A_TOPIC;
                open.retain(|card| !(is_enough && card.topic == next.topic) && self.goes_with(next, card));
            }
        }
        let dataset = self.dataset;
        let holds = self.which_hold(count, key);
        let lines = self.lines(&cards, &holds, |card, value| statement(dataset, card, value))?;
        let (ask, options) = match count {
            2 => (QuestionForm::Which.ask(), TWO),
            3 => (QuestionForm::HowMany.ask(), COUNTS_OF_THREE),
            _ => (QuestionForm::HowMany.ask(), COUNTS_OF_FOUR),
        };
        let sector = cards.first()?.sector(dataset).to_owned();
        Some(build(Form::HowMany, "Consider the following statements:", lines, (ask, &options, key), sector))
    }

    /// One of the open cards, of the sector of the first of these if there is one.
    fn next_of(&mut self, lots: &Lots, open: &[&'w Card], cards: &[&'w Card]) -> Option<&'w Card> {
        let near: Vec<&Card> = match cards.first() {
            Some(first) => open.iter().copied().filter(|card| self.shares_a_sector(first, card)).collect(),
            None => Vec::new(),
        };
        self.draw(lots, if near.is_empty() { open } else { &near })
    }

    /// Three or four pairs of one kind.
    pub(super) fn pairs(&mut self) -> Option<Question> {
        let lots: Vec<(Topic, usize)> = PAIRS.iter().map(|&(topic, lots, ..)| (topic, lots)).collect();
        let open = self.open(&lots, |drill, _| drill.name.is_some() && !drill.wrong.is_empty());
        let topic = self.draw(&lots, &open)?.topic;
        let &(_, _, left, right) = PAIRS.iter().find(|(of, ..)| *of == topic)?;
        let count = self.draft.keys.lines(Form::Pairs, &mut self.draft.rng);
        let key = self.draft.keys.next(Form::Pairs, count, &mut self.draft.rng);
        let mut cards: Vec<&'w Card> = Vec::new();
        let mut open: Vec<&Card> = open.into_iter().filter(|card| card.topic == topic).collect();
        while cards.len() < count {
            let next = self.draw(&[(topic, 1)], &open)?;
            let right = answer(next);
            open.retain(|card| {
                self.goes_with(next, card) && right != answer(card) && goes_with(self.lexicon, next, card)
            });
            cards.push(next);
        }
        let holds = self.which_hold(count, key);
        let names: Vec<String> = cards.iter().map(|card| self.listed(card)).collect::<Option<_>>()?;
        let left_of = |card: &Card| cards.iter().position(|other| other.id == card.id).and_then(|at| names.get(at));
        let lines = self
            .lines(&cards, &holds, |card, value| Some(format!("{} : {}", left_of(card)?, wording::unstopped(value))))?;
        let options = if count == 3 { PAIRS_OF_THREE } else { PAIRS_OF_FOUR };
        let lead = format!("Consider the following pairs ({left} : {right}):");
        let sector = cards.first()?.sector(self.dataset).to_owned();
        Some(build(Form::Pairs, &lead, lines, (QuestionForm::Pairs.ask(), &options, key), sector))
    }

    /// What stands on the left of a pair, or in a list to be ordered.
    pub(super) fn listed(&self, card: &Card) -> Option<String> {
        self.drill(card)?.name.clone()
    }

    /// Which of so many lines hold, so that the option of this number is right.
    fn which_hold(&mut self, lines: usize, key: usize) -> Vec<bool> {
        if lines == 2 {
            return vec![matches!(key, 0 | 2), matches!(key, 1 | 2)];
        }
        // “None” stands last of three, and is no option of four.
        let right = if lines == 3 && key == 3 { 0 } else { key + 1 };
        let mut holds: Vec<bool> = (0..lines).map(|line| line < right).collect();
        self.draft.rng.shuffle(&mut holds);
        holds
    }

    /// Cards as lines that hold or not, no value in two of them: that alone would show one of the two to be wrong.
    fn lines(
        &mut self,
        cards: &[&Card],
        holds: &[bool],
        say: impl Fn(&Card, &str) -> Option<String>,
    ) -> Option<Vec<Line>> {
        if cards.len() != holds.len() {
            return None;
        }
        let mut taken: Vec<String> = cards.iter().filter_map(|card| answer(card)).collect();
        let mut lines = Vec::new();
        for (card, &holds) in cards.iter().zip(holds) {
            let wrong = if holds { None } else { Some(self.wrong_but(card, &taken)?) };
            let value = match &wrong {
                Some(wrong) => wrong.text.clone(),
                None => answer(card)?,
            };
            taken.push(value.clone());
            lines.push(Line {
                text: say(card, &value)?,
                note: self.line_note(card, wrong.as_ref()),
                claim: Claim { card: card.id.clone(), value, holds },
            });
        }
        Some(lines)
    }
}

/// What a card is about, as a list names it; none where it is done otherwise than the list says, or where it is no
/// name.
pub(super) fn name(dataset: &Dataset<'_>, card: &Card) -> Option<String> {
    let record = dataset.record(card.owner)?;
    if let Some(edition) = card.edition(dataset) {
        return Some(wording::capital(&edition_name(record, edition)));
    }
    if card.topic == Topic::When {
        return listed(dataset, record);
    }
    // A statement is issued, a plan adopted.
    if matches!(&record.body, Body::Agreement(agreement) if signed(record, agreement) != Some("signed")) {
        return None;
    }
    Some(wording::stem(&record.title)).filter(|name| is_plain(name)).map(str::to_owned)
}

/// What may be right of two statements.
const TWO: [&str; 4] = ["1 only", "2 only", "Both 1 and 2", "Neither 1 nor 2"];

fn build(
    form: Form,
    lead: &str,
    lines: Vec<Line>,
    (ask, options, right): (&str, &[&str; 4], usize),
    sector: String,
) -> Question {
    Question {
        form,
        lead: lead.to_owned(),
        lines: lines.iter().map(|line| line.text.clone()).collect(),
        ask: ask.to_owned(),
        options: options.iter().map(|&option| option.to_owned()).collect(),
        right,
        cards: lines.iter().map(|line| line.claim.card.clone()).collect(),
        claims: lines.iter().map(|line| line.claim.clone()).collect(),
        notes: lines.into_iter().map(|line| line.note).collect(),
        explanation: None,
        difficulty: None,
        written: None,
        sector,
    }
}
