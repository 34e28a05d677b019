//! A movement key that is held, and a word that is typed: the list follows at once, and the record after a rest.

use std::collections::VecDeque;
use std::time::Duration;

use maitri::term::session::{Session, SessionOptions};
use maitri::tui::action::Effect;
use maitri::tui::app::App;
use maitri::tui::context::Context;
use maitri::tui::reader::Reader;
use maitri::tui::theme::{Depth, Theme};
use maitri::view::tab::Tab;

use super::{OPTIONS, SIZE, Seat, WIDE, ms, reader, terminal};
use crate::harness::{Player, frozen};

const DOWN: &[u8] = b"\x1b[B";
/// As keyboards repeat a key.
const REPEAT: Duration = Duration::from_millis(33);
/// The first column of the record, beside the list.
const RECORD: usize = 46;

/// The rows of a seat's terminal: what stands left of the record, and the record.
fn parts(rows: &[String]) -> (Vec<String>, Vec<String>) {
    rows.iter()
        .map(|row| {
            let (list, record): (Vec<_>, Vec<_>) = row.chars().enumerate().partition(|(column, _)| *column < RECORD);
            let text = |part: Vec<(usize, char)>| part.into_iter().map(|(_, sign)| sign).collect::<String>();
            (text(list).trim_end().to_owned(), text(record).trim_end().to_owned())
        })
        .unzip()
}

fn after(keys: &str) -> (Vec<String>, Vec<String>) {
    parts(&Player::after(keys, (SIZE.width, SIZE.height)).rows())
}

/// A seat at the first record, where a key is pressed, held until it repeats, and has repeated so often.
fn holding(reader: &Reader, repeats: usize) -> Seat<'_> {
    holding_with(reader, &OPTIONS, repeats)
}

fn holding_with<'a>(reader: &'a Reader, options: &SessionOptions, repeats: usize) -> Seat<'a> {
    let mut seat = Seat::take(reader, options);
    for (key, time) in [(&b"g"[..], 1000), (DOWN, 400), (DOWN, 33)] {
        seat.send(key);
        seat.pass(ms(time));
    }
    for _ in 0..repeats {
        seat.send(DOWN);
        seat.pass(REPEAT);
    }
    seat
}

#[test]
fn while_a_key_is_held_the_list_follows_at_once_and_the_record_after_a_rest() {
    let reader = reader();
    let mut seat = holding(&reader, 0);
    seat.expect("gjj");
    let (_, record) = parts(&seat.rows());
    for repeats in 1..=5 {
        seat.send(DOWN);
        let (list, shown) = parts(&seat.rows());
        assert_eq!(list, after(&format!("gjj{}", "j".repeat(repeats))).0, "after {repeats}");
        // The rows of the whole width show what the list has.
        assert_eq!(shown.get(2..22), record.get(2..22), "after {repeats}");
        assert_eq!(seat.session.deadline(), Some(seat.now + ms(80)));
        seat.pass(REPEAT);
    }
    seat.pass(ms(80).saturating_sub(REPEAT));
    seat.expect("gjjjjjjj");
    assert_eq!(seat.session.deadline(), None, "nothing runs while nobody types");
}

/// Holds a key over a line that takes so long to carry a frame, during which nothing is heard; tells how often the
/// record was drawn anew.
fn hold_over(seat: &mut Seat<'_>, line: Duration, repeat: Duration, count: u32) -> usize {
    let mut coming: VecDeque<Duration> = (0..count).map(|number| seat.now + repeat * number).collect();
    let record = |seat: &Seat<'_>| parts(&seat.rows()).1.get(2..22).map(<[String]>::to_vec);
    let (mut drawn, mut before) = (0, record(seat));
    while let Some(next) = coming.front().copied() {
        let due = seat.session.deadline().map_or(next, |due| due.min(next));
        seat.now = seat.now.max(due);
        let came: Vec<Duration> = coming.iter().copied().take_while(|at| *at <= seat.now).collect();
        coming.drain(..came.len());
        let bytes = seat.sent.len();
        if came.is_empty() {
            seat.session.wake(super::at(seat.now));
        } else {
            seat.session.feed_late(came.iter().map(|at| (DOWN, *at)), super::at(seat.now));
        }
        seat.rest();
        if seat.sent.len() > bytes {
            seat.now += line;
        }
        let after = record(seat);
        drawn += usize::from(after != before);
        before = after;
    }
    drawn
}

