//! What names a key names the reader's own: hints, remarks and cards read the keymap in force, not the table's.

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;
use maitri::study::collection::StudySettings;
use maitri::study::review::{Entry, Review};
use maitri::study::scheduler::Plan;
use maitri::study::scheduler::memory::Grade;
use maitri::study::shelf::{Amount, NotKept, Piece, ReviewLog, ReviewShelf};
use maitri::study::{CardId, Collection};
use maitri::tui::action::Action;
use maitri::tui::keymap::rebound::Rebinding;
use maitri::tui::keymap::{Keymap, Scope};

use crate::harness::{NOON, Player, Size, library};

/// A card and its record have no room beside each other here, so that sentences stand alone on their lines.
const ONE_PANE: Size = (78, 24);

/// The explorer of a reader with keys of their own, on the Timeline.
fn with_keys(own: &[(Scope, Action, &str)]) -> Player {
    studying_with_keys(own, None)
}

fn studying_with_keys(own: &[(Scope, Action, &str)], reviews: Option<Arc<dyn ReviewShelf>>) -> Player {
    let own: Vec<Rebinding> = own
        .iter()
        .map(|&(scope, action, keys)| {
            let keys = maitri::tui::key::parse(keys).unwrap_or_else(|error| panic!("{error}"));
            Rebinding { scope, action, keys }
        })
        .collect();
    let keymap = Keymap::rebound(&own).unwrap_or_else(|errors| panic!("{errors:?}"));
    let plan = Plan { four_grades: true, ..Plan::default() };
    Player::with_keys(keymap, StudySettings { plan, reviews, ..StudySettings::default() }, ONE_PANE)
}

/// Whether the screen says a sentence, however it is wrapped within its pane.
fn says(player: &Player, sentence: &str) -> bool {
    let text: String = player.rows().iter().map(|row| row.trim_matches(['│', ' ']).to_owned() + " ").collect();
    text.contains(sentence)
}

#[track_caller]
fn assert_says(player: &Player, sentence: &str) {
    assert!(says(player, sentence), "“{sentence}” is not said:\n{}", player.text());
}

#[test]
fn the_language_names_the_key_that_tries_an_example() {
    let mut player = with_keys(&[(Scope::Finder, Action::Open, "<c-g>")]);
    player.press(" ?");
    assert_says(&player, "Ctrl-G tries: ");
    let mut player = with_keys(&[(Scope::Finder, Action::Open, "")]);
    player.press(" ?");
    assert!(!player.text().contains("tries"), "no key tries:\n{}", player.text());
}

#[test]
fn the_language_is_asked_for_by_the_reader_s_key() {
    let mut player = with_keys(&[(Scope::Finder, Action::Help, "<c-g>")]);
    player.press(" ?");
    assert!(!player.text().contains("what can be typed"), "{}", player.text());
    player.press("<c-g>");
    assert_says(&player, "what can be typed");
}

#[test]
fn a_card_names_the_key_that_shows_its_answer_and_those_that_grade_it() {
    let mut player = with_keys(&[
        (Scope::Question, Action::Open, "w"),
        (Scope::Answer, Action::Grade(Grade::Good), "w"),
        (Scope::Answer, Action::Grade(Grade::Again), "z"),
        (Scope::FourGrades, Action::Grade(Grade::Easy), "x"),
    ]);
    player.press("6<enter>");
    assert_says(&player, "w shows the answer.");
    player.press("w");
    let rows = player.rows();
    for (key, grade) in [("w", "good"), ("z", "again"), ("x", "easy")] {
        assert!(rows.iter().any(|row| row.contains(&format!("{key} {grade}"))), "{grade}:\n{}", player.text());
    }
}

#[test]
fn a_sitting_that_is_done_names_the_keys_that_leave_it() {
    let mut player = with_keys(&[(Scope::Question, Action::Open, "w"), (Scope::Summary, Action::Close, "<c-x>")]);
    player.press("2/cepa<enter>d");
    let is_done = (0..60).any(|_| {
        player.press("wg");
        says(&player, "Ctrl-X/Backspace back")
    });
    assert!(is_done, "{}", player.text());
}

