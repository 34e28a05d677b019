//! Every screen of the real pack at every width from 40 to 300, each width with another height: frames are whole, rows
//! are no wider than the screen, and every number that shows is one that somebody wrote or that was counted. The trade
//! figures, the map and the overview have tests of their own.

use std::collections::HashSet;
use std::sync::OnceLock;

use maitri::view::document::layout::whole;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::harness::{DARK, Player, Size, library};

const WIDTHS: std::ops::RangeInclusive<u16> = 40..=300;
/// Heights, one for each width in turn: their number and that of widths between two layouts have no common part.
const HEIGHTS: [u16; 11] = [10, 24, 13, 40, 16, 30, 11, 20, 60, 26, 100];
/// Screens take turns: each is looked at where the one before was not, so that all together meet every width. There are
/// as many of a sort at least.
const APART: usize = 5;
/// Where every number has room.
const VAST: Size = (300, 100);

/// Screens that show nothing that lies over another in part.
const LISTS: [&str; 12] = ["", "<end>", "s", "+", "--", "b<down>", "/summit", "2", "2sss", "4", "5", "5/kobe"];
const RECORDS: [&str; 7] =
    ["<enter>", "<enter><pgdn>", "2<enter><tab>", "4<enter>z", "5<enter><end>", "<enter>/the", "<end><enter>"];
const STUDY: [&str; 9] = [
    "6",
    "6<end>",
    "6<enter>",
    "6<enter><enter>",
    "6<enter><enter>l",
    "6<enter><enter>g<esc>",
    "6p",
    "6<end><up><up><enter>",
    "6<end><up><enter>",
];
const OVER_ALL: [&str; 5] = ["<space>", "<space>summit<down>", "<enter>=<esc><up><enter>=", "<enter>L", "Y"];
/// Those that something lies over in part.
const OVER_SOME: [&str; 8] = ["f", "fecon", ":", ":theme<enter>", "?", "M", "T", "i"];

/// The numbers in a text: digits, with a point or a comma between two of them.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    pieces.map(|piece| piece.trim_matches([',', '.'])).filter(|piece| !piece.is_empty())
}

/// Every number that somebody wrote in the pack, as it is told in records and titles.
fn written() -> &'static HashSet<String> {
    static WRITTEN: OnceLock<HashSet<String>> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let dataset = library().dataset();
        let mut all = HashSet::new();
        for id in dataset.ids() {
            all.extend(numbers(&whole(dataset, id)).map(str::to_owned));
        }
        all.extend(numbers(&format!("{:?}", dataset.pack)).map(str::to_owned));
        all
    })
}

/// Frames whose upper corners show stand whole: their sides go down to their lower corners, and nothing is drawn over
/// them.
fn broken_frame(buffer: &Buffer) -> Option<Position> {
    let at = |x: u16, y: u16| buffer.cell((x, y)).map_or("", |cell| cell.symbol());
    let corners = buffer.area.positions().filter(|corner| matches!(at(corner.x, corner.y), "╭" | "╮"));
    for corner in corners {
        let end = if at(corner.x, corner.y) == "╭" { "╰" } else { "╯" };
        let below = (corner.y + 1..buffer.area.bottom()).find(|y| at(corner.x, *y) != "│");
        if below.is_none_or(|y| at(corner.x, y) != end) {
            return Some(corner);
        }
    }
    None
}

/// The frame that the cursor stands in, with what is inside it; nothing if it is not whole.
fn frame_at_cursor(player: &Player) -> Option<Vec<String>> {
    let (buffer, cursor) = (player.buffer(), player.cursor()?);
    let at = |x: u16, y: u16| buffer.cell((x, y)).map_or("", |cell| cell.symbol());
    let left = (0..=cursor.x).rev().find(|x| at(*x, cursor.y) == "│")?;
    let top = (0..cursor.y).rev().find(|y| at(left, *y) != "│").filter(|y| at(left, *y) == "╭")?;
    let right = (left..buffer.area.right()).find(|x| at(*x, top) == "╮")?;
    let bottom = (top + 1..buffer.area.bottom()).find(|y| at(left, *y) != "│" || at(right, *y) != "│")?;
    let is_whole = at(left, bottom) == "╰" && at(right, bottom) == "╯";
    let row = |y| (left..=right).map(|x| at(x, y)).collect::<String>();
    is_whole.then(|| (top..=bottom).map(row).collect())
}

/// Numbers in rows that nobody wrote, that do not show where all have room, and that are no year.
fn strange(rows: &[String], known: &HashSet<String>) -> Vec<String> {
    // What is counted changes with the room: how much is above and below, and where one is.
    let is_counted = |before: &str, after: &str| {
        ["more", "line", "of", "%"].iter().any(|word| after.trim_start().starts_with(word)) || before.ends_with('/')
    };
    let is_year = |number: &str| number.len() == 4 && ("1000".."2100").contains(&number);
    let mut strange = Vec::new();
    for row in rows {
        let mut at = 0;
        for number in numbers(row) {
            let start = at + row[at..].find(number).expect("it is there");
            at = start + number.len();
            let is_known = written().contains(number) || known.contains(number) || is_year(number);
            if !is_known && !is_counted(&row[..start], &row[at..]) {
                strange.push(format!("{number} in {row}"));
            }
        }
    }
    strange
}

/// Goes through the widths; what lies over something else is looked at within its own frame.
fn hold_at_every_width(states: &[&str], lie_over: bool) {
    for (number, keys) in states.iter().enumerate() {
        let mut player = Player::on(library(), DARK, VAST);
        player.press(keys);
        let known: HashSet<String> = numbers(&player.text()).map(str::to_owned).collect();
        let sizes = WIDTHS.zip(HEIGHTS.into_iter().cycle()).skip(number % APART).step_by(APART);
        for (width, height) in sizes {
            player.resize((width, height));
            let told = || format!("{keys} at {width}×{height}:\n{}", player.text());
            for row in player.rows() {
                assert!(maitri::text::width(&row) <= usize::from(width), "{}", told());
            }
            if let Some(cursor) = player.cursor() {
                assert!(player.buffer().area.contains(cursor), "{cursor}: {}", told());
            }
            let rows = if lie_over {
                frame_at_cursor(&player).unwrap_or_else(|| panic!("a frame is broken: {}", told()))
            } else {
                assert_eq!(broken_frame(player.buffer()), None, "{}", told());
                // The title line counts the pack, which changes with the room as well.
                player.rows().split_off(1)
            };
            let strange = strange(&rows, &known);
            assert!(strange.is_empty(), "{strange:#?}\n{}", told());
        }
    }
}

#[test]
fn lists_hold_at_every_width() {
    hold_at_every_width(&LISTS, false);
}

#[test]
fn records_hold_at_every_width() {
    hold_at_every_width(&RECORDS, false);
}

#[test]
fn study_holds_at_every_width() {
    hold_at_every_width(&STUDY, false);
}

#[test]
fn what_lies_over_all_holds_at_every_width() {
    hold_at_every_width(&OVER_ALL, false);
}

#[test]
fn what_lies_over_some_holds_at_every_width() {
    hold_at_every_width(&OVER_SOME, true);
}
