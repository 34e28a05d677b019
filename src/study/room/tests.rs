//! What holds of a room whatever its members do.

use proptest::prelude::*;

use super::board::board;
use super::round::{LONGEST, SHORTEST, USUAL};
use super::*;
use crate::study::exam::{Form, Note, Question};

const SECOND: Duration = Duration::from_secs(1);

fn question(id: &str, right: usize) -> Question {
    Question {
        form: Form::Single,
        lead: "Which?".to_owned(),
        lines: Vec::new(),
        ask: String::new(),
        options: ["one", "two", "three", "four"].map(str::to_owned).to_vec(),
        right,
        notes: Vec::<Note>::new(),
        explanation: None,
        difficulty: Some(1),
        written: Some(id.to_owned()),
        claims: Vec::new(),
        cards: Vec::new(),
        sector: "Sea".to_owned(),
    }
}

/// A room of so many.
fn room(count: usize) -> (Room, Vec<MemberId>) {
    let mut room = Room::default();
    let members = (1..=count).map(|number| room.join(Some(&format!("m{number}"))).unwrap()).collect();
    (room, members)
}

fn round(room: &Room) -> &Round {
    match room.stage() {
        Stage::Asked(round) | Stage::Told(round) => round,
        stage => panic!("{stage:?}"),
    }
}

#[test]
fn the_first_answer_counts_and_ends_the_question_where_all_have_answered() {
    let (mut room, members) = room(2);
    assert!(matches!(room.stage(), Stage::Elsewhere));
    assert_eq!(room.answer(members[0], 0, SECOND), Err(AnswerRefusal::NothingAsked));
    room.set_quizzing(true, SECOND);
    assert!(matches!(room.stage(), Stage::Waiting));
    room.put(question("q", 1), USUAL, SECOND);
    assert_eq!(room.answer(members[0], 4, 2 * SECOND), Err(AnswerRefusal::NoOption));
    assert_eq!(room.answer(members[0], 2, 2 * SECOND), Ok(Vec::new()));
    assert_eq!(room.answer(members[0], 1, 3 * SECOND), Err(AnswerRefusal::Answered));
    let outcomes = room.answer(members[1], 1, 4 * SECOND).unwrap();
    let told = |nickname: &str, answer, is_right, seconds: u32| Outcome {
        question: "q".to_owned(),
        nickname: nickname.to_owned(),
        answer: Some(answer),
        right: 1,
        is_right,
        after: Some(seconds * SECOND),
    };
    assert_eq!(outcomes, [told("m1", 2, false, 1), told("m2", 1, true, 3)]);
    assert_eq!(round(&room).end(), Some(End::AllAnswered));
    assert_eq!((round(&room).tally(), round(&room).right()), ([0, 1, 1, 0], 1));
    assert_eq!(room.settle(60 * SECOND), Vec::new(), "it is told once");
}

#[test]
fn the_time_is_out_at_its_last_moment_and_who_said_nothing_is_told_too() {
    let (mut room, members) = room(2);
    room.put(question("q", 0), USUAL, SECOND);
    assert_eq!(room.settle(USUAL), Vec::new());
    assert_eq!(room.answer(members[0], 0, SECOND + USUAL), Err(AnswerRefusal::TooLate));
    let outcomes = room.settle(SECOND + USUAL);
    assert_eq!(outcomes.iter().map(|outcome| outcome.answer).collect::<Vec<_>>(), [None, None]);
    assert_eq!(round(&room).end(), Some(End::TimeOut));
    assert_eq!(room.answer(members[0], 0, SECOND), Err(AnswerRefusal::TooLate), "however early its sender says it was");
}

#[test]
fn the_presenter_ends_a_question_or_the_quiz_or_puts_another() {
    let (mut room, _) = room(1);
    room.put(question("one", 0), USUAL, SECOND);
    assert_eq!(room.end(2 * SECOND).len(), 1);
    assert_eq!((round(&room).end(), room.end(2 * SECOND).len()), (Some(End::ByPresenter), 0));
    room.put(question("two", 0), USUAL, SECOND);
    room.show_board(true);
    assert!(matches!(room.stage(), Stage::Asked(_)), "who may answer sees the question");
    assert_eq!(room.put(question("three", 0), USUAL, SECOND).len(), 1, "the one before is over");
    assert_eq!(round(&room).number(), 3);
    assert_eq!(room.set_quizzing(false, SECOND).len(), 0, "nobody had answered the one that is dropped");
    assert!(matches!(room.stage(), Stage::Elsewhere));
    assert_eq!(room.was_put(), ["one", "two", "three"]);
}

