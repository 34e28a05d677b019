//! Who may present to a room and who follows, as visitors ask for it: the presenter by a word, of which there is one try
//! too few to guess it; anybody follows. What comes of the questions is kept where the host says.

mod results;
mod tries;
mod word;

use std::hash::Hash;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::tui::room::{Hall, Seat, Wake};
use tries::Tries;

pub(crate) use results::keep;
pub(crate) use word::{check, made};

/// What is said to whoever has not got the word.
const WRONG: &str = "This is not the presenter’s word; whoever started `maitri serve` was told it.";
const TOO_MANY: &str = "That was wrong too often: wait a minute and try again.";
const TAKEN: &str = "Somebody presents already; one at a time does. `follow` follows them.";
const FULL: &str = "The room is full.";
const NO_ROOM: &str = "There is no presenter here: `maitri serve --presenter` makes a room.";

/// A room with its door: `K` is what visitors are told apart by who try the word.
#[derive(Debug)]
pub(crate) struct Presenting<K> {
    hall: Arc<Hall>,
    word: String,
    tries: Mutex<Tries<K>>,
}

impl<K: Eq + Hash + Clone> Presenting<K> {
    /// A room whose presenter knows this word.
    pub(crate) fn new(hall: Arc<Hall>, word: String) -> Self {
        Self { hall, word, tries: Mutex::new(Tries::default()) }
    }

    /// The presenter's seat, for whoever knows the word.
    ///
    /// # Errors
    /// Why not, in a sentence.
    pub(crate) fn present(&self, word: &str, from: &K, now: Duration, wake: Wake) -> Result<Seat, &'static str> {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if !tries.allows(from, now) {
            return Err(TOO_MANY);
        }
        if !word::is_same(word, &self.word) {
            tries.failed(from.clone(), now);
            return Err(WRONG);
        }
        drop(tries);
        self.hall.present(wake).ok_or(TAKEN)
    }

    /// A follower's seat.
    ///
    /// # Errors
    /// Why not, in a sentence.
    pub(crate) fn follow(&self, nickname: Option<&str>, wake: Wake) -> Result<Seat, &'static str> {
        self.hall.follow(nickname, wake).ok_or(FULL)
    }
}

/// What is said where a visitor would present or follow and there is no room.
pub(crate) fn no_room() -> &'static str {
    NO_ROOM
}

/// A room, with a file for its results if one is named; what cannot be kept later is told.
///
/// # Errors
/// Why that file cannot be written to, in a sentence.
pub(crate) fn room<K: Eq + Hash + Clone>(
    word: String,
    results: Option<&Path>,
    seed: u64,
    tell: impl FnMut(String) + Send + 'static,
) -> Result<Presenting<K>, String> {
    let results = results.map(|path| keep(path, tell)).transpose()?;
    Ok(Presenting::new(Hall::new(seed, results), word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_opens_and_is_not_guessed() {
        let silent = || -> Wake { Arc::new(|| ()) };
        let room: Presenting<u8> = room("harbours".to_owned(), None, 1, |_| ()).unwrap();
        let minute = Duration::from_secs(60);
        let tried = |word: &str, from: u8, now: Duration| room.present(word, &from, now, silent()).map(drop).err();
        assert_eq!([0, 1, 2].map(|_| tried("harbour", 1, Duration::ZERO)), [Some(WRONG); 3]);
        assert_eq!(tried("harbours", 1, minute / 2), Some(TOO_MANY), "not even the right one");
        assert_eq!(tried("harbours", 2, minute / 2), None, "another may");
        assert_eq!(tried("harbours", 1, minute), None);
        let seat = room.present("harbours", &3, minute, silent()).unwrap();
        assert_eq!(tried("harbours", 4, minute), Some(TAKEN));
        drop(seat);
        assert_eq!(tried(" Harbours", 4, minute), None, "as people type it");
    }
}
