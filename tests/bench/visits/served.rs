//! A server that is measured, in a process of its own, and what the system tells of it: `maitri serve`, or OpenSSH's
//! own as the project sets it up.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use russh::keys::{PrivateKey, load_secret_key};

/// More than any bench brings.
const ROOM: &str = "20000";

/// A server, ended when dropped.
pub(crate) struct Served {
    child: Child,
    pub(crate) port: u16,
    /// What a visitor of OpenSSH's needs to come in.
    pub(crate) key: Option<Arc<PrivateKey>>,
    pub(crate) directory: tempfile::TempDir,
}

/// The program that is measured.
pub(crate) fn program() -> String {
    std::env::var("MAITRI_BENCH_BINARY").unwrap_or_else(|_| env!("CARGO_BIN_EXE_maitri").to_owned())
}

fn started(command: &mut Command, directory: &Path) -> Child {
    let log = fs::File::create(directory.join("log")).expect("a file");
    command.stderr(log).spawn().expect("the server starts")
}

impl Served {
    /// `maitri serve`, for whoever comes.
    pub(crate) fn maitri() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let key = directory.path().join("key");
        let mut command = Command::new(program());
        command.args(["serve", "--listen", "127.0.0.1:0", "--open", "--max-visits", ROOM, "--max-per-address", ROOM]);
        command.arg("--host-key").arg(key).stdout(Stdio::piped());
        let mut child = started(&mut command, directory.path());
        let mut first = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        output.read_line(&mut first).expect("where it listens");
        let port = first.split([':', ';']).find_map(|part| part.parse().ok()).expect("a port");
        // What else it says fits into the pipe.
        child.stdout = Some(output.into_inner());
        Self { child, port, key: None, directory }
    }

    /// OpenSSH's own server, which begins `maitri --kiosk` for each.
    pub(crate) fn openssh() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let at = |name: &str| directory.path().join(name).display().to_string();
        fs::create_dir_all("/run/sshd").expect("a directory of sshd's");
        for key in ["host", "visitor"] {
            let mut keygen = Command::new("ssh-keygen");
            assert!(
                keygen.args(["-q", "-t", "ed25519", "-N", "", "-f", &at(key)]).status().expect("it runs").success()
            );
        }
        fs::copy(at("visitor.pub"), at("authorized_keys")).expect("a key");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let mut command = Command::new("/usr/sbin/sshd");
        let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/ssh/sshd_config");
        command.args(["-D", "-e", "-f"]).arg(settings);
        for option in [
            format!("Port={port}"),
            "ListenAddress=127.0.0.1".to_owned(),
            format!("HostKey={}", at("host")),
            format!("AuthorizedKeysFile={}", at("authorized_keys")),
            "AllowUsers=root".to_owned(),
            "PermitRootLogin=yes".to_owned(),
            "StrictModes=no".to_owned(),
            "MaxStartups=1000".to_owned(),
            "PerSourceMaxStartups=1000".to_owned(),
            format!("ForceCommand=exec '{}' --kiosk", program()),
        ] {
            command.args(["-o", &option]);
        }
        let child = started(&mut command, directory.path());
        let key = Some(Arc::new(load_secret_key(at("visitor"), None).expect("a key")));
        let served = Self { child, port, key, directory };
        let answers = || {
            let mut byte = [0];
            TcpStream::connect(("127.0.0.1", port)).is_ok_and(|mut stream| stream.read_exact(&mut byte).is_ok())
        };
        while !answers() {
            std::thread::sleep(Duration::from_millis(20));
        }
        served
    }

    /// Its processes: one, or those of OpenSSH and of the visits.
    fn processes(&self) -> Vec<u32> {
        let parent = |process: u32| {
            let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
            stat.rsplit(')').next()?.split_whitespace().nth(1)?.parse::<u32>().ok()
        };
        let entries = fs::read_dir("/proc").expect("/proc").flatten();
        let all: Vec<u32> = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
        let of: Vec<(u32, u32)> = all.into_iter().filter_map(|process| Some((process, parent(process)?))).collect();
        let mut found = vec![self.child.id()];
        let mut next = 0;
        while let Some(parent) = found.get(next).copied() {
            found.extend(of.iter().filter(|(_, of)| *of == parent).map(|(process, _)| *process));
            next += 1;
        }
        found
    }

    /// The memory it holds, in KiB; what several of its processes share is counted once.
    pub(crate) fn memory(&self) -> u64 {
        let processes = self.processes();
        let name = if processes.len() == 1 { "Rss:" } else { "Pss:" };
        let share = |process: u32| {
            let told = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
            let line = told.lines().find_map(|line| line.strip_prefix(name).map(str::to_owned));
            line.and_then(|line| line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok())).unwrap_or(0)
        };
        processes.into_iter().map(share).sum()
    }

    /// The time it has computed.
    pub(crate) fn computed(&self) -> Duration {
        let of_thread = |path: std::path::PathBuf| {
            let told = fs::read_to_string(path.join("schedstat")).ok()?;
            told.split_whitespace().next()?.parse::<u64>().ok()
        };
        let threads =
            self.processes().into_iter().filter_map(|process| fs::read_dir(format!("/proc/{process}/task")).ok());
        Duration::from_nanos(threads.flatten().flatten().filter_map(|entry| of_thread(entry.path())).sum())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Those that OpenSSH has begun end once their visitors are gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
