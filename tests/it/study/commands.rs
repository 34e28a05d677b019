//! The commands of study as a script or a screen reader meets them.

use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use maitri::store::reviews::{FORMAT, Log};
use maitri::study::review::Entry;
use maitri::study::scheduler::memory::Grade;
use maitri::study::{Card, Deck};
use serde_json::Value;

use crate::harness::frozen;
use crate::program::{Ran, as_shipped, command, finish, has_escapes, run, succeed};

/// Runs a command with a state directory and these lines typed to it.
pub(super) fn typed(directory: &Path, arguments: &[&str], lines: &str) -> Ran {
    let mut command = command(arguments);
    command.arg("--state-dir").arg(directory).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code().unwrap_or(-1) }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn due_tells_cards_by_sector_and_what_waits() {
    let directory = tempfile::tempdir().unwrap();
    let dated = ["due", "--exam", "2027-05-30", "--date", "2027-05-01"];
    let ran = typed(directory.path(), &dated, "");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(
        ran.stdout.starts_with("1 May 2027. Exam on 30 May 2027, in 29 days\n15 cards due, 15 new"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains(" more waiting: ") && ran.stdout.contains("on exam day: 0.0% now, "), "{}", ran.stdout);
    assert!(!directory.path().join(FORMAT.file).exists(), "looking makes no log");
    let told = json(&typed(directory.path(), &[&dated[..], &["--json"]].concat(), "").stdout);
    let sectors: u64 = told["sectors"].as_array().unwrap().iter().map(|sector| sector["due"].as_u64().unwrap()).sum();
    assert_eq!((told["due"].as_u64(), sectors, told["days_to_exam"].as_i64()), (Some(15), 15, Some(29)));
    assert!(told["recall_on_exam_day"]["after_today"].as_f64() > told["recall_on_exam_day"]["now"].as_f64());
    let few = json(&typed(directory.path(), &["due", "--json", "--new-a-day", "3"], "").stdout);
    assert_eq!((few["due"].as_u64(), few["exam"].clone()), (Some(3), Value::Null));
    let short = json(&typed(directory.path(), &["due", "--json", "--minutes-a-day", "1"], "").stdout);
    assert_eq!(short["due"].as_u64(), Some(5), "five cards of twelve seconds");
}

/// Who published the sources of the frozen pack.
fn publishers() -> impl Iterator<Item = &'static str> {
    frozen().dataset().pack.sources.iter().map(|source| source.publisher.as_str())
}

#[test]
fn a_quiz_shows_no_answer_before_it_is_asked_for() {
    let directory = tempfile::tempdir().unwrap();
    let ran = typed(directory.path(), &["quiz", "--plain", "--cards", "40", "--new-a-day", "40"], "");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(!ran.stdout.contains("Answer:") && ran.stdout.contains("0 answers"), "{}", ran.stdout);
    // Ten cards, one after the other: what is shown before each answer does not have it.
    let ran = typed(directory.path(), &["quiz", "--plain", "--cards", "40", "--new-a-day", "40"], &"\ng\n".repeat(40));
    assert!(!has_escapes(&ran.stdout));
    let mut shown = 0;
    for part in ran.stdout.split("\n\n").filter(|part| part.contains("\nAnswer:")) {
        let (question, rest) = part.split_once("\nAnswer:").unwrap();
        let (answer, rest) = rest.split_once("\nRecord: ").unwrap();
        let card = rest.split('.').next().unwrap();
        assert!(!question.contains(answer.trim()), "{part}");
        assert!(card.split(", ").all(|id| frozen().dataset().find(id).is_some()), "{part}");
        // What it rests on has a name.
        let sources = rest.split_once("Source: ").unwrap().1.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(publishers().any(|publisher| sources.contains(publisher)), "{part}");
        shown += 1;
    }
    assert_eq!(shown, 40);
}