#[test]
fn over_a_thin_line_a_key_held_is_one_however_long_a_frame_takes() {
    let reader = reader();
    for (line, repeat) in [(0, 90), (0, 120), (100, 33), (150, 90), (300, 33), (700, 33)] {
        let mut seat = Seat::take(&reader, &OPTIONS);
        for (key, time) in [(&b"g"[..], 1000), (DOWN, 400), (DOWN, repeat)] {
            seat.send(key);
            seat.pass(ms(time));
        }
        let drawn = hold_over(&mut seat, ms(line), ms(repeat), 15);
        // What has rested by the time the last frame has come is drawn whole then.
        assert!(drawn <= 1, "{line} ms a frame, every {repeat} ms: {drawn} times");
        seat.pass(ms(200));
        seat.expect(&format!("gjj{}", "j".repeat(15)));
    }
}

#[test]
fn a_lone_step_that_came_while_a_frame_was_on_its_way_is_drawn_whole_at_once() {
    let reader = reader();
    let mut seat = holding(&reader, 0);
    for steps in 1..=3 {
        let came = seat.now + ms(200);
        seat.now += ms(230);
        seat.session.feed_late([(DOWN, came)], super::at(seat.now));
        seat.rest();
        seat.expect(&format!("gjj{}", "j".repeat(steps)));
    }
}

#[test]
fn steps_one_by_one_are_drawn_whole_at_once() {
    let reader = reader();
    let mut seat = holding(&reader, 0);
    for steps in 1..=4 {
        seat.pass(ms(121));
        seat.send(DOWN);
        seat.expect(&format!("gjj{}", "j".repeat(steps)));
    }
}

#[test]
fn what_waits_is_drawn_before_anything_else_is_heard() {
    let reader = reader();
    for (bytes, keys) in [(&b"\x1b[A"[..], "k"), (b"\r", "<enter>"), (b"2", "2"), (b"?", "?")] {
        let mut seat = holding(&reader, 3);
        let before = seat.sent.len();
        seat.session.feed(bytes, super::at(seat.now));
        seat.carry();
        let (_, record) = parts(&seat.rows());
        assert_eq!(record.get(2..22), after("gjjjjj").1.get(2..22), "before {keys}");
        assert!(seat.sent.len() > before);
        seat.rest();
        seat.expect(&format!("gjjjjj{keys}"));
    }
}

#[test]
fn a_click_on_a_record_that_is_drawn_only_then_does_nothing() {
    let reader = reader();
    let mouse = SessionOptions { mouse: true, ..OPTIONS };
    let mut player = Player::after("gjjjjj", (SIZE.width, SIZE.height));
    let whole = player.rows();
    let cells = (3..20).flat_map(|row| (50..76).map(move |column| (column, row)));
    let (column, row) =
        cells.into_iter().find(|(column, row)| player.click(*column, *row) != Effect::Nothing).expect("a place");
    assert_ne!(player.rows(), whole, "something is done there");
    let click = format!("\x1b[<0;{};{}M", column + 1, row + 1);
    let mut seat = holding_with(&reader, &mouse, 3);
    seat.send(click.as_bytes());
    assert_eq!(seat.rows(), whole);
    // Now it is seen what is clicked on.
    seat.pass(ms(500));
    seat.send(click.as_bytes());
    assert_eq!(seat.rows(), player.rows());
    // In the list it is about what showed already.
    let click = |seat: &mut Seat<'_>| seat.send(b"\x1b[<0;10;6M");
    let (mut waiting, mut resting) = (holding_with(&reader, &mouse, 3), holding_with(&reader, &mouse, 3));
    resting.pass(ms(500));
    click(&mut waiting);
    click(&mut resting);
    assert_eq!(waiting.rows(), resting.rows());
}

#[test]
fn what_waits_is_drawn_at_another_size_and_where_all_is_drawn_anew() {
    let reader = reader();
    let mut seat = holding(&reader, 3);
    seat.session.resume(SIZE);
    seat.rest();
    seat.expect("gjjjjj");
    seat.pass(ms(500));
    seat.expect("gjjjjj");
}

#[test]
fn a_key_held_at_the_end_of_a_list_does_not_keep_the_record_waiting() {
    let reader = reader();
    let mut seat = Seat::take(&reader, &OPTIONS);
    for key in [&b"G"[..], b"k", b"k"] {
        seat.send(key);
        seat.pass(ms(500));
    }
    // Two steps lead to the end; the others nowhere.
    for _ in 0..5 {
        seat.send(DOWN);
        seat.pass(REPEAT);
    }
    seat.expect("Gkkjj");
}

