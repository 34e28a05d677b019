//! Entries of a journal by the pack they were made with: ids are a pack's own, so that what was done with one says
//! nothing of another, though both may have a record `cepa`. A line says its pack in a field `pack`; one without it
//! is older than packs' ids and belongs to the first ([`FIRST`]). What an entry means is not known here.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::Deserialize;

use super::{Format, Journal, JournalEntry};
use crate::data::pack::id::FIRST;
use crate::study::shelf::{Log, NotKept};

/// An entry, and the id of the pack it was made with.
#[derive(Clone, Debug, PartialEq)]
pub struct OfPack<E> {
    /// The pack; nothing is the first, of which most entries are.
    pack: Option<Box<str>>,
    /// The entry.
    pub entry: E,
}

impl<E> OfPack<E> {
    /// An entry made with the pack of this id.
    #[must_use]
    pub fn new(pack: &str, entry: E) -> Self {
        Self { pack: (pack != FIRST).then(|| pack.into()), entry }
    }

    /// The id of its pack.
    #[must_use]
    pub fn pack(&self) -> &str {
        self.pack.as_deref().unwrap_or(FIRST)
    }
}

impl<E: JournalEntry> JournalEntry for OfPack<E> {
    const FORMAT: &'static Format = E::FORMAT;

    fn to_line(&self) -> String {
        said(&self.entry.to_line(), self.pack())
    }

    fn from_line(text: &str) -> Option<Self> {
        let entry = E::from_line(text)?;
        Some(Self::new(&pack_of(text), entry))
    }
}

/// A line that says its pack. One that has nothing but a name with its fields, as in `{"begun":{…}}`, says it among
/// these: the version before reads no line with something beside the name.
fn said(line: &str, pack: &str) -> String {
    let ends = if line.ends_with("}}") { 2 } else { 1 };
    let Some((fields, end)) = line.len().checked_sub(ends).and_then(|at| line.split_at_checked(at)) else {
        return line.to_owned();
    };
    let comma = if fields.ends_with('{') { "" } else { "," };
    format!("{fields}{comma}\"pack\":{}{end}", serde_json::Value::from(pack))
}

/// What a line says of its pack.
fn pack_of(line: &str) -> Cow<'_, str> {
    #[derive(Deserialize)]
    struct Fields<'l> {
        #[serde(borrow, default)]
        pack: Option<Cow<'l, str>>,
    }
    // Within a text the quotation marks would have strokes before them: most lines are not read twice.
    if !line.contains("\"pack\":") {
        return Cow::Borrowed(FIRST);
    }
    let own = || serde_json::from_str::<Fields<'_>>(line).ok()?.pack;
    let named = || {
        let named: BTreeMap<Cow<'_, str>, Fields<'_>> = serde_json::from_str(line).ok()?;
        named.into_values().find_map(|fields| fields.pack)
    };
    own().or_else(named).unwrap_or(Cow::Borrowed(FIRST))
}

/// A journal as whoever reads one pack has it: entries of others are passed over, and stay.
#[derive(Debug)]
pub struct PackJournal<E> {
    journal: Journal<OfPack<E>>,
    pack: Box<str>,
    entries: Vec<E>,
}

impl<E: JournalEntry> PackJournal<E> {
    /// What a journal holds of the pack of this id.
    #[must_use]
    pub fn new(mut journal: Journal<OfPack<E>>, pack: &str) -> Self {
        let all = journal.take_entries();
        let entries = all.into_iter().filter(|kept| kept.pack() == pack).map(|kept| kept.entry).collect();
        Self { journal, pack: pack.into(), entries }
    }
}

impl<E: JournalEntry + Debug + Send> Log<E> for PackJournal<E> {
    fn entries(&self) -> &[E] {
        &self.entries
    }

    fn notices(&self) -> Vec<String> {
        self.journal.sentences()
    }

    fn keeps(&self) -> bool {
        self.journal.read_only().is_none()
    }

    fn append(&mut self, entry: E) -> Result<(), NotKept> {
        let kept = OfPack::new(&self.pack, entry);
        self.journal.write(&kept).map_err(|error| NotKept(error.to_string()))?;
        self.entries.push(kept.entry);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::study::exam::kept::PaperEntry;
    use crate::study::mains::kept::MainsEntry;
    use crate::study::review::Entry;

    const REVIEW: &str = r#"{"at":1,"day":"2026-11-22","card":"cepa/signed","grade":"good","ms":4200}"#;
    const DISCARDED: &str = r#"{"discarded":{"paper":5}}"#;
    const TICKED: &str = r#"{"ticked":{"sitting":5,"point":"\"pack\":","is_in":true}}"#;

    fn pack_in<E: JournalEntry>(line: &str) -> String {
        OfPack::<E>::from_line(line).unwrap().pack().to_owned()
    }

    #[test]
    fn a_line_without_a_pack_is_of_the_first() {
        let told = [pack_in::<Entry>(REVIEW), pack_in::<PaperEntry>(DISCARDED), pack_in::<MainsEntry>(TICKED)];
        assert_eq!(told, [FIRST; 3]);
        let unsaid = r#"{"undo":1,"pack":null}"#;
        assert_eq!(pack_in::<Entry>(unsaid), FIRST);
    }

    #[test]
    fn the_version_before_reads_what_says_its_pack() {
        let reviews = OfPack::new("norway-chile", Entry::from_line(REVIEW).unwrap()).to_line();
        assert_eq!(reviews, REVIEW.replace('}', r#","pack":"norway-chile"}"#));
        assert_eq!(Entry::from_line(&reviews), Entry::from_line(REVIEW));
        let papers = OfPack::new("norway-chile", PaperEntry::from_line(DISCARDED).unwrap()).to_line();
        assert_eq!(papers, r#"{"discarded":{"paper":5,"pack":"norway-chile"}}"#);
        assert_eq!(PaperEntry::from_line(&papers), PaperEntry::from_line(DISCARDED));
        let mains = OfPack::new(FIRST, MainsEntry::from_line(TICKED).unwrap()).to_line();
        assert_eq!(
            (MainsEntry::from_line(&mains), pack_in::<MainsEntry>(&mains).as_str()),
            (MainsEntry::from_line(TICKED), FIRST)
        );
    }

    #[test]
    fn what_is_added_is_held_once() {
        let directory = tempfile::tempdir().unwrap();
        let journal = || Journal::open(directory.path()).unwrap();
        let mut log = PackJournal::<PaperEntry>::new(journal(), "norway-chile");
        log.append(PaperEntry::from_line(DISCARDED).unwrap()).unwrap();
        assert_eq!((log.entries().len(), log.journal.entries().len()), (1, 0));
        drop(log);
        assert_eq!(PackJournal::<PaperEntry>::new(journal(), "norway-chile").entries().len(), 1, "it is in the file");
    }

    proptest! {
        #[test]
        fn an_entry_is_read_with_its_pack(pack in ".{0,30}", which in 0..3_usize) {
            let line = [REVIEW, DISCARDED, TICKED][which];
            let again = said(line, &pack);
            prop_assert!(!again.contains('\n'));
            prop_assert_eq!(pack_of(&again), pack);
        }
    }
}
