//! Tours: every stop of every tour shows, whole, at every size; keys walk it, any other explores, and what the reader
//! had before is there when it ends. By itself it walks only where that was asked for, and nothing moves in between.

use std::time::Duration;

use maitri::data::cite::Cites;
use maitri::data::pack::tours::StopView;
use maitri::search::LazyIndex;
use maitri::tui::action::Effect;
use maitri::tui::tour::TourWanted;
use maitri::view::tab::Tab;

use crate::harness::{DARK, Player, Size, frozen, library};
use crate::program::{as_shipped, finish, succeed};

fn walking(library: &'static LazyIndex<'static>, tour: usize, every: Option<u64>, size: Size) -> Player {
    let mut player = Player::on(library, DARK, size);
    player.begin_tour(TourWanted { tour, every: every.map(Duration::from_secs) });
    player
}

/// The text of a screen on one line, so that broken captions are whole again.
fn told(player: &Player) -> String {
    player.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn picture(name: &str, player: &Player) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, player.picture()));
}

#[test]
fn every_stop_of_every_tour_shows_its_whole_caption_at_every_size() {
    for library in [frozen(), library()] {
        for (number, tour) in library.dataset().pack.tours.iter().enumerate() {
            for size in [(40, 16), (60, 16), (80, 24), (120, 40), (200, 60)] {
                let mut player = walking(library, number, None, size);
                for (at, stop) in tour.stops.iter().enumerate() {
                    let text = told(&player);
                    assert!(text.contains(stop.caption.as_str()), "{} {size:?}:\n{}", stop.to, player.text());
                    let position = format!("{}/{}", at + 1, tour.stops.len());
                    assert!(text.contains(&position), "{position} {size:?}:\n{}", player.text());
                    player.press(if at % 2 == 0 { "<right>" } else { "<space>" });
                }
                assert!(!told(&player).contains("explores"), "it ends after its last stop");
            }
        }
    }
}

#[test]
fn on_the_smallest_screens_a_caption_is_read_page_by_page_and_each_tells_who_says_so() {
    let (library, frozen, smallest) = (library(), frozen(), [(40, 10), (40, 12), (60, 14)]);
    for (library, size) in [frozen, library].into_iter().flat_map(|library| smallest.map(|size| (library, size))) {
        let pack = &library.dataset().pack;
        for (number, tour) in pack.tours.iter().enumerate() {
            let mut player = walking(library, number, None, size);
            for (at, stop) in tour.stops.iter().enumerate() {
                let position = format!("{}/{}", at + 1, tour.stops.len());
                let cited = || stop.cites.iter().flat_map(Cites::iter).flatten();
                let publishers: Vec<&str> =
                    cited().filter_map(|cite| pack.source(cite.source)).map(|source| &*source.publisher).collect();
                let names_them = |text: &str| {
                    publishers.is_empty()
                        || text.contains(" source")
                        || publishers.iter().any(|name| text.contains(name))
                };
                let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                let mut read = String::new();
                loop {
                    let rows = player.rows();
                    let rule = rows.iter().rposition(|row| row.contains(&position)).expect("the band");
                    let page = rows[rule + 1..rows.len() - 1].join(" ");
                    let page = page.trim_end();
                    let goes_on = page.strip_suffix('…');
                    read.push_str(goes_on.unwrap_or(page));
                    read.push(' ');
                    // In its rule, or after the end of the caption: what the caption itself says tells no source.
                    let after = squeezed(&read);
                    let after = after.strip_prefix(stop.caption.as_str()).unwrap_or_default();
                    let is_said = names_them(&rows[rule]) || names_them(&format!(" {after}"));
                    assert!(is_said, "{} {size:?}:\n{}", stop.to, player.text());
                    player.press("<right>");
                    if goes_on.is_none() {
                        break;
                    }
                }
                let read = squeezed(&read);
                assert!(read.starts_with(stop.caption.as_str()), "{}: {read}\n{}", stop.to, player.text());
            }
        }
    }
}

/// The numbers with decimals in a text, and how many decimals each has.
fn decimals(text: &str) -> Vec<(f64, usize)> {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|word| word.trim_matches('.'));
    let decimal = |word: &str| Some((word.parse().ok()?, word.split_once('.')?.1.len()));
    words.filter_map(decimal).collect()
}

