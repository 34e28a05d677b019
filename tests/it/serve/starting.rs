//! What `maitri serve` says when it begins, and why it may not begin at all: addresses, its own key, its visitors'
//! keys.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use super::client::come_in_unasked;
use super::server::{Served, available};
use crate::program::{finish, run, succeed};

/// What a server is refused with that has these options.
fn refused(options: &[&str]) -> String {
    let ran = run(&[&["serve"], options].concat());
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{options:?}: {}", ran.stderr);
    assert_eq!(ran.stderr.lines().count(), 1, "{options:?}: {}", ran.stderr);
    ran.stderr
}

fn make_key(path: &Path, kind: &str) {
    let path = path.display().to_string();
    let made = Command::new("ssh-keygen").args(["-q", "-t", kind, "-N", "", "-f", &path]).status();
    assert!(made.expect("ssh-keygen runs").success());
}

#[test]
fn it_tells_where_it_listens_its_key_and_what_a_visitor_types() {
    let server = Served::start(&[]);
    let port = server.port();
    let told: Vec<&str> = server.told.lines().collect();
    assert_eq!(told[0], format!("maitri serves visits at 127.0.0.1:{port}; Ctrl-C ends it."));
    assert!(told[1].starts_with("The key it is known by: SHA256:"), "{}", told[1]);
    assert_eq!(told[2], "Who may come in: anybody on this machine.");
    assert_eq!(told[3], format!("A visitor types: ssh -p {port} 127.0.0.1"));
}

#[test]
fn its_key_is_made_once_and_is_the_one_that_visitors_see() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("keys/host");
    let key = path.display().to_string();
    assert!(refused(&["--host-key", &key]).contains("there is no directory "), "one that was mistyped is not made");
    fs::create_dir(directory.path().join("keys")).expect("a directory");
    let told = |server: &Served| server.told.lines().nth(1).expect("a line").to_owned();
    let first = told(&Served::start(&["--host-key", &key]));
    let server = Served::start(&["--host-key", &key]);
    assert_eq!(told(&server), first);
    assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
    let Ok(seen) = Command::new("ssh-keyscan").args(["-p", &server.port().to_string(), "127.0.0.1"]).output() else {
        return;
    };
    fs::write(directory.path().join("seen"), &seen.stdout).expect("a file");
    let shown = Command::new("ssh-keygen").arg("-lf").arg(directory.path().join("seen")).output().expect("it runs");
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains(first.rsplit(' ').next().expect("a fingerprint")), "{first}\n{shown}");
}

#[test]
fn a_key_that_cannot_be_trusted_is_refused_and_left_as_it_is() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("host");
    let key = path.display().to_string();
    drop(Served::start(&["--host-key", &key]));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("its mode");
    assert!(refused(&["--host-key", &key]).contains("others than its owner may read it; `chmod 600`"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("its mode");
    let link = directory.path().join("link");
    symlink(&path, &link).expect("a link");
    assert!(refused(&["--host-key", &link.display().to_string()]).contains("it is a link"));
    fs::write(&path, "mine").expect("a file");
    assert!(refused(&["--host-key", &key]).contains("it is no private key of OpenSSH"));
    assert_eq!(fs::read_to_string(&path).expect("a file"), "mine");
}

#[test]
fn an_address_that_others_reach_wants_somebody_to_say_who_may_come() {
    let said = refused(&["--listen", "0.0.0.0:0"]);
    assert!(said.contains("can be reached from other machines; say --open") && said.contains("--keys FILE"), "{said}");
    let server = Served::at("0.0.0.0:0", &["--open"]);
    let told: Vec<&str> = server.told.lines().collect();
    assert!(told[2].starts_with("Who may come in: anybody who reaches this address; "), "{}", told[2]);
    let named = told[3].strip_prefix(&format!("A visitor types: ssh -p {} ", server.port()));
    let name = Command::new("uname").arg("-n").output().expect("its name").stdout;
    let name = String::from_utf8_lossy(&name);
    assert!(named.is_some_and(|host| host == name.trim() || host == "ADDRESS"), "{}", told[3]);
}

#[test]
fn a_port_that_is_taken_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = taken.local_addr().expect("an address").to_string();
    let ran = run(&["serve", "--listen", &at]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.starts_with(&format!("maitri: something listens at {at} already; ")), "{}", ran.stderr);
    let ran = run(&["serve", "--listen", "192.0.2.1:0", "--open"]);
    assert!(ran.stderr.contains("this machine has no address 192.0.2.1"), "{}", ran.stderr);
    let ran = run(&["serve", "--listen", "127.0.0.1"]);
    assert!(ran.code == 2 && ran.stderr.contains("say the port as well"), "{}", ran.stderr);
}

