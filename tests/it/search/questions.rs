//! What is typed as a sentence, as an office, as a year of figures or of events: whether what answers it comes first.

use maitri::data::Kind;
use maitri::search::{Predicate, Results, SearchSession};

use super::{best_three, with_each_index, with_index};

/// What is asked, and what has the answer.
const QUESTIONS: &[(&str, &str)] = &[
    ("when did cepa come into force", "cepa"),
    ("when did the cepa enter into force", "cepa"),
    ("what is cepa", "cepa"),
    ("when was cepa signed", "cepa"),
    ("how many japanese companies in india", "companies"),
    ("how many summits", "annual-summit"),
    ("population of indians in japan", "indians-in-japan"),
    ("who is the prime minister of japan", "sanae-takaichi"),
];

fn search(index: &maitri::search::Index<'_>, text: &str) -> Results {
    let mut session = SearchSession::leaving_out();
    session.update(index, text, Predicate::ALL);
    session.shown().clone()
}

#[test]
fn what_is_asked_in_a_sentence_is_found() {
    with_each_index(|dataset, index| {
        for (question, wanted) in QUESTIONS {
            let shown = search(index, question);
            let best: Vec<&str> = shown.top.iter().take(10).filter_map(|hit| Some(dataset.get(hit.id)?.id())).collect();
            assert!(best.contains(wanted), "{question}: {best:?} {:?}", shown.without());
            assert!(!shown.left_out.iter().any(|word| word == "cepa"), "{question}: {:?}", shown.without());
        }
    });
}

/// A plain word is not the beginning of a longer one with a slip in it.
#[test]
fn an_english_word_begins_no_other() {
    with_index(|_, index| {
        let told = SearchSession::new().update(index, "current prime minister", Predicate::ALL).notice();
        assert!(told.is_none_or(|told| !told.contains("currency")));
    });
}

/// Who has an office comes before whoever's visit has all words of it in a title.
#[test]
fn an_office_finds_who_has_it() {
    with_each_index(|dataset, index| {
        for query in
            ["prime minister of japan", "who is the prime minister of japan", "pm of japan", "prime minister of jap"]
        {
            let best = best_three(dataset, index, query);
            assert_eq!(best.first(), Some(&"sanae-takaichi"), "{query}: who has it now comes first: {best:?}");
            for id in best {
                let item = dataset.find(id).and_then(|id| dataset.get(id)).unwrap();
                assert_eq!(item.kind(), Kind::Person, "{query}: {id}");
            }
        }
        let pm = search(index, "pm of japan");
        let agency = dataset.items().find(|(_, item)| item.title().contains("(PMDA)")).unwrap().0;
        assert!(!pm.matching.contains(&agency), "PMDA is no PM");
        assert!(search(index, "pmda").matching.contains(&agency));
    });
}

#[test]
fn a_year_of_accounts_finds_its_figures_first() {
    with_each_index(|dataset, index| {
        for query in ["FY2023-24", "fy 2023-24", "FY 2023–24", "2023-24", "FY2023-2024"] {
            let (found, asked) = (search(index, query), search(index, "year:FY2023-24"));
            assert!(asked.total() > 0 && found.matching == asked.matching, "{query}: {:?}", found.notice());
            for hit in found.top.iter().take(3) {
                assert_eq!(dataset.get(hit.id).unwrap().kind(), Kind::Series, "{query}");
            }
        }
        for query in ["exports FY2024-25", "exports 2024"] {
            assert_eq!(best_three(dataset, index, query).first(), Some(&"exports"), "{query}");
        }
    });
}

/// Whoever asks for a year wants what happened in it, and a life that has it among others last.
#[test]
fn what_is_of_a_year_comes_before_what_lasted_longer() {
    with_each_index(|dataset, index| {
        for query in ["year:2014", "year:1998", "year:1952", "1990s"] {
            let kinds: Vec<Kind> =
                search(index, query).top.iter().map(|hit| dataset.get(hit.id).unwrap().kind()).collect();
            assert!(kinds.first() != Some(&Kind::Person), "{query}");
            let first_life = kinds.iter().position(|kind| *kind == Kind::Person).unwrap_or(kinds.len());
            let last_event = kinds.iter().rposition(|kind| *kind == Kind::Event).unwrap();
            assert!(first_life > last_event || kinds.len() >= 100, "{query}: {first_life} {last_event}");
        }
    });
}

#[test]
fn what_records_are_called_is_a_kind_too() {
    with_each_index(|dataset, index| {
        let found = |text: &str| search(index, text).matching;
        let (treaties, agreements) = (found("kind:treaty"), found("kind:agreement"));
        assert!(!treaties.is_empty() && treaties.len() < agreements.len());
        assert!(treaties.iter().all(|id| agreements.contains(id)), "an agreement is what it is called too");
        assert!(treaties.contains(&dataset.find("peace-treaty-1952").unwrap()));
        assert!(!found("kind:summit").is_empty());
        assert_eq!(found("is:core"), found("weight:core"));
        let told = search(index, "kind:foo").query.fault().map(str::to_owned).unwrap();
        assert!(told.contains("it knows event, agreement"), "{told}");
    });
}
