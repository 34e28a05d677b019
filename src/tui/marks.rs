//! What a reader has marked, in lists: what all that draws and searches may ask, and the one place that changes it.
//!
//! The lists are known by ids ([`crate::study::marks`]); here they are joined to the items of the dataset, and to the
//! log that keeps them, if there is one. Without one they last as long as the visit.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

use crate::data::{Dataset, ItemId};
use crate::search::Own;
use crate::study::marks::{Change, List, Lists, MarkEntry};
use crate::study::shelf::{NotKept, SharedLog, SharedShelf};

/// The marks of a reader, which all that draws may read. Only the session whose reader this is changes them; the locks
/// are there so that a session may go from one thread to another.
#[derive(Debug, Default)]
pub struct Marks {
    marked: RwLock<Marked>,
    log: Mutex<Option<Kept>>,
    /// The id of the pack, which entries carry.
    pack: String,
}

/// What is kept, and what could not be: that holds as long as the session lasts, and is kept with the next change.
#[derive(Debug)]
struct Kept {
    log: Box<dyn SharedLog<MarkEntry>>,
    unkept: Vec<MarkEntry>,
}

impl Kept {
    /// The lists after all of it.
    fn lists(&self, pack: &str) -> Lists {
        Lists::replay(self.log.entries().iter().chain(&self.unkept), pack)
    }

    /// Keeps what is not kept yet.
    fn keep(&mut self) -> Result<(), NotKept> {
        if self.unkept.is_empty() {
            return Ok(());
        }
        let unkept = self.unkept.clone();
        self.log.append_after(&mut |_| Ok(unkept.clone()))?;
        self.unkept.clear();
        Ok(())
    }
}

#[derive(Debug, Default)]
struct Marked {
    lists: Lists,
    /// What of each list is in the dataset, in the order of the list.
    items: Vec<Vec<ItemId>>,
    /// What is in any list.
    all: BTreeSet<ItemId>,
    changes: u64,
}

impl Marked {
    /// Finds the items of the lists again, after these changed.
    fn settle(&mut self, dataset: &Dataset<'_>) {
        self.items = self.lists.all().iter().map(|list| items(dataset, list)).collect();
        self.all = self.items.iter().flatten().copied().collect();
        self.changes += 1;
    }
}

/// What of a list is in the dataset. Two ids may lead to one item by now: it stands where the first does.
fn items(dataset: &Dataset<'_>, list: &List) -> Vec<ItemId> {
    let mut seen = BTreeSet::new();
    let items = list.marks.iter().filter_map(|mark| dataset.find(&mark.of));
    items.filter(|item| seen.insert(*item)).collect()
}

impl Marks {
    /// The marks of a pack that are kept on a shelf, and what is to be said of it.
    #[must_use]
    pub fn open(dataset: &Dataset<'_>, pack: &str, shelf: &dyn SharedShelf<MarkEntry>) -> (Self, Vec<String>) {
        match shelf.open_shared() {
            Ok(mut log) => {
                let notices = log.take_notices();
                let mut marked = Marked { lists: Lists::replay(log.entries(), pack), ..Marked::default() };
                marked.settle(dataset);
                let kept = Kept { log, unkept: Vec::new() };
                let (marked, log) = (RwLock::new(marked), Mutex::new(Some(kept)));
                (Self { marked, log, pack: pack.to_owned() }, notices)
            }
            Err(NotKept(why)) => {
                let marks = Self { pack: pack.to_owned(), ..Self::default() };
                (marks, vec![format!("marks are not kept this time: {why}")])
            }
        }
    }

    // The lists are whole at any moment, whoever panicked.
    fn read(&self) -> RwLockReadGuard<'_, Marked> {
        self.marked.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether an item is in any list.
    #[must_use]
    pub fn contains(&self, id: ItemId) -> bool {
        self.read().all.contains(&id)
    }

    /// All marked items, in the order of the dataset.
    #[must_use]
    pub fn all(&self) -> Vec<ItemId> {
        self.read().all.iter().copied().collect()
    }

    /// The lists as they stand.
    #[must_use]
    pub fn lists(&self) -> Lists {
        self.read().lists.clone()
    }

    /// What of a list is in the dataset, in its order.
    #[must_use]
    pub fn items(&self, name: &str) -> Vec<ItemId> {
        let marked = self.read();
        let list = marked.lists.get(name).map(|list| list.name.as_str());
        let at = marked.lists.all().iter().position(|known| Some(known.name.as_str()) == list);
        at.and_then(|at| marked.items.get(at)).cloned().unwrap_or_default()
    }

