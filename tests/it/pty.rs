//! The program in a real pseudo-terminal, read back through a terminal emulator: what it draws, how
//! much it writes for it, and that it leaves the terminal as it found it.
//!
//! What should be on the screen is what [`Player`] draws for the same keys. Nothing here sleeps for
//! luck: every wait is for something to show, up to a deadline. That nothing is written for a key is shown by
//! the next one, for which no other bytes come than else. Only what is about time itself lets a bounded time pass.

mod kiosk;
mod large;
mod line;
mod mains;
mod pack;
mod study;
mod terminal;
mod terminals;

use self::terminal::{BEGIN, END, LARGE, PROMPT, cells, pty_size, surround};
pub(crate) use self::terminal::{CLASSIC, DEADLINE, IDLE, Seen, Terminal, rows, signal};
use crate::harness::{DARK, Player, library};
use crate::program::MAITRI;

#[test]
fn it_opens_and_q_gives_the_terminal_back() {
    // As its user has it: on the bundled dataset.
    let mut terminal = Terminal::run(LARGE, MAITRI, &[], &[]);
    terminal.expect(&Player::on(library(), DARK, LARGE), "the first screen");
    terminal.send(b"q");
    terminal.expect_restored();
}

#[test]
fn control_c_gives_the_terminal_back() {
    for before in ["", " harbour", "/lantern"] {
        let mut terminal = Terminal::open(CLASSIC);
        if !before.is_empty() {
            terminal.follow(&mut Player::open(CLASSIC), before.as_bytes(), before);
        }
        terminal.send(b"\x03");
        terminal.expect_restored();
    }
}

#[test]
fn a_person_filters_finds_resizes_and_quits() {
    let mut terminal = Terminal::open(LARGE);
    let mut player = Player::open(LARGE);
    terminal.follow(&mut player, b"/lantern", "/lantern");
    terminal.follow(&mut player, b"\r", "<enter>");
    terminal.follow(&mut player, b"\x1b", "<esc>");
    terminal.follow(&mut player, b" ", "<space>");
    terminal.follow(&mut player, b"kobe", "kobe");
    terminal.resize(CLASSIC);
    player.resize(CLASSIC);
    terminal.expect(&player, "the finder at 80×24");
    terminal.follow(&mut player, b"\r", "<enter>");
    terminal.resize((39, 9));
    player.resize((39, 9));
    terminal.expect(&player, "the line that says it is too small");
    terminal.resize(LARGE);
    player.resize(LARGE);
    terminal.expect(&player, "the whole screen again");
    terminal.send(b"q");
    terminal.expect_restored();
}

#[test]
fn keys_arrive_as_terminals_send_them() {
    let mut terminal = Terminal::open(CLASSIC);
    let mut player = Player::open(CLASSIC);
    for (sent, keys) in [
        (&b"\x1b[1~"[..], "<home>"),
        (b"\x1b[B", "<down>"),
        (b"\x1bOB", "<down>"),
        (b"\x1b[A", "<up>"),
        (b"\x1b[6~", "<pgdn>"),
        (b"\x1b[5~", "<pgup>"),
        (b"\x1b[F", "<end>"),
        (b"\x1b[H", "<home>"),
        (b"\x1bOr", "2"),
        (b"\x1b[49u", "1"),
        (b"\x1b[C", "<right>"),
        (b"\x1b[D", "<left>"),
        (b"\t", "<tab>"),
        (b"\x1b[Z", "<shift-tab>"),
        (b"3", "3"),
        (b" harbour", "<space>harbour"),
        (b"\x7f", "<backspace>"),
        // Nothing stands under the cursor to be deleted.
        (b"\x1b[3~\x15", "<delete><c-u>"),
        ("मैत्री".as_bytes(), "मैत्री"),
        (b"\x17harbour", "<c-w>harbour"),
        (b"\r", "<enter>"),
        (b"\x1b[1;3D", "<alt-left>"),
        (b"\x1b[1;3C", "<alt-right>"),
        (b"\x7f", "<backspace>"),
        (b"?", "?"),
    ] {
        terminal.follow(&mut player, sent, keys);
    }
}

#[test]
fn what_another_program_left_on_is_turned_off_and_its_own_keys_end_it_all_the_same() {
    for keys in [&b"\x1b[99;5u"[..], b"\x1b[27;5;99~", b"\x1b[113u", b"\x1b[27;1;113~", b"\x1b[81;16;113;1;0;1_"] {
        // As kitty's protocol, modifyOtherKeys and the application modes would be left.
        let before = b"\x1b[>1u\x1b[>4;2m\x1b=\x1b[?1h\x1b[?1003h$ maitri\r\n";
        let mut terminal = Terminal::start_over(before, CLASSIC);
        terminal.expect(&Player::open(CLASSIC), "the first screen");
        {
            let seen = terminal.seen();
            let screen = seen.parser.screen();
            assert!(!screen.application_keypad() && !screen.application_cursor());
            assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
            let count = |mark: &[u8]| seen.bytes.windows(mark.len()).filter(|bytes| *bytes == mark).count();
            assert_eq!((count(b"\x1b[>0u"), count(b"\x1b[>4;0m"), count(b"\x1b[?9001l")), (1, 1, 1));
        }
        terminal.send(keys);
        terminal.wait_for("the end", |seen| seen.bytes.windows(4).any(|bytes| bytes == b"\x1b[<u"));
        assert_eq!(terminal.exit_code(), 0, "{keys:?}");
    }
}

