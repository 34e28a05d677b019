//! `maitri export --format anki`: the cards of study as two files that Anki imports.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::cli::Failure;
use crate::data::{Dataset, ItemId};
use crate::study::Deck;
use crate::study::cards::anki;

/// Notes of the type Basic.
const BASIC: &str = "maitri-basic.txt";
/// Notes of the type Cloze.
const CLOZE: &str = "maitri-cloze.txt";

/// Writes the cards about these items into a directory, which is made if it is missing.
pub(super) fn write(
    dataset: &Dataset<'_>,
    ids: &[ItemId],
    directory: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let Some(directory) = directory else {
        let sentence = "notes for Anki are two files, one for each type of note; say where with --output DIR";
        return Err(Failure::Refused(sentence.to_owned()));
    };
    let wanted: HashSet<ItemId> = ids.iter().copied().collect();
    let cards = Deck::build(dataset).into_cards().into_iter().filter(|card| wanted.contains(&card.owner)).collect();
    let deck = Deck::of(cards);
    let notes = anki::notes(&deck, dataset);
    let saved = fs::create_dir_all(directory)
        .and_then(|()| save(&directory.join(BASIC), &notes.basic))
        .and_then(|()| save(&directory.join(CLOZE), &notes.cloze));
    saved.map_err(|error| {
        Failure::Refused(format!("the notes cannot be written to {}: {error}", directory.display()))
    })?;
    for (file, text) in [(BASIC, &notes.basic), (CLOZE, &notes.cloze)] {
        let count = text.lines().filter(|line| !line.starts_with('#')).count();
        writeln!(out, "{count} notes in {}", directory.join(file).display())?;
    }
    writeln!(out, "In Anki: File, Import, each of the two. A later import updates the notes and adds none twice.")?;
    Ok(())
}

/// Writes a file beside the old one and then in its place, so that neither is ever half there.
fn save(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension("part");
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // Made anew, so that no link laid there leads elsewhere.
    let mut file = fs::File::create_new(&beside)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all())?;
    fs::rename(&beside, path)
}
