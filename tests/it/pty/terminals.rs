//! Terminals of all kinds: what each is sent and not sent, and that what one answers is typed nowhere.

use super::terminal::{CLASSIC, PROMPT, Seen, Terminal, cells, rows, signal};
use crate::harness::{PACK, Player};
use crate::program::{MAITRI, on_frozen};

/// Where the entries of terminals are that tests know.
const ENTRIES: (&str, &str) = ("TERMINFO", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/terminfo"));

/// The explorer in a terminal of this kind.
pub(super) fn start(kind: &str) -> Terminal {
    Terminal::start(CLASSIC, &[], &[("TERM", kind), ENTRIES])
}

/// What ends the control sequences that were sent, and the modes that were set and unset.
fn ends(seen: &Seen) -> Vec<String> {
    let text = String::from_utf8_lossy(&seen.bytes).into_owned();
    let sequences = text.split("\x1b[").skip(1);
    let is_parameter = |c: char| c.is_ascii_digit() || ";?<>=".contains(c);
    let end = |rest: &str| {
        let end = rest.find(|c| !is_parameter(c)).unwrap_or(rest.len());
        let mark = if rest.starts_with('?') { "?" } else { "" };
        format!("{mark}{}", rest[end..].chars().next().unwrap_or_default())
    };
    sequences.map(end).collect()
}

#[test]
fn what_cannot_be_drawn_on_gets_a_sentence() {
    let emacs = |inside| vec![("TERM", "xterm-256color"), ("INSIDE_EMACS", inside)];
    let kinds =
        ["", "dumb", "vt52", "st52", "xterm-vt52", "emacs", "no-such-terminal"].map(|kind| vec![("TERM", kind)]);
    for mut environment in kinds.into_iter().chain(["28.2,comint", "29.1,compile", "30.1,eshell"].map(emacs)) {
        environment.push(ENTRIES);
        let mut terminal = Terminal::start(CLASSIC, &[], &environment);
        assert_eq!(terminal.ended(), 1, "{environment:?}");
        let seen = terminal.seen();
        let text = String::from_utf8_lossy(&seen.bytes).into_owned();
        for other in ["`maitri search`", "`maitri show`", "`maitri --print`"] {
            assert!(text.contains(other), "{environment:?}: {text}");
        }
        assert!(!seen.has_escapes(), "{environment:?}: {text:?}");
    }
    let arguments = [&["-u", "TERM", MAITRI][..], &on_frozen(&[])].concat();
    let mut terminal = Terminal::run(CLASSIC, "env", &arguments, &[]);
    assert_eq!(terminal.ended(), 1);
    assert!(rows(&terminal.seen()).join(" ").contains("TERM is not set"));
}

#[test]
fn one_that_has_no_other_screen_though_its_kind_may_is_left_empty() {
    // As GNU screen by its own settings, and tmux and xterm by their users'.
    let mut terminal = start("xterm-256color");
    terminal.expect(&Player::open(CLASSIC), "the first screen");
    terminal.send(b"q");
    terminal.expect_restored();
    let text = String::from_utf8_lossy(&terminal.seen().bytes).replace("\x1b[?1049h", "").replace("\x1b[?1049l", "");
    let mut parser = vt100::Parser::new(cells(CLASSIC.1), cells(CLASSIC.0), 0);
    parser.process(text.as_bytes());
    assert_eq!(parser.screen().contents().trim(), "");
    assert_eq!(parser.screen().cursor_position(), (0, 0));
}

#[test]
fn a_terminal_that_cannot_erase_characters_is_not_asked_to() {
    for kind in ["eterm-color", "rxvt"] {
        let (mut terminal, mut player) = (start(kind), Player::open(CLASSIC));
        terminal.expect(&player, "the first screen");
        for (sent, keys) in
            [(&b"2"[..], "2"), (b"\x1b[B", "<down>"), (b" ", " "), (b"kobe", "kobe"), (b"\r", "<enter>")]
        {
            terminal.follow(&mut player, sent, keys);
        }
        let ends = ends(&terminal.seen());
        let text = String::from_utf8_lossy(&terminal.seen().bytes).into_owned();
        assert!(!ends.contains(&"X".to_owned()), "{kind}: {ends:?}");
        assert!(text.contains("\x1b7\x1b[?47h") && !text.contains("1049"), "{kind}");
        terminal.send(b"q");
        terminal.expect_restored();
    }
}

#[test]
fn a_terminal_with_one_screen_and_no_modes_is_sent_none_and_left_empty() {
    let (mut terminal, player) = (start("pcansi"), Player::open(CLASSIC));
    let wanted = player.rows();
    terminal.wait_for("the first screen", |seen| rows(seen) == wanted);
    terminal.send(b"q");
    assert_eq!(terminal.ended(), 0);
    let seen = terminal.seen();
    let known = ["H", "K", "m", "J"];
    let ends = ends(&seen);
    assert!(ends.iter().all(|end| known.contains(&&**end)), "{ends:?}");
    assert_eq!(seen.parser.screen().contents().trim_end(), "");
    assert_eq!(seen.parser.screen().cursor_position(), (0, 0));
}

#[test]
fn a_terminal_without_colours_is_sent_none() {
    let mut terminal = start("vt100");
    let wanted = Player::open(CLASSIC).rows();
    terminal.wait_for("the first screen", |seen| rows(seen) == wanted);
    let text = String::from_utf8_lossy(&terminal.seen().bytes).into_owned();
    for colour in 30..=49 {
        assert!(!text.contains(&format!("\x1b[{colour}m")) && !text.contains(&format!(";{colour}m")), "{colour}");
    }
    assert!(!text.contains("\x1b]"), "it is asked nothing");
}

#[test]
fn the_command_line_goes_before_no_color_at_once() {
    let colours = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut terminal = Terminal::start(CLASSIC, arguments, environment);
        terminal.wait_for("the first screen", Seen::is_whole);
        // That of a known background: `plain`, of which nothing is known, hardly has any.
        let text = String::from_utf8_lossy(&terminal.seen().bytes).into_owned();
        let is_colour = |number: &str| number.parse().is_ok_and(|number: u8| matches!(number, 30..=38 | 90..=97));
        let attributes = text.split("\x1b[").filter_map(|rest| rest.split_once('m')).map(|(attributes, _)| attributes);
        attributes.filter(|attributes| attributes.split(';').any(is_colour)).count()
    };
    let none = ("NO_COLOR", "1");
    let dark = ("COLORFGBG", "15;0");
    assert!(colours(&["--color", "true"], &[none, dark]) > 0);
    assert!(colours(&["--color", "16"], &[none, dark, ("TERM", "xterm-mono"), ENTRIES, ("MAITRI_COLOR", "never")]) > 0);
    assert!(colours(&[], &[none, dark, ("MAITRI_COLOR", "256")]) > 0);
    let refused = [none, dark, ("COLORTERM", "truecolor")];
    assert_eq!((colours(&[], &refused), colours(&["--color", "auto"], &refused)), (0, 0));
    // So do the settings of this program, unless they leave it to the environment.
    let set = |color: &str| {
        let directory = tempfile::tempdir().expect("a temporary directory");
        std::fs::create_dir(directory.path().join("maitri")).expect("it is made");
        let config = directory.path().join("maitri/config.ron");
        std::fs::write(config, format!("(color: \"{color}\")")).expect("it is written");
        colours(&[], &[none, dark, ("XDG_CONFIG_HOME", &directory.path().display().to_string())])
    };
    assert!(set("256") > 0 && set("auto") == 0);
    // Where nothing is known of the background, what the terminal tells of it is asked for, which mono would not.
    let mut terminal = Terminal::start(CLASSIC, &["--color", "true"], &[none]);
    terminal.wait_for("the first screen", Seen::is_whole);
    assert!(String::from_utf8_lossy(&terminal.seen().bytes).contains("\x1b]11;?"));
    terminal.send(b"\x1b]11;rgb:1111/0000/0000\x1b\\\x1b[?62;22c");
    terminal.wait_for("its colours", |seen| String::from_utf8_lossy(&seen.bytes).contains("38;2;"));
}

