//! The lists as they stand after everything that was done with them. Whatever is replayed, in whatever order two
//! programs did it, there is at least one list, none is called as another is, and marks go into one that is there.

use super::entry::{Change, MarkEntry};
use crate::text::{is_hostile, width};

/// The list that is there before any is made.
pub const FIRST: &str = "marked";
/// The longest name of a list, in columns.
pub const LONGEST_NAME: usize = 40;
/// The longest note on a mark, in characters: more is a note of its own.
pub const LONGEST_NOTE: usize = 200;

/// The lists of a reader, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lists {
    lists: Vec<List>,
    /// The name of the one that marks go into.
    current: String,
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Its name.
    pub name: String,
    /// What is in it, in its order; nothing twice.
    pub marks: Vec<Mark>,
}

/// An item in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The item's id in the files, as it was when it was marked.
    pub of: String,
    /// What is noted of it; empty if nothing is.
    pub note: String,
}

/// Why a text is no name for a list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// There is nothing in it.
    #[error("a list needs a name")]
    Empty,
    /// There is too much in it.
    #[error("the name of a list has at most {LONGEST_NAME} columns")]
    Long,
    /// No line of text, or quotation marks, which a query could not ask for.
    #[error("the name of a list is one line, without quotation marks")]
    Unfit,
    /// Another list is called so.
    #[error("there is a list “{0}”")]
    Taken(String),
}

impl Default for Lists {
    fn default() -> Self {
        Self { lists: vec![List::named(FIRST)], current: FIRST.to_owned() }
    }
}

impl List {
    fn named(name: &str) -> Self {
        Self { name: name.to_owned(), marks: Vec::new() }
    }

    /// Whether an item is in it.
    #[must_use]
    pub fn has(&self, of: &str) -> bool {
        self.marks.iter().any(|mark| mark.of == of)
    }

    /// Puts a mark in it that another list had; what is noted of either stays.
    fn join(&mut self, other: Mark) {
        match self.marks.iter_mut().find(|mark| mark.of == other.of) {
            None => self.marks.push(other),
            Some(mark) if mark.note.is_empty() => mark.note = other.note,
            Some(mark) if other.note.is_empty() || mark.note == other.note => {}
            Some(mark) => mark.note = format!("{}; {}", mark.note, other.note),
        }
    }

    /// The mark of an item.
    #[must_use]
    pub fn mark(&self, of: &str) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.of == of)
    }
}

/// Whether two names are the same to a reader.
fn is_same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

impl Lists {
    /// What follows from what was done with the marks of a pack.
    #[must_use]
    pub fn replay<'e>(entries: impl IntoIterator<Item = &'e MarkEntry>, pack: &str) -> Self {
        let mut lists = Self::default();
        for entry in entries.into_iter().filter(|entry| entry.pack == pack) {
            lists.apply(&entry.change);
        }
        lists
    }

    /// Each list, in order; there is at least one.
    #[must_use]
    pub fn all(&self) -> &[List] {
        &self.lists
    }

    /// The name of the list that marks go into.
    #[must_use]
    pub fn current(&self) -> &str {
        &self.current
    }

    /// The list of a name, however it is capitalised.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&List> {
        self.lists.iter().find(|list| is_same(&list.name, name))
    }

    /// A name for a list that is to be made, or, if another is named, for that one; trimmed.
    ///
    /// # Errors
    /// Why it is none.
    pub fn name(&self, text: &str, instead_of: Option<&str>) -> Result<String, NameError> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        if width(&name) > LONGEST_NAME {
            return Err(NameError::Long);
        }
        if name.contains(is_hostile) || name.contains('"') {
            return Err(NameError::Unfit);
        }
        match self.get(&name) {
            Some(taken) if !instead_of.is_some_and(|old| is_same(old, &taken.name)) => {
                Err(NameError::Taken(taken.name.clone()))
            }
            _ => Ok(name),
        }
    }

    fn at(&self, name: &str) -> Option<usize> {
        self.lists.iter().position(|list| is_same(&list.name, name))
    }

    fn list(&mut self, name: &str) -> Option<&mut List> {
        self.lists.iter_mut().find(|list| is_same(&list.name, name))
    }

    fn made(&mut self, name: &str) -> Option<&mut List> {
        if self.at(name).is_none() {
            self.lists.push(List::named(name));
        }
        self.list(name)
    }

    /// Does one thing. What names a list or an item that is not there changes nothing: another program was faster.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Mark { list, of } => {
                if let Some(list) = self.made(list)
                    && !list.has(of)
                {
                    list.marks.push(Mark { of: of.clone(), note: String::new() });
                }
            }
            Change::Unmark { list, of } => {
                if let Some(list) = self.list(list) {
                    list.marks.retain(|mark| mark.of != *of);
                }
            }
            Change::Note { list, of, text } => {
                let mark = self.list(list).and_then(|list| list.marks.iter_mut().find(|mark| mark.of == *of));
                if let Some(mark) = mark {
                    mark.note.clone_from(text);
                }
            }
            Change::Move { list, of, before } => {
                if let Some(list) = self.list(list) {
                    put_before(&mut list.marks, |mark, name| mark.of == name, of, before.as_deref());
                }
            }
            Change::Create { list } => drop(self.made(list)),
            Change::Rename { list, to } => self.rename(list, to),
            Change::Delete { list } => self.delete(list),
            Change::Order { list, before } => {
                put_before(&mut self.lists, |list, name| is_same(&list.name, name), list, before.as_deref());
            }
            Change::Choose { list } => {
                if let Some(list) = self.get(list) {
                    self.current = list.name.clone();
                }
            }
        }
    }

    /// Where another program has made a list of the new name meanwhile, the two become one.
    fn rename(&mut self, name: &str, to: &str) {
        let Some(at) = self.at(name) else { return };
        let is_current = is_same(&self.current, name);
        if self.at(to).is_some_and(|other| other != at) {
            let old = self.lists.remove(at);
            if let Some(list) = self.list(to) {
                old.marks.into_iter().for_each(|mark| list.join(mark));
            }
        } else if let Some(list) = self.lists.get_mut(at) {
            to.clone_into(&mut list.name);
        }
        if is_current {
            self.current = self.get(to).map_or_else(|| to.to_owned(), |list| list.name.clone());
        }
    }

    fn delete(&mut self, name: &str) {
        self.lists.retain(|list| !is_same(&list.name, name));
        if self.lists.is_empty() {
            self.lists.push(List::named(FIRST));
        }
        if let Some(first) = self.lists.first().filter(|_| self.at(&self.current).is_none()) {
            self.current.clone_from(&first.name);
        }
    }
}

