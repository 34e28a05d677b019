//! `maitri note --history`: all that a note ever said, as the file of notes has it.

use std::collections::HashSet;
use std::path::Path;

use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::clock::wall_of;
use crate::data::Dataset;
use crate::data::date::PartialDate;
use crate::store::journal::Journal;
use crate::store::journal::compaction::read_earlier;
use crate::store::notes::FORMAT;
use crate::study::notes::{Note, Target};

/// Writes every writing of a note, the latest last.
pub(super) fn tell(dataset: &Dataset<'_>, target: &Target, directory: &Path, io: &mut Io<'_>) -> Result<(), Failure> {
    let journal = Journal::<Note>::look(directory).map_err(|error| Failure::Refused(error.to_string()))?;
    journal.notices().iter().for_each(|notice| io.warn(&notice.sentence(&FORMAT)));
    let (pack, now) = (dataset.pack.id(), target.current(dataset));
    let mut told = HashSet::new();
    // What was not superseded when the file was made shorter stands in both.
    let all: Vec<Note> = read_earlier(directory).into_iter().chain(journal.entries().iter().cloned()).collect();
    let of_it = all.iter().filter(|note| note.pack == *pack && note.on.current(dataset) == now);
    let writings: Vec<&Note> = of_it.filter(|note| told.insert((note.at, &note.on, &note.text))).collect();
    if writings.is_empty() {
        return Err(Failure::Refused(format!("no note was ever written on {}", target.in_words(dataset))));
    }
    for (number, note) in writings.into_iter().enumerate() {
        if number > 0 {
            writeln!(io.output)?;
        }
        match wall_of(note.at) {
            Some(at) => writeln!(io.output, "{}, {:02}:{:02}", PartialDate::day(at.date()), at.hour(), at.minute())?,
            None => writeln!(io.output, "At no known time")?,
        }
        let text = if note.text.is_empty() { "(taken away)" } else { &note.text };
        text.lines().try_for_each(|line| writeln!(io.output, "  {line}"))?;
    }
    Ok(())
}
