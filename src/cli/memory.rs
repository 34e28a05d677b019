//! What is remembered from one run of the explorer to the next: where one left off, and what was asked in the finder.
//! Joins the words of it, which [`crate::tui`] knows, to the file, which [`crate::store::place`] does.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::data::Pack;
use crate::store::place::{Kept, PlaceError, PlaceFile};
use crate::text::sanitised;
use crate::tui::queries::{Queries, join};
use crate::tui::whereabouts::{Memory, Moment, Whereabouts};

/// What is remembered, and what remembers.
#[derive(Debug, Default)]
pub(crate) struct Recalled {
    /// Where one left off.
    pub(crate) place: Option<Whereabouts>,
    /// What was asked in the finder.
    pub(crate) queries: Queries,
    /// What remembers this run.
    pub(crate) memory: Option<Arc<PlaceMemory>>,
    /// What is to be said of it at once.
    pub(crate) warning: Option<String>,
}

impl Recalled {
    /// As if nothing were remembered: only this run will be.
    pub(crate) fn fresh(self) -> Self {
        Self { place: None, queries: Queries::default(), ..self }
    }
}

/// Recalls what is kept in a directory of a pack. If nothing `may_be_kept`, nothing there is changed.
pub(crate) fn recall(directory: &Path, pack: &Pack<'_>, may_be_kept: bool) -> Recalled {
    let (file, pack) = (PlaceFile::in_directory(directory), pack.id().into_owned());
    let mut warning = None;
    let (kept, is_ours) = match file.read::<Whereabouts>() {
        Ok(packs) => (packs.into_iter().find(|kept| kept.pack == pack).unwrap_or_default(), true),
        Err(error) => {
            let (told, is_ours) = match &error {
                PlaceError::NoPlace { .. } if may_be_kept => match file.set_aside() {
                    Ok(aside) => (format!("{error}; it is set aside as {}", aside.display()), true),
                    Err(refused) => (format!("{error}, nor set aside ({refused})"), false),
                },
                _ => (error.to_string(), false),
            };
            warning = Some(sanitised(&told).into_owned());
            (Kept::default(), is_ours)
        }
    };
    let memory = (may_be_kept && is_ours).then(|| Arc::new(PlaceMemory { file, pack, trouble: Mutex::default() }));
    Recalled { place: kept.place, queries: Queries::remembered(&kept.queries), memory, warning }
}

/// Keeps places in the file.
#[derive(Debug)]
pub(crate) struct PlaceMemory {
    file: PlaceFile,
    pack: String,
    /// Why the last place was not kept, if it was not.
    trouble: Mutex<Option<String>>,
}

impl PlaceMemory {
    /// Why the last place was not kept, if it was not.
    pub(crate) fn trouble(&self) -> Option<String> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Memory for PlaceMemory {
    fn keep(&self, whereabouts: &Whereabouts, queries: &[String], moment: Moment) {
        let kept = self.file.change(&self.pack, moment == Moment::Leaving, |kept: &mut Kept<Whereabouts>| {
            kept.place = Some(whereabouts.clone());
            join(&mut kept.queries, queries);
        });
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = kept.err().map(|error| error.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    fn at(tab: &str) -> Whereabouts {
        Whereabouts { tab: tab.to_owned(), ..Whereabouts::default() }
    }

    #[test]
    fn two_programs_join_what_was_asked_and_the_last_to_leave_says_where() {
        let base = tempfile::tempdir().unwrap();
        let dataset = crate::data::bundled::dataset().unwrap();
        let recalled = || recall(base.path(), &dataset.pack, true);
        let (one, other) = (recalled().memory.unwrap(), recalled().memory.unwrap());
        other.keep(&at("Trade"), &strings(&["theirs"]), Moment::Leaving);
        one.keep(&at("Topics"), &strings(&["mine"]), Moment::Leaving);
        let now = recalled();
        assert_eq!(now.place, Some(at("Topics")));
        assert_eq!(
            (now.queries.earlier(0).as_deref(), now.queries.earlier(1).as_deref()),
            (Some("mine"), Some("theirs"))
        );
        assert_eq!((one.trouble(), now.warning), (None, None));
        let fresh = recalled().fresh();
        assert!(fresh.place.is_none() && fresh.queries.earlier(0).is_none() && fresh.memory.is_some());
    }

    #[test]
    fn what_cannot_be_read_is_set_aside_and_said_unless_one_only_looks() {
        let base = tempfile::tempdir().unwrap();
        let dataset = crate::data::bundled::dataset().unwrap();
        let file = PlaceFile::in_directory(base.path());
        std::fs::write(file.path(), "notes of mine").unwrap();
        let looked = recall(base.path(), &dataset.pack, false);
        assert!(looked.memory.is_none() && looked.warning.unwrap().contains("can't be read"));
        assert_eq!(std::fs::read_to_string(file.path()).unwrap(), "notes of mine");
        let recalled = recall(base.path(), &dataset.pack, true);
        let warning = recalled.warning.unwrap();
        assert!(warning.contains("set aside as") && warning.contains("place.json.unreadable-1"), "{warning}");
        let aside = base.path().join("place.json.unreadable-1");
        assert_eq!(std::fs::read_to_string(aside).unwrap(), "notes of mine");
        recalled.memory.unwrap().keep(&at("Trade"), &[], Moment::Meanwhile);
        assert_eq!(recall(base.path(), &dataset.pack, false).place, Some(at("Trade")));
        let newer = "{\"maitri\":\"place\",\"version\":7}";
        std::fs::write(file.path(), newer).unwrap();
        let recalled = recall(base.path(), &dataset.pack, true);
        assert!(recalled.memory.is_none() && recalled.warning.unwrap().contains("later maitri"));
        assert_eq!(std::fs::read_to_string(file.path()).unwrap(), newer);
    }
}
