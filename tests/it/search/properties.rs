//! What holds for every query.

use std::collections::BTreeSet;

use maitri::data::record::Weight;
use maitri::data::{ItemId, Kind};
use maitri::search::facets::{Chosen, Facet};
use maitri::search::own::{NoteTexts, Nothing};
use maitri::search::{Builder, Index, Own, Predicate, Results, SYNTAX, SearchSession};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use unicode_segmentation::UnicodeSegmentation;

use super::{with_each_index, with_index};

/// Words of the dataset, whole, begun and misspelt, and some that it does not know.
pub(super) fn word() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        Just("agreement"),
        Just("summit"),
        Just("shinaknsen"),
        Just("2014"),
        Just("to"),
        Just("s"),
        Just("jica"),
        Just("nuc"),
        Just("tokyo"),
        Just("kishda"),
        Just("xyzzy"),
        Just("ō"),
        Just("東"),
        Just("defense"),
        Just("2+2"),
        Just("ijdp"),
        Just("of"),
        Just("rgeem"),
        Just("trade"),
        Just("visit"),
        Just("modi"),
        Just("japan"),
        Just("mou"),
        Just("ii"),
        Just("govt"),
        Just("shizno"),
    ];
    words.prop_map(str::to_owned)
}

/// A term of the language, right or wrong.
fn term() -> impl Strategy<Value = String> {
    let odd = prop_oneof![
        Just("kind:ev"),
        Just("kind:"),
        Just("knd:event"),
        Just("year:2006..2014"),
        Just("year:x"),
        Just("!visit"),
        Just("\"act east"),
        Just("|"),
        Just("'jica"),
        Just("^joint"),
        Just("forum$"),
        Just("has:conflict"),
        Just("s:x"),
        Just("weight:core"),
        Just("before:1960"),
        Just("!"),
        Just("\""),
        Just("is:marked"),
    ];
    prop_oneof![4 => word(), 1 => odd.prop_map(str::to_owned)]
}

pub(super) fn afresh(index: &Index<'_>, query: &str) -> Results {
    SearchSession::new().update(index, query, Predicate::ALL).clone()
}

pub(super) fn set(results: &Results) -> BTreeSet<ItemId> {
    results.matching.iter().copied().collect()
}

fn run<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    runner.run(strategy, test).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn another_word_never_adds_hits() {
    with_each_index(|_, index| {
        run(150, &(proptest::collection::vec(word(), 1..4), word()), |(words, more)| {
            let before = afresh(index, &words.join(" "));
            let after = afresh(index, &format!("{} {more}", words.join(" ")));
            prop_assert!(set(&after).is_subset(&set(&before)));
            Ok(())
        });
    });
}

#[test]
fn the_order_of_words_does_not_matter() {
    with_each_index(|_, index| {
        run(150, &proptest::collection::vec(word(), 1..5).prop_shuffle(), |words| {
            let mut sorted = words.clone();
            sorted.sort();
            let (one, other) = (afresh(index, &words.join(" ")), afresh(index, &sorted.join(" ")));
            prop_assert_eq!(set(&one), set(&other));
            Ok(())
        });
    });
}

#[test]
fn narrowing_is_searching_afresh() {
    // What is typed, and where in it the cursor then deletes.
    let edit = || (proptest::collection::vec(term(), 1..4), 0_usize..30, 0_usize..6);
    with_each_index(|_, index| {
        run(20, &proptest::collection::vec(edit(), 1..3), |edits| {
            let mut session = SearchSession::new();
            let mut text = String::new();
            let check = |session: &mut SearchSession, text: &str| {
                let narrowed = session.update(index, text, Predicate::ALL);
                let fresh = afresh(index, text);
                prop_assert_eq!(narrowed.notice(), fresh.notice(), "{}", text);
                prop_assert_eq!(&narrowed.matching, &fresh.matching, "{}", text);
                prop_assert_eq!(&narrowed.top, &fresh.top, "{}", text);
                Ok(())
            };
            for (terms, at, deleted) in edits {
                for letter in format!("{} ", terms.join(" ")).chars() {
                    text.push(letter);
                    check(&mut session, &text)?;
                }
                for _ in 0..deleted {
                    // In the middle, or at the end as a backspace.
                    let place = text.char_indices().nth(at).map_or(text.len().saturating_sub(1), |(place, _)| place);
                    if text.is_char_boundary(place) && place < text.len() {
                        text.remove(place);
                    }
                    check(&mut session, &text)?;
                }
            }
            Ok(())
        });
    });
}

