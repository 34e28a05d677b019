//! The backend against ratatui's own: the same on the screen, in fewer bytes, with links and without.

use std::ops::Range;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui_crossterm::CrosstermBackend;

use super::*;

const AREA: Rect = Rect { x: 0, y: 0, width: 24, height: 4 };

fn any_style() -> impl Strategy<Value = Style> {
    let colour = prop_oneof![
        Just(Color::Reset),
        Just(Color::Cyan),
        Just(Color::LightRed),
        Just(Color::Indexed(111)),
        Just(Color::Rgb(1, 2, 3))
    ];
    let modifier = prop_oneof![
        Just(Modifier::empty()),
        Just(Modifier::BOLD),
        Just(Modifier::REVERSED),
        Just(Modifier::UNDERLINED | Modifier::BOLD),
        // Not faint: terminals disagree on what is bold and faint at once, which one over the other may be.
        Just(Modifier::ITALIC),
        Just(Modifier::ITALIC | Modifier::REVERSED)
    ];
    (colour.clone(), colour, modifier).prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

/// Pieces of text put somewhere, as a frame is.
fn any_frame() -> impl Strategy<Value = Vec<(u16, u16, String, Style)>> {
    let text = prop_oneof![
        "[a-z ]{1,12}",
        Just("        ".to_owned()),
        Just("東大寺".to_owned()),
        Just("╭─│ ▁▂".to_owned()),
        Just("Tōdai-ji".to_owned())
    ];
    proptest::collection::vec((0..AREA.width, 0..AREA.height, text, any_style()), 0..10)
}

fn picture(frame: &[(u16, u16, String, Style)]) -> Buffer {
    let mut buffer = Buffer::empty(AREA);
    for (x, y, text, style) in frame {
        let room = usize::from(AREA.width - x);
        buffer.set_stringn(*x, *y, text, room, *style);
    }
    buffer
}

/// The bytes of these frames one after the other, by this backend and by ratatui's own.
fn written(frames: &[Buffer]) -> (Vec<u8>, Vec<u8>) {
    written_to(Capabilities::XTERM, frames)
}

/// Likewise, to a terminal that can do this.
fn written_to(can: Capabilities, frames: &[Buffer]) -> (Vec<u8>, Vec<u8>) {
    let (mut lean, mut plain) = (Vec::new(), Vec::new());
    let (mut lean_backend, mut plain_backend) =
        (LeanBackend::new(&mut lean, AREA.as_size(), can), CrosstermBackend::new(&mut plain));
    let mut before = Buffer::empty(AREA);
    for after in frames {
        lean_backend.show(after).unwrap();
        lean_backend.rest();
        plain_backend.draw(before.diff(after).into_iter()).unwrap();
        before = after.clone();
    }
    drop((lean_backend, plain_backend));
    (lean, plain)
}

/// What ratatui's own backend makes a blank terminal show of the last frame alone. From frame to frame it leaves behind a wide
/// character, written over in part, the colour of what was written.
fn redrawn(frames: &[Buffer]) -> Vec<String> {
    cells(&shown(&written(frames.last().map(std::slice::from_ref).unwrap_or_default()).1))
}

fn shown(bytes: &[u8]) -> vt100::Parser {
    let side = |length: u16| std::num::NonZeroU16::new(length).unwrap();
    let mut parser = vt100::Parser::new(side(AREA.height), side(AREA.width), 0);
    parser.process(bytes);
    parser
}

fn cells(parser: &vt100::Parser) -> Vec<String> {
    let screen = parser.screen();
    AREA.positions()
        .filter_map(|at| screen.cell(at.y, at.x))
        .map(|cell| {
            let text = if cell.contents().is_empty() && !cell.is_wide_continuation() { " " } else { cell.contents() };
            // The colour of a blank is seen by nobody unless it is turned or underlined.
            let seen = text != " " || cell.inverse() || cell.underline();
            let fg = if seen { format!("{:?}", cell.fgcolor()) } else { String::new() };
            let letter = seen.then(|| (cell.bold(), cell.dim(), cell.italic()));
            format!("{text:?} {fg} {:?} {letter:?} {} {}", cell.bgcolor(), cell.inverse(), cell.underline())
        })
        .collect()
}

proptest! {
    #[test]
    fn a_terminal_shows_what_a_full_redraw_would_make_it_show(frames in proptest::collection::vec(any_frame(), 1..6)) {
        let frames: Vec<Buffer> = frames.iter().map(|frame| picture(frame)).collect();
        prop_assert_eq!(cells(&shown(&written(&frames).0)), redrawn(&frames));
    }

    #[test]
    fn what_a_terminal_lacks_is_not_sent_and_it_shows_the_same(
        frames in proptest::collection::vec(any_frame(), 1..6), erases: bool, goes_right: bool,
        (names_columns, switches_off) in any::<(bool, bool)>()
    ) {
        let frames: Vec<Buffer> = frames.iter().map(|frame| picture(frame)).collect();
        let can = Capabilities { erases, goes_right, names_columns, switches_off, ..Capabilities::LEAST };
        let (lean, _) = written_to(can, &frames);
        prop_assert_eq!(cells(&shown(&lean)), redrawn(&frames));
        let text = String::from_utf8(lean).unwrap();
        let one_off = ["\x1b[22", "\x1b[23", "\x1b[24", "\x1b[27"].iter().any(|off| text.contains(&format!("{off}m")));
        prop_assert!(switches_off || !one_off, "{:?}", text);
        let ends = text.split("\u{1b}[").skip(1).filter_map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').chars().next());
        for end in ends {
            let is_known = matches!(end, 'H' | 'K' | 'm')
                || end == 'X' && erases
                || end == 'C' && goes_right
                || end == 'G' && names_columns;
            prop_assert!(is_known, "{} in {:?}", end, text);
        }
    }
}

/// Frames with a link each, by this backend.
fn linked(frames: &[(Buffer, Vec<WebLink>)]) -> Vec<u8> {
    let mut backend = LeanBackend::new(Vec::new(), AREA.as_size(), Capabilities::XTERM);
    for (frame, links) in frames {
        backend.set_links(links.clone(), &[]);
        backend.show(frame).unwrap();
    }
    std::mem::take(backend.out())
}

fn link(row: u16, columns: Range<u16>, address: &str) -> WebLink {
    WebLink { row, columns, address: address.to_owned() }
}

fn any_link() -> impl Strategy<Value = WebLink> {
    (0..AREA.height, 0..AREA.width, 0..AREA.width, prop_oneof![Just("https://a.example"), Just("https://b.example")])
        .prop_map(|(row, one, other, address)| link(row, one.min(other)..one.max(other), address))
}

/// What is written of a terminal's cells while something is open, and whether that is text and looks alone.
fn within_links(bytes: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let mut found = Vec::new();
    for part in text.split("\x1b]8;id=m;").skip(1) {
        let (address, rest) = part.split_once("\x1b\\").unwrap();
        // Another address may be opened at once.
        let written = rest.split_once("\x1b]8;;\x1b\\").map_or(rest, |(written, _)| written);
        let mut shown = String::new();
        for (number, piece) in written.split("\x1b[").enumerate() {
            let text = if number == 0 { piece } else { piece.split_once('m').unwrap().1 };
            shown.push_str(text);
        }
        found.push((address.to_owned(), shown));
    }
    found
}

proptest! {
    #[test]
    fn links_change_nothing_of_what_is_seen(
        frames in proptest::collection::vec((any_frame(), proptest::collection::vec(any_link(), 0..3)), 1..6),
    ) {
        let frames: Vec<(Buffer, Vec<WebLink>)> =
            frames.iter().map(|(frame, links)| (picture(frame), links.clone())).collect();
        let plain: Vec<Buffer> = frames.iter().map(|(frame, _)| frame.clone()).collect();
        let with_links = linked(&frames);
        prop_assert_eq!(cells(&shown(&with_links)), cells(&shown(&written(&plain).0)));
        for (_, text) in within_links(&with_links) {
            prop_assert!(!text.contains('\x1b'), "{:?}", text);
        }
        let text = String::from_utf8(with_links).unwrap();
        let last = text.rfind("\x1b]8;id=m;");
        prop_assert!(last <= text.rfind("\x1b]8;;\x1b\\"), "what is opened is closed");
    }
}

#[test]
fn a_cell_leads_where_it_was_told_last() {
    let text = picture(&[(2, 1, "a name here".to_owned(), Style::new())]);
    let (a, b) = ("https://a.example", "https://b.example");
    let found = |frames: &[(Buffer, Vec<WebLink>)]| within_links(&linked(frames));
    let told = |address: &str, text: &str| (address.to_owned(), text.to_owned());
    let first = (text.clone(), vec![link(1, 4..8, a)]);
    assert_eq!(found(std::slice::from_ref(&first)), [told(a, "name")]);
    // The same again is not told again; another address is, and its end where the letters stay.
    assert_eq!(found(&[first.clone(), first.clone()]), [told(a, "name")]);
    let (second, none) = ((text.clone(), vec![link(1, 4..8, b)]), (text, Vec::new()));
    assert_eq!(found(&[first.clone(), second]), [told(a, "name"), told(b, "name")]);
    let bytes = String::from_utf8(linked(&[first, none])).unwrap();
    assert!(bytes.ends_with("name"), "they are written once more without it: {bytes:?}");
}

#[test]
fn a_sign_of_disputed_width_leaves_nothing_behind() {
    let devanagari = picture(&[(2, 1, "मैत्री ख".to_owned(), Style::new()), (20, 1, "│".to_owned(), Style::new())]);
    let (lean, _) = written(&[devanagari.clone(), Buffer::empty(AREA)]);
    assert!(cells(&shown(&lean)).iter().all(|cell| cell.starts_with("\" \"")));
    let japanese = picture(&[(2, 1, "東大".to_owned(), Style::new()), (20, 1, "│".to_owned(), Style::new())]);
    for frames in [vec![devanagari.clone()], vec![devanagari.clone(), japanese]] {
        let (lean, _) = written(&frames);
        let parser = shown(&lean);
        let screen = parser.screen();
        assert_eq!(screen.cell(1, 20).map(|cell| cell.contents().to_owned()), Some("│".to_owned()));
    }
}

#[test]
fn both_halves_of_a_wide_character_are_taken_away() {
    let wide = picture(&[(2, 0, "東大寺".to_owned(), Style::new())]);
    let (before, _) = written(std::slice::from_ref(&wide));
    let (after, _) = written(&[wide, Buffer::empty(AREA)]);
    let erased = String::from_utf8(after.split_at(before.len()).1.to_vec()).unwrap();
    assert_eq!(erased, "\x1b[1;3H\x1b[K");
}

#[test]
fn a_cursor_that_cannot_be_hidden_is_left_alone() {
    let mut backend = LeanBackend::new(Vec::new(), AREA.as_size(), Capabilities::LEAST);
    backend.hide_cursor().and_then(|()| Backend::flush(&mut backend)).unwrap();
    assert!(backend.out().is_empty());
    backend.show_cursor().and_then(|()| backend.set_cursor_position((3, 1))).unwrap();
    Backend::flush(&mut backend).unwrap();
    assert_eq!(backend.out(), b"\x1b[2;4H");
}

#[test]
fn the_cursor_is_told_of_only_when_it_changes() {
    let mut backend = LeanBackend::new(Vec::new(), AREA.as_size(), Capabilities::XTERM);
    let told = |backend: &mut LeanBackend<Vec<u8>>, cursor: Option<(u16, u16)>| {
        match cursor {
            Some(position) => backend.show_cursor().and_then(|()| backend.set_cursor_position(position)).unwrap(),
            None => backend.hide_cursor().unwrap(),
        }
        Backend::flush(backend).unwrap();
        String::from_utf8(std::mem::take(backend.out())).unwrap()
    };
    assert_eq!(told(&mut backend, Some((3, 1))), "\x1b[2;4H");
    assert_eq!(told(&mut backend, Some((3, 1))), "");
    assert_eq!(told(&mut backend, None), "\x1b[?25l");
    assert_eq!(told(&mut backend, None), "");
    assert_eq!(told(&mut backend, Some((3, 1))), "\x1b[?25h");
    backend.draw([(0, 0, &Cell::new("a"))].into_iter()).unwrap();
    backend.out().clear();
    assert_eq!(told(&mut backend, Some((3, 1))), "\n\x1b[4G");
}

#[test]
fn scattered_changes_take_fewer_bytes() {
    let text = |text: &str| picture(&[(0, 0, text.to_owned(), Style::new().fg(Color::Cyan))]);
    let (before, after) = (text("the quick brown fox jum"), text("the thick crown box sum"));
    let (lean, plain) = written(&[before, after]);
    assert!(lean.len() * 3 < plain.len() * 2, "{} {}", lean.len(), plain.len());
}

#[test]
fn what_lies_between_is_written_again_only_where_that_is_shorter() {
    let (cyan, red) = (Style::new().fg(Color::Rgb(1, 2, 3)), Style::new().fg(Color::LightRed));
    let after_change = |between: &str, style: Style| {
        let frame = |one: &str, other: &str| {
            let x = 1 + u16::try_from(between.len()).unwrap();
            let pieces = [(0, one, cyan), (1, between, style), (x, other, cyan)];
            picture(&pieces.map(|(x, text, style)| (x, 0, text.to_owned(), style)))
        };
        let (first, _) = written(&[frame("a", "b")]);
        let (both, _) = written(&[frame("a", "b"), frame("c", "d")]);
        String::from_utf8(both.split_at(first.len()).1.to_vec()).unwrap().replace('\x1b', "^")
    };
    let colour = "^[38;2;1;2;3m";
    assert_eq!(after_change("123", cyan), format!("^[H{colour}c123d^[m"));
    assert_eq!(after_change("   ", red), format!("^[H{colour}c   d^[m"), "the colour of blanks is not seen");
    assert_eq!(after_change("123", red), format!("^[H{colour}c^[3Cd^[m"), "another colour and back takes more");
    assert_eq!(after_change("12345", cyan), format!("^[H{colour}c^[5Cd^[m"), "so do five letters");
}

#[test]
fn a_row_is_written_anew_only_from_a_sign_of_disputed_width_on() {
    let frame = |left: &str, name: &str| {
        picture(&[
            (0, 1, left.to_owned(), Style::new()),
            (6, 1, name.to_owned(), Style::new()),
            (20, 1, "│".to_owned(), Style::new()),
        ])
    };
    let after = |frames: &[Buffer]| {
        let (first, _) = written(&frames[..1]);
        let (both, _) = written(frames);
        String::from_utf8(both.split_at(first.len()).1.to_vec()).unwrap()
    };
    let (devanagari, other) = (frame("left", "मैत्री"), frame("lift", "मैत्री"));
    assert_eq!(after(&[devanagari.clone(), other]), "\x1b[2;2Hi");
    let name = after(&[devanagari.clone(), frame("left", "महत्व")]);
    assert!(name.starts_with("\x1b[2;7H\x1b[K") && name.ends_with("│"), "{name:?}");
    let gone = after(&[devanagari, frame("left", "plain")]);
    assert!(gone.starts_with("\x1b[2;7H\x1b[Kplain") && gone.ends_with("│"), "{gone:?}");
}

#[test]
fn what_is_shown_before_the_rest_has_the_cursor_as_it_will_be() {
    let area = Rect::new(0, 0, 100, 30);
    let mut backend = LeanBackend::new(Vec::new(), area.as_size(), Capabilities::XTERM);
    let mut first_part = |text: &str, cursor: Option<Position>| {
        let mut buffer = Buffer::empty(area);
        (0..30).for_each(|y| buffer.set_string(0, y, text.repeat(100), Style::new()));
        backend.set_beside(Rect::new(50, 0, 50, 30), cursor);
        backend.draw(Buffer::empty(area).diff(&buffer).into_iter()).unwrap();
        backend.cursor = (cursor.unwrap_or_default(), cursor.is_some());
        Backend::flush(&mut backend).unwrap();
        let written = String::from_utf8(std::mem::take(backend.out())).unwrap();
        let (first, rest) = written.split_once("\x1b[?2026l\x1b[?2026h").unwrap();
        assert!(!rest.contains("\x1b[?25"), "it is told once: {rest:?}");
        first.to_owned()
    };
    assert!(first_part("x", None).ends_with("\x1b[?25l"), "nobody is to see where it was left");
    assert!(first_part("y", Some(Position::new(3, 4))).ends_with("\x1b[5;4H\x1b[?25h"));
    assert!(first_part("z", Some(Position::new(3, 5))).ends_with("\x1b[6;4H"), "it shows already");
}

#[test]
fn where_one_types_is_shown_before_much_else() {
    let area = Rect::new(0, 0, 100, 30);
    let full = |rows: u16| {
        let mut buffer = Buffer::empty(area);
        (0..rows).for_each(|y| buffer.set_string(0, y, "x".repeat(100), Style::new()));
        buffer
    };
    let parts = |can: Capabilities, rows: u16, at: Option<Position>| {
        let mut backend = LeanBackend::new(Vec::new(), area.as_size(), can);
        backend.set_typed_at(at);
        let changed = full(rows);
        backend.draw(Buffer::empty(area).diff(&changed).into_iter()).unwrap();
        let written = String::from_utf8(std::mem::take(backend.out())).unwrap();
        written.split("\x1b[?2026l\x1b[?2026h").map(str::to_owned).collect::<Vec<_>>()
    };
    let typed = Some(Position::new(7, 3));
    let [first, rest] = &parts(Capabilities::XTERM, 30, typed)[..] else { panic!("it is not written first") };
    assert_eq!(*first, format!("\x1b[4H{}\x1b[4;8H", "x".repeat(100)));
    assert_eq!(rest.matches('x').count(), 2900);
    assert_eq!(parts(Capabilities::XTERM, 30, None).len(), 1, "nobody types");
    assert_eq!(parts(Capabilities::XTERM, 4, typed).len(), 1, "there is little else");
    assert_eq!(parts(Capabilities::XTERM, 30, Some(Position::new(0, 30))).len(), 1, "nothing has changed there");
    assert_eq!(parts(Capabilities { modes: false, ..Capabilities::XTERM }, 30, typed).len(), 1, "it knows no marks");
}
