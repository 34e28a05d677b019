//! What written cards must be: each with one answer and a source, and no fact asked twice.
//!
//! [`Report::cards`] is what a deck relies on; [`Report::cards_quality`] what a teacher wants of it.

use std::collections::{HashMap, HashSet};

use super::Report;
use super::alike::Alike;
use crate::data::card::WrittenCard;
use crate::data::text::Text;

/// From this share of common words on, two cards ask the same.
const ALIKE: f64 = 0.7;
/// An answer of more words is not known by heart.
const MOST_WORDS: usize = 14;
/// How many cards may be about one record.
const MOST_ABOUT_ONE: usize = 6;

impl Report<'_, '_> {
    /// Everything for which a card could not be asked.
    pub(super) fn cards(&mut self) {
        let dataset = self.dataset;
        let cards = dataset.cards();
        let mut ids: HashSet<&str> = HashSet::with_capacity(cards.len());
        let mut former: HashMap<&str, &Text<'_>> = HashMap::new();
        for card in cards {
            let id = card.id.as_str();
            self.own_id(&mut ids, "card", id);
            if !self.minds(|only| &only.cards, id) {
                continue;
            }
            for text in [&card.id, &card.record, &card.ask].into_iter().chain(&card.answer).chain(&card.was) {
                self.text(id, "", text);
            }
            self.cites(id, "cites", &card.cites, &card.ask);
            self.reference(id, "record", &card.record);
            if card.prompt().is_none() {
                let message = "a card has an `ask` with an `answer`, or an `ask` with one gap in {{ }} and no answer";
                self.say(id, "ask", &card.ask, message);
            }
            for was in &card.was {
                if let Some(other) = former.insert(was, &card.id) {
                    let message = format!("“{other}” was “{was}” too; answers can go on in one card only");
                    self.say(id, "was", was, message);
                }
            }
        }
    }

    /// What makes a deck worth learning: no answer in its question, none of many words, no fact twice.
    pub(super) fn cards_quality(&mut self) {
        let cards = self.dataset.cards();
        let mut told: Alike<(&Text<'_>, &str)> = Alike::default();
        let mut about: HashMap<&str, usize> = HashMap::new();
        for card in cards {
            let Some(prompt) = card.prompt() else { continue };
            let (question, answer) = (prompt.question(), prompt.answer());
            if gives_away(&question, answer) {
                self.say(&card.id, "ask", &card.ask, "the question holds its answer; ask without it");
            }
            let words = answer.split_whitespace().count();
            if words > MOST_WORDS {
                let message =
                    format!("the answer has {words} words; ask one fact that is told in {MOST_WORDS} at most");
                self.say(&card.id, "answer", &card.ask, message);
            }
            let whole = format!("{question} {answer}");
            // There and back are two cards; the same answer makes one of them a twin.
            let is_twin = |(id, other): &(&Text<'_>, &str)| **id != card.id && other.eq_ignore_ascii_case(answer);
            if let Some((other, _)) = told.meet(&whole, (&card.id, answer), ALIKE, is_twin) {
                let message = format!("“{other}” asks the same; one fact is asked once");
                self.say(&card.id, "ask", &card.ask, message);
            }
            self.asked_too_often(card, &mut about);
        }
    }

    fn asked_too_often<'c>(&mut self, card: &'c WrittenCard<'_>, about: &mut HashMap<&'c str, usize>) {
        let count = about.entry(&card.record).or_default();
        *count += 1;
        if *count == MOST_ABOUT_ONE + 1 {
            let record = &card.record;
            let message = format!("more than {MOST_ABOUT_ONE} cards ask about “{record}”; keep those worth learning");
            self.say(&card.id, "record", record, message);
        }
    }
}

/// Whether a question says its answer, as words and not as a part of one.
fn gives_away(question: &str, answer: &str) -> bool {
    let words = |text: &str| {
        let plain: String = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let (question, answer) = (words(question), words(answer));
    // “Exports or imports?” names both.
    !question.contains(" or ") && answer.trim().len() > 1 && question.contains(&answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_given_away_by_its_words_alone() {
        assert!(gives_away("Who leads Japan’s pillar, connectivity?", "Japan"));
        assert!(!gives_away("Who leads the Japanese pillar?", "Japan"));
        assert!(!gives_away("Are exports or imports larger?", "imports"), "one of two is asked for");
        assert!(gives_away("What is a 2+2 meeting?", "2+2"));
    }
}
