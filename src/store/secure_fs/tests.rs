//! Files of one's own on a real disk: who may read them, and where links lead.

use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt, chown, symlink};

use super::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn what_is_made_is_ours_alone() {
    let base = tempfile::tempdir().unwrap();
    let directory = base.path().join("state/maitri");
    make_directory(&directory).unwrap();
    assert_eq!((mode(&directory), mode(&base.path().join("state"))), (0o700, 0o700));
    for access in [Access::Append, Access::Lock] {
        let path = directory.join(format!("{access:?}"));
        open(&path, access).unwrap();
        assert_eq!(mode(&path), 0o600);
    }
}

#[test]
fn what_was_open_to_others_is_closed_when_written() {
    let base = tempfile::tempdir().unwrap();
    let path = base.path().join("file");
    fs::write(&path, "text").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(read(&path, 100).unwrap(), b"text");
    assert_eq!(mode(&path), 0o644, "reading changes nothing");
    open(&path, Access::Append).unwrap();
    assert_eq!((mode(&path), fs::read(&path).unwrap()), (0o600, b"text".to_vec()));
}

#[test]
fn what_is_only_read_is_closed_when_that_is_asked_for() {
    let base = tempfile::tempdir().unwrap();
    let path = base.path().join("file");
    assert_eq!(close_to_others(&path).unwrap_err().kind(), io::ErrorKind::NotFound);
    fs::write(&path, "text").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    close_to_others(&path).unwrap();
    assert_eq!((mode(&path), fs::read(&path).unwrap()), (0o600, b"text".to_vec()));
}

#[test]
fn what_is_kept_beside_is_ours_alone() {
    let base = tempfile::tempdir().unwrap();
    let path = base.path().join("file");
    fs::write(&path, "text").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let beside = keep_beside(&path, "earlier").unwrap();
    assert_eq!((mode(&beside), fs::read(&beside).unwrap()), (0o600, b"text".to_vec()));
}

#[test]
fn links_of_ones_own_are_followed() {
    let base = tempfile::tempdir().unwrap();
    fs::create_dir_all(base.path().join("real/deep")).unwrap();
    symlink("real/deep/..", base.path().join("link")).unwrap();
    symlink("../elsewhere", base.path().join("real/file")).unwrap();
    let mut file = open(&base.path().join("link/file"), Access::Append).unwrap();
    file.write_all(b"kept").unwrap();
    assert_eq!(fs::read(base.path().join("elsewhere")).unwrap(), b"kept");
}

#[test]
fn a_file_is_replaced_as_a_whole_and_stays_ours_alone() {
    let base = tempfile::tempdir().unwrap();
    let (path, part) = (base.path().join("file"), base.path().join("file.part"));
    fs::write(&path, "old").unwrap();
    fs::write(&part, "half").unwrap();
    replace(&path, b"new", false).unwrap();
    assert_eq!((fs::read(&path).unwrap(), mode(&path), part.exists()), (b"new".to_vec(), 0o600, false));
    symlink("file", base.path().join("link")).unwrap();
    replace(&base.path().join("link"), b"newer", true).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"newer");
    fs::create_dir(base.path().join("d")).unwrap();
    assert!(replace(&base.path().join("d"), b"no", false).is_err());
    assert!(!base.path().join("d.part").exists());
}

#[test]
fn links_without_end_are_refused() {
    let base = tempfile::tempdir().unwrap();
    symlink("b", base.path().join("a")).unwrap();
    symlink("a", base.path().join("b")).unwrap();
    let told = open(&base.path().join("a"), Access::Append).unwrap_err().to_string();
    assert!(told.contains("have no end"), "{told}");
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let base = tempfile::tempdir().unwrap();
    let pipe = base.path().join("pipe");
    if std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        assert!(read(&pipe, 100).unwrap_err().to_string().contains("no regular file"));
    }
    assert!(read(Path::new("/dev/zero"), 100).unwrap_err().to_string().contains("no regular file"));
    assert_eq!(read(base.path(), 100).unwrap_err().kind(), io::ErrorKind::IsADirectory);
}

#[test]
fn what_is_too_large_is_refused_unread() {
    let base = tempfile::tempdir().unwrap();
    let path = base.path().join("large");
    File::create(&path).unwrap().set_len(1 << 40).unwrap();
    assert_eq!(read(&path, 1 << 20).unwrap_err().to_string(), "it is larger than 1 MiB");
}

#[test]
fn only_oneself_and_root_are_trusted() {
    assert!(owners::is_trusted(1000, 1000) && owners::is_trusted(0, 1000) && owners::is_trusted(0, 0));
    assert!(!owners::is_trusted(1001, 1000) && !owners::is_trusted(1000, 0));
}

#[test]
fn what_belongs_to_another_user_is_refused() {
    const NOBODY: u32 = 65534;
    let base = tempfile::tempdir().unwrap();
    let theirs = base.path().join("theirs");
    fs::create_dir(&theirs).unwrap();
    fs::write(theirs.join("file"), "").unwrap();
    // Only root can give files away; for others the rule itself is tested above.
    if chown(&theirs, Some(NOBODY), None).is_err() {
        return;
    }
    let refusal = |path: &Path| open(path, Access::Append).unwrap_err().to_string();
    assert!(refusal(&theirs.join("file")).contains("belongs to another user"));
    assert!(refusal(&theirs.join("new")).contains("belongs to another user"));
    assert!(make_directory(&theirs.join("new")).is_err());
    assert!(!theirs.join("new").exists());
    // A link that they laid, to something of ours.
    fs::write(base.path().join("ours"), "precious").unwrap();
    symlink("ours", base.path().join("link")).unwrap();
    assert!(open(&base.path().join("link"), Access::Append).is_ok());
    std::os::unix::fs::lchown(base.path().join("link"), Some(NOBODY), None).unwrap();
    assert!(refusal(&base.path().join("link")).contains("belongs to another user"));
    // A link of ours into what is theirs.
    symlink("theirs/file", base.path().join("into")).unwrap();
    assert!(refusal(&base.path().join("into")).contains("belongs to another user"));
}

#[cfg(unix)]
#[test]
fn a_disk_is_full_where_it_has_room_and_none_of_it_is_left() {
    assert!(has_no_room(16, 0) && !has_no_room(16, 1) && !has_no_room(0, 0));
    assert!(!is_full(Path::new("/proc/nowhere")), "what has no size is never full");
}