#[test]
fn grades_are_kept_and_taken_back() {
    let directory = tempfile::tempdir().unwrap();
    let quiz = ["quiz", "--plain", "--cards", "5"];
    let ran = typed(directory.path(), &quiz, "\ng\n\na\nu\n\ngood\n\n2\nq\n");
    assert!(
        ran.code == 0
            && ran.stdout.contains("Taken back.")
            && ran.stdout.contains("3 answers, 3 known; all are saved. 2 cards left."),
        "{}",
        ran.stdout
    );
    let log = Log::open(directory.path()).unwrap();
    let grades: Vec<Option<Grade>> = log
        .entries()
        .iter()
        .map(|entry| if let Entry::Review(review) = entry { Some(review.grade) } else { None })
        .collect();
    assert_eq!(grades, [Some(Grade::Good), Some(Grade::Again), None, Some(Grade::Good), Some(Grade::Good)]);
    drop(log);
    let told = json(&typed(directory.path(), &["due", "--json"], "").stdout);
    assert_eq!(told["due"].as_u64(), Some(12), "three of fifteen are done");
    let stats = json(&typed(directory.path(), &["stats", "--json"], "").stdout);
    assert_eq!(stats["calendar"].as_array().unwrap().last().unwrap()["cards"].as_u64(), Some(3));
    assert_eq!(stats["forecast"].as_array().unwrap().len(), 14);
    assert_eq!(
        stats["sectors"].as_array().unwrap().iter().map(|sector| sector["seen"].as_u64().unwrap()).sum::<u64>(),
        3
    );
    let text = typed(directory.path(), &["stats"], "").stdout;
    assert!(
        text.contains("Answers in the last 26 weeks: 3") && text.contains("fall due in the next 14 days"),
        "{text}"
    );
}

#[test]
fn four_grades_are_asked_for_on_request_with_their_intervals() {
    let directory = tempfile::tempdir().unwrap();
    let ran = typed(directory.path(), &["quiz", "--grades", "4", "--cards", "2"], "\nperhaps\nh\n\n4\n");
    let choices = "a again, once more in this sitting; h hard, in 1 day; g good, in 2 days; e easy, in 8 days";
    assert_eq!(ran.stdout.matches(choices).count(), 3, "{}", ran.stdout);
    let log = Log::open(directory.path()).unwrap();
    let text: String = log.entries().iter().map(Entry::to_line).collect();
    assert!(text.contains("\"hard\"") && text.contains("\"easy\""), "{text}");
}

#[test]
fn cramming_leaves_the_schedule_alone() {
    let directory = tempfile::tempdir().unwrap();
    let cram = ["quiz", "--plain", "--cram", "--cards", "3", "--seed", "5"];
    let ran = typed(directory.path(), &cram, "\na\n\ng\n\ng\n\ng\n");
    assert!(ran.code == 0 && ran.stdout.contains("nothing was kept, as asked. 0 cards left"), "{}", ran.stdout);
    assert!(!directory.path().join(FORMAT.file).exists());
    assert_eq!(ran.stdout, typed(directory.path(), &cram, "\na\n\ng\n\ng\n\ng\n").stdout);
}

#[test]
fn options_before_the_name_of_a_command_are_for_it_too() {
    let directory = tempfile::tempdir().unwrap();
    let before = typed(directory.path(), &["--exam", "2099-01-01", "due", "--json"], "");
    assert_eq!(json(&before.stdout)["exam"], "2099-01-01");
    for wrong in
        [&["due", "--exam", "2027-02-30"][..], &["quiz", "--grades", "3"], &["mock", "--print", "--questions", "0"]]
    {
        let ran = run(wrong);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{wrong:?}");
    }
}

#[test]
fn a_mock_paper_comes_with_its_key_and_twice_the_same() {
    let arguments = ["mock", "--print", "--seed", "42", "--questions", "10", "--minutes", "15"];
    let text = succeed(&arguments);
    assert_eq!(text, succeed(&arguments));
    assert!(
        text.starts_with("Mock paper 42: 10 questions, 15 minutes, 20 marks\n")
            && text.contains("\nKey to mock paper 42\n")
    );
    let widest = text.lines().map(maitri::text::width).max().unwrap();
    assert!(widest <= 80 && !has_escapes(&text), "{widest} columns");
    let (paper, key) = (
        succeed(&[&arguments[..], &["--only", "paper"]].concat()),
        succeed(&[&arguments[..], &["--only", "key"]].concat()),
    );
    assert_eq!(format!("{paper}{key}"), text);
    assert!(!paper.contains('¶') && key.contains('¶'));
    let sector = succeed(&["mock", "--print", "--questions", "3", "--sector", "defence", "--width", "300"]);
    for id in sector.split(" [").skip(1).filter_map(|rest| rest.split_once(": ")).map(|(id, _)| id) {
        assert!(frozen().dataset().find(id).is_some(), "{id}");
    }
    let ran = run(&["mock", "--print", "--sector", "nothing"]);
    assert!(ran.code == 1 && ran.stderr.contains("--topic"), "{ran:?}");
}