#[test]
fn a_locale_of_another_encoding_gets_ascii_unless_it_is_told_otherwise() {
    let drawn = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut terminal = Terminal::start(CLASSIC, arguments, environment);
        terminal.wait_for("the first screen", Seen::is_whole);
        terminal.seen().bytes.is_ascii()
    };
    for environment in
        [&[("LANG", "C")][..], &[("LC_ALL", "ja_JP.eucJP"), ("LANG", "en_IN.UTF-8")], &[("LC_CTYPE", "POSIX")]]
    {
        assert!(drawn(&[], environment), "{environment:?}");
        assert!(drawn(&["--open", "kobe"], environment), "{environment:?}: the text of a record");
        assert!(!drawn(&["--ascii=false"], environment), "{environment:?}");
        let told = [environment, &[("MAITRI_ASCII", "false")]].concat();
        assert!(!drawn(&[], &told), "{environment:?}");
    }
    assert!(
        !drawn(&[], &[]) && !drawn(&[], &[("LANG", "en_IN.UTF-8")]) && !drawn(&["--ascii=false"], &[("LANG", "C")])
    );
}

#[test]
fn what_a_command_writes_to_such_a_terminal_is_ascii_too() {
    for arguments in
        [&["show", "kobe"][..], &["--print", "--size", "80x24"], &["search", "harbour"], &["--help"], &["show", "kob"]]
    {
        let mut terminal = Terminal::start(CLASSIC, arguments, &[("LANG", "C")]);
        terminal.ended();
        assert!(terminal.seen().bytes.is_ascii(), "{arguments:?}: {}", rows(&terminal.seen()).join("\n"));
    }
    let mut terminal = Terminal::start(CLASSIC, &["--print", "--size", "80x24"], &[("LANG", "en_IN.UTF-8")]);
    terminal.ended();
    assert!(!terminal.seen().bytes.is_ascii());
}

