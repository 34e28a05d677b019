//! Words of English, and names, that a pack does not know: no slips, but other words. What such a word is taken for is wrong
//! whatever it is, so few may be taken for any.

use maitri::data::Dataset;
use maitri::search::{Index, Predicate, SearchSession, SharedIndex as _};

use super::with_index;
use crate::harness::frozen;

/// Plain words of many fields, and well-known names.
const WORDS: &str = "whaling poison peking making kimono samurai whisky butter lawyer monkey tiger volcano castle wedding divorce \
    dragon guitar jazz novel poem doctor nurse police prison soccer baseball cricket tennis hockey wrestling karate \
    aikido pottery bamboo cherry orange mango banana coffee sugar cotton leather diamond silver copper bridge \
    tunnel taxi bicycle truck motorcycle helicopter balloon parachute telegram stamp newspaper magazine cartoon \
    comic puzzle lottery gambling casino robber murder thief lantern candle mirror curtain carpet pillow kitchen \
    spoon bottle bucket hammer ladder rope anchor sailor captain pirate lighthouse canal swamp desert jungle meadow \
    forest canyon glacier iceberg blizzard thunder lightning rainbow eclipse comet meteor galaxy planet jupiter \
    saturn mercury venus neptune shoes trousers jacket gloves scarf umbrella wallet purse necklace bracelet perfume \
    cinema circus clown magician wizard witch ghost vampire zombie robot dinosaur elephant giraffe penguin dolphin \
    shark octopus turtle snake lizard spider beetle butterfly mosquito london berlin madrid lisbon vienna athens \
    brazil mexico canada egypt kenya nigeria norway sweden poland turkey greece hungary finland ireland portugal \
    dublin oslo geneva zurich milan venice naples prague warsaw budapest napoleon lincoln churchill stalin lenin \
    hitler mozart picasso einstein darwin newton galileo shakespeare kangaroo violin piano trumpet flute harvest \
    plough shepherd cattle poultry sausage bakery biscuit chocolate vanilla pepper garlic onion potato tomato \
    cabbage spinach carrot pumpkin marriage widow orphan funeral coffin cemetery grave wheel engine petrol diesel \
    brake mechanic plumber carpenter mason tailor barber butcher grocer merchant peasant tenant landlord rental \
    mortgage salary pension wages strike union protest riot rebel revolt traitor spies espionage kidnap hostage \
    ransom abolition massacre mirrors sharp stack string themed transported freezes flies players posts foster \
    scarce stealth vegetation younger rubric niche calculus";

/// The words that stand nowhere in a pack, and those of them that were taken for others, each with these.
fn taken_for_others(dataset: &Dataset<'_>, index: &Index<'_>) -> (usize, Vec<String>) {
    let (mut absent, mut taken) = (0, Vec::new());
    for word in WORDS.split_whitespace() {
        let mut session = SearchSession::new();
        let results = session.update(index, word, Predicate::ALL);
        let corrected = results.corrections.iter().find(|one| !one.found);
        // A slip of a letter less is a whole other word now and then: `sailors` of `sailor`.
        let is_other = |shown: &String| !shown.starts_with(word) && !word.starts_with(shown.as_str());
        absent += usize::from(corrected.is_some() || results.total() == 0);
        if let Some(one) = corrected.filter(|one| one.shown.iter().any(is_other)) {
            taken.push(format!("{word}: {}", one.shown.join(", ")));
        }
    }
    assert!(!dataset.is_empty());
    (absent, taken)
}

#[test]
fn other_words_are_not_taken_for_slips_in_the_frozen_pack() {
    let index = frozen().get();
    let (absent, taken) = taken_for_others(index.dataset(), index);
    assert!(absent >= 150, "{absent} words are a small sample");
    assert!(taken.len() * 100 <= absent * 5, "{} of {absent}: {taken:#?}", taken.len());
}

#[test]
fn other_words_are_not_taken_for_slips_in_the_bundled_pack() {
    with_index(|dataset, index| {
        let (absent, taken) = taken_for_others(dataset, index);
        assert!(absent >= 120, "{absent} words are a small sample");
        assert!(taken.len() * 100 <= absent * 17, "{} of {absent}: {taken:#?}", taken.len());
        let told = |word: &str| SearchSession::new().update(index, word, Predicate::ALL).notice();
        for word in ["whaling", "poison", "peking"] {
            assert_eq!(told(word), None, "{word}");
        }
        for (word, joining) in [("whale", "while"), ("whal", "what"), ("whan", "when")] {
            let told = told(word).unwrap_or_default();
            assert!(!told.contains(joining), "{told}");
        }
    });
}

/// A title of the pack has *Cooperating*, and hundreds of records have *cooperation*.
#[test]
fn what_begins_a_rare_word_of_a_name_is_searched_for_as_the_frequent_one_a_slip_away_too() {
    with_index(|_, index| {
        let found = |text: &str| SearchSession::new().update(index, text, Predicate::ALL).clone();
        let slip = found("cooperatin");
        let taken: Vec<_> = slip.corrections.iter().map(|one| (one.shown.join(" "), one.found)).collect();
        assert_eq!(taken, [("cooperation".to_owned(), true)]);
        assert!(found("cooperation").matching.iter().all(|id| slip.matching.contains(id)));
        assert!(found("cooperating").matching.iter().all(|id| slip.matching.contains(id)));
        assert_eq!(found("cooperatio").corrections, [], "it begins the frequent one itself");
    });
}
