//! Packs of one's own: a good one opens and shows its countries; a broken one is refused before
//! anything is drawn, every mistake told with its place, and nothing in it reaches the terminal raw.

mod bounds;
mod broken;
mod cards;
mod links;
mod mains;
mod mistakes;
mod questions;
mod showing;
mod small;

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

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
fn other_files_in_the_directory_are_left_alone() {
    let pack = Pack::good().with("notes.txt", "no RON").with("records.ron.bak", "[").with("README", "");
    assert_eq!(run_on(pack.path(), &["--print"]).code, 0);
}

#[test]
fn a_missing_directory_is_told() {
    let pack = Pack::empty();
    let told = refused(&pack.path().join("nowhere"));
    assert!(told.contains("the directory cannot be read") && told.contains("pack.ron"), "{told}");
    let told = refused(&Pack::good().path().join("pack.ron"));
    assert!(told.contains("the directory cannot be read"), "a file is no directory: {told}");
}

#[test]
fn an_empty_directory_is_told() {
    refused_for(&Pack::empty(), &["PACK: no .ron file is here", "pack.ron"]);
}

#[test]
fn a_missing_head_is_told() {
    refused_for(&Pack::empty().with("records.ron", RECORDS), &["PACK: pack.ron is missing"]);
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let marked = |pack: Pack, name: &str| {
        let text = fs::read_to_string(pack.path().join(name)).expect("a file");
        pack.with(name, format!("\u{feff}{text}"))
    };
    let pack = ["pack.ron", "records.ron", "series.ron"].into_iter().fold(Pack::good(), marked);
    assert_eq!((checked(pack.path()).code, run_on(pack.path(), &["--print"]).code), (0, 0));
    let one_line = RECORDS.replace('\n', " ").replacen("brief ¶2", "brief ¶20", 1);
    let place = place_of("brief ¶20", &one_line);
    let pack = marked(Pack::good().with("records.ron", one_line), "records.ron");
    refused_for(&pack, &[&format!("records.ron:{place}: salmon-accord.facts[0]: ")]);
}

#[test]
fn a_file_of_another_encoding_is_told_with_its_place() {
    let (head, tail) = RECORDS.split_at(RECORDS.find("Fjord Council").expect("a title"));
    let bytes = [head.as_bytes(), b"F\xf8rde", tail.as_bytes()].concat();
    refused_for(&Pack::good().with("records.ron", bytes), &["records.ron:16:18: the file is not UTF-8 from here on"]);
    let utf16: Vec<u8> = RECORDS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused_for(&Pack::good().with("records.ron", utf16), &["records.ron: the file is in UTF-16; save it as UTF-8"]);
}

#[test]
fn a_truncated_file_is_told_wherever_it_is_cut() {
    for (name, text) in [("records.ron", RECORDS), ("series.ron", SERIES)] {
        told_truncated_at_each(name, text, (1..text.trim_end().len()).step_by(text.len() / 12));
    }
}

#[test]
fn a_truncated_head_is_told_wherever_it_is_cut() {
    told_truncated_at_each("pack.ron", PACK, (1..PACK.trim_end().len()).step_by(3));
}

/// Cuts a file of the good pack at each of these bytes, and expects to be told so.
fn told_truncated_at_each(name: &str, text: &str, cuts: impl Iterator<Item = usize>) {
    for at in cuts {
        let Some(head) = text.get(..at) else { continue };
        let ran = run_on(Pack::good().with(name, head).path(), &["--print"]);
        check_refusal(&ran);
        assert!(ran.stderr.contains(name) && ran.stderr.contains("truncated"), "cut at {at}:\n{}", ran.stderr);
    }
}

#[test]
fn an_empty_file_is_told() {
    for name in ["pack.ron", "records.ron", "series.ron"] {
        refused_for(&Pack::good().with(name, ""), &[name]);
        refused_for(&Pack::good().with(name, "// nothing yet\n"), &[name]);
    }
}

#[test]
fn a_gibibyte_is_refused_unread() {
    let pack = Pack::good();
    let file = File::create(pack.path().join("events.ron")).expect("a file");
    file.set_len(1 << 30).expect("a sparse file");
    refused_for(&pack, &["events.ron: the pack is larger than 512 MiB with this file"]);
}

