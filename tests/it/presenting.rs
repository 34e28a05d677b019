//! A presenter and those who follow: the screen that is seen by all, leaving it and coming back, and the questions put
//! to the room. Each plays in memory; what carries it over a network is not here.

#[cfg(unix)]
mod over_ssh;

use std::sync::Arc;
use std::time::Duration;

use maitri::clock::Now;
use maitri::term::session::{Ended, Session, SessionOptions};
use maitri::term::visit::Limits;
use maitri::tui::action::Effect;
use maitri::tui::app::App;
use maitri::tui::context::Context;
use maitri::tui::reader::Reader;
use maitri::tui::room::{Hall, Seat, Wake};
use maitri::tui::theme::{Depth, Theme};
use maitri::view::tab::Tab;
use ratatui::style::{Color, Modifier};

use crate::harness::{ASCII, DARK, LIGHT, Look, MONO, NOON, Player, Size, TRUE, frozen};

const CLASSIC: Size = (80, 24);
/// Every size a screen is pictured at, from the smallest.
const SIZES: [Size; 4] = [(40, 10), (60, 16), (80, 24), (120, 40)];

fn silent() -> Wake {
    Arc::new(|| ())
}

/// A room with a presenter and some who follow, none of whom is told the time unless a test does.
struct Class {
    hall: Arc<Hall>,
    presenter: Option<Player>,
    followers: Vec<Player>,
}

impl Class {
    fn new(look: Look, size: Size) -> Self {
        let hall = Hall::new(3, None);
        let seat = hall.present(silent(), Duration::ZERO);
        let presenter = Some(Player::seated(seat, look, size));
        Self { hall, presenter, followers: Vec::new() }
    }

    fn seat(&self, nickname: &str) -> Seat {
        self.hall.follow(Some(nickname), silent()).expect("there is room")
    }

    fn joins(&mut self, nickname: &str, look: Look, size: Size) {
        let player = Player::seated(self.seat(nickname), look, size);
        self.followers.push(player);
        self.rest(Duration::ZERO);
    }

    fn presenter(&mut self) -> &mut Player {
        self.presenter.as_mut().expect("somebody presents")
    }

    /// The presenter presses keys, and all hear of it.
    fn presents(&mut self, keys: &str) {
        self.presenter().press(keys);
        self.rest(Duration::ZERO);
    }

    /// A follower presses keys, and all hear of it.
    fn presses(&mut self, follower: usize, keys: &str) -> Effect {
        let effect = self.followers[follower].press(keys);
        self.rest(Duration::ZERO);
        effect
    }

    /// All are told the time, so much later; and again, until each has heard what the others did by that.
    fn rest(&mut self, time: Duration) {
        for time in [time, Duration::ZERO, Duration::ZERO] {
            for player in self.presenter.iter_mut().chain(&mut self.followers) {
                player.pass(time);
            }
        }
    }

    #[track_caller]
    fn sees(&self, follower: usize, text: &str) {
        let player = &self.followers[follower];
        assert!(player.text().contains(text), "{text}:\n{}", player.text());
    }

    #[track_caller]
    fn does_not_see(&self, follower: usize, text: &str) {
        let player = &self.followers[follower];
        assert!(!player.text().contains(text), "{text}:\n{}", player.text());
    }
}

fn picture(name: &str, player: &Player, size: Size) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_suffix(format!("{}x{}", size.0, size.1));
    settings.bind(|| insta::assert_snapshot!(name, player.picture()));
}

#[test]
fn who_follows_sees_the_presenters_screen_but_for_its_hints() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.presents("2jj<enter>");
    let shown = class.presenter().rows();
    let seen = class.followers[0].rows();
    assert_eq!(seen[..23], shown[..23]);
    assert_ne!(seen[23], shown[23]);
    assert!(seen[23].contains("the presenter’s screen") && seen[23].contains("explore"), "{}", seen[23]);
    assert_eq!(class.followers[0].cursor(), class.presenter().cursor());
}

/// Keys that lead somewhere by what is selected, not by how much fits.
const WAYS: [&str; 20] = [
    "0",
    "1jjj",
    "1GG",
    "2jj",
    "2jj<enter>",
    "2/seeds",
    "2f",
    "3",
    "3<enter>",
    "4j<enter><tab>",
    "5",
    "<space>harbour",
    "2jL",
    "5v",
    "5vj",
    "3<enter>j<left>",
    "3<enter><left>t",
    "T",
    "T<right>",
    "T<right><right>",
];

