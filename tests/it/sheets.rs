//! Sheets: what is asked for and what comes of it, on the command line, in files and on the screen.

mod hostile;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use maitri::data::record::Weight;
use maitri::data::{Dataset, ItemId};
use maitri::study::sheet::folder::{Folder, NotWritten};
use maitri::study::sheet::{Request, Sheet};
use maitri::text::width;
use maitri::view::sheet::{html, markdown, text};

use crate::harness::{ASCII, MONO, Player, Size, frozen, library, snap};
use crate::program::{command, finish, has_escapes, run, run_on, succeed};

const USUAL: Size = (80, 24);

/// Every topic, every Core record and every series of a dataset, each a sheet of its own.
fn requests(dataset: &Dataset<'_>) -> Vec<Request> {
    let sectors = dataset.pack.sectors.iter().map(|sector| Request::Sector(sector.to_string()));
    let records = dataset.records.iter().enumerate().filter(|(_, record)| record.weight == Weight::Core);
    let records = records.map(|(index, _)| Request::Items(vec![ItemId::from_index(index)]));
    let series = (dataset.records.len()..dataset.len()).map(|index| Request::Items(vec![ItemId::from_index(index)]));
    sectors.chain(records).chain(series).collect()
}

#[test]
fn every_statement_of_every_sheet_names_its_sources() {
    for library in [frozen(), library()] {
        let dataset = library.dataset();
        for request in requests(dataset) {
            let sheet = Sheet::new(dataset, &request);
            assert!(!sheet.title.is_empty() && !sheet.glance.is_empty() && !sheet.opening.is_empty(), "{request:?}");
            let mut used = HashSet::new();
            for statement in sheet.statements() {
                let notes = sheet.notes(statement);
                assert!(!statement.text.trim().is_empty() && !notes.is_empty(), "{}: {statement:?}", sheet.title);
                used.extend(notes.into_iter().map(|note| note.number));
            }
            assert_eq!(used, (1..=sheet.sources.len()).collect(), "{}: each source is used", sheet.title);
            let once: HashSet<&str> = sheet.sources.iter().map(|source| source.cite.source).collect();
            assert_eq!(once.len(), sheet.sources.len(), "{}: each source stands once", sheet.title);
        }
    }
}

#[test]
fn every_line_of_a_statement_ends_with_its_notes_in_every_format() {
    let dataset = library().dataset();
    for request in requests(dataset) {
        let sheet = Sheet::new(dataset, &request);
        let notes: usize = sheet.statements().map(|statement| sheet.notes(statement).len()).sum();
        let page = html::html(dataset, &sheet);
        assert_eq!(page.matches("<a href=\"#s").count(), notes, "{}", sheet.title);
        let page = markdown::markdown(dataset, &sheet);
        assert_eq!(page.matches("[^").count(), notes + sheet.sources.len(), "{}", sheet.title);
        assert_eq!(page.matches("\n[^").count(), sheet.sources.len(), "{}", sheet.title);
    }
}

#[test]
fn parts_are_capped_and_dates_stand_in_order() {
    let dataset = library().dataset();
    for request in requests(dataset) {
        let sheet = Sheet::new(dataset, &request);
        assert!(sheet.dates.statements.len() <= 5 && sheet.figures.statements.len() <= 5, "{}", sheet.title);
        assert!(sheet.who.statements.len() <= 6 && sheet.points.statements.len() <= 6, "{}", sheet.title);
        assert!(sheet.disputes.len() <= 3 && sheet.questions.len() <= 4, "{}", sheet.title);
    }
    let defence = Sheet::new(dataset, &Request::Sector("Defence".to_owned()));
    assert!((2..=4).contains(&defence.questions.len()) && defence.dates.statements.len() == 5);
    assert!(defence.questions.iter().all(|likely| likely.question.topic == *"Defence"));
    let written = defence.mains.as_ref().expect("a question of the main examination");
    assert!(written.question.topic == *"Defence" && written.outline.text.starts_with("Points: "));
    let years: Vec<&str> = defence
        .dates
        .statements
        .iter()
        .map(|date| date.label.get(date.label.len() - 4..).unwrap_or_default())
        .collect();
    assert!(years.is_sorted(), "{years:?}");
}

#[test]
fn no_line_is_wider_than_asked_and_the_same_request_gives_the_same_sheet() {
    let dataset = library().dataset();
    for request in requests(dataset).into_iter().step_by(9) {
        let sheet = Sheet::new(dataset, &request);
        for columns in [20, 33, 44, 60, 80, 120] {
            for line in text::text(dataset, &sheet, columns).lines() {
                assert!(width(line) <= columns, "{columns}: {line}");
                assert!(!has_escapes(line) && !line.contains('\u{a0}'), "{line}");
            }
        }
        let again = Sheet::new(dataset, &request);
        assert_eq!(html::html(dataset, &sheet), html::html(dataset, &again));
    }
}

