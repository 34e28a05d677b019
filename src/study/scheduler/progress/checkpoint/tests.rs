use jiff::ToSpan as _;
use proptest::prelude::*;

use super::*;
use crate::study::review::{Aside, Bring, Decision, Entry, Review};
use crate::study::scheduler::memory::Grade;

const START: Date = jiff::civil::date(2026, 1, 1);

fn id(card: usize) -> CardId {
    format!("card-{card}/signed").into()
}

fn review(card: usize, day: i32, grade: usize, ms: u32) -> Entry {
    let answer = card.is_multiple_of(2).then_some(7 * u32::try_from(card).unwrap());
    let day = START.saturating_add(day.days());
    Entry::Review(Review { at: 0, day, card: id(card), grade: Grade::FOUR[grade % 4], ms, answer })
}

/// Entries of a few cards, of all kinds, on days that do not always go forward.
fn entries(count: impl Into<prop::collection::SizeRange>) -> impl Strategy<Value = Vec<Entry>> {
    let entry = (0..20_usize, 0..7_usize, 0..40_i32, 0..4_usize, 0..200_000_u32);
    let entry = entry.prop_map(|(what, card, day, grade, ms)| {
        let due = START.saturating_add((day + 3).days());
        match what {
            0 => Entry::Bring(Bring { at: 0, card: id(card), due }),
            1 => Entry::Undo(1),
            2 => Entry::Undo(ms % 90),
            3 => Entry::Aside(Aside { at: 0, card: id(card), decision: Decision::Suspend }),
            4 => Entry::Aside(Aside { at: 0, card: id(card), decision: Decision::Bury(due) }),
            5 => Entry::Aside(Aside { at: 0, card: id(card), decision: Decision::Resume }),
            6 => Entry::Aside(Aside { at: 0, card: id(card), decision: Decision::Flag("“bad”".to_owned()) }),
            _ => review(card, day, grade, ms),
        }
    });
    prop::collection::vec(entry, count)
}

fn stored(progress: &Progress, model: &Model, steps: usize) -> Vec<u8> {
    let mut storing = Storing::begin(progress, &Renamed::new(), model);
    while !storing.advance(progress, steps) {}
    storing.into_bytes()
}

fn restored(bytes: Vec<u8>, model: &Model, steps: usize) -> Option<Progress> {
    let mut restoring = Restoring::begin(bytes, &Deck::default(), model)?;
    while !restoring.advance(steps)? {}
    Some(restoring.finish().0)
}

proptest! {
    #[test]
    fn a_checkpoint_and_what_follows_come_to_what_the_whole_log_does(
        before in entries(0..250),
        after in entries(0..120),
        (storing, restoring) in (1..300_usize, 1..300_usize),
    ) {
        let model = Model::default();
        let whole = Progress::replay(before.iter().chain(&after), &model);
        let bytes = stored(&Progress::replay(&before, &model), &model, storing);
        let mut progress = restored(bytes, &model, restoring).unwrap();
        for entry in &after {
            progress.apply(entry, &model);
        }
        prop_assert_eq!(&progress, &whole);
        // All that is told of it as well.
        for card in (0..7).map(id) {
            prop_assert_eq!(progress.state(&card), whole.state(&card));
            prop_assert!(progress.history(&card).eq(whole.history(&card)));
        }
        for day in 0..40 {
            let day = START.saturating_add(day.days());
            prop_assert_eq!(progress.done(day), whole.done(day));
        }
        prop_assert_eq!((progress.last_card(), progress.kept()), (whole.last_card(), whole.kept()));
        // And stored again it is the same to the byte.
        prop_assert_eq!(stored(&progress, &model, 7), stored(&whole, &model, 1000));
    }

    #[test]
    fn taken_back_from_any_depth_it_is_as_if_it_had_never_been(before in entries(0..120), after in 70..200_usize) {
        let model = Model::default();
        let mut progress = Progress::replay(&before, &model);
        let (states, undoable) = ((0..7).map(|card| progress.state(&id(card)).cloned()).collect::<Vec<_>>(), progress.undoable());
        for answer in 0..after {
            progress.apply(&review(answer % 7, 50, answer, 1000), &model);
        }
        for _ in 0..after {
            progress.apply(&Entry::Undo(1), &model);
        }
        prop_assert_eq!(progress.undoable(), undoable);
        for (card, state) in states.iter().enumerate() {
            prop_assert_eq!(progress.state(&id(card)), state.as_ref());
        }
    }

    #[test]
    fn what_is_damaged_is_refused_or_restored_but_never_believed_to_be_huge(
        entries in entries(1..60),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let model = Model::default();
        let whole = stored(&Progress::replay(&entries, &model), &model, 1000);
        let mut damaged = whole.clone();
        let at = at.index(damaged.len());
        damaged[at] = byte;
        // It may be another checkpoint; that it is this one is known to whoever keeps it.
        let _ = restored(damaged, &model, 1000);
        let cut = cut.index(whole.len());
        prop_assert_eq!(restored(whole[..cut].to_vec(), &model, 1000), None);
        let longer = [whole.as_slice(), &[0]].concat();
        prop_assert_eq!(restored(longer, &model, 1000), None);
    }
}

#[test]
fn of_another_model_it_is_refused() {
    let progress = Progress::replay([review(1, 1, 2, 4000)], &Model::default());
    let bytes = stored(&progress, &Model::default(), 10);
    assert!(restored(bytes.clone(), &Model::default(), 10).is_some());
    assert!(restored(bytes, &Model::new(0.85), 10).is_none());
}

/// What a certain log comes to. Where this fails, the rules are others: raise [`RULES`] and put the new numbers here, or
/// checkpoints of the earlier rules will be believed.
#[test]
fn what_a_log_comes_to_is_held_with_the_version_of_its_rules() {
    let model = Model::default();
    let answers = (0..60).map(|n| review(n % 5, i32::try_from(n).unwrap(), [2, 2, 0, 3, 1, 2, 0][n % 7], 3000));
    let bring = Entry::Bring(Bring { at: 0, card: id(9), due: START });
    let progress = Progress::replay(answers.chain([bring, Entry::Undo(2)]), &model);
    let told = (0..5).map(|card| {
        let state = progress.state(&id(card)).unwrap();
        let days = (state.due - START).get_days();
        (days, state.reviews, state.lapses.len(), state.failed_on.map(|day| (day - START).get_days()))
    });
    let told: Vec<_> = told.collect();
    let expected = [
        (57, 12, 3, Some(55)),
        (58, 12, 4, Some(51)),
        (71, 12, 2, Some(37)),
        (59, 12, 4, Some(58)),
        (58, 11, 3, Some(44)),
    ];
    assert_eq!((RULES, told.as_slice()), (1, expected.as_slice()));
}
