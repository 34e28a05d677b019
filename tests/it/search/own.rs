//! What a reader has of their own is found with the rest, and changes nothing else.

use maitri::data::{Dataset, ItemId};
use maitri::search::own::NoteTexts;
use maitri::search::{Index, Own, Predicate, Results, SearchSession};

use super::with_each_index;

/// Somebody's notes, as they were last changed.
struct Notes(NoteTexts, u64);

impl Own for Notes {
    fn notes(&self) -> &NoteTexts {
        &self.0
    }

    fn version(&self) -> u64 {
        self.1
    }
}

fn notes(texts: &[(ItemId, &str)]) -> Notes {
    Notes(NoteTexts::new(texts.iter().map(|(id, text)| (*id, (*text).to_owned()))), 1)
}

fn search(index: &Index<'_>, own: &Notes, text: &str) -> Results {
    let mut session = SearchSession::new();
    session.update(index, text, Predicate::ALL.of(own));
    session.results().clone()
}

fn ids<'d>(dataset: &'d Dataset<'d>, results: &Results) -> Vec<&'d str> {
    results.top.iter().filter_map(|hit| dataset.get(hit.id)).map(|item| item.id()).collect()
}

#[test]
fn notes_that_say_nothing_of_it_change_nothing() {
    with_each_index(|dataset, index| {
        let own = notes(&dataset.ids().step_by(3).map(|id| (id, "qqqzzz")).collect::<Vec<_>>());
        let queries = [
            "",
            "trade",
            "shinaknsen",
            "jica metro",
            "2014",
            "rgeem",
            "!visit summit",
            "kind:agreement",
            "^joint",
            "forum$",
            "jaxa | isro",
            "\"act east\"",
            "of japan",
            "to",
            "xyzzy",
        ];
        for query in queries {
            let without = search(index, &notes(&[]), query);
            let with = search(index, &own, query);
            assert_eq!(with.matching, without.matching, "{query}");
            assert_eq!(with.top, without.top, "{query}");
            assert_eq!(with.corrections, without.corrections, "{query}");
        }
    });
}

#[test]
fn what_a_note_says_finds_what_it_is_on() {
    with_each_index(|dataset, index| {
        let cepa = dataset.find("cepa").expect("the pact");
        let series = dataset.ids().last().expect("a series");
        let own = notes(&[
            (cepa, "Zebra rules of origin\nask the Professor"),
            (series, "maitrīgraph: why the dip?"),
            (cepa, "a second note, quagga"),
        ]);
        let found = |query: &str| ids(dataset, &search(index, &own, query));
        let series_id = dataset.get(series).expect("it").id();
        assert_eq!(found("zebra"), ["cepa"]);
        assert_eq!(found("zebr"), ["cepa"], "as it is typed");
        assert_eq!(found("quagga professor"), ["cepa"]);
        assert_eq!(found("zebra comprehensive"), ["cepa"], "one word in the note, one in the name");
        assert_eq!(found("zebra jimex"), Vec::<&str>::new());
        assert_eq!(found("MAITRIGRAPH"), [series_id], "however it is spelt");
        assert_eq!(found("note:"), ["cepa", series_id]);
        assert_eq!(found("note:prof"), ["cepa"]);
        assert_eq!(found("note:\"rules of\""), ["cepa"]);
        assert_eq!(found("note:comprehensive"), Vec::<&str>::new(), "that stands in its name");
        assert_eq!(found("has:note kind:agreement"), ["cepa"]);
        assert_eq!(found("zebra | maitrigraph").len(), 2);
        assert!(!found("!zebra comprehensive partnership").contains(&"cepa"));
        assert!(!found("!note: comprehensive partnership").contains(&"cepa"));
        assert_eq!(search(index, &own, "zebra").notice(), None, "it is no misspelling");
        assert_eq!(found("comprehensive economic partnership agreement").first(), Some(&"cepa"));
    });
}

#[test]
fn the_line_of_the_note_is_shown_as_the_readers() {
    with_each_index(|dataset, index| {
        let cepa = dataset.find("cepa").expect("the pact");
        let own = notes(&[(cepa, "first\nwith Zebra rules")]);
        let results = search(index, &own, "zebra");
        let excerpt = results.excerpt(index, &own, &results.top[0]).expect("a line");
        assert_eq!((excerpt.text.as_str(), excerpt.is_own), ("with Zebra rules", true));
        assert!(matches!(excerpt.marks.as_slice(), [range] if *range == (5..10)), "{:?}", excerpt.marks);
        let results = search(index, &own, "tariff");
        let hit = results.top.iter().find(|hit| hit.id == cepa).expect("it");
        assert!(results.excerpt(index, &own, hit).is_none_or(|excerpt| !excerpt.is_own));
    });
}

#[test]
fn a_search_being_typed_follows_what_changes() {
    with_each_index(|dataset, index| {
        let cepa = dataset.find("cepa").expect("the pact");
        let mut session = SearchSession::new();
        let none = Notes(NoteTexts::none(), 0);
        let some = notes(&[(cepa, "zebra")]);
        let mut total = |own: &Notes, text: &str| session.update(index, text, Predicate::ALL.of(own)).matching.clone();
        for text in ["zeb", "zebr", "zebra"] {
            assert!(total(&some, text).contains(&cepa), "{text}");
        }
        assert!(!total(&none, "zebra").contains(&cepa));
        assert_eq!(total(&some, "zebra"), [cepa]);
        assert_eq!(total(&some, "zebra note:"), [cepa]);
        assert_eq!(total(&none, "zebra note:"), []);
    });
}

#[test]
fn slices_and_further_hits_find_the_noted_too() {
    with_each_index(|dataset, index| {
        let own = notes(&dataset.ids().step_by(2).map(|id| (id, "zebra")).collect::<Vec<_>>());
        let whole = search(index, &own, "zebra");
        assert_eq!(whole.total(), dataset.len().div_ceil(2));
        let (mut session, predicate) = (SearchSession::new(), Predicate::ALL.of(&own));
        session.begin(index, "zebra", predicate, 3);
        while !session.advance(index, predicate, 7) {}
        assert_eq!(session.results().matching, whole.matching);
        let best: Vec<ItemId> = whole.top.iter().take(50).map(|hit| hit.id).collect();
        let extended: Vec<ItemId> = session.extend(index, &own, 50).top.iter().map(|hit| hit.id).collect();
        assert_eq!(extended, best);
    });
}
