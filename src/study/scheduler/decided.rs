//! What a learner has decided about cards, replayed from the log: which are not asked, and which are said to be bad.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::study::cards::card::CardId;
use crate::study::review::{Aside, Decision};

/// Everything decided that still holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decided {
    /// Until when a card rests; for good without a day.
    pub(super) resting: BTreeMap<CardId, Option<Date>>,
    /// Why cards are bad, by their ids.
    pub(super) flags: BTreeMap<CardId, String>,
}

impl Decided {
    /// Takes in one more decision.
    pub(super) fn take(&mut self, aside: &Aside) {
        let card = aside.card.clone();
        match &aside.decision {
            Decision::Suspend => drop(self.resting.insert(card, None)),
            Decision::Resume => drop(self.resting.remove(&card)),
            // Who wanted a card never to be asked does not want it tomorrow.
            Decision::Bury(_) if self.is_suspended(&card) => {}
            Decision::Bury(until) => drop(self.resting.insert(card, Some(*until))),
            Decision::Flag(why) => drop(self.flags.insert(card, why.clone())),
            Decision::Unflag => drop(self.flags.remove(&card)),
        }
    }

    /// Whether a card is not asked on this day.
    #[must_use]
    pub fn rests(&self, card: &CardId, day: Date) -> bool {
        self.resting.get(card).is_some_and(|until| until.is_none_or(|until| day < until))
    }

    /// The cards that are not asked on this day.
    pub fn resting_on(&self, day: Date) -> impl Iterator<Item = &CardId> {
        self.resting.iter().filter(move |(_, until)| until.is_none_or(|until| day < until)).map(|(card, _)| card)
    }

    /// Whether a card is not asked until it is resumed.
    #[must_use]
    pub fn is_suspended(&self, card: &CardId) -> bool {
        self.resting.get(card).is_some_and(Option::is_none)
    }

    /// The cards that are not asked until they are resumed.
    pub fn suspended(&self) -> impl Iterator<Item = &CardId> {
        self.resting.iter().filter(|(_, until)| until.is_none()).map(|(card, _)| card)
    }

    /// The day a buried card comes back, if that lies ahead.
    #[must_use]
    pub fn buried_until(&self, card: &CardId, day: Date) -> Option<Date> {
        self.resting.get(card).copied().flatten().filter(|until| day < *until)
    }

    /// Why a card is bad, if it is said to be; perhaps without a word.
    #[must_use]
    pub fn flag(&self, card: &CardId) -> Option<&str> {
        self.flags.get(card).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn after(decisions: &[Decision]) -> Decided {
        let mut decided = Decided::default();
        for decision in decisions {
            decided.take(&Aside { at: 0, card: "c".into(), decision: decision.clone() });
        }
        decided
    }

    #[test]
    fn a_card_rests_until_its_day_or_for_good() {
        let (today, tomorrow) = (date(2026, 12, 31), date(2027, 1, 1));
        let rests = |decisions: &[Decision]| {
            let decided = after(decisions);
            let card = "c".into();
            (decided.rests(&card, today), decided.rests(&card, tomorrow), decided.is_suspended(&card))
        };
        let bury = Decision::Bury(tomorrow);
        assert_eq!(rests(&[]), (false, false, false));
        assert_eq!(rests(&[Decision::Suspend]), (true, true, true));
        assert_eq!(rests(std::slice::from_ref(&bury)), (true, false, false));
        assert_eq!(rests(&[Decision::Suspend, bury.clone()]), (true, true, true));
        assert_eq!(rests(&[bury.clone(), Decision::Suspend, Decision::Resume]), (false, false, false));
        assert_eq!(after(&[bury]).buried_until(&"c".into(), today), Some(tomorrow));
    }

    #[test]
    fn a_bad_card_keeps_its_last_reason() {
        let flags = [Decision::Flag("too long".to_owned()), Decision::Flag("two answers".to_owned())];
        assert_eq!(after(&flags).flag(&"c".into()), Some("two answers"));
        assert_eq!(after(&[flags.as_slice(), &[Decision::Unflag]].concat()).flag(&"c".into()), None);
    }
}
