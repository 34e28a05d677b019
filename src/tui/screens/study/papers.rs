//! The papers a reader sat or left, and the log that keeps them. Who keeps nothing has them until the program ends.

use std::collections::HashSet;

use super::exam::Exam;
use crate::clock::Now;
use crate::study::exam::attempt::{Attempt, attempts};
use crate::study::exam::kept::{Discarded, PaperEntry};
use crate::study::shelf::{Log, NotKept, Shelf};

/// Past papers, and what keeps those to come.
#[derive(Debug, Default)]
pub(super) struct Papers {
    /// Papers that were left in an earlier run and can be gone on with, the latest first.
    pub(super) left: Vec<Attempt>,
    /// Papers that were handed in, the latest first.
    pub(super) sat: Vec<Attempt>,
    log: Option<Box<dyn Log<PaperEntry>>>,
}

impl Papers {
    /// Opens the log, and says what is to be said of it.
    pub(super) fn open(&mut self, kept: Option<&dyn Shelf<PaperEntry>>) -> Option<String> {
        match kept.map(Shelf::open)? {
            Ok(log) => {
                let all = attempts(log.entries()).into_iter().rev().filter(|attempt| !attempt.is_discarded);
                (self.sat, self.left) = all.partition(|attempt| attempt.is_over);
                let said = log.notices().into_iter().next();
                self.log = Some(log);
                said
            }
            Err(error) => Some(format!("{error}; papers sat here are not kept")),
        }
    }

    /// Whether the log was opened.
    pub(super) fn is_open(&self) -> bool {
        self.log.is_some()
    }

    /// Keeps what happened to a paper.
    pub(super) fn keep(&mut self, entry: PaperEntry) -> Result<(), NotKept> {
        match &mut self.log {
            Some(log) => log.append(entry),
            // Nobody asked for anything to be kept: that is no failure to be told.
            None => Err(NotKept(String::new())),
        }
    }

    /// Keeps what changed in a paper.
    pub(super) fn keep_change(&mut self, exam: &mut Exam, now: Now) {
        if let Some(entry) = exam.take_change(now) {
            exam.set_kept(self.keep(entry));
        }
    }

    /// The number of the next paper. That of a reader's first is by chance, so that a key printed for another is not
    /// that of everybody's first; those after it are numbered one after the other: so they have little in common. None has
    /// that of one that was begun, for then it would be that once more.
    pub(super) fn next(&self, chance: u64, now: Now) -> u64 {
        // What asks the questions of a paper once more has no number of its own.
        let number = |entry: &PaperEntry| match entry {
            PaperEntry::Begun(begun) if begun.again.is_none() => Some(begun.seed),
            _ => None,
        };
        let log = self.log.as_ref().filter(|log| log.keeps());
        let numbers: Vec<u64> = log.into_iter().flat_map(|log| log.entries()).filter_map(number).collect();
        let Some(last) = numbers.last() else { return by_chance(chance, now) };
        let met: HashSet<u64> = numbers.iter().copied().collect();
        let mut next = last.wrapping_add(1);
        while met.contains(&next) {
            next = next.wrapping_add(1);
        }
        next
    }

    /// The paper of this name that was handed in.
    pub(super) fn sat(&self, paper: i64) -> Option<&Attempt> {
        self.sat.iter().find(|attempt| attempt.begun.paper == paper)
    }

    /// Those that were handed in, the oldest first.
    pub(super) fn in_order(&self) -> impl Iterator<Item = &Attempt> {
        self.sat.iter().rev()
    }

    /// Takes the paper of this name, to be gone on with.
    pub(super) fn take_left(&mut self, paper: i64) -> Option<Attempt> {
        let at = self.left.iter().position(|attempt| attempt.begun.paper == paper)?;
        Some(self.left.remove(at))
    }

    /// Leaves a paper for good; the log keeps it, and says so.
    pub(super) fn discard(&mut self, paper: i64) -> Result<(), NotKept> {
        self.keep(PaperEntry::Discarded(Discarded { paper }))?;
        self.left.retain(|attempt| attempt.begun.paper != paper);
        Ok(())
    }
}

/// The number of a paper that follows on none: a short one can be written down, to sit the same paper again.
pub(super) fn by_chance(chance: u64, now: Now) -> u64 {
    chance.wrapping_add(u64::try_from(now.unix_ms).unwrap_or_default()) % 10_000
}
