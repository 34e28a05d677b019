//! What is exported is imported as it was, whatever the pack; and what an import tells is what it writes.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use maitri::cli::{Io, run};
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use super::{SMALL, copied, shown, written};
use crate::harness::PACK;

/// Runs the program in this process, which is quick: its code, its output, and what it said beside it.
fn ran(words: &[&str]) -> (u8, String, String) {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let mut io = Io::new(&b""[..], &mut output, &mut errors);
    let words: Vec<OsString> = ["maitri"].iter().chain(words).map(OsString::from).collect();
    let code = run(&words, &mut io);
    drop(io);
    (code, String::from_utf8(output).expect("UTF-8"), String::from_utf8(errors).expect("UTF-8"))
}

fn exported(data: &[&Path], more: &[&str]) -> String {
    let mut words: Vec<&str> = data.iter().flat_map(|path| ["--data", shown(path)]).collect();
    words.extend(["export", "--format"]);
    words.extend(more);
    let (code, output, errors) = ran(&words);
    assert_eq!((code, errors.as_str()), (0, ""));
    output
}

/// Imports a text: the code, and all that was said.
fn imported(data: &[&Path], what: &str, text: &str, into: &Path, more: &[&str]) -> (u8, String) {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("file");
    fs::write(&file, text).expect("a file");
    let mut words: Vec<&str> = data.iter().flat_map(|path| ["--data", shown(path)]).collect();
    words.extend(["import", what, shown(&file), "--into", shown(into), "--yes"]);
    words.extend(more);
    let (code, output, errors) = ran(&words);
    (code, format!("{output}{errors}"))
}

const FORMS: [(&str, &[&str]); 4] =
    [("json", &["jsonl"]), ("json", &["json"]), ("csv", &["csv", "--series"]), ("csv", &["csv"])];

/// A text with what is hard to carry: quotes, commas, brackets, letters of all sorts; no signs of this program's
/// tables.
fn text() -> impl Strategy<Value = String> {
    "[A-Za-z][A-Za-z0-9 ,'\"()é京ñ%=-]{0,20}[a-z]"
        .prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn cite() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["brief ¶1", "brief ¶2, ¶3; page ¶1", "page ¶2;brief ¶4", "brief ¶5–¶7"])
        .prop_map(str::to_owned)
}

fn point() -> impl Strategy<Value = String> {
    let status = prop::sample::select(vec!["Reported", "Revised", "Provisional", "Derived", "Reconstructed"]);
    let other = (any::<i16>(), text(), cite());
    (-9.0e6..9.0e6_f64, status, cite(), prop::option::of(text()), prop::option::of(other)).prop_map(
        |(value, status, cite, note, other)| {
            let value = (value * 100.0).round() / 100.0;
            let note = note.map_or_else(String::new, |note| format!(", note: {}", quoted(&note)));
            let also = other.map_or_else(String::new, |(value, note, cite)| {
                format!(", also: [(value: {value}, note: {}, cite: {})]", quoted(&note), quoted(&cite))
            });
            format!("value: {value}, status: {status}, cite: {}{also}{note}", quoted(&cite))
        },
    )
}

fn series() -> impl Strategy<Value = String> {
    let periods = prop::sample::subsequence(
        vec!["1999", "2001", "2003-01/2003-03", "2004-05", "2006-07-08", "FY2011-12", "FY2012-13", "2019/2021"],
        1..6,
    );
    let unit = prop::sample::select(vec!["NOK million", "US$ billion", "€ million", "R$ thousand", "%", "people"]);
    (periods, unit, text(), prop::collection::vec(point(), 6)).prop_map(|(periods, unit, basis, points)| {
        let points = periods.iter().zip(points).map(|(period, point)| format!("(period: \"{period}\", {point})"));
        let points = points.collect::<Vec<_>>().join(",\n            ");
        format!(
            "group: Trade, unit: \"{unit}\", basis: {}, points: [\n            {points} // last\n        ]",
            quoted(&basis)
        )
    })
}

fn dispute() -> impl Strategy<Value = String> {
    (text(), text(), text(), cite(), text(), prop::option::of(cite())).prop_map(
        |(point, one, other, cite, reading, support)| {
            let support = support.map_or_else(String::new, |support| format!(", support: {}", quoted(&support)));
            format!(
                "point: {}, claims: [({}, \"brief ¶1\"), ({}, {})], reading: {}{support}",
                quoted(&point),
                quoted(&one),
                quoted(&other),
                quoted(&cite),
                quoted(&reading)
            )
        },
    )
}

