//! A pack as one file to hand on: a plain tar of its `.ron` files, whose name ends in `.maitri`. Nothing in it is ever
//! unpacked onto the disk. What would not be a file of a pack is refused: paths, links, other names, too many, too
//! much. What is hidden, as some systems put beside each file, and the directory itself are passed over.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use tar::{Archive, Builder, Entry, EntryType, Header};

use super::{Bounds, ENDING as OF_FILES};
use crate::data::files::File;
use crate::data::problem::Problem;
use crate::store::files::{is_for_use, is_meant};
use crate::text::clip;

/// What the name of such a file ends in, after a dot.
const ENDING: &str = "maitri";
/// The most files of a pack: far above what any has.
const MOST_FILES: usize = 1000;
/// The longest name of a file, in bytes.
const LONGEST_NAME: usize = 100;
/// The most bytes of what may be said of a file before it: a name, times, an owner.
const MOST_SAID: u64 = 8 * 1024;
/// What to do about a file that is no archive of a pack.
const HOW_TO: &str = "`maitri pack export FILE.maitri` makes one";

/// Whether a path names a pack in one file: by its ending, unless a directory is called so.
#[must_use]
pub(crate) fn is_one(path: &Path) -> bool {
    path.extension() == Some(OsStr::new(ENDING)) && !path.is_dir()
}

