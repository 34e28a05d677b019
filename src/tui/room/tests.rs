//! What holds of a room that many sessions share.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ratatui::buffer::Buffer;

use super::*;
use crate::data::bundled;
use crate::study::room::round::AnswerRefusal;
use crate::tui::theme::Theme;

fn counting() -> (Wake, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counts = Arc::clone(&count);
    (Arc::new(move || _ = counts.fetch_add(1, Ordering::SeqCst)), count)
}

fn silent() -> Wake {
    Arc::new(|| ())
}

#[test]
fn forty_threads_answer_at_once_and_each_is_counted_and_kept_once() {
    let dataset = bundled::dataset().unwrap();
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keeps = Arc::clone(&kept);
    let results: Results = Box::new(move |outcomes| keeps.lock().unwrap().extend(outcomes.to_vec()));
    let hall = Hall::new(7, Some(results));
    let presenter = hall.present(silent(), Duration::ZERO);
    let seats: Vec<Seat> = (0..40).map(|at| hall.follow(Some(&format!("m{at}")), silent()).unwrap()).collect();
    presenter.look(Duration::ZERO);
    assert!(presenter.put_next(&dataset, None));
    thread::scope(|scope| {
        for (at, seat) in seats.iter().enumerate() {
            scope.spawn(move || {
                seat.look(Duration::from_millis(500));
                assert!(seat.answer(1, at % 4).is_ok());
                assert!(seat.answer(1, at % 3).is_err());
            });
        }
    });
    presenter.look(Duration::from_secs(1));
    let sight = presenter.sight();
    let Stage::Told(round) = sight.room.stage() else { panic!("all have answered") };
    assert_eq!((round.tally(), kept.lock().unwrap().len()), ([10; 4], 40));
}

#[test]
fn there_is_one_presenter_at_a_time_and_their_leaving_is_heard() {
    let (wake, woken) = counting();
    let hall = Hall::new(7, None);
    let follower = hall.follow(None, wake).unwrap();
    let presenter = hall.present(silent(), Duration::ZERO);
    assert!(follower.look(Duration::ZERO) && follower.sight().has_presenter);
    let before = woken.load(Ordering::SeqCst);
    presenter.set_quizzing(true);
    drop(presenter);
    assert_eq!(woken.load(Ordering::SeqCst), before + 2);
    assert!(follower.look(Duration::ZERO) && !follower.sight().has_presenter);
    assert!(matches!(follower.sight().room.stage(), Stage::Elsewhere), "the quiz goes with them");
}

#[test]
fn the_seat_of_a_presenter_is_taken_over_and_the_old_one_changes_nothing() {
    let dataset = bundled::dataset().unwrap();
    let (wake, woken) = counting();
    let hall = Hall::new(7, None);
    let follower = hall.follow(None, silent()).unwrap();
    let old = hall.present(wake, Duration::ZERO);
    assert!(old.put_next(&dataset, None) && !old.is_taken_over());
    let before = woken.load(Ordering::SeqCst);
    let new = hall.present(silent(), Duration::ZERO);
    assert_eq!(woken.load(Ordering::SeqCst), before + 1);
    assert!(old.look(Duration::ZERO) && old.is_taken_over() && !new.is_taken_over());
    let theme = Theme::named("dark", crate::tui::theme::Depth::True).unwrap();
    old.put_next(&dataset, None);
    old.share(vec![SharedFrame::new(Buffer::with_lines(["old", "hints"]), None, &theme)]);
    drop(old);
    follower.look(Duration::ZERO);
    let sight = follower.sight();
    assert!(sight.has_presenter && sight.frame.is_none() && matches!(sight.room.stage(), Stage::Elsewhere));
    assert_eq!(sight.room.was_put().len(), 1);
}

#[test]
fn a_key_meant_for_one_question_does_not_answer_the_next() {
    let dataset = bundled::dataset().unwrap();
    let hall = Hall::new(7, None);
    let (follower, _other) = (hall.follow(None, silent()).unwrap(), hall.follow(None, silent()).unwrap());
    let presenter = hall.present(silent(), Duration::ZERO);
    presenter.put_next(&dataset, None);
    presenter.end();
    presenter.put_next(&dataset, None);
    assert_eq!(follower.answer(1, 0), Err(AnswerRefusal::Another));
    assert_eq!(follower.answer(2, 0), Ok(()));
}

