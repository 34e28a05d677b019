//! What a hostile pack holds: control characters, brackets without end, texts of a megabyte. It is told, and never
//! shown as it is.

use super::head::with_chart;
use super::{PACK, Pack, SERIES, check_refusal, refused, refused_for};
use crate::program::{has_escapes, run_on};

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