#[test]
fn the_best_few_are_the_best_of_all() {
    with_each_index(|_, index| {
        run(100, &(proptest::collection::vec(word(), 1..3), 0_usize..30), |(words, most)| {
            let text = words.join(" ");
            let mut session = SearchSession::new();
            let few = session.update_top(index, &text, Predicate::ALL, most).top.clone();
            let all = session.extend(index, &Nothing, usize::MAX).top.clone();
            prop_assert_eq!(all.len(), session.results().total());
            prop_assert!(all.is_sorted_by(|a, b| a.score >= b.score));
            prop_assert_eq!(Some(few.as_slice()), all.get(..few.len()));
            prop_assert_eq!(few.len(), most.min(all.len()));
            Ok(())
        });
    });
}

#[test]
fn looking_words_up_is_looking_at_every_item() {
    with_index(|dataset, index| {
        let mut builder = Builder::by_words(dataset);
        builder.advance(usize::MAX);
        let by_words = builder.finish();
        let either = (word(), word()).prop_map(|(one, other)| format!("{one} | {other}"));
        let terms = prop_oneof![3 => term(), 1 => "[a-z0-9]{1,7}", 1 => either];
        run(600, &proptest::collection::vec(terms, 1..4), |terms| {
            let text = terms.join(" ");
            let (one, other) = (afresh(index, &text), afresh(&by_words, &text));
            prop_assert_eq!(one.notice(), other.notice(), "{}", text);
            prop_assert_eq!(&one.matching, &other.matching, "{}", text);
            prop_assert_eq!(&one.top, &other.top, "{}", text);
            Ok(())
        });
    });
}

#[test]
fn a_list_limits_a_search_and_changes_nothing_else() {
    with_each_index(|dataset, index| {
        let events = dataset.items().filter(|(_, item)| item.kind() == Kind::Event).map(|(id, _)| id);
        let list: Vec<ItemId> = events.collect::<Vec<_>>().into_iter().rev().collect();
        run(100, &proptest::collection::vec(word(), 0..3), |words| {
            let text = words.join(" ");
            let within = Predicate::ALL.within(&list);
            let limited = SearchSession::new().update(index, &text, within).clone();
            let wanted: BTreeSet<ItemId> =
                set(&afresh(index, &text)).into_iter().filter(|id| list.contains(id)).collect();
            prop_assert_eq!(set(&limited), wanted);
            Ok(())
        });
    });
}

/// Somebody who marked every other item, from the first or the second on.
struct Every2nd(usize);

impl Own for Every2nd {
    fn is_marked(&self, id: ItemId) -> bool {
        id.index() % 2 == self.0
    }

    fn version(&self) -> u64 {
        self.0 as u64
    }
}

/// Somebody who marked the first item, and has notes.
struct OfFirst(NoteTexts);

impl Own for OfFirst {
    fn is_marked(&self, id: ItemId) -> bool {
        id.index() == 0
    }

    fn is_in_list(&self, id: ItemId, _list: &str) -> bool {
        self.is_marked(id)
    }

    fn notes(&self) -> &NoteTexts {
        &self.0
    }
}

#[test]
fn facets_limit_a_search_and_change_nothing_else() {
    with_each_index(|dataset, index| {
        let event: Chosen = [Facet::Kind(Kind::Event)].into_iter().collect();
        let marked_core: Chosen = [Facet::Weight(Weight::Core), Facet::Marked].into_iter().collect();
        run(40, &proptest::collection::vec(word(), 0..3), |words| {
            let text = words.join(" ");
            let all = afresh(index, &text).matching;
            let mut session = SearchSession::new();
            // One session, in which facets, and then marks, change under one text.
            for (chosen, remainder) in [(&event, 0), (&marked_core, 0), (&marked_core, 1), (&Chosen::default(), 1)] {
                let own = Every2nd(remainder);
                let predicate = Predicate::ALL.of(&own).with_facets(chosen);
                let limited = session.update(index, &text, predicate);
                let wanted: Vec<ItemId> = all.iter().copied().filter(|id| predicate.passes(dataset, *id)).collect();
                prop_assert_eq!(&limited.matching, &wanted, "{}", text);
                prop_assert!(limited.top.iter().all(|hit| wanted.contains(&hit.id)));
            }
            Ok(())
        });
    });
}

