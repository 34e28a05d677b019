//! Sheets of a pack that is written to be obeyed: no browser and no reader of Markdown does what stands in it.

use std::collections::HashSet;
use std::fs;

use super::elements;
use crate::program::run_on;

/// A pack whose every text tries to be obeyed.
const HOSTILE: [(&str, &str); 3] = [
    (
        "pack.ron",
        r#"(
    title: "Norway & Chile <i>",
    edition: "2025-01-01",
    countries: [(code: "no", name: "Norway", adjective: "Norwegian"), (code: "cl", name: "Chile", adjective: "Chilean")],
    sectors: ["R&D <b>", "Sea"],
    sources: [
        (id: "brief", title: "A \"brief\" </li><script>alert(1)</script>", publisher: "The embassy & Co", grade: A, paragraphs: 9),
        (id: "page", title: "[a page](javascript:alert(1))", publisher: "*Times*", passages: ["It <b>was</b> so & so"]),
    ],
)"#,
    ),
    (
        "records.ron",
        r##"[
    (
        id: "cod-council", title: "<script>alert(\"cod\")</script> & Council", native: {"nb": "Torsk <rådet> & 'venner'"},
        when: "1931", sectors: ["R&D <b>"], weight: Core,
        summary: "1931. Fishermen founded it & named it <img src=x onerror=alert(1)>. It met.",
        facts: [("On\" onload=\"x", "It cost 9 million dollars & <b>more</b>.", "brief ¶1"), ("# Head", "- no list [x](y) `z`", "page ¶1")],
        conflicts: [(point: "Its </div> end", claims: [("It was <dissolved>.", "page ¶1"), ("It & it.", "brief ¶1")], reading: "No </section> paper.")],
        links: {Involves: ["ola"], LedTo: ["salmon-day"]}, cites: ["page ¶1", "brief ¶2"],
        body: Institution(form: Dialogue, side: "both", mandate: "To <share>.", chairs: ["A & B"]),
    ),
    (
        id: "salmon-day", title: "Salmon </title> Day", when: "2001", sectors: ["Sea"], weight: Core,
        summary: "Schools taste & tell.", cites: ["brief ¶2"], body: Event(kind: Ceremony),
    ),
    (
        id: "ola", title: "Ola <Nordmann>", sectors: ["Sea"], weight: Core, summary: "He fished.",
        cites: ["brief ¶3"], body: Person(side: "no", role: "Fisher & \"friend\" <x>"),
    ),
]"##,
    ),
    (
        "questions.ron",
        r#"[
    (
        id: "q", form: Which, difficulty: 2, topic: "R&D <b>", syllabus: "GS II", records: ["cod-council"],
        stem: "Consider </ol> & the following:",
        items: [
            (text: "It <u>met</u>.", holds: true, why: "So & so.", cite: "brief ¶1"),
            (text: "It did not & so on.", holds: false, why: "It did.", cite: "brief ¶1"),
            (text: "It <ended>.", holds: true, why: "It did.", cite: "page ¶1"),
        ],
        choices: [[1, 2], [1, 3], [2, 3], [1, 2, 3]],
        explanation: "It met </html> & ended.", cites: "brief ¶1; page ¶1",
    ),
]"#,
    ),
];

/// A question of the main examination that tries the same, laid beside it.
const HOSTILE_MAINS: &str = r#"[
    (
        id: "cod", topic: "R&D <b>", syllabus: "GS II", marks: 10, words: 150, directive: "Discuss",
        question: "1. <iframe src=x> & [cod](javascript:x): discuss.",
        set: ("The </li> *Service* & Examination", "page ¶1"), wants: "W.",
        introduction: (text: "It began.", cite: "brief ¶1"),
        body: [
            (label: "So <b>", text: "It met.", records: ["cod-council"], cite: "brief ¶1"),
            (label: "But & `no`", text: "It did not.", cite: "brief ¶2; page ¶1"),
            (label: "Far", text: "It was far.", cite: "brief ¶3"),
            (label: "However", text: "It ended.", cite: "brief ¶3"),
        ],
        conclusion: (text: "So it goes."), worth_citing: [("Nine.", "brief ¶1"), ("Ten.", "page ¶1")], mistakes: ["M.", "N."],
    ),
]"#;

/// A pack of such texts.
pub(super) fn pack() -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a temporary directory");
    for (name, text) in HOSTILE {
        fs::write(directory.path().join(name), text).expect("a file");
    }
    fs::write(directory.path().join("mains.ron"), HOSTILE_MAINS).expect("a file");
    directory
}

#[test]
fn nothing_written_in_a_pack_is_obeyed_by_a_browser() {
    let pack = pack();
    for name in ["cod-council", "R&D <b>", "sea", "ola", "salmon-day"] {
        let ran = run_on(pack.path(), &["sheet", name, "--format", "html"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{name}");
        let elements = elements(&ran.stdout);
        assert!(!elements.contains_key("script") && !elements.contains_key("img"), "{elements:?}");
    }
    let page = run_on(pack.path(), &["sheet", "cod-council", "--format", "html"]).stdout;
    assert!(page.contains("&lt;script&gt;alert(&quot;cod&quot;)&lt;/script&gt; &amp; Council"), "{page}");
    assert!(page.contains("<p class=\"native\" lang=\"nb\">Torsk &lt;rådet&gt; &amp; &#39;venner&#39;</p>"), "{page}");
    assert!(
        page.contains("<li>1. &lt;iframe src=x&gt; &amp; [cod]") && page.contains("The &lt;/li&gt; *Service*"),
        "{page}"
    );
    assert!(page.contains("<li>Points: So &lt;b&gt;; But &amp; `no`; Far; However.<sup>"), "{page}");
    assert!(page.contains("I and III only") && page.contains("class=\"answers\""), "{page}");
}

#[test]
fn nothing_written_in_a_pack_is_obeyed_by_markdown() {
    let pack = pack();
    let page = run_on(pack.path(), &["sheet", "cod-council", "--format", "md"]).stdout;
    assert!(page.contains("# \\<script\\>alert(\"cod\")\\</script\\> \\& Council\n"), "{page}");
    assert!(page.contains("\n1931\\. Fishermen"), "{page}");
    assert!(page.contains("\\- no list \\[x\\](y) \\`z\\`"), "{page}");
    assert!(page.contains("\\[a page\\](javascript"), "{page}");
    assert!(page.contains("\n2. 1\\. \\<iframe src=x\\> \\& \\[cod\\]"), "{page}");
    let defined: HashSet<&str> =
        page.lines().filter_map(|line| line.strip_prefix("[^")?.split_once("]: ").map(|(name, _)| name)).collect();
    assert_eq!(defined, HashSet::from(["1", "2"]));
}
