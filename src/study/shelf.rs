//! What keeps what a reader made: a log to which entries are added, none of which is lost, and the shelf from which it
//! is taken.
//!
//! What an entry means is its own matter: answers to cards are in [`super::review`], papers in [`super::exam::kept`],
//! what was in an answer in [`super::mains::kept`].
//! Where and how entries are kept is not known here.

use std::fmt::Debug;

use super::review::Entry;

/// Where entries are kept, opened when they are first needed.
pub trait Shelf<E>: Debug + Send + Sync {
    /// Opens the log to add to it.
    ///
    /// # Errors
    /// A sentence, if it can't even be read. What can be read but not written to opens, and says so.
    fn open(&self) -> Result<Box<dyn Log<E>>, NotKept>;

    /// Opens it to be looked at only: nothing that is kept changes.
    ///
    /// # Errors
    /// A sentence, if it can't be read.
    fn look(&self) -> Result<Box<dyn Log<E>>, NotKept>;
}

/// The entries that are kept, and will be.
pub trait Log<E>: Debug + Send {
    /// Everything in the log, oldest first.
    fn entries(&self) -> &[E];

    /// What one should be told once, in sentences.
    fn notices(&self) -> Vec<String>;

    /// Whether what is added is kept.
    fn keeps(&self) -> bool;

    /// Adds an entry, which is kept when this returns.
    ///
    /// # Errors
    /// A sentence that says why it is not; what stood before stays as it was.
    fn append(&mut self, entry: E) -> Result<(), NotKept>;
}

/// Where answers to cards are kept. They may be very many: a log of them is read a piece at a time, and of what a long
/// one came to a checkpoint is kept beside it.
pub trait ReviewShelf: Debug + Send + Sync {
    /// Opens the log to add to it.
    ///
    /// # Errors
    /// A sentence, if it can't even be read. What can be read but not written to opens, and says so.
    fn open_reviews(&self) -> Result<Box<dyn ReviewLog>, NotKept>;

    /// Opens it to be looked at only: nothing that is kept changes.
    ///
    /// # Errors
    /// A sentence, if it can't be read.
    fn look_at_reviews(&self) -> Result<Box<dyn ReviewLog>, NotKept>;
}

/// A log of answers, to be read to its end before anything is added.
pub trait ReviewLog: Debug + Send {
    /// Reads on for some milliseconds.
    ///
    /// # Errors
    /// A sentence, if it can't be read.
    fn read_on(&mut self) -> Result<Piece, NotKept>;

    /// Has it read from its beginning: the checkpoint that was given is refused.
    fn read_anew(&mut self);

    /// How much is read.
    fn amount(&self) -> Amount;

    /// What one should be told once, in sentences; all of it only when it is read.
    fn notices(&self) -> Vec<String>;

    /// Whether what is added is kept.
    fn keeps(&self) -> bool;

    /// Adds an entry, which is kept when this returns.
    ///
    /// # Errors
    /// A sentence that says why it is not; what stood before stays as it was.
    fn append(&mut self, entry: &Entry) -> Result<(), NotKept>;

    /// Whether a checkpoint of all that was read would save much.
    fn wants_checkpoint(&self) -> bool;

    /// Takes a checkpoint of what was read, to be written when there is time.
    fn keep_checkpoint(&mut self, bytes: Vec<u8>);

    /// Goes on writing it for some milliseconds; whether there is more to write. Where it can't be written, nothing is
    /// lost.
    fn write_checkpoint(&mut self) -> bool;

    /// Whether there is a checkpoint to be written.
    fn has_checkpoint_to_write(&self) -> bool;
}

/// What was read of a log of answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Nothing yet: a checkpoint is held against the log.
    Nothing,
    /// What the log came to up to the entries that follow.
    Checkpoint(Vec<u8>),
    /// The next entries.
    Entries(Vec<Entry>),
    /// All is read.
    End,
}

/// How much of a log is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Lines read.
    pub read: usize,
    /// About how many there are.
    pub about: usize,
}

/// Where entries are kept that several running programs add to.
pub trait SharedShelf<E>: Debug + Send + Sync {
    /// Opens the log to add to it; nothing is made before something is added.
    ///
    /// # Errors
    /// A sentence, if it can't even be read. What can be read but not written to opens, and says so.
    fn open_shared(&self) -> Result<Box<dyn SharedLog<E>>, NotKept>;
}

/// The entries that several running programs keep, each of which sees what the others added.
pub trait SharedLog<E>: Debug + Send {
    /// Everything in the log as it was last read, oldest first.
    fn entries(&self) -> &[E];

    /// What one should be told, in sentences, each given once.
    fn take_notices(&mut self) -> Vec<String>;

    /// Reads what others added.
    ///
    /// # Errors
    /// A sentence, if it can't be read; the entries stay as they were.
    fn refresh(&mut self) -> Result<Grown, NotKept>;

    /// Reads what others added, and adds an entry, which is kept when this returns.
    ///
    /// # Errors
    /// A sentence that says why it is not kept; what stood before stays as it was.
    fn append(&mut self, entry: E) -> Result<Grown, NotKept>;

    /// Reads what others added, and adds what is decided upon all that stands there then: no other program adds
    /// anything between the two. It is kept when this returns.
    ///
    /// # Errors
    /// A sentence that says why nothing is kept, or what the decision says; what stood before stays as it was.
    fn append_after(&mut self, decide: &mut Decision<'_, E>) -> Result<Grown, NotKept>;
}

/// What is to be added to these entries.
pub type Decision<'d, E> = dyn FnMut(&[E]) -> Result<Vec<E>, NotKept> + 'd;

/// What became of the entries that were known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grown {
    /// They stand, and those from this index on are new.
    From(usize),
    /// The file is another: all are to be looked at anew.
    Anew,
}

/// Why an entry is not kept, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotKept(pub String);