/// Answers given before, on a disk that takes more or does not.
#[derive(Clone, Debug)]
struct Kept {
    entries: Vec<Entry>,
    has_room: bool,
}

impl ReviewShelf for Kept {
    fn open_reviews(&self) -> Result<Box<dyn ReviewLog>, NotKept> {
        Ok(Box::new(self.clone()))
    }

    fn look_at_reviews(&self) -> Result<Box<dyn ReviewLog>, NotKept> {
        self.open_reviews()
    }
}

impl ReviewLog for Kept {
    fn read_on(&mut self) -> Result<Piece, NotKept> {
        let entries = std::mem::take(&mut self.entries);
        Ok(if entries.is_empty() { Piece::End } else { Piece::Entries(entries) })
    }

    fn read_anew(&mut self) {}

    fn amount(&self) -> Amount {
        Amount::default()
    }

    fn notices(&self) -> Vec<String> {
        Vec::new()
    }

    fn keeps(&self) -> bool {
        true
    }

    fn append(&mut self, _: &Entry) -> Result<(), NotKept> {
        if self.has_room { Ok(()) } else { Err(NotKept("The disk is full".to_owned())) }
    }

    fn wants_checkpoint(&self) -> bool {
        false
    }

    fn keep_checkpoint(&mut self, _: Vec<u8>) {}

    fn write_checkpoint(&mut self) -> bool {
        false
    }

    fn has_checkpoint_to_write(&self) -> bool {
        false
    }
}

/// Every card about CEPA, known once and then not known on five days.
fn slipping() -> Vec<Entry> {
    let dataset = library().dataset();
    let collection = Collection::open(dataset, None, Plan::default());
    let item = dataset.find("cepa").expect("CEPA is in the dataset");
    let grades = [Grade::Good].into_iter().chain([Grade::Again; 5]).zip([50, 25, 20, 15, 10, 5]);
    let days: Vec<(Grade, Date)> =
        grades.map(|(grade, ago)| (grade, NOON.wall.date().saturating_sub(ago.days()))).collect();
    let review = |card: &CardId, (grade, day)| Review { at: 0, day, card: card.clone(), grade, ms: 1000, answer: None };
    let cards = collection.deck.about(item);
    cards.flat_map(|card| days.iter().map(|day| Entry::Review(review(&card.id, *day)))).collect()
}

#[test]
fn an_answer_that_is_not_kept_names_the_key_that_ends_the_sitting() {
    let full = Arc::new(Kept { entries: Vec::new(), has_room: false });
    let mut player = studying_with_keys(&[(Scope::Answer, Action::Close, "v")], Some(full));
    player.press("6<enter><enter>g");
    assert_says(&player, "The disk is full. Make room and grade again, or v.");
}

#[test]
fn an_answer_that_is_not_kept_is_left_only_once_that_was_said() {
    let full = Arc::new(Kept { entries: Vec::new(), has_room: false });
    let mut player = studying_with_keys(&[(Scope::Answer, Action::Close, "v")], Some(full));
    // What was chosen counts, also for whoever goes no farther.
    player.press("2/cepa<enter>doav");
    assert_says(&player, "The disk is full. Make room and grade again, or v.");
    player.press("<pgdn>v");
    assert_says(&player, "The disk is full. Make room and grade again, or v.");
    player.press("v");
    assert!(!says(&player, "The disk is full.") && !says(&player, "Drill: "), "one can leave:\n{}", player.text());
}

#[test]
fn a_card_that_slips_names_the_key_that_compares_it() {
    let kept = Arc::new(Kept { entries: slipping(), has_room: true });
    let mut player = studying_with_keys(&[(Scope::Answer, Action::Compare, "v")], Some(kept));
    player.press("2/cepa<enter>d<right>a");
    assert_says(&player, "After its next answer v shows what it is taken for.");
    let asked_again = (0..20).any(|_| {
        player.press("<right>");
        let says = says(&player, "Slipped six times in sixty days: v shows it beside what it is taken for.");
        player.press("a");
        says
    });
    assert!(asked_again, "the card itself says so as well:\n{}", player.text());
}
