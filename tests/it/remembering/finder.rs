//! What was asked in the finder before is recalled there, as a shell does.

use crate::harness::Player;
use crate::pty::CLASSIC;

/// The line one types in.
fn line(player: &Player) -> String {
    let row = player.rows().get(3).cloned().unwrap_or_default();
    let text = row.split('▸').nth(1).unwrap_or_default();
    text.split('│').next().unwrap_or_default().trim().to_owned()
}

#[test]
fn earlier_queries_come_back_the_latest_first() {
    let mut left = Player::noting("<space>lantern<enter><space>tea<esc><space>lantern<esc>", CLASSIC);
    let mut player = Player::resumed(&left.leave(), CLASSIC);
    player.press("<space><up>");
    assert_eq!(line(&player), "lantern");
    player.press("<up>");
    assert_eq!(line(&player), "tea", "each stands once");
    player.press("<up><up>");
    assert_eq!(line(&player), "tea", "there are no more");
    player.press("<alt-n>");
    assert_eq!(line(&player), "lantern");
    player.press("<alt-n>");
    assert_eq!(line(&player), "", "after the latest comes what was typed");
}

#[test]
fn what_was_typed_comes_back_after_what_was_recalled() {
    let mut player = Player::noting("<space>tea<esc><space>lan", CLASSIC);
    player.press("<down>");
    assert_eq!(line(&player), "lan");
    player.press("<up>");
    assert_eq!(line(&player), "lan", "from below it leads to the first hit");
    player.press("<up>");
    assert_eq!(line(&player), "tea");
    player.press("<down>");
    assert_eq!(line(&player), "tea", "downwards are its hits");
    player.press("<alt-n>");
    assert_eq!(line(&player), "lan");
    player.press("<alt-p>x");
    assert_eq!(line(&player), "teax");
    player.press("<alt-p>");
    assert_eq!(line(&player), "tea", "what was changed is typed");
}

#[test]
fn a_query_goes_where_one_went() {
    let mut player = Player::noting("<space>lantern<enter>", CLASSIC);
    let there = player.place();
    player.press("1<space><up><enter>");
    assert_eq!(player.place().spot, there.spot);
}