    /// The names of the lists an item is in.
    #[must_use]
    pub fn lists_of(&self, id: ItemId) -> Vec<String> {
        let marked = self.read();
        let with_items = marked.lists.all().iter().zip(&marked.items);
        with_items.filter(|(_, items)| items.contains(&id)).map(|(list, _)| list.name.clone()).collect()
    }

    /// How often something was marked or lost its mark: what was made of the marks holds as long as this stays.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.read().changes
    }

    /// Puts an item in the list that marks go into, or takes it out of it; tells whether it is in it now.
    ///
    /// # Errors
    /// A sentence, if that is not kept; it holds as long as the session lasts.
    pub fn toggle(&self, dataset: &Dataset<'_>, id: ItemId) -> Result<bool, NotKept> {
        let current = self.read().lists.current().to_owned();
        self.toggle_in(dataset, &current, id)
    }

    /// The same for any list.
    ///
    /// # Errors
    /// As [`Self::toggle`].
    pub fn toggle_in(&self, dataset: &Dataset<'_>, list: &str, id: ItemId) -> Result<bool, NotKept> {
        let is_in = self.items(list).contains(&id);
        let kept = if is_in { self.take_out(dataset, list, id) } else { self.put_in(dataset, list, id) };
        kept.map(|()| !is_in)
    }

    /// Puts an item in a list.
    ///
    /// # Errors
    /// As [`Self::toggle`].
    pub fn put_in(&self, dataset: &Dataset<'_>, list: &str, id: ItemId) -> Result<(), NotKept> {
        let Some(item) = dataset.get(id) else { return Ok(()) };
        self.change(dataset, Change::Mark { list: list.to_owned(), of: item.id().to_owned() })
    }

    /// Takes an item out of a list, by whatever ids it is in it.
    ///
    /// # Errors
    /// As [`Self::toggle`].
    pub fn take_out(&self, dataset: &Dataset<'_>, list: &str, id: ItemId) -> Result<(), NotKept> {
        let ids: Vec<String> = self.read().lists.get(list).map_or_else(Vec::new, |known| {
            let leads = known.marks.iter().filter(|mark| dataset.find(&mark.of) == Some(id));
            leads.map(|mark| mark.of.clone()).collect()
        });
        ids.into_iter().try_for_each(|of| self.change(dataset, Change::Unmark { list: list.to_owned(), of }))
    }

    /// Does one thing with the lists.
    ///
    /// # Errors
    /// As [`Self::toggle`].
    pub fn change(&self, dataset: &Dataset<'_>, change: Change) -> Result<(), NotKept> {
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        let mut marked = self.marked.write().unwrap_or_else(PoisonError::into_inner);
        let Some(log) = log.as_mut() else {
            marked.lists.apply(&change);
            marked.settle(dataset);
            return Ok(());
        };
        log.unkept.push(MarkEntry { pack: self.pack.clone(), change });
        let kept = log.keep();
        // What another program did meanwhile is in it too.
        marked.lists = log.lists(&self.pack);
        marked.settle(dataset);
        kept
    }

    /// Looks what other programs did meanwhile.
    pub fn refresh(&self, dataset: &Dataset<'_>) {
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(log) = log.as_mut() else { return };
        if log.log.refresh().is_err() {
            return;
        }
        let lists = log.lists(&self.pack);
        let mut marked = self.marked.write().unwrap_or_else(PoisonError::into_inner);
        if marked.lists != lists {
            marked.lists = lists;
            marked.settle(dataset);
        }
    }
}

/// What is said of a mark that is not kept.
#[must_use]
pub fn not_kept(why: &str) -> String {
    format!("This holds only until you leave: {why}.")
}

impl Own for Marks {
    fn is_marked(&self, id: ItemId) -> bool {
        self.contains(id)
    }

    fn has_marks(&self) -> bool {
        !self.read().all.is_empty()
    }

    fn is_in_list(&self, id: ItemId, list: &str) -> bool {
        let marked = self.read();
        let (wanted, lists) = (list.to_lowercase(), marked.lists.all());
        let is_exact = lists.iter().any(|list| list.name.to_lowercase() == wanted);
        let is_meant = |name: &str| if is_exact { name == wanted } else { name.starts_with(&wanted) };
        let mut meant = lists.iter().zip(&marked.items).filter(|(list, _)| is_meant(&list.name.to_lowercase()));
        meant.any(|(_, items)| items.contains(&id))
    }

    fn lists(&self) -> Vec<String> {
        self.read().lists.all().iter().map(|list| list.name.clone()).collect()
    }

    fn version(&self) -> u64 {
        self.changes()
    }
}
