//! Setting a paper, step by step: of written questions at once, and of drills, where there are too few of those, in
//! slices that a key can come between. What slices there are does not change the paper.

use std::collections::HashSet;

use super::coverage::Coverage;
use super::drill::Draft;
use super::{Paper, PaperSpec, Question, learnt, written};
use crate::data::{Dataset, ItemId};
use crate::study::cards::Deck;
use crate::study::cards::making::Making;

/// What a step of making a drill costs, where a step of setting costs one.
const DRILL: usize = 4;

/// A paper that is being set.
#[derive(Debug)]
pub struct Setting {
    spec: PaperSpec,
    questions: Vec<Question>,
    drills: Option<Drills>,
}

/// The drill questions of a paper, and the cards they are made of where those are not the deck's own.
#[derive(Debug)]
struct Drills {
    draft: Draft,
    making: Option<Making>,
    own: Option<Deck>,
}

impl Setting {
    /// A paper on what is asked for, its written questions chosen.
    #[must_use]
    pub fn new(deck: &Deck, dataset: &Dataset<'_>, spec: PaperSpec, coverage: &Coverage) -> Self {
        let questions = written::choose(dataset, deck, spec, coverage);
        let missing = spec.questions.saturating_sub(questions.len());
        let drills = (missing > 0).then(|| {
            let asked: HashSet<ItemId> =
                questions.iter().flat_map(|question| &question.notes).map(|note| note.item).collect();
            let draft = Draft::new(dataset, PaperSpec { questions: missing, ..spec }, coverage, asked);
            // The deck of a pack without cards is one of drills already.
            let making = (!dataset.cards().is_empty()).then(Deck::drills_in_making);
            Drills { draft, making, own: None }
        });
        Self { spec, questions, drills }
    }

    /// Goes on at about this cost, always with the same deck; tells whether the paper is set.
    pub fn advance(&mut self, deck: &Deck, dataset: &Dataset<'_>, cost: usize) -> bool {
        let Some(drills) = &mut self.drills else { return true };
        if let Some(mut making) = drills.making.take() {
            if !making.advance(dataset, (cost / DRILL).max(1)) {
                drills.making = Some(making);
                return false;
            }
            drills.own = Some(making.into_deck());
        }
        if !drills.draft.advance(drills.own.as_ref().unwrap_or(deck), dataset, cost) {
            return false;
        }
        if let Some(Drills { draft, own, .. }) = self.drills.take() {
            let is_own = own.is_some();
            let questions = draft.into_questions().into_iter();
            self.questions.extend(questions.map(|question| if is_own { learnt(deck, question) } else { question }));
        }
        true
    }

    /// How many questions are written so far.
    #[must_use]
    pub fn written(&self) -> usize {
        self.questions.len() + self.drills.as_ref().map_or(0, |drills| drills.draft.written())
    }

    /// The paper, as far as it is set.
    #[must_use]
    pub fn into_paper(self, dataset: &Dataset<'_>) -> Paper {
        Paper { spec: self.spec, questions: self.questions, scheme: dataset.pack.exam }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::bundled;

    #[test]
    fn a_paper_of_more_questions_than_there_are_is_given_up_soon() {
        let dataset = bundled::dataset().unwrap();
        let deck = Deck::build(&dataset);
        let coverage = Coverage { sectors: vec!["Space".to_owned()], ..Coverage::default() };
        // How much it costs, in slices, and how many questions it has.
        let set = |questions| {
            let mut setting = Setting::new(&deck, &dataset, PaperSpec { questions, seed: 1 }, &coverage);
            let mut slices = 1;
            while !setting.advance(&deck, &dataset, 10_000) {
                slices += 1;
            }
            (slices, setting.into_paper(&dataset).questions.len())
        };
        let (most, all) = set(500);
        let (enough, as_many) = set(all);
        assert!(all < 500 && as_many == all, "{all} {as_many}");
        assert!(most <= 2 * enough, "{most} slices where {enough} are enough for all there is");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2))]

        #[test]
        fn in_slices_of_any_size_the_same_paper_is_set(seed in 0_u64..9, costs in prop::collection::vec(1_usize..60_000, 1..5)) {
            let dataset = bundled::dataset().unwrap();
            let (deck, spec) = (Deck::build(&dataset), PaperSpec { questions: 40, seed });
            // Of one sector too few questions are written.
            let coverage = Coverage { sectors: vec!["Space".to_owned()], ..Coverage::default() };
            let whole = Paper::on(&deck, &dataset, spec, &coverage);
            let mut setting = Setting::new(&deck, &dataset, spec, &coverage);
            let mut sizes = costs.iter().cycle();
            while !setting.advance(&deck, &dataset, *sizes.next().unwrap()) {}
            prop_assert!(whole.drills() > 0);
            prop_assert_eq!(setting.into_paper(&dataset), whole);
        }
    }
}
