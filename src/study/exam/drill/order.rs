//! The form that asks for an order of events or documents: of one sector, in different years, none of which its name
//! tells.

use super::{Lots, Writer};
use crate::data::body::Body;
use crate::data::body::EventKind;
use crate::data::record::Weight;
use crate::study::cards::card::{Card, Topic, Value};
use crate::study::cards::choice::years;
use crate::study::exam::{Form, Question};
use crate::study::wording;

/// How many things are to be ordered.
const THINGS: usize = 4;
/// The years they may be apart, from one to the next.
const APART: std::ops::RangeInclusive<i16> = 1..=15;

const EVENTS: &Lots = &[(Topic::When, 1)];
const DOCUMENTS: &Lots = &[(Topic::Signed, 1)];

impl<'w> Writer<'w, '_> {
    /// Four things in order of time.
    pub(super) fn order(&mut self) -> Option<Question> {
        let signed = self.draft.rng.below(3) == 0;
        let lots = if signed { DOCUMENTS } else { EVENTS };
        let mut cards = self.in_order(lots)?;
        let key = self.draft.keys.next(Form::Order, THINGS, &mut self.draft.rng);
        cards.sort_by_key(|card| years::year(card).map(|year| year.year()));
        let mut shown: Vec<usize> = (0..THINGS).collect();
        self.draft.rng.shuffle(&mut shown);
        // The right sequence, in the numbers the things are shown under.
        let right: Vec<usize> = (0..THINGS).filter_map(|thing| shown.iter().position(|at| *at == thing)).collect();
        let mut sequences = swapped(&right);
        self.draft.rng.shuffle(&mut sequences);
        sequences.insert(key, right);
        let say =
            |sequence: &Vec<usize>| sequence.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(" – ");
        let lead = if signed { "Consider the following documents:" } else { "Consider the following events:" };
        let ask = if signed {
            "In which order were they signed, the earliest first?"
        } else {
            "Which is the correct chronological order of these events, the earliest first?"
        };
        let in_shown_order = || shown.iter().filter_map(|thing| cards.get(*thing));
        Some(Question {
            form: Form::Order,
            lead: lead.to_owned(),
            lines: in_shown_order().map(|card| self.listed(card)).collect::<Option<_>>()?,
            ask: ask.to_owned(),
            options: sequences.iter().map(say).collect(),
            right: key,
            notes: in_shown_order().map(|card| self.answer_note(card)).collect(),
            explanation: None,
            difficulty: None,
            written: None,
            claims: Vec::new(),
            cards: cards.iter().map(|card| card.id.clone()).collect(),
            sector: cards.first()?.sector(self.dataset).to_owned(),
        })
    }

    /// Four cards of one sector whose years differ; the first is of what an exam is likeliest to ask.
    fn in_order(&mut self, lots: &Lots) -> Option<Vec<&'w Card>> {
        let open = self.open(lots, |_, card| self.may_be_ordered(card));
        let core: Vec<&Card> = open.iter().copied().filter(|card| card.weight == Weight::Core).collect();
        let first = self.draw(lots, if core.is_empty() { &open } else { &core })?;
        let mut cards = vec![first];
        let mut apart_from_all: Vec<&Card> = open;
        apart_from_all.retain(|card| self.shares_a_sector(first, card));
        let mut next = first;
        while cards.len() < THINGS {
            apart_from_all.retain(|card| self.are_told_apart(next, card) && self.goes_with(next, card));
            let is_near = |one: &Card, other: &Card| apart(one, other).is_some_and(|years| APART.contains(&years));
            let fits: Vec<&Card> =
                apart_from_all.iter().copied().filter(|card| cards.iter().any(|other| is_near(other, card))).collect();
            next = self.draw(lots, &fits)?;
            cards.push(next);
        }
        Some(cards)
    }

    /// Whether a thing may be ordered: no visit of many, and nothing whose name tells when it was.
    fn may_be_ordered(&self, card: &Card) -> bool {
        let Some(record) = self.dataset.record(card.owner) else { return false };
        let minor = matches!(&record.body, Body::Event(event) if matches!(event.kind, EventKind::Delegation));
        let name = wording::stem(&record.title);
        let dated = wording::words(name).any(wording::is_year);
        let short = matches!(&card.value, Value::Date(date) if years::year(card).is_some() && !date.is_approximate());
        short && !minor && !dated && self.listed(card).is_some()
    }

    /// Whether two things were in different years, and their numbers do not tell which was first.
    fn are_told_apart(&self, one: &Card, other: &Card) -> bool {
        let counted = |card: &Card| wording::has_ordinal(card.name(self.dataset));
        apart(one, other).is_some_and(|years| years > 0) && !(counted(one) && counted(other))
    }
}

/// The other orders that differ in the first two, in the last two, and in both: none can be told from an end alone.
fn swapped(right: &[usize]) -> Vec<Vec<usize>> {
    let last = right.len().saturating_sub(2);
    let swap = |places: &[usize]| {
        let mut other = right.to_vec();
        for at in places {
            other.swap(*at, at + 1);
        }
        other
    };
    if right.len() < THINGS { Vec::new() } else { vec![swap(&[0]), swap(&[last]), swap(&[0, last])] }
}

fn apart(one: &Card, other: &Card) -> Option<i16> {
    Some((years::year(one)?.year() - years::year(other)?.year()).abs())
}

#[cfg(test)]
mod tests {
    use super::swapped;

    #[test]
    fn neither_end_of_an_order_tells_it() {
        let all: Vec<Vec<usize>> = swapped(&[3, 1, 0, 2]).into_iter().chain([vec![3, 1, 0, 2]]).collect();
        for (first, last) in [(3, 2), (1, 2), (3, 0), (1, 0)] {
            assert_eq!(all.iter().filter(|order| order[0] == first && order[3] == last).count(), 1);
        }
        assert!(swapped(&[0]).is_empty());
    }
}
