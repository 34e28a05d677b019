//! A query that is wrong, and one that finds nothing, outside the screen and on it.

use crate::harness::Player;
use crate::program::run;
use crate::pty::CLASSIC;

/// Queries that ask nothing, and a part of what is said of each.
const WRONG: [(&str, &str); 36] = [
    ("kind:foo", "kind: knows no foo"),
    ("kind:foo harbour", "kind: knows no foo"),
    ("harbour | kind:foo", "kind: knows no foo"),
    ("!kind:foo", "kind: knows no foo"),
    ("kind：foo", "kind: knows no foo"),
    ("-kind:event", "as in !kind:event"),
    ("knd:event", "did you mean kind:?"),
    ("s:space", "s: may be sector: or source:"),
    ("http://example.org", "there is no field http:"),
    ("kind:agreement,event", "kind: knows no agreement,event"),
    ("kind:qqqqq", ", and sorts such as treaty and summit"),
    ("kind:treety", "kind: knows no treety; did you mean kind:treaty?"),
    ("kind:", "kind: needs a value, as in kind:agreement"),
    ("kind: | harbour", "kind: needs a value"),
    ("before:", "before: needs a value"),
    ("year:x", "year: wants a year or a date"),
    ("year:20", "year: wants a year or a date"),
    ("year:20 harbour", "year: wants a year or a date"),
    ("year:2014..2006", "ends before it begins"),
    ("year:..", "year: wants a year or a date at an end"),
    ("grade:z", "grade: knows no z"),
    ("source:nope", "source: knows no nope"),
    ("is:maked", "did you mean is:marked?"),
    ("has:x", "has: knows no x"),
    ("weight:heavy", "weight: knows no heavy"),
    ("pack:nope", "in use is india-japan"),
    ("^", "a word is missing after ^"),
    ("^ harbour", "a word is missing after ^"),
    ("'", "a word is missing after '"),
    ("!", "a word is missing after !"),
    ("|", "something is missing before |"),
    ("harbour |", "something is missing after |"),
    ("\"\"", "nothing stands between the quotation marks"),
    ("\"open harb", "the quotation is not closed yet"),
    ("$", "there is no word in this yet"),
    ("   ", "the query is empty"),
];

#[test]
fn what_is_disputed_is_found_alike_by_either_name() {
    let found = |query: &str| run(&["search", query, "--json", "--limit", "500"]).stdout;
    let (conflicts, disputed) = (found("has:conflict"), found("is:disputed"));
    assert!(conflicts.contains("\"kind\":\"series\""), "figures are among them: {conflicts}");
    assert_eq!(conflicts, disputed);
    // And the point of each is told.
    let player = Player::after(" is:disputed", CLASSIC);
    assert!(player.text().contains('≠'), "{}", player.text());
}

#[test]
fn what_is_to_be_told_of_a_query_is_read_whole_where_the_list_is_narrow() {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let edge = |player: &Player| {
        let rows = player.rows();
        let edges = rows.iter().flat_map(|row| row.split('╰').skip(1));
        let mut edges = edges.map(|edge| plain(&edge.replace(['─', '╯'], " ")));
        edges.find(|edge| edge.contains("taken for"))
    };
    for asked in ["monsoom agrement", "harbuor lihgthouse"] {
        let wide = Player::after(&format!(" {asked}"), (200, 60));
        let told = edge(&wide).expect("there is room");
        assert_eq!(wide.text().matches("taken for").count(), told.matches("taken for").count(), "{}", wide.text());
        for (opens, sizes) in [
            (" ", [(40, 12), (60, 16), (80, 24)].as_slice()),
            ("1/", &[(60, 16), (80, 24)]),
            ("2/", &[(60, 16), (80, 24)]),
        ] {
            for size in sizes {
                let player = Player::after(&format!("{opens}{asked}"), *size);
                // What stands beside the list is not read with it.
                let of_list =
                    |row: &String| row.split("││").next().and_then(|row| row.split("╯╰").next()).map(str::to_owned);
                let rows: Vec<String> = player
                    .rows()
                    .iter()
                    .filter_map(of_list)
                    .map(|row| row.replace(['│', '─', '╯', '╰'], " "))
                    .collect();
                let times = plain(&rows.join(" ")).matches(&told).count();
                assert_eq!(times, 1, "{told}: {opens} at {size:?}:\n{}", player.text());
            }
        }
    }
}

