//! Wrong meanings of a short form: the right one with one word changed for another of the same letter
//! and kind, so that neither the letters nor the sense tell which is right.

use super::{Far, Wrong};
use crate::study::cards::Deck;
use crate::study::cards::card::{Card, Topic};

/// Words that names of bodies and programmes are made of; those of one line are of one kind, and
/// those of one letter change places.
const KINDS: &[&str] = &[
    "Academy Agency Alliance Association Authority Bank Board Bureau Centre Commission Committee Company Corporation \
     Council Department Directorate Division Federation Foundation Institute Ministry Mission Office Organisation \
     Organization Secretariat Society Union University",
    "Assembly Conference Convention Forum Summit",
    "Agreement Arrangement Framework Fund Initiative Mechanism Memorandum Partnership Plan Platform Programme Project \
     Scheme Strategy System",
    "Collaboration Consultations Consultation Cooperation Coordination Dialogue Discussion Exchange Meeting Promotion \
     Protection Provision Research Resilience Review Supplies Services Support",
    "Acquisition Advanced Applied Climate Clean Commerce Culture Cyber Defence Development Digital Economic Economy \
     Education Energy Environment Export Industrial Industry Information Infrastructure Innovation Investment Joint \
     Logistics Marine Maritime Multilateral Mutual Natural Nuclear Peace Regional Renewable Resource Science Security \
     Skill Solar Space Strategic Supply Technology Tourism Trade Training Transport",
];

/// Every meaning with one word changed; words towards the end, where short forms differ most, are nearest.
pub(super) fn wrong(deck: &Deck, card: &Card) -> Vec<(Far, Wrong)> {
    let answer = card.answer();
    let words: Vec<&str> = answer.split(' ').collect();
    let known = |text: &str| deck.cards().iter().any(|other| other.topic == Topic::Stands && other.answer() == text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        // A comma behind the word stays where it is.
        let core = word.trim_end_matches(',');
        for other in of_one_kind(core).filter(|other| !answer.contains(other)) {
            let mut changed: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            if let Some(place) = changed.get_mut(at) {
                *place = word.replacen(core, other, 1);
            }
            let text = changed.join(" ");
            if !known(&text) {
                let why = format!("“{other}” for “{core}”");
                let far = Far::try_from(words.len() - at).unwrap_or(Far::MAX);
                found.push((far, Wrong { text, from: card.owner, why }));
            }
        }
    }
    found
}

/// Other words of the same kind and letter; not the same word in another form or spelling.
fn of_one_kind(word: &str) -> impl Iterator<Item = &'static str> {
    /// So many letters in common are one word.
    const SAME: usize = 6;
    let (letter, start) = (word.chars().next(), word.chars().take(SAME).collect::<String>());
    let kind = KINDS.iter().find(|kind| kind.split_whitespace().any(|known| known == word));
    kind.into_iter()
        .flat_map(|kind| kind.split_whitespace())
        .filter(move |other| other.chars().next() == letter && !other.starts_with(&start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_change_for_others_of_their_letter_and_kind() {
        assert_eq!(of_one_kind("Ministry").collect::<Vec<_>>(), ["Mission"]);
        assert!(of_one_kind("Organisation").eq(["Office"]));
        assert!(of_one_kind("Science").any(|word| word == "Space"));
        assert!(of_one_kind("Schirmacher").next().is_none());
    }
}