/// The element names of HTML that is well formed: every tag closed in its order, and no sign out of place.
fn elements(page: &str) -> BTreeMap<String, usize> {
    const VOID: [&str; 1] = ["meta"];
    let mut open: Vec<String> = Vec::new();
    let mut count = BTreeMap::new();
    let body = page.strip_prefix("<!DOCTYPE html>\n").expect("a doctype");
    let mut rest = body;
    while let Some((before, tag)) = rest.split_once('<') {
        assert!(!before.contains('>') || open.last().is_some_and(|name| name == "style"), "a stray > in {before:?}");
        for part in before.split('&').skip(1) {
            let name = part.split_once(';').map_or("", |(name, _)| name);
            assert!(["amp", "lt", "gt", "quot", "#39"].contains(&name), "a stray & before {part:?}");
        }
        let (tag, after) = tag.split_once('>').expect("the end of a tag");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed in order");
        } else {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            assert!(attributes.matches('"').count().is_multiple_of(2), "{tag}");
            let handlers = attributes.split('"').step_by(2).any(|name| name.trim_start().starts_with("on"));
            assert!(!handlers, "{tag}");
            *count.entry(name.to_owned()).or_insert(0) += 1;
            if !VOID.contains(&name) {
                open.push(name.to_owned());
            }
        }
        rest = after;
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?}, {rest:?}");
    count
}

#[test]
fn every_page_is_well_formed_and_stands_alone() {
    let known = [
        "a", "b", "body", "div", "footer", "h1", "h2", "head", "header", "html", "i", "li", "main", "meta", "ol", "p",
        "section", "span", "style", "sup", "title", "ul",
    ];
    for library in [frozen(), library()] {
        let dataset = library.dataset();
        for request in requests(dataset) {
            let page = html::html(dataset, &Sheet::new(dataset, &request));
            let elements = elements(&page);
            assert!(elements.keys().all(|name| known.contains(&name.as_str())), "{elements:?}");
            for foreign in ["src=", "url(", "@import", "href=\"http", "<script", "javascript:"] {
                assert!(!page.contains(foreign), "{foreign}");
            }
        }
    }
    let page = succeed(&["sheet", "harbours-treaty", "--format", "html"]);
    assert!(page.contains("<p class=\"native\" lang=\"hi\">खुले बंदरगाहों की संधि</p>"), "{page}");
    assert!(page.contains("size: A4") && page.contains("charset=\"utf-8\""));
}

#[test]
fn a_topic_or_records_are_asked_for_by_any_name_that_tells_them_apart() {
    let same = |names: &[&str], as_if: &[&str]| {
        let told = |names: &[&str]| succeed(&[&["sheet"], names].concat());
        assert_eq!(told(names), told(as_if), "{names:?}");
    };
    same(&["defence"], &["Defence"]);
    same(&["DÉF"], &["Defence"]);
    same(&["science", "and", "technology"], &["Science and technology"]);
    same(&["treaty of open harbours between india and japan"], &["harbours-treaty"]);
    same(&["Treaty", "of", "Open"], &["harbours-treaty"]);
    same(&["harbours-treaty", "harbours-treaty"], &["harbours-treaty"]);
    let both = succeed(&["sheet", "harbours-treaty", "seed-agreement"]);
    assert!(both.contains("Treaty of Open Harbours") && both.contains("Agreement on the Exchange of Seeds"), "{both}");
}

