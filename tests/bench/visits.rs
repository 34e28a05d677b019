//! What many visitors cost a server of visits: memory for each, how fast they come in, how long a key takes until its frame is
//! there, while nobody types how much is done, and what stays once all have left. The server is the program itself, on
//! loopback; the visitors are in this process, so that both share the machine's cores.
//!
//! Run with `cargo bench --bench visits`; after `--` may follow numbers of visitors, and a size as 80x24.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench prints and stops if it cannot go on")]

#[cfg(unix)]
mod measured {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Child, Command, Stdio};
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    use russh::client::{self, Config, Handle, Msg};
    use russh::keys::PublicKeyOrCertificate;
    use russh::{Channel, ChannelMsg, Error};
    use tokio::runtime::Builder;

    /// What every frame ends with.
    const END: &[u8] = b"\x1b[?2026l";
    /// Keys that each visitor presses, one after the other.
    const KEYS: usize = 20;
    /// So many come in at once.
    const AT_ONCE: usize = 32;
    /// For so long nobody types.
    const IDLE: Duration = Duration::from_secs(5);

    struct Believing;

    impl client::Handler for Believing {
        type Error = Error;

        async fn check_server_key(&mut self, _key: &PublicKeyOrCertificate) -> Result<bool, Error> {
            Ok(true)
        }
    }

    /// A visitor, at the explorer.
    struct Visitor {
        _handle: Handle<Believing>,
        channel: Channel<Msg>,
    }

    impl Visitor {
        async fn come(port: u16, (columns, rows): (u32, u32)) -> Self {
            let config = Arc::new(Config { nodelay: true, ..Config::default() });
            let mut handle = client::connect(config, ("127.0.0.1", port), Believing).await.expect("a connection");
            assert!(handle.authenticate_none("visitor").await.expect("an answer").success());
            let channel = handle.channel_open_session().await.expect("a session");
            channel.request_pty(false, "xterm-256color", columns, rows, 0, 0, &[]).await.expect("a terminal");
            channel.request_shell(false).await.expect("a visit");
            let mut visitor = Self { _handle: handle, channel };
            visitor.frame().await;
            visitor
        }

        /// Waits for the end of a frame.
        async fn frame(&mut self) {
            let mut tail = Vec::new();
            while !tail.ends_with(END) {
                match self.channel.wait().await.expect("the visit goes on") {
                    ChannelMsg::Data { data } => {
                        tail.extend_from_slice(&data);
                        let rest = tail.len().saturating_sub(END.len());
                        tail.drain(..rest);
                    }
                    ChannelMsg::Close => panic!("the visit has ended"),
                    _ => {}
                }
            }
        }

        /// Presses a key, and tells how long its frame took.
        async fn press(&mut self, key: &'static [u8]) -> Duration {
            let began = Instant::now();
            self.channel.data(key).await.expect("a key");
            self.frame().await;
            began.elapsed()
        }
    }

    /// The server, ended when dropped.
    struct Server {
        child: Child,
        port: u16,
    }

    impl Server {
        fn start() -> Self {
            let mut command = Command::new(env!("CARGO_BIN_EXE_maitri"));
            command.args(["--tab", "timeline", "serve", "--listen", "127.0.0.1:0", "--max-visits", "100000"]);
            let home = std::env::temp_dir().join(format!("maitri-visits-{}", std::process::id()));
            command.args(["--log-level", "quiet"]).env("XDG_STATE_HOME", home).stdout(Stdio::piped());
            let mut child = command.spawn().expect("the program starts");
            let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
            let first = lines.next().expect("a line").expect("text");
            let port = first.split("127.0.0.1:").nth(1).and_then(|rest| rest.split(';').next()?.parse().ok());
            std::thread::spawn(move || lines.count());
            Self { child, port: port.expect("a port") }
        }

        /// Its memory, in kilobytes.
        fn memory(&self) -> u64 {
            let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
            let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
            line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default()
        }

        /// How often its threads have woken.
        fn wakings(&self) -> u64 {
            let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id())).into_iter().flatten().flatten();
            let text = tasks.map(|task| std::fs::read_to_string(task.path().join("status")).unwrap_or_default());
            let of_task = |text: String| -> u64 {
                let counts = text.lines().filter(|line| line.contains("_ctxt_switches"));
                counts.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).sum()
            };
            text.map(of_task).sum()
        }
    }

    impl Drop for Server {
        fn drop(&mut self) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    /// What so many per cent of them are below.
    fn below(sorted: &[Duration], per_cent: usize) -> Duration {
        sorted.get(sorted.len() * per_cent / 100).copied().unwrap_or_default()
    }

    async fn measure(count: usize, size: (u32, u32)) {
        let server = Server::start();
        let (port, empty) = (server.port, server.memory());
        let began = Instant::now();
        let mut visitors = Vec::with_capacity(count);
        while visitors.len() < count {
            let coming: Vec<_> =
                (visitors.len()..count).take(AT_ONCE).map(|_| tokio::spawn(Visitor::come(port, size))).collect();
            for visitor in coming {
                visitors.push(visitor.await.expect("a visitor"));
            }
        }
        let (came_in, full) = (began.elapsed(), server.memory());
        tokio::time::sleep(Duration::from_secs(2)).await;
        let before = server.wakings();
        tokio::time::sleep(IDLE).await;
        let woken = server.wakings() - before;
        let mut times = Vec::with_capacity(count * KEYS);
        for key in 0..KEYS {
            for visitor in &mut visitors {
                times.push(visitor.press(if key % 2 == 0 { b"\x1b[A" } else { b"\x1b[B" }).await);
            }
        }
        let all = visitors.into_iter().map(|mut visitor| {
            tokio::spawn(async move {
                let mut times = Vec::with_capacity(KEYS);
                for key in 0..KEYS {
                    times.push(visitor.press(if key % 2 == 0 { b"\x1b[A" } else { b"\x1b[B" }).await);
                }
                (visitor, times)
            })
        });
        let (all, mut at_once, mut left): (Vec<_>, Vec<Duration>, Vec<Visitor>) =
            (all.collect(), Vec::new(), Vec::new());
        for one in all {
            let (visitor, times) = one.await.expect("a visitor");
            at_once.extend(times);
            left.push(visitor);
        }
        let used = server.memory();
        drop(left);
        tokio::time::sleep(Duration::from_secs(5)).await;
        times.sort_unstable();
        at_once.sort_unstable();
        let each = |memory: u64| memory.saturating_sub(empty) / u64::try_from(count).unwrap_or(1);
        println!(
            "{count} visitors at {}x{}: {:.0} a second; {} MB, {} kB each, {} kB each after keys; a key {:.1?}, {:.1?} for 99 %; all \
             at once {:.1?}, {:.1?}; {woken} wakings in {IDLE:?} of nobody typing; {} MB once all have left, {} MB before",
            size.0,
            size.1,
            f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / came_in.as_secs_f64(),
            used / 1000,
            each(full),
            each(used),
            below(&times, 50),
            below(&times, 99),
            below(&at_once, 50),
            below(&at_once, 99),
            server.memory() / 1000,
            empty / 1000,
        );
    }

    pub(super) fn run() {
        let runtime = Builder::new_multi_thread().enable_all().build().expect("a runtime");
        let (mut counts, mut size) = (Vec::new(), (80, 24));
        for word in std::env::args().skip(1) {
            if let Ok(count) = word.parse() {
                counts.push(count);
            } else if let Some((columns, rows)) = word.split_once('x') {
                size = (columns.parse().expect("columns"), rows.parse().expect("rows"));
            }
        }
        if counts.is_empty() {
            counts = vec![100, 500, 1000];
        }
        for count in counts {
            runtime.block_on(measure(count, size));
        }
    }
}

fn main() {
    #[cfg(unix)]
    measured::run();
}
