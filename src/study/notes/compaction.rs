//! The writings of notes that are not superseded, of which the same notes follow. Where the others go is the store's
//! matter.

use std::collections::{BTreeSet, HashMap};

use super::{Note, NoteBook, Target};

/// The last writing of each note and, of one that was taken away, what it said before that too, in the order they were
/// written; nothing if not the same notes followed of them.
#[must_use]
pub fn compacted(entries: &[Note]) -> Option<Vec<Note>> {
    let mut last: HashMap<(&str, &Target), (usize, Option<usize>)> = HashMap::new();
    for (number, note) in entries.iter().enumerate() {
        let said = last.get(&(note.pack.as_str(), &note.on)).and_then(|(_, said)| *said);
        let said = if note.text.is_empty() { said } else { Some(number) };
        last.insert((&note.pack, &note.on), (number, said));
    }
    let kept: BTreeSet<usize> = last.values().flat_map(|(last, said)| [Some(*last), *said]).flatten().collect();
    let kept: Vec<Note> = kept.into_iter().filter_map(|number| entries.get(number)).cloned().collect();
    let packs: BTreeSet<&str> = entries.iter().map(|note| note.pack.as_str()).collect();
    packs.into_iter().all(|pack| NoteBook::of(pack, entries) == NoteBook::of(pack, &kept)).then_some(kept)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_same_notes_follow_of_fewer_writings(
            written in prop::collection::vec((0..2_usize, 0..3_usize, "[ab]{0,2}"), 0..40)
        ) {
            let notes: Vec<Note> = written.into_iter().zip(0..).map(|((pack, on, text), at)| Note {
                at,
                pack: ["p", "q"][pack].to_owned(),
                on: Target::Item(["x", "y", "z"][on].to_owned()),
                text,
            }).collect();
            let fewer = compacted(&notes).unwrap();
            prop_assert!(fewer.len() <= 12);
            prop_assert_eq!(compacted(&fewer), Some(fewer));
        }
    }
}
