//! A pack that is larger than a key can wait for: what takes long is done in slices, keys are heard between them, and a
//! sign tells that something goes on. Work is counted here in steps, never timed.

use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use maitri::data::files::{File, Files};
use maitri::data::load;
use maitri::search::{LazyIndex, SharedIndex as _};
use maitri::store::shelf::Directory;
use maitri::term::decoder::NEAR;
use maitri::term::session::{Ended, Session, SessionOptions};
use maitri::tui::app::App;
use maitri::tui::context::Context;
use maitri::tui::reader::Reader;
use maitri::tui::theme::{Depth, Theme};
use maitri::view::tab::Tab;
use ratatui::layout::Size;

use crate::harness::{DARK, NOON, Player};

const SIZE: Size = Size::new(80, 24);
const OPTIONS: SessionOptions = SessionOptions::XTERM_HERE;
/// Records of the pack, all but one of which lead to the first.
const RECORDS: usize = 3600;

/// The pack: a hub, places close to each other, events, and a figure a day for years.
fn large() -> &'static LazyIndex<'static> {
    static SHARED: OnceLock<LazyIndex<'static>> = OnceLock::new();
    SHARED.get_or_init(|| {
        let list =
            files(RECORDS).into_iter().map(|(name, text)| File { name: name.to_owned(), text: text.into() }).collect();
        let dataset =
            load::load(Box::leak(Box::new(Files { list }))).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let index = LazyIndex::new(Box::leak(Box::new(dataset)));
        while index.per_cent() < 100 {
            index.advance(usize::MAX);
        }
        index
    })
}

