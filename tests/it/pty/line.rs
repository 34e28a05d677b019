//! What may become of the line to the terminal: it hangs up, stalls, delivers a key in pieces, or is
//! taken by a shell for a while.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, native_pty_system};

use super::{BEGIN, CLASSIC, DEADLINE, END, LARGE, PROMPT, Terminal, pty_size, signal, surround};
use crate::harness::{PACK, Player, Size};
use crate::program::{MAITRI, on_frozen};

/// By then a program whose terminal is gone must be gone too.
const SOON: Duration = Duration::from_secs(2);

/// A terminal that nobody reads but the test, so that it can stall and hang up.
struct Bare {
    master: Box<dyn MasterPty + Send>,
    reader: Box<dyn Read + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
}

impl Bare {
    /// Starts a program, and waits until it has drawn something.
    fn open(size: Size, program: &str, arguments: &[&str]) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).expect("a pty");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        surround(&mut command);
        let reader = pair.master.try_clone_reader().expect("a reader");
        let keyboard = pair.master.take_writer().expect("a keyboard");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut bare = Self { master: pair.master, reader, keyboard, child };
        bare.read_until(END);
        bare
    }

    fn read_until(&mut self, wanted: &[u8]) -> Vec<u8> {
        let (mut all, mut chunk) = (Vec::new(), [0; 4096]);
        while !all.windows(wanted.len()).any(|window| window == wanted) {
            let count = self.reader.read(&mut chunk).expect("the terminal can be read");
            all.extend_from_slice(&chunk[..count]);
        }
        all
    }

    /// Waits for the program to end, for no longer than this, and gives its exit code and how long it took.
    fn ends_within(&mut self, time: Duration) -> (u32, Duration) {
        let begin = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return (status.exit_code(), begin.elapsed());
            }
            assert!(begin.elapsed() < time, "the program still runs after {time:?}");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn hang_up(self) -> Box<dyn Child + Send + Sync> {
        drop((self.master, self.reader, self.keyboard));
        self.child
    }
}

/// Whether a process sleeps, until something happens.
#[cfg(target_os = "linux")]
pub(super) fn sleeps(process: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{process}/status")).is_ok_and(|status| status.contains("State:\tS"))
}