#[test]
fn who_follows_on_another_screen_sees_what_shows_as_it_is_there() {
    for keys in WAYS {
        let mut class = Class::new(DARK, (120, 40));
        let sizes = [(60, 16), (80, 24), (100, 30), (40, 10)];
        for size in sizes {
            class.joins("Asha", DARK, size);
        }
        class.presents(keys);
        for (follower, size) in sizes.into_iter().enumerate() {
            let mut there = Class::new(DARK, size);
            there.presents(keys);
            let (rows, seen) = (there.presenter().rows(), class.followers[follower].rows());
            let last = usize::from(size.1) - 1;
            // Where a step leads beyond the edge of a list, that goes on by half of it: but here nothing was beyond it.
            if size.1 > 10 {
                assert_eq!(seen[..last], rows[..last], "{keys} at {size:?}");
                assert_eq!(class.followers[follower].cursor(), there.presenter().cursor(), "{keys} at {size:?}");
            }
            class.does_not_see(follower, "part of");
            class.sees(follower, if size.0 < 60 { "Esc explore" } else { "the presenter’s screen" });
        }
    }
}

#[test]
fn who_follows_a_paper_reads_the_question_as_long_as_its_presenter_does() {
    let mut class = Class::new(DARK, (80, 24));
    let sizes = [(40, 10), (40, 12), (60, 12)];
    for size in sizes {
        class.joins("Asha", DARK, size);
    }
    let mut there: Vec<Class> = sizes.iter().map(|size| Class::new(DARK, *size)).collect();
    // Nobody pages, for how far that goes is a matter of the size.
    for keys in ["6<end><up><up><enter>", "<right>", "<down>", "<right>", "<right>", "<down>", "<up>", "<right>"] {
        class.presents(keys);
        for (follower, size) in sizes.into_iter().enumerate() {
            there[follower].presents(keys);
            let (rows, seen) = (there[follower].presenter().rows(), class.followers[follower].rows());
            let last = usize::from(size.1) - 1;
            assert_eq!(seen[..last], rows[..last], "{keys} at {size:?}");
        }
    }
}

#[test]
fn a_screen_with_room_for_one_pane_says_that_the_presenter_sees_more() {
    let mut class = Class::new(DARK, (120, 40));
    class.joins("Asha", DARK, (60, 16));
    class.joins("Kenji", DARK, (80, 24));
    for (keys, has_more) in [("1", true), ("3", true), ("<enter>", false), ("0", false)] {
        class.presents(keys);
        class.sees(0, "the presenter’s screen");
        assert_eq!(
            class.followers[0].text().contains("one pane of"),
            has_more,
            "{keys}: {}",
            class.followers[0].text()
        );
        class.does_not_see(1, "one pane of");
    }
}

/// What a presenter does.
type Act = fn(&mut Player);

#[test]
fn what_a_presenter_does_to_a_chart_beside_the_list_is_seen_where_one_pane_has_room() {
    let mut class = Class::new(DARK, (120, 40));
    class.joins("Asha", DARK, (60, 16));
    let title = |class: &Class| class.followers[0].rows()[2].clone();
    class.presents("3");
    let list = title(&class);
    let acts = [("<left>", true), ("<left>", true), ("<down>", false), ("t", true), ("t<up>", false)];
    // At the last period and at the first a key that leads farther changes nothing, and nothing of the chart is seen.
    // What is drawn next, here the help, does not show the chart either.
    let ends = ["<right>", "<left>"].map(|key| [format!("{}13", key.repeat(99)), format!("{key}?<esc>")]);
    let at_ends = ends.iter().flatten().map(|keys| (keys.as_str(), false));
    let acts = acts.into_iter().chain(at_ends);
    for (keys, is_chart) in acts {
        class.presents(keys);
        assert_eq!(title(&class) != list, is_chart, "{keys}: {}", class.followers[0].text());
        class.sees(0, "one pane of");
    }
    assert!(class.presenter().text().contains("Figures"), "the presenter’s keys still go to the list");
    // The same by mouse, and where the tab was left meanwhile.
    let acts: [(&str, Act, bool); 6] = [
        ("a row is clicked", |presenter| _ = presenter.click(10, 8), false),
        ("the wheel is turned over the list", |presenter| _ = presenter.wheel(10, 8, false), false),
        ("the wheel is turned over the chart", |presenter| _ = presenter.wheel(80, 15, false), true),
        ("the tab is left", |presenter| _ = presenter.press("13"), false),
        ("the overview is looked at", |presenter| _ = presenter.press("03"), false),
        ("the chart is clicked", |presenter| _ = presenter.click(80, 15), true),
    ];
    let mut seen = Vec::new();
    for (act, does, _) in acts {
        class.presents("3<home><right><left>");
        assert_ne!(title(&class), list);
        does(class.presenter());
        class.rest(Duration::ZERO);
        seen.push((act, title(&class) != list));
    }
    assert_eq!(seen, acts.map(|(act, _, is_chart)| (act, is_chart)));
}

