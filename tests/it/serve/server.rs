//! A server of the frozen pack on loopback, at a port that the system gives, and OpenSSH's clients at its door.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use crate::harness::Size;
use crate::program::command;
use crate::pty::{DEADLINE, Terminal};

/// A server, ended when dropped.
pub(super) struct Served {
    child: Child,
    port: u16,
    /// What it told when it began.
    pub(super) told: String,
    log: Arc<(Mutex<String>, Condvar)>,
    _home: tempfile::TempDir,
}

/// A server, or nothing where there is no client to visit it with, which is told.
pub(super) fn available(options: &[&str]) -> Option<Served> {
    let has_client = Command::new("ssh").arg("-V").stderr(Stdio::null()).status().is_ok();
    if !has_client {
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("a test");
        let _ = writeln!(std::io::stderr(), "\nSKIPPED {name}: there is no `ssh` here; openssh-client has one");
        return None;
    }
    Some(Served::start(options))
}

/// A client at this server's door; what follows is the visitor's command.
pub(super) fn client(server: &Served) -> Command {
    let mut client = server.client_with(&[]);
    client.arg("127.0.0.1");
    client
}

impl Served {
    /// A server with these options, which opens on the timeline as the harness does.
    pub(super) fn start(options: &[&str]) -> Self {
        Self::at("127.0.0.1:0", options)
    }

    /// One that listens at this address.
    pub(super) fn at(address: &str, options: &[&str]) -> Self {
        let arguments = ["--tab", "timeline", "serve", "--listen", address];
        let home = tempfile::tempdir().expect("a temporary directory");
        let mut server = command(&[&arguments, options].concat());
        server.env("XDG_STATE_HOME", home.path());
        let mut child = server.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output"));
        let mut told = String::new();
        while !told.contains("A visitor types: ") {
            let count = lines.read_line(&mut told).expect("text");
            assert_ne!(count, 0, "it ended, having told: {told}");
        }
        let at = told.split("visits at ").nth(1).and_then(|rest| rest.split(';').next()?.parse::<SocketAddr>().ok());
        let port = at.map(|at| at.port());
        let log = Arc::new((Mutex::new(String::new()), Condvar::new()));
        let (errors, writing) = (child.stderr.take().expect("its log"), Arc::clone(&log));
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                writing.0.lock().expect("nobody panics while reading").push_str(&(line + "\n"));
                writing.1.notify_all();
            }
        });
        Self { child, port: port.expect("a port"), told, log, _home: home }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Waits until the log tells this, and gives all it has told.
    pub(super) fn wait_for_log(&self, text: &str) -> String {
        let (log, changed) = &*self.log;
        let log = log.lock().expect("nobody panics while writing");
        let waited = changed.wait_timeout_while(log, DEADLINE, |log| !log.contains(text));
        let (log, _) = waited.expect("nobody panics while writing");
        assert!(log.contains(text), "the log does not tell “{text}”:\n{log}");
        log.clone()
    }

    /// How often its threads have woken.
    #[cfg(target_os = "linux")]
    pub(super) fn wakings(&self) -> u64 {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.process())).expect("it runs").flatten();
        let of_task = |task: std::fs::DirEntry| {
            let status = std::fs::read_to_string(task.path().join("status")).unwrap_or_default();
            let counts = status.lines().filter(|line| line.contains("_ctxt_switches"));
            counts.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).sum::<u64>()
        };
        tasks.map(of_task).sum()
    }

    /// Waits for it to end and gives its exit code.
    pub(super) fn exit_code(&mut self) -> i32 {
        let end = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.code().unwrap_or(-1);
            }
            assert!(Instant::now() < end, "it does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Options every client needs.
    fn client_options(&self) -> Vec<String> {
        let settings = [
            format!("Port={}", self.port),
            "BatchMode=yes".to_owned(),
            "IdentityAgent=none".to_owned(),
            "IdentityFile=none".to_owned(),
            "StrictHostKeyChecking=no".to_owned(),
            "UserKnownHostsFile=/dev/null".to_owned(),
            "SendEnv=NO_COLOR COLORFGBG COLORTERM LD_PRELOAD".to_owned(),
            "LogLevel=ERROR".to_owned(),
        ];
        let settings = settings.into_iter().flat_map(|setting| ["-o".to_owned(), setting]);
        ["-F".to_owned(), "none".to_owned()].into_iter().chain(settings).collect()
    }

    /// A client with options of its own, before the address.
    pub(super) fn client_with(&self, options: &[&str]) -> Command {
        let mut client = Command::new("ssh");
        client.args(self.client_options()).args(options).stdin(Stdio::null());
        client
    }

    /// A visitor in a terminal, who asks for this.
    pub(super) fn visit(&self, size: Size, words: &[&str]) -> Terminal {
        self.visit_as(size, words, &[])
    }

    /// A visitor whose terminal has these variables.
    pub(super) fn visit_as(&self, size: Size, words: &[&str], environment: &[(&str, &str)]) -> Terminal {
        let options = self.client_options();
        let mut arguments: Vec<&str> = options.iter().map(String::as_str).collect();
        arguments.extend(["-tt", "127.0.0.1"]);
        arguments.extend(words);
        Terminal::run(size, "ssh", &arguments, environment)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