#[test]
fn the_time_may_not_be_set_beyond_what_is_bearable() {
    let (mut room, _) = room(1);
    for (wished, limit) in [(Duration::ZERO, SHORTEST), (LONGEST * 9, LONGEST), (USUAL, USUAL)] {
        room.put(question("q", 0), wished, SECOND);
        assert_eq!(round(&room).limit(), limit);
    }
}

#[test]
fn who_comes_back_under_their_name_goes_on_with_their_points() {
    let (mut room, members) = room(2);
    room.put(question("q", 0), USUAL, SECOND);
    room.answer(members[0], 0, SECOND).unwrap();
    let outcomes = room.leave(members[1], SECOND);
    assert_eq!(outcomes.len(), 1, "all who are left have answered");
    assert_eq!(room.members().len(), 1, "who has no points is forgotten");
    room.leave(members[0], SECOND);
    assert_eq!((room.here(), room.members().len()), (0, 1));
    let again = room.join(Some("M1")).unwrap();
    assert_eq!((again, room.member(again).map(|member| member.points)), (members[0], Some(1)));
    let another = room.join(Some("m1")).unwrap();
    assert_eq!(room.member(another).map(|member| member.nickname.as_str()), Some("m1 2"));
    let nameless = room.join(Some("\u{1b}")).unwrap();
    assert_eq!(room.member(nameless).map(|member| member.nickname.as_str()), Some("Visitor 4"));
}

#[test]
fn who_was_given_a_number_goes_on_under_it() {
    let (mut room, _) = room(0);
    let first = room.join(Some("Ravi")).unwrap();
    let (second, third) = (room.join(Some("Ravi")).unwrap(), room.join(Some("ravi")).unwrap());
    room.put(question("q", 0), USUAL, SECOND);
    for member in [first, second, third] {
        room.answer(member, 0, SECOND).unwrap();
    }
    room.leave(third, SECOND);
    room.leave(second, SECOND);
    assert_eq!([room.join(Some("RAVI")), room.join(Some("Ravi"))], [Some(second), Some(third)]);
    room.leave(first, SECOND);
    room.leave(second, SECOND);
    assert_eq!(room.join(Some("Ravi")), Some(first));
}

#[test]
fn a_question_that_is_cut_off_counts_against_nobody_who_had_not_answered() {
    let (mut room, members) = room(2);
    // Whether its presenter has gone, or is done with the quiz.
    for ends in [Room::abandon, |room: &mut Room, now| room.set_quizzing(false, now)] {
        room.put(question("q", 0), USUAL, SECOND);
        room.answer(members[1], 0, SECOND).unwrap();
        let outcomes = ends(&mut room, 2 * SECOND);
        assert_eq!(outcomes.iter().map(|outcome| outcome.nickname.as_str()).collect::<Vec<_>>(), ["m2"]);
        assert!(matches!(room.stage(), Stage::Elsewhere));
    }
    room.put(question("q", 0), USUAL, SECOND);
    assert_eq!(room.abandon(SECOND + USUAL).len(), 2, "its time was out");
}

#[test]
fn a_full_room_forgets_who_left_before_it_refuses_anybody() {
    let (mut room, members) = room(MOST_MEMBERS);
    assert_eq!(room.join(None), None);
    room.put(question("q", 0), USUAL, SECOND);
    room.answer(members[7], 0, SECOND).unwrap();
    room.end(SECOND);
    room.leave(members[7], SECOND);
    assert_eq!(room.members().len(), MOST_MEMBERS);
    assert!(room.join(None).is_some() && room.member(members[7]).is_none());
}

/// What may happen to a room.
#[derive(Clone, Debug)]
enum Deed {
    Join(u8),
    Leave(usize),
    Put(usize, u64),
    Answer(usize, usize),
    End,
    Pass(u64),
    Quizzing(bool),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        2 => (0_u8..30).prop_map(Deed::Join),
        1 => (0_usize..40).prop_map(Deed::Leave),
        1 => (0_usize..4, 0_u64..200).prop_map(|(right, limit)| Deed::Put(right, limit)),
        8 => (0_usize..40, 0_usize..5).prop_map(|(who, option)| Deed::Answer(who, option)),
        1 => Just(Deed::End),
        2 => (0_u64..30_000).prop_map(Deed::Pass),
        1 => prop::bool::ANY.prop_map(Deed::Quizzing),
    ];
    prop::collection::vec(deed, 0..200)
}

