//! How long one waits on a line of 64 kbit/s over which an answer takes 150 ms: OpenSSH's own client, which is not
//! asked to compress, in a real terminal.

use std::io::{Read as _, Write as _};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use maitri::term::session::END_OF_FRAME;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::relay::{Relay, WAY};
use crate::served::Served;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
/// So often each is measured; the middle one counts.
const RUNS: usize = 5;
/// A screen is complete once nothing has come for so long.
const QUIET: Duration = Duration::from_millis(1500);
const PATIENCE: Duration = Duration::from_secs(30);
/// What is pressed, and what that is.
const KEYS: [(&str, &[u8]); 6] =
    [("a tab", b"3"), ("another", b"2"), ("a step", b"j"), ("the finder", b" "), ("a letter", b"c"), ("another", b"e")];

/// A key that is held comes so often, for so long.
const REPEAT: Duration = Duration::from_millis(33);
const HELD: Duration = Duration::from_secs(3);

/// When something came: its first byte, the end of the first frame, from which on something shows, and its last byte.
#[derive(Clone, Copy)]
struct Wait {
    first: Duration,
    seen: Duration,
    last: Duration,
    on_line: usize,
}

/// Measures `maitri serve` and OpenSSH's own server.
pub(crate) fn measure() {
    println!("64 kbit/s, {} ms there and back; ssh without -C; the middle of {RUNS} runs", 2 * WAY.as_millis());
    for (name, served) in [("maitri serve", Served::maitri()), ("sshd", Served::openssh())] {
        let relay = Relay::to(served.port);
        for size in SIZES {
            println!("{name} at {}x{}:", size.0, size.1);
            let runs: Vec<Vec<Wait>> = (0..RUNS).map(|_| visit(&served, &relay, size)).collect();
            let names = ["the first screen"].into_iter().chain(KEYS.iter().map(|(name, _)| *name));
            let names = names.chain(["a step held, then"]);
            for (place, what) in names.enumerate() {
                let mut waits: Vec<Wait> = runs.iter().filter_map(|run| run.get(place).copied()).collect();
                waits.sort_unstable_by_key(|wait| wait.last);
                if let Some(wait) = waits.get(waits.len() / 2) {
                    let middle = |of: fn(&Wait) -> Duration| {
                        let mut all: Vec<Duration> = waits.iter().map(of).collect();
                        all.sort_unstable();
                        all.get(all.len() / 2).map_or(0, Duration::as_millis)
                    };
                    let (first, seen, last) =
                        (middle(|wait| wait.first), middle(|wait| wait.seen), middle(|wait| wait.last));
                    println!(
                        "  {what:<18} {last:>5} ms (its first byte {first:>5} ms, first seen {seen:>5} ms), {:>6} bytes on the line",
                        wait.on_line
                    );
                }
            }
        }
    }
}

fn visit(served: &Served, relay: &Relay, (columns, rows): (u16, u16)) -> Vec<Wait> {
    let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pty");
    let mut command = CommandBuilder::new("ssh");
    command.args(["-F", "none", "-tt", "-p", &relay.port.to_string()]);
    let key = format!("IdentityFile={}", served.directory.path().join("visitor").display());
    for option in ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "BatchMode=yes", &key]
    {
        command.args(["-o", option]);
    }
    command.args(["-o", "IdentityAgent=none", "root@127.0.0.1", "--", "--tab", "timeline"]);
    command.env("TERM", "xterm-256color");
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let mut keyboard = pair.master.take_writer().expect("a keyboard");
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut bytes = [0; 16 * 1024];
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            if tell.send((Instant::now(), bytes.get(..count).unwrap_or_default().to_vec())).is_err() {
                return;
            }
        }
    });
    let begin = (Instant::now(), relay.back.load(Ordering::Relaxed));
    let mut child = pair.slave.spawn_command(command).expect("ssh starts");
    let mut waits = vec![wait(&told, begin, relay)];
    for (_, key) in KEYS {
        let begin = (Instant::now(), relay.back.load(Ordering::Relaxed));
        keyboard.write_all(key).and_then(|()| keyboard.flush()).expect("the terminal takes keys");
        waits.push(wait(&told, begin, relay));
    }
    // Back to the list, whatever is open.
    for _ in 0..2 {
        keyboard.write_all(b"\x1b").and_then(|()| keyboard.flush()).expect("the terminal takes keys");
        std::thread::sleep(QUIET);
    }
    let (before, end) = (relay.back.load(Ordering::Relaxed), Instant::now() + HELD);
    while Instant::now() < end {
        keyboard.write_all(b"\x1b[B").and_then(|()| keyboard.flush()).expect("the terminal takes keys");
        std::thread::sleep(REPEAT);
    }
    let begin = Instant::now();
    while told.try_recv().is_ok() {}
    waits.push(wait(&told, (begin, before), relay));
    let _ = child.kill();
    let _ = child.wait();
    waits
}

/// Waits until all has come that comes.
fn wait(told: &Receiver<(Instant, Vec<u8>)>, (begin, before): (Instant, usize), relay: &Relay) -> Wait {
    let (mut came, mut seen): (Option<(Instant, Instant)>, _) = (None, None);
    let mut all = Vec::new();
    while let Ok((at, bytes)) = told.recv_timeout(if came.is_some() { QUIET } else { PATIENCE }) {
        came = Some((came.map_or(at, |(first, _)| first), at));
        all.extend(bytes);
        if seen.is_none() && all.windows(END_OF_FRAME.len()).any(|part| part == END_OF_FRAME) {
            seen = Some(at);
        }
    }
    // Where nothing comes, all had come before.
    let (first, last) = came.unwrap_or((begin, begin));
    let on_line = relay.back.load(Ordering::Relaxed) - before;
    let since = |at: Instant| at.duration_since(begin);
    Wait { first: since(first), seen: since(seen.unwrap_or(last)), last: since(last), on_line }
}