fn record() -> impl Strategy<Value = String> {
    let when = prop::sample::select(vec![
        "1999-05-04",
        "2001",
        "2003-02",
        "c1999",
        "2011-08-01/2011-08-03",
        "2019/..",
        "05XX",
        "1976~",
    ]);
    (text(), when, prop::collection::vec((text(), cite()), 0..3), prop::option::of(dispute()), any::<bool>(), cite()).prop_map(
        |(title, when, facts, own, shares, cite)| {
            let when = if when == "c1999" { "1999~" } else { when };
            let facts = facts.iter().enumerate().map(|(at, (said, cite))| {
                format!("(\"Fact {at}\", {}, {})", quoted(said), quoted(cite))
            });
            let facts = facts.collect::<Vec<_>>().join(", ");
            let mut conflicts: Vec<String> = own.into_iter().map(|own| format!("({own})")).collect();
            conflicts.extend(shares.then(|| "\"shared\"".to_owned()));
            format!(
                "title: {}, // a comment, (\n        when: \"{when}\", sectors: [\"Sea\"], weight: Useful, summary: {}, facts: [{facts}], \
                 conflicts: [{}], links: {{SeeAlso: [(\"series-0\", \"brief ¶8\")]}}, cites: [{}, \"brief ¶9\"], body: Event(kind: Visit, place: {})",
                quoted(&title), quoted(&format!("{title}.")), conflicts.join(", "), quoted(&cite), quoted(&title)
            )
        },
    )
}

/// Writes a pack of these things.
fn pack(head: &str, records: &[String], series: &[String], disputes: &[String]) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let listed = |prefix: &str, all: &[String]| {
        let elements: Vec<String> =
            all.iter().enumerate().map(|(at, one)| format!("    (id: \"{prefix}{at}\", {one}),\n")).collect();
        format!("// Written by hand.\n[\n{}]\n", elements.concat())
    };
    let titled: Vec<String> =
        series.iter().enumerate().map(|(at, one)| format!("title: \"Figures {at}\", {one}")).collect();
    let disputes: Vec<String> = disputes.iter().map(|one| format!("    (id: \"shared\", {one}),\n")).collect();
    for (name, text) in [
        ("pack.ron", head.to_owned()),
        ("visits.ron", listed("visit-", records)),
        ("series.ron", listed("series-", &titled)),
        ("disputes.ron", format!("[\n{}]\n", disputes.concat())),
    ] {
        fs::write(directory.path().join(name), text).expect("a file");
    }
    directory
}

const HEAD: &str = "(id: \"north\", title: \"Norway – Chile\", edition: \"2025-01-01\", countries: [(code: \"no\", name: \"Norway\", adjective: \"Norwegian\"), (code: \"cl\", name: \"Chile\", adjective: \"Chilean\")], sectors: [\"Economy\", \"Sea\"], fiscal_year: (first_month: 4, label: \"FY\"), sources: [(id: \"brief\", title: \"A brief\", publisher: \"The embassy\", paragraphs: 9), (id: \"page\", title: \"A page\", publisher: \"A paper\", passages: [\"one\", \"two\"])])";
const LAYER: &str = "(extends: \"north\", id: \"news\", title: \"News\", edition: \"2025-02-01\", sources: [(id: \"late\", title: \"Late\", publisher: \"An agency\", passages: [\"one\"])])";

