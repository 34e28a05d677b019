//! An OpenSSH server on loopback, for whoever runs the tests, and its clients.
//!
//! It is set up by the very file the project ships. What cannot hold in a test is said anew on the
//! command line, which sshd lets count first: the port, the keys, the user, and where maitri is.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{PACK, Size, TAB, TODAY};
use crate::program::MAITRI;
use crate::pty::Terminal;

const SSHD: &str = "/usr/sbin/sshd";
/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server, ended when dropped.
pub(super) struct Server {
    child: Child,
    port: u16,
    directory: tempfile::TempDir,
    options: Vec<String>,
}

/// A file of the project.
pub(super) fn asset(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/ssh").join(name)
}

/// A port nobody listens on at the moment.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

/// A server of the frozen pack as the project sets it up, or nothing where none can be run, which is told.
pub(super) fn available() -> Option<Server> {
    let command = format!("exec env {}={} {}={} '{MAITRI}' --data '{PACK}' --kiosk", TODAY.0, TODAY.1, TAB.0, TAB.1);
    Server::start("restrict,pty", &[&format!("ForceCommand={command}")])
}

/// Tells that a test was skipped.
pub(super) fn skip(why: &str) {
    let thread = std::thread::current();
    let _ = writeln!(std::io::stderr(), "\nSKIPPED {}: {why}", thread.name().unwrap_or("a test"));
}

