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
    while !storing.advance(progress, &Renamed::new(), steps) {}
    storing.into_bytes()
}

fn restored(bytes: Vec<u8>, model: &Model, steps: usize) -> Option<Progress> {
    let mut restoring = Restoring::begin(bytes, model)?;
    while !restoring.advance(&Deck::default(), steps)? {}
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

/// What is taken back costs in proportion to how much that is, and not to its square.
#[test]
fn many_answers_to_one_card_are_taken_back_from_where_it_stood() {
    let model = Model::default();
    let cost = |answers: usize| {
        let mut progress = Progress::replay((0..answers).map(|number| review(1, 1, number, 1000)), &model);
        let mut states: Vec<Option<State>> = Vec::new();
        for _ in 0..answers {
            progress.apply(&Entry::Undo(1), &model);
            states.push(progress.state(&id(1)).cloned());
            // Another one in between, which is taken back as well, is no way round it.
            progress.apply(&review(1, 2, 3, 1000), &model);
            progress.apply(&Entry::Undo(1), &model);
        }
        assert_eq!(progress.undoable(), 0);
        for (left, state) in (0..answers).rev().zip(states).step_by(97) {
            let whole = Progress::replay((0..left).map(|number| review(1, 1, number, 1000)), &model);
            assert_eq!(whole.state(&id(1)), state.as_ref(), "{left} left");
        }
        progress.replays()
    };
    let (some, many) = (cost(500), cost(2000));
    assert!(some > 0 && many < 6 * some, "four times as many take {many} steps for {some}");
}

/// However many cards there are: no piece is larger than it was asked to be.
#[test]
fn cards_are_stored_and_restored_a_piece_at_a_time_as_steps_are() {
    let model = Model::default();
    let progress = Progress::replay((0..1000).map(|card| review(card, 1, 2, 4000)), &model);
    let mut storing = Storing::begin(&progress, &Renamed::new(), &model);
    let (mut pieces, mut length) = (0, storing.bytes.len());
    assert!(length < 100, "nothing of the cards is stored by beginning");
    while !storing.advance(&progress, &Renamed::new(), 80) {
        assert!(storing.bytes.len() - length < 10 * 80, "{} bytes in one piece", storing.bytes.len() - length);
        (pieces, length) = (pieces + 1, storing.bytes.len());
    }
    assert!(pieces > 100, "{pieces}");
    let mut restoring = Restoring::begin(storing.into_bytes(), &model).unwrap();
    assert_eq!(restoring.progress.cards.list().len(), 0);
    let (mut pieces, mut cards) = (0, 0);
    while !restoring.advance(&Deck::default(), 80).unwrap() {
        let restored = restoring.progress.cards.list().len();
        assert!(restored - cards <= 10, "{} cards in one piece", restored - cards);
        (pieces, cards) = (pieces + 1, restored);
    }
    assert!(pieces > 100, "{pieces}");
    assert_eq!(restoring.finish().0, progress);
}

/// What a certain log comes to. Where this fails, the rules are others: raise [`RULES`] and put the new numbers here,
/// or checkpoints of the earlier rules will be believed.
#[test]
fn what_a_log_comes_to_is_held_with_the_version_of_its_rules() {
    let model = Model::default();
    let answers = (0..60).map(|n| review(n % 5, i32::try_from(n).unwrap(), [2, 2, 0, 3, 1, 2, 0][n % 7], 3000));
    let bring = Entry::Bring(Bring { at: 0, card: id(9), due: START });
    // Of one day only its first answer to a card tells whether it was still known, and a pause is cut off.
    let day_by_day = [(60, 2, 3000), (60, 0, 200_000), (61, 0, 3000), (61, 2, 3000), (62, 1, 3000)];
    let more = day_by_day.map(|(day, grade, ms)| review(6, day, grade, ms));
    let until = START.saturating_add(90.days());
    let decisions = [
        (7, Decision::Suspend),
        (8, Decision::Bury(until)),
        (6, Decision::Flag("“bad”".to_owned())),
        (5, Decision::Suspend),
        (5, Decision::Resume),
    ];
    let decided = decisions.map(|(card, decision)| Entry::Aside(Aside { at: 0, card: id(card), decision }));
    let entries = answers.chain([bring, Entry::Undo(2)]).chain(more).chain(decided);
    let progress = Progress::replay(entries, &model);
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
    assert_eq!((RULES, told.as_slice()), (2, expected.as_slice()));
    let counts = |day: i32| {
        let DayCounts { answers, new, reviews, known, ms } = progress.counts(START.saturating_add(day.days()));
        (answers, new, reviews, known, ms)
    };
    let days = [3, 6, 7, 58, 59, 60, 61, 62, 63].map(counts);
    let expected = [
        (1, 1, 0, 0, 3000),
        (1, 0, 1, 0, 3000),
        (1, 0, 1, 1, 3000),
        (1, 0, 1, 0, 3000),
        // It was taken back.
        (0, 0, 0, 0, 0),
        (2, 1, 0, 0, 123_000),
        (2, 0, 1, 0, 6000),
        (1, 0, 1, 1, 3000),
        (0, 0, 0, 0, 0),
    ];
    assert_eq!((RULES, days), (2, expected));
    assert_eq!((RULES, progress.kept()), (2, (56, 39)));
    assert_eq!((RULES, (progress.seconds_a_card() * 1000.0).round()), (2, 4828.0));
    let decided = progress.decided();
    assert_eq!([5, 6, 7, 8].map(|card| decided.rests(&id(card), START)), [false, false, true, true]);
    assert_eq!([7, 8].map(|card| decided.rests(&id(card), until)), [true, false]);
    assert_eq!(decided.flag(&id(6)), Some("“bad”"));
}
