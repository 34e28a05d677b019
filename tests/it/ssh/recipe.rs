//! The README's steps from a bare system to a visitor, typed as they stand there: in a mount, process and network
//! namespace of their own, in which this machine's users, settings and ports are copies or not there.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::server::{asset, descendants, skip, user};
use crate::program::MAITRI;
use crate::pty::{CLASSIC, Terminal, rows};

/// Makes the namespace's own system of this one, and a visitor's computer. `$1` is a directory of the test's own.
const BEFORE: &str = r#"
set -eu
mount --make-rprivate /
mount -t proc proc /proc
mkdir -p "$1/etc" "$1/bin"
cp -a /etc/. "$1/etc"
mount --bind "$1/etc" /etc
mount --bind "$1/bin" /usr/local/bin
for place in /run /root /var/log /var/mail; do if [ -d "$place" ]; then mount -t tmpfs tmpfs "$place"; fi; done
ip link set lo up
rm -rf /etc/maitri
if id demo >/dev/null 2>&1; then userdel demo; fi
echo 127.0.0.1 host >> /etc/hosts
mkdir -p /etc/ssh
printf '%s\n' 'Host host' 'StrictHostKeyChecking no' 'UserKnownHostsFile /dev/null' 'LogLevel ERROR' \
    'IdentitiesOnly yes' "IdentityFile $1/visitor" 'BatchMode yes' > /etc/ssh/ssh_config
cd "$1/checkout"
export PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
"#;

/// The commands of the three blocks between the README's marks: to set it up, to let everybody in, and a visitor's.
fn blocks() -> [Vec<String>; 3] {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("a README");
    let (_, rest) = text.split_once("<!-- sshd -->").expect("the recipe begins");
    let recipe = rest.split_once("<!-- /sshd -->").expect("the recipe ends").0;
    let mut blocks = recipe.split("```sh\n").skip(1).map(|block| {
        let body = block.split_once("```").expect("a block ends").0;
        body.lines().map(str::to_owned).collect::<Vec<_>>()
    });
    let mut next = || blocks.next().expect("three blocks");
    let all = [next(), next(), next()];
    assert_eq!(blocks.next(), None);
    all
}

/// Why the recipe cannot be followed here, if it cannot.
fn cannot() -> Option<&'static str> {
    if user() != "root" {
        return Some("only root may follow it");
    }
    if !Path::new("/usr/sbin/sshd").exists() {
        return Some("there is no OpenSSH server here; openssh-server has one");
    }
    let try_all = "mount --make-rprivate / && ip link set lo up";
    let tried = Command::new("unshare").args(["-mnp", "--fork", "sh", "-c", try_all]).output();
    let may = tried.is_ok_and(|tried| tried.status.success());
    (!may).then_some("no namespaces are to be had here, or there is no `ip`")
}

/// A terminal in which a recipe was followed, and a visitor types these commands one after the other.
fn followed(steps: &[String], visitors: &[String], directory: &Path) -> Terminal {
    let checkout = directory.join("checkout");
    for place in ["target/release", "assets/ssh"] {
        fs::create_dir_all(checkout.join(place)).expect("a directory");
    }
    fs::copy(MAITRI, checkout.join("target/release/maitri")).expect("the program");
    for name in ["sshd_config", "authorized_keys"] {
        fs::copy(asset(name), checkout.join("assets/ssh").join(name)).expect("a file of the project");
    }
    let key = directory.join("visitor");
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key).status();
    assert!(made.expect("ssh-keygen runs").success());
    fs::copy(directory.join("visitor.pub"), checkout.join("visitors.pub")).expect("the visitor's key");
    let said = visitors.iter().zip(1..);
    let said = said.map(|(line, number)| format!("clear; {line}\necho \"visit {number} left with $?\"; read answer\n"));
    let script = [BEFORE.to_owned(), steps.join("\n"), "\nset +e\n".to_owned()].into_iter().chain(said);
    let file = directory.join("recipe.sh");
    fs::write(&file, script.collect::<String>()).expect("a file");
    let (file, directory) = (file.display().to_string(), directory.display().to_string());
    let arguments = ["-mnp", "--fork", "--kill-child", "bash", &file, &directory];
    Terminal::run(CLASSIC, "unshare", &arguments, &[])
}

/// The soft limits of a process by name.
fn limit(process: u32, name: &str) -> String {
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).expect("the visit runs");
    let line = limits.lines().find_map(|line| line.strip_prefix(name)).expect("a limit of that name");
    line.split_whitespace().next().unwrap_or_default().to_owned()
}

/// Does what the visitor's three commands are for.
fn visit_thrice(terminal: &mut Terminal) {
    let has = |what: &'static str| move |seen: &crate::pty::Seen| rows(seen).join("\n").contains(what);
    terminal.wait_for("the explorer", has("Agreements"));
    let process = terminal.process();
    let visit = descendants(process).into_iter().find(|(_, name)| name == "maitri").expect("a visit").0;
    let limits = ["Max cpu time", "Max core file size", "Max file size", "Max address space", "Max open files"];
    assert_eq!(limits.map(|name| limit(visit, name)), ["300", "0", "0", "1073741824", "64"]);
    terminal.send(b"q");
    terminal.wait_for("the end of a visit", has("visit 1 left with 0"));
    terminal.send(b"\n");
    terminal.wait_for("the record", has("Comprehensive Economic Partnership"));
    terminal.send(b"q");
    terminal.wait_for("the end of the next", has("visit 2 left with 0"));
    terminal.send(b"\n");
    terminal.wait_for("what a search finds", has("[cepa, "));
    terminal.wait_for("the end of the last", has("visit 3 left with 0"));
    terminal.send(b"\n");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_bare_system_becomes_a_host_by_the_readmes_steps() {
    if let Some(why) = cannot() {
        return skip(why);
    }
    let [steps, _, visitors] = blocks();
    let directory = tempfile::tempdir().expect("a directory");
    visit_thrice(&mut followed(&steps, &visitors, directory.path()));
}

#[test]
fn everybody_comes_in_without_a_key_where_the_readme_says_so() {
    if let Some(why) = cannot() {
        return skip(why);
    }
    let [mut steps, everybody, visitors] = blocks();
    let start = steps.pop().expect("the last step starts it");
    // Nobody's key is known.
    steps.extend(everybody.into_iter().chain(["rm /etc/maitri/authorized_keys".to_owned(), start]));
    let directory = tempfile::tempdir().expect("a directory");
    visit_thrice(&mut followed(&steps, &visitors, directory.path()));
}
