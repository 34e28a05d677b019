//! Packs with next to nothing in them, and dates that are seldom written: what is said of them is true.

use super::{Pack, checked};
use crate::program::run_on;

/// The head of a pack that has nothing else.
const HEAD: &str = r#"(
    title: "Norway – Chile",
    edition: "2025-01-01",
    countries: [(code: "no", name: "Norway", adjective: "Norwegian"), (code: "cl", name: "Chile", adjective: "Chilean")],
    sectors: ["Sea"],
    sources: [(id: "brief", title: "A brief", publisher: "The embassy", paragraphs: 9)],
)
"#;

/// Events of these ids and dates.
fn events(dates: &[(&str, &str)]) -> String {
    let event = |(id, when): &(&str, &str)| {
        format!(
            "(id: \"{id}\", title: \"Day of {id}\", when: \"{when}\", sectors: [\"Sea\"], weight: Detail, \
             summary: \"They met at sea.\", cites: [\"brief ¶1\"], body: Event(kind: Meeting)),"
        )
    };
    format!("[{}]", dates.iter().map(event).collect::<String>())
}

fn shown(pack: &Pack, keys: &str) -> String {
    let ran = run_on(pack.path(), &["--print", "--size", "80x24", "--keys", keys]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{keys}");
    ran.stdout
}

/// A screen as one line, without its frames.
fn in_words(screen: &str) -> String {
    let plain: String = screen.lines().flat_map(|line| [line.split("││").next().unwrap_or_default(), " "]).collect();
    plain.replace(['│', '╭', '╮', '╰', '╯', '─'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_pack_of_nothing_says_so_in_every_tab() {
    let pack = Pack::empty().with("pack.ron", HEAD);
    assert_eq!((checked(pack.path()).code, checked(pack.path()).stderr.as_str()), (0, ""));
    for keys in ["1", "2", "3", "4", "5", "5v"] {
        let told = in_words(&shown(&pack, keys));
        assert!(told.contains("This pack holds no records and no figures yet."), "{keys}: {told}");
    }
    assert!(shown(&pack, "<space>x").contains("This pack holds nothing to find yet."));
    for keys in ["6", "6<down><down><down><enter>", "0", "?"] {
        assert!(!shown(&pack, keys).contains("Nothing here matches"), "{keys}");
    }
    let refused = run_on(pack.path(), &["mock", "--print"]);
    assert!(refused.code == 1 && refused.stderr.contains("this pack has nothing to ask yet"), "{refused:?}");
}

#[test]
fn a_tab_to_which_nothing_belongs_says_so() {
    let pack = Pack::empty().with("pack.ron", HEAD).with("records.ron", events(&[("alta", "1976")]));
    assert!(in_words(&shown(&pack, "2")).contains("Nothing in this pack belongs here"), "{}", shown(&pack, "2"));
    assert!(in_words(&shown(&pack, "1/zzz")).contains("Nothing here matches"), "a filter may be dropped");
}

#[test]
fn a_pack_of_one_record_passes() {
    let pack = Pack::empty().with("pack.ron", HEAD).with("records.ron", events(&[("alta", "1976")]));
    let ran = checked(pack.path());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert!(ran.stdout.contains("1 record and 0 series from 1 source, no problem found"), "{ran:?}");
}

#[test]
fn a_year_that_is_about_stands_under_its_heading() {
    let dates = [("voss", "1976-03"), ("bodo", "1976~"), ("alta", "1975-06"), ("roros", "197X"), ("vardo", "1970")];
    let pack = Pack::empty().with("pack.ron", HEAD).with("records.ron", events(&dates));
    let screen = shown(&pack, "1");
    let rows: Vec<_> = screen.lines().filter_map(|line| line.strip_prefix('│')?.split('│').next()).collect();
    let place =
        |text: &str| rows.iter().position(|row| row.contains(text)).unwrap_or_else(|| panic!("{text}: {screen}"));
    let order = ["Day of roros", "Day of vardo", "Day of alta", "Day of bodo", "Day of voss"].map(place);
    assert!(order.is_sorted(), "{screen}");
    for time in ["1970s", "1970", "1975", "1976"] {
        let tells = |row: &&&str| row.trim_start_matches('▸').split_whitespace().next() == Some(time);
        let times = rows.iter().skip(3).filter(tells).count();
        assert_eq!(times, 1, "{time}: {screen}");
    }
    assert!(rows[place("Day of bodo")].contains("about"), "{screen}");
}

#[test]
fn a_person_who_lives_is_told_to_be_born() {
    let person = "[(id: \"olav\", title: \"Olav\", sectors: [\"Sea\"], weight: Detail, summary: \"He sails.\", \
                  cites: [\"brief ¶1\"], body: Person(side: \"no\", role: \"Sailor\", lived: \"1954/..\"))]";
    let pack = Pack::empty().with("pack.ron", HEAD).with("records.ron", person);
    assert_eq!((checked(pack.path()).code, checked(pack.path()).stderr.as_str()), (0, ""));
    let told = run_on(pack.path(), &["show", "olav"]).stdout;
    assert!(told.lines().any(|line| line.contains("Born") && line.contains("1954")), "{told}");
    assert!(!told.contains("Lived") && !told.contains(".."), "{told}");
}
