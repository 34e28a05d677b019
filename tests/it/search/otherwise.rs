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
            // What it stands for is told, and no other word taken for it.
            ("wto", Some("“wto” is in no record; taken for world trade organisation")),
            ("NASA", Some("no record has “NASA” (National Aeronautics and Space Administration)")),
            ("uefa", Some("no record has “uefa” (Union of European Football Associations)")),
            ("uefa japan", Some("no record has “uefa” (Union of European Football Associations)")),
            // A name with a sign in it is that name.
            ("us-2", None),
            ("uss-2", Some("“uss” is in no record; taken for us")),
            ("US-2 aircraft", None),
            ("us aircraft", Some("us, and united states too")),
            ("1990s", Some("1990s is read as year:1990s")),
            ("steel 1952–60", Some("1952–60 is read as year:1952..1960")),
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
    for (text, found) in [("ii", &[0, 2][..]), ("2 the", &[0, 2, 4]), ("phase 2", &[])] {
        let results = in_a_pack_of(&titles, text);
        let numbers: Vec<usize> = results.matching.iter().map(|id| id.index()).collect();
        assert_eq!(numbers, found, "{text}: {:?}", results.notice());
    }
    let results = in_a_pack_of(&["IIT Delhi", "A secondary road", "A MoC of 2 pages", "A mountain"], "moc");
    assert_eq!((results.total(), results.notice()), (1, None), "no word of it is another");
    assert_eq!(in_a_pack_of(&["IIT Delhi", "A secondary road", "2 pages"], "2nd").corrections, []);
}

#[test]
fn a_well_known_acronym_is_found_as_what_it_stands_for() {
    let titles = ["Two steps", "Talks at the World Trade Organisation", "A world of trade"];
    let results = in_a_pack_of(&titles, "WTO talks");
    assert_eq!(results.matching.iter().map(|id| id.index()).collect::<Vec<_>>(), [1]);
    assert_eq!(results.notice().as_deref(), Some("“WTO” is in no record; taken for world trade organisation"));
    let results = in_a_pack_of(&["Two steps", "WTO rules", "Talks at the World Trade Organisation"], "wto");
    assert_eq!((results.total(), results.notice()), (1, None), "a pack that has it means it");
}

#[test]
fn a_short_form_stands_in_for_more_than_one_too() {
    let titles = ["Two MoUs", "An MoU", "Mountains", "Memoranda of 2025", "A mousse"];
    let results = in_a_pack_of(&titles, "moc");
    assert_eq!(results.matching.iter().map(|id| id.index()).collect::<Vec<_>>(), [0, 1, 3]);
    let notice = "“moc” is in no record; taken for mou, memoranda";
    assert_eq!(results.notice().as_deref(), Some(notice), "each thing once");
}

/// Whoever types a span of years means no words of a name.
#[test]
fn an_expression_of_years_is_read_as_years() {
    with_each_index(|_, index| {
        for (typed, meant) in [
            ("1952-1960", "year:1952..1960"),
            ("1952–60", "year:1952..1960"),
            ("1952〜1960", "year:1952..1960"),
            ("2000–08", "year:2000..2008"),
            ("1990s", "year:199X"),
            ("1990’s", "year:199X"),
            ("1950s-1960s", "year:1950..1969"),
            ("2024..", "year:2024.."),
            ("visit !1990s", "visit !year:199X"),
            ("visit 1950s | 1960s", "visit year:195X | year:196X"),
        ] {
            let (found, asked) = (search(index, typed), search(index, meant));
            assert!(asked.total() > 0 && found.matching == asked.matching, "{typed}: {}", found.total());
            assert!(found.notice().is_some_and(|notice| notice.contains(" is read as year:")), "{typed}");
        }
        for word in [
            "2014",
            "2014-09",
            "2014-09-01",
            "2000-08",
            "2006-12",
            "2008-10",
            "2001-12",
            "2010-12",
            "1960-1952",
            "\"1990s\"",
            "'1990s",
            "us-2",
            "190s",
        ] {
            let notice = search(index, word).notice().unwrap_or_default();
            assert!(!notice.contains("read as"), "{word}: {notice}");
        }
    });
}

/// A title behind a name in katakana, of which no text has both.
#[test]
fn what_nothing_has_as_one_word_is_parted_where_the_script_changes() {
    with_each_index(|dataset, index| {
        let mut session = SearchSession::leaving_out();
        session.update(index, "モディ首相", Predicate::ALL);
        let shown = session.shown();
        assert_eq!(shown.left_out, ["首相"]);
        assert_eq!(shown.matching, search(index, "モディ").matching);
        assert_eq!(dataset.get(shown.top[0].id).unwrap().id(), "narendra-modi");
    });
}

/// An alternative has no stand-ins, and finds what is asked for.
#[test]
fn a_numeral_finds_whole_words_alone() {
    with_each_index(|_, index| {
        for (query, asked) in [
            ("ii", "\"ii\"|\"second\""),
            ("iv", "\"iv\"|\"fourth\""),
            ("world war ii", "world war \"ii\"|\"second\""),
            ("moc", "\"moc\"|\"mocs\"|\"mou\"|\"mous\"|memorandum|memoranda"),
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