/// Reads the files of a pack, in the order of their names.
///
/// # Errors
/// The first thing that does not belong into a pack, or all files that are no text.
pub(super) fn read(path: &Path, bounds: &mut Bounds) -> Result<Vec<File>, Vec<Problem>> {
    let shown = path.display().to_string();
    let whole = |message: String| vec![Problem::of_file(&shown, message)];
    let failed = |error: io::Error| whole(format!("the file cannot be read as a pack ({error}); {HOW_TO}"));
    // Looked at before it is opened: opening a pipe would wait for somebody to write into it.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(whole(format!("this is no regular file; {HOW_TO}")));
    }
    let mut archive = Archive::new(fs::File::open(path).map_err(failed)?);
    let (mut list, mut problems): (Vec<File>, Vec<Problem>) = (Vec::new(), Vec::new());
    let mut said_before = None;
    // Raw, or whoever reads would take a name of any length into memory before it could be judged.
    for (number, entry) in archive.entries().map_err(failed)?.raw(true).enumerate() {
        // Each file may have something said before it.
        if number >= 2 * MOST_FILES || list.len() + problems.len() >= MOST_FILES {
            return Err(whole(format!("a pack has at most {MOST_FILES} files, and this holds more")));
        }
        let mut entry = entry.map_err(failed)?;
        if matches!(entry.header().entry_type(), EntryType::XHeader | EntryType::XGlobalHeader) {
            said_before = name_said(&mut entry).map_err(whole)?.or(said_before);
            continue;
        }
        let Some(name) = name_of(&entry, said_before.take()).map_err(whole)? else { continue };
        let name = format!("{shown}/{name}");
        if list.iter().any(|file| file.name == name) {
            return Err(vec![Problem::of_file(name, "this stands in the file twice")]);
        }
        let bytes = bounded(&mut entry, bounds, &shown)?;
        match File::decoded(name, bytes).and_then(|file| bounds.count(file)) {
            Ok(file) => list.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    list.sort_by(|a, b| a.name.cmp(&b.name));
    if list.is_empty() && problems.is_empty() {
        return Err(whole(format!("no file of a pack is in it; {HOW_TO}")));
    }
    if problems.is_empty() { Ok(list) } else { Err(problems) }
}

/// The name of what stands in an archive, if that is a plain file of a pack; nothing of what is passed over.
fn name_of(entry: &Entry<'_, impl Read>, said_before: Option<String>) -> Result<Option<String>, String> {
    let name = said_before.unwrap_or_else(|| String::from_utf8_lossy(&entry.path_bytes()).into_owned());
    // As `tar cf pack.maitri .` writes them.
    let name = name.strip_prefix("./").unwrap_or(&name).to_owned();
    let is_directory = entry.header().entry_type() == EntryType::Directory;
    let has_path = name.contains(['/', '\\', ':', '\0']);
    if is_directory && matches!(name.as_str(), "" | ".") || !has_path && !name.is_empty() && is_for_use(name.as_ref()) {
        return Ok(None);
    }
    if matches!(entry.header().entry_type(), EntryType::GNULongName | EntryType::GNULongLink) {
        return Err(too_long(LONGEST_NAME));
    }
    if entry.header().entry_type() != EntryType::Regular {
        let name = clip(&name, LONGEST_NAME);
        return Err(format!("“{name}” in it is no plain file; a pack holds nothing but .ron files; {HOW_TO}"));
    }
    let is_plain = name.len() <= LONGEST_NAME && !has_path && is_meant(name.as_ref(), OF_FILES);
    if is_plain {
        Ok(Some(name))
    } else if name.len() > LONGEST_NAME {
        Err(too_long(LONGEST_NAME))
    } else {
        Err(format!("“{name}” in it is no name of a .ron file without a path; {HOW_TO}"))
    }
}

/// The name of the file that follows, where what some programs put before it says one; other things said there (times,
/// owners) are no matter.
fn name_said(entry: &mut Entry<'_, impl Read>) -> Result<Option<String>, String> {
    if entry.size() > MOST_SAID {
        return Err(too_long(LONGEST_NAME));
    }
    let odd = |_| format!("what stands before a file in it does not read; {HOW_TO}");
    let mut name = None;
    for said in entry.pax_extensions().map_err(odd)?.into_iter().flatten() {
        let said = said.map_err(odd)?;
        match said.key_bytes() {
            b"path" => name = Some(String::from_utf8_lossy(said.value_bytes()).into_owned()),
            b"size" => return Err(super::too_large()),
            _ => {}
        }
    }
    Ok(name)
}

/// What is said of a name beyond the bound.
fn too_long(most: usize) -> String {
    format!("a file in it has a name of more than {most} bytes; {HOW_TO}")
}

/// The bytes of what stands in an archive, if they are still within the bounds.
fn bounded(entry: &mut Entry<'_, impl Read>, bounds: &Bounds, shown: &str) -> Result<Vec<u8>, Vec<Problem>> {
    let whole = |message: String| vec![Problem::of_file(shown, message)];
    if entry.size() > bounds.bytes {
        return Err(whole(super::too_large()));
    }
    let mut bytes = Vec::new();
    let count = entry.size();
    let read = entry.take(count).read_to_end(&mut bytes);
    match read {
        Ok(read) if read as u64 == count => Ok(bytes),
        Ok(_) => Err(whole(format!("the file ends too early; it looks truncated; {HOW_TO}"))),
        Err(error) => Err(whole(format!("the file cannot be read as a pack ({error}); {HOW_TO}"))),
    }
}

/// Writes texts as the files of a pack. The same texts make the same bytes, whoever writes them and when.
///
/// # Errors
/// Those of the output.
pub fn write<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>, out: impl Write) -> io::Result<()> {
    let mut builder = Builder::new(out);
    for (name, text) in texts {
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        builder.append_data(&mut header, name, text.as_bytes())?;
    }
    builder.into_inner()?.flush()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::packs;

    fn at(directory: &tempfile::TempDir, bytes: &[u8]) -> std::path::PathBuf {
        let path = directory.path().join("pack.maitri");
        fs::write(&path, bytes).unwrap();
        path
    }

    fn refused(bytes: &[u8]) -> String {
        let directory = tempfile::tempdir().unwrap();
        packs::read(&at(&directory, bytes)).unwrap_err()[0].to_string()
    }

    fn archive(texts: &[(&str, &str)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(texts.iter().copied(), &mut bytes).unwrap();
        bytes
    }

    /// An archive of one entry of any sort, under any name.
    fn strange(kind: EntryType, name: &[u8], size: u64) -> Vec<u8> {
        let mut header = Header::new_old();
        header.as_old_mut().name[..name.len()].copy_from_slice(name);
        header.set_entry_type(kind);
        header.set_size(size);
        header.set_mode(0o644);
        header.set_cksum();
        let mut bytes = header.as_bytes().to_vec();
        bytes.extend([0; 1024]);
        bytes
    }

    #[test]
    fn what_is_written_is_read_back_and_is_always_the_same() {
        // A name in capitals is one of a pack here as it is in a directory.
        let texts = [("EVENTS.RON", "[]"), ("pack.ron", "(title: \"…\")"), ("people.ron", "[]")];
        let bytes = archive(&texts);
        assert_eq!(bytes, archive(&texts));
        let directory = tempfile::tempdir().unwrap();
        let files = packs::read(&at(&directory, &bytes)).unwrap();
        let read: Vec<_> = files.list.iter().map(|file| (file.base_name(), file.text.as_ref())).collect();
        assert_eq!(read, texts);
    }

    #[test]
    fn what_is_no_file_of_a_pack_is_refused() {
        for name in ["../pack.ron", "/etc/pack.ron", "a/pack.ron", "a\\pack.ron", "..\\.ron", "pack.txt", "C:pack.ron"]
        {
            let told = refused(&strange(EntryType::Regular, name.as_bytes(), 0));
            assert!(told.contains("without a path"), "{name}: {told}");
        }
        for kind in [
            EntryType::Symlink,
            EntryType::Link,
            EntryType::Directory,
            EntryType::Fifo,
            EntryType::Block,
            EntryType::GNUSparse,
        ] {
            let told = refused(&strange(kind, b"pack.ron", 0));
            assert!(told.contains("no plain file") || told.contains("cannot be read"), "{kind:?}: {told}");
        }
        assert!(refused(&archive(&[("pack.ron", "()"), ("pack.ron", "()")])).contains("twice"));
        assert!(refused(&archive(&[("people.ron", "[]")])).contains("pack.ron is missing"));
        assert!(refused(b"").contains("no file of a pack"));
        assert!(refused(&[7; 2000]).contains("cannot be read as a pack"));
        assert!(refused(&archive(&[("pack.ron", "(\u{0}")])[..700]).contains("pack"), "cut off");
    }

    #[test]
    fn what_says_to_be_huge_is_refused_unread() {
        assert!(refused(&strange(EntryType::Regular, b"pack.ron", 7 << 30)).contains("larger than 512 MiB"));
        assert!(refused(&strange(EntryType::Regular, b"pack.ron", 5000)).contains("truncated"));
        let names: Vec<String> = (0..=MOST_FILES).map(|number| format!("{number}.ron")).collect();
        let texts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "[]")).collect();
        assert!(refused(&archive(&texts)).contains("at most 1000 files"));
    }

    #[test]
    fn what_is_said_of_a_file_before_it_is_bounded() {
        // A name of a gigabyte, of which nothing is there.
        for kind in [EntryType::GNULongName, EntryType::GNULongLink, EntryType::XHeader, EntryType::XGlobalHeader] {
            let told = refused(&strange(kind, b"././@LongLink", 1 << 30));
            assert!(told.contains("a name of more than 100 bytes"), "{kind:?}: {told}");
        }
        let long = format!("{}.ron", "a".repeat(100));
        assert!(refused(&archive(&[(&long, "[]")])).contains("a name of more than 100 bytes"));
        // Nothing but things said, thousands of times.
        let bytes: Vec<u8> =
            (0..=2 * MOST_FILES).flat_map(|_| strange(EntryType::XHeader, b"x", 0)[..512].to_vec()).collect();
        assert!(refused(&bytes).contains("at most 1000 files"));
        // Files that are no text count too.
        let mut bytes = Vec::new();
        for number in 0..=MOST_FILES {
            bytes.extend(&strange(EntryType::Regular, format!("{number}.ron").as_bytes(), 1)[..512]);
            bytes.extend([0xff; 512]);
        }
        assert!(refused(&bytes).contains("at most 1000 files"));
    }

    #[test]
    fn what_other_programs_say_before_a_file_is_passed_over() {
        let mut bytes = Vec::new();
        let mut builder = Builder::new(&mut bytes);
        let said: [(&str, &[u8]); 2] = [("mtime", b"1764406800.5"), ("path", "pack.ron".as_bytes())];
        builder.append_pax_extensions(said).unwrap();
        let mut header = Header::new_ustar();
        header.set_size(2);
        header.set_mode(0o644);
        builder.append_data(&mut header, "short.ron", &b"()"[..]).unwrap();
        builder.append_pax_extensions([("mtime", &b"1764406800.5"[..])]).unwrap();
        builder.append_data(&mut header, "people.ron", &b"[]"[..]).unwrap();
        builder.into_inner().unwrap();
        let directory = tempfile::tempdir().unwrap();
        let files = packs::read(&at(&directory, &bytes)).unwrap();
        let names: Vec<_> = files.list.iter().map(File::base_name).collect();
        assert_eq!(names, ["pack.ron", "people.ron"]);
    }

    /// An archive as `tar cf` makes it of a directory, on a system that puts hidden files beside others.
    #[test]
    fn hidden_files_and_the_directory_itself_are_passed_over() {
        let mut bytes = strange(EntryType::Directory, b"./", 0)[..512].to_vec();
        for name in ["./._pack.ron", "._pack.ron", "~$pack.ron", ".DS_Store", ".pack.ron"] {
            bytes.extend(&strange(EntryType::Regular, name.as_bytes(), 0)[..512]);
        }
        bytes.extend(&strange(EntryType::Symlink, b"./.#pack.ron", 0)[..512]);
        bytes.extend(&strange(EntryType::Regular, b"./pack.ron", 2)[..512]);
        bytes.extend(b"()".iter().chain(&[0; 510]));
        bytes.extend(archive(&[("people.ron", "[]")]));
        let directory = tempfile::tempdir().unwrap();
        let files = packs::read(&at(&directory, &bytes)).unwrap();
        let names: Vec<_> = files.list.iter().map(File::base_name).collect();
        assert_eq!(names, ["pack.ron", "people.ron"]);
        for name in ["./a/pack.ron", ".a/pack.ron", "././pack.ron"] {
            let told = refused(&strange(EntryType::Regular, name.as_bytes(), 0));
            assert!(told.contains("without a path"), "{name}: {told}");
        }
    }

    proptest! {
        #[test]
        fn whatever_the_bytes_nothing_breaks(bytes in prop::collection::vec(any::<u8>(), 0..3000), cut in 0_usize..3000) {
            refused(&bytes);
            let good = archive(&[("pack.ron", "()"), ("people.ron", "[]")]);
            let mut broken = good.clone();
            if let Some(byte) = broken.get_mut(cut) {
                *byte ^= 0xff;
            }
            let directory = tempfile::tempdir().unwrap();
            let _ = packs::read(&at(&directory, &broken));
            let _ = packs::read(&at(&directory, good.get(..cut).unwrap_or(&good)));
        }
    }
}
