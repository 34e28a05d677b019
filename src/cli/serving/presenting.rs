//! Who may present to a room and who follows, as visitors ask for it: the presenter by a word, which is too long to be
//! guessed; anybody follows. What comes of the questions is kept where the host says.

mod results;
mod word;

use std::sync::Arc;
use std::time::Duration;

use crate::cli::commands::serve::Serve;
use crate::cli::errors::Failure;
use crate::clock::Clock;
use crate::term::transport::ssh::{Level, Log};
use crate::tui::room::{Hall, Seat, Wake};

/// What is said to whoever may not come in as they wish.
const WRONG: &str = "This is not the presenter’s word; whoever started `maitri serve` was told it.";
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

/// A room with its door.
#[derive(Debug)]
pub(super) struct Presenting {
    hall: Arc<Hall>,
    word: String,
    log: Log,
}

impl Presenting {
    /// A room whose presenter knows this word.
    fn new(hall: Arc<Hall>, word: String, log: Log) -> Self {
        Self { hall, word, log }
    }

    /// The presenter's word, for whoever runs this.
    pub(super) fn word(&self) -> &str {
        &self.word
    }

    /// The seat that is wished for, if it may be had; its session is woken by `wake`.
    ///
    /// # Errors
    /// Why not, in a sentence.
    pub(super) fn seat(&self, wish: &Wish, now: Duration, wake: Wake) -> Result<Seat, &'static str> {
        match wish {
            Wish::Present(word) if word::is_same(word, &self.word) => Ok(self.hall.present(wake, now)),
            Wish::Present(_) => {
                self.log.tell(Level::Debug, "a word was given that is not the presenter’s");
                Err(WRONG)
            }
            Wish::Follow(name) => self.hall.follow(name.as_deref(), wake).ok_or(FULL),
        }
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
pub(super) fn room(asked: &Serve, level: Level, clock: Clock) -> Result<Option<Presenting>, Failure> {
    let Some(word) = &asked.presenter else { return Ok(None) };
    let mut chance = [0; 16];
    getrandom::fill(&mut chance).map_err(|error| Failure::Refused(format!("no word can be made: {error}")))?;
    let [word_chance, seed] = halves(chance);
    let word = if word.is_empty() { Ok(word::made(word_chance)) } else { word::check(word) };
    let word = word.map_err(Failure::Refused)?;
    let log = Log::new(level, false);
    let now = move || clock.now().wall;
    let results = asked.results.as_deref().map(|path| results::keep(path, now, move |why| log.tell(Level::Quiet, why)));
    let results = results.transpose().map_err(Failure::Refused)?;
    Ok(Some(Presenting::new(Hall::new(seed, results), word, log)))
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
    fn the_word_opens_whatever_was_tried_and_whoever_presents() {
        let silent = || -> Wake { Arc::new(|| ()) };
        let room = Presenting::new(Hall::new(1, None), "open-harbours".to_owned(), Log::new(Level::Quiet, false));
        let seat = |word: &str| room.seat(&Wish::Present(word.to_owned()), Duration::ZERO, silent());
        assert_eq!([0; 9].map(|_| seat("open-harbour").map(drop).err()), [Some(WRONG); 9]);
        let first = seat("open-harbours").unwrap();
        let second = seat(" Open-Harbours").expect("as people type it");
        first.look(Duration::ZERO);
        assert!(first.is_taken_over() && !second.is_taken_over());
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
