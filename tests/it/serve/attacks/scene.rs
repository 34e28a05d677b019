//! A server under attack: the attacks are played on it one after another, beside a witness.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};
use tokio::time::{sleep, timeout};

use super::witness::Witness;
use crate::program::ended_within;
use crate::pty::{DEADLINE, signal};
use crate::serve::server::Served;

/// How long one attack may go on.
const LONGEST: Duration = Duration::from_secs(120);
/// What nobody is to hear: places of the project and of files, and what a panic writes.
const SECRETS: &[&str] = &[env!("CARGO_MANIFEST_DIR"), ".rs:", "panicked at", "RUST_BACKTRACE", "/.cargo/"];

/// An attack.
pub(super) struct Case {
    name: String,
    attack: Box<dyn Fn(&Scene)>,
}

/// A case of this name.
pub(super) fn case(name: impl Into<String>, attack: impl Fn(&Scene) + 'static) -> Case {
    Case { name: name.into(), attack: Box::new(attack) }
}

/// A server under attack, and whoever visits it besides.
pub(super) struct Scene {
    pub(super) server: Served,
    runtime: Runtime,
    witness: Witness,
}

impl Scene {
    /// A server with these options.
    pub(super) fn open(options: &[&str]) -> Self {
        let server = Served::start(options);
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        let witness = Witness::at(server.port());
        Self { server, runtime, witness }
    }

    pub(super) fn port(&self) -> u16 {
        self.server.port()
    }

    /// Does something, which must not take long.
    pub(super) fn run<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(async { timeout(LONGEST, work).await.expect("it takes too long") })
    }

    /// A line to the server without anything of SSH.
    pub(super) fn line(&self) -> TcpStream {
        let line = TcpStream::connect(("127.0.0.1", self.port())).expect("it listens");
        line.set_read_timeout(Some(DEADLINE)).expect("a timeout");
        line.set_write_timeout(Some(DEADLINE)).expect("a timeout");
        line
    }

    /// Plays an attack.
    pub(super) fn play(&self, case: &Case) {
        println!("{}", case.name);
        let (before, begin) = (self.witness.answers(), Instant::now());
        (case.attack)(self);
        let took = begin.elapsed();
        // The last of them was asked after the attack.
        let waits = self.witness.answered_since(before, self.witness.answers() + 2);
        println!("    {:>6} ms; {waits}; {}", took.as_millis(), self.memory());
    }

    /// How many visits and commands have ended.
    pub(super) fn ends(&self) -> usize {
        let log = self.server.wait_for_log("");
        log.lines().filter(|line| line.contains(" ended after ") || line.contains(" asked for a command")).count()
    }

    /// Waits until one more has ended.
    pub(super) async fn ended_since(&self, before: usize) {
        while self.ends() <= before {
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// How much memory it has and had at most, where that is known.
    fn memory(&self) -> String {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.server.process())).unwrap_or_default();
        let size = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)?.trim().split(' ').next());
            line.and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() / 1024
        };
        format!("{} MiB, at most {}", size("VmRSS:"), size("VmHWM:"))
    }

    /// What the server has told of a number since it was last asked.
    fn counted(&self, name: &str) -> Option<u64> {
        let log = self.server.wait_for_log("maitri: stuck ");
        let last = log.lines().rfind(|line| line.starts_with(&format!("maitri: {name} ")))?;
        last.rsplit(' ').next()?.parse().ok()
    }

    /// Once all is over.
    pub(super) fn close(self) {
        let alone = ended_within(DEADLINE, || {
            signal("-USR1", self.server.process());
            (self.counted("visits_now") == Some(1)).then_some(())
        });
        assert!(alone.is_some(), "{:?} visits are left", self.counted("visits_now"));
        assert_eq!((self.counted("panics"), self.counted("stuck")), (Some(0), Some(0)));
        self.witness.leave();
        let log = self.server.wait_for_log("(quit)");
        assert!(!log.contains("panicked"), "{log}");
        let _ = std::io::stdout().flush();
    }
}

/// What somebody has heard must tell nothing of the machine.
pub(super) fn assert_tells_nothing(heard: &[u8]) {
    let text = String::from_utf8_lossy(heard);
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} is told: {text}");
    }
}
