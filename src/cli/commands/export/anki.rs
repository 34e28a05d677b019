//! `maitri export --format anki`: the cards of study as two files that Anki imports.

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

use crate::cli::errors::Failure;
use crate::data::{Dataset, ItemId};
use crate::store::files;
use crate::study::Deck;
use crate::study::cards::{anki, own};
use crate::study::notes::NoteBook;
use crate::text::counted;

/// Notes of the type Basic.
const BASIC: &str = "maitri-basic.txt";
/// Notes of the type Cloze.
const CLOZE: &str = "maitri-cloze.txt";

/// Writes the cards about these items into a directory, which is made if it is missing.
pub(super) fn write(
    (dataset, book): (&Dataset<'_>, &NoteBook),
    ids: &[ItemId],
    directory: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let Some(directory) = directory else {
        let sentence = "notes for Anki are two files, one for each type of note; say where with --output DIR";
        return Err(Failure::Refused(sentence.to_owned()));
    };
    let wanted: HashSet<ItemId> = ids.iter().copied().collect();
    let cards = Deck::build(dataset).into_cards().into_iter().filter(|card| wanted.contains(&card.owner));
    let mut deck = Deck::of(cards);
    deck.set_own(own::cards(dataset, book).into_iter().filter(|card| wanted.contains(&card.owner)).collect());
    let notes = anki::notes(&deck, dataset, book);
    files::write(directory, &[(BASIC, &notes.basic), (CLOZE, &notes.cloze)]).map_err(|error| {
        Failure::Refused(format!("the notes cannot be written to {}: {error}", directory.display()))
    })?;
    for (file, text) in [(BASIC, &notes.basic), (CLOZE, &notes.cloze)] {
        let count = text.lines().filter(|line| !line.starts_with('#')).count();
        writeln!(out, "{} in {}", counted(count, "note"), directory.join(file).display())?;
    }
    writeln!(out, "In Anki: File, Import, each of the two. A later import updates the notes and adds none twice.")?;
    Ok(())
}
