//! What is written as Markdown is read by a parser of `CommonMark` as it was said: every page, of a pack in which every
//! text begins like a list, holds an entity or ends in a sign.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::program::{command, finish, run_on};

/// Texts that Markdown would act on.
const NASTY: [&str; 39] = [
    "1990. The year it began",
    "- a dash",
    "+ a plus",
    "= equals",
    "1) a bracket",
    "10. ten",
    "1.",
    "--- rule",
    "- - -",
    "* star",
    "***",
    "# heading",
    "ends in #",
    "> quote",
    "```code",
    "~~~ tilde ~~gone~~",
    "a &amp; b &copy; &#65; &lt;b>",
    "AT&T",
    "[link](http://x)",
    "![img](x)",
    "[^1]: note",
    "[x]: http://y",
    "<b>html</b> <!-- c -->",
    "https://x.example/a_b_c?d=1&e=2",
    "see (https://x.example/a_(b)*c), so",
    "www.example.com/a_b_c",
    "backslash\\\\",
    "a\\\\*b",
    "| a | b |",
    "===",
    "a*b*c_d_e __f__",
    "`tick` ``",
    "Lo!",
    "「引用」の*強調*",
    "x\u{a0}y",
    "[9]",
    "as told in\u{a0}[1], and [1\u{a0}¶1]",
    "- [ ] to do",
    "[x] done",
];

const ADDRESS: &str = "https://x.example/a_b*c~d(1)&amp;e";

/// A pack in which each of those stands wherever a text may.
fn pack() -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let (mut sources, mut events, mut questions, mut mains) =
        (String::new(), String::new(), String::new(), String::new());
    for (at, nasty) in NASTY.iter().enumerate() {
        let _ = writeln!(
            sources,
            r#"(id: "s{at}", title: "{nasty} S", publisher: "P", address: "{ADDRESS}", passages: ["{nasty} P"]),"#
        );
        let _ = writeln!(
            events,
            r#"(id: "r{at}", title: "{nasty} T{at}", native: {{"nb": "{nasty}"}}, when: "2011-08-01", sectors: ["Sea"], weight: Core,
            summary: "{nasty}", facts: [("{nasty} L", "{nasty}", "s{at} ¶1")], cites: ["s{at} ¶1"], body: Event(kind: Milestone)),"#
        );
        let _ = writeln!(
            questions,
            r#"(id: "q{at}", form: Which, difficulty: 2, topic: "Sea", syllabus: "GS", records: ["r{at}"], stem: "{nasty}",
            items: [(text: "{nasty}", holds: true, why: "{nasty}", cite: "s{at} ¶1"), (text: "It did not.", holds: false, why: "It did.", cite: "s{at} ¶1"),
            (text: "It ended.", holds: true, why: "It did.", cite: "s{at} ¶1")],
            choices: [[1, 2], [1, 3], [2, 3], [1, 2, 3]], explanation: "{nasty}", cites: "s{at} ¶1"),"#
        );
        let _ = writeln!(
            mains,
            r#"(id: "m{at}", topic: "Sea", syllabus: "{nasty}", marks: 10, words: 150, directive: "Discuss", question: "{nasty}: discuss.",
            wants: "{nasty}", introduction: (text: "{nasty}", cite: "s{at} ¶1"),
            body: [(label: "{nasty} A", text: "{nasty}", records: ["r{at}"], cite: "s{at} ¶1"), (label: "B", text: "B.", cite: "s{at} ¶1"),
            (label: "C", text: "C.", cite: "s{at} ¶1"), (label: "D", text: "However.", cite: "s{at} ¶1")],
            conclusion: (text: "{nasty}"), worth_citing: [("{nasty}", "s{at} ¶1"), ("Ten.", "s{at} ¶1")], mistakes: ["{nasty}", "N."]),"#
        );
    }
    let head = format!(
        r#"(id: "nasty", title: "1. Test &amp; *x*", edition: "2026-11-21", countries: [(code: "no", name: "Norway", adjective: "Norwegian"),
        (code: "cl", name: "Chile", adjective: "Chilean")], languages: [(code: "nb", name: "Norwegian")], sectors: ["Sea"], sources: [{sources}])"#
    );
    for (name, text) in [
        ("pack.ron", head),
        ("events.ron", format!("[{events}]")),
        ("questions.ron", format!("[{questions}]")),
        ("mains.ron", format!("[{mains}]")),
    ] {
        fs::write(directory.path().join(name), text).expect("a file");
    }
    directory
}

