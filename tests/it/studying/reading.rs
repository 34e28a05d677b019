//! Reading the questions of a paper where there is little room: all of each can be seen.

use super::choosing::WANTED;
use super::papers::seen;
use crate::harness::{DARK, Player, library};

/// What stands in the pane of a question, line by line, without what stands below it.
fn question_lines(player: &Player) -> Vec<String> {
    let rows = player.rows();
    let inside = rows.iter().skip_while(|row| !row.starts_with('╭')).skip(1);
    let lines = inside.take_while(|row| !row.contains(" answered "));
    lines.map(|row| row.trim_matches(['│', ' ']).to_owned()).filter(|line| !line.is_empty()).collect()
}

#[test]
fn questions_are_read_where_there_is_little_room() {
    are_read(6);
}

#[test]
#[ignore = "takes six times as long: each question of the pack, not each sixth"]
fn every_question_is_read_where_there_is_little_room() {
    are_read(1);
}

/// Reads each so many-th question of the pack to its end.
fn are_read(each: usize) {
    const SMALL: (u16, u16) = (60, 16);
    let mut player = Player::on(library(), DARK, SMALL);
    player.press(&format!("{WANTED}<home><down>500<enter>"));
    // As many as the pack has; the row above the number is that of the exams it describes.
    let text = player.text();
    let count = text.split("question 1 of ").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok());
    let count: usize = count.unwrap_or_else(|| panic!("no question: {text}"));
    assert!(count >= library().dataset().questions().len(), "{count} questions: {text}");
    let mut long = 0;
    for number in (1..=count).step_by(each) {
        assert!(seen(&player, &format!("question {number} of {count}")), "{}", player.text());
        let opened = question_lines(&player);
        assert!(!seen(&player, " more ↑"), "{}", player.text());
        // Down to the end, each page with a line of the one before it.
        let mut read = opened.clone();
        let mut pages = 1;
        while seen(&player, " more ↓") {
            player.press("<pgdn>");
            assert!(seen(&player, " more ↑"), "{}", player.text());
            let page = question_lines(&player);
            let new = page.iter().filter(|line| !read.contains(line)).cloned().collect::<Vec<_>>();
            read.extend(new);
            pages += 1;
            assert!(pages < 20, "{}", player.text());
        }
        long += usize::from(pages > 1);
        // An option that is chosen shows whole, from wherever one is; and one comes back to the head.
        for (key, far) in [("d", "<pgup>"), ("a", "<pgdn>")] {
            player.press(&far.repeat(pages));
            player.press(key);
            assert!(
                question_lines(&player).iter().any(|line| line.contains(&format!("({key}) "))),
                "{}",
                player.text()
            );
            assert!(player.cursor().is_some(), "{}", player.text());
            player.press("<enter>");
        }
        player.press(&"<pgup>".repeat(pages));
        assert_eq!(question_lines(&player)[0], opened[0]);
        player.resize((60, 70));
        let whole: Vec<String> = question_lines(&player).iter().map(|line| line.replace("▸ ", "  ")).collect();
        let read: Vec<String> = read.iter().map(|line| line.replace("▸ ", "  ")).collect();
        assert_eq!(opened[0], whole[0], "question {number} opens at its head");
        let missing: Vec<&String> =
            whole.iter().filter(|line| !read.iter().any(|one| one.trim() == line.trim())).collect();
        assert!(missing.is_empty(), "question {number}: {missing:?}");
        player.resize(SMALL);
        player.press(&"<right>".repeat(each.min(count - number)));
    }
    assert!(long > 100 / each, "{long} questions did not fit");
}

#[test]
fn home_and_up_lead_back_to_the_head_of_a_question() {
    let mut player = Player::on(library(), DARK, (60, 16));
    player.press(&format!("{WANTED}500<enter>"));
    let number = (0..500).find(|_| {
        let is_long = seen(&player, " more ↓");
        if !is_long {
            player.press("<right>");
        }
        is_long
    });
    assert!(number.is_some(), "a question does not fit");
    let head = question_lines(&player)[0].clone();
    player.press("<down><down><down>");
    player.press(&"<up>".repeat(60));
    assert_eq!(question_lines(&player)[0], head);
    player.press("<home><pgdn><pgdn>");
    assert!(seen(&player, " more ↑"), "{}", player.text());
    player.press("<home>");
    assert!(!seen(&player, " more ↑") && seen(&player, " more ↓"), "{}", player.text());
}
