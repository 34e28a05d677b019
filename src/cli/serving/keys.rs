//! The keys of `maitri serve`: its own, which is made once and then kept, and those of its visitors.

use std::path::Path;

use russh::keys::{PrivateKey, PublicKey};

use crate::cli::commands::explore::options::Explore;
use crate::cli::commands::serve::Serve;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::store::key_file;
use crate::term::transport::ssh::host_key;

/// The name of the key that is made, among what is kept.
const NAME: &str = "ssh_host_ed25519_key";

/// The server's key: the one that is named, or that is kept, or one that is made now and kept.
pub(super) fn host_key(asked: &Serve, explore: &Explore, io: &Io<'_>) -> Result<PrivateKey, Failure> {
    let kept = || explore.study.directory(io).map(|directory| directory.join(NAME));
    let path = asked.host_key.clone().or_else(kept).ok_or_else(|| {
        let sentence = "nothing says where the host key is to be kept, for there is no home directory; name a file with --host-key";
        Failure::Refused(sentence.to_owned())
    })?;
    let kept = key_file::read(&path).map_err(|reason| unusable(&path, &reason))?;
    let text = kept.map_or_else(|| make(asked, &path), Ok)?;
    host_key::read(&text).map_err(|reason| unusable(&path, &reason))
}

/// Makes the server's key, and keeps it there.
fn make(asked: &Serve, path: &Path) -> Result<Vec<u8>, Failure> {
    if asked.host_key.is_some() {
        beside(path).map_err(|reason| unusable(path, &reason))?;
    }
    let made = host_key::generate().map_err(Failure::Refused)?;
    key_file::make(path, &made).map_err(|reason| unusable(path, &reason))
}

/// Whether a key can be made at this path that somebody named: its directory is one that is there, for one that was
/// mistyped would be another key.
fn beside(path: &Path) -> Result<(), String> {
    match path.parent().filter(|directory| !directory.as_os_str().is_empty() && !directory.is_dir()) {
        Some(directory) => Err(format!("there is no directory {} to make it in", directory.display())),
        None => Ok(()),
    }
}

/// A key is never written over: its visitors would be told of an attack.
fn unusable(path: &Path, reason: &str) -> Failure {
    Failure::Refused(format!("the host key {} cannot be used: {reason}; name another with --host-key", path.display()))
}

/// The keys of visitors.
pub(super) fn visitors(file: &Path) -> Result<Vec<PublicKey>, Failure> {
    let text = key_file::read_public(file).and_then(|text| host_key::visitors(&text));
    text.map_err(|reason| Failure::Refused(format!("the keys in {} cannot be used: {reason}", file.display())))
}
