//! Every command as a script meets it: what it writes where, and how it ends.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use serde_json::Value;

use crate::harness::frozen;
use crate::program::{as_shipped, command, finish, has_escapes, run, succeed};

/// A pack that `check` finds nothing wrong with; the frozen one is older than some of what it looks for.
const CAREFUL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/norway-chile");

/// Each line as a JSON object.
fn objects(text: &str) -> Vec<serde_json::Map<String, Value>> {
    let object = |line: &str| match serde_json::from_str(line) {
        Ok(Value::Object(object)) => object,
        other => panic!("no JSON object: {line} ({other:?})"),
    };
    text.lines().map(object).collect()
}

fn keys(object: &serde_json::Map<String, Value>) -> Vec<&str> {
    let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn search_writes_a_line_a_hit() {
    let hits = succeed(&["search", "hoshino"]);
    let first = hits.lines().next().expect("a hit");
    assert!(first.starts_with("person") && first.contains("Sora Hoshino"), "{first}");
    assert!(first.ends_with("[sora-hoshino]"), "{first}");
    assert!(hits.lines().count() <= 10, "ten hits unless more are asked for");
}

#[test]
fn search_takes_words_as_they_come() {
    assert_eq!(succeed(&["search", "trade", "agreement", "2011"]), succeed(&["search", "trade agreement 2011"]));
}

#[test]
fn search_in_json_tells_five_fields() {
    let hits = objects(&succeed(&["search", "--json", "harbour"]));
    assert!(!hits.is_empty());
    for (rank, hit) in (1..).zip(&hits) {
        assert_eq!(keys(hit), ["id", "kind", "rank", "score", "title"], "{hit:?}");
        assert_eq!(hit["rank"], rank);
        assert!(hit["score"].is_u64(), "{hit:?}");
        let id = hit["id"].as_str().expect("an id");
        let item = frozen().dataset().find(id).and_then(|id| frozen().dataset().get(id)).expect("a known id");
        assert_eq!((hit["title"].as_str(), hit["kind"].as_str()), (Some(item.title()), Some(item.kind().id())));
    }
}

#[test]
fn search_heeds_limit_and_kind() {
    for limit in ["1", "3", "25"] {
        let hits = objects(&succeed(&["search", "--json", "--limit", limit, "japan"]));
        assert_eq!(hits.len().to_string(), limit);
    }
    let hits = objects(&succeed(&["search", "--json", "--limit", "50", "--kind", "agreement", "harbour"]));
    assert!(!hits.is_empty() && hits.iter().all(|hit| hit["kind"] == "agreement"), "{hits:?}");
    let more = succeed(&["search", "--limit", "99999", "japan"]);
    assert!(more.lines().count() > 25, "a limit beyond all hits gives all hits");
}

#[test]
fn searching_what_nobody_wrote_finds_nothing() {
    let ran = run(&["search", "--json", "qqqqzzzzxxxx"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
    assert!(!has_escapes(&ran.stderr), "{ran:?}");
}

#[test]
fn a_word_that_stands_nowhere_with_the_others_is_told_and_left_out() {
    let (all, more) = (succeed(&["search", "stone", "lantern"]), run(&["search", "stone", "lantern", "qqxzy"]));
    assert_eq!((more.code, more.stdout.as_str()), (0, all.as_str()), "{more:?}");
    assert!(more.stderr.contains("nothing has all the words; without “qqxzy”: "), "{more:?}");
    let hits = objects(&succeed(&["search", "--json", "stone", "lantern", "qqxzy"]));
    assert!(hits.len() == all.lines().count() && hits.iter().all(|hit| hit["without"] == serde_json::json!(["qqxzy"])));
    let ran = run(&["export", "--query", "stone lantern qqxzy"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "what is piped on is what was asked for: {ran:?}");
}

/// Of what is written to a file or a pipe no sentence speaks of a screen.
#[test]
fn what_finds_nothing_says_of_no_word_that_it_is_shown() {
    let ran = run(&["search", "lihgthouse", "kind:series"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
    assert!(ran.stderr.contains("“lihgthouse” is in no record; taken for lighthouse"), "{ran:?}");
    assert!(!ran.stderr.contains("show"), "{ran:?}");
}

#[test]
fn an_unknown_id_is_answered_with_near_ones_or_with_a_search() {
    for (id, told) in [
        ("harbour-treaty", "; the nearest is harbours-treaty"),
        ("treaty-harbours", "; the nearest is harbours-treaty"),
        ("qqxzy", "; search for it with `maitri search qqxzy`"),
        ("stone-qqxzy", "; search for it with `maitri search stone qqxzy`"),
        ("$(qqxzy)", "; search for it with `maitri search`"),
        ("", "; search for it with `maitri search`"),
        ("---", "; search for it with `maitri search`"),
    ] {
        let ran = run(&["show", "--", id]);
        assert!(ran.code == 1 && ran.stderr.trim_end().ends_with(told), "{id}: {ran:?}");
    }
}

#[test]
fn show_tells_a_record_with_its_sources() {
    let text = succeed(&["show", "monsoon-trade-agreement"]);
    assert!(text.contains("Monsoon Trade Agreement"), "{text}");
    assert!(text.contains("[1]") && text.contains("Sources") && text.contains('¶'), "{text}");
    let widest = text.lines().map(maitri::text::width).max().unwrap_or(0);
    assert!(widest <= 80, "{widest} columns");
}

#[test]
fn show_tells_every_item_without_escapes() {
    // Through the library would be quicker, but what is promised is what the program writes: a sample.
    let dataset = frozen().dataset();
    for id in dataset.ids().step_by(9) {
        let id = dataset.get(id).expect("an item").id();
        let text = succeed(&["show", id]);
        assert!(!text.is_empty() && !has_escapes(&text), "{id}");
    }
}

#[test]
fn show_in_json_is_the_line_of_the_export() {
    let export = succeed(&["export", "--format", "jsonl"]);
    for id in ["harbours-treaty", "exports", "asha-verma"] {
        let line = succeed(&["show", id, "--json"]);
        assert_eq!(objects(&line)[0]["id"], id);
        assert!(export.lines().any(|exported| exported == line.trim_end()), "{id}");
    }
}

#[test]
fn an_unknown_id_is_answered_with_the_nearest() {
    for arguments in [&["show", "kobee"][..], &["show", "kobee", "--json"], &["--open", "kobee", "--print"]] {
        let ran = run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
        assert!(ran.stderr.contains("“kobee”") && ran.stderr.ends_with(" kobe\n"), "{ran:?}");
    }
    let ran = run(&["show", "qqqqqqqq"]);
    assert!(ran.code == 1 && ran.stderr.contains("maitri search"), "{ran:?}");
}

#[test]
fn an_id_is_quoted_without_its_escapes() {
    let ran = run(&["show", "\u{1b}[31mcepa\u{7}"]);
    assert!(ran.code == 1 && !has_escapes(&ran.stderr), "{ran:?}");
}

#[test]
fn export_writes_everything_one_a_line() {
    let lines = objects(&succeed(&["export", "--format", "jsonl"]));
    let dataset = frozen().dataset();
    assert_eq!(lines.len(), dataset.records.len() + dataset.series.len());
    for (line, (_, item)) in lines.iter().zip(dataset.items()) {
        assert_eq!(line["id"], item.id());
        assert_eq!(line["kind"], item.kind().id());
        if item.kind() == maitri::data::Kind::Series {
            let points = line["points"].as_array().expect("points");
            assert!(!points.is_empty() && points.iter().all(|point| are_cites(&point["cites"])), "{}", item.id());
        } else {
            assert!(are_cites(&line["cites"]), "{}", item.id());
        }
    }
}

/// Whether this is a list of strings such as `embassy-brief-2024 ¶14`.
fn are_cites(value: &Value) -> bool {
    let is_cite = |cite: &Value| cite.as_str().is_some_and(|cite| cite.contains(" ¶"));
    value.as_array().is_some_and(|cites| !cites.is_empty() && cites.iter().all(is_cite))
}

/// What the program writes about the bundled dataset.
fn bundled(arguments: &[&str]) -> String {
    let ran = finish(&mut as_shipped(arguments));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    ran.stdout
}

#[test]
fn check_finds_nothing_wrong_with_the_bundled_dataset() {
    let told = bundled(&["check"]);
    assert!(told.lines().count() == 1 && told.contains("no problem found"), "{told}");
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/dataset");
    assert_eq!(succeed(&["check", directory]), told);
    assert_eq!(succeed(&["check", "--data", directory]), told);
}

#[test]
fn options_may_follow_the_query() {
    for options in [&["--json"][..], &["--limit", "2"], &["--kind", "agreement"]] {
        let before = [&["search"][..], options, &["harbour"]].concat();
        let after = [&["search", "harbour"][..], options].concat();
        assert_eq!(succeed(&after), succeed(&before), "{after:?}");
    }
}

#[test]
fn the_pack_may_be_named_before_the_command() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/dataset");
    for after in [&["check"][..], &["search", "japan"], &["show", "japan"], &["export"]] {
        let before = [&["--data", directory][..], after].concat();
        assert_eq!(succeed(&before), bundled(after), "{before:?}");
    }
}

#[test]
fn print_draws_the_size_asked_for() {
    for (size, columns, rows) in [("80x24", 80, 24), ("60X16", 60, 16), ("120×40", 120, 40), ("1x1", 1, 1)] {
        let text = succeed(&["--print", "--size", size]);
        assert_eq!(text.lines().count(), rows, "{size}");
        assert!(text.lines().all(|line| maitri::text::width(line) <= columns), "{size}:\n{text}");
    }
    assert_eq!(succeed(&["--print"]).lines().count(), 40, "120×40 unless another size is asked for");
    for size in ["0x0", "80x0"] {
        assert!(run(&["--print", "--size", size]).stderr.contains(size), "{size}");
    }
}

#[test]
fn print_plays_keys_first() {
    let text = succeed(&["--keys", "/hoshino<enter>", "--print", "--size", "80x24"]);
    assert!(text.contains("Hoshino") && text.contains("/hoshino"), "{text}");
    let text = succeed(&["--keys", "<space>mta<enter>", "--print", "--size", "80x24"]);
    assert!(text.contains("MTA"), "{text}");
}

#[test]
fn print_plays_keys_that_begin_with_a_hyphen() {
    assert_eq!(succeed(&["--keys", "-<right>", "--print"]), succeed(&["--keys=-<right>", "--print"]));
    assert_eq!(succeed(&["--keys", "--", "--print"]), succeed(&["--keys=--", "--print"]));
}

#[test]
fn print_opens_tabs_and_records() {
    for tab in ["timeline", "agreements", "trade", "institutions", "topics"] {
        let text = succeed(&["--tab", tab, "--print", "--size", "80x24"]);
        let keys = match tab {
            "timeline" => "1",
            "agreements" => "2",
            "trade" => "3",
            "institutions" => "4",
            _ => "5",
        };
        assert_eq!(text, succeed(&["--keys", keys, "--print", "--size", "80x24"]), "{tab}");
    }
    let text = succeed(&["--open", "asha-verma", "--print"]);
    assert!(text.contains("Asha Verma"), "{text}");
}

#[test]
fn what_is_printed_is_text_only() {
    for arguments in [
        &["--print", "--color", "true"][..],
        &["--print", "--theme", "light", "--color", "256"],
        &["--print", "--ascii"],
        &["search", "harbour"],
        &["search", "--json", "harbour"],
        &["show", "harbours-treaty"],
        &["export"],
        &["check", CAREFUL],
        &["--help"],
        &["search", "--help"],
        &["--version"],
    ] {
        let mut coloured = command(arguments);
        coloured.env("TERM", "xterm-256color").env("COLORTERM", "truecolor");
        let ran = finish(&mut coloured);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(!ran.stdout.is_empty() && !has_escapes(&ran.stdout), "{arguments:?}: {:?}", ran.stdout);
    }
}

#[test]
fn ascii_draws_only_text_of_the_dataset_beyond_ascii() {
    let text = succeed(&["--print", "--ascii", "--tab", "trade"]);
    let drawn: String = text.chars().filter(|c| matches!(c, '\u{2500}'..='\u{28ff}')).collect();
    assert!(drawn.is_empty(), "boxes, blocks or Braille in ASCII: {drawn}\n{text}");
}

#[test]
fn no_color_leaves_the_printed_text_as_it_is() {
    let plain = finish(command(&["--print", "--size", "80x24"]).env("NO_COLOR", "1"));
    assert_eq!((plain.code, plain.stdout), (0, succeed(&["--print", "--size", "80x24"])));
}

#[test]
fn help_is_painted_as_the_command_line_asks() {
    let painted = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = command(arguments);
        command.envs(environment.iter().copied());
        has_escapes(&finish(&mut command).stdout)
    };
    assert!(painted(&["--color", "16", "--help"], &[("NO_COLOR", "1")]));
    assert!(painted(&["--color=true", "search", "--help"], &[]));
    assert!(painted(&["--help"], &[("MAITRI_COLOR", "256")]));
    assert!(!painted(&["--color", "never", "--help"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!painted(&["--help"], &[("MAITRI_COLOR", "never"), ("CLICOLOR_FORCE", "1")]));
    assert!(!painted(&["--color", "auto", "--help"], &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
}

#[test]
fn usage_errors_exit_with_2() {
    for arguments in [
        &["--nonsense"][..],
        &["nonsense"],
        &["search"],
        &["search", "--limit", "many", "x"],
        &["search", "--kind", "nonsense", "x"],
        &["show"],
        &["export", "--format", "xml"],
        &["--tab", "nonsense", "--print"],
        &["--size", "wide", "--print"],
        &["--size", "65535x65535", "--print"],
        &["--color", "lots", "--print"],
    ] {
        let ran = run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?}: {ran:?}");
        assert!(!ran.stderr.is_empty() && !has_escapes(&ran.stderr), "{ran:?}");
    }
}

#[test]
fn what_cannot_be_had_is_a_sentence() {
    for (arguments, says) in [
        (&["--theme", "neon", "--print"][..], "dark, light, mono, plain"),
        (&["--keys", "<nope>", "--print"], "“<nope>” is no key"),
    ] {
        let ran = run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
        assert!(ran.stderr.starts_with("maitri: ") && ran.stderr.contains(says), "{ran:?}");
    }
}

#[test]
fn without_a_terminal_the_explorer_points_elsewhere() {
    for arguments in [&[][..], &["--tab", "trade"], &["--open", "kobe"]] {
        let ran = run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
        for other in ["maitri search", "maitri show", "maitri export", "maitri --print"] {
            assert!(ran.stderr.contains(other), "{ran:?}");
        }
        assert!(!has_escapes(&ran.stderr), "{ran:?}");
    }
}

/// Reads so many lines, closes the pipe, and gives what was said about that and the exit code.
fn closed_after(lines: usize, arguments: &[&str]) -> (String, Option<i32>) {
    let mut child =
        command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut stdout = BufReader::with_capacity(64, child.stdout.take().expect("a pipe"));
    for _ in 0..lines {
        let mut line = String::new();
        stdout.read_line(&mut line).expect("a line");
    }
    drop(stdout);
    let mut complaint = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut complaint).expect("UTF-8");
    (complaint, child.wait().expect("it ends").code())
}

#[test]
fn a_closed_pipe_is_no_error() {
    for arguments in [
        &["export"][..],
        &["search", "--limit", "2000", "japan"],
        &["show", "harbours-treaty"],
        &["--print", "--size", "1000x1000"],
        &["check", CAREFUL],
        &["--help"],
    ] {
        for lines in [0, 1] {
            assert_eq!(closed_after(lines, arguments), (String::new(), Some(0)), "{arguments:?} after {lines}");
        }
    }
}

#[test]
fn a_full_disk_is_a_sentence() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let ran = command(&["export"]).stdout(full).stderr(Stdio::piped()).spawn().expect("the program starts");
    let output = ran.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(told.starts_with("maitri: the output cannot be written"), "{told}");
}

#[test]
fn what_was_typed_is_quoted_without_its_escapes() {
    let hostile = "\u{1b}]0;title\u{7}\u{9b}2J\u{202e}x";
    let key = format!("<{hostile}>");
    for arguments in [
        &[hostile][..],
        &["--", hostile],
        &[&format!("--{hostile}")],
        &["--theme", hostile, "--print"],
        &["--keys", &key, "--print"],
        &["--size", hostile, "--print"],
        &["--tab", hostile],
        &["--open", hostile, "--print"],
        &["--data", hostile, "--print"],
        &["check", hostile],
        &["check", "--against", hostile],
        &["search", "--kind", hostile, "x"],
        &["search", "--limit", hostile, "x"],
        &["search", &format!("kind:{hostile}")],
        &["search", &format!("year:{hostile}")],
        &["timeline", "--from", hostile],
        &["timeline", "--sector", hostile],
        &["timeline", "--kind", hostile],
        &["chart", hostile],
        &["today", "--date", hostile],
        &["export", "--ids", hostile],
        &["export", "--query", &format!("sector:{hostile}")],
    ] {
        let ran = run(arguments);
        let told = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!has_escapes(&told) && !told.contains('\u{202e}'), "{arguments:?}: {told:?}");
    }
    let ran = finish(command(&["--print"]).env("MAITRI_COLOR", hostile));
    assert!(ran.code == 2 && !has_escapes(&ran.stderr), "{ran:?}");
}

#[test]
fn a_full_disk_keeps_no_complaint_from_ending() {
    for arguments in
        [&["nonsense"][..], &["show", "cepaa"], &["timeline", "--from", "9998"], &["search", "kind:nonsense"]]
    {
        let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
        let code = command(arguments).stderr(full).stdout(Stdio::null()).status().expect("it ends").code();
        assert!(matches!(code, Some(0..=2)), "{arguments:?}: {code:?}");
    }
}

/// What each command writes to its output, by one that writes much and one that writes little.
const WRITERS: [&[&str]; 15] = [
    &["--help"],
    &["--version"],
    &["show", "--help"],
    &["help"],
    &["help", "search"],
    &["--kiosk", "--help"],
    &["search", "monsoon"],
    &["search", "monsoon", "--json"],
    &["show", "exports"],
    &["timeline"],
    &["export", "--format", "md"],
    &["gen", "completions", "bash"],
    &["gen", "man"],
    &["gen", "man", "--list"],
    &["--print"],
];

#[test]
fn what_cannot_be_written_is_a_failure() {
    for arguments in WRITERS {
        let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
        let output = command(arguments).stdout(full).output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.starts_with("maitri: the output cannot be written: "), "{arguments:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
    }
}

#[test]
fn gen_writes_a_page_of_the_manual_for_each_command() {
    let page = succeed(&["gen", "man"]);
    assert!(page.contains(".TH MAITRI 1 ") && page.contains("maitri\\-search(1)"), "{page}");
    for part in ["SYNOPSIS", "OPTIONS", "ENVIRONMENT", "\"EXIT STATUS\""] {
        assert!(page.contains(&format!(".SH {part}\n")), "{part}: {page}");
    }
    assert!(page.contains("\\fBMAITRI_THEME\\fR\n") && !page.contains("help(1)"), "{page}");
    let pages = succeed(&["gen", "man", "--list"]);
    assert!(pages.lines().any(|name| name == "pack-add") && pages.lines().count() > 30, "{pages}");
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = |name: &str, page: &str| std::fs::write(directory.path().join(name), page).expect("a file");
    file("maitri.1", &page);
    for name in pages.lines() {
        let page = succeed(&["gen", "man", name]);
        let title = format!(".TH MAITRI-{} 1 20", name.to_uppercase());
        assert!(page.contains(&title) && page.contains("DESCRIPTION"), "{name}: {page}");
        file(&format!("maitri-{name}.1"), &page);
    }
    let ran = run(&["gen", "man", "serach"]);
    assert!(ran.code == 1 && ran.stderr.contains("did you mean “search”?"), "{ran:?}");
    // Where the checker of manuals is, it has nothing to say.
    let names = std::fs::read_dir(directory.path()).expect("a directory").map(|file| file.expect("a file").path());
    match std::process::Command::new("mandoc").args(["-T", "lint", "-W", "all"]).args(names).output() {
        Ok(output) => assert_eq!(String::from_utf8_lossy(&output.stdout), "", "mandoc -T lint"),
        Err(_) => eprintln!("skipped: there is no mandoc here"),
    }
}