#[test]
fn a_chart_shows_the_figures_that_its_caption_tells() {
    let library = library();
    let mut seen = 0;
    for (number, tour) in library.dataset().pack.tours.iter().enumerate() {
        for size in [(80, 24), (120, 40)] {
            let mut player = walking(library, number, None, size);
            for (at, stop) in tour.stops.iter().enumerate() {
                if stop.view == StopView::Chart {
                    let rows = player.rows();
                    let position = format!("{}/{}", at + 1, tour.stops.len());
                    let band = rows.iter().rposition(|row| row.contains(&position)).expect("the band");
                    let told = decimals(&rows[..band].join(" "));
                    for (value, places) in decimals(&stop.caption) {
                        // It may be rounded.
                        let near = 0.5 / 10_f64.powi(i32::try_from(places).expect("few")) + 1e-9;
                        let is_told = |(other, _): &(f64, usize)| (other - value).abs() <= near;
                        assert!(told.iter().any(is_told), "{value} of {} {size:?}:\n{}", stop.to, player.text());
                        seen += 1;
                    }
                }
                player.press("<right>");
            }
        }
    }
    assert!(seen > 10, "captions of charts tell figures: {seen}");
}

#[test]
fn it_is_drawn_over_the_real_screens() {
    for (stop, size) in [(0, (60, 16)), (1, (80, 24)), (2, (80, 24)), (3, (120, 40))] {
        let mut player = walking(frozen(), 0, None, size);
        (0..stop).for_each(|_| _ = player.press("<right>"));
        picture(&format!("tour_stop_{}_{}x{}", stop + 1, size.0, size.1), &player);
    }
    let mut player = walking(frozen(), 0, None, (80, 24));
    player.press("<down>");
    picture("tour_waits", &player);
}

#[test]
fn what_the_reader_had_is_there_when_it_ends() {
    for keys in ["3<down>", "5v", "/tea<enter>", "0<up>", "6"] {
        let mut player = Player::after(keys, (80, 24));
        let before = player.text();
        player.press("T");
        assert!(told(&player).contains("1/4"), "{keys}: {}", player.text());
        player.press("<right><left><right><right><down>?<esc>2<enter><esc>T<esc>");
        assert_eq!(player.text(), before, "{keys}");
    }
}

#[test]
fn whoever_presses_on_at_the_last_stop_is_told_before_and_after_it_ends() {
    for key in ["<right>", "<space>"] {
        let mut player = Player::after("2<down>", (80, 24));
        let before = player.rows();
        player.press("T<right><right><right>");
        let last = told(&player);
        player.press(key);
        assert!(told(&player).contains("4/4") && told(&player).contains("The tour ends here"), "{}", player.text());
        player.press("<left>");
        assert!(told(&player).contains("3/4") && !told(&player).contains("ends here"), "{}", player.text());
        player.press("<right>");
        assert_eq!(told(&player), last);
        player.press(&key.repeat(2));
        assert!(told(&player).contains("The tour is over"), "{}", player.text());
        assert_eq!(player.rows()[..23], before[..23]);
        player.press("<down><up>");
        assert_eq!(player.rows(), before);
    }
}

#[test]
fn a_tour_that_waits_at_its_last_stop_shows_it_again_before_it_ends() {
    // The key from anywhere, and its own where that is free.
    for key in ["T", "<right>"] {
        let mut player = Player::after("2<down>", (80, 24));
        let before = player.rows();
        player.press("T<right><right><right>");
        let last = told(&player);
        // Told once, then one explores: pressing on begins anew.
        player.press(key);
        assert!(told(&player).contains("The tour ends here"), "{}", player.text());
        player.press("1<down>");
        assert!(told(&player).contains("waits at 4/4"), "{}", player.text());
        player.press(key);
        assert_eq!(told(&player), last, "{key}");
        player.press(key);
        assert!(told(&player).contains("4/4") && told(&player).contains("The tour ends here"), "{}", player.text());
        player.press(key);
        assert!(told(&player).contains("The tour is over"), "{}", player.text());
        assert_eq!(player.rows()[..23], before[..23]);
    }
}