#[test]
fn nothing_changes_for_a_presenter_who_is_followed_on_smaller_screens() {
    let (mut followed, mut alone) = (Class::new(DARK, (120, 40)), Class::new(DARK, (120, 40)));
    for size in [(60, 16), (80, 24), (90, 12), (40, 10)] {
        followed.joins("Asha", DARK, size);
    }
    // What is said on coming goes with the first key.
    for key in ["1"].into_iter().chain(WAYS).chain([
        "<esc>1<pgdn><pgdn><enter><pgdn>",
        "<tab><tab><down><c-u>",
        "<esc>6",
        "<down><down><enter>",
        "<esc><esc>3<enter><right><right>t<pgdn>",
        "<esc><esc>5v",
        "?<pgdn>",
        "<esc>:the",
    ]) {
        for class in [&mut followed, &mut alone] {
            class.presents(key);
        }
        assert_eq!(followed.presenter().rows(), alone.presenter().rows(), "after {key}");
        assert_eq!(followed.presenter().cursor(), alone.presenter().cursor(), "after {key}");
    }
}

#[test]
fn whoever_goes_to_explore_has_nothing_drawn_for_them_and_who_comes_back_has_again() {
    let mut class = Class::new(DARK, (120, 40));
    class.joins("Asha", DARK, (60, 16));
    class.presses(0, "<esc>");
    class.presents("2j");
    class.presses(0, "R");
    class.does_not_see(0, "part of");
    class.followers[0].resize((80, 24));
    class.rest(Duration::ZERO);
    class.does_not_see(0, "part of");
    let presenter = class.presenter().rows();
    class.presenter().resize((50, 12));
    class.rest(Duration::ZERO);
    class.sees(0, "the presenter’s screen");
    class.presenter().resize((120, 40));
    class.rest(Duration::ZERO);
    assert_eq!(class.presenter().rows(), presenter);
}

#[test]
fn each_sees_it_in_their_own_colours() {
    let mut class = Class::new(TRUE, CLASSIC);
    for look in [MONO, LIGHT, ASCII, TRUE] {
        class.joins("Asha", look, CLASSIC);
    }
    class.presents("2j");
    let colours = |player: &Player| {
        let cells = &player.buffer().content;
        let is_fine = |colour: Color| matches!(colour, Color::Rgb(..) | Color::Indexed(_));
        let plain = cells.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset);
        (plain, cells.iter().any(|cell| is_fine(cell.fg) || is_fine(cell.bg)))
    };
    let [mono, light, ascii, fine] = &class.followers[..] else { panic!("four follow") };
    assert_eq!([mono, light, ascii, fine].map(colours), [(true, false), (false, false), (false, false), (false, true)]);
    let is_reversed = |cell: &ratatui::buffer::Cell| cell.modifier.contains(Modifier::REVERSED);
    assert!(mono.buffer().content.iter().filter(|cell| is_reversed(cell)).count() > 10, "the selected row is seen");
    // Each sees with the eyes of the theme: the footer's keys have the colour of keys in it.
    let presenter = class.presenter.as_ref().expect("somebody presents");
    assert_eq!(fine.buffer().content[..80 * 23], presenter.buffer().content[..80 * 23]);
}