/// Puts what is called so before another, or at the end where that is not there.
fn put_before<T>(all: &mut Vec<T>, is: impl Fn(&T, &str) -> bool, name: &str, before: Option<&str>) {
    let Some(from) = all.iter().position(|one| is(one, name)) else { return };
    if before.is_some_and(|before| all.get(from).is_some_and(|one| is(one, before))) {
        return;
    }
    let one = all.remove(from);
    let to = before.and_then(|before| all.iter().position(|other| is(other, before))).unwrap_or(all.len());
    all.insert(to, one);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::study::marks::compacted;

    fn text(text: &str) -> String {
        text.to_owned()
    }

    fn mark(list: &str, of: &str) -> Change {
        Change::Mark { list: text(list), of: text(of) }
    }

    fn after(changes: &[Change]) -> Lists {
        let entries: Vec<MarkEntry> =
            changes.iter().map(|change| MarkEntry { pack: text("a"), change: change.clone() }).collect();
        Lists::replay(&entries, "a")
    }

    fn told(lists: &Lists) -> String {
        let list = |list: &List| {
            let marks: Vec<&str> = list.marks.iter().map(|mark| mark.of.as_str()).collect();
            format!("{}: {}", list.name, marks.join(" "))
        };
        lists.all().iter().map(list).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn lists_are_made_renamed_ordered_and_go() {
        let mut changes = vec![mark("marked", "x"), mark("weak", "x"), mark("weak", "y"), mark("weak", "x")];
        assert_eq!(told(&after(&changes)), "marked: x; weak: x y");
        changes.push(Change::Move { list: text("weak"), of: text("y"), before: Some(text("x")) });
        changes.push(Change::Order { list: text("weak"), before: Some(text("marked")) });
        changes.push(Change::Choose { list: text("Weak") });
        assert_eq!(told(&after(&changes)), "weak: y x; marked: x");
        assert_eq!(after(&changes).current(), "weak");
        changes.push(Change::Rename { list: text("weak"), to: text("Weakest") });
        assert_eq!(
            (told(&after(&changes)).as_str(), after(&changes).current()),
            ("Weakest: y x; marked: x", "Weakest")
        );
        changes.push(Change::Delete { list: text("weakest") });
        assert_eq!((told(&after(&changes)).as_str(), after(&changes).current()), ("marked: x", "marked"));
        changes.push(Change::Delete { list: text("marked") });
        assert_eq!(after(&changes), Lists::default());
    }

    #[test]
    fn a_list_that_gets_the_name_of_another_joins_it() {
        let changes = [mark("a", "x"), mark("b", "x"), mark("b", "y"), Change::Choose { list: text("b") }];
        let mut lists = after(&changes);
        lists.apply(&Change::Rename { list: text("b"), to: text("a") });
        assert_eq!((told(&lists).as_str(), lists.current()), ("marked: ; a: x y", "a"));
    }

    #[test]
    fn what_was_noted_of_a_mark_stays_where_two_lists_become_one() {
        let note = |list: &str, of: &str, it: &str| Change::Note { list: text(list), of: text(of), text: text(it) };
        let marks = [mark("a", "x"), mark("b", "x"), mark("a", "y"), mark("b", "y"), mark("b", "z")];
        let notes = [note("b", "x", "mine"), note("a", "y", "one"), note("b", "y", "two"), note("b", "z", "alone")];
        let rename = [Change::Rename { list: text("b"), to: text("a") }];
        let lists = after(&[marks.as_slice(), &notes, &rename].concat());
        let told = |of: &str| lists.get("a").unwrap().mark(of).unwrap().note.clone();
        assert_eq!((told("x"), told("y"), told("z")), (text("mine"), text("one; two"), text("alone")));
    }

    #[test]
    fn names_are_one_line_and_none_stands_twice() {
        let lists = after(&[mark("to revise", "x")]);
        assert_eq!(lists.name("  very   weak ", None), Ok(text("very weak")));
        assert_eq!(lists.name("To Revise", None), Err(NameError::Taken(text("to revise"))));
        assert_eq!(lists.name("To Revise", Some("to revise")), Ok(text("To Revise")));
        assert_eq!(lists.name(" ", None), Err(NameError::Empty));
        assert_eq!(lists.name(&"x".repeat(41), None), Err(NameError::Long));
        assert_eq!(lists.name("a\"b", None), Err(NameError::Unfit));
        assert_eq!(lists.name("a\u{1b}b", None), Err(NameError::Unfit));
    }

    #[test]
    fn only_the_marks_of_a_pack_are_replayed() {
        let entry = |pack: &str| MarkEntry { pack: text(pack), change: mark("marked", pack) };
        assert_eq!(told(&Lists::replay(&[entry("a"), entry("b")], "b")), "marked: b");
        let line = r#"{"change":{"mark":{"list":"weak","of":"cepa"}}}"#;
        let old: MarkEntry = serde_json::from_str(line).unwrap();
        assert_eq!(told(&Lists::replay(&[old], crate::data::pack::id::FIRST)), "marked: ; weak: cepa");
    }

    fn any_change() -> impl Strategy<Value = Change> {
        let list = || prop::sample::select(vec!["marked", "a", "A", "b", "to revise"]).prop_map(text);
        let of = || prop::sample::select(vec!["x", "y", "z"]).prop_map(text);
        prop_oneof![
            (list(), of()).prop_map(|(list, of)| Change::Mark { list, of }),
            (list(), of()).prop_map(|(list, of)| Change::Unmark { list, of }),
            (list(), of(), of()).prop_map(|(list, of, text)| Change::Note { list, of, text }),
            (list(), of(), prop::option::of(of())).prop_map(|(list, of, before)| Change::Move { list, of, before }),
            list().prop_map(|list| Change::Create { list }),
            (list(), list()).prop_map(|(list, to)| Change::Rename { list, to }),
            list().prop_map(|list| Change::Delete { list }),
            (list(), prop::option::of(list())).prop_map(|(list, before)| Change::Order { list, before }),
            list().prop_map(|list| Change::Choose { list }),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_done_the_lists_stay_lists(changes in prop::collection::vec(any_change(), 0..40)) {
            let lists = after(&changes);
            let entries = changes.iter().map(|change| MarkEntry { pack: text("a"), change: change.clone() });
            prop_assert!(compacted(&entries.collect::<Vec<_>>()).is_some(), "the same follows of what is left of it");
            prop_assert!(!lists.all().is_empty());
            prop_assert!(lists.get(lists.current()).is_some_and(|list| list.name == lists.current()));
            for (at, list) in lists.all().iter().enumerate() {
                prop_assert!(lists.all().iter().skip(at + 1).all(|other| !is_same(&other.name, &list.name)));
                for (at, mark) in list.marks.iter().enumerate() {
                    prop_assert!(list.marks.iter().skip(at + 1).all(|other| other.of != mark.of));
                }
            }
        }

        #[test]
        fn ordering_loses_nothing(changes in prop::collection::vec(any_change(), 0..30), list in "[ab]", of in "[xyz]", before in prop::option::of("[xyz]")) {
            let mut lists = after(&changes);
            let count = |lists: &Lists| lists.all().iter().map(|list| list.marks.len()).sum::<usize>();
            let before_it = count(&lists);
            lists.apply(&Change::Move { list, of, before });
            prop_assert_eq!(count(&lists), before_it);
        }
    }
}