#[test]
fn a_teacher_prints_paper_and_key_apart() {
    let print = |part: &[&str]| succeed(&[&["mock", "--questions", "5", "--print"], part].concat());
    assert_eq!(print(&[]), print(&["both"]));
    assert_eq!(print(&["paper"]), print(&["--only", "paper"]));
    assert_eq!(format!("{}{}", print(&["paper"]), print(&["key"])), print(&[]));
    let (paper, key) = (print(&["paper", "--format", "md"]), print(&["key", "--format", "md"]));
    assert!(paper.starts_with("# Mock paper 1\n\n5 questions, 6 minutes, 10 marks\n"), "{paper}");
    assert_eq!((paper.matches("\n## ").count(), key.matches("\n## ").count()), (5, 6));
    // The key ends with what its sources are.
    let source = frozen().dataset().pack.sources.iter().find(|source| key.contains(&format!("- **{}**: ", source.id)));
    assert!(source.is_some_and(|source| key.contains(source.publisher.as_str())), "{key}");
    assert!(print(&["key"]).contains("\nSources\n"), "{}", print(&["key"]));
    assert!(!paper.contains('¶') && key.contains('¶') && key.contains("**(") && !has_escapes(&key), "{key}");
    assert_eq!(run(&["mock", "--only", "key"]).code, 2, "what is not printed has no parts");
}

#[test]
fn a_paper_is_what_it_is_asked_to_be() {
    let print = |wanted: &[&str]| succeed(&[&["mock", "--print", "paper", "--questions", "4"], wanted].concat());
    assert!(print(&["--right", "3", "--wrong", "0"]).contains("12 marks\n3 marks for each right answer; nothing"));
    assert_ne!(print(&["--core"]), print(&[]));
    // Drill questions have no difficulty, and the pack of tests has no others.
    let ran = run(&["mock", "--print", "--difficulty", "3"]);
    assert!(ran.code == 1 && ran.stderr.contains("leave out --topic, --difficulty or --core"), "{ran:?}");
    let ran = run(&["mock", "--print", "--preset", "upsc"]);
    assert!(ran.code == 1 && ran.stderr.contains("describes no exam besides its own"), "{ran:?}");
    for wrong in [["--difficulty", "4"], ["--right", "0"], ["--wrong", "-1"]] {
        assert_eq!(run(&[&["mock", "--print"], &wrong[..]].concat()).code, 2, "{wrong:?}");
    }
}

#[test]
fn the_papers_that_were_sat_are_told() {
    let directory = tempfile::tempdir().unwrap();
    let ran = typed(directory.path(), &["mock", "--history"], "");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "No paper was handed in yet; `maitri mock` begins one.\n"));
    assert!(!directory.path().join("papers.jsonl").exists(), "looking makes no log");
    let question = r#"{"form":"Single","lead":"L","lines":[],"ask":"","options":["a","b"],"right":0,"notes":[],"cards":[],"sector":"Sea"}"#;
    let begun = |paper: u8| {
        format!(
            r#"{{"begun":{{"paper":{paper},"on":"2026-11-0{paper} 12:00","seed":1,"minutes":2,"scheme":{{"right":"2/1","wrong":"2/3","seconds":72}},"questions":[{question},{question}]}}}}"#
        )
    };
    let answered = |paper: u8, choice: u8| {
        format!(
            r#"{{"answered":{{"paper":{paper},"question":0,"choice":{choice},"confidence":"sure","seconds":9,"at":0,"spent":9000}}}}"#
        )
    };
    let lines = [
        r#"{"maitri":"papers","version":1}"#.to_owned(),
        begun(1),
        answered(1, 1),
        r#"{"handed_in":{"paper":1,"took":9000}}"#.to_owned(),
        r#"{"praised":{"paper":1}}"#.to_owned(),
        begun(2),
        answered(2, 0),
        r#"{"handed_in":{"paper":2,"took":90000}}"#.to_owned(),
        begun(3),
        r#"{"discarded":{"paper":3}}"#.to_owned(),
    ];
    std::fs::write(directory.path().join("papers.jsonl"), lines.map(|line| line + "\n").concat()).unwrap();
    let ran = typed(directory.path(), &["mock", "--history"], "");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "what a later edition wrote is passed over: {ran:?}");
    for told in [
        "2026-11-01 12:00  2 in 0 min 09 s     −⅔ of 4 marks         Sea",
        "2026-11-02 12:00  2 in 1 min 30 s     2 of 4 marks          Sea",
        "By topic",
        "Sea           #####.....   50%     1/2  0% 100%",
        "By confidence",
    ] {
        assert!(ran.stdout.contains(told), "{told}:\n{}", ran.stdout);
    }
    let told = json(&typed(directory.path(), &["mock", "--history", "--json"], "").stdout);
    assert_eq!((told["papers"].as_array().map(Vec::len), told["papers"][1]["right"].as_u64()), (Some(2), Some(1)));
    assert_eq!(told["trend"][0]["papers"], serde_json::json!([0.0, 1.0]));
    assert_eq!(told["papers"][0]["seconds"], 9);
    // What is written to the screen alone is not said to be in a file.
    let file = directory.path().join("history.txt").display().to_string();
    let ran = typed(directory.path(), &["mock", "--history", "--output", &file], "");
    assert!(ran.code == 2 && ran.stderr.contains("--output"), "{ran:?}");
}

