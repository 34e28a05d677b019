//! Study: cards that have one answer, a schedule that aims at a day, a log that loses nothing.

use maitri::bundled;
use maitri::study::Deck;

#[test]
fn cards_are_shown() {
    let dataset = bundled::dataset().unwrap();
    let deck = Deck::build(&dataset);
    let mut counts = std::collections::BTreeMap::new();
    for card in deck.cards() { *counts.entry(card.topic).or_insert(0) += 1; }
    println!("{} {counts:#?}", deck.cards().len());
    if let Ok(path) = std::env::var("CARDS") {
        let mut s = String::new();
        for c in deck.cards() { s += &format!("[{}] {}\n    → {}\n", c.id, c.question(1), c.answer()); }
        std::fs::write(path, s).unwrap();
    }
}

#[test]
fn papers_are_shown() {
    let dataset = bundled::dataset().unwrap();
    let deck = Deck::build(&dataset);
    use maitri::study::mock::{Paper, Wish, print};
    let paper = Paper::write(&deck, &dataset, Wish { questions: 20, seed: 7 });
    if let Ok(path) = std::env::var("PAPER") {
        std::fs::write(path, format!("{}\n{}", print::paper(&paper), print::key(&paper, &dataset))).unwrap();
    }
}