#[test]
fn what_is_no_file_is_told() {
    let pack = Pack::good();
    fs::create_dir(pack.path().join("events.ron")).expect("a directory");
    refused_for(&pack, &["events.ron: this is no regular file"]);
}

#[test]
fn a_pipe_in_the_pack_does_not_hold_the_program() {
    let pack = Pack::good();
    let made = Command::new("mkfifo").arg(pack.path().join("events.ron")).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let mut child = command(&["export", "--data"])
        .arg(pack.path())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program starts");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(5);
    loop {
        if let Some(status) = child.try_wait().expect("a child") {
            assert_eq!(status.code(), Some(1));
            return;
        }
        if std::time::Instant::now() > deadline {
            child.kill().and_then(|()| child.wait()).expect("it ends");
            panic!("the program waits for a pipe that nobody writes to");
        }
        std::thread::yield_now();
    }
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
fn a_pack_is_about_two_countries() {
    let head = PACK.replace(", (code: \"cl\", name: \"Chile\", adjective: \"Chilean\")", "");
    let told = refused(Pack::good().with("pack.ron", head).path());
    assert!(told.contains("about two countries, and this one names 1"), "{told}");
}

/// The head of the good pack with this besides.
fn with_head(more: &str) -> Pack {
    Pack::good().with("pack.ron", PACK.replacen("    sources:", &format!("    {more},\n    sources:"), 1))
}

#[test]
fn what_two_countries_have_of_their_own_may_be_told_or_left_out() {
    let full = r#"languages: [(code: "nb", name: "Norwegian"), (code: "es", name: "Spanish")],
        currencies: [(code: "NOK", before: ["kr"], after: ["kroner"]), (code: "CLP")],
        offices: (ranks: [["King"], ["Prime Minister"]], single: ["King of "], shared: ["Under"]),
        usage: (magnitudes: ["gross"], numbered: ["Sak"], things: ["Laks"], wide_places: ["Sweden"], of_sources: ["a brief"], hedges: ["it seems"]),
        exam: (right: "3", wrong: "3/4", seconds: 90),
        exams: [(name: "Fjord Exam", questions: 40, minutes: 30, right: "1", wrong: "1/4", cite: "brief ¶1")],
        eras: [(name: "Before cars", when: "18XX/1919-05", cites: ["brief ¶1"]), (name: "Cars", short: "C", when: "1919-06/..", cites: ["brief ¶1"])],
        breakdowns: [(title: "Salmon by kind", parts: [("salmon-trade", "all of it")])]"#;
    let native = RECORDS.replacen(
        "sectors: [\"Sea\"],",
        "native: {\"nb\": [\"laks\", \"fjord\"], \"es\": \"salmón\"}, sectors: [\"Sea\"],",
        1,
    );
    for pack in [Pack::good(), with_head(full).with("records.ron", &native)] {
        let ran = checked(pack.path());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    }
    let shown =
        run_on(with_head(full).with("records.ron", &native).path(), &["export", "--ids", "fjord-council"]).stdout;
    assert!(shown.contains(r#""native":[{"nb":"laks"},{"nb":"fjord"},{"es":"salmón"}]"#), "{shown}");
    let paper = run_on(with_head(full).path(), &["mock", "--print", "--questions", "1"]);
    assert!(!paper.stdout.contains("⅔"), "{}", paper.stdout);
    let ran = run_on(with_head(full).path(), &["mock", "--print", "--preset", "bay exam"]);
    assert!(ran.stderr.contains("--preset knows no “bay exam”; it may be Fjord Exam"), "{ran:?}");
}

#[test]
fn a_wrong_word_about_the_two_countries_is_told_with_its_place() {
    for (more, sentence) in [
        (r#"languages: [(code: "norsk språk", name: "N")]"#, "“norsk språk” is no tag of a language"),
        (r#"languages: [(code: "nb", name: "N"), (code: "nb", name: "M")]"#, "another language has this tag"),
        (
            r#"exams: [(name: "N", questions: 1, minutes: 90, right: "1", wrong: "0", cite: "brief ¶1")]"#,
            "a paper has from 1 to 500 questions in 1 to 10000 minutes, at most an hour for each",
        ),
        (
            r#"exams: [(name: "N", questions: 9, minutes: 9, right: "1", wrong: "0", cite: "")]"#,
            "nothing is cited here",
        ),
        (r#"eras: [(name: "E", when: "1900/..", cites: [])]"#, "nothing is cited here"),
        (r#"eras: [(name: "E", when: "1900/..", cites: ["bref ¶1"])]"#, "pack.ron has no source “bref”"),
        (
            r#"eras: [(name: "E", when: "1900/1950", cites: ["brief ¶1"]), (name: "F", when: "1950/..", cites: ["brief ¶1"])]"#,
            "“E” is not over when this begins (since 1950)",
        ),
        (
            r#"eras: [(name: "E", when: "1900", cites: ["brief ¶1"]), (name: "F", when: "1850", cites: ["brief ¶1"])]"#,
            "“E” begins no later",
        ),
        (
            r#"eras: [(name: "E", when: "1900", cites: ["brief ¶1"]), (name: "e", when: "1950", cites: ["brief ¶1"])]"#,
            "another era of this pack has this name",
        ),
        (r#"currencies: [(code: "kr")]"#, "“kr” is no currency; write its three capitals"),
        (r#"currencies: [(code: "NOK", after: ["Norwegian kroner"])]"#, "more than one word"),
        (r#"usage: (magnitudes: ["ten gross"])"#, "“ten gross” is more than one word"),
        (r#"usage: (of_sources: ["The Brief"])"#, "write “The Brief” in lower case"),
        (r#"usage: (hedges: ["It Seems"])"#, "write “It Seems” in lower case"),
        (r#"offices: (ranks: [["King", " "]])"#, "this text is empty"),
        ("usage: (magnitude: [])", "did you mean “magnitudes”?"),
        (r#"exam: (right: "two")"#, "“two” is no number of marks; write 2, or 2/3"),
        (r#"exam: (right: "0")"#, "a right answer must bring something"),
        ("exam: (seconds: 0)", "a question takes from 1 to 3600 seconds"),
        (r#"breakdowns: [(title: "B", parts: [("salmon-trad", "all")])]"#, "no series “salmon-trad”"),
        (r#"breakdowns: [(title: "B", parts: [])]"#, "a breakdown has parts"),
        (r#"breakdowns: [(title: "B", parts: [("salmon-trade", "all")], total: "salmon-trade")]"#, "twice"),
    ] {
        let head = PACK.replacen("    sources:", &format!("    {more},\n    sources:"), 1);
        let told = refused(with_head(more).path());
        assert!(told.contains(sentence), "“{sentence}” is not said:\n{told}");
        let line = head.lines().position(|line| line.contains(more)).expect("the line") + 1;
        assert!(told.starts_with(&format!("pack.ron:{line}:")), "{more}: {told}");
    }
}

#[test]
fn a_fiscal_year_is_the_packs() {
    let without = PACK.replace(" fiscal_year: (first_month: 7),", "");
    refused_for(
        &Pack::good().with("pack.ron", &without),
        &["series.ron:10:", "salmon-trade.points: FY2020-21 is a fiscal year", "`fiscal_year: (first_month: 4)`"],
    );
    for (month, sentence) in [("13", "13 is no month"), ("1", "a fiscal year from January on is a calendar year")] {
        let head = PACK.replace("first_month: 7", &format!("first_month: {month}"));
        refused_for(&Pack::good().with("pack.ron", head), &["pack.ron:3:", sentence]);
    }
    let head = PACK.replace("first_month: 7", "first_month: 7, label: \"Salmon year\"");
    refused_for(&Pack::good().with("pack.ron", head), &["pack.ron:3:", "“Salmon year” is too long"]);
    let named = PACK.replace("first_month: 7", "first_month: 7, label: \"SY\"");
    let chart = run_on(Pack::good().with("pack.ron", named).path(), &["chart", "salmon-trade"]);
    assert!(chart.stdout.contains("SY 2020-21"), "{}", chart.stdout);
    let from = |date| run_on(Pack::good().path(), &["chart", "salmon-trade", "--from", date]).stdout;
    assert!(from("2021-06-30").contains("FY 2020-21") && !from("2021-07-01").contains("FY 2020-21"));
}

#[test]
fn names_in_other_scripts_have_a_language() {
    let named =
        |native: &str| RECORDS.replacen("sectors: [\"Sea\"],", &format!("native: {native}, sectors: [\"Sea\"],"), 1);
    let good = Pack::good().with("records.ron", named("{\"se\": \"luossa\"}"));
    assert_eq!(checked(good.path()).code, 0);
    let listed = r#"languages: [(code: "nb", name: "Norwegian")]"#;
    refused_for(
        &with_head(listed).with("records.ron", named("{\"se\": \"luossa\"}")),
        &["records.ron:18:", "fjord-council.native: pack.ron has no language “se”; its languages are nb (Norwegian)"],
    );
    for (native, sentence) in [
        ("{\"s\": \"luossa\"}", "“s” is no tag of a language"),
        ("{\"se\": \"a\", \"se\": \"b\"}", "“se” stands here twice"),
        ("{\"se\": \" \"}", "this text is empty"),
        ("[se(\"luossa\")]", "records.ron:"),
    ] {
        refused_for(&Pack::good().with("records.ron", named(native)), &[sentence]);
    }
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

/// What a terminal would obey, as a file might hold it.
const HOSTILE: [&str; 5] = ["\u{1b}[31m", "\u{1b}]0;title\u{7}", "\u{9b}2J", "\u{8}\u{8}", "\u{202e}"];

/// The same written with escapes of RON: `\u{1b}`.
fn escaped(text: &str) -> String {
    text.chars().map(|c| c.escape_unicode().to_string()).collect::<Vec<_>>().concat()
}

#[test]
fn control_characters_are_told_and_never_shown() {
    for hostile in HOSTILE {
        for written in [hostile, &escaped(hostile)] {
            let pack = Pack::changed("A council on fjords", &format!("A council {written} on fjords"));
            refused_for(&pack, &["records.ron:", "fjord-council.summary: this text holds the control character U+"]);
        }
    }
}

/// Something at each place where a text of the records may stand.
const SPOTS: [&str; 18] = [
    "salmon-accord\",\n",
    "Salmon Accord",
    "1999-05-04\",\n",
    "Economy",
    "Core",
    "It covers",
    "Scope",
    "brief ¶2",
    "fjord-council\"]",
    "brief ¶1",
    "no\", \"Norway\"",
    "To farm salmon",
    "2001\"",
    "2001-06",
    "both\"",
    "brief ¶3",
    "form:",
    "Person(",
];

#[test]
fn control_characters_anywhere_are_never_shown() {
    let mut leaks = Vec::new();
    for (spot, hostile) in SPOTS.into_iter().flat_map(|spot| HOSTILE.map(|hostile| (spot, hostile))) {
        for written in [hostile, &escaped(hostile)] {
            let changed = format!("{}{written}{}", &spot[..1], &spot[1..]);
            let ran = run_on(Pack::changed(spot, &changed).path(), &["--print"]);
            assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{changed:?}");
            if has_escapes(&ran.stderr) || ran.stderr.contains('\u{202e}') {
                leaks.push(format!("{changed:?}: {:?}", ran.stderr.lines().next().unwrap_or_default()));
            }
        }
    }
    assert!(leaks.is_empty(), "{} leaks, the first of them:\n{}", leaks.len(), leaks[..leaks.len().min(5)].join("\n"));
}

#[test]
fn a_file_name_is_never_shown_raw() {
    let pack = Pack::good().with("evil\u{1b}[31m.ron", "[(]");
    check_refusal(&run_on(pack.path(), &["--print"]));
}

#[test]
fn nesting_without_end_is_told() {
    for open in ["[", "(", "{", "Some("] {
        let text = format!("[{}", open.repeat(100_000));
        let told = refused(Pack::good().with("records.ron", text).path());
        assert!(told.starts_with("records.ron:"), "{}", told.chars().take(300).collect::<String>());
    }
    let told = refused(Pack::good().with("pack.ron", "(".repeat(100_000)).path());
    assert!(told.starts_with("pack.ron:"), "{}", told.chars().take(300).collect::<String>());
}

#[test]
fn numbers_out_of_range_are_told() {
    for (from, to) in [("value: 2,", "value: inf,"), ("value: 2,", "value: NaN,"), ("value: 2,", "value: 1e999,")] {
        let series = SERIES.replacen(from, to, 1);
        let told = refused(Pack::good().with("series.ron", series).path());
        assert!(told.contains("salmon-trade"), "{told}");
    }
    let head = PACK.replace("paragraphs: 9", "paragraphs: 99999999");
    refused_for(&Pack::good().with("pack.ron", head), &["pack.ron:7:"]);
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

/// The head of the good pack with a chart in it.
fn with_chart(chart: &str) -> String {
    PACK.replace("    sources:", &format!("    charts: [{chart}],\n    sources:"))
}

#[test]
fn a_chart_of_what_is_not_there_is_told() {
    let salmon = "id: \"salmon\", title: \"Salmon\", members: [(\"salmon-trade\", \"sold\", Main)]";
    let good = with_chart(&format!("({salmon}, visible: [\"salmon-trade\"], events: [\"salmon-accord\"])"));
    assert_eq!(run_on(Pack::good().with("pack.ron", good).path(), &["--print"]).code, 0);
    for (chart, told) in [
        ("(id: \"salmon\", title: \"Salmon\", members: [(\"salmon-tarde\", \"sold\", Main)])".to_owned(), "no series “salmon-tarde”"),
        (format!("({salmon}, events: [\"salmon-king\"])"), "no dated record “salmon-king”"),
        (format!("({salmon}, disputes: [\"salmon-war\"])"), "dispute “salmon-war”"),
        (format!("({salmon}, breakdown: \"By kind\")"), "no breakdown “By kind”"),
        (format!("({salmon}, group: Fish)"), "no group “Fish”"),
        (format!("({salmon}, visible: [\"cod-trade\"])"), "`visible` names “cod-trade”, which is no member"),
        (format!("({salmon}, figures: [\"cod-trade\"])"), "`figures` names “cod-trade”"),
        (
            format!("({salmon}, fill: (of: \"salmon-trade\", less: \"salmon-trade\", below: \"deficit\", above: \"surplus\"))"),
            "a series less itself is nothing",
        ),
        ("(id: \"Salmon\", title: \"Salmon\", members: [(\"salmon-trade\", \"sold\", Main)])".to_owned(), "Salmon"),
        ("(id: \"salmon\", title: \"Salmon\", members: [])".to_owned(), "a chart has members"),
        (
            "(id: \"salmon\", title: \"Salmon\", members: [(\"salmon-trade\", \"sold\", PartYear)], visible: [\"salmon-trade\"])"
                .to_owned(),
            "which is PartYear",
        ),
        (format!("({salmon}), ({})", salmon.replacen("salmon", "fish", 1)), "stands in the chart “salmon” already"),
        (salmon.replace("Main)", "Main), (\"salmon-trade\", \"bought\", Main)").replacen("id", "(id", 1) + ")", "twice"),
    ] {
        refused_for(&Pack::good().with("pack.ron", with_chart(&chart)), &["pack.ron:6:", told]);
    }
}

#[test]
fn names_of_charts_that_read_alike_are_advised_against() {
    let title = "Salmon caught and sold in the north";
    let chart = format!(
        "(id: \"north\", title: \"{title}\", members: [(\"salmon-trade\", \"sold in all of the north\", Main)])"
    );
    let ran = run_on(Pack::good().with("pack.ron", with_chart(&chart)).path(), &["check"]);
    assert!(ran.stderr.contains("has more than 18 columns"), "{ran:?}");
}

#[test]
fn control_characters_in_a_chart_are_told() {
    for hostile in ["\u{1b}[31m", &escaped("\u{1b}[31m")] {
        for chart in [
            format!("(id: \"salmon\", title: \"Salmon {hostile}\", members: [(\"salmon-trade\", \"sold\", Main)])"),
            format!("(id: \"salmon\", title: \"Salmon\", members: [(\"salmon-trade\", \"sold {hostile}\", Main)])"),
        ] {
            let pack = Pack::good().with("pack.ron", with_chart(&chart));
            assert!(!has_escapes(&run_on(pack.path(), &["--print", "--tab", "trade"]).stdout), "on the screen");
            refused_for(&pack, &["pack.ron:6:", "control character U+001B"]);
        }
    }
}

/// Records of which each is made from its number.
fn many(count: usize, record: impl Fn(usize) -> (String, String)) -> String {
    let record = |number| {
        let (head, links) = record(number);
        format!(
            "({head}, sectors: [\"Sea\"], weight: Detail, summary: \"A king.\", links: [{links}], \
             cites: [\"page ¶1\"], body: Person(side: \"no\", role: \"King\")),\n"
        )
    };
    format!("[{}]", (0..count).map(record).collect::<String>())
}

#[test]
fn a_text_of_a_megabyte_is_told_and_not_shown() {
    for text in ["salmon ".repeat(150_000), "鮭".repeat(350_000)] {
        for (from, to) in [("A council on fjords.", text.clone()), ("\"Fjord Council\"", format!("\"{text}\""))] {
            let told = refused(Pack::changed(from, &to).path());
            assert!(told.contains("this text is longer than 50000 bytes") && told.len() < 5000, "{} bytes", told.len());
        }
    }
    let told = refused(Pack::changed("fjord-council\"]", &format!("{}\"]", "x".repeat(1 << 20))).path());
    assert!(told.contains("no record has the id") && told.len() < 5000, "{} bytes", told.len());
}

#[test]
fn signs_piled_up_are_told() {
    for pile in ["e\u{301}", "\u{200b}", "👩\u{200d}", "क\u{93c}"] {
        let sign = pile.chars().last().expect("a sign").to_string();
        let pile = if pile.starts_with('👩') { pile.repeat(40) } else { format!("{pile}{}", sign.repeat(40)) };
        refused_for(
            &Pack::changed("on fjords", &pile),
            &["fjord-council.summary: signs that take no room are piled up"],
        );
    }
}

#[test]
fn writing_of_all_kinds_opens() {
    for text in ["שלום עליכם", "مرحبا بكم", "मैत्री क्षत्रिय", "ក្រុមប្រឹក្សា", "👩‍👩‍👧‍👦 🇳🇴", "Z\u{200b}W \u{ad}x", "ｆｕｌｌ ﾊﾝ"]
    {
        let pack = Pack::changed("Fjord Council", text);
        for keys in ["4", "4<enter>", "4/a", "<space>"] {
            let ran = run_on(pack.path(), &["--print", "--keys", keys]);
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{text}");
        }
        let ran = run_on(pack.path(), &["export", "--format", "csv"]);
        assert!(ran.stdout.contains(text), "{}", ran.stdout);
    }
}

#[test]
fn of_many_mistakes_the_first_are_told() {
    let same = many(400, |_| ("id: \"same\", title: \"Same\"".to_owned(), String::new()));
    let nowhere = many(400, |n| (format!("id: \"r{n}\", title: \"King {n}\""), format!("\"nowhere-{n}\"")));
    let misspelt = many(400, |n| (format!("id: \"r{n}\", titel: \"King {n}\""), String::new()));
    for records in [same, nowhere, misspelt] {
        let told = refused(Pack::good().with("records.ron", records).path());
        assert!(
            told.ends_with("maitri: 200 problems and perhaps more in the pack\n"),
            "{}",
            told.lines().last().unwrap_or_default()
        );
    }
}

#[test]
fn links_in_circles_and_stars_open() {
    const COUNT: usize = 3000;
    let id = |n: usize| format!("id: \"r{n}\", title: \"King {n}\"");
    let circle = many(COUNT, |n| (id(n), format!("\"r{}\", \"r{n}\", \"r{}\"", (n + 1) % COUNT, (n + 1) % COUNT)));
    let all: Vec<String> = (1..COUNT).map(|n| format!("\"r{n}\"")).collect();
    let star = many(COUNT, |n| (id(n), if n == 0 { all.join(", ") } else { "\"r0\"".to_owned() }));
    for records in [circle, star] {
        let pack = Pack::good().with("records.ron", records).with("series.ron", "[]");
        for keys in ["5<enter><down><enter><enter><backspace>", "5<end><enter><end><enter>"] {
            let ran = run_on(pack.path(), &["--print", "--keys", keys]);
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{keys}");
        }
    }
}

#[test]
fn links_of_the_file_system_are_told() {
    for (target, says) in
        [("/dev/zero", "this is no regular file"), ("more.ron", "cannot be read"), ("gone", "cannot be read")]
    {
        let pack = Pack::good();
        if std::os::unix::fs::symlink(target, pack.path().join("more.ron")).is_ok() {
            refused_for(&pack, &["more.ron: ", says]);
        }
    }
}
