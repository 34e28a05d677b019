//! Every screen at every size: nothing panics, nothing is drawn outside, the cursor stays inside.

use maitri::tui::action::Effect;
use maitri::tui::layout::SMALLEST;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::harness::{ASCII, Player, Size};

/// Keys to every tab, focus and overlay, from the opening screen.
const STATES: [&str; 71] = [
    "",
    "<end>",
    "<enter>",
    "--<down>",
    "/lantern",
    "/lantern<enter>",
    "/qqqqzzzz",
    "2",
    "2ss<pgdn>",
    "2<enter><down><down>",
    "2/harbour<enter>",
    "3",
    "3t",
    "3<left><left>t",
    "3<end><enter>",
    "3<enter><down>x<down>v<left>",
    "3/residents<enter><enter><enter>",
    "3/companies<enter><enter><down>x",
    "3cb<enter><down><down>",
    "3/yen",
    "4",
    "4<end><enter><end>",
    "5",
    "5<pgdn><enter><down>",
    "<space>",
    "<space>kobe<down>",
    "<space>qqqqzzzz",
    "<space>nara<enter>",
    "?",
    "3?<down>",
    ":",
    ":sort",
    "3:<down><down>",
    "b<down>",
    "b<up><left><pgdn>",
    "+++b<right>",
    "++<home>",
    ">>>>><enter>",
    "2<lt><lt><lt><lt>",
    "s",
    "f",
    "f<down><space><esc>",
    "fecon<space>",
    ":theme<enter>",
    "5f<end><space>",
    "mmm<down>m",
    "y",
    "2Y<down>",
    "3c",
    "3c<down><enter>",
    "3ct",
    "6",
    "6<down><down>",
    "6c",
    "6<enter>",
    "6<enter><enter>",
    "6<enter>a",
    "6<enter>s<enter>ag",
    "6<enter><enter>a<enter>g<esc>",
    "6<end><up><up><enter>",
    "6<end><up><up><enter>axm<right>s",
    "6<end><up><up><enter>ff",
    "6<end><up><up><enter>ff<down><enter>",
    "6p<end>",
    "<enter>d<enter>l",
    "6<end><up><up><up><enter>",
    "M",
    "mjmMnweak<enter>x",
    "mM<enter>",
    "mM<enter>ewhy",
    "<space>x<esc><space><up>",
];

const SIZES: [Size; 12] =
    [(0, 0), (1, 1), (2, 50), (50, 2), (39, 9), (40, 10), (40, 16), (50, 12), (60, 16), (80, 24), (120, 40), LARGEST];
const LARGEST: Size = (300, 100);

/// What the cells around the drawing hold, so that a stray one is seen.
const UNTOUCHED: Cell = Cell::new("░");

/// Draws somewhere inside a larger buffer and looks at the cursor and at the cells around.
fn draw_framed(player: &mut Player, (width, height): Size, told: &str) -> Buffer {
    let area = Rect::new(3, 2, width, height);
    let mut buffer = Buffer::filled(Rect::new(0, 0, width + 7, height + 5), UNTOUCHED);
    let cursor = player.draw_within(area, &mut buffer);
    if let Some(cursor) = cursor {
        assert!(area.contains(cursor), "{told}: the cursor stands at {cursor}, outside of {area}");
    }
    for position in buffer.area.positions().filter(|position| !area.contains(*position)) {
        assert_eq!(buffer[position], UNTOUCHED, "{told}: something is drawn at {position}, outside of {area}");
    }
    buffer
}

#[test]
fn every_state_survives_every_size() {
    for keys in STATES {
        for size in SIZES.into_iter().filter(|size| *size != LARGEST) {
            // Keys are pressed at that size too: how far a page reaches is found in drawing.
            let mut player = Player::after(keys, size);
            draw_framed(&mut player, size, &format!("{keys} at {size:?}"));
        }
    }
}

#[test]
fn every_state_survives_being_resized() {
    for keys in STATES {
        let mut player = Player::after(keys, (100, 30));
        for size in SIZES.into_iter().rev().chain([(80, 24)]) {
            draw_framed(&mut player, size, &format!("{keys}, resized to {size:?}"));
        }
    }
}

