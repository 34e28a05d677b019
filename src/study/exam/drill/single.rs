//! The form with one question and four answers.

use super::value::answer;
use super::{Lots, Writer};
use crate::study::cards::card::{Card, Face, Topic, Value};
use crate::study::cards::choice::{OPTIONS, stands_out};
use crate::study::exam::{Claim, Form, Note, Question};
use crate::study::wording;
use crate::study::wording::statement::{is_plain, statement};

/// What single answers are made of: what a thing is for and who belongs to it first, dates last.
const ASKED: &Lots = &[
    (Topic::Purpose, 16),
    (Topic::PurposeBack, 24),
    (Topic::Mandate, 16),
    (Topic::MandateBack, 12),
    (Topic::Parties, 16),
    (Topic::Occasion, 4),
    (Topic::Partners, 16),
    (Topic::Countries, 16),
    (Topic::Service, 5),
    (Topic::PartBack, 4),
    (Topic::Fact, 8),
    (Topic::Venue, 2),
    (Topic::Signed, 3),
    (Topic::Founded, 2),
    (Topic::When, 2),
];
/// What is asked besides where there is too little of that.
const SPARE: &Lots = &[(Topic::Figure, 1), (Topic::Place, 1)];
/// What stands where the answer belongs.
const GAP: &str = "……";

impl Writer<'_, '_> {
    /// One question, four answers.
    pub(super) fn single(&mut self) -> Option<Question> {
        let lots = if self.is_short { [ASKED, SPARE].concat() } else { ASKED.to_vec() };
        let open = self.open(&lots, |_| true);
        let card = self.draw(&lots, &open)?;
        let right = answer(card)?;
        let lead = self.lead(card)?;
        let key = self.keys.next(Form::Single, 0, &mut self.rng);
        let mut wrong = self.wrong(card);
        if matches!(card.value, Value::Date(_)) {
            // Years stand in their order, so many before the right one as its place asks for.
            let (mut before, mut after): (Vec<_>, Vec<_>) = wrong.into_iter().partition(|wrong| wrong.text < right);
            before.truncate(key);
            after.truncate(OPTIONS - 1 - before.len());
            wrong = before;
            wrong.extend(after);
            wrong.sort_by(|one, other| one.text.cmp(&other.text));
            if wrong.iter().filter(|wrong| wrong.text < right).count() != key {
                return None;
            }
        }
        wrong.truncate(OPTIONS - 1);
        if wrong.len() < OPTIONS - 1 || stands_out(&self.lexicon, card, &wrong) {
            return None;
        }
        let mut shown: Vec<String> = wrong.iter().map(|wrong| wrong.text.clone()).collect();
        shown.insert(key, right);
        let mut notes = vec![self.answer_note(card)];
        notes.extend(wrong.iter().filter_map(|wrong| self.donor_note(card, &wrong.why, wrong.from)));
        let claim =
            |(at, text): (usize, &String)| Claim { card: card.id.clone(), value: text.clone(), holds: at == key };
        Some(Question {
            form: Form::Single,
            lead,
            lines: Vec::new(),
            ask: String::new(),
            claims: shown.iter().enumerate().map(claim).collect(),
            options: shown,
            right: key,
            notes,
            explanation: None,
            written: None,
            cards: vec![card.id.clone()],
            sector: card.sector(self.dataset).to_owned(),
        })
    }

    /// The question as a paper asks it.
    fn lead(&self, card: &Card) -> Option<String> {
        let name = || self.dataset.get(card.owner).map(|item| wording::stem(item.title()));
        if card.topic != Topic::When && !is_plain(name()?) {
            return None;
        }
        let be = |name: &str| if wording::is_plural(name) { "were" } else { "was" };
        Some(match card.topic {
            Topic::Signed => format!("In which year {} {} signed?", be(name()?), wording::the(name()?)),
            Topic::Founded => format!("In which year {} {} established?", be(name()?), wording::the(name()?)),
            Topic::When => format!("{} — in which year?", name()?),
            Topic::Fact => {
                let Face::Cloze { .. } = &card.face else { return None };
                let sentence = statement(self.dataset, card, GAP)?;
                format!("Which of these belongs in the gap?\n“{sentence}”")
            }
            // With four to choose from, that no other in the world might fit is not said.
            Topic::PurposeBack | Topic::MandateBack => {
                let (_, told) =
                    card.question(0).split_once("? ").map(|(ask, told)| (ask.to_owned(), told.to_owned()))?;
                if card.topic == Topic::MandateBack {
                    format!("Which of these bodies is described here? {told}")
                } else {
                    format!("Which of these documents has this purpose? {told}")
                }
            }
            Topic::PartBack => {
                let told = card.question(0).split_once("? ").map(|(_, told)| told.to_owned())?;
                format!("Which of these people is meant? “{told}”")
            }
            _ => card.question(0),
        })
    }

    /// The note of a wrong answer, unless it is of the record itself.
    fn donor_note(&self, card: &Card, why: &str, from: crate::data::ItemId) -> Option<Note> {
        (from != card.owner && !why.is_empty()).then(|| self.item_note(from, why.to_owned()))
    }
}