#[test]
fn one_leaves_to_explore_and_comes_back_and_the_presenter_never_knows() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    // What is said on coming goes with the first key.
    class.presents("1");
    let before = class.presenter().rows();
    class.presses(0, "<esc>2jj");
    class.does_not_see(0, "the presenter’s screen");
    class.sees(0, "Agreements");
    class.presents("3");
    let own = class.followers[0].rows();
    class.presses(0, "R");
    class.sees(0, "the presenter’s screen");
    class.presses(0, "<esc>");
    assert_eq!(class.followers[0].rows(), own, "where one was");
    class.presents("1");
    assert_eq!(class.presenter().rows(), before, "no key of a follower does anything there");
    class.presses(0, "R2345jk/<enter>xyzm<space>");
    // Where the presenter's tabs show a click goes nowhere either.
    class.followers[0].click(20, 1);
    class.followers[0].click(2, 0);
    assert_eq!(class.presenter().rows(), before);
    class.sees(0, "the presenter’s screen");
}

#[test]
fn keys_are_told_while_one_follows_and_the_program_is_left_by_them() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.presses(0, "?");
    class.sees(0, "Following a presenter");
    class.presses(0, "<esc>");
    class.sees(0, "the presenter’s screen");
    assert_eq!(class.presses(0, "q"), Effect::Quit);
}

#[test]
fn nobody_presents_and_one_waits_or_explores() {
    for size in SIZES {
        let hall = Hall::new(3, None);
        let seat = hall.follow(Some("मैत्री"), silent()).expect("there is room");
        let player = Player::seated(seat, DARK, size);
        picture("nobody_presents", &player, size);
    }
}

#[test]
fn what_is_said_of_one_question_goes_with_it() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.joins("Kenji", DARK, CLASSIC);
    class.presents("Rn");
    class.presses(0, "aa");
    class.sees(0, "the first counts");
    class.presents("e");
    class.does_not_see(0, "the first counts");
}

#[test]
fn every_option_and_the_time_are_seen_of_every_question_put_to_a_room() {
    let sizes = [(60, 16), (80, 24), (40, 12), (60, 12), (40, 10)];
    let mut class = Class::new(DARK, sizes[0]);
    for size in sizes {
        class.joins("Asha", DARK, size);
    }
    class.presents("R");
    for number in 1..=4 {
        class.presents("n");
        for keys in ["", "<pgdn>", "<down>", "<pgdn>", "<pgdn>", "<pgdn>", "<pgdn>", "<pgup>", "<end>"] {
            class.presents(keys);
            (0..sizes.len()).for_each(|number| _ = class.presses(number, keys));
            for player in class.presenter.iter().chain(&class.followers) {
                let text = player.text();
                assert!(text.contains(&format!("Question {number}")) && text.contains(" s left"), "{text}");
                for letter in ["(a) ", "(b) ", "(c) ", "(d) "] {
                    assert!(player.rows().iter().any(|row| row.trim_start().starts_with(letter)), "{letter}: {text}");
                }
            }
        }
        class.presents("e");
    }
}

#[test]
fn a_presenter_who_quits_in_the_midst_of_a_question_is_asked() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.presents("Rn");
    assert_ne!(class.presenter().press("q"), Effect::Quit);
    assert!(class.presenter().text().contains("quit again ends it"), "{}", class.presenter().text());
    assert_eq!(class.presenter().press("q"), Effect::Quit);
}

#[test]
fn a_smaller_screen_tells_the_caption_of_a_tour_in_its_own_room() {
    let mut class = Class::new(DARK, (120, 40));
    class.joins("Asha", DARK, (60, 16));
    class.joins("Kenji", DARK, (120, 40));
    class.presents("T");
    let shown = class.presenter().rows();
    let band = shown.iter().rposition(|row| row.contains(" 1/")).expect("a tour is walked");
    let caption: String = shown[band + 1].split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    class.sees(0, &caption);
    class.sees(0, " 1/");
    assert_eq!(class.followers[1].rows()[..39], shown[..39], "who sees all of it sees it as it is");
    picture("a_caption_on_a_smaller_screen", &class.followers[0], (60, 16));
}

#[test]
fn the_end_of_a_visit_is_told_whatever_else_is() {
    let mut class = Class::new(DARK, CLASSIC);
    class.presenter().press("T");
    for told in ["The visit ends", "The server ends"] {
        class.presenter().notice(told);
        assert!(class.presenter().text().contains(told), "{}", class.presenter().text());
    }
    let mut class = Class::new(DARK, CLASSIC);
    assert!(class.presenter().text().contains("You present"), "{}", class.presenter().text());
    class.presenter().notice("The visit ends");
    assert!(class.presenter().text().contains("The visit ends"), "{}", class.presenter().text());
}

