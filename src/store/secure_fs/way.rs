//! The way to a place: every directory and every link on it, each of them looked at.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::text::sanitised;

/// More links than any honest place has.
const MOST_LINKS: usize = 40;

/// The path without links, each step of it looked at. What is not there yet is part of it.
pub(super) fn resolved(path: &Path) -> io::Result<PathBuf> {
    follow(&std::path::absolute(path)?, &mut 0)
}

fn follow(path: &Path, links: &mut usize) -> io::Result<PathBuf> {
    let mut here = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Prefix(_) | Component::RootDir => here.push(component),
            Component::CurDir => {}
            // Right, because no link stands in the path so far.
            Component::ParentDir => {
                here.pop();
            }
            Component::Normal(name) => here = step(&here, &here.join(name), links)?,
        }
    }
    Ok(here)
}

/// One step further, or to where a link leads.
fn step(here: &Path, next: &Path, links: &mut usize) -> io::Result<PathBuf> {
    let meta = match next.symlink_metadata() {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(next.to_owned()),
        Err(error) => return Err(error),
    };
    #[cfg(unix)]
    owners::check(next, &meta)?;
    if !meta.is_symlink() {
        return Ok(next.to_owned());
    }
    *links += 1;
    if *links > MOST_LINKS {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("the links at {} have no end", shown(next))));
    }
    follow(&here.join(next.read_link()?), links)
}

pub(super) fn shown(path: &Path) -> String {
    sanitised(&path.display().to_string()).into_owned()
}

#[cfg(unix)]
pub(super) mod owners {
    use std::fs::Metadata;
    use std::io;
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;

    /// Refuses what belongs to somebody who might lead us astray.
    pub(in crate::store::secure_fs) fn check(path: &Path, meta: &Metadata) -> io::Result<()> {
        let (owner, own) = (meta.uid(), rustix::process::geteuid().as_raw());
        // Whoever owns `/` owns the system; in a container that may be a number without a name.
        let system = || Path::new("/").metadata().is_ok_and(|root| root.uid() == owner);
        if is_trusted(owner, own) || system() {
            return Ok(());
        }
        let sentence = format!(
            "{} belongs to another user; run maitri as that user, or let XDG_STATE_HOME or XDG_DATA_HOME name a directory of your own",
            super::shown(path)
        );
        Err(io::Error::new(io::ErrorKind::PermissionDenied, sentence))
    }

    /// Whether what belongs to an owner is safe for this user.
    pub(in crate::store::secure_fs) fn is_trusted(owner: u32, user: u32) -> bool {
        owner == user || owner == 0
    }
}
