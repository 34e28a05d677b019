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

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

use crate::harness::{DARK, Player, Size, TAB, TODAY, library};
use crate::program::{MAITRI, on_frozen};

/// How long anything may take before the test gives up; far more than it takes.
const DEADLINE: Duration = Duration::from_secs(20);
/// For so long an idle program must write nothing: a little longer than a second, which a clock would tell.
const IDLE: Duration = Duration::from_millis(1200);
/// What stands before a frame and after it.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// What the test itself writes once the program has ended, after all that the program wrote.
const LAST: &[u8] = b"\x1b]0;the end\x07";
/// What stands in the terminal before the program starts.
const PROMPT: &str = "$ maitri";

const LARGE: Size = (120, 40);
pub(crate) const CLASSIC: Size = (80, 24);

/// What the terminal has been sent.
pub(crate) struct Seen {
    pub(crate) parser: vt100::Parser,
    bytes: Vec<u8>,
}

impl Seen {
    /// Whether the last frame has come to its end, and nothing after it.
    fn is_whole(&self) -> bool {
        self.bytes.ends_with(END)
    }

    /// Whether the program wrote an escape sequence; asked once it has ended.
    fn has_escapes(&self) -> bool {
        let written = self.bytes.strip_suffix(LAST).unwrap_or(&self.bytes);
        written.contains(&0x1b)
    }

    /// All that has come after so many bytes.
    fn since(&self, count: usize) -> Vec<u8> {
        self.bytes[count..].to_vec()
    }
}

/// A terminal in which the program runs.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal outlives the program as it does under a shell.
    slave: Box<dyn SlavePty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    /// The line settings before the program started.
    settings: String,
}

fn pty_size((cols, rows): Size) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// How many homes were given to terminals.
static HOMES: AtomicUsize = AtomicUsize::new(0);