#[test]
fn one_that_walks_by_itself_does_so_again_once_it_is_left_alone_by_whoever_went_on() {
    let mut player = walking(frozen(), 0, Some(20), (80, 24));
    player.press("<down>T");
    assert!(told(&player).contains("2/4"), "{}", player.text());
    let wait = player.alarm().expect("it goes on once it is left alone");
    assert_eq!(player.pass(wait), Effect::Redraw);
    assert!(told(&player).contains("3/4"), "{}", player.text());
}

#[test]
fn any_other_key_explores_and_the_tour_waits() {
    let mut player = walking(frozen(), 0, None, (80, 24));
    player.press("<down>");
    assert!(told(&player).contains("Along the coast waits at 1/4 → or T goes on"), "{}", player.text());
    player.press("<right>");
    assert!(told(&player).contains("2/4") && told(&player).contains("any other key explores"), "{}", player.text());
    // In a chart → is a period further, so only T goes on.
    player.press("3");
    assert!(told(&player).contains("waits at 2/4 T goes on"), "{}", player.text());
    player.press("<right>");
    assert!(told(&player).contains("waits at 2/4"), "{}", player.text());
    player.press("T");
    assert!(told(&player).contains("3/4"), "{}", player.text());
    // While text is typed no key walks it.
    player.press("/<right>T");
    assert!(told(&player).contains("waits at 3/4"), "{}", player.text());
    player.press("<esc>T<esc>");
    assert_eq!(player.place().tab, Tab::Timeline);
    assert!(!told(&player).contains("Along the coast"), "{}", player.text());
}

#[test]
fn by_itself_it_walks_at_its_pace_and_writes_nothing_in_between() {
    let mut player = walking(frozen(), 0, Some(20), (80, 24));
    assert_eq!(player.alarm(), Some(Duration::from_secs(20)));
    assert_eq!(player.pass(Duration::from_secs(19)), Effect::Nothing);
    assert_eq!(player.alarm(), Some(Duration::from_secs(1)));
    for position in ["2/4", "3/4", "4/4", "1/4", "2/4"] {
        let wait = player.alarm().expect("it goes on");
        assert_eq!(player.pass(wait), Effect::Redraw);
        assert!(told(&player).contains(position), "{position}: {}", player.text());
    }
    player.press("<down>");
    assert_eq!(player.pass(Duration::from_secs(60)), Effect::Nothing, "a key stops it");
    let wait = player.alarm().expect("it goes on once it is left alone");
    assert_eq!(player.pass(wait), Effect::Redraw);
    assert!(told(&player).contains("3/4"), "{}", player.text());
    assert_eq!(walking(frozen(), 0, None, (80, 24)).alarm(), None, "walked by keys it has no deadline");
}

#[test]
fn what_is_being_typed_is_not_walked_away_from() {
    let mut player = walking(frozen(), 0, Some(20), (80, 24));
    player.press("/tea");
    let before = player.text();
    let wait = player.alarm().expect("it goes on once it is left alone");
    assert_eq!(player.pass(wait), Effect::Nothing);
    assert_eq!(player.text(), before);
    assert!(player.alarm().is_some_and(|wait| !wait.is_zero()), "it waits once more");
}

#[test]
fn the_command_lists_finds_and_refuses() {
    assert_eq!(succeed(&["tour", "--list"]), "Along the coast: Four stops, from a bell to a ferry. 4 stops.\n");
    let shown = succeed(&["--print", "--size", "80x24", "tour", "coast"]);
    assert!(shown.contains("It begins with a bell"), "{shown}");
    assert_eq!(succeed(&["--print", "--size", "80x24", "tour", "coast", "--fresh"]), shown);
    let ran = finish(&mut as_shipped(&["--print", "tour", "moon"]));
    assert!(
        ran.code == 1 && ran.stderr.contains("no tour is called “moon”") && ran.stderr.contains("“Security”"),
        "{ran:?}"
    );
    for every in ["0", "1ns", "1s"] {
        let ran = finish(&mut as_shipped(&["--print", "tour", "--every", every]));
        assert!(ran.code == 1 && ran.stderr.contains("2 seconds or more, as in 20s"), "{ran:?}");
    }
}
