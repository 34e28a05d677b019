//! Cards of the reader's own, from lines of their notes.

use std::fs;

use maitri::store::shared_shelf::SharedDirectory;
use maitri::study::cards::own;
use maitri::study::notes::{Note, NoteBook, Target};
use maitri::study::{Card, Deck};

use crate::harness::{DARK, Player, frozen};
use crate::program::{command, finish};

fn cards(text: &str) -> Vec<Card> {
    let note =
        Note { at: 1, pack: "p".to_owned(), on: Target::Item("harbours-treaty".to_owned()), text: text.to_owned() };
    own::cards(frozen().dataset(), &NoteBook::of("p", [&note]))
}

#[test]
fn a_card_is_known_by_what_it_asks() {
    let first = cards("remember this\nWho signed? :: Two ministers\nIt opened {{two}} ports.");
    assert_eq!(first.len(), 2);
    let later = cards("It opened {{two}} ports.\nanother line\n- who signed? :: two ministers, of each side one");
    let ids = |cards: &[Card]| cards.iter().map(|card| card.id.to_string()).collect::<Vec<_>>();
    let (mut one, mut other) = (ids(&first), ids(&later));
    one.sort();
    other.sort();
    assert_eq!(one, other, "another answer, another place, another line beside");
    assert_ne!(ids(&cards("Who sealed it? :: Two ministers")), ids(&first)[..1], "another question is another card");
    let mut deck = Deck::build(frozen().dataset());
    let before = deck.cards().len();
    deck.set_own(first);
    assert_eq!(deck.cards().len(), before + 2);
    deck.set_own(cards("Who signed? :: They"));
    assert_eq!(deck.cards().len(), before + 1, "what goes from the note goes from the deck");
    assert!(deck.cards().last().is_some_and(|card| card.answer() == "They" && !card.is_drill()));
}

#[test]
fn it_is_asked_where_it_was_written() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = Player::with_notes(DARK, Some(&SharedDirectory(directory.path().to_owned())), (120, 40));
    player.press("<space>first-monsoon-summit<enter>nWhat did the zebra eat? :: Grass<c-s>d");
    let mut asked = player.text();
    for _ in 0..30 {
        if asked.contains("What did the zebra eat?") {
            break;
        }
        player.press("<enter><enter>");
        asked = player.text();
    }
    assert!(asked.contains("Your own card") && asked.contains("What did the zebra eat?"), "{asked}");
    player.press("<enter>");
    assert!(player.text().contains("Grass"), "{}", player.text());
}

#[test]
fn commands_know_it() {
    let home = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let ran = finish(command(arguments).env("XDG_DATA_HOME", home.path()));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
        ran.stdout
    };
    run(&["note", "harbours-treaty", "What did the zebra eat? :: Grass"]);
    assert!(run(&["cards", "zebra"]).contains("What did the zebra eat?"));
    let anki = home.path().join("anki");
    run(&["export", "--format", "anki", "--ids", "harbours-treaty", "--output", anki.to_str().unwrap()]);
    let basic = fs::read_to_string(anki.join("maitri-basic.txt")).unwrap();
    let line = basic.lines().find(|line| line.contains("zebra eat?\tGrass")).expect("the card");
    assert!(line.starts_with("harbours-treaty/own-") && line.contains("your own card"), "{line}");
    run(&["note", "harbours-treaty", "--delete"]);
    assert!(!run(&["export", "--format", "jsonl"]).contains("zebra"));
}