/// Gives a command the surroundings of a usual terminal, and nobody's own settings and progress.
fn surround(command: &mut CommandBuilder) {
    for variable in ["NO_COLOR", "COLORTERM", "COLORFGBG", "SSH_TTY", "SSH_CONNECTION", "SSH_ORIGINAL_COMMAND", "TMUX"]
    {
        command.env_remove(variable);
    }
    command.env("TERM", "xterm-256color");
    command.env(TODAY.0, TODAY.1);
    command.env(TAB.0, TAB.1);
    // Each has a home of its own, so that none goes on where another left off.
    let number = HOMES.fetch_add(1, Ordering::Relaxed);
    let home = format!("{}/home-of-terminals/{}-{number}", env!("CARGO_TARGET_TMPDIR"), std::process::id());
    for (variable, name) in [("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state"), ("XDG_DATA_HOME", "data")] {
        command.env(variable, format!("{home}/{name}"));
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has a size")
}

impl Terminal {
    /// Starts the program in a terminal of this size, on the frozen pack unless the arguments name another.
    pub(crate) fn start(size: Size, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::run(size, MAITRI, &on_frozen(arguments), environment)
    }

    /// Starts any program in a terminal of this size.
    pub(crate) fn run(size: Size, program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::run_told(size, size, program, arguments, environment)
    }

    /// Starts the program in a terminal to which this was sent before.
    fn start_over(before: &[u8], size: Size) -> Self {
        Self::run_after(before, (size, size), MAITRI, &on_frozen(&[]), &[])
    }

    /// Starts any program in a terminal that says it has another size than it has.
    fn run_told(told: Size, size: Size, program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::run_after(format!("{PROMPT}\r\n").as_bytes(), (told, size), program, arguments, environment)
    }

    fn run_after(
        before: &[u8],
        (told, size): (Size, Size),
        program: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(pty_size(told)).expect("a pty");
        let settings = format!("{:?}", pair.master.get_termios());
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        surround(&mut command);
        for (name, value) in environment {
            command.env(name, value);
        }
        let mut parser = vt100::Parser::new(cells(size.1), cells(size.0), 0);
        parser.process(before);
        let seen = Arc::new((Mutex::new(Seen { parser, bytes: Vec::new() }), Condvar::new()));
        read_on(pair.master.try_clone_reader().expect("a reader"), Arc::clone(&seen));
        let keyboard = pair.master.take_writer().expect("a keyboard");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        Self { master: pair.master, slave: pair.slave, keyboard, child, seen, settings }
    }

    /// Starts the explorer and waits for its first screen.
    fn open(size: Size) -> Self {
        let mut terminal = Self::start(size, &[], &[]);
        terminal.expect(&Player::open(size), "the first screen");
        terminal
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().expect("nobody panics while reading")
    }

    /// Waits until what has been sent satisfies this; else fails with what shows.
    pub(crate) fn wait_for(&mut self, what: &str, satisfied: impl Fn(&Seen) -> bool) {
        let end = Instant::now() + DEADLINE;
        let (lock, changed) = &*self.seen;
        let mut seen = lock.lock().expect("nobody panics while reading");
        while !satisfied(&seen) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let ended = self.child.try_wait().expect("a child");
                panic!("{what} does not come ({ended:?}); the terminal shows:\n{}", rows(&seen).join("\n"));
            }
            (seen, _) = changed.wait_timeout(seen, left).expect("nobody panics while reading");
        }
    }

    /// Waits until the terminal shows exactly what the player does, the cursor included, and the frame that shows
    /// it has come to its end.
    pub(crate) fn expect(&mut self, player: &Player, what: &str) {
        let (wanted, cursor) = (player.rows(), player.cursor().map(|at| (at.y, at.x)));
        self.wait_for(what, |seen| {
            let screen = seen.parser.screen();
            let shown = (!screen.hide_cursor()).then(|| screen.cursor_position());
            seen.is_whole()
                && screen.alternate_screen()
                && screen.bracketed_paste()
                && shown == cursor
                && rows(seen) == wanted
        });
    }

    /// Sends what a keyboard sends.
    pub(crate) fn send(&mut self, keys: &[u8]) {
        self.keyboard.write_all(keys).and_then(|()| self.keyboard.flush()).expect("the terminal takes keys");
    }

    /// Presses keys here and with the player, waits for the picture they lead to, and tells how many bytes it took.
    pub(crate) fn follow(&mut self, player: &mut Player, sent: &[u8], keys: &str) -> usize {
        self.written_for(player, sent, keys).len()
    }

    /// Presses keys here and with the player, waits for the picture they lead to, and gives what was written.
    fn written_for(&mut self, player: &mut Player, sent: &[u8], keys: &str) -> Vec<u8> {
        let before = self.seen().bytes.len();
        let shown = (player.rows(), player.cursor());
        player.press(keys);
        assert!(shown != (player.rows(), player.cursor()), "{keys} leads to nothing that could be waited for");
        self.send(sent);
        self.expect(player, &format!("what {keys} leads to"));
        self.seen().since(before)
    }

    /// How many bytes come on top of so many within a time; returns as soon as any do. For what is about that time.
    fn came_within(&self, time: Duration, count: usize) -> usize {
        let (lock, changed) = &*self.seen;
        let seen = lock.lock().expect("nobody panics while reading");
        let (seen, _) = changed
            .wait_timeout_while(seen, time, |seen| seen.bytes.len() == count)
            .expect("nobody panics while reading");
        seen.bytes.len() - count
    }

    fn resize(&mut self, size: Size) {
        self.seen().parser.set_size(cells(size.1), cells(size.0));
        self.master.resize(pty_size(size)).expect("the terminal takes another size");
    }

    /// The exit code, if the program has ended.
    pub(crate) fn has_ended(&mut self) -> Option<u32> {
        self.child.try_wait().expect("a child").map(|status| status.exit_code())
    }

    /// Kills the program, which is not asked.
    pub(crate) fn kill(&mut self) {
        self.signal("-KILL");
        self.child.wait().expect("a child");
    }

    /// Sends the program a signal, as `-TERM`.
    pub(crate) fn signal(&mut self, name: &str) {
        signal(name, self.child.process_id().expect("it runs"));
    }

    /// Waits for the program to end and gives its exit code.
    pub(crate) fn exit_code(&mut self) -> u32 {
        let end = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "the program does not end; it shows:\n{}", rows(&self.seen()).join("\n"));
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits for the program to end and for all that it wrote; gives its exit code.
    fn ended(&mut self) -> u32 {
        let code = self.exit_code();
        // Whatever else comes to this terminal comes after what the program wrote.
        let mut last = CommandBuilder::new("printf");
        last.arg(String::from_utf8_lossy(LAST).as_ref());
        self.slave.spawn_command(last).and_then(|mut child| Ok(child.wait()?)).expect("printf runs");
        self.wait_for("the end of what was written", |seen| seen.bytes.ends_with(LAST));
        code
    }

    /// Expects the program to have ended well and the terminal to be as it was.
    fn expect_restored(&mut self) {
        self.expect_given_back(0);
    }

    /// Expects the program to have ended with this exit code and the terminal to be as it was.
    fn expect_given_back(&mut self, code: u32) {
        assert_eq!(self.ended(), code);
        assert_eq!(format!("{:?}", self.master.get_termios()), self.settings, "the line settings");
        let seen = self.seen();
        let screen = seen.parser.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor());
        assert_eq!(screen.contents().trim_end(), PROMPT, "what stood in the terminal stands there again");
        assert_eq!(screen.cursor_position(), (1, 0), "and so does the cursor");
        assert!(!screen.application_cursor() && !screen.application_keypad() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!((screen.fgcolor(), screen.bgcolor()), (vt100::Color::Default, vt100::Color::Default));
        assert!(!screen.bold() && !screen.inverse() && !screen.underline());
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Sends a process a signal, as `-TERM`.
fn signal(name: &str, process: u32) {
    let status = Command::new("kill").args([name, &process.to_string()]).status().expect("kill runs");
    assert!(status.success());
}

/// Feeds all that is sent to the emulator, until the terminal closes.
fn read_on(mut reader: Box<dyn Read + Send>, seen: Arc<(Mutex<Seen>, Condvar)>) {
    std::thread::spawn(move || {
        let mut chunk = vec![0; 64 * 1024];
        while let Ok(count @ 1..) = reader.read(&mut chunk) {
            let mut now = seen.0.lock().expect("nobody panics while waiting");
            now.parser.process(&chunk[..count]);
            now.bytes.extend_from_slice(&chunk[..count]);
            seen.1.notify_all();
        }
    });
}

/// The rows of the emulated screen, spaces at their ends left out.
pub(crate) fn rows(seen: &Seen) -> Vec<String> {
    let screen = seen.parser.screen();
    screen.rows(0, screen.size().1.get()).map(|row| row.trim_end().to_owned()).collect()
}

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
    for keys in [&b"k"[..], b"1", b"\x7f", b"\x1b[5~", b"\x1a", b"x", b"\x1b"] {
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
