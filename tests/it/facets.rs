//! The facets: found by typing, chosen beside the list, which follows; and how much each would leave.

use maitri::tui::action::Effect;

use crate::harness::{Player, Size};

const USUAL: Size = (80, 24);

fn row(player: &Player, with: &str) -> String {
    player.rows().into_iter().find(|row| row.contains(with)).unwrap_or_default()
}

#[test]
fn typing_finds_a_facet_and_space_chooses_it() {
    let mut player = Player::after("fecon", USUAL);
    assert!(row(&player, "[ ]").contains("Economy"), "{}", player.text());
    assert_eq!(player.rows().iter().filter(|row| row.contains("[ ]")).count(), 1, "{}", player.text());
    player.press("<space>");
    assert!(row(&player, "[x]").contains("Economy"), "a blank is no letter:\n{}", player.text());
    // What one has chosen shows in the list beside, and the frame says how much is left.
    let told = row(&player, "leaves ");
    assert!(row(&player, "Economy").contains("Timeline"), "the list stands beside:\n{}", player.text());
    player.press("<esc><esc>");
    let left = row(&player, "Timeline ─ ");
    let count = left.split_whitespace().find_map(|word| word.parse::<usize>().ok()).expect("a count");
    assert!(told.contains(&format!("leaves {count} of ")), "{told}\n{left}");
}

#[test]
fn letters_are_typed_and_escape_drops_them_before_it_closes() {
    let mut player = Player::after("fqjkxf", USUAL);
    assert!(
        player.text().contains("qjkxf") && player.text().contains("Nothing here is called so."),
        "{}",
        player.text()
    );
    player.press("<esc>");
    assert!(player.text().contains("Facets") && player.text().contains("Decades"), "{}", player.text());
    player.press("<esc>");
    assert!(!player.text().contains("Facets ─"), "{}", player.text());
    assert_eq!(Player::after("f", USUAL).press("<c-c>"), Effect::Quit);
}

#[test]
fn delete_lets_all_go() {
    let mut player = Player::after("fecon<space>", USUAL);
    assert!(player.text().contains("Delete let all go"), "{}", player.text());
    player.press("<delete>");
    assert!(!player.text().contains("[x]") && !player.text().contains("let all go"), "{}", player.text());
    assert_eq!(player.press("<delete>"), Effect::Nothing);
}

#[test]
fn a_filter_that_is_kept_counts_too() {
    let total = |keys: &str| {
        let told = row(&Player::after(keys, USUAL), "leaves ");
        told.split(" of ")
            .nth(1)
            .and_then(|rest| rest.split_whitespace().next()?.parse::<usize>().ok())
            .expect("a total")
    };
    assert!(total("/lantern<enter>f") < total("f"));
}

#[test]
fn they_lie_over_the_list_where_there_is_no_room_beside() {
    let player = Player::after("fecon<space>", (60, 16));
    assert!(row(&player, "[x]").contains("Economy") && row(&player, "leaves").starts_with('╰'), "{}", player.text());
}