#[test]
fn a_tour_that_waits_is_not_told_over_a_quiz() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.presents("TR");
    let text = class.presenter().text();
    assert!(text.contains("n puts a question") && !text.contains("goes on"), "{text}");
    class.presents("<esc>");
    assert!(class.presenter().text().contains("goes on"), "{}", class.presenter().text());
}

#[test]
fn a_question_is_put_answered_told_and_the_board_shows_how_all_stand() {
    for size in SIZES {
        let mut class = Class::new(DARK, size);
        for nickname in ["Asha", "Kenji", "東京"] {
            class.joins(nickname, DARK, size);
        }
        class.presents("R");
        picture("a_quiz_before_its_first_question", class.presenter(), size);
        class.presents("n");
        picture("a_question_is_put", &class.followers[0], size);
        class.presses(0, "b");
        picture("a_question_is_answered", &class.followers[0], size);
        picture("a_question_as_the_presenter_sees_it", class.presenter(), size);
        class.presses(1, "a");
        class.presents("e");
        picture("what_came_of_a_question", &class.followers[0], size);
        picture("what_came_of_a_question_for_the_presenter", class.presenter(), size);
        class.presents("b");
        picture("the_board", &class.followers[0], size);
    }
}

#[test]
fn at_the_end_of_a_page_of_a_quiz_is_told_what_is_above() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, (60, 12));
    class.presents("Rn");
    class.presses(0, "b");
    class.presents("e");
    class.sees(0, " more ↓");
    class.presses(0, &"<down>".repeat(80));
    class.does_not_see(0, " more ↓");
    class.sees(0, " more ↑");
}

#[test]
fn a_quiz_is_seen_without_colours_and_in_ascii() {
    for (name, look) in [("a_quiz_in_mono", MONO), ("a_quiz_in_ascii", ASCII)] {
        let mut class = Class::new(look, CLASSIC);
        class.joins("Asha", look, CLASSIC);
        class.joins("Kenji", look, CLASSIC);
        class.presents("Rn");
        class.presses(0, "b");
        class.presses(1, "a");
        picture(name, &class.followers[0], CLASSIC);
    }
}

#[test]
fn the_clock_goes_once_a_second_while_a_question_is_open_and_never_else() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.joins("Kenji", DARK, CLASSIC);
    class.presents("R");
    assert!(class.presenter().alarm().is_none() && class.followers[0].alarm().is_none());
    // The players' clocks are their own here: each key takes its time.
    class.presents("n");
    class.presses(1, "<esc>");
    let second = Duration::from_secs(1);
    assert!(class.presenter().alarm().is_some_and(|alarm| !alarm.is_zero() && alarm <= second));
    assert!(class.followers[0].alarm().is_some_and(|alarm| !alarm.is_zero() && alarm <= second));
    assert!(class.followers[1].alarm().is_none(), "who is elsewhere sees no clock");
    // The others’ clock as well has come to when it was put.
    class.followers[0].pass(4 * second);
    assert_eq!(class.followers[0].pass(second), Effect::Redraw, "another second is begun");
    assert_eq!(class.followers[0].pass(Duration::from_millis(1)), Effect::Nothing);
    assert_eq!(class.followers[1].pass(Duration::from_millis(1)), Effect::Nothing);
    class.rest(Duration::from_secs(60));
    class.sees(0, "You said nothing");
    assert!(class.presenter().alarm().is_none() && class.followers[0].alarm().is_none());
}

#[test]
fn who_explores_is_told_that_a_question_is_asked_and_no_longer_once_it_is_over() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.joins("Kenji", DARK, CLASSIC);
    class.presses(0, "<esc>");
    class.presents("Rn");
    class.sees(0, "The room is asked a question: R goes there.");
    class.presses(0, "jj");
    class.sees(0, "The room is asked a question");
    class.presents("e");
    class.does_not_see(0, "The room is asked a question");
    class.presents("n");
    class.presses(0, "R");
    class.sees(0, "Press a, b, c or d");
    class.presses(0, "c");
    class.sees(0, "You said (c)");
    class.presses(0, "a");
    class.sees(0, "the first counts");
    class.sees(0, "You said (c)");
    class.presses(0, "<esc>");
    class.does_not_see(0, "The room is asked a question");
}