#[test]
fn topics_in_json_stand_by_name_and_in_words_the_weakest_first() {
    let directory = tempfile::tempdir().unwrap();
    let question = |sector: &str| {
        format!(
            r#"{{"form":"Single","lead":"{sector}","lines":[],"ask":"","options":["a","b"],"right":0,"notes":[],"cards":[],"sector":"{sector}"}}"#
        )
    };
    let answered = |question: u8, choice: u8| {
        format!(
            r#"{{"answered":{{"paper":1,"question":{question},"choice":{choice},"seconds":9,"at":0,"spent":9000}}}}"#
        )
    };
    let lines = [
        r#"{"maitri":"papers","version":1}"#.to_owned(),
        format!(
            r#"{{"begun":{{"paper":1,"on":"2026-11-01 12:00","seed":1,"minutes":2,"scheme":{{"right":"2/1","wrong":"2/3","seconds":72}},"questions":[{},{}]}}}}"#,
            question("Air"),
            question("Sea")
        ),
        answered(0, 0),
        answered(1, 1),
        r#"{"handed_in":{"paper":1,"took":9000}}"#.to_owned(),
    ];
    std::fs::write(directory.path().join("papers.jsonl"), lines.map(|line| line + "\n").concat()).unwrap();
    let ran = typed(directory.path(), &["mock", "--history"], "");
    let at = |topic: &str| ran.stdout.find(&format!("\n  {topic} "));
    assert!(at("Sea").is_some() && at("Sea") < at("Air"), "{ran:?}");
    let told = json(&typed(directory.path(), &["mock", "--history", "--json"], "").stdout);
    let trend = told["trend"].as_array().unwrap();
    let topics: Vec<&Value> = trend.iter().filter(|group| group["by"] == "topic").map(|group| &group["name"]).collect();
    assert_eq!(topics, ["Air", "Sea"]);
}

#[test]
fn a_day_that_was_asked_for_is_no_fault() {
    let directory = tempfile::tempdir().unwrap();
    for day in ["2026-12-24", "2026-11-25"] {
        typed(directory.path(), &["quiz", "--cards", "3", "--date", day], "\ng\n\ng\nu\n");
    }
    let ran = typed(directory.path(), &["doctor", "--date", "2026-11-30"], "");
    assert!(ran.code == 0 && ran.stdout.contains("Nothing is wrong."), "{ran:?}");
    for told in [
        "- 1 answer is dated after today, up to 2026-12-24: that day was asked for with --date",
        " is dated before the one above",
    ] {
        assert!(ran.stdout.contains(told), "{told}: {ran:?}");
    }
}

#[test]
fn a_quiz_asks_of_one_topic_alone() {
    let directory = tempfile::tempdir().unwrap();
    let ran = typed(directory.path(), &["quiz", "--topic", "econ", "--new", "100"], &"\ng\n".repeat(100));
    let topics: Vec<&str> =
        ran.stdout.lines().filter_map(|line| line.split_once(" left. ")).map(|(_, rest)| rest).collect();
    assert!(!topics.is_empty() && topics.iter().all(|topic| topic.starts_with("Economy. ")), "{ran:?}");
    let none = typed(directory.path(), &["quiz", "--topic", "qqq"], "");
    assert!(none.code == 1 && none.stderr.contains("--topic knows no “qqq”"), "{none:?}");
}