#[test]
fn a_wrong_query_is_an_error_before_anything_is_written() {
    for (query, told) in WRONG {
        for command in [
            &["search", "--"][..],
            &["search", "--json", "--"],
            &["search", "--kind", "event", "--"],
            &["export", "--query"],
            &["export", "--format", "csv", "--query"],
        ] {
            let ran = run(&[command, &[query]].concat());
            assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{command:?} {query}: {ran:?}");
            assert!(ran.stderr.starts_with("maitri: ") && ran.stderr.contains(told), "{query}: {}", ran.stderr);
            assert_eq!(ran.stderr.lines().count(), 1, "{query}: {}", ran.stderr);
        }
    }
    for format in ["json", "md", "anki"] {
        let ran = run(&["export", "--format", format, "--query", "kind:foo"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{format}: {ran:?}");
    }
    let long = "harbour ".repeat(200);
    for query in [&*long, &"a ".repeat(40)] {
        assert!(run(&["search", query]).stderr.contains("the query is too long"));
    }
}

#[test]
fn what_an_input_method_left_wide_asks_the_same() {
    for (typed, meant) in [
        (
            &["timeline", "--sector", "ｄｅｆ", "--from", "２０１４"][..],
            &["timeline", "--sector", "def", "--from", "2014"][..],
        ),
        (
            &["search", "--limit=１", "--kind", "ｅｖｅｎｔ", "harbour"],
            &["search", "--limit=1", "--kind", "event", "harbour"],
        ),
        (&["chart", "ｅｘｐｏｒｔｓ"], &["chart", "exports"]),
        (&["show", "ＥＸＰＯＲＴＳ"], &["show", "exports"]),
        (&["export", "--ids", "ｅｘｐｏｒｔｓ", "--format", "ｍｄ"], &["export", "--ids", "exports", "--format", "md"]),
    ] {
        let (typed, meant) = (run(typed), run(meant));
        assert_eq!((meant.code, typed.stdout), (0, meant.stdout), "{}", typed.stderr);
    }
}

#[test]
fn what_finds_nothing_says_so_and_ends_with_1() {
    for (arguments, told) in [
        (&["search", "xyzzyqqq"][..], "nothing is found for “xyzzyqqq”"),
        (&["search", "--json", "xyzzyqqq"], "nothing is found for “xyzzyqqq”"),
        (&["search", "--kind", "agreement", "xyzzyqqq"], "nothing is found for “xyzzyqqq”"),
        (&["search", "in:nolist"], "there is no list “nolist”"),
        (&["search", "--json", "in:nolist"], "there is no list “nolist”"),
        (&["search", "is:marked"], "nothing is found for “is:marked”"),
        (&["export", "--query", "xyzzyqqq"], "nothing is found for “xyzzyqqq”"),
        (&["export", "--query", ""], "the query is empty"),
        (&["export", "--ids", ""], "--ids names nothing"),
        (&["export", "--series", "--query", "hoshino"], "leave out --series"),
        (&["timeline", "--from", "9998"], "nothing under timeline fits --from 9998"),
        (&["agreements", "--to", "0001"], "nothing under agreements fits"),
        (&["chart", "--from", "9998"], "no series has a figure of that time"),
        (&["notes", "xyzzyqqq"], "there are no notes yet"),
        (&["cards", "list", "xyzzyqqq"], "no such card has these words"),
    ] {
        let ran = run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{arguments:?}: {ran:?}");
        assert!(ran.stderr.contains(told), "{arguments:?}: {}", ran.stderr);
    }
    assert_eq!(run(&["search", "--limit", "0", "harbour"]).code, 2);
}

#[test]
fn a_shortened_value_and_a_misspelling_are_no_errors() {
    for query in
        ["kind:p", "kind:agr", "harbuor", "year:2006-2014", "year:2006–2014", "year:2006...2014", "Kind: event"]
    {
        let ran = run(&["export", "--query", query]);
        assert!(ran.code == 0 && !ran.stdout.is_empty(), "{query}: {ran:?}");
    }
    let spans =
        ["2006..2014", "2006-2014", "2006–2014", "2006...2014", "２００６．．２０１４", "2006‥2014", "२००६..२०१४"];
    let found = spans.map(|span| run(&["export", "--query", &format!("year:{span}")]).stdout);
    assert!(!found[0].is_empty() && found.iter().all(|span| *span == found[0]), "each asks for the same years");
}

#[test]
fn the_lists_do_not_pretend_where_a_query_is_wrong() {
    for (query, told) in [
        ("kind:foo", "This does not read: kind: knows no foo"),
        ("knd:event harbour", "This does not read: there is no field knd:"),
        ("year:soon", "This does not read: year: wants a year or a date"),
    ] {
        let finder = Player::after(&format!("<space>{}", query.replace(' ', "<space>")), CLASSIC).text();
        let filter = Player::after(&format!("1/{}", query.replace(' ', "<space>")), CLASSIC).text();
        for text in [&finder, &filter] {
            let words = text.replace(['│', '\n'], " ");
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains(told), "{query}:\n{text}");
        }
        assert!(finder.contains("Find ─ 0 of"), "{finder}");
    }
}

#[test]
fn the_finder_says_once_why_it_finds_nothing() {
    for (query, told) in [
        ("is:marked", "You have marked nothing here yet."),
        ("has:note", "You have no notes here yet."),
        ("in:mine", "There is no list “mine”; your list is marked."),
        ("foo:bar", "there is no field foo:"),
    ] {
        let text = Player::after(&format!("<space>{query}"), CLASSIC).text();
        assert!(text.contains(told) && !text.contains("Try fewer"), "{query}:\n{text}");
        let begin = &told[1..12];
        assert_eq!(text.matches(begin).count(), 1, "{query} is told twice:\n{text}");
    }
    let text = Player::after("<space>is:markedzz", CLASSIC).text();
    assert!(!text.contains("marked nothing"), "{text}");
    let text = Player::after("1m<space>is:marked", CLASSIC).text();
    assert!(text.contains("Find ─ 1 of") && !text.contains("marked nothing"), "{text}");
}

#[test]
fn what_is_half_typed_keeps_the_lists_calm() {
    let shown = |query: &str| {
        let player = Player::after(&format!("<space>{}", query.replace(' ', "<space>")), CLASSIC);
        let text = player.text();
        let (_, from) = text.split_once("Find ─ ").expect("the finder is open");
        from.split(" ─").next().unwrap_or_default().to_owned()
    };
    for (whole, begun) in [
        ("harbour", &["harbour kind:", "harbour kind: ", "harbour !", "harbour ^", "harbour |", "harbour \"\""][..]),
        ("harbour", &["harbour year:2", "harbour year:201", "harbour before:20", "harbour kind："]),
    ] {
        for query in begun {
            assert_eq!(shown(query), shown(whole), "{query}");
        }
    }
    // Each step towards a span of years shows what the span before it showed, or what the query is without one.
    for begun in ["year:2", "year:20", "year:201", "year:2011.", "year:2011..2", "year:2011-0"] {
        assert_eq!(shown(&format!("harbour {begun}")), shown("harbour"), "{begun}");
    }
}

#[test]
fn where_hits_were_found_is_told_anew_with_every_letter() {
    for size in [CLASSIC, (60, 16), (120, 40)] {
        let mut typing = Player::after("<space>", size);
        let mut typed = String::new();
        for key in
            ["h", "a", "r", "b", "<backspace>", "<backspace>", "i", "<c-u>", "s", "e", "a", "t", "<c-u>", "t", "e"]
        {
            typing.press(key);
            match key {
                "<c-u>" => typed.clear(),
                "<backspace>" => _ = typed.pop(),
                letter => typed.push_str(letter),
            }
            let mut at_once = Player::after("<space>", size);
            at_once.paste(&typed);
            assert_eq!(typing.text(), at_once.text(), "{typed}");
        }
    }
}
