//! What other programs wrote, taken into a pack: figures as statistical offices hand them out, timelines, and what this
//! program exports itself.

mod back;
mod layers;

use std::fs;
use std::path::Path;

use maitri::data::notation;
use tempfile::TempDir;

use crate::harness::PACK;
use crate::program::{Ran, run, succeed};

/// A small pack of another pair of countries.
const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/norway-chile");
/// Files in the shape in which offices hand them out.
const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/imports");

fn copied(pack: &str) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    for entry in fs::read_dir(pack).expect("a pack").flatten() {
        fs::copy(entry.path(), directory.path().join(entry.file_name())).expect("a copy");
    }
    directory
}

fn shown(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Imports into a pack, with these words after the file.
fn imported(what: &str, file: &str, pack: &TempDir, options: &[&str]) -> Ran {
    run(&[&["import", what, file, "--into", shown(pack.path())][..], options].concat())
}

/// The same, with a file of this text.
fn of_text(what: &str, text: &str, pack: &TempDir, options: &[&str]) -> Ran {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("table.csv");
    fs::write(&file, text).expect("a file");
    imported(what, shown(&file), pack, options)
}

fn written(pack: &TempDir, file: &str) -> String {
    fs::read_to_string(pack.path().join(file)).expect("a file of the pack")
}

fn chart(pack: &TempDir, series: &str) -> String {
    let args = ["--data", shown(pack.path()), "export", "--series", "--format", "csv", "--ids", series];
    let rows = succeed(&args);
    let cells = rows.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>());
    cells.map(|cells| format!("{} {} {}", cells[1], cells[4], cells[7])).collect::<Vec<_>>().join("; ")
}

const NEW: [&str; 12] = [
    "--title",
    "Gross product",
    "--unit",
    "US$ billion",
    "--basis",
    "As the bank counts it.",
    "--group",
    "Trade",
    "--cite",
    "brief ¶3",
    "--series",
    "gross-product",
];

#[test]
fn a_download_of_the_world_bank_is_imported_as_it_comes() {
    let pack = copied(SMALL);
    let file = format!("{FILES}/worldbank.csv");
    let options = [&NEW[..], &["--where", "Country Name=Norway", "--divide", "1000000000"]].concat();
    let ran = imported("csv", &file, &pack, &options);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.stdout.contains("+ series gross-product: Gross product, US$ billion, 3 figures for 2018 to 2020"),
        "{ran:?}"
    );
    assert!(ran.stdout.contains("nothing is written; --yes"), "what would change is told first: {ran:?}");
    assert!(!written(&pack, "series.ron").contains("gross-product"));
    let ran = imported("csv", &file, &pack, &[&options[..], &["--yes"]].concat());
    assert!(ran.code == 0 && ran.stdout.ends_with("written: series.ron\n"), "{ran:?}");
    assert_eq!(
        chart(&pack, "gross-product"),
        "2018 439.7886374545 brief ¶3; 2019 408.7428409103 brief ¶3; 2020 367.6334188869 brief ¶3"
    );
    assert!(written(&pack, "series.ron").starts_with("// Invented for tests."), "what stood there stays");
    let again = imported("csv", &file, &pack, &[&options[..], &["--yes"]].concat());
    assert!(
        again.stdout.contains("= 3 entries as the pack has it") && again.stdout.contains("nothing is to be changed"),
        "{again:?}"
    );
}

#[test]
fn a_download_of_our_world_in_data_is_imported_as_it_comes() {
    let pack = copied(SMALL);
    let file = format!("{FILES}/owid.csv");
    let ran = imported("csv", &file, &pack, &NEW);
    assert!(ran.code == 1 && ran.stderr.contains("lines 2 and 4 both have a figure for 2019"), "{ran:?}");
    assert!(ran.stderr.contains("they differ in Entity (Chile / Norway), Code (CHL / NOR)"), "{ran:?}");
    let each = [&NEW[..], &["--each", "Entity", "--yes"]].concat();
    let ran = imported("csv", &file, &pack, &each);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(chart(&pack, "gross-product-chile"), "2019 80.3 brief ¶3; 2020 79.4 brief ¶3");
    assert_eq!(chart(&pack, "gross-product-norway"), "2019 82.9 brief ¶3; 2020 83.2 brief ¶3");
}

