//! Who may present to a room and who follows, as visitors ask for it: the presenter by a word, which may be tried too seldom
//! to be guessed; anybody follows. What comes of the questions is kept where the host says.

mod results;
mod tries;
mod word;

use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::cli::commands::serve::Serve;
use crate::cli::errors::Failure;
use crate::term::transport::ssh::{Household, Level, Log};
use crate::tui::room::{Hall, Seat, Wake};
use tries::Tries;

/// What is said to whoever may not come in as they wish.
const WRONG: &str = "This is not the presenter’s word; whoever started `maitri serve` was told it.";
const TOO_MANY: &str = "The presenter’s word was wrong too often: wait a minute and try again.";
const TAKEN: &str = "Somebody presents already; one at a time does. `follow` follows them.";
const FULL: &str = "The room is full; come again later.";
const WORDLESS: &str = "Say the presenter’s word as well: `present WORD`.";
const LONE: &str = "Nobody presents here: `maitri serve --presenter` would have made a room for it.";
const NO_TERMINAL: &str = "To present or to follow takes a terminal: write `ssh -t` before the address.";

/// What a visitor is told of it who asks for help.
pub(super) const HELP: &str = "  follow [NAME]      See what a presenter shows, and answer what the room is asked\n\
                               \x20 present WORD       Show what you do to all who follow\n";

/// What a visitor asks for who would be in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// To present, by this word.
    Present(String),
    /// To follow, under this name.
    Follow(Option<String>),
}

impl Wish {
    /// What these words ask for, if it is that.
    ///
    /// # Errors
    /// A sentence, if a word is wanting.
    pub(super) fn of(words: &[String]) -> Result<Option<Self>, Failure> {
        match words {
            [verb, word] if verb == "present" => Ok(Some(Self::Present(word.clone()))),
            [verb, ..] if verb == "present" => Err(Failure::Refused(WORDLESS.to_owned())),
            [verb] if verb == "follow" => Ok(Some(Self::Follow(None))),
            [verb, name @ ..] if verb == "follow" => Ok(Some(Self::Follow(Some(name.join(" "))))),
            _ => Ok(None),
        }
    }
}

/// A room with its door: `K` is what visitors are told apart by who try the word.
#[derive(Debug)]
pub(super) struct Presenting<K = Household> {
    hall: Arc<Hall>,
    word: String,
    tries: Mutex<Tries<K>>,
}

impl<K: Eq + Hash + Clone> Presenting<K> {
    /// A room whose presenter knows this word.
    fn new(hall: Arc<Hall>, word: String) -> Self {
        Self { hall, word, tries: Mutex::new(Tries::default()) }
    }

    /// The presenter's word, for whoever runs this.
    pub(super) fn word(&self) -> &str {
        &self.word
    }

    /// The seat that is wished for, if it may be had; its session is woken by `wake`.
    ///
    /// # Errors
    /// Why not, in a sentence.
    pub(super) fn seat(&self, wish: &Wish, from: &K, now: Duration, wake: Wake) -> Result<Seat, &'static str> {
        match wish {
            Wish::Present(word) => self.present(word, from, now, wake),
            Wish::Follow(name) => self.hall.follow(name.as_deref(), wake).ok_or(FULL),
        }
    }

    fn present(&self, word: &str, from: &K, now: Duration, wake: Wake) -> Result<Seat, &'static str> {
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
}

/// The sentence for whoever has no terminal in which to see it.
pub(super) fn no_terminal() -> Failure {
    Failure::Refused(NO_TERMINAL.to_owned())
}

/// The sentence for whoever would be in a room where there is none.
pub(super) fn no_room() -> Failure {
    Failure::Refused(LONE.to_owned())
}

/// The room that whoever runs this asks for, if they do.
///
/// # Errors
/// Where the word would be guessed, the results cannot be written, or the system gives no chance to make a word of.
pub(super) fn room(asked: &Serve, level: Level) -> Result<Option<Presenting>, Failure> {
    let Some(word) = &asked.presenter else { return Ok(None) };
    let mut chance = [0; 16];
    getrandom::fill(&mut chance).map_err(|error| Failure::Refused(format!("no word can be made: {error}")))?;
    let [word_chance, seed] = halves(chance);
    let word = if word.is_empty() { Ok(word::made(word_chance)) } else { word::check(word) };
    let word = word.map_err(Failure::Refused)?;
    let log = Log::new(level, false);
    let results = asked.results.as_deref().map(|path| results::keep(path, move |why| log.tell(Level::Quiet, why)));
    let results = results.transpose().map_err(Failure::Refused)?;
    Ok(Some(Presenting::new(Hall::new(seed, results), word)))
}

/// Two numbers of the bytes of both.
fn halves(chance: [u8; 16]) -> [u64; 2] {
    let both = u128::from_le_bytes(chance);
    [both, both >> 64].map(|half| u64::try_from(half & u128::from(u64::MAX)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_opens_and_is_not_guessed() {
        let silent = || -> Wake { Arc::new(|| ()) };
        let room: Presenting<u8> = Presenting::new(Hall::new(1, None), "harbours".to_owned());
        let minute = Duration::from_secs(60);
        let seat = |word: &str, from: u8, now| room.seat(&Wish::Present(word.to_owned()), &from, now, silent());
        let tried = |word, from, now| seat(word, from, now).map(drop).err();
        assert_eq!([0, 1, 2].map(|_| tried("harbour", 1, Duration::ZERO)), [Some(WRONG); 3]);
        assert_eq!(tried("harbours", 1, minute / 2), Some(TOO_MANY), "not even the right one");
        assert_eq!(tried("harbours", 2, minute / 2), None, "another may");
        assert_eq!(tried("harbours", 1, minute), None);
        let taken = seat("harbours", 3, minute).unwrap();
        assert_eq!(tried("harbours", 4, minute), Some(TAKEN));
        drop(taken);
        assert_eq!(tried(" Harbours", 4, minute), None, "as people type it");
    }

    #[test]
    fn what_is_wished_is_read_off_the_words() {
        let wish = |words: &str| {
            let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
            Wish::of(&words).map_err(|failure| failure.to_string())
        };
        assert_eq!(wish("present harbours"), Ok(Some(Wish::Present("harbours".to_owned()))));
        assert_eq!(wish("follow"), Ok(Some(Wish::Follow(None))));
        assert_eq!(wish("follow Asha Rao"), Ok(Some(Wish::Follow(Some("Asha Rao".to_owned())))));
        assert_eq!((wish(""), wish("search follow")), (Ok(None), Ok(None)));
        assert!(wish("present").is_err_and(|why| why.contains("present WORD")));
    }
}
