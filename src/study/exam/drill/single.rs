//! The form with one question and four answers.

use super::value::answer;
use super::{Lots, Writer};
use crate::data::body::Body;
use crate::data::record::Weight;
use crate::study::cards::card::{Card, Topic};
use crate::study::cards::choice::{OPTIONS, Wrong, stands_out, years};
use crate::study::exam::{Claim, Form, Note, Question};
use crate::study::wording;
use crate::study::wording::statement::{in_which_year, is_plain};

/// What single answers are made of.
pub(super) const ASKED: &Lots = &[
    (Topic::Occasion, 1),
    (Topic::Service, 3),
    (Topic::Venue, 3),
    (Topic::Signed, 2),
    (Topic::Founded, 2),
    (Topic::Launched, 2),
    (Topic::When, 2),
];
/// What is asked besides where there is too little of that.
pub(super) const SPARE: &Lots = &[(Topic::Figure, 1), (Topic::Place, 1)];
/// Years that stand side by side as options are so far apart at least, and the widest gap is so many times the smallest
/// at most: else a year would stand alone.
const APART: i16 = 2;
const EVEN: i16 = 2;

impl Writer<'_, '_> {
    /// One question, four answers.
    pub(super) fn single(&mut self) -> Option<Question> {
        let lots = if self.draft.is_short { [ASKED, SPARE].concat() } else { ASKED.to_vec() };
        // A year alone is worth asking of the events that matter most; lesser ones are lines among others.
        let is_minor = |card: &Card| {
            let record = self.dataset.record(card.owner);
            record.is_some_and(|record| record.weight != Weight::Core && matches!(record.body, Body::Event(_)))
        };
        let may = |card: &Card| self.draft.is_short || !is_minor(card);
        let open = self.open(&lots, |drill, card| drill.wrong.len() + 1 >= OPTIONS && may(card));
        let card = self.draw(&lots, &open)?;
        let right = answer(card)?;
        let lead = self.lead(card)?;
        let key = self.draft.keys.next(Form::Single, 0, &mut self.draft.rng);
        let mut wrong = self.wrong(card);
        if let Some(year) = years::year(card) {
            wrong = self.years(year.year(), wrong, key)?;
        }
        wrong.truncate(OPTIONS - 1);
        if wrong.len() < OPTIONS - 1 || stands_out(self.lexicon, card, &wrong) {
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
            difficulty: None,
            written: None,
            cards: vec![card.id.clone()],
            sector: card.sector(self.dataset).to_owned(),
        })
    }

    /// Three wrong years, so many of them before the right one, in their order and about evenly apart.
    fn years(&mut self, right: i16, wrong: Vec<Wrong>, before: usize) -> Option<Vec<Wrong>> {
        let mut years: Vec<(i16, Wrong)> =
            wrong.into_iter().filter_map(|wrong| Some((wrong.text.parse().ok()?, wrong))).collect();
        years.sort_by_key(|(year, _)| *year);
        let mut sets: Vec<[usize; OPTIONS - 1]> = Vec::new();
        for one in 0..years.len() {
            for two in one + 1..years.len() {
                for three in two + 1..years.len() {
                    let of = |at: usize| years.get(at).map(|(year, _)| *year);
                    let Some(mut all) =
                        [of(one), of(two), of(three), Some(right)].into_iter().collect::<Option<Vec<_>>>()
                    else {
                        continue;
                    };
                    all.sort_unstable();
                    if all.iter().position(|year| *year == right) == Some(before) && are_even(&all) {
                        sets.push([one, two, three]);
                    }
                }
            }
        }
        let set = *self.draft.rng.pick(&sets)?;
        Some(set.into_iter().filter_map(|at| years.get(at).map(|(_, wrong)| wrong.clone())).collect())
    }

    /// The question as a paper asks it.
    fn lead(&self, card: &Card) -> Option<String> {
        if card.topic == Topic::When {
            return in_which_year(self.dataset, self.dataset.record(card.owner)?);
        }
        let question = card.question(0);
        if !is_plain(wording::stem(self.dataset.get(card.owner)?.title())) {
            return None;
        }
        if !card.topic.asks_a_date() {
            return Some(question);
        }
        // A year is asked, however precisely the card asks.
        let asked = [" did ", " was ", " were "].into_iter().filter_map(|verb| question.find(verb)).min()?;
        Some(format!("In which year{}", question.get(asked..)?))
    }

    /// The note of a wrong answer, unless it is of the record itself.
    fn donor_note(&self, card: &Card, why: &str, from: crate::data::ItemId) -> Option<Note> {
        (from != card.owner && !why.is_empty()).then(|| self.item_note(from, why.to_owned()))
    }
}

/// Whether years in their order are about evenly apart.
fn are_even(years: &[i16]) -> bool {
    let gaps = || years.windows(2).filter_map(|pair| Some(pair.last()? - pair.first()?));
    let (least, most) = (gaps().min().unwrap_or_default(), gaps().max().unwrap_or_default());
    least >= APART && most <= EVEN * least
}

#[cfg(test)]
mod tests {
    use super::are_even;

    #[test]
    fn no_year_stands_alone() {
        assert!(are_even(&[1990, 1993, 1998, 2001]));
        assert!(!are_even(&[1989, 1990, 1991, 1998]), "side by side, and far off");
        assert!(!are_even(&[2011, 2013, 2015, 2021]));
    }
}