#[test]
fn a_quiz_of_a_list_brings_no_card_of_another_topic() {
    let directory = tempfile::tempdir().unwrap();
    let dataset = frozen().dataset();
    let deck = Deck::build(dataset);
    let is_of = |card: &&Card, topic: &str| card.sector(dataset) == topic;
    let economy = deck.cards().iter().find(|card| is_of(card, "Economy")).expect("a card");
    let id = dataset.get(economy.owner).expect("its record").id();
    let other =
        deck.cards().iter().map(|card| card.sector(dataset)).find(|sector| *sector != "Economy").expect("a topic");
    let marked = typed(directory.path(), &["mark", id, "--list", "one"], "");
    assert_eq!(marked.code, 0, "{marked:?}");
    let ran = typed(directory.path(), &["quiz", "--list", "one", "--topic", other], "");
    assert!(ran.stdout.starts_with(&format!("Nothing of {other} is due.")), "{ran:?}");
    let log = std::fs::read_to_string(directory.path().join(FORMAT.file)).unwrap_or_default();
    assert!(!log.contains("bring"), "{log}");
}

#[test]
fn topics_of_papers_and_of_cards_that_differ_are_told() {
    let directory = tempfile::tempdir().unwrap();
    let ran = run(&["mock", "--print", "--topic", "companies"]);
    assert!(
        ran.code == 1 && ran.stderr.contains("--topic Companies: of figures there are cards and a plan"),
        "{ran:?}"
    );
    let all = frozen().dataset().pack.sectors.iter();
    let deck = Deck::build(frozen().dataset());
    let has_cards = |sector: &str| deck.cards().iter().any(|card| card.sector(frozen().dataset()) == sector);
    for sector in all.map(maitri::data::text::Text::as_str).filter(|sector| !has_cards(sector)) {
        let ran = typed(directory.path(), &["plan", "--exam", "2027-05-30", "--topic", sector], "");
        assert!(ran.stderr.contains(&format!("--topic {sector}: a card counts for the topic")), "{ran:?}");
    }
}

#[test]
fn a_paper_is_written_as_a_page_to_print() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("paper.html");
    let path = file.display().to_string();
    let arguments = ["mock", "--print", "--questions", "3", "--output", &path];
    assert_eq!(succeed(&arguments), format!("Mock paper 1 is in {path}\n"));
    let page = std::fs::read_to_string(&file).unwrap();
    let text = succeed(&["mock", "--print", "paper", "--questions", "3", "--width", "2000"]);
    let first = text.lines().find_map(|line| line.strip_prefix("1. ")).expect("a question");
    for told in [
        "<h1>Mock paper 1</h1>",
        "Key to mock paper 1",
        &maitri::text::html::escaped(first),
        "<h2>Sources</h2>",
        // Behind its paper it begins a sheet of its own.
        ".paper + .key { break-before: page }",
        "</section>\n<section class=\"key\">",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert_eq!(page.matches("<li><b>(").count(), 3, "a right answer for each question");
    assert!(!page.contains("<script") && !page.contains("harbour-page"), "{page}");
    let again = run(&arguments);
    assert!(again.code == 1 && again.stderr.contains("is there already"), "{again:?}");
    let key = succeed(&["mock", "--print", "key", "--questions", "3", "--format", "html"]);
    assert!(key.contains("<h1>Key to mock paper 1</h1>") && !key.contains("class=\"questions\""), "{key}");
    assert!(key.contains("<section class=\"key\">\n<ol>"), "alone it is set as behind its paper: {key}");
    let unprinted = run(&["mock", "--output", &path]);
    assert!(unprinted.code == 1 && unprinted.stderr.contains("add --print"), "{unprinted:?}");
    let unknown = run(&["mock", "--print", "--output", "paper.pdf"]);
    assert!(unknown.code == 1 && unknown.stderr.contains("no paper is written as .pdf"), "{unknown:?}");
}