#[test]
fn who_follows_changes_nothing_but_their_answer() {
    let dataset = bundled::dataset().unwrap();
    let hall = Hall::new(7, None);
    let presenter = hall.present(silent(), Duration::ZERO);
    let follower = hall.follow(None, silent()).unwrap();
    follower.set_quizzing(true);
    follower.put_next(&dataset, None);
    let theme = Theme::named("dark", crate::tui::theme::Depth::True).unwrap();
    follower.share(vec![SharedFrame::new(Buffer::default(), None, &theme)]);
    presenter.look(Duration::ZERO);
    let sight = presenter.sight();
    assert!(matches!(sight.room.stage(), Stage::Elsewhere) && sight.frame.is_none());
    assert!(presenter.answer(1, 0).is_err());
}

#[test]
fn the_same_frame_is_shared_once_and_wakes_nobody_while_a_question_is_asked() {
    let dataset = bundled::dataset().unwrap();
    let (wake, woken) = counting();
    let hall = Hall::new(7, None);
    let follower = hall.follow(None, wake).unwrap();
    let presenter = hall.present(silent(), Duration::ZERO);
    let theme = Theme::named("dark", crate::tui::theme::Depth::True).unwrap();
    let before = woken.load(Ordering::SeqCst);
    let share = |line: &str| presenter.share(vec![SharedFrame::new(Buffer::with_lines([line, "hints"]), None, &theme)]);
    share("one");
    share("one");
    assert_eq!(woken.load(Ordering::SeqCst), before + 1);
    presenter.put_next(&dataset, None);
    let before = woken.load(Ordering::SeqCst);
    share("two");
    assert_eq!(woken.load(Ordering::SeqCst), before);
    drop(follower);
}

#[test]
fn whoever_sees_it_on_a_smaller_screen_has_it_drawn_for_that_and_only_they_are_told() {
    let hall = Hall::new(7, None);
    let (wake, woken) = counting();
    let presenter = hall.present(wake, Duration::ZERO);
    let (small_wake, small_woken) = counting();
    let (large, small) = (hall.follow(None, silent()).unwrap(), hall.follow(None, small_wake).unwrap());
    let theme = Theme::named("dark", crate::tui::theme::Depth::True).unwrap();
    let (own, other) = (Size::new(120, 40), Size::new(60, 16));
    let frame = |size: Size, sign: &str| {
        let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, size.width, size.height));
        buffer.set_string(0, 0, sign, ratatui::style::Style::default());
        SharedFrame::new(buffer, None, &theme)
    };
    presenter.share(vec![frame(own, "a")]);
    let before = woken.load(Ordering::SeqCst);
    large.see_at(Some(own));
    assert_eq!((woken.load(Ordering::SeqCst), presenter.sizes(own)), (before, Some(Vec::new())), "there is room");
    small.see_at(Some(other));
    assert_eq!((woken.load(Ordering::SeqCst), presenter.sizes(own)), (before + 1, Some(vec![other])));
    presenter.look(Duration::ZERO);
    assert!(presenter.is_to_be_drawn());
    presenter.share(vec![frame(own, "a"), frame(other, "a")]);
    presenter.look(Duration::ZERO);
    assert!(!presenter.is_to_be_drawn());
    large.look(Duration::ZERO);
    assert!(small.look(Duration::ZERO));
    let size = |seat: &Seat| seat.sight().frame.map(|frame| frame.size());
    assert_eq!((size(&large), size(&small)), (Some(own), Some(other)));
    let told = small_woken.load(Ordering::SeqCst);
    presenter.share(vec![frame(own, "b"), frame(other, "a")]);
    assert_eq!(small_woken.load(Ordering::SeqCst), told + 1);
    assert!(large.look(Duration::ZERO) && !small.look(Duration::ZERO), "what did not change is not drawn again");
    small.see_at(None);
    presenter.look(Duration::ZERO);
    assert!(presenter.is_to_be_drawn(), "what nobody sees is drawn no longer");
    drop(small);
    assert_eq!(presenter.sizes(own), Some(Vec::new()));
    presenter.set_quizzing(true);
    assert_eq!(presenter.sizes(own), None, "who is asked something does not see it");
}
