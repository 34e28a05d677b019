//! What the head of a pack says of its countries, its words and its charts, and what of that is wrong.

use super::{PACK, Pack, RECORDS, checked, refused, refused_for};
use crate::program::run_on;

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
fn names_are_told_with_their_readings() {
    let named = |fields: &str| RECORDS.replacen("sectors: [\"Sea\"],", &format!("{fields}, sectors: [\"Sea\"],"), 1);
    let pack = Pack::good().with(
        "records.ron",
        named(r#"native: {"se": ["luossa", "vuotna"], "nb": "laks"}, read_as: {"se": ["LUO-sa", "VUOT-na"]}"#),
    );
    let ran = checked(pack.path());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let shown = run_on(pack.path(), &["show", "fjord-council"]).stdout;
    for name in ["luossa (LUO-sa)", "vuotna (VUOT-na)", "laks"] {
        assert!(shown.contains(name), "{shown}");
    }
    assert_eq!(shown.matches("LUO-sa").count(), 1, "{shown}");
    let found = run_on(pack.path(), &["search", "vuot-na"]).stdout;
    assert!(found.contains("fjord-council"), "{found}");
    let line = run_on(pack.path(), &["export", "--ids", "fjord-council"]).stdout;
    assert!(line.contains(r#""read_as":[{"se":"LUO-sa"},{"se":"VUOT-na"}]"#), "{line}");
    for (format, told) in [("md", "luossa (LUO-sa)"), ("html", "<p class=\"native\" lang=\"se\">luossa (LUO-sa)</p>")] {
        let sheet = run_on(pack.path(), &["sheet", "fjord-council", "--format", format]).stdout;
        assert!(sheet.contains(told), "{sheet}");
    }
}

#[test]
fn a_reading_is_of_a_name_of_its_language() {
    let named = |fields: &str| RECORDS.replacen("sectors: [\"Sea\"],", &format!("{fields}, sectors: [\"Sea\"],"), 1);
    for (fields, sentence) in [
        (
            r#"native: {"nb": "laks"}, read_as: {"se": "LUO-sa"}"#,
            "fjord-council.read_as: this reads no name: `native` has none of “se”",
        ),
        (r#"read_as: {"se": "LUO-sa"}"#, "this reads no name"),
        (
            r#"native: {"se": ["luossa", "vuotna"]}, read_as: {"se": ["LUO-sa", "VUOT-na", "SIL-ba"]}"#,
            "there are more readings than names of “se”",
        ),
    ] {
        let ran = checked(Pack::good().with("records.ron", named(fields)).path());
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.stderr.contains("warning") && ran.stderr.contains(sentence), "{ran:?}");
    }
    for (fields, sentence) in [
        (r#"native: {"se": "luossa"}, read_as: {"s": "LUO-sa"}"#, "fjord-council.read_as: “s” is no tag of a language"),
        (r#"native: {"se": "luossa"}, read_as: {"se": ""}"#, "this text is empty"),
    ] {
        refused_for(&Pack::good().with("records.ron", named(fields)), &[sentence]);
    }
    // As readings were written before.
    let before = Pack::good().with("records.ron", named(r#"native: {"se": ["luossa", "LUO-sa"]}"#));
    let ran = checked(before.path());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert!(run_on(before.path(), &["search", "luo-sa"]).stdout.contains("fjord-council"));
}

/// The head of the good pack with a chart in it.
pub(super) fn with_chart(chart: &str) -> String {
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