#[test]
fn a_burst_of_keys_loses_none() {
    let mut terminal = Terminal::open(CLASSIC);
    let mut player = Player::open(CLASSIC);
    // One way only: how far a list scrolls back depends on what was drawn between the keys. What the last key
    // leads to has not been on the screen before.
    let burst = "k".repeat(40) + "2jjs3t1k";
    terminal.follow(&mut player, burst.as_bytes(), &burst);
}

#[test]
fn it_opens_where_the_arguments_say() {
    let mut terminal = Terminal::start(CLASSIC, &["--tab", "trade", "--keys", "t<left>"], &[]);
    terminal.expect(&Player::after("3t<left>", CLASSIC), "the table of figures");
}

#[test]
fn a_copy_is_sent_to_the_clipboard() {
    let mut terminal = Terminal::open(CLASSIC);
    let mut player = Player::open(CLASSIC);
    terminal.follow(&mut player, b"y", "y");
    let sent = String::from_utf8_lossy(&terminal.seen().bytes).into_owned();
    assert!(sent.contains("\x1b]52;c;"), "no OSC 52 was sent");
}

#[test]
fn a_terminal_that_knows_no_clipboard_is_sent_nothing_and_shows_what_was_copied() {
    for kind in ["vt100", "ansi", "pcansi", "linux"] {
        let mut terminal = terminals::start(kind);
        let wanted = Player::open(CLASSIC).rows();
        terminal.wait_for("the first screen", |seen| rows(seen) == wanted);
        terminal.send(b"y");
        terminal.wait_for("what was copied", |seen| {
            let rows = rows(seen).join("\n");
            rows.contains("This terminal knows nothing of a clipboard") && !rows.contains("Sent to")
        });
        // As it is closed, what else would be sent is sent too.
        terminal.send(b"\x1b");
        terminal.wait_for("the screen below", |seen| rows(seen) == wanted);
        let sent = String::from_utf8_lossy(&terminal.seen().bytes).into_owned();
        assert!(!sent.contains("\x1b]"), "{kind}: a command to the terminal was sent");
    }
}

#[test]
fn nothing_is_written_while_nobody_types() {
    let terminal = Terminal::open(LARGE);
    let count = terminal.seen().bytes.len();
    // About time itself, of which this lets some pass.
    assert_eq!(terminal.came_within(IDLE, count), 0, "bytes in {IDLE:?}");
}

#[test]
fn keys_without_meaning_write_nothing() {
    let (mut terminal, mut player) = (Terminal::open(LARGE), Player::open(LARGE));
    terminal.follow(&mut player, b"g", "g");
    let down = terminal.written_for(&mut player, b"j", "j");
    let up = terminal.written_for(&mut player, b"k", "k");
    // The first item is selected already, nothing is open, and nobody has been elsewhere.
    for keys in [&b"k"[..], b"1", b"\x7f", b"\x1b[5~", b"\x1a", b"x", b"\x1bq", b"\x1b[15~"] {
        let more = terminal.written_for(&mut player, &[keys, b"j"].concat(), "j");
        assert_eq!(more, down, "something was written for {keys:?}: {:?}", String::from_utf8_lossy(&more));
        assert_eq!(terminal.written_for(&mut player, b"k", "k"), up, "{keys:?}");
    }
}

/// Goes to each of these tabs and some steps down, and tells how many bytes each tab and each step took.
fn bytes_of_a_walk(tabs: &[&str]) -> (Vec<usize>, Vec<usize>) {
    let mut terminal = Terminal::open(LARGE);
    let mut player = Player::open(LARGE);
    let (mut switches, mut steps) = (Vec::new(), Vec::new());
    for tab in tabs {
        switches.push(terminal.follow(&mut player, tab.as_bytes(), tab));
        if *tab == "1" {
            // One begins at its end.
            terminal.follow(&mut player, b"g", "g");
        }
        steps.extend((0..4).map(|_| terminal.follow(&mut player, b"\x1b[B", "<down>")));
    }
    (switches, steps)
}

#[test]
fn tabs_and_steps_write_little() {
    let (switches, steps) = bytes_of_a_walk(&["2", "4", "5", "1"]);
    assert!(switches.iter().all(|&bytes| bytes <= 12 * 1024), "more than 12 KiB for a tab: {switches:?}");
    // The pane beside the list has room for nearly two thousand letters, and one record of the pack fills it.
    assert!(steps.iter().all(|&bytes| bytes <= 2560), "more than 2½ KiB for a step: {steps:?}");
}

