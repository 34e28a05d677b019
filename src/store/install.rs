//! Putting a pack among those the user keeps, and taking one away: as a whole, or not at all, whenever the program is
//! killed. One program at a time does so. How one takes the place of another is in [`super::installed::on_its_way`].

use std::fs;
use std::io;
use std::path::Path;

use super::installed::arrangement::{Arrangement, held};
use super::installed::on_its_way::{FRESH, PAST, clear, exchange, gone, on_its_way};
use super::installed::{self, Installed};
use super::new_pack::{self, NotWritten};
use super::packs;
use crate::data::layer;

/// Why a pack is not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// One with its id is kept already, by this name.
    #[error("a pack “{id}” is kept already as “{name}”; add --replace to put this one in its place")]
    IsThere {
        /// The id.
        id: String,
        /// The name of the one that has it.
        name: String,
    },
    /// What the system says.
    #[error("the pack cannot be put there: {0}")]
    NotWritten(#[from] io::Error),
    /// What was set of packs cannot be read or kept, or another program changes something.
    #[error("{0}")]
    Refused(String),
}

impl From<NotWritten> for NotAdded {
    fn from(why: NotWritten) -> Self {
        match why {
            NotWritten::Failed(error) => Self::NotWritten(error),
            why => Self::Refused(why.to_string()),
        }
    }
}

/// Keeps a pack, made of these texts, under its id; where one of that id is kept, in its place if that is said, and in
/// its form (a directory or a file). Gives the pack as it is kept.
///
/// # Errors
/// What stood in the way. Then what was there before is there.
pub fn add<'t>(
    directory: &Path,
    id: &str,
    texts: impl IntoIterator<Item = (&'t str, &'t str)>,
    over: bool,
) -> Result<Installed, NotAdded> {
    let lock = held(directory).map_err(NotAdded::Refused)?;
    clear(directory)?;
    let there = of_id(directory, id).map_err(NotAdded::Refused)?;
    if let Some(there) = there.as_ref().filter(|_| !over) {
        return Err(NotAdded::IsThere { id: id.to_owned(), name: there.name.clone() });
    }
    let Some(there) = there else {
        // What was set of another of this name, which is gone, is not meant for this one.
        Arrangement::change_with(&lock, directory, |arrangement| forget(arrangement, id)).map_err(NotAdded::Refused)?;
        let path = directory.join(id);
        let fresh = on_its_way(&path, FRESH)?;
        new_pack::write(&fresh, texts)?;
        fs::rename(&fresh, &path)?;
        return Ok(Installed { name: id.to_owned(), path, is_on: true });
    };
    let fresh = on_its_way(&there.path, FRESH)?;
    let placed = if there.path.is_dir() {
        new_pack::write(&fresh, texts).map_err(NotAdded::from).and_then(|()| Ok(exchange(&fresh, &there.path)?))
    } else {
        new_pack::write_archive(&fresh, texts)
            .map_err(NotAdded::from)
            .and_then(|()| Ok(fs::rename(&fresh, &there.path)?))
    };
    // What is left there is the old one, or half a new one. Where it stays it is passed over by everybody.
    let _ = gone(&fresh);
    placed.map(|()| there)
}

/// Takes a pack away, and forgets what was set of it.
///
/// # Errors
/// What stood in the way.
pub fn remove(directory: &Path, pack: &Installed) -> Result<(), NotAdded> {
    let lock = held(directory).map_err(NotAdded::Refused)?;
    clear(directory)?;
    let past = on_its_way(&pack.path, PAST)?;
    // With one step it is no pack any more, however long it takes to be gone.
    fs::rename(&pack.path, &past)?;
    Arrangement::change_with(&lock, directory, |arrangement| forget(arrangement, &pack.name))
        .map_err(NotAdded::Refused)?;
    Ok(gone(&past)?)
}

fn forget(arrangement: &mut Arrangement, name: &str) {
    arrangement.off.remove(name);
    arrangement.order.retain(|known| known != name);
}

