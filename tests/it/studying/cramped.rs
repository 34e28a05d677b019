//! Small screens: whatever is asked, its options and the time are seen, and as much of the question as there is room
//! for.

use std::sync::Arc;

use maitri::study::collection::StudySettings;
use maitri::study::exam::kept::PaperEntry;
use maitri::study::shelf::{Log, NotKept, Shelf};

use super::choosing::WANTED;
use super::{PACT, TEN};
use crate::harness::{DARK, Player, Size, frozen, library, with_bank};

/// Sizes from the smallest that is drawn.
const SIZES: [Size; 6] = [(40, 10), (40, 12), (60, 12), (60, 16), (80, 24), (100, 16)];

/// How many rows begin with an option: `(a)` to `(d)`.
fn options(player: &Player) -> usize {
    let is_option = |row: &String, letter: char| {
        let row = row.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(').trim_start_matches("x ");
        row.starts_with(&format!("({letter}) "))
    };
    ('a'..='e').filter(|letter| player.rows().iter().any(|row| is_option(row, *letter))).count()
}

/// All questions of a paper that these keys begin show their four options and the time, as they come, as one goes
/// through the options and as one pages on to the end.
fn all_show_their_options(mut player: Player, keys: &str, size: Size) {
    player.press(keys);
    let text = player.text();
    let (_, count) = text.split_once("question 1 of ").unwrap_or_else(|| panic!("no paper: {text}"));
    let count: usize = count.chars().take_while(char::is_ascii_digit).collect::<String>().parse().expect("a count");
    for number in 1..=count {
        for keys in ["", "<down>", "<down><down>", "<pgdn>", "<pgdn>", "<pgdn>", "<pgdn><pgdn><pgdn>", "<pgup>"] {
            player.press(keys);
            let text = player.text();
            assert_eq!(options(&player), 4, "question {number} after {keys} at {size:?}:\n{text}");
            assert!(text.contains(" left · seed "), "the time at {size:?}:\n{text}");
        }
        player.press("<right>");
    }
}

#[test]
fn blank_rows_of_an_answer_go_before_its_source_does() {
    let mut cramped = 0;
    for size in [(60, 14), (60, 16), (60, 18)] {
        let mut player = Player::on(frozen(), DARK, size);
        player.press("6<enter>");
        for _ in 0..6 {
            player.press("<enter>");
            let rows = player.rows();
            let answer = rows.iter().position(|row| row.contains("── Answer ─"));
            let hides_more = rows.iter().any(|row| row.contains(" more ↓"));
            if let Some(answer) = answer.filter(|_| hides_more) {
                cramped += 1;
                let below = rows[answer..].iter().take_while(|row| !row.contains("again "));
                let blank = below.filter(|row| row.trim_matches(['│', ' ']).is_empty()).count();
                assert_eq!(blank, 0, "{size:?}:\n{}", player.text());
            }
            player.press("g");
        }
    }
    // Where there is room for the sources they are told: nothing else is left out for them.
    assert!(cramped > 0);
    let text = Player::after("6<enter><enter>", (60, 16)).text();
    assert!(text.contains('¶'), "{text}");
}

#[test]
fn every_option_of_a_paper_is_seen_at_once() {
    for size in SIZES {
        all_show_their_options(Player::on(frozen(), DARK, size), TEN, size);
        all_show_their_options(Player::on(with_bank(), DARK, size), TEN, size);
    }
}

#[test]
fn every_option_of_the_bundled_questions_is_seen_at_once() {
    // All of them take a while.
    let count = std::env::var("MAITRI_QUESTIONS").unwrap_or_else(|_| "120".to_owned());
    for size in [(60, 16), (80, 24)] {
        all_show_their_options(Player::on(library(), DARK, size), &format!("{WANTED}{count}<enter>"), size);
    }
}

#[test]
fn the_selected_option_of_a_bundled_question_is_read_whole_in_little_room() {
    let mut player = Player::on(library(), DARK, (60, 14));
    player.press(&format!("{WANTED}40<enter>"));
    let mut cut = 0;
    for _ in 0..40 {
        for keys in ["<down><up>", "<down>", "<down>", "<down>"] {
            player.press(keys);
            let rows = player.rows();
            let is_option = |row: &&String| ('a'..='d').any(|letter| row.contains(&format!("({letter}) ")));
            cut += rows.iter().filter(is_option).filter(|row| row.contains('…')).count();
            let from = rows.iter().skip_while(|row| !row.contains("▸ "));
            let selected: Vec<&String> =
                from.clone().take(1).chain(from.skip(1).take_while(|row| !is_option(row))).collect();
            assert!(!selected.is_empty() && selected.iter().all(|row| !row.contains('…')), "{}", player.text());
        }
        player.press("<right>");
    }
    assert!(cut > 0, "others are cut there");
}

#[test]
fn a_long_question_scrolls_above_its_options_and_the_key_is_told() {
    let mut player = Player::on(with_bank(), DARK, (40, 14));
    player.press(TEN);
    for _ in 0..10 {
        if !player.text().contains(" more ↓") {
            player.press("<right>");
        }
    }
    // The clock goes on.
    let body = |player: &Player| player.rows().into_iter().filter(|row| !row.contains(" left · ")).collect::<Vec<_>>();
    let told = body(&player);
    assert!(player.text().contains(" more ↓ · PgDn"), "{}", player.text());
    player.press("<pgdn>");
    assert!(player.text().contains(" more ↑"), "{}", player.text());
    assert_ne!(body(&player), told);
    player.press("<pgup><pgup><pgup>");
    assert_eq!(body(&player), told);
}

/// The rows of a paper above its first option, in its frame.
fn above_the_options(player: &Player) -> usize {
    let rows = player.rows();
    let row =
        |sign: &str| rows.iter().position(|row| row.contains(sign)).unwrap_or_else(|| panic!("{}", player.text()));
    row("(a) ") - row("question ") - 1
}

#[test]
fn in_little_room_one_reads_the_question_until_one_comes_to_an_option() {
    let mut player = Player::on(library(), DARK, (40, 12));
    player.press(&format!("{WANTED}20<enter>"));
    let mut gave_way = 0;
    for _ in 0..20 {
        assert_eq!(above_the_options(&player), 3, "{}", player.text());
        player.press("<down>");
        gave_way += usize::from(above_the_options(&player) < 3);
        player.press("m");
        assert!(player.text().contains(" · marked"), "nothing below tells it here: {}", player.text());
        player.press("<right>");
    }
    assert!(gave_way > 0, "an option that one comes to is read");
}

#[test]
fn the_options_of_a_card_are_seen_at_once() {
    for size in SIZES {
        let mut player = Player::open(size);
        player.press(&format!("{PACT}do"));
        assert_eq!(options(&player), 4, "{size:?}:\n{}", player.text());
        player.press("<down><down><down>");
        assert_eq!(options(&player), 4, "{size:?}:\n{}", player.text());
    }
}

#[test]
fn the_question_of_a_card_is_read_until_one_comes_to_an_option() {
    let mut player = Player::open((40, 10));
    player.press(&format!("{PACT}do"));
    let shown = player.rows();
    // Nothing that is cut grows unasked, nor as one scrolls there and back.
    player.press("<pgdn><pgup><pgup><pgup>");
    assert_eq!(player.rows(), shown);
}

#[test]
fn the_footer_tells_the_way_to_another_question_and_the_whole_of_what_is_asked() {
    let mut player = Player::on(with_bank(), DARK, (40, 12));
    player.press(TEN);
    assert!(player.text().contains("←→ question"), "{}", player.text());
    player.press("q");
    let told = player.rows().split_off(10).join(" ");
    assert!(told.contains("The paper is not handed in nor kept;") && told.contains("quit again loses it."), "{told}");
    player.press("f");
    let told = player.text();
    assert!(told.contains("no answer; f once"), "{told}");
    assert_eq!(options(&player), 4, "{told}");
}

/// A log of papers on a disk that takes nothing.
#[derive(Debug)]
struct Full;

impl Shelf<PaperEntry> for Full {
    fn open(&self) -> Result<Box<dyn Log<PaperEntry>>, NotKept> {
        Ok(Box::new(Self))
    }

    fn look(&self) -> Result<Box<dyn Log<PaperEntry>>, NotKept> {
        self.open()
    }
}

impl Log<PaperEntry> for Full {
    fn entries(&self) -> &[PaperEntry] {
        &[]
    }

    fn notices(&self) -> Vec<String> {
        Vec::new()
    }

    fn keeps(&self) -> bool {
        true
    }

    fn append(&mut self, _: PaperEntry) -> Result<(), NotKept> {
        Err(NotKept("the disk is full".to_owned()))
    }
}

#[test]
fn that_a_paper_is_not_kept_leaves_its_options_their_room() {
    let on_full = |size| {
        let study = StudySettings { papers: Some(Arc::new(Full)), ..StudySettings::default() };
        let mut player = Player::studying_on(with_bank(), study, size);
        player.press(TEN);
        assert!(player.text().contains("The disk is full."), "{size:?}:\n{}", player.text());
        player
    };
    let mut player = on_full((40, 10));
    for _ in 0..10 {
        player.press("m");
        let told = player.text();
        assert!(told.contains(" · not kept · marked ") && !told.contains("disk is full"), "{told}");
        assert_eq!(options(&player), 4, "{told}");
        player.press("<right>");
    }
    // Where there is room the reason stays.
    let mut player = on_full((80, 24));
    player.press("m<right>");
    assert!(player.text().contains("The disk is full.") && !player.text().contains("not kept"), "{}", player.text());
}