#[test]
fn the_doctor_tells_what_is_wrong_and_exits_with_1() {
    let directory = tempfile::tempdir().unwrap();
    let healthy = typed(directory.path(), &["doctor"], "");
    assert!(
        healthy.code == 0
            && healthy.stdout.contains("nothing was answered yet")
            && healthy.stdout.contains("Nothing is wrong."),
        "{healthy:?}"
    );
    typed(directory.path(), &["quiz", "--cards", "1"], "\ng\n");
    assert_eq!(typed(directory.path(), &["doctor"], "").code, 0);
    let path = directory.path().join(FORMAT.file);
    let mut text = std::fs::read_to_string(&path).unwrap();
    text.push_str("nonsense\n{\"at\":1,\"da");
    std::fs::write(&path, &text).unwrap();
    let ran = typed(directory.path(), &["doctor"], "");
    assert!(ran.code == 1 && ran.stderr.contains("2 faults found"), "{ran:?}");
    assert!(
        ran.stdout.contains("! the last line was cut off")
            && ran.stdout.contains("! line 3 is no entry and is skipped"),
        "{ran:?}"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "the doctor changes nothing");
}

#[test]
fn the_doctor_looks_at_where_one_left_off_and_at_what_was_put_by() {
    let directory = tempfile::tempdir().unwrap();
    let file = |name: &str| directory.path().join(name);
    std::fs::write(file("place.json"), "a poem\n").unwrap();
    let earlier = file(&format!("{}.earlier-1", FORMAT.file));
    std::fs::write(&earlier, "{\"maitri\":\"reviews\",\"version\":1}\n").unwrap();
    let ran = typed(directory.path(), &["doctor"], "");
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.stdout.contains("! ") && ran.stdout.contains("place.json can't be read as the place you left off"),
        "{ran:?}"
    );
    #[cfg(unix)]
    for (mode, is_told) in [(0o644, true), (0o600, false)] {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&earlier, std::fs::Permissions::from_mode(mode)).unwrap();
        let told = typed(directory.path(), &["doctor"], "").stdout;
        let sentence = "earlier-1 is open to other users; make it yours alone";
        assert_eq!(told.contains(sentence), is_told, "{told}");
    }
    assert_eq!(std::fs::read_to_string(file("place.json")).unwrap(), "a poem\n", "the doctor changes nothing");
}

#[test]
fn the_doctor_names_each_directory_it_found_faults_in() {
    let base = tempfile::tempdir().unwrap();
    let (state, data) = (base.path().join("state/maitri"), base.path().join("data/maitri"));
    for (directory, name) in [(&state, "place.json"), (&data, "notes.jsonl")] {
        std::fs::create_dir_all(directory).unwrap();
        std::fs::write(directory.join(name), "a poem\n").unwrap();
    }
    let mut doctor = as_shipped(&["doctor"]);
    doctor.env("XDG_STATE_HOME", base.path().join("state")).env("XDG_DATA_HOME", base.path().join("data"));
    let ran = finish(&mut doctor);
    for directory in [&state, &data] {
        assert!(ran.stderr.contains(&format!("found in {}", directory.display())), "{ran:?}");
    }
}