/// Sizes around which layouts change, and odd ones between: each width with some of the heights, in turn.
fn sweep() -> impl Iterator<Item = Size> {
    let widths = [1, 39, 40, 41, 47, 53, 57, 59, 60, 61, 67, 71, 75, 79, 80, 81, 83, 89, 90, 97, 103, 113, 131, 173];
    let heights = [1, 9, 10, 11, 13, 15, 16, 17, 19, 23, 25, 26, 27, 28, 30, 37];
    let some = move |index: usize| heights.into_iter().skip(index % 4).step_by(4);
    widths.into_iter().enumerate().flat_map(move |(index, width)| some(index).map(move |height| (width, height)))
}

#[test]
fn every_state_survives_a_sweep_of_sizes() {
    for keys in STATES {
        let mut player = Player::after(keys, (80, 24));
        for size in sweep() {
            player.resize(size);
            if let Some(cursor) = player.cursor() {
                assert!(player.buffer().area.contains(cursor), "{keys} at {size:?}: {cursor}");
            }
        }
    }
}

#[test]
fn ascii_survives_the_sizes_too() {
    for keys in STATES.into_iter().step_by(2) {
        let mut player = Player::looking(ASCII, (80, 24));
        player.press(keys);
        for size in [(1, 1), (40, 10), (60, 16), (100, 30), (120, 40)] {
            draw_framed(&mut player, size, &format!("{keys} in ASCII at {size:?}"));
        }
    }
}

#[test]
fn in_ascii_nothing_is_drawn_but_that_and_letters_of_the_data() {
    // A letter of a name is the dataset's, and so is what stands between words in the writing of another country.
    let is_letter = |c: char| c.is_alphabetic() || c == '・';
    for keys in STATES {
        let mut player = Player::looking(ASCII, (80, 24));
        player.press(keys);
        for size in [(30, 8), (40, 10), (60, 16), (80, 24), (120, 40), (200, 60)] {
            player.resize(size);
            let signs = player.buffer().content.iter().filter_map(|cell| cell.symbol().chars().next());
            let strange: Vec<char> = signs.filter(|c| !c.is_ascii() && !is_letter(*c)).collect();
            assert!(strange.is_empty(), "{keys} at {size:?} draws {strange:?}:\n{}", player.text());
        }
    }
}

#[test]
fn nothing_of_an_earlier_picture_stays() {
    // The real buffer is cleared before each drawing; a screen that leaves a cell unset would show it.
    for keys in STATES.into_iter().step_by(2) {
        let mut player = Player::after(keys, (80, 24));
        player.resize((120, 40));
        player.resize((80, 24));
        let resized = player.text();
        player.draw();
        assert_eq!(resized, player.text(), "{keys}");
    }
}

#[test]
fn below_the_smallest_size_a_sentence_says_so() {
    let (width, height) = SMALLEST;
    for keys in STATES.into_iter().step_by(3) {
        let mut player = Player::after(keys, (80, 24));
        for size in [(width - 1, height), (width, height - 1), (300, 9), (39, 100), (30, 3), (80, 1)] {
            player.resize(size);
            let rows = player.rows();
            let sentence = format!("maitri needs {width}×{height}; this is {}×{}. q quits.", size.0, size.1);
            let shown = maitri::text::wrap(&sentence, usize::from(size.0));
            let height = usize::from(size.1);
            assert!(rows.iter().take(shown.len()).eq(shown.iter().take(height)), "{keys} at {size:?}: {rows:#?}");
            assert!(rows.iter().skip(shown.len()).all(String::is_empty), "{keys} at {size:?}: {rows:#?}");
        }
    }
    assert!(!Player::open(SMALLEST).text().contains("maitri needs"));
}

#[test]
fn q_quits_at_every_size() {
    for size in SIZES {
        for keys in ["q", "3q", "<enter>q", "f<c-c>", "<c-c>", "<space><c-c>", "/x<c-c>", "?<c-c>"] {
            assert_eq!(Player::open(size).press(keys), Effect::Quit, "{keys} at {size:?}");
        }
    }
}

#[test]
fn q_quits_where_the_screen_says_so() {
    for keys in STATES {
        let mut player = Player::after(keys, (80, 24));
        player.resize((39, 9));
        assert!(player.rows().join(" ").contains("q quits"), "{}", player.text());
        // Whoever sits a paper is asked, once, and sees that.
        if player.press("q") != Effect::Quit {
            assert!(player.rows().join(" ").contains("quit again"), "{keys}: {}", player.text());
            assert_eq!(player.press("q"), Effect::Quit, "{keys}, then made too small");
        }
    }
}
