//! A terminal in which the program runs: what it was sent, read through an emulator, and how the program left it.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

use crate::harness::{Player, Size, TAB, TODAY};
use crate::program::{MAITRI, on_frozen};

/// How long anything may take before the test gives up; far more than it takes.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);
/// For so long an idle program must write nothing: a little longer than a second, which a clock would tell.
pub(crate) const IDLE: Duration = Duration::from_millis(1200);
/// What stands before a frame and after it.
pub(super) const BEGIN: &[u8] = b"\x1b[?2026h";
pub(super) const END: &[u8] = b"\x1b[?2026l";
/// What the test itself writes once the program has ended, after all that the program wrote.
const LAST: &[u8] = b"\x1b]0;the end\x07";
/// What stands in the terminal before the program starts.
pub(super) const PROMPT: &str = "$ maitri";

pub(super) const LARGE: Size = (120, 40);
pub(crate) const CLASSIC: Size = (80, 24);

/// What the terminal has been sent.
pub(crate) struct Seen {
    pub(crate) parser: vt100::Parser,
    pub(crate) bytes: Vec<u8>,
}

impl Seen {
    /// Whether the last frame has come to its end, and nothing after it.
    pub(crate) fn is_whole(&self) -> bool {
        self.bytes.ends_with(END)
    }

    /// Whether the program wrote an escape sequence; asked once it has ended.
    pub(super) fn has_escapes(&self) -> bool {
        let written = self.bytes.strip_suffix(LAST).unwrap_or(&self.bytes);
        written.contains(&0x1b)
    }

    /// All that has come after so many bytes.
    pub(super) fn since(&self, count: usize) -> Vec<u8> {
        self.bytes[count..].to_vec()
    }
}

/// A terminal in which the program runs.
pub(crate) struct Terminal {
    pub(super) master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal outlives the program as it does under a shell.
    pub(super) slave: Box<dyn SlavePty + Send>,
    pub(super) keyboard: Box<dyn Write + Send>,
    pub(super) child: Box<dyn Child + Send + Sync>,
    pub(super) seen: Arc<(Mutex<Seen>, Condvar)>,
    /// The line settings before the program started.
    pub(super) settings: String,
}

pub(super) fn pty_size((cols, rows): Size) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// How many homes were given to terminals.
static HOMES: AtomicUsize = AtomicUsize::new(0);

/// Gives a command the surroundings of a usual terminal, and nobody's own settings and progress.
pub(super) fn surround(command: &mut CommandBuilder) {
    for variable in [
        "NO_COLOR",
        "COLORTERM",
        "COLORFGBG",
        "SSH_TTY",
        "SSH_CONNECTION",
        "SSH_ORIGINAL_COMMAND",
        "TMUX",
        "STY",
        "INSIDE_EMACS",
        "LC_ALL",
        "LC_CTYPE",
        "LANG",
        "TERMINFO",
        "TERMINFO_DIRS",
    ] {
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

pub(super) fn cells(count: u16) -> NonZeroU16 {
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
    pub(super) fn start_over(before: &[u8], size: Size) -> Self {
        Self::run_after(before, (size, size), MAITRI, &on_frozen(&[]), &[])
    }

    /// Starts any program in a terminal that says it has another size than it has.
    pub(super) fn run_told(
        told: Size,
        size: Size,
        program: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        Self::run_after(format!("{PROMPT}\r\n").as_bytes(), (told, size), program, arguments, environment)
    }

    pub(super) fn run_after(
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
    pub(super) fn open(size: Size) -> Self {
        let mut terminal = Self::start(size, &[], &[]);
        terminal.expect(&Player::open(size), "the first screen");
        terminal
    }

    pub(crate) fn seen(&self) -> MutexGuard<'_, Seen> {
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
    pub(super) fn written_for(&mut self, player: &mut Player, sent: &[u8], keys: &str) -> Vec<u8> {
        let before = self.seen().bytes.len();
        let shown = (player.rows(), player.cursor());
        player.press(keys);
        assert!(shown != (player.rows(), player.cursor()), "{keys} leads to nothing that could be waited for");
        self.send(sent);
        self.expect(player, &format!("what {keys} leads to"));
        self.seen().since(before)
    }

    /// How many bytes come on top of so many within a time; returns as soon as any do. For what is about that time.
    pub(crate) fn came_within(&self, time: Duration, count: usize) -> usize {
        let (lock, changed) = &*self.seen;
        let seen = lock.lock().expect("nobody panics while reading");
        let (seen, _) = changed
            .wait_timeout_while(seen, time, |seen| seen.bytes.len() == count)
            .expect("nobody panics while reading");
        seen.bytes.len() - count
    }

    pub(crate) fn resize(&mut self, size: Size) {
        self.seen().parser.set_size(cells(size.1), cells(size.0));
        self.master.resize(pty_size(size)).expect("the terminal takes another size");
    }

    /// The number of the process in it.
    pub(crate) fn process(&self) -> u32 {
        self.child.process_id().expect("it runs")
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

    /// Waits until the line has the settings it had before the program started.
    pub(super) fn wait_until_given_back(&self) {
        let end = Instant::now() + DEADLINE;
        while format!("{:?}", self.master.get_termios()) != self.settings {
            assert!(Instant::now() < end, "the terminal is not given back");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits for the program to end and for all that it wrote; gives its exit code.
    pub(crate) fn ended(&mut self) -> u32 {
        let code = self.exit_code();
        // Whatever else comes to this terminal comes after what the program wrote.
        let mut last = CommandBuilder::new("printf");
        last.arg(String::from_utf8_lossy(LAST).as_ref());
        self.slave.spawn_command(last).and_then(|mut child| Ok(child.wait()?)).expect("printf runs");
        self.wait_for("the end of what was written", |seen| seen.bytes.ends_with(LAST));
        code
    }

    /// Expects the program to have ended well and the terminal to be as it was.
    pub(crate) fn expect_restored(&mut self) {
        self.expect_given_back(0);
    }

    /// Expects the program to have ended with this exit code and the terminal to be as it was.
    pub(super) fn expect_given_back(&mut self, code: u32) {
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
pub(crate) fn signal(name: &str, process: u32) {
    let status = Command::new("kill").args([name, &process.to_string()]).status().expect("kill runs");
    assert!(status.success());
}

/// Feeds all that is sent to the emulator, until the terminal closes.
pub(super) fn read_on(mut reader: Box<dyn Read + Send>, seen: Arc<(Mutex<Seen>, Condvar)>) {
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