/// The pack that has an id, or whose name that is.
fn of_id(directory: &Path, id: &str) -> Result<Option<Installed>, String> {
    let kept = installed::list(directory)?;
    let has = |pack: &&Installed| packs::read(&pack.path).is_ok_and(|files| layer::id(&files).as_deref() == Some(id));
    let found = kept.iter().find(has).or_else(|| kept.iter().find(|pack| pack.name == id));
    Ok(found.cloned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::installed::on_its_way::{HELD, in_two_steps};

    fn names(directory: &Path) -> Vec<String> {
        let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = entries.filter(|name| name != ".lock").collect();
        names.sort();
        names
    }

    fn one(directory: &Path) -> Installed {
        installed::list(directory).unwrap().pop().unwrap()
    }

    fn head(title: &str) -> [(&'static str, String); 1] {
        [("pack.ron", format!("(extends: \"x\", id: \"news\", title: \"{title}\", edition: \"2026\")"))]
    }

    fn put(directory: &Path, title: &str, over: bool) -> Result<Installed, NotAdded> {
        let texts = head(title);
        add(directory, "news", texts.iter().map(|(name, text)| (*name, text.as_str())), over)
    }

    fn title(directory: &Path) -> String {
        let text = packs::read(&one(directory).path).unwrap().list[0].text.to_string();
        text.split('"').nth(5).unwrap().to_owned()
    }

    #[test]
    fn a_pack_is_there_as_a_whole_or_not_at_all() {
        let base = tempfile::tempdir().unwrap();
        let packs = base.path().join("maitri/packs");
        put(&packs, "one", false).unwrap();
        assert!(matches!(put(&packs, "two", false), Err(NotAdded::IsThere { .. })));
        assert_eq!(title(&packs), "one");
        let broken = add(&packs, "news", [("pack.ron", "two"), ("no/where.ron", "")], true);
        assert!(matches!(broken, Err(NotAdded::NotWritten(_))));
        assert_eq!((names(&packs), title(&packs)), (vec!["news".to_owned()], "one".to_owned()));
        put(&packs, "two", true).unwrap();
        assert_eq!((names(&packs), title(&packs)), (vec!["news".to_owned()], "two".to_owned()));
        let news = one(&packs);
        remove(&packs, &news).unwrap();
        assert!(names(&packs).is_empty());
        assert!(remove(&packs, &news).is_err());
    }

    #[test]
    fn what_has_the_id_keeps_its_name_and_its_form() {
        let base = tempfile::tempdir().unwrap();
        let directory = base.path();
        put(directory, "one", false).unwrap();
        // Somebody calls it otherwise, and then makes one file of it.
        fs::rename(directory.join("news"), directory.join("mine")).unwrap();
        assert!(put(directory, "two", false).unwrap_err().to_string().contains("kept already as “mine”"));
        put(directory, "two", true).unwrap();
        assert_eq!((names(directory), title(directory)), (vec!["mine".to_owned()], "two".to_owned()));
        let files = packs::read(&directory.join("mine")).unwrap();
        let texts = files.list.iter().map(|file| (file.base_name(), file.text.as_ref()));
        new_pack::write_archive(&directory.join("lay.maitri"), texts).unwrap();
        fs::remove_dir_all(directory.join("mine")).unwrap();
        assert!(matches!(put(directory, "three", false), Err(NotAdded::IsThere { name, .. }) if name == "lay"));
        put(directory, "three", true).unwrap();
        assert_eq!((names(directory), title(directory)), (vec!["lay.maitri".to_owned()], "three".to_owned()));
        remove(directory, &one(directory)).unwrap();
        assert!(names(directory).is_empty());
    }

    #[test]
    fn what_comes_anew_is_on_whatever_was_set_of_another() {
        let base = tempfile::tempdir().unwrap();
        put(base.path(), "one", false).unwrap();
        installed::set_on(base.path(), "news", false).unwrap();
        assert!(!put(base.path(), "two", true).unwrap().is_on, "it stays off where it only changes");
        fs::remove_dir_all(base.path().join("news")).unwrap();
        assert!(put(base.path(), "three", false).unwrap().is_on && one(base.path()).is_on);
    }

    #[test]
    fn what_was_on_its_way_out_is_put_back() {
        let base = tempfile::tempdir().unwrap();
        let directory = base.path();
        put(directory, "one", false).unwrap();
        // Killed between the two steps.
        let fresh = directory.join(format!(".news{FRESH}"));
        fs::create_dir(&fresh).unwrap();
        fs::rename(directory.join("news"), directory.join(format!(".news{HELD}"))).unwrap();
        assert_eq!(title(directory), "one");
        // Killed after them.
        fs::create_dir(directory.join(format!(".news{HELD}"))).unwrap();
        fs::create_dir(directory.join(format!(".gone{PAST}"))).unwrap();
        fs::create_dir(directory.join(".mine.old")).unwrap();
        assert_eq!(title(directory), "one");
        put(directory, "two", true).unwrap();
        assert_eq!(
            (names(directory), title(directory)),
            (vec![".mine.old".to_owned(), "news".to_owned()], "two".to_owned())
        );
        // And so where the system cannot do it in one step.
        new_pack::write(&fresh, head("three").iter().map(|(name, text)| (*name, text.as_str()))).unwrap();
        in_two_steps(&fresh, &directory.join("news")).unwrap();
        assert_eq!(
            (names(directory), title(directory)),
            (vec![".mine.old".to_owned(), "news".to_owned()], "three".to_owned())
        );
    }
}
