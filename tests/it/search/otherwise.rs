//! What is otherwise written than it was typed: short forms, numbers, other names of one thing. Whoever types one finds
//! what it means too, and is told so; not the other way round.

use maitri::data::files::{File, Files};
use maitri::data::load;
use maitri::search::{Builder, Index, Predicate, Results, SearchSession, SharedIndex as _};

use super::{best_three, with_each_index, with_index};
use crate::harness::frozen;

fn search(index: &Index<'_>, text: &str) -> Results {
    SearchSession::new().update(index, text, Predicate::ALL).clone()
}

#[test]
fn what_is_otherwise_written_is_found() {
    with_index(|dataset, index| {
        for (query, wanted) in [
            ("steel mou", "steel-moc-2020"),
            ("semiconductors mou", "semiconductor-moc-2023"),
            ("world war ii indian army", "indian-national-army"),
            ("world war 2 indian army", "indian-national-army"),
            ("wwii indian army", "indian-national-army"),
            ("shizno abe", "shinzo-abe"),
            ("shnizo abe", "shinzo-abe"),
            ("provisional govt of free india", "azad-hind-government-1943"),
        ] {
            let best = best_three(dataset, index, query);
            assert!(best.contains(&wanted), "{query}: {best:?}");
        }
    });
}

#[test]
fn what_is_found_by_another_word_is_told() {
    with_each_index(|_, index| {
        for (query, notice) in [
            ("steel mou", Some("mou, and moc, memorandum too")),
            ("mocs", Some("mocs, and mou, memorandum too")),
            ("wwii", Some("“wwii” is in no record; taken for second world war")),
            ("govt", Some("govt, and government too")),
            ("eports", Some("eports, and exports too")),
            ("Shizno", Some("“Shizno” is in no record; taken for shinzo")),
            // As a year begins with it.
            ("2", None),
            ("2014", None),
            ("2 kind:project", None),
            ("2 army", Some("2, and second, ii too")),
            ("2 army kind:institution", Some("2, and second, ii too")),
            ("sumo", None),
            ("jicz", Some("“jicz” is in no record; taken for jica")),
            ("narq", Some("“narq” is in no record; taken for nara")),
            // Half typed.
            ("gove", None),
            ("phas", None),
            ("cond", None),
            ("clos", None),
        ] {
            assert_eq!(search(index, query).notice().as_deref(), notice, "{query}");
        }
    });
}

/// A search of a pack of these titles, by each sort of index.
fn in_a_pack_of(titles: &[&str], text: &str) -> Results {
    let record = |(number, title): (usize, &&str)| {
        format!(
            "(id:\"r{number}\",title:\"{title}\",sectors:[\"All\"],weight:Detail,summary:\"Made up.\",\
             cites:[\"s ¶1\"],body:Theme(stance:Challenge)),"
        )
    };
    let records: String = titles.iter().enumerate().map(record).collect();
    let head = "(title:\"Few\",edition:\"2026\",countries:[(code:\"a\",name:\"A\",adjective:\"A\"),\
        (code:\"b\",name:\"B\",adjective:\"B\")],sectors:[\"All\"],\
        sources:[(id:\"s\",title:\"S\",publisher:\"P\",paragraphs:1)])";
    let file = |name: &str, text: String| File { name: name.to_owned(), text: text.into() };
    let files = Files { list: vec![file("pack.ron", head.to_owned()), file("records.ron", format!("[{records}]"))] };
    let dataset = load::load(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
    let [letters, words] = [Builder::by_letters(&dataset), Builder::by_words(&dataset)].map(|mut builder| {
        assert!(builder.advance(usize::MAX));
        search(&builder.finish(), text)
    });
    assert_eq!((&letters.matching, &letters.corrections), (&words.matching, &words.corrections), "{text}");
    letters
}

#[test]
fn several_words_are_told_where_they_stand_together_alone() {
    let told = |titles: &[&str]| in_a_pack_of(titles, "ww1").notice();
    assert_eq!(told(&["The first steps", "The world in a war", "War and the first world"]), None);
    let notice = "“ww1” is in no record; taken for first world war";
    assert_eq!(told(&["The first steps", "After the First World War"]).as_deref(), Some(notice));
}

#[test]
fn what_is_short_stands_in_as_a_whole_word() {
    let titles = ["Belle II", "IIT Delhi", "The second summit", "A secondary road", "2 October"];
    for (text, found) in [("ii", &[0, 1, 2][..]), ("2 the", &[0, 2, 4]), ("phase 2", &[])] {
        let results = in_a_pack_of(&titles, text);
        let numbers: Vec<usize> = results.matching.iter().map(|id| id.index()).collect();
        assert_eq!(numbers, found, "{text}: {:?}", results.notice());
    }
    let results = in_a_pack_of(&["IIT Delhi", "A secondary road", "A MoC of 2 pages", "A mountain"], "moc");
    assert_eq!((results.total(), results.notice()), (1, None), "no word of it is another");
    assert_eq!(in_a_pack_of(&["IIT Delhi", "A secondary road", "2 pages"], "2nd").corrections, []);
}

/// An alternative has no stand-ins, and finds what is asked for.
#[test]
fn a_numeral_finds_whole_words_alone() {
    with_each_index(|_, index| {
        for (query, asked) in [
            ("ii", "ii|\"second\""),
            ("iv", "iv|\"fourth\""),
            ("world war ii", "world war ii|\"second\""),
            ("moc", "moc|\"mou\"|memorandum"),
        ] {
            let (found, asked) = (search(index, query), search(index, asked));
            assert!(asked.total() > 0 && asked.corrections.is_empty(), "{query}: {:?}", asked.notice());
            let counts = (found.total(), asked.total());
            assert!(found.matching == asked.matching, "{query}: {counts:?} {:?}", found.notice());
        }
    });
}

/// A pack that has neither word says nothing of the other.
#[test]
fn what_a_pack_lacks_is_not_told() {
    let index = frozen().get();
    let lacks = |word: &str| search(index, &format!("'{word}")).total() == 0;
    assert!(lacks("european"), "the frozen pack is of two other countries");
    assert_eq!(search(index, "eu trade").corrections.iter().filter(|one| one.typed == "eu").count(), 0);
}