#[test]
fn a_download_of_comtrade_is_imported_as_it_comes() {
    let pack = copied(SMALL);
    let file = format!("{FILES}/comtrade.csv");
    let only = ["--where", "partnerISO=CHL", "--where", "flowDesc=Export", "--divide", "1000000", "--yes"];
    let ran = imported("csv", &file, &pack, &[&NEW[..], &only].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("read as Windows-1252"), "{ran:?}");
    assert_eq!(chart(&pack, "gross-product"), "2021 212.345678 brief ¶3; 2022 312 brief ¶3");
    let ran = imported("csv", &file, &pack, &[&NEW[..], &["--where", "partnerISO=SWE"]].concat());
    assert!(ran.stderr.contains("no row has “SWE” in partnerISO; it says: CHL, CIV"), "{ran:?}");
}

#[test]
fn figures_come_between_those_that_stand_there() {
    let table = "Year;Value\n2019;1,1\n2020;1,5\n2021;2,5\n2022;3\n";
    let options = ["--series", "salmon-trade", "--cite", "brief ¶6", "--decimal", "comma", "--yes"];
    let pack = copied(SMALL);
    let ran = of_text("csv", table, &pack, &options);
    let told = "+ salmon-trade 2019: 1.1 (line 2)\n~ salmon-trade 2021: 2 → 2.5, cite: brief ¶5 → brief ¶6 (line 4)\n+ salmon-trade 2022: 3 (line 5)\n= 1 entry as the pack has it\nwritten: series.ron\n";
    assert_eq!((ran.code, ran.stdout.as_str()), (0, told), "{ran:?}");
    assert_eq!(
        chart(&pack, "salmon-trade"),
        "2019 1.1 brief ¶6; 2020 1.5 brief ¶5; 2021 2.5 brief ¶6; 2022 3 brief ¶6"
    );
    let pack = copied(SMALL);
    of_text("csv", table, &pack, &[&options[..], &["--on-difference", "leave"]].concat());
    assert!(chart(&pack, "salmon-trade").contains("2021 2 brief ¶5"));
    let pack = copied(SMALL);
    of_text("csv", table, &pack, &[&options[..], &["--on-difference", "beside"]].concat());
    assert!(
        written(&pack, "series.ron").contains("value: 2, status: Reported, cite: \"brief ¶5\", also: [(value: 2.5,")
    );
}

