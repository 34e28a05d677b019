//! Opening a collection a piece at a time: the log may hold a million answers, and no key waits until all are read.
//!
//! The log is replayed, from a checkpoint on where there is one that holds; of a log that has grown long since then a
//! new one is made. In pieces of any size the same comes of it. Where a checkpoint lies is not known here.

use crate::study::cards::Deck;
use crate::study::collection::Collection;
use crate::study::scheduler::memory::Model;
use crate::study::scheduler::progress::checkpoint::{Renamed, Restoring, Storing};
use crate::study::scheduler::{Plan, Progress};
use crate::study::shelf::{Amount, NotKept, Piece, ReviewLog, ReviewShelf};

/// Steps of a checkpoint that are restored or stored at once, and cards whose answers are compared: some milliseconds'
/// worth.
const STEPS_AT_ONCE: usize = 60_000;
const CARDS_AT_ONCE: usize = 2_000;

/// A collection that is being opened.
#[derive(Debug)]
pub struct Opening {
    deck: Deck,
    plan: Plan,
    model: Model,
    log: Option<Box<dyn ReviewLog>>,
    progress: Progress,
    renamed: Renamed,
    notices: Vec<String>,
    stage: Stage,
}

/// What is being done.
#[derive(Debug)]
enum Stage {
    /// The log is read.
    Reading,
    /// A checkpoint of it is restored.
    Restoring(Box<Restoring>),
    /// A checkpoint is made.
    Storing(Storing),
    /// It is found out which answers have changed, of the cards from this number on.
    Outdating(usize),
    /// Nothing more.
    Done,
}

impl Opening {
    /// To answer the cards of a deck; without a log nothing is kept.
    #[must_use]
    pub fn to_answer(deck: Deck, reviews: Option<&dyn ReviewShelf>, plan: Plan) -> Self {
        Self::of(deck, reviews.map(ReviewShelf::open_reviews), plan)
    }

    /// To be looked at only: nothing that is kept changes.
    #[must_use]
    pub fn to_look(deck: Deck, reviews: Option<&dyn ReviewShelf>, plan: Plan) -> Self {
        Self::of(deck, reviews.map(ReviewShelf::look_at_reviews), plan)
    }

    fn of(deck: Deck, log: Option<Result<Box<dyn ReviewLog>, NotKept>>, plan: Plan) -> Self {
        let model = plan.model();
        let (progress, renamed, notices) = (Progress::default(), Renamed::new(), Vec::new());
        let mut opening = Self { deck, plan, model, log: None, progress, renamed, notices, stage: Stage::Outdating(0) };
        match log {
            Some(Ok(log)) => (opening.log, opening.stage) = (Some(log), Stage::Reading),
            Some(Err(error)) => opening.cannot_read(&error),
            None => {}
        }
        opening
    }

    /// Goes on for some milliseconds; tells whether all is done.
    pub fn advance(&mut self) -> bool {
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Reading => self.read_on(),
            Stage::Restoring(restoring) => self.restore(restoring),
            Stage::Storing(mut storing) => {
                if storing.advance(&self.progress, &self.renamed, STEPS_AT_ONCE) {
                    self.stage = Stage::Outdating(0);
                    if let Some(log) = &mut self.log {
                        log.keep_checkpoint(storing.into_bytes());
                    }
                } else {
                    self.stage = Stage::Storing(storing);
                }
            }
            Stage::Outdating(from) => {
                if self.progress.outdate_some(&self.deck, from, CARDS_AT_ONCE) {
                    self.notices.extend(self.log.iter().flat_map(|log| log.notices()));
                } else {
                    self.stage = Stage::Outdating(from + CARDS_AT_ONCE);
                }
            }
            Stage::Done => {}
        }
        matches!(self.stage, Stage::Done)
    }

    fn read_on(&mut self) {
        let Some(log) = &mut self.log else { return };
        self.stage = match log.read_on() {
            Ok(Piece::Nothing) => Stage::Reading,
            Ok(Piece::Checkpoint(bytes)) => match Restoring::begin(bytes, &self.model) {
                Some(restoring) => Stage::Restoring(Box::new(restoring)),
                None => self.read_anew(),
            },
            Ok(Piece::Entries(entries)) => {
                for entry in &entries {
                    let current = self.deck.current(entry);
                    if let (Some(was), Some(is)) = (entry.card(), current.card())
                        && was != is
                        && !self.renamed.contains_key(was)
                    {
                        self.renamed.insert(was.clone(), is.clone());
                    }
                    self.progress.apply(&current, &self.model);
                }
                Stage::Reading
            }
            Ok(Piece::End) if log.wants_checkpoint() => {
                Stage::Storing(Storing::begin(&self.progress, &self.renamed, &self.model))
            }
            Ok(Piece::End) => Stage::Outdating(0),
            Err(error) => {
                self.cannot_read(&error);
                Stage::Outdating(0)
            }
        };
    }

    fn restore(&mut self, mut restoring: Box<Restoring>) {
        self.stage = match restoring.advance(&self.deck, STEPS_AT_ONCE) {
            Some(false) => Stage::Restoring(restoring),
            Some(true) => {
                (self.progress, self.renamed) = restoring.finish();
                Stage::Reading
            }
            None => self.read_anew(),
        };
    }

    /// Replays the log from its beginning.
    fn read_anew(&mut self) -> Stage {
        if let Some(log) = &mut self.log {
            log.read_anew();
        }
        Stage::Reading
    }

    fn cannot_read(&mut self, error: &NotKept) {
        self.notices.push(format!("{error}; answers given here are not kept"));
        (self.log, self.progress) = (None, Progress::default());
    }

    /// How many lines of the log are read, and about how many there are; nothing before a line is.
    #[must_use]
    pub fn amount(&self) -> Option<Amount> {
        match &self.stage {
            Stage::Restoring(restoring) => {
                let (read, about) = restoring.amount();
                Some(Amount { read, about })
            }
            _ => self.log.as_ref().map(|log| log.amount()).filter(|amount| amount.read > 0),
        }
    }

    /// The collection; what is not read yet is read now.
    #[must_use]
    pub fn finish(mut self) -> Collection {
        while !self.advance() {}
        let Self { deck, plan, model, log, progress, notices, .. } = self;
        Collection { deck, plan, model, log, progress, notices, given: 0 }
    }
}