/// What a text of a pack's notation says.
fn said(nasty: &str) -> String {
    nasty.replace("\\\\", "\\")
}

/// What a reader of a page sees: its words, and all that is made of them but headings, paragraphs and plain lists.
fn seen(page: &str) -> (String, Vec<String>) {
    let options =
        Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let (mut words, mut odd) = (String::new(), Vec::new());
    for event in Parser::new_ext(page, options) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => words.push('\n'),
            Event::Start(Tag::Link { dest_url, .. })
                if NASTY.iter().any(|nasty| nasty.contains(&*dest_url)) || *dest_url == *ADDRESS => {}
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::List(None)
                | Tag::Item
                | Tag::Strong
                | Tag::Emphasis
                | Tag::FootnoteDefinition(_),
            )
            | Event::End(_)
            | Event::FootnoteReference(_) => {}
            other => odd.push(format!("{other:?}")),
        }
    }
    (words, odd)
}

fn page(pack: &Path, words: &[&str]) -> String {
    let ran = run_on(pack, words);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{words:?}");
    ran.stdout
}

#[test]
fn every_page_says_what_the_pack_says() {
    let pack = pack();
    for (asked, times) in [
        (&["export", "--format", "md"][..], 7),
        (&["mock", "--print", "--format", "md", "--questions", "39"], 4),
        (&["mains", "--print", "--format", "md"], 9),
    ] {
        let page = page(pack.path(), asked);
        let (words, odd) = seen(&page);
        assert!(odd.is_empty(), "{asked:?}: {odd:?}");
        // What holds words together on a screen holds nothing here.
        let words = words.replace('\u{a0}', " ");
        for nasty in NASTY.map(|nasty| said(nasty).replace('\u{a0}', " ")) {
            let found = words.matches(&nasty).count();
            assert!(found >= times, "{asked:?}: {nasty:?} is told {found} times of {times}");
        }
    }
    for (at, nasty) in NASTY.iter().enumerate() {
        let (words, odd) = seen(&page(pack.path(), &["sheet", &format!("r{at}"), "--format", "md"]));
        // Its questions are numbered, and rules set them apart.
        let odd: Vec<_> = odd.iter().filter(|odd| !odd.contains("List(Some(") && *odd != "Rule").collect();
        assert!(odd.is_empty(), "{nasty:?}: {odd:?}");
        let found = words.matches(&said(nasty)).count();
        assert!(found >= 6, "{nasty:?} is told {found} times: {words}");
    }
}

#[test]
fn an_address_has_no_backslash_in_it() {
    let pack = pack();
    let page = page(pack.path(), &["export", "--format", "md", "--ids", "r0"]);
    assert!(page.contains(&format!("(<{ADDRESS}>)")), "{page}");
}

#[test]
fn a_note_is_quoted_line_by_line() {
    let pack = pack();
    let home = tempfile::tempdir().expect("a temporary directory");
    let data = pack.path().to_str().expect("UTF-8");
    let at = |words: &[&str]| {
        let words = [&["--data", data], words].concat();
        let ran = finish(command(&words).env("XDG_DATA_HOME", home.path()).env("XDG_STATE_HOME", home.path()));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{words:?}");
        ran.stdout
    };
    let note = NASTY.map(said).join("\n");
    at(&["note", "r1", &note]);
    for asked in [&["export", "--format", "md", "--ids", "r1"][..], &["sheet", "r1", "--format", "md"]] {
        let page = at(asked);
        let quoted: String =
            page.lines().filter(|line| line.starts_with('>')).fold(String::new(), |all, line| all + line + "\n");
        let quoted =
            quoted.lines().map(|line| line.trim_start_matches('>').trim_start()).collect::<Vec<_>>().join("\n");
        let (words, odd) = seen(&quoted);
        assert!(odd.is_empty(), "{asked:?}: {odd:?}");
        let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).skip(1).collect();
        assert_eq!(lines, NASTY.map(said), "{asked:?}");
    }
}