#[test]
fn every_message_has_its_line_and_nothing_is_written_where_one_is_wrong() {
    let pack = copied(SMALL);
    let before = written(&pack, "series.ron");
    let known = ["--series", "salmon-trade", "--cite", "brief ¶6", "--yes"];
    for (table, options, says) in [
        ("Year,Value\n2022,4,7\n2023,x\n", &known[..], "line 3, column “Value”: “x” is no number"),
        ("Year,Value\n2022,\"4,7\"\n", &known[..], "--decimal comma where 4,7 means 4.7"),
        ("Year,Value\nlately,4\n", &known[..], "line 2, column “Year”: “lately” is no date"),
        (
            "When,Much,More\n2022,4,5\n",
            &known[..],
            "say with --period which column says what a figure is for; the columns are: When, Much, More",
        ),
        (
            "Year,Much,More\n2022,4,5\n",
            &known[..],
            "say with --value which column holds the figures; the columns are: Year, Much, More",
        ),
        ("Year,Value\n2022,4\n", &["--series", "salmon-trade"][..], "--cite is missing"),
        ("Year,Value\n2022,4\n", &["--cite", "brief ¶6"][..], "--series is missing"),
        (
            "Year,Value\n2022,4\n",
            &["--series", "new", "--cite", "brief ¶6"][..],
            "“new” is a new series; say of it --title, --unit, --basis, --group",
        ),
        (
            "Year,Value\n2022,4\n",
            &["--series", "salmon-trade", "--unit", "kg", "--cite", "brief ¶6"][..],
            "two units are two series",
        ),
        ("Year,Value\n2022,4\n", &["--series", "salmon-trade", "--cite", "nobody ¶6", "--yes"][..], "nobody"),
        ("nothing at all\n", &known[..], "the file holds no table"),
        ("Year,Value\n2022,4.1 [1]\n", &known[..], "--marks drop leaves such marks out, --marks note keeps them"),
        ("Year,Value\n2022,\"4\n2023,5\n", &known[..], "line 2: a cell opens with a quotation mark"),
        ("Year,Value\n2019,5\n20255,6\n", &known[..], "line 3, column “Year”: “20255” is no date"),
        ("Year,Value\n2009-10,5\n2010-11,6\n", &known[..], "say so with --fiscal, or write months as in 2009M10"),
        (
            "Country,2009-10,2010-11,2012-13\nNorway,5,6,7\n",
            &known[..],
            "the columns “2009-10” and the like may be fiscal",
        ),
        ("Year,Value\n2009,5\n2012-13,6\n", &known[..], "line 3, column “Year”: “2012-13” is no date"),
    ] {
        let ran = of_text("csv", table, &pack, options);
        assert!(ran.code == 1 && ran.stderr.contains(says), "{says}: {ran:?}");
        assert_eq!(written(&pack, "series.ron"), before, "{says}");
    }
    let ran = run(&["import", "csv", "no-such-file.csv", "--into", shown(pack.path())]);
    assert!(ran.code == 1 && ran.stderr.contains("no-such-file.csv"), "{ran:?}");
}