proptest! {
    #[test]
    fn forty_answers_within_a_second_are_all_counted_once(
        order in Just((0..40_usize).collect::<Vec<_>>()).prop_shuffle(),
        options in prop::collection::vec(0_usize..4, 40),
        moments in prop::collection::vec(0_u64..1000, 40),
        again in prop::collection::vec((0_usize..40, 0_usize..4), 0..40),
        right in 0_usize..4,
    ) {
        let (mut room, members) = room(40);
        // Somebody who says nothing, or the last answer would end it.
        room.join(Some("silent"));
        room.put(question("q", right), USUAL, SECOND);
        let mut repeats = again.into_iter();
        for (at, moment) in order.iter().zip(moments) {
            let now = SECOND + Duration::from_millis(moment);
            prop_assert_eq!(room.answer(members[*at], options[*at], now), Ok(Vec::new()));
            if let Some((who, option)) = repeats.next() && round(&room).answer_of(members[who]).is_some() {
                prop_assert_eq!(room.answer(members[who], option, now), Err(AnswerRefusal::Answered));
            }
        }
        let count = |option: usize| options.iter().filter(|of| **of == option).count();
        prop_assert_eq!(round(&room).tally(), [0, 1, 2, 3].map(count));
        let outcomes = room.settle(SECOND + USUAL);
        prop_assert_eq!(outcomes.iter().filter(|outcome| outcome.answer.is_some()).count(), 40);
        prop_assert_eq!(outcomes.iter().filter(|outcome| outcome.is_right).count(), count(right));
        for member in &members {
            prop_assert_eq!(room.answer(*member, 0, SECOND + USUAL), Err(AnswerRefusal::TooLate));
        }
        prop_assert_eq!(round(&room).answered(), 40);
    }

    #[test]
    fn points_are_the_right_answers_that_were_told_whatever_happens(deeds in deeds()) {
        let mut room = Room::default();
        let (mut came, mut now) = (Vec::new(), SECOND);
        let mut told = Vec::new();
        for deed in deeds {
            let who = |at: usize| came.get(at % came.len().max(1)).copied();
            let before = room.members().to_vec();
            match deed {
                Deed::Join(name) => came.extend(room.join(Some(&format!("n{name}")))),
                Deed::Leave(at) => if let Some(id) = who(at) { told.extend(room.leave(id, now)) },
                Deed::Put(right, limit) => told.extend(room.put(question("q", right), Duration::from_secs(limit), now)),
                Deed::Answer(at, option) => if let Some(id) = who(at) {
                    let late = matches!(room.stage(), Stage::Asked(round) if round.left(now).is_zero());
                    let answered = room.answer(id, option, now);
                    prop_assert!(!late || answered.is_err(), "a late answer counts");
                    told.extend(answered.unwrap_or_default());
                },
                Deed::End => told.extend(room.end(now)),
                Deed::Pass(ms) => { now += Duration::from_millis(ms); told.extend(room.settle(now)) }
                Deed::Quizzing(is) => told.extend(room.set_quizzing(is, now)),
            }
            for member in before.iter().filter(|member| member.points > 0) {
                let after = room.member(member.id).map(|after| after.points);
                prop_assert!(after >= Some(member.points), "{member:?} lost points: {after:?}");
            }
            if let Stage::Asked(round) | Stage::Told(round) = room.stage() {
                prop_assert_eq!(round.tally().iter().sum::<usize>(), round.answered());
            }
        }
        for member in room.members() {
            let right = told.iter().filter(|outcome| outcome.is_right && outcome.nickname == member.nickname).count();
            prop_assert_eq!(usize::try_from(member.points).unwrap(), right);
        }
        let places = board(&room);
        prop_assert_eq!(places.len(), room.members().len());
        for place in &places {
            let better = room.members().iter().filter(|member| member.points > place.member.points).count();
            prop_assert_eq!(place.rank, better + 1);
        }
    }
}