/// Waits until a process sleeps, which one that waits does sooner or later; tells whether it did.
#[cfg(target_os = "linux")]
pub(super) fn comes_to_rest(process: u32) -> bool {
    let begin = Instant::now();
    while !sleeps(process) {
        if begin.elapsed() > DEADLINE {
            return false;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    true
}

/// Waits until a process has taken up what was sent to it, and sleeps again; no longer than this. Tells whether it did.
#[cfg(target_os = "linux")]
fn is_taken_up(process: u32, before: u64, most: Duration) -> bool {
    let begin = Instant::now();
    while status_of(process, "voluntary_ctxt_switches") == before || !sleeps(process) {
        if begin.elapsed() > most {
            return false;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    true
}

/// A line of `/proc/PID/status`, in its own unit.
#[cfg(target_os = "linux")]
pub(super) fn status_of(process: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("the program runs");
    let line = status.lines().find(|line| line.starts_with(name)).expect("the kernel tells");
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
}

#[test]
fn a_hang_up_ends_it() {
    let bare = Bare::open(CLASSIC, MAITRI, &on_frozen(&[]));
    let mut child = bare.hang_up();
    let begin = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        assert!(begin.elapsed() < SOON, "it still runs");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_hang_up_ends_it_without_a_signal() {
    // In a session of its own, without a controlling terminal, it is sent no SIGHUP.
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = directory.path().join("pid");
    let script = format!("echo $$ >'{}'; exec '{MAITRI}' --data '{PACK}'", file.display());
    let bare = Bare::open(CLASSIC, "setsid", &["--wait", "sh", "-c", &script]);
    let process: u32 = std::fs::read_to_string(&file).ok().and_then(|pid| pid.trim().parse().ok()).expect("a pid");
    bare.hang_up().wait().expect("setsid ends");
    let begin = Instant::now();
    while std::fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| !stat.contains(") Z")) {
        if begin.elapsed() > SOON {
            signal("-KILL", process);
            panic!("it still runs");
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn signals_end_it_and_the_terminal_is_given_back() {
    let usual = [("-HUP", 1), ("-INT", 2), ("-QUIT", 3), ("-TERM", 15)];
    // These have other numbers on some systems.
    let others = [("-ABRT", 6), ("-USR1", 10), ("-USR2", 12), ("-ALRM", 14), ("-XCPU", 24), ("-VTALRM", 26)];
    let others = if cfg!(target_os = "linux") { &others[..] } else { &[] };
    for (name, number) in usual.iter().chain(others).copied() {
        let mut terminal = Terminal::open(CLASSIC);
        signal(name, terminal.child.process_id().expect("it runs"));
        terminal.expect_given_back(128 + number);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_key_that_comes_in_pieces_is_that_key() {
    let mut player = Player::open(CLASSIC);
    let mut terminal = Terminal::start(CLASSIC, &[], &[("SSH_TTY", "/dev/pts/0")]);
    terminal.expect(&player, "the first screen");
    terminal.follow(&mut player, b"/lantern", "/lantern");
    let process = terminal.child.process_id().expect("it runs");
    let count = terminal.seen().bytes.len();
    // An Esc would drop the filter, and a letter would lengthen it. Each piece is read before the next is sent.
    for piece in [b"\x1b", b"["] {
        let before = status_of(process, "voluntary_ctxt_switches");
        terminal.send(piece);
        assert!(is_taken_up(process, before, DEADLINE), "{piece:?} is not read");
    }
    // About time itself: longer than an Esc alone is held.
    assert_eq!(terminal.came_within(Duration::from_millis(120), count), 0, "half a key is no key");
    terminal.follow(&mut player, b"A", "<up>");
    terminal.follow(&mut player, b"\x1b", "<esc>");
}

#[test]
fn frames_stand_between_marks_and_nothing_outside() {
    let mut terminal = Terminal::open(LARGE);
    let frame = terminal.written_for(&mut Player::open(LARGE), b"\x1b[A", "<up>");
    let count = |mark: &[u8]| frame.windows(mark.len()).filter(|window| *window == mark).count();
    assert!(frame.starts_with(BEGIN) && frame.ends_with(END), "{:?}", String::from_utf8_lossy(&frame));
    assert_eq!((count(BEGIN), count(END)), (1, 1));
}

#[test]
fn queued_keys_are_drawn_ten_times_a_second_at_most() {
    let mut terminal = Terminal::open(CLASSIC);
    let mut player = Player::open(CLASSIC);
    let begin = Instant::now();
    // What the last key leads to has not been on the screen before.
    let burst = "jk".repeat(450) + "2";
    let bytes = terminal.written_for(&mut player, burst.as_bytes(), &burst);
    let most = begin.elapsed().as_millis() / 100 + 1;
    let frames = bytes.windows(BEGIN.len()).filter(|window| *window == BEGIN).count();
    assert!(frames as u128 <= most, "{frames} frames, and at most {most} were allowed");
}

#[test]
#[cfg(target_os = "linux")]
fn a_reader_that_stalls_costs_no_memory_and_no_time() {
    let mut bare = Bare::open(LARGE, MAITRI, &on_frozen(&[]));
    let process = bare.child.process_id().expect("it runs");
    // Every tab once, so that all that is to be remembered is.
    for tab in b"23451" {
        bare.keyboard.write_all(&[*tab]).expect("the terminal takes keys");
        bare.read_until(END);
    }
    let before = status_of(process, "VmRSS");
    // Keys are taken one by one until there is no more room for what it writes; from then on it sleeps, and takes none.
    let takes = |key: u8| {
        let before = status_of(process, "voluntary_ctxt_switches");
        bare.keyboard.write_all(&[key]).expect("the terminal takes keys");
        is_taken_up(process, before, Duration::from_millis(200))
    };
    let stalled = b"23451".repeat(12).into_iter().map(takes).position(|taken| !taken);
    assert!(stalled.is_some(), "it never runs out of room");
    bare.keyboard.write_all(&b"23451".repeat(12)).expect("the terminal takes keys");
    let begin = Instant::now();
    let mut switches = 0;
    while std::mem::replace(&mut switches, status_of(process, "voluntary_ctxt_switches")) != switches
        || !sleeps(process)
    {
        assert!(begin.elapsed() < DEADLINE, "it runs on while it cannot write");
        std::thread::sleep(Duration::from_millis(20));
    }
    let after = status_of(process, "VmRSS");
    assert!(after < before + 2048, "{before} KiB became {after} KiB");
    signal("-TERM", process);
    let (code, _) = bare.ends_within(SOON);
    assert_eq!(code, 128 + 15);
}

/// Fills a terminal until it has no room for a byte more.
#[cfg(target_os = "linux")]
fn fill(bare: &Bare) {
    use std::os::unix::fs::OpenOptionsExt as _;
    /// As the kernel numbers them: no controlling terminal, no waiting.
    const FLAGS: i32 = 0o400 | 0o4000;
    let name = bare.master.tty_name().expect("a terminal has a name");
    let mut terminal = std::fs::OpenOptions::new().write(true).custom_flags(FLAGS).open(name).expect("it opens");
    for size in [1024, 1] {
        while terminal.write(&vec![b'x'; size]).is_ok_and(|written| written > 0) {}
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_signal_that_comes_while_it_cannot_write_ends_it() {
    for (name, number) in [("-TERM", 15), ("-HUP", 1)] {
        let mut bare = Bare::open(LARGE, MAITRI, &on_frozen(&[]));
        let process = bare.child.process_id().expect("it runs");
        fill(&bare);
        let before = status_of(process, "voluntary_ctxt_switches");
        bare.keyboard.write_all(b"2").expect("the terminal takes keys");
        assert!(is_taken_up(process, before, DEADLINE), "the key is taken, and what it leads to has no room");
        signal(name, process);
        let (code, _) = bare.ends_within(SOON);
        assert_eq!(code, 128 + number, "{name}");
    }
}

#[test]
fn a_shell_may_stop_it_and_go_on() {
    let script = format!("'{MAITRI}' --data '{PACK}'; echo stopped; read answer; fg >/dev/null");
    let mut terminal = Terminal::run(CLASSIC, "sh", &["-mc", &script], &[]);
    let mut player = Player::open(CLASSIC);
    terminal.expect(&player, "the first screen");
    terminal.follow(&mut player, b"/lantern", "/lantern");
    terminal.send(b"\x1a");
    terminal.wait_for("the shell", |seen| {
        let screen = seen.parser.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && screen.contents().contains("stopped")
    });
    terminal.send(b"\r");
    terminal.expect(&player, "the whole screen again");
    terminal.follow(&mut player, b"\r", "<enter>");
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn it_can_be_stopped_and_resumed_from_outside() {
    let mut terminal = Terminal::open(CLASSIC);
    let player = Player::open(CLASSIC);
    let process = terminal.child.process_id().expect("it runs");
    signal("-STOP", process);
    terminal.seen().parser.process(b"\x1b[2J\x1b[?25lsomething else wrote here");
    signal("-CONT", process);
    terminal.expect(&player, "the whole screen again");
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
#[cfg(target_os = "linux")]
fn any_size_is_drawn_within_bounds() {
    for size in [(0, 0), (0, 65535), (65535, 65535)] {
        let mut bare = Bare::open(size, MAITRI, &on_frozen(&[]));
        let memory = status_of(bare.child.process_id().expect("it runs"), "VmHWM");
        assert!(memory < 100 * 1024, "{memory} KiB at {size:?}");
        bare.keyboard.write_all(b"q").expect("the terminal takes keys");
        std::thread::spawn(move || std::io::copy(&mut bare.reader, &mut std::io::sink()));
        let begin = Instant::now();
        while bare.child.try_wait().expect("a child").is_none() {
            assert!(begin.elapsed() < DEADLINE, "q does not quit at {size:?}");
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

#[test]
fn a_terminal_of_no_size_is_taken_for_a_classic_one() {
    let mut terminal = Terminal::run_told((0, 0), CLASSIC, MAITRI, &on_frozen(&[]), &[]);
    terminal.expect(&Player::open(CLASSIC), "the first screen at 80×24");
    terminal.send(b"q");
    assert_eq!(terminal.ended(), 0);
    assert!(terminal.seen().parser.screen().contents().starts_with(PROMPT));
}

#[test]
fn the_mouse_is_listened_to_only_where_asked_for() {
    let mut terminal = Terminal::open(CLASSIC);
    assert_eq!(terminal.seen().parser.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    terminal.send(b"q");
    terminal.expect_restored();

    let mut terminal = Terminal::start(CLASSIC, &["--mouse"], &[]);
    let mut player = Player::open(CLASSIC);
    terminal.expect(&player, "the first screen");
    assert_eq!(terminal.seen().parser.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::PressRelease);
    player.click(18, 1);
    terminal.send(b"\x1b[<0;19;2M\x1b[<0;19;2m");
    terminal.expect(&player, "the second tab");
    player.wheel(10, 10, false);
    terminal.send(b"\x1b[<65;11;11M");
    terminal.expect(&player, "three rows down");
    terminal.send(b"q");
    terminal.expect_restored();
}