#[test]
fn what_one_is_to_know_at_once_is_told_whole_on_the_smallest_screen() {
    let mut class = Class::new(DARK, (40, 12));
    class.joins("Asha", DARK, (40, 12));
    class.presses(0, "<esc>");
    class.presents("Rn");
    let foot = |player: &Player| {
        let rows = player.rows().split_off(10).join(" ");
        rows.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(foot(&class.followers[0]), "The room is asked a question: R goes there.");
    class.presents("q");
    assert_eq!(foot(class.presenter()), "The room is asked a question; quit again ends it.");
}

#[test]
fn a_quiz_goes_on_below_the_help_and_ends_as_it_is_closed() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.presents("Rn");
    class.sees(0, "Question 1");
    class.presents("?");
    class.sees(0, "Question 1");
    class.presents("<esc>e<esc>");
    class.sees(0, "the presenter’s screen");
    class.does_not_see(0, "Question 1");
}

#[test]
fn a_quiz_asks_before_it_drops_a_question_that_is_open() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.joins("Kenji", DARK, CLASSIC);
    for closes in ["<esc>", "R"] {
        class.presents("Rn");
        class.presses(0, "a");
        class.presents(closes);
        assert!(class.presenter().text().contains("again drops that, e ends it"), "{}", class.presenter().text());
        class.sees(1, "Press a, b, c or d");
        // Any other key goes on with it, and it is asked anew.
        class.presents(&format!("<down>{closes}"));
        class.sees(1, "Press a, b, c or d");
        class.presents("<down>e");
        class.sees(1, "You said nothing");
        class.presents(&format!("n{closes}{closes}"));
        class.sees(1, "the presenter’s screen");
    }
    // Of a question that is over nothing is dropped.
    class.presents("Rne<esc>");
    class.sees(1, "the presenter’s screen");
}

#[test]
fn what_is_said_is_read_whole_where_a_line_has_no_room_for_it() {
    let mut class = Class::new(DARK, (40, 12));
    class.joins("Asha", DARK, CLASSIC);
    class.presents("Rn<esc>");
    let told = class.presenter().rows().split_off(10).join(" ");
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(told, "The room is asked: Esc again drops that, e ends it with its answer.");
}

#[test]
fn the_time_is_set_before_a_question_is_put() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.presents("R+++n");
    class.sees(0, "60 s left");
    class.presents("e");
    class.presents("-------------n");
    class.sees(0, "5 s left");
    class.presents("n");
    class.sees(0, "Question 2");
}

#[test]
fn who_comes_once_a_question_is_over_was_not_asked() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.presents("Rn");
    class.joins("Kenji", DARK, CLASSIC);
    class.presents("e");
    class.joins("Late", DARK, CLASSIC);
    class.sees(1, "You said nothing");
    class.sees(2, "0 of 2 answered");
    class.does_not_see(2, "You said");
}

#[test]
fn the_palette_offers_the_quiz_to_whoever_presents() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.presents(":quiz the room<enter>");
    let text = class.presenter().text();
    assert!(text.contains("1 follows.") && text.contains("n puts a question"), "{text}");
    class.sees(0, "The presenter will put questions");
}

#[test]
fn a_letter_in_a_burst_answers_nothing() {
    let mut class = Class::new(DARK, CLASSIC);
    class.joins("Asha", DARK, CLASSIC);
    class.presents("Rn");
    class.followers[0].burst("abcabc");
    class.rest(Duration::ZERO);
    class.does_not_see(0, "You said");
}

#[test]
fn questions_about_what_is_at_hand_come_first_and_none_twice_before_all_were_put() {
    let (harbours, seeds) = ("Open Harbours", "on the Exchange of");
    for (keys, first, then) in
        [("2/open harbours<enter>", harbours, seeds), ("2/exchange of seeds<enter>", seeds, harbours)]
    {
        let mut class = Class::new(DARK, CLASSIC);
        class.joins("Asha", DARK, CLASSIC);
        class.presents(keys);
        class.presents("Rn");
        class.sees(0, first);
        class.presents("en");
        class.sees(0, then);
    }
}