#[test]
fn the_doctor_looks_at_papers_and_answers_too() {
    let directory = tempfile::tempdir().unwrap();
    let file = |name: &str| directory.path().join(name);
    let sat = |id: i64, on: &str| {
        format!(r#"{{"sat":{{"sitting":{id},"on":"{on} 12:00","question":"gone","points":["One"],"took":1}}}}"#)
    };
    let tick = |id: i64| format!(r#"{{"ticked":{{"sitting":{id},"point":"One","is_in":true}}}}"#);
    let mains = [sat(1, "2026-11-20"), tick(1), sat(2, "2027-01-01"), tick(3), "nonsense".to_owned()].join("\n");
    std::fs::write(file("mains.jsonl"), format!("{{\"maitri\":\"mains\",\"version\":1}}\n{mains}\n")).unwrap();
    let papers = [r#"{"handed_in":{"paper":7,"took":1}}"#, r#"{"answered":{"paper":7,"question":0,"#].join("\n");
    std::fs::write(file("papers.jsonl"), format!("{{\"maitri\":\"papers\",\"version\":1}}\n{papers}")).unwrap();
    #[cfg(unix)]
    for name in ["mains.jsonl", "papers.jsonl"] {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(file(name), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let ran = typed(directory.path(), &["doctor"], "");
    assert!(ran.code == 1 && ran.stderr.contains("2 faults found"), "{ran:?}");
    for said in [
        "- 4 entries in ",
        "! mains.jsonl: line 6 is no entry and is skipped",
        "- mains.jsonl: 1 answer is dated after today, up to 2027-01-01",
        "- mains.jsonl: 1 answered question is not in this edition",
        "- mains.jsonl: 1 entry goes on with what was never begun here",
        "- 1 entry in ",
        "! papers.jsonl: the last line was cut off after ",
        "- papers.jsonl: 1 entry goes on with what was never begun here",
    ] {
        assert!(ran.stdout.contains(said), "{said}: {}", ran.stdout);
    }
    std::fs::write(file("papers.jsonl"), "a poem\n").unwrap();
    let ran = typed(directory.path(), &["doctor", "--date", "2027-02-01"], "");
    assert!(ran.stdout.contains("papers.jsonl is no log of papers; the next start will rename it"), "{ran:?}");
    assert!(!ran.stdout.contains("dated after today"), "{ran:?}");
    assert_eq!(std::fs::read_to_string(file("papers.jsonl")).unwrap(), "a poem\n", "the doctor changes nothing");
}

#[test]
fn a_plan_tells_what_fits_and_why_there_is_none() {
    let directory = tempfile::tempdir().unwrap();
    let plan = |more: &[&str]| typed(directory.path(), &[&["plan", "--date", "2026-12-01"], more].concat(), "");
    let ran = plan(&["--exam", "2026-12-11"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.starts_with("1 December 2026. Exam on 11 December 2026, in 10 days\nWith 15 new cards a day"));
    assert!(ran.stdout.contains("\n\nTopic ") && ran.stdout.contains("\nLeave, what matters least"), "{}", ran.stdout);
    assert!(!directory.path().join(FORMAT.file).exists() && !has_escapes(&ran.stdout), "looking makes no log");
    let told = json(&plan(&["--exam", "2026-12-11", "--json", "--new", "4"]).stdout);
    let sum = |list: &str| -> u64 {
        told[list]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one[if list == "leave" { "cards" } else { "left" }].as_u64().unwrap())
            .sum()
    };
    assert_eq!((told["new_a_day"].as_u64(), told["days_left"].as_u64()), (Some(4), Some(10)));
    assert_eq!((told["left"].as_u64(), Some(sum("topics"))), (Some(sum("leave")), told["left"].as_u64()));
    let one = plan(&["--exam", "2026-12-11", "--topic", "def", "--topic", "ECO"]).stdout;
    assert!(one.contains("As if you studied nothing but Defence, Economy."), "{one}");
    assert!(plan(&["--exam", "2026-12-02", "--new-a-day", "0"]).stdout.contains("With 0 new cards a day"));
    for (more, code, said) in [
        (&[][..], 1, "no exam is set; say when it is with --exam"),
        (&["--exam", "2026-12-01"], 1, "the exam is today"),
        (&["--exam", "2026-11-30"], 1, "the exam was on 30 November 2026; say when the next is with --exam"),
        (&["--exam", "2027-01-01", "--topic", "x\u{1b}[31m"], 1, "--topic knows no “x\u{fffd}[31m”"),
        (&["--exam", "2027-13-01"], 2, "2027-13-01"),
        (&["--exam", "2027-01-01", "--new", "-1"], 2, "-1"),
    ] {
        let ran = plan(more);
        assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "{more:?}: {ran:?}");
        assert!(ran.stderr.contains(said), "{more:?}: {}", ran.stderr);
    }
}

#[test]
fn notes_for_anki_are_two_files_in_a_directory() {
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("new/notes");
    let place = target.to_str().unwrap();
    let text = succeed(&["export", "--format", "anki", "--output", place]);
    assert!(text.contains("maitri-basic.txt") && text.contains("maitri-cloze.txt"), "{text}");
    let lines = |name: &str| {
        std::fs::read_to_string(target.join(name)).unwrap().lines().filter(|line| !line.starts_with('#')).count()
    };
    assert_eq!(lines("maitri-basic.txt") + lines("maitri-cloze.txt"), Deck::build(frozen().dataset()).cards().len());
    succeed(&["export", "--format", "anki", "--ids", "monsoon-trade-agreement", "--output", place]);
    assert!((1..30).contains(&lines("maitri-basic.txt")));
    assert!(std::fs::read_dir(&target).unwrap().count() == 2, "nothing else is left there");
    let ran = run(&["export", "--format", "anki"]);
    assert!(ran.code == 1 && ran.stderr.contains("--output DIR"), "{ran:?}");
    let ran = run(&["export", "--output", place]);
    assert!(ran.code == 1 && ran.stderr.contains("--format anki"), "{ran:?}");
}