/// What a terminal answers late, and what is typed after that.
const LATE: &[u8] = b"\x1b]11;rgb:1111/0000/0000\x1b\\\x1b[?62;22ctyped";

/// Has the explorer, which is this process, leave its terminal.
type Leave = fn(&mut Terminal, u32);

/// Leaves the explorer so, answers once its screen is gone, and tells what a shell then reads.
fn read_after(leave: Leave) -> String {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = directory.path().join("pid");
    let script = format!(
        "sh -c 'echo $$ >\"{}\"; exec \"{MAITRI}\" --data \"{PACK}\"'; read line; echo \"got=$line.\"; read more",
        file.display()
    );
    let mut terminal = Terminal::run(CLASSIC, "sh", &["-mc", &script], &[]);
    terminal.wait_for("the first screen", |seen| seen.is_whole() && seen.parser.screen().alternate_screen());
    let process = std::fs::read_to_string(&file).ok().and_then(|pid| pid.trim().parse().ok()).expect("a pid");
    leave(&mut terminal, process);
    terminal.wait_for("the end of its screen", |seen| !seen.parser.screen().alternate_screen());
    terminal.send(LATE);
    // Enter is the shell's: in raw mode it would be no end of a line.
    terminal.wait_until_given_back();
    terminal.send(b"\r");
    terminal.wait_for("the shell", |seen| seen.parser.screen().contents().contains("got="));
    let text = terminal.seen().parser.screen().contents();
    text.lines().find(|line| line.contains("got=")).unwrap_or_default().trim_end().to_owned()
}

#[test]
fn a_late_answer_is_typed_nowhere_however_it_is_left_and_what_follows_is_the_shells() {
    let leave: [(&str, Leave); 5] = [
        ("q", |terminal, _| terminal.send(b"q")),
        ("Ctrl-Z", |terminal, _| terminal.send(b"\x1a")),
        ("SIGTERM", |_, process| signal("-TERM", process)),
        ("SIGINT", |_, process| signal("-INT", process)),
        ("SIGTSTP", |_, process| signal("-TSTP", process)),
    ];
    for (how, leave) in leave {
        // About time itself: an answer that comes a second after it was asked for is not waited for, and a machine with
        // much to do may take longer for all this.
        let read: Vec<_> = (0..5).map(|_| read_after(leave)).take_while(|read| read != "got=typed.").collect();
        assert!(read.len() < 5, "{how}: {read:?}");
    }
}

#[test]
fn what_is_only_printed_asks_nothing() {
    let mut terminal = Terminal::start(CLASSIC, &["--print", "--size", "40x10"], &[]);
    assert_eq!(terminal.ended(), 0);
    assert!(!terminal.seen().has_escapes());
    assert!(terminal.seen().parser.screen().contents().contains(PROMPT));
}