#[test]
fn marks_and_decimals_are_as_it_is_said() {
    let table = "Jahr;Wert\n2019;1 450,75 p\n2022;333,335¹\n2023;5 %\n";
    let options =
        ["--period", "Jahr", "--series", "salmon-trade", "--cite", "brief ¶6", "--divide", "1000", "--round", "2"];
    for (marks, remark) in [("drop", false), ("note", true)] {
        let pack = copied(SMALL);
        let ran = of_text("csv", table, &pack, &[&options[..], &["--marks", marks, "--yes"]].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        let told = chart(&pack, "salmon-trade");
        assert!(told.starts_with("2019 1.45 brief ¶6") && told.contains("2022 0.33 "), "{told}");
        assert_eq!(written(&pack, "series.ron").contains("Marked “p” where it was read."), remark);
    }
}

#[test]
fn a_figure_that_changes_leaves_the_remark_on_the_old_one_behind() {
    let pack = copied(SMALL);
    let with_note = written(&pack, "series.ron").replace(
        "(period: \"2021\", value: 2, status: Reported,",
        "(period: \"2021\", value: 2, status: Derived, note: \"Twice the one before.\",",
    );
    fs::write(pack.path().join("series.ron"), with_note).expect("a file");
    let known = ["--series", "salmon-trade", "--cite", "brief ¶6", "--yes"];
    let ran = of_text("csv", "Year,Value\n2020,1.5\n2021,2\n", &pack, &known);
    assert!(ran.stdout.contains("nothing is to be changed"), "the same figure keeps it: {ran:?}");
    let ran = of_text("csv", "Year,Value\n2021,2.5\n", &pack, &known);
    assert!(ran.code == 0 && ran.stdout.contains("note: - Twice the one before."), "it is told: {ran:?}");
    assert!(!written(&pack, "series.ron").contains("Twice the one before"));
}

#[test]
fn a_timeline_becomes_events_with_their_sources() {
    let table = "date,title,text,source\n1 May 2001,Divers meet,\"They meet at a fjord.\",brief ¶4\n2003-02,Nets agreed,,https://nets.example/2003\nc. 2005,Boats come,Two boats come.,https://nets.example/2003\n";
    let list = "- 1 May 2001: Divers meet. They meet at a fjord. (brief ¶4)\n- 2003-02: Nets agreed (https://nets.example/2003)\n- c. 2005: Boats come. Two boats come. (https://nets.example/2003)\n";
    let options = ["--sectors", "Sea", "--sort", "Meeting", "--yes"];
    let exported = |text: &str| {
        let pack = copied(SMALL);
        let ran = of_text("timeline", text, &pack, &options);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(
            ran.stdout.contains("+ event boats-come: Boats come, about 2005 (line ")
                && ran.stdout.contains("+ source nets-example"),
            "{ran:?}"
        );
        let again = of_text("timeline", text, &pack, &options);
        assert!(again.stdout.contains("= 3 entries as the pack has it"), "{again:?}");
        assert!(written(&pack, "pack.ron").contains("Noted: c. 2005, Boats come"));
        succeed(&["--data", shown(pack.path()), "timeline"])
    };
    let told = exported(table);
    assert_eq!(exported(list), told);
    assert!(told.contains("2005"), "{told}");
    let pack = copied(SMALL);
    let before = written(&pack, "pack.ron");
    for (text, says) in [
        ("date,title\nsoon,Divers meet\n", "line 2: “soon” is no date"),
        ("date,title\n03/04/2001,Divers meet\n", "line 2: “03/04/2001” may mean two days"),
        ("date,title\n12019,Divers meet\n", "line 2: “12019” is no date"),
        ("date,title\n99999-01-01,Divers meet\n", "line 2: “99999-01-01” is no date"),
        ("date,title\n2001,\n1999,Fjord Council\n", "line 3: “Fjord Council” is a title of the pack already"),
        ("date,title\n2001,Divers meet\n", "line 2: the entry names no source; say one for all with --cite"),
        ("day,what\n2001,Divers meet\n", "no column is called title; the columns are: day, what"),
    ] {
        let ran = of_text("timeline", text, &pack, &options);
        assert!(ran.code == 1 && ran.stderr.contains(says), "{says}: {ran:?}");
        assert_eq!(written(&pack, "pack.ron"), before);
    }
}

#[test]
fn a_source_that_the_pack_has_gets_another_passage() {
    let pack = copied(SMALL);
    let options = ["--sectors", "Sea", "--yes"];
    let list = |entry: &str| format!("- {entry} (https://nets.example/2003)\n");
    of_text("timeline", &list("2003-02: Nets agreed"), &pack, &options);
    let ran = of_text("timeline", &list("Summer 2004: Nets mended"), &pack, &options);
    assert!(ran.code == 0 && !ran.stdout.contains("+ source"), "{ran:?}");
    let head = written(&pack, "pack.ron");
    assert_eq!(head.matches("https://nets.example/2003").count(), 1, "{head}");
    assert!(head.contains("Noted: 2003-02, Nets agreed") && head.contains("Noted: Summer 2004, Nets mended"), "{head}");
    let events = written(&pack, "events.ron");
    assert!(events.contains("nets-example ¶2") && events.contains("Summer 2004: Nets mended."), "{events}");
    let ran = of_text("timeline", "### 2005: Boats\nText.\n\n### Next week: More\nSource: brief ¶1\n", &pack, &options);
    assert!(ran.code == 1 && ran.stderr.contains("line 4: “Next week” is no date"), "{ran:?}");
    let ran = of_text("timeline", "Stray.\n\n### 2005: Boats\nText.\nSource: brief ¶1\n", &pack, &options);
    assert!(ran.code == 0 && ran.stderr.contains("1 line from line 1 on belong"), "{ran:?}");
}

#[test]
fn a_comma_in_a_comment_parts_nothing() {
    let pack = copied(SMALL);
    let path = pack.path().join("series.ron");
    let text = written(&pack, "series.ron");
    let at = text.rfind("),\n]").expect("the end of the list");
    fs::write(&path, format!("{}) // salmon, and nothing else\n]\n", &text[..at])).expect("a file");
    let ran = of_text("csv", "Year,Value\n2022,4\n", &pack, &[&NEW[..], &["--yes"]].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(written(&pack, "series.ron").contains("), // salmon, and nothing else\n"));
    assert_eq!(chart(&pack, "gross-product"), "2022 4 brief ¶3");
}

/// Every item of a pack, as it is exported.
fn exported(pack: &Path, format: &str, more: &[&str]) -> String {
    succeed(&[&["--data", shown(pack), "export", "--format", format][..], more].concat())
}

#[test]
fn what_is_exported_is_imported_as_it_was() {
    for (what, format, more) in
        [("json", "jsonl", &[][..]), ("json", "json", &[]), ("csv", "csv", &["--series"]), ("csv", "csv", &[])]
    {
        let pack = copied(PACK);
        let text = exported(pack.path(), format, more);
        let ran = of_text(what, &text, &pack, &["--yes"]);
        assert!(ran.code == 0 && ran.stdout.contains("nothing is to be changed"), "{format} {more:?}: {ran:?}");
    }
}

#[test]
fn an_empty_pack_that_imports_a_whole_one_is_that_one() {
    let whole = exported(Path::new(PACK), "jsonl", &[]);
    let pack = tempfile::tempdir().expect("a directory");
    // What in its head leads to records cannot stand in an empty pack.
    let mut head = fs::read_to_string(format!("{PACK}/pack.ron")).expect("a pack");
    for (field, none) in [
        ("changes", "[]"),
        ("charts", "[]"),
        ("breakdowns", "[]"),
        ("ladder", "[]"),
        ("tours", "[]"),
        ("summits", "None"),
    ] {
        if let Some(span) = notation::field_named(&head, field) {
            head.replace_range(span.value, none);
        }
    }
    fs::write(pack.path().join("pack.ron"), head).expect("a pack");
    let ran = of_text("json", &whole, &pack, &["--yes"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    // Records stand in the order of files; the lines are the same.
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    for (imported, exported) in lines(&exported(pack.path(), "jsonl", &[])).iter().zip(&lines(&whole)) {
        assert_eq!(imported, exported);
    }
}

#[test]
fn what_is_changed_in_an_export_is_changed_in_the_pack() {
    let pack = copied(SMALL);
    let text = exported(pack.path(), "jsonl", &[]);
    let ran = of_text("json", &text.replace("An accord on the farming", "A pact on the farming"), &pack, &["--yes"]);
    assert!(ran.code == 0 && ran.stdout.starts_with("~ salmon-accord summary: An accord on the farming of salmon. → A pact on the farming of salmon. (item 1)\n"), "{ran:?}");
    assert!(written(&pack, "records.ron").contains("A pact on the farming"));
    let table = exported(pack.path(), "csv", &[])
        .replace("Useful", "Core")
        .replace("A council on fjords", "A council of fjords");
    let ran = of_text("csv", &table, &pack, &["--yes"]);
    assert!(ran.code == 0 && ran.stdout.contains("~ fjord-council weight: Useful → Core (line 3)\n~ fjord-council summary: A council on fjords. → A council of fjords. (line 3)"), "{ran:?}");
    assert!(exported(pack.path(), "csv", &[]) == table, "{}", written(&pack, "records.ron"));
    let ran = of_text("csv", &table.replace("\nfjord-council,", "\nother-council,"), &pack, &["--yes"]);
    assert!(ran.code == 1 && ran.stderr.contains("line 3: the pack has no “other-council”"), "{ran:?}");
}