#[test]
fn what_names_no_sheet_is_answered_in_a_sentence() {
    for (names, told) in [
        (&["defnce"][..], "did you mean Defence"),
        (&["harbour-treaty"], "harbours-treaty"),
        (&["e"], "may be Economy, Environment or Education"),
        (&["qqqqzzzz"], "the topics are Political, Defence"),
        (&["kobe", "economy"], "so ask for it alone"),
        (&["memorandum"], "may be lighthouse-memorandum, "),
        (&["  "], "the topics are"),
        (&["a\u{1b}[31mb"], "no topic and no record"),
    ] {
        let ran = run(&[&["sheet"], names].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{names:?}");
        assert!(ran.stderr.starts_with("maitri: ") && ran.stderr.contains(told), "{ran:?}");
        assert!(ran.stderr.lines().count() == 1 && !has_escapes(&ran.stderr), "{ran:?}");
    }
    let many: Vec<&str> = frozen().dataset().records.iter().take(9).map(|record| record.id.as_str()).collect();
    assert!(run(&[vec!["sheet"], many].concat()).stderr.contains("has room for 6 records, and 9 are named"));
    assert_eq!(run(&["sheet"]).code, 2);
}

#[test]
fn a_sheet_is_written_to_a_file_whose_ending_says_how() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    for (name, begins) in [("a.html", "<!DOCTYPE html>"), ("a.md", "# Treaty"), ("a.txt", "Treaty"), ("a", "Treaty")] {
        let path = folder.path().join(name);
        let output = path.display().to_string();
        let told = succeed(&["sheet", "harbours-treaty", "--output", &output]);
        assert_eq!(told, format!("The sheet “Treaty of Open Harbours between India and Japan” is in {output}\n"));
        let read = || fs::read_to_string(&path).expect("a file");
        assert!(read().starts_with(begins), "{name}");
        fs::write(&path, "mine").expect("a file");
        let ran = run(&["sheet", "harbours-treaty", "--output", &output]);
        assert!(ran.code == 1 && ran.stderr.contains("is there already; name another file, or add --force"), "{ran:?}");
        assert_eq!(read(), "mine");
        succeed(&["sheet", "harbours-treaty", "--output", &output, "--force"]);
        assert!(read().starts_with(begins), "{name}");
    }
    let pdf = folder.path().join("a.pdf").display().to_string();
    let ran = run(&["sheet", "kobe", "--output", &pdf]);
    assert!(ran.code == 1 && ran.stderr.contains("no sheet is written as .pdf; name a file in .html"), "{ran:?}");
    assert!(!Path::new(&pdf).exists());
    assert!(succeed(&["sheet", "kobe", "--output", &pdf, "--format", "txt"]).contains("a.pdf"));
    let nowhere = folder.path().join("none/a.html").display().to_string();
    let ran = run(&["sheet", "kobe", "--output", &nowhere]);
    assert!(ran.code == 1 && ran.stderr.contains("cannot be written to"), "{ran:?}");
    let ran = run(&["sheet", "kobe", "--output", &folder.path().display().to_string()]);
    assert!(ran.code == 1 && ran.stderr.contains("no regular file"), "{ran:?}");
}

#[test]
fn plain_sheets_read_like_this() {
    let settings = || {
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings
    };
    for (name, arguments) in [
        ("sheet_of_a_record", &["sheet", "harbours-treaty"][..]),
        ("sheet_of_a_topic_in_few_columns", &["sheet", "infrastructure", "--width", "56"]),
        ("sheet_of_figures", &["sheet", "exports"]),
        ("sheet_as_markdown", &["sheet", "monsoon-dialogue", "--format", "md"]),
        ("sheet_as_html", &["sheet", "harbours-treaty", "--format", "html"]),
    ] {
        settings().bind(|| insta::assert_snapshot!(name, succeed(arguments)));
    }
    let pack = hostile::pack();
    let asked = run_on(pack.path(), &["sheet", "cod-council"]).stdout;
    settings().bind(|| insta::assert_snapshot!("sheet_with_a_question", asked));
}

#[test]
fn the_figure_that_may_still_change_stands_beside_the_last_that_is_settled() {
    let dataset = library().dataset();
    let provisional = |status: maitri::data::series::Status| status == maitri::data::series::Status::Provisional;
    let is_both = |points: &[maitri::data::series::DataPoint<'_>]| {
        points.last().is_some_and(|point| provisional(point.status))
            && points.iter().any(|point| !provisional(point.status))
    };
    let mut seen = 0;
    for request in dataset.pack.sectors.iter().map(|sector| Request::Sector(sector.to_string())) {
        let sheet = Sheet::new(dataset, &request);
        for figure in &sheet.figures.statements {
            let Some(series) = dataset.series.iter().find(|series| series.title == *figure.label) else { continue };
            assert_eq!(figure.text.contains(" Before: "), is_both(&series.points), "{figure:?}");
            seen += usize::from(is_both(&series.points));
        }
    }
    assert!(seen > 0, "some figures of the pack are provisional");
}

/// Files that are there, and what is written.
#[derive(Debug, Default)]
struct Kept(Mutex<BTreeMap<String, String>>);

#[derive(Debug)]
struct Desk {
    files: Arc<Kept>,
    is_full: bool,
}

impl Folder for Desk {
    fn write(&self, name: &str, text: &str, over: bool) -> Result<(), NotWritten> {
        let mut files = self.files.0.lock().expect("no panic before");
        match files.contains_key(name) {
            _ if self.is_full => Err(NotWritten::Failed("no space is left".to_owned())),
            true if !over => Err(NotWritten::Exists),
            _ => {
                files.insert(name.to_owned(), text.to_owned());
                Ok(())
            }
        }
    }
}

fn at_desk(is_full: bool) -> (Player, Arc<Kept>) {
    let files = Arc::new(Kept::default());
    (Player::writing_to(Box::new(Desk { files: files.clone(), is_full }), USUAL), files)
}

