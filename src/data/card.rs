//! Written cards: what the pack says is worth learning by heart, one fact each, as data with its sources.
//!
//! A card is a question with its answer, or a sentence with one gap. What a good deck must be is for
//! [`super::check`]; when a card is asked is for [`crate::study`].

use serde::{Deserialize, Serialize};

use super::cite::Cites;
use super::text::Text;

/// What begins and what ends a gap in a sentence.
const GAP: (&str, &str) = ("{{", "}}");

/// A written card.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenCard<'a> {
    /// Unique over the pack's cards, kebab-case, and never changed: answers are kept by it.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// The id of the record or series it is about.
    pub record: Text<'a>,
    /// A whole question; or, without an answer, a sentence with a gap: `The council compares {{fjords}}.`
    pub ask: Text<'a>,
    /// The answer to the question, in a few words.
    #[serde(default)]
    pub answer: Option<Text<'a>>,
    /// Where the answer is said.
    pub cites: Cites<'a>,
    /// Ids of cards of earlier editions that asked the same: what was answered there counts here.
    #[serde(default)]
    pub was: Vec<Text<'a>>,
}

/// How a written card is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt<'c> {
    /// A question and its answer.
    Question {
        /// The whole question.
        question: &'c str,
        /// Its answer.
        answer: &'c str,
    },
    /// A sentence with a gap.
    Gap {
        /// The sentence up to the gap.
        before: &'c str,
        /// What stands in the gap.
        hidden: &'c str,
        /// The sentence after the gap.
        after: &'c str,
    },
}

impl<'c> Prompt<'c> {
    /// What is to be known.
    #[must_use]
    pub fn answer(&self) -> &'c str {
        match self {
            Self::Question { answer, .. } => answer,
            Self::Gap { hidden, .. } => hidden,
        }
    }

    /// What is asked, the gap as a sign for it.
    #[must_use]
    pub fn question(&self) -> String {
        match self {
            Self::Question { question, .. } => (*question).to_owned(),
            Self::Gap { before, after, .. } => format!("{before}[…]{after}"),
        }
    }
}

impl WrittenCard<'_> {
    /// How it is put; nothing if it has both an answer and a gap, or neither, or several gaps.
    #[must_use]
    pub fn prompt(&self) -> Option<Prompt<'_>> {
        let gap = self.ask.split_once(GAP.0);
        match (&self.answer, gap) {
            (Some(answer), None) => Some(Prompt::Question { question: &self.ask, answer }),
            (None, Some((before, rest))) => {
                let (hidden, after) = rest.split_once(GAP.1)?;
                let is_one = ![hidden, after].iter().any(|text| text.contains(GAP.0) || text.contains(GAP.1));
                (is_one && !hidden.trim().is_empty()).then_some(Prompt::Gap { before, hidden, after })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(ask: &str, answer: &str) -> WrittenCard<'static> {
        let text = format!("(id: \"c\", record: \"r\", ask: \"{ask}\", {answer} cites: \"brief ¶1\")");
        crate::data::load::options().from_str(text.leak()).unwrap()
    }

    #[test]
    fn a_card_is_a_question_with_an_answer_or_a_sentence_with_one_gap() {
        let asked = card("Who leads it?", "answer: \"Norway\",");
        assert_eq!(asked.prompt(), Some(Prompt::Question { question: "Who leads it?", answer: "Norway" }));
        let gap = card("{{Norway}} leads it.", "");
        let prompt = gap.prompt().unwrap();
        assert_eq!(prompt, Prompt::Gap { before: "", hidden: "Norway", after: " leads it." });
        assert_eq!((prompt.question().as_str(), prompt.answer()), ("[…] leads it.", "Norway"));
        for (ask, answer) in [
            ("Who leads it?", ""),
            ("{{Norway}} leads it.", "answer: \"Norway\","),
            ("{{Norway}} leads {{it}}.", ""),
            ("{{}} leads it.", ""),
            ("{{Norway leads it.", ""),
            ("{{Ja}}pan}} leads it.", ""),
        ] {
            assert_eq!(card(ask, answer).prompt(), None, "{ask}");
        }
    }
}
