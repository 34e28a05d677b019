//! Packs of one's own: a good one opens and shows its countries; a broken one is refused before
//! anything is drawn, every mistake told with its place, and nothing in it reaches the terminal raw.

mod bounds;
mod broken;
mod cards;
mod head;
mod hostile;
mod links;
mod mains;
mod mistakes;
mod questions;
mod reading;
mod showing;
mod small;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::program::{Ran, command, finish, has_escapes, run_on};

/// The head of a pack about another pair of countries.
const PACK: &str = r#"(
    title: "Norway – Chile",
    edition: "2025-01-01", fiscal_year: (first_month: 7),
    countries: [(code: "no", name: "Norway", adjective: "Norwegian"), (code: "cl", name: "Chile", adjective: "Chilean")],
    sectors: ["Economy", "Sea"],
    sources: [
        (id: "brief", title: "A brief", publisher: "The embassy", date: "2024", paragraphs: 9),
        (id: "page", title: "A page", publisher: "A ministry", passages: ["salmon", "fjords"]),
    ],
)
"#;

/// Two records that lean on each other.
const RECORDS: &str = r#"[
    (
        id: "salmon-accord",
        title: "Salmon Accord",
        when: "1999-05-04",
        sectors: ["Economy"],
        weight: Core,
        summary: "An accord on the farming of salmon.",
        facts: [("Scope", "It covers salmon.", "brief ¶2")],
        links: ["fjord-council"],
        cites: ["brief ¶1"],
        body: Agreement(form: Agreement, signed: "1999-05-04", status: Signed, parties: [("no", "Norway"), ("cl", "Chile")], objective: "To farm salmon."),
    ),
    (
        id: "fjord-council",
        title: "Fjord Council",
        when: "2001",
        sectors: ["Sea"],
        weight: Useful,
        summary: "A council on fjords.",
        cites: ["page ¶2"],
        body: Institution(form: Dialogue, side: "both", mandate: "To compare fjords.", meetings: [
            (number: 1, date: "2001-06", cite: "brief ¶3"),
            (number: 2, date: "2003-02-01", cite: "brief ¶4"),
        ]),
    ),
    (
        id: "salmon-king",
        title: "Olav the Salmon King",
        sectors: ["Sea"],
        weight: Detail,
        summary: "A king of salmon.",
        links: ["salmon-accord"],
        cites: ["page ¶1"],
        body: Person(side: "no", role: "King"),
    ),
]
"#;

/// One series.
const SERIES: &str = r#"[
    (
        id: "salmon-trade",
        title: "Salmon sold",
        group: Trade,
        unit: "tonne",
        basis: "As counted by the brief.",
        links: ["salmon-accord"],
        points: [
            (period: "FY2020-21", value: 1.5, status: Reported, cite: "brief ¶5"),
            (period: "FY2021-22", value: 2, status: Reported, cite: "brief ¶5"),
        ],
    ),
]
"#;

/// A pack on disk.
struct Pack(TempDir);

impl Pack {
    /// An empty directory.
    fn empty() -> Self {
        Self(tempfile::tempdir().expect("a temporary directory"))
    }