#[test]
fn marks_are_whole_graphemes_apart_from_each_other() {
    let shown = prop_oneof![
        Just("Japan’s Tōkyō & the 2+2 in 東京, defence organisation"),
        Just("Shinkansen to Tokyo, summit of 2014, JICA’s visit"),
        Just("To\u{304}kyo\u{304} trade Agreement and nuclear 東\u{fe00}"),
    ];
    with_index(|_, index| {
        run(150, &(proptest::collection::vec(term(), 0..4), shown), |(terms, shown)| {
            let marks = afresh(index, &terms.join(" ")).marks(shown);
            let borders: Vec<usize> = shown.grapheme_indices(true).map(|(at, _)| at).chain([shown.len()]).collect();
            let mut last = None;
            for mark in marks {
                prop_assert!(borders.contains(&mark.start) && borders.contains(&mark.end) && !mark.is_empty());
                prop_assert!(last.is_none_or(|last| mark.start > last));
                last = Some(mark.end);
            }
            Ok(())
        });
    });
}

#[test]
fn a_marked_range_is_the_matched_text() {
    with_index(|_, index| {
        for (query, shown, marked) in [
            ("tokyo", "In Tōkyō and Tokyo", vec!["Tōkyō", "Tokyo"]),
            ("defense", "A Defence deal", vec!["Defence"]),
            ("organization", "The organisation", vec!["organisation"]),
            ("r&d", "Joint R&D", vec!["R&D"]),
            ("shinaknsen", "The Shinkansen line", vec!["Shinkansen"]),
            ("act east", "Act East Forum", vec!["Act", "East"]),
            ("\"act east\"", "Act East Forum", vec!["Act East"]),
            ("東", "東大寺", vec!["東"]),
            ("fukuoka", "Nothing here", vec![]),
        ] {
            let results = afresh(index, query);
            let found: Vec<&str> = results.marks(shown).into_iter().filter_map(|mark| shown.get(mark)).collect();
            assert_eq!(found, marked, "{query}");
        }
    });
}

#[test]
fn every_hit_outside_a_title_shows_its_line() {
    with_index(|dataset, index| {
        for query in ["tribunal", "sept 2014", "kishda speech", "cepa tariff", "東大寺", "jica metro loan"] {
            let results = afresh(index, query);
            for hit in results.top.iter().filter(|hit| hit.place >= maitri::search::FoundIn::Fact) {
                let excerpt = results.excerpt(index, &Nothing, hit).unwrap_or_else(|| {
                    panic!("{query}: no line for {hit:?}, {:?}", dataset.get(hit.id).map(|item| item.id()))
                });
                assert!(!excerpt.marks.is_empty(), "{query}: nothing marked in {excerpt:?}");
                assert!(excerpt.marks.iter().all(|mark| excerpt.text.get(mark.clone()).is_some()));
            }
        }
    });
}

#[test]
fn any_text_is_a_query() {
    with_each_index(|_, index| {
        run(300, &"\\PC{0,60}", |text| {
            let results = afresh(index, &text);
            _ = results.marks(&text);
            for hit in results.top.iter().take(3) {
                _ = results.excerpt(index, &Nothing, hit);
            }
            Ok(())
        });
        for text in ["a".repeat(100_000), "a ".repeat(100_000), "\"".repeat(5000), "| ! : ' ^ $ kind:|!".repeat(900)] {
            afresh(index, &text);
        }
    });
}

#[test]
fn every_example_of_the_help_parses_and_finds() {
    with_index(|_, index| {
        // What asks for grades reads only where there are some.
        let graded = index.dataset().pack.has_grades();
        for line in SYNTAX.iter().filter(|line| graded || line.form != "grade:") {
            let mut session = SearchSession::new();
            let own = OfFirst(NoteTexts::new([(ItemId(0), "mine".to_owned())]));
            let results = session.update(index, line.example, Predicate::ALL.of(&own));
            assert_eq!(results.notice(), None, "{}", line.example);
            assert!(results.total() > 0, "{}", line.example);
        }
    });
}

#[test]
fn what_does_not_read_yet_is_told_in_one_line() {
    with_index(|_, index| {
        for (query, notice) in [
            ("\"act east", "the quotation is not closed yet: add \""),
            ("knd:event", "there is no field knd:; did you mean kind:?"),
            ("kind:", "kind: needs a value, as in kind:agreement"),
            ("kind:agrement", "kind: knows no agrement; did you mean kind:agreement?"),
            ("kind:p", "kind:p may be project, person or place"),
            ("s:space", "s: may be sector: or source:"),
            ("year:soon", "year: wants a year or a date, as in year:2006..2014"),
            ("jaxa |", "something is missing after |"),
            ("visit !", "a word is missing after !"),
            ("shinaknsen", "“shinaknsen” is in no record; taken for shinkansen"),
        ] {
            assert_eq!(afresh(index, query).notice().as_deref(), Some(notice), "{query}");
        }
    });
}