pub(super) fn user() -> String {
    let output = Command::new("id").arg("-un").output().expect("id runs");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Whether a new terminal belongs to the group `tty`. sshd insists on that, and only root can change it.
fn terminals_belong_to_their_group() -> bool {
    let groups = fs::read_to_string("/etc/group").unwrap_or_default();
    let tty = groups.lines().find_map(|line| line.strip_prefix("tty:")?.split(':').nth(1)?.parse::<u32>().ok());
    let pair = portable_pty::native_pty_system().openpty(portable_pty::PtySize::default()).expect("a pty");
    let owner = pair.master.tty_name().and_then(|name| fs::metadata(name).ok()).map(|terminal| terminal.gid());
    owner.is_some() && owner == tty
}

impl Server {
    /// A server of the bundled dataset that leaves it to the key what may be done with it.
    pub(super) fn with_restricted_key() -> Option<Self> {
        let shipped = fs::read_to_string(asset("authorized_keys")).expect("the project's own file");
        let line = shipped.lines().find(|line| !line.starts_with('#')).expect("a key");
        let (rights, _) = line.split_once(" ssh-ed25519").expect("a key");
        assert!(rights.contains("/usr/local/bin/maitri"), "{rights}");
        let rights = rights
            .replace("/usr/local/bin/maitri", &format!("env {}={} {}={} {MAITRI}", TODAY.0, TODAY.1, TAB.0, TAB.1));
        Self::start(&rights, &["ForceCommand=none", "DisableForwarding=no", "AllowTcpForwarding=yes"])
    }

    fn start(rights: &str, settings: &[&str]) -> Option<Self> {
        if !Path::new(SSHD).exists() {
            skip("there is no OpenSSH server here; openssh-server has one");
            return None;
        }
        let is_root = user() == "root";
        if is_root && fs::create_dir_all("/run/sshd").is_err() {
            skip("sshd run by root needs the directory /run/sshd, which cannot be made");
            return None;
        }
        if !is_root && !terminals_belong_to_their_group() {
            skip("sshd not run by root can hand out no terminals here: /dev/pts is mounted without gid=5");
            return None;
        }
        let directory = tempfile::tempdir().expect("a temporary directory");
        let at = |name: &str| directory.path().join(name).display().to_string();
        for key in ["host", "visitor"] {
            let mut keygen = Command::new("ssh-keygen");
            let made =
                keygen.args(["-q", "-t", "ed25519", "-N", "", "-f", &at(key)]).status().expect("ssh-keygen runs");
            assert!(made.success());
        }
        let key = fs::read_to_string(at("visitor.pub")).expect("a key");
        fs::write(at("authorized_keys"), format!("{rights} {key}")).expect("a file");
        let port = free_port();
        let mut options = vec![
            format!("Port={port}"),
            "ListenAddress=127.0.0.1".to_owned(),
            format!("HostKey={}", at("host")),
            format!("AuthorizedKeysFile={}", at("authorized_keys")),
            format!("AllowUsers={}", user()),
            "PermitRootLogin=yes".to_owned(),
            // A temporary directory can be written by everybody.
            "StrictModes=no".to_owned(),
        ];
        options.extend(settings.iter().map(|setting| (*setting).to_owned()));
        let mut server = Command::new(SSHD);
        server.args(["-D", "-e", "-f"]).arg(asset("sshd_config"));
        server.args(options.iter().flat_map(|option| ["-o", option]));
        let child = server.stderr(Stdio::null()).spawn().expect("sshd starts");
        let mut server = Self { child, port, directory, options };
        server.wait_until_it_answers();
        Some(server)
    }

    fn wait_until_it_answers(&mut self) {
        let begin = Instant::now();
        loop {
            let mut greeting = String::new();
            if let Ok(stream) = TcpStream::connect(("127.0.0.1", self.port)) {
                let _ = BufReader::new(stream).read_line(&mut greeting);
            }
            if greeting.starts_with("SSH-2.0-") {
                return;
            }
            let ended = self.child.try_wait().expect("a child");
            assert!(ended.is_none() && begin.elapsed() < PATIENCE, "sshd does not answer ({ended:?})");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// What the server makes of its settings.
    pub(super) fn settings(&self) -> String {
        let mut server = Command::new(SSHD);
        server.arg("-T").arg("-f").arg(asset("sshd_config"));
        let output = server.args(self.options.iter().flat_map(|option| ["-o", option])).output().expect("sshd runs");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Options every client needs, to reach this port with the visitor's key.
    fn client_options(&self, port: u16) -> Vec<String> {
        let key = self.directory.path().join("visitor").display().to_string();
        let settings = [
            format!("Port={port}"),
            format!("User={}", user()),
            format!("IdentityFile={key}"),
            "IdentitiesOnly=yes".to_owned(),
            "IdentityAgent=none".to_owned(),
            "BatchMode=yes".to_owned(),
            "StrictHostKeyChecking=no".to_owned(),
            "UserKnownHostsFile=/dev/null".to_owned(),
            "LogLevel=ERROR".to_owned(),
        ];
        ["-F".to_owned(), "none".to_owned()]
            .into_iter()
            .chain(settings.into_iter().flat_map(|setting| ["-o".to_owned(), setting]))
            .collect()
    }

    /// A client at this server's door; what follows is the visitor's command.
    pub(super) fn client(&self) -> Command {
        self.client_before(&[])
    }

    /// A client with options of its own.
    pub(super) fn client_before(&self, options: &[String]) -> Command {
        let mut client = Command::new("ssh");
        client.args(self.client_options(self.port)).args(options).arg("127.0.0.1").stdin(Stdio::null());
        client
    }

    /// Another program of OpenSSH, for a path on the server.
    pub(super) fn tool(&self, name: &str, arguments: &[&str], path: &str) -> &'static mut Command {
        let mut tool = Command::new(name);
        tool.args(self.client_options(self.port)).args(arguments).arg(format!("127.0.0.1:{path}")).stdin(Stdio::null());
        Box::leak(Box::new(tool))
    }

    /// A visitor in a terminal.
    pub(super) fn visit(&self, size: Size) -> Terminal {
        self.visit_with(size, &[])
    }

    /// A visitor in a terminal, with options of one's own.
    pub(super) fn visit_with(&self, size: Size, options: &[&str]) -> Terminal {
        self.visit_through(self.port, size, options)
    }

    /// A visitor in a terminal, who comes by another port.
    pub(super) fn visit_through(&self, port: u16, size: Size, options: &[&str]) -> Terminal {
        let arguments = self.client_options(port);
        let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        arguments.extend(options);
        arguments.extend(["-tt", "127.0.0.1"]);
        Terminal::run(size, "ssh", &arguments, &[])
    }

    /// Stops the server and all visits with it, as when a host goes.
    pub(super) fn stop(&mut self) {
        let mut processes: Vec<u32> = descendants(self.child.id()).into_iter().map(|(process, _)| process).collect();
        let _ = self.child.kill();
        let _ = self.child.wait();
        processes.retain(|process| Path::new(&format!("/proc/{process}")).exists());
        if !processes.is_empty() {
            let _ = Command::new("kill").args(processes.iter().map(ToString::to_string)).stderr(Stdio::null()).status();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The processes a process has started, and those they have, each with its name.
pub(super) fn descendants(process: u32) -> Vec<(u32, String)> {
    // PID (name) state parent …
    let stat = |entry: fs::DirEntry| {
        let process: u32 = entry.file_name().to_str()?.parse().ok()?;
        let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
        let name = stat.get(stat.find('(')? + 1..stat.rfind(')')?)?.to_owned();
        let mut rest = stat.get(stat.rfind(')')? + 1..)?.split_whitespace();
        let (state, parent) = (rest.next()?, rest.next()?.parse::<u32>().ok()?);
        (state != "Z").then_some((process, name, parent))
    };
    let all: Vec<_> = fs::read_dir("/proc").expect("/proc").flatten().filter_map(stat).collect();
    let (mut found, mut parents) = (Vec::new(), vec![process]);
    while let Some(parent) = parents.pop() {
        for (process, name, _) in all.iter().filter(|(.., of)| *of == parent) {
            found.push((*process, name.clone()));
            parents.push(*process);
        }
    }
    found
}

/// The names in the environment a process began with.
pub(super) fn environment_of(process: u32) -> Vec<String> {
    let bytes = fs::read(format!("/proc/{process}/environ")).expect("the visit runs");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    text.split('\0').filter_map(|pair| Some(pair.split_once('=')?.0.to_owned())).collect()
}

/// The visits under way on a server: processes of maitri.
pub(super) fn visits(server: u32) -> Vec<u32> {
    descendants(server).into_iter().filter(|(_, name)| name == "maitri").map(|(process, _)| process).collect()
}
