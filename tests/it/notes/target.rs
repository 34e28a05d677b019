//! What a note is on, by whatever edition it was written.

use std::path::Path;

use maitri::data::load;
use maitri::store::packs;
use maitri::study::Deck;
use maitri::study::notes::{Note, NoteBook, Target};

use crate::harness::{PACK, frozen};

fn note(on: Target, at: i64, text: &str) -> Note {
    Note { at, pack: "p".to_owned(), on, text: text.to_owned() }
}

#[test]
fn everything_that_has_a_note_can_be_named() {
    let dataset = frozen().dataset();
    let deck = Deck::with_drills(dataset);
    for (item, told) in dataset.items() {
        for target in Target::all_at(dataset, item) {
            assert!(target.is_there(dataset, &deck), "{target:?}");
            assert!(target.item(dataset).is_some_and(|item| dataset.get(item).is_some()));
            assert!(!target.in_words(dataset).is_empty());
            assert_eq!(Target::named(dataset, &deck, &target.to_string()), Some(target.clone()), "{target}");
        }
        let _ = told;
    }
    for series in &dataset.series {
        let target = Target::named(dataset, &deck, &format!("{}@{}", series.id, series.points[0].period.notation()));
        assert!(target.is_some_and(|target| target.is_there(dataset, &deck)));
    }
    for card in deck.cards() {
        let target = Target::named(dataset, &deck, card.id.as_str()).unwrap();
        assert!(target.item(dataset).is_some_and(|item| card.items().any(|about| about == item)), "{}", card.id);
    }
    for question in dataset.questions() {
        assert!(Target::named(dataset, &deck, &question.id).is_some());
    }
    assert_eq!(Target::named(dataset, &deck, "nothing-such"), None);
}

#[test]
fn notes_survive_an_edition_in_which_records_became_one() {
    let mut files = packs::read(Path::new(PACK)).unwrap();
    let kept = "harbours-treaty";
    for file in &mut files.list {
        let text = file.text.to_string();
        let at = format!("id: \"{kept}\",");
        if text.contains(&at) {
            file.text = text.replacen(&at, &format!("{at} was: [\"first-half\", \"second-half\"],"), 1).into();
        }
    }
    let dataset = load::load(&files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let item = |id: &str| Target::Item(id.to_owned());
    let written = [
        note(item("first-half"), 1, "one"),
        note(item("second-half"), 2, "two"),
        note(item("gone-for-good"), 3, "three"),
    ];
    let book = NoteBook::of("p", &written);
    let record = dataset.find(kept).unwrap();
    assert_eq!(book.at(&dataset, record).len(), 2);
    assert_eq!(book.text(&dataset, &item(kept)), "one\n\ntwo");
    let deck = Deck::build(&dataset);
    assert_eq!(book.iter().filter(|note| !note.on.is_there(&dataset, &deck)).count(), 1, "it is kept");
    // Written anew it is one.
    let rewritten = book.rewritten(&dataset, ("p", 4), &item(kept), "all");
    let all: Vec<Note> = written.iter().cloned().chain(rewritten).collect();
    let after = NoteBook::of("p", &all);
    assert_eq!((after.text(&dataset, &item(kept)).as_str(), after.len()), ("all", 2));
    assert!(NoteBook::of("another", &all).is_empty(), "what is another pack's is none of this");
}