#[test]
fn a_sheet_opens_over_a_list_and_a_record_and_closes_again() {
    for keys in ["", "2", "3", "4", "5", "5v", "2<enter>", "3<enter>"] {
        let mut player = Player::after(keys, USUAL);
        let before = player.text();
        player.press("p");
        assert!(player.text().contains("Esc close") && player.text() != before, "{keys}:\n{}", player.text());
        for close in ["<esc>", "p", "<enter>"] {
            player.press(close);
            assert_eq!(player.text(), before, "{keys} {close}");
            player.press("p");
        }
    }
}

#[test]
fn a_sheet_is_written_and_written_over_only_after_asking() {
    let (mut player, files) = at_desk(false);
    player.press("2<end>pw");
    assert!(player.text().contains("Written to maitri-harbours-treaty.html"), "{}", player.text());
    let name = "maitri-harbours-treaty.html";
    let written = || files.0.lock().expect("no panic before").get(name).cloned().unwrap_or_default();
    assert!(written().starts_with("<!DOCTYPE html>"));
    files.0.lock().expect("no panic before").insert(name.to_owned(), "mine".to_owned());
    player.press("w");
    assert!(player.text().contains("is there; w again writes over it"), "{}", player.text());
    player.press("<down>w");
    assert_eq!(written(), "mine", "another key was a no");
    player.press("w");
    assert!(written().starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_sheet_that_cannot_be_written_says_why() {
    let (mut player, _) = at_desk(true);
    player.press("2<end>pw");
    assert!(player.text().contains("is not written: no space is left"), "{}", player.text());
    let mut visitor = Player::after("2<end>pw", USUAL);
    assert!(visitor.text().contains("No file is written from here; y copies the sheet"), "{}", visitor.text());
    visitor.press("y");
    assert!(visitor.text().contains("Sent to the terminal"), "{}", visitor.text());
}

#[test]
fn the_keys_of_a_sheet_are_shown_over_it() {
    let mut player = Player::after("2<end>p?", USUAL);
    let is_told = |player: &Player| player.rows().iter().any(|row| row.contains("On a sheet"));
    assert!(is_told(&player), "{}", player.text());
    player.press("<pgdn>");
    assert!(player.text().contains("write it to a file"), "{}", player.text());
    player.press("<esc>");
    assert!(player.text().contains("w write  y copy"), "the sheet is still there:\n{}", player.text());
    player.press(":sheet of its topic<enter>");
    assert!(player.rows().iter().any(|row| row.trim() == "Political"), "what is chosen is done:\n{}", player.text());
}

#[test]
fn one_leafs_from_a_record_to_its_topics() {
    let mut player = Player::after("2<end>p", USUAL);
    assert!(player.text().contains("→ Political"), "{}", player.text());
    player.press("<right>");
    assert!(player.rows().iter().any(|row| row.trim() == "Political"), "{}", player.text());
    player.press("<right>");
    assert!(player.rows().iter().any(|row| row.trim() == "Economy"), "{}", player.text());
    player.press("<left><left>");
    assert!(player.text().contains("Treaty of Open Harbours"), "{}", player.text());
}

#[test]
fn a_visitor_sees_sheets_and_writes_none() {
    let visit = |visitors: &str| finish(command(&["--kiosk"]).env("SSH_ORIGINAL_COMMAND", visitors));
    let ran = visit("sheet harbours-treaty --format html");
    assert_eq!(ran.stdout, succeed(&["sheet", "harbours-treaty", "--format", "html"]));
    let home = tempfile::tempdir().expect("a temporary directory");
    let path = home.path().join("x.html").display().to_string();
    let ran = visit(&format!("sheet kobe --output {path}"));
    assert!(ran.code == 1 && ran.stderr.contains("--output names files of this machine"), "{ran:?}");
    let mut command = command(&["--kiosk"]);
    command.current_dir(home.path()).env("SSH_ORIGINAL_COMMAND", "--keys 2pww --print");
    assert_eq!(finish(&mut command).code, 0);
    assert!(!Path::new(&path).exists() && fs::read_dir(home.path()).expect("a directory").count() == 0);
}

#[test]
fn sheet() {
    snap!("2<end>p");
}

#[test]
fn sheet_scrolled() {
    snap!("2<end>p<pgdn>");
}

#[test]
fn sheet_of_a_topic() {
    snap!("2<end>p<right>", USUAL);
    snap!("2<end>p<right><end>", (120, 40));
}

#[test]
fn sheet_in_ascii() {
    snap!("2<end>p<down>", USUAL, ASCII);
}

#[test]
fn sheet_without_colours() {
    snap!("2<end>p<end>w", USUAL, MONO);
}