fn things() -> impl Strategy<Value = (Vec<String>, Vec<String>, String)> {
    let all = (prop::collection::vec(record(), 1..4), prop::collection::vec(series(), 1..3), dispute());
    all.prop_map(|(mut records, series, shared)| {
        // Somebody has the dispute, so that it is told.
        if let Some(first) = records.first_mut().filter(|first| !first.contains("\"shared\"")) {
            *first = first.replacen("conflicts: [", "conflicts: [\"shared\", ", 1);
        }
        (records, series, shared)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_pack_its_export_changes_nothing((records, series, shared) in things(), amended in text()) {
        let base = pack(HEAD, &records, &series, &[shared]);
        for (what, form) in FORMS {
            let text = exported(&[base.path()], form);
            let (code, told) = imported(&[], what, &text, base.path(), &[]);
            prop_assert!(code == 0 && told.contains("nothing is to be changed"), "{form:?}: {told}");
        }
        let layer = pack(LAYER, &[], &[], &[]);
        let change = format!("[(amend: \"visit-0\", cite: \"late ¶1\", summary: {}), (amend: \"series-0\", cite: \"late ¶1\", add: (points: [(period: \"2024\", value: 5, status: Reported, cite: \"late ¶1\")]))]", quoted(&amended));
        fs::write(layer.path().join("visits.ron"), change).expect("a file");
        fs::remove_file(layer.path().join("series.ron")).expect("a file");
        for (what, form) in FORMS {
            let text = exported(&[base.path(), layer.path()], form);
            let (code, told) = imported(&[base.path()], what, &text, layer.path(), &[]);
            prop_assert!(code == 0 && told.contains("nothing is to be changed"), "layer, {form:?}: {told}");
        }
    }

    #[test]
    fn an_empty_pack_that_imports_another_tells_what_that_tells((records, series, shared) in things()) {
        let whole = pack(HEAD, &records, &series, &[shared]);
        let empty = tempfile::tempdir().expect("a directory");
        fs::write(empty.path().join("pack.ron"), HEAD).expect("a file");
        let text = exported(&[whole.path()], &["jsonl"]);
        let (code, told) = imported(&[], "json", &text, empty.path(), &[]);
        prop_assert_eq!(code, 0, "{}", told);
        prop_assert_eq!(exported(&[empty.path()], &["jsonl"]), text);
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn what_is_told_is_what_is_written(changes in prop::collection::vec((any::<u16>(), any::<u16>(), text()), 1..6), is_layer in any::<bool>()) {
        let base = copied(PACK);
        let layer = pack("(extends: \"india-japan\", id: \"own\", title: \"Own\", edition: \"2026-12-01\")", &[], &[], &[]);
        for name in ["visits.ron", "series.ron", "disputes.ron"] {
            fs::remove_file(layer.path().join(name)).expect("a file");
        }
        let (data, into): (Vec<&Path>, &Path) = if is_layer { (vec![base.path()], layer.path()) } else { (vec![], base.path()) };
        let all: Vec<&Path> = data.iter().copied().chain([into]).collect();
        let mut items: Vec<Value> = exported(&all, &["jsonl"]).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let count = items.len();
        let mut changed: Vec<String> = Vec::new();
        for (item, field, text) in changes {
            let Some(item) = items.get_mut(usize::from(item) % count) else { continue };
            let id = item["id"].as_str().unwrap_or_default().to_owned();
            let places = ["/summary", "/facts/0/statement", "/points/0/value", "/points/1/note", "/basis", "/facts/1/label", "/conflicts/0/reading", "/aka/0", "/cites/0"];
            let place = places[usize::from(field) % places.len()];
            let shares = place.starts_with("/conflicts") && item.pointer("/conflicts/0/id").is_some_and(|id| !id.is_null());
            let Some(value) = item.pointer_mut(place) else { continue };
            let new = match place {
                "/points/0/value" => Value::from(i64::from(field) + 1_000_000),
                "/cites/0" => Value::from("test-brief ¶1"),
                _ => Value::from(text),
            };
            if *value == new || changed.contains(&id) {
                continue;
            }
            *value = new.clone();
            if shares {
                let dispute = item["conflicts"][0]["id"].clone();
                for conflict in items.iter_mut().filter_map(|item| item.get_mut("conflicts")?.as_array_mut()).flatten() {
                    if conflict["id"] == dispute {
                        conflict["reading"] = new.clone();
                    }
                }
                changed.push(dispute.as_str().unwrap_or_default().to_owned());
            }
            changed.push(id);
        }
        let lines: Vec<String> = items.iter().map(Value::to_string).collect();
        let cite = ["--cite", "test-brief ¶1"];
        let (code, told) = imported(&data, "json", &lines.join("\n"), into, &cite);
        prop_assert_eq!(code, 0, "{}", told);
        let (_, again) = imported(&data, "json", &lines.join("\n"), into, &cite);
        prop_assert!(again.contains("nothing is to be changed"), "{told}{again}");
        let strip = |mut item: Value| {
            if let Some(fields) = item.as_object_mut() {
                fields.retain(|name, _| name != "layers" && name != "sources");
            }
            item
        };
        let now: Vec<Value> = exported(&all, &["jsonl"]).lines().map(|line| strip(serde_json::from_str(line).expect("JSON"))).collect();
        let wanted: Vec<Value> = items.into_iter().map(strip).collect();
        prop_assert_eq!(&now, &wanted, "{}", told);
        // Every thing that is told of was changed: nothing else is.
        for line in told.lines().filter(|line| line.starts_with(['~', '+', '-'])) {
            prop_assert!(changed.iter().any(|id| line.contains(id.as_str())), "{line}: {changed:?}");
        }
    }
}

#[test]
fn every_pack_of_these_tests_is_read_back_as_it_was() {
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs");
    let mut count = 0;
    for entry in fs::read_dir(packs).expect("packs").flatten() {
        let head = fs::read_to_string(entry.path().join("pack.ron")).unwrap_or_default();
        if head.is_empty() || head.contains("extends:") {
            continue;
        }
        count += 1;
        for (what, form) in FORMS {
            let pack = copied(shown(&entry.path()));
            let text = exported(&[pack.path()], form);
            let (code, told) = imported(&[], what, &text, pack.path(), &[]);
            assert!(
                code == 0 && told.contains("nothing is to be changed"),
                "{} {form:?}: {told}",
                entry.path().display()
            );
        }
    }
    assert!(count > 2);
}

#[test]
fn comments_stay_where_a_thing_changes() {
    let pack = copied(SMALL);
    let records = written(&pack, "records.ron")
        .replace("summary: \"An accord", "// Farmed only, not caught.\n        summary: /* short */ \"An accord")
        .replace(
            "\"brief ¶2\"),\n            (\"School\"",
            "\"brief ¶2\"), // checked, twice\n            (\"School\"",
        );
    fs::write(pack.path().join("records.ron"), &records).expect("a file");
    let text = exported(&[pack.path()], &["jsonl"])
        .replace("An accord on the farming", "A pact on the farming")
        .replace("kr 30 million", "kr 31 million");
    let (code, told) = imported(&[], "json", &text, pack.path(), &[]);
    assert_eq!(code, 0, "{told}");
    let wanted =
        records.replace("An accord on the farming", "A pact on the farming").replace("kr 30 million", "kr 31 million");
    assert_eq!(written(&pack, "records.ron"), wanted, "{told}");
}