    /// A pack in which nothing is wrong.
    fn good() -> Self {
        Self::empty().with("pack.ron", PACK).with("records.ron", RECORDS).with("series.ron", SERIES)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// With this in a file of it.
    fn with(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        fs::write(self.path().join(name), text).expect("a file");
        self
    }

    /// The good pack with one text in its records replaced by another.
    fn changed(from: &str, to: &str) -> Self {
        assert!(RECORDS.contains(from), "{from}");
        Self::good().with("records.ron", RECORDS.replacen(from, to, 1))
    }
}

/// What every refusal has in common; gives what was said, without the directory's name.
fn refused(pack: &Path) -> String {
    let ran = run_on(pack, &["--print"]);
    check_refusal(&ran);
    for other in [run_on(pack, &["search", "salmon"]), run_on(pack, &["export"])] {
        assert_eq!((&other.stderr, other.code, other.stdout.as_str()), (&ran.stderr, 1, ""));
    }
    // The check tells the same errors, and may have warnings below them.
    let check = checked(pack);
    let errors = ran.stderr.rsplit_once("\nmaitri: ").map_or(ran.stderr.as_str(), |(errors, _)| errors);
    assert!(check.code == 1 && check.stdout.is_empty() && check.stderr.starts_with(errors), "{check:?}\n{ran:?}");
    ran.stderr.replace(&format!("{}/", pack.display()), "").replace(&pack.display().to_string(), "PACK")
}

fn check_refusal(ran: &Ran) {
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
    assert!(!has_escapes(&ran.stderr), "{:?}", ran.stderr);
    assert!(ran.stderr.trim_end().ends_with("in the pack"), "{}", ran.stderr);
}

fn checked(pack: &Path) -> Ran {
    finish(command(&["check"]).arg(pack))
}

/// Expects one problem, and these words in what is said of it.
fn refused_for(pack: &Pack, words: &[&str]) {
    let told = refused(pack.path());
    assert!(told.ends_with("maitri: 1 problem in the pack\n"), "{told}");
    for word in words {
        assert!(told.contains(word), "“{word}” is not said:\n{told}");
    }
}

/// The place of a text in a file, as `line:column`.
fn place_of(needle: &str, text: &str) -> String {
    let before = &text[..text.find(needle).unwrap_or_else(|| panic!("{needle}"))];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    format!("{}:{}", before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[test]
fn a_good_pack_opens_with_its_countries() {
    let pack = Pack::good();
    let ran = run_on(pack.path(), &["--print", "--size", "80x24", "--open", "salmon-accord"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("Norway – Chile") && ran.stdout.contains("Salmon Accord"), "{}", ran.stdout);
    let ran = run_on(pack.path(), &["show", "salmon-accord"]);
    assert!(ran.stdout.starts_with("Salmon Accord\n"), "{}", ran.stdout);
    let shown: String = ["1", "2", "3", "4", "5", "5<end>", "4<enter>", "3t"]
        .iter()
        .map(|keys| run_on(pack.path(), &["--print", "--keys", keys]).stdout)
        .collect();
    for name in ["Salmon sold", "Fjord Council", "Olav the Salmon King", "Norway"] {
        assert!(shown.contains(name), "{name}:\n{shown}");
    }
    assert!(!shown.contains("India") && !shown.contains("Japan"), "{shown}");
    let ran = checked(pack.path());
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (0, "Norway – Chile: 3 records and 1 series from 2 sources, no problem found\n")
    );
}

#[test]
fn a_pack_needs_no_series_and_no_records() {
    let pack = Pack::empty().with("pack.ron", PACK);
    for keys in ["", "2", "3", "3t<left><right>", "4<enter>", "5/x", "<space>x<enter><esc>", "+-s", "?"] {
        let ran = run_on(pack.path(), &["--print", "--keys", keys]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{keys}");
        assert!(ran.stdout.contains("Norway – Chile"), "{keys}: {}", ran.stdout);
    }
    let pack = pack.with("records.ron", RECORDS);
    assert_eq!(run_on(pack.path(), &["--print"]).code, 0);
}

#[test]
fn an_unknown_field_is_told_with_the_nearest() {
    let pack = Pack::changed("facts: [(", "fatcs: [(");
    let place = place_of("facts: [(", RECORDS);
    refused_for(
        &pack,
        &[
            &format!("records.ron:{place}: salmon-accord: there is no field “fatcs”; did you mean “facts”?"),
            "\n            fatcs: [(\"Scope\", \"It covers salmon.\", \"brief ¶2\")],\n            ^\n",
        ],
    );
    let head = PACK.replace("sectors:", "sektors:");
    refused_for(&Pack::good().with("pack.ron", head), &["pack.ron:5:5", "no field “sektors”", "“sectors”?"]);
    let series = SERIES.replace("basis:", "bassis:");
    refused_for(&Pack::good().with("series.ron", series), &["salmon-trade", "no field “bassis”", "“basis”?"]);
}

#[test]
fn an_unknown_value_is_told_with_the_nearest() {
    refused_for(&Pack::changed("weight: Useful", "weight: Usefull"), &["fjord-council", "“Usefull”", "“Useful”?"]);
    refused_for(&Pack::changed("body: Person(", "body: Persona("), &["salmon-king", "“Persona”", "“Person”?"]);
    refused_for(&Pack::changed("form: Dialogue", "form: Dialog"), &["fjord-council", "“Dialog”", "“Dialogue”?"]);
}

#[test]
fn a_missing_field_is_told() {
    refused_for(
        &Pack::changed("        weight: Detail,\n", ""),
        &["records.ron:", "salmon-king: the field “weight” is missing"],
    );
    refused_for(&Pack::changed("        cites: [\"page ¶1\"],\n", ""), &["salmon-king: the field “cites” is missing"]);
}

#[test]
fn a_link_that_leads_nowhere_is_told() {
    let pack = Pack::changed("links: [\"fjord-council\"]", "links: [\"fjord-counsel\"]");
    let place = place_of("fjord-council\"]", RECORDS);
    refused_for(
        &pack,
        &[
            &format!("records.ron:{place}: salmon-accord.links[0]: "),
            "no record has the id “fjord-counsel”; did you mean “fjord-council”?",
            &format!("\n            links: [\"fjord-counsel\"],\n    {}^\n", " ".repeat(17)),
        ],
    );
}

#[test]
fn two_of_a_name_are_told() {
    let second = "        id: \"fjord-council\",";
    let pack = Pack::changed(second, "        id: \"salmon-accord\",").with("series.ron", "[]");
    let told = refused(pack.path());
    assert!(told.contains("records.ron:15:14: salmon-accord.id: another record has this id"), "{told}");
    let pack = Pack::changed("\"Fjord Council\"", "\"SALMON accord\"");
    refused_for(&pack, &["fjord-council.title: “salmon-accord” has the same title"]);
    let pack = Pack::good().with("more.ron", RECORDS);
    let told = refused(pack.path());
    assert_eq!(told.matches("another record has this id").count(), 3, "{told}");
}

#[test]
fn what_is_not_cited_is_told() {
    refused_for(&Pack::changed("cites: [\"page ¶1\"]", "cites: []"), &["salmon-king.cites: nothing is cited here"]);
    refused_for(
        &Pack::changed("cites: [\"page ¶1\"]", "cites: [\" \"]"),
        &["salmon-king.cites[0]: nothing is cited here"],
    );
    refused_for(&Pack::changed("\"brief ¶2\"", "\"\""), &["salmon-accord.facts[0]: nothing is cited here"]);
}

#[test]
fn a_cite_that_leads_nowhere_is_told() {
    refused_for(
        &Pack::changed("\"brief ¶2\"", "\"breif ¶2\""),
        &["salmon-accord.facts[0]: pack.ron has no source “breif”; did you mean “brief”?"],
    );
    refused_for(&Pack::changed("\"brief ¶2\"", "\"brief ¶10\""), &["“brief” has no ¶10; its last is ¶9"]);
    refused_for(&Pack::changed("\"page ¶2\"", "\"page ¶1–¶3\""), &["“page” has no ¶3; its last is ¶2"]);
    refused_for(&Pack::changed("\"brief ¶2\"", "\"brief\""), &["“brief” names no paragraph"]);
    refused_for(&Pack::changed("\"brief ¶2\"", "\"brief ¶two\""), &["no paragraph number"]);
}

#[test]
fn dates_out_of_order_are_told() {
    refused_for(
        &Pack::changed("signed: \"1999-05-04\"", "signed: \"1999-05-04\", in_force: \"1998\""),
        &["salmon-accord.in_force: 1998 stands after 4 May 1999, which is later"],
    );
    refused_for(
        &Pack::changed("date: \"2003-02-01\"", "date: \"2000-02-01\""),
        &["fjord-council.meetings[1]: 1 February 2000 stands after June 2001, which is later"],
    );
    for wrong in ["1999-13", "1999-02-30", "soon", "1999-05-04/1998", ""] {
        refused_for(
            &Pack::changed("when: \"1999-05-04\"", &format!("when: \"{wrong}\"")),
            &["records.ron:", "salmon-accord"],
        );
    }
}

#[test]
fn a_series_out_of_order_is_told() {
    for (period, words) in [("FY2019-20", "oldest to the newest"), ("FY2020-21", "stands here twice")] {
        let series = SERIES.replace("FY2021-22", period);
        refused_for(&Pack::good().with("series.ron", series), &["series.ron:11:", "salmon-trade.points", words]);
    }
    let series = SERIES.replace("FY2021-22", "FY2021-23");
    refused_for(&Pack::good().with("series.ron", series), &["salmon-trade", "“FY2021-23” is no fiscal year"]);
}

#[test]
fn an_unknown_sector_or_side_is_told() {
    refused_for(&Pack::changed("[\"Economy\"]", "[\"Econmy\"]"), &["no sector “Econmy”; did you mean “Economy”?"]);
    refused_for(
        &Pack::changed("side: \"no\"", "side: \"se\""),
        &["“se” is no side; the sides are no, cl, both, other"],
    );
}

#[test]
fn every_mistake_is_told_at_once() {
    let records = RECORDS.replacen("weight: Core", "wieght: Core", 1).replacen("side: \"no\",", "sied: \"no\",", 1);
    let series = SERIES.replacen("unit:", "units:", 1);
    let told = refused(Pack::good().with("records.ron", &records).with("series.ron", &series).path());
    assert!(told.ends_with("maitri: 3 problems in the pack\n"), "{told}");
    for start in [
        format!("records.ron:{}: salmon-accord: there is no field “wieght”", place_of("wieght", &records)),
        format!("records.ron:{}: salmon-king.body: there is no field “sied”", place_of("sied", &records)),
        format!("series.ron:{}: salmon-trade: there is no field “units”", place_of("units", &series)),
    ] {
        assert!(told.lines().any(|line| line.starts_with(&start)), "“{start}”:\n{told}");
    }
    assert_eq!(told.lines().filter(|line| line.trim() == "^").count(), 3, "a caret each:\n{told}");
}

#[test]
fn every_unsound_record_is_told_at_once() {
    let records = RECORDS.replacen("\"brief ¶1\"", "\"brief ¶99\"", 1).replacen("[\"Sea\"]", "[\"Lake\"]", 1);
    let series = SERIES.replacen("[\"salmon-accord\"]", "[\"salmon-chord\"]", 1);
    let told = refused(Pack::good().with("records.ron", &records).with("series.ron", &series).path());
    assert!(told.ends_with("maitri: 3 problems in the pack\n"), "{told}");
    for start in [
        format!("records.ron:{}: salmon-accord.cites[0]: ", place_of("brief ¶99", &records)),
        format!("records.ron:{}: fjord-council.sectors: ", place_of("Lake", &records)),
        format!("series.ron:{}: salmon-trade.links[0]: ", place_of("salmon-chord", &series)),
    ] {
        assert!(told.lines().any(|line| line.starts_with(&start)), "“{start}”:\n{told}");
    }
}

#[test]
fn the_caret_stands_under_the_mistake() {
    let records = RECORDS.replacen("\"page ¶1\"", "\"pagan ¶1\"", 1);
    let told = refused(Pack::good().with("records.ron", records).path());
    let mut lines = told.lines().skip(1);
    let (shown, caret) = (lines.next().expect("the line"), lines.next().expect("the caret"));
    let under = shown.chars().nth(caret.chars().count() - 1);
    assert_eq!((under, caret.trim()), (Some('p'), "^"), "{told}");
    assert!(shown.contains("cites: [\"pagan ¶1\"]"), "{told}");
}

#[test]
fn what_only_a_careful_reader_misses_is_told_by_check_alone() {
    let pack = Pack::changed(
        "        links: [\"salmon-accord\"],\n        cites: [\"page ¶1\"],\n",
        "        cites: [\"page ¶1\"],\n",
    );
    assert_eq!(run_on(pack.path(), &["--print"]).code, 0);
    let advice = "records.ron:28:14: warning: salmon-king.links: this record is linked with no other";
    let ran = checked(pack.path());
    assert!(ran.code == 0 && ran.stderr.contains(advice), "{ran:?}");
    assert!(ran.stdout.ends_with("1 series from 2 sources, 1 warning\n"), "{ran:?}");
    for strict in ["--strict", "--deny-warnings"] {
        let ran = finish(command(&["check", strict]).arg(pack.path()));
        check_refusal(&ran);
        assert!(ran.stderr.contains(advice) && ran.stderr.ends_with("maitri: 1 warning in the pack\n"), "{ran:?}");
    }
}

#[test]
fn a_copy_of_what_was_changed_on_two_machines_is_left_out_and_told() {
    let name = "records (conflicted copy 2026-01-01 120000).ron";
    let pack = Pack::good().with(name, "[(half");
    let ran = checked(pack.path());
    assert_eq!((ran.code, ran.stderr.lines().count()), (0, 1), "{ran:?}");
    assert!(ran.stderr.contains(&format!("{name}: warning: this copy")), "{ran:?}");
    assert!(ran.stdout.contains("1 warning"), "{ran:?}");
}