/// The files of such a pack of so many records, by name.
pub(crate) fn files(records: usize) -> [(&'static str, String); 3] {
    let head = "(title:\"A large pack\",edition:\"2026\",countries:[(code:\"in\",name:\"India\",adjective:\"Indian\"),\
            (code:\"jp\",name:\"Japan\",adjective:\"Japanese\")],sectors:[\"Trade\",\"Sea\"],\
            sources:[(id:\"s\",title:\"Source\",publisher:\"Nobody\",paragraphs:9)])";
    let mut text = String::from(
        "[(id:\"hub\",title:\"The hub of all\",sectors:[\"Sea\"],weight:Core,summary:\"All \
            leads here.\",cites:[\"s ¶1\"],body:Theme(stance:Significance)),\n",
    );
    for number in 1..records {
        let (body, when) = if number % 4 == 0 {
            let (lat, lon) = (10 + number % 20, 74 + number % 9);
            (format!("Place(side:\"in\",lat:{lat}.{:02},lon:{lon}.{:02})", number % 97, number % 89), String::new())
        } else {
            ("Event(kind:Milestone)".to_owned(), format!("when:\"{}-{:02}-07\",", 1950 + number % 76, 1 + number % 12))
        };
        _ = writeln!(
            text,
            "(id:\"r{number}\",title:\"Thing {}\",{when}sectors:[\"Trade\"],weight:Useful,summary:\"It is one of many.\",\
                 links:[\"hub\"],cites:[\"s ¶2\"],body:{body}),",
            letters(number)
        );
    }
    text.push(']');
    let mut series = String::from(
        "[(id:\"daily\",title:\"A figure a day\",group:Trade,unit:\"US$ million\",basis:\"By the day.\",points:[",
    );
    for day in 0..2800 {
        let (year, month, day_of) = (2000 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
        _ = write!(
            series,
            "(period:\"{year}-{month:02}-{day_of:02}\",value:{}.5,status:Reported,cite:\"s ¶3\"),",
            10 + day * 7 % 900
        );
    }
    series.push_str("])]");
    [("pack.ron", head.to_owned()), ("records.ron", text), ("series.ron", series)]
}

/// A number in letters: a name without digits, so that those on a map are counts.
fn letters(number: usize) -> String {
    let letter = |place: u32| char::from(b'a' + u8::try_from(number / 26_usize.pow(place) % 26).unwrap_or_default());
    let places = if number < 26_usize.pow(3) { 3 } else { 4 };
    (0..places).rev().map(letter).collect()
}

/// A session on the large pack, gone through step by step.
struct Seat<'a> {
    session: Session<'a>,
    terminal: vt100::Parser,
    now: Duration,
}

impl<'a> Seat<'a> {
    fn take(reader: &'a Reader) -> Self {
        Self::on(large(), reader)
    }

    fn on<'d: 'a>(index: &'a LazyIndex<'d>, reader: &'a Reader) -> Self {
        let app = App::new(Context::new(index, reader), Tab::default());
        let session = Session::new(app, SIZE, &OPTIONS).expect("a session");
        let cells = |count| std::num::NonZeroU16::new(count).expect("a size");
        let terminal = vt100::Parser::new(cells(SIZE.height), cells(SIZE.width), 0);
        let mut seat = Self { session, terminal, now: Duration::ZERO };
        seat.rest();
        seat
    }

    fn now(&self) -> maitri::clock::Now {
        maitri::clock::Now { elapsed: self.now, ..NOON }
    }

    /// One step, as a driver takes it where no key has come.
    fn step(&mut self) {
        self.session.wake(self.now());
        self.terminal.process(&self.session.take_output());
    }

    /// All steps that are due; tells how many.
    fn rest(&mut self) -> usize {
        let mut steps = 0;
        while self.session.ended().is_none() && self.session.deadline().is_some_and(|due| due <= self.now) {
            self.step();
            steps += 1;
        }
        steps
    }

    fn send(&mut self, bytes: &[u8]) {
        self.session.feed(bytes, self.now());
        self.terminal.process(&self.session.take_output());
    }

    fn shows(&self, text: &str) -> bool {
        self.terminal.screen().contents().contains(text)
    }
}

fn reader() -> Reader {
    Reader::new(Theme::named("dark", Depth::Ansi16).expect("a theme"))
}

#[test]
fn keys_are_heard_while_facets_are_counted() {
    let reader = reader();
    let mut seat = Seat::take(&reader);
    seat.send(b"f");
    seat.step();
    assert!(seat.shows("being counted"), "{}", seat.terminal.screen().contents());
    seat.send(b"\x1b");
    seat.now += NEAR;
    seat.step();
    seat.step();
    assert!(!seat.shows("being counted") && seat.shows("Timeline"), "Esc closes what is not counted yet");
    assert_eq!(seat.rest(), 0, "and nothing is counted for nobody");
    seat.send(b"f");
    assert!(seat.rest() > 2, "in slices");
    assert!(seat.shows("Decades") && seat.shows("[ ]"), "{}", seat.terminal.screen().contents());
}

#[test]
fn the_program_is_left_while_facets_are_counted() {
    let reader = reader();
    let mut seat = Seat::take(&reader);
    seat.send(b"f");
    seat.send(b"\x03");
    assert_eq!(seat.session.ended(), Some(&Ended::Quit));
}

#[test]
fn what_goes_on_for_longer_than_one_waits_without_wondering_is_told() {
    let reader = reader();
    let mut seat = Seat::take(&reader);
    seat.send(b"f");
    seat.step();
    assert!(!seat.shows("working"));
    // The first slice took a tenth of a second.
    seat.now += Duration::from_millis(100);
    seat.step();
    seat.step();
    assert!(seat.shows("working …"), "{}", seat.terminal.screen().contents());
    seat.rest();
    assert!(!seat.shows("working"), "no longer than it is so");
}

#[test]
fn a_hub_is_told_in_parts() {
    let mut player = Player::on(large(), DARK, (80, 24));
    player.press("<space>hub of all<enter>");
    player.press("G");
    let more = |player: &Player| player.rows().into_iter().find(|row| row.contains(" more") && !row.contains("find"));
    let all = RECORDS - 1;
    assert!(more(&player).is_some_and(|row| row.contains(&format!("{} more", all - 200))), "{:#?}", player.rows());
    // The last link leads to more of them.
    player.press("<shift-tab><shift-tab><enter>G");
    assert!(more(&player).is_some_and(|row| row.contains(&format!("{} more", all - 1200))), "{:#?}", player.rows());
}

#[test]
fn places_share_signs_and_part_as_one_comes_closer() {
    let mut player = Player::on(large(), DARK, (80, 24));
    player.press("5v");
    let counts = |player: &Player| -> usize {
        let rows = player.rows();
        let words = rows.iter().skip(3).take(18).flat_map(|row| row.split(|c: char| !c.is_ascii_digit()));
        words.filter_map(|word| word.parse::<usize>().ok()).filter(|count| *count > 1).sum()
    };
    let far = counts(&player);
    assert!(far > 600, "nearly all of {} are counted: {:#?}", RECORDS / 4, player.rows());
    for _ in 0..4 {
        player.press("+");
    }
    assert!(counts(&player) < far / 2, "{:#?}", player.rows());
    // The arrows lead from sign to sign.
    for _ in 0..4 {
        player.press("-");
    }
    for _ in 0..3 {
        let (before, sign) = (player.place(), player.cursor());
        player.press("k");
        assert!(player.place() != before && player.cursor() != sign, "{:#?}", player.rows());
    }
}

#[test]
fn a_paper_of_a_hub_and_of_daily_figures_is_set() {
    let mut player = Player::on(large(), DARK, (80, 24));
    player.press("6<end><up><enter>");
    let rows = player.rows().join("\n");
    assert!(rows.contains("question 1 of") || rows.contains("too little"), "{rows}");
}

#[test]
fn a_long_log_is_read_while_keys_are_heard() {
    let directory = tempfile::tempdir().expect("a directory");
    let line = "{\"at\":1,\"day\":\"2026-11-01\",\"card\":\"cepa/signed\",\"grade\":\"good\",\"ms\":9}\n";
    let log = format!("{{\"maitri\":\"reviews\",\"version\":1}}\n{}", line.repeat(30_000));
    std::fs::write(directory.path().join("reviews.jsonl"), log).expect("a log");
    let mut reader = reader();
    let pack = large().dataset().pack.id();
    reader.study.reviews = Some(Arc::new(Directory::new(directory.path(), &pack)));
    let mut seat = Seat::take(&reader);
    seat.send(b"6");
    let is_read = |seat: &Seat<'_>| seat.shows("of about 30000 answers are read");
    while !is_read(&seat) {
        assert!(seat.session.deadline().is_some(), "{}", seat.terminal.screen().contents());
        seat.step();
    }
    seat.send(b"1");
    seat.rest();
    assert!(seat.shows("Timeline \u{2500}"), "another tab is looked at meanwhile");
    seat.send(b"6");
    seat.step();
    assert!(is_read(&seat) || seat.shows("Mock exam"), "{}", seat.terminal.screen().contents());
    seat.rest();
    assert!(seat.shows("Mock exam"), "{}", seat.terminal.screen().contents());
    let checkpoints = std::fs::read_dir(directory.path()).expect("files").flatten();
    let checkpoints = checkpoints.filter(|file| file.path().extension().is_some_and(|end| end == "checkpoint"));
    assert_eq!(checkpoints.count(), 1, "written while nobody types");
}

#[test]
fn cards_and_papers_are_made_while_keys_are_heard() {
    let reader = reader();
    let mut seat = Seat::take(&reader);
    seat.send(b"6");
    seat.step();
    assert!(seat.shows("being made ready"), "{}", seat.terminal.screen().contents());
    seat.send(b"1");
    seat.rest();
    assert!(seat.shows("Timeline \u{2500}"), "another tab is looked at meanwhile");
    seat.send(b"6");
    seat.rest();
    seat.send(b"\x1b[F");
    seat.rest();
    seat.send(b"\r");
    seat.step();
    assert!(seat.shows("being set"), "{}", seat.terminal.screen().contents());
    seat.send(b"\x1b");
    seat.now += NEAR;
    seat.step();
    seat.step();
    assert!(!seat.shows("being set") && seat.shows("Mock exam"), "Esc leaves it");
    seat.send(b"\r");
    seat.rest();
    assert!(seat.shows("question 1 of"), "{}", seat.terminal.screen().contents());
}

#[test]
fn a_list_that_is_asked_for_waits_for_its_cards_and_esc_leaves_it() {
    let reader = reader();
    for leaves in [true, false] {
        let mut seat = Seat::take(&reader);
        if !reader.marks.contains(maitri::data::ItemId::from_index(1)) {
            seat.send(b" thing aab\r");
            seat.rest();
            seat.send(b"m");
            seat.rest();
        }
        // The lists of marks; the first is asked for.
        seat.send(b"M");
        seat.rest();
        seat.send(b"d");
        seat.step();
        assert!(seat.shows("leaves what was asked for"), "{}", seat.terminal.screen().contents());
        if leaves {
            seat.send(b"\x1b");
            seat.now += NEAR;
        }
        seat.rest();
        assert_eq!(seat.shows("Mock exam"), leaves, "{}", seat.terminal.screen().contents());
    }
}

#[test]
fn the_filter_of_a_huge_pack_is_searched_for_while_keys_are_heard() {
    // More than are searched at once.
    let list =
        files(21_000).into_iter().map(|(name, text)| File { name: name.to_owned(), text: text.into() }).collect();
    let files = Files { list };
    let dataset = load::load(&files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let index = LazyIndex::new(&dataset);
    let reader = reader();
    let mut seat = Seat::on(&index, &reader);
    let told =
        |seat: &Seat<'_>| seat.terminal.screen().contents().lines().last().unwrap_or_default().trim_end().to_owned();
    let all = told(&seat);
    seat.send(b"/");
    for key in b"source:s !thing" {
        seat.send(&[*key]);
    }
    seat.step();
    assert!(seat.shows("source:s !thing"), "what is typed shows at once");
    // Esc does not wait for what would be found.
    seat.send(b"\x1b");
    seat.now += NEAR;
    seat.step();
    seat.step();
    assert_eq!((told(&seat), seat.rest()), (all, 0), "{}", seat.terminal.screen().contents());
}

#[test]
fn a_tab_of_a_huge_pack_is_listed_while_keys_are_heard() {
    // More than are listed at once.
    let list =
        files(26_000).into_iter().map(|(name, text)| File { name: name.to_owned(), text: text.into() }).collect();
    let files = Files { list };
    let dataset = load::load(&files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let index = LazyIndex::new(&dataset);
    let reader = reader();
    let mut seat = Seat::on(&index, &reader);
    // Blanks at the end of a row are written or not, as what stood there before.
    let screen = |seat: &Seat<'_>| {
        let contents = seat.terminal.screen().contents();
        contents.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    };
    assert!(seat.shows("dated"), "the first screen is whole: {}", screen(&seat));
    seat.send(b"5");
    seat.step();
    assert!(seat.shows("being made"), "{}", screen(&seat));
    seat.send(b"4");
    seat.step();
    assert!(seat.shows("Institutions \u{2500}"), "another tab is gone to meanwhile: {}", screen(&seat));
    assert!(seat.rest() > 3, "in slices");
    seat.send(b"5");
    seat.rest();
    let listed = screen(&seat);
    assert!(listed.contains("6500 records") && listed.contains("Thing") && !listed.contains("being made"), "{listed}");
    // Whoever moves means what is listed, and waits for it.
    let mut other = Seat::on(&index, &reader);
    other.send(b"5");
    other.send(b"j");
    other.send(b"k");
    other.rest();
    assert_eq!(screen(&other), listed);
    // What shows until it is in another order tells not how much there will be.
    seat.send(b"s");
    seat.step();
    assert!(seat.shows("Topics \u{2500} \u{2026} records by title"), "{}", screen(&seat));
    let first = seat.rest();
    assert!(seat.shows("6500 records by title"), "{}", screen(&seat));
    // In which order that is was found for all.
    other.send(b"s");
    other.step();
    let second = other.rest();
    assert!(second < first && screen(&other) == screen(&seat), "{second} steps after {first}: {}", screen(&other));
    // What is typed is looked for before lists are made that do not show.
    let mut other = Seat::on(&index, &reader);
    for key in ["3", "5", " ", "h", "u", "b"] {
        other.send(key.as_bytes());
    }
    while !other.shows("The hub of all") {
        assert!(other.session.deadline().is_some(), "{}", screen(&other));
        other.step();
    }
    let left = other.rest();
    assert!(left > 3, "{left} steps are left: {}", screen(&other));
    // What facets leave is listed in slices too, as before by one go.
    let mut narrowed = Vec::new();
    for waits in [true, false] {
        let mut seat = Seat::on(&index, &reader);
        seat.send(b"f");
        seat.rest();
        seat.send(b"\x1b[B ");
        if waits {
            assert!(seat.rest() > 3, "in slices");
        }
        seat.send(b"\x1b");
        seat.now += NEAR;
        seat.rest();
        seat.send(b"G");
        seat.rest();
        narrowed.push(screen(&seat));
    }
    assert_eq!(narrowed[0], narrowed[1]);
    assert!(narrowed[0].contains(" of 19500"), "{}", narrowed[0]);
    // Lanes are counted in slices too, and once: when they are left and come back nothing is left to be counted.
    let mut seat = Seat::on(&index, &reader);
    seat.send(b"b");
    let first = seat.rest();
    let lanes = screen(&seat);
    assert!(lanes.contains("Trade") && lanes.contains("19500"), "{lanes}");
    seat.send(b"b");
    seat.rest();
    seat.send(b"b");
    let second = seat.rest();
    assert!(second < first && screen(&seat) == lanes, "{second} steps after {first}: {}", screen(&seat));
    // A topic's sheet is put together in slices, and one leafs back meanwhile.
    let mut seat = Seat::on(&index, &reader);
    seat.send(b"p");
    seat.rest();
    let of_record = screen(&seat);
    seat.send(b"l");
    seat.step();
    assert!(seat.shows("being put together"), "{}", screen(&seat));
    seat.send(b"h");
    seat.rest();
    assert_eq!(screen(&seat), of_record);
    seat.send(b"l");
    assert!(seat.rest() >= 3, "in slices");
    assert!(seat.shows("of them Core") && !seat.shows("being put together"), "{}", screen(&seat));
}

#[test]
fn a_printed_screen_is_whole_however_long_it_takes() {
    let pack = tempfile::tempdir().expect("a directory");
    for (name, text) in files(RECORDS) {
        std::fs::write(pack.path().join(name), text).expect("a file");
    }
    for arguments in [["--print", "--keys", "6"], ["--print", "--tab", "study"]] {
        let ran = crate::program::run_on(pack.path(), &arguments);
        assert!(ran.code == 0 && ran.stdout.contains("Mock exam"), "{ran:?}");
    }
}

#[test]
fn the_exam_plan_is_made_while_keys_are_heard() {
    let reader = reader();
    for leaves in [true, false] {
        let mut seat = Seat::take(&reader);
        seat.send(b"6");
        seat.rest();
        for key in [&b":exam date 2027-02-22"[..], b"\r"] {
            seat.send(key);
            seat.rest();
            // Enter is no longer one of many keys that came at once.
            seat.now += NEAR * 10;
        }
        seat.send(b"p");
        seat.step();
        assert!(seat.shows("The plan is being made"), "{}", seat.terminal.screen().contents());
        if leaves {
            seat.send(b"\x1b");
            seat.now += NEAR;
        }
        seat.rest();
        assert_eq!(seat.shows("Mock exam"), leaves, "{}", seat.terminal.screen().contents());
        assert_eq!(seat.shows("Exam plan \u{2500}"), !leaves, "{}", seat.terminal.screen().contents());
    }
}