#[test]
fn a_held_step_is_short() {
    let reader = Reader::new(Theme::named("dark", Depth::True).expect("a theme"));
    let mut seat = holding(&reader, 2);
    let before = seat.sent.len();
    seat.send(DOWN);
    let held = seat.sent.len() - before;
    seat.pass(ms(80));
    let record = seat.sent.len() - before - held;
    assert!(held < 500 && record > held, "{held} and then {record}");
}

/// Where the finder's preview begins.
const PREVIEW: usize = 62;

/// What stands in the rows of a wide screen, left of the preview and in it.
fn found(rows: &[String]) -> (Vec<String>, Vec<String>) {
    let parts = rows.iter().skip(2).take(21).map(|row| {
        let at = row.char_indices().nth(PREVIEW).map_or(row.len(), |(at, _)| at);
        let (left, right) = row.split_at(at);
        (left.trim_end().to_owned(), right.trim_end().to_owned())
    });
    parts.unzip()
}

/// The rows of the finder above its hits, and those of the hits that follow every letter.
const BEST: usize = 2 + 12;

fn found_after(keys: &str) -> (Vec<String>, Vec<String>) {
    found(&Player::after(keys, (WIDE.width, WIDE.height)).rows())
}

/// A seat at the open finder on a wide screen.
fn finding(reader: &Reader) -> Seat<'_> {
    finding_with(reader, &OPTIONS)
}

fn finding_with<'a>(reader: &'a Reader, options: &SessionOptions) -> Seat<'a> {
    let app = App::new(Context::new(frozen(), reader), Tab::default());
    let session = Session::new(app, WIDE, options).expect("a session");
    let mut seat = Seat { session, terminal: terminal(WIDE), now: Duration::ZERO, sent: Vec::new() };
    seat.rest();
    seat.send(b" ");
    seat.pass(ms(700));
    seat
}

/// Whether nothing stands in a row of the finder.
fn is_empty(row: &str) -> bool {
    row.chars().all(|sign| matches!(sign, '│' | ' '))
}

#[test]
fn while_a_word_is_typed_the_best_hits_follow_at_once_and_the_others_and_the_preview_after_a_pause() {
    let reader = reader();
    for apart in [60, 140, 200, 249] {
        let mut seat = finding(&reader);
        let (mut typed, mut first) = ("<space>".to_owned(), Vec::new());
        let (mut shown, mut has_waited) = (Vec::new(), false);
        for (number, letter) in "harbour".chars().enumerate() {
            if number > 0 {
                seat.pass(ms(apart));
            }
            seat.send(letter.encode_utf8(&mut [0; 4]).as_bytes());
            typed.push(letter);
            let (hits, preview) = found(&seat.rows());
            let (wanted, told) = found_after(&typed);
            if number == 0 {
                assert_eq!((&hits, &preview), (&wanted, &told), "the first letter is a lone one");
                first = preview;
            } else {
                assert_eq!(hits[..BEST], wanted[..BEST], "{typed}, {apart} ms apart");
                for (row, text) in wanted.iter().enumerate().skip(BEST) {
                    // How far the hits go shows at once.
                    let expected = if is_empty(text) { text } else { &shown[row] };
                    assert_eq!(&hits[row], expected, "{typed}, {apart} ms apart");
                }
                has_waited |= hits != wanted;
                assert_eq!(preview, first, "{typed}, {apart} ms apart");
            }
            shown = hits;
        }
        assert!(has_waited, "some of the hits had something to wait with");
        seat.pass(ms(249));
        assert_eq!(found(&seat.rows()).1, first);
        seat.pass(ms(1));
        assert_eq!(found(&seat.rows()), found_after(&typed));
        assert_ne!(found(&seat.rows()).1, first, "it had something to wait with");
        assert_eq!(seat.session.deadline(), None, "nothing runs while nobody types");
    }
}

#[test]
fn of_letters_that_are_heard_at_once_the_last_tells_when_one_pauses() {
    let reader = reader();
    let mut seat = finding(&reader);
    seat.send(b"h");
    let (first, began) = (found(&seat.rows()).1, seat.now);
    seat.now += ms(520);
    // They came while a frame was on its way.
    let letters = [(&b"a"[..], 100), (b"r", 300), (b"b", 500)];
    seat.session.feed_late(letters.map(|(letter, after)| (letter, began + ms(after))), super::at(seat.now));
    seat.rest();
    assert_eq!(found(&seat.rows()).1, first, "the word goes on");
    assert_eq!(seat.session.deadline(), Some(began + ms(750)));
    // The next is no further from the last of them than letters of one word are.
    seat.now = began + ms(740);
    seat.send(b"o");
    assert_eq!(found(&seat.rows()).1, first);
    seat.pass(ms(250));
    assert_eq!(found(&seat.rows()), found_after("<space>harbo"));
}