#[test]
fn a_client_that_knows_neither_ed25519_nor_its_curve_comes_in_where_the_key_is_of_another_kind() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("key");
    make_key(&path, "ecdsa");
    let Some(server) = available(&["--host-key", &path.display().to_string()]) else { return };
    let old = ["-oKexAlgorithms=ecdh-sha2-nistp256", "-oHostKeyAlgorithms=ecdsa-sha2-nistp256", "-oCiphers=aes128-ctr"];
    let options = [&old[..], &["-oMACs=hmac-sha2-256", "-oCompression=no"]].concat();
    let ran = finish(server.client_with(&options).args(["127.0.0.1", "search", "harbour"]));
    assert_eq!((ran.code, ran.stdout), (0, succeed(&["search", "harbour"])), "{}", ran.stderr);
}

#[test]
fn where_anybody_comes_in_so_does_whoever_sends_a_password_unasked() {
    assert_eq!(come_in_unasked(&Served::start(&[])), [true; 2]);
    let directory = tempfile::tempdir().expect("a directory");
    make_key(&directory.path().join("key"), "ed25519");
    let keys = directory.path().join("key.pub").display().to_string();
    assert_eq!(come_in_unasked(&Served::start(&["--keys", &keys])), [false; 2], "a key is wanted");
}

#[test]
fn with_keys_only_whoever_has_one_comes_in() {
    let directory = tempfile::tempdir().expect("a directory");
    let at = |name: &str| directory.path().join(name);
    for name in ["known", "unknown"] {
        make_key(&at(name), "ed25519");
    }
    make_key(&at("curve"), "ecdsa");
    let public = |name: &str| fs::read_to_string(at(name).with_extension("pub")).expect("a key");
    let text = format!("# ours\n{}restrict,command=\"sh\" {}", public("known"), public("curve"));
    fs::write(at("keys"), text).expect("a file");
    let Some(server) = available(&["--keys", &at("keys").display().to_string()]) else { return };
    let ask = |name: Option<&str>| {
        let file = name.map_or("none".to_owned(), |name| at(name).display().to_string());
        let identity = format!("-oIdentityFile={file}");
        // The first that is said counts.
        let mut client = Command::new("ssh");
        client.args(["-F", "none", &identity, "-oIdentitiesOnly=yes", "-oIdentityAgent=none", "-oBatchMode=yes"]);
        client.args(["-oStrictHostKeyChecking=no", "-oUserKnownHostsFile=/dev/null", "-oLogLevel=ERROR"]);
        finish(client.args(["-p", &server.port().to_string(), "127.0.0.1", "search", "harbour"]))
    };
    for name in ["known", "curve"] {
        assert_eq!(ask(Some(name)).stdout, succeed(&["search", "harbour"]), "{name}");
    }
    for name in [None, Some("unknown")] {
        let ran = ask(name);
        assert_eq!((ran.code, ran.stdout.as_str()), (255, ""), "{name:?}");
        assert!(ran.stderr.contains("Permission denied (publickey)"), "{name:?}: {}", ran.stderr);
    }
    fs::write(at("keys"), "nobody\n").expect("a file");
    assert!(refused(&["--keys", &at("keys").display().to_string()]).contains("line 1 is no public key"));
    assert!(refused(&["--keys", &at("missing").display().to_string()]).contains("cannot be used"));
}