#[test]
fn a_pack_without_a_bank_says_so_and_whoever_is_alone_is_told_how_not_to_be() {
    let mut player = Player::after("R", CLASSIC);
    assert!(player.text().contains("maitri serve --presenter"), "{}", player.text());
    player.press(":quiz the room");
    assert!(!player.text().contains("with others: quiz"), "{}", player.text());
    let hall = Hall::new(3, None);
    let theme = Theme::named("dark", Depth::Ansi16).expect("a theme");
    let reader = Reader { room: Some(hall.present(silent(), Duration::ZERO)), ..Reader::new(theme) };
    let mut player = Player::of(reader, CLASSIC);
    player.press("Rn");
    assert!(player.text().contains("no bank of questions"), "{}", player.text());
}

#[test]
fn a_session_shares_what_it_draws_and_hears_what_others_did() {
    let hall = Hall::new(3, None);
    let theme = || Theme::named("dark", Depth::Ansi16).expect("a theme");
    let reader = Reader { room: Some(hall.present(silent(), Duration::ZERO)), ..Reader::new(theme()) };
    let follows = Reader { room: hall.follow(None, silent()), ..Reader::new(theme()) };
    let size = ratatui::layout::Size::new(80, 24);
    let app = App::new(Context::new(frozen(), &reader), Tab::default());
    let mut presents = Session::new(app, size, &SessionOptions::XTERM_HERE).expect("a session");
    let mut app = App::new(Context::new(frozen(), &follows), Tab::default());
    app.follow_room();
    let mut session = Session::new(app, size, &SessionOptions::XTERM_HERE).expect("a session");
    let rest = |session: &mut Session<'_>| {
        while session.deadline() == Some(Duration::ZERO) {
            session.wake(NOON);
        }
        String::from_utf8_lossy(&session.take_output()).into_owned()
    };
    rest(&mut presents);
    rest(&mut session);
    presents.feed(b"2", NOON);
    rest(&mut presents);
    assert_eq!(session.deadline(), None, "nothing is done until it is told");
    session.hear_others(NOON);
    assert!(!rest(&mut session).is_empty());
    session.hear_others(NOON);
    assert_eq!(rest(&mut session), "", "what shows already is not sent again");
}

#[test]
fn who_only_watches_is_not_idle_while_the_presenter_is_not() {
    let hall = Hall::new(3, None);
    let theme = Theme::named("dark", Depth::Ansi16).expect("a theme");
    let reader = Reader { room: hall.follow(None, silent()), ..Reader::new(theme) };
    let size = ratatui::layout::Size::new(80, 24);
    let second = Duration::from_secs(1);
    let limits = Limits { idle: Some(10 * second), session: None };
    let options = SessionOptions { visit: Some(limits), ..SessionOptions::XTERM_HERE };
    let app = App::new(Context::new(frozen(), &reader), Tab::default());
    let mut session = Session::new(app, size, &options).expect("a session");
    let at = |elapsed: Duration| Now { elapsed, ..NOON };
    session.wake(at(Duration::ZERO));
    session.hear_others(at(9 * second));
    session.wake(at(18 * second));
    assert_eq!(session.ended(), None);
    session.wake(at(19 * second));
    assert!(matches!(session.ended(), Some(Ended::Goodbye(_))), "{:?}", session.ended());
}

#[test]
fn a_presenter_is_not_idle_while_anybody_follows_and_ends_as_another_presents() {
    let hall = Hall::new(3, None);
    let theme = Theme::named("dark", Depth::Ansi16).expect("a theme");
    let reader = Reader { room: Some(hall.present(silent(), Duration::ZERO)), ..Reader::new(theme) };
    let second = Duration::from_secs(1);
    let limits = Limits { idle: Some(10 * second), session: None };
    let options = SessionOptions { visit: Some(limits), ..SessionOptions::XTERM_HERE };
    let app = App::new(Context::new(frozen(), &reader), Tab::default());
    let mut session = Session::new(app, ratatui::layout::Size::new(80, 24), &options).expect("a session");
    let at = |elapsed: Duration| Now { elapsed, ..NOON };
    session.wake(at(Duration::ZERO));
    let follower = hall.follow(None, silent());
    session.hear_others(at(second));
    for elapsed in (5..50).step_by(5) {
        session.wake(at(elapsed * second));
        assert_eq!(session.ended(), None, "{elapsed}");
    }
    drop(follower);
    session.hear_others(at(50 * second));
    session.hear_others(at(55 * second));
    session.wake(at(59 * second));
    assert_eq!(session.ended(), None);
    let _other = hall.present(silent(), 59 * second);
    session.hear_others(at(59 * second));
    assert_eq!(session.ended(), Some(&Ended::TakenOver));
}