#[test]
fn the_trade_tab_writes_little() {
    let (switches, _) = bytes_of_a_walk(&["3", "1", "3"]);
    assert!(switches.iter().all(|&bytes| bytes <= 12 * 1024), "more than 12 KiB for a tab: {switches:?}");
}

#[test]
fn a_step_in_trade_writes_little() {
    // Each step draws another chart, most of whose cells are three bytes of Braille.
    let (_, steps) = bytes_of_a_walk(&["3"]);
    assert!(steps.iter().all(|&bytes| bytes <= 4 * 1024), "more than 4 KiB for another chart: {steps:?}");
}

#[test]
fn without_colours_there_are_only_modifiers() {
    let mut terminal = Terminal::start(LARGE, &[], &[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]);
    terminal.expect(&Player::open(LARGE), "the first screen");
    let bytes = String::from_utf8_lossy(&terminal.seen().bytes).into_owned();
    for attributes in bytes.split("\x1b[").skip(1).filter_map(attributes) {
        let allowed = ["", "0", "1", "2", "3", "4", "7", "22", "23", "24", "27", "39", "49", "59"];
        assert!(attributes.split(';').all(|number| allowed.contains(&number)), "ESC[{attributes}m is a colour");
    }
    assert!(bytes.contains("\x1b[7m"), "the selection is reversed all the same");
}

/// The numbers of a sequence that sets attributes, as in `1;31m…`.
fn attributes(sequence: &str) -> Option<&str> {
    let end = sequence.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    sequence[end..].starts_with('m').then(|| &sequence[..end])
}

#[test]
fn a_broken_pack_never_touches_the_screen() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().display().to_string();
    let mut terminal = Terminal::start(CLASSIC, &["--data", &path], &[]);
    assert_eq!(terminal.ended(), 1);
    let seen = terminal.seen();
    assert!(rows(&seen).join("").contains("1 problem in the pack"), "{}", rows(&seen).join("\n"));
    assert!(!seen.has_escapes(), "an escape sequence was written");
}

#[test]
fn a_tiny_terminal_is_survived() {
    let mut terminal = Terminal::open(CLASSIC);
    let mut player = Player::open(CLASSIC);
    terminal.follow(&mut player, b"k", "k");
    for size in [(1, 1), (2, 50), (50, 2), CLASSIC] {
        terminal.resize(size);
        player.resize(size);
        terminal.expect(&player, &format!("what fits in {size:?}"));
    }
    // What stood there before is no longer known: the emulator cut it off.
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_resize_right_after_the_first_screen_is_noticed() {
    let mut terminal = Terminal::open(CLASSIC);
    terminal.resize(LARGE);
    terminal.expect(&Player::open(LARGE), "the first screen at 120×40");
}

/// What somebody else has written all over a screen: letters on a colour, and no cursor.
fn scribble() -> Vec<u8> {
    let rows = (1..=CLASSIC.1).map(|row| format!("\x1b[{row};1H\x1b[41m{}", "x".repeat(usize::from(CLASSIC.0))));
    format!("{}\x1b[7;1m\x1b[?25l", rows.collect::<String>()).into_bytes()
}

/// Whether no cell looks as if it had been scribbled on.
fn is_clean(seen: &Seen) -> bool {
    let screen = seen.parser.screen();
    let mut cells = (0..CLASSIC.1).flat_map(|row| (0..CLASSIC.0).filter_map(move |column| screen.cell(row, column)));
    cells.all(|cell| cell.bgcolor() != vt100::Color::Idx(1))
}

#[test]
fn the_first_screen_shows_nothing_of_a_program_that_was_killed() {
    let killed = [b"\x1b[?1049h".to_vec(), scribble()].concat();
    let mut terminal = Terminal::start_over(&killed, CLASSIC);
    terminal.expect(&Player::open(CLASSIC), "the first screen");
    assert!(is_clean(&terminal.seen()));
    // So it is after one that really was.
    terminal.kill();
    let left = terminal.seen().bytes.clone();
    let mut again = Terminal::start_over(&left, CLASSIC);
    again.expect(&Player::open(CLASSIC), "the first screen once more");
}

#[test]
fn control_l_draws_everything_anew() {
    for before in ["", " harbour", "/lantern", "?"] {
        let mut terminal = Terminal::open(CLASSIC);
        let mut player = Player::open(CLASSIC);
        if !before.is_empty() {
            terminal.follow(&mut player, before.as_bytes(), before);
        }
        terminal.seen().parser.process(&scribble());
        terminal.send(b"\x0c");
        terminal.expect(&player, "all of the screen");
        assert!(is_clean(&terminal.seen()), "{before}");
    }
}