#[test]
fn letters_one_by_one_are_drawn_whole_at_once() {
    let reader = reader();
    let mut seat = finding(&reader);
    let mut typed = "<space>".to_owned();
    for letter in "harbour".chars() {
        seat.pass(ms(251));
        seat.send(letter.encode_utf8(&mut [0; 4]).as_bytes());
        typed.push(letter);
        assert_eq!(found(&seat.rows()), found_after(&typed), "{typed}");
    }
}

#[test]
fn who_types_and_steps_on_sees_the_preview_first_and_who_leaves_does_not_wait_for_it() {
    let reader = reader();
    let typing = || {
        let mut seat = finding(&reader);
        for letter in [&b"h"[..], b"a", b"r", b"b"] {
            seat.send(letter);
            seat.pass(ms(100));
        }
        seat
    };
    let preview = found_after("<space>harb").1;
    let mut seat = typing();
    assert_ne!(found(&seat.rows()).1, preview);
    seat.session.feed(DOWN, super::at(seat.now));
    seat.carry();
    assert_eq!(found(&seat.rows()).1, preview, "a step may be about it");
    seat.rest();
    assert_eq!(found(&seat.rows()), found_after("<space>harb<down>"));
    let mut seat = typing();
    let before = seat.sent.len();
    seat.send(b"\r");
    assert_eq!(seat.sent[before..].windows(8).filter(|bytes| bytes == b"\x1b[?2026h").count(), 1, "one frame");
    assert_eq!(found(&seat.rows()), found_after("<space>harb<enter>"));
}

/// A seat where a word is typed whose hits are many.
fn typing_of_many(reader: &Reader) -> Seat<'_> {
    let mut seat = finding_with(reader, &SessionOptions { mouse: true, ..OPTIONS });
    for (letter, time) in [(&b"i"[..], 100), (b"n", 100), (b"d", 100)] {
        seat.send(letter);
        seat.pass(ms(time));
    }
    seat
}

#[test]
fn a_click_on_a_hit_that_is_drawn_only_then_does_nothing() {
    let reader = reader();
    let (whole, part) = (found_after("<space>ind").0, found(&typing_of_many(&reader).rows()).0);
    let row = (BEST..whole.len()).find(|row| !is_empty(&whole[*row]) && whole[*row] != part[*row]).expect("one waits");
    // The rows of the finder begin in the third of the screen, and terminals count from 1.
    let click = format!("\x1b[<0;10;{}M", row + 3);
    let mut seat = typing_of_many(&reader);
    seat.send(click.as_bytes());
    assert_eq!(found(&seat.rows()), found_after("<space>ind"), "now it is seen what is clicked on");
    seat.pass(ms(500));
    seat.send(click.as_bytes());
    assert_ne!(found(&seat.rows()).0, whole, "the record is open");
    // The best hits are what they were.
    let mut seat = typing_of_many(&reader);
    seat.send(b"\x1b[<0;10;6M");
    assert_ne!(found(&seat.rows()).0, whole, "the record is open");
}

#[test]
fn a_click_on_a_hit_that_was_never_drawn_does_nothing_though_nothing_waits_any_more() {
    let reader = reader();
    let seat = || {
        let mut seat = finding_with(&reader, &SessionOptions { mouse: true, ..OPTIONS });
        seat.send(b"i");
        seat.pass(ms(100));
        seat.send(b"n");
        seat
    };
    let (whole, part) = (found_after("<space>ind").0, found(&seat().rows()).0);
    let row = (BEST..whole.len()).find(|row| !is_empty(&whole[*row]) && whole[*row] != part[*row]).expect("one waits");
    let click = format!("\x1b[<0;10;{}M", row + 3);
    let mut seat = seat();
    // The frame takes its time. The next letter comes so late that it is a lone one, and no frame comes before the
    // click.
    let began = seat.now;
    seat.now += ms(400);
    let late = [(&b"d"[..], began + ms(300)), (click.as_bytes(), began + ms(350))];
    seat.session.feed_late(late, super::at(seat.now));
    seat.rest();
    assert_eq!(found(&seat.rows()), found_after("<space>ind"), "now it is seen what is clicked on");
    seat.pass(ms(500));
    seat.send(click.as_bytes());
    assert_ne!(found(&seat.rows()).0, whole, "the record is open");
}
